//! Headers that ask for the name of the body which responds.

/// What a body is called.
const BODY: [&str; 6] = ["organisation", "organization", "company", "employer", "institution", "business"];
/// What stands beside that in a header which only names the column.
const BESIDE: [&str; 14] = [
    "and",
    "any",
    "applicable",
    "body",
    "full",
    "group",
    "if",
    "name",
    "of",
    "or",
    "represented",
    "the",
    "title",
    "your",
];
/// Words of headers that ask what kind of body it is, what may be done with its name, or for an opinion.
const ELSE: [&str; 25] = [
    "individual",
    "type",
    "kind",
    "sector",
    "category",
    "size",
    "describes",
    "agree",
    "content",
    "happy",
    "publish",
    "think",
    "published",
    "consent",
    "confidential",
    "proposed",
    "should",
    "would",
    "role",
    "position",
    "how",
    "email",
    "contact",
    "person",
    "number",
];
/// Words that open a question of yes and no.
const DECIDES: [&str; 9] = ["are", "can", "do", "does", "have", "is", "may", "were", "will"];

/// Whether words ask which body responds, and not of what kind it is or what may be done with its name.
pub(super) fn is_asked(words: &[String]) -> bool {
    let is_any = |word: &String, known: &[&str]| known.contains(&word.as_str());
    let Some(body) = words.iter().position(|word| is_any(word, &BODY)) else { return false };
    let is_person = words.windows(2).any(|pair| pair[0] == "your" && pair[1] == "name");
    let is_of_yes_and_no = words.first().is_some_and(|word| is_any(word, &DECIDES));
    if is_person || is_of_yes_and_no || words.iter().any(|word| is_any(word, &ELSE)) {
        return false;
    }
    let is_name = |word: &String| matches!(word.as_str(), "name" | "names" | "named" | "called");
    let is_which = body > 0 && matches!(words[body - 1].as_str(), "which" | "what");
    let represents =
        |word: &String| matches!(word.as_str(), "represent" | "represents" | "representing" | "behalf");
    let is_label = words.len() > 1 && words.iter().all(|word| is_any(word, &BODY) || is_any(word, &BESIDE));
    is_label || words.iter().any(is_name) || is_which && words.iter().any(represents)
}
