//! A consultation of one's own, from nothing: `canvass init`, `canvass check`, `canvass run`.

use super::evidence;
use super::harness::{World, repository};

#[test]
fn a_new_consultation_checks_and_runs() {
    let world = World::empty();
    let made = world.canvass(&["init", "mine"]).exits(0);
    assert!(made.stdout.contains("canvass check mine"), "says what comes next: {}", made.stdout);
    assert_eq!(world.names("mine"), ["assignments.csv", "consultation.toml", "responses", "themes.toml"]);
    world.canvass(&["check", "mine"]).exits(0);
    world.write("mine/responses/letter.txt", "1. No. We could not afford the delivery charge.\n");
    world.canvass(&["run", "mine", "--out", "out"]).exits(0);
    evidence::check(&world);
    let stances = world.table("stances");
    assert_eq!((stances[0].text("stance"), stances[0].text("closed")), ("oppose", "No"));
    let mentions = world.table("mentions");
    assert!(mentions.iter().any(|row| row.text("theme_id") == "cost"), "{mentions:?}");
}

#[test]
fn a_new_consultation_is_called_as_its_folder() {
    let world = World::empty();
    let begun = |folder: &str| {
        world.canvass(&["init", folder]).exits(0);
        let definition = world.read(&format!("{folder}/consultation.toml"));
        let line = |key: &str| definition.lines().find(|line| line.starts_with(key)).map(str::to_owned);
        [line("id = "), line("title = ")].map(Option::unwrap_or_default)
    };
    assert_eq!(begun("parking_2026"), ["id = \"parking-2026\"", "title = \"Parking 2026\""]);
    assert_eq!(begun("deep/Öl & \"Gas\"/."), ["id = \"öl-gas\"", "title = \"Öl Gas\""]);
    assert_eq!(begun("__"), ["id = \"my-consultation\"", "title = \"The title as printed\""]);
    for folder in ["one", "two"] {
        world.canvass(&["init", folder]).exits(0);
        world.canvass(&["run", folder]).exits(0);
        assert!(world.path(&format!("out/{folder}/manifest.json")).is_file());
    }
}

#[test]
fn a_folder_in_use_is_not_overwritten() {
    let world = World::empty();
    world.canvass(&["init", "mine"]).exits(0);
    world.write("mine/themes.toml", "# days of work\n");
    let ran = world.canvass(&["init", "mine"]).exits(2);
    assert!(ran.stderr.contains("already there") && ran.stderr.contains("hint: "), "{}", ran.stderr);
    assert_eq!(world.read("mine/themes.toml"), "# days of work\n");
}

#[test]
fn everything_shipped_checks() {
    let world = World::empty();
    let data = repository().join("data");
    let mut n_checked = 0;
    for entry in std::fs::read_dir(&data).expect("data/") {
        let folder = entry.expect("an entry").path();
        if folder.is_dir() {
            let ran = world.canvass(&["check", folder.to_str().expect("UTF-8")]).exits(0);
            assert_eq!(ran.stderr, "", "{}", folder.display());
            n_checked += 1;
        }
    }
    assert!(n_checked > 0);
}

#[test]
fn check_shows_how_columns_are_read() {
    let world = World::sample();
    let findings = world.canvass(&["check", "consultation", "--json"]).exits(0).json();
    assert_eq!((findings["options"].as_u64(), findings["questions"].as_u64()), (Some(4), Some(7)));
    let tables = findings["tables"].as_array().expect("a list");
    assert_eq!(tables.len(), 2, "a CSV and a JSON Lines file");
    for table in tables {
        let read = |question: &str, part: &str| {
            let columns = table["columns"].as_array().expect("a list");
            columns.iter().filter(|column| column["question"] == question && column["part"] == part).count()
        };
        for question in ["q8", "q9", "q11", "q13"] {
            assert_eq!(read(question, "closed"), 1, "{question} in {}", table["path"]);
        }
        for question in ["q9", "q11", "q13", "q14"] {
            assert_eq!(read(question, "open"), 1, "{question} in {}", table["path"]);
        }
    }
}

