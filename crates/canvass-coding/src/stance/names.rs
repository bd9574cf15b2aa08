//! What options are called: by name, by number, in short, and by what they would do.

use std::collections::BTreeMap;

use canvass_core::text::{Analyzer, StemId, WordId, folded_words};
use canvass_core::{Consultation, OptionIdx};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

/// Words of a language that names, numbers and groups of options are made of.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameWords {
    /// One to ten, in order.
    cardinals: Vec<String>,
    /// First, second and so on, each with its other spellings.
    ordinals: Vec<Vec<String>>,
    /// Of ordinals, the ones for the last.
    last: Vec<String>,
    /// Leading words of a name that its speakers vary.
    leading: Vec<String>,
    /// Where the head of a name ends.
    prepositions: Vec<String>,
    /// What may stand before a head of one word.
    pointing: Vec<String>,
    /// Ending of a word that names a doing: "banning".
    doing: String,
    /// Between a doing and its verb: "to ban".
    infinitive: String,
    /// Behind these a name only says in which cases: "without cancelling" cancels nothing.
    #[serde(default)]
    qualifying: Vec<String>,
    /// How hurried writers shorten a noun in front of a number.
    short_nouns: BTreeMap<String, String>,
    /// What options are called when their labels carry no noun of their own.
    pub(super) generic_nouns: Vec<String>,
    /// "all", "both", "none" and the like.
    pub(super) picking: Vec<String>,
    /// Of these, the ones that deny.
    pub(super) denying: Vec<String>,
    /// What may stand between these and the noun.
    pub(super) between: Vec<String>,
    /// Joins two numbers.
    pub(super) joining: Vec<String>,
    /// Makes a range of two numbers.
    pub(super) ranging: Vec<String>,
    /// "other", "remaining".
    pub(super) other: Vec<String>,
    /// "them", "these" and numbers that stand for a group.
    pub(super) them: Vec<String>,
    /// "of".
    pub(super) of: Vec<String>,
    /// "number", "no".
    pub(super) number: Vec<String>,
    /// Verbs that may follow a group without being its noun.
    pub(super) verbs: Vec<String>,
    /// Of "other" and its like, what needs no noun: "the others".
    #[serde(default)]
    pub(super) standing_for_rest: Vec<String>,
    /// "lot", as in "the lot".
    pub(super) whole: Vec<String>,
    /// "any", where nothing stands behind it.
    #[serde(default)]
    pub(super) alone: Vec<String>,
    /// "has", behind which it stands for something else: "B has none".
    #[serde(default)]
    pub(super) not_alone_behind: Vec<String>,
    /// "former" and "latter".
    #[serde(default)]
    pub(super) former: Vec<String>,
    #[serde(default)]
    pub(super) latter: Vec<String>,
    /// "middle".
    #[serde(default)]
    middle: Vec<String>,
    /// "go with", "drop", as before the figure of an option.
    pub(super) picked: Vec<String>,
    /// "for me", "every time", as behind one.
    pub(super) picking_on: Vec<String>,
    /// "which".
    pub(super) which: Vec<String>,
    /// What a question begins with that asks what should be done.
    #[serde(default)]
    pub(super) asking: Vec<String>,
    /// "or", between options to choose from.
    #[serde(default)]
    pub(super) or: Vec<String>,
    /// What a question that asks which asks for: "prefer", "best".
    pub(super) choosing: Vec<String>,
}

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

type KeyStems = Vec<Vec<Vec<StemId>>>;

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
/// A name of more telling words is not called by one of them.
const LONGEST_CALLED: usize = 3;
/// Numbers in figures that options may carry.
const FIGURES: u32 = 20;

