//! Whether a table numbers its columns as the consultation numbers its questions.

use super::header::Heading;
use super::likeness::Questions;

/// Which questions the numbers in the headers of a table mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numbering {
    /// Those of the consultation.
    Consultation,
    /// The survey's own, which counts name and age among them.
    Own,
}

/// Tells it from the headers that bear both a number and a question's wording.
pub(super) fn of(headings: &[Heading], questions: &Questions) -> Numbering {
    let (mut alike, mut other) = (0, 0);
    // Several columns of one question speak once.
    let alike_one = |one: &Heading, other: &Heading| one.number == other.number && one.words == other.words;
    for heading in headings.chunk_by(alike_one).map(|same| &same[0]) {
        match questions.has_own_number(heading) {
            Some(true) => alike += 1,
            Some(false) => other += 1,
            None => {}
        }
    }
    if other > alike { Numbering::Own } else { Numbering::Consultation }
}
