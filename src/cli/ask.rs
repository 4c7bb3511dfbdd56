//! `threshold ask`: the best next question, again and again, until nothing that matters is open.
//!
//! With a person at a terminal it talks; through a pipe it writes one JSON object a line and reads one a line.

use std::io::{BufRead, IsTerminal};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::desk::{Desk, Leads, Put, Side, Standing};
use super::{Exit, Talk, cases, chase, editions, screen, today, told};
use crate::calendar::Date;
use crate::diagnostic::Diagnostic;
use crate::explanation::wording as say;
use crate::procedure;
use crate::program::Program;
use crate::project::{self, LoadedProfile};
use crate::record::{self, AgencyReply, Record};
use crate::source::Sources;
use crate::vocabulary::FactId;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The rule set: a path, a title in quotes, or a shipped path such as england/working-together-2015.
    #[arg(long, value_name = "SET", required_unless_present = "board")]
    rules: Option<String>,
    /// A board profile instead: each question under the set that the profile names for the case's date.
    #[arg(long, value_name = "PROFILE", conflicts_with = "rules")]
    board: Option<String>,
    /// Only this question of the rules, by its name; all of them where none is named.
    #[arg(long, value_name = "NAME")]
    question: Option<String>,
    /// A file that holds one case, or the folder of one case (`NAME.case`).
    case: PathBuf,
    /// Ask nothing: list who has not answered what matters, and when it is due.
    #[arg(long, conflicts_with = "question")]
    chase: bool,
    /// Who answers; kept with every answer.
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// Write the record with the answers to this file (the case file itself may be named).
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,
    /// One JSON object a line each way, also at a terminal.
    #[arg(long)]
    json: bool,
    /// The day the screening looks from; today in the UK where none is given.
    #[arg(long, value_name = "DATE", value_parser = screen::day)]
    as_at: Option<Date>,
}

pub(super) fn run(arguments: &Arguments, talk: &Talk) -> Exit {
    asked(arguments, talk).unwrap_or_else(|exit| exit)
}

fn asked(arguments: &Arguments, talk: &Talk) -> Result<Exit, Exit> {
    let (profile, programs) = programs(arguments, talk)?;
    let as_at = arguments.as_at.unwrap_or_else(today::today);
    let mut sides = Vec::new();
    let mut replies: Vec<AgencyReply> = Vec::new();
    for (title, program) in &programs {
        // The same file says the same things in every vocabulary; they are told once.
        let (record, told) = one_case(arguments, program, as_at, &talk.silent_if(!sides.is_empty()))?;
        replies = told;
        sides.push(Side::new((title, program), record, as_at));
    }
    let desk = Desk {
        sides,
        profile: profile.as_ref().map(|loaded| &loaded.profile),
        only: arguments.question.as_deref(),
    };
    if desk.questions().is_empty() {
        let all = Desk { only: None, ..desk };
        talk.error(&format!(
            "there is no such question; the questions are \"{}\"",
            all.questions().join("\", \"")
        ));
        return Err(Exit::CouldNotRun);
    }
    if arguments.chase {
        chased(&desk, &replies, (as_at, arguments.json), talk);
        return Ok(Exit::Finished);
    }
    let person = std::io::stdin().is_terminal() && !arguments.json;
    let mut asking = Asking { desk, person, by: arguments.by.as_deref(), talk };
    asking.rounds();
    let written = |file| written(&asking.desk, (&arguments.case, file), talk);
    arguments.write.as_deref().map_or(Ok(Exit::Finished), written)
}

/// The rule sets to ask under, by title, and the profile that chooses among them.
type Programs = (Option<LoadedProfile>, Vec<(String, Program)>);

fn programs(arguments: &Arguments, talk: &Talk) -> Result<Programs, Exit> {
    if let Some(rules) = &arguments.rules {
        let program = screen::load(rules, talk)?;
        return Ok((None, vec![(program.rule_set.title.clone(), program)]));
    }
    let loaded = editions::load(arguments.board.as_deref().unwrap_or_default(), talk)?;
    let programs = editions::programs(&loaded);
    Ok((Some(loaded), programs))
}