#[test]
fn check_remarks_what_a_run_will_warn_of() {
    let world = World::library();
    let check = || {
        let findings = world.canvass(&["check", "consultation", "--json"]).exits(0).json();
        let remarks = findings["remarks"].as_array().expect("a list").iter();
        remarks.map(|remark| remark.as_str().expect("a text").to_owned()).collect::<Vec<_>>()
    };
    let begins = |remarks: &[String], beginnings: &[&str]| {
        assert_eq!(remarks.len(), beginnings.len(), "{remarks:?}");
        for (remark, beginning) in remarks.iter().zip(beginnings) {
            assert!(remark.starts_with(beginning), "{remark}");
        }
    };
    begins(&check(), &["no responses yet"]);
    world.edit(
        "consultation/consultation.toml",
        "\"respondent_type\"",
        "\"respondent_type\", \"Ward\", \"Age\", \"Area\"",
    );
    world.write(
        "consultation/responses/survey.csv",
        "Response ID,age,Area,1. Do you agree that the library should open on Sundays?,1a. Please explain\n\
        a,18-24,North,1,The staff are kind to us all.\nb,25-34,South,5,It costs money we do not have.\nc,25-34,South,2,Why not?\n",
    );
    begins(&check(), &["survey.csv: 3 ticked replies to `q1`", "no response has `Ward`"]);
    let shown = world.canvass(&["check", "consultation"]).exits(0).stdout;
    assert!(shown.contains("remark: no response has `Ward`") && !shown.contains("\nall right\n"), "{shown}");
    world.run();
    let kinds: Vec<String> = world.notices().iter().map(|row| row.text("kind").to_owned()).collect();
    assert_eq!(kinds, ["unknown-scale", "group-unknown"], "the run says the same");
    world.edit("consultation/consultation.toml", ", \"Ward\"", "");
    world.edit(
        "consultation/consultation.toml",
        "option = \"sunday\"",
        "option = \"sunday\"\nclosed = { \"1\" = \"support\", \"2\" = \"support\", \"5\" = \"oppose\" }",
    );
    begins(&check(), &[]);
    assert!(world.canvass(&["check", "consultation"]).exits(0).stdout.ends_with("\nall right\n"));
}

#[test]
fn check_says_no_where_a_theme_fails_its_examples() {
    let world = World::library();
    world.edit(
        "consultation/themes.toml",
        "any = [\"money\"",
        "examples = [\"What does it weigh?\"]\nany = [\"money\"",
    );
    let ran = world.canvass(&["check", "consultation"]).exits(1);
    assert!(ran.stdout.contains("money") && ran.stdout.contains("What does it weigh?"), "{}", ran.stdout);
}

#[test]
fn one_of_a_kind_is_told_as_one() {
    let world = World::library();
    world.edit(
        "consultation/consultation.toml",
        "[[option]]\nid = \"fines\"\nlabel = \"An end to fines\"\naliases = [\"abolishing fines\"]\n",
        "",
    );
    world.edit("consultation/consultation.toml", "option = \"fines\"\n", "");
    let shown = world.canvass(&["check", "consultation"]).exits(0).stdout;
    assert!(
        shown.starts_with("consultation.toml  1 option, 3 questions\nthemes.toml        2 themes, 5 rules"),
        "{shown}"
    );
}

#[test]
fn help_says_what_the_program_is_for_and_where_to_begin() {
    let world = World::empty();
    for asked in ["--help", "-h"] {
        let help = world.canvass(&[asked]).exits(0).stdout;
        assert!(
            help.lines().next().is_some_and(|line| line.contains("replies to a public consultation")),
            "{help}"
        );
        let steps =
            ["canvass init", "canvass check", "canvass run", "canvass search"].map(|step| help.find(step));
        assert!(steps.iter().all(Option::is_some) && steps.is_sorted(), "{help}");
    }
}
