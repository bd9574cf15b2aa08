//! What an earlier run read and found, given back response by response from its tables.

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::path::Path;
use std::rc::Rc;

use anyhow::Result;
use canvass_core::{
    Answer, Aside, AsideKind, Basis, ClosedReply, CodedResponse, Mention, Method, Response, Span, Stance,
    StanceRow, Status,
};
use canvass_tables::{Rows, Value};

use crate::complaint::Complaint;
use crate::models::{self, Files, KEPT};

/// The models that the output in `out` was made with.
pub(crate) fn models(out: &Path) -> Result<Files> {
    let dir = out.join(KEPT);
    if dir.is_dir() {
        return models::load(&dir);
    }
    let message = format!("`{}` does not hold the models it was made with", out.display());
    let hint = "it was made by an older version: `canvass run FOLDER` makes it anew".to_owned();
    Err(Complaint::new(message, vec![hint]).into())
}

/// The analysed responses of an output in their order.
///
/// Of a response there is what its tables hold: attributes, text, answers with their asides, mentions and stances.
pub(crate) struct Past<'f> {
    files: &'f Files,
    themes: BTreeMap<&'f str, usize>,
    responses: Part,
    answers: Part,
    asides: Part,
    mentions: Part,
    stances: Part,
    /// Campaign of the response given last.
    pub(crate) campaign: Option<String>,
    /// Id and status of the responses passed over so far.
    pub(crate) not_analysed: Vec<(String, String)>,
}

impl<'f> Past<'f> {
    /// Begins to read the output in `out`; `files` are the models it was made with.
    pub(crate) fn open(out: &Path, files: &'f Files) -> Result<Self> {
        let part = |name| Part::open(&out.join("tables"), name);
        let themes = files.frame.themes.iter().enumerate().map(|(at, theme)| (theme.id.as_str(), at));
        Ok(Self {
            themes: themes.collect(),
            responses: part("responses")?,
            answers: part("answers")?,
            asides: part("asides")?,
            mentions: part("mentions")?,
            stances: part("stances")?,
            campaign: None,
            not_analysed: Vec::new(),
            files,
        })
    }

    fn read(&mut self) -> Result<Option<CodedResponse>> {
        loop {
            let Some(row) = self.responses.next()? else { return Ok(None) };
            if row.text("status") == Status::Analysed.as_str() {
                self.campaign = row.value("campaign_id").as_text().map(str::to_owned);
                return self.coded(&row).map(Some);
            }
            self.not_analysed.push((row.text("response_id").to_owned(), row.text("status").to_owned()));
        }
    }

    fn coded(&mut self, row: &Cells) -> Result<CodedResponse> {
        let owned = |name: &str| row.value(name).as_text().map(str::to_owned);
        let mut response = Response {
            id: row.text("response_id").to_owned(),
            source: row.text("source").to_owned(),
            sha256: row.text("sha256").to_owned(),
            respondent_type: owned("respondent_type"),
            language: owned("language"),
            attributes: attributes(row.text("attributes")),
            text: row.text("text").to_owned(),
            ..Response::default()
        };
        let consultation = &self.files.definition.consultation;
        while let Some(row) = self.answers.next_of(&response.id)? {
            let question = consultation.find_question(row.text("question_id"));
            let topic = question.and_then(|question| consultation.question(question).option);
            let span = row.span("start", "end").unwrap_or(Span::new(0, 0));
            let closed = row.value("closed").as_text().and_then(|reply| ticked(&response.text, span, reply));
            response.answers.push(Answer {
                id: row.text("answer_id").to_owned(),
                question,
                topic,
                span,
                closed,
                method: Method::Whole,
                confidence: 1.0,
                asides: Vec::new(),
                choices: Vec::new(),
            });
        }
        while let Some(row) = self.asides.next_of(&response.id)? {
            let kind = AsideKind::from_name(row.text("kind"));
            let answer = response.answers.iter_mut().find(|answer| answer.id == row.text("answer_id"));
            if let (Some(answer), Some(kind), Some(span)) = (answer, kind, row.span("start", "end")) {
                answer.asides.push(Aside { span, kind });
            }
        }
        let mentions = self.mentions_of(&mut response)?;
        let stances = self.stances_of(&response)?;
        Ok(CodedResponse { response, mentions, stances, ..CodedResponse::default() })
    }

