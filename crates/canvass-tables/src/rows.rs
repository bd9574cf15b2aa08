//! A coded response as rows of `responses`, `answers`, `asides`, `mentions`, `stances` and `exclusions`.

use std::path::Path;

use canvass_core::{Answer, Basis, CodedResponse, Consultation, Response, Stance, StanceRow, Status};

use crate::buffer::Cell;
use crate::counts::reason;
use crate::error::Error;
use crate::facts::option_of;
use crate::file::{Limits, TableFile};
use crate::schema::{ANSWERS, ASIDES, EXCLUSIONS, MENTIONS, RESPONSES, STANCES};
use crate::writer::Context;

/// Folder beside the tables that `responses` stays in until its campaigns are known.
pub(crate) const DRAFT: &str = "draft";

/// The files that grow with the responses.
pub(crate) struct RowFiles {
    responses: TableFile,
    answers: TableFile,
    asides: TableFile,
    mentions: TableFile,
    stances: TableFile,
    exclusions: TableFile,
}

impl RowFiles {
    /// Starts the files in `dir`.
    pub(crate) fn create(dir: &Path, context: &Context, limits: Limits) -> Result<Self, Error> {
        let create = |table| TableFile::create(dir, table, &context.metadata, limits);
        let draft = dir.join(DRAFT);
        std::fs::create_dir_all(&draft).map_err(|source| Error::Open { path: draft.clone(), source })?;
        Ok(Self {
            responses: TableFile::draft(&draft, RESPONSES, &context.metadata, limits)?,
            answers: create(ANSWERS)?,
            asides: create(ASIDES)?,
            mentions: create(MENTIONS)?,
            stances: create(STANCES)?,
            exclusions: create(EXCLUSIONS)?,
        })
    }

    /// Writes what one response has to each.
    pub(crate) fn write(&mut self, context: &Context, coded: &CodedResponse) -> Result<(), Error> {
        self.write_response(coded)?;
        if coded.response.status == Status::Analysed {
            self.write_answers(&context.consultation, coded)?;
            self.write_asides(&context.consultation, coded)?;
            self.write_mentions(context, coded)?;
            self.write_stances(&context.consultation, coded)?;
        } else {
            self.write_exclusion(&coded.response)?;
        }
        Ok(())
    }

    /// Closes the files; gives the name and the number of rows of each.
    pub(crate) fn finish(self) -> Result<Vec<(String, u64)>, Error> {
        [
            (RESPONSES, self.responses),
            (ANSWERS, self.answers),
            (ASIDES, self.asides),
            (MENTIONS, self.mentions),
            (STANCES, self.stances),
            (EXCLUSIONS, self.exclusions),
        ]
        .into_iter()
        .map(|(table, file)| Ok((table.name.to_owned(), file.finish()?)))
        .collect()
    }

    fn write_response(&mut self, coded: &CodedResponse) -> Result<(), Error> {
        let response = &coded.response;
        let analysed = response.status == Status::Analysed;
        let n_answers = if analysed { response.answers.len().cast_signed() as i64 } else { 0 };
        self.responses.push(&[
            (&response.id).into(),
            (&response.source).into(),
            response.source_row.map(u64::cast_signed).into(),
            (&response.sha256).into(),
            response.format.into(),
            response.respondent.as_ref().into(),
            response.respondent_type.as_ref().into(),
            response.region.as_ref().into(),
            response.submitted_at.as_ref().into(),
            response.language.as_ref().into(),
            response.status.as_str().into(),
            response.reason.as_ref().into(),
            Cell::Null, // campaign_id
            Cell::Null, // campaign_role
            n_answers.into(),
            if analysed { n_words(coded) } else { 0 }.into(),
            (&attributes(response)).into(),
            (&response.text).into(),
        ])
    }

    fn write_exclusion(&mut self, response: &Response) -> Result<(), Error> {
        let repeats = response.reason.as_ref().filter(|_| response.status == Status::Duplicate);
        self.exclusions.push(&[
            (&response.id).into(),
            (&response.source).into(),
            response.source_row.map(u64::cast_signed).into(),
            response.status.as_str().into(),
            reason(response).into(),
            repeats.into(),
        ])
    }