/// The one case of the file, in the words of a rule set, and how its agencies replied.
fn one_case(
    arguments: &Arguments,
    program: &Program,
    as_at: Date,
    talk: &Talk,
) -> Result<(Record, Vec<AgencyReply>), Exit> {
    let paths = std::slice::from_ref(&arguments.case);
    let gathered = cases::gather(paths, None, &program.rule_set.vocabulary, talk)?;
    let [case] = gathered.records.as_slice() else {
        talk.error("ask wants a file with one case that can be read");
        return Err(Exit::CouldNotRun);
    };
    talk.diagnostics(&Sources::default(), &procedure::notes(&program.rule_set.vocabulary, case, as_at));
    let replies = gathered.replies.values().next().cloned().unwrap_or_default();
    Ok((case.clone(), replies))
}

/// Whom to chase, under each rule set that answers some question of the case.
fn chased(desk: &Desk<'_>, replies: &[AgencyReply], (as_at, json): (Date, bool), talk: &Talk) {
    let answering: Vec<usize> = desk.questions().iter().flat_map(|name| desk.answering(name)).collect();
    for (index, side) in desk.sides.iter().enumerate().filter(|(index, _)| answering.contains(index)) {
        if desk.profile.is_some() && !json {
            let gap = if answering.first() == Some(&index) { "" } else { "\n" };
            talk.result(&format!("{gap}Under \"{}\":\n", side.title));
        }
        let record = &side.dialogue.record;
        chase::list(&chase::Case { program: side.program, record, replies, as_at }, json, talk);
    }
}

/// The text of a case file that may hold comments.
fn own_text(case: &Path) -> Option<String> {
    let yaml = case.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
    let text = project::read_text(case, record::limits::DOCUMENT_BYTES as u64).ok().filter(|_| yaml)?;
    text.ok()
}

fn written(desk: &Desk<'_>, (case, file): (&Path, &Path), talk: &Talk) -> Result<Exit, Exit> {
    let Some((side, lost)) = desk.fullest() else { return Ok(Exit::Finished) };
    let (record, vocabulary) = (&side.dialogue.record, &side.program.rule_set.vocabulary);
    let kept = own_text(case).and_then(|text| record::write_into(&text, record, vocabulary));
    let anew =
        if kept.is_some() { "" } else { ", written anew in the order of the vocabulary, without comments" };
    let text = kept.unwrap_or_else(|| record::write(record, vocabulary));
    if let Err(error) = project::write_aside(file, &text) {
        talk.error(&error.to_string());
        return Err(Exit::CouldNotRun);
    }
    talk.say(&format!("The record with the answers is in `{}`{anew}.", file.display()));
    if lost.is_empty() {
        return Ok(Exit::Finished);
    }
    talk.error(&format!(
        "no one vocabulary of the profile holds every answer; these are not in the file: {}",
        lost.join(", ")
    ));
    Ok(Exit::InPart)
}

struct Asking<'a> {
    desk: Desk<'a>,
    person: bool,
    by: Option<&'a str>,
    talk: &'a Talk,
}

/// What was answered.
enum Said {
    /// An answer, as it would stand in a record.
    Answer(String),
    /// Not now.
    Leave,
    /// The question again, and what may be answered.
    Again,
    /// No more.
    Stop,
}

