//! The stance lexicon: data, read from TOML, that a consultation may add to or take from.

mod changes;

use std::collections::BTreeMap;
use std::ops::Range;

use canvass_core::{Explain, Place, nearest, toml_remedy};
use serde::Deserialize;
use toml::Spanned;

use super::choice::ChoiceWords;
use super::names::NameWords;
use crate::pattern::SyntaxError;
use changes::Trials;

/// What people say when they are for or against something, in one language.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lexicon {
    /// ISO 639-1 code.
    pub language: String,
    /// Lists of words by what they do in a sentence.
    pub classes: BTreeMap<String, Vec<String>>,
    /// Words that names, numbers and groups of options are made of.
    pub names: NameWords,
    /// Words that a choice between options is made with.
    #[serde(default)]
    pub choices: ChoiceWords,
    /// Cues, in the order in which they are tried on equal evidence.
    #[serde(rename = "cue", default)]
    pub cues: Vec<Cue>,
    /// What the consultation's own cues are to be tried on.
    #[serde(skip)]
    pub(super) trials: Vec<Trials>,
}

/// Words that take a side, or give a reason to.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "independent properties of one cue, read one at a time")]
pub struct Cue {
    /// Name shown in the `rule` column.
    pub id: String,
    /// Where it points when nothing turns it.
    pub direction: Direction,
    /// How much it says.
    pub strength: Strength,
    /// Where the option stands that it speaks of.
    pub attaches: Attachment,
    /// Whether "than" or "to" behind it brings in the other side of a comparison.
    #[serde(default)]
    pub compares: bool,
    /// What must stand for what it speaks of.
    #[serde(default)]
    pub object: ObjectNeed,
    /// What it speaks of: the option, or the thing that the option would end.
    #[serde(default)]
    pub about: About,
    /// Whether a negator inside the pattern is part of its meaning.
    #[serde(default)]
    pub holds_negation: bool,
    /// Whether it wants things to stay as they are, which is to be for the option that leaves them so.
    #[serde(default)]
    pub stays: bool,
    /// Whether what it speaks of may be called in words of the writer's own, in a short answer to the option's own
    /// question: "dead against the drowning of our valley".
    #[serde(default)]
    pub own_words: bool,
    /// What else its words must be like; nothing where any will do.
    pub form: Option<Form>,
    /// Patterns of the rule language.
    pub any: Vec<Spanned<String>>,
    /// False friends.
    #[serde(default)]
    pub except: Vec<Spanned<String>>,
    /// Sentences that must earn the cue's direction.
    #[serde(default)]
    pub examples: Vec<String>,
    /// Sentences that must earn nothing from any cue.
    #[serde(default)]
    pub counterexamples: Vec<String>,
}

/// What the words of a cue must be like, beyond its pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// No other verb stands before its last word's article: "is paid a fair wage" calls nothing fair.
    Tight,
    /// Nothing follows it in its clause.
    Last,
}

/// Where a cue points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// For.
    Support,
    /// Against.
    Oppose,
    /// Weighs both sides alike.
    Both,
    /// Declines to take a side.
    Neither,
}

impl Direction {
    /// The opposite, where there is one.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::Support => Self::Oppose,
            Self::Oppose => Self::Support,
            other => other,
        }
    }
}

/// How much a cue says about where the writer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    /// Gives a reason.
    Argument,
    /// Calls it good or bad.
    Judgement,
    /// Takes a side.
    Position,
}

/// Where the option stands that a cue speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Attachment {
    /// Behind it.
    Object,
    /// Before it.
    Subject,
    /// Before it, or else behind it.
    Either,
    /// Nowhere: the cue is a whole reply to the question.
    Reply,
    /// Nowhere: the cue is an argument that touches what the question is about.
    Topic,
}

/// What a cue is for or against.
///
/// It makes a difference only to options that would end something, by a ban or a closure: who is against that thing
/// is for the option.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum About {
    /// The option: "support".
    #[default]
    Option,
    /// The thing: "keep it". Says nothing where the option would end nothing.
    Thing,
    /// The option where it is named, else the thing: "scrap it".
    Either,
    /// The view that the sentence before told of others: "we do not share it". Says nothing where none was told.
    View,
}

/// What must stand for what a cue speaks of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ObjectNeed {
    /// A name, a description or a pronoun.
    #[default]
    Required,
    /// Nothing: "We agree."
    Optional,
    /// A name.
    Named,
}

