//! What cannot be done: told once, with the place and what to do about it, and nothing else touched.

use super::harness::{Ran, World};

/// One way to go wrong.
struct Case {
    /// What is done to the library's consultation beforehand.
    spoil: fn(&World),
    /// What is typed.
    typed: &'static [&'static str],
    /// What the message says.
    says: &'static str,
    /// File and line it names, if it names a place.
    place: &'static str,
    /// What the carets point at.
    caret: &'static str,
    /// What one hint says.
    hint: &'static str,
}

const RUN: &[&str] = &["run", "consultation", "--out", "out"];
const DEFINITION: &str = "consultation/consultation.toml";
const THEMES: &str = "consultation/themes.toml";
const ASSIGNMENTS: &str = "consultation/assignments.csv";

fn nothing(_: &World) {}

/// Runs the case after a run that worked, and asserts what is told and that the old output is whole.
#[track_caller]
fn check(case: &Case) {
    let world = World::library();
    world.write("consultation/responses/a.txt", "1. Yes. The staff are kind.\n");
    world.write("consultation/responses/b.txt", "1. No. They need their rest.\n");
    world.run();
    let before = world.files("out");
    (case.spoil)(&world);
    let names = world.names("");
    let ran = world.canvass(case.typed).exits(2);
    assert_eq!(world.files("out"), before, "the old output is touched");
    assert_eq!(world.names(""), names, "something is left beside the output");
    check_told(&ran, case);
}

#[track_caller]
fn check_told(ran: &Ran, case: &Case) {
    let told = &ran.stderr;
    assert_eq!(ran.stdout, "", "stdout carries data only");
    assert!(told.starts_with("error: ") && told.matches("error: ").count() == 1, "told once: {told}");
    assert!(told.contains(case.says), "`{}` is not in: {told}", case.says);
    assert!(told.contains(case.place), "`{}` is not in: {told}", case.place);
    if !case.place.is_empty() {
        assert_eq!(ran.under_carets().as_deref(), Some(case.caret), "{told}");
    }
    let hints: Vec<&str> = told.lines().filter_map(|line| line.strip_prefix("hint: ")).collect();
    assert!(hints.iter().any(|hint| hint.contains(case.hint)), "no hint `{}` in: {told}", case.hint);
    assert!(!told.contains("panicked"), "{told}");
}

#[test]
fn a_missing_folder() {
    let case = Case {
        spoil: nothing,
        typed: &["run", "nowhere", "--out", "out"],
        says: "`nowhere`",
        place: "",
        caret: "",
        hint: "canvass init nowhere",
    };
    check(&case);
    check(&Case { typed: &["check", "nowhere"], ..case });
}

#[test]
fn the_definition_instead_of_its_folder() {
    check(&Case {
        spoil: nothing,
        typed: &["run", DEFINITION],
        says: "not a folder",
        place: "",
        caret: "",
        hint: "`consultation`",
    });
}

#[test]
fn no_definition() {
    check(&Case {
        spoil: |world| std::fs::remove_file(world.path(DEFINITION)).expect("removed"),
        typed: RUN,
        says: "no consultation.toml",
        place: "",
        caret: "",
        hint: "canvass init",
    });
}

#[test]
fn no_themes() {
    check(&Case {
        spoil: |world| std::fs::remove_file(world.path(THEMES)).expect("removed"),
        typed: RUN,
        says: "themes.toml",
        place: "",
        caret: "",
        hint: "themes.toml",
    });
}

#[test]
fn no_responses() {
    check(&Case {
        spoil: |world| std::fs::remove_dir_all(world.path("consultation/responses")).expect("removed"),
        typed: RUN,
        says: "responses",
        place: "",
        caret: "",
        hint: "consultation/responses",
    });
}

#[test]
fn an_unknown_option_in_a_question() {
    check(&Case {
        spoil: |world| world.edit(DEFINITION, "option = \"fines\"", "option = \"fine\""),
        typed: RUN,
        says: "unknown option `fine`",
        place: "consultation/consultation.toml:28:10",
        caret: "\"fine\"",
        hint: "did you mean `fines`?",
    });
}

#[test]
fn a_correction_of_a_response_that_is_not_there() {
    let case = Case {
        spoil: |world| world.write(ASSIGNMENTS, "response_id,what,from,to,reason\nc.txt,exclude,,,a test\n"),
        typed: RUN,
        says: "there is no response `c.txt`",
        place: "consultation/assignments.csv:2:1",
        caret: "c.txt",
        hint: "did you mean `a.txt`?",
    };
    check(&case);
    check(&Case { typed: &["check", "consultation"], ..case });
}

