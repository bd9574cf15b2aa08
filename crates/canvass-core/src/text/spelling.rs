//! British and American spellings of one English word share a stem, and so do words with and without their apostrophe.
//!
//! American forms are turned British before stemming, not the other way round:
//! Snowball reduces `organization` to `organ`, but `organisation` to `organis`.
//! A form that is a word of its own in Britain is left: a parking meter is no metre, a tire no tyre, a check no cheque.

/// Put in front of words; behind them the spelling of a word is what it is without.
const PREFIXES: [&str; 12] =
    ["amphi", "dis", "epi", "inter", "mis", "multi", "non", "over", "pre", "re", "un", "under"];
/// Whole words.
const WORDS: [(&str, &str); 76] = [
    ("aging", "ageing"),
    ("airplane", "aeroplane"),
    ("airplanes", "aeroplanes"),
    ("ax", "axe"),
    ("burnt", "burned"),
    ("chili", "chilli"),
    ("chilies", "chillies"),
    ("chilis", "chillis"),
    ("cozily", "cosily"),
    ("cozy", "cosy"),
    ("defense", "defence"),
    ("defenses", "defences"),
    ("dreamt", "dreamed"),
    ("enroll", "enrol"),
    ("enrollment", "enrolment"),
    ("eon", "aeon"),
    ("eons", "aeons"),
    ("feces", "faeces"),
    ("fulfill", "fulfil"),
    ("fulfillment", "fulfilment"),
    ("fulfills", "fulfils"),
    ("glamor", "glamour"),
    ("gray", "grey"),
    ("grayer", "greyer"),
    ("grays", "greys"),
    ("im", "i'm"),
    ("ive", "i've"),
    ("jewelry", "jewellery"),
    ("leapt", "leaped"),
    ("learnt", "learned"),
    ("mold", "mould"),
    ("molded", "moulded"),
    ("molding", "moulding"),
    ("moldings", "mouldings"),
    ("molds", "moulds"),
    ("moldy", "mouldy"),
    ("molt", "moult"),
    ("mustache", "moustache"),
    ("mustaches", "moustaches"),
    ("offense", "offence"),
    ("offenses", "offences"),
    ("omelet", "omelette"),
    ("omelets", "omelettes"),
    ("pajamas", "pyjamas"),
    ("plow", "plough"),
    ("plowed", "ploughed"),
    ("plowing", "ploughing"),
    ("plows", "ploughs"),
    ("practise", "practice"),
    ("practised", "practiced"),
    ("practises", "practices"),
    ("practising", "practicing"),
    ("pretense", "pretence"),
    ("pretenses", "pretences"),
    ("program", "programme"),
    ("programs", "programmes"),
    ("rigor", "rigour"),
    ("rigors", "rigours"),
    ("skillful", "skilful"),
    ("skillfully", "skilfully"),
    ("spelt", "spelled"),
    ("spilt", "spilled"),
    ("spoilt", "spoiled"),
    ("thats", "that"),
    ("theres", "there"),
    ("theyre", "they're"),
    ("theyve", "they've"),
    ("tranquility", "tranquillity"),
    ("weve", "we've"),
    ("whats", "what"),
    ("willful", "wilful"),
    ("willfully", "wilfully"),
    ("woolen", "woollen"),
    ("woolens", "woollens"),
    ("youre", "you're"),
    ("youve", "you've"),
];
/// Beginnings, and what they are in Britain, or in the commoner of two British spellings.
const BEGINNINGS: [(&str, &str); 44] = [
    ("aluminum", "aluminium"),
    ("anemi", "anaemi"),
    ("anesthe", "anaesthe"),
    ("apnea", "apnoea"),
    ("archeolog", "archaeolog"),
    ("artifact", "artefact"),
    ("benefitt", "benefit"),
    ("biass", "bias"),
    ("carburetor", "carburettor"),
    ("celiac", "coeliac"),
    ("cesarean", "caesarean"),
    ("connexion", "connection"),
    ("councilor", "councillor"),
    ("diarrhea", "diarrhoea"),
    ("donut", "doughnut"),
    ("edema", "oedema"),
    ("encyclopedi", "encyclopaedi"),
    ("esophag", "oesophag"),
    ("esthetic", "aesthetic"),
    ("estrogen", "oestrogen"),
    ("fecal", "faecal"),
    ("fetal", "foetal"),
    ("fetus", "foetus"),
    ("focuss", "focus"),
    ("gynecolog", "gynaecolog"),
    ("hemato", "haemato"),
    ("hemo", "haemo"),
    ("hemorrh", "haemorrh"),
    ("homeopath", "homoeopath"),
    ("inflexion", "inflection"),
    ("leukemi", "leukaemi"),
    ("licens", "licenc"),
    ("maneuver", "manoeuver"),
    ("marvelous", "marvellous"),
    ("mediaev", "mediev"),
    ("orthoped", "orthopaed"),
    ("paleo", "palaeo"),
    ("pediatr", "paediatr"),
    ("pedophil", "paedophil"),
    ("skeptic", "sceptic"),
    ("smolder", "smoulder"),
    ("sulfat", "sulphat"),
    ("sulfur", "sulphur"),
    ("yogurt", "yoghurt"),
];
/// Beginnings in `or` that are `our` in Britain.
const OUR: [&str; 30] = [
    "arbor",
    "ardor",
    "armor",
    "behavior",
    "candor",
    "clamor",
    "color",
    "demeanor",
    "endeavor",
    "favor",
    "fervor",
    "flavor",
    "harbor",
    "honor",
    "humor",
    "labor",
    "neighbor",
    "odor",
    "parlor",
    "rancor",
    "rumor",
    "savior",
    "savor",
    "splendor",
    "succor",
    "tumor",
    "valor",
    "vapor",
    "vigor",
    "watercolor",
];
/// Beginnings that look like those above and are spelt alike everywhere.
const NOT_OUR: [&str; 9] =
    ["arbore", "coloration", "honorar", "humorous", "laborat", "laborious", "odorous", "valoris", "vigorous"];
