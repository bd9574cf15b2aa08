//! The words that names are made of, and the names of a consultation's options spelt with them as rules.

use std::collections::BTreeMap;

use canvass_core::text::folded_words;
use canvass_core::{Consultation, OptionIdx};
use serde::Deserialize;

use super::ROMANS;

/// Words of a language that names, numbers and groups of options are made of.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameWords {
    /// One to ten, in order.
    pub(super) cardinals: Vec<String>,
    /// First, second and so on, each with its other spellings.
    pub(super) ordinals: Vec<Vec<String>>,
    /// Of ordinals, the ones for the last.
    pub(super) last: Vec<String>,
    /// Leading words of a name that its speakers vary.
    pub(super) leading: Vec<String>,
    /// Where the head of a name ends.
    pub(super) prepositions: Vec<String>,
    /// What may stand before a head of one word.
    pub(super) pointing: Vec<String>,
    /// Ending of a word that names a doing: "banning".
    pub(super) doing: String,
    /// Between a doing and its verb: "to ban".
    pub(super) infinitive: String,
    /// Behind these a name only says in which cases: "without cancelling" cancels nothing.
    #[serde(default)]
    pub(super) qualifying: Vec<String>,
    /// How hurried writers shorten a noun in front of a number.
    pub(super) short_nouns: BTreeMap<String, String>,
    /// What options are called when their labels carry no noun of their own.
    pub(in super::super) generic_nouns: Vec<String>,
    /// "all", "both", "none" and the like.
    pub(in super::super) picking: Vec<String>,
    /// Of these, the ones that deny.
    pub(in super::super) denying: Vec<String>,
    /// What may stand between these and the noun.
    pub(in super::super) between: Vec<String>,
    /// Joins two numbers.
    pub(in super::super) joining: Vec<String>,
    /// Makes a range of two numbers.
    pub(in super::super) ranging: Vec<String>,
    /// "other", "remaining".
    pub(in super::super) other: Vec<String>,
    /// "them", "these" and numbers that stand for a group.
    pub(in super::super) them: Vec<String>,
    /// "of".
    pub(in super::super) of: Vec<String>,
    /// "number", "no".
    pub(in super::super) number: Vec<String>,
    /// Verbs that may follow a group without being its noun.
    pub(in super::super) verbs: Vec<String>,
    /// Of "other" and its like, what needs no noun: "the others".
    #[serde(default)]
    pub(in super::super) standing_for_rest: Vec<String>,
    /// "lot", as in "the lot".
    pub(in super::super) whole: Vec<String>,
    /// "any", where nothing stands behind it.
    #[serde(default)]
    pub(in super::super) alone: Vec<String>,
    /// "has", behind which it stands for something else: "B has none".
    #[serde(default)]
    pub(in super::super) not_alone_behind: Vec<String>,
    /// "former" and "latter".
    #[serde(default)]
    pub(in super::super) former: Vec<String>,
    #[serde(default)]
    pub(in super::super) latter: Vec<String>,
    /// "middle".
    #[serde(default)]
    pub(super) middle: Vec<String>,
    /// "go with", "drop", as before the figure of an option.
    pub(in super::super) picked: Vec<String>,
    /// "for me", "every time", as behind one.
    pub(in super::super) picking_on: Vec<String>,
    /// "which".
    pub(in super::super) which: Vec<String>,
    /// What a question begins with that asks what should be done.
    #[serde(default)]
    pub(in super::super) asking: Vec<String>,
    /// "or", between options to choose from.
    #[serde(default)]
    pub(in super::super) or: Vec<String>,
    /// What a question that asks which asks for: "prefer", "best".
    pub(in super::super) choosing: Vec<String>,
}

