//! Where a sentence speaks of an option: by name, by number, or of several at once.

use std::ops::Range;

use canvass_core::text::{Analyzer, StemId, WordId, folded_words};
use canvass_core::{Consultation, OptionIdx};
use rustc_hash::{FxHashMap, FxHashSet};

/// A place in a sentence that stands for one or more options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OptionMention {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// The options it stands for.
    pub(super) options: Vec<OptionIdx>,
    /// Whether it denies them: "none of the options".
    pub(super) is_denied: bool,
    /// Whether it speaks of them as a group.
    pub(super) is_collective: bool,
    /// Whether it means the group without what was spoken of before: "the other two".
    pub(super) is_rest: bool,
}

/// What the options are called, beyond the spelt names that the pattern set finds.
#[derive(Debug)]
pub(super) struct Names {
    n_options: usize,
    /// Stems of the nouns in front of numbers: "option", "proposal".
    nouns: FxHashSet<StemId>,
    /// Numbers and ordinals as words.
    cardinals: FxHashMap<WordId, u32>,
    ordinals: FxHashMap<WordId, u32>,
    numbered: FxHashMap<u32, OptionIdx>,
    lettered: FxHashMap<WordId, OptionIdx>,
    words: FunctionWords,
    /// For each option the stems that tell it from the others, one list for each of its names.
    key_stems: Vec<Vec<Vec<StemId>>>,
    /// First content word of each name: what would be done.
    actions: Vec<FxHashSet<StemId>>,
}

/// Small words that numbers and groups are made of.
#[derive(Debug)]
struct FunctionWords {
    all: FxHashSet<WordId>,
    denying: FxHashSet<WordId>,
    between: FxHashSet<WordId>,
    joining: FxHashSet<WordId>,
    to: FxHashSet<WordId>,
    other: FxHashSet<WordId>,
    them: FxHashSet<WordId>,
    of: WordId,
    number: FxHashSet<WordId>,
}

const CARDINALS: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const ORDINALS: [&str; 10] =
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
const ROMANS: [&str; 10] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];
/// Where the head of a name ends.
const PREPOSITIONS: [&str; 12] =
    ["on", "of", "for", "to", "with", "by", "through", "in", "at", "from", "under", "that"];
/// How hurried writers shorten a noun in front of a number.
const SHORT_NOUNS: [(&str, &str); 3] = [("option", "opt"), ("proposal", "prop"), ("question", "q")];
/// What options are called when their labels carry no noun of their own.
const GENERIC_NOUNS: [&str; 4] = ["option", "proposal", "model", "scheme"];
/// Leading words of a name that its speakers vary.
const LEADING: [&str; 6] = ["a", "an", "the", "to", "proposed", "our"];

/// Every name of every option as a rule of the pattern language.
pub(super) fn spelt_names(consultation: &Consultation) -> Vec<(OptionIdx, String)> {
    let mut names = Vec::new();
    for (idx, option) in consultation.options() {
        for part in parts(&option.label).chain(option.aliases.iter().flat_map(|alias| parts(alias))) {
            let words = folded_words(part, &[]);
            // "the merger" stays as it is: a common noun alone names nothing.
            let leading = words.iter().take_while(|word| LEADING.contains(&word.as_str())).count();
            let kept = if words.len() - leading >= 2 { leading } else { 0 };
            let rule = words[kept..].join(" ");
            if !rule.is_empty() && !names.contains(&(idx, rule.clone())) {
                names.push((idx, rule));
            }
        }
    }
    let heads = heads(&names);
    names.extend(heads);
    names
}

/// What stands in front of the preposition, where no other option's name begins so:
/// "a new duty on landlords" is also "new duty", "a ban on burners" also "the ban".
fn heads(names: &[(OptionIdx, String)]) -> Vec<(OptionIdx, String)> {
    let head = |name: &str| -> Option<String> {
        let (head, _) = PREPOSITIONS
            .iter()
            .filter_map(|word| name.split_once(&format!(" {word} ")))
            .min_by_key(|(head, _)| head.len())?;
        let bare = LEADING.iter().find_map(|lead| head.strip_prefix(&format!("{lead} "))).unwrap_or(head);
        (!bare.contains(' ') || bare.split(' ').count() <= 4).then(|| bare.to_owned())
    };
    let all: Vec<(OptionIdx, String)> =
        names.iter().filter_map(|(idx, name)| Some((*idx, head(name)?))).collect();
    let mut heads = Vec::new();
    for (idx, head) in &all {
        let is_shared = names
            .iter()
            .any(|(other, name)| other != idx && format!(" {name} ").contains(&format!(" {head} ")));
        let spelt = if head.contains(' ') {
            head.clone()
        } else {
            format!("(the OR this OR a OR any OR such OR that OR your) {head}")
        };
        let is_known = names.contains(&(*idx, head.clone())) || heads.contains(&(*idx, spelt.clone()));
        if !is_shared && !is_known {
            heads.push((*idx, spelt));
        }
    }
    heads
}

