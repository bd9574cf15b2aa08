//! How the options are called: by label, by alias, by place, by the words their names share.

use canvass_core::text::{Analyzer, StemId, folded_words};
use canvass_core::{Consultation, OptionIdx, QuestionIdx};

use rustc_hash::{FxHashMap, FxHashSet};

use super::lexicon::{Lexicon, Wording, stem_of};

const ORDINALS: [&str; 8] = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];

/// Words that options are called by in every consultation.
const GENERAL: [&str; 20] = [
    "option", "proposal", "scheme", "plan", "model", "measure", "change", "new", "only", "just", "per",
    "each", "every", "person", "people", "public", "local", "area", "use", "year",
];

/// One way an option is called.
pub(in super::super) struct Name {
    pub(in super::super) option: OptionIdx,
    pub(in super::super) stems: Vec<StemId>,
}

/// A word by which one option and no other is called.
#[derive(Clone, Copy)]
pub(in super::super) struct Keyword {
    pub(in super::super) option: OptionIdx,
    /// Whether several of its names have the word, and no question about anything else does.
    pub(in super::super) is_sure: bool,
}

/// Every way an option is called, the longest first.
pub(super) fn names(consultation: &Consultation, lexicon: &Lexicon, analyzer: &mut Analyzer) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    for (option, def) in consultation.options() {
        for written in std::iter::once(&def.label).chain(&def.aliases) {
            let parts = written.split_once([':', '(', '–', '—']).or_else(|| written.split_once(" - "));
            let title = parts.map(|(_, title)| title).filter(|title| title.split_whitespace().count() >= 3);
            for name in [Some(written.as_str()), parts.map(|(short, _)| short), title].into_iter().flatten() {
                let mut stems = lexicon.sentences(name, analyzer).concat();
                let articles = stems.iter().take(1).filter(|stem| is_article(**stem, analyzer)).count();
                stems.drain(..articles.min(stems.len().saturating_sub(1)));
                let is_new = !stems.is_empty() && found.iter().all(|name| name.stems != stems);
                if is_new {
                    found.push(Name { option, stems });
                }
            }
        }
    }
    for (at, ordinal) in ORDINALS.iter().enumerate() {
        // "Option One" is also "the first option".
        let figure = stem_of(&(at + 1).to_string(), analyzer);
        let ordinal = stem_of(ordinal, analyzer);
        let numbered = found.iter().find(|name| name.stems.len() == 2 && name.stems[1] == figure);
        if let Some(name) =
            numbered.map(|name| Name { option: name.option, stems: vec![ordinal, name.stems[0]] })
        {
            found.push(name);
        }
    }
    // Where two names fit, the longer is meant.
    found.sort_by_key(|name| std::cmp::Reverse(name.stems.len()));
    found
}

/// For each option the first question that asks about it, or the only one that names it among others.
pub(super) fn owners(
    consultation: &Consultation,
    names: &[Name],
    questions: &[Wording],
) -> Vec<Option<QuestionIdx>> {
    let owner = |option: OptionIdx| {
        let asked = consultation.questions().find(|(_, question)| question.option == Some(option));
        let own = || names.iter().filter(|name| name.option == option);
        let calls = |wording: &Wording| {
            own().any(|name| wording.stems.windows(name.stems.len()).any(|run| run == name.stems))
        };
        let mut calling = (0..questions.len()).filter(|at| calls(&questions[*at]));
        let mut only = || calling.next().filter(|_| calling.next().is_none());
        asked.map(|(idx, _)| idx).or_else(|| only().map(|at| QuestionIdx(at as u16)))
    };
    consultation.options().map(|(option, _)| owner(option)).collect()
}

/// Two words in a row that several names of one option and its question have, and no name of another:
/// "90 nights" of "the 90-night cap".
pub(super) fn pairs(
    names: &[Name],
    questions: &[Wording],
    owners: &[Option<QuestionIdx>],
    lexicon: &Lexicon,
) -> Vec<Name> {
    let tells = |stem: &StemId| !lexicon.function.contains(stem);
    let has = |stems: &[StemId], pair: &[StemId]| stems.windows(2).any(|two| two == pair);
    let mut found: Vec<Name> = Vec::new();
    for (at, owner) in owners.iter().enumerate() {
        let Some(asked) = owner.map(|owner| &questions[owner.0 as usize]) else { continue };
        let option = OptionIdx(at as u16);
        let (own, others): (Vec<&Name>, Vec<&Name>) = names.iter().partition(|name| name.option == option);
        for pair in own.iter().flat_map(|name| name.stems.windows(2)).filter(|pair| pair.iter().all(tells)) {
            let is_new = names.iter().chain(&found).all(|name| name.stems != pair);
            let is_shared = own.iter().filter(|name| has(&name.stems, pair)).count() >= 2;
            let is_foreign = others.iter().any(|name| has(&name.stems, pair));
            if is_new && is_shared && !is_foreign && has(&asked.stems, pair) {
                found.push(Name { option, stems: pair.to_vec() });
            }
        }
    }
    found
}

pub(super) fn is_article(stem: StemId, analyzer: &mut Analyzer) -> bool {
    ["a", "an", "the"].iter().any(|article| stem_of(article, analyzer) == stem)
}

