//! Responses in other languages: counted, found by their own words, never coded by the consultation's models.

use serde_json::Value;

use super::harness::{Row, World};

const WELSH: &str = "Annwyl Syr,\n\nRydym yn cefnogi agor y llyfrgell ar ddydd Sul oherwydd bydd yn helpu teuluoedd. \
    Mae angen mwy o staff ac nid yw'r cost yn uchel. Hoffem weld y llyfrgelloedd eraill ar agor hefyd.\n\nYn gywir,\nMared";
const FRENCH: &str = "Madame, Monsieur,\n\nNous soutenons l’ouverture de la bibliothèque le dimanche, car les familles \
    qui travaillent toute la semaine n’ont pas d’autre moment pour venir lire avec leurs enfants. \
    Le staff fait partie du quartier, et les amendes doivent être maintenues.\n\nUne lectrice";
const ENGLISH: &str = "We support Sunday opening, because families who work all week have no other time to come. \
    The staff are part of it and the cost is low.\n";
const SURVEY: &str = "Response ID,\"1. Do you agree that the library should open on Sundays?\",1a. Please explain,\
    \"2. Do you agree that fines for late books should end?\",2a. Please explain,3. What else would you change about the library?\n\
    r1,Yes,\"Uważam, że biblioteka powinna być otwarta w niedzielę, ponieważ wtedy rodziny mają czas dla dzieci.\",,\
    \"Kary powinny zostać, bo bez nich nikt nie oddaje książek na czas i staff się denerwuje.\",\n\
    r2,No,It would cost too much money and the staff need their weekend.,Yes,Fines hurt the poor.,\n\
    r3,Disagree,,,,我们支持图书馆星期天开放，因为家庭有时间。\n";

/// The library's consultation with letters in three languages and a survey in two more.
fn world() -> World {
    let world = World::library();
    for (name, text) in
        [("welsh.txt", WELSH), ("french.txt", FRENCH), ("english.txt", ENGLISH), ("survey.csv", SURVEY)]
    {
        world.write(&format!("consultation/responses/{name}"), text);
    }
    world
}

fn of<'a>(rows: &'a [Row], response: &str) -> Vec<&'a Row> {
    rows.iter().filter(|row| row.text("response_id") == response).collect()
}

/// The responses a query finds, with the words it marks.
fn found(world: &World, query: &str) -> Vec<(String, Vec<String>)> {
    let json = world.canvass(&["search", "out", query, "--json"]).json();
    let hits = json["hits"].as_array().expect("a list").clone();
    let offset =
        |mark: &Value, end: &str| usize::try_from(mark[end].as_u64().expect("an offset")).expect("small");
    let hit = |hit: &Value| {
        let passage = hit["passage"].as_str().expect("a text");
        let marks = hit["marks"].as_array().expect("a list");
        let words = marks.iter().map(|mark| passage[offset(mark, "start")..offset(mark, "end")].to_owned());
        (hit["response_id"].as_str().expect("an id").to_owned(), words.collect())
    };
    hits.iter().map(hit).collect()
}

#[track_caller]
fn check_found(world: &World, query: &str, response: &str, marked: &[&str]) {
    let marked: Vec<String> = marked.iter().map(|word| (*word).to_owned()).collect();
    assert_eq!(found(world, query), [(response.to_owned(), marked)], "{query}");
}

#[test]
fn every_response_has_its_language() {
    let world = world();
    world.run();
    let responses = world.table("responses");
    for (id, language) in [
        ("welsh.txt", "cy"),
        ("french.txt", "fr"),
        ("english.txt", "en"),
        ("r1", "pl"),
        ("r2", "en"),
        ("r3", "zh"),
    ] {
        let row = of(&responses, id)[0];
        assert_eq!((row.text("language"), row.text("status")), (language, "analysed"), "{id}");
    }
}

#[test]
fn other_languages_earn_no_mention_and_take_a_stance_by_ticks_alone() {
    let world = world();
    world.run();
    let (mentions, stances) = (world.table("mentions"), world.table("stances"));
    for id in ["welsh.txt", "french.txt", "r1", "r3"] {
        assert!(of(&mentions, id).is_empty(), "{id} says `staff` or `cost`, in another language");
    }
    for id in ["english.txt", "r2"] {
        assert!(!of(&mentions, id).is_empty(), "{id}");
    }
    let check = |id: &str, at: usize, option: &str, stance: &str, basis: &str, rule: &str| {
        let row = of(&stances, id)[at];
        let shown = ["option_id", "stance", "basis", "rule"].map(|column| row.text(column));
        assert_eq!(shown, [option, stance, basis, rule], "{id}");
        if rule == "language without models" {
            assert!(row.share("confidence") < Some(0.3), "{row:?}");
        }
    };
    check("r1", 0, "sunday", "support", "closed", "closed");
    check("r1", 1, "fines", "unclear", "inferred", "language without models");
    check("r3", 0, "sunday", "oppose", "closed", "closed");
    check("r3", 1, "fines", "not_addressed", "", "language without models");
    check("welsh.txt", 0, "sunday", "not_addressed", "", "language without models");
    assert_eq!(of(&stances, "english.txt")[0].text("stance"), "support");
}

