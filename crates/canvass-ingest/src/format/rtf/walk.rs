//! The walk through an RTF file: tokens become the text that a reader of the document sees.

mod write;

use super::super::marker;
use super::super::omissions::Omissions;
use super::field::Field;
use super::font::Fonts;
use super::group::{Closing, Group};
use super::place::{self, Destination, Place};
use super::story::Story;
use super::token::{Token, Tokens};

/// Groups in groups deeper than this share one state.
const DEEPEST_GROUP: usize = 512;
/// Longer texts are no numbers of list items.
const LONGEST_MARKER: usize = 100;

/// A document as text, with its notes at the end and what was left out of it.
pub(super) struct Reading {
    pub(super) text: String,
    pub(super) omissions: Omissions,
    /// A code page that is not known.
    pub(super) unknown_code_page: Option<i32>,
}

/// Reads a document.
pub(super) fn read(bytes: &[u8]) -> Reading {
    let mut walk = Walk::new(bytes);
    for token in Tokens::new(bytes) {
        walk.take(token);
        if walk.is_over {
            break;
        }
    }
    walk.finish()
}

struct Walk {
    fonts: Fonts,
    groups: Vec<Group>,
    n_too_deep: usize,
    /// The body, and above it the open notes and text boxes.
    stories: Vec<Story>,
    notes: Vec<String>,
    fields: Vec<Field>,
    marker: String,
    /// Bytes that are not decoded yet, as a character may take several.
    bytes: Vec<u8>,
    /// Characters to pass over, as they stand in for one in Unicode.
    n_stand_ins: usize,
    high_surrogate: Option<u16>,
    /// Whether the word to come is the first of a group with a star.
    is_starred: bool,
    is_utf_8: bool,
    is_over: bool,
    omissions: Omissions,
}

impl Walk {
    fn new(bytes: &[u8]) -> Self {
        Self {
            fonts: Fonts::new(),
            groups: vec![Group::outermost()],
            n_too_deep: 0,
            stories: vec![Story::new()],
            notes: Vec::new(),
            fields: Vec::new(),
            marker: String::new(),
            bytes: Vec::new(),
            n_stand_ins: 0,
            high_surrogate: None,
            is_starred: false,
            // RTF is ASCII by right; some programs write UTF-8 all the same.
            is_utf_8: !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok(),
            is_over: false,
            omissions: Omissions::default(),
        }
    }

    fn take(&mut self, token: Token<'_>) {
        match token {
            Token::Text(text) => self.text(text),
            Token::Hex(byte) => self.byte(byte),
            Token::Symbol(symbol) => self.symbol(symbol),
            Token::Word { name, number } => self.word(name, number),
            Token::Open => {
                self.flush();
                self.open();
            }
            Token::Close => {
                self.flush();
                self.close();
            }
        }
    }

    fn finish(mut self) -> Reading {
        self.flush();
        while self.groups.len() > 1 {
            self.close();
        }
        let body = self.stories.drain(..).next().map(Story::finish);
        let parts = body.into_iter().chain(self.notes).filter(|part| !part.is_empty());
        Reading {
            text: parts.collect::<Vec<_>>().join("\n\n"),
            omissions: self.omissions,
            unknown_code_page: self.fonts.unknown,
        }
    }

    fn group(&mut self) -> &mut Group {
        let last = self.groups.len() - 1;
        &mut self.groups[last]
    }

    fn story(&mut self) -> &mut Story {
        let last = self.stories.len() - 1;
        &mut self.stories[last]
    }

    fn font(&mut self) -> i32 {
        self.group().font.unwrap_or(self.fonts.plain)
    }

    fn open(&mut self) {
        self.n_stand_ins = 0;
        if self.groups.len() >= DEEPEST_GROUP {
            self.n_too_deep += 1;
            return;
        }
        let group = Group { closing: Closing::Nothing, ..*self.group() };
        self.groups.push(group);
    }

    fn close(&mut self) {
        (self.n_stand_ins, self.is_starred) = (0, false);
        if self.n_too_deep > 0 {
            self.n_too_deep -= 1;
            return;
        }
        if self.groups.len() == 1 {
            return;
        }
        let closing = self.groups.pop().map_or(Closing::Nothing, |group| group.closing);
        self.conclude(closing);
        self.is_over = self.groups.len() == 1;
    }