#[test]
fn a_correction_to_an_unknown_question() {
    check(&Case {
        spoil: |world| {
            world.write(ASSIGNMENTS, "# by hand\nresponse_id;what;from;to\na.txt;question;a.txt/1;q33\n");
        },
        typed: RUN,
        says: "unknown question `q33`",
        place: "consultation/assignments.csv:3:24",
        caret: "q33",
        hint: "did you mean `q3`?",
    });
}

#[test]
fn a_correction_of_an_answer_that_is_not_there() {
    check(&Case {
        spoil: |world| world.write(ASSIGNMENTS, "response_id,what,from,to\na.txt,question,a.txt/9,q2\n"),
        typed: RUN,
        says: "unknown answer `a.txt/9`",
        place: "consultation/assignments.csv:2:16",
        caret: "a.txt/9",
        hint: "did you mean `a.txt/1`?",
    });
}

#[test]
fn an_unknown_language() {
    check(&Case {
        spoil: |world| world.edit(DEFINITION, "language = \"en\"", "language = \"enn\""),
        typed: RUN,
        says: "unknown language `enn`",
        place: "consultation/consultation.toml:5:12",
        caret: "\"enn\"",
        hint: "did you mean `en`?",
    });
}

#[test]
fn an_unknown_key() {
    check(&Case {
        spoil: |world| world.edit(DEFINITION, "aliases = [\"ab", "alias = [\"ab"),
        typed: RUN,
        says: "`alias`",
        place: "consultation/consultation.toml:16:1",
        caret: "alias",
        hint: "did you mean `aliases`?",
    });
}

#[test]
fn a_missing_key() {
    check(&Case {
        spoil: |world| {
            world.edit(DEFINITION, "text = \"What else would you change about the library?\"\n", "");
        },
        typed: RUN,
        says: "missing key `text`",
        place: "consultation/consultation.toml:30:1",
        caret: "[[question]]",
        hint: "text = ",
    });
}

#[test]
fn a_value_of_the_wrong_type() {
    check(&Case {
        spoil: |world| world.edit(DEFINITION, "number = \"2\"", "number = [2]"),
        typed: RUN,
        says: "wrong type",
        place: "consultation/consultation.toml:26:10",
        caret: "[2]",
        hint: "quotes",
    });
}

#[test]
fn an_id_given_twice() {
    check(&Case {
        spoil: |world| world.edit(DEFINITION, "id = \"q2\"", "id = \"q1\""),
        typed: RUN,
        says: "`q1` is defined twice",
        place: "consultation/consultation.toml:25:6",
        caret: "\"q1\"",
        hint: "id of its own",
    });
}

#[test]
fn a_toml_mistake_in_the_definition() {
    check(&Case {
        spoil: |world| world.edit(DEFINITION, "number = \"2\"", "number = = \"2\""),
        typed: RUN,
        says: "extra `=`",
        place: "consultation/consultation.toml:26:",
        caret: "=",
        hint: "",
    });
}

#[test]
fn a_toml_mistake_in_the_themes() {
    check(&Case {
        spoil: |world| world.edit(THEMES, "label = \"Money\"", "label = = \"Money\""),
        typed: RUN,
        says: "extra `=`",
        place: "consultation/themes.toml:10:",
        caret: "=",
        hint: "",
    });
}

#[test]
fn a_theme_rule_that_is_never_closed() {
    check(&Case {
        spoil: |world| world.edit(THEMES, "\"cost\"", "\"(cost OR price\""),
        typed: RUN,
        says: "theme `money`",
        place: "consultation/themes.toml:12:18",
        caret: "(",
        hint: "close it with `)`",
    });
}

#[test]
fn a_theme_rule_without_a_distance() {
    check(&Case {
        spoil: |world| world.edit(THEMES, "\"cost\"", "\"cost NEAR/x price\""),
        typed: RUN,
        says: "theme `money`",
        place: "consultation/themes.toml:12:23",
        caret: "NEAR/x",
        hint: "NEAR/5",
    });
}

#[test]
fn a_theme_rule_behind_letters_of_several_bytes() {
    check(&Case {
        spoil: |world| world.edit(THEMES, "\"cost\"", "\"café naïve (cost\""),
        typed: RUN,
        says: "theme `money`",
        place: "consultation/themes.toml:12:29",
        caret: "(",
        hint: "close it with `)`",
    });
}

