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

# Draw the README's picture and key table anew.
readme:
    UPDATE_README=1 cargo test readme

# Open, search, facets and frame at 10 k and 100 k events.
bench:
    cargo bench

# The same at a million events as well: a file of 1.4 GB, some minutes.
bench-million:
    BENCH_EVENTS=10000,100000,1000000 cargo bench

# The property tests with many more cases.
soak cases="20000":
    PROPTEST_RNG_SEED=$RANDOM PROPTEST_CASES={{cases}} cargo test --release
