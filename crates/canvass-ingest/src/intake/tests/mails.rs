//! Mails as responses: forwarded ones, those around attachments, and their subjects.

use super::*;

const ORIGINAL: &str = "From: Dee Lark <dee@lark.example>\nSent: 01 March 2026 09:00\n\
                        To: Office <office@council.example>\nSubject: parks\n\n\
                        I oppose the entry fees. More trees would do.\n\nDee\n";

/// The mail with a body under a subject, from an officer.
#[track_caller]
fn mail(subject: &str, body: &str) -> (Response, Vec<Notice>) {
    let mail = format!("From: Officer <officer@council.example>\nSubject: {subject}\n\n{body}");
    let (mut responses, notices) = read(&[("a.eml", mail.as_bytes())]);
    (responses.remove(0), notices)
}

/// The words that are coded.
fn own_words(response: &Response) -> String {
    let mut own = String::new();
    for answer in &response.answers {
        let mut at = answer.span.start;
        for aside in &answer.asides {
            own.push_str(&response.text[at as usize..aside.span.start as usize]);
            at = aside.span.end;
        }
        own.push_str(&response.text[at as usize..answer.span.end as usize]);
    }
    own
}

#[track_caller]
fn is_passed_on(subject: &str, body: &str, from: &str) {
    let (response, notices) = mail(subject, body);
    assert!(own_words(&response).contains("oppose the entry fees"), "{response:#?}");
    assert_eq!(response.respondent.as_deref(), Some(from));
    assert!(notices.iter().all(|notice| notice.kind != "forwarded"));
}

#[test]
fn a_forwarded_response_is_its_senders() {
    let dashes = format!("-----Original Message-----\n{ORIGINAL}");
    let gmail = format!("---------- Forwarded message ---------\n{ORIGINAL}");
    let marked = format!("> {}\n", ORIGINAL.trim_end().replace('\n', "\n> "));
    let apple = format!("Begin forwarded message:\n\n{marked}");
    for quoted in [ORIGINAL, dashes.as_str(), gmail.as_str(), apple.as_str()] {
        for note in ["", "Please log.\n\n", "Hi Jo\n\nPlease log this one.\n\nOfficer\n\n", "fyi\n\n"] {
            is_passed_on("FW: parks", &format!("{note}{quoted}"), "Dee Lark");
        }
    }
    let twice = format!(
        "One for the file.\n\nFrom: Contact Centre <cc@council.example>\nSent: 2 March 2026 09:00\nTo: Parks\n\
         Subject: Fwd: parks\n\nThis came in today.\n\n{ORIGINAL}"
    );
    is_passed_on("FW: Fwd: parks", &twice, "Dee Lark");
}

#[test]
fn a_reply_or_a_view_stands_above_anothers_mail() {
    for subject in ["RE: parks", "Parks consultation"] {
        let (response, _) = mail(subject, &format!("More benches. Thank you.\n\n{ORIGINAL}"));
        assert!(!own_words(&response).contains("oppose"), "{response:#?}");
        assert_eq!(response.respondent.as_deref(), Some("Officer"));
    }
    let (response, notices) = mail("FW: parks", &format!("I agree with the fees.\n\n{ORIGINAL}"));
    assert_eq!(own_words(&response).trim(), "I agree with the fees.");
    assert_eq!(response.respondent.as_deref(), Some("Officer"));
    assert_eq!(notices[0].kind, "forwarded");
}

#[test]
fn a_note_above_an_attached_mail_passes_it_on() {
    let body = "--b\n\nPlease log.\n--b\nContent-Type: message/rfc822\n\n\
                From: Gil <gil@z.example>\nSubject: zone\n\nNo fees, please.\n--b--\n";
    let (response, _) = mail("FW: zone\nContent-Type: multipart/mixed; boundary=b", body);
    assert_eq!(response.respondent.as_deref(), Some("Gil"));
    assert_eq!(response.sender.as_deref(), Some("gil@z.example"));
    let body = body.replace("Please log.", "I want no fees either; see what my friend says.");
    let (response, _) = mail("zone\nContent-Type: multipart/mixed; boundary=b", &body);
    assert_eq!(response.respondent.as_deref(), Some("Officer"));
}

