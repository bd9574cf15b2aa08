//! The results of a run, as the pages ask for them.

use std::path::{Path, PathBuf};

use anyhow::Result;
use canvass_core::text::{Analyzer, Language};
use canvass_core::{Consultation, Explain as _, Place, Span};
use canvass_search::{Error, Index, Query};
use canvass_tables::{Table, Value, read_where};
use canvass_web::library::{
    AnswerOnPage, Asked, FoundPassages, Library, Passage, ResponsePage, StanceOnPage,
};

use crate::command::report;
use crate::command::show::cell;
use crate::complaint::Complaint;
use crate::models::Files;
use crate::past;

/// Passages shown on a page.
const SHOWN: usize = 50;

/// An output that is open for reading.
pub(super) struct Shelf {
    out: PathBuf,
    files: Files,
    index: Index,
    themes: Vec<(String, String)>,
    respondent_types: Vec<String>,
}

impl Shelf {
    pub(super) fn open(out: &Path) -> Result<Self> {
        let files = past::models(out)?;
        let themes = files.frame.themes.iter().map(|theme| (theme.id.clone(), theme.label.clone()));
        let support = canvass_tables::read(&out.join("tables"), "option_support").map_err(Complaint::of)?;
        let mut respondent_types: Vec<String> = support
            .rows_where("group", "respondent_type")
            .map(|row| cell(&support, row, "group_value").to_string())
            .collect();
        respondent_types.sort_unstable();
        respondent_types.dedup();
        Ok(Self {
            themes: themes.collect(),
            index: Index::open(&out.join("index")).map_err(Complaint::of)?,
            out: out.to_owned(),
            files,
            respondent_types,
        })
    }

    fn label(&self, question: &str) -> Option<String> {
        let known = self.files.definition.consultation.questions.iter().find(|one| one.id == question)?;
        let number = known.number.as_ref().map(|number| format!("{number}. ")).unwrap_or_default();
        Some(format!("{number}{}", known.text))
    }

    fn theme(&self, id: &str) -> String {
        let known = self.themes.iter().find(|(known, _)| known == id);
        known.map_or_else(|| id.to_owned(), |(_, label)| label.clone())
    }

    fn answers(&self, answers: &Table, mentions: &Table) -> Vec<AnswerOnPage> {
        let answer = |row: &Vec<Value>| {
            let at = |column: &str| cell(answers, row, column);
            let own: Vec<&Vec<Value>> =
                mentions.rows_where("answer_id", at("answer_id").as_text().unwrap_or_default()).collect();
            let mut themes: Vec<String> =
                own.iter().map(|one| self.theme(&cell(mentions, one, "theme_id").to_string())).collect();
            themes.sort_unstable();
            themes.dedup();
            let ticked = at("closed").as_text().map(|reply| format!("ticked “{reply}”"));
            AnswerOnPage {
                question: at("question_id").as_text().and_then(|id| self.label(id)),
                about: std::iter::once(format!("found by {}", at("method"))).chain(ticked).collect(),
                span: span(answers, row),
                marks: own.iter().map(|one| span(mentions, one)).collect(),
                themes,
            }
        };
        answers.rows.iter().map(answer).collect()
    }

    fn stances(&self, stances: &Table) -> Vec<StanceOnPage> {
        let options = &self.files.definition.consultation.options;
        let stance = |row: &Vec<Value>| {
            let at = |column: &str| cell(stances, row, column);
            let id = at("option_id").to_string();
            let basis = at("basis").as_text().map(|basis| format!(", {basis}")).unwrap_or_default();
            let option = options.iter().find(|one| one.id == id);
            let argued = at("words").as_text().filter(|_| *at("conflict") == Value::Bool(true));
            StanceOnPage {
                option: option.map_or(id, |one| one.label.clone()),
                stance: format!("{}{basis}", at("stance").to_string().replace('_', " ")),
                argued: argued.map(str::to_owned),
                quote: at("quote").as_text().map(str::to_owned),
                rule: at("rule").as_text().map(str::to_owned),
            }
        };
        stances.rows.iter().map(stance).collect()
    }
}

impl Library for Shelf {
    fn consultation(&self) -> &Consultation {
        &self.files.definition.consultation
    }

