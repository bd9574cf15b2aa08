//! Which closed replies are ticks in whatever language the words are.

use canvass_core::{Answer, Response, Span};

use crate::segment;

/// Keeps the ticks in a column, in a box or on a line of their own, and gives the others back to the words.
///
/// In the consultation's language "No. We think ..." begins with a closed reply;
/// in Polish "No" begins a sentence and may well mean yes.
pub fn keep_plain_ticks(response: &mut Response) {
    let Response { text, answers, .. } = response;
    let same = |one: &Answer, next: &Answer| one.span == next.span && !one.span.is_empty();
    for group in answers.chunk_by_mut(same) {
        let given =
            |answer: &Answer| answer.closed.map(|closed| closed.span).filter(|span| !is_plain(text, *span));
        let words = group.iter().filter_map(given).reduce(Span::join);
        let Some(words) = words else { continue };
        for answer in group {
            answer.span = answer.span.join(words);
            answer.closed = answer.closed.filter(|closed| is_plain(text, closed.span));
        }
    }
}

/// Whether nothing is said behind the reply on its line, or boxes are.
fn is_plain(text: &str, reply: Span) -> bool {
    let start = text[..reply.start as usize].rfind('\n').map_or(0, |at| at + 1);
    let behind = &text[reply.end as usize..];
    let behind = behind.split('\n').next().unwrap_or(behind);
    let line = &text[start..reply.end as usize + behind.len()];
    !behind.contains(char::is_alphanumeric) || segment::has_box(line)
}

#[cfg(test)]
mod tests {
    use canvass_core::{ClosedReply, Method};

    use super::*;

    /// `reply` is where the closed reply stands; what is kept of it and the answer's words come out.
    fn check(text: &str, reply: &str, words: &str, kept: Option<&str>, expect: &str) {
        let place = |piece: &str| {
            let at = text.find(piece).expect("in the text");
            Span::new(at, at + piece.len())
        };
        let mut response = Response { text: text.into(), ..Response::default() };
        response.answers.push(Answer {
            closed: Some(ClosedReply::on_scale(place(reply), None)),
            method: Method::Number,
            ..Answer::whole(place(words))
        });
        keep_plain_ticks(&mut response);
        let answer = &response.answers[0];
        assert_eq!(answer.closed.map(|closed| closed.span.of(text)), kept);
        assert_eq!(answer.span.of(text), expect);
    }

    #[test]
    fn a_reply_is_a_tick_on_its_own_line_or_in_a_box() {
        check("1. Yes\nNid ydym", "Yes", "Nid ydym", Some("Yes"), "Nid ydym");
        check("Yes.  \nNid ydym", "Yes", "Nid ydym", Some("Yes"), "Nid ydym");
        check("☒ Yes ☐ No\nNid ydym", "Yes", "Nid ydym", Some("Yes"), "Nid ydym");
        check("No. Nie chcemy", "No", "Nie chcemy", None, "No. Nie chcemy");
        check("No to tak", "No", "No to tak", None, "No to tak");
    }
}
