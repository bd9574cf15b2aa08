//! Reads the Markdown suites under `tests/gold`: code frames, answers, and carets under what must be found.

use std::fmt::Write as _;

use canvass_coding::theme::{self, CodeFrame, ThemeCoder};
use canvass_core::text::{Analyzer, Language};
use canvass_core::{Answer, Method, Span};

/// The fenced blocks of a Markdown text: their language and content.
fn blocks(markdown: &str) -> Vec<(&str, &str)> {
    let fenced = markdown.split("\n```").skip(1).step_by(2);
    fenced.map(|block| block.split_once('\n').expect("a block has a first line")).collect()
}

/// The lines that are no carets: the answer itself.
fn unlabelled(block: &str) -> String {
    let lines: Vec<&str> = block.lines().filter(|line| !is_label(line)).collect();
    lines.join("\n")
}

fn is_label(line: &str) -> bool {
    line.trim_start().starts_with('^')
}

/// `block` as it would be if its carets stood under what is found.
fn labelled(frame: &CodeFrame, text: &str) -> String {
    let mut analyzer = Analyzer::new(Language::ENGLISH);
    let model = frame.compile(&mut analyzer, "en");
    let answer = Answer {
        id: "r/1".to_owned(),
        question: None,
        topic: None,
        span: Span::all(text),
        closed: None,
        method: Method::Whole,
        confidence: 1.0,
        asides: Vec::new(),
        choices: Vec::new(),
    };
    let tokens = analyzer.tokens(text, answer.span, &[]);
    let mut mentions = Vec::new();
    ThemeCoder::new().mentions(&model, &analyzer, text, 0, &answer, &tokens, &mut mentions);
    let mut written = String::new();
    let mut line_start = 0;
    for line in text.split('\n') {
        writeln!(written, "{line}").expect("strings take everything");
        for mention in &mentions {
            let Some(start) = (mention.span.start as usize).checked_sub(line_start) else { continue };
            if start > line.len() {
                continue;
            }
            let blank = line[..start].chars().count();
            let carets = mention.span.of(text).chars().count();
            let negated = if mention.negated { " negated" } else { "" };
            let id = &frame.themes[mention.theme_idx].id;
            let label = format!("{}{} {id}{negated}", " ".repeat(blank), "^".repeat(carets));
            writeln!(written, "{label}").expect("strings take everything");
        }
        line_start += line.len() + 1;
    }
    written
}

/// Lines of a block, the carets under one line sorted, since their order says nothing.
fn canonical(block: &str) -> Vec<String> {
    let mut lines: Vec<String> = block.lines().map(|line| line.trim_end().to_owned()).collect();
    for labels in lines.chunk_by_mut(|one, next| is_label(one) && is_label(next)) {
        labels.sort_unstable();
    }
    lines
}

/// The blocks of a suite that come out otherwise, with what is found.
fn differences(name: &str, markdown: &str) -> String {
    let mut frame = CodeFrame::default();
    let mut wrong = String::new();
    for (language, block) in blocks(markdown) {
        match language {
            "toml" => frame = theme::parse(name, block).expect("the frame is right"),
            "text" => {
                let found = labelled(&frame, &unlabelled(block));
                if canonical(&found) != canonical(block) {
                    write!(wrong, "\nexpected:\n{block}\nfound:\n{found}").expect("strings take everything");
                }
            }
            other => panic!("unknown block `{other}`"),
        }
    }
    wrong
}

#[test]
fn themes_are_found_where_the_carets_are() {
    let wrong = differences("themes.md", include_str!("gold/themes.md"));
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_construct_of_the_language_does_what_its_page_shows() {
    let wrong = differences("rules.md", include_str!("gold/rules.md"));
    assert!(wrong.is_empty(), "{wrong}");
}