    fn themes(&self) -> &[(String, String)] {
        &self.themes
    }

    fn report(&self) -> Result<String, String> {
        let report =
            std::fs::read_to_string(self.out.join(report::FILE)).map_err(|error| error.to_string())?;
        let links =
            "<nav aria-label=\"Pages\" class=\"top\"><a href=\"/search\">Search the responses</a></nav><h1 ";
        Ok(report.replacen("<h1 ", links, 1))
    }

    fn search(&self, asked: &Asked) -> Result<FoundPassages, String> {
        let language = Language::from_code(self.index.language()).unwrap_or(Language::ENGLISH);
        let filter =
            |value: &String| Some(value.clone()).filter(|value| !value.is_empty()).into_iter().collect();
        let query = Query {
            text: asked.words.clone(),
            themes: filter(&asked.theme),
            options: filter(&asked.option),
            stances: filter(&asked.stance),
            questions: filter(&asked.question),
            respondent_types: filter(&asked.respondent_type),
            skip: asked.page.saturating_sub(1).saturating_mul(SHOWN),
            limit: SHOWN,
        };
        let found = match self.index.search(&mut Analyzer::new(language), &query) {
            Ok(found) => found,
            Err(error @ (Error::Syntax { .. } | Error::UnknownName { .. })) => {
                let misread = Some(misread(&error));
                let respondent_types = self.respondent_types.clone();
                return Ok(FoundPassages { misread, respondent_types, ..FoundPassages::default() });
            }
            Err(error) => return Err(error.to_string()),
        };
        let passage = |hit: canvass_search::Hit| {
            let question = hit.question_id.as_ref().and_then(|id| self.label(id));
            let themes: Vec<String> = hit.themes.iter().map(|id| self.theme(id)).collect();
            let themes = Some(themes.join(", ")).filter(|themes| !themes.is_empty());
            Passage {
                response_id: hit.response_id,
                about: hit.respondent_type.into_iter().chain(question).chain(themes).collect(),
                words: hit.passage,
                marks: hit.marks,
            }
        };
        Ok(FoundPassages {
            total: found.total,
            first: query.skip,
            n_pages: found.total.div_ceil(SHOWN),
            passages: found.hits.into_iter().map(passage).collect(),
            absent: found.absent,
            misread: None,
            respondent_types: self.respondent_types.clone(),
        })
    }

    fn response(&self, id: &str) -> Result<Option<ResponsePage>, String> {
        let dir = self.out.join("tables");
        let rows = |name: &str| read_where(&dir, name, "response_id", id).map_err(|error| error.to_string());
        let responses = rows("responses")?;
        let Some(row) = responses.rows.first() else { return Ok(None) };
        let columns = [
            "respondent",
            "respondent_type",
            "region",
            "submitted_at",
            "language",
            "status",
            "reason",
            "campaign_id",
            "campaign_role",
            "source",
        ];
        let about = columns.iter().filter_map(|column| {
            let value = cell(&responses, row, column);
            (*value != Value::Null).then(|| (column.replace('_', " "), value.to_string()))
        });
        Ok(Some(ResponsePage {
            id: id.to_owned(),
            about: about.collect(),
            text: cell(&responses, row, "text").to_string(),
            answers: self.answers(&rows("answers")?, &rows("mentions")?),
            stances: self.stances(&rows("stances")?),
        }))
    }
}

/// Why a query cannot be read, where in it, and what to write instead.
fn misread(error: &Error) -> String {
    let before = |place: &Place| place.source.get(..place.bytes.start).map(|words| words.trim().to_owned());
    let place = error.place().and_then(before).filter(|words| !words.is_empty());
    let place = place.map(|words| format!(", behind “{words}”")).unwrap_or_default();
    let said = std::iter::once(format!("{error}{place}")).chain(error.hints());
    said.collect::<Vec<_>>().join("; ")
}

fn span(table: &Table, row: &[Value]) -> Span {
    let at =
        |column: &str| cell(table, row, column).as_int().and_then(|at| usize::try_from(at).ok()).unwrap_or(0);
    Span::new(at("start"), at("end"))
}
