# List the recipes.
default:
    @just --list

# Format, lints, tests: exactly what lands a change.
check:
    .ci/run

# Tests, or those with the name.
test name="":
    cargo test --locked {{ name }}

# Tests, then the snapshot reviewer.
review:
    cargo insta test --review

# Cost on the largest shipped rule set, medians beside the floors of the same run.
bench:
    cargo test --locked --release --test it cost -- --nocapture

# The book; needs mdbook.
book:
    mdbook build docs

# Licences, advisories, bans; needs cargo-deny.
deny:
    cargo deny check

# The release-mode differential run.
differential pairs="1000000":
    THRESHOLD_PAIRS={{ pairs }} cargo test --locked --release --test it differential -- --nocapture

# Check and test every shipped rule set.
rules:
    cargo run --release -- check rules
    cargo run --release -- test rules
