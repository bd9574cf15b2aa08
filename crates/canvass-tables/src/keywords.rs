//! Words that set a stance or a group apart, counted while responses come.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use canvass_core::{CodedResponse, Consultation, OptionIdx, Stance};

use crate::bases::keyness;
use crate::error::Error;
use crate::facts::{self, Facts};
use crate::file::TableFile;
use crate::writer::Context;

/// Terms kept of each stance or group, the most telling.
const MOST_TERMS: usize = 30;
/// Fewer responses than this show no habit.
const FEWEST_RESPONSES: i64 = 3;
/// Differences as large by chance in 1 of 100 cases are left out (the point of chi-squared with one degree of freedom).
const LEAST_KEYNESS: f64 = 6.63;

/// What a count of words is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Scope {
    /// What responses with a stance towards an option say under it.
    Stance(u16, u8),
    /// What responses of a group say: its place, and the number of its value.
    Group(u16, u32),
}

/// Responses by scope and word.
#[derive(Debug, Default)]
pub(crate) struct Keywords {
    /// Stems as they first came.
    stems: HashMap<Box<str>, u32>,
    counts: HashMap<(Scope, u32), u32>,
    /// Responses of each scope that have words of the consultation's language.
    bases: BTreeMap<Scope, i64>,
}

impl Keywords {
    /// Adds an analysed response, which is the last that `facts` know.
    pub(crate) fn add(&mut self, context: &Context, facts: &Facts, coded: &CodedResponse) {
        let consultation = &context.consultation;
        if coded.response.language.as_deref() != Some(&consultation.language) {
            return;
        }
        let each: Vec<Vec<u32>> = coded.stems.iter().map(|stems| self.numbers(stems)).collect();
        let all = distinct(each.iter());
        for (at, group) in (0..).zip(&facts.groups) {
            let value = *group.codes.last().expect("the response is known");
            self.count(Scope::Group(at, value), &all);
        }
        for (option, _) in consultation.options() {
            let stance = facts::stance_towards(coded, option);
            if stance != Stance::NotAddressed {
                let words = under(consultation, coded, option, &each, &all);
                self.count(Scope::Stance(option.0, stance as u8), &words);
            }
        }
    }

    fn numbers(&mut self, stems: &str) -> Vec<u32> {
        let number = |stem: &str| {
            if let Some(known) = self.stems.get(stem) {
                return *known;
            }
            let number = self.stems.len() as u32;
            self.stems.insert(stem.into(), number);
            number
        };
        stems.split([' ', '\n']).filter(|stem| !stem.is_empty()).map(number).collect()
    }

    fn count(&mut self, scope: Scope, words: &[u32]) {
        *self.bases.entry(scope).or_default() += 1;
        for word in words {
            *self.counts.entry((scope, *word)).or_default() += 1;
        }
    }

    /// Writes the words of every scope; `words` has for each stem a word to show, and none where it tells nothing.
    pub(crate) fn write(
        &self,
        context: &Context,
        facts: &Facts,
        words: &BTreeMap<String, String>,
        file: &mut TableFile,
    ) -> Result<(), Error> {
        let mut shown: Vec<Option<&str>> = vec![None; self.stems.len()];
        let mut by_scope: BTreeMap<Scope, Vec<(u32, i64)>> = BTreeMap::new();
        for (stem, word) in words {
            if let Some(number) = self.stems.get(stem.as_str()) {
                shown[*number as usize] = Some(word);
            }
        }
        // Sorted before anything is read from it, so that the order of the map shows nowhere.
        let mut counts: Vec<((Scope, u32), u32)> = self.counts.iter().map(|(key, n)| (*key, *n)).collect();
        counts.sort_unstable();
        for ((scope, word), n) in counts {
            by_scope.entry(scope).or_default().push((word, i64::from(n)));
        }
        for (scope, name, value) in self.scopes(context, facts) {
            let terms = by_scope.get(&scope).map_or(&[][..], Vec::as_slice);
            for (term, here, elsewhere, keyness) in self.telling(scope, terms, &shown) {
                file.push(&[
                    (&name).into(),
                    (&value).into(),
                    term.into(),
                    here.into(),
                    elsewhere.into(),
                    keyness.into(),
                ])?;
            }
        }
        Ok(())
    }

