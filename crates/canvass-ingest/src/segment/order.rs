//! Options called by their place alone: "the first of them", "as to the third, I", or "A - Fine by me" at a line's start.
//!
//! One such mention may mean anything; a letter that goes through the options in order has several.

use canvass_core::OptionIdx;

use super::Outline;
use super::sheet::{Line, Sheet};
use super::vocabulary::class;

const ORDINALS: [&str; 8] = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];
/// Words before an ordinal, as in "turning now to the second".
const LONGEST_LEAD: usize = 6;
/// One place in a letter is no order.
const FEWEST: usize = 2;

/// The options that paragraphs announce by their place among all, with the line of each.
pub(super) fn ordinals(outline: &Outline, sheet: &Sheet<'_>) -> Vec<(usize, OptionIdx)> {
    let n_options = outline.in_order.len();
    let starts = sheet.paragraphs.iter().filter_map(|lines| first_line(sheet, lines.start));
    let found: Vec<(usize, usize)> =
        starts.filter_map(|at| Some((at, place(sheet, &sheet.lines[at], n_options)?))).collect();
    let ascends = found.windows(2).all(|pair| pair[0].1 < pair[1].1);
    if found.len() < FEWEST || !ascends {
        return Vec::new();
    }
    found.into_iter().map(|(at, place)| (at, outline.in_order[place])).collect()
}

/// The first line of a paragraph, where it could begin a sentence.
fn first_line(sheet: &Sheet<'_>, at: usize) -> Option<usize> {
    let line = sheet.lines.get(at)?;
    (line.words.len() > 2 && !line.dress.bullet && !line.dress.quoted).then_some(at)
}

/// The place among `n_options` that the first words of a line turn to.
fn place(sheet: &Sheet<'_>, line: &Line, n_options: usize) -> Option<usize> {
    let mut turns = false;
    for here in line.words.clone().take(LONGEST_LEAD) {
        let the = here > line.words.start && sheet.written(here - 1).eq_ignore_ascii_case("the");
        if the && let Some(place) = ordinal(sheet.written(here), n_options) {
            return refers(sheet, here, turns).then_some(place);
        }
        let word = &sheet.words[here];
        if !word.is(class::LEAD) || sheet.gap_behind(here).contains(['.', '?', '!', ':', ';', ',']) {
            return None;
        }
        turns |= word.is(class::STRONG) || sheet.written(here).eq_ignore_ascii_case("for");
    }
    None
}

fn ordinal(word: &str, n_options: usize) -> Option<usize> {
    let place = if ["last", "final"].iter().any(|known| word.eq_ignore_ascii_case(known)) {
        n_options.checked_sub(1)
    } else {
        ORDINALS.iter().position(|known| word.eq_ignore_ascii_case(known))
    };
    place.filter(|place| *place < n_options)
}

/// Whether an ordinal stands for one of the options: "the first reason" and "the second question" do not.
fn refers(sheet: &Sheet<'_>, here: usize, turns: bool) -> bool {
    let Some(next) = sheet.words.get(here + 1) else { return false };
    if sheet.gap_behind(here).trim_start().starts_with([',', ':', '-', '–', '—']) {
        return turns;
    }
    let of_them = || {
        let them = sheet.words.get(here + 2).map_or("", |word| word.span.of(sheet.text));
        ["them", "these", "those", "your", "the"].iter().any(|known| them.eq_ignore_ascii_case(known))
    };
    next.is(class::PROPOSAL)
        || next.span.of(sheet.text).eq_ignore_ascii_case("of") && of_them()
        || next.is(class::VERB)
        || next.is(class::VOICE)
}

/// The lines that begin with an option's letter and a mark, with the option of each.
pub(super) fn letters(outline: &Outline, sheet: &Sheet<'_>) -> Vec<(usize, OptionIdx)> {
    let mut found: Vec<(usize, OptionIdx)> = Vec::new();
    for (at, line) in sheet.lines.iter().enumerate().filter(|(_, line)| line.begins && line.words.len() > 1) {
        let word = line.words.start;
        let written = sheet.written(word);
        if written.len() == 1
            && written.starts_with(|mark: char| mark.is_ascii_uppercase())
            && set_off(sheet, word)
        {
            let stem = sheet.words[word].stem;
            let name = outline.names.iter().find(|name| name.stems.len() == 2 && name.stems[1] == stem);
            found.extend(name.map(|name| (at, name.option)));
        }
    }
    let several = found.iter().any(|(_, option)| *option != found[0].1);
    if several { found } else { Vec::new() }
}

/// Whether a mark sets a letter off from what follows; "A. Smith" is set off as well.
fn set_off(sheet: &Sheet<'_>, word: usize) -> bool {
    let gap = sheet.gap_behind(word);
    let marks = gap.trim_start_matches([' ', '*', '_', ')']);
    marks.starts_with([':', '–', '—', '='])
        || marks.starts_with("- ") && gap.starts_with([' ', '*'])
        || gap.starts_with(')')
}