/// The words that one option's names and its question have, and no other option's names.
///
/// What only an alias has may be no name on its own ("safety" of "revised safety partnerships"). The subject
/// of the whole consultation tells no option; whose something is ("residents' permits") does not either.
pub(super) fn keywords(
    consultation: &Consultation,
    lexicon: &Lexicon,
    questions: &[Wording],
    owners: &[Option<QuestionIdx>],
    title: &Wording,
    analyzer: &mut Analyzer,
) -> FxHashMap<StemId, Keyword> {
    let mut found = FxHashMap::default();
    for (stem, options) in counts(consultation, lexicon, analyzer) {
        let [(option, count)] = options[..] else { continue };
        let Some(owner) = owners[option.0 as usize] else { continue };
        let others = (0..questions.len()).filter(|at| *at != owner.0 as usize);
        let is_sole = owners.len() == 1 || !others.into_iter().any(|at| questions[at].has(stem));
        if questions[owner.0 as usize].has(stem) {
            found.insert(stem, Keyword { option, is_sure: count >= 2 && is_sole });
        }
    }
    let mut titled = title.telling.iter().filter_map(|stem| found.get(stem)).map(|keyword| keyword.option);
    let only = titled.next();
    if titled.all(|option| Some(option) == only) {
        title.telling.iter().for_each(|stem| {
            found.remove(stem);
        });
    }
    found
}

/// How many names of each option have each telling stem; a name of one word counts twice.
fn counts(
    consultation: &Consultation,
    lexicon: &Lexicon,
    analyzer: &mut Analyzer,
) -> Vec<(StemId, Vec<(OptionIdx, usize)>)> {
    let mut places: FxHashMap<StemId, usize> = FxHashMap::default();
    let mut counts: Vec<(StemId, Vec<(OptionIdx, usize)>)> = Vec::new();
    for (option, def) in consultation.options() {
        let mut seen = FxHashSet::default();
        for written in std::iter::once(&def.label).chain(&def.aliases) {
            let stems = telling(written, lexicon, analyzer);
            if !seen.insert(stems.clone()) {
                continue;
            }
            for stem in &stems {
                let at = *places.entry(*stem).or_insert_with(|| {
                    counts.push((*stem, Vec::new()));
                    counts.len() - 1
                });
                let worth = if stems.len() == 1 { 2 } else { 1 };
                match counts[at].1.iter_mut().find(|(other, _)| *other == option) {
                    Some((_, count)) => *count += worth,
                    None => counts[at].1.push((option, worth)),
                }
            }
        }
    }
    counts
}

/// The telling stems of a name, without its possessives.
fn telling(name: &str, lexicon: &Lexicon, analyzer: &mut Analyzer) -> Vec<StemId> {
    let plain: Vec<&str> = name.split_whitespace().filter(|word| !is_possessive(word)).collect();
    let mut stems = lexicon.sentences(&plain.join(" "), analyzer).concat();
    let general = GENERAL.map(|word| stem_of(word, analyzer));
    stems.retain(|stem| {
        let text = analyzer.stem_text(*stem);
        let is_word = text.len() > 2 && !text.starts_with(|mark: char| mark.is_ascii_digit());
        is_word && !lexicon.function.contains(stem) && !general.contains(stem)
    });
    stems.dedup();
    stems
}

fn is_possessive(word: &str) -> bool {
    let bare = word.trim_end_matches(|mark: char| mark.is_ascii_punctuation() && mark != '\'');
    ["'s", "’s", "s'", "s’"].iter().any(|ending| bare.ends_with(ending))
}

/// The options by the figure or letter in their names ("Proposal B"), or as the consultation lists them.
pub(super) fn in_order(consultation: &Consultation, names: &[Name], analyzer: &Analyzer) -> Vec<OptionIdx> {
    let mut marked: Vec<(&str, OptionIdx)> = Vec::new();
    for (option, _) in consultation.options() {
        let own = names.iter().filter(|name| name.option == option && name.stems.len() == 2);
        let mut marks = own.map(|name| analyzer.stem_text(name.stems[1]));
        let mark =
            marks.find(|mark| mark.len() <= 2 && mark.chars().all(|mark| mark.is_ascii_alphanumeric()));
        marked.extend(mark.map(|mark| (mark, option)));
    }
    if marked.len() < 2 {
        return consultation.options().map(|(option, _)| option).collect();
    }
    marked.sort_by_key(|(mark, option)| (mark.len(), *mark, *option));
    marked.into_iter().map(|(_, option)| option).collect()
}

/// What each option is called in full, in folded words: its label, each part of it, its aliases, and the letter or number
/// of "Option C" alone. What two options are called is nobody's name.
pub(super) fn called(consultation: &Consultation) -> FxHashMap<Vec<String>, OptionIdx> {
    let mut called: FxHashMap<Vec<String>, Option<OptionIdx>> = FxHashMap::default();
    let mut call = |name: Vec<String>, option: OptionIdx| {
        if !name.is_empty() {
            let known = called.entry(name).or_insert(Some(option));
            *known = known.filter(|known| *known == option);
        }
    };
    for (option, def) in consultation.options() {
        for name in std::iter::once(&def.label).chain(&def.aliases) {
            let parts = name.split([':', '–', '—']).flat_map(|part| part.split(" - "));
            for name in std::iter::once(name.as_str()).chain(parts) {
                let words = folded_words(name, &[]);
                if let [_, number] = &words[..]
                    && (number.len() == 1 || number.parse::<u32>().is_ok())
                {
                    call(vec![number.clone()], option);
                }
                call(words, option);
            }
        }
    }
    called.into_iter().filter_map(|(name, option)| Some((name, option?))).collect()
}
