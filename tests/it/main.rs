//! Whole-program tests, by what happens.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that meets the unexpected fails by panicking, which is what it is for"
)]
#![expect(
    clippy::print_stdout,
    clippy::wildcard_enum_match_arm,
    reason = "tests print what they measured, and look at one variant at a time"
)]

mod agencies;
mod ahead;
mod answers;
mod applying;
mod around;
mod as_written;
mod asking;
mod bad_records;
mod bad_rules;
mod batches;
mod boards;
mod book;
mod calendar;
mod cases;
mod changes;
mod checks;
mod cli;
mod compare;
mod counted;
mod deadlines;
mod differential;
mod duties;
mod errors;
mod evaluation;
mod every_error;
mod exact;
mod explanation;
mod facts;
mod faults;
mod floors;
mod importing;
mod invented;
mod kleene_tables;
mod lengths;
mod limits;
mod looked_up;
mod matters;
mod mechanisms;
mod mistakes;
mod mutants;
mod pages;
mod plain_truth;
mod programs;
mod proof;
mod properties;
mod random;
mod random_numbers;
mod read_back;
mod records;
mod report;
mod rule_sets;
mod running;
mod schemas;
mod screened;
mod sentences;
mod sentences_page;
mod shut_out;
mod small_vocabulary;
mod solver;
mod spellings;
mod stale;
mod suggest;
mod syntax;
mod tried_changes;
mod vectors;
mod vocabulary;
mod wholly;
mod wordings;
mod written;
