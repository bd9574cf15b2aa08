//! The commonest words of the languages that are told by them.

/// Language codes with words that are common in the language and rare in the others.
///
/// English is what consultations are in; the Celtic languages are what responses to them may be in by right,
/// and what `whatlang` knows not at all, or takes lists of names for.
/// Words that two of them share with others ("a", "i", "am", "an", "do", "is", "no") are left out where they would mislead.
pub(super) const COMMON: [(&str, &str); 4] = [
    (
        "en",
        "the and of that it with this you have are be not they from but would there their which our been has should \
         were what more if who when than them my very just because could how some only too don't i'm i've we us need \
         think people being these those any also make take about into does much such where after before every keep \
         please why get want agree yes to is for as by can will your",
    ),
    (
        "cy",
        "yn y yr ar mae ac bod ei eu gan wedi bydd ddim sydd hwn hyn hon rydym rydw dw fod fel nid nad ond neu oherwydd \
         byddai mae'r mae'n i'r o'r a'r i'n dylai dylid ein eich iawn gyda gyda'r pan oedd sy'n hefyd chi nhw bob dim er \
         yw ydy ydi wrth rhag hynny i'w â",
    ),
    (
        "ga",
        "agus na ar tá ní sin mar atá nach bhfuil don leis seo gur ag sa ach mé sé sí siad muid bíonn bhí raibh aon faoi \
         nó idir gach níl",
    ),
    (
        "gd",
        "agus na air gu tha chan sin mar nach bheil airson ann seo gum gun aig bha ach iad sinn bidh anns nam nan gach \
         eadar",
    ),
];

/// Languages that `whatlang` tells, with their commonest words: they bear out what it is not sure of.
///
/// Unlike those above they may be words of other languages too.
pub(super) const CONFIRMING: [(&str, &str); 8] = [
    (
        "de",
        "der die das und ist nicht ein eine einen einer zu den dem des mit von für auf im es sie wir ich dass auch sich \
         sind werden wird haben hat kein keine bei aus nach wie wenn weil aber oder nur noch mehr sehr unser unsere uns \
         diese dieser dieses zum zur gegen sollte sollten muss kann können als an in war so hier",
    ),
    (
        "es",
        "el la los las de del que y en un una por con para no se es su sus al lo como más pero está están son muy \
         también este esta esto estos porque nos nosotros nuestra nuestro nuestros hay sin sobre ser todo todos ya me mi \
         si o a estamos debe",
    ),
    (
        "fr",
        "le la les de des du un une et est en que qui dans pour pas ne sur au aux avec ce cette ces il elle nous vous ils \
         je plus par sont être mais ou où très notre nos leur leurs se sa son ses comme sans tout tous fait faut a à",
    ),
    (
        "it",
        "il lo la i gli le di del della dei delle che e è un una in con per non si sono al alla da dal dalla nel nella \
         su più come anche ma se noi ci nostro nostra nostri questo questa questi molto troppo o a essere ha hanno",
    ),
    (
        "nl",
        "de het een en van in is dat op te voor met zijn niet aan er ook als bij om door naar maar dan of uit wij we ik \
         ze hebben heeft worden wordt geen meer zeer deze dit die onze ons moet moeten kan kunnen over tot",
    ),
    (
        "pl",
        "i w na z do się nie jest to że o za jak ale po od dla przez przy czy tak już tylko być są co które który która \
         oraz lub bo my nas ich jego tego tym bardzo więcej powinno powinna powinny",
    ),
    (
        "pt",
        "o a os as de do da dos das que e em um uma por com para não no na nos nas se é ao à são mais como mas muito \
         também este esta isso isto nós nosso nossa nossos porque há sem sobre ser todos já ou está estão deve",
    ),
    (
        "ro",
        "și în de la cu pe nu este sunt un o că pentru din ca mai să se care este fi dar sau prin după foarte noi noastră \
         nostru noștri le lor ne au are am fără toate toți trebuie si sa",
    ),
];
