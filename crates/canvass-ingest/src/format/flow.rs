//! Text in the making: words, and the breaks between them that documents with markup ask for.
//!
//! A break is only owed until the next word comes, so empty blocks leave no trace and breaks never pile up.

/// Marks of quotation put before one line at most; mail that was forwarded more often is not read by marks.
const DEEPEST_QUOTE: usize = 8;

/// How white space between words is treated.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Spacing {
    /// Runs of plain white space are one space, as in HTML.
    Collapsed,
    /// Every space counts, except at both ends of a line.
    Kept,
    /// Every space and line end counts.
    Preformatted,
}

/// What must come before the next word.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
enum Owed {
    #[default]
    Nothing,
    Line,
    Paragraph,
}

/// Paragraphs, lines and list items, written in reading order.
#[derive(Default)]
pub(super) struct Flow {
    text: String,
    /// White space that is dropped unless another word follows on the line.
    gap: String,
    owed: Owed,
    quote_depth: usize,
    /// Depth of quotation of the last line written.
    depth_above: usize,
    /// The number or dash of an item whose first word is still to come.
    marker: String,
    is_behind_item: bool,
}

impl Flow {
    /// Writes words on the current line.
    pub(super) fn push(&mut self, text: &str, spacing: Spacing) {
        for mark in text.chars() {
            if spacing == Spacing::Preformatted && mark == '\n' {
                self.break_line();
            } else if is_space(mark) {
                self.widen_gap(mark, spacing);
            } else {
                self.settle(spacing);
                self.text.push(mark);
            }
        }
    }

    /// Writes words with a space before and behind, where others stand there.
    pub(super) fn push_apart(&mut self, text: &str) {
        self.widen_gap(' ', Spacing::Collapsed);
        self.push(text, Spacing::Collapsed);
        self.widen_gap(' ', Spacing::Collapsed);
    }

    /// Ends the line if there is anything on it.
    pub(super) fn end_line(&mut self) {
        // Mail programs write a blank line as a block that holds nothing but a no-break space.
        let looks_blank = self.is_at_line_start() && self.gap.contains(|mark: char| !mark.is_ascii());
        self.gap.clear();
        self.owed = self.owed.max(if looks_blank { Owed::Paragraph } else { Owed::Line });
    }

    /// Ends the line; on an empty line this makes a blank one.
    pub(super) fn break_line(&mut self) {
        self.owed = if self.is_at_line_start() { Owed::Paragraph } else { Owed::Line };
        self.gap.clear();
    }

    /// Ends the paragraph if there is anything in it.
    pub(super) fn end_paragraph(&mut self) {
        self.end_line();
        // A paragraph that opens an item stands beside its number.
        if self.marker.is_empty() {
            self.owed = Owed::Paragraph;
        }
    }

    /// Begins a list of its own: its first item does not belong to the one before.
    pub(super) fn begin_list(&mut self) {
        self.end_paragraph();
        self.is_behind_item = false;
    }

    /// Begins a list within an item: it stands on the next line.
    pub(super) fn begin_sublist(&mut self) {
        self.end_line();
        self.owed = Owed::Line;
    }

    /// Begins a list item: on the next line behind another item, else a paragraph goes before.
    pub(super) fn begin_item(&mut self, marker: &str) {
        if self.is_behind_item {
            self.owed = Owed::Line;
            self.gap.clear();
        } else {
            self.end_line();
        }
        // An item that opens with a list shows both numbers.
        if self.marker == "- " {
            self.marker.clear();
        }
        self.marker.push_str(marker);
    }

    /// Gives the item just begun another number or dash.
    pub(super) fn mark_item(&mut self, marker: &str) {
        marker.clone_into(&mut self.marker);
    }

    /// Whether an item with a number or dash was begun, and has no word yet.
    pub(super) fn is_at_item_start(&self) -> bool {
        !self.marker.is_empty()
    }

    /// Ends a list item; only another one may follow on the next line.
    pub(super) fn end_item(&mut self) {
        self.marker.clear();
        self.end_paragraph();
        self.is_behind_item = true;
    }

    /// Begins a quotation: each of its lines bears a mark.
    pub(super) fn begin_quote(&mut self) {
        self.end_paragraph();
        self.quote_depth += 1;
    }

    /// Ends a quotation.
    pub(super) fn end_quote(&mut self) {
        self.end_paragraph();
        self.quote_depth = self.quote_depth.saturating_sub(1);
    }