/// "Option One: a new duty" is two names.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split([':', '–', '—'])
        .flat_map(|part| part.split(" - "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

impl Names {
    pub(super) fn new(
        consultation: &Consultation,
        analyzer: &mut Analyzer,
        is_empty_word: &dyn Fn(WordId) -> bool,
    ) -> Self {
        let mut nouns: FxHashSet<StemId> = FxHashSet::default();
        let mut numbered = FxHashMap::default();
        let mut lettered = FxHashMap::default();
        let ids = |analyzer: &mut Analyzer, words: &[&str]| -> FxHashSet<WordId> {
            words.iter().map(|word| analyzer.intern(word)).collect()
        };
        for (idx, option) in consultation.options() {
            for part in parts(&option.label).chain(option.aliases.iter().flat_map(|alias| parts(alias))) {
                let words = folded_words(part, &[]);
                let [noun, number] = words.as_slice() else { continue };
                let noun_id = analyzer.intern(noun);
                if let Some(value) = number_of(number) {
                    numbered.entry(value).or_insert(idx);
                } else if number.len() == 1 {
                    lettered.entry(analyzer.intern(number)).or_insert(idx);
                } else {
                    continue;
                }
                nouns.insert(analyzer.stem_id(noun_id));
                if let Some((_, short)) = SHORT_NOUNS.iter().find(|(long, _)| long == noun) {
                    let short = analyzer.intern(short);
                    nouns.insert(analyzer.stem_id(short));
                }
            }
        }
        if nouns.is_empty() {
            nouns.extend(GENERIC_NOUNS.map(|noun| {
                let id = analyzer.intern(noun);
                analyzer.stem_id(id)
            }));
        }
        let (key_stems, actions) = key_stems(consultation, analyzer, is_empty_word);
        let value = |at: usize| u32::try_from(at + 1).expect("ten words");
        let mut cardinals: FxHashMap<WordId, u32> =
            CARDINALS.iter().enumerate().map(|(at, word)| (analyzer.intern(word), value(at))).collect();
        cardinals.extend((1..=20u32).map(|figure| (analyzer.intern(&figure.to_string()), figure)));
        let mut ordinals: FxHashMap<WordId, u32> =
            ORDINALS.iter().enumerate().map(|(at, word)| (analyzer.intern(word), value(at))).collect();
        ordinals.extend(
            ["1st", "2nd", "3rd", "4th", "5th"]
                .iter()
                .enumerate()
                .map(|(at, word)| (analyzer.intern(word), value(at))),
        );
        let n_ranked = if numbered.is_empty() { consultation.options.len() } else { numbered.len() };
        let last = u32::try_from(n_ranked).expect("few options");
        ordinals.extend(["last", "final"].map(|word| (analyzer.intern(word), last)));
        let words = FunctionWords {
            all: ids(analyzer, &["all", "both", "any", "each", "every", "either", "none", "neither", "no"]),
            denying: ids(analyzer, &["none", "neither", "no"]),
            between: ids(
                analyzer,
                &[
                    "of", "the", "these", "those", "your", "proposed", "two", "three", "four", "five", "six",
                    "other", "first", "last",
                ],
            ),
            joining: ids(analyzer, &["and", "or", "nor", "both"]),
            to: ids(analyzer, &["to", "through"]),
            other: ids(analyzer, &["other", "others", "remaining"]),
            them: ids(analyzer, &["them", "these", "those", "three", "two", "four"]),
            of: analyzer.intern("of"),
            number: ids(analyzer, &["number", "no"]),
        };
        Self {
            n_options: consultation.options.len(),
            nouns,
            cardinals,
            ordinals,
            numbered,
            lettered,
            words,
            key_stems,
            actions,
        }
    }

    pub(super) fn n_options(&self) -> usize {
        self.n_options
    }

    /// Every option.
    pub(super) fn all(&self) -> Vec<OptionIdx> {
        if self.numbered.len() > 1 {
            let mut all: Vec<OptionIdx> = self.numbered.values().copied().collect();
            all.sort_unstable();
            return all;
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

    /// Mentions by number and of groups in the words of one sentence.
    pub(super) fn find(&self, words: &Words<'_>) -> Vec<OptionMention> {
        let mut found = Vec::new();
        let mut at = words.range.start;
        while at < words.range.end {
            let mention = if self.nouns.contains(&words.stem(at)) {
                self.by_number(words, at)
                    .or_else(|| self.by_ordinal(words, at))
                    .or_else(|| self.as_group(words, at))
            } else {
                self.pronoun_group(words, at)
                    .or_else(|| self.rest(words, at))
                    .or_else(|| self.ordinal_of_them(words, at))
                    .or_else(|| self.bare_letter(words, at))
            };
            at = mention.as_ref().map_or(at + 1, |mention| mention.tokens.end.max(at + 1));
            found.extend(mention);
        }
        found
    }

    /// "Option 2", "Options 1, 2 and 3", "options one to three", "neither Option 1 nor Option 2".
    fn by_number(&self, words: &Words<'_>, noun: usize) -> Option<OptionMention> {
        let mut at = noun + 1;
        if at < words.range.end && self.words.number.contains(&words.word(at)) {
            at += 1;
        }
        let mut options = vec![self.number_at(words, at)?];
        at += 1;
        loop {
            let mut next = at;
            let joins = next < words.range.end
                && (words.gap(next).contains([',', '/', '&', '-', '–'])
                    || self.words.joining.contains(&words.word(next)));
            let ranges = next < words.range.end
                && (words.gap(next).contains(['-', '–']) || self.words.to.contains(&words.word(next)));
            while next < words.range.end
                && (self.words.joining.contains(&words.word(next))
                    || self.words.to.contains(&words.word(next)))
            {
                next += 1;
            }
            let repeats_noun = next < words.range.end && self.nouns.contains(&words.stem(next));
            next += usize::from(repeats_noun);
            // "Options 1 to 3" is a range; "Option 1 to Option 2", as in "prefer", is none.
            let Some(option) = self.number_at(words, next).filter(|_| joins || ranges && !repeats_noun)
            else {
                break;
            };
            if words.gap(at).contains(['.', ';', ':', '(']) {
                break;
            }
            if ranges
                && !joins
                && let Some(&first) = options.last()
            {
                options.extend((first.0 + 1..option.0).map(OptionIdx));
            }
            options.push(option);
            at = next + 1;
        }
        let before = noun.checked_sub(1).filter(|before| words.range.contains(before));
        let is_denied = before
            .is_some_and(|before| self.words.denying.contains(&words.word(before)) && options.len() > 1);
        options.sort_unstable();
        options.dedup();
        let start = if is_denied { noun - 1 } else { noun };
        Some(OptionMention { tokens: start..at, options, is_denied, is_collective: false, is_rest: false })
    }

    fn number_at(&self, words: &Words<'_>, at: usize) -> Option<OptionIdx> {
        if !words.range.contains(&at) {
            return None;
        }
        let word = words.word(at);
        if let Some(option) = self.cardinals.get(&word).and_then(|value| self.numbered.get(value)) {
            return Some(*option);
        }
        let written = words.written(at);
        if !written.chars().all(char::is_uppercase) {
            return None;
        }
        self.lettered.get(&word).copied().or_else(|| {
            let value = ROMANS.iter().position(|roman| written.eq_ignore_ascii_case(roman))? + 1;
            self.numbered.get(&u32::try_from(value).ok()?).copied()
        })
    }

    /// "the first option", "the second and third options", "the first two options".
    fn by_ordinal(&self, words: &Words<'_>, noun: usize) -> Option<OptionMention> {
        let back = |steps: usize| noun.checked_sub(steps).filter(|at| words.range.contains(at));
        let ordinal = |at: usize| self.ordinals.get(&words.word(at)).copied();
        let one = back(1)?;
        let mut values = Vec::new();
        let start;
        if let (Some(&count), Some(first)) = (self.cardinals.get(&words.word(one)), back(2)) {
            ordinal(first).filter(|value| *value == 1)?;
            values.extend(1..=count);
            start = first;
        } else {
            values.push(ordinal(one)?);
            start = match (back(2), back(3)) {
                (Some(joint), Some(first)) if self.words.joining.contains(&words.word(joint)) => {
                    ordinal(first).map_or(one, |value| {
                        values.push(value);
                        first
                    })
                }
                _ => one,
            };
        }
        let option = |value: &u32| self.numbered.get(value).copied().or_else(|| self.by_place(*value));
        let mut options: Vec<OptionIdx> = values.iter().filter_map(option).collect();
        options.sort_unstable();
        let whole = self.widen(words, start);
        (!options.is_empty()).then(|| OptionMention {
            is_denied: self.denies(words, whole.clone()),
            tokens: whole.start..noun + 1,
            options,
            is_collective: false,
            is_rest: false,
        })
    }

    /// "none of the options", "all three options", "the other options".
    fn as_group(&self, words: &Words<'_>, noun: usize) -> Option<OptionMention> {
        let lead = self.widen(words, noun);
        let picks = lead.clone().any(|at| self.words.all.contains(&words.word(at)));
        let others = lead.clone().any(|at| self.words.other.contains(&words.word(at)));
        if self.n_options < 2 || !(picks || others) {
            return None;
        }
        Some(OptionMention {
            is_denied: self.denies(words, lead.clone()),
            tokens: lead.start..noun + 1,
            options: self.all(),
            is_collective: true,
            is_rest: others,
        })
    }

    /// "the other two", "the others".
    fn rest(&self, words: &Words<'_>, at: usize) -> Option<OptionMention> {
        let is_other =
            self.n_options > 2 && self.words.other.contains(&words.word(at)) && at > words.range.start;
        if !is_other || !words.written(at - 1).eq_ignore_ascii_case("the") {
            return None;
        }
        let counts = at + 1 < words.range.end && self.words.them.contains(&words.word(at + 1));
        let ends = counts || words.written(at).eq_ignore_ascii_case("others");
        ends.then(|| OptionMention {
            tokens: at - 1..at + 1 + usize::from(counts),
            options: self.all(),
            is_denied: false,
            is_collective: true,
            is_rest: true,
        })
    }

    /// "the first of them", "the last of these".
    fn ordinal_of_them(&self, words: &Words<'_>, at: usize) -> Option<OptionMention> {
        let value = self.ordinals.get(&words.word(at))?;
        let of_them = at + 2 < words.range.end
            && words.word(at + 1) == self.words.of
            && self.words.them.contains(&words.word(at + 2));
        let option = self.numbered.get(value).copied().or_else(|| self.by_place(*value))?;
        of_them.then(|| OptionMention {
            tokens: at..at + 3,
            options: vec![option],
            is_denied: false,
            is_collective: false,
            is_rest: false,
        })
    }

    /// "opposed to A, in favour of B": a capital letter that is no article.
    fn bare_letter(&self, words: &Words<'_>, at: usize) -> Option<OptionMention> {
        let option = *self.lettered.get(&words.word(at))?;
        let written = words.written(at);
        let is_name = written != "I" && written.chars().all(char::is_uppercase) && at > words.range.start;
        is_name.then(|| OptionMention {
            tokens: at..at + 1,
            options: vec![option],
            is_denied: false,
            is_collective: false,
            is_rest: false,
        })
    }

    /// The option at a place, where none is numbered.
    fn by_place(&self, value: u32) -> Option<OptionIdx> {
        let is_place = self.n_options > 1
            && self.numbered.is_empty()
            && value >= 1
            && (value as usize) <= self.n_options;
        is_place.then(|| OptionIdx((value - 1) as u16))
    }

    /// "none of them", "all three".
    fn pronoun_group(&self, words: &Words<'_>, at: usize) -> Option<OptionMention> {
        let picks = self.n_options > 1 && self.words.all.contains(&words.word(at));
        let of = at + 1;
        if !picks || of + 1 >= words.range.end || words.word(of) != self.words.of {
            return None;
        }
        let mut last = of + 1;
        if words.written(last).eq_ignore_ascii_case("the") {
            last += 1;
        }
        let ends = last < words.range.end && self.words.them.contains(&words.word(last));
        let names_something =
            last + 1 < words.range.end && words.gap(last + 1) == " " && !self.is_verb_like(words, last + 1);
        (ends && !names_something).then(|| OptionMention {
            tokens: at..last + 1,
            options: self.all(),
            is_denied: self.words.denying.contains(&words.word(at)),
            is_collective: true,
            is_rest: false,
        })
    }

    /// A word behind "none of these" that is no noun: short and of a closed kind.
    fn is_verb_like(&self, words: &Words<'_>, at: usize) -> bool {
        let _ = self;
        matches!(
            words.written(at).to_lowercase().as_str(),
            "is" | "are"
                | "was"
                | "were"
                | "would"
                | "will"
                | "should"
                | "can"
                | "could"
                | "seem"
                | "seems"
                | "work"
                | "go"
                | "goes"
                | "has"
                | "have"
                | "and"
                | "but"
                | "in"
        )
    }

    /// The determiners in front of a noun.
    fn widen(&self, words: &Words<'_>, noun: usize) -> Range<usize> {
        let mut start = noun;
        while start > words.range.start
            && noun - start < 5
            && (self.words.between.contains(&words.word(start - 1))
                || self.words.all.contains(&words.word(start - 1)))
            && !words.gap(start).contains([',', ';', '.', ':'])
        {
            start -= 1;
        }
        start..noun
    }

    fn denies(&self, words: &Words<'_>, mut lead: Range<usize>) -> bool {
        lead.any(|at| self.words.denying.contains(&words.word(at)))
    }
}

/// The words of one sentence, for looking at.
pub(super) struct Words<'a> {
    pub(super) analyzer: &'a Analyzer,
    pub(super) text: &'a str,
    pub(super) tokens: &'a [canvass_core::text::Token],
    pub(super) range: Range<usize>,
}

impl<'a> Words<'a> {
    pub(super) fn word(&self, at: usize) -> WordId {
        self.tokens[at].word
    }

    pub(super) fn stem(&self, at: usize) -> StemId {
        self.analyzer.stem_id(self.tokens[at].word)
    }

    pub(super) fn written(&self, at: usize) -> &'a str {
        self.tokens[at].span.of(self.text)
    }

    /// What stands between the word before `at` and the word at `at`.
    pub(super) fn gap(&self, at: usize) -> &'a str {
        match at.checked_sub(1).filter(|before| self.range.contains(before)) {
            Some(before) => {
                &self.text[self.tokens[before].span.end as usize..self.tokens[at].span.start as usize]
            }
            None => "",
        }
    }
}

fn number_of(word: &str) -> Option<u32> {
    let spelt = CARDINALS.iter().position(|known| *known == word).or_else(|| {
        ROMANS.iter().position(|known| *known == word && word != "i" && word != "v" && word != "x")
    });
    spelt.and_then(|at| u32::try_from(at + 1).ok()).or_else(|| word.parse().ok())
}

type KeyStems = Vec<Vec<Vec<StemId>>>;

/// For each option the content stems of each of its names, those shared with another option left out,
/// and the first of each: for "Close the library" that is what would be done.
fn key_stems(
    consultation: &Consultation,
    analyzer: &mut Analyzer,
    is_empty_word: &dyn Fn(WordId) -> bool,
) -> (KeyStems, Vec<FxHashSet<StemId>>) {
    let mut keys: KeyStems = Vec::new();
    for (_, option) in consultation.options() {
        let names = parts(&option.label).chain(option.aliases.iter().flat_map(|alias| parts(alias)));
        let stems = names.map(|name| {
            let words: Vec<WordId> =
                folded_words(name, &[]).iter().map(|word| analyzer.intern(word)).collect();
            let content = words.into_iter().filter(|word| {
                let written = analyzer.word(*word);
                !is_empty_word(*word) && written.len() > 2 && number_of(written).is_none()
            });
            content.map(|word| analyzer.stem_id(word)).collect::<Vec<_>>()
        });
        keys.push(stems.filter(|stems| !stems.is_empty()).collect());
    }
    let actions =
        keys.iter().map(|names| names.iter().filter_map(|stems| stems.first().copied()).collect()).collect();
    let owners = |stem: StemId, keys: &KeyStems| {
        keys.iter().filter(|names| names.iter().flatten().any(|known| *known == stem)).count()
    };
    let distinct = keys
        .iter()
        .map(|names| {
            names
                .iter()
                .map(|stems| {
                    stems.iter().copied().filter(|stem| owners(*stem, &keys) == 1).collect::<Vec<_>>()
                })
                .filter(|stems| !stems.is_empty())
                .collect()
        })
        .collect();
    (distinct, actions)
}
