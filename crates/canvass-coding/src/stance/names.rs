//! What options are called: by name, by number, in short, and by what they would do.

mod keys;
mod words;

use canvass_core::text::{Analyzer, StemId, WordId};
use canvass_core::{Consultation, OptionIdx};
use rustc_hash::{FxHashMap, FxHashSet};

use keys::{KeyStems, Keys, ended, keyed, keys, wordings};
pub use words::NameWords;
pub(super) use words::written_names;

/// What the options are called, beyond the spelt names that the pattern set finds.
#[derive(Debug)]
pub(super) struct Names {
    n_options: usize,
    /// Stems of the nouns in front of numbers: "option", "proposal"; they are few.
    pub(super) nouns: Vec<StemId>,
    pub(super) cardinals: FxHashMap<WordId, u32>,
    pub(super) ordinals: FxHashMap<WordId, u32>,
    last: FxHashSet<WordId>,
    pub(super) numbered: FxHashMap<u32, OptionIdx>,
    /// The same by noun and number: "Phase 1" beside "Zone 1".
    pub(super) numbered_as: FxHashMap<(StemId, u32), OptionIdx>,
    /// Nouns that count other options than the first noun with their numbers.
    pub(super) odd_nouns: FxHashSet<StemId>,
    pub(super) lettered: FxHashMap<WordId, OptionIdx>,
    /// Whether options are numbered i, ii and so on, and not I, II.
    pub(super) has_small_romans: bool,
    pub(super) words: GroupWords,
    /// By word id, whether a mention without a noun can begin or turn on it; words met later are none of those.
    openers: Vec<bool>,
    /// By word id, whether a noun is over before a word.
    behind: Vec<bool>,
    /// For each option the stems that tell it from the others, one list for each of its names.
    key_stems: KeyStems,
    /// Of these, the ones of short names, with their option.
    pub(super) keyed: FxHashMap<StemId, OptionIdx>,
    /// The options in whose names a stem that tells something stands.
    pub(super) owners: FxHashMap<StemId, Vec<OptionIdx>>,
    /// What each option would do.
    actions: Vec<FxHashSet<StemId>>,
    /// Of these, the ones that are surely verbs.
    orders: Vec<FxHashSet<StemId>>,
    /// What each option would do, or is: the heads of its names.
    heads: Vec<FxHashSet<StemId>>,
    /// For each option that would end something the stems of what it would end.
    ended: Vec<Option<FxHashSet<StemId>>>,
    /// Whether an option would forbid that.
    forbidding: Vec<bool>,
    /// What each option proposes, in the words of its questions and its names.
    wordings: Vec<Vec<Wording>>,
}

/// A proposal in the consultation's words.
#[derive(Debug)]
pub(super) struct Wording {
    /// The stems of the words that tell something.
    pub(super) stems: FxHashSet<StemId>,
    /// Its figures.
    pub(super) figures: FxHashSet<StemId>,
}

/// Small words that numbers and groups are made of, interned.
#[derive(Debug)]
pub(super) struct GroupWords {
    pub(super) picking: FxHashSet<WordId>,
    pub(super) denying: FxHashSet<WordId>,
    pub(super) between: FxHashSet<WordId>,
    pub(super) joining: FxHashSet<WordId>,
    pub(super) ranging: FxHashSet<WordId>,
    pub(super) other: FxHashSet<WordId>,
    pub(super) them: FxHashSet<WordId>,
    pub(super) of: FxHashSet<WordId>,
    pub(super) number: FxHashSet<WordId>,
    pub(super) standing_for_rest: FxHashSet<WordId>,
    pub(super) whole: FxHashSet<WordId>,
    pub(super) alone: FxHashSet<WordId>,
    pub(super) not_alone_behind: FxHashSet<WordId>,
    pub(super) former: FxHashSet<WordId>,
    pub(super) latter: FxHashSet<WordId>,
    pub(super) verbs: FxHashSet<WordId>,
    /// What stands before the figure of an option that is picked or dropped.
    pub(super) picked: FxHashSet<WordId>,
    /// What stands behind it.
    pub(super) picking_on: FxHashSet<WordId>,
}

/// A place in a ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    First,
    Between,
    Last,
}

/// What the lexicon knows of words that names are made of.
pub(super) struct WordKinds<'a> {
    /// Whether a word tells nothing of its option.
    pub(super) empty: &'a dyn Fn(WordId) -> bool,
    /// Whether a word says that something is to end: "ban", "closure".
    pub(super) ending: &'a dyn Fn(WordId) -> bool,
    /// Whether it says that something is to be forbidden: "ban".
    pub(super) banning: &'a dyn Fn(WordId) -> bool,
    /// Whether a noun is over before a word: "is", "of", "which".
    pub(super) behind: &'a dyn Fn(WordId) -> bool,
}

pub(super) const ROMANS: [&str; 10] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];
/// Numbers in figures that options may carry.
const FIGURES: u32 = 20;

