//! The JSON files by which Consult, the review tool of i.AI, imports a consultation: questions and responses as
//! inputs, themes, their mapping and positions as outputs, question by question.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use canvass_core::text::folded_words;
use canvass_core::{CodedResponse, Question, QuestionIdx, Stance, ThemeDef};
use serde_json::{Value, json};

use crate::models::Files;
use crate::past::Past;

/// Folder of the outputs of one mapping.
const MAPPING: &str = "canvass";

/// What stands under no question, of all there is: Consult has no place for it.
#[derive(Default)]
pub(super) struct LeftOut {
    responses: (usize, usize),
    mentions: (usize, usize),
}

impl LeftOut {
    /// A line for each kind of thing left out.
    pub(super) fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if let (1.., all) = self.responses {
            lines.push(format!(
                "{} of {all} responses stand in respondents.jsonl alone: they answer no question, \
                 and Consult takes answers to questions",
                self.responses.0
            ));
        }
        if let (1.., all) = self.mentions {
            lines.push(format!(
                "{} of {all} mentions of themes are left out: they stand in text under no question",
                self.mentions.0
            ));
        }
        lines
    }

    fn count(&mut self, coded: &CodedResponse, is_placed: bool) {
        let answers = &coded.response.answers;
        let loose = coded.mentions.iter().filter(|mention| answers[mention.answer_idx].question.is_none());
        self.responses.0 += usize::from(!is_placed);
        self.responses.1 += 1;
        self.mentions.0 += loose.count();
        self.mentions.1 += coded.mentions.len();
    }
}

/// Writes the files into `dest`, and says what has no place in them.
pub(super) fn write(out: &Path, files: &Files, dest: &Path) -> Result<LeftOut> {
    let consultation = &files.definition.consultation;
    let defs = files.frame.defs();
    let mut parts = Vec::new();
    for (question, def) in consultation.questions() {
        parts.push(Part::create(dest, files, question, def)?);
    }
    let mut left_out = LeftOut::default();
    let mut respondents = Lines::create(&dest.join("inputs"), "respondents.jsonl")?;
    for (number, coded) in (1_u64..).zip(Past::open(out, files)?) {
        let coded = coded?;
        respondents.put(&respondent(number, &coded, &consultation.groups))?;
        let mut is_placed = false;
        for part in &mut parts {
            is_placed |= part.put(number, &coded, &defs, files)?;
        }
        left_out.count(&coded, is_placed);
    }
    respondents.finish()?;
    parts.into_iter().try_for_each(Part::finish)?;
    Ok(left_out)
}

/// A respondent, with what counts are broken down by.
fn respondent(number: u64, coded: &CodedResponse, groups: &[String]) -> Value {
    let mut demographics = serde_json::Map::new();
    let response = &coded.response;
    let fields = [("respondent_type", &response.respondent_type), ("region", &response.region)];
    for (name, value) in fields {
        demographics.extend(value.as_deref().map(|value| (name.to_owned(), value.into())));
    }
    let is_group =
        |header: &str| groups.iter().any(|group| group.trim().to_lowercase() == header.trim().to_lowercase());
    for (header, value) in response.attributes.iter().filter(|(header, _)| is_group(header)) {
        demographics.insert(header.clone(), value.as_str().into());
    }
    json!({
        "themefinder_id": number,
        "supplied_respondent_id": coded.response.id,
        "demographics": demographics,
    })
}

/// The files of one question.
struct Part {
    question: QuestionIdx,
    responses: Lines,
    multi_choice: Lines,
    mapping: Lines,
    /// Only where the question is about an option, towards which one can stand.
    sentiment: Option<Lines>,
    /// Where the question's own file goes, and what it says but for the choices.
    head: (PathBuf, Value),
    choices: BTreeSet<String>,
    /// A reply as it was first written, by how it is compared.
    spellings: BTreeMap<String, String>,
}

impl Part {
    fn create(dest: &Path, files: &Files, question: QuestionIdx, def: &Question) -> Result<Self> {
        let number = question.0 + 1;
        let name = format!("question_part_{number}");
        let inputs = dest.join("inputs").join(&name);
        let outputs = dest.join("outputs/mapping").join(MAPPING).join(&name);
        std::fs::create_dir_all(&outputs).with_context(|| format!("cannot make `{}`", outputs.display()))?;
        let theme = |theme: &canvass_coding::theme::Theme| {
            json!({
                "label": theme.label,
                "theme_key": theme.id,
                "theme_name": theme.label,
                "theme_description": theme.description,
            })
        };
        let themes: Vec<Value> = files.frame.themes.iter().map(theme).collect();
        save(&outputs.join("themes.json"), &themes.into())?;
        let sentiment = def.option.map(|_| Lines::create(&outputs, "sentiment.jsonl")).transpose()?;
        Ok(Self {
            question,
            responses: Lines::create(&inputs, "responses.jsonl")?,
            multi_choice: Lines::create(&inputs, "multi_choice.jsonl")?,
            mapping: Lines::create(&outputs, "mapping.jsonl")?,
            sentiment,
            head: (
                inputs.join("question.json"),
                json!({ "question_text": def.text, "question_number": number, "printed_number": def.number }),
            ),
            choices: BTreeSet::new(),
            spellings: BTreeMap::new(),
        })
    }