/// Why `stance.toml` cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// There is no built-in lexicon to start from.
    #[error("no stance lexicon for the language `{language}`")]
    UnknownLanguage {
        /// The code asked for.
        language: String,
    },
    /// Not TOML.
    #[error("not valid TOML: {message}")]
    Toml {
        /// What is wrong.
        message: String,
        /// Where.
        place: Box<Place>,
    },
    /// Not of the lexicon's shape.
    #[error("{message}")]
    Shape {
        /// What is wrong.
        message: String,
        /// Where.
        place: Box<Place>,
    },
    /// A key that nobody reads, or a value that is none of those there are.
    #[error("unknown {noun} `{name}`")]
    Unknown {
        /// What it should name.
        noun: &'static str,
        /// The name as written.
        name: String,
        /// The names there are.
        known: Vec<String>,
        /// Where.
        place: Box<Place>,
    },
    /// `remove` names no built-in cue.
    #[error("no built-in cue `{id}`")]
    UnknownCue {
        /// The id asked for.
        id: String,
        /// Where.
        place: Box<Place>,
        /// A cue of nearly that name.
        near: Option<String>,
    },
    /// A cue of the consultation that is no change of a built-in one, and not whole.
    #[error("cue `{id}` has no `{key}`")]
    MissingKey {
        /// The cue.
        id: String,
        /// The first key it lacks.
        key: &'static str,
        /// Where.
        place: Box<Place>,
        /// A built-in cue of nearly that name, where this one would only add to it.
        near: Option<String>,
    },
    /// Two cues of the consultation of one id.
    #[error("cue `{id}` is defined twice, first on line {first_line}")]
    Duplicate {
        /// The id.
        id: String,
        /// The second.
        place: Box<Place>,
        /// Line of the first, from 1.
        first_line: usize,
    },
    /// A pattern does not parse.
    #[error("{message}")]
    Pattern {
        /// What is wrong.
        message: String,
        /// Where.
        place: Box<Place>,
        /// What to do.
        hint: Option<String>,
    },
}

impl Explain for LexiconError {
    fn place(&self) -> Option<&Place> {
        match self {
            Self::UnknownLanguage { .. } => None,
            Self::Toml { place, .. }
            | Self::Shape { place, .. }
            | Self::Unknown { place, .. }
            | Self::UnknownCue { place, .. }
            | Self::MissingKey { place, .. }
            | Self::Duplicate { place, .. }
            | Self::Pattern { place, .. } => Some(place),
        }
    }

    fn hints(&self) -> Vec<String> {
        match self {
            Self::UnknownLanguage { .. } => vec![format!("there are lexicons for: {}", LANGUAGES.join(", "))],
            Self::UnknownCue { near, .. } => near.iter().map(|id| format!("did you mean `{id}`?")).collect(),
            Self::MissingKey { near, .. } => {
                let near = near.iter().map(|id| format!("did you mean `{id}`?"));
                near.chain([WHOLE.to_owned()]).collect()
            }
            Self::Duplicate { .. } => {
                vec!["give one of them another id, or put their patterns together".to_owned()]
            }
            Self::Pattern { hint, .. } => hint.iter().cloned().collect(),
            Self::Toml { message, place } => vec![toml_remedy(message, place).to_owned()],
            Self::Shape { message, .. } => shape_remedy(message).into_iter().collect(),
            Self::Unknown { name, known, .. } => {
                let near = nearest(name, known.iter().map(String::as_str));
                let known = || format!("known here: `{}`", known.join("`, `"));
                vec![near.map_or_else(known, |near| format!("did you mean `{near}`?"))]
            }
        }
    }
}

/// What a cue needs.
const WHOLE: &str = "a cue gives `direction`, `strength`, `attaches` and `any`; one with the id of a built-in cue \
    takes its place, or adds to it where it gives `except` alone";

/// How to mend what has not the shape of a lexicon.
fn shape_remedy(message: &str) -> Option<String> {
    if let Some(key) = message.strip_prefix("missing field ") {
        return Some(format!("add it to this table: `{} = ...`", key.trim_matches('`')));
    }
    let wanted = message.rsplit_once("expected ")?.1;
    let remedy = match wanted {
        _ if wanted.starts_with("a sequence") => "write a list: `[\"...\", \"...\"]`",
        _ if wanted.starts_with("a string") => "put the value in quotes",
        _ if wanted.starts_with("a boolean") => "write `true` or `false`, without quotes",
        _ if wanted.starts_with("struct") => "write `[[cue]]`, with its keys on the lines below",
        _ => return None,
    };
    Some(remedy.to_owned())
}