#[test]
fn every_response_in_another_language_is_noted_and_counted() {
    let world = world();
    let printed = world.run().stdout;
    assert!(printed.contains("In other languages, read as far as there are models: 4 ("), "{printed}");
    let notices: Vec<Row> =
        world.notices().into_iter().filter(|notice| notice.text("kind") == "other-language").collect();
    let told: Vec<(&str, bool)> = notices
        .iter()
        .map(|notice| (notice.text("source"), notice.text("message").contains("Welsh")))
        .collect();
    let expected = [("french.txt", false), ("survey.csv", false), ("survey.csv", false), ("welsh.txt", true)];
    assert_eq!(told, expected);
    let manifest: Value = serde_json::from_str(&world.read("out/manifest.json")).expect("JSON");
    assert_eq!(manifest["other_languages"], serde_json::json!({"cy": 1, "fr": 1, "pl": 1, "zh": 1}));
    assert_eq!(manifest["responses"]["analysed"], 6);
}

#[test]
fn many_are_summed_up() {
    let world = World::library();
    let rows: Vec<String> = (0..25).map(|n| format!("p{n},\"{FRENCH} {n}\"\n")).collect();
    let table = format!("Response ID,3. What else would you change about the library?\n{}", rows.concat());
    world.write("consultation/responses/survey.csv", table);
    world.run();
    let notices = world.notices();
    let told: Vec<&Row> = notices.iter().filter(|notice| notice.text("kind") == "other-language").collect();
    assert_eq!(told.len(), 21);
    assert!(told[20].text("message").contains("5 more") && told[20].text("message").contains("French"));
}

#[test]
fn letters_are_found_by_their_own_words() {
    let world = world();
    world.run();
    check_found(&world, "cefnogi", "welsh.txt", &["cefnogi"]);
    check_found(&world, "\"mwy o staff\"", "welsh.txt", &["mwy o staff"]);
    check_found(&world, "llyfrgelloedd", "welsh.txt", &["llyfrgelloedd"]);
    check_found(&world, "cefnog*", "welsh.txt", &["cefnogi"]);
    check_found(&world, "bibliothèque", "french.txt", &["bibliothèque"]);
    check_found(
        &world,
        "\"l'ouverture de la bibliothèque\"",
        "french.txt",
        &["l’ouverture de la bibliothèque"],
    );
    check_found(&world, "ouverture dimanche", "french.txt", &["ouverture", "dimanche"]);
    check_found(&world, "niedzielę", "r1", &["niedzielę"]);
    check_found(&world, "图书馆", "r3", &["图书馆"]);
}

#[test]
fn each_language_keeps_its_own_inflections() {
    let world = world();
    world.run();
    check_found(&world, "soutenir OR soutenons", "french.txt", &["soutenons"]);
    check_found(&world, "famille semaines", "french.txt", &["familles", "semaine"]);
    // The French stem of "partie" is the English one of "parts".
    check_found(&world, "partie", "french.txt", &["partie"]);
    let staff = |query: &str| {
        let mut ids: Vec<String> = found(&world, query).into_iter().map(|(id, _)| id).collect();
        ids.sort();
        ids
    };
    assert_eq!(staff("staff"), ["english.txt", "french.txt", "r1", "r2", "welsh.txt"]);
    assert_eq!(staff("staff -amendes -cost -kary"), Vec::<String>::new());
    let nothing = world.canvass(&["search", "out", "llyfrgelloed"]).exits(1);
    assert!(nothing.stderr.contains("llyfrgelloed"), "{}", nothing.stderr);
}

#[test]
fn threads_do_not_show_in_any_language() {
    let world = world();
    world.run();
    world.canvass(&["run", "consultation", "--out", "out-1", "--threads", "1"]).exits(0);
    let (mut one, mut other) = (world.files("out"), world.files("out-1"));
    one.retain(|name, _| !name.starts_with("index/"));
    other.retain(|name, _| !name.starts_with("index/"));
    assert!(one == other, "the number of threads shows");
}
