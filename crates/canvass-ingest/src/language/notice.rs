//! What is told of responses in other languages.

use std::collections::BTreeMap;

use canvass_core::{Notice, Response, Status};

use super::names;

/// Responses told one by one; the others are summed up.
const TOLD: u64 = 20;
/// The name in counts of a language that could not be told.
const UNKNOWN: &str = "unknown";

/// What the models can read of a language besides ticks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Rules of themes that are for it.
    pub rules: usize,
    /// Rules of themes that are for the consultation's language, by name or because they name none.
    pub home_rules: usize,
    /// There are cues for it.
    pub stances: bool,
}

/// What themes can tell of a language.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rules {
    None,
    /// Less than a half of what there is for the consultation's language.
    Few,
    Enough,
}

impl Coverage {
    fn of_rules(self) -> Rules {
        match self.rules {
            0 => Rules::None,
            n if n * 2 < self.home_rules => Rules::Few,
            _ => Rules::Enough,
        }
    }
}

/// Counts the responses in other languages than the consultation's; asked in input order.
#[derive(Debug)]
pub struct OtherLanguages {
    home: &'static str,
    covered: BTreeMap<&'static str, Coverage>,
    counts: BTreeMap<String, u64>,
    n_told: u64,
    untold: BTreeMap<String, u64>,
}

impl OtherLanguages {
    /// None met yet; `home` is the code of the consultation's language, `covered` those of others that can be read.
    pub fn new(home: &'static str, covered: BTreeMap<&'static str, Coverage>) -> Self {
        Self { home, covered, counts: BTreeMap::new(), n_told: 0, untold: BTreeMap::new() }
    }

    /// Counts a response, and tells of it if it is one of the first of which some words are not read.
    pub fn note(&mut self, response: &Response) -> Option<Notice> {
        if response.status != Status::Analysed || response.language.as_deref() == Some(self.home) {
            return None;
        }
        let code = response.language.as_deref().unwrap_or(UNKNOWN);
        *self.counts.entry(code.to_owned()).or_default() += 1;
        let coverage = self.covered.get(code).copied().unwrap_or_default();
        if coverage.of_rules() == Rules::Enough && coverage.stances {
            return None;
        }
        if self.n_told == TOLD {
            *self.untold.entry(code.to_owned()).or_default() += 1;
            return None;
        }
        self.n_told += 1;
        let notice =
            Notice::new(&response.source, "other-language", message(response.language.as_deref(), coverage));
        Some(match response.source_row {
            Some(row) => notice.at_row(row),
            None => notice,
        })
    }

    /// Sums up those that were not told one by one.
    pub fn rest(&self) -> Option<Notice> {
        let n_more: u64 = self.untold.values().sum();
        let each: Vec<String> = self.untold.iter().map(|(code, n)| format!("{n} {}", shown(code))).collect();
        let message = format!("{n_more} more responses are in other languages: {}", each.join(", "));
        (n_more > 0).then(|| Notice::new("", "other-language", message))
    }

    /// Analysed responses by language code, without the consultation's language; `unknown` for one that could not be told.
    pub fn counts(&self) -> &BTreeMap<String, u64> {
        &self.counts
    }
}

/// The English name of a language, or its code where it has no name here.
pub fn language_name(code: &str) -> &str {
    names::name(code).unwrap_or(code)
}

fn shown(code: &str) -> String {
    names::name(code).map_or_else(|| code.to_owned(), |name| format!("{name} ({code})"))
}

fn message(code: Option<&str>, coverage: Coverage) -> String {
    let language = code.map_or_else(|| "another language that could not be told".to_owned(), shown);
    let few = || {
        let Coverage { rules, home_rules, .. } = coverage;
        let (rules, them) =
            if rules == 1 { ("1 rule".to_owned(), "it") } else { (format!("{rules} rules"), "them") };
        format!(
            "for which themes have {rules}, and {home_rules} for the consultation's language: \
             it earns mentions by {them} alone, its words can be searched"
        )
    };
    let lacking = match (coverage.of_rules(), coverage.stances) {
        (Rules::None, false) => {
            "for which there are no models: it is counted and its words can be searched, \
             but they earn no mention, and only its ticked replies take a stance"
                .to_owned()
        }
        (Rules::None, true) => {
            "for which no theme has a rule: its stances are read, and its words can be searched, \
             but they earn no mention"
                .to_owned()
        }
        (Rules::Few, false) => format!("{}, and only its ticked replies take a stance", few()),
        (Rules::Few, true) => format!("{}, and its stances are read", few()),
        (Rules::Enough, _) => {
            "for which there are no cues: its themes are found, and its words can be searched, \
             but only its ticked replies take a stance"
                .to_owned()
        }
    };
    format!("written in {language}, {lacking}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn response(language: Option<&str>, row: Option<u64>) -> Response {
        Response {
            source: "a.csv".into(),
            source_row: row,
            language: language.map(str::to_owned),
            ..Response::default()
        }
    }

    #[test]
    fn the_first_are_told_and_the_others_summed_up() {
        let covered = |rules, stances| Coverage { rules, home_rules: 10, stances };
        let known = [("fr", covered(5, true)), ("de", covered(0, true))];
        let mut others = OtherLanguages::new("en", known.into());
        assert_eq!(others.note(&response(Some("en"), None)), None);
        let blank = Response { status: Status::Blank, ..response(Some("fr"), None) };
        assert_eq!(others.note(&blank), None);
        assert_eq!(others.note(&response(Some("fr"), Some(6))), None);
        let notice = others.note(&response(Some("de"), Some(6))).expect("told");
        assert!(notice.message.contains("no theme has a rule"), "{}", notice.message);
        let notice = others.note(&response(Some("cy"), Some(7))).expect("told");
        assert_eq!((notice.kind.as_str(), notice.row), ("other-language", Some(7)));
        assert!(notice.message.contains("Welsh (cy)"), "{}", notice.message);
        assert_eq!(others.rest(), None);
        let told = (0..30).filter_map(|row| others.note(&response(None, Some(row)))).count();
        assert_eq!(told as u64, TOLD - 2);
        assert!(others.note(&response(Some("pl"), None)).is_none());
        let rest = others.rest().expect("summed up").message;
        assert_eq!(rest, "13 more responses are in other languages: 1 Polish (pl), 12 unknown");
        assert_eq!(others.counts()["unknown"], 30);
    }

    #[test]
    fn few_rules_beside_many_are_told() {
        let told = |rules, home_rules, stances| {
            let covered = [("de", Coverage { rules, home_rules, stances })];
            let mut others = OtherLanguages::new("en", covered.into());
            others.note(&response(Some("de"), None)).map(|notice| notice.message)
        };
        assert_eq!(
            told(1, 8, true).as_deref(),
            Some(
                "written in German (de), for which themes have 1 rule, and 8 for the consultation's language: \
                 it earns mentions by it alone, its words can be searched, and its stances are read"
            )
        );
        let message = told(3, 8, false).expect("told");
        assert!(message.contains("3 rules, and 8") && message.ends_with("take a stance"), "{message}");
        assert_eq!(told(4, 8, true), None);
    }
}
