#!/bin/sh
# Measures the reader of every format: bench/readers/run.sh [MEGABYTES]
set -eu
cd "$(dirname "$0")/../.."
target="${CARGO_TARGET_DIR:-target}"
cargo build --release --quiet --workspace --examples
cargo build --release --quiet --manifest-path bench/Cargo.toml --target-dir "$target/bench"
exec "${PYTHON:-python3}" bench/readers/run.py "$target/release/examples/readers" "$target/bench/release/generate" \
    crates/canvass-ingest/tests/fixtures "$target/bench/readers" "$@"
