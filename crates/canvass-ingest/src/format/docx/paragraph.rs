//! The text of a Word paragraph: its runs, its fields and form controls, and the boxes anchored in it.

use crate::format::prose::Block;
use crate::format::symbol::{self, Font};
use crate::format::xml::Element;

use super::story::{NoteKind, Story};
use super::styles::{self, Number, value};

/// A paragraph being read.
struct Line {
    style: Option<String>,
    text: String,
    /// Where the code of each open field began.
    fields: Vec<usize>,
    /// What floats beside the paragraph.
    boxes: Vec<Block>,
}

/// What a run's properties, or its paragraph's style, say.
#[derive(Clone, Copy)]
struct Look {
    is_hidden: bool,
    is_struck: bool,
    font: Font,
}

/// Whether a paragraph ends, or runs on into the next.
#[derive(PartialEq, Eq)]
enum End {
    Shown,
    Hidden,
    Deleted,
}

impl Story<'_> {
    /// Reads a paragraph.
    pub(super) fn paragraph(&mut self, paragraph: &Element, blocks: &mut Vec<Block>) {
        let properties = paragraph.child("pPr");
        let style = properties.and_then(|properties| value(properties, &["pStyle"]));
        let style = style.or_else(|| self.styles.default_paragraph().map(str::to_owned));
        let text = std::mem::take(&mut self.held);
        let mut line = Line { style, text, fields: Vec::new(), boxes: Vec::new() };
        let look = self.look(&line, None);
        self.inline(paragraph, look, &mut line);
        let end = end(properties, look.is_hidden);
        let is_gone = end != End::Shown && line.text.trim().is_empty();
        let mark = if end == End::Deleted || is_gone { None } else { self.mark(properties, &line) };
        let is_heading = line.style.as_deref().is_some_and(|style| self.styles.is_heading(style));
        let Line { text, boxes, .. } = line;
        match (end, mark) {
            (End::Shown, Some(mark)) if !is_heading => blocks.push(Block::Item { mark, text }),
            (End::Shown, mark) if !text.trim().is_empty() => {
                blocks.push(Block::Paragraph(mark.unwrap_or_default() + text.trim_start()));
            }
            (End::Shown, _) => {}
            (_, mark) => self.held = mark.unwrap_or_default() + &text,
        }
        blocks.extend(boxes);
    }

    /// Counts the paragraph in its list, and gives the mark that shows.
    fn mark(&mut self, properties: Option<&Element>, line: &Line) -> Option<String> {
        let own = properties.map(Number::read).unwrap_or_default();
        let (styled, style) =
            line.style.as_deref().map(|style| self.styles.number(style)).unwrap_or_default();
        let is_own = own.list.is_some();
        let list = own.list.or(styled.list)?;
        let used = || style.and_then(|style| self.numbering.level_of_style(&list, style));
        let depth = own.level.or_else(|| if is_own { None } else { used().or(styled.level) }).unwrap_or(0);
        self.numbering.count(&mut self.counters, &list, depth)
    }

    fn look(&self, line: &Line, run: Option<&Element>) -> Look {
        let own = run.and_then(|run| value(run, &["rStyle"]));
        let chain = [own.as_deref(), line.style.as_deref()];
        let styled = || chain.into_iter().flatten();
        Look {
            is_hidden: run
                .and_then(styles::hidden)
                .or_else(|| styled().find_map(|style| self.styles.is_hidden(style)))
                .unwrap_or(false),
            is_struck: run
                .and_then(styles::struck)
                .or_else(|| styled().find_map(|style| self.styles.is_struck(style)))
                .unwrap_or(false),
            font: run
                .and_then(styles::font)
                .or_else(|| styled().find_map(|style| self.styles.font(style)))
                .unwrap_or_default(),
        }
    }

    fn inline(&mut self, parent: &Element, look: Look, line: &mut Line) {
        for element in parent.children() {
            match element.name() {
                "r" => {
                    let look = self.look(line, element.child("rPr"));
                    self.inline(element, look, line);
                }
                "fldChar" => field(element, look, line),
                "commentReference" => self.omissions.comments += 1,
                // The reading above a word, in small print.
                "rt" => {}
                _ if look.is_hidden && parent.name() == "r" => {}
                "t" if look.is_struck => {
                    self.omissions.struck += usize::from(!element.text().trim().is_empty());
                }
                "t" => self.write(&element.text(), look, line),
                "tab" | "ptab" => line.text.push('\t'),
                "br" | "cr" => line.text.push('\n'),
                "noBreakHyphen" => line.text.push('\u{2011}'),
                "softHyphen" => line.text.push('\u{ad}'),
                "sym" => self.symbol(element, line),
                "footnoteReference" => self.refer(NoteKind::Foot, element),
                "endnoteReference" => self.refer(NoteKind::End, element),
                "txbxContent" => line.boxes.extend(self.blocks(element)),
                "sdt" if control(element).is_some() => line.text.extend(control(element)),
                _ => {
                    if let Some(inside) = self.enter(element) {
                        self.inline(inside, look, line);
                    }
                }
            }
        }
    }

    fn write(&mut self, text: &str, look: Look, line: &mut Line) {
        for letter in text.chars() {
            match letter {
                // Where XML was broken into lines, Word shows a blank.
                '\n' | '\r' => line.text.push(' '),
                letter => self.draw(letter, look.font, line),
            }
        }
    }

    fn symbol(&mut self, symbol: &Element, line: &mut Line) {
        let code = symbol.attribute("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
        let Some(letter) = code.and_then(char::from_u32) else { return };
        let font = symbol.attribute("font").map(|font| Font::named(&font));
        self.draw(letter, font.unwrap_or_default(), line);
    }

    fn draw(&mut self, letter: char, font: Font, line: &mut Line) {
        match symbol::character(letter, font) {
            Some(letter) => line.text.push(letter),
            None => self.omissions.symbols += 1,
        }
    }

    fn refer(&mut self, kind: NoteKind, reference: &Element) {
        self.references.extend(reference.attribute("id").map(|id| (kind, id)));
    }
}

