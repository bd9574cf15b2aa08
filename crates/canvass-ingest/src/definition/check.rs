//! Checks what the values of a definition refer to.

use std::collections::HashMap;

use canvass_core::text::Language;
use canvass_core::{Consultation, OptionDef, OptionIdx, Place, Question, QuestionIdx, QuestionKind, Stance};
use toml::Spanned;

use super::raw::{Column, File, Head, OptionTable, Printed, QuestionTable, SurveyTable};
use super::{ColumnSpec, Holds, Part, TableSpec, groups};
use crate::error::Error;

const KINDS: [(&str, QuestionKind); 3] =
    [("open", QuestionKind::Open), ("closed", QuestionKind::Closed), ("hybrid", QuestionKind::Hybrid)];
const PARTS: [(&str, Part); 2] = [("closed", Part::Closed), ("open", Part::Open)];

/// Knows the file, so that every mistake can be shown in its place.
pub(super) struct Checker<'a> {
    path: &'a str,
    source: &'a str,
    /// Codes of the languages that can be analysed.
    languages: &'a [&'a str],
}

impl<'a> Checker<'a> {
    pub(super) fn new(path: &'a str, source: &'a str, languages: &'a [&'a str]) -> Self {
        Self { path, source, languages }
    }

    pub(super) fn consultation(&self, file: File) -> Result<(Consultation, Vec<TableSpec>), Error> {
        self.unique("option", file.options.iter().map(|option| &option.id))?;
        self.unique("question", file.questions.iter().map(|question| &question.id))?;
        if let Some(question) = file.questions.iter().find(|question| groups::is_total(question.id.get_ref()))
        {
            let (name, place) = (question.id.get_ref().clone(), Box::new(self.place(&question.id)));
            return Err(Error::ReservedQuestion { name, place });
        }
        let mut consultation = self.head(file.consultation)?;
        consultation.options = file.options.into_iter().map(option).collect();
        for question in file.questions {
            let question = self.question(&consultation, question)?;
            consultation.questions.push(question);
        }
        let tables = file.tables.into_iter().map(|table| self.table(&consultation, table));
        let tables = tables.collect::<Result<_, _>>()?;
        Ok((consultation, tables))
    }

    fn head(&self, head: Head) -> Result<Consultation, Error> {
        // The id names a folder of output.
        if head.id.get_ref().contains(['/', '\\', ':']) || head.id.get_ref().starts_with('.') {
            return Err(self.bad_name("consultation", &head.id));
        }
        self.named("consultation", &head.id)?;
        let language = match &head.language {
            Some(code) => Language::from_code(code.get_ref())
                .filter(|language| self.languages.contains(&language.code()))
                .ok_or_else(|| self.unknown("language", code, self.languages.iter().copied()))?,
            None => Language::ENGLISH,
        };
        let id = head.id.into_inner();
        Ok(Consultation {
            title: head.title.unwrap_or_else(|| id.clone()),
            id,
            language: language.code().to_owned(),
            groups: groups::check(head.groups, |group| self.place(group))?,
            options: Vec::new(),
            questions: Vec::new(),
        })
    }

    fn question(&self, consultation: &Consultation, raw: QuestionTable) -> Result<Question, Error> {
        let option = raw.option.as_ref().map(|id| self.option(consultation, id)).transpose()?;
        let kind = match &raw.kind {
            Some(name) => self.pick("kind", name, &KINDS)?,
            None => QuestionKind::default(),
        };
        Ok(Question {
            id: raw.id.into_inner(),
            number: raw.number.map(Printed::into_text).filter(|number| !number.trim().is_empty()),
            text: raw.text,
            option,
            kind,
            closed: self.scale(raw.closed.into_iter().collect())?,
        })
    }

    fn option(&self, consultation: &Consultation, id: &Spanned<String>) -> Result<OptionIdx, Error> {
        consultation.find_option(id.get_ref()).ok_or_else(|| {
            self.unknown("option", id, consultation.options.iter().map(|option| option.id.as_str()))
        })
    }

    fn scale(
        &self,
        mut replies: Vec<(Spanned<String>, Spanned<String>)>,
    ) -> Result<Vec<(String, Stance)>, Error> {
        replies.sort_by_key(|(reply, _)| reply.span().start);
        replies
            .into_iter()
            .map(|(reply, name)| {
                let stance = Stance::from_name(name.get_ref()).ok_or_else(|| {
                    self.unknown("stance", &name, Stance::ALL.into_iter().map(Stance::as_str))
                })?;
                Ok((reply.into_inner(), stance))
            })
            .collect()
    }

    fn table(&self, consultation: &Consultation, raw: SurveyTable) -> Result<TableSpec, Error> {
        self.named("table", &raw.path)?;
        let place = self.place(&raw.path);
        let mut columns: Vec<(Spanned<String>, Column)> = raw.columns.into_iter().collect();
        columns.sort_by_key(|(header, _)| header.span().start);
        let columns = columns.into_iter().map(|(header, column)| {
            let holds = self.holds(consultation, &header, &column)?;
            Ok(ColumnSpec { header: header.into_inner(), holds })
        });
        Ok(TableSpec {
            columns: columns.collect::<Result<_, Error>>()?,
            path: raw.path.into_inner(),
            place,
            response_id: raw.response_id,
            respondent: raw.respondent,
            respondent_type: raw.respondent_type,
            region: raw.region,
            submitted_at: raw.submitted_at,
        })
    }

    fn holds(
        &self,
        consultation: &Consultation,
        header: &Spanned<String>,
        column: &Column,
    ) -> Result<Holds, Error> {
        match (&column.question, &column.read) {
            (Some(question), None) => {
                let question = self.question_idx(consultation, question)?;
                let part = column.part.as_ref().map(|part| self.pick("part", part, &PARTS)).transpose()?;
                Ok(Holds::Answers { question, part })
            }
            (None, Some(read)) => self.pick("way to read a column", read, &Holds::NAMES),
            (Some(_), Some(read)) => Err(Error::Contradiction {
                one: "read",
                other: "question",
                place: Box::new(self.place(read)),
            }),
            (None, None) => {
                Err(Error::MissingKey { key: "question".to_owned(), place: Box::new(self.place(header)) })
            }
        }
    }

    fn question_idx(&self, consultation: &Consultation, id: &Spanned<String>) -> Result<QuestionIdx, Error> {
        consultation.find_question(id.get_ref()).ok_or_else(|| {
            self.unknown("question", id, consultation.questions.iter().map(|question| question.id.as_str()))
        })
    }

    fn pick<T: Copy>(
        &self,
        noun: &'static str,
        name: &Spanned<String>,
        known: &[(&str, T)],
    ) -> Result<T, Error> {
        known
            .iter()
            .find(|(candidate, _)| candidate == name.get_ref())
            .map(|(_, value)| *value)
            .ok_or_else(|| self.unknown(noun, name, known.iter().map(|(candidate, _)| *candidate)))
    }

    /// Checks that ids say something and that none is used twice.
    fn unique<'b>(
        &self,
        noun: &'static str,
        ids: impl Iterator<Item = &'b Spanned<String>>,
    ) -> Result<(), Error> {
        let mut seen: HashMap<&str, &Spanned<String>> = HashMap::new();
        for id in ids {
            self.named(noun, id)?;
            if let Some(first) = seen.insert(id.get_ref(), id) {
                let first = self.place(first).line();
                let place = Box::new(self.place(id));
                return Err(Error::DuplicateId { noun, id: id.get_ref().clone(), first, place });
            }
        }
        Ok(())
    }

    fn named(&self, noun: &'static str, name: &Spanned<String>) -> Result<(), Error> {
        let said = !name.get_ref().trim().is_empty() && !name.get_ref().contains(char::is_control);
        if said { Ok(()) } else { Err(self.bad_name(noun, name)) }
    }

    fn bad_name(&self, noun: &'static str, name: &Spanned<String>) -> Error {
        Error::BadName { noun, name: name.get_ref().clone(), place: Box::new(self.place(name)) }
    }

    fn unknown<'b>(
        &self,
        noun: &'static str,
        name: &Spanned<String>,
        known: impl IntoIterator<Item = &'b str>,
    ) -> Error {
        let known = known.into_iter().map(str::to_owned).collect();
        Error::Unknown { noun, name: name.get_ref().clone(), known, place: Box::new(self.place(name)) }
    }

    fn place<T>(&self, value: &Spanned<T>) -> Place {
        Place { path: self.path.to_owned(), source: self.source.to_owned(), bytes: value.span() }
    }
}

fn option(raw: OptionTable) -> OptionDef {
    let id = raw.id.into_inner();
    OptionDef { label: raw.label.unwrap_or_else(|| id.clone()), id, aliases: raw.aliases }
}
