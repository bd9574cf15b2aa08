//! Words of respondents for the report: short, of different people, attributed by kind of respondent alone.

use std::collections::{BTreeMap, BTreeSet};

use canvass_core::{Answer, CodedResponse, Consultation, Mention, OptionIdx, Stance, ThemeDef};
use canvass_web::library::Verbatim;

use crate::consent;

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
    refusing: BTreeSet<String>,
    n_responses: u64,
}

/// What the report may quote.
#[derive(Debug, Default)]
pub(crate) struct Quotable {
    pub(crate) verbatims: Vec<Verbatim>,
    /// Ids of the responses that refuse publication.
    pub(crate) refusing: BTreeSet<String>,
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
        if !consent::may_be_quoted(&coded.response) {
            self.refusing.insert(coded.response.id.clone());
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
                stand: Some((usize::from(option.0), stance)),
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
    pub(crate) fn finish(self) -> Quotable {
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
        Quotable { verbatims: chosen, refusing: self.refusing }
    }
}

fn is_under(consultation: &Consultation, answer: &Answer, option: OptionIdx) -> bool {
    let of_question = answer.question.and_then(|question| consultation.question(question).option);
    of_question.or(answer.topic) == Some(option)
}