fn end(properties: Option<&Element>, is_hidden: bool) -> End {
    let Some(mark) = properties.and_then(|properties| properties.child("rPr")) else {
        return if is_hidden { End::Hidden } else { End::Shown };
    };
    if mark.child("del").is_some() || mark.child("moveFrom").is_some() {
        End::Deleted
    } else if styles::hidden(mark).unwrap_or(is_hidden) {
        End::Hidden
    } else {
        End::Shown
    }
}

/// Keeps a field's result and drops its code; a box to tick, or a choice, is no text but shows as such.
fn field(mark: &Element, look: Look, line: &mut Line) {
    match mark.attribute("fldCharType").as_deref() {
        Some("begin") => {
            let form = mark.child("ffData").filter(|_| !look.is_hidden);
            line.text.push_str(&form.and_then(form_field).unwrap_or_default());
            line.fields.push(line.text.len());
        }
        Some("separate") => {
            if let Some(start) = line.fields.last() {
                line.text.truncate(*start);
            }
        }
        Some("end") => drop(line.fields.pop()),
        _ => {}
    }
}

fn form_field(form: &Element) -> Option<String> {
    if let Some(checkbox) = form.child("checkBox") {
        let is_ticked = styles::switch(checkbox, "checked").or_else(|| styles::switch(checkbox, "default"));
        return Some(symbol::tick(is_ticked == Some(true)).to_string());
    }
    let list = form.child("ddList")?;
    let chosen = value(list, &["result"]).or_else(|| value(list, &["default"]));
    let chosen = chosen.and_then(|chosen| chosen.parse().ok()).unwrap_or(0);
    list.children().filter(|child| child.name() == "listEntry").nth(chosen)?.attribute("val")
}

/// A content control that is a box to tick.
fn control(control: &Element) -> Option<char> {
    let checkbox = control.at(&["sdtPr", "checkbox"])?;
    Some(symbol::tick(styles::switch(checkbox, "checked") == Some(true)))
}
