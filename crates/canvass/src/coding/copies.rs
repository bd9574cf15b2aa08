//! Texts that come again and again: a mass reply is coded once, and its copies share what was found.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use canvass_campaigns::Fingerprint;
use canvass_core::{Answer, CodedResponse, Response};

/// Shorter texts are coded faster than they are looked up.
const SHORTEST: usize = 200;
/// Texts whose hashes are remembered, and bytes of those that came twice, before both are forgotten.
const MOST_SEEN: usize = 1 << 18;
const MOST_BYTES: usize = 8 << 20;

/// What one thread remembers. A text is kept from the second time on: most come once.
#[derive(Default)]
pub(super) struct Copies {
    seen: HashSet<u64>,
    known: HashMap<u64, (CodedResponse, Fingerprint)>,
    n_bytes: usize,
}

impl Copies {
    /// An earlier response of the same text and the same answers, with what its own copies are found by.
    pub(super) fn find(&self, response: &Response) -> Option<&(CodedResponse, Fingerprint)> {
        let known = self.known.get(&key(response)?)?;
        is_same(&known.0.response, response).then_some(known)
    }

    /// Remembers what was found in a response.
    pub(super) fn remember(&mut self, coded: &CodedResponse, fingerprint: &Fingerprint) {
        let Some(key) = key(&coded.response) else { return };
        if self.seen.len() >= MOST_SEEN || self.n_bytes >= MOST_BYTES {
            *self = Self::default();
        }
        if !self.seen.insert(key) {
            self.n_bytes += coded.response.text.len();
            self.known.insert(key, (coded.clone(), fingerprint.clone()));
        }
    }
}

/// A response with what was found in one of the same text and the same answers.
pub(super) fn like(known: &CodedResponse, response: Response) -> CodedResponse {
    CodedResponse {
        response: Response { language: known.response.language.clone(), ..response },
        mentions: known.mentions.clone(),
        stances: known.stances.clone(),
        stems: known.stems.clone(),
        n_words: known.n_words.clone(),
    }
}

fn key(response: &Response) -> Option<u64> {
    let mut hasher = DefaultHasher::new();
    response.text.hash(&mut hasher);
    (response.text.len() >= SHORTEST).then(|| hasher.finish())
}

/// Whether all is the same in two responses that anything found in them depends on.
fn is_same(one: &Response, other: &Response) -> bool {
    let is_alike = |(one, other): (&Answer, &Answer)| {
        let of = |answer: &Answer| (answer.question, answer.topic, answer.span, answer.closed, answer.method);
        of(one) == of(other) && one.asides == other.asides && one.choices == other.choices
    };
    one.text == other.text
        && one.answers.len() == other.answers.len()
        && one.answers.iter().zip(&other.answers).all(is_alike)
}

#[cfg(test)]
mod tests {
    use canvass_core::{Span, Stance, StanceRow};

    use super::*;

    fn response(id: &str, text: &str) -> Response {
        let answers = vec![Answer::whole(Span::all(text))];
        Response { id: id.into(), text: text.into(), answers, ..Response::default() }
    }

    #[test]
    fn the_third_of_a_kind_gets_what_the_second_got() {
        let text = "We oppose the closure. ".repeat(10);
        let mut copies = Copies::default();
        let coded = |id: &str| CodedResponse {
            response: response(id, &text),
            stances: vec![StanceRow {
                stance: Stance::Oppose,
                ..StanceRow::not_addressed(canvass_core::OptionIdx(0))
            }],
            ..CodedResponse::default()
        };
        for id in ["a", "b"] {
            assert!(copies.find(&response(id, &text)).is_none(), "nothing is known of it");
            copies.remember(&coded(id), &Fingerprint::default());
        }
        let (known, _) = copies.find(&response("c", &text)).expect("it came twice");
        let third = like(known, response("c", &text));
        assert_eq!((third.response.id.as_str(), third.stances[0].stance), ("c", Stance::Oppose));
        let mut ticked = response("d", &text);
        ticked.answers[0].closed = Some(canvass_core::ClosedReply::on_scale(Span::new(0, 2), None));
        assert!(copies.find(&ticked).is_none(), "another tick is another reply");
        assert!(copies.find(&response("e", "No.")).is_none());
    }
}