    fn write_answers(&mut self, consultation: &Consultation, coded: &CodedResponse) -> Result<(), Error> {
        let response = &coded.response;
        for (at, answer) in response.answers.iter().enumerate() {
            self.answers.push(&[
                (&answer.id).into(),
                (&response.id).into(),
                question_id(consultation, answer).into(),
                answer.closed.map(|reply| reply.span.of(&response.text)).into(),
                answer.span.of(&response.text).into(),
                answer.span.start.into(),
                answer.span.end.into(),
                answer.method.as_str().into(),
                answer.confidence.into(),
                coded.n_words.get(at).copied().unwrap_or(0).into(),
            ])?;
        }
        Ok(())
    }

    fn write_asides(&mut self, consultation: &Consultation, coded: &CodedResponse) -> Result<(), Error> {
        let response = &coded.response;
        for answer in &response.answers {
            for aside in &answer.asides {
                self.asides.push(&[
                    (&answer.id).into(),
                    (&response.id).into(),
                    question_id(consultation, answer).into(),
                    aside.kind.as_str().into(),
                    aside.span.start.into(),
                    aside.span.end.into(),
                    aside.span.of(&response.text).into(),
                ])?;
            }
        }
        Ok(())
    }

    fn write_mentions(&mut self, context: &Context, coded: &CodedResponse) -> Result<(), Error> {
        let consultation = &context.consultation;
        for mention in &coded.mentions {
            let answer = &coded.response.answers[mention.answer_idx];
            let option = option_of(consultation, answer);
            self.mentions.push(&[
                (&answer.id).into(),
                (&coded.response.id).into(),
                question_id(consultation, answer).into(),
                option.map(|option| &consultation.option(option).id).into(),
                (&context.themes[mention.theme_idx].id).into(),
                (&*mention.rule).into(),
                mention.span.start.into(),
                mention.span.end.into(),
                mention.span.of(&coded.response.text).into(),
                mention.sentence.start.into(),
                mention.sentence.end.into(),
                mention.negated.into(),
            ])?;
        }
        Ok(())
    }

    /// One row an option, whatever options the coder gave rows for.
    fn write_stances(&mut self, consultation: &Consultation, coded: &CodedResponse) -> Result<(), Error> {
        let (response, text) = (&coded.response, &coded.response.text);
        for (option, def) in consultation.options() {
            let found = coded.stances.iter().find(|row| row.option == option).cloned();
            let row = found.unwrap_or_else(|| StanceRow::not_addressed(option));
            self.stances.push(&[
                (&response.id).into(),
                (&def.id).into(),
                row.stance.as_str().into(),
                row.basis.map(Basis::as_str).into(),
                row.confidence.into(),
                row.rule.as_deref().into(),
                row.answer_idx.map(|at| &response.answers[at].id).into(),
                row.span.map(|span| span.start).into(),
                row.span.map(|span| span.end).into(),
                row.span.map(|span| span.of(text)).into(),
                row.closed.map(|span| span.of(text)).into(),
                row.words.map(Stance::as_str).into(),
                row.conflict.into(),
            ])?;
        }
        Ok(())
    }
}

fn question_id<'a>(consultation: &'a Consultation, answer: &Answer) -> Option<&'a String> {
    answer.question.map(|question| &consultation.question(question).id)
}

/// Words of all answers; a reply to several questions counts once.
fn n_words(coded: &CodedResponse) -> i64 {
    let answers = coded.response.answers.iter().zip(&coded.n_words);
    let mut spans: Vec<_> = answers.map(|(answer, n_words)| (answer.span, *n_words)).collect();
    spans.sort_unstable();
    spans.dedup_by_key(|(span, _)| *span);
    spans.into_iter().map(|(_, n_words)| i64::from(n_words)).sum()
}

