//! The text of a page in the making, with the tables and lists that are open.

use super::super::flow::Flow;
use super::super::grid::Grid;
use super::list::List;
use super::tree::Element;

/// Tables in tables deeper than this are taken for layout.
const DEEPEST_TABLE: usize = 32;
/// A cell with a table in it and more lines than this is a column of a page.
const LONGEST_CELL: usize = 6;

/// What was written so far.
#[derive(Default)]
pub(super) struct Page {
    /// What is being written: the page, or the cell of a table.
    pub(super) flow: Flow,
    /// What goes on behind the open cells.
    outside: Vec<Flow>,
    grids: Vec<Grid>,
    lists: Vec<List>,
    /// Whether a table of data ended in the cell being written.
    holds_table: bool,
}

impl Page {
    /// Whether one more table within the open ones is still read as a table.
    pub(super) fn takes_table(&self) -> bool {
        self.grids.len() < DEEPEST_TABLE
    }

    /// Whether rows and cells belong to an open table.
    pub(super) fn takes_cells(&self) -> bool {
        !self.grids.is_empty() && self.takes_table()
    }

    pub(super) fn begin_table(&mut self) {
        self.flow.end_paragraph();
        self.grids.push(Grid::default());
    }

    pub(super) fn begin_row(&mut self) {
        if let Some(grid) = self.grids.last_mut() {
            grid.begin_row();
        }
    }

    pub(super) fn begin_cell(&mut self) {
        self.holds_table = false;
        self.outside.push(std::mem::take(&mut self.flow));
    }

    /// Ends a cell that covers so many columns.
    pub(super) fn end_cell(&mut self, span: usize) {
        let outside = self.outside.pop().unwrap_or_default();
        let cell = std::mem::replace(&mut self.flow, outside).finish();
        let holds_table = std::mem::take(&mut self.holds_table);
        if let Some(grid) = self.grids.last_mut() {
            if holds_table && cell.lines().count() > LONGEST_CELL {
                grid.mark_layout();
            }
            grid.add_cell(cell, span);
        }
    }

    pub(super) fn end_table(&mut self) {
        let Some(grid) = self.grids.pop() else { return };
        self.holds_table |= grid.is_data();
        grid.write(&mut self.flow);
    }

    /// Begins the paragraph of a heading; tables around it only place things on the page.
    pub(super) fn begin_heading(&mut self) {
        self.grids.iter_mut().for_each(Grid::mark_layout);
        self.flow.end_paragraph();
    }

    pub(super) fn begin_list(&mut self, list: List) {
        if self.lists.is_empty() {
            self.flow.begin_list();
        } else {
            self.flow.begin_sublist();
        }
        self.lists.push(list);
    }

    pub(super) fn begin_item(&mut self, element: &Element) {
        let marker = self.lists.last_mut().map_or_else(|| "- ".to_owned(), |list| list.next(element));
        self.flow.begin_item(&marker);
    }

    pub(super) fn end_list(&mut self) {
        self.lists.pop();
        self.flow.end_paragraph();
    }
}
