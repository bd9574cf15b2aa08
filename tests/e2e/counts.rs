//! The counts, taken again from the rows by other means than the engine's.

use std::collections::{BTreeMap, BTreeSet};

use super::harness::{Row, World};

const STANCES: [&str; 5] = ["support", "oppose", "mixed", "unclear", "not_addressed"];

/// The row tables of an output, with the analysed responses picked out.
struct Rows {
    world: World,
    analysed: Vec<Row>,
    answers: Vec<Row>,
    mentions: Vec<Row>,
    stances: Vec<Row>,
}

/// Part of the analysed responses: a group, its value folded, the responses in it.
struct Part {
    group: &'static str,
    value: String,
    members: BTreeSet<String>,
}

impl Rows {
    fn of(world: World) -> Self {
        world.run();
        let [mut analysed, mut answers, mentions, stances] =
            ["responses", "answers", "mentions", "stances"].map(|table| world.table(table));
        analysed.retain(|row| row.text("status") == "analysed");
        // "N/A" is no answer, unless it was ticked.
        let asides = world.table("asides");
        let is_placeholder = |row: &&Row| row.text("kind") == "placeholder";
        let placeholders: BTreeSet<&str> =
            asides.iter().filter(is_placeholder).map(|row| row.text("answer_id")).collect();
        answers.retain(|row| !row.is_null("closed") || !placeholders.contains(row.text("answer_id")));
        Self { world, analysed, answers, mentions, stances }
    }

    fn sample() -> Self {
        Self::of(World::sample())
    }

    /// The whole, then every value of every group.
    fn parts(&self) -> Vec<Part> {
        let mut parts = BTreeMap::<(&'static str, String), BTreeSet<String>>::new();
        for row in &self.analysed {
            let id = row.text("response_id").to_owned();
            for group in ["all", "respondent_type", "region"] {
                let value = match group {
                    "all" => "all".to_owned(),
                    _ if row.text(group).trim().is_empty() => "not given".to_owned(),
                    _ => folded(row.text(group)),
                };
                parts.entry((group, value)).or_default().insert(id.clone());
            }
        }
        parts.into_iter().map(|((group, value), members)| Part { group, value, members }).collect()
    }

    /// Asserts that a table has a row for each of `expected`, counts included, and no other.
    fn check(&self, table: &str, describe: impl Fn(&Row) -> String, expected: &BTreeSet<String>) {
        let rows = self.world.table(table);
        let found: BTreeSet<String> = rows.iter().map(describe).collect();
        let only = |one: &BTreeSet<String>, other: &BTreeSet<String>| {
            one.difference(other).take(5).cloned().collect::<Vec<_>>().join("\n")
        };
        assert!(
            found == *expected,
            "{table}\nonly in the table:\n{}\nonly in the recount:\n{}",
            only(&found, expected),
            only(expected, &found)
        );
        assert_eq!(rows.len(), expected.len(), "{table} says nothing twice");
    }
}

/// A text without the differences that are none: case, spacing, closing punctuation.
fn folded(text: &str) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    one_line.trim_end_matches(['.', ',', ';', ':', '!', ' ']).to_owned()
}

fn share(count: usize, base: usize) -> String {
    if base == 0 { "-".into() } else { format!("{:.9}", count as f64 / base as f64) }
}

fn shown(row: &Row, column: &str) -> String {
    row.share(column).map_or_else(|| "-".into(), |share| format!("{share:.9}"))
}

#[test]
fn option_support() {
    let rows = Rows::sample();
    let mut expected = BTreeSet::new();
    for part in rows.parts() {
        for option in ["vision", "option-1", "option-2", "option-3"] {
            let count = |stance: &str| {
                let towards = rows.stances.iter().filter(|row| row.text("option_id") == option);
                let so = towards.filter(|row| row.text("stance") == stance);
                so.filter(|row| part.members.contains(row.text("response_id"))).count()
            };
            let counts = STANCES.map(count);
            assert_eq!(counts.iter().sum::<usize>(), part.members.len());
            let base = part.members.len() - counts[4];
            let shares = (share(counts[0], base), share(counts[1], base));
            expected.insert(format!("{} {} {option} {counts:?} {base} {shares:?}", part.group, part.value));
        }
    }
    let describe = |row: &Row| {
        let counts = STANCES.map(|stance| row.int(stance));
        let shares = (shown(row, "support_share"), shown(row, "oppose_share"));
        let (group, value, option) =
            (row.text("group"), folded(row.text("group_value")), row.text("option_id"));
        format!("{group} {value} {option} {counts:?} {} {shares:?}", row.int("base"))
    };
    rows.check("option_support", describe, &expected);
}

