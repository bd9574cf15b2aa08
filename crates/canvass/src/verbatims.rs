//! Words of respondents for the report: short, of different people, attributed by kind of respondent alone.

use std::collections::BTreeMap;

use canvass_core::{Answer, CodedResponse, Consultation, Mention, OptionIdx, Response, Stance, ThemeDef};
use canvass_web::library::Verbatim;

/// Verbatims of each theme behind a stance.
const SHOWN: usize = 2;
/// Candidates kept of each, from which those of different kinds of respondents are taken.
const KEPT: usize = 12;
/// Bounds of a sentence that reads well by itself, in bytes.
const SHORTEST: usize = 50;
const LONGEST: usize = 260;
/// The length that reads best.
const BEST: usize = 130;

/// What a verbatim stands for: option, stance, theme.
type Place = (u16, Stance, usize);

/// Gathers candidates while responses go by.
#[derive(Debug, Default)]
pub(crate) struct Verbatims {
    candidates: BTreeMap<Place, Vec<Candidate>>,
    n_responses: u64,
}

#[derive(Debug)]
struct Candidate {
    /// How far its length is from the best, then the response, for an order without ties.
    rank: (usize, u64),
    verbatim: Verbatim,
}

impl Verbatims {
    /// Looks through an analysed response.
    pub(crate) fn add(&mut self, consultation: &Consultation, themes: &[ThemeDef], coded: &CodedResponse) {
        self.n_responses += 1;
        if refuses_publication(&coded.response) {
            return;
        }
        for row in coded.stances.iter().filter(|row| matches!(row.stance, Stance::Support | Stance::Oppose)) {
            for mention in coded.mentions.iter().filter(|mention| !mention.negated) {
                let answer = &coded.response.answers[mention.answer_idx];
                if is_under(consultation, answer, row.option) {
                    self.offer(row.option, row.stance, themes, coded, mention);
                }
            }
        }
    }

    fn offer(
        &mut self,
        option: OptionIdx,
        stance: Stance,
        themes: &[ThemeDef],
        coded: &CodedResponse,
        mention: &Mention,
    ) {
        let words = mention.sentence.of(&coded.response.text).trim();
        if !(SHORTEST..=LONGEST).contains(&words.len()) {
            return;
        }
        let rank = (words.len().abs_diff(BEST), self.n_responses);
        for theme in ThemeDef::lineage(themes, mention.theme_idx) {
            let candidates = self.candidates.entry((option.0, stance, theme)).or_default();
            // One of each response: the better.
            let own = candidates.iter().position(|one| one.rank.1 == self.n_responses);
            match own {
                Some(at) if candidates[at].rank <= rank => continue,
                Some(at) => drop(candidates.remove(at)),
                None if candidates.len() == KEPT && candidates[KEPT - 1].rank <= rank => continue,
                None => {}
            }
            let verbatim = Verbatim {
                option: usize::from(option.0),
                stance,
                theme,
                respondent_type: coded.response.respondent_type.clone(),
                words: words.split_whitespace().collect::<Vec<_>>().join(" "),
            };
            let at = candidates.partition_point(|one| one.rank < rank);
            candidates.insert(at, Candidate { rank, verbatim });
            candidates.truncate(KEPT);
        }
    }

    /// Those to be shown: of different kinds of respondents as far as there are, no words twice.
    pub(crate) fn finish(self) -> Vec<Verbatim> {
        let mut chosen: Vec<Verbatim> = Vec::new();
        for candidates in self.candidates.into_values() {
            let mut left: Vec<Verbatim> = candidates.into_iter().map(|one| one.verbatim).collect();
            let mut kinds: Vec<Option<String>> = Vec::new();
            for _ in 0..SHOWN {
                left.retain(|one| !chosen.iter().any(|other| other.words == one.words));
                if left.is_empty() {
                    break;
                }
                let other_kind = left.iter().position(|one| !kinds.contains(&one.respondent_type));
                let one = left.remove(other_kind.unwrap_or(0));
                kinds.push(one.respondent_type.clone());
                chosen.push(one);
            }
        }
        chosen
    }
}

fn is_under(consultation: &Consultation, answer: &Answer, option: OptionIdx) -> bool {
    let of_question = answer.question.and_then(|question| consultation.question(question).option);
    of_question.or(answer.topic) == Some(option)
}

/// Whether a response is not to be quoted: a column says so, or its own words do.
fn refuses_publication(response: &Response) -> bool {
    let by_column = response.attributes.iter().any(|(name, value)| {
        let (name, value) = (name.to_lowercase(), value.trim().to_lowercase());
        let says_no = ["no", "false", "0", "do not", "don't", "n"].iter().any(|no| {
            value == *no
                || value.strip_prefix(no).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        });
        let says_yes = ["yes", "true", "1", "y"].iter().any(|yes| value.starts_with(yes));
        if name.contains("confidential") {
            says_yes || value.contains("confidential") && !value.contains("not confidential")
        } else if ["publish", "publication", "quote", "made public"].iter().any(|word| name.contains(word)) {
            says_no || value.contains("not publish") || value.contains("not for publication")
        } else {
            false
        }
    });
    by_column || {
        let text = response.text.to_lowercase();
        REFUSALS.iter().any(|words| text.contains(words))
    }
}

const REFUSALS: [&str; 8] = [
    "not for publication",
    "do not publish",
    "don't publish",
    "treat this as confidential",
    "treat this response as confidential",
    "treat my response as confidential",
    "in strict confidence",
    "strictly confidential",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn refuses(name: &str, value: &str) -> bool {
        let attributes = vec![(name.to_owned(), value.to_owned())];
        refuses_publication(&Response { attributes, ..Response::default() })
    }

    #[test]
    fn columns_and_words_can_refuse_publication() {
        assert!(refuses("May we publish your response?", "No"));
        assert!(refuses("May we publish your response?", "no, please keep it private"));
        assert!(!refuses("May we publish your response?", "Yes, without my name"));
        assert!(refuses("Is your response confidential?", "Yes"));
        assert!(!refuses("Is your response confidential?", "No"));
        assert!(!refuses("Notes", "No"));
        let text = "Please do not publish my letter.".to_owned();
        assert!(refuses_publication(&Response { text, ..Response::default() }));
    }
}
