//! The real command from end to end: what is typed, what is printed, what is written, how it exits.

mod counts;
mod determinism;
mod errors;
mod evidence;
mod harness;
mod independence;
mod interrupted;
mod language;
mod messy;
mod readme;
mod run;
mod search;
mod seeds;
mod start;
