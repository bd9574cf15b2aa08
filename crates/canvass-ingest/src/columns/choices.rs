//! Columns that each hold one choice of a question where several can be ticked.

use std::ops::Range;

use canvass_core::text::folded_words;

use super::header::Header;
use super::phrases;

/// One choice of several that can be ticked, each in a column of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What the headers of all the choices begin with: the question.
    pub of: String,
    /// What is ticked in this column.
    pub label: String,
    /// What its cells say.
    pub takes: Takes,
}

/// What the cells below a choice say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// The choice's own label, or a mark, where it was ticked.
    Marks,
    /// Yes where it was ticked.
    Yes,
    /// A rank or a grade given to it.
    Grades,
}

/// Neighbouring columns with the choices of one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// What their headers begin with.
    pub(super) of: String,
    /// Each column with its choice; one for other words has none.
    pub(super) columns: Vec<(usize, Option<String>)>,
    /// Whether headers are codes, which may begin alike without saying one thing.
    pub(super) coded: bool,
    pub(super) takes: Takes,
}

/// What stands between a question and a choice in a header of one row, most telling first.
const SEPARATORS: [&str; 8] = [" – ", " — ", " - ", " | ", ": ", " [", " (", "_"];
const ON: [&str; 12] =
    ["1", "x", "true", "selected", "checked", "ticked", "chosen", "✓", "✔", "☒", "☑", "quoted"];
const OFF: [&str; 15] = [
    "0",
    "-",
    "false",
    "not selected",
    "unselected",
    "unchecked",
    "not checked",
    "not ticked",
    "not chosen",
    "☐",
    "not quoted",
    "not answered",
    "no answer",
    "no response",
    "skipped",
];
/// Words that say where the rest is to be written, not which choice it is.
const OTHERS: [&str; 5] = ["other", "others", "please specify", "something else", "text"];
/// A header is cut in so many places at most.
const MOST_STEMS: usize = 8;
/// A question with more choices is a list of its own.
const MOST: usize = 200;

/// Whether a cell in a column of marks says that its choice was ticked; none where it says something else.
pub(crate) fn mark(cell: &str) -> Option<bool> {
    let cell = cell.trim().to_lowercase();
    if ON.contains(&cell.as_str()) { Some(true) } else { OFF.contains(&cell.as_str()).then_some(false) }
}

/// Whether a cell says yes or no.
pub(crate) fn yes(cell: &str) -> Option<bool> {
    let cell = cell.trim();
    let is_one_of = |words: &[&str]| words.iter().any(|word| cell.eq_ignore_ascii_case(word));
    if is_one_of(&["yes", "y", "ja", "oui", "ie"]) {
        Some(true)
    } else {
        is_one_of(&["no", "n", "nein", "non", "na"]).then_some(false)
    }
}

/// Whether a question may be answered by several ticks, by what it says.
fn takes_several(question: &str) -> bool {
    const SAYS: [&str; 10] = [
        "all that apply",
        "select all",
        "tick all",
        "check all",
        "choose all",
        "any that apply",
        "which of the following",
        "which of these",
        "more than one",
        "as many as",
    ];
    let words = folded_words(question, &[]).join(" ");
    SAYS.iter().any(|phrase| words.contains(phrase))
}

/// The groups of choices among columns; `values` are the first values of one.
pub(super) fn find<'a, V: Iterator<Item = &'a str>>(
    headers: &[Header],
    values: impl Fn(usize) -> V,
) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut at = 0;
    while at < headers.len() {
        let found = stems(&headers[at]).into_iter().find_map(|stem| {
            let run = run(headers, at, &stem);
            (run.len() >= 2).then(|| group(headers, &stem, run, &values)).flatten()
        });
        if let Some((group, end)) = found {
            at = end;
            groups.push(group);
        } else {
            at += 1;
        }
    }
    groups
}

