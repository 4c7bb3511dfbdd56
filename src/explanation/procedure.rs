//! Deadlines and checks, as the page says them.

use super::facts::Recorded;
use super::{CheckExplanation, DeadlineExplanation, Explanation, MemberLine, TableExplanation};
use super::{decisions, wording as say};
use crate::calendar::Date;
use crate::calendar::{Nation, Unit};
use crate::check::{DateBase, DateTerm, Deadline, OutcomeId, QuestionId, Start, Subject, Table, TableResult};
use crate::evaluation::{CaseResult, Truth};
use crate::procedure::{
    CheckResult, CheckState, DeadlineResult, DeadlineState, Member, MissingState, NotKnown, Procedure, same,
};
use crate::program::{CheckItem, CheckPlan, NodeId, Program};
use crate::record::{Answer, Record, RecordedFact, Value};
use crate::syntax::tree::Strength;
use crate::vocabulary::{FactId, Type};

impl Explanation {
    /// With the deadlines and checks of the case. A date that only a deadline uses is not "used by no rule".
    #[must_use]
    pub fn with_procedure(
        mut self,
        program: &Program,
        (record, result): (&Record, &CaseResult),
        procedure: &Procedure,
    ) -> Self {
        let lines = self.procedure.overrides.clone();
        let made = procedure.decisions.iter();
        self.procedure.decisions =
            made.filter_map(|it| decisions::decision(program, (record, result), it, &lines)).collect();
        for (line, (text, state)) in program
            .rule_set
            .while_missing
            .iter()
            .zip(self.procedure.while_missing.iter_mut().zip(&procedure.while_missing))
        {
            let question = program.rule_set.questions.get(line.question.0 as usize);
            *text = format!("{text} {}", missing(question.map_or("", |it| &it.name), *state));
        }
        self.procedure.deadlines =
            procedure.deadlines.iter().filter_map(|result| deadline(program, result)).collect();
        self.procedure.checks =
            procedure.checks.iter().filter_map(|result| check(program, record, result)).collect();
        let rows = program.rule_set.tables.iter().zip(&procedure.tables).zip(&program.table_rows);
        if result.clash.is_none() {
            self.tables = rows
                .map(|((table, fits), nodes)| table_line(program, record, table, (fits, nodes)))
                .collect();
        }
        let printed = procedure.deadlines.iter().filter(|it| it.state != DeadlineState::DoesNotApply);
        let working = printed.clone().any(|result| result.calendar.is_some());
        self.procedure.bank_holidays = working.then(|| procedure.bank_holidays.clone());
        self
    }

    /// Only the lines of *Overrides* and *While facts are missing* that are of questions answered here, or of any.
    #[must_use]
    pub fn with_overrides_of(mut self, program: &Program, result: &CaseResult) -> Self {
        let set = &program.rule_set;
        let mut lines = set.overrides.iter().map(|line| {
            let question = line.outcome.or(line.to).map(|(question, _)| question);
            question.is_none_or(|question| is_answered(result, question))
        });
        self.procedure.overrides.retain(|_| lines.next().unwrap_or(true));
        let mut missing = set.while_missing.iter().map(|line| is_answered(result, line.question));
        self.procedure.while_missing.retain(|_| missing.next().unwrap_or(true));
        self
    }
}

/// Is a question among those answered?
fn is_answered(result: &CaseResult, question: QuestionId) -> bool {
    result.questions.iter().any(|it| it.question == question)
}

/// Said where hours are counted and the time of day is not known.
fn hour_not_known(result: &DeadlineResult, deadline: &Deadline) -> &'static str {
    let told = matches!(result.state, DeadlineState::NotKnown(NotKnown::Hour(_)));
    let timed = told || result.due.is_none_or(|due| due.minute.is_some());
    if timed || deadline.within.unit != Unit::Hours { "" } else { say::HOUR_NOT_KNOWN }
}

/// Where a line of *While facts are missing* stands.
fn missing(question: &str, state: MissingState) -> String {
    match state {
        MissingState::Settled => say::missing_settled(question),
        MissingState::NotYet(day) => say::missing_not_yet(day),
        MissingState::Now(day) => say::missing_now(day),
        MissingState::NotKnown => say::MISSING_NOT_KNOWN.to_owned(),
    }
}

