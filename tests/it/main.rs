//! Whole-program tests, by what happens.

mod invented;
mod random_numbers;
mod report;
mod rule_sets;
mod sentences;
mod solver;
mod syntax;
mod vocabulary;
mod written;
