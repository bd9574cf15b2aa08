//! What tells options apart: the stems of their names, what they would do, and what they would end.

use canvass_core::text::{Analyzer, StemId, WordId, folded_words};
use canvass_core::{Consultation, OptionIdx};
use rustc_hash::{FxHashMap, FxHashSet};

use super::words::{NameWords, written_names};
use super::{WordKinds, Wording};

/// A name of more telling words is not called by one of them.
const LONGEST_CALLED: usize = 3;

/// For each option a list for each of its names.
pub(super) type KeyStems = Vec<Vec<Vec<StemId>>>;

/// What tells the options apart, an entry for each.
pub(super) struct Keys {
    /// Content stems of each name, those shared with another option left out.
    pub(super) key_stems: KeyStems,
    /// The options in whose names each of these stands.
    pub(super) owners: FxHashMap<StemId, Vec<OptionIdx>>,
    pub(super) actions: Vec<FxHashSet<StemId>>,
    pub(super) orders: Vec<FxHashSet<StemId>>,
    pub(super) heads: Vec<FxHashSet<StemId>>,
}

pub(super) fn keys(
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
    let own = |stems: &Vec<StemId>| {
        stems.iter().copied().filter(|stem| owners[stem].len() == 1).collect::<Vec<_>>()
    };
    let key_stems =
        all.iter().map(|names| names.iter().map(own).filter(|stems| !stems.is_empty()).collect()).collect();
    Keys { key_stems, owners, actions, orders, heads }
}

/// The words by which alone an option of a short name may be called.
pub(super) fn keyed(key_stems: &KeyStems) -> FxHashMap<StemId, OptionIdx> {
    let options = (0u16..).map(OptionIdx).zip(key_stems);
    let short = |names: &'_ Vec<Vec<StemId>>| -> Vec<StemId> {
        names.iter().filter(|name| name.len() <= LONGEST_CALLED).flatten().copied().collect()
    };
    options.flat_map(|(option, names)| short(names).into_iter().map(move |stem| (stem, option))).collect()
}

/// What each option proposes: what its questions ask, and its names.
pub(super) fn wordings(
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
pub(super) fn ended(
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
