#!/bin/sh
# Measures `canvass run` against a bare index of the same responses: bench/run.sh [SIZE ...]
set -eu
cd "$(dirname "$0")/.."
target="${CARGO_TARGET_DIR:-target}"
cargo build --release --quiet
cargo build --release --quiet --manifest-path bench/Cargo.toml --target-dir "$target/bench"
exec python3 bench/compare.py "$target/bench/release" "$target/release/canvass" "$target/bench/work" "$@"
