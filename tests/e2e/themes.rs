//! The commands on the code frame: tested, tried, and what it misses.

use std::collections::BTreeSet;

use super::harness::{Row, World};

const FRAME: &str = "[[list]]\nid = 'hands'\nterms = ['staff', 'volunteer*']\n\
    [[theme]]\nid = 'running'\nlabel = 'Running it'\n\
    [[theme]]\nid = 'staff'\nlabel = 'Staff'\nparent = 'running'\nany = ['staff', 'librarian*', 'weekend staff']\n\
    [[theme]]\nid = 'money'\nlabel = 'Money'\nparent = 'running'\nany = ['cost*', 'money', 'costs']\n\
    except = ['at all costs']\nexamples = ['It costs money.']\ncounterexamples = ['Open it at all costs.']\n";

const SURVEY: &str = "Response ID,1. Do you agree that the library should open on Sundays?,1a. Please explain\n\
    r1,Yes,The staff are kind. A crèche would bring families in.\n\
    r2,No,It costs money and the staff need rest.\n\
    r3,Yes,Volunteers could help. A crèche would be lovely.\n\
    r4,No,Money is short and no money will come.\n\
    r5,Yes,Please add a crèche.\n";

/// The library's consultation under a code frame of two levels.
fn world() -> World {
    let world = World::library();
    world.write("consultation/themes.toml", FRAME);
    world.write("consultation/responses/survey.csv", SURVEY);
    world
}

#[test]
fn a_theme_above_others_counts_a_response_once() {
    let world = world();
    world.run();
    let counts = world.table("theme_counts");
    let of = |theme: &str| {
        let is_it = |row: &&Row| {
            [("question_id", "all"), ("group", "all"), ("theme_id", theme)]
                .iter()
                .all(|(column, value)| row.text(column) == *value)
        };
        let row = counts.iter().find(is_it).expect("every theme has a row");
        (row.int("responses"), row.int("mentions"))
    };
    assert_eq!([of("staff"), of("money"), of("running")], [(2, 2), (2, 4), (3, 6)]);
    let pairs = world.table("theme_pairs");
    assert!(pairs.iter().all(|row| row.text("theme_a") != "running"), "{pairs:?}");
    let found = world.canvass(&["search", "out", "--theme", "running", "--json"]).exits(0).json();
    assert_eq!(found["total"], 3);
}

#[test]
fn testing_tells_which_rules_do_nothing() {
    let world = world();
    let tested = world.canvass(&["themes", "test", "consultation", "--json"]).exits(0).json();
    assert_eq!(tested["responses"], 5);
    let findings: Vec<(String, String)> = tested["rules"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|rule| Some((rule["rule"].as_str()?.to_owned(), rule["finding"].as_str()?.to_owned())))
        .collect();
    let expected =
        [("librarian*", "dead"), ("weekend staff", "dead"), ("costs", "swallowed"), ("at all costs", "dead")];
    assert_eq!(findings, expected.map(|(rule, finding)| (rule.to_owned(), finding.to_owned())));
    world.write(
        "consultation/themes.toml",
        format!("{FRAME}[[theme]]\nid = 'x'\nany = ['x']\nexamples = ['y']\n"),
    );
    let shown = world.canvass(&["themes", "test", "consultation"]).exits(1).stdout;
    assert!(shown.contains("no rule matches its example “y”"), "{shown}");
}

#[test]
fn testing_tells_rules_written_twice_and_examples_of_cues() {
    let world = world();
    world.edit("consultation/themes.toml", "'money', 'costs'", "'money', 'money'");
    let shown = world.canvass(&["themes", "test", "consultation"]).exits(0).stdout;
    assert!(shown.contains("rules that their theme has twice"), "{shown}");
    let cue = "[[cue]]\nid = 'boat'\ndirection = 'support'\nstrength = 'judgement'\nattaches = 'subject'\n\
        any = ['float* (my OR our) boat']\nexamples = ['Sunday opening floats our boat.']\n";
    world.write("consultation/stance.toml", cue);
    world.canvass(&["themes", "test", "consultation"]).exits(0);
    world.canvass(&["check", "consultation"]).exits(0);
    world.write(
        "consultation/stance.toml",
        format!("{cue}counterexamples = ['Sunday opening floats my boat.']\n"),
    );
    for command in [&["check"][..], &["themes", "test"]] {
        let shown = world.canvass(&[command, &["consultation"]].concat()).exits(1).stdout;
        let told = "counterexample “Sunday opening floats my boat.” is read as `support` on `sunday`, by rule `boat`";
        assert!(shown.contains(told), "{shown}");
        assert!(shown.contains("cues of stance.toml do not do what their examples say"), "{shown}");
    }
}