#[test]
fn an_unknown_key_in_the_themes() {
    check(&Case {
        spoil: |world| world.edit(THEMES, "any = [\"money\"", "anny = [\"money\""),
        typed: RUN,
        says: "`anny`",
        place: "consultation/themes.toml:12:1",
        caret: "anny",
        hint: "did you mean `any`?",
    });
}

#[test]
fn a_mistake_in_the_stance_file() {
    check(&Case {
        spoil: |world| world.write("consultation/stance.toml", "[[cues]]\nid = \"x\"\n"),
        typed: RUN,
        says: "`cues`",
        place: "consultation/stance.toml:1:3",
        caret: "cues",
        hint: "`cue`",
    });
}

#[test]
fn a_place_that_is_taken() {
    check(&Case {
        spoil: |world| world.write("taken", "a file of somebody's"),
        typed: &["run", "consultation", "--out", "taken"],
        says: "`taken`",
        place: "",
        caret: "",
        hint: "--out",
    });
    check(&Case {
        spoil: |world| world.write("taken/diary.txt", "somebody's"),
        typed: &["run", "consultation", "--out", "taken"],
        says: "`taken`",
        place: "",
        caret: "",
        hint: "--out",
    });
}

#[test]
fn what_is_taken_is_left_alone() {
    let world = World::library();
    world.write("taken/diary.txt", "somebody's");
    world.canvass(&["run", "consultation", "--out", "taken"]).exits(2);
    assert_eq!(world.names("taken"), ["diary.txt"]);
    assert_eq!(world.read("taken/diary.txt"), "somebody's");
}

#[test]
fn commands_that_need_an_output() {
    for typed in [
        &["search", "nowhere", "staff"][..],
        &["tables", "nowhere"],
        &["tables", "nowhere", "stances"],
        &["show", "nowhere", "a.txt"],
    ] {
        check(&Case { spoil: nothing, typed, says: "`nowhere`", place: "", caret: "", hint: "canvass run" });
    }
    for typed in [
        &["search", "consultation", "staff"][..],
        &["tables", "consultation"],
        &["show", "consultation", "a.txt"],
    ] {
        check(&Case {
            spoil: nothing,
            typed,
            says: "no output",
            place: "",
            caret: "",
            hint: "canvass run consultation",
        });
    }
}

#[test]
fn unknown_responses_tables_and_columns() {
    let cases: [(&[&str], &str, &str); 5] = [
        (&["show", "out", "a.tx"], "`a.tx`", "did you mean `a.txt`?"),
        (&["tables", "out", "mention"], "`mention`", "did you mean `mentions`?"),
        (
            &["tables", "out", "stances", "--where", "opton_id=fines"],
            "`opton_id`",
            "did you mean `option_id`?",
        ),
        (&["tables", "out", "stances", "--where", "fines"], "`fines`", "COLUMN=VALUE"),
        (&["search", "out", "staff", "--stance", "suport"], "`suport`", "did you mean `support`?"),
    ];
    for (typed, says, hint) in cases {
        check(&Case { spoil: nothing, typed, says, place: "", caret: "", hint });
    }
}

#[test]
fn a_typing_error_in_the_command() {
    let world = World::empty();
    for typed in [&["rum", "consultation"][..], &["run"], &["search", "out", "x", "--limit", "many"]] {
        let ran = world.canvass(typed).exits(2);
        assert_eq!(ran.stdout, "");
        assert!(ran.stderr.starts_with("error: ") && ran.stderr.contains("--help"), "{}", ran.stderr);
    }
}

#[test]
fn a_broken_index_is_told() {
    let world = World::library();
    world.write("consultation/responses/a.txt", "1. Yes. The staff are kind.\n");
    world.write("consultation/responses/b.txt", "1. No. They need their rest.\n");
    world.run();
    world.write("out/index/meta.json", "{");
    let ran = world.canvass(&["search", "out", "staff"]).exits(2);
    assert!(ran.stderr.contains("index") && ran.stderr.contains("hint: `canvass run"), "{}", ran.stderr);
    world.write("out/tables/stances.parquet", "PAR1");
    let ran = world.canvass(&["tables", "out", "stances"]).exits(2);
    assert!(ran.stderr.contains("stances.parquet") && ran.stderr.contains("hint: "), "{}", ran.stderr);
    world.run();
    world.canvass(&["search", "out", "staff"]).exits(0);
}
