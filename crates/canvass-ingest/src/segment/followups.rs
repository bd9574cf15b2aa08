//! Under an option's heading: paragraphs that go on to what else is asked about the option, as its costs or its exemptions.
//!
//! The first question about the option takes what no other one claims. Another claims a paragraph by the words that
//! it alone has among them, where the paragraph has enough of these, or opens with one ("As regards cost, ...").

use std::ops::Range;

use canvass_core::text::StemId;
use canvass_core::{OptionIdx, QuestionIdx};
use rustc_hash::FxHashSet;

use super::heading::{Heading, Kind};
use super::sheet::Sheet;
use super::{Outline, headings};

/// Share of a question's own words that claims a paragraph, and how many they must be.
const LEAST: f32 = 0.3;
const FEWEST: usize = 2;
/// Share that does where one of them opens the paragraph.
const LEAST_OPENING: f32 = 0.1;
/// Words that open it: a sentence as short as this, or the first of a longer one.
const SHORT_OPENING: usize = 12;
const OPENING: usize = 5;
/// Shorter paragraphs say too little.
const SHORTEST: usize = 8;

/// Adds headings without words of their own before such paragraphs.
pub(super) fn add(outline: &Outline, sheet: &Sheet<'_>, headings: &mut Vec<Heading>) {
    let mut new = Vec::new();
    for (at, heading) in headings.iter().enumerate() {
        let Some(option) =
            heading.option.filter(|_| heading.kind == Kind::Option && heading.end > heading.start)
        else {
            continue;
        };
        let asked = asked(outline, option);
        let next = headings.get(at + 1).map_or(sheet.text.len(), |next| next.start);
        if asked.len() < 2 || heading.questions != [asked[0].question] {
            continue;
        }
        let start = |lines: &Range<usize>| sheet.lines[lines.start].span.start as usize;
        let place = |byte: usize| sheet.paragraphs.partition_point(|lines| start(lines) < byte);
        let inside = sheet.paragraphs[place(heading.end)..place(next.max(heading.end))].iter();
        let mut current = asked[0].question;
        for lines in inside.filter(|lines| !headings::stands_out(sheet, lines.start)) {
            let claims = claim(outline, sheet, &asked, sheet.words_on(lines.clone()));
            if let Some(question) = claims.filter(|question| *question != current) {
                new.push(Heading::new(start(lines), start(lines), vec![question], Kind::Likeness, 0.35));
                current = question;
            }
        }
    }
    headings.extend(new);
    headings.sort_by_key(|heading| heading.start);
}

/// A question about the option, with the words that no other question about it has, nor its names.
struct Asked {
    question: QuestionIdx,
    own: Vec<StemId>,
    weight: f32,
}

fn asked(outline: &Outline, option: OptionIdx) -> Vec<Asked> {
    let questions: Vec<QuestionIdx> = outline
        .consultation
        .questions()
        .map(|(question, _)| question)
        .filter(|question| outline.option_of(*question) == Some(option))
        .collect();
    let wording = |question: &QuestionIdx| &outline.questions[question.0 as usize];
    let named: FxHashSet<StemId> = outline
        .names
        .iter()
        .filter(|name| name.option == option)
        .flat_map(|name| name.stems.iter().copied())
        .collect();
    let own = |question: &QuestionIdx| -> Vec<StemId> {
        let others = || questions.iter().filter(|other| *other != question);
        let is_own =
            |stem: &StemId| !named.contains(stem) && others().all(|other| !wording(other).has(*stem));
        wording(question).telling.iter().copied().filter(is_own).collect()
    };
    questions
        .iter()
        .map(|question| {
            let own = own(question);
            let weight = own.iter().map(|stem| outline.weight(*stem)).sum::<f32>().max(f32::EPSILON);
            Asked { question: *question, own, weight }
        })
        .collect()
}

/// The question that claims a paragraph, if one does.
fn claim(outline: &Outline, sheet: &Sheet<'_>, asked: &[Asked], words: Range<usize>) -> Option<QuestionIdx> {
    if words.len() < SHORTEST {
        return None;
    }
    let present: FxHashSet<StemId> = sheet.words[words.clone()].iter().map(|word| word.stem).collect();
    let first = sheet.next_start(words.start + 1).min(words.end);
    let opening = if first - words.start <= SHORT_OPENING { first } else { words.start + OPENING };
    let opening: FxHashSet<StemId> = sheet.words[words.start..opening].iter().map(|word| word.stem).collect();
    let mut best: Option<(f32, QuestionIdx)> = None;
    for one in asked {
        let shared: Vec<StemId> = one.own.iter().copied().filter(|stem| present.contains(stem)).collect();
        let share = shared.iter().map(|stem| outline.weight(*stem)).sum::<f32>() / one.weight;
        let opens = shared.iter().any(|stem| opening.contains(stem));
        let claims = shared.len() >= FEWEST && share >= LEAST || opens && share >= LEAST_OPENING;
        let score = share + if opens { LEAST } else { 0.0 };
        if claims && best.is_none_or(|(most, _)| score > most) {
            best = Some((score, one.question));
        }
    }
    best.map(|(_, question)| question)
}
