//! The same responses in the layouts that survey tools export: every question finds its columns, and the answers agree.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use canvass_core::text::{Analyzer, Language};
use canvass_core::{Notice, Response, Stance};
use canvass_ingest::definition::{self, Definition, Part};
use canvass_ingest::{Column, Intake, Role, alignments, open};

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/exports");
/// Every export of the survey; the last is what a data team makes of one.
const EXPORTS: [&str; 10] = [
    "citizen-space.csv",
    "smartsurvey.csv",
    "surveymonkey.csv",
    "surveymonkey.xlsx",
    "surveymonkey-condensed.csv",
    "qualtrics.csv",
    "microsoft-forms.xlsx",
    "google-forms.csv",
    "jisc.csv",
    "coded-choices.csv",
];
const TRAVEL: [&str; 5] = ["On foot", "By bicycle", "By bus", "By car, alone", "By car, with others"];

/// A consultation folder with one of the exports.
struct World {
    folder: tempfile::TempDir,
    definition: Definition,
}

impl World {
    fn new(export: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let fixtures = Path::new(FIXTURES);
        fs::create_dir(folder.path().join("responses")).expect("made");
        fs::copy(fixtures.join(definition::FILE), folder.path().join(definition::FILE)).expect("copied");
        fs::copy(fixtures.join(export), folder.path().join("responses").join(export)).expect("copied");
        let definition = definition::load(folder.path(), &["en"]).expect("valid");
        Self { folder, definition }
    }

    fn columns(&self) -> Vec<Column> {
        alignments(self.folder.path(), &self.definition).expect("readable").remove(0).columns
    }

    /// What a column is read as.
    fn role(&self, column: &Column) -> String {
        match (column.part(), column.question_id(&self.definition.consultation)) {
            (Some(part), id) => format!("{} {}", id.unwrap_or("-"), part.as_str()),
            (None, _) => column.role.as_str().to_owned(),
        }
    }

    fn read(&self) -> (Vec<Response>, Vec<Notice>) {
        let mut analyzer = Analyzer::new(Language::ENGLISH);
        let intake = Intake::new(&self.definition, &mut analyzer);
        let (mut responses, mut notices) = (Vec::new(), Vec::new());
        for batch in open(self.folder.path(), &self.definition).expect("responses") {
            let batch = batch.expect("readable");
            notices.extend(batch.notices);
            responses.extend(batch.items.into_iter().map(|item| intake.read(&mut analyzer, item).0));
        }
        (responses, notices)
    }

    /// A response as `expected.txt` tells it: who it is from, then an answer a line.
    fn told(&self, response: &Response) -> String {
        let known = |field: &Option<String>| field.clone().unwrap_or_default();
        let mut told = format!("{} from {}\n", known(&response.respondent_type), known(&response.region));
        for answer in &response.answers {
            let id = answer.question.map_or("-", |idx| &self.definition.consultation.question(idx).id);
            let (tick, stance) = answer.closed.map_or(("", ""), |tick| {
                (tick.span.of(&response.text), tick.stance.map_or("", Stance::as_str))
            });
            if id == "travel" {
                // Where a column holds all choices, tools write them in any order, and what else was typed in too.
                let ticked: Vec<&str> = TRAVEL.into_iter().filter(|choice| tick.contains(choice)).collect();
                writeln!(told, "travel | {}", ticked.join("; ")).expect("in memory");
            } else {
                let words = answer.span.of(&response.text);
                writeln!(told, "{id} | {tick} | {stance} | {words}").expect("in memory");
            }
        }
        told
    }
}

#[test]
fn every_layout_gives_the_same_answers() {
    let expected = fs::read_to_string(Path::new(FIXTURES).join("expected.txt")).expect("there");
    for export in EXPORTS {
        let world = World::new(export);
        let (responses, notices) = world.read();
        let told: Vec<String> = responses.iter().map(|response| world.told(response)).collect();
        assert_eq!(told.join("\n"), expected, "{export}");
        assert_eq!(notices, [], "{export}");
    }
}

