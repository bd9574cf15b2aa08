//! Killed at any moment: the previous output is whole, and the next run works.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::harness::{CANVASS, World};

/// Responses enough for a run to be caught in the middle.
const N_RESPONSES: usize = 20_000;

/// A library that many have written to.
fn busy_library() -> World {
    let world = World::library();
    world.write("consultation/responses/a.txt", "1. Yes. The staff are kind.\n");
    world.write("consultation/responses/b.txt", "1. No. They need their rest.\n");
    world.run();
    let mut table = String::from(
        "Response ID,1. Do you agree that the library should open on Sundays?,Please explain why\n",
    );
    for n in 0..N_RESPONSES {
        let (tick, words) = match n % 3 {
            0 => ("Yes", "The staff deserve our thanks and the money would be well spent on them."),
            1 => ("No", "We cannot afford it, and the librarians need their rest on at least one day."),
            _ => ("", "It depends on what it would cost, and on who would have to pay for it."),
        };
        writeln!(table, "R{n},{tick},\"{words} Number {n} says so, and so do many others in our street.\"")
            .expect("in memory");
    }
    world.write("consultation/responses/c.csv", table);
    world
}

/// Starts a run and kills it as soon as `sign` is there.
fn kill_at(world: &World, sign: &Path) {
    let mut child = Command::new(CANVASS)
        .current_dir(world.path(""))
        .args(["run", "consultation", "--out", "out"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the command starts");
    let deadline = Instant::now() + Duration::from_mins(1);
    while !sign.exists() {
        let ended = child.try_wait().expect("asked");
        assert_eq!(ended, None, "ended before {} was there", sign.display());
        assert!(Instant::now() < deadline, "{} never came", sign.display());
        std::thread::yield_now();
    }
    child.kill().expect("killed");
    let status = child.wait().expect("ended");
    assert_eq!(status.code(), None, "it had ended before it was killed");
}

#[test]
fn a_killed_run_leaves_the_old_output_whole() {
    let world = busy_library();
    let before = world.files("out");
    for sign in [".out.partial", ".out.partial/tables/responses.parquet", ".out.partial/index/meta.json"] {
        kill_at(&world, &world.path(sign));
        assert_eq!(world.files("out"), before, "killed at {sign}");
        world.canvass(&["search", "out", "staff"]).exits(0);
    }
    world.run();
    assert_eq!(world.names(""), ["consultation", "out"], "what the killed run left is gone");
    assert_eq!(world.table("waterfall")[0].int("responses"), i64::try_from(N_RESPONSES + 2).expect("small"));
}

#[test]
fn a_killed_first_run_leaves_no_output() {
    let world = busy_library();
    std::fs::remove_dir_all(world.path("out")).expect("removed");
    kill_at(&world, &world.path(".out.partial"));
    assert!(!world.path("out").exists(), "no half an output");
    world.canvass(&["tables", "out"]).exits(2);
    world.run();
    assert_eq!(world.names(""), ["consultation", "out"]);
}