/// Words in `er` that end in `re` in Britain, without that ending.
const RE: [&str; 23] = [
    "calib",
    "cent",
    "centimet",
    "fib",
    "goit",
    "kilomet",
    "lacklust",
    "lit",
    "louv",
    "lust",
    "manoeuv",
    "meag",
    "millilit",
    "millimet",
    "mit",
    "och",
    "reconnoit",
    "sab",
    "scept",
    "sepulch",
    "somb",
    "spect",
    "theat",
];
/// Words in `og` that end in `ogue` in Britain.
const OGUE: [&str; 6] = ["analog", "catalog", "dialog", "epilog", "monolog", "prolog"];
/// Verbs whose last letter Britain doubles before an ending, and whose stem would keep it.
const DOUBLING: [&str; 12] = [
    "cancel", "channel", "counsel", "dial", "duel", "fuel", "label", "level", "model", "signal", "total",
    "travel",
];
const IZE_ENDINGS: [&str; 12] =
    ["e", "ed", "es", "er", "ers", "ing", "able", "ably", "ability", "ation", "ations", "ational"];
/// Contractions of "not" as they are typed in a hurry.
const NT: [&str; 18] = [
    "aint", "arent", "cant", "couldnt", "didnt", "doesnt", "dont", "hadnt", "hasnt", "havent", "isnt",
    "mustnt", "neednt", "shouldnt", "wasnt", "werent", "wont", "wouldnt",
];
/// What stands behind the apostrophe of a contraction, and before it in one of "not".
const CONTRACTED: [&str; 7] = ["n't", "'d", "'ll", "'m", "'re", "'s", "'ve"];

/// The British spelling of an English word in lower case, where it differs.
pub(super) fn british(word: &str) -> Option<String> {
    if let Some(other) = apostrophe(word) {
        return Some(other);
    }
    whole(word).or_else(|| {
        let prefixes = alike(&PREFIXES, |prefix| prefix, word).iter();
        prefixes
            .into_iter()
            .find_map(|prefix| Some(format!("{prefix}{}", whole(word.strip_prefix(prefix)?)?)))
    })
}

