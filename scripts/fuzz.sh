#!/usr/bin/env bash
# Runs each fuzz target of the core on stable Rust, from the golden files and seeds on; a crash fails it.
#   scripts/fuzz.sh            a fixed number of runs from a fixed seed: the same on every machine, in seconds
#   scripts/fuzz.sh SECONDS    as long for each target, going on from what earlier such runs have found
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

seconds=${1:-}
[[ $seconds =~ ^[0-9]*$ ]] || die "'$seconds' is no number of seconds"
core=$top/pg_agentmon/core
# Its own, so that other flags build nothing of the project anew.
target=${CARGO_TARGET_DIR:-$top/target}/fuzz
host=$(rustc -vV | sed -n 's/^host: //p')

# As `cargo fuzz build --sanitizer none` does it. With --target the flags stay away from build scripts and macros.
flags="--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4
  -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table
  -Cllvm-args=-sanitizer-coverage-trace-compares -Cllvm-args=-simplifycfg-branch-fold-threshold=0
  -Ccodegen-units=1 -Cdebug-assertions"
CARGO_TARGET_DIR=$target RUSTFLAGS=${flags//$'\n'/ } \
  cargo build --quiet --locked --release --target "$host" --manifest-path "$core/fuzz/Cargo.toml" </dev/null

# One input may take a second on a slow machine, not ten; none needs a gigabyte.
limits=(-max_len=4096 -timeout=10 -rss_limit_mb=1024 -print_final_stats=0 -verbosity=0)
mkdir -p "$target/artifacts"
log=$(mktemp) scratch=$(mktemp -d)
trap 'rm -rf "$log" "$scratch"' EXIT
failed=0
for source in "$core"/fuzz/fuzz_targets/*.rs; do
  name=$(basename "$source" .rs)
  seeds=()
  for dir in "$core/fuzz/seeds/$name" "$core/tests/golden"; do
    case $dir in */golden) [[ $name == sketch_* ]] || continue ;; esac
    [ ! -d "$dir" ] || seeds+=("$dir")
  done
  if [ -n "$seconds" ]; then
    corpus=$target/corpus/$name
    budget=("-max_total_time=$seconds")
  else
    corpus=$scratch/$name
    # The time ends it on a slow machine only.
    budget=(-runs=300000 -seed=1 -max_total_time=5)
  fi
  mkdir -p "$corpus"
  start=$SECONDS
  if "$target/$host/release/$name" "${limits[@]}" "${budget[@]}" "-artifact_prefix=$target/artifacts/$name-" \
    "$corpus" "${seeds[@]}" </dev/null >"$log" 2>&1; then
    echo "test result: ok. 1 passed; 0 failed; fuzz target $name, $((SECONDS - start)) s"
  else
    failed=$((failed + 1))
    # What was found, and the input that shows it again.
    grep -A 3 'panicked at' "$log" || true
    tail -n 6 "$log"
    echo "test result: FAILED. 0 passed; 1 failed; fuzz target $name"
  fi
done
[ "$failed" = 0 ]
