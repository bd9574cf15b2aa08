//! The lexicon and a consultation's options, compiled for the scan.

use canvass_core::text::{Analyzer, WordId, folded_words};
use canvass_core::{Consultation, OptionIdx, Question, QuestionIdx};
use std::sync::Arc;

use super::choice::ChoiceWords;
use super::lexicon::{About, Attachment, Cue, Lexicon};
use super::names::{Names, WordKinds, written_names};
use crate::pattern::{Group, PatternSet, PatternSetBuilder, Role, RuleId, Scope, SyntaxError};

/// Cues and names of options in one pattern set, with the word classes.
#[derive(Debug)]
pub struct StanceModel {
    cues: Vec<CueRule>,
    meanings: Vec<Meaning>,
    set: PatternSet,
    /// Bits of [`Class`] by word id; words met later belong to none.
    classes: Vec<u64>,
    names: Names,
    choices: ChoiceWords,
    /// The option that keeps things as they are.
    standing: Option<OptionIdx>,
    /// By question, whether it asks which option is preferred.
    asks_which: Vec<bool>,
}

/// A cue without its patterns.
#[derive(Debug)]
pub(super) struct CueRule {
    pub(super) cue: Cue,
    pub(super) name: Arc<str>,
    pub(super) negated_name: Arc<str>,
}

/// What a match of a rule of the set means.
#[derive(Clone, Copy, Debug)]
pub(super) enum Meaning {
    /// A cue, by its index; loose where other words may stand between its own.
    Cue { cue: u16, is_loose: bool },
    /// A name of an option.
    Name(OptionIdx),
    /// A word that may begin a mention by number or a call: the sentence is worth a look.
    Marker,
}

/// What a word does in a sentence: bits of [`StanceModel::classes_of`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Class {
    Negator,
    Raising,
    NoNegation,
    Contrast,
    Concession,
    Condition,
    Reason,
    SubjectStart,
    Asking,
    ThirdParty,
    Body,
    Claiming,
    Holding,
    Own,
    Minority,
    Filler,
    Pronoun,
    Proposal,
    Aim,
    Link,
    Than,
    Coordinator,
    Be,
    Asked,
    Directive,
    Adverb,
    Writer,
    Relative,
    Yes,
    No,
    Courtesy,
    Manner,
    Decision,
    Conclusion,
    Former,
    Ending,
    Banning,
    Auxiliary,
    Likewise,
    Denial,
    Complementizer,
    Obligation,
    Circumstance,
    Person,
}

/// What a noun is over before.
const BEHIND: [Class; 13] = [
    Class::Be,
    Class::Auxiliary,
    Class::Obligation,
    Class::Adverb,
    Class::Negator,
    Class::Link,
    Class::Than,
    Class::Coordinator,
    Class::Relative,
    Class::Condition,
    Class::Reason,
    Class::Contrast,
    Class::Concession,
];