/// What a table gives: the results of the rows that fit, or may.
fn table_line(
    program: &Program,
    record: &Record,
    table: &Table,
    (fits, nodes): (&[Truth], &[NodeId]),
) -> TableExplanation {
    let settled = fits.contains(&Truth::True);
    let wanted = |fits: &Truth| *fits == Truth::True || (!settled && *fits == Truth::Open);
    let mut possible: Vec<String> = Vec::new();
    for (row, _) in table.rows.iter().zip(fits).filter(|(_, fits)| wanted(fits)) {
        let result = match &row.result {
            TableResult::Value(value) => table.values.get(*value as usize).cloned().unwrap_or_default(),
            TableResult::Date(term) => date_words(program, *term),
        };
        if !possible.contains(&result) {
            possible.push(result);
        }
    }
    let mut facts: Vec<FactId> = nodes.iter().flat_map(|node| program.facts_under(*node)).collect();
    facts.sort_unstable();
    facts.dedup();
    TableExplanation {
        name: table.name.clone(),
        citations: table.citations.clone(),
        gives: table.result.clone(),
        words: say::table_gives(&table.result, &possible),
        possible,
        facts: Recorded { program, record, away: &[] }.lines(&facts),
    }
}

/// A date as a table's cell names it.
fn date_words(program: &Program, term: DateTerm) -> String {
    let set = &program.rule_set;
    let base = match term.base {
        DateBase::Subject(Subject::Fact(fact) | Subject::Field(fact, _)) => {
            set.vocabulary.fact(fact).map_or_else(String::new, |fact| fact.label().to_owned())
        }
        DateBase::Literal(day) => day.words(),
        DateBase::AsAt => say::DAY_LOOKED_FROM.to_owned(),
        DateBase::Table(table) => {
            set.tables.get(table.0 as usize).map_or_else(String::new, |table| table.result.clone())
        }
    };
    term.shift.map_or(base.clone(), |(later, length)| say::shifted(&base, later, length))
}

/// A deadline that does not apply is not printed.
fn deadline(program: &Program, result: &DeadlineResult) -> Option<DeadlineExplanation> {
    if result.state == DeadlineState::DoesNotApply {
        return None;
    }
    let deadline = program.rule_set.deadlines.get(result.deadline)?;
    let open_start = result.anchor.is_some_and(|anchor| anchor.first == Date::FIRST);
    let open_end = result.anchor.is_some_and(|anchor| anchor.last == Date::LAST);
    Some(DeadlineExplanation {
        name: deadline.name.clone(),
        citations: deadline.citations.clone(),
        when: starts(program, &deadline.start),
        who: deadline.who.clone(),
        what: deadline.what.clone(),
        length: deadline.within.amount,
        unit: unit(deadline.within.unit, deadline.within.amount).to_owned(),
        not_before: deadline.not_before.map(|length| length.amount),
        before: deadline.before,
        first_day: result.not_before.map(|due| due.day.first),
        anchor: deadline.anchor_text.clone(),
        calendar: calendar(program, result.calendar, deadline),
        strength: strength(deadline.strength).to_owned(),
        due: result.due.filter(|_| !open_end).map(|due| due.day.last),
        due_first: result.due.filter(|due| !due.day.is_day() && !open_start).map(|due| due.day.first),
        due_open: open_start || open_end,
        due_time: result.due.and_then(|due| due.minute),
        state: state_code(result.state, deadline.strength).to_owned(),
        words: state_words(result.state, deadline) + hour_not_known(result, deadline),
    })
}

/// By what it is counted: whose working days, or how a month ends.
fn calendar(program: &Program, nation: Option<Nation>, deadline: &Deadline) -> String {
    let lengths = [Some(deadline.within), deadline.not_before];
    let months = lengths.iter().flatten().any(|length| matches!(length.unit, Unit::Months | Unit::Years));
    match nation {
        Some(nation) => nation.name().to_owned(),
        None if months => say::month_ends(program.rule_set.conventions.month_end).to_owned(),
        None => String::new(),
    }
}

/// What starts a deadline, in words.
fn starts(program: &Program, start: &Start) -> String {
    let outcome = |question: QuestionId, outcome: OutcomeId| {
        let question = program.rule_set.questions.get(question.0 as usize);
        let outcome = question.and_then(|question| question.outcomes.get(outcome.0 as usize));
        outcome.map_or("", |outcome| &outcome.name)
    };
    match start {
        Start::Anchor => String::new(),
        Start::Decision(question, decided) => say::when_decision(outcome(*question, *decided)),
        Start::Outcome(question, given) => say::when_outcome(outcome(*question, *given)),
        Start::Sentence(clause) => clause.in_one_line(),
    }
}

