//! The command line: one file per verb, results on standard output, everything else on standard error.

mod also;
mod ask;
mod board;
mod case_files;
mod cases;
mod chase;
mod check;
mod check_json;
mod compare;
mod desk;
mod drafts;
mod draw;
mod editions;
mod explain;
mod format;
mod holidays;
mod import;
mod judged;
mod linked;
mod new;
mod out;
mod progress;
#[cfg(feature = "solve")]
mod prove;
mod sample;
mod screen;
mod test;
mod today;
mod told;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand, ValueEnum};

use out::Talk;

/// How a run ended; the numbers are an interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// Finished. A referral is not a failure, nor is undecided.
    Finished = 0,
    /// Finished, and found problems.
    Problems = 1,
    /// Could not run.
    CouldNotRun = 2,
    /// Finished in part.
    InPart = 3,
}

/// Screening rules as readable policy text.
///
/// Boards write the rules; people decide. The engine gives an outcome, what it rests on, and what would change it.
#[derive(Debug, Parser)]
#[command(name = "threshold", version, after_help = EXAMPLES, max_term_width = 100)]
struct Arguments {
    /// When to use colour; it never carries the message.
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto, alias = "color")]
    colour: Colour,
    /// Narrate instead of drawing, for screen readers.
    #[arg(long, global = true)]
    plain: bool,
    #[command(subcommand)]
    verb: Verb,
}

const EXAMPLES: &str = "Examples:
  threshold new ourboard                         a folder for your board that works at once
  threshold check rules/                         every mistake in your rule files, in one run
  threshold test rules/                          the examples written in the rule files
  threshold screen --rules england/working-together-2015 cases/
                                                 what the rules give for each case, and why
  threshold explain E0203                        what a message means and how to mend it";

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Colour {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Make a board's folder that works at once: profile, local rules, a template record, an example.
    New(new::Arguments),
    /// Find every error and warning in rule sets, vocabularies and board profiles.
    Check(check::Arguments),
    /// Put rule files into the one layout; every comment is kept.
    #[command(visible_alias = "fmt")]
    Format(format::Arguments),
    /// Run the examples written in rule files.
    Test(test::Arguments),
    /// Prove what holds for every possible record, or show a fictional case where it does not.
    #[cfg(feature = "solve")]
    Prove(prove::Arguments),
    /// Screen cases: results with explanations.
    Screen(screen::Arguments),
    /// Compare two rule sets over cases: which move, from what to what, and on which rules.
    Compare(compare::Arguments),
    /// Invent records for a rule set, from published shares, the same for the same seed.
    Sample(sample::Arguments),
    /// Ask for what is missing in a case, the best question first.
    Ask(ask::Arguments),
    /// Turn another system's extract (CSV) into records, by a mapping file.
    Import(import::Arguments),
    /// Check and keep a newer bank-holiday table.
    Holidays(holidays::Arguments),
    /// Show the page of a message's code, such as E0203.
    Explain(explain::Arguments),
    /// Print completions for a shell.
    Completions {
        /// Which shell.
        shell: clap_complete::Shell,
    },
}

/// Runs the program on the process's own arguments.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let talk = Talk::new(arguments.colour, arguments.plain);
    ExitCode::from(run(arguments.verb, &talk) as u8)
}

fn run(verb: Verb, talk: &Talk) -> Exit {
    match verb {
        Verb::New(arguments) => new::run(&arguments, talk),
        Verb::Check(arguments) => check::run(&arguments, talk),
        Verb::Format(arguments) => format::run(&arguments, talk),
        Verb::Test(arguments) => test::run(&arguments, talk),
        #[cfg(feature = "solve")]
        Verb::Prove(arguments) => prove::run(&arguments, talk),
        Verb::Screen(arguments) => screen::run(&arguments, talk),
        Verb::Compare(arguments) => compare::run(&arguments, talk),
        Verb::Sample(arguments) => sample::run(&arguments, talk),
        Verb::Ask(arguments) => ask::run(&arguments, talk),
        Verb::Import(arguments) => import::run(&arguments, talk),
        Verb::Holidays(arguments) => holidays::run(&arguments, talk),
        Verb::Explain(arguments) => explain::run(&arguments, talk),
        Verb::Completions { shell } => {
            let mut text = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "threshold", &mut text);
            talk.result(&String::from_utf8_lossy(&text));
            Exit::Finished
        }
    }
}

/// The paths given, or the current folder.
fn paths_or_here(paths: &[PathBuf]) -> Vec<PathBuf> {
    if paths.is_empty() { vec![PathBuf::from(".")] } else { paths.to_vec() }
}
