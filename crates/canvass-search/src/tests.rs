//! Whole round trips: responses in, hits out.

use canvass_core::text::{Analyzer, Language};
use canvass_core::{
    Answer, CodedResponse, Consultation, Explain, Mention, Method, OptionDef, OptionIdx, Question,
    QuestionIdx, QuestionKind, Response, Span, Stance, StanceRow, Status, ThemeDef,
};
use proptest::prelude::*;
use tempfile::TempDir;

use crate::{Error, Found, Index, IndexWriter, Names, Query};

fn consultation() -> Consultation {
    let option = |id: &str| OptionDef { id: id.into(), label: id.into(), aliases: vec![] };
    let question = |id: &str, option: Option<u16>| Question {
        id: id.into(),
        number: None,
        text: String::new(),
        option: option.map(OptionIdx),
        kind: QuestionKind::Hybrid,
        closed: vec![],
    };
    Consultation {
        id: "test".into(),
        language: "en".into(),
        options: vec![option("option-1"), option("option-2")],
        questions: vec![question("q1", Some(0)), question("q2", Some(1)), question("q3", None)],
        ..Consultation::default()
    }
}

fn themes() -> Vec<ThemeDef> {
    let theme = |id: &str| ThemeDef { id: id.into(), label: id.into(), parent: None };
    ["funding", "sanctions", "leadership"].map(theme).into()
}

/// A response whose answers are the lines of `text`, the first to `q1` and so on; `themes` are words to code by.
fn response(id: &str, text: &str, stances: [Stance; 2]) -> CodedResponse {
    let mut analyzer = Analyzer::new(Language::ENGLISH);
    let mut coded = CodedResponse {
        response: Response {
            id: id.into(),
            text: text.into(),
            respondent_type: Some("Local authority".into()),
            language: Some("en".into()),
            ..Response::default()
        },
        ..CodedResponse::default()
    };
    let mut start = 0;
    for (at, line) in text.split('\n').enumerate() {
        let span = Span::new(start, start + line.len());
        start += line.len() + 1;
        push_answer(&mut coded, Some(at), span, &mut analyzer);
    }
    for (at, stance) in stances.into_iter().enumerate() {
        coded.stances.push(StanceRow { stance, ..StanceRow::not_addressed(OptionIdx(at as u16)) });
    }
    coded
}

fn push_answer(coded: &mut CodedResponse, question: Option<usize>, span: Span, analyzer: &mut Analyzer) {
    let answer_idx = coded.response.answers.len();
    let tokens = analyzer.tokens(&coded.response.text, span, &[]);
    for (theme_idx, theme) in themes().iter().enumerate() {
        for token in &tokens.tokens {
            if analyzer.word(token.word) == theme.id {
                let sentence = token.span;
                let (rule, span) = (theme.id.as_str().into(), token.span);
                coded.mentions.push(Mention { answer_idx, theme_idx, rule, span, sentence, negated: false });
            }
        }
    }
    coded.stems.push(analyzer.stems(&tokens));
    let question = question.map(|at| QuestionIdx(at as u16));
    coded.response.answers.push(Answer {
        id: format!("{}/{}", coded.response.id, answer_idx + 1),
        question,
        topic: question.and_then(|idx| consultation().questions.get(idx.0 as usize)?.option),
        method: Method::Number,
        ..Answer::whole(span)
    });
}

struct World {
    index: Index,
    _folder: TempDir,
}

fn world(responses: &[CodedResponse]) -> World {
    let folder = TempDir::new().expect("a temporary folder");
    let dir = folder.path().join("index");
    let (consultation, themes) = (consultation(), themes());
    let names = Names { consultation: &consultation, themes: &themes };
    let mut writer = IndexWriter::create(&dir).expect("writable");
    for coded in responses {
        writer.add(coded, &names).expect("added");
    }
    writer.finish().expect("finished");
    World { index: Index::open(&dir).expect("opens"), _folder: folder }
}

