//! The language of responses, short and long, plain and odd.

use canvass_core::text::{Analyzer, Language, Tokens};
use canvass_core::{Answer, Aside, AsideKind, Response, Span};

use super::Languages;

fn answer(span: Span, asides: Vec<Aside>) -> Answer {
    Answer { asides, ..Answer::whole(span) }
}

/// The language of a response in which every line is an answer, in a consultation in English.
fn told(text: &str, asides: &[&str]) -> Option<&'static str> {
    let mut analyzer = Analyzer::new(Language::ENGLISH);
    let languages = Languages::new(Language::ENGLISH, &mut analyzer);
    let mut response = Response { text: text.into(), ..Response::default() };
    let mut start = 0;
    for line in text.split('\n') {
        let span = Span::new(start, start + line.len());
        let place = |words: &&str| {
            let at = start + line.find(words)?;
            Some(Aside { span: Span::new(at, at + words.len()), kind: AsideKind::Wording })
        };
        response.answers.push(answer(span, asides.iter().filter_map(place).collect()));
        start += line.len() + 1;
    }
    let tokens: Vec<Tokens> =
        response.answers.iter().map(|answer| analyzer.tokens(text, answer.span, &[])).collect();
    languages.of(&response, &tokens.iter().collect::<Vec<_>>())
}

#[track_caller]
fn check(language: &str, texts: &[&str]) {
    for text in texts {
        assert_eq!(told(text, &[]), Some(language), "{text}");
    }
}

#[test]
fn english_is_english_in_whatever_dress() {
    check(
        "en",
        &[
            "We strongly oppose the closure of the library, which would hurt families and older people.",
            "Yes",
            "No comment",
            "N/A",
            "",
            "£4,500; 12; 3.5 %; 2019/20; 7-9; 14:30; 1,000; 22; 16",
            "More buses needed, lower speed limit, better parking, no charges weekends",
            "Parking charges, litter, dog mess, potholes, no buses, empty shops, graffiti",
            "wildlife hedgehogs bats newts badgers owls kestrels butterflies hedgerows meadows",
            "restaurant cafe theatre cinema gallery museum library concert ballet opera",
            "good good good very bad very bad bad bad bad bad",
            "blah blah blah blah blah blah blah blah blah",
            "asdf asdf asdf asdf qwerty qwerty jkl jkl hjkl asdf",
        ],
    );
}

#[test]
fn names_leave_a_response_in_english() {
    check(
        "en",
        &[
            "Cllr Rhys Llewellyn, Aberystwyth; Mrs Siân Gwynfor, Llanelli; Dewi Pritchard; Eluned ap Gwilym, Dolgellau",
            "Copies to Ms Agnieszka Kowalczyk, Dr Jean-Pierre Lefèvre, Señora María Fernández de la Torre, Herr Müller",
            "Rydym yn Aberystwyth Community Council and we support this because it will help people",
            "The Mudiad Meithrin nursery and the Urdd Gobaith Cymru group both use the hall; closing it would end them.",
            "via Roma, piazza Navona, Trattoria da Enzo, pizza, pasta, gelato, cappuccino",
            "Casa de la Paz, Calle de los Olivos, Plaza del Sol, Avenida de las Américas",
            "Van der Berg, von der Leyen, de la Rue, du Pont, della Robbia, dos Santos",
            "deja vu, laissez faire, fait accompli, status quo, ad hoc, quid pro quo",
            "LLANFAIRPWLL PENTRAETH LLANGEFNI AMLWCH RHOSNEIGR CAERGYBI BODEDERN LLANNERCHYMEDD",
        ],
    );
}

#[test]
fn typing_leaves_a_response_in_english() {
    check(
        "en",
        &[
            "i dont want teh libary to shut its teh only plce my kids can go too aftr skool",
            "lol nah m8 thats rubbish innit, cant b bothered wiv dis",
            "Plz keep opn, v important 2 community, esp 4 elderly n disabled ppl",
            "KEEP LIBRARY OPEN SUNDAYS PLEASE NO MORE CUTS SAVE OUR STAFF",
            "MARLBRIDGE GENERAL HOSPITAL VISITING CONSULTATION PAPER RESPONSE FORM",
            "Ah dinnae want nae mair hooses biggit doon by the watter, it's pure mince so it is",
            "THE COUNCIL HAS NOT LISTENED TO ANY OF US AND THE WHOLE THING IS A SHAM",
        ],
    );
}

