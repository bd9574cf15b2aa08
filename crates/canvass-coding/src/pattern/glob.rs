//! Globs over words, found by what is literal in them.

use rustc_hash::FxHashMap;

/// Many globs, each with the number of its atom.
///
/// A word is tried only against globs that share its beginning, its ending, or nothing literal at either end.
#[derive(Debug, Default)]
pub(super) struct Globs {
    by_prefix: FxHashMap<Box<str>, Vec<(Box<str>, u32)>>,
    by_suffix: FxHashMap<Box<str>, Vec<(Box<str>, u32)>>,
    others: Vec<(Box<str>, u32)>,
    prefixes: Lengths,
    suffixes: Lengths,
}

/// Lengths in bytes that occur, a bit each; those from 63 on share the last.
#[derive(Clone, Copy, Debug, Default)]
struct Lengths(u64);

impl Lengths {
    fn add(&mut self, length: usize) {
        self.0 |= 1 << length.min(63);
    }

    fn has(self, length: usize) -> bool {
        self.0 & (1 << length.min(63)) != 0
    }
}

impl Globs {
    pub(super) fn add(&mut self, glob: &str, atom: u32) {
        let entry = (glob.into(), atom);
        let prefix = glob.split(['*', '?']).next().unwrap_or("");
        let suffix = glob.rsplit(['*', '?']).next().unwrap_or("");
        if !prefix.is_empty() {
            self.prefixes.add(prefix.len());
            self.by_prefix.entry(prefix.into()).or_default().push(entry);
        } else if !suffix.is_empty() {
            self.suffixes.add(suffix.len());
            self.by_suffix.entry(suffix.into()).or_default().push(entry);
        } else {
            self.others.push(entry);
        }
    }

    /// Appends the atoms whose glob matches `word`.
    pub(super) fn find(&self, word: &str, atoms: &mut Vec<u32>) {
        let mut try_all = |globs: &[(Box<str>, u32)]| {
            atoms.extend(globs.iter().filter(|(glob, _)| matches(glob, word)).map(|(_, atom)| *atom));
        };
        let borders = word.char_indices().map(|(at, _)| at).skip(1).chain([word.len()]);
        for at in borders {
            if self.prefixes.has(at)
                && let Some(globs) = self.by_prefix.get(&word[..at])
            {
                try_all(globs);
            }
        }
        for (at, _) in word.char_indices() {
            if self.suffixes.has(word.len() - at)
                && let Some(globs) = self.by_suffix.get(&word[at..])
            {
                try_all(globs);
            }
        }
        try_all(&self.others);
    }
}

/// Whether `word` has the form of `glob`: `*` stands for any letters or none, `?` for one letter.
///
/// Goes back to the last `*` only, so that it takes at most the product of the lengths.
pub(super) fn matches(glob: &str, word: &str) -> bool {
    let (mut glob_rest, mut word_rest) = (glob.chars(), word.chars());
    let mut retry = None;
    loop {
        let word_before = word_rest.clone();
        match (glob_rest.next(), word_rest.next()) {
            (None, None) => return true,
            (Some('*'), _) => {
                word_rest = word_before;
                retry = Some((glob_rest.clone(), word_rest.clone()));
            }
            (Some(wanted), Some(letter)) if wanted == '?' || wanted == letter => {}
            _ => {
                let Some((glob_star, mut word_star)) = retry else { return false };
                if word_star.next().is_none() {
                    return false;
                }
                glob_rest = glob_star.clone();
                word_rest = word_star.clone();
                retry = Some((glob_star, word_star));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_match_words_as_written() {
        for (glob, word, expected) in [
            ("universit*", "universities", true),
            ("universit*", "universit", true),
            ("universit*", "adversity", false),
            ("organi?ation", "organization", true),
            ("organi?ation", "organiation", false),
            ("*n't", "don't", true),
            ("*n't", "don'ts", false),
            ("re*ing*s", "reinforcings", true),
            ("*ab*", "cabbage", true),
            ("??", "ün", true),
            ("a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaa", false),
            ("*", "", true),
        ] {
            assert_eq!(matches(glob, word), expected, "{glob} {word}");
        }
    }

    #[test]
    fn buckets_find_what_trying_all_finds() {
        let globs = ["fund*", "f*", "*ing", "f?nd*", "*un*", "fundin?", "ü*", "*g"];
        let mut table = Globs::default();
        for (atom, glob) in globs.iter().enumerate() {
            table.add(glob, u32::try_from(atom).expect("few"));
        }
        for word in ["funding", "f", "finding", "üngg", "g", "", "unsung"] {
            let mut found = Vec::new();
            table.find(word, &mut found);
            found.sort_unstable();
            let expected: Vec<u32> =
                (0u32..).zip(globs).filter(|(_, glob)| matches(glob, word)).map(|(atom, _)| atom).collect();
            assert_eq!(found, expected, "{word}");
        }
    }
}