impl World {
    fn find(&self, query: &Query) -> Found {
        self.index.search(&mut Analyzer::new(Language::ENGLISH), query).expect("a good query")
    }

    /// Compares the ids of the answers found, in order.
    fn check(&self, query: &Query, expect: &[&str]) {
        let found = self.find(query);
        let ids: Vec<&str> = found.hits.iter().map(|hit| hit.answer_id.as_str()).collect();
        assert_eq!(ids, expect, "{query:?}");
        assert_eq!(found.total, expect.len());
    }
}

fn words(text: &str) -> Query {
    Query { text: text.into(), limit: 50, ..Query::default() }
}

fn ids(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn sample() -> Vec<CodedResponse> {
    use Stance::{Mixed, NotAddressed, Oppose, Support};
    vec![
        response(
            "a",
            "The funding of local boards is short.\nSanctions would help.\nNothing",
            [Oppose, Support],
        ),
        response("b", "We welcome sanctions.\nLocal leaders fund the local board", [Support, Oppose]),
        response("c", "The university's co-operation with communities", [Mixed, NotAddressed]),
    ]
}

#[test]
fn words_match_in_any_inflection_and_all_must_be_there() {
    let world = world(&sample());
    world.check(&words("sanction"), &["a/2", "b/1"]);
    world.check(&words("local boards funded"), &["b/2", "a/1"]);
    world.check(&words("cooperated Community"), &["c/1"]);
    world.check(&words("sanctions -welcome"), &["a/2"]);
    world.check(&words("universities OR nothing"), &["a/3", "c/1"]);
    world.check(&words("-local -sanctions -nothing"), &["c/1"]);
}

#[test]
fn phrases_keep_their_order() {
    let world = world(&sample());
    world.check(&words("\"local board\""), &["b/2", "a/1"]);
    world.check(&words("\"board local\""), &[]);
    world.check(&words("\"local board is\""), &["a/1"]);
    world.check(&words("local-board"), &["b/2", "a/1"]);
}

#[test]
fn words_side_by_side_come_first() {
    let world = world(&[
        response("a", "Sharing is not enough, information about local need is scarce", [Stance::Support; 2]),
        response(
            "b",
            "Sharing is not enough, about local need information sharing is scarce",
            [Stance::Support; 2],
        ),
    ]);
    world.check(&words("information sharing"), &["b/1", "a/1"]);
}

#[test]
fn a_hyphen_parts_a_word_or_does_not() {
    let world = world(&[
        response("a", "Our well-being counts", [Stance::Support; 2]),
        response("b", "Our wellbeing counts", [Stance::Support; 2]),
        response("c", "The well being dug, we left", [Stance::Support; 2]),
    ]);
    world.check(&words("wellbeing"), &["b/1", "a/1"]);
    world.check(&words("well-being"), &["a/1", "c/1", "b/1"]);
    world.check(&words("\"well being\""), &["a/1", "c/1"]);
}

#[test]
fn beginnings_reach_stems_that_are_shorter() {
    let world = world(&sample());
    world.check(&words("universit*"), &["c/1"]);
    world.check(&words("communit* co-op*"), &["c/1"]);
    world.check(&words("lead*"), &["b/2"]);
    world.check(&words("zebra*"), &[]);
}

#[test]
fn filters_narrow_and_their_values_are_alternatives() {
    let world = world(&sample());
    let all = Query { limit: 50, ..Query::default() };
    world.check(&all, &["a/1", "a/2", "a/3", "b/1", "b/2", "c/1"]);
    world.check(&Query { questions: ids(&["q1", "q3"]), ..all.clone() }, &["a/1", "a/3", "b/1", "c/1"]);
    world.check(&Query { themes: ids(&["sanctions"]), ..all.clone() }, &["a/2", "b/1"]);
    world.check(&Query { options: ids(&["option-2"]), ..all.clone() }, &["a/2", "b/2"]);
    world.check(&Query { stances: ids(&["mixed"]), ..all.clone() }, &["c/1"]);
    world.check(
        &Query { themes: ids(&["sanctions", "funding"]), questions: ids(&["q1"]), ..all.clone() },
        &["a/1", "b/1"],
    );
    world.check(
        &Query { text: "boards".into(), respondent_types: ids(&["Local authority"]), ..all },
        &["b/2", "a/1"],
    );
}

#[test]
fn pages_of_hits_are_the_whole_in_its_order() {
    let responses: Vec<CodedResponse> =
        (0..7).map(|n| response(&format!("r{n}"), "We need funding.", [Stance::Unclear; 2])).collect();
    let world = world(&responses);
    let page = |skip| -> Vec<String> {
        let query = Query { skip, limit: 3, ..words("funding") };
        let found = world.index.search(&mut Analyzer::new(Language::ENGLISH), &query).expect("a page");
        assert_eq!(found.total, 7);
        found.hits.into_iter().map(|hit| hit.response_id).collect()
    };
    assert_eq!(page(0), ["r0", "r1", "r2"]);
    assert_eq!(page(3), ["r3", "r4", "r5"]);
    assert_eq!(page(6), ["r6"]);
    assert!(page(7).is_empty() && page(usize::MAX).is_empty());
}

#[test]
fn a_kind_of_respondent_is_found_in_every_spelling() {
    let kind = |id: &str, kind: Option<&str>| {
        let mut coded = response(id, "We need funding.", [Stance::Unclear; 2]);
        coded.response.respondent_type = kind.map(str::to_owned);
        coded
    };
    let world = world(&[
        kind("a", Some("Local authority")),
        kind("b", Some("local  authority.")),
        kind("c", Some("Charity")),
        kind("d", None),
        kind("e", Some("  ")),
    ]);
    let ask = |names: &[&str]| Query { respondent_types: ids(names), limit: 9, ..Query::default() };
    world.check(&ask(&["LOCAL AUTHORITY"]), &["a/1", "b/1"]);
    world.check(&ask(&["charity", "Local authority"]), &["a/1", "b/1", "c/1"]);
    world.check(&ask(&["not given"]), &["d/1", "e/1"]);
    world.check(&ask(&["Not given", "charity"]), &["c/1", "d/1", "e/1"]);
    let error = world.index.search(&mut Analyzer::new(Language::ENGLISH), &ask(&["school"]));
    assert_eq!(error.expect_err("unknown").hints(), ["there is `Charity`, `Local authority`"]);
}

#[test]
fn option_and_stance_together_mean_that_stance_on_that_option() {
    let world = world(&sample());
    let ask = |option: &str, stances: &[&str]| Query {
        options: ids(&[option]),
        stances: ids(stances),
        limit: 50,
        ..Query::default()
    };
    world.check(&ask("option-1", &["support"]), &["b/1"]);
    world.check(&ask("option-2", &["support", "oppose"]), &["a/2", "b/2"]);
    world.check(&ask("option-2", &["not_addressed"]), &["c/1"]);
}

#[test]
fn marks_are_the_words_that_matched() {
    let world = world(&sample());
    let marked = |query: &Query| -> Vec<String> {
        let hit = world.find(query).hits.remove(0);
        hit.marks.iter().map(|mark| mark.of(&hit.passage).to_owned()).collect()
    };
    assert_eq!(marked(&words("\"local boards\" fund -welcome")), ["fund", "local board"]);
    assert_eq!(marked(&words("universit*")), ["university's"]);
    assert_eq!(marked(&Query { themes: ids(&["funding"]), limit: 1, ..Query::default() }), ["funding"]);
}

#[test]
fn what_runs_over_the_end_of_a_sentence_is_marked() {
    let filler = "No word of it stands in here at all. ".repeat(12);
    let marked = |between: &str| {
        let text = format!("More funding for wasps. {between}Hens.");
        let mut coded = response("a", &text, [Stance::Support; 2]);
        coded.mentions[0].span = Span::new(5, text.len());
        let query = Query { themes: ids(&["funding"]), limit: 1, ..Query::default() };
        let hit = world(&[coded]).find(&query).hits.remove(0);
        let marks: Vec<String> = hit.marks.iter().map(|mark| mark.of(&hit.passage).to_owned()).collect();
        (hit.passage, marks)
    };
    let shown =
        "More funding for wasps. Bees live in the meadow and fly far, all summer long. Honey is sweet.";
    let (passage, marks) = marked("Bees live in the meadow and fly far, all summer long. Honey is sweet. ");
    assert_eq!(passage, format!("{shown} Hens."));
    assert_eq!(marks, [&passage[5..]]);
    let (passage, marks) = marked(&filler);
    assert!(passage.len() <= 300, "{passage}");
    assert_eq!(marks, [&passage[5..]]);
}

#[test]
fn a_passage_is_the_untouched_text_at_its_place() {
    let filler = "We have worked in this field for many years and know it well. ".repeat(12);
    let text = format!("{filler}\n{filler}The “sanctions”\r  are too weak. {filler}");
    let world = world(&[response("long", &text, [Stance::Support; 2])]);
    let found = world.find(&words("weak sanctions"));
    let hit = &found.hits[0];
    assert_eq!(hit.passage, &text[hit.start as usize..hit.end as usize]);
    assert!(hit.passage.starts_with("The “sanctions”\r  are too weak."), "{}", hit.passage);
    assert!(hit.passage.len() <= 300);
    assert_eq!(hit.marks.len(), 2);
}

#[test]
fn an_overlong_sentence_is_cut_around_its_marks() {
    let filler = "and so on and so forth ".repeat(40);
    let text = format!("{filler}with sanctions and funding {filler}");
    let world = world(&[response("long", &text, [Stance::Support; 2])]);
    let hit = world.find(&words("sanctions funding")).hits.remove(0);
    assert_eq!(hit.passage, &text[hit.start as usize..hit.end as usize]);
    assert!(hit.passage.len() <= 300 && hit.marks.len() == 2, "{}", hit.passage);
}

#[test]
fn one_reply_to_two_questions_is_one_hit() {
    let mut coded = response("a", "Sanctions are needed", [Stance::Support; 2]);
    let span = coded.response.answers[0].span;
    push_answer(&mut coded, Some(1), span, &mut Analyzer::new(Language::ENGLISH));
    let world = world(&[coded]);
    world.check(&words("sanctions"), &["a/1"]);
    let query = Query { questions: ids(&["q2"]), ..words("sanctions") };
    let hit = world.find(&query).hits.remove(0);
    assert_eq!((hit.answer_id.as_str(), hit.question_id.as_deref()), ("a/2", Some("q2")));
    assert_eq!(hit.answers.len(), 2);
}

#[test]
fn responses_that_were_not_analysed_are_found_and_say_so() {
    let whole = |id: &str, text: &str, status| CodedResponse {
        response: Response {
            id: id.into(),
            text: text.into(),
            status,
            language: Some("en".into()),
            ..Response::default()
        },
        ..CodedResponse::default()
    };
    let world = world(&[
        whole("blank", "n/a", Status::Blank),
        whole("double", "More funding for boards, please.", Status::Duplicate),
        whole("broken", "", Status::Unreadable),
    ]);
    let hit = world.find(&words("boards")).hits.remove(0);
    assert_eq!((hit.answer_id.as_str(), hit.status), ("double", Status::Duplicate));
    assert_eq!(hit.passage, "More funding for boards, please.");
    world.check(&words(""), &["blank", "broken", "double"]);
}

#[test]
fn no_phrase_reaches_over_the_end_of_a_sentence() {
    let text = "We want more safety. Boards disagree. Safety boards agree.";
    let coded = CodedResponse {
        response: Response {
            id: "a".into(),
            text: text.into(),
            language: Some("en".into()),
            ..Response::default()
        },
        ..CodedResponse::default()
    };
    let hit = world(&[coded]).find(&words("\"safety board\"")).hits.remove(0);
    let marked: Vec<&str> = hit.marks.iter().map(|mark| mark.of(&hit.passage)).collect();
    assert_eq!(marked, ["Safety boards"]);
}

#[test]
fn words_that_are_nowhere_are_told() {
    let found = world(&sample()).find(&words("santions funding -zebra"));
    assert_eq!((found.total, found.absent), (0, vec!["santions".to_owned()]));
}

#[test]
fn names_that_are_unknown_get_a_suggestion() {
    let world = world(&sample());
    let check = |query: Query, expect: &str, hint: &str| {
        let error = world.index.search(&mut Analyzer::new(Language::ENGLISH), &query).expect_err("unknown");
        assert_eq!(error.to_string(), expect);
        assert_eq!(error.hints(), [hint]);
    };
    let none = Query::default();
    check(
        Query { themes: ids(&["sanction"]), ..none.clone() },
        "unknown theme `sanction`",
        "did you mean `sanctions`?",
    );
    check(Query { stances: ids(&["for"]), ..none.clone() }, "unknown stance `for`", {
        "there is `support`, `oppose`, `mixed`, `unclear`, `not_addressed`"
    });
    check(
        Query { respondent_types: ids(&["locale authority"]), ..none.clone() },
        "unknown respondent type `locale authority`",
        "did you mean `Local authority`?",
    );
    check(Query { text: "?!".into(), ..none.clone() }, "there is no word to look for", {
        "white space and punctuation are not indexed"
    });
    // A valid theme that nothing mentions is no mistake.
    world.check(&Query { themes: ids(&["leadership"]), limit: 9, ..none }, &[]);
}

#[test]
fn a_missing_or_broken_index_is_explained() {
    let folder = TempDir::new().expect("a temporary folder");
    let error = Index::open(folder.path()).err().expect("nothing there");
    assert!(matches!(error, Error::Missing { .. }));
    assert!(error.hints()[0].contains("canvass run"));
    std::fs::write(folder.path().join("meta.json"), "{").expect("writable");
    let error = Index::open(folder.path()).err().expect("no index");
    assert!(matches!(error, Error::Broken { .. }));
}

#[test]
fn the_order_of_hits_depends_on_the_passages_alone() {
    let topics = ["funding", "sanctions", "leaders", "boards", "schools", "safety", "money"];
    let text = |n: usize| {
        let words: Vec<&str> =
            (0..12 + n % 5).map(|at| topics[(n / (at + 1) + at * at) % topics.len()]).collect();
        words.join(" ")
    };
    let mut responses: Vec<CodedResponse> =
        (0..400).map(|n| response(&format!("r{n}"), &text(n % 150), [Stance::Support; 2])).collect();
    let forward = world(&responses);
    responses.reverse();
    responses.rotate_left(123);
    let shuffled = world(&responses);
    for ask in ["funding", "funding sanctions schools", "money OR safety OR boards OR leaders", "bo* sa*", ""]
    {
        let query = Query { limit: 60, ..words(ask) };
        assert_eq!(forward.find(&query), shuffled.find(&query), "{ask}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// What the analyzer calls one word, search finds under that word, and marks it.
    #[test]
    fn search_and_analyzer_agree_on_every_word(text in "([a-zA-Z’'éß.0-9-]{1,12}[ ,.]){1,12}") {
        let world = world(&[response("a", &text, [Stance::Support; 2])]);
        let mut analyzer = Analyzer::new(Language::ENGLISH);
        let tokens = analyzer.tokens(&text, Span::all(&text), &[]);
        for token in &tokens.tokens {
            let found = world.find(&words(&format!("\"{}\"", token.span.of(&text))));
            prop_assert_eq!(found.total, 1);
            let hit = &found.hits[0];
            let stem = analyzer.stem(token.word);
            let shown = Span { start: hit.start, end: hit.end };
            let same = tokens.tokens.iter().filter(|other| analyzer.stem(other.word) == stem);
            let n_same = same.filter(|other| shown.contains(other.span)).count();
            prop_assert_eq!(hit.marks.len(), n_same);
        }
    }
}
