//! `threshold explain CODE`: the page of a diagnostic.

use super::{Exit, Talk};
use crate::diagnostic::nearest;
use crate::project::shipped;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The code, such as E0203; without one, all codes are listed.
    code: Option<String>,
}

pub(super) fn run(arguments: &Arguments, talk: &Talk) -> Exit {
    let codes = shipped::codes();
    let Some(code) = &arguments.code else {
        talk.result(&codes.iter().map(|code| line(code)).collect::<String>());
        return Exit::Finished;
    };
    if let Some(page) = shipped::page(code) {
        talk.result(&page);
        return Exit::Finished;
    }
    let near = nearest(&code.to_uppercase(), codes.iter().map(String::as_str));
    let hint = near.map_or_else(String::new, |near| format!("; did you mean {near}?"));
    talk.error(&format!("there is no message `{code}`{hint}"));
    talk.say("`threshold explain` alone lists every code.");
    Exit::CouldNotRun
}

fn line(code: &str) -> String {
    let page = shipped::page(code).unwrap_or_default();
    let title = page.lines().next().unwrap_or_default().trim_start_matches('#').trim().to_owned();
    let title = title.strip_prefix(code).map_or(title.as_str(), |rest| rest.trim_start_matches([':', ' ']));
    format!("{code}  {title}\n")
}
