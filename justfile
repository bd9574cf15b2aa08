# Recipes for developers; `just` lists them. README's two commands need none of this.

set shell := ["bash", "-euo", "pipefail", "-c"]

[private]
default:
    @just --list --unsorted

# The main job on the sample consultation
[group('use')]
run *ARGS:
    cargo run --release -- run data/serious-violence {{ ARGS }}

# Everything the continuous integration runs, cheapest first
[group('check')]
test:
    tests/run

# Format
[group('check')]
fmt:
    cargo fmt --all

# Lints, as errors
[group('check')]
lint:
    cargo clippy --workspace --all-targets -- -D warnings

# Tests of the light crates, without the engines
[group('check')]
light:
    cargo nextest run -p canvass-core -p canvass-ingest -p canvass-coding

# Crate arrows, absences, paths named in the documents
[group('check')]
walls:
    cargo nextest run --release --workspace -E 'binary(walls)'

# The real command from end to end
[group('check')]
e2e:
    cargo nextest run --release --workspace -E 'binary(e2e)'

# Notebooks, executed on fresh output
[group('check')]
notebooks:
    tests/notebooks

# Speed and memory beside a bare tantivy indexer, as ratios of one run
[group('measure')]
bench *SIZES:
    bench/run.sh {{ SIZES }}

# Speed and memory of the reader of every format; tables of so many megabytes
[group('measure')]
readers MEGABYTES="500":
    bench/readers/run.sh {{ MEGABYTES }}

# Mutated files for the reader of a format, by the ending of its files; needs cargo-fuzz
[group('measure')]
fuzz FORMAT SECONDS="60":
    fuzz/run.sh {{ FORMAT }} {{ SECONDS }}