#[test]
fn theme_counts() {
    let rows = Rows::sample();
    let code_frame = rows.world.read("consultation/themes.toml");
    let themes: Vec<&str> =
        code_frame.lines().filter_map(|line| line.strip_prefix("id = \"")?.strip_suffix('"')).collect();
    let mut expected = BTreeSet::new();
    for part in rows.parts() {
        for question in ["all", "q8", "q9", "q10", "q11", "q12", "q13", "q14"] {
            let asked = |row: &&Row| {
                (question == "all" || row.text("question_id") == question)
                    && part.members.contains(row.text("response_id"))
            };
            let answered: BTreeSet<&str> =
                rows.answers.iter().filter(asked).map(|row| row.text("response_id")).collect();
            let base = if question == "all" { part.members.len() } else { answered.len() };
            if base == 0 {
                continue;
            }
            let counted =
                themes.iter().map(|theme| (*theme, count_theme(rows.mentions.iter().filter(asked), theme)));
            let counted: Vec<(&str, (usize, usize))> = counted.collect();
            for (theme, (responses, mentions)) in &counted {
                let better = counted.iter().filter(|(_, other)| *other > (*responses, *mentions)).count();
                expected.insert(format!(
                    "{question} {} {} {theme} {responses} {mentions} {base} {} {}",
                    part.group,
                    part.value,
                    share(*responses, base),
                    better + 1
                ));
            }
        }
    }
    let describe = |row: &Row| {
        let [question, group, theme] = ["question_id", "group", "theme_id"].map(|column| row.text(column));
        let [responses, mentions, base, rank] =
            ["responses", "mentions", "base", "rank"].map(|column| row.int(column));
        let value = folded(row.text("group_value"));
        format!(
            "{question} {group} {value} {theme} {responses} {mentions} {base} {} {rank}",
            shown(row, "share")
        )
    };
    rows.check("theme_counts", describe, &expected);
}

/// Responses that mention a theme, and places where they do; a place is one, whatever questions it answers.
fn count_theme<'a>(mentions: impl Iterator<Item = &'a Row>, theme: &str) -> (usize, usize) {
    let mut responses = BTreeSet::new();
    let mut places = BTreeSet::new();
    for row in mentions.filter(|row| row.text("theme_id") == theme) {
        responses.insert(row.text("response_id"));
        places.insert((row.text("response_id"), row.int("start"), row.int("end")));
    }
    (responses.len(), places.len())
}

#[test]
fn closed_counts() {
    let rows = Rows::sample();
    let mut ticked = BTreeMap::<(&str, &str), String>::new();
    for row in rows.answers.iter().filter(|row| !row.is_null("closed") && !row.is_null("question_id")) {
        ticked
            .entry((row.text("question_id"), row.text("response_id")))
            .or_insert_with(|| folded(row.text("closed")));
    }
    let mut expected = BTreeSet::new();
    for question in ticked.keys().map(|(question, _)| *question).collect::<BTreeSet<_>>() {
        let of_question: BTreeMap<&str, &String> = ticked
            .iter()
            .filter(|((asked, _), _)| *asked == question)
            .map(|((_, id), reply)| (*id, reply))
            .collect();
        let replies: BTreeSet<&String> = of_question.values().copied().collect();
        let answers = rows.answers.iter().filter(|row| !row.is_null("question_id"));
        let in_words: BTreeSet<&str> = answers
            .filter(|row| row.text("question_id") == question)
            .map(|row| row.text("response_id"))
            .filter(|id| !of_question.contains_key(id))
            .collect();
        for part in rows.parts() {
            let base = part.members.len();
            let count = |reply: Option<&String>| {
                part.members.iter().filter(|id| of_question.get(id.as_str()).copied() == reply).count()
            };
            let mut put = |reply: &str, responses: usize| {
                let (group, value, share) = (part.group, &part.value, share(responses, base));
                expected.insert(format!("{question} {group} {value} {reply} {responses} {base} {share}"));
            };
            for reply in &replies {
                put(reply, count(Some(reply)));
            }
            let words = part.members.iter().filter(|id| in_words.contains(id.as_str())).count();
            if !in_words.is_empty() {
                put("in words only", words);
            }
            put("not answered", count(None) - words);
        }
    }
    let describe = |row: &Row| {
        let [group_value, closed] = ["group_value", "closed"].map(|column| folded(row.text(column)));
        let (question, group) = (row.text("question_id"), row.text("group"));
        let (responses, base) = (row.int("responses"), row.int("base"));
        format!("{question} {group} {group_value} {closed} {responses} {base} {}", shown(row, "share"))
    };
    rows.check("closed_counts", describe, &expected);
}