impl Class {
    const NAMED: [(&'static str, Self); 44] = [
        ("negator", Self::Negator),
        ("raising", Self::Raising),
        ("no_negation", Self::NoNegation),
        ("contrast", Self::Contrast),
        ("concession", Self::Concession),
        ("condition", Self::Condition),
        ("reason", Self::Reason),
        ("subject_start", Self::SubjectStart),
        ("asking", Self::Asking),
        ("third_party", Self::ThirdParty),
        ("body", Self::Body),
        ("claiming", Self::Claiming),
        ("holding", Self::Holding),
        ("own", Self::Own),
        ("minority", Self::Minority),
        ("filler", Self::Filler),
        ("pronoun", Self::Pronoun),
        ("proposal", Self::Proposal),
        ("aim", Self::Aim),
        ("link", Self::Link),
        ("than", Self::Than),
        ("coordinator", Self::Coordinator),
        ("be", Self::Be),
        ("asked", Self::Asked),
        ("directive", Self::Directive),
        ("adverb", Self::Adverb),
        ("writer", Self::Writer),
        ("relative", Self::Relative),
        ("yes", Self::Yes),
        ("no", Self::No),
        ("courtesy", Self::Courtesy),
        ("manner", Self::Manner),
        ("decision", Self::Decision),
        ("conclusion", Self::Conclusion),
        ("former", Self::Former),
        ("ending", Self::Ending),
        ("banning", Self::Banning),
        ("auxiliary", Self::Auxiliary),
        ("likewise", Self::Likewise),
        ("denial", Self::Denial),
        ("complementizer", Self::Complementizer),
        ("obligation", Self::Obligation),
        ("circumstance", Self::Circumstance),
        ("person", Self::Person),
    ];

    pub(super) fn bit(self) -> u64 {
        1 << self as u64
    }
}

impl StanceModel {
    /// Compiles a lexicon for a consultation, interning its words in `analyzer`.
    ///
    /// # Errors
    /// Where a pattern of the lexicon does not parse.
    pub fn compile(
        lexicon: &Lexicon,
        consultation: &Consultation,
        analyzer: &mut Analyzer,
    ) -> Result<Self, SyntaxError> {
        let classes = intern_classes(lexicon, analyzer);
        let names = names(lexicon, consultation, analyzer, &classes);
        let mut builder = PatternSetBuilder::new();
        let mut meanings = Vec::new();
        let mut mean = |id: RuleId, meaning: Meaning| {
            debug_assert_eq!(id.index(), meanings.len());
            meanings.push(meaning);
        };
        for (at, cue) in (0u16..).zip(&lexicon.cues) {
            if cue.about == About::Thing && !names.end_something() {
                continue;
            }
            let roles = [(Role::Counts, &cue.any), (Role::Excepts, &cue.except)];
            for (role, rule) in roles.iter().flat_map(|(role, rules)| rules.iter().map(|rule| (*role, rule)))
            {
                let id = builder.add_to(Group(u32::from(at)), role, rule.get_ref(), Scope::Sentence)?;
                let is_loose =
                    ["THEN/", "NEAR/", "AND"].iter().any(|operator| rule.get_ref().contains(operator));
                mean(id, Meaning::Cue { cue: at, is_loose });
            }
        }
        let standing = standing(&lexicon.choices, consultation);
        let called = lexicon.choices.standing_called.iter().cloned();
        let called = standing.into_iter().flat_map(|option| called.clone().map(move |name| (option, name)));
        for (option, name) in lexicon.names.spell(consultation).into_iter().chain(called) {
            mean(builder.add(&name, Scope::Sentence)?, Meaning::Name(option));
        }
        let obligations =
            lexicon.classes.get("obligation").into_iter().flatten().map(|word| format!("={word}"));
        for word in lexicon.names.markers(consultation).into_iter().chain(obligations) {
            mean(builder.add(&word, Scope::Sentence)?, Meaning::Marker);
        }
        Ok(Self {
            cues: lexicon.cues.iter().map(CueRule::new).collect(),
            meanings,
            set: builder.build(analyzer),
            asks_which: asks_which(lexicon, consultation),
            classes,
            names,
            standing,
            choices: lexicon.choices.clone(),
        })
    }

    /// Number of options.
    pub(super) fn n_options(&self) -> usize {
        self.names.n_options()
    }

    /// Whether a match can come to anything: replies need to stand where a reply may, arguments one topic.
    pub(super) fn may_speak(&self, rule: RuleId, may_reply: bool, topics: &[OptionIdx]) -> bool {
        let Meaning::Cue { cue, .. } = self.meaning(rule) else { return true };
        match self.cue(cue).cue.attaches {
            Attachment::Reply => may_reply,
            Attachment::Topic => topics.len() == 1,
            _ => true,
        }
    }

    /// Whether a question asks which option is preferred.
    pub(super) fn asks_which(&self, question: Option<QuestionIdx>) -> bool {
        question.is_some_and(|question| self.asks_which[question.0 as usize])
    }

    pub(super) fn set(&self) -> &PatternSet {
        &self.set
    }

    pub(super) fn names(&self) -> &Names {
        &self.names
    }

    /// The option that keeps things as they are, where one does.
    pub(super) fn standing(&self) -> Option<OptionIdx> {
        self.standing
    }

    pub(super) fn choices(&self) -> &ChoiceWords {
        &self.choices
    }

    pub(super) fn meaning(&self, rule: RuleId) -> Meaning {
        self.meanings[rule.index()]
    }

