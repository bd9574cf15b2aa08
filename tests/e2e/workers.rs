//! Worker processes: one that is killed costs its document at the most, and none outlives its run.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use super::harness::{CANVASS, World, check_waterfall};

/// Bears the name of a world, so that the processes of its run are known from all others.
const MARK: &str = "CANVASS_TEST_WORLD";
/// Letters enough for workers to be caught at their work.
const N_LETTERS: usize = 2_000;
/// Workers killed in a run.
const N_KILLED: usize = 5;

/// A library that many have written to, in letters of some length.
fn busy_library() -> World {
    let world = World::library();
    for n in 0..N_LETTERS {
        let mut letter = format!("<html><body><p>1. Yes. The staff are kind, says letter {n}.</p>");
        for line in 0..60 {
            write!(letter, "<p>Line {line} of it says what <b>everybody</b> knows of the cost.</p>")
                .expect("memory");
        }
        world.write(&format!("consultation/responses/{n}.html"), letter);
    }
    world
}

/// A run and all processes that it starts.
struct Run {
    child: Child,
    mark: String,
}

impl Run {
    fn start(world: &World) -> Self {
        let mark = world.path("").to_string_lossy().into_owned();
        let child = Command::new(CANVASS)
            .current_dir(world.path(""))
            .env(MARK, &mark)
            .args(["run", "consultation", "--out", "out"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the command starts");
        Self { child, mark: format!("{MARK}={mark}") }
    }

    /// Its workers that are alive now.
    fn workers(&self) -> BTreeSet<i32> {
        let processes = fs::read_dir("/proc").expect("/proc").flatten();
        let pids = processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
        pids.filter(|pid| self.is_worker(*pid)).collect()
    }

    fn is_worker(&self, pid: i32) -> bool {
        let holds = |file: &str, word: &str| {
            let bytes = fs::read(format!("/proc/{pid}/{file}")).unwrap_or_default();
            bytes.split(|byte| *byte == 0).any(|piece| piece == word.as_bytes())
        };
        holds("environ", &self.mark) && holds("cmdline", "read-documents")
    }

    /// A worker that is none of those known, as soon as there is one; none where the run ends before.
    fn next_worker(&mut self, known: &BTreeSet<i32>) -> Option<i32> {
        let deadline = deadline();
        loop {
            if let Some(pid) = self.workers().difference(known).next() {
                return Some(*pid);
            }
            if self.child.try_wait().expect("asked").is_some() {
                return None;
            }
            assert!(Instant::now() < deadline, "no worker came");
            std::thread::yield_now();
        }
    }

    /// Waits until it and all its workers have ended, which they must do soon.
    fn end(mut self) -> Option<i32> {
        let status = self.child.wait().expect("ended");
        let deadline = deadline();
        while !self.workers().is_empty() {
            assert!(Instant::now() < deadline, "workers are left: {:?}", self.workers());
            std::thread::yield_now();
        }
        status.code()
    }
}

fn deadline() -> Instant {
    Instant::now() + Duration::from_secs(30)
}

fn kill(pid: i32) {
    // It may have ended by itself just before.
    let _ = kill_process(Pid::from_raw(pid).expect("a process"), Signal::KILL);
}

#[test]
fn a_killed_worker_costs_its_document_at_the_most() {
    let world = busy_library();
    let mut run = Run::start(&world);
    let mut killed = BTreeSet::new();
    while killed.len() < N_KILLED {
        let Some(pid) = run.next_worker(&killed) else { break };
        kill(pid);
        killed.insert(pid);
    }
    assert!(!killed.is_empty(), "the run has workers");
    assert_eq!(run.end(), Some(0), "the run goes on");
    assert_eq!(check_waterfall(&world), i64::try_from(N_LETTERS).expect("few"));
    let responses = world.table("responses");
    let lost: Vec<&str> = responses
        .iter()
        .filter(|row| row.text("status") != "analysed")
        .map(|row| row.text("reason"))
        .collect();
    assert!(lost.len() <= killed.len(), "{lost:?}");
    assert!(lost.iter().all(|reason| reason.starts_with("its reader crashed")), "{lost:?}");
    let told: BTreeSet<String> = world.notices().iter().map(|row| row.text("source").to_owned()).collect();
    assert_eq!(told.len(), lost.len(), "each is told, and no other: {told:?}");
}

#[test]
fn no_worker_outlives_its_run() {
    let world = busy_library();
    let mut run = Run::start(&world);
    assert!(run.next_worker(&BTreeSet::new()).is_some(), "the run has workers");
    assert!(run.child.wait().expect("ended").success());
    assert_eq!(run.workers(), BTreeSet::new(), "the run waits for them");
}

#[test]
fn no_worker_outlives_a_killed_run() {
    let world = busy_library();
    let mut run = Run::start(&world);
    assert!(run.next_worker(&BTreeSet::new()).is_some(), "the run has workers");
    run.child.kill().expect("killed");
    assert_eq!(run.end(), None, "it had ended before it was killed");
}
