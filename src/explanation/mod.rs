//! Why did the rules give this?
//!
//! Program, record and result to one tree of statements, each with its citation, the fact's value, who said it and
//! where it stands. Everything is read off the result; nothing here interprets a rule. The engine's own sentences are
//! all in `wording.rs`.

mod agencies;
mod answers;
mod beside;
mod change;
mod decisions;
mod facts;
mod linked;
mod missing;
mod procedure;
mod question;
mod rules;
mod statement;
mod versions;
pub mod wording;
mod worked_out;

pub use agencies::{AgencyExplanation, AskFor};
pub use beside::{Beside, OutcomeBeside, PutBeside, RuleBeside};
pub use decisions::{DecisionExplanation, RecordedDecision};
pub use linked::{Link, LinkedExplanation, LinkedRecord};
pub use question::{
    AnswerExplanation, Branch, ChangeExplanation, ChangedLine, ConsiderExplanation, ConsiderationLine,
    ExceptionExplanation, Follows, GroundExplanation, MatterExplanation, Openness, PresumptionExplanation,
    QuestionExplanation, ReasonExplanation, ReasonLine, Room, RuleExplanation,
};
pub use statement::{
    Behind, Counts, EarlierQuestion, FactLine, LengthFound, Meaning, Saying, SayingState, SettingUsed,
    Statement, StatementKind,
};

pub use versions::Version;

use facts::Recorded;
use rules::Told;

use crate::calendar::Date;
use crate::check::{Clause, Departure, Override, RuleSet};
use crate::evaluation::{CaseResult, QuestionResult, Status, Truth};
use crate::program::Program;
use crate::record::Record;

/// All that a page says about one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// Is it explained? If not, what the rules give is all that is here.
    pub in_full: bool,
    /// A claim about the case that did not stand when it was checked again, and was left out.
    pub fault: Option<&'static str>,
    /// The engine's version.
    pub engine: String,
    /// The case.
    pub case: String,
    /// The day the screening looks from.
    pub as_at: Date,
    /// Whose rules.
    pub rule_set: RuleSetNamed,
    /// The file the record stands in, as the user named it.
    pub record_file: String,
    /// Why these rules, where a board profile chose them.
    pub chosen: Vec<String>,
    /// The record's hash.
    pub record_hash: String,
    /// Why nothing completes the record, if so.
    pub clash: Option<ClashExplanation>,
    /// One entry for each question.
    pub questions: Vec<QuestionExplanation>,
    /// Deadlines, checks, overrides and what is done while facts are missing.
    pub procedure: Procedure,
    /// Departures from rules of a set built on.
    pub departures: Vec<DepartureExplanation>,
    /// Facts on which sources differ.
    pub disputed: Vec<FactLine>,
    /// Judgements that lack a name or reasons, or that another body made.
    pub judgements: Vec<JudgementGap>,
    /// Recorded, not used by any rule.
    pub context: Vec<FactLine>,
    /// What the tables give, used by a rule or not.
    pub tables: Vec<TableExplanation>,
    /// The calendar choices in force that the rules' sentences rest on.
    pub counting: Vec<CountingLine>,
    /// Recorded as not known.
    pub not_known: Vec<FactLine>,
    /// The agencies asked, for a case put together from their files.
    pub agencies: Vec<AgencyExplanation>,
    /// Records that belong with this one.
    pub linked: Vec<LinkedExplanation>,
    /// Short names of sources, with what they stand for.
    pub sources: Vec<(String, String)>,
    /// The same case under other rule sets, where asked for.
    pub beside: Vec<Beside>,
}

impl Explanation {
    /// Says that something was left out because it did not stand when it was checked again, if it was.
    #[must_use]
    pub fn fault_words(&self) -> Option<String> {
        self.fault.map(|claim| wording::fault(&self.case, claim))
    }
}

/// The rule set a result comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RuleSetNamed {
    /// Its title.
    pub name: String,
    /// Its version.
    pub version: Option<String>,
    /// The board whose it is.
    pub board: Option<String>,
    /// Titles of the sets it builds on.
    pub builds_on: Vec<String>,
    /// Its hash.
    pub hash: String,
}