#[test]
fn a_sentence_or_two_tells_the_language() {
    for (language, text) in [
        ("cy", "Rydym yn cefnogi'r cynnig hwn oherwydd bydd yn helpu'r gymuned leol."),
        ("cy", "dw i ddim yn meddwl bod e'n syniad da achos does dim digon o staff da nhw"),
        ("cy", "MAE ANGEN MWY O STAFF YN Y LLYFRGELL AC MAE'N RHAID CADW'R ORIAU AGOR"),
        ("fr", "Nous soutenons l’ouverture de la bibliothèque le dimanche."),
        ("de", "Ich bin dagegen, weil die Bücherei am Sonntag kein Personal hat."),
        ("de", "Die Bienen sind wichtig für die Stadt."),
        ("de", "Wir sind gegen die Lizenz, weil sie zu teuer ist und niemandem hilft."),
        ("es", "El impuesto sobre la miel es demasiado caro para nosotros y no estamos de acuerdo."),
        ("it", "Il miele è troppo caro per noi e non siamo d’accordo con la proposta."),
        ("nl", "De bijen zijn belangrijk voor de stad en wij willen geen vergunning."),
        ("fr", "Il faut plus de ruches en ville et moins de voitures."),
        ("pl", "Uważam, że biblioteka powinna być otwarta w niedzielę, ponieważ wtedy rodziny mają czas."),
        ("pl", "uwazam ze biblioteka powinna byc otwarta w niedziele bo wtedy mamy czas dla dzieci"),
        ("ro", "Sunt de acord cu deschiderea bibliotecii duminica, pentru că oamenii au nevoie de ea."),
        ("es", "Estoy de acuerdo con que la biblioteca abra los domingos porque las familias tienen tiempo."),
        ("pt", "Não concordo, é muito caro e não temos pessoal suficiente para isso"),
        ("it", "Sono d'accordo con l'apertura della biblioteca la domenica, perché le famiglie hanno tempo."),
        ("nl", "Wij zijn voor het openen van de bibliotheek op zondag, want gezinnen hebben dan tijd."),
        (
            "ga",
            "Tacaímid leis an moladh go mbeadh an leabharlann oscailte ar an Domhnach mar bíonn am againn.",
        ),
        ("gd", "Tha sinn a' cur taic ris a' mholadh gum bi an leabharlann fosgailte air Là na Sàbaid."),
        ("ur", "مجھے اتفاق نہیں ہے"),
        ("fa", "من با باز بودن کتابخانه در روز یکشنبه موافقم چون خانواده‌ها وقت دارند"),
        ("zh", "我们支持图书馆星期天开放，因为家庭有时间。"),
        ("zh", "我不同意"),
        ("pa", "ਮੈਂ ਐਤਵਾਰ ਨੂੰ ਲਾਇਬ੍ਰੇਰੀ ਖੋਲ੍ਹਣ ਨਾਲ ਸਹਿਮਤ ਹਾਂ"),
        ("bn", "আমি রবিবার গ্রন্থাগার খোলার সাথে একমত"),
        ("uk", "Я підтримую відкриття бібліотеки в неділю, бо родини мають час."),
    ] {
        check(language, &[text]);
    }
}

