//! The real command from end to end: what is typed, what is printed, what is written, how it exits.

mod archives;
mod assignments;
mod campaigns;
mod compare;
mod counts;
mod determinism;
mod errors;
mod eval;
mod evidence;
mod export;
mod gold;
mod harness;
mod hostile;
mod independence;
mod interrupted;
mod language;
mod messy;
mod readme;
mod report;
mod round_trip;
mod run;
mod search;
mod seeds;
mod serve;
mod start;
mod themes;
#[cfg(target_os = "linux")]
mod workers;
