//! Several ticked replies in one cell: what parts them, which of them are choices, and which are words of one's own.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What stands between several ticked replies in one cell.
pub(super) const SEPARATORS: [char; 2] = [';', ','];
/// Where fewer cells hold replies, one that is met once may be a choice that few have ticked.
const ENOUGH: usize = 20;
/// A choice is hardly longer, in words.
const CHOICE_WORDS: usize = 8;
/// A choice holds the mark that parts choices hardly more often.
const MOST_MARKS: usize = 6;
/// Two pieces that always come together are one choice from so many cells on; sooner where the second is no beginning.
const TOGETHER: usize = 4;
const TOGETHER_WITHIN: usize = 2;

/// How cells of a column where several replies are ticked in one are cut.
#[derive(Clone, Debug)]
pub(super) struct List {
    mark: char,
    /// Replies that were met more than once.
    choices: BTreeSet<String>,
    /// Whether too few cells were seen to know a choice from words.
    is_thin: bool,
}

/// A piece of such a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Where it stands in the cell.
    pub(crate) at: Range<usize>,
    /// Whether it is a choice that is ticked; it is words otherwise.
    pub(crate) is_choice: bool,
}

impl List {
    /// How to cut these cells, if several replies are ticked in one: what is ticked comes in other company too.
    pub(super) fn of(cells: &[&str]) -> Option<Self> {
        SEPARATORS.into_iter().find_map(|mark| Self::parted_by(mark, cells))
    }

    fn parted_by(mark: char, cells: &[&str]) -> Option<Self> {
        let distinct: BTreeSet<&str> = cells.iter().copied().collect();
        let several = distinct.iter().filter(|cell| cell.trim_end_matches(mark).contains(mark)).count();
        if several == 0 {
            return None;
        }
        let wholes = if mark == ',' { wholes(&distinct, mark) } else { BTreeSet::new() };
        let cut = |cell: &str| -> Vec<String> {
            joined(cell, mark, |piece| wholes.contains(piece))
                .into_iter()
                .map(|at| cell[at].to_owned())
                .collect()
        };
        let met = counted(distinct.iter().flat_map(|cell| cut(cell)));
        let again = || met.values().filter(|n| **n > 1);
        let (n_again, said_again, said) =
            (again().count(), again().sum::<usize>(), met.values().sum::<usize>());
        let is_list = if mark == ';' {
            // Forms that part replies so close every cell so.
            n_again > 0 || cells.iter().all(|cell| cell.ends_with(mark))
        } else {
            // A comma stands in many a reply that is one.
            let is_mostly_choices = n_again * 5 >= met.len() * 4 || said_again * 3 >= said * 2;
            several > 1 && n_again > 1 && is_mostly_choices
        };
        let all = counted(cells.iter().flat_map(|cell| cut(cell)));
        let choices = all.into_iter().filter(|(_, n)| *n > 1).map(|(choice, _)| choice).collect();
        is_list.then_some(Self { mark, choices, is_thin: cells.len() < ENOUGH })
    }

    /// Lets replies that the consultation lists be choices, however seldom they are met.
    pub(super) fn with(mut self, listed: impl Iterator<Item = String>) -> Self {
        self.choices.extend(listed);
        self
    }

    /// The pieces of a cell. Words stand together, with the marks between them.
    pub(super) fn pieces(&self, cell: &str) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        for at in joined(cell, self.mark, |piece| self.choices.contains(piece)) {
            let piece = &cell[at.clone()];
            let is_short = piece.split_whitespace().nth(CHOICE_WORDS).is_none();
            let is_choice = self.choices.contains(piece) || self.is_thin && is_short;
            match pieces.last_mut().filter(|last| !last.is_choice && !is_choice) {
                Some(last) => last.at.end = at.end,
                None => pieces.push(Piece { at, is_choice }),
            }
        }
        pieces
    }
}

/// The pieces of a cell between marks, but for those that together are one reply: then from the first to the last of them.
fn joined(cell: &str, mark: char, is_one: impl Fn(&str) -> bool) -> Vec<Range<usize>> {
    let bare = cut(cell, mark);
    let mut pieces = Vec::new();
    let mut from = 0;
    while from < bare.len() {
        let most = bare.len().min(from + 1 + MOST_MARKS);
        let upto = (from + 1..most).rev().find(|upto| is_one(&cell[bare[from].start..bare[*upto].end]));
        let upto = upto.unwrap_or(from);
        pieces.push(bare[from].start..bare[upto].end);
        from = upto + 1;
    }
    pieces
}