const LANGUAGES: [&str; 3] = ["en", "de", "fr"];
const ENGLISH: &str = include_str!("lexicon/en.toml");
const GERMAN: &str = include_str!("lexicon/de.toml");
const FRENCH: &str = include_str!("lexicon/fr.toml");

impl Lexicon {
    /// Codes of the languages with a built-in lexicon.
    pub const LANGUAGES: &'static [&'static str] = &LANGUAGES;

    /// The built-in lexicon of a language.
    pub fn built_in(language: &str) -> Result<Self, LexiconError> {
        match language {
            "en" => parse("en.toml", ENGLISH),
            "de" => parse("de.toml", GERMAN),
            "fr" => parse("fr.toml", FRENCH),
            _ => Err(LexiconError::UnknownLanguage { language: language.to_owned() }),
        }
    }

    /// The built-in lexicon of a language as it was written, empty where there is none.
    pub fn built_in_source(language: &str) -> &'static str {
        if language == "en" { ENGLISH } else { "" }
    }
}

fn parse<'a, T: Deserialize<'a>>(path: &str, source: &'a str) -> Result<T, LexiconError> {
    toml::from_str(source).map_err(|error| {
        let place = place(path, source, error.span().unwrap_or(0..0));
        explain(error.message().trim().to_owned(), Box::new(place))
    })
}

/// Turns the parser's sentence into the situation it describes.
fn explain(message: String, place: Box<Place>) -> LexiconError {
    const SHAPES: [&str; 4] = ["missing field", "invalid type", "invalid value", "invalid length"];
    let noun = match &message {
        _ if message.starts_with("unknown field") => "key",
        _ if message.starts_with("unknown variant") => "value",
        _ if SHAPES.iter().any(|shape| message.starts_with(shape)) => {
            return LexiconError::Shape { message, place };
        }
        _ => return LexiconError::Toml { message, place },
    };
    let mut names = message.split('`').skip(1).step_by(2).map(str::to_owned);
    LexiconError::Unknown { noun, name: names.next().unwrap_or_default(), known: names.collect(), place }
}

fn pattern_error(path: &str, source: &str, rule: &Spanned<String>, error: SyntaxError) -> LexiconError {
    // Inside the quotes, where the text is as written; else at the whole string.
    let start = rule.span().start + 1;
    let is_verbatim = source.get(start..start + rule.get_ref().len()) == Some(rule.get_ref().as_str());
    let bytes = if is_verbatim { start + error.bytes.start..start + error.bytes.end } else { rule.span() };
    let place = Box::new(place(path, source, bytes));
    LexiconError::Pattern { message: error.message, place, hint: error.hint }
}