/// The spelling of a word by all rules in turn.
fn whole(word: &str) -> Option<String> {
    if let Ok(at) = WORDS.binary_search_by_key(&word, |(american, _)| american) {
        return Some(WORDS[at].1.to_owned());
    }
    let rules = [beginning, our, re, ogue, doubled, ise, able, dgement];
    rules.iter().fold(None, |before: Option<String>, rule| rule(before.as_deref().unwrap_or(word)).or(before))
}

/// The entries of a sorted table that begin with the same letter as `word`.
fn alike<'a, T>(table: &'a [T], key: impl Fn(&T) -> &str, word: &str) -> &'a [T] {
    let letter = word.as_bytes().first();
    let from = table.partition_point(|entry| key(entry).as_bytes().first() < letter);
    let until = table.partition_point(|entry| key(entry).as_bytes().first() <= letter);
    &table[from..until]
}

/// The entry of a sorted table that `word` begins with, and what is behind it; all have the letters of one pair in them.
fn begun<'a, 'w>(table: &'a [&'a str], letters: [u8; 2], word: &'w str) -> Option<(&'a str, &'w str)> {
    // Few words have the two letters, and this is quickly seen.
    if !word.as_bytes().windows(2).any(|pair| pair == letters) {
        return None;
    }
    alike(table, |start| start, word).iter().find_map(|start| Some((*start, word.strip_prefix(start)?)))
}

/// `dont` is `don't`, and `o'brien` is `obrien`: an apostrophe says nothing but in a contraction, and there it may lack.
fn apostrophe(word: &str) -> Option<String> {
    if let Some(verb) = word.strip_suffix('t').filter(|_| NT.binary_search(&word).is_ok()) {
        return Some(format!("{verb}'t"));
    }
    (word.contains('\'') && !CONTRACTED.iter().any(|ending| word.ends_with(ending)))
        .then(|| word.replace('\'', ""))
}

fn beginning(word: &str) -> Option<String> {
    let mut starts = alike(&BEGINNINGS, |(american, _)| american, word).iter();
    starts.find_map(|(american, british)| Some(format!("{british}{}", word.strip_prefix(american)?)))
}

fn ise(word: &str) -> Option<String> {
    let at = word.rfind('z').filter(|_| !word.ends_with('z'))?.checked_sub(1)?;
    let is_verb = at >= 3
        && matches!(word.as_bytes()[at], b'i' | b'y')
        && IZE_ENDINGS.contains(&&word[at + 2..])
        && !["siz", "priz", "eiz", "aiz"]
            .iter()
            .any(|stem| word[..at + 2].ends_with(stem) && !word[..at].ends_with("as"));
    is_verb.then(|| format!("{}s{}", &word[..=at], &word[at + 2..]))
}

fn our(word: &str) -> Option<String> {
    let (start, ending) = begun(&OUR, *b"or", word)?;
    let differs = !NOT_OUR.iter().any(|same| word.starts_with(same));
    differs.then(|| format!("{}ur{ending}", &start[..start.len() - 1]))
}

/// `theater`, `centered` and `fiberglass` are `theatre`, `centred` and `fibreglass`.
fn re(word: &str) -> Option<String> {
    let starts = alike(&RE, |start| start, word).iter();
    let mut endings = starts.filter_map(|start| Some((start, word.strip_prefix(start)?.strip_prefix("er")?)));
    endings.find_map(|(start, ending)| match ending {
        "" | "s" | "ly" | "glass" | "piece" | "pieces" => Some(format!("{start}re{ending}")),
        "ed" | "ing" | "able" => Some(format!("{start}r{ending}")),
        _ => None,
    })
}

fn ogue(word: &str) -> Option<String> {
    let (start, ending) = begun(&OGUE, *b"og", word)?;
    match ending {
        "" | "s" => Some(format!("{start}ue{ending}")),
        "ed" | "ing" => Some(format!("{start}u{ending}")),
        _ => None,
    }
}

