//! Sections written into definitions, and written again.

use super::*;
use crate::{alignments, definition};

const DEFINITION: &str = "\
# A consultation about parks.
[consultation]
id = \"parks\" # short

[[question]]
id = \"q1\"
text = \"Do you agree that visitors should pay an entry fee?\"

[[option]]
id = \"fees\"
label = \"Entry fees\"
# The end.
";
const TABLE: &str = "\
Response ID,Name,Organisation,Do you agree that visitors should pay an entry fee?,Please explain,Thoughts,\"Odd \"\"one\"\"\"
1,Ann,,Yes,It is a fair way to pay for the upkeep,The weather was rather fine for May this year,x
2,,Dog Club,No,We pay for the park with our taxes,It rained all through June and July and August,y
";

struct World(tempfile::TempDir);

impl World {
    fn new(definition: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("responses")).expect("made");
        fs::write(folder.path().join("responses/a.csv"), TABLE).expect("written");
        fs::write(folder.path().join(FILE), definition).expect("written");
        Self(folder)
    }

    fn alignments(&self) -> Vec<Alignment> {
        let definition = definition::load(self.0.path(), &["en"]).expect("valid");
        alignments(self.0.path(), &definition).expect("readable")
    }

    fn write(&self) -> Written {
        write(self.0.path(), &self.alignments(), &["en"]).expect("written")
    }

    fn text(&self) -> String {
        fs::read_to_string(self.0.path().join(FILE)).expect("there")
    }

    fn edit(&self, from: &str, to: &str) {
        let text = self.text();
        assert!(text.contains(from), "{text}");
        fs::write(self.0.path().join(FILE), text.replace(from, to)).expect("written");
    }
}

const SECTION: &str = "
# Written by `canvass check --write`, and anew the next time; take this line out to keep it as it is.
# These answer no question that is known; put those that do below [table.columns]:
#   Thoughts = { question = \"?\", part = \"open\" }  # text under a header like no question
[[table]]
path = \"responses/a.csv\"
response_id = \"Response ID\"
respondent = \"Name\"

[table.columns]
\"Do you agree that visitors should pay an entry fee?\" = { question = \"q1\", part = \"closed\" }
\"Please explain\" = { question = \"q1\", part = \"open\" }
";

#[test]
fn a_section_is_added_and_nothing_else_is_touched() {
    let world = World::new(DEFINITION);
    let before = world.alignments();
    let written = world.write();
    assert_eq!(world.text(), format!("{DEFINITION}{SECTION}"));
    assert_eq!(written, Written { tables: vec!["a.csv".into()], kept: Vec::new(), n_unsure: 1 });
    let roles = |alignments: Vec<Alignment>| {
        alignments.into_iter().flat_map(|table| table.columns).map(|column| column.role).collect::<Vec<_>>()
    };
    assert_eq!(roles(world.alignments()), roles(before));
}

#[test]
fn writing_again_changes_nothing() {
    for definition in
        [DEFINITION.to_owned(), DEFINITION.replace('\n', "\r\n"), format!("\u{feff}{DEFINITION}")]
    {
        let world = World::new(&definition);
        world.write();
        let once = world.text();
        assert!(once.starts_with(&definition));
        world.write();
        assert_eq!(world.text(), once);
    }
}

#[test]
fn guesses_are_in_force_with_a_comment() {
    let world = World::new(&DEFINITION.replace("[[option]]", "option = \"fees\"\n\n[[option]]"));
    fs::write(world.0.path().join("responses/a.csv"), "id,Entry fees at the gate\n1,Yes\n2,No\n")
        .expect("written");
    let before = world.alignments();
    assert!(before[0].columns[1].confidence < crate::SURE);
    assert_eq!(world.write().n_unsure, 1);
    let line = "\
[table.columns]
# Not sure: names the option the question is about; take this line out once it is right.
\"Entry fees at the gate\" = { question = \"q1\", part = \"closed\" }
";
    assert!(world.text().ends_with(line), "{}", world.text());
    assert_eq!(world.alignments()[0].columns[1].role, before[0].columns[1].role);
    let once = world.text();
    assert_eq!(world.write().n_unsure, 1);
    assert_eq!(world.text(), once);
    world.edit(
        "# Not sure: names the option the question is about; take this line out once it is right.\n",
        "",
    );
    assert_eq!(world.write().n_unsure, 0);
    assert!(!world.text().contains("Not sure"));
}