/// Facts that cannot all stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClashExplanation {
    /// The recorded facts.
    pub facts: Vec<FactLine>,
    /// What always holds, in the vocabulary's words.
    pub always: Vec<String>,
    /// Other recorded facts that hold a date after the day looked from: they cannot stand either.
    pub also_ahead: Vec<FactLine>,
}

/// Procedure: printed beside the outcome, never part of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Procedure {
    /// What people decided.
    pub decisions: Vec<DecisionExplanation>,
    /// Deadlines with all five parts.
    pub deadlines: Vec<DeadlineExplanation>,
    /// Checks over the record.
    pub checks: Vec<CheckExplanation>,
    /// Who may raise or lower an outcome, as written.
    pub overrides: Vec<String>,
    /// What is done while facts are missing.
    pub while_missing: Vec<String>,
    /// The hash of the bank-holiday table that working days were counted by, where any were.
    pub bank_holidays: Option<String>,
}

/// A deadline: length, unit, day it runs from, calendar and strength; its day and its state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlineExplanation {
    /// Its name.
    pub name: String,
    /// Its citations.
    pub citations: Vec<String>,
    /// What starts it: `the decision is no review`; empty where nothing but its day does.
    pub when: String,
    /// Who must act.
    pub who: String,
    /// What they do.
    pub what: String,
    /// How many.
    pub length: u32,
    /// Of what: `working days`.
    pub unit: String,
    /// Not before so many of them, for a stage with a beginning.
    pub not_before: Option<u32>,
    /// Counted back from the anchor.
    pub before: bool,
    /// The first day of such a stage, where it is known; the earliest it may be.
    pub first_day: Option<Date>,
    /// The day it runs from, as written.
    pub anchor: String,
    /// Whose working days.
    pub calendar: String,
    /// `must`, `should`, `should normally`, `should aim to`.
    pub strength: String,
    /// The last day, where it is known; the latest it may be where the day it runs from is not exact.
    pub due: Option<Date>,
    /// The earliest it may be, where the day it runs from is not exact.
    pub due_first: Option<Date>,
    /// The day it runs from is open to one side: the last day is the latest, or the first the earliest, that it may be.
    pub due_open: bool,
    /// The time of that day in minutes since midnight, where a length in hours runs from a known time.
    pub due_time: Option<u16>,
    /// `due`, `met`, `late`, `may be late`, `might apply`, `not known`.
    pub state: String,
    /// How it stands, as a sentence.
    pub words: String,
}

/// A check over the record or over a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckExplanation {
    /// Its name.
    pub name: String,
    /// Its citations.
    pub citations: Vec<String>,
    /// `passed`, `failed`, `not yet shown`.
    pub state: String,
    /// May its list hold members nobody has named?
    pub may_hold_more: bool,
    /// What is said of them, or of a list that holds nobody.
    pub more: Option<String>,
    /// Each member.
    pub members: Vec<MemberLine>,
}

/// One member of a list that a check looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberLine {
    /// Which, and whether it passes.
    pub text: String,
    /// File and line of the record.
    pub place: Option<(String, u32)>,
    /// Does it pass?
    pub passes: Truth,
    /// Items that fail or are open: label, sentence and truth.
    pub items: Vec<(String, String, Truth)>,
}

/// What a table gives for a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableExplanation {
    /// Its name.
    pub name: String,
    /// Its citations.
    pub citations: Vec<String>,
    /// The heading of its last column: `the lead board`.
    pub gives: String,
    /// The results of the rows that fit, or may; none where no row does.
    pub possible: Vec<String>,
    /// The same as a sentence.
    pub words: String,
    /// The facts its rows read.
    pub facts: Vec<FactLine>,
}

/// A calendar choice in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountingLine {
    /// The header line: `Month ends`, `Born on 29 February`; or `over and at most`.
    pub name: &'static str,
    /// What it says: `the earlier day`; empty where there is no choice.
    pub choice: &'static str,
    /// What that means, in sentences.
    pub words: String,
}

/// A named departure from a base rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DepartureExplanation {
    /// Its name.
    pub name: String,
    /// The base rule.
    pub from: String,
    /// Its citations.
    pub citations: Vec<String>,
    /// As written.
    pub text: String,
}

