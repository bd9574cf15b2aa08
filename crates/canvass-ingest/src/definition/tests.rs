//! Every mistake in a definition, with its message, its place and its hint.

use canvass_core::{Explain, QuestionKind, Stance};

use proptest::prelude::*;

use super::*;

const HEAD: &str = "[consultation]\nid = \"c\"\n";
const LANGUAGES: &[&str] = &["en", "de"];
const OPTION: &str = "[[option]]\nid = \"option-1\"\nlabel = \"Option One\"\n";
const QUESTION: &str = "[[question]]\nid = \"q9\"\ntext = \"Do you agree?\"\n";

/// Asserts message, line, the words pointed at, and the first hint.
#[track_caller]
fn check(source: &str, message: &str, line: usize, at: &str, hint: &str) {
    let error = parse("c/consultation.toml", source, LANGUAGES).expect_err("a mistake");
    assert_eq!(error.to_string(), message);
    let place = error.place().expect("a place in the file");
    assert_eq!((place.path.as_str(), place.line()), ("c/consultation.toml", line));
    assert_eq!(&source[place.bytes.clone()], at);
    assert_eq!(error.hints().first().map_or("", String::as_str), hint);
}

#[test]
fn a_whole_definition_is_read() {
    let source = format!(
        "{HEAD}title = \"T\"\nlanguage = \"en\"\ngroups = [\"respondent_type\"]\n{OPTION}aliases = [\"Option 1\"]\n\
         {QUESTION}number = \"9\"\noption = \"option-1\"\nkind = \"closed\"\n\
         closed = {{ \"Zwar\" = \"mixed\", \"Aye\" = \"support\" }}\n\
         [[table]]\npath = \"responses/export.csv\"\nresponse_id = \"Ref\"\n\
         columns = {{ \"9. Do you\" = {{ question = \"q9\", part = \"closed\" }} }}\n"
    );
    let (consultation, tables) = parse("consultation.toml", &source, LANGUAGES).expect("valid");
    let question = &consultation.questions[0];
    assert_eq!(question.kind, QuestionKind::Closed);
    assert_eq!(question.closed, [("Zwar".into(), Stance::Mixed), ("Aye".into(), Stance::Support)]);
    assert_eq!(consultation.option(question.option.expect("named")).aliases, ["Option 1"]);
    let question = consultation.find_question("q9").expect("defined");
    assert_eq!(tables[0].columns[0].holds, Holds::Answers { question, part: Some(Part::Closed) });
    assert_eq!(tables[0].place.line(), source[..source.find("path =").expect("there")].lines().count() + 1);
}

#[test]
fn a_number_needs_no_quotes() {
    let source = format!("{HEAD}{QUESTION}number = 9\n");
    let (consultation, _) = parse("c.toml", &source, LANGUAGES).expect("valid");
    assert_eq!(consultation.questions[0].number.as_deref(), Some("9"));
    let source = format!("{HEAD}{QUESTION}number = true\n");
    check(
        &source,
        "wrong type: invalid type: expected a string like \"9a\" or a whole number",
        6,
        "true",
        "put the value in quotes",
    );
}

#[test]
fn neither_options_nor_questions_are_needed() {
    let (consultation, _) = parse("consultation.toml", HEAD, LANGUAGES).expect("valid");
    assert_eq!((consultation.title.as_str(), consultation.language.as_str()), ("c", "en"));
}

#[test]
fn syntax() {
    let error = parse("c.toml", "[consultation]\nid = \n", LANGUAGES).expect_err("a mistake");
    assert!(error.to_string().starts_with("not valid TOML: "), "{error}");
    assert_eq!(error.place().expect("a place").line(), 2);
    assert_eq!(error.hints(), ["write a value behind the `=`: `key = \"...\"`"]);
}

