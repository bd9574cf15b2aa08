//! A small consultation, responses written one to a line, and tables shown as text.
//!
//! ```text
//! a sector=health respondent_type=charity | q1,q3 Yes: funding is short | @two: sanctions | one=support
//! b blank
//! ```
//! `q1,q3` is one reply to two questions, `@two` an answer under an option's heading, `-` one under nothing;
//! behind it may stand a closed reply, or several between semicolons, and behind the colon every word that is a theme's id is a mention of it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use canvass_core::{
    Answer, Basis, Campaign, CampaignCopy, CampaignRole, Campaigns, Change, ChangeKind, ClosedReply,
    CodedResponse, Consultation, Mention, Method, OptionDef, OptionIdx, Question, QuestionIdx, QuestionKind,
    Response, Span, Stance, StanceRow, Status, ThemeDef,
};

use crate::file::Limits;
use crate::{Context, Counts, Table, Value, Writer, read};

/// Most tests count these responses.
pub(crate) const WORLD: &str = "
    a respondent_type=individual | q1 Yes: funding funding sanctions | q2 No: flexibility | one=support two=oppose
    b respondent_type=Individual | q1 YES: funding | q3: sanctions | one=support two=unclear
    c respondent_type=charity | q1,q3 No: sanctions funding | one=oppose
    d | -: funding flexibility | one=mixed
    e respondent_type=charity | q2: nothing
    f blank
    g unreadable=no-text-layer
    h duplicate=a
";

/// Options `one` and `two`; `q1` is about the first, `q2` about the second, `q3` about neither.
pub(crate) fn context() -> Context {
    let option = |id: &str| OptionDef { id: id.into(), label: id.into(), aliases: Vec::new() };
    let question = |id: &str, option| Question {
        id: id.into(),
        number: None,
        text: id.into(),
        option,
        kind: QuestionKind::Hybrid,
        closed: Vec::new(),
    };
    let consultation = Consultation {
        id: "test".into(),
        language: "en".into(),
        groups: vec!["respondent_type".into()],
        options: vec![option("one"), option("two")],
        questions: vec![
            question("q1", Some(OptionIdx(0))),
            question("q2", Some(OptionIdx(1))),
            question("q3", None),
        ],
        ..Consultation::default()
    };
    let theme = |id: &str| ThemeDef { id: id.to_owned(), label: id.to_uppercase(), parent: None };
    let themes = ["funding", "sanctions", "flexibility"].map(theme).to_vec();
    Context { consultation, themes, metadata: vec![("canvass.version".into(), "0.1.0".into())] }
}

/// The responses that `lines` write.
pub(crate) fn responses(lines: &str) -> Vec<CodedResponse> {
    lines.lines().map(str::trim).filter(|line| !line.is_empty()).map(response).collect()
}

/// Writes the tables of `coded` into `dir`, in batches of the given size.
pub(crate) fn write(dir: &Path, coded: &[CodedResponse], batch: usize, limits: Limits) -> Counts {
    let mut writer = Writer::with_limits(dir, context(), limits).expect("a writer");
    for batch in coded.chunks(batch) {
        writer.append(batch).expect("rows are written");
    }
    let closed = writer.close().expect("rows are written");
    closed.finish(&campaigns(coded), &words(coded), &order).expect("counts are written")
}

/// Yes, then no, then whatever else.
fn order(_: &Question, replies: &[String]) -> Vec<u32> {
    let place = |reply: &String| match reply.to_lowercase().trim_end_matches('.') {
        "yes" => 0,
        "no" => 1,
        _ => 2,
    };
    replies.iter().map(place).collect()
}

/// Every stem as the word it is shown by, but for the shortest.
fn words(coded: &[CodedResponse]) -> BTreeMap<String, String> {
    let stems = coded.iter().flat_map(|coded| &coded.stems).flat_map(|stems| stems.split([' ', '\n']));
    stems.filter(|stem| stem.len() > 3).map(|stem| (stem.to_owned(), stem.to_owned())).collect()
}