#[test]
fn respondents_dates_and_ids_are_known() {
    for export in EXPORTS {
        let world = World::new(export);
        let (responses, _) = world.read();
        let columns = world.columns();
        let holds = |role: Role| columns.iter().any(|column| column.role == role);
        assert!(holds(Role::ResponseId) || export == "google-forms.csv", "{export}");
        assert!(holds(Role::RespondentType) && holds(Role::Region), "{export}");
        let (ada, carys) = (&responses[0], &responses[2]);
        if export != "coded-choices.csv" {
            assert_eq!(ada.respondent.as_deref(), Some("Ada Fenwick"), "{export}");
            assert_eq!(carys.respondent.as_deref(), Some("Mill Road Traders"), "{export}");
            assert!(ada.submitted_at.is_some(), "{export}");
            let age = ada.attributes.iter().find(|(name, _)| name.contains("your age"));
            assert_eq!(age.map(|(_, age)| age.as_str()), Some("25-34"), "{export}");
        }
    }
}

#[test]
fn choices_in_columns_of_their_own_become_one_tick() {
    for export in
        ["citizen-space.csv", "smartsurvey.csv", "surveymonkey.xlsx", "qualtrics.csv", "coded-choices.csv"]
    {
        let world = World::new(export);
        let (responses, _) = world.read();
        let ines = &responses[8];
        let travel = world.definition.consultation.find_question("travel");
        let answer = ines.answers.iter().find(|answer| answer.question == travel).expect("answered");
        let tick = answer.closed.expect("ticked").span.of(&ines.text);
        assert_eq!(tick, "On foot; By bus; By car, with others", "{export}");
        let columns = world.columns();
        let chosen = columns.iter().filter(|column| column.choice.is_some());
        assert!(chosen.clone().count() >= 5, "{export}");
        assert!(chosen.into_iter().all(|column| column.part() == Some(Part::Closed)), "{export}");
    }
}

#[test]
fn what_is_written_down_is_read_alike() {
    for export in EXPORTS.iter().chain(&["regulations.csv"]) {
        let mut world = World::new(export);
        let (before, _) = world.read();
        let found = alignments(world.folder.path(), &world.definition).expect("readable");
        let written = definition::write(world.folder.path(), &found, &["en"]).expect("written");
        assert_eq!((written.tables.as_slice(), written.n_unsure), (&[(*export).to_owned()][..], 0));
        let text = fs::read_to_string(world.folder.path().join(definition::FILE)).expect("there");

        world.definition = definition::load(world.folder.path(), &["en"]).expect("valid");
        let again = alignments(world.folder.path(), &world.definition).expect("readable");
        let roles = |columns: &[Column]| columns.iter().map(|column| world.role(column)).collect::<Vec<_>>();
        assert_eq!(roles(&again[0].columns), roles(&found[0].columns), "{export}");
        let (after, notices) = world.read();
        assert_eq!(notices, [], "{export}");
        let told = |responses: &[Response]| {
            let told =
                responses.iter().map(|response| (world.told(response), format!("{:?}", response.attributes)));
            told.collect::<Vec<_>>()
        };
        assert_eq!(told(&after), told(&before), "{export}");

        definition::write(world.folder.path(), &again, &["en"]).expect("written");
        let twice = fs::read_to_string(world.folder.path().join(definition::FILE)).expect("there");
        assert_eq!(twice, text, "{export}");
    }
}

#[test]
fn regulations_gov() {
    let world = World::new("regulations.csv");
    let columns = world.columns();
    let read: Vec<(&str, String)> = columns
        .iter()
        .filter(|column| column.role != Role::Attribute)
        .map(|column| (column.header.as_str(), world.role(column)))
        .collect();
    let expect = [
        ("Document ID", "response_id"),
        ("Received Date", "submitted_at"),
        ("First Name", "respondent"),
        ("Last Name", "respondent"),
        ("State/Province", "region"),
        ("Organization Name", "respondent"),
        ("Comment", "letter"),
        ("Category", "respondent_type"),
    ];
    assert_eq!(read, expect.map(|(header, role)| (header, role.to_owned())));
    let (responses, notices) = world.read();
    assert_eq!(notices, []);
    assert_eq!(responses[2].respondent.as_deref(), Some("Mill Road Traders"));
    // A comment is a letter: its printed numbers are those of the questions.
    let answers: Vec<String> = world.told(&responses[0]).lines().map(str::to_owned).collect();
    assert_eq!(
        answers[1..],
        [
            "lane |  |  | The road is frightening, and my daughter cycles to school along it.",
            "evenings | No | oppose | My evening class would have nowhere to go.",
        ]
    );
}
