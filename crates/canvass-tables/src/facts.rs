//! What every count needs to know of a response, as small integers.
//!
//! Texts have gone to their files by then: a million responses keep some hundred bytes each.

use std::collections::HashMap;
use std::hash::BuildHasher as _;
use std::ops::Range;

use canvass_core::spelling::{NOT_GIVEN, given};
use canvass_core::{Answer, CodedResponse, Consultation, OptionIdx, Response, Span, Stance, ThemeDef};

use rustc_hash::FxBuildHasher;

use crate::spellings::Spellings;
use crate::writer::Context;

/// One kind of fact: for every analysed response what is so of it, and how many times.
#[derive(Debug, Default)]
pub(crate) struct FactList {
    /// Where the facts of each response end.
    ends: Vec<u32>,
    /// What, as a number whose make-up [`Keys`] knows. A response has each at most once.
    keys: Vec<u32>,
    /// How many times; empty where every fact is so once.
    times: Vec<u32>,
}

impl FactList {
    fn push(&mut self, key: u32) {
        self.keys.push(key);
    }

    fn push_times(&mut self, key: u32, times: u32) {
        self.keys.push(key);
        self.times.push(times);
    }

    /// Ends a response.
    fn close(&mut self) {
        self.ends.push(u32::try_from(self.keys.len()).expect("fewer than 2^32 facts of a kind"));
    }

    /// Number of responses.
    pub(crate) fn n_responses(&self) -> usize {
        self.ends.len()
    }

    /// The keys of one response's facts.
    pub(crate) fn of(&self, response: u32) -> &[u32] {
        &self.keys[self.range(response as usize)]
    }

    /// For every response the keys of its facts.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &[u32]> {
        (0..self.ends.len()).map(|response| &self.keys[self.range(response)])
    }

    /// Response, key and times of every fact of these responses, column by column.
    pub(crate) fn columns(&self, responses: Range<usize>) -> (Vec<u32>, &[u32], Vec<u32>) {
        let end = |at: usize| at.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        let facts = end(responses.start)..end(responses.end);
        let whose = responses.flat_map(|at| std::iter::repeat_n(at as u32, self.range(at).len())).collect();
        let times = self.times.get(facts.clone()).map_or_else(|| vec![1; facts.len()], <[u32]>::to_vec);
        (whose, &self.keys[facts], times)
    }

    fn range(&self, response: usize) -> Range<usize> {
        let start = response.checked_sub(1).map_or(0, |before| self.ends[before]);
        start as usize..self.ends[response] as usize
    }
}

#[cfg(test)]
impl FactList {
    /// Of each response's keys and times.
    pub(crate) fn of_all(responses: &[&[(u32, u32)]]) -> Self {
        let mut list = Self::default();
        for facts in responses {
            facts.iter().for_each(|(key, times)| list.push_times(*key, *times));
            list.close();
        }
        list
    }
}

/// How the parts of a fact become its key and back.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Keys {
    n_questions: u32,
    n_themes: u32,
}

impl Keys {
    /// A stance towards an option.
    pub(crate) fn stance(option: OptionIdx, stance: Stance) -> u32 {
        let at = Stance::ALL.iter().position(|other| *other == stance).expect("ALL holds every stance");
        u32::from(option.0) * Stance::ALL.len() as u32 + at as u32
    }

    /// A theme mentioned in answers to a question; the question behind the last stands for all text.
    pub(crate) fn theme(self, question: u32, theme: u32) -> u32 {
        question * self.n_themes + theme
    }

    /// The question number that stands for all text, answers to no question included.
    pub(crate) fn all_text(self) -> u32 {
        self.n_questions
    }

    /// A theme mentioned under an option, with the stance towards it.
    pub(crate) fn option_theme(self, option: OptionIdx, stance: Stance, theme: u32) -> u32 {
        Self::stance(option, stance) * self.n_themes + theme
    }