fn unit(unit: Unit, amount: u32) -> &'static str {
    match (unit, amount) {
        (Unit::Hours, 1) => "hour",
        (Unit::Hours, _) => "hours",
        (Unit::Days, 1) => "day",
        (Unit::Days, _) => "days",
        (Unit::WorkingDays, 1) => "working day",
        (Unit::WorkingDays, _) => "working days",
        (Unit::Weeks, 1) => "week",
        (Unit::Weeks, _) => "weeks",
        (Unit::Months, 1) => "month",
        (Unit::Months, _) => "months",
        (Unit::Years, 1) => "year",
        (Unit::Years, _) => "years",
    }
}

fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Must => "must",
        Strength::Should => "should",
        Strength::ShouldNormally => "should normally",
        Strength::ShouldAim => "should aim to",
        Strength::May => "may",
    }
}

fn state_code(state: DeadlineState, strength: Strength) -> &'static str {
    let right = strength == Strength::May;
    match state {
        DeadlineState::Late(_) | DeadlineState::DoneLate(..) if right => "ended",
        DeadlineState::MayBePast if right => "may have ended",
        DeadlineState::Due(..) => "due",
        DeadlineState::Met(_) | DeadlineState::MetBefore(_) => "met",
        DeadlineState::Late(_) | DeadlineState::DoneLate(..) => "late",
        DeadlineState::MayBePast => "may be late",
        DeadlineState::MightApply(_) => "might apply",
        DeadlineState::DoesNotApply => "does not apply",
        DeadlineState::NotKnown(_) => "not known",
    }
}

fn state_words(state: DeadlineState, deadline: &Deadline) -> String {
    let right = deadline.strength == Strength::May;
    match state {
        DeadlineState::Late(past) if right => say::right_ended(past, deadline.done.is_some()),
        DeadlineState::DoneLate(_, day) if right => say::right_used_late(day),
        DeadlineState::Due(least, most) => say::deadline_due(least, most),
        DeadlineState::Met(day) => say::deadline_met(day),
        DeadlineState::MetBefore(day) => say::deadline_met_before(day),
        DeadlineState::Late(past) => say::deadline_late(past, deadline.done.is_some()),
        DeadlineState::DoneLate(past, day) => say::deadline_done_late(past, day),
        DeadlineState::MayBePast => say::DEADLINE_MAY_BE_PAST.to_owned(),
        DeadlineState::MightApply(past) => {
            let why = match &deadline.start {
                Start::Sentence(clause) => say::deadline_might_apply(&clause.in_one_line()),
                Start::Anchor | Start::Decision(..) | Start::Outcome(..) => {
                    say::DEADLINE_MIGHT_APPLY.to_owned()
                }
            };
            why + &past
                .filter(|_| !right)
                .map(|past| say::late_if_so(past, deadline.done.is_some()))
                .unwrap_or_default()
        }
        DeadlineState::DoesNotApply => String::new(),
        DeadlineState::NotKnown(NotKnown::Anchor) => say::DEADLINE_NO_ANCHOR.to_owned(),
        DeadlineState::NotKnown(NotKnown::Contradicted) => say::DEADLINE_CONTRADICTED.to_owned(),
        DeadlineState::NotKnown(NotKnown::Decision) => say::DEADLINE_NO_DECISION.to_owned(),
        DeadlineState::NotKnown(NotKnown::DecisionDay) => say::DEADLINE_NO_DECISION_DAY.to_owned(),
        DeadlineState::NotKnown(NotKnown::Hour(day)) => say::deadline_no_hour(day),
        DeadlineState::NotKnown(NotKnown::Table(years)) => say::deadline_beyond_table(years),
    }
}

/// An item of a check that a member fails, or that is open: label, sentence and truth.
fn open_or_failing(plan: &CheckPlan, item: usize, fails: bool) -> Option<(String, String, Truth)> {
    let item = plan.items.get(item)?;
    let truth = match (fails, item.wanted) {
        (false, _) => Truth::Open,
        (true, true) => Truth::False,
        (true, false) => Truth::True,
    };
    Some((item.label.clone(), item.text.clone(), truth))
}

/// Why a member passes, fails or is open, as clauses of a sentence.
fn reasons(program: &Program, plan: &CheckPlan, member: &Member) -> Vec<String> {
    let so = |item: &CheckItem| say::within(&item.text);
    let not_so = |item: &CheckItem| {
        let found = opposite(program, &item.text).or_else(|| say::not_one_of(&so(item)));
        found.unwrap_or_else(|| say::not_so(&so(item)))
    };
    let told = |item: &CheckItem, holds: bool| if holds { so(item) } else { not_so(item) };
    let item = |index: &usize| plan.items.get(*index);
    match member.passes {
        Truth::True => member.met.iter().filter_map(item).map(|item| told(item, item.wanted)).collect(),
        Truth::False => {
            let failing = member.items.iter().filter(|(_, failing)| *failing);
            let told = |index: &usize| item(index).map(|item| told(item, !item.wanted));
            let counted = |index: &usize| {
                let counted = member.counted.iter().find(|counted| counted.0 == *index);
                counted.map_or_else(String::new, |(_, shown, more)| say::record_shows(*shown, *more))
            };
            failing.filter_map(|(index, _)| Some(told(index)? + &counted(index))).collect()
        }
        Truth::Open => {
            let open = member.items.iter().filter(|(_, failing)| !*failing);
            open.filter_map(|(index, _)| item(index)).map(so).collect()
        }
    }
}