/// The campaigns that the attribute `copy` says: `copy=A` is a standard copy, `copy=A+` adds a word of four letters, its first.
fn campaigns(coded: &[CodedResponse]) -> Campaigns {
    let mut found = Campaigns::default();
    let analysed = coded.iter().filter(|coded| coded.response.status == Status::Analysed);
    for (response, coded) in (0..).zip(analysed) {
        let attributes = &coded.response.attributes;
        let Some((_, name)) = attributes.iter().find(|(name, _)| name == "copy") else { continue };
        let (id, is_personal) = name.strip_suffix('+').map_or((name.as_str(), false), |id| (id, true));
        let known = found.campaigns.iter().position(|campaign| campaign.id == id);
        let campaign = known.unwrap_or_else(|| {
            let (id, template) = (id.to_owned(), "what they all say".to_owned());
            found.campaigns.push(Campaign { id, template, standard: 0, personalised: 0, first: response });
            found.campaigns.len() - 1
        });
        // Text begins with a line feed; one that is shorter adds nothing.
        let end = 5.min(coded.response.text.len());
        let (kind, span) = (ChangeKind::Added, Span::new(end.min(1), end));
        let change = Change { kind, span, template: String::new(), is_formal: false };
        let (role, changes) = if is_personal {
            found.campaigns[campaign].personalised += 1;
            (CampaignRole::Personalised, vec![change])
        } else {
            found.campaigns[campaign].standard += 1;
            (CampaignRole::Standard, Vec::new())
        };
        found.copies.push(CampaignCopy { response, campaign: campaign as u32, role, changes });
    }
    found
}

/// One table of `coded`; of one that is counted in several views, all responses.
pub(crate) fn table(coded: &[CodedResponse], name: &str) -> Table {
    in_view(coded, name, "all")
}

/// One table of `coded`, in one of its views.
pub(crate) fn in_view(coded: &[CodedResponse], name: &str, view: &str) -> Table {
    let dir = tempfile::tempdir().expect("a folder");
    write(dir.path(), coded, 3, Limits::default());
    let mut table = read(dir.path(), name).expect("the table is there");
    if let Some(at) = table.column("view") {
        table.rows.retain(|row| row[at].as_text() == Some(view));
    }
    table
}

/// Checks some columns of a table of [`WORLD`], in the rows that hold every `column=value` of `cells`.
pub(crate) fn check(name: &str, cells: &[&str], columns: &str, expect: &str) {
    let mut table = table(&responses(WORLD), name);
    for cell in cells {
        let (column, value) = cell.split_once('=').expect("column=value");
        table.rows = table.rows_where(column, value).cloned().collect();
    }
    let expect: Vec<&str> = expect.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert_eq!(show(&table, columns).lines().collect::<Vec<_>>(), expect);
}

/// Some columns of a table, a row a line; null is `-`, numbers that are not whole have three digits.
pub(crate) fn show(table: &Table, columns: &str) -> String {
    let places: Vec<usize> = columns.split(' ').map(|name| table.column(name).expect("a column")).collect();
    let mut out = String::new();
    for row in &table.rows {
        let cells: Vec<String> = places.iter().map(|place| cell(&row[*place])).collect();
        writeln!(out, "{}", cells.join(" | ")).expect("text takes text");
    }
    out
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => "-".into(),
        Value::Float(number) => format!("{number:.3}"),
        other => other.to_string(),
    }
}

fn response(line: &str) -> CodedResponse {
    let mut fields = line.split('|').map(str::trim);
    let mut coded = CodedResponse::default();
    head(&mut coded.response, fields.next().expect("split gives one field"));
    for field in fields {
        match field.split_once(':') {
            Some((place, words)) => answer(&mut coded, place.trim(), words.trim()),
            None => coded.stances.extend(field.split_whitespace().map(stance)),
        }
    }
    coded
}