#[test]
fn long_texts_tell_the_language() {
    for (language, text) in [
        (
            "en",
            "I have used this library for thirty years and my grandchildren use it now. To close it on Saturdays would \
             take it away from everybody who works in the week. Please think again.",
        ),
        (
            "cy",
            "Mae'r llyfrgell yn bwysig iawn i'n cymuned. Hoffem weld y llyfrgell ar agor ar ddydd Sul fel bod teuluoedd \
             yn gallu defnyddio'r adnoddau gyda'i gilydd. Nid ydym yn cytuno â'r toriadau i oriau'r staff.",
        ),
        (
            "fr",
            "Nous soutenons l'ouverture le dimanche, car les familles qui travaillent toute la semaine n'ont pas d'autre \
             moment pour venir lire avec leurs enfants. Les amendes, en revanche, doivent être maintenues.",
        ),
        (
            "de",
            "Die Bücherei sollte am Sonntag geöffnet sein, damit auch Berufstätige mit ihren Kindern kommen können. Die \
             Gebühren halten wir für unnötig, denn sie treffen vor allem die Ärmeren.",
        ),
        (
            "pl",
            "Jestem za. Biblioteka w niedzielę to bardzo dobry pomysł dla mieszkańców, szczególnie dla tych, którzy \
             pracują na zmiany w ciągu tygodnia. Kary za spóźnienie powinny jednak zostać.",
        ),
        (
            "ro",
            "Nu sunt de acord cu închiderea bibliotecii. Copiii noștri învață acolo după școală, iar bătrânii vin să \
             citească ziarele. Vă rugăm să găsiți banii în altă parte.",
        ),
        (
            "es",
            "No estamos de acuerdo con el cierre de la biblioteca. Nuestros hijos estudian allí después del colegio y \
             los mayores van a leer el periódico. Les rogamos que lo piensen otra vez.",
        ),
        (
            "pt",
            "Não estamos de acordo com o encerramento da biblioteca. Os nossos filhos estudam lá depois da escola e os \
             mais velhos vão ler o jornal. Pedimos que pensem outra vez.",
        ),
        (
            "it",
            "Non siamo d'accordo con la chiusura della biblioteca. I nostri figli studiano lì dopo la scuola e gli \
             anziani vanno a leggere il giornale. Vi preghiamo di ripensarci.",
        ),
        (
            "ur",
            "ہم لائبریری بند کرنے کے خلاف ہیں۔ ہمارے بچے اسکول کے بعد وہاں پڑھتے ہیں اور بزرگ اخبار پڑھنے جاتے ہیں۔ \
             براہ کرم دوبارہ سوچیں۔",
        ),
        ("zh", "我们反对关闭图书馆。我们的孩子放学后在那里学习，老人去那里看报纸。请再考虑一下。"),
    ] {
        check(language, &[text]);
    }
}

#[test]
fn short_replies_stay_in_the_consultations_language() {
    check(
        "en",
        &["Ydw", "Cytuno'n gryf", "Oui", "Nie zgadzam się", "Sí, de acuerdo", "Non sono d'accordo", "是"],
    );
}

#[test]
fn the_bulk_of_the_words_decides() {
    let english = "We think the library is good for the town and it should stay open for all of us.";
    let welsh = "Rydym yn meddwl bod y llyfrgell yn dda i'r dref ac y dylai aros ar agor i bawb ohonom.";
    check("en", &[&format!("{english}\n{welsh}"), &format!("{welsh}\n{english}\n{english}")]);
    check("cy", &[&format!("{welsh}\n{english}\n{welsh}\n{welsh}"), &format!("Yes\n{welsh}\nNo comment")]);
}

#[test]
fn wording_of_the_consultation_is_not_the_respondents() {
    let asked =
        "Do you agree that the library should be open on Sundays, and that it should not charge for it?";
    let text = format!("{asked} Mae'n bwysig iawn bod y llyfrgell ar agor");
    assert_eq!(told(&text, &[asked]), Some("cy"));
    assert_eq!(told(&text, &[]), Some("en"));
}

#[test]
fn a_long_text_in_no_language_known_is_not_in_english() {
    let somali = "Waan taageersanahay in maktabadda la furo Axadda sababtoo ah qoysasku waqti bay haystaan oo carruurta \
        ayaa wax akhrin kara maalintaas. Waxaan kaloo rabnaa in saacadaha la kordhiyo habeenkii, maxaa yeelay dadka \
        shaqeeya ma iman karaan maalintii oo dhan, waana muhiim in qof walba helo buugaag uu akhriyo.";
    assert_ne!(told(somali, &[]), Some("en"));
}