    /// Any closed reply to a question.
    pub(crate) fn ticked(question: u32) -> u32 {
        question
    }

    /// A closed reply to a question.
    pub(crate) fn closed(self, question: u32, reply: u32) -> u32 {
        (reply + 1) * self.n_questions + question
    }
}

/// One respondent attribute that counts are broken down by.
#[derive(Debug)]
pub(crate) struct Group {
    /// Name of the attribute.
    pub(crate) name: String,
    /// For every analysed response the number of its value.
    pub(crate) codes: Vec<u32>,
    /// The values.
    pub(crate) values: Spellings,
}

/// Everything counted, in the order of the analysed responses.
pub(crate) struct Facts {
    pub(crate) keys: Keys,
    pub(crate) n_analysed: u32,
    /// A number for the id of every response, to order them by whatever order they came in.
    pub(crate) ranks: Vec<u64>,
    pub(crate) groups: Vec<Group>,
    /// Options taken up: [`Keys::stance`]. Saying nothing of an option leaves no fact.
    pub(crate) stances: FactList,
    /// Questions answered, in words or by a tick.
    pub(crate) answered: FactList,
    /// Themes by question, and over all text: [`Keys::theme`]; times are places.
    pub(crate) themes: FactList,
    /// Themes by stance: [`Keys::option_theme`].
    pub(crate) option_themes: FactList,
    /// The first closed reply to each question, or every choice of several: [`Keys::closed`].
    pub(crate) closed: FactList,
    /// The closed replies to each question.
    pub(crate) replies: Vec<Spellings>,
}

impl Facts {
    pub(crate) fn new(consultation: &Consultation, n_themes: usize) -> Self {
        let group =
            |name: &String| Group { name: name.clone(), codes: Vec::new(), values: Spellings::default() };
        Self {
            keys: Keys { n_questions: consultation.questions.len() as u32, n_themes: n_themes as u32 },
            n_analysed: 0,
            ranks: Vec::new(),
            groups: consultation.groups.iter().map(group).collect(),
            stances: FactList::default(),
            answered: FactList::default(),
            themes: FactList::default(),
            option_themes: FactList::default(),
            closed: FactList::default(),
            replies: consultation.questions.iter().map(|_| Spellings::default()).collect(),
        }
    }

    /// Adds an analysed response.
    pub(crate) fn add(&mut self, context: &Context, coded: &CodedResponse) {
        for group in &mut self.groups {
            let value = attribute(&coded.response, &group.name).unwrap_or(NOT_GIVEN);
            group.codes.push(group.values.add(value));
        }
        self.add_answers(&coded.response);
        self.add_themes(&context.themes, coded);
        self.add_stances(context, coded);
        let Self { stances, answered, themes, option_themes, closed, .. } = self;
        [stances, answered, themes, option_themes, closed].into_iter().for_each(FactList::close);
        self.ranks.push(FxBuildHasher.hash_one(&coded.response.id));
        self.n_analysed += 1;
    }

    fn add_answers(&mut self, response: &Response) {
        let mut seen: HashMap<u16, bool> = HashMap::new();
        // The same choice ticked twice is one response.
        let mut ticked: Vec<u32> = Vec::new();
        for answer in response.answers.iter().filter(|answer| answer.says_something()) {
            let Some(question) = answer.question else { continue };
            let has_ticked = seen.entry(question.0).or_insert_with(|| {
                self.answered.push(u32::from(question.0));
                false
            });
            let one =
                answer.closed.map(|reply| reply.span).filter(|_| answer.choices.is_empty() && !*has_ticked);
            for reply in answer.choices.iter().copied().chain(one) {
                let code = self.replies[question.0 as usize].add(reply.of(&response.text));
                let question = u32::from(question.0);
                ticked.extend([Keys::ticked(question), self.keys.closed(question, code)]);
                *has_ticked = true;
            }
        }
        ticked.sort_unstable();
        ticked.dedup();
        for reply in ticked {
            self.closed.push(reply);
        }
    }