/// What a header may share with its neighbours, the longest first, each with what separates it.
fn stems(header: &Header) -> Vec<(String, &'static str)> {
    let (main, part) = header.rows();
    if part.is_some() {
        return vec![(main.to_owned(), "\n")];
    }
    let mut cuts: Vec<(usize, &'static str)> = SEPARATORS
        .iter()
        .flat_map(|separator| main.match_indices(separator).map(|(at, _)| (at, *separator)))
        .filter(|(at, _)| main[..*at].contains(char::is_alphanumeric))
        .collect();
    cuts.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    cuts.truncate(MOST_STEMS);
    cuts.into_iter().map(|(at, separator)| (main[..at].to_owned(), separator)).collect()
}

/// What a header says behind a stem; none where it does not begin with it.
fn label(header: &Header, (stem, separator): &(String, &str)) -> Option<String> {
    let (main, part) = header.rows();
    if *separator == "\n" {
        return part.filter(|_| main == stem).map(str::to_owned);
    }
    let rest = main.strip_prefix(stem.as_str())?.strip_prefix(separator).filter(|_| part.is_none())?;
    let closing = match *separator {
        " [" => rest.strip_suffix(']'),
        " (" => rest.strip_suffix(')'),
        _ => Some(rest),
    };
    closing.map(|label| label.trim().to_owned()).filter(|label| !label.is_empty())
}

fn run(headers: &[Header], from: usize, stem: &(String, &str)) -> Range<usize> {
    let same = headers[from..].iter().take(MOST).take_while(|header| label(header, stem).is_some());
    from..from + same.count()
}

/// The columns of a run as a group, if that is what their values say, and where it ends.
fn group<'a, V: Iterator<Item = &'a str>>(
    headers: &[Header],
    stem: &(String, &str),
    run: Range<usize>,
    values: &impl Fn(usize) -> V,
) -> Option<(Group, usize)> {
    let mut columns = Vec::new();
    let (mut labelled, mut marked) = (0, 0);
    let takes = if takes_several(&stem.0) && run.clone().any(|at| values(at).any(|cell| yes(cell).is_some()))
    {
        Takes::Yes
    } else {
        Takes::Marks
    };
    for at in run.clone() {
        let label = label(headers.get(at)?, stem)?;
        match say(&label, takes, values(at)) {
            Says::Label => labelled += 1,
            Says::Marks => marked += 1,
            Says::Nothing if asks_for_reasons(&label) && values(at).all(|cell| cell.trim().is_empty()) => {
                columns.push((at, None));
                continue;
            }
            Says::Nothing => {}
            Says::Words if asks_for_words(&label) => {
                columns.push((at, None));
                continue;
            }
            Says::Words => return None,
        }
        columns.push((at, Some(label)));
    }
    let of_one_kind = (labelled == 0) != (marked == 0);
    // A lone word below another may mean anything but a mark.
    let sure =
        of_one_kind && (stem.1 != "_" || marked > 0 && columns.iter().all(|(_, label)| label.is_some()));
    if !sure || columns.iter().filter(|(_, label)| label.is_some()).count() < 2 {
        return None;
    }
    let mut end = run.end;
    while headers.get(end).is_some_and(|header| is_other_of(header, &stem.0)) {
        columns.push((end, None));
        end += 1;
    }
    let of = stem.0.trim_end_matches(" - Selected Choice").to_owned();
    Some((Group { of, columns, coded: stem.1 == "_", takes }, end))
}

/// What the values of a column say.
enum Says {
    /// Nobody has filled it in.
    Nothing,
    /// Its own label, where it was ticked.
    Label,
    /// That it was ticked, or not.
    Marks,
    /// Something else.
    Words,
}

fn say<'a>(label: &str, takes: Takes, values: impl Iterator<Item = &'a str>) -> Says {
    let wanted = folded_words(label, &[]);
    let mut says = Says::Nothing;
    for value in values.map(str::trim).filter(|value| !value.is_empty()) {
        let is_label = value == label || !wanted.is_empty() && folded_words(value, &[]) == wanted;
        let mark = mark(value).or_else(|| yes(value).filter(|_| takes == Takes::Yes));
        says = match (is_label, mark, says) {
            // That a choice was not ticked is said in both ways.
            (false, Some(false), says) => says,
            (true, _, Says::Nothing | Says::Label) => Says::Label,
            (false, Some(true), Says::Nothing | Says::Marks) => Says::Marks,
            _ => return Says::Words,
        };
    }
    says
}

/// What headers that begin alike say behind their common beginning, and that beginning.
pub(super) fn labels(headers: &[&Header]) -> Option<(String, Vec<String>)> {
    let first = headers.first()?;
    stems(first).into_iter().find_map(|stem| {
        let labels: Option<Vec<String>> = headers.iter().map(|header| label(header, &stem)).collect();
        labels.map(|labels| (stem.0, labels))
    })
}