impl NameWords {
    /// Every name of every option as a rule of the pattern language.
    pub(in super::super) fn spell(&self, consultation: &Consultation) -> Vec<(OptionIdx, String)> {
        let mut names = Vec::new();
        for (idx, words) in written_names(consultation) {
            // "the merger" stays as it is: a common noun alone names nothing.
            let leading = words.iter().take_while(|word| self.leading.contains(word)).count();
            let noun = words[leading..].join(" ");
            let is_alone = words.len() - leading < 2 && leading > 0 && !noun.is_empty();
            let kept = if words.len() - leading >= 2 { leading } else { 0 };
            let spelt = words[kept..].join(" ");
            // "Points" is a scheme, "the study points at it" is none.
            let is_plural = words.len() == 1 && spelt.ends_with('s') && !spelt.ends_with("ss");
            let spelt = if is_plural { format!("={spelt}") } else { spelt };
            let name =
                (idx, if is_alone { format!("({}) {noun}", self.pointing.join(" OR ")) } else { spelt });
            if !name.1.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        let heads = self.heads(&names);
        names.extend(heads);
        names
    }

    /// What stands in front of the preposition, where no other option's name holds it:
    /// "a new duty on landlords" is also "new duty", "a ban on burners" also "the ban".
    pub(super) fn heads(&self, names: &[(OptionIdx, String)]) -> Vec<(OptionIdx, String)> {
        let mut heads: Vec<(OptionIdx, String)> = Vec::new();
        for (idx, name) in names.iter().filter(|(_, name)| !name.starts_with('(')) {
            let words: Vec<&str> =
                name.split(' ').skip_while(|word| self.leading.iter().any(|lead| lead == word)).collect();
            let Some(end) = words.iter().position(|word| self.prepositions.iter().any(|known| known == word))
            else {
                continue;
            };
            let head = words[..end].join(" ");
            let holds = |other: &str| format!(" {other} ").contains(&format!(" {head} "));
            if head.is_empty() || names.iter().any(|(other, name)| other != idx && holds(name)) {
                continue;
            }
            let spelt = if end > 1 { head } else { format!("({}) {head}", self.pointing.join(" OR ")) };
            if !names.iter().chain(&heads).any(|(_, known)| *known == spelt) {
                heads.push((*idx, spelt));
            }
        }
        heads
    }

    /// What a name says would be done, and whether a verb says so: "banning" and "ban" in "banning stoves" and "a ban on stoves",
    /// "close" in "close the library" where the question asks whether "to close" it.
    pub(super) fn done_by<'a>(
        &self,
        name: &'a [String],
        option: OptionIdx,
        consultation: &Consultation,
    ) -> Option<(&'a String, bool)> {
        let first = name.iter().find(|word| !self.leading.contains(word))?;
        let asks = |text: &str| {
            folded_words(text, &[]).windows(2).any(|pair| pair[0] == self.infinitive && pair[1] == *first)
        };
        let is_asked =
            consultation.questions.iter().any(|asked| asked.option == Some(option) && asks(&asked.text));
        if first.ends_with(self.doing.as_str()) || is_asked {
            return Some((first, true));
        }
        let end = name.iter().position(|word| self.prepositions.contains(word))?;
        // "Dogs on beaches" names what the option is about.
        name[..end]
            .last()
            .filter(|head| !head.ends_with('s') || head.ends_with("ss"))
            .map(|head| (head, false))
    }

    /// Words that may begin a mention by number, or a call for what an option would do.
    pub(in super::super) fn markers(&self, consultation: &Consultation) -> Vec<String> {
        let mut markers = self.generic_nouns.clone();
        for (idx, name) in written_names(consultation) {
            markers.extend(self.done_by(&name, idx, consultation).map(|(word, _)| word.clone()));
            if let [noun, number] = name.as_slice() {
                markers.push(noun.clone());
                markers.extend(self.short_nouns.get(noun).cloned());
                // "opposed to B": the letter alone.
                markers.extend((number.len() == 1).then(|| number.clone()));
            }
        }
        markers.extend(self.ordinals.iter().flatten().chain(&self.last).cloned());
        markers.sort_unstable();
        markers.dedup();
        markers
    }

    pub(super) fn number_of(&self, word: &str) -> Option<u32> {
        let roman = || ROMANS.iter().position(|known| *known == word).filter(|_| word.len() > 1);
        let spelt = self.cardinals.iter().position(|known| known == word).or_else(roman);
        spelt.and_then(|at| u32::try_from(at + 1).ok()).or_else(|| word.parse().ok())
    }
}

/// Every name of every option, in words. "Option One: a new duty" is two names.
pub(in super::super) fn written_names(
    consultation: &Consultation,
) -> impl Iterator<Item = (OptionIdx, Vec<String>)> {
    let names = consultation.options().flat_map(|(idx, option)| {
        std::iter::once(&option.label).chain(&option.aliases).map(move |name| (idx, name))
    });
    names
        .flat_map(|(idx, name)| {
            let parts = name.split([':', '–', '—']).flat_map(|part| part.split(" - "));
            parts.map(move |part| (idx, folded_words(part, &[])))
        })
        .filter(|(_, words)| !words.is_empty())
}
