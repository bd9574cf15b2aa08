//! Who repeats whom.

use canvass_core::{Aside, AsideKind, Span};

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

/// A record with an id of its own, of one cell that answers.
fn record(source: &str, own_id: &str, text: &str, date: &str) -> Response {
    let whole = canvass_core::Answer::whole(Span::all(text));
    let answer = canvass_core::Answer { method: canvass_core::Method::Column, ..whole };
    Response {
        id: format!("{source}#{own_id}"),
        source: source.into(),
        own_id: Some(own_id.into()),
        sha256: format!("{source}{own_id}{text}{date}"),
        submitted_at: (!date.is_empty()).then(|| date.into()),
        answers: vec![answer],
        ..row("", "", text, &[])
    }
}

#[test]
fn a_record_exported_again_is_a_duplicate() {
    let words = "It is safer for children.";
    check(&record("a.csv", "A1", words, ""), &record("b.csv", "A1", words, ""), true);
    check(&record("a.csv", "A1", words, ""), &record("b.csv", "A2", words, ""), false);
    check(&record("a.csv", "A1", words, ""), &record("a.csv", "A1", words, "2024-03-01"), false);
    check(
        &record("a.csv", "A1", words, "2024-03-01"),
        &record("b.xlsx", "A1", words, "01/03/2024 00:00"),
        true,
    );
    check(&record("a.csv", "A1", words, ""), &record("b.csv", "A1", "It is not.", ""), false);
}

#[test]
fn a_record_that_is_twice_in_one_table_is_a_duplicate() {
    let one = record("a.csv", "A1", "Agree", "");
    check(&one, &Response { id: "a.csv#2".into(), ..one.clone() }, true);
}

#[test]
fn two_surveys_that_count_from_one_are_two() {
    let tick = |source: &str, date: &str| record(source, "1", "Agree", date);
    check(&tick("a.csv", "2024-03-01"), &tick("b.csv", "2024-03-01"), true);
    check(&tick("a.csv", "2024-03-01"), &tick("b.csv", "2024-05-09"), false);
    let mut other = tick("b.csv", "");
    other.attributes.push(("Ward".into(), "East".into()));
    check(&tick("a.csv", ""), &other, false);
    let mut named = record("b.csv", "1", "It is safer for children.", "");
    named.respondent = Some("Bob".into());
    let mut first = record("a.csv", "1", "It is safer for children.", "");
    first.respondent = Some("Ann".into());
    check(&first, &named, false);
}

#[test]
fn names_are_compared_and_not_their_spelling() {
    check(&row("1", "John Smith", "no", &[]), &row("2", "John  SMITH", "no\n", &[]), true);
    let mail = [("E-mail", "a@b.org")];
    check(&row("1", "Ann", "no", &mail), &row("2", "Annie", "no", &mail), true);
    check(&row("1", "John Smith", "no", &mail), &row("2", "Mary Smith", "no", &mail), false);
    check(
        &row("1", "", "no", &[("E-mail", "noreply@b.org")]),
        &row("2", "", "no", &[("E-mail", "noreply@b.org")]),
        false,
    );
}

/// A letter that ends in a signature.
fn letter(id: &str, words: &str, signature: &str) -> Response {
    let text = format!("{words}{signature}");
    let asides = Span::new(words.len(), text.len()).trim(&text);
    let mut response = record(id, "", &text, "");
    response.answers[0].asides = vec![Aside { span: asides, kind: AsideKind::Furniture }];
    Response { id: id.into(), source_row: None, own_id: None, sha256: id.into(), ..response }
}

#[test]
fn a_signed_letter_in_another_format_is_told_and_a_mail_of_the_same_sender_a_duplicate() {
    let words = "We do not want fees.\n\n";
    let signed = |id: &str| letter(id, words, "Yours\nMary Poole\n12 High Street");
    let mut duplicates = Duplicates::new();
    assert_eq!(duplicates.check(&signed("a.txt")), None);
    assert!(duplicates.notice().is_none());
    let other = letter("b.pdf", "We do not\r\nwant fees. ", "Yours\r\nMary Poole\r\n12 High Street");
    assert_eq!(duplicates.check(&other), None);
    assert!(
        duplicates.notice().expect("told").message.contains("has the words and the signature of `a.txt`")
    );
    let mail = |id: &str, name: &str| Response {
        sender: Some(format!("{name}@a.org")),
        respondent: Some(name.into()),
        ..signed(id)
    };
    check(&mail("a.eml", "Mary Poole"), &mail("b.eml", "Mary Poole"), true);
    check(&mail("a.eml", "Mary Poole"), &mail("b.eml", "Bob"), false);
}

