//! Documents that look as if several respondents were gathered in them, though that is not plain: whole letters one behind
//! the other, responses with a number and a name. They are coded as one, and told.

use super::respondents::{is_name, titled};
use super::sheet::Sheet;
use super::{Thread, asides};

/// Lines below a farewell on one of which the name stands.
const SIGNED_WITHIN: usize = 2;

/// How many respondents it looks like; none where it looks like one.
pub(super) fn count(sheet: &Sheet<'_>, thread: &Thread) -> Option<usize> {
    let is_plain = thread.originals.is_empty() && thread.attachments.is_empty() && thread.heads.is_empty();
    let count = is_plain.then(|| letters(sheet).max(responses(sheet)))?;
    (count > 1).then_some(count)
}

/// Letters from a salutation to a name below a farewell, each under a name of its own.
fn letters(sheet: &Sheet<'_>) -> usize {
    let mut names: Vec<&str> = Vec::new();
    let mut is_open = false;
    for (at, line) in sheet.lines.iter().enumerate().filter(|(_, line)| !line.words.is_empty()) {
        let inner = line.inner.of(sheet.text);
        if asides::is_greeting(sheet, line) {
            is_open = true;
        } else if is_open && asides::is_farewell(inner) {
            is_open = false;
            names.extend(signed(sheet, at).filter(|name| !names.contains(name)));
        }
    }
    names.len()
}

/// The name below a farewell.
fn signed<'t>(sheet: &Sheet<'t>, farewell: usize) -> Option<&'t str> {
    let below = sheet.lines[farewell + 1..].iter().filter(|line| !line.words.is_empty());
    below.take(SIGNED_WITHIN).map(|line| line.inner.of(sheet.text)).find(|line| is_name(line))
}

/// Lines such as "Response 2 - Ann Bell", counted through from 1, each with a name of its own.
fn responses(sheet: &Sheet<'_>) -> usize {
    let mut names: Vec<&str> = Vec::new();
    for line in sheet.lines.iter().filter(|line| !line.words.is_empty() && !line.dress.quoted) {
        let Some((number, name)) = titled(line.inner.of(sheet.text)) else { continue };
        // What a question is about may look like a name.
        let is_asked = sheet.words[line.words.clone()].iter().skip(2).any(|word| word.asked != 0);
        if number == names.len() + 1 && !is_asked && !names.contains(&name) {
            names.push(name);
        }
    }
    names.len()
}