impl NameWords {
    /// Every name of every option as a rule of the pattern language.
    pub(super) fn spell(&self, consultation: &Consultation) -> Vec<(OptionIdx, String)> {
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
    fn heads(&self, names: &[(OptionIdx, String)]) -> Vec<(OptionIdx, String)> {
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
    fn done_by<'a>(
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
    pub(super) fn markers(&self, consultation: &Consultation) -> Vec<String> {
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

    fn number_of(&self, word: &str) -> Option<u32> {
        let roman = || ROMANS.iter().position(|known| *known == word).filter(|_| word.len() > 1);
        let spelt = self.cardinals.iter().position(|known| known == word).or_else(roman);
        spelt.and_then(|at| u32::try_from(at + 1).ok()).or_else(|| word.parse().ok())
    }
}

/// Every name of every option, in words. "Option One: a new duty" is two names.
pub(super) fn written_names(consultation: &Consultation) -> impl Iterator<Item = (OptionIdx, Vec<String>)> {
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

/// What tells the options apart, an entry for each.
struct Keys {
    /// Content stems of each name, those shared with another option left out.
    key_stems: KeyStems,
    owners: FxHashMap<StemId, Vec<OptionIdx>>,
    actions: Vec<FxHashSet<StemId>>,
    orders: Vec<FxHashSet<StemId>>,
    heads: Vec<FxHashSet<StemId>>,
}

fn keys(
    words: &NameWords,
    consultation: &Consultation,
    analyzer: &mut Analyzer,
    kinds: &WordKinds<'_>,
) -> Keys {
    let n_options = consultation.options.len();
    let mut all: KeyStems = vec![Vec::new(); n_options];
    let mut actions = vec![FxHashSet::default(); n_options];
    let mut orders = vec![FxHashSet::default(); n_options];
    let mut heads = vec![FxHashSet::default(); n_options];
    for (idx, name) in written_names(consultation) {
        let mut stem = |word: &String| {
            let id = analyzer.intern(word);
            let is_content = !(kinds.empty)(id) && word.len() > 2 && words.number_of(word).is_none();
            is_content.then(|| analyzer.stem_id(id))
        };
        let at = idx.0 as usize;
        let (action, is_order) = match words.done_by(&name, idx, consultation) {
            Some((word, is_verb)) => (stem(word), is_verb),
            None => (None, false),
        };
        actions[at].extend(action);
        orders[at].extend(action.filter(|_| is_order));
        // "Dog control order": without a preposition the last word that tells something is the head.
        heads[at].extend(action.or_else(|| name.iter().rev().find_map(&mut stem)));
        let stems: Vec<StemId> = name.iter().filter_map(stem).collect();
        all[at].extend((!stems.is_empty()).then_some(stems));
    }
    let mut owners: FxHashMap<StemId, Vec<OptionIdx>> = FxHashMap::default();
    for (option, names) in (0u16..).map(OptionIdx).zip(&all) {
        for stem in names.iter().flatten() {
            let of = owners.entry(*stem).or_default();
            if !of.contains(&option) {
                of.push(option);
            }
        }
    }
    let n_owners =
        |stem: StemId| all.iter().filter(|names| names.iter().flatten().any(|known| *known == stem)).count();
    let own =
        |stems: &Vec<StemId>| stems.iter().copied().filter(|stem| n_owners(*stem) == 1).collect::<Vec<_>>();
    let key_stems =
        all.iter().map(|names| names.iter().map(own).filter(|stems| !stems.is_empty()).collect()).collect();
    Keys { key_stems, owners, actions, orders, heads }
}

/// Whether a label has "ii" in small letters.
fn has_small_romans(consultation: &Consultation) -> bool {
    let is_two = |word: &str| word.trim_matches(|mark: char| !mark.is_alphanumeric()) == "ii";
    consultation.options.iter().any(|option| option.label.split_whitespace().any(is_two))
}

/// The words by which alone an option of a short name may be called.
fn keyed(key_stems: &KeyStems) -> FxHashMap<StemId, OptionIdx> {
    let options = (0u16..).map(OptionIdx).zip(key_stems);
    let short = |names: &'_ Vec<Vec<StemId>>| -> Vec<StemId> {
        names.iter().filter(|name| name.len() <= LONGEST_CALLED).flatten().copied().collect()
    };
    options.flat_map(|(option, names)| short(names).into_iter().map(move |stem| (stem, option))).collect()
}

/// What each option proposes: what its questions ask, and its names.
fn wordings(
    consultation: &Consultation,
    analyzer: &mut Analyzer,
    kinds: &WordKinds<'_>,
) -> Vec<Vec<Wording>> {
    let asked = consultation.questions.iter().filter_map(|asked| Some((asked.option?, asked.text.as_str())));
    let named = consultation.options().flat_map(|(idx, option)| {
        std::iter::once(&option.label).chain(&option.aliases).map(move |name| (idx, name.as_str()))
    });
    let mut wordings: Vec<Vec<Wording>> = consultation.options.iter().map(|_| Vec::new()).collect();
    for (option, text) in asked.chain(named) {
        let text = text.split_inclusive('?').next().unwrap_or(text);
        let ids: Vec<WordId> = folded_words(text, &[]).iter().map(|word| analyzer.intern(word)).collect();
        let is_figure = |id: &WordId| analyzer.word(*id).starts_with(|mark: char| mark.is_ascii_digit());
        wordings[option.0 as usize].push(Wording {
            figures: ids.iter().filter(|id| is_figure(id)).map(|id| analyzer.stem_id(*id)).collect(),
            stems: ids.iter().filter(|id| !(kinds.empty)(**id)).map(|id| analyzer.stem_id(*id)).collect(),
        });
    }
    wordings
}

/// What an option would end, by the words of its names that begin with an ending: "closing the baths", "a ban on peat".
fn ended(
    words: &NameWords,
    option: OptionIdx,
    consultation: &Consultation,
    analyzer: &mut Analyzer,
    kinds: &WordKinds<'_>,
) -> Option<FxHashSet<StemId>> {
    let mut stems = FxHashSet::default();
    let mut ends = false;
    for (_, name) in written_names(consultation).filter(|(idx, _)| *idx == option) {
        let ids: Vec<WordId> = name.iter().map(|word| analyzer.intern(word)).collect();
        // "Peat ban" has the ending last, "no more peat" none: what ends is all the rest.
        let n_plain = name.iter().take_while(|word| !words.qualifying.contains(word)).count();
        ends |= ids[..n_plain].iter().any(|id| (kinds.ending)(*id));
        let rest = ids.into_iter().filter(|id| !(kinds.ending)(*id) && !(kinds.empty)(*id));
        stems.extend(rest.map(|id| analyzer.stem_id(id)));
    }
    ends.then_some(stems)
}