impl Asking<'_> {
    fn rounds(&mut self) {
        self.standing();
        loop {
            let (side, fact, leads) = match self.desk.next() {
                Put::Ask { side, fact, leads } => (side, fact, leads),
                Put::Settled => return self.end("settled"),
                Put::Presumed => return self.end("presumed"),
                Put::NothingLeft => return self.end("nothing-left"),
                Put::Contradicted(lines) => return self.contradicted(&lines),
            };
            if self.one((side, fact), &leads).is_break() {
                return self.end("stopped");
            }
        }
    }

    /// Puts one question until it is answered or left; breaks where no more is to be asked.
    fn one(&mut self, (side, fact): (usize, FactId), leads: &Leads) -> ControlFlow<()> {
        self.put((side, fact), leads);
        loop {
            match self.hear() {
                Said::Stop => return ControlFlow::Break(()),
                Said::Again => self.put((side, fact), leads),
                Said::Leave => {
                    self.desk.leave(side, fact);
                    return ControlFlow::Continue(());
                }
                Said::Answer(text) => {
                    let before = self.desk.standing();
                    match self.desk.answer((side, fact), &text, self.by) {
                        Ok(notes) => {
                            self.moved(&before, &notes);
                            return ControlFlow::Continue(());
                        }
                        Err(why) => self.refused(&why),
                    }
                }
            }
        }
    }

    fn line(&self, object: &Value) {
        self.talk.result(&format!("{object}\n"));
    }

    /// Where every question stands.
    fn standing(&self) {
        if !self.person {
            return self.line(&json!({"schema": "threshold/ask/1", "standing": self.questions()}));
        }
        // Of a record that contradicts itself nothing is possible, and its end says why.
        for standing in self
            .desk
            .standing()
            .into_iter()
            .filter(|it| self.desk.profile.is_some() || !it.possible.is_empty())
        {
            self.talk.result(&match (self.desk.profile, standing.sets.as_slice()) {
                (Some(_), []) => {
                    format!("\"{}\": no rule set of the profile answers for its date.\n", standing.question)
                }
                (Some(_), sets) => format!(
                    "{} Possible: {}. Under: {}.\n",
                    say::capital(&standing.asks),
                    standing.possible.join("; "),
                    sets.join("; ")
                ),
                (None, _) => {
                    let presumed = if standing.presumed { " (with what the rules presume)" } else { "" };
                    let possible = standing.possible.join("; ");
                    format!("{} Possible: {possible}{presumed}.\n", say::capital(&standing.asks))
                }
            });
        }
        self.talk.result("Answer as a record would: a value, `not known`, `not applicable`. `later` leaves a question, `?` puts it again, `stop` ends.\n");
    }

    fn questions(&self) -> Value {
        let told = self.desk.standing().into_iter().map(|standing| {
            let mut object = json!({"question": standing.question, "possible": standing.possible});
            if let Some(keys) = object.as_object_mut() {
                keys.extend(standing.presumed.then(|| ("presumed".to_owned(), json!(true))));
                let put: Vec<Value> = standing.put.iter().map(told::put_to_people).collect();
                keys.extend((!put.is_empty()).then(|| ("to_consider".to_owned(), json!(put))));
                let sets = self.desk.profile.map(|_| ("rule_sets".to_owned(), json!(standing.sets)));
                keys.extend(sets);
            }
            object
        });
        told.collect()
    }

    fn put(&self, (side, fact): (usize, FactId), leads: &Leads) {
        let Some(asked) = self.desk.fact(side, fact) else { return };
        let ask = asked.words.ask.as_deref().unwrap_or(asked.label());
        if !self.person {
            let mut line = json!({"fact": asked.id, "ask": ask, "held_by": asked.held_by});
            if let Some(keys) = line.as_object_mut() {
                keys.extend(told::keys(leads));
            }
            return self.line(&line);
        }
        if let Leads::ToConsider { put, .. } = leads {
            self.talk.result(&format!("\n{}\n", say::asked_to_consider(&put.outcome, &put.rule)));
        }
        self.talk.result(&format!("\n{ask}\n"));
        if !asked.held_by.is_empty() {
            self.talk.result(&format!("  Held by: {}.\n", asked.held_by.join("; ")));
        }
        let standing = self.desk.standing();
        let asks = standing.iter().find(|it| it.question == leads.question() && standing.len() > 1);
        let lines = asks.map(|it| say::bears_on(&it.asks)).into_iter().chain(told::lines(leads));
        for line in lines {
            self.talk.result(&format!("  {line}\n"));
        }
        self.talk.result("> ");
    }

    fn hear(&self) -> Said {
        let mut line = String::new();
        if std::io::stdin().lock().read_line(&mut line).unwrap_or(0) == 0 {
            return Said::Stop;
        }
        let text = line.trim();
        if self.person || !text.starts_with('{') {
            return said(text);
        }
        match serde_json::from_str::<Value>(text) {
            Ok(object) => match object.get("answer") {
                Some(Value::String(answer)) => said(answer),
                Some(Value::Null) => Said::Leave,
                // A list, a number, true or false, as a record in JSON would hold it.
                Some(answer) => Said::Answer(answer.to_string()),
                None => Said::Answer(String::new()),
            },
            Err(_) => Said::Answer(String::new()),
        }
    }

    /// What an answer changed, and what is to be said of it.
    fn moved(&self, before: &[Standing], notes: &[Diagnostic]) {
        if !self.person {
            let mut line = json!({"standing": self.questions()});
            if let Some(keys) = line.as_object_mut().filter(|_| !notes.is_empty()) {
                let titles = notes.iter().map(|note| note.title.as_str());
                keys.insert("notes".to_owned(), titles.collect());
            }
            return self.line(&line);
        }
        for note in notes {
            self.talk.result(&format!("Note: {}. {}\n", note.title, note.notes.join(" ")));
        }
        let now = self.desk.standing();
        let moved: Vec<&Standing> = now
            .iter()
            .filter(|now| {
                let before = before.iter().find(|it| it.question == now.question);
                before.is_none_or(|before| {
                    (&before.possible, before.presumed, &before.sets)
                        != (&now.possible, now.presumed, &now.sets)
                })
            })
            .collect();
        let put = told::put_now(before, &now);
        if moved.is_empty() && put.is_empty() {
            self.talk.result("That leaves the same outcomes possible.\n");
        }
        for one in moved {
            let settled = match (one.possible.len(), one.presumed) {
                (1, true) => "With what the rules presume: ",
                (1, false) => "That settles it: ",
                (_, _) => "Still possible: ",
            };
            self.talk.result(&format!("{} {settled}{}.\n", say::capital(&one.asks), one.possible.join("; ")));
        }
        for line in put {
            self.talk.result(&format!("{line}\n"));
        }
    }

    fn refused(&self, why: &[String]) {
        if !self.person {
            return self.line(&json!({"refused": why}));
        }
        for line in why {
            self.talk.result(&format!("  {line}\n"));
        }
        self.talk.result("> ");
    }

    /// The end of a record that contradicts itself.
    fn contradicted(&self, lines: &[String]) {
        if !self.person {
            let standing = self.questions();
            return self.line(&json!({"end": "contradicted", "clash": lines, "standing": standing}));
        }
        self.talk.result(&format!("\n{}\n", say::CONTRADICTS));
        for line in lines {
            self.talk.result(&format!("  {line}\n"));
        }
        self.talk.result(&format!("{}\n", say::PUT_RIGHT));
    }

    fn end(&self, how: &str) {
        if !self.person {
            return self.line(&json!({"end": how, "standing": self.questions()}));
        }
        let words = match how {
            "settled" => "\nEvery question has one outcome. The decision is people's.\n",
            "presumed" => {
                "\nEvery question has one outcome, some only with what the rules presume. The decision is people's.\n"
            }
            "nothing-left" => "\nNothing that matters can be answered now. What is open stays open.\n",
            _ => "\nStopped.\n",
        };
        self.talk.result(words);
    }
}

fn said(text: &str) -> Said {
    match text {
        "stop" => Said::Stop,
        "?" => Said::Again,
        "later" | "" => Said::Leave,
        other => Said::Answer(other.to_owned()),
    }
}
