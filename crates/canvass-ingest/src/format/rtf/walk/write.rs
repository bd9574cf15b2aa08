//! Writing: bytes and Unicode become characters, and characters go where their group belongs.

use super::super::super::symbol;
use super::super::group::Group;
use super::super::place::Place;
use super::{LONGEST_MARKER, Walk};

impl Walk {
    pub(super) fn text(&mut self, text: &[u8]) {
        let passed = self.n_stand_ins.min(text.len());
        self.n_stand_ins -= passed;
        let text = &text[passed..];
        match std::str::from_utf8(text) {
            Ok(text) if self.is_utf_8 && !text.is_ascii() => {
                self.flush();
                self.write(text);
            }
            _ => self.bytes.extend_from_slice(text),
        }
    }

    pub(super) fn byte(&mut self, byte: u8) {
        if self.n_stand_ins > 0 {
            self.n_stand_ins -= 1;
        } else {
            self.bytes.push(byte);
        }
    }

    /// Decodes the bytes that came together.
    pub(super) fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let font = self.font();
        let text = self.fonts.decode(&bytes, font);
        self.write(&text);
    }

    /// Writes a character that may also stand in for one in Unicode.
    pub(super) fn character(&mut self, character: char) {
        if self.n_stand_ins > 0 {
            self.n_stand_ins -= 1;
            return;
        }
        self.flush();
        self.write(character.encode_utf8(&mut [0; 4]));
    }

    /// Writes a UTF-16 unit, and passes over what stands in for it.
    pub(super) fn unicode(&mut self, number: i32) {
        self.n_stand_ins = self.group().n_stand_ins;
        // Units above 0x7fff are written as negative numbers.
        let unit = u16::try_from(number & 0xffff).unwrap_or(0);
        let units: Vec<u16> = self.high_surrogate.take().into_iter().chain([unit]).collect();
        if let [0xd800..=0xdbff] = units.as_slice() {
            self.high_surrogate = Some(unit);
            return;
        }
        self.write(&String::from_utf16_lossy(&units));
    }

    pub(super) fn write(&mut self, text: &str) {
        let Group { place, is_hidden, is_deleted, .. } = *self.group();
        if is_hidden || is_deleted {
            return;
        }
        match place {
            Place::FontTable => self.fonts.describe_name(text),
            Place::Text => self.write_seen(text),
            Place::Marker if self.marker.len() < LONGEST_MARKER => {
                let font = self.font();
                let drawn = self.fonts.drawn(font);
                // A drawing that is not known is a bullet all the same.
                let shown = text.chars().map(|letter| symbol::character(letter, drawn).unwrap_or('•'));
                self.marker.extend(shown);
            }
            Place::Instruction => self.fields.last_mut().into_iter().for_each(|field| field.instruct(text)),
            Place::Choice => self.fields.last_mut().into_iter().for_each(|field| field.name_choice(text)),
            _ => {}
        }
    }

    fn write_seen(&mut self, text: &str) {
        let shown = self.shown(text);
        let depth = self.group().depth();
        self.story().push(&shown, depth);
        if let Some(field) = self.fields.last_mut() {
            field.has_result |= !shown.trim().is_empty();
        }
    }

    /// The text as its font shows it.
    fn shown(&mut self, text: &str) -> String {
        let font = self.font();
        let drawn = self.fonts.drawn(font);
        let mut n_unknown = 0;
        let shown = text.chars().filter_map(|letter| {
            let shown = symbol::character(letter, drawn);
            n_unknown += usize::from(shown.is_none());
            shown
        });
        let shown = shown.collect();
        self.omissions.symbols += n_unknown;
        shown
    }
}
