//! Whole-program tests, by what happens.

mod random_numbers;
mod solver;
mod syntax;
