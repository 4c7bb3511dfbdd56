//! `threshold ask`: the best next question, again and again, until nothing that matters is open.
//!
//! With a person at a terminal it talks; through a pipe it writes one JSON object a line and reads one a line.

use std::io::{BufRead, IsTerminal};
use std::path::PathBuf;

use serde_json::{Value, json};

use super::{Exit, Talk, cases, chase, screen, today};
use crate::calendar::Date;
use crate::check::{OutcomeId, QuestionId};
use crate::dialogue::{Dialogue, Moved, Next};
use crate::evaluation::Answer;
use crate::program::Program;
use crate::project;
use crate::record;
use crate::vocabulary::FactId;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The rule set: a path, a title in quotes, or a shipped path such as england/working-together-2015.
    #[arg(long, value_name = "SET")]
    rules: String,
    /// A file that holds one case, or the folder of one case (`NAME.case`).
    case: PathBuf,
    /// Ask nothing: list who has not answered what matters, and when it is due.
    #[arg(long)]
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
    let program = match screen::load(&arguments.rules, talk) {
        Ok(program) => program,
        Err(exit) => return exit,
    };
    let paths = std::slice::from_ref(&arguments.case);
    let gathered = match cases::gather(paths, None, &program.rule_set.vocabulary, talk) {
        Ok(gathered) => gathered,
        Err(exit) => return exit,
    };
    let [case] = gathered.records.as_slice() else {
        talk.error("ask wants a file with one case that can be read");
        return Exit::CouldNotRun;
    };
    let as_at = arguments.as_at.unwrap_or_else(today::today);
    if arguments.chase {
        let replies = gathered.replies.first().map_or(&[] as &[_], |(_, replies)| replies);
        chase::list(&chase::Case { program: &program, record: case, replies, as_at }, arguments.json, talk);
        return Exit::Finished;
    }
    let mut asking = Asking {
        program: &program,
        dialogue: Dialogue::new(&program, case.clone(), as_at),
        person: std::io::stdin().is_terminal() && !arguments.json,
        by: arguments.by.as_deref(),
        talk,
    };
    asking.rounds();
    let text = record::write(&asking.dialogue.record, &program.rule_set.vocabulary);
    let Some(file) = &arguments.write else { return Exit::Finished };
    if let Err(error) = project::write_aside(file, &text) {
        talk.error(&error.to_string());
        return Exit::CouldNotRun;
    }
    talk.say(&format!("The record with the answers is in `{}`.", file.display()));
    Exit::Finished
}

struct Asking<'a> {
    program: &'a Program,
    dialogue: Dialogue<'a>,
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
    /// No more.
    Stop,
}

impl Asking<'_> {
    fn rounds(&mut self) {
        self.standing();
        loop {
            let (question, fact, answers) = match self.dialogue.next() {
                Next::Ask { question, fact, answers } => (question, fact, answers),
                Next::Settled => return self.end("settled"),
                Next::NothingLeft => return self.end("nothing-left"),
            };
            self.put(question, fact, &answers);
            loop {
                match self.hear() {
                    Said::Stop => return self.end("stopped"),
                    Said::Leave => {
                        self.dialogue.leave(fact);
                        break;
                    }
                    Said::Answer(text) => match self.dialogue.answer(fact, &text, self.by) {
                        Ok(moved) => {
                            self.moved(&moved);
                            break;
                        }
                        Err(why) => self.refused(&why),
                    },
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
        for result in &self.dialogue.result().questions {
            let asks =
                self.program.rule_set.questions.get(result.question.0 as usize).map_or("", |it| &it.asks);
            self.talk.result(&format!(
                "{asks} Possible: {}.\n",
                self.names(result.question, &result.possible).join("; ")
            ));
        }
        self.talk.result("Answer as a record would: a value, `not known`, `not applicable`. `later` leaves a question, `stop` ends.\n");
    }

    fn questions(&self) -> Value {
        let results = self.dialogue.result().questions.iter();
        results
            .map(|result| {
                let name =
                    self.program.rule_set.questions.get(result.question.0 as usize).map_or("", |it| &it.name);
                json!({"question": name, "possible": self.names(result.question, &result.possible)})
            })
            .collect()
    }

    fn names(&self, question: QuestionId, outcomes: &[OutcomeId]) -> Vec<&str> {
        let question = self.program.rule_set.questions.get(question.0 as usize);
        let name = |outcome: &OutcomeId| {
            question.and_then(|it| it.outcomes.get(outcome.0 as usize)).map(|it| it.name.as_str())
        };
        outcomes.iter().filter_map(name).collect()
    }

    fn put(&self, question: QuestionId, fact: FactId, answers: &[Answer]) {
        let Some(asked) = self.program.rule_set.vocabulary.fact(fact) else { return };
        let ask = asked.words.ask.as_deref().unwrap_or(asked.label());
        if !self.person {
            let answers: Vec<Value> = answers
                .iter()
                .map(|it| json!({"answer": it.words, "possible": self.names(question, &it.possible)}))
                .collect();
            return self
                .line(&json!({"fact": asked.id, "ask": ask, "held_by": asked.held_by, "answers": answers}));
        }
        self.talk.result(&format!("\n{ask}\n"));
        if !asked.held_by.is_empty() {
            self.talk.result(&format!("  Held by: {}.\n", asked.held_by.join("; ")));
        }
        for answer in answers {
            let then = self.names(question, &answer.possible).join(", or ");
            self.talk.result(&format!("  If {}: {then}.\n", answer.words));
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

    fn moved(&self, moved: &[Moved]) {
        if !self.person {
            return self.line(&json!({"standing": self.questions()}));
        }
        if moved.is_empty() {
            self.talk.result("That leaves the same outcomes possible.\n");
        }
        for one in moved {
            let asks = self.program.rule_set.questions.get(one.question.0 as usize).map_or("", |it| &it.asks);
            let now = self.names(one.question, &one.now);
            let settled = if now.len() == 1 { "That settles it: " } else { "Still possible: " };
            self.talk.result(&format!("{asks} {settled}{}.\n", now.join("; ")));
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

    fn end(&self, how: &str) {
        if !self.person {
            return self.line(&json!({"end": how, "standing": self.questions()}));
        }
        let words = match how {
            "settled" => "\nEvery question has one outcome. The decision is people's.\n",
            "nothing-left" => "\nNothing that matters can be answered now. What is open stays open.\n",
            _ => "\nStopped.\n",
        };
        self.talk.result(words);
    }
}

fn said(text: &str) -> Said {
    match text {
        "stop" => Said::Stop,
        "later" | "" => Said::Leave,
        other => Said::Answer(other.to_owned()),
    }
}
