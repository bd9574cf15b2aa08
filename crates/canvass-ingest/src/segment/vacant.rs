//! Questions that were printed and left open: the space below them is wider than above any answer.

use super::heading::Heading;
use super::sheet::Sheet;
use super::{closed, headings};

/// Fewer answers show no habit.
const FEWEST: usize = 2;
/// So many more line ends than before an answer are room to write in;
const MORE: usize = 2;
/// one more will do where so many answers stand at just the same distance.
const EVEN: usize = 3;

/// How much space a letter leaves between a question and its answer.
pub(super) struct Space {
    usual: Option<usize>,
    /// How many line ends more are room to write in.
    more: usize,
}

impl Space {
    /// Of a letter with these headings.
    pub(super) fn of(sheet: &Sheet<'_>, headings: &[Heading]) -> Self {
        let ends = headings.iter().skip(1).map(|next| next.start).chain([sheet.text.len()]);
        let asks = |heading: &Heading| heading.is_strong() && heading.end > heading.start;
        let gaps =
            headings.iter().zip(ends).filter(|(heading, _)| asks(heading)).filter_map(|(heading, end)| {
                let begin = closed::begin(&sheet.text[..end], heading.end);
                let is_said = sheet.text[begin..end].contains(char::is_alphanumeric);
                is_said.then(|| first_gap(&sheet.text[heading.end.min(end)..end]))
            });
        let mut gaps: Vec<usize> = gaps.collect();
        gaps.sort_unstable();
        let usual = gaps.get(gaps.len() / 2).copied().filter(|_| gaps.len() >= FEWEST);
        // Behind the last question may stand what a form prints there.
        let n_usual = gaps.iter().filter(|gap| Some(**gap) == usual).count();
        let is_even = n_usual >= EVEN && n_usual + 1 >= gaps.len();
        Self { usual, more: if is_even { 1 } else { MORE } }
    }

    /// Whether nothing was written below a heading, although the next one, or a title, follows at byte `end`.
    pub(super) fn is_left(&self, sheet: &Sheet<'_>, heading: &Heading, end: usize) -> bool {
        let gap = &sheet.text[heading.end.min(end)..end];
        heading.is_strong()
            && (breaks_quotation(sheet, heading, gap)
                || self.usual.is_some_and(|usual| first_gap(gap) >= usual + self.more))
    }

    /// The same where text follows, which is a title for something else.
    pub(super) fn is_left_above_title(&self, sheet: &Sheet<'_>, heading: &Heading, end: usize) -> bool {
        let word = sheet.words.get(sheet.word_at(heading.end as u32));
        let is_title = word.is_some_and(|word| {
            let line = word.line as usize;
            sheet.lines[line].dress.is_heading()
                && sheet.paragraph_of(line).start == line
                && (headings::stands_out(sheet, line) || sheet.paragraph_of(line).len() > 1)
        });
        is_title && self.is_left(sheet, heading, end)
    }
}

/// Line ends before the first mark of a text.
fn first_gap(text: &str) -> usize {
    let blank = text.len() - text.trim_start().len();
    text[..blank].matches('\n').count()
}

/// Whether a question is quoted as in mail, and an empty line of the reply's own stands below it.
fn breaks_quotation(sheet: &Sheet<'_>, heading: &Heading, gap: &str) -> bool {
    let is_quoted = sheet.words.get(sheet.word_at(heading.start as u32));
    let mut lines = gap.split('\n').skip(1).peekable();
    is_quoted.is_some_and(|word| sheet.lines[word.line as usize].dress.quoted)
        && std::iter::from_fn(|| lines.next().filter(|_| lines.peek().is_some()))
            .any(|line| line.trim().is_empty())
}