    /// Every scope with its name and the name of its value: stances in the order of tables, then groups,
    /// their values by falling number of responses, then by name.
    fn scopes(&self, context: &Context, facts: &Facts) -> Vec<(Scope, String, String)> {
        let mut scopes = Vec::new();
        let mut of_groups = Vec::new();
        let labels: Vec<Vec<String>> = facts.groups.iter().map(|group| group.values.labels()).collect();
        for (scope, base) in &self.bases {
            match *scope {
                Scope::Stance(option, stance) => {
                    let option = context.consultation.option(OptionIdx(option)).id.clone();
                    scopes.push((*scope, option, Stance::ALL[usize::from(stance)].as_str().to_owned()));
                }
                Scope::Group(at, value) => {
                    let label = &labels[usize::from(at)][value as usize];
                    of_groups.push((at, Reverse(*base), label.clone(), *scope));
                }
            }
        }
        of_groups.sort_unstable();
        let named = |(at, _, label, scope): (u16, _, String, Scope)| {
            (scope, facts.groups[usize::from(at)].name.clone(), label)
        };
        scopes.extend(of_groups.into_iter().map(named));
        scopes
    }

    /// The terms of a scope that its responses use more than the others it is compared with.
    fn telling<'a>(
        &self,
        scope: Scope,
        terms: &[(u32, i64)],
        shown: &[Option<&'a str>],
    ) -> Vec<(&'a str, i64, i64, f64)> {
        let others: Vec<Scope> = self.bases.keys().copied().filter(|other| is_other(scope, *other)).collect();
        let other_base: i64 = others.iter().map(|other| self.bases[other]).sum();
        let mut telling: Vec<(&str, i64, i64, f64)> = Vec::new();
        for (word, here) in terms.iter().filter(|(_, here)| *here >= FEWEST_RESPONSES) {
            let Some(term) = shown[*word as usize] else { continue };
            let n_of = |other: &Scope| i64::from(self.counts.get(&(*other, *word)).copied().unwrap_or(0));
            let elsewhere = others.iter().map(n_of).sum();
            let keyness = keyness(*here, self.bases[&scope], elsewhere, other_base);
            telling.extend(
                keyness
                    .filter(|keyness| *keyness >= LEAST_KEYNESS)
                    .map(|keyness| (term, *here, elsewhere, keyness)),
            );
        }
        telling.sort_by(|one, other| {
            other.3.total_cmp(&one.3).then_with(|| (Reverse(one.1), one.0).cmp(&(Reverse(other.1), other.0)))
        });
        telling.truncate(MOST_TERMS);
        telling
    }
}

/// Whether responses of one scope are compared with those of another.
fn is_other(scope: Scope, other: Scope) -> bool {
    scope != other
        && match (scope, other) {
            (Scope::Stance(one, _), Scope::Stance(another, _))
            | (Scope::Group(one, _), Scope::Group(another, _)) => one == another,
            _ => false,
        }
}

/// The words of the answers under an option, or of all where none is.
fn under(
    consultation: &Consultation,
    coded: &CodedResponse,
    option: OptionIdx,
    each: &[Vec<u32>],
    all: &[u32],
) -> Vec<u32> {
    let answers = coded.response.answers.iter().zip(each);
    let own = answers.filter(|(answer, _)| facts::option_of(consultation, answer) == Some(option));
    let own: Vec<&Vec<u32>> = own.map(|(_, words)| words).collect();
    if own.is_empty() { all.to_vec() } else { distinct(own.into_iter()) }
}

fn distinct<'a>(words: impl Iterator<Item = &'a Vec<u32>>) -> Vec<u32> {
    let mut distinct: Vec<u32> = words.flatten().copied().collect();
    distinct.sort_unstable();
    distinct.dedup();
    distinct
}

#[cfg(test)]
mod tests {
    use crate::fixture::{responses, show, table};

    #[test]
    fn words_of_one_side_are_compared_with_the_other() {
        let lines: Vec<String> = (0..6)
            .flat_map(|at| {
                let one = format!("s{at} | q1: money is short funding | one=support");
                [one, format!("o{at} | q1: queues are short sanctions | one=oppose")]
            })
            .collect();
        let keywords = table(&responses(&lines.join("\n")), "keywords");
        assert_eq!(
            show(&keywords, "scope scope_value term count reference_count keyness"),
            "one | support | funding | 6 | 0 | 16.636\n\
             one | support | money | 6 | 0 | 16.636\n\
             one | oppose | queues | 6 | 0 | 16.636\n\
             one | oppose | sanctions | 6 | 0 | 16.636\n"
        );
    }
}