fn head(response: &mut Response, field: &str) {
    let mut words = field.split_whitespace();
    response.id = words.next().expect("an id").to_owned();
    response.source = "responses.csv".into();
    response.format = "csv";
    response.language = Some("en".into());
    for word in words {
        let (name, value) = word.split_once('=').map_or((word, None), |(name, value)| (name, Some(value)));
        let value = value.map(|value| value.replace('-', " "));
        match name {
            "blank" => (response.status, response.reason) = (Status::Blank, value),
            "unreadable" => (response.status, response.reason) = (Status::Unreadable, value),
            "duplicate" => (response.status, response.reason) = (Status::Duplicate, value),
            "excluded" => (response.status, response.reason) = (Status::Excluded, value),
            "respondent_type" => response.respondent_type = value,
            _ => response.attributes.push((name.to_owned(), value.unwrap_or_default())),
        }
    }
}

/// The choices in a reply such as `Bus; Tram`.
fn parts(text: &str, reply: Span) -> Vec<Span> {
    let whole = reply.of(text);
    let mut parts = whole.match_indices("; ").map(|(at, mark)| (at, at + mark.len())).collect::<Vec<_>>();
    if parts.is_empty() {
        return Vec::new();
    }
    parts.push((whole.len(), whole.len()));
    let mut start = 0;
    let mut part = |(end, next): (usize, usize)| {
        let span = Span::new(reply.range().start + start, reply.range().start + end);
        start = next;
        span
    };
    parts.into_iter().map(&mut part).collect()
}

fn answer(coded: &mut CodedResponse, place: &str, words: &str) {
    let text = &mut coded.response.text;
    let (place, reply) = place.split_once(' ').map_or((place, None), |(place, reply)| (place, Some(reply)));
    let closed = reply.map(|reply| {
        let start = text.len();
        text.push_str(reply);
        ClosedReply::on_scale(Span::new(start, text.len()), None)
    });
    let choices = closed.map_or_else(Vec::new, |reply| parts(text, reply.span));
    text.push('\n');
    let start = text.len();
    text.push_str(words);
    let span = Span::new(start, text.len());
    text.push('\n');
    for place in place.split(',') {
        let id = format!("{}/{}", coded.response.id, coded.response.answers.len() + 1);
        let (question, topic) = place_of(place);
        let method = Method::Column;
        let answer = Answer {
            id,
            question,
            topic,
            span,
            closed,
            method,
            confidence: 0.8,
            asides: Vec::new(),
            choices: choices.clone(),
        };
        coded.response.answers.push(answer);
        coded.n_words.push(words.split_whitespace().count() as u32);
        coded.stems.push(words.to_owned());
        mentions(coded, span);
    }
}

fn place_of(place: &str) -> (Option<QuestionIdx>, Option<OptionIdx>) {
    let consultation = context().consultation;
    let topic = place.strip_prefix('@').and_then(|option| consultation.find_option(option));
    (consultation.find_question(place), topic)
}

/// Mentions in the answer added last.
fn mentions(coded: &mut CodedResponse, span: Span) {
    let themes = context().themes;
    let text = &coded.response.text;
    for (theme_idx, ThemeDef { id, .. }) in themes.iter().enumerate() {
        for (at, _) in span.of(text).match_indices(id.as_str()) {
            let start = span.start as usize + at;
            coded.mentions.push(Mention {
                answer_idx: coded.response.answers.len() - 1,
                theme_idx,
                rule: Arc::from(id.as_str()),
                span: Span::new(start, start + id.len()),
                sentence: span,
                negated: false,
            });
        }
    }
}

fn stance(word: &str) -> StanceRow {
    let (option, stance) = word.split_once('=').expect("option=stance");
    let option = context().consultation.find_option(option).expect("an option");
    let stance = Stance::from_name(stance).expect("a stance");
    StanceRow { stance, basis: Some(Basis::Stated), confidence: 0.7, ..StanceRow::not_addressed(option) }
}