fn doubled(word: &str) -> Option<String> {
    let verb = ["ed", "ing", "er", "ers", "or", "ors"].iter().find_map(|ending| word.strip_suffix(ending))?;
    DOUBLING.binary_search(&verb).is_ok().then(|| format!("{verb}l{}", &word[verb.len()..]))
}

/// `sizeable` is `sizable`; after `c`, `g` and `e` the letter is no matter of choice.
fn able(word: &str) -> Option<String> {
    let start = ["eable", "eably", "eability"].iter().find_map(|ending| word.strip_suffix(ending))?;
    let is_choice = start.len() >= 2 && !start.ends_with(['c', 'g', 'e']);
    is_choice.then(|| format!("{start}{}", &word[start.len() + 1..]))
}

fn dgement(word: &str) -> Option<String> {
    let start = ["dgment", "dgments", "dgmental"].iter().find_map(|ending| word.strip_suffix(ending))?;
    Some(format!("{start}dge{}", &word[start.len() + 2..]))
}

#[cfg(test)]
mod tests {
    use super::super::{Analyzer, Language};
    use super::*;

    #[test]
    fn american_words_turn_british() {
        for (american, expected) in [
            ("organization", "organisation"),
            ("organized", "organised"),
            ("recognizable", "recognisable"),
            ("analyze", "analyse"),
            ("favorable", "favourable"),
            ("unfavorable", "unfavourable"),
            ("behavioral", "behavioural"),
            ("colorized", "colourised"),
            ("programs", "programmes"),
            ("theaters", "theatres"),
            ("kilometer", "kilometre"),
            ("epicenter", "epicentre"),
            ("maneuvering", "manoeuvring"),
            ("counseling", "counselling"),
            ("councilors", "councillors"),
            ("emphasize", "emphasise"),
            ("archeology", "archaeology"),
            ("skepticism", "scepticism"),
            ("judgments", "judgements"),
            ("licensing", "licencing"),
        ] {
            assert_eq!(british(american).as_deref(), Some(expected));
        }
    }

    #[test]
    fn both_spellings_have_one_stem() {
        let mut analyzer = Analyzer::new(Language::ENGLISH);
        let pairs = include_str!("spelling/pairs.txt").lines().filter_map(|line| line.split_once(' '));
        let mut stem = |word: &str| {
            let word = analyzer.without_ligatures(word);
            let word = analyzer.intern(&word);
            analyzer.stem(word).to_owned()
        };
        let stems: Vec<[String; 2]> = pairs.map(|(one, other)| [stem(one), stem(other)]).collect();
        assert!(stems.len() > 200);
        let apart: Vec<_> = stems.iter().filter(|[one, other]| one != other).collect();
        assert!(apart.is_empty(), "{apart:?}");
    }

    #[test]
    fn two_words_keep_two_stems() {
        let mut analyzer = Analyzer::new(Language::ENGLISH);
        for (one, other) in [
            ("meter", "metre"),
            ("tire", "tyre"),
            ("check", "cheque"),
            ("curb", "kerb"),
            ("story", "storey"),
            ("draft", "draught"),
            ("well", "we'll"),
            ("were", "we're"),
            ("shell", "she'll"),
            ("ill", "i'll"),
            ("rigorous", "rigor"),
            ("literal", "litre"),
            ("diner", "dinner"),
            ("filed", "filled"),
        ] {
            let [one, other] = [one, other].map(|word| analyzer.intern(word));
            assert_ne!(analyzer.stem(one), analyzer.stem(other));
        }
    }

    #[test]
    fn words_spelt_alike_are_left() {
        for word in [
            "size",
            "prize",
            "seized",
            "citizen",
            "laboratory",
            "humorous",
            "programme",
            "council",
            "sizable",
            "noticeable",
            "agreeable",
            "literature",
            "don't",
        ] {
            assert_eq!(british(word), None, "{word}");
        }
    }

    #[test]
    fn tables_are_sorted_for_the_search() {
        assert!(WORDS.is_sorted() && BEGINNINGS.is_sorted());
        for table in [&PREFIXES[..], &OUR, &RE, &OGUE, &DOUBLING, &NT] {
            assert!(table.is_sorted(), "{table:?}");
        }
    }
}
