//! What holds within a group of an RTF file, and ends with it.

use super::place::Place;

/// What holds within a group.
#[derive(Clone, Copy)]
pub(super) struct Group {
    pub(super) place: Place,
    pub(super) closing: Closing,
    /// The font, where it is not the plain one.
    pub(super) font: Option<i32>,
    /// Characters that stand in for one in Unicode.
    pub(super) n_stand_ins: usize,
    pub(super) is_hidden: bool,
    pub(super) is_deleted: bool,
    pub(super) is_in_table: bool,
    pub(super) table_depth: usize,
}

/// What is to be done at the end of a group.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Closing {
    Nothing,
    Field,
    Note,
    TextBox,
    Marker,
}

impl Group {
    /// What holds where nothing was said.
    pub(super) fn outermost() -> Self {
        Self {
            place: Place::Text,
            closing: Closing::Nothing,
            font: None,
            n_stand_ins: 1,
            is_hidden: false,
            is_deleted: false,
            is_in_table: false,
            table_depth: 0,
        }
    }

    /// How many tables are open.
    pub(super) fn depth(&self) -> usize {
        self.table_depth.max(usize::from(self.is_in_table))
    }

    /// Whether its text shows.
    pub(super) fn is_seen(&self) -> bool {
        self.place == Place::Text && !self.is_hidden && !self.is_deleted
    }

    /// Takes back the formatting of characters.
    pub(super) fn make_plain(&mut self) {
        (self.font, self.is_hidden, self.is_deleted) = (None, false, false);
    }

    /// Takes back the formatting of paragraphs.
    pub(super) fn leave_table(&mut self) {
        (self.is_in_table, self.table_depth) = (false, 0);
    }
}