#[test]
fn syntax_has_remedies() {
    let remedies = [
        ("title = = 'x'", "write a single `=` between a key and its value"),
        ("title = x", "put the value in quotes: `key = \"...\"`"),
        ("title = “x”", "use straight quotation marks: `key = \"...\"`"),
        ("title = \"x", "close the text with `\"` on the same line"),
        ("title \"x\"", "put `=` between a key and its value: `key = \"...\"`"),
        ("id = \"d\"", "take out one of the two, or begin another table with `[[...]]` for the second"),
        (
            "groups = [\"a\" \"b\"]",
            "put each item of a list in quotes, a comma between two, and `]` behind the last",
        ),
        ("groups = [\"a\"", "close the list with `]`"),
        ("[[option]\nid = \"x\"", "close the heading with `]]`: `[[heading]]`"),
        ("title = True", "put the value in quotes if it is meant as text: `key = \"...\"`"),
        ("// a title", "begin a comment with `#`"),
        ("title = \"a \"b\" c\"", "end the line behind the value; inside a text, write `\"` as `\\\"`"),
    ];
    for (line, remedy) in remedies {
        let error = parse("c.toml", &format!("{HEAD}{line}\n"), LANGUAGES).expect_err("a mistake");
        assert_eq!(error.hints(), [remedy], "{line}: {error}");
    }
}

#[test]
fn wrong_types() {
    check(
        "[consultation]\nid = 7\n",
        "wrong type: invalid type: integer `7`, expected a string",
        2,
        "7",
        "put the value in quotes",
    );
}

#[test]
fn unknown_and_missing_keys() {
    check(
        "[consultation]\nid = \"c\"\ntitel = \"T\"\n",
        "unknown key `titel`",
        3,
        "titel",
        "did you mean `title`?",
    );
    let source = format!("{HEAD}[[question]]\nid = \"q1\"\n");
    let error = parse("c.toml", &source, LANGUAGES).expect_err("a mistake");
    assert_eq!(error.to_string(), "missing key `text`");
    assert_eq!(error.place().expect("a place").line(), 3);
}

#[test]
fn ids_used_twice() {
    check(
        &format!("{HEAD}{OPTION}{OPTION}"),
        "option `option-1` is defined twice, first in line 4",
        7,
        "\"option-1\"",
        "give each option an id of its own",
    );
}

#[test]
fn names_that_cannot_be_used() {
    check(
        "[consultation]\nid = \"a/b\"\n",
        "consultation `a/b` cannot be used as a name",
        2,
        "\"a/b\"",
        "use letters, digits, `-`, `_` and `.`",
    );
}

#[test]
fn references_to_nothing() {
    check(
        &format!("{HEAD}{OPTION}{QUESTION}option = \"option1\"\n"),
        "unknown option `option1`",
        9,
        "\"option1\"",
        "did you mean `option-1`?",
    );
    check(
        &format!("{HEAD}{QUESTION}kind = \"opne\"\n"),
        "unknown kind `opne`",
        6,
        "\"opne\"",
        "did you mean `open`?",
    );
    check(
        &format!("{HEAD}{QUESTION}closed = {{ Yes = \"for\" }}\n"),
        "unknown stance `for`",
        6,
        "\"for\"",
        "known: `support`, `oppose`, `mixed`, `unclear`, `not_addressed`",
    );
}

#[test]
fn languages_that_cannot_be_analysed() {
    // The one has no stemmer; the other has, and still is not among those asked for.
    for code in ["cy", "fr"] {
        check(
            &format!("{HEAD}language = \"{code}\"\n"),
            &format!("unknown language `{code}`"),
            3,
            &format!("\"{code}\""),
            "known: `en`, `de`",
        );
    }
    let (consultation, _) =
        parse("c.toml", &format!("{HEAD}language = \"de-AT\"\n"), LANGUAGES).expect("valid");
    assert_eq!(consultation.language, "de");
}

#[test]
fn no_question_is_called_as_the_total() {
    check(
        &format!("{HEAD}[[question]]\nid = \"All\"\ntext = \"Why?\"\n"),
        "`All` cannot be the id of a question: it is what the total over all questions is called",
        4,
        "\"All\"",
        "give the question another id, such as `q1`",
    );
}

