//! A consultation folder full of responses.

use std::error::Error;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use crate::columns::{ID, KIND, NAME, REPLIES};
use crate::response::{Response, Writer};

const CONSULTATION: &str = include_str!("../consultation/consultation.toml");
const THEMES: &str = include_str!("../consultation/themes.toml");
const QUESTIONS: [&str; 6] = [
    "Do you agree that a levy on new buildings should pay for the upkeep of parks and street trees?",
    "Do you agree that neighbourhood stewards should look after small parks together with the council?",
    "Do you agree that one trust should own and run all parks of the city?",
    "What matters most to you about the green spaces where you live or work?",
    "Which effects of these proposals on particular groups of people should we consider?",
    "Is there anything else you would like to tell us?",
];

/// One response in so many is a letter.
const PER_LETTER: u64 = 50;
/// One in so many comes through the portal.
const PER_PORTAL: u64 = 5;

/// Writes `n` responses of a seed into a new consultation folder.
pub fn write(folder: &Path, n: u64, seed: u64) -> Result<(), Box<dyn Error>> {
    let responses = folder.join("responses");
    fs::create_dir_all(responses.join("letters"))?;
    fs::write(folder.join("consultation.toml"), CONSULTATION)?;
    fs::write(folder.join("themes.toml"), THEMES)?;
    let mut survey = csv::Writer::from_path(responses.join("survey.csv"))?;
    survey.write_record([ID, NAME, KIND].into_iter().chain(REPLIES))?;
    let mut portal = BufWriter::new(File::create(responses.join("portal.jsonl"))?);
    let writer = Writer::new(seed);
    for place in 0..n {
        let response = writer.response(place);
        if place % PER_LETTER == 0 {
            let name = format!("letters/{}.txt", response.id);
            fs::write(responses.join(name), letter(&response, place / PER_LETTER))?;
        } else if place % PER_PORTAL == 1 {
            writeln!(portal, "{}", record(&response))?;
        } else {
            let head = [response.id.as_str(), &response.name, response.kind];
            survey.write_record(head.into_iter().chain(response.replies.iter().map(String::as_str)))?;
        }
    }
    survey.flush()?;
    portal.flush()?;
    Ok(())
}

fn record(response: &Response) -> serde_json::Value {
    let head = [(ID, response.id.as_str()), (NAME, &response.name), (KIND, response.kind)];
    let replies = REPLIES.into_iter().zip(response.replies.iter().map(String::as_str));
    let pairs = head.into_iter().chain(replies.filter(|(_, reply)| !reply.is_empty()));
    pairs.map(|(heading, reply)| (heading.to_owned(), reply.into())).collect::<serde_json::Map<_, _>>().into()
}

/// A letter that prints the questions in one of three layouts.
fn letter(response: &Response, layout: u64) -> String {
    let mut text = format!(
        "Dear Sir or Madam,\n\nWe are grateful for the opportunity to respond.\n\nRespondent: {} ({})\n\n",
        response.name, response.kind
    );
    for (at, question) in QUESTIONS.iter().enumerate() {
        let (tick, words) = if at < 3 {
            (response.replies[2 * at].as_str(), response.replies[2 * at + 1].as_str())
        } else {
            ("", response.replies[at + 3].as_str())
        };
        if tick.is_empty() && words.is_empty() {
            continue;
        }
        let number = at + 1;
        let heading = match layout % 3 {
            0 => format!("{number}. {question}"),
            1 => format!("Question {number}: {question}"),
            _ => format!("Q{number}"),
        };
        writeln!(text, "{heading}\n\n{tick}\n\n{words}\n").expect("strings can always be written");
    }
    write!(text, "Yours faithfully,\n\n{}\n", response.name).expect("strings can always be written");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_print_the_questions_of_the_consultation() {
        for question in QUESTIONS {
            assert!(CONSULTATION.contains(question), "{question}");
        }
        assert_eq!(QUESTIONS.len(), CONSULTATION.matches("[[question]]").count());
    }

    #[test]
    fn the_same_seed_writes_the_same_response() {
        let (one, other) = (Writer::new(7).response(12), Writer::new(7).response(12));
        assert_eq!(one.replies, other.replies);
    }
}
