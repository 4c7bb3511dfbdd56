//! Whole-program tests, by what happens.

mod random_numbers;
mod rule_sets;
mod solver;
mod syntax;