    /// Adds a response that answers the question; says whether it does.
    fn put(&mut self, number: u64, coded: &CodedResponse, defs: &[ThemeDef], files: &Files) -> Result<bool> {
        let text = coded.response.text.as_str();
        let is_of = |at: usize| coded.response.answers[at].question == Some(self.question);
        let answers: Vec<usize> = (0..coded.response.answers.len()).filter(|at| is_of(*at)).collect();
        if !answers.iter().any(|at| coded.response.answers[*at].says_something()) {
            return Ok(false);
        }
        let words: Vec<&str> = answers.iter().map(|at| coded.response.answers[*at].span.of(text)).collect();
        let option = files.definition.consultation.question(self.question).option;
        let stance = option.and_then(|option| coded.stances.iter().find(|row| row.option == option));
        let closed = answers.iter().find_map(|at| coded.response.answers[*at].closed);
        let ticked = closed.map(|reply| {
            let reply = reply.span.of(text);
            let folded = folded_words(reply, &[]).join(" ");
            // Signs alone have no words to compare.
            let key = if folded.is_empty() { reply.to_owned() } else { folded };
            self.spellings.entry(key).or_insert_with(|| reply.to_owned()).clone()
        });
        self.responses.put(&json!({
            "themefinder_id": number,
            "text": words.join("\n\n"),
            "options": ticked.iter().collect::<Vec<_>>(),
        }))?;
        if let Some(ticked) = ticked {
            self.multi_choice.put(&json!({ "themefinder_id": number, "multi_choice_options": [ticked] }))?;
            self.choices.insert(ticked);
        }
        let mentions = coded.mentions.iter().filter(|mention| is_of(mention.answer_idx));
        let lineages = mentions.flat_map(|mention| ThemeDef::lineage(defs, mention.theme_idx));
        let themes: BTreeMap<usize, &str> =
            lineages.map(|theme| (theme, files.frame.themes[theme].id.as_str())).collect();
        let keys: Vec<&str> = themes.into_values().collect();
        self.mapping.put(&json!({ "themefinder_id": number, "theme_keys": keys }))?;
        if let (Some(lines), Some(row)) = (&mut self.sentiment, stance) {
            let sentiment = match row.stance {
                Stance::Support => "AGREEMENT",
                Stance::Oppose => "DISAGREEMENT",
                Stance::Mixed | Stance::Unclear | Stance::NotAddressed => "UNCLEAR",
            };
            lines.put(&json!({ "themefinder_id": number, "sentiment": sentiment }))?;
        }
        Ok(true)
    }

    fn finish(self) -> Result<()> {
        let (path, mut head) = self.head;
        head["question_multiple_choice_options"] = self.choices.into_iter().collect();
        save(&path, &head)?;
        let lines = [self.responses, self.multi_choice, self.mapping].into_iter().chain(self.sentiment);
        lines.into_iter().try_for_each(Lines::finish)
    }
}

fn save(path: &Path, value: &Value) -> Result<()> {
    let text = format!("{value:#}\n");
    std::fs::write(path, text).with_context(|| format!("cannot write `{}`", path.display()))
}

/// A file of JSON, a value a line.
struct Lines {
    path: PathBuf,
    file: BufWriter<File>,
}

impl Lines {
    fn create(dir: &Path, name: &str) -> Result<Self> {
        std::fs::create_dir_all(dir).with_context(|| format!("cannot make `{}`", dir.display()))?;
        let path = dir.join(name);
        let file = File::create(&path).with_context(|| format!("cannot write `{}`", path.display()))?;
        Ok(Self { path, file: BufWriter::new(file) })
    }

    fn put(&mut self, value: &Value) -> Result<()> {
        writeln!(self.file, "{value}").with_context(|| format!("cannot write `{}`", self.path.display()))
    }

    fn finish(mut self) -> Result<()> {
        self.file.flush().with_context(|| format!("cannot write `{}`", self.path.display()))
    }
}
