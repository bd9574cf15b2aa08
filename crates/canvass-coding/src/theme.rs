//! The code frame: themes as readable rules, and the mentions they earn in an answer.
//!
//! Themes know nothing of stances. Themes never compete with one another; within one theme the longest match wins.
//!
//! ```
//! use canvass_coding::theme;
//! let frame = theme::parse("themes.toml", r#"
//! [[theme]]
//! id = "community"
//! label = "Community involvement"
//! any = ["community involvement", "bottom up", "communit* NEAR/5 engag*"]
//! except = ["community safety partnership*"]
//! "#).expect("the frame is right");
//! assert_eq!(frame.themes[0].label, "Community involvement");
//! ```

mod audit;
mod coder;
mod error;
mod example;
pub mod exchange;
mod file;
mod frame;
mod negation;
mod terms;
mod trial;

pub use audit::{Audit, AuditModel, AuditReport, Finding, RuleReport, ThemePair};
pub use coder::{ThemeCoder, ThemeModel};
pub use error::Error;
pub use example::{Surprise, surprises};
pub use file::{load, parse};
pub use frame::{CodeFrame, Overlaps, Rule, Theme};
pub use terms::{FunctionWords, Side, Stand, Term, Terms};
pub use trial::{Change, Changed};

#[cfg(test)]
mod tests;