#[test]
fn copies_under_other_names_or_none_are_a_campaign() {
    let words = "We do not want fees.\n\n";
    check(&letter("a.txt", words, "Yours\nMary Poole"), &letter("b.txt", words, "Yours\nAnn Lee"), false);
    check(
        &letter("a.txt", words, "Yours\nA Concerned Resident"),
        &letter("b.txt", words, "Yours\nA Concerned Resident"),
        false,
    );
    check(&letter("a.txt", words, ""), &letter("b.txt", words, ""), false);
    let mut duplicates = Duplicates::new();
    for n in 0..50 {
        let name = format!("N{n}n Family");
        let mail = |id| Response {
            sender: Some("send@campaign.org".into()),
            respondent: Some(name.clone()),
            ..letter(id, words, "")
        };
        assert_eq!(duplicates.check(&mail("a.eml")), None, "{n}");
        assert_eq!(duplicates.check(&mail("b.eml")).as_deref(), Some("a.eml"), "{n}");
    }
}

#[test]
fn one_address_may_send_for_many() {
    let from = |response: Response| Response { sender: Some("send@campaign.org".into()), ..response };
    let words = "We do not want fees.\n\n";
    check(&from(letter("a.eml", words, "Yours\nJim")), &from(letter("b.eml", words, "Yours\nTom")), false);
    let forwarded = |id: &str, name: &str| from(letter(id, &format!("From: {name}\n{words}"), ""));
    check(&forwarded("a.eml", "Ann"), &forwarded("b.eml", "Bob"), false);
    check(&forwarded("a.eml", "Ann"), &forwarded("b.eml", "Ann"), true);
}

#[test]
fn a_note_above_what_is_attached_is_passed_over() {
    let from = |response: Response| Response { sender: Some("ann@a.org".into()), ..response };
    let words = "We do not want fees.";
    let attached = format!("Please see attached.\n\n[attachment: fees.docx]\n\n{words}");
    check(&from(letter("a.eml", words, "")), &from(letter("b.eml", &attached, "")), true);
    let more = format!("No dogs either.\n\n[attachment: fees.docx]\n\n{words}");
    check(&from(letter("a.eml", words, "")), &from(letter("b.eml", &more, "")), false);
}

#[track_caller]
fn told(first: &Response, second: &Response, says: Option<&str>) {
    let mut duplicates = Duplicates::new();
    assert_eq!(duplicates.check(first), None);
    assert_eq!(duplicates.notice(), None);
    assert_eq!(duplicates.check(second), None);
    let notice = duplicates.notice();
    assert_eq!(notice.is_some(), says.is_some(), "{notice:?}");
    if let (Some(notice), Some(says)) = (notice, says) {
        assert_eq!(notice.kind, "same-respondent");
        assert!(notice.message.contains(says), "{}", notice.message);
        assert!(notice.message.contains(&format!("{},exclude,,,", first.id)), "{}", notice.message);
    }
}

#[test]
fn other_words_of_a_respondent_are_told() {
    let mail = [("E-mail", "a@b.org")];
    told(&row("1", "Ann", "no", &mail), &row("2", "Ann", "yes", &mail), Some("comes from the sender of `1`"));
    told(&row("1", "Ann", "no", &[]), &row("2", "Ann", "yes", &[]), None);
    told(&row("1", "", "no", &[]), &row("2", "", "yes", &[]), None);
    told(&row("1", "Ann Lee", "no", &mail), &row("2", "Bob Lee", "yes", &mail), None);
    let instead = "Please use this instead of my earlier response. Yes.";
    told(&row("1", "Ann", "no", &[]), &row("2", "Ann", instead, &[]), Some("says that it replaces"));
    told(
        &letter("a.txt", "No fees. ", "Yours\nMary Poole"),
        &letter("b.txt", instead, " Yours\nMary Poole"),
        Some("says that it replaces"),
    );
}

#[test]
fn who_sent_a_repetition_is_known_by_it() {
    let signed = |id: &str| letter(id, "No fees. ", "Yours\nMary Poole");
    let mail = |response| Response { sender: Some("mary@a.org".into()), ..response };
    let mut duplicates = Duplicates::new();
    assert_eq!(duplicates.check(&mail(signed("a.eml"))), None);
    assert_eq!(duplicates.check(&mail(signed("b.eml"))).as_deref(), Some("a.eml"));
    assert_eq!(duplicates.check(&mail(letter("c.eml", "Yes to fees.", ""))), None);
    assert!(duplicates.notice().is_some_and(|notice| notice.message.contains("the sender of `a.eml`")));
}

