//! Texts that differ only in case, spacing or closing punctuation, counted as one.

use std::collections::HashMap;

use canvass_core::spelling::{folded, one_line};

/// Numbers texts from 0, the same number for every spelling of the same text.
///
/// Numbers depend on the order of meeting and must not reach an output; [`Spellings::label`] does not.
#[derive(Debug, Default)]
pub(crate) struct Spellings {
    seen: HashMap<String, usize>,
    codes: HashMap<String, u32>,
    written: Vec<Written>,
}

#[derive(Debug)]
struct Written {
    text: String,
    code: u32,
    count: u64,
}

impl Spellings {
    /// The number of a text, counting it once more.
    pub(crate) fn add(&mut self, text: &str) -> u32 {
        let at = self.seen.get(text).copied().unwrap_or_else(|| self.meet(text));
        self.written[at].count += 1;
        self.written[at].code
    }

    /// Whether texts were met and all of them were this one.
    pub(crate) fn is_only(&self, text: &str) -> bool {
        !self.written.is_empty() && self.written.iter().all(|written| written.text == text)
    }

    /// For every number, the spelling met most often; of equals, the first in the alphabet.
    pub(crate) fn labels(&self) -> Vec<String> {
        let mut best: Vec<Option<&Written>> = vec![None; self.codes.len()];
        for written in &self.written {
            let place = &mut best[written.code as usize];
            if place.is_none_or(|other| written.beats(other)) {
                *place = Some(written);
            }
        }
        best.into_iter().flatten().map(|written| one_line(&written.text)).collect()
    }

    fn meet(&mut self, text: &str) -> usize {
        let next = self.codes.len() as u32;
        let code = *self.codes.entry(folded(text)).or_insert(next);
        self.written.push(Written { text: text.to_owned(), code, count: 0 });
        self.seen.insert(text.to_owned(), self.written.len() - 1);
        self.written.len() - 1
    }
}

impl Written {
    fn beats(&self, other: &Self) -> bool {
        (self.count, &other.text) > (other.count, &self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(texts: &[&str], labels: &[&str]) {
        let mut forwards = Spellings::default();
        let mut backwards = Spellings::default();
        for text in texts {
            forwards.add(text);
        }
        for text in texts.iter().rev() {
            backwards.add(text);
        }
        assert_eq!(forwards.labels(), labels);
        let sorted = |spellings: &Spellings| {
            let mut labels = spellings.labels();
            labels.sort();
            labels
        };
        assert_eq!(sorted(&forwards), sorted(&backwards));
    }

    #[test]
    fn the_usual_spelling_is_shown() {
        check(&["YES", "Yes", "no", "Yes.", "Yes"], &["Yes", "no"]);
    }

    #[test]
    fn ties_do_not_depend_on_order() {
        check(&["yes", "Yes", "YES"], &["YES"]);
        check(&["Don't  know", "…", "-"], &["Don't know", "…", "-"]);
    }
}