/// A judgement that was used although something is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JudgementGap {
    /// The judgement.
    pub fact: FactLine,
    /// Who made it is missing.
    pub by: bool,
    /// The reasons are missing.
    pub reasons: bool,
    /// Who made it, where that is not the body that the vocabulary names.
    pub other: Option<String>,
}

/// Explains a result.
///
/// ```
/// use threshold::{calendar::Date, evaluation, explanation, program::Program, record::Record};
///
/// let (program, record) = (Program::default(), Record { case: "EX-1".to_owned(), ..Record::default() });
/// let day = Date::parse("2015-06-30").unwrap();
/// let result = evaluation::evaluate(&program, &record, day, &evaluation::Options::default());
/// assert_eq!(explanation::explain(&program, &record, &result, day).case, "EX-1");
/// ```
#[must_use]
pub fn explain(program: &Program, record: &Record, result: &CaseResult, as_at: Date) -> Explanation {
    let set = &program.rule_set;
    let recorded = Recorded { program, record, away: &result.not_applying };
    Explanation {
        in_full: true,
        fault: result.fault,
        engine: env!("CARGO_PKG_VERSION").to_owned(),
        case: record.case.clone(),
        as_at,
        rule_set: RuleSetNamed {
            name: set.title.clone(),
            version: set.version.clone(),
            board: set.board.clone(),
            builds_on: set.builds_on.clone(),
            hash: set.hash.clone(),
        },
        record_file: record.place.file.to_string(),
        chosen: Vec::new(),
        record_hash: record.hash.clone(),
        clash: clash(program, record, result, as_at),
        questions: result.questions.iter().filter_map(|answer| question(recorded, result, answer)).collect(),
        procedure: procedure(program),
        departures: departures(program),
        disputed: recorded.disputed(),
        judgements: recorded.judgement_gaps(),
        context: recorded.context(),
        tables: Vec::new(),
        counting: counting(program),
        not_known: recorded.not_known(),
        agencies: Vec::new(),
        linked: Vec::new(),
        sources: set.sources.iter().map(|source| (source.key.clone(), source.title.clone())).collect(),
        beside: Vec::new(),
    }
}

/// Why nothing completes a record, if so: what is recorded that cannot stand together.
#[must_use]
pub fn clash(
    program: &Program,
    record: &Record,
    result: &CaseResult,
    as_at: Date,
) -> Option<ClashExplanation> {
    let recorded = Recorded { program, record, away: &result.not_applying };
    result.clash.as_ref().map(|clash| ClashExplanation {
        facts: clash.facts.iter().map(|fact| recorded.line(*fact)).collect(),
        always: clash.always.iter().cloned().chain(recorded.ahead_of(&clash.facts, as_at)).collect(),
        also_ahead: recorded.also_ahead(&clash.facts, as_at),
    })
}

/// What the rules give, without its explanation: for a case of a batch of which no more is wanted.
///
/// `result` need not hold more than [`crate::evaluation::Depth::Outcomes`].
#[must_use]
pub fn in_brief(program: &Program, record: &Record, result: &CaseResult, as_at: Date) -> Explanation {
    let nothing = CaseResult {
        questions: Vec::new(),
        exceptions: Vec::new(),
        definitions: Vec::new(),
        ..result.clone()
    };
    let unread = Record { facts: Vec::new(), ..Record::default() };
    let brief = explain(program, &unread, &nothing, as_at);
    let questions = result.questions.iter().filter_map(|answer| {
        let question = program.rule_set.questions.get(answer.question.0 as usize)?;
        Some(brief_question(question, answer))
    });
    Explanation {
        in_full: false,
        case: record.case.clone(),
        record_file: record.place.file.to_string(),
        record_hash: record.hash.clone(),
        questions: questions.collect(),
        ..brief
    }
}