    /// The mentions of a response; they know which option an answer stands under that replies to no question.
    fn mentions_of(&mut self, response: &mut Response) -> Result<Vec<Mention>> {
        let mut mentions = Vec::new();
        while let Some(row) = self.mentions.next_of(&response.id)? {
            let theme = self.themes.get(row.text("theme_id"));
            let spans = row.span("start", "end").zip(row.span("sentence_start", "sentence_end"));
            let (Some(theme_idx), Some((span, sentence))) = (theme, spans) else { continue };
            let answer_idx = answer_idx(response, &row).unwrap_or_default();
            if let Some(answer) = response.answers.get_mut(answer_idx) {
                let option = self.files.definition.consultation.find_option(row.text("option_id"));
                answer.topic = answer.topic.or(option);
            }
            mentions.push(Mention {
                answer_idx,
                theme_idx: *theme_idx,
                rule: row.text("rule").into(),
                span,
                sentence,
                negated: *row.value("negated") == Value::Bool(true),
            });
        }
        Ok(mentions)
    }

    fn stances_of(&mut self, response: &Response) -> Result<Vec<StanceRow>> {
        let mut stances = Vec::new();
        while let Some(row) = self.stances.next_of(&response.id)? {
            let Some(option) = self.files.definition.consultation.find_option(row.text("option_id")) else {
                continue;
            };
            stances.push(StanceRow {
                option,
                stance: Stance::from_name(row.text("stance")).unwrap_or(Stance::NotAddressed),
                basis: Basis::from_name(row.text("basis")),
                confidence: row.value("confidence").as_float().unwrap_or(0.0) as f32,
                rule: row.value("rule").as_text().map(Into::into),
                answer_idx: answer_idx(response, &row),
                span: row.span("start", "end"),
                closed: None,
                words: Stance::from_name(row.text("words")),
                conflict: *row.value("conflict") == Value::Bool(true),
            });
        }
        Ok(stances)
    }
}

impl Iterator for Past<'_> {
    type Item = Result<CodedResponse>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().transpose()
    }
}

/// The other columns of a survey, from the JSON object that the table has of them.
pub(crate) fn attributes(json: &str) -> Vec<(String, String)> {
    let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(json).unwrap_or_default();
    object.into_iter().map(|(name, value)| (name, value.as_str().unwrap_or_default().to_owned())).collect()
}

/// The reply that was ticked: where its words last stand up to the end of the answer, or else anywhere.
fn ticked(text: &str, answer: Span, reply: &str) -> Option<ClosedReply> {
    let start = text[..answer.end as usize].rfind(reply).or_else(|| text.find(reply))?;
    Some(ClosedReply::on_scale(Span::new(start, start + reply.len()), None))
}

fn answer_idx(response: &Response, row: &Cells) -> Option<usize> {
    response.answers.iter().position(|answer| answer.id == row.text("answer_id"))
}

/// One table, read in step with the responses: its rows are in their order.
struct Part {
    rows: Peekable<Rows>,
    columns: Rc<BTreeMap<&'static str, usize>>,
}

/// One row.
struct Cells {
    cells: Vec<Value>,
    columns: Rc<BTreeMap<&'static str, usize>>,
}

impl Part {
    fn open(tables: &Path, name: &'static str) -> Result<Self> {
        let rows = canvass_tables::rows(tables, name).map_err(Complaint::of)?;
        let def = canvass_tables::schema::find(name).expect("the tables are those of this program");
        let columns = def.columns.iter().enumerate().map(|(at, (column, _))| (*column, at)).collect();
        Ok(Self { rows: rows.peekable(), columns: Rc::new(columns) })
    }

    fn next(&mut self) -> Result<Option<Cells>> {
        let row = self.rows.next().transpose().map_err(Complaint::of)?;
        Ok(row.map(|cells| Cells { cells, columns: self.columns.clone() }))
    }

    /// The next row, if it is of this response.
    fn next_of(&mut self, response: &str) -> Result<Option<Cells>> {
        let at = self.columns["response_id"];
        let is_next = match self.rows.peek() {
            Some(Ok(row)) => row[at].as_text() == Some(response),
            Some(Err(_)) => true,
            None => false,
        };
        if is_next { self.next() } else { Ok(None) }
    }
}

impl Cells {
    fn value(&self, column: &str) -> &Value {
        &self.cells[self.columns[column]]
    }

    /// A text, empty where there is none.
    fn text(&self, column: &str) -> &str {
        self.value(column).as_text().unwrap_or_default()
    }

    fn span(&self, start: &str, end: &str) -> Option<Span> {
        let offset = |column| usize::try_from(self.value(column).as_int()?).ok();
        Some(Span::new(offset(start)?, offset(end)?))
    }
}
