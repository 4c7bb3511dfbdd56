//! Whole-program tests, by what happens.

mod bad_records;
mod book;
mod calendar;
mod cases;
mod errors;
mod exact;
mod explanation;
mod facts;
mod floors;
mod invented;
mod mistakes;
mod programs;
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