impl Names {
    pub(super) fn new(
        words: &NameWords,
        consultation: &Consultation,
        analyzer: &mut Analyzer,
        kinds: &WordKinds<'_>,
    ) -> Self {
        let Keys { key_stems, owners, actions, orders, heads } = keys(words, consultation, analyzer, kinds);
        let ended =
            consultation.options().map(|(idx, _)| ended(words, idx, consultation, analyzer, kinds)).collect();
        let mut having = |known: &dyn Fn(WordId) -> bool| {
            let mut having = vec![false; consultation.options.len()];
            for (idx, name) in written_names(consultation) {
                having[idx.0 as usize] |= name.iter().any(|word| known(analyzer.intern(word)));
            }
            having
        };
        let forbidding = having(kinds.banning);
        let mut names = Self {
            n_options: consultation.options.len(),
            nouns: Vec::new(),
            cardinals: ranked(analyzer, words.cardinals.iter().map(std::slice::from_ref)),
            ordinals: ranked(analyzer, words.ordinals.iter().map(Vec::as_slice)),
            last: words.last.iter().map(|word| analyzer.intern(word)).collect(),
            numbered: FxHashMap::default(),
            numbered_as: FxHashMap::default(),
            odd_nouns: FxHashSet::default(),
            lettered: FxHashMap::default(),
            has_small_romans: has_small_romans(consultation),
            words: GroupWords::new(words, analyzer),
            openers: Vec::new(),
            behind: Vec::new(),
            keyed: keyed(&key_stems),
            key_stems,
            owners,
            actions,
            orders,
            heads,
            ended,
            forbidding,
            wordings: wordings(consultation, analyzer, kinds),
        };
        names.behind = (0..analyzer.n_words()).map(|id| (kinds.behind)(WordId(id as u32))).collect();
        names.cardinals.extend((1..=FIGURES).map(|figure| (analyzer.intern(&figure.to_string()), figure)));
        names.number_options(words, consultation, analyzer);
        let n_ranked = if names.numbered.is_empty() { names.n_options } else { names.numbered.len() };
        let last = u32::try_from(n_ranked).expect("options are counted in 16 bits");
        names.ordinals.extend(words.last.iter().map(|word| (analyzer.intern(word), last)));
        // Of three the second is in the middle.
        let middle = words.middle.iter().filter(|_| last % 2 == 1 && last > 1);
        names.ordinals.extend(middle.map(|word| (analyzer.intern(word), last.div_ceil(2))));
        let openers = names.words.picking.iter().chain(&names.words.other);
        let openers = openers.chain(&names.words.former).chain(&names.words.latter);
        let openers = openers.chain(names.ordinals.keys()).chain(names.lettered.keys()).copied();
        for WordId(id) in openers.chain([analyzer.intern("the")]).collect::<Vec<_>>() {
            let at = id as usize;
            names.openers.resize(names.openers.len().max(at + 1), false);
            names.openers[at] = true;
        }
        names
    }

    /// Whether a mention without a noun can begin or turn on a word; most can not.
    pub(super) fn is_opener(&self, WordId(id): WordId) -> bool {
        self.openers.get(id as usize).copied().unwrap_or(false)
    }

    /// Whether a noun is over before a word, which goes on about it.
    pub(super) fn goes_on(&self, WordId(id): WordId) -> bool {
        self.behind.get(id as usize).copied().unwrap_or(false)
    }

    /// Finds the nouns and numbers in names such as "Option One", "Proposal B".
    fn number_options(&mut self, words: &NameWords, consultation: &Consultation, analyzer: &mut Analyzer) {
        let mut nouns = Vec::new();
        // Beside "Scenario ii", "Scenario i" has a number and no letter.
        let is_roman = |word: &String| ROMANS.iter().position(|roman| roman == word);
        let has_romans = written_names(consultation).any(
            |(_, name)| matches!(&name[..], [_, number] if number.len() > 1 && is_roman(number).is_some()),
        );
        for (idx, name) in written_names(consultation) {
            let [noun, number] = name.as_slice() else { continue };
            let roman = is_roman(number).filter(|_| has_romans).and_then(|at| u32::try_from(at + 1).ok());
            if roman.is_some() && self.has_small_romans {
                self.cardinals.extend(roman.map(|value| (analyzer.intern(number), value)));
            }
            if let Some(value) = roman.or_else(|| words.number_of(number)) {
                let first = *self.numbered.entry(value).or_insert(idx);
                for noun in std::iter::once(noun).chain(words.short_nouns.get(noun)) {
                    let noun = analyzer.intern(noun);
                    let noun = analyzer.stem_id(noun);
                    self.numbered_as.entry((noun, value)).or_insert(idx);
                    self.odd_nouns.extend((first != idx).then_some(noun));
                }
            } else if number.len() == 1 {
                self.lettered.entry(analyzer.intern(number)).or_insert(idx);
            } else {
                continue;
            }
            nouns.push(noun.clone());
            nouns.extend(words.short_nouns.get(noun).cloned());
        }
        let nouns = if nouns.is_empty() { &words.generic_nouns } else { &nouns };
        for noun in nouns {
            let noun = analyzer.intern(noun);
            let noun = analyzer.stem_id(noun);
            if !self.nouns.contains(&noun) {
                self.nouns.push(noun);
            }
        }
    }