    fn conclude(&mut self, closing: Closing) {
        match closing {
            Closing::Nothing => {}
            Closing::Field => {
                let field = self.fields.pop();
                if let Some(shown) = field.and_then(|field| field.stand_in()) {
                    self.write(&shown);
                }
            }
            Closing::Note => {
                let note = self.end_story();
                self.notes.push(note);
            }
            Closing::TextBox => {
                let text = self.end_story();
                self.story().anchor(text);
            }
            Closing::Marker => {
                let shown = marker::of_shown(&std::mem::take(&mut self.marker));
                if self.group().is_seen() && !shown.is_empty() {
                    let depth = self.group().depth();
                    self.story().begin_item(&shown, depth);
                }
            }
        }
    }

    fn begin_story(&mut self, closing: Closing) {
        self.stories.push(Story::new());
        let group = self.group();
        group.leave_table();
        (group.place, group.closing) = (Place::Text, closing);
    }

    fn end_story(&mut self) -> String {
        self.stories.pop().map(Story::finish).unwrap_or_default()
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'*' => self.is_starred = true,
            b'\r' | b'\n' => self.word("par", None),
            _ => {
                if let Some(character) = place::symbol(symbol) {
                    self.character(character);
                }
            }
        }
    }

    fn word(&mut self, name: &str, number: Option<i32>) {
        let is_starred = std::mem::take(&mut self.is_starred);
        if let Some(character) = place::character(name) {
            return self.character(character);
        }
        self.flush();
        self.n_stand_ins = 0;
        if self.group().place == Place::Nowhere {
            return;
        }
        match place::destination(name) {
            Some(destination) => self.enter(destination, name),
            None if is_starred => self.group().place = Place::Nowhere,
            None => self.set(name, number),
        }
    }

    fn enter(&mut self, destination: Destination, name: &str) {
        match destination {
            Destination::Place(place) => {
                let is_marker = place == Place::Marker;
                let group = self.group();
                group.place = place;
                if is_marker {
                    group.closing = Closing::Marker;
                }
                self.fields.last_mut().into_iter().for_each(|field| field.set(name, None));
            }
            Destination::Field => {
                self.fields.push(Field::default());
                self.group().closing = Closing::Field;
            }
            Destination::Note if self.group().is_seen() => self.begin_story(Closing::Note),
            Destination::Note => self.group().place = Place::Nowhere,
            Destination::TextBox => self.begin_story(Closing::TextBox),
            Destination::Unicode => {
                let outside = self.groups.len().checked_sub(3).map(|at| self.groups[at].place);
                self.group().place = outside.unwrap_or(Place::Text);
            }
            Destination::Comment => {
                self.omissions.comments += 1;
                self.group().place = Place::Nowhere;
            }
            Destination::Embedded => {
                self.omissions.embedded += 1;
                self.group().place = Place::Nowhere;
            }
        }
    }

    /// Follows a control word that changes how things show, or breaks the text.
    fn set(&mut self, name: &str, number: Option<i32>) {
        match self.group().place {
            Place::FontTable if name != "u" => return self.fonts.describe(name, number.unwrap_or(0)),
            Place::Form => {
                return self.fields.last_mut().into_iter().for_each(|field| field.set(name, number));
            }
            _ => {}
        }
        let is_on = number != Some(0);
        match name {
            "u" => self.unicode(number.unwrap_or(0)),
            "uc" => self.group().n_stand_ins = size(number).unwrap_or(1),
            "ansicpg" => self.fonts.set_code_page(number.unwrap_or(0)),
            "mac" => self.fonts.set_code_page(10000),
            "pc" => self.fonts.set_code_page(437),
            "pca" => self.fonts.set_code_page(850),
            "deff" => self.fonts.plain = number.unwrap_or(0),
            "f" => self.group().font = number,
            "v" => self.group().is_hidden = is_on,
            "deleted" => {
                self.omissions.deletions += usize::from(is_on && self.group().is_seen());
                self.group().is_deleted = is_on;
            }
            "plain" => self.group().make_plain(),
            "pard" => self.group().leave_table(),
            "intbl" => self.group().is_in_table = is_on,
            "itap" => {
                self.group().table_depth =
                    number.and_then(|number| usize::try_from(number).ok()).unwrap_or(0);
            }
            _ if self.group().place == Place::Text => self.break_text(name),
            _ => {}
        }
    }

    fn break_text(&mut self, name: &str) {
        let depth = self.group().depth();
        match name {
            "par" | "sect" | "page" | "column" => self.story().end_paragraph(depth),
            "line" | "lbr" => self.story().break_line(depth),
            "trowd" if depth <= 1 => self.story().announce_row(),
            "cell" => self.story().end_cell(1),
            "row" => self.story().end_row(1),
            "nestcell" => self.story().end_cell(depth.max(2)),
            "nestrow" => self.story().end_row(depth.max(2)),
            _ => {}
        }
    }
}

fn size(number: Option<i32>) -> Option<usize> {
    usize::try_from(number?).ok()
}