#[test]
fn groups_that_cannot_be() {
    let groups = |groups: &str| format!("{HEAD}groups = [{groups}]\n");
    check(
        &groups("\"region\", \"all\""),
        "`all` cannot be a group: it is what the total over all responses is called",
        3,
        "\"all\"",
        "leave it out: the total always stands before the groups",
    );
    check(
        &groups("\"region\", \"Age\", \"age\""),
        "group `age` is named twice",
        3,
        "\"age\"",
        "name each group once",
    );
    check(
        &groups("\"respondant_type\""),
        "group `respondant_type` is no attribute of a response, but nearly `respondent_type`",
        3,
        "\"respondant_type\"",
        "did you mean `respondent_type`?",
    );
    check(
        &groups("\" \""),
        "group ` ` cannot be used as a name",
        3,
        "\" \"",
        "use letters, digits, `-`, `_` and `.`",
    );
    let free = groups("\"region\", \"Religion\", \"What is your age?\"");
    let (consultation, _) = parse("c.toml", &free, LANGUAGES).expect("any column can be a group");
    assert_eq!(consultation.groups, ["region", "Religion", "What is your age?"]);
}

#[test]
fn columns_of_unknown_questions_and_parts() {
    let table = format!("{HEAD}{QUESTION}[[table]]\npath = \"responses/a.csv\"\n");
    check(
        &format!("{table}columns = {{ A = {{ question = \"q8\" }} }}\n"),
        "unknown question `q8`",
        8,
        "\"q8\"",
        "known: `q9`",
    );
    check(
        &format!("{table}columns = {{ A = {{ question = \"q9\", part = \"close\" }} }}\n"),
        "unknown part `close`",
        8,
        "\"close\"",
        "did you mean `closed`?",
    );
    check(
        &format!("{table}columns = {{ A = {{ read = \"atribute\" }} }}\n"),
        "unknown way to read a column `atribute`",
        8,
        "\"atribute\"",
        "did you mean `attribute`?",
    );
    check(
        &format!("{table}columns = {{ A = {{ question = \"q9\", read = \"letter\" }} }}\n"),
        "`read` and `question` contradict each other",
        8,
        "\"letter\"",
        "keep either `read` or `question`",
    );
    let error =
        parse("c.toml", &format!("{table}columns = {{ A = {{}} }}\n"), LANGUAGES).expect_err("a mistake");
    assert_eq!(error.to_string(), "missing key `question`");
}

#[test]
fn folders_and_files_that_are_not_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let missing = folder.path().join("nowhere");
    let error = load(&missing, LANGUAGES).expect_err("missing");
    assert_eq!(error.to_string(), format!("there is no folder `{}`", missing.display()));
    assert_eq!(error.hints(), [format!("`canvass init {}` writes a commented start", missing.display())]);

    let error = load(folder.path(), LANGUAGES).expect_err("no definition");
    assert_eq!(error.to_string(), format!("`{}` has no consultation.toml", folder.path().display()));
    assert!(error.hints()[0].starts_with("`canvass init "));

    let file = folder.path().join(FILE);
    std::fs::write(&file, HEAD).expect("written");
    assert_eq!(
        load(&file, LANGUAGES).expect_err("a file").to_string(),
        format!("`{}` is not a folder", file.display())
    );
    assert_eq!(load(folder.path(), LANGUAGES).expect("valid").sha256.len(), 64);
}

proptest! {
    #[test]
    fn no_definition_breaks_the_reader(at in 0usize..160, noise in "[\\[\\]={}\"'a-zé\n .,0-9]{0,12}") {
        let mut source = format!("{HEAD}{OPTION}{QUESTION}option = \"option-1\"\nkind = \"open\"\n");
        source.insert_str(source.floor_char_boundary(at), &noise);
        if let Err(error) = parse("c.toml", &source, LANGUAGES) {
            let place = error.place().expect("a place in the file");
            prop_assert!(place.source.get(place.bytes.clone()).is_some());
        }
    }
}
