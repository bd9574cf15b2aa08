#!/bin/sh
# Feeds mutated files to a reader: fuzz/run.sh FORMAT [SECONDS]. Needs `cargo install cargo-fuzz`.
set -eu
format="$1"
cd "$(dirname "$0")/.."
target="$PWD/${CARGO_TARGET_DIR:-target}/fuzz"
corpus="$target/corpus/$format"
mkdir -p "$corpus" "$target/artifacts/$format"
# What a mutation starts from: the files that the tests read.
find crates/canvass-ingest/tests/fixtures data -name "*.$format" -size -200k -exec cp {} "$corpus" \;
export CANVASS_FORMAT="$format"
exec cargo fuzz run -s none -O reader --target-dir "$target" "$corpus" -- \
    -artifact_prefix="$target/artifacts/$format/" -max_total_time="${2:-60}" -timeout=20 -rss_limit_mb=4096 \
    -max_len=200000 -print_final_stats=1
