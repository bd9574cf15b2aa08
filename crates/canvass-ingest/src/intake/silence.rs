//! Responses that say nothing: printed questions, placeholders, stationery and the titles of forms, and no word besides.

use canvass_core::{Answer, AsideKind, Consultation, Method, Response, Status};

use crate::segment;
use crate::segment::placeholder::Placeholder;

/// Why a response is blank in which nothing was written.
pub(super) const NO_TEXT: &str = "no text";
/// Why a letter is blank that holds the consultation's questions and no reply to them.
const NO_REPLY: &str = "questions only";
/// Words in the title of a form, beside those of the consultation's own.
const FORM: [&str; 24] = [
    "a",
    "and",
    "completed",
    "consultation",
    "feedback",
    "for",
    "form",
    "of",
    "on",
    "our",
    "page",
    "please",
    "public",
    "questionnaire",
    "questions",
    "reply",
    "respondent",
    "response",
    "responses",
    "sheet",
    "survey",
    "the",
    "to",
    "your",
];
/// A title holds one of these.
const CALLED: [&str; 3] = ["form", "questionnaire", "response"];

/// What stands in the place of an answer.
enum Silence {
    Placeholder(Placeholder),
    /// A greeting, a signature: by itself it may be all that somebody has to say.
    Stationery,
    /// Nothing, or what is printed.
    Printed,
}

/// Makes a response blank of whose answers none says anything.
pub(super) fn judge(mut response: Response, consultation: &Consultation) -> Response {
    if response.status != Status::Analysed {
        return response;
    }
    let silences = response.answers.iter().map(|answer| silence(answer, &response.text, consultation));
    let Some(silences) = silences.collect::<Option<Vec<Silence>>>() else { return response };
    let placeholders = silences.iter().filter_map(|silence| match silence {
        Silence::Placeholder(kind) => Some(*kind),
        Silence::Stationery | Silence::Printed => None,
    });
    let told = Placeholder::foremost(placeholders);
    if told.is_none() && silences.iter().any(|silence| matches!(silence, Silence::Stationery)) {
        return response;
    }
    response.status = Status::Blank;
    // A record prints no questions: without an answer it holds what stands in the place of ticks alone.
    let untold = if response.source_row.is_some() { NO_TEXT } else { NO_REPLY };
    response.reason = Some(told.map_or(untold, Placeholder::reason).to_owned());
    response.answers.clear();
    response
}

/// Why an answer says nothing; none where it says something.
fn silence(answer: &Answer, text: &str, consultation: &Consultation) -> Option<Silence> {
    // A tick in a table is one that the form offers.
    let ticked = answer.closed.filter(|_| answer.method != Method::Column);
    let ticked = ticked.and_then(|reply| Placeholder::of(reply.span.of(text)));
    if answer.closed.is_some() && ticked.is_none() {
        return None;
    }
    let own = segment::own_words(text, answer);
    match Placeholder::of_all(&own).or(ticked.filter(|_| own.is_empty())) {
        Some(kind) => Some(Silence::Placeholder(kind)),
        None if answer.span.is_empty() => Some(Silence::Printed),
        None if own.is_empty() => {
            let quotes = answer.asides.iter().any(|aside| aside.kind == AsideKind::Quotation);
            (!quotes).then_some(Silence::Stationery)
        }
        None if answer.question.is_none() && own.lines().all(|line| is_title(line, consultation)) => {
            Some(Silence::Printed)
        }
        None => None,
    }
}

/// "Consultation response form", "Town plan: questionnaire".
fn is_title(line: &str, consultation: &Consultation) -> bool {
    let title = consultation.title.to_lowercase();
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|mark: char| !mark.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let (words, title) = (words(line), words(&title));
    words.iter().any(|word| CALLED.contains(&word.as_str()))
        && words.iter().all(|word| FORM.contains(&word.as_str()) || title.contains(word))
}