#[track_caller]
fn with_picture(body: &str) -> (Response, Vec<Notice>) {
    let body = format!(
        "--b\n\n{body}\n--b\nContent-Type: image/jpeg\n\
         Content-Disposition: attachment; filename=\"letter.jpg\"\n\nJFIF\n--b--\n"
    );
    mail("FW: Response\nContent-Type: multipart/mixed; boundary=b", &body)
}

#[test]
fn a_mail_around_a_picture_is_unreadable() {
    let forwarded =
        ORIGINAL.replace("I oppose the entry fees. More trees would do.", "My letter is attached.");
    for body in [
        "",
        "Please see attached.",
        "Dear all\n\nPlease find my response attached.\n\nKind regards\nAnn",
        forwarded.as_str(),
    ] {
        let (response, notices) = with_picture(body);
        assert_eq!(response.status, Status::Unreadable, "{body}");
        assert_eq!(response.reason.as_deref(), Some("format not supported"));
        let told = notices.iter().find(|notice| notice.kind == "not-readable").expect("told");
        assert!(told.message.contains("`letter.jpg` (an image)") && told.message.contains("--ocr"));
    }
    let letter = format!("Please log.\n\n{ORIGINAL}");
    for body in [
        "I oppose the fees, see attached.",
        "Please plant more trees here, I attach a photo.",
        "The street is a mess; attached is information.",
        letter.as_str(),
    ] {
        let (response, notices) = with_picture(body);
        assert_eq!(response.status, Status::Analysed, "{body}");
        assert!(notices.iter().all(|notice| notice.kind != "not-readable"), "{body}");
    }
}

#[test]
fn a_mail_around_a_scan_is_unreadable() {
    let scan = include_bytes!("../../../tests/fixtures/pdf/scan.pdf");
    let mut body = "--b\n\nMy letter is attached.\n--b\nContent-Type: application/pdf; name=\"letter.pdf\"\n\
                    Content-Transfer-Encoding: quoted-printable\n\n"
        .to_owned();
    for line in scan.chunks(20) {
        for byte in line {
            write!(body, "={byte:02X}").expect("in memory");
        }
        body.push_str("=\n");
    }
    body.push_str("\n--b--\n");
    let (response, notices) = mail("Response\nContent-Type: multipart/mixed; boundary=b", &body);
    assert_eq!((response.status, response.reason.as_deref()), (Status::Unreadable, Some("no text layer")));
    assert_eq!(response.text, "My letter is attached.");
    assert!(notices.iter().any(|notice| notice.message.contains("`letter.pdf` (no text layer)")));
}

#[test]
fn answers_in_the_consultations_own_mail_are_their_senders() {
    let body = "My answers are below, in red.\n\nFrom: Parks Consultation <parks@council.example>\n\
                Sent: 1 March 2026 09:00\nTo: Officer\nSubject: parks\n\n\
                1. Do you agree that visitors should pay an entry fee?\n\nNo, never.\n";
    let (response, _) = mail("RE: parks", body);
    assert_eq!(response.respondent.as_deref(), Some("Officer"));
    assert_eq!(response.answers.iter().filter(|answer| answer.closed.is_some()).count(), 1);
}

#[test]
fn the_subject_is_kept_and_read_where_it_is_all() {
    let (response, notices) = mail("I strongly oppose the entry fees", "\n\n");
    assert_eq!(own_words(&response), "I strongly oppose the entry fees");
    assert_eq!(response.attributes, [("subject".to_owned(), "I strongly oppose the entry fees".to_owned())]);
    assert_eq!(notices[0].kind, "subject-read");
    let (response, _) = mail("No to entry fees", "Sent from my iPhone\n");
    assert_eq!(response.text, "No to entry fees\n\nSent from my iPhone");
    assert_eq!(own_words(&response).trim(), "No to entry fees");
    for subject in ["Consultation response", "RE: I oppose the fees", "Do you agree with the fees?"] {
        let (response, _) = mail(subject, "\n");
        assert_eq!((response.status, response.text.as_str()), (Status::Blank, ""));
        assert_eq!(response.attributes[0].1, subject);
    }
    let (response, _) = mail("I oppose the entry fees", "More trees.");
    assert_eq!(response.text, "More trees.");
}
