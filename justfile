# The commands of this project; `just` lists them.

# List the commands.
default:
    @just --list

# Everything that guards the tree, as CI runs it.
check:
    bash .ci/run

# Write the stored frames anew, to be read in review.
frames:
    UPDATE_FRAMES=1 cargo test --test browser

# Draw the moving picture anew.
demo:
    UPDATE_README=1 cargo test --test program demo

# Draw the README's pictures and the tables of the pages anew.
readme:
    UPDATE_README=1 cargo test -- readme make_a_dataset

# Open, search, facets and frame at 10 k and 100 k events.
bench:
    cargo bench --profile profiling

# The same at a million events as well: a file of 1.4 GB, some minutes.
bench-million:
    BENCH_EVENTS=10000,100000,1000000 cargo bench --profile profiling

# The property tests with many more cases; random input to the program in a terminal; kills while it writes.
soak cases="20000" keys="100000" kills="200":
    PROPTEST_RNG_SEED=$RANDOM PROPTEST_CASES={{cases}} SOAK_SEED=$RANDOM SOAK_KEYS={{keys}} SOAK_KILLS={{kills}} cargo test --release

# Every question to the store that ORELINE_TEST_STORE names, of all three data: some minutes.
store:
    STORE_QUERIES=all cargo test --features store --test store -- engine:: --nocapture

# Three nodes of a store, of which one is taken away now and then: some minutes.
store-lost folder="target/store-nodes":
    #!/usr/bin/env bash
    set -euo pipefail
    address=$(tests/store/node.sh start {{folder}} 9387 512m 3)
    trap 'tests/store/node.sh stop {{folder}}' EXIT
    ORELINE_TEST_STORE=$address ORELINE_TEST_NODES={{folder}} cargo test --features store --test store -- lost::

# What a push and keys cost, on a store of so many nodes and beside it of the file: some minutes, half an hour of a million events.
store-figures file nodes="3" folder="target/store-nodes":
    #!/usr/bin/env bash
    set -euo pipefail
    cargo build --release --features store
    address=$(tests/store/node.sh start {{folder}} 9387 512m {{nodes}})
    trap 'tests/store/node.sh stop {{folder}}' EXIT
    ORELINE_TEST_STORE=$address ORELINE_STORE_FIGURES=$(realpath {{file}}) ORELINE_STORE_PROGRAM=$PWD/target/release/oreline \
        cargo test --features store --test store -- figures:: --nocapture

# Count the lines of src by module, without tests, comments and blanks.
lines:
    @find src -name '*.rs' ! -name tests.rs ! -path '*/tests/*' -exec awk 'FNR == 1 { on = 1; split(FILENAME, part, "/"); module = part[2]; sub(/\.rs$/, "", module) } prior == "#[cfg(test)]" && /^mod tests \{/ { on = 0; lines[module]-- } { prior = $0 } on && /[^ \t]/ && !/^[ \t]*\/\// { lines[module]++ } END { for (module in lines) { print lines[module], module; all += lines[module] } print all, "all" }' {} + | sort -n

# The archive, its checksum and, with cargo-deb, the package, in target/dist.
dist:
    bash .ci/dist

# The program with line tables, for a profiler.
profiling:
    cargo build --profile profiling