    /// Whether a word written now would be the first of its line.
    pub(super) fn is_at_line_start(&self) -> bool {
        self.text.is_empty() || self.owed != Owed::Nothing
    }

    /// The finished text.
    pub(super) fn finish(self) -> String {
        self.text
    }

    fn widen_gap(&mut self, mark: char, spacing: Spacing) {
        if spacing != Spacing::Collapsed || !mark.is_ascii_whitespace() {
            self.gap.push(mark);
        } else if !self.gap.ends_with(' ') {
            self.gap.push(' ');
        }
    }

    /// Pays what is owed before a word.
    fn settle(&mut self, spacing: Spacing) {
        if self.is_at_line_start() {
            self.open_line();
            if spacing != Spacing::Preformatted || !self.marker.is_empty() {
                self.gap.clear();
            }
            self.text.push_str(&self.marker);
            self.marker.clear();
        }
        self.text.push_str(&self.gap);
        self.gap.clear();
        self.is_behind_item = false;
    }

    fn open_line(&mut self) {
        let depth = self.quote_depth.min(DEEPEST_QUOTE);
        if !self.text.is_empty() {
            self.text.push('\n');
            if self.owed == Owed::Paragraph {
                // A blank line within a quotation is part of it.
                let blank = "> ".repeat(depth.min(self.depth_above));
                self.text.push_str(blank.trim_end());
                self.text.push('\n');
            }
        }
        self.text.push_str(&"> ".repeat(depth));
        self.depth_above = depth;
        self.owed = Owed::Nothing;
    }
}

/// White space, and the characters without width that editors leave behind.
fn is_space(mark: char) -> bool {
    mark.is_whitespace() || matches!(mark, '\u{200b}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(write: impl FnOnce(&mut Flow), expected: &str) {
        let mut flow = Flow::default();
        write(&mut flow);
        assert_eq!(flow.finish(), expected);
    }

    fn words(flow: &mut Flow, text: &str) {
        flow.push(text, Spacing::Collapsed);
    }

    #[test]
    fn breaks_are_owed_once() {
        check(
            |flow| {
                flow.end_paragraph();
                words(flow, " one ");
                flow.end_line();
                words(flow, " two\n three ");
                flow.end_paragraph();
                flow.end_line();
                words(flow, "four");
                flow.end_paragraph();
            },
            "one\ntwo three\n\nfour",
        );
    }

    #[test]
    fn a_break_on_an_empty_line_is_a_blank_line() {
        check(
            |flow| {
                words(flow, "one");
                flow.break_line();
                words(flow, "two");
                flow.break_line();
                flow.break_line();
                flow.break_line();
                words(flow, "three");
                flow.end_line();
                words(flow, "\u{a0}");
                flow.end_line();
                words(flow, "four");
            },
            "one\ntwo\n\nthree\n\nfour",
        );
    }

    #[test]
    fn items_stand_on_lines_below_each_other() {
        check(
            |flow| {
                words(flow, "these:");
                flow.end_paragraph();
                for (marker, text) in [("1. ", "one"), ("2. ", "two")] {
                    flow.begin_item(marker);
                    flow.end_paragraph();
                    words(flow, text);
                    flow.end_paragraph();
                    flow.end_item();
                }
                flow.end_paragraph();
                words(flow, "end");
            },
            "these:\n\n1. one\n2. two\n\nend",
        );
    }

    #[test]
    fn quotations_are_marked_line_by_line() {
        check(
            |flow| {
                words(flow, "wrote:");
                flow.begin_quote();
                words(flow, "one");
                flow.end_paragraph();
                words(flow, "two");
                flow.begin_quote();
                words(flow, "three");
                flow.end_quote();
                flow.end_quote();
                words(flow, "mine");
            },
            "wrote:\n\n> one\n>\n> two\n>\n> > three\n\nmine",
        );
    }

    #[test]
    fn white_space_is_treated_as_told() {
        check(|flow| flow.push("  a  b \n c ", Spacing::Collapsed), "a b c");
        check(|flow| flow.push("  a  b\t c ", Spacing::Kept), "a  b\t c");
        check(|flow| flow.push("a\n  b  \n\n\nc\n", Spacing::Preformatted), "a\n  b\n\nc");
        check(|flow| flow.push("a\u{a0} b", Spacing::Collapsed), "a\u{a0} b");
    }
}