#[test]
fn a_grid_is_read_after_it_is_written_as_it_was_before() {
    let grid =
        "[[question]]\nid = \"both\"\ntext = \"How far do you favour each of these plans?\"\n\n[[option]]";
    let world = World::new(&DEFINITION.replacen("[[option]]", grid, 1));
    let asked = "How much do you favour these plans?";
    let table = format!(
        "id,{asked} - The new gate,{asked} - Longer hours,Why do you say that?\n\
         1,Agree,Disagree,The gate would be of use to all who walk here\n\
         2,Disagree,Agree,Few of us ever come here in the evenings at all\n"
    );
    fs::write(world.0.path().join("responses/a.csv"), table).expect("written");
    let told = |alignments: Vec<Alignment>| -> Vec<_> {
        let columns = alignments.into_iter().flat_map(|table| table.columns);
        columns.map(|column| (column.header, column.role, column.choice, column.option)).collect()
    };
    let before = told(world.alignments());
    assert!(
        before[1..].iter().all(|(_, role, ..)| matches!(role, crate::Role::Answer { question: Some(_), .. }))
    );
    assert!(world.write().n_unsure > 0);
    assert_eq!(told(world.alignments()), before);
}

#[test]
fn corrections_are_kept_in_a_section_written_anew() {
    let world = World::new(&format!("{DEFINITION}{SECTION}\n# Below.\n[[option]]\nid = \"last\"\n"));
    world.edit(
        "\"Please explain\" = { question = \"q1\", part = \"open\" }",
        "\"Please explain\" = { read = \"attribute\" }\nThoughts = { question = \"q1\" }\n'Odd \"one\"' = { read = \"letter\" }",
    );
    let written = world.write();
    assert_eq!(written.n_unsure, 0);
    let text = world.text();
    let columns = "\
[table.columns]
\"Do you agree that visitors should pay an entry fee?\" = { question = \"q1\", part = \"closed\" }
\"Please explain\" = { read = \"attribute\" }
Thoughts = { question = \"q1\", part = \"open\" }
'Odd \"one\"' = { read = \"letter\" }

# Below.
[[option]]
id = \"last\"
";
    assert!(text.ends_with(columns), "{text}");
    assert!(text.starts_with(DEFINITION) && !text.contains("Not sure"), "{text}");
    world.write();
    assert_eq!(world.text(), text);
}

#[test]
fn sections_of_ones_own_stay() {
    let own =
        format!("{DEFINITION}\n# Mine.\n[[table]]\npath = './responses\\a.csv'\nresponse_id = \"Name\"\n");
    let world = World::new(&own);
    let written = world.write();
    assert_eq!(world.text(), own);
    assert_eq!((written.tables.len(), written.kept), (0, vec!["a.csv".to_owned()]));
}

#[test]
fn a_list_of_values_cannot_take_a_section() {
    let world = World::new(&format!("table = []\n{DEFINITION}"));
    let error = write(world.0.path(), &world.alignments(), &["en"]).expect_err("cannot be");
    assert_eq!(error.to_string(), "`table` is a list of values, to which no section can be added");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]

    #[test]
    fn any_headers_are_written_so_that_they_can_be_read(
        headers in proptest::collection::vec("(q1|Name|[\\PC\t\n\u{1}\"'#=\\[\\]]{0,12})", 1..8),
        definition in proptest::sample::select(vec![DEFINITION, "[consultation]\nid = \"c\""]),
    ) {
        let world = World::new(definition);
        let mut table = csv::Writer::from_writer(Vec::new());
        let row: Vec<&str> = headers.iter().map(|_| "We think that this would do a lot of good").collect();
        table.write_record(&headers).expect("in memory");
        table.write_record(&row).expect("in memory");
        fs::write(world.0.path().join("responses/a.csv"), table.into_inner().expect("in memory")).expect("written");
        world.write();
        let once = world.text();
        proptest::prop_assert!(once.starts_with(definition));
        world.write();
        proptest::prop_assert_eq!(world.text(), once);
    }
}
