//! A letter about one option from its first sentence to its last, which nothing in it says outright.

use std::ops::Range;

use canvass_core::{Aside, AsideKind, OptionIdx, QuestionIdx};

use super::super::heading::{Heading, Kind};
use super::super::sheet::Sheet;
use super::super::vocabulary::class;
use super::super::{Outline, asides, headings, likeness, names, thread};
use super::is_numbered;

/// Shorter letters say too little, longer ones too much.
const SHORTEST: usize = 20;
const LONGEST: usize = 800;
/// Numbered paragraphs or headings that part a letter, and paragraphs that hold it together.
const FEWEST_PARTS: usize = 2;
/// A paragraph that may begin it.
const SHORTEST_PARAGRAPH: usize = 8;

/// A heading before the first paragraph that speaks, where the letter takes a side on one option.
pub(super) fn find(outline: &Outline, sheet: &Sheet<'_>, asides: &[Aside]) -> Option<Heading> {
    let over = |lines: &Range<usize>| asides::over(asides, sheet.inner_of(lines));
    let is_own =
        |lines: &&Range<usize>| over(lines) != Some(AsideKind::Quotation) && !is_quoted(sheet, lines);
    let own: Vec<&Range<usize>> = sheet.paragraphs.iter().filter(is_own).collect();
    let speaks = |lines: &&Range<usize>| over(lines).is_none() && speaks(sheet, lines);
    let body: Vec<&Range<usize>> = own.iter().copied().filter(speaks).collect();
    let n_words = body.iter().map(|lines| sheet.words_on((*lines).clone()).len()).sum::<usize>();
    if !(SHORTEST..=LONGEST).contains(&n_words) || !body.iter().any(|lines| takes_side(sheet, lines)) {
        return None;
    }
    if is_structured(sheet, &own) {
        return None;
    }
    let option = only_option(outline, sheet, &own)
        .filter(|_| is_throughout(outline, sheet, &body))
        .or_else(|| sole_option(outline, sheet, &own))?;
    let question = outline.question_of(option)?;
    let first = body.iter().find(|lines| calls(outline, sheet, lines) || !introduces(sheet, lines))?;
    let start = sheet.lines[first.start].span.start as usize;
    Some(heading(start, question))
}

/// Whether numbers or headings part the letter, so that no part speaks for another.
fn is_structured(sheet: &Sheet<'_>, own: &[&Range<usize>]) -> bool {
    let parts =
        |lines: &&&Range<usize>| is_numbered(sheet, lines.start) || headings::stands_out(sheet, lines.start);
    own.iter().skip(1).filter(parts).count() >= FEWEST_PARTS
}

fn heading(start: usize, question: QuestionIdx) -> Heading {
    Heading::new(start, start, vec![question], Kind::Likeness, 0.3)
}

fn is_quoted(sheet: &Sheet<'_>, lines: &Range<usize>) -> bool {
    lines.clone().all(|line| sheet.lines[line].dress.quoted)
}

/// Whether a paragraph is one of sentences.
fn speaks(sheet: &Sheet<'_>, lines: &Range<usize>) -> bool {
    let last = sheet.lines[lines.end - 1].inner.of(sheet.text);
    let is_field = thread::is_field(sheet.lines[lines.start].inner.of(sheet.text));
    sheet.words_on(lines.clone()).len() >= SHORTEST_PARAGRAPH
        && last.ends_with(['.', '!', '?', '"', '”', '’', ')'])
        && !is_field
}

/// The one option that any words of the letter call, its subject line among them.
fn only_option(outline: &Outline, sheet: &Sheet<'_>, own: &[&Range<usize>]) -> Option<OptionIdx> {
    let mut only = None;
    for at in own.iter().flat_map(|lines| sheet.words_on((*lines).clone())) {
        let named = names::named(outline, sheet, at).map(|(option, _)| option);
        if let Some(option) = named.or_else(|| likeness::keyed(outline, sheet, at)) {
            if only.is_some_and(|known| known != option) {
                return None;
            }
            only = Some(option);
        }
    }
    only
}

/// Whether more than one paragraph calls an option, or there is but one.
fn is_throughout(outline: &Outline, sheet: &Sheet<'_>, body: &[&Range<usize>]) -> bool {
    let n_calling = body.iter().filter(|lines| calls(outline, sheet, lines)).count();
    body.len() == 1 || n_calling >= FEWEST_PARTS
}

/// Whether a paragraph calls an option.
fn calls(outline: &Outline, sheet: &Sheet<'_>, lines: &Range<usize>) -> bool {
    let mut words = sheet.words_on(lines.clone());
    words.any(|word| {
        names::named(outline, sheet, word).is_some() || likeness::keyed(outline, sheet, word).is_some()
    })
}

/// The only option there is, unless the letter goes into what another question asks.
fn sole_option(outline: &Outline, sheet: &Sheet<'_>, own: &[&Range<usize>]) -> Option<OptionIdx> {
    let mut options = outline.consultation.options().map(|(option, _)| option);
    let only = options.next().filter(|_| options.next().is_none())?;
    let strays =
        own.iter().any(|lines| likeness::best(outline, sheet, sheet.words_on((*lines).clone())).is_some());
    (!strays).then_some(only)
}

fn takes_side(sheet: &Sheet<'_>, lines: &Range<usize>) -> bool {
    sheet.words[sheet.words_on(lines.clone())].iter().any(|word| word.is(class::PLEA))
}

/// What they do who say who they are: "I drive the number four lorry".
const PRESENTING: [&str; 16] = [
    "am",
    "are",
    "have",
    "write",
    "live",
    "run",
    "work",
    "represent",
    "drive",
    "teach",
    "own",
    "keep",
    "farm",
    "manage",
    "chair",
    "speak",
];

/// Whether a paragraph says who writes, and nothing of the matter.
pub(super) fn introduces(sheet: &Sheet<'_>, lines: &Range<usize>) -> bool {
    let words = sheet.words_on(lines.clone());
    let opening: Vec<String> = words.clone().take(3).map(|word| sheet.written(word).to_lowercase()).collect();
    let presents = match &opening[..] {
        [first, second, third] if first == "thank" && second == "you" && third == "for" => true,
        [first, second, ..] if first.starts_with("thank") && second == "for" => true,
        [who, does, ..] if who == "i" || who == "we" => PRESENTING.contains(&does.as_str()),
        [who, what, ..] => who == "i'm" || who == "i've" || who == "my" && what == "name",
        _ => false,
    };
    presents && !takes_side(sheet, lines)
}
