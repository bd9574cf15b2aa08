//! For or against an option, and on what ground we say so.

use serde::{Deserialize, Serialize};

/// Where a response stands towards an option. Never "sentiment", which is tone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// For it; a condition or caveat does not change that.
    Support,
    /// Against it.
    Oppose,
    /// Reasons of like weight on both sides.
    Mixed,
    /// Takes the option up without deciding.
    Unclear,
    /// Says nothing of it.
    NotAddressed,
}

impl Stance {
    /// Every stance, in the order tables show them.
    pub const ALL: [Self; 5] = [Self::Support, Self::Oppose, Self::Mixed, Self::Unclear, Self::NotAddressed];

    /// The name used in tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::Oppose => "oppose",
            Self::Mixed => "mixed",
            Self::Unclear => "unclear",
            Self::NotAddressed => "not_addressed",
        }
    }

    /// The stance of that table name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stance| stance.as_str() == name)
    }

    /// Whether the two point in opposite directions.
    pub fn opposes(self, other: Self) -> bool {
        matches!((self, other), (Self::Support, Self::Oppose) | (Self::Oppose, Self::Support))
    }
}

/// On what ground a stance was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// A ticked or given closed reply.
    Closed,
    /// The respondent says so in words.
    Stated,
    /// Read from what the text argues.
    Inferred,
}

impl Basis {
    /// The name used in tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Stated => "stated",
            Self::Inferred => "inferred",
        }
    }

    /// The basis of that table name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Closed, Self::Stated, Self::Inferred].into_iter().find(|basis| basis.as_str() == name)
    }
}
