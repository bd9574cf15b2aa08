//! Survey tables as forms export them: HTML in cells, several replies in one, grids of options, words below ticks.

use super::*;

/// The table read under the definition and more of it.
fn table(extra: &str, text: &str) -> (Vec<Response>, Vec<Notice>) {
    World::new(extra, &[("t.csv", text.as_bytes())]).read()
}

fn words(response: &Response) -> Vec<&str> {
    response
        .answers
        .iter()
        .map(|answer| answer.span.of(&response.text))
        .filter(|text| !text.is_empty())
        .collect()
}

fn choices(response: &Response) -> Vec<&str> {
    response
        .answers
        .iter()
        .flat_map(|answer| &answer.choices)
        .map(|choice| choice.of(&response.text))
        .collect()
}

const WISHES: &str = "[[question]]\nid = \"wishes\"\nkind = \"closed\"\ntext = \"Which of these would bring you here more often?\"\n";

#[test]
fn html_in_cells_is_read_as_text_and_told_once() {
    let (responses, notices) = table(
        "",
        "id,Comment\n1,We can&rsquo;t pay a fee.<br/><br/>Dogs &amp; cats are fine.\n2,R&D < play\n3,It isn&#39;t fair.\n",
    );
    assert_eq!(responses[0].text, "We can’t pay a fee.\n\nDogs & cats are fine.");
    assert_eq!(responses[1].text, "R&D < play");
    assert_eq!(responses[2].text, "It isn't fair.");
    let told: Vec<_> = notices.iter().filter(|notice| notice.kind == "html-cells").collect();
    assert!(told.len() == 1 && told[0].message.contains("`Comment`"), "{notices:?}");
}

#[test]
fn html_behind_the_first_records_is_told_too() {
    let mut text = "id,Comment\n".to_owned();
    (0..250).for_each(|n| writeln!(text, "{n},A plain word about the paths").expect("in memory"));
    text.push_str("x,Paths &amp; ponds\n");
    let (responses, notices) = table("", &text);
    assert_eq!(responses.last().expect("some").text, "Paths & ponds");
    assert_eq!(notices.iter().filter(|notice| notice.kind == "html-cells").count(), 1);
}

#[test]
fn words_below_a_column_that_was_empty_at_first_are_words() {
    for part in ["Comments:", "Please explain", "Other (please specify)"] {
        let mut text =
            format!("Respondent ID,Do you agree that visitors should pay an entry fee?,,\n,Yes,No,{part}\n");
        (0..250).for_each(|n| writeln!(text, "{n},Yes,,").expect("in memory"));
        text.push_str("x,,No,Families from the flats would stop coming.\n");
        let (responses, _) = table("", &text);
        let last = responses.last().expect("some");
        assert_eq!(choices(last), ["No"], "{part}");
        assert_eq!(words(last), ["Families from the flats would stop coming."], "{part}");
        assert_eq!(last.answers[0].closed.expect("ticked").stance, Some(Stance::Oppose));
    }
}

#[test]
fn words_of_ones_own_stand_beside_ticks_in_one_cell() {
    let wish = ["Benches", "Lamps, also in winter", "Wider paths"];
    for (mark, close) in [(";", ";"), (", ", "")] {
        let mut text = "id,Which of these would bring you here more often?\n".to_owned();
        for n in 0..30 {
            let picked: Vec<&str> =
                (0..3).filter(|at| (n % 7 + 1) >> at & 1 == 1).map(|at| wish[at]).collect();
            writeln!(text, "{n},\"{}{close}\"", picked.join(mark)).expect("in memory");
        }
        let own = ["Benches", "Lamps, also in winter", "A bridge for the ducks"].join(mark);
        writeln!(text, "x,\"{own}{close}\"").expect("in memory");
        let (responses, notices) = table(WISHES, &text);
        let told = notices.iter().find(|notice| notice.kind == "own-words").expect("told");
        assert!(told.message.starts_with("“A bridge for the ducks” was met once"), "{}", told.message);
        let last = responses.last().expect("some");
        assert_eq!(choices(last), ["Benches", "Lamps, also in winter"]);
        assert_eq!(words(last), ["A bridge for the ducks"]);
        assert_eq!(choices(&responses[2]), ["Benches", "Lamps, also in winter"]);
        assert!(words(&responses[2]).is_empty());
    }
}

