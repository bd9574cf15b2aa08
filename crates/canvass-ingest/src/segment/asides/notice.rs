//! What mail systems put above and below a mail: who may read it, where it came from, what was scanned.

use std::ops::Range;

use canvass_core::Span;

use super::super::sheet::Sheet;
use super::super::vocabulary::class;

/// Longer paragraphs say more than that.
const LONGEST: usize = 4000;
/// Phrases of which one makes a paragraph a notice. Each speaks of the mail itself, as respondents do not.
const PHRASES: [&str; 68] = [
    "this email and any",
    "this e-mail and any",
    "this message and any",
    "this email, including",
    "this email message and any",
    "this email (and any",
    "this email is confidential",
    "this e-mail is confidential",
    "this message is confidential",
    "this email may contain",
    "this e-mail may contain",
    "this message may contain",
    "this email contains confidential",
    "this message contains confidential",
    "this email is intended",
    "this e-mail is intended",
    "this message is intended",
    "the information in this email",
    "information contained in this email",
    "information contained in this e-mail",
    "information contained in this message",
    "the contents of this email",
    "the contents of this e-mail",
    "the content of this email",
    "content of this message is",
    "intended solely for the use of",
    "intended solely for the addressee",
    "intended only for the addressee",
    "intended only for the person",
    "intended for the named recipient",
    "you are not the intended recipient",
    "are not the named addressee",
    "received this email in error",
    "received this e-mail in error",
    "received this message in error",
    "expressed in this email",
    "expressed in this e-mail",
    "expressed in this message",
    "presented in this email",
    "before printing this e",
    "before you print this e",
    "don't print this e",
    "whether you need to print this",
    "email originated from outside",
    "e-mail originated from outside",
    "message originated from outside",
    "email originated outside",
    "message originated outside",
    "email was sent from outside",
    "email came from outside",
    "email has come from outside",
    "message came from outside",
    "from an external sender",
    "this is an external email",
    "don't often get email from",
    "unless you recognise the sender",
    "unless you recognize the sender",
    "scanned for viruses",
    "checked for viruses",
    "scanned for all viruses",
    "presence of computer viruses",
    "email is free from viruses",
    "virus-free. ",
    "email has been scanned by",
    "email security.cloud service",
    "ce message et toutes les pièces jointes",
    "diese e-mail enthält vertrauliche",
    "mae'r e-bost hwn",
];
/// What forms print below the last question, where little else stands beside it.
const FORM: [&str; 7] = [
    "please return this form",
    "please return the form",
    "please return the completed form",
    "please return your completed",
    "please return your form",
    "thank you for completing this",
    "thank you for taking the time to complete",
];
/// A paragraph that is more than that says something else.
const LONGEST_FORM: usize = 300;
/// Whole lines that mark a mail from elsewhere.
const MARKS: [&str; 6] = [
    "external",
    "external email",
    "external e-mail",
    "external sender",
    "external message",
    "caution: external email",
];

/// The notices among some lines.
pub(in super::super) fn find(sheet: &Sheet<'_>, lines: Range<usize>) -> Vec<Span> {
    let first = sheet.paragraphs.partition_point(|paragraph| paragraph.end <= lines.start);
    let paragraphs = sheet.paragraphs[first..].iter().take_while(|paragraph| paragraph.start < lines.end);
    let mut found: Vec<Span> = paragraphs.filter_map(|paragraph| of_paragraph(sheet, paragraph)).collect();
    let marks = sheet.lines[lines].iter().filter(|line| is_mark(line.inner.of(sheet.text)));
    found.extend(marks.map(|line| line.inner));
    found
}

/// "[EXTERNAL]", "EXTERNAL EMAIL:".
pub(super) fn is_mark(inner: &str) -> bool {
    if inner.len() > 40 {
        return false;
    }
    let bare = inner.trim_matches(|mark: char| !mark.is_alphanumeric());
    let is_set_off = inner.len() > bare.len() || bare.chars().all(|mark| !mark.is_lowercase());
    is_set_off && MARKS.contains(&bare.to_lowercase().as_str())
}

fn of_paragraph(sheet: &Sheet<'_>, lines: &Range<usize>) -> Option<Span> {
    let whole = Span { start: sheet.lines[lines.start].span.start, end: sheet.lines[lines.end - 1].span.end };
    // A cheap look first: a mail, a message, a sender, viruses, printing or a form must be spoken of.
    let words = sheet.words_on(lines.clone());
    if whole.len() >= LONGEST || !sheet.words[words].iter().any(|word| word.is(class::MAIL)) {
        return None;
    }
    let lower = whole.of(sheet.text).to_lowercase().replace('’', "'");
    let lower = lower.split_whitespace().collect::<Vec<_>>().join(" ") + " ";
    let is_of_form = || whole.len() <= LONGEST_FORM && FORM.iter().any(|phrase| lower.starts_with(phrase));
    (is_of_form() || PHRASES.iter().any(|phrase| lower.contains(phrase))).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_set_off() {
        for line in ["[EXTERNAL]", "EXTERNAL EMAIL:", "*** External Sender ***"] {
            assert!(is_mark(line), "{line}");
        }
        for line in ["external", "External walls", "External"] {
            assert!(!is_mark(line), "{line}");
        }
    }
}
