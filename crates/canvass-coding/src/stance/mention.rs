//! Where a sentence speaks of an option by number, or of several at once.

use std::ops::Range;

use canvass_core::OptionIdx;
use canvass_core::text::{Analyzer, StemId, WordId};

use super::names::{Names, ROMANS};

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
    /// Which of the options before it means, counted back from it: "the latter" the one before, "the former" the second;
    /// none where it has a name of its own.
    pub(super) n_back: Option<usize>,
}

impl OptionMention {
    /// Whether it names options, and neither a group nor one of those named before it.
    pub(super) fn is_name(&self) -> bool {
        !self.is_collective && self.n_back.is_none()
    }

    /// Options that are neither denied nor spoken of as a group.
    pub(super) fn of(tokens: Range<usize>, options: Vec<OptionIdx>) -> Self {
        Self { tokens, options, is_denied: false, is_collective: false, is_rest: false, n_back: None }
    }
}

impl Names {
    /// Mentions by number and of groups in the words of one sentence; where it `chooses`, a bare figure is one.
    pub(super) fn find(&self, words: &Words<'_>, chooses: bool) -> Vec<OptionMention> {
        let mut found: Vec<OptionMention> = Vec::new();
        let mut at = words.range.start;
        while at < words.range.end {
            let mention = if self.nouns.contains(&words.stem(at)) {
                self.by_number(words, at)
                    .or_else(|| self.by_ordinal(words, at))
                    .or_else(|| self.as_group(words, at))
            } else if !self.is_opener(words.word(at)) {
                if chooses { self.bare_number(words, at).or_else(|| self.keyed(words, at)) } else { None }
            } else {
                self.pronoun_group(words, at)
                    .or_else(|| self.whole(words, at, chooses))
                    .or_else(|| self.rest(words, at))
                    .or_else(|| self.ordinal_of_them(words, at))
                    .or_else(|| self.bare_letter(words, at, chooses))
                    .or_else(|| self.of_two(words, at))
                    .or_else(|| {
                        if chooses {
                            self.bare_ordinal(words, at, found.last()).or_else(|| self.alone(words, at))
                        } else {
                            None
                        }
                    })
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
        let counted = words.stem(noun);
        let mut options = vec![self.number_at(words, at, counted)?];
        at += 1;
        loop {
            let mut next = at;
            let joins = next < words.range.end
                && (words.gap(next).contains([',', '/', '&', '-', '–'])
                    || self.words.joining.contains(&words.word(next)));
            let ranges = next < words.range.end
                && (words.gap(next).contains(['-', '–']) || self.words.ranging.contains(&words.word(next)));
            while next < words.range.end
                && (self.words.joining.contains(&words.word(next))
                    || self.words.ranging.contains(&words.word(next)))
            {
                next += 1;
            }
            let repeats_noun = next < words.range.end && self.nouns.contains(&words.stem(next));
            next += usize::from(repeats_noun);
            // "Options 1 to 3" is a range; "Option 1 to Option 2", as in "prefer", is none.
            let counted = if repeats_noun { words.stem(next - 1) } else { counted };
            let Some(option) =
                self.number_at(words, next, counted).filter(|_| joins || ranges && !repeats_noun)
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
        Some(OptionMention {
            tokens: start..at,
            options,
            is_denied,
            is_collective: false,
            is_rest: false,
            n_back: None,
        })
    }

    /// The option that has the number at a place behind a noun.
    fn number_at(&self, words: &Words<'_>, at: usize, noun: StemId) -> Option<OptionIdx> {
        if !words.range.contains(&at) {
            return None;
        }
        let word = words.word(at);
        let counted = |value: u32| {
            let own = self.numbered_as.get(&(noun, value)).copied();
            own.or_else(|| self.numbered.get(&value).copied().filter(|_| !self.odd_nouns.contains(&noun)))
        };
        if let Some(option) = self.cardinals.get(&word).and_then(|value| counted(*value)) {
            return Some(option);
        }
        let written = words.written(at);
        if !(written.chars().all(char::is_uppercase) || self.has_small_romans) {
            return None;
        }
        self.lettered.get(&word).copied().or_else(|| {
            let value = ROMANS.iter().position(|roman| written.eq_ignore_ascii_case(roman))? + 1;
            counted(u32::try_from(value).ok()?)
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
        let mut options: Vec<OptionIdx> = values.into_iter().filter_map(|value| self.ranked(value)).collect();
        options.sort_unstable();
        let whole = self.widen(words, start);
        (!options.is_empty()).then(|| OptionMention {
            is_denied: self.denies(words, whole.clone()),
            tokens: whole.start..noun + 1,
            options,
            is_collective: false,
            is_rest: false,
            n_back: None,
        })
    }

    /// "none of the options", "all three options", "the other options".
    fn as_group(&self, words: &Words<'_>, noun: usize) -> Option<OptionMention> {
        let lead = self.widen(words, noun);
        let picks = lead.clone().any(|at| self.words.picking.contains(&words.word(at)));
        let others = lead.clone().any(|at| self.words.other.contains(&words.word(at)));
        if self.n_options() < 2 || !(picks || others) {
            return None;
        }
        Some(OptionMention {
            is_denied: self.denies(words, lead.clone()),
            tokens: lead.start..noun + 1,
            options: self.all(),
            is_collective: true,
            is_rest: others,
            n_back: None,
        })
    }

    /// "the other two", "the others".
    fn rest(&self, words: &Words<'_>, at: usize) -> Option<OptionMention> {
        let is_other =
            self.n_options() > 2 && self.words.other.contains(&words.word(at)) && at > words.range.start;
        if !is_other || !words.written(at - 1).eq_ignore_ascii_case("the") {
            return None;
        }
        let counts = at + 1 < words.range.end && self.words.them.contains(&words.word(at + 1));
        let goes_on = at + 1 < words.range.end && self.words.of.contains(&words.word(at + 1));
        let stands_alone = self.words.standing_for_rest.contains(&words.word(at));
        let ends = counts || stands_alone && !goes_on;
        ends.then(|| OptionMention {
            tokens: at - 1..at + 1 + usize::from(counts),
            options: self.all(),
            is_denied: false,
            is_collective: true,
            is_rest: true,
            n_back: None,
        })
    }

    /// "the first of them", "the last of these".
    fn ordinal_of_them(&self, words: &Words<'_>, at: usize) -> Option<OptionMention> {
        let value = self.ordinals.get(&words.word(at))?;
        let of_them = at + 2 < words.range.end
            && self.words.of.contains(&words.word(at + 1))
            && self.words.them.contains(&words.word(at + 2));
        let option = self.ranked(*value)?;
        of_them.then(|| OptionMention::of(at..at + 3, vec![option]))
    }

    /// "opposed to A, in favour of B": a capital letter that is no article.
    fn bare_letter(&self, words: &Words<'_>, at: usize, chooses: bool) -> Option<OptionMention> {
        let option = *self.lettered.get(&words.word(at))?;
        let written = words.written(at);
        // A letter that begins a sentence may be an article or a name's first.
        let begins = at == words.range.start;
        let is_alone = at + 1 == words.range.end
            || !words.gap(at + 1).starts_with('.')
            || chooses && self.leads(words, at);
        // "A is too dear", "A or B would do": no article stands there.
        let goes_on = at + 1 < words.range.end
            && (self.words.verbs.contains(&words.word(at + 1))
                || self.words.joining.contains(&words.word(at + 1))
                || chooses && self.words.picking_on.contains(&words.word(at + 1)));
        // "Annex B" is something's name.
        let is_of_name = !begins
            && at - 1 > words.range.start
            && words.gap(at) == " "
            && words.written(at - 1).starts_with(char::is_uppercase)
            && words.written(at - 1).len() > 1;
        let is_name = !is_of_name
            && written != "I"
            && written.chars().all(char::is_uppercase)
            && (!begins || is_alone && (written != "A" || goes_on || chooses && self.leads(words, at)));
        is_name.then(|| OptionMention::of(at..at + 1, vec![option]))
    }

    /// "The first one", "either of the first two", "all bar the last", "the second and third".
    fn bare_ordinal(
        &self,
        words: &Words<'_>,
        at: usize,
        before: Option<&OptionMention>,
    ) -> Option<OptionMention> {
        let value = *self.ordinals.get(&words.word(at))?;
        let the = at.checked_sub(1).filter(|before| words.range.contains(before))?;
        let goes_on = before.is_some_and(|before| before.tokens.end == the)
            && self.words.joining.contains(&words.word(the));
        if !(words.written(the).eq_ignore_ascii_case("the") || goes_on) {
            return None;
        }
        let next = at + 1;
        let counted =
            words.range.contains(&next).then(|| self.cardinals.get(&words.word(next)).copied()).flatten();
        let count = counted.filter(|count| *count as usize <= self.n_options());
        let end = next + usize::from(count.is_some());
        let is_last = self.place(words.word(at)) == Some(super::names::Place::Last);
        let ranks = match count.unwrap_or(1) {
            count if is_last => value.saturating_sub(count - 1)..value + 1,
            count => value..value + count,
        };
        let options: Vec<OptionIdx> = ranks.filter_map(|rank| self.ranked(rank)).collect();
        let is_over = end >= words.range.end
            || is_mark(words.gap(end))
            || self.words.joining.contains(&words.word(end))
            || self.words.verbs.contains(&words.word(end))
            || self.words.picking_on.contains(&words.word(end));
        let mention = OptionMention::of(at..end, options);
        (is_over && !mention.options.is_empty()).then_some(mention)
    }

    /// "Between the depot and the yard, the latter": which options these are is told when all are found.
    fn of_two(&self, words: &Words<'_>, at: usize) -> Option<OptionMention> {
        let is_latter = self.words.latter.contains(&words.word(at));
        let n_back = if is_latter { 1 } else { 2 };
        (is_latter || self.words.former.contains(&words.word(at)))
            .then(|| OptionMention { n_back: Some(n_back), ..OptionMention::of(at..at + 1, Vec::new()) })
    }

    /// "I'd be happy with any.", "I support none.": what is picked from stands in the question.
    fn alone(&self, words: &Words<'_>, at: usize) -> Option<OptionMention> {
        let is_led = |before: usize| !self.words.not_alone_behind.contains(&words.word(before));
        // "B has none" says nothing of the others.
        let picks = self.n_options() > 1
            && self.words.alone.contains(&words.word(at))
            && (at == words.range.start || is_led(at - 1));
        let next = at + 1;
        let ends = next >= words.range.end || is_mark(words.gap(next));
        (picks && ends).then(|| OptionMention {
            tokens: at..next,
            options: self.all(),
            is_denied: self.words.denying.contains(&words.word(at)),
            is_collective: true,
            is_rest: false,
            n_back: None,
        })
    }

    /// "The Yard I'd build tomorrow", "compulsory insurance, please": words that only one option is called by.
    fn keyed(&self, words: &Words<'_>, at: usize) -> Option<OptionMention> {
        let owners = |at: usize| self.owners.get(&words.stem(at));
        let mut of = owners(at)?.clone();
        let mut next = at + 1;
        while next < words.range.end && !is_mark(words.gap(next)) {
            let Some(others) = owners(next) else { break };
            let both: Vec<OptionIdx> = of.iter().copied().filter(|option| others.contains(option)).collect();
            if both.is_empty() {
                break;
            }
            of = both;
            next += 1;
        }
        let is_called = next > at + 1 || self.keyed.contains_key(&words.stem(at));
        let is_over = next >= words.range.end
            || is_mark(words.gap(next))
            || self.words.joining.contains(&words.word(next))
            || self.words.verbs.contains(&words.word(next))
            || self.words.picking_on.contains(&words.word(next))
            || self.goes_on(words.word(next));
        (of.len() == 1 && is_called && is_over).then(|| OptionMention::of(at..next, of))
    }

    /// "Go with 2 and drop 3", "Two please": a number that nothing is counted with.
    fn bare_number(&self, words: &Words<'_>, at: usize) -> Option<OptionMention> {
        let written = words.written(at);
        let option = *self.numbered.get(self.cardinals.get(&words.word(at))?)?;
        let joins = |at: usize| self.words.joining.contains(&words.word(at));
        let before = at.checked_sub(1).filter(|before| words.range.contains(before));
        let next = at + 1;
        let is_figure = written.len() == 1 && written.bytes().all(|mark| mark.is_ascii_digit())
            || self.has_small_romans && ROMANS.contains(&written);
        let is_numbered = before.is_some_and(|before| self.words.number.contains(&words.word(before)));
        let is_all = before.is_none()
            && (next >= words.range.end || words.written(next).eq_ignore_ascii_case("please"));
        if !(is_figure || is_numbered || is_all) {
            return None;
        }
        let chosen = |at: usize| {
            joins(at)
                || self.words.picked.contains(&words.word(at))
                || self.ordinals.contains_key(&words.word(at))
        };
        let is_led = is_numbered
            || before.is_none_or(|before| is_mark(words.gap(at)) || words.gap(at) == " " && chosen(before));
        let is_over = next >= words.range.end
            || is_mark(words.gap(next))
            || joins(next)
            || self.words.verbs.contains(&words.word(next))
            || self.words.picking_on.contains(&words.word(next));
        // "1. We think" numbers a point, where another follows.
        let numbers_a_point = before.is_none()
            && next < words.range.end
            && words.gap(next).starts_with(['.', ')'])
            && !self.leads(words, at);
        (is_led && is_over && !numbers_a_point).then(|| OptionMention::of(at..next, vec![option]))
    }

    /// "A. My nan had a stall there.", "1. It is the heart of the park.": a letter or a figure that an answer begins
    /// with is picked, unless it is the first of several.
    fn leads(&self, words: &Words<'_>, at: usize) -> bool {
        let next = at + 1;
        let labels = |word: &usize| {
            let written = words.tokens[*word].span.of(words.text);
            let behind = &words.text[words.tokens[*word].span.end as usize..];
            written.len() == 1
                && !written.eq_ignore_ascii_case("i")
                && behind.starts_with(['.', ')', ':'])
                && (written.bytes().all(|mark| mark.is_ascii_digit())
                    || self.lettered.contains_key(&words.word(*word)))
        };
        at == 0
            && next < words.tokens.len()
            && words.text[words.tokens[at].span.end as usize..].starts_with(". ")
            && !(next..words.tokens.len()).any(|word| labels(&word))
    }

    /// "none of them", "all three".
    fn pronoun_group(&self, words: &Words<'_>, at: usize) -> Option<OptionMention> {
        let picks = self.n_options() > 1 && self.words.picking.contains(&words.word(at));
        let of = at + 1;
        if !picks || of + 1 >= words.range.end || !self.words.of.contains(&words.word(of)) {
            return None;
        }
        let mut last = of + 1;
        if words.written(last).eq_ignore_ascii_case("the") {
            last += 1;
        }
        let ends = last < words.range.end && self.words.them.contains(&words.word(last));
        let names_something = last + 1 < words.range.end
            && words.gap(last + 1) == " "
            && !words.is_one_of(last + 1, &["thanks", "thank", "please"])
            && !self.words.verbs.contains(&words.word(last + 1));
        (ends && !names_something).then(|| OptionMention {
            tokens: at..last + 1,
            options: self.all(),
            is_denied: self.words.denying.contains(&words.word(at)),
            is_collective: true,
            is_rest: false,
            n_back: None,
        })
    }

    /// "all three please", "no to the lot": every option, with nothing behind it that it could be all of.
    fn whole(&self, words: &Words<'_>, at: usize, chooses: bool) -> Option<OptionMention> {
        let next = at + 1;
        if self.n_options() < 2 || next >= words.range.end {
            return None;
        }
        let picks =
            self.words.picking.contains(&words.word(at)) && !self.words.denying.contains(&words.word(at));
        let counts =
            self.cardinals.get(&words.word(next)).is_some_and(|count| *count as usize == self.all().len());
        let is_lot =
            words.written(at).eq_ignore_ascii_case("the") && self.words.whole.contains(&words.word(next));
        let ends = next + 1 >= words.range.end
            || words.gap(next + 1) != " "
            || words.written(next + 1).eq_ignore_ascii_case("please")
            || chooses && self.words.verbs.contains(&words.word(next + 1));
        ((picks && counts || is_lot) && ends).then(|| OptionMention {
            tokens: at..next + 1,
            options: self.all(),
            is_denied: false,
            is_collective: true,
            is_rest: false,
            n_back: None,
        })
    }

    /// The determiners in front of a noun.
    fn widen(&self, words: &Words<'_>, noun: usize) -> Range<usize> {
        let mut start = noun;
        while start > words.range.start
            && noun - start < 5
            && (self.words.between.contains(&words.word(start - 1))
                || self.words.picking.contains(&words.word(start - 1)))
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

/// Whether a mark stands between two words.
fn is_mark(gap: &str) -> bool {
    gap.contains([',', '.', ';', ':', ')', '(', '!', '?', '–', '—', '/']) || gap.contains(" -")
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

    /// Whether the word is one of a list in lower case, whatever its own case.
    pub(super) fn is_one_of(&self, at: usize, list: &[&str]) -> bool {
        let written = self.written(at);
        list.iter().any(|known| written.eq_ignore_ascii_case(known))
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
