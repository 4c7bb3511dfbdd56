//! Whole-program tests, by what happens.

mod random_numbers;
mod rule_sets;
mod sentences;
mod solver;
mod syntax;
mod vocabulary;