/// The vocabulary's own sentence for the opposite of a yes-or-no sentence.
fn opposite(program: &Program, text: &str) -> Option<String> {
    let facts = &program.rule_set.vocabulary.facts;
    let own = facts.iter().map(|fact| (&fact.words.yes, &fact.words.no));
    let fields = facts.iter().flat_map(|fact| fact.ty.fields());
    let mut pairs = own.chain(fields.map(|field| (&field.words.yes, &field.words.no)));
    pairs.find_map(|(yes, no)| match (yes, no) {
        (Some(yes), Some(no)) if same(yes, text) => Some(no.clone()),
        (Some(yes), Some(no)) if same(no, text) => Some(yes.clone()),
        (Some(_) | None, _) => None,
    })
}

/// What tells a member from the others: the known values of its *one of* fields, in the vocabulary's order.
fn marks(program: &Program, record: &Record, list: Option<FactId>, member: &Member) -> Vec<String> {
    let declared = list.and_then(|list| program.rule_set.vocabulary.fact(list));
    let Some(Type::List { fields }) = declared.map(|fact| &fact.ty) else { return Vec::new() };
    let statements = list.and_then(|list| record.fact(list)).into_iter().flat_map(RecordedFact::current);
    let entries = statements.flat_map(|statement| match &statement.answer {
        Answer::Value(Value::List(list)) => list.entries.as_slice(),
        Answer::Value(_) | Answer::NotAsked | Answer::NotKnown { .. } | Answer::NotApplicable => &[],
    });
    let place = member.place.as_ref();
    let Some(entry) = entries.into_iter().find(|entry| Some(&entry.place) == place) else {
        return Vec::new();
    };
    let known = entry.fields.iter().filter_map(|said| {
        let Type::OneOf { values, .. } = &fields.get(said.field.0 as usize)?.ty else { return None };
        match &said.answer {
            Answer::Value(Value::Choice(places)) => match places.as_slice() {
                [only] => values.get(*only as usize).cloned(),
                [] | [..] => None,
            },
            Answer::Value(_) | Answer::NotAsked | Answer::NotKnown { .. } | Answer::NotApplicable => None,
        }
    });
    known.collect()
}

fn check(program: &Program, record: &Record, result: &CheckResult) -> Option<CheckExplanation> {
    let check = program.rule_set.checks.get(result.check)?;
    let plan = program.checks.get(result.check)?;
    let list = check.list.and_then(|list| program.rule_set.vocabulary.fact(list));
    let one = list.and_then(|list| list.words.one.clone()).unwrap_or_else(|| "the record".to_owned());
    let state = match result.state {
        CheckState::Passed => "passed",
        CheckState::Failed => "failed",
        CheckState::NotYetShown => "not yet shown",
    };
    let members = result.members.iter().enumerate().map(|(index, member)| {
        let items: Vec<(String, String, Truth)> =
            member.items.iter().filter_map(|(item, fails)| open_or_failing(plan, *item, *fails)).collect();
        // Several points that are open stand below it, word for word.
        let labelled = items.len() > 1 && items.iter().all(|(label, _, _)| !label.is_empty());
        let reasons = if member.passes == Truth::Open && labelled {
            Vec::new()
        } else {
            reasons(program, plan, member)
        };
        let number = check.list.map(|_| index + 1);
        let name = say::member_name(&one, number, &marks(program, record, check.list, member));
        MemberLine {
            text: say::member(&name, member.passes, &reasons),
            place: member.place.as_ref().map(|place| (place.file.to_string(), place.line)),
            passes: member.passes,
            items,
        }
    });
    Some(CheckExplanation {
        name: check.name.clone(),
        citations: check.citations.clone(),
        state: state.to_owned(),
        may_hold_more: result.may_hold_more && list.is_some(),
        more: list.and_then(|list| match (result.may_hold_more, result.members.len()) {
            (true, named) => Some(say::more_members(&one, list.words.many.as_deref(), named)),
            (false, 0) => Some(say::no_members(&list.words.count_sentence(0, true))),
            (false, _) => None,
        }),
        members: members.collect(),
    })
}