#[test]
fn a_choice_that_is_listed_is_one_however_seldom_it_is_met() {
    let mut text = "id,Which of these would bring you here more often?\n".to_owned();
    for n in 0..30 {
        writeln!(text, "{n},{};", ["Benches", "Lamps", "Benches;Lamps"][n % 3]).expect("in memory");
    }
    text.push_str("x,Lamps;Wider paths;\ny,A bridge;\n");
    let listed = format!("{WISHES}closed = {{ \"Wider paths\" = \"unclear\" }}\n");
    let (responses, notices) = table(&listed, &text);
    let [seldom, last] = &responses[30..] else { panic!("two more") };
    assert_eq!((choices(seldom), words(seldom)), (vec!["Lamps", "Wider paths"], vec![]));
    assert_eq!((choices(last), words(last)), (vec![], vec!["A bridge"]));
    assert_eq!(notices.iter().filter(|notice| notice.kind == "own-words").count(), 1);
}

const GRID: &str = "[[question]]\nid = \"both\"\ntext = \"How far do you favour or reject each proposal?\"\n";

#[test]
fn replies_below_an_option_judge_it() {
    let text = "id,Entry fees,A dog ban,Season\n1,Agree,Disagree,Spring\n2,Strongly disagree,Agree,Autumn\n";
    let named = "[[table]]\npath = \"responses/t.csv\"\n[table.columns]\n\"Entry fees\" = { question = \"both\", part = \"closed\" }\n\"A dog ban\" = { question = \"both\", part = \"closed\" }\n";
    for extra in [GRID.to_owned(), format!("{GRID}{named}")] {
        let (responses, _) = table(&extra, text);
        let judged: Vec<_> = responses[0]
            .answers
            .iter()
            .map(|answer| (answer.topic.expect("an option").0, answer.closed.expect("ticked").stance))
            .collect();
        assert_eq!(judged, [(0, Some(Stance::Support)), (1, Some(Stance::Oppose))], "{extra}");
    }
}

#[test]
fn figures_on_no_scale_are_told_in_a_grid_as_well() {
    let asked = "How far do you favour or reject each proposal?";
    let mut text = format!("id,{asked} - Entry fees,{asked} - A dog ban\n");
    (0..12).for_each(|n| writeln!(text, "{n},{},{}", n % 3 + 1, n % 4 + 1).expect("in memory"));
    let (_, notices) = table(GRID, &text);
    let told = notices.iter().find(|notice| notice.kind == "unknown-scale").expect("told");
    assert!(told.message.contains("`both`"), "{}", told.message);
}

#[test]
fn the_name_of_an_organisation_is_the_respondent() {
    let text = "id,\"If you are responding on behalf of an organisation, what is its name?\",Are you responding as an individual or for an organisation?,Do you agree that visitors should pay an entry fee?\n1,Pond Society,Organisation,No\n";
    let (responses, _) = table("", text);
    assert_eq!(responses[0].respondent.as_deref(), Some("Pond Society"));
    assert_eq!(responses[0].respondent_type.as_deref(), Some("Organisation"));
}

#[test]
fn what_stands_in_the_place_of_ticks_stays_in_the_text() {
    let survey = "Response ID,1. Do you agree that visitors should pay an entry fee?,Please explain why.\n\
        a,N/A,Gulls steal chips.\nb,Yes,\nc,No,\nd,N/A,\n";
    let (responses, _) = read(&[("s.csv", survey.as_bytes())]);
    assert_eq!(responses[0].text, "N/A\nGulls steal chips.");
    assert!(responses[0].answers.iter().all(|answer| answer.closed.is_none()));
    let reasons: Vec<Option<&str>> = responses.iter().map(|response| response.reason.as_deref()).collect();
    assert_eq!(reasons, [None, None, None, Some("no text")]);
}
