//! British and American spellings of one English word share a stem.
//!
//! American forms are turned British before stemming, not the other way round:
//! Snowball reduces `organization` to `organ`, but `organisation` to `organis`.

/// Beginnings in `or` that are `our` in Britain.
const OUR: [&str; 16] = [
    "behavior", "color", "endeavor", "favor", "flavor", "harbor", "honor", "humor", "labor", "neighbor",
    "odor", "parlor", "rumor", "savor", "vapor", "vigor",
];
/// Beginnings that look like those above and are spelt alike everywhere.
const NOT_OUR: [&str; 6] = ["laborat", "laborious", "honorar", "humorous", "vigorous", "coloration"];
/// Whole words.
const WORDS: [(&str, &str); 48] = [
    ("acknowledgment", "acknowledgement"),
    ("aging", "ageing"),
    ("airplane", "aeroplane"),
    ("airplanes", "aeroplanes"),
    ("catalog", "catalogue"),
    ("catalogs", "catalogues"),
    ("center", "centre"),
    ("centered", "centred"),
    ("centers", "centres"),
    ("defense", "defence"),
    ("defenses", "defences"),
    ("enroll", "enrol"),
    ("enrollment", "enrolment"),
    ("fiber", "fibre"),
    ("fulfill", "fulfil"),
    ("fulfillment", "fulfilment"),
    ("fulfills", "fulfils"),
    ("gray", "grey"),
    ("jewelry", "jewellery"),
    ("judgment", "judgement"),
    ("judgments", "judgements"),
    ("license", "licence"),
    ("licenses", "licences"),
    ("liter", "litre"),
    ("liters", "litres"),
    ("maneuver", "manoeuvre"),
    ("maneuvers", "manoeuvres"),
    ("meager", "meagre"),
    ("mold", "mould"),
    ("mustache", "moustache"),
    ("offense", "offence"),
    ("offenses", "offences"),
    ("pajamas", "pyjamas"),
    ("pediatric", "paediatric"),
    ("plow", "plough"),
    ("plowing", "ploughing"),
    ("plows", "ploughs"),
    ("practise", "practice"),
    ("practised", "practiced"),
    ("practising", "practicing"),
    ("program", "programme"),
    ("programs", "programmes"),
    ("skeptical", "sceptical"),
    ("skillful", "skilful"),
    ("sulfur", "sulphur"),
    ("theater", "theatre"),
    ("theaters", "theatres"),
    ("willful", "wilful"),
];
/// Verbs whose last letter Britain doubles before an ending.
const DOUBLING: [&str; 9] =
    ["cancel", "channel", "counsel", "fuel", "label", "level", "model", "signal", "travel"];
const IZE_ENDINGS: [&str; 9] = ["e", "ed", "es", "er", "ers", "ing", "ation", "ations", "ational"];

/// The British spelling of an English word in lower case, where it differs.
pub(super) fn british(word: &str) -> Option<String> {
    if let Ok(at) = WORDS.binary_search_by_key(&word, |(american, _)| american) {
        return Some(WORDS[at].1.to_owned());
    }
    ise(word).or_else(|| our(word)).or_else(|| doubled(word))
}

fn ise(word: &str) -> Option<String> {
    let at = word.rfind("iz").or_else(|| word.rfind("yz"))?;
    let is_verb = at >= 3
        && IZE_ENDINGS.contains(&&word[at + 2..])
        && !["siz", "priz", "eiz", "aiz"]
            .iter()
            .any(|stem| word[..at + 2].ends_with(stem) && !word[..at].ends_with("as"));
    is_verb.then(|| format!("{}s{}", &word[..=at], &word[at + 2..]))
}

fn our(word: &str) -> Option<String> {
    let start = OUR.iter().find(|start| word.starts_with(**start))?;
    let differs = !NOT_OUR.iter().any(|same| word.starts_with(same));
    differs.then(|| format!("{}ur{}", &start[..start.len() - 1], &word[start.len()..]))
}

fn doubled(word: &str) -> Option<String> {
    let verb = DOUBLING.iter().find(|verb| word.starts_with(**verb))?;
    let ending = &word[verb.len()..];
    ["ed", "ing", "er", "ers", "or", "ors"].contains(&ending).then(|| format!("{verb}l{ending}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn american_words_turn_british() {
        for (american, expected) in [
            ("organization", "organisation"),
            ("organized", "organised"),
            ("analyze", "analyse"),
            ("favorable", "favourable"),
            ("behavioral", "behavioural"),
            ("programs", "programmes"),
            ("theaters", "theatres"),
            ("counseling", "counselling"),
            ("emphasize", "emphasise"),
        ] {
            assert_eq!(british(american).as_deref(), Some(expected));
        }
    }

    #[test]
    fn words_spelt_alike_are_left() {
        for word in ["size", "prize", "seized", "citizen", "laboratory", "humorous", "programme", "council"] {
            assert_eq!(british(word), None, "{word}");
        }
    }

    #[test]
    fn the_word_list_is_sorted_for_the_search() {
        assert!(WORDS.is_sorted());
    }
}