    pub(super) fn n_options(&self) -> usize {
        self.n_options
    }

    /// Every option; where some are numbered or lettered, those.
    pub(super) fn all(&self) -> Vec<OptionIdx> {
        for named in [self.numbered.values().collect::<Vec<_>>(), self.lettered.values().collect()] {
            if named.len() > 1 {
                let mut all: Vec<OptionIdx> = named.into_iter().copied().collect();
                all.sort_unstable();
                return all;
            }
        }
        (0..self.n_options).map(|at| OptionIdx(at as u16)).collect()
    }

    /// The key stems of an option, a list for each of its names.
    pub(super) fn keys(&self, option: OptionIdx) -> &[Vec<StemId>] {
        &self.key_stems[option.0 as usize]
    }

    /// Whether `stem` is what the option would do.
    pub(super) fn is_action(&self, option: OptionIdx, stem: StemId) -> bool {
        self.actions[option.0 as usize].contains(&stem)
    }

    /// Whether `stem` is a verb for what the option would do.
    pub(super) fn is_order(&self, option: OptionIdx, stem: StemId) -> bool {
        self.orders[option.0 as usize].contains(&stem)
    }

    /// Whether `stem` is the head of one of the option's names, or what it would do.
    pub(super) fn is_head(&self, option: OptionIdx, stem: StemId) -> bool {
        self.heads[option.0 as usize].contains(&stem)
    }

    /// The stems of what an option would end; none where it would end nothing.
    pub(super) fn ended(&self, option: OptionIdx) -> Option<&FxHashSet<StemId>> {
        self.ended[option.0 as usize].as_ref()
    }

    /// Whether an option would forbid what it would end.
    pub(super) fn forbids(&self, option: OptionIdx) -> bool {
        self.forbidding[option.0 as usize]
    }

    /// What an option proposes, in the consultation's words.
    pub(super) fn wordings(&self, option: OptionIdx) -> &[Wording] {
        &self.wordings[option.0 as usize]
    }

    /// Whether any option would end something.
    pub(super) fn end_something(&self) -> bool {
        self.ended.iter().any(Option::is_some)
    }

    /// The place in a ranking that a word gives.
    pub(super) fn place(&self, word: WordId) -> Option<Place> {
        if self.last.contains(&word) {
            return Some(Place::Last);
        }
        let rank = self.ordinals.get(&word)?;
        Some(if *rank == 1 { Place::First } else { Place::Between })
    }

    /// The option of a number or a place in a ranking.
    pub(super) fn ranked(&self, value: u32) -> Option<OptionIdx> {
        let by_place = || {
            let is_place = self.n_options > 1
                && self.numbered.is_empty()
                && (1..=self.n_options).contains(&(value as usize));
            is_place.then(|| OptionIdx((value - 1) as u16))
        };
        self.numbered.get(&value).copied().or_else(by_place)
    }
}

impl GroupWords {
    fn new(words: &NameWords, analyzer: &mut Analyzer) -> Self {
        let mut ids = |words: &[String]| words.iter().map(|word| analyzer.intern(word)).collect();
        Self {
            picking: ids(&words.picking),
            denying: ids(&words.denying),
            between: ids(&words.between),
            joining: ids(&words.joining),
            ranging: ids(&words.ranging),
            other: ids(&words.other),
            them: ids(&words.them),
            of: ids(&words.of),
            number: ids(&words.number),
            standing_for_rest: ids(&words.standing_for_rest),
            whole: ids(&words.whole),
            alone: ids(&words.alone),
            not_alone_behind: ids(&words.not_alone_behind),
            former: ids(&words.former),
            latter: ids(&words.latter),
            verbs: ids(&words.verbs),
            picked: ids(&words.picked),
            picking_on: ids(&words.picking_on),
        }
    }
}

/// Spellings with their rank, from 1.
fn ranked<'a>(
    analyzer: &mut Analyzer,
    spellings: impl Iterator<Item = &'a [String]>,
) -> FxHashMap<WordId, u32> {
    (1u32..)
        .zip(spellings)
        .flat_map(|(rank, words)| words.iter().map(move |word| (word, rank)))
        .map(|(word, rank)| (analyzer.intern(word), rank))
        .collect()
}

/// Whether a label has "ii" in small letters.
fn has_small_romans(consultation: &Consultation) -> bool {
    let is_two = |word: &str| word.trim_matches(|mark: char| !mark.is_alphanumeric()) == "ii";
    consultation.options.iter().any(|option| option.label.split_whitespace().any(is_two))
}