    pub(super) fn cue(&self, at: u16) -> &CueRule {
        &self.cues[at as usize]
    }

    pub(super) fn classes_of(&self, word: WordId) -> u64 {
        self.classes.get(word.0 as usize).copied().unwrap_or(0)
    }
}

impl CueRule {
    fn new(cue: &Cue) -> Self {
        let name: Arc<str> = cue.id.as_str().into();
        Self { cue: cue.clone(), negated_name: format!("not {name}").into(), name }
    }
}

fn names(lexicon: &Lexicon, consultation: &Consultation, analyzer: &mut Analyzer, classes: &[u64]) -> Names {
    let is_any = |word: WordId, of: u64| classes.get(word.0 as usize).is_some_and(|bits| bits & of != 0);
    let empty = Class::Filler.bit() | Class::Proposal.bit() | Class::Asked.bit();
    let behind = BEHIND.iter().fold(0, |bits, class| bits | class.bit());
    let kinds = WordKinds {
        empty: &|word| is_any(word, empty),
        ending: &|word| is_any(word, Class::Ending.bit()),
        banning: &|word| is_any(word, Class::Banning.bit()),
        behind: &|word| is_any(word, behind),
    };
    Names::new(&lexicon.names, consultation, analyzer, &kinds)
}

fn standing(choices: &ChoiceWords, consultation: &Consultation) -> Option<OptionIdx> {
    let stands = |option: &canvass_core::OptionDef| {
        choices.is_standing(&option.label) || option.aliases.iter().any(|alias| choices.is_standing(alias))
    };
    consultation.options().find(|(_, option)| stands(option)).map(|(idx, _)| idx)
}

/// Whether each question asks for a choice: it is about no one option, and has a word that asks for one ("Which of the
/// routes do you prefer?"), or names several with "or" between, or asks what should be done where no question is about
/// an option of its own ("Where should the new baths go?").
fn asks_which(lexicon: &Lexicon, consultation: &Consultation) -> Vec<bool> {
    let words_of = |known: &'static str| lexicon.classes.get(known).into_iter().flatten();
    let is_choosing = |word: &String| lexicon.names.choosing.contains(word);
    let is_noun = |word: &String| {
        word.strip_suffix('s')
            .is_some_and(|noun| lexicon.names.generic_nouns.iter().any(|known| known == noun))
    };
    let is_rival = consultation.options.len() > 1
        && consultation.questions.iter().all(|question| question.option.is_none());
    let mut is_first = true;
    let mut asks = |question: &Question| {
        let words = folded_words(&question.text, &[]);
        // "Taking the three options together, what would you like?"
        let picks = words.iter().any(|word| lexicon.names.which.contains(word) || is_noun(word));
        let is_what = is_rival
            && std::mem::take(&mut is_first)
            && words.first().is_some_and(|first| lexicon.names.asking.contains(first))
            && words_of("obligation").any(|should| words.contains(should));
        let chooses =
            picks && words.iter().any(is_choosing) || is_what || is_between(lexicon, consultation, &words);
        question.option.is_none() && chooses
    };
    consultation.questions.iter().map(&mut asks).collect()
}

/// Whether the words of a question name several options, with "or" between.
fn is_between(lexicon: &Lexicon, consultation: &Consultation, words: &[String]) -> bool {
    let holds = |name: &[String]| words.windows(name.len()).any(|run| run == name);
    let mut named: Vec<OptionIdx> =
        written_names(consultation).filter(|(_, name)| holds(name)).map(|(option, _)| option).collect();
    named.dedup();
    named.len() > 1 && words.iter().any(|word| lexicon.names.or.contains(word))
}

fn intern_classes(lexicon: &Lexicon, analyzer: &mut Analyzer) -> Vec<u64> {
    let mut classes = Vec::new();
    for (name, class) in Class::NAMED {
        for word in lexicon.classes.get(name).into_iter().flatten() {
            for folded in folded_words(word, &[]) {
                let at = analyzer.intern(&folded).0 as usize;
                if classes.len() <= at {
                    classes.resize(at + 1, 0);
                }
                classes[at] |= class.bit();
            }
        }
    }
    classes
}