fn place(path: &str, source: &str, bytes: Range<usize>) -> Place {
    Place { path: path.to_owned(), source: source.to_owned(), bytes }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_lexicon_reads() {
        let lexicon = Lexicon::built_in("en").expect("shipped with the crate");
        assert!(lexicon.cues.len() > 20);
    }

    #[test]
    fn a_consultation_removes_and_adds_cues() {
        let changes = "remove = [\"welcome\"]\n[[cue]]\nid = \"thumbs\"\ndirection = \"support\"\n\
            strength = \"position\"\nattaches = \"either\"\nany = [\"thumbs up\"]\n";
        let lexicon =
            Lexicon::built_in("en").expect("shipped").with_changes("stance.toml", changes).expect("valid");
        assert!(lexicon.cues.iter().all(|cue| cue.id != "welcome"));
        assert_eq!(lexicon.cues.last().expect("added").id, "thumbs");
    }

    /// The cues of that id under the changes of a `stance.toml`.
    fn cues(id: &str, changes: &str) -> Vec<Cue> {
        let lexicon = Lexicon::built_in("en").expect("shipped");
        let mut cues = lexicon.with_changes("stance.toml", changes).expect("valid").cues;
        cues.retain(|cue| cue.id == id);
        cues
    }

    #[test]
    fn a_cue_with_the_id_of_a_built_in_one_takes_its_place_or_adds_to_it() {
        let before = &cues("welcome", "")[0];
        let added = cues("welcome", "[[cue]]\nid = \"welcome\"\nexcept = [\"welcome pack\"]\n");
        assert_eq!(added.len(), 1);
        assert_eq!((added[0].any.len(), added[0].direction), (before.any.len(), before.direction));
        assert_eq!(added[0].except.len(), before.except.len() + 1);
        let whole = "[[cue]]\nid = \"welcome\"\ndirection = \"oppose\"\nstrength = \"position\"\nattaches = \"object\"\nany = [\"=welcome\"]\n";
        let replaced = cues("welcome", whole);
        assert_eq!(replaced.len(), 1);
        assert_eq!((replaced[0].any.len(), replaced[0].direction), (1, Direction::Oppose));
        let place = |changes: &str| {
            let lexicon = Lexicon::built_in("en").expect("shipped");
            let cues = lexicon.with_changes("stance.toml", changes).expect("valid").cues;
            cues.iter().position(|cue| cue.id == "welcome")
        };
        assert_eq!(place(whole), place(""));
        assert_eq!(cues("welcome", &format!("remove = [\"welcome\"]\n{whole}")).len(), 1);
    }

    #[test]
    fn cues_that_are_not_whole_and_ids_used_twice_are_explained() {
        check(
            "[[cue]]\nid = \"welcome\"\nany = [\"x\"]\n",
            "cue `welcome` has no `direction`",
            "[[cue]]",
            WHOLE,
        );
        check("[[cue]]\nid = \"own\"\nexcept = [\"x\"]\n", "cue `own` has no `direction`", "[[cue]]", WHOLE);
        let lexicon = Lexicon::built_in("en").expect("shipped");
        let error = lexicon.with_changes("stance.toml", "[[cue]]\nid = \"welcom\"\nexcept = [\"x\"]\n");
        assert_eq!(error.expect_err("no such cue").hints(), ["did you mean `welcome`?", WHOLE]);
        check(
            "[[cue]]\nid = \"welcome\"\nexcept = [\"x\"]\n[[cue]]\nid = 'welcome'\nexcept = [\"y\"]\n",
            "cue `welcome` is defined twice, first on line 2",
            "'welcome'",
            "give one of them another id, or put their patterns together",
        );
    }

    #[test]
    fn mistakes_are_placed_and_explained() {
        let lexicon = Lexicon::built_in("en").expect("shipped");
        let error =
            lexicon.clone().with_changes("stance.toml", "remove = [\"wellcome\"]").expect_err("unknown");
        assert_eq!(error.hints(), ["did you mean `welcome`?"]);
        assert_eq!(error.place().expect("placed").line(), 1);
        let changes = "[[cue]]\nid = \"x\"\ndirection = \"support\"\nstrength = \"position\"\nattaches = \"object\"\nany = [\"(thumbs\"]\n";
        let error = lexicon.with_changes("stance.toml", changes).expect_err("unbalanced");
        assert_eq!(error.place().expect("placed").line(), 6);
    }

    #[track_caller]
    fn check(changes: &str, message: &str, at: &str, hint: &str) {
        let lexicon = Lexicon::built_in("en").expect("shipped");
        let error = lexicon.with_changes("stance.toml", changes).expect_err("a mistake");
        assert_eq!(error.to_string(), message);
        assert_eq!(&changes[error.place().expect("placed").bytes.clone()], at);
        assert_eq!(error.hints(), [hint]);
    }

    #[test]
    fn keys_and_values_that_are_none_are_explained() {
        check("[[cues]]\nid = \"x\"\n", "unknown key `cues`", "cues", "did you mean `cue`?");
        check("[other]\n", "unknown key `other`", "other", "known here: `remove`, `cue`");
        check(
            "[[cue]]\nid = \"x\"\ndirection = \"suport\"\n",
            "unknown value `suport`",
            "\"suport\"",
            "did you mean `support`?",
        );
        check("[[cue]]\n", "missing field `id`", "[[cue]]", "add it to this table: `id = ...`");
        check(
            "remove = \"welcome\"\n",
            "invalid type: string \"welcome\", expected a sequence",
            "\"welcome\"",
            "write a list: `[\"...\", \"...\"]`",
        );
        check(
            "remove = [\"a\" \"b\"]\n",
            "not valid TOML: missing comma between array elements, expected `,`",
            "",
            "put each item of a list in quotes, a comma between two, and `]` behind the last",
        );
    }
}
