//! `stance.toml`: what a consultation changes in the built-in lexicon.
//!
//! A cue with an id of its own gives `direction`, `strength`, `attaches` and `any`, and is added.
//! One with the id of a built-in cue that gives the same takes its place; one that gives `except` alone adds to it.

use canvass_core::{Place, nearest};
use serde::Deserialize;
use toml::Spanned;

use super::{
    About, Attachment, Cue, Direction, Form, Lexicon, LexiconError, ObjectNeed, Strength, parse,
    pattern_error, place,
};
use crate::pattern::{PatternSetBuilder, Scope};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Changes {
    /// Ids of built-in cues to leave out.
    #[serde(default)]
    remove: Vec<Spanned<String>>,
    #[serde(rename = "cue", default)]
    cues: Vec<Spanned<Draft>>,
}

/// A cue as it is written; its keys as in [`Cue`].
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Draft {
    id: Spanned<String>,
    direction: Option<Direction>,
    strength: Option<Strength>,
    attaches: Option<Attachment>,
    compares: Option<bool>,
    object: Option<ObjectNeed>,
    about: Option<About>,
    holds_negation: Option<bool>,
    stays: Option<bool>,
    own_words: Option<bool>,
    form: Option<Form>,
    any: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    except: Vec<Spanned<String>>,
    #[serde(default)]
    examples: Vec<String>,
    #[serde(default)]
    counterexamples: Vec<String>,
}

/// Sentences that a consultation wrote beside a cue.
#[derive(Clone, Debug)]
pub(in super::super) struct Trials {
    /// The cue.
    pub(in super::super) cue_id: String,
    /// Sentences that must earn its direction.
    pub(in super::super) examples: Vec<String>,
    /// Sentences that must earn nothing.
    pub(in super::super) counterexamples: Vec<String>,
}

impl Lexicon {
    /// Number of sentences that the consultation wrote beside its own cues.
    pub fn n_examples(&self) -> usize {
        self.trials.iter().map(|cue| cue.examples.len() + cue.counterexamples.len()).sum()
    }

    /// The lexicon with the changes of a `stance.toml`, shown as `path` in errors.
    pub fn with_changes(mut self, path: &str, source: &str) -> Result<Self, LexiconError> {
        let changes: Changes = parse(path, source)?;
        for id in &changes.remove {
            let before = self.cues.len();
            self.cues.retain(|cue| cue.id != *id.get_ref());
            if self.cues.len() == before {
                let near =
                    nearest(id.get_ref(), self.cues.iter().map(|cue| cue.id.as_str())).map(str::to_owned);
                let place = Box::new(place(path, source, id.span()));
                return Err(LexiconError::UnknownCue { id: id.get_ref().clone(), place, near });
            }
        }
        check_ids(path, source, &changes.cues)?;
        for rule in changes.cues.iter().flat_map(|cue| cue.get_ref().rules()) {
            let probe = PatternSetBuilder::new().add(rule.get_ref(), Scope::Sentence);
            probe.map_err(|error| pattern_error(path, source, rule, error))?;
        }
        for draft in changes.cues {
            let place = place(path, source, draft.span());
            self.change(draft.into_inner(), &place)?;
        }
        Ok(self)
    }

    fn change(&mut self, draft: Draft, place: &Place) -> Result<(), LexiconError> {
        let built_in = self.cues.iter().position(|cue| cue.id == *draft.id.get_ref());
        self.trials.push(draft.trials());
        match built_in {
            Some(at) if draft.only_adds() => self.cues[at].except.extend(draft.except),
            Some(at) => self.cues[at] = draft.into_cue(place, None)?,
            None => {
                let ids = || self.cues.iter().map(|cue| cue.id.as_str());
                let near = nearest(draft.id.get_ref(), ids()).filter(|_| draft.only_adds());
                let near = near.map(str::to_owned);
                self.cues.push(draft.into_cue(place, near.as_deref())?);
            }
        }
        Ok(())
    }
}

/// Whether every cue has an id of its own.
fn check_ids(path: &str, source: &str, cues: &[Spanned<Draft>]) -> Result<(), LexiconError> {
    let id = |at: usize| &cues[at].get_ref().id;
    for at in 1..cues.len() {
        if let Some(first) = (0..at).find(|first| id(*first).get_ref() == id(at).get_ref()) {
            return Err(LexiconError::Duplicate {
                id: id(at).get_ref().clone(),
                place: Box::new(place(path, source, id(at).span())),
                first_line: place(path, source, id(first).span()).line(),
            });
        }
    }
    Ok(())
}

impl Draft {
    fn rules(&self) -> impl Iterator<Item = &Spanned<String>> {
        self.any.iter().flatten().chain(&self.except)
    }

    fn trials(&self) -> Trials {
        Trials {
            cue_id: self.id.get_ref().clone(),
            examples: self.examples.clone(),
            counterexamples: self.counterexamples.clone(),
        }
    }

    /// Whether it holds nothing but false friends and sentences to be tried.
    fn only_adds(&self) -> bool {
        let Self {
            direction,
            strength,
            attaches,
            compares,
            object,
            about,
            holds_negation,
            stays,
            own_words,
            form,
            any,
            ..
        } = self;
        let has_keys = direction.is_some()
            || strength.is_some()
            || attaches.is_some()
            || object.is_some()
            || about.is_some()
            || form.is_some()
            || any.is_some();
        !has_keys && [compares, holds_negation, stays, own_words].iter().all(|key| key.is_none())
    }

    fn into_cue(self, place: &Place, near: Option<&str>) -> Result<Cue, LexiconError> {
        let missing = |key| LexiconError::MissingKey {
            id: self.id.get_ref().clone(),
            key,
            place: Box::new(place.clone()),
            near: near.map(str::to_owned),
        };
        Ok(Cue {
            direction: self.direction.ok_or_else(|| missing("direction"))?,
            strength: self.strength.ok_or_else(|| missing("strength"))?,
            attaches: self.attaches.ok_or_else(|| missing("attaches"))?,
            any: self.any.clone().ok_or_else(|| missing("any"))?,
            compares: self.compares.unwrap_or_default(),
            object: self.object.unwrap_or_default(),
            about: self.about.unwrap_or_default(),
            holds_negation: self.holds_negation.unwrap_or_default(),
            stays: self.stays.unwrap_or_default(),
            own_words: self.own_words.unwrap_or_default(),
            form: self.form,
            except: self.except,
            examples: self.examples,
            counterexamples: self.counterexamples,
            id: self.id.into_inner(),
        })
    }
}
