//! Words that set a stance or a group apart, counted while responses come.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use canvass_core::text::BESIDE;
use canvass_core::{CodedResponse, Consultation, OptionIdx, Stance};
use rustc_hash::FxHashMap;

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

/// About as many bytes come to a stem, with the blank behind it.
const LETTERS_A_STEM: usize = 5;

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
    stems: FxHashMap<Box<str>, u32>,
    scopes: BTreeMap<Scope, Counts>,
}

/// What was counted of one scope.
#[derive(Debug, Default)]
struct Counts {
    /// Responses that have words of the consultation's language.
    base: i64,
    /// For each stem the responses that have it; those behind the last have not come here.
    of: Vec<u32>,
}

impl Counts {
    fn get(&self, stem: u32) -> i64 {
        self.of.get(stem as usize).map_or(0, |n| i64::from(*n))
    }
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
                let words = under(consultation, coded, option, &each);
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
        let mut numbers = Vec::with_capacity(stems.len() / LETTERS_A_STEM);
        let is_own = |stem: &&str| !stem.is_empty() && !stem.starts_with(BESIDE);
        numbers.extend(stems.split([' ', '\n']).filter(is_own).map(number));
        numbers
    }

    fn count(&mut self, scope: Scope, words: &[u32]) {
        let counts = self.scopes.entry(scope).or_default();
        counts.base += 1;
        if let Some(last) = words.last().filter(|last| **last as usize >= counts.of.len()) {
            counts.of.resize(*last as usize + 1, 0);
        }
        for word in words {
            counts.of[*word as usize] += 1;
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
        for (stem, word) in words {
            if let Some(number) = self.stems.get(stem.as_str()) {
                shown[*number as usize] = Some(word);
            }
        }
        for (scope, name, value) in self.named(context, facts) {
            for (term, here, elsewhere, keyness) in self.telling(scope, &shown) {
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
    fn named(&self, context: &Context, facts: &Facts) -> Vec<(Scope, String, String)> {
        let mut scopes = Vec::new();
        let mut of_groups = Vec::new();
        let labels: Vec<Vec<String>> = facts.groups.iter().map(|group| group.values.labels()).collect();
        for (scope, Counts { base, .. }) in &self.scopes {
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
    fn telling<'a>(&self, scope: Scope, shown: &[Option<&'a str>]) -> Vec<(&'a str, i64, i64, f64)> {
        let own = &self.scopes[&scope];
        let others = self.scopes.iter().filter(|(other, _)| is_other(scope, **other));
        let others: Vec<&Counts> = others.map(|(_, counts)| counts).collect();
        let other_base: i64 = others.iter().map(|other| other.base).sum();
        let mut telling: Vec<(&str, i64, i64, f64)> = Vec::new();
        for (stem, term) in (0..).zip(shown) {
            let here = own.get(stem);
            let Some(term) = term.filter(|_| here >= FEWEST_RESPONSES) else { continue };
            let elsewhere = others.iter().map(|other| other.get(stem)).sum();
            let keyness = keyness(here, own.base, elsewhere, other_base);
            let keyness = keyness.filter(|keyness| *keyness >= LEAST_KEYNESS);
            telling.extend(keyness.map(|keyness| (term, here, elsewhere, keyness)));
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

/// The words of the answers under an option, or of those under none where there are none.
fn under(
    consultation: &Consultation,
    coded: &CodedResponse,
    option: OptionIdx,
    each: &[Vec<u32>],
) -> Vec<u32> {
    let answers = || coded.response.answers.iter().zip(each);
    let of = |wanted: Option<OptionIdx>| {
        let under = answers().filter(move |(answer, _)| facts::option_of(consultation, answer) == wanted);
        under.map(|(_, words)| words).collect::<Vec<_>>()
    };
    let own = of(Some(option));
    distinct(if own.is_empty() { of(None) } else { own }.into_iter())
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
