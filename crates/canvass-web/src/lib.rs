//! Shows what a library of results can tell: the report, and pages.
//!
//! Every page is one file without anything from elsewhere: no script, no font, no network.
//! Pages compute no statistic; they show what they are given.

mod chart;
mod differences;
pub mod library;
mod page;
mod passage;
mod report;
mod serve;

pub use differences::{Difference, Differences, differences};
pub use report::report;
pub use serve::serve;