/// The other columns as a JSON object in their order; a repeated name is numbered, so that nothing is lost.
fn attributes(response: &Response) -> String {
    let mut object = serde_json::Map::new();
    for (name, value) in &response.attributes {
        let numbered = (2..).map(|number| format!("{name} ({number})"));
        let free = std::iter::once(name.clone()).chain(numbered).find(|name| !object.contains_key(name));
        object.insert(free.expect("numbers do not run out"), value.as_str().into());
    }
    serde_json::Value::Object(object).to_string()
}

#[cfg(test)]
mod tests {
    use super::attributes;
    use crate::fixture::{check, responses, show, table};

    #[test]
    fn only_analysed_responses_have_answers_and_words() {
        // The reply of `c` to two questions is two answers, and two words all the same.
        check(
            "responses",
            &[],
            "response_id respondent_type status reason campaign_id n_answers n_words attributes",
            "a | individual | analysed | - | - | 2 | 4 | {}
             b | Individual | analysed | - | - | 2 | 2 | {}
             c | charity | analysed | - | - | 2 | 2 | {}
             d | - | analysed | - | - | 1 | 2 | {}
             e | charity | analysed | - | - | 1 | 1 | {}
             f | - | blank | - | - | 0 | 0 | {}
             g | - | unreadable | no text layer | - | 0 | 0 | {}
             h | - | duplicate | a | - | 0 | 0 | {}",
        );
    }

    #[test]
    fn what_is_left_out_stands_with_its_step_and_what_it_repeats() {
        check(
            "exclusions",
            &[],
            "response_id source source_row step reason repeats",
            "f | responses.csv | - | blank | - | -
             g | responses.csv | - | unreadable | no text layer | -
             h | responses.csv | - | duplicate | - | a",
        );
        let excluded = table(&responses("a excluded=withdrawn\n b"), "exclusions");
        assert_eq!(show(&excluded, "response_id step reason repeats"), "a | excluded | withdrawn | -\n");
    }

    #[test]
    fn answers_hold_the_very_words() {
        check(
            "answers",
            &["response_id=c"],
            "answer_id question_id closed text start end method confidence n_words",
            "c/1 | q1 | No | sanctions funding | 3 | 20 | column | 0.800 | 2
             c/2 | q3 | No | sanctions funding | 3 | 20 | column | 0.800 | 2",
        );
    }

    #[test]
    fn mentions_know_their_question_and_option() {
        check(
            "mentions",
            &["response_id=a"],
            "answer_id question_id option_id theme_id start end quote sentence_start sentence_end negated",
            "a/1 | q1 | one | funding | 4 | 11 | funding | 4 | 29 | false
             a/1 | q1 | one | funding | 12 | 19 | funding | 4 | 29 | false
             a/1 | q1 | one | sanctions | 20 | 29 | sanctions | 4 | 29 | false
             a/2 | q2 | two | flexibility | 33 | 44 | flexibility | 33 | 44 | false",
        );
        check(
            "mentions",
            &["response_id=d"],
            "question_id option_id theme_id",
            "- | - | funding\n- | - | flexibility",
        );
        let under_heading = table(&responses("a | @two: funding"), "mentions");
        assert_eq!(show(&under_heading, "question_id option_id"), "- | two\n");
    }

    #[test]
    fn every_analysed_response_has_a_row_an_option() {
        check(
            "stances",
            &[],
            "response_id option_id stance basis quote conflict",
            "a | one | support | stated | - | false
             a | two | oppose | stated | - | false
             b | one | support | stated | - | false
             b | two | unclear | stated | - | false
             c | one | oppose | stated | - | false
             c | two | not_addressed | - | - | false
             d | one | mixed | stated | - | false
             d | two | not_addressed | - | - | false
             e | one | not_addressed | - | - | false
             e | two | not_addressed | - | - | false",
        );
    }

    #[test]
    fn attributes_keep_their_order_and_lose_nothing() {
        let coded = responses("a Zone=north Age=30 Zone=south");
        assert_eq!(attributes(&coded[0].response), r#"{"Zone":"north","Age":"30","Zone (2)":"south"}"#);
    }
}