#[test]
fn a_rule_is_tried_before_it_is_written() {
    let world = world();
    world.run();
    let tried =
        world.canvass(&["themes", "try", "out", "@hands", "--theme", "staff", "--json"]).exits(0).json();
    assert_eq!((&tried["base"], &tried["responses"], &tried["mentions"]), (&5.into(), &3.into(), &3.into()));
    assert_eq!(tried["theme"]["keeps"], 2);
    assert_eq!(tried["theme"]["gains"], serde_json::json!(["r3"]));
    let lost = world
        .canvass(&["themes", "try", "out", "rest*", "--theme", "staff", "--replaces", "staff", "--json"])
        .exits(0)
        .json();
    assert_eq!(lost["theme"]["loses"], serde_json::json!(["r1"]));
    let shown = world.canvass(&["themes", "try", "out", "no money"]).exits(0).stdout;
    assert!(shown.contains("`no money` matches 1 place, in 1 of 5 responses (20 %)"), "{shown}");
    assert!(shown.contains("no money will come"), "{shown}");
    world.canvass(&["themes", "try", "out", "zeppelin"]).exits(1);
    let error = world.canvass(&["themes", "try", "out", "staff NEAR"]).exits(2).stderr;
    assert!(error.contains("`NEAR` does not say how near") && error.contains("hint"), "{error}");
}

/// A frame whose themes differ in all that a rule takes from its theme.
const SETTINGS: &str = "[[theme]]\nid = 'wide'\nscope = 'answer'\nany = ['zeppelin']\n\
    [[theme]]\nid = 'german'\nlanguage = 'de'\nany = ['Zeppelin']\n\
    [[theme]]\nid = 'heavy'\nthreshold = 2\nany = ['crèche', { rule = 'money', weight = 2 }]\n\
    [[theme]]\nid = 'below'\nparent = 'heavy'\nany = ['rest NEAR/9 @heavy']\n";

/// What is tried on a theme, and the same as an edit of the file.
const TRIALS: [(&[&str], &str, &str); 7] = [
    (&["kind AND families", "--theme", "wide"], "['zeppelin']", "['zeppelin', 'kind AND families']"),
    (&["staff", "--theme", "german"], "['Zeppelin']", "['Zeppelin', 'staff']"),
    (&["staff", "--theme", "heavy"], "['crèche', ", "['crèche', 'staff', "),
    (&["staff", "--theme", "heavy", "--replaces", "money"], "rule = 'money'", "rule = 'staff'"),
    (&["staff", "--theme", "heavy", "--replaces", "crèche"], "'crèche'", "'staff'"),
    (&["money", "--theme", "heavy", "--except"], "threshold = 2", "threshold = 2\nexcept = ['money']"),
    (&["add NEAR/2 crèche", "--theme", "below"], "['rest", "['add NEAR/2 crèche', 'rest"),
];

/// The responses that mention each theme, or one below it, after a run.
fn mentioned(world: &World, theme: &str) -> BTreeSet<String> {
    world.run();
    let counts =
        |row: &&Row| row.text("theme_id") == theme || (row.text("theme_id"), theme) == ("below", "heavy");
    world.table("mentions").iter().filter(counts).map(|row| row.text("response_id").to_owned()).collect()
}

#[test]
fn a_trial_forecasts_what_the_run_gives() {
    let world = world();
    let german = "r6,No,\"Die Bücherei braucht kein Geld, aber der staff der Bücherei ist müde und muss sich ausruhen.\"\n";
    world.write("consultation/responses/survey.csv", format!("{SURVEY}{german}"));
    let mut moved = 0;
    for (trial, old, new) in TRIALS {
        let theme = trial[2];
        world.write("consultation/themes.toml", SETTINGS);
        let before = mentioned(&world, theme);
        let tried = world.canvass(&[&["themes", "try", "out"], trial, &["--json"]].concat()).json();
        world.edit("consultation/themes.toml", old, new);
        let after = mentioned(&world, theme);
        let gains: Vec<&String> = after.difference(&before).collect();
        let loses: Vec<&String> = before.difference(&after).collect();
        assert_eq!(tried["theme"]["gains"], serde_json::json!(gains), "{trial:?}");
        assert_eq!(tried["theme"]["loses"], serde_json::json!(loses), "{trial:?}");
        assert_eq!(tried["theme"]["keeps"], before.intersection(&after).count(), "{trial:?}");
        moved += gains.len() + loses.len();
    }
    // Gains r1; r6; r1; gains r1 and loses r4; nothing; loses r4, since r2 is mentioned below; gains r5.
    assert_eq!(moved, 7);
}

