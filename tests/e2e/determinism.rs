//! Same input, same bytes: whatever the threads, the place, and what was there before.

use std::collections::BTreeMap;

use super::harness::{World, copy};

/// Everything an output says; the index alone may name its files as it likes.
fn written(world: &World, out: &str) -> BTreeMap<String, Vec<u8>> {
    let mut files = world.files(out);
    files.retain(|name, _| !name.starts_with("index/"));
    assert_eq!(files.len(), 21, "sixteen tables, the report, two models, the manifest, the notices");
    files
}

#[track_caller]
fn assert_same(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) {
    let differing: Vec<&String> = one.keys().filter(|name| one.get(*name) != other.get(*name)).collect();
    assert!(differing.is_empty() && one.len() == other.len(), "differ: {differing:?}");
}

#[test]
fn threads_do_not_show() {
    let world = World::sample();
    world.run();
    let expected = written(&world, "out");
    for threads in ["1", "2", "3", "7"] {
        let out = format!("out-{threads}");
        world.canvass(&["run", "consultation", "--out", &out, "--threads", threads]).exits(0);
        assert_same(&expected, &written(&world, &out));
    }
}

#[test]
fn a_second_run_over_the_first_changes_nothing() {
    let world = World::sample();
    world.run();
    let expected = written(&world, "out");
    let printed = world.run().stdout;
    assert_same(&expected, &written(&world, "out"));
    assert_eq!(world.run().stdout, printed);
    assert_eq!(world.names(""), ["consultation", "out"]);
}

#[test]
fn the_place_does_not_show() {
    let world = World::sample();
    world.run();
    let expected = written(&world, "out");
    copy(&world.path("consultation"), &world.path("elsewhere/under another name"));
    world.canvass_in("elsewhere", &["run", "under another name", "--out", "../out-2"]).exits(0);
    assert_same(&expected, &written(&world, "out-2"));
    let absolute = world.path("consultation");
    let absolute = absolute.to_str().expect("UTF-8");
    world.canvass_in("elsewhere", &["run", absolute, "--out", "../out-3", "--threads", "2"]).exits(0);
    assert_same(&expected, &written(&world, "out-3"));
    world.canvass_in("consultation", &["run", ".", "--out", "../out-4"]).exits(0);
    assert_same(&expected, &written(&world, "out-4"));
}

#[test]
fn searches_come_in_the_same_order() {
    let world = World::sample();
    world.run();
    world.canvass(&["run", "consultation", "--out", "out-1", "--threads", "1"]).exits(0);
    for query in ["police", "children school", "\"option 1\" OR duty"] {
        let found =
            |out: &str| world.canvass(&["search", out, query, "--limit", "100", "--json"]).exits(0).stdout;
        assert_eq!(found("out"), found("out-1"), "{query}");
    }
}

#[test]
fn the_seeds_come_out_the_same_twice() {
    let Some(world) = World::seeds() else { return };
    world.run();
    let expected = written(&world, "out");
    world.canvass(&["run", "consultation", "--out", "out-1", "--threads", "1"]).exits(0);
    assert_same(&expected, &written(&world, "out-1"));
}