    /// Notes where each theme, and with it every theme above, is mentioned.
    fn add_themes(&mut self, themes: &[ThemeDef], coded: &CodedResponse) {
        let mut places: Vec<(u32, Span)> = Vec::with_capacity(coded.mentions.len() * 2);
        for mention in &coded.mentions {
            let question = coded.response.answers[mention.answer_idx].question;
            for theme in ThemeDef::lineage(themes, mention.theme_idx) {
                places.push((self.keys.theme(self.keys.all_text(), theme as u32), mention.span));
                if let Some(question) = question {
                    places.push((self.keys.theme(u32::from(question.0), theme as u32), mention.span));
                }
            }
        }
        places.sort_unstable();
        for same in places.chunk_by(|one, other| one.0 == other.0) {
            self.themes.push_times(same[0].0, n_places(same));
        }
    }

    fn add_stances(&mut self, context: &Context, coded: &CodedResponse) {
        let consultation = &context.consultation;
        for (option, _) in consultation.options() {
            let stance = stance_towards(coded, option);
            if stance == Stance::NotAddressed {
                continue;
            }
            self.stances.push(Keys::stance(option, stance));
            for theme in themes_under(context, coded, option) {
                self.option_themes.push(self.keys.option_theme(option, stance, theme));
            }
        }
    }
}

/// Places of one theme, ordered by their start; those that share words are one.
///
/// Two themes may claim the same words, which a theme above both is mentioned in once.
fn n_places(places: &[(u32, Span)]) -> u32 {
    let (mut n, mut end) = (0, 0);
    for (_, span) in places {
        n += u32::from(n == 0 || span.start >= end);
        end = end.max(span.end);
    }
    n
}

pub(crate) fn stance_towards(coded: &CodedResponse, option: OptionIdx) -> Stance {
    let row = coded.stances.iter().find(|row| row.option == option);
    row.map_or(Stance::NotAddressed, |row| row.stance)
}

/// The option an answer stands under: its question's, or else its section's.
pub(crate) fn option_of(consultation: &Consultation, answer: &Answer) -> Option<OptionIdx> {
    answer.question.and_then(|question| consultation.question(question).option).or(answer.topic)
}

/// Themes that count for an option, each once; see [`crate::bases`] on `option_themes`.
fn themes_under(context: &Context, coded: &CodedResponse, option: OptionIdx) -> Vec<u32> {
    let of = |answer: &Answer| option_of(&context.consultation, answer);
    let answers = &coded.response.answers;
    let whole = !answers.iter().any(|answer| of(answer) == Some(option));
    // What stands under another option is said of that one.
    let counts = |answer_idx: usize| of(&answers[answer_idx]).map_or(whole, |other| other == option);
    let mentions = coded.mentions.iter().filter(|mention| counts(mention.answer_idx));
    let lineages = mentions.flat_map(|mention| ThemeDef::lineage(&context.themes, mention.theme_idx));
    let mut themes: Vec<u32> = lineages.map(|theme| theme as u32).collect();
    themes.sort_unstable();
    themes.dedup();
    themes
}

/// What a response says of a respondent attribute; "N/A" and a dash are as good as nothing.
pub(crate) fn attribute<'a>(response: &'a Response, name: &str) -> Option<&'a str> {
    let value = match name {
        "respondent_type" => response.respondent_type.as_deref(),
        "region" => response.region.as_deref(),
        "language" => response.language.as_deref(),
        "format" => Some(response.format),
        _ => column(response, |other| other == name)
            .or_else(|| column(response, |other| other.trim().to_lowercase() == name.trim().to_lowercase())),
    };
    value.and_then(given)
}

fn column(response: &Response, is_it: impl Fn(&str) -> bool) -> Option<&str> {
    response.attributes.iter().find(|(name, _)| is_it(name)).map(|(_, value)| value.as_str())
}