/// The pieces between marks, without blanks around them; empty ones are none.
fn cut(cell: &str, mark: char) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut pieces = Vec::new();
    for piece in cell.split(mark) {
        let begin = start + piece.len() - piece.trim_start().len();
        let end = begin + piece.trim().len();
        pieces.extend(Some(begin..end).filter(|piece| !piece.is_empty()));
        start += piece.len() + mark.len_utf8();
    }
    pieces
}

fn counted(pieces: impl Iterator<Item = String>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for piece in pieces {
        *counts.entry(piece).or_default() += 1;
    }
    counts
}

/// Choices that hold the mark themselves: "Bottle banks, for example at shops". Their pieces never come one without the other.
fn wholes(cells: &BTreeSet<&str>, mark: char) -> BTreeSet<String> {
    let mut wholes: BTreeSet<String> = BTreeSet::new();
    for _ in 0..MOST_MARKS {
        let (mut alone, mut pairs) = (BTreeMap::new(), BTreeMap::new());
        for cell in cells {
            let pieces = joined(cell, mark, |piece| wholes.contains(piece));
            for (n, at) in pieces.iter().enumerate() {
                *alone.entry(&cell[at.clone()]).or_insert(0) += 1;
                let Some(next) = pieces.get(n + 1) else { continue };
                let pair = (&cell[at.clone()], &cell[next.clone()], &cell[at.start..next.end]);
                *pairs.entry(pair).or_insert(0) += 1;
            }
        }
        let found = pairs.into_iter().filter(|((one, other, _), n)| {
            let goes_on = !one.starts_with(char::is_lowercase) && other.starts_with(char::is_lowercase);
            let enough = if goes_on { TOGETHER_WITHIN } else { TOGETHER };
            *n >= enough && alone.get(one) == Some(n) && alone.get(other) == Some(n)
        });
        let before = wholes.len();
        let found: Vec<String> = found.map(|((_, _, whole), _)| whole.to_owned()).collect();
        wholes.extend(found);
        if wholes.len() == before {
            break;
        }
    }
    wholes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts how a cell is cut: choices as they are, words in brackets.
    #[track_caller]
    fn check(cells: &[&str], cell: &str, expect: &[&str]) {
        let list = List::of(cells).expect("a list");
        let shown = |piece: Piece| {
            let text = &cell[piece.at];
            if piece.is_choice { text.to_owned() } else { format!("[{text}]") }
        };
        assert_eq!(list.pieces(cell).into_iter().map(shown).collect::<Vec<_>>(), expect);
    }

    /// Every selection of these choices, each twice.
    fn selections(choices: &[&str], mark: &str, close: &str) -> Vec<String> {
        let picked = |bits: usize| {
            let picked = choices.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1);
            picked.map(|(_, choice)| *choice).collect::<Vec<_>>().join(mark) + close
        };
        (2..2 << choices.len()).map(|n| picked(n / 2)).collect()
    }

    #[test]
    fn words_of_ones_own_stand_beside_the_ticks() {
        let mut cells = selections(&["Benches", "Lamps", "Wider paths"], ";", ";");
        cells.extend((0..8).map(|n| format!("Lamps;A bridge, {n} feet wide;")));
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        check(&cells, "Benches;Lamps;", &["Benches", "Lamps"]);
        check(&cells, "Lamps;A kiosk; cheap;", &["Lamps", "[A kiosk; cheap]"]);
        check(&cells, "A kiosk;Lamps;Benches", &["[A kiosk]", "Lamps", "Benches"]);
        check(&cells, "A kiosk;", &["[A kiosk]"]);
    }

    #[test]
    fn a_choice_may_hold_the_mark() {
        let mut cells = selections(&["Benches", "Lamps, also in winter", "Wider paths"], ", ", "");
        cells.extend((0..7).map(|n| format!("Benches, My idea {n}")));
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        check(&cells, "Benches, Lamps, also in winter", &["Benches", "Lamps, also in winter"]);
        check(&cells, "Wider paths, A kiosk, cheap", &["Wider paths", "[A kiosk, cheap]"]);
    }

    #[test]
    fn a_few_cells_that_end_in_the_mark_are_lists() {
        check(&["Benches;Lamps;", "Wider paths;", "Lamps;"], "Benches;Lamps;", &["Benches", "Lamps"]);
    }

    #[test]
    fn commas_of_one_reply_part_nothing() {
        assert!(List::of(&["Yes, soon", "No, never", "Yes, later", "Yes, soon"]).is_none());
        assert!(List::of(&["A lamp, please", "It is dark, and cold"]).is_none());
    }
}
