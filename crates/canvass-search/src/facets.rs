//! What a passage can be filtered by, as one string of tokens.
//!
//! One field for all kinds costs the engine a fraction of what a field each would.

use canvass_core::{Stance, Status};

/// Stands between tokens; white space is common inside respondent types.
pub(crate) const SEPARATOR: char = '\u{1f}';

/// What a token says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Question,
    Option,
    Theme,
    Stance,
    RespondentType,
    Status,
}

impl Kind {
    fn prefix(self) -> &'static str {
        match self {
            Self::Question => "q:",
            Self::Option => "o:",
            Self::Theme => "t:",
            Self::Stance => "s:",
            Self::RespondentType => "r:",
            Self::Status => "x:",
        }
    }

    /// The token of this kind that says `value`.
    pub(crate) fn token(self, value: &str) -> String {
        let mut token = String::new();
        self.push_token(value, &mut token);
        token
    }

    /// Writes the token of this kind that says `value`.
    pub(crate) fn push_token(self, value: &str, out: &mut String) {
        out.push_str(self.prefix());
        if value.contains([SEPARATOR, '\n']) {
            out.extend(value.chars().map(|letter| if is_reserved(letter) { ' ' } else { letter }));
        } else {
            out.push_str(value);
        }
    }
}

fn is_reserved(letter: char) -> bool {
    letter == SEPARATOR || letter == '\n'
}

/// The token of a stance towards an option.
pub(crate) fn stance_token(option: &str, stance: Stance) -> String {
    Kind::Stance.token(&format!("{option}:{}", stance.as_str()))
}

/// Collects the tokens of one passage.
#[derive(Default)]
pub(crate) struct Facets {
    joined: String,
}

impl Facets {
    /// Forgets everything, keeping the memory.
    pub(crate) fn clear(&mut self) {
        self.joined.clear();
    }

    /// Adds a token.
    pub(crate) fn add(&mut self, kind: Kind, value: &str) {
        self.separate();
        kind.push_token(value, &mut self.joined);
    }

    /// Adds the stance of the response towards an option.
    pub(crate) fn add_stance(&mut self, option: &str, stance: Stance) {
        self.add(Kind::Stance, option);
        self.joined.push(':');
        self.joined.push_str(stance.as_str());
    }

    /// The tokens, joined.
    pub(crate) fn as_str(&self) -> &str {
        &self.joined
    }

    fn separate(&mut self) {
        if !self.joined.is_empty() {
            self.joined.push(SEPARATOR);
        }
    }
}

/// The values of one kind in a joined string, in their order.
pub(crate) fn values(joined: &str, kind: Kind) -> impl Iterator<Item = &str> {
    joined.split(SEPARATOR).filter_map(move |token| token.strip_prefix(kind.prefix()))
}

/// The stances in a joined string, those that say something.
pub(crate) fn stances(joined: &str) -> Vec<(String, Stance)> {
    values(joined, Kind::Stance)
        .filter_map(|value| value.rsplit_once(':'))
        .filter_map(|(option, name)| Some((option.to_owned(), Stance::from_name(name)?)))
        .filter(|(_, stance)| *stance != Stance::NotAddressed)
        .collect()
}

/// The status in a joined string.
pub(crate) fn status(joined: &str) -> Status {
    let name = values(joined, Kind::Status).next();
    [Status::Blank, Status::Duplicate, Status::Unreadable, Status::Excluded]
        .into_iter()
        .find(|status| Some(status.as_str()) == name)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_in_comes_out() {
        let mut facets = Facets::default();
        facets.add(Kind::Theme, "funding");
        facets.add(Kind::RespondentType, "Police and crime\u{1f}body");
        facets.add(Kind::Status, "duplicate");
        facets.add_stance("option:1", Stance::Oppose);
        facets.add_stance("option-2", Stance::NotAddressed);
        let joined = facets.as_str();
        assert_eq!(values(joined, Kind::Theme).collect::<Vec<_>>(), ["funding"]);
        assert_eq!(values(joined, Kind::RespondentType).collect::<Vec<_>>(), ["Police and crime body"]);
        assert_eq!(stances(joined), [("option:1".to_owned(), Stance::Oppose)]);
        assert_eq!(status(joined), Status::Duplicate);
        assert!(joined.split(SEPARATOR).any(|token| token == stance_token("option:1", Stance::Oppose)));
    }
}
