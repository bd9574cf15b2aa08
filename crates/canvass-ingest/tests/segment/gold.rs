//! Reads a gold file, and writes what segmentation finds in the same form.

use std::fs;
use std::path::Path;

use canvass_core::text::{Analyzer, Language};
use canvass_core::{Answer, AsideKind, Consultation, OptionDef, OptionIdx, Question, QuestionKind, Span};
use canvass_ingest::segment::{self, Outline};

/// A consultation and the letters written to it.
pub(crate) struct Suite {
    pub(crate) name: String,
    pub(crate) consultation: Consultation,
    pub(crate) letters: Vec<Letter>,
}

/// A letter and what must come out.
pub(crate) struct Letter {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) expected: Vec<Expected>,
}

/// An answer, or an aside in one, as a line of the suite: a head, and the text with its white space evened out.
#[derive(Clone, Debug)]
pub(crate) struct Expected {
    pub(crate) head: String,
    pub(crate) text: String,
}

impl Expected {
    /// Whether the lists say the same; `first words ... last words` stands for all between.
    pub(crate) fn agree(expected: &[Self], found: &[Self]) -> bool {
        expected.len() == found.len()
            && expected.iter().zip(found).all(|(expected, found)| expected.fits(found))
    }

    fn fits(&self, found: &Self) -> bool {
        let same = match self.text.split_once(" ... ") {
            Some((first, last)) => found.text.starts_with(first) && found.text.ends_with(last),
            None => found.text == self.text,
        };
        self.head == found.head && same
    }
}

/// The lines for a message.
pub(crate) fn list(lines: &[Expected]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| format!("    {}: {}", line.head, line.text)).collect();
    lines.join("\n")
}

impl Suite {
    /// Every file of the suite, by name.
    pub(crate) fn all() -> Vec<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold/segment");
        let mut paths: Vec<_> = fs::read_dir(folder)
            .expect("the suite is there")
            .map(|entry| entry.expect("readable").path())
            .collect();
        paths.sort();
        paths.iter().map(|path| Self::parse(&fs::read_to_string(path).expect("readable"))).collect()
    }

    /// What segmentation makes of a letter.
    pub(crate) fn cut(&self, text: &str) -> Vec<Expected> {
        let mut analyzer = Analyzer::new(Language::ENGLISH);
        let outline = Outline::new(&self.consultation, &mut analyzer);
        let answers = segment::answers(&outline, &mut analyzer, "r", text);
        answers.iter().flat_map(|answer| self.describe(text, answer)).collect()
    }

    fn describe(&self, text: &str, answer: &Answer) -> Vec<Expected> {
        let question = answer.question.map_or("none", |idx| &self.consultation.question(idx).id);
        let closed = answer.closed.map_or(String::new(), |reply| {
            let stance = reply.stance.map_or("unknown", canvass_core::Stance::as_str);
            format!(" ({}, {stance})", even(reply.span.of(text)))
        });
        let line = |head: String, span: Span| Expected { head, text: even(span.of(text)) };
        let mut lines = vec![line(format!("{question}{closed}"), answer.span)];
        lines.extend(answer.asides.iter().map(|aside| {
            let kind = match aside.kind {
                AsideKind::Wording => "wording",
                AsideKind::Quotation => "quotation",
                AsideKind::Furniture => "furniture",
                AsideKind::Placeholder => "placeholder",
            };
            line(format!("- {kind}"), aside.span)
        }));
        lines
    }

    fn parse(source: &str) -> Self {
        let mut suite =
            Self { name: String::new(), consultation: Consultation::default(), letters: Vec::new() };
        let mut section = "";
        let mut in_letter = false;
        for line in source.lines() {
            if line == "~~~~" {
                in_letter = !in_letter;
            } else if let (true, Some(letter)) = (in_letter, suite.letters.last_mut()) {
                // A page break is written as the sign for it, which can be seen.
                letter.text.push_str(&line.replace('␌', "\u{c}"));
                letter.text.push('\n');
            } else if let Some(name) = line.strip_prefix("# ") {
                name.clone_into(&mut suite.name);
                name.clone_into(&mut suite.consultation.title);
            } else if let Some(name) = line.strip_prefix("## Letter: ") {
                section = "letter";
                suite.letters.push(Letter { name: name.into(), text: String::new(), expected: Vec::new() });
            } else if let Some(name) = line.strip_prefix("## ") {
                section = name;
            } else if let Some(item) = line.strip_prefix("- ") {
                suite.read_item(section, item);
            } else if let Some(item) = line.strip_prefix("  - ") {
                suite.read_expected(&format!("- {item}"));
            }
        }
        suite
    }

    fn read_item(&mut self, section: &str, item: &str) {
        match section {
            "Options" => {
                let (id, names) = item.split_once(": ").expect("an option has names");
                let mut names = names.split("; ").map(str::to_owned);
                let label = names.next().expect("an option has a label");
                self.consultation.options.push(OptionDef { id: id.into(), label, aliases: names.collect() });
            }
            "Questions" => self.read_question(item),
            _ => self.read_expected(item),
        }
    }

    /// `id (number) option kind: wording`, all but the id and the wording as needed.
    fn read_question(&mut self, item: &str) {
        let (head, text) = item.split_once(": ").expect("a question has a text");
        let mut question = Question {
            id: String::new(),
            number: None,
            text: text.into(),
            option: None,
            kind: QuestionKind::Hybrid,
            closed: Vec::new(),
        };
        for (at, word) in head.split(' ').enumerate() {
            let option = self.consultation.options.iter().position(|option| option.id == word);
            match word {
                _ if at == 0 => word.clone_into(&mut question.id),
                "open" => question.kind = QuestionKind::Open,
                "closed" => question.kind = QuestionKind::Closed,
                _ if word.starts_with('(') => question.number = Some(word.trim_matches(['(', ')']).into()),
                _ => question.option = Some(OptionIdx(option.expect("a known option") as u16)),
            }
        }
        self.consultation.questions.push(question);
    }

    fn read_expected(&mut self, item: &str) {
        let letter = self.letters.last_mut().expect("an answer belongs to a letter");
        let (head, text) = item.split_once(':').expect("an answer has a colon");
        letter.expected.push(Expected { head: head.into(), text: text.trim().into() });
    }
}

fn even(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