fn brief_question(question: &crate::check::Question, answer: &QuestionResult) -> QuestionExplanation {
    let name =
        |outcome: &crate::check::OutcomeId| Some(question.outcomes.get(outcome.0 as usize)?.name.clone());
    let names = |outcomes: &[crate::check::OutcomeId]| outcomes.iter().filter_map(name).collect();
    QuestionExplanation {
        name: question.name.clone(),
        asks: question.asks.clone(),
        decided_by: question.decided_by.clone(),
        otherwise_decides: question.otherwise_decides.clone(),
        ladder: question.outcomes.iter().map(|outcome| outcome.name.clone()).collect(),
        status: answer.status,
        outcome: answer.outcome.as_ref().and_then(name),
        gloss: None,
        duty: answer.duty,
        duty_might_be: answer.duty_might_be,
        possible: names(&answer.possible),
        possible_without: names(&answer.possible_without),
        grounds: Vec::new(),
        matters: Vec::new(),
        does_not_matter: Vec::new(),
        may_matter: Vec::new(),
        bears_on_duty: Vec::new(),
        decides: None,
        reason: None,
        changes: None,
        unsaid: Vec::new(),
        room: Room::default(),
        presumptions: Vec::new(),
        to_consider: Vec::new(),
        rules: Vec::new(),
    }
}

fn question(
    recorded: Recorded<'_>,
    result: &CaseResult,
    answer: &QuestionResult,
) -> Option<QuestionExplanation> {
    let question = recorded.program.rule_set.questions.get(answer.question.0 as usize)?;
    let told = Told { recorded, result, question, answer };
    Some(QuestionExplanation {
        gloss: answer.outcome.and_then(|outcome| question.outcomes.get(outcome.0 as usize)?.gloss.clone()),
        grounds: told.grounds(),
        matters: told.matters(),
        does_not_matter: told.does_not_matter(),
        may_matter: told.may_matter(),
        bears_on_duty: told.bears_on_duty(),
        decides: told.decides(),
        reason: told.reason(),
        changes: told.changes(),
        unsaid: answer.unsaid.clone(),
        room: told.room(),
        presumptions: told.presumptions(),
        to_consider: told.put_to_people(),
        rules: if answer.status == Status::Inconsistent { Vec::new() } else { told.rules() },
        ..brief_question(question, answer)
    })
}

fn counting(program: &Program) -> Vec<CountingLine> {
    let (used, choices) = (program.counting(), program.rule_set.conventions);
    let both = used.month_ends && used.birthdays;
    let lines = [
        used.month_ends.then(|| wording::counting_months(choices.month_end)),
        used.birthdays.then(|| wording::counting_ages(choices.leap_birthday)),
        both.then(|| wording::counted_apart(choices)).flatten(),
    ];
    lines.into_iter().flatten().chain(used.to_the_day.iter().map(|it| wording::to_the_day(*it))).collect()
}

fn procedure(program: &Program) -> Procedure {
    let set = &program.rule_set;
    Procedure {
        decisions: Vec::new(),
        deadlines: Vec::new(),
        checks: Vec::new(),
        bank_holidays: None,
        overrides: set.overrides.iter().map(|line| override_line(set, line)).collect(),
        while_missing: set
            .while_missing
            .iter()
            .map(|line| {
                let question =
                    set.questions.get(line.question.0 as usize).map_or("", |question| &question.name);
                wording::while_missing(question, line.after, &line.anchor_text, &line.then)
            })
            .collect(),
    }
}

fn override_line(set: &RuleSet, line: &Override) -> String {
    let outcome = line.outcome.and_then(|(question, outcome)| {
        let question = set.questions.get(question.0 as usize)?;
        question.outcomes.get(outcome.0 as usize).map(|outcome| outcome.name.as_str())
    });
    let condition = line.condition.as_ref().map(Clause::in_one_line);
    wording::override_line(&line.text, line.where_duty.zip(outcome), condition.as_deref())
}

fn departures(program: &Program) -> Vec<DepartureExplanation> {
    let set = &program.rule_set;
    set.departures
        .iter()
        .map(|departure| DepartureExplanation {
            name: departure.name.clone(),
            from: set.rules.get(departure.from.0 as usize).map_or_else(String::new, |rule| rule.name.clone()),
            citations: departure.citations.clone(),
            text: departure_text(set, departure),
        })
        .collect()
}

/// When the rule departed from does not apply, and what else the departure says.
fn departure_text(set: &RuleSet, departure: &Departure) -> String {
    let exception = departure.exception.and_then(|id| set.exceptions.get(id.0 as usize));
    let when = exception.map(|exception| wording::departs_when(&exception.when.in_one_line()));
    let further = Some(departure.text.clone()).filter(|text| !text.is_empty());
    when.into_iter().chain(further).collect::<Vec<_>>().join(" ")
}
