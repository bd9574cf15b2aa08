//! Found passages, hits marked.

use std::io::Write;

use anyhow::Result;
use canvass_core::Status;
use canvass_search::{Found, Hit};

use super::mark::Style;
use super::{readable, text_width, wrapped};

/// Prints passages, best first.
pub(crate) fn print(found: &Found) -> Result<()> {
    let mut out = anstream::stdout().lock();
    for (number, hit) in found.hits.iter().enumerate() {
        writeln!(out, "{}", header(number + 1, hit))?;
        writeln!(out, "{}\n", wrapped(&marked(hit), "   ", text_width()))?;
    }
    let shown = found.hits.len();
    let plural = if found.total == 1 { "passage" } else { "passages" };
    match found.total {
        0 => anstream::eprintln!("nothing found"),
        total if total > shown => anstream::eprintln!("{shown} of {total} {plural}; --limit N shows more"),
        total => anstream::eprintln!("{total} {plural}"),
    }
    if found.total == 0 && !found.absent.is_empty() {
        anstream::eprintln!("hint: nowhere in these responses: {}", found.absent.join(", "));
    }
    Ok(())
}

fn header(number: usize, hit: &Hit) -> String {
    let mut parts = vec![format!("{number}. {}", hit.response_id)];
    let questions: Vec<&str> = hit.answers.iter().filter_map(|(_, question)| question.as_deref()).collect();
    if !questions.is_empty() {
        parts.push(questions.join(", "));
    }
    parts.extend(hit.respondent.clone());
    parts.extend(hit.respondent_type.clone());
    if hit.status != Status::Analysed {
        parts.push(format!("({})", hit.status.as_str()));
    }
    if !hit.stances.is_empty() {
        let stances: Vec<String> =
            hit.stances.iter().map(|(option, stance)| format!("{option} {}", stance.as_str())).collect();
        parts.push(stances.join(", "));
    }
    parts.join(" · ")
}

fn marked(hit: &Hit) -> String {
    let Style { open, close, .. } = Style::of_stdout();
    let mut text = String::with_capacity(hit.passage.len() + hit.marks.len() * (open.len() + close.len()));
    let mut at = 0;
    for mark in &hit.marks {
        text.push_str(&readable(&hit.passage[at..mark.start as usize]));
        text.push_str(&open);
        text.push_str(&readable(mark.of(&hit.passage)));
        text.push_str(&close);
        at = mark.end as usize;
    }
    text.push_str(&readable(&hit.passage[at..]));
    text
}
