//! What is signed below a letter, where it names somebody: by that, two letters of the same words are one person's.

use canvass_core::{AsideKind, Response};

use super::trace::plain;

/// A name has no more words, and no fewer.
const MOST_WORDS: usize = 4;
const FEWEST_WORDS: usize = 2;
/// The name stands on one of the first lines of a signature, below the farewell.
const LINES: usize = 2;
/// Words of farewells, of addresses, and of signatures that many share.
const NO_NAMES: [&str; 62] = [
    "a",
    "action",
    "against",
    "alliance",
    "anonymous",
    "association",
    "avenue",
    "best",
    "campaign",
    "citizen",
    "citizens",
    "close",
    "community",
    "concerned",
    "constituent",
    "council",
    "customer",
    "customers",
    "drive",
    "faithfully",
    "family",
    "for",
    "friends",
    "group",
    "house",
    "in",
    "kind",
    "lane",
    "local",
    "many",
    "member",
    "members",
    "name",
    "neighbour",
    "neighbours",
    "no",
    "our",
    "page",
    "parent",
    "parents",
    "party",
    "petition",
    "regards",
    "resident",
    "residents",
    "road",
    "save",
    "sent",
    "sincerely",
    "stop",
    "street",
    "supporter",
    "supporters",
    "thank",
    "thanks",
    "the",
    "user",
    "warm",
    "wishes",
    "withheld",
    "your",
    "yours",
];

/// All stationery below the last words of a letter, if it begins with somebody's name.
pub(super) fn of(response: &Response) -> Option<Box<str>> {
    let text = response.text.as_str();
    let asides = response.answers.iter().flat_map(|answer| &answer.asides);
    let mut start = text.len();
    let stationery: Vec<_> = asides.filter(|aside| aside.kind == AsideKind::Furniture).collect();
    for aside in stationery.into_iter().rev() {
        let between = text.get(aside.span.end as usize..start)?;
        if between.contains(char::is_alphanumeric) {
            break;
        }
        start = aside.span.start as usize;
    }
    let signature = text.get(start..)?;
    let mut first = signature.lines().filter(|line| line.contains(char::is_alphanumeric)).take(LINES);
    first.any(is_name).then(|| plain(signature).to_lowercase().into())
}

/// "Mary Poole, Chair": words that all begin with a capital.
fn is_name(line: &str) -> bool {
    let name = line.split([',', '(']).next().unwrap_or(line);
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_part = |word: &&str| {
        let bare = word.trim_matches(|mark: char| !mark.is_alphanumeric()).to_lowercase();
        word.starts_with(char::is_uppercase)
            && !word.contains(|mark: char| mark.is_numeric())
            && !NO_NAMES.contains(&bare.as_str())
    };
    (FEWEST_WORDS..=MOST_WORDS).contains(&words.len()) && words.iter().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_what_many_sign_with() {
        for line in ["Mary Poole", "Dr M. Poole, Chair", "Mary O’Neill (Mrs)"] {
            assert!(is_name(line), "{line}");
        }
        for line in [
            "Yours faithfully",
            "Kind Regards",
            "A Concerned Resident",
            "Friends of the Park",
            "[Your name]",
            "12 High Street",
            "X",
        ] {
            assert!(!is_name(line), "{line}");
        }
    }
}