#[test]
fn a_line_of_a_trial_keeps_to_its_answer() {
    let world = world();
    world.run();
    let tried = world.canvass(&["themes", "try", "out", "please", "--json"]).exits(0).json();
    assert_eq!((&tried["places"][0]["left"], &tried["places"][0]["quote"]), (&"".into(), &"Please".into()));
}

#[test]
fn what_no_theme_reached_is_suggested() {
    let world = world();
    world.run();
    let lists = world.canvass(&["themes", "suggest", "out", "--json"]).exits(0).json();
    let all = &lists[0];
    assert_eq!((all["scope"].as_str(), all["scope_value"].as_str()), (Some("all"), Some("all")));
    let terms: Vec<&str> =
        all["terms"].as_array().expect("a list").iter().filter_map(|term| term["term"].as_str()).collect();
    assert!(terms.contains(&"crèche") || terms.contains(&"creche"), "{terms:?}");
    let shown = world.canvass(&["themes", "suggest", "out"]).exits(0).stdout;
    assert!(shown.contains("no theme reached"), "{shown}");
}

#[test]
fn what_is_suggested_is_nobodys_template_and_not_the_consultations_wording() {
    let world = World::library();
    let letter = "I urge the council to think of the turnstile and of everybody who lives beside the harbour, because \
        the evenings there have been quiet for as long as anybody in our street can remember them.";
    let own = [
        "We need a playground for the toddlers.",
        "A playground would be nice, and Sunday opening altogether.",
        "The library has late fines, and Sunday opening altogether is wanted.",
    ];
    let rows = (0..4).map(|at| format!("c{at},\"{letter}\"\n"));
    let rows = rows.chain(own.iter().enumerate().map(|(at, words)| format!("o{at},\"{words}\"\n")));
    let head = "Response ID,3. What else would you change about the library?\n";
    world.write("consultation/responses/survey.csv", format!("{head}{}", rows.collect::<String>()));
    world.run();
    assert_eq!(world.table("campaigns").len(), 1);
    let lists = world.canvass(&["themes", "suggest", "out", "--json"]).exits(0).json();
    let lists = lists.as_array().expect("a list").iter();
    let terms: Vec<&str> = lists
        .flat_map(|list| list["terms"].as_array().expect("a list"))
        .filter_map(|term| term["term"].as_str())
        .collect();
    assert!(!terms.is_empty() && terms.iter().all(|term| *term == "playground"), "{terms:?}");
}

#[test]
fn lexicons_come_in_and_go_out() {
    let world = world();
    let dic = "%\r1\tMoney\r%\rcost*\t1\r(a)\t1\r";
    world.write("money.dic", dic);
    let ran = world.canvass(&["themes", "import", "money.dic"]).exits(0);
    assert_eq!(ran.stdout, "[[theme]]\nid = \"money\"\nlabel = \"Money\"\nany = [\n  \"cost*\",\n]\n");
    assert!(ran.stderr.contains("note: money.dic:5: `(a)` is left out: brackets"), "{}", ran.stderr);
    let ran = world
        .canvass(&["themes", "export", "consultation", "--to", "wordstat", "--dest", "mine.cat"])
        .exits(0);
    assert!(ran.stderr.contains("theme `Money`: its exception `at all costs` is left out"), "{}", ran.stderr);
    assert!(world.read("mine.cat").starts_with("RUNNING IT\n\tSTAFF\n"), "{}", world.read("mine.cat"));
    world.canvass(&["themes", "import", "mine.cat", "--dest", "consultation/themes.toml"]).exits(0);
    world.run();
    let ran = world.canvass(&["themes", "import", "mine.cat", "--format", "lwic"]).exits(2);
    assert!(ran.stderr.contains("did you mean `liwc`?"), "{}", ran.stderr);
    world.canvass(&["themes", "import", "consultation/consultation.toml"]).exits(2);
}