#[test]
fn waterfall() {
    let rows = Rows::sample();
    let responses = rows.world.table("responses");
    let mut steps = BTreeMap::<(&str, &str), usize>::new();
    for row in &responses {
        // A duplicate's reason names the response it repeats.
        let reason = if row.text("status") == "duplicate" { "" } else { row.text("reason") };
        *steps.entry((row.text("status"), reason)).or_default() += 1;
    }
    for status in ["unreadable", "blank", "duplicate", "excluded", "analysed"] {
        if !steps.keys().any(|(step, _)| *step == status) {
            steps.insert((status, ""), 0);
        }
    }
    steps.insert(("received", ""), responses.len());
    let expected = steps.iter().map(|((step, reason), n)| format!("{step} {reason} {n}")).collect();
    let describe =
        |row: &Row| format!("{} {} {}", row.text("step"), row.text("reason"), row.int("responses"));
    rows.check("waterfall", describe, &expected);
}

#[test]
fn theme_pairs() {
    let rows = Rows::sample();
    let mut by_theme = BTreeMap::<&str, BTreeSet<&str>>::new();
    for row in &rows.mentions {
        by_theme.entry(row.text("theme_id")).or_default().insert(row.text("response_id"));
    }
    for row in rows.world.table("theme_pairs") {
        let (a, b) = (&by_theme[row.text("theme_a")], &by_theme[row.text("theme_b")]);
        let both = a.intersection(b).count();
        let counts = ["both", "a", "b"].map(|column| usize::try_from(row.int(column)).expect("a count"));
        assert_eq!(counts, [both, a.len(), b.len()], "{row:?}");
        assert_eq!(shown(&row, "jaccard"), share(both, a.len() + b.len() - both), "{row:?}");
        assert_eq!(shown(&row, "lift"), share(both * rows.analysed.len(), a.len() * b.len()), "{row:?}");
    }
    let themes: Vec<&&str> = by_theme.keys().collect();
    let meet = |one: &str, other: &str| by_theme[one].intersection(&by_theme[other]).count() > 0;
    let n_pairs: usize = themes
        .iter()
        .enumerate()
        .map(|(at, one)| themes[at + 1..].iter().filter(|other| meet(one, other)).count())
        .sum();
    assert_eq!(rows.world.table("theme_pairs").len(), n_pairs);
}

#[test]
fn option_themes() {
    let rows = Rows::sample();
    for row in rows.world.table("option_themes") {
        let (option, stance, theme) = (row.text("option_id"), row.text("stance"), row.text("theme_id"));
        let those: BTreeSet<&str> = rows
            .stances
            .iter()
            .filter(|stated| stated.text("option_id") == option && stated.text("stance") == stance)
            .map(|stated| stated.text("response_id"))
            .collect();
        let mention = rows.mentions.iter().filter(|mention| mention.text("theme_id") == theme);
        let mention: BTreeSet<&str> = mention.map(|mention| mention.text("response_id")).collect();
        assert_eq!(row.int("base"), i64::try_from(those.len()).expect("few"), "{row:?}");
        let most = i64::try_from(those.intersection(&mention).count()).expect("few");
        assert!((1..=most).contains(&row.int("responses")), "{row:?}, at most {most}");
        let count = |column| usize::try_from(row.int(column)).expect("a count");
        assert_eq!(shown(&row, "share"), share(count("responses"), count("base")), "{row:?}");
    }
}

#[test]
fn values_that_are_steps_stand_in_their_order() {
    let world = World::library();
    world.edit("consultation/consultation.toml", "\"respondent_type\"", "\"respondent_type\", \"Age group\"");
    let ages =
        ["25-34", "25-34", "75+", "Prefer not to say", "Prefer not to say", "Under 18", "18-24", "", ""];
    let rows =
        ages.iter().enumerate().map(|(at, age)| format!("r{at},{age},Yes,The staff are kind on day {at}.\n"));
    let head =
        "Response ID,Age group,1. Do you agree that the library should open on Sundays?,1a. Please explain\n";
    world.write("consultation/responses/survey.csv", format!("{head}{}", rows.collect::<String>()));
    world.run();
    let expected = ["Under 18", "18-24", "25-34", "75+", "Prefer not to say", "not given"];
    for table in ["option_support", "theme_counts", "closed_counts"] {
        let rows = world.table(table);
        let of_group = rows.iter().filter(|row| row.text("group") == "Age group");
        let mut values: Vec<&str> = of_group.map(|row| row.text("group_value")).collect();
        values.dedup();
        assert!(values.chunks(expected.len()).all(|values| values == expected), "{table}: {values:?}");
    }
    let report = world.read("out/report.html");
    let head = report
        .split("<caption><span>Themes by Age group")
        .nth(1)
        .and_then(|rest| rest.split("</thead>").next());
    let places: Vec<_> = expected.iter().map(|value| head.and_then(|head| head.find(value))).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{head:?}");
}
