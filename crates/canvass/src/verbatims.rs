//! Words of respondents for the report: short, of different people, attributed by kind of respondent alone.

mod sentence;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use canvass_core::{
    Answer, CodedResponse, Consultation, Mention, OptionIdx, Response, Span, Stance, ThemeDef,
};
use canvass_web::library::Verbatim;

use crate::consent;
use sentence::{Wording, least_misfit, misfit};

/// Verbatims of each theme behind a stance.
const SHOWN: usize = 2;
/// Candidates kept of each, from which those of different kinds of respondents are taken.
const KEPT: usize = 12;

/// What the words are about: an option and a stance on it, or no option; then a theme.
type Place = (Option<(u16, Stance)>, usize);

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
    /// How far it is from what reads best, then the response, for an order without ties.
    rank: (usize, u64),
    wording: Wording,
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
        let mentions = coded.mentions.iter().filter(|mention| !mention.negated);
        // Mentions stand sentence by sentence.
        let mut said: Option<Said<'_>> = None;
        for mention in mentions {
            let said = match said.take().filter(|said| said.is_of(mention)) {
                Some(known) => said.insert(known),
                None => said.insert(Said::of(coded, mention)),
            };
            let Some(option) = option_of(consultation, said.answer) else {
                self.offer(None, themes, said, mention);
                continue;
            };
            let is_held = |stance| matches!(stance, Stance::Support | Stance::Oppose);
            for row in coded.stances.iter().filter(|row| row.option == option && is_held(row.stance)) {
                self.offer(Some((option.0, row.stance)), themes, said, mention);
            }
        }
    }

    fn offer(
        &mut self,
        stand: Option<(u16, Stance)>,
        themes: &[ThemeDef],
        said: &Said<'_>,
        mention: &Mention,
    ) {
        let places = || ThemeDef::lineage(themes, mention.theme_idx).map(|theme| (stand, theme));
        let least = (least_misfit(said.words), self.n_responses);
        if places().all(|place| self.candidates.get(&place).is_some_and(|those| is_over(those, least))) {
            return;
        }
        let Some(misfit) = said.misfit() else { return };
        let rank = (misfit, self.n_responses);
        for place in places() {
            let candidates = self.candidates.entry(place).or_default();
            if is_over(candidates, rank) {
                continue;
            }
            let wording = said.wording();
            // One of each response, and one of those that say the same: the better.
            let is_like = |one: &Candidate| one.rank.1 == rank.1 || one.wording.is_like(wording);
            if candidates.iter().any(|one| one.rank <= rank && is_like(one)) {
                continue;
            }
            candidates.retain(|one| !is_like(one));
            let verbatim = Verbatim {
                stand: stand.map(|(option, stance)| (usize::from(option), stance)),
                theme: place.1,
                respondent_type: said.response.respondent_type.clone(),
                words: said.words.split_whitespace().collect::<Vec<_>>().join(" "),
            };
            let at = candidates.partition_point(|one| one.rank < rank);
            candidates.insert(at, Candidate { rank, wording: wording.clone(), verbatim });
            candidates.truncate(KEPT);
        }
    }

    /// Those to be shown: of different people and kinds of respondents as far as there are, nothing said twice.
    pub(crate) fn finish(self) -> Quotable {
        let mut chosen: Vec<Candidate> = Vec::new();
        // Words on an option are chosen first; those on none do without what these have taken.
        let (of_none, of_options): (Vec<_>, Vec<_>) =
            self.candidates.into_iter().partition(|((stand, _), _)| stand.is_none());
        for (_, mut left) in of_options.into_iter().chain(of_none) {
            let mut kinds: Vec<Option<String>> = Vec::new();
            while kinds.len() < SHOWN {
                left.retain(|one| !chosen.iter().any(|other| other.wording.is_like(&one.wording)));
                let is_heard = |one: &Candidate| chosen.iter().any(|other| other.rank.1 == one.rank.1);
                let best = (0..left.len()).min_by_key(|at| {
                    let one = &left[*at];
                    (is_heard(one), kinds.contains(&one.verbatim.respondent_type), one.rank)
                });
                let Some(best) = best else { break };
                let one = left.remove(best);
                kinds.push(one.verbatim.respondent_type.clone());
                chosen.push(one);
            }
        }
        Quotable { verbatims: chosen.into_iter().map(|one| one.verbatim).collect(), refusing: self.refusing }
    }
}

/// A sentence that may be quoted, and what is found out about it once it is asked for.
struct Said<'a> {
    response: &'a Response,
    answer: &'a Answer,
    answer_idx: usize,
    sentence: Span,
    words: &'a str,
    misfit: OnceCell<Option<usize>>,
    wording: OnceCell<Wording>,
}

impl<'a> Said<'a> {
    fn of(coded: &'a CodedResponse, mention: &Mention) -> Self {
        let (response, answer_idx, sentence) = (&coded.response, mention.answer_idx, mention.sentence);
        let (answer, words) = (&response.answers[answer_idx], sentence.of(&response.text));
        let (misfit, wording) = (OnceCell::new(), OnceCell::new());
        Self { response, answer, answer_idx, sentence, words, misfit, wording }
    }

    fn is_of(&self, mention: &Mention) -> bool {
        (self.answer_idx, self.sentence) == (mention.answer_idx, mention.sentence)
    }

    fn misfit(&self) -> Option<usize> {
        *self.misfit.get_or_init(|| misfit(self.response, self.answer, self.sentence))
    }

    fn wording(&self) -> &Wording {
        self.wording.get_or_init(|| Wording::of(self.words))
    }
}

/// Whether all candidates that are kept come before a rank.
fn is_over(candidates: &[Candidate], rank: (usize, u64)) -> bool {
    candidates.len() == KEPT && candidates[KEPT - 1].rank <= rank
}

/// The option that an answer is about.
fn option_of(consultation: &Consultation, answer: &Answer) -> Option<OptionIdx> {
    let of_question = answer.question.and_then(|question| consultation.question(question).option);
    of_question.or(answer.topic)
}