fn is_other(label: &str) -> bool {
    let words = folded_words(label, &[]).join(" ");
    let words = words.strip_prefix("if you selected ").or(words.strip_prefix("if ")).unwrap_or(&words);
    OTHERS
        .iter()
        .any(|other| words.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
}

/// Whether what stands below a question asks for words rather than naming a choice.
fn asks_for_words(label: &str) -> bool {
    is_other(label) || asks_for_reasons(label)
}

/// The same, of words whatever was ticked: nobody ticks "Comments".
fn asks_for_reasons(label: &str) -> bool {
    let words = folded_words(label, &[]);
    phrases::is_follow_up(&words) || phrases::names_words(&words)
}

/// Whether a header asks for other words to the question of a group: it begins like the group, or like its beginning.
fn is_other_of(header: &Header, of: &str) -> bool {
    stems(header).iter().any(|stem| {
        (of == stem.0 || of.starts_with(&stem.0) && stem.1 != "_")
            && label(header, stem).is_some_and(|label| is_other(&label))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts the groups as `question: label, label`; `*` is a column for other words.
    #[track_caller]
    fn check(headers: &[&str], rows: &[&[&str]], expect: &[&str]) {
        let headers: Vec<Header> = headers
            .iter()
            .map(|header| match header.split_once('\n') {
                Some((main, part)) => Header::with_part(main, part),
                None => Header::new(header),
            })
            .collect();
        let groups = find(&headers, |at| rows.iter().filter_map(move |row| row.get(at).copied()));
        let shown = |group: &Group| {
            let labels = group.columns.iter().map(|(_, label)| label.as_deref().unwrap_or("*"));
            format!("{}: {}", group.of, labels.collect::<Vec<_>>().join(", "))
        };
        assert_eq!(groups.iter().map(shown).collect::<Vec<_>>(), expect);
    }

    #[test]
    fn labels_in_their_own_columns_are_choices() {
        check(
            &["id", "How? - Bus", "How? - Car", "How? - Other"],
            &[&["1", "Bus", "", "A boat"], &["2", "", "", ""]],
            &["How?: Bus, Car, *"],
        );
        check(
            &["How?\nBus", "How?\nCar", "How?\nOther (please specify)", "Why?\nBus"],
            &[&["", "Car", "On skates", "x"]],
            &["How?: Bus, Car, *"],
        );
        check(
            &["How? - Selected Choice - Bus", "How? - Selected Choice - Other:", "How? - Other: - Text"],
            &[&["Bus", "", ""], &["", "Other:", "A boat"]],
            &["How?: Bus, Other:, *"],
        );
    }

    #[test]
    fn a_scale_may_be_spread_over_columns() {
        check(
            &["Do you agree?\nYes", "Do you agree?\nNo", "Do you agree?\nComments:"],
            &[&["Yes", "Not answered", "I do"], &["", "No", ""]],
            &["Do you agree?: Yes, No, *"],
        );
    }

    #[test]
    fn a_column_for_words_is_open_before_anybody_writes() {
        for part in ["Comments:", "Please explain", "Please comment", "Reasons", "If no, why not?", "Text"] {
            check(
                &["Do you agree?\nYes", "Do you agree?\nNo", &format!("Do you agree?\n{part}")],
                &[&["Yes", "", ""], &["", "No", ""]],
                &["Do you agree?: Yes, No, *"],
            );
        }
        check(
            &["How? [Bus]", "How? [Further information]", "How? [Text message]"],
            &[&["1", "", "0"], &["0", "", "0"]],
            &["How?: Bus, *, Text message"],
        );
    }

    #[test]
    fn marks_below_a_choice_are_ticks() {
        check(&["How? [Bus]", "How? [Car]", "x"], &[&["1", "0", "1"], &["0", "0", "1"]], &["How?: Bus, Car"]);
        check(&["travel_bus", "travel_car", "travel_other"], &[&["1", "0", "boat"]], &[]);
        check(&["travel_bus", "travel_car"], &[&["1", "0"]], &["travel: bus, car"]);
    }

    #[test]
    fn scales_and_words_are_no_choices() {
        check(&["How far? [Fees]", "How far? [Dogs]"], &[&["Agree", "Disagree"]], &[]);
        check(&["Q - Lane", "Q - Why"], &[&["Yes", "It is safe"]], &[]);
        check(&["q1_closed", "q1_text"], &[&["yes", "because"]], &[]);
        check(&["a - b", "a - c"], &[], &[]);
    }
}
