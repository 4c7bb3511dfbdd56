//! `threshold new DIR`: a board's folder that works at once.
//!
//! Never writes over a file. The template record lists every fact the rules can ask about, with its question.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use super::{Exit, Talk};
use crate::project::{self, LoadedSet};
use crate::record;
use crate::syntax::tree::FactKind;
use crate::vocabulary::Vocabulary;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder to make; its name becomes the board's until you change it.
    dir: PathBuf,
}

pub(super) fn run(arguments: &Arguments, talk: &Talk) -> Exit {
    let dir = &arguments.dir;
    if dir.exists() && fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some()) {
        talk.error(&format!("`{}` is there already and is not empty; nothing was written", dir.display()));
        return Exit::CouldNotRun;
    }
    let files = files(dir);
    for (path, text) in &files {
        let made = path.parent().is_none_or(|folder| fs::create_dir_all(folder).is_ok());
        if !made {
            talk.error(&format!("`{}` cannot be made", path.display()));
            return Exit::CouldNotRun;
        }
        if let Err(error) = project::write_aside(path, text) {
            talk.error(&error.to_string());
            return Exit::CouldNotRun;
        }
    }
    talk.result(&farewell(dir, &files));
    Exit::Finished
}

fn files(dir: &Path) -> Vec<(PathBuf, String)> {
    let area = area(dir);
    let fill = |template: &str| template.replace("{area}", &area);
    vec![
        (dir.join("board.board"), fill(include_str!("board.txt"))),
        (dir.join("rules/local.rules"), fill(include_str!("rules.txt"))),
        (dir.join("cases/example.yaml"), include_str!("example.txt").to_owned()),
        (dir.join("template.yaml"), template()),
    ]
}

/// The folder's name as a board's: `our-board` becomes `Our board`.
fn area(dir: &Path) -> String {
    let name =
        dir.file_name().map_or_else(String::new, |name| name.to_string_lossy().replace(['-', '_'], " "));
    let kept: String = name.chars().filter(|it| it.is_alphanumeric() || *it == ' ').collect();
    let mut letters = kept.trim().chars();
    letters
        .next()
        .map_or_else(|| "Our board".to_owned(), |first| first.to_uppercase().chain(letters).collect())
}

/// An empty record: every fact a rule can ask about, with its question, and no answer.
fn template() -> String {
    let loaded = project::load_set("england/working-together-2023", Path::new("."));
    let vocabulary = loaded.ok().and_then(LoadedSet::into_vocabulary).unwrap_or_default();
    template_of(&vocabulary)
}

fn template_of(vocabulary: &Vocabulary) -> String {
    let mut text = String::from(
        "# An empty record. Copy it into cases/, give the case an id that names nobody, and fill in what is known.\n\
         # Leave a line empty-handed by deleting it: a fact that is not there was not asked.\n\
         # Asked and nobody knows: write `not known`. Does not apply to this child: `not applicable`.\n\
         schema: threshold/record/1\ncase: CASE-ID\nfacts:\n",
    );
    let asked = |kind| matches!(kind, FactKind::Fact | FactKind::Judgement | FactKind::Context);
    for fact in vocabulary.facts.iter().filter(|fact| asked(fact.kind)) {
        let question = fact.words.ask.as_deref().unwrap_or(fact.label());
        let _ = writeln!(text, "\n  # {question}");
        for answers in record::answers_of(vocabulary, fact) {
            let _ = writeln!(text, "  #   {answers}");
        }
        let _ = writeln!(text, "  # {}:", fact.id);
    }
    text
}

fn farewell(dir: &Path, files: &[(PathBuf, String)]) -> String {
    let mut text = String::from("Made:\n");
    for (path, _) in files {
        let _ = writeln!(text, "  {}", path.display());
    }
    let dir = dir.display();
    let _ = write!(
        text,
        "\nTry:\n  threshold check {dir}\n  threshold test {dir}\n  threshold screen --board {dir}/board.board {dir}/cases\n"
    );
    text
}
