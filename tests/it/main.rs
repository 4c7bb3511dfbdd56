//! Whole-program tests, by what happens.

mod book;
mod cases;
mod errors;
mod floors;
mod bad_records;
mod calendar;
mod explanation;
mod invented;
mod random_numbers;
mod records;
mod report;
mod rule_sets;
mod screened;
mod sentences;
mod small_vocabulary;
mod solver;
mod spellings;
mod syntax;
mod vocabulary;
mod written;