#[test]
fn revised_records_are_told() {
    let (one, other) = ("It is safer for children.", "It is no safer at all.");
    let date = "2024-03-01";
    told(&record("a.csv", "A1", one, date), &record("b.csv", "A1", other, date), Some("revised record"));
    told(&record("a.csv", "A1", one, date), &record("b.csv", "A1", other, "2024-03-09"), None);
}

#[test]
fn what_is_not_told_one_by_one_is_summed_up() {
    let mut duplicates = Duplicates::new();
    for n in 0..103 {
        duplicates.check(&row("1", "Ann", &format!("no {n}"), &[("E-mail", "a@b.org")]));
    }
    assert!(duplicates.rest().any(|notice| notice.message.starts_with("2 more")));
}

#[test]
fn files_without_a_name_that_come_again_are_told() {
    let file = |id: &str, respondent: Option<&str>| Response {
        id: id.into(),
        sha256: "1".into(),
        respondent: respondent.map(str::to_owned),
        ..Response::default()
    };
    let mut duplicates = Duplicates::new();
    assert_eq!(duplicates.check(&file("a.txt", None)), None);
    assert_eq!(duplicates.check(&file("b.txt", None)).as_deref(), Some("a.txt"));
    let told: Vec<Notice> = duplicates.rest().collect();
    assert!(told[0].message.starts_with("1 file is"), "{told:?}");
    // As an analyst may say in assignments.csv.
    check(&file("a.txt", Some("Ann Lee")), &file("b.txt", Some("Bob Hay")), false);
}

#[test]
fn namesakes_of_another_kind_are_others() {
    let from = |kind: &str, region: &str| Response {
        respondent_type: Some(kind.into()),
        region: Some(region.into()),
        ..row("1", "John Smith", "yes", &[])
    };
    check(&from("Individual", "North"), &from("individual", "North"), true);
    check(&from("Individual", "North"), &from("Council", "North"), false);
    check(&from("Individual", "North"), &from("Individual", "South"), false);
    check(&row("1", "Prefer not to say", "yes", &[]), &row("2", "Prefer not to say", "yes", &[]), false);
}

/// A record of a table that has ids, under a name.
fn named(own_id: &str, name: &str, text: &str, attributes: &[(&str, &str)]) -> Response {
    let record = record("a.csv", own_id, text, "");
    let attributes = row("", "", "", attributes).attributes;
    Response { respondent: Some(name.into()), attributes, ..record }
}

#[test]
fn namesakes_are_told_apart_by_whatever_else_they_give() {
    let words = "The ferry leaves long before the first train arrives.";
    let from = |id: &str, details: &[(&str, &str)]| named(id, "Jo Reid", words, details);
    check(&from("1", &[]), &from("2", &[]), true);
    for (header, one, other) in [
        ("Postcode", "KW1 4AB", "IV2 3ZZ"),
        ("IP Address", "10.0.0.1", "10.9.9.9"),
        ("How old are you?", "65+", "18-24"),
    ] {
        check(&from("1", &[(header, one)]), &from("2", &[(header, other)]), false);
        check(&from("1", &[(header, one)]), &from("2", &[(header, one)]), true);
    }
    check(&from("1", &[("End Date", "1 May")]), &from("2", &[("End Date", "2 May")]), true);
    let mail = ("E-mail", "jo@reid.example");
    check(
        &from("1", &[mail, ("IP Address", "10.0.0.1")]),
        &from("2", &[mail, ("IP Address", "10.0.0.2")]),
        true,
    );
}

#[test]
fn a_name_and_a_few_ticks_are_no_person() {
    let from = |id: &str, details: &[(&str, &str)]| named(id, "Jo Reid", "Yes please", details);
    check(&from("1", &[("Postcode", "KW1 4AB")]), &from("2", &[("Postcode", "kw1 4ab")]), true);
    let mut duplicates = Duplicates::new();
    assert_eq!(duplicates.check(&from("1", &[])), None);
    assert_eq!(duplicates.check(&from("2", &[])), None);
    let told: Vec<Notice> = duplicates.rest().collect();
    assert!(told[0].message.starts_with("1 record has the name and the ticks"), "{told:?}");
}

#[test]
fn sorts_of_people_are_nobody() {
    let words = "The ferry leaves long before the first train arrives.";
    for name in ["Private individual", "Self", "Not applicable", "x", "Member of the public"] {
        check(&named("1", name, words, &[]), &named("2", name, words, &[]), false);
    }
}
