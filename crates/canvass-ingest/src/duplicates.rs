//! The same respondent, or the same file, again. Copies under other names are a campaign, and not found here.

use std::collections::HashMap;

use canvass_core::{Response, Status};

use crate::digest;

/// Remembers what was received; asked in input order.
#[derive(Debug, Default)]
pub struct Duplicates {
    seen: HashMap<[u8; 16], Box<str>>,
}

impl Duplicates {
    /// Nothing seen yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The id of the response that this one repeats, if it does.
    pub fn check(&mut self, response: &Response) -> Option<String> {
        if response.status != Status::Analysed {
            return None;
        }
        let key = key(response)?;
        if let Some(first) = self.seen.get(&key) {
            return Some(first.to_string());
        }
        self.seen.insert(key, response.id.as_str().into());
        None
    }
}

/// The bytes of a letter; name and words of a mail or a row. A row without a name repeats nobody.
fn key(response: &Response) -> Option<[u8; 16]> {
    if response.source_row.is_none() && response.sender.is_none() {
        return Some(digest::key_of_parts(["letter", &response.sha256].into_iter()));
    }
    // Two people of one name or one body are told apart by whatever else names them.
    let names = response.attributes.iter().filter(|(header, _)| names_somebody(header));
    let mut identity: Vec<String> =
        response.respondent.iter().map(|name| name.trim().to_lowercase()).collect();
    identity.extend(response.sender.iter().map(|address| address.to_lowercase()));
    identity.extend(names.map(|(_, value)| value.to_lowercase()));
    let is_named = response.respondent.is_some() || identity.iter().any(|value| value.contains('@'));
    if !is_named {
        return None;
    }
    let parts = identity.iter().map(String::as_str).chain(["row", response.text.trim()]);
    Some(digest::key_of_parts(parts))
}

fn names_somebody(header: &str) -> bool {
    let header = header.to_lowercase();
    ["name", "mail", "organi"].iter().any(|word| header.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: &str, respondent: &str, text: &str, attributes: &[(&str, &str)]) -> Response {
        Response {
            id: id.into(),
            source_row: Some(1),
            respondent: (!respondent.is_empty()).then(|| respondent.into()),
            text: text.into(),
            attributes: attributes.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect(),
            ..Response::default()
        }
    }

    #[track_caller]
    fn check(first: &Response, second: &Response, repeats: bool) {
        let mut duplicates = Duplicates::new();
        assert_eq!(duplicates.check(first), None);
        assert_eq!(duplicates.check(second), repeats.then(|| first.id.clone()));
    }

    #[test]
    fn the_same_file_again_is_a_duplicate() {
        let letter =
            |id: &str, sha256: &str| Response { id: id.into(), sha256: sha256.into(), ..Response::default() };
        check(&letter("a.txt", "1"), &letter("b.txt", "1"), true);
        check(&letter("a.txt", "1"), &letter("b.txt", "2"), false);
    }

    #[test]
    fn a_row_repeats_a_named_respondent_only() {
        check(&row("1", "Ann", "no", &[]), &row("2", "ann ", "no", &[]), true);
        check(&row("1", "Ann", "no", &[]), &row("2", "Bob", "no", &[]), false);
        check(&row("1", "Ann", "no", &[]), &row("2", "Ann", "yes", &[]), false);
        check(&row("1", "", "no", &[]), &row("2", "", "no", &[]), false);
    }

    #[test]
    fn e_mail_addresses_tell_people_apart() {
        let mail = [("E-mail", "a@b.org")];
        check(&row("1", "", "no", &mail), &row("2", "", "no", &mail), true);
        check(&row("1", "Ann", "no", &mail), &row("2", "Ann", "no", &[("E-mail", "c@d.org")]), false);
        check(
            &row("1", "", "no", &[("Email", "anonymous")]),
            &row("2", "", "no", &[("Email", "anonymous")]),
            false,
        );
    }

    #[test]
    fn blank_responses_are_blank_and_nothing_else() {
        let blank = Response { status: Status::Blank, sha256: "1".into(), ..Response::default() };
        check(&blank, &blank, false);
    }
}
