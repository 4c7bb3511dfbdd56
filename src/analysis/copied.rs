//! A rule set beside a copy of itself, so that two readings of one record can be compared in one program.
//!
//! The copy has its own questions, rules, exceptions, definitions and tables. It reads the same facts, except those
//! that are doubled: of these it reads its own. That is how *the same record, but for this fact* is said.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{
    Clause, Condition, DateBase, DateTerm, Definition, DefinitionId, Exception, ExceptionId, Heading,
    Meaning, PeriodTest, QuestionId, Rule, RuleId, RuleSet, Subject, Table, TableId, TableResult, Window,
};
use crate::vocabulary::{FactId, Type};

/// The two together, and where the copy begins.
pub(super) struct Copied {
    pub(super) rule_set: RuleSet,
    questions: u32,
    rules: u32,
    exceptions: u32,
    definitions: u32,
    tables: u32,
    facts: BTreeMap<FactId, FactId>,
}

fn length<T>(list: &[T]) -> u32 {
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}

impl Copied {
    /// Beside it the rules of the sets built on alone, as if nothing had been added to them.
    pub(super) fn with_base(original: &RuleSet) -> Self {
        Self::new(original, &BTreeSet::new(), true)
    }

    /// Beside it all its rules, reading these facts anew. What is computed is computed anew too.
    pub(super) fn with_other(original: &RuleSet, doubled: &BTreeSet<FactId>) -> Self {
        Self::new(original, doubled, false)
    }

    /// Beside it the rules of another set, reading the same facts by their names; those that only the other set has are
    /// added, and what is computed is computed by each for itself.
    ///
    /// # Errors
    /// The first fact that the two understand differently, in words.
    pub(super) fn with_set(original: &RuleSet, other: &RuleSet) -> Result<Self, String> {
        let mut copied = Self::alone(original);
        copied.leave_out_the_rest();
        copied.share(original, other)?;
        copied.append(other, false);
        Ok(copied)
    }

    /// The set, in which these clauses are said in so many more ways, each of facts of its own in place of these; and way
    /// by way, what stands in their place.
    pub(super) fn ways(
        original: &RuleSet,
        own: &BTreeSet<FactId>,
        clauses: &[Clause],
        count: usize,
    ) -> (RuleSet, Vec<BTreeMap<FactId, FactId>>) {
        let mut copied = Self::alone(original);
        let mut ways = Vec::new();
        for _ in 0..count {
            copied.tables = length(&copied.rule_set.tables);
            copied.double(original, own);
            let tables: Vec<_> = original.tables.iter().map(|it| copied.table(it)).collect();
            copied.rule_set.tables.extend(tables);
            let items: Vec<Clause> = clauses.iter().map(|it| copied.clause(it)).collect();
            let meaning = Meaning::List { heading: Heading::All, items };
            copied.rule_set.always.extend(clauses.first().map(|it| Clause { meaning, ..it.clone() }));
            ways.push(std::mem::take(&mut copied.facts));
        }
        (copied.rule_set, ways)
    }

    /// Where the other set's facts are found, and those added that are its own.
    fn share(&mut self, original: &RuleSet, other: &RuleSet) -> Result<(), String> {
        let known = &original.vocabulary.facts;
        let mut own = Vec::new();
        for (fact, id) in other.vocabulary.facts.iter().zip((0..).map(FactId)) {
            let place = known.iter().position(|it| it.id == fact.id).filter(|_| !is_computed(&fact.ty));
            let shared =
                place.and_then(|place| Some((FactId(u32::try_from(place).ok()?), known.get(place)?)));
            if let Some((at, mine)) = shared {
                let applies =
                    |set: &RuleSet, id: FactId| set.applies_when.get(id.0 as usize).cloned().flatten();
                let same = match (applies(original, at), applies(other, id)) {
                    (None, None) => true,
                    (Some(one), Some(other)) => same_words(&one, &other),
                    (None, Some(_)) | (Some(_), None) => false,
                };
                if !mine.ty.same_as(&fact.ty) || !same {
                    return Err(mine.label().to_owned());
                }
                self.facts.insert(id, at);
            } else {
                self.facts.insert(id, FactId(length(known) + length(&own)));
                own.push(id);
            }
        }
        self.add_facts(other, &own);
        self.keep_always(other);
        Ok(())
    }

    fn alone(original: &RuleSet) -> Self {
        Self {
            rule_set: original.clone(),
            questions: length(&original.questions),
            rules: length(&original.rules),
            exceptions: length(&original.exceptions),
            definitions: length(&original.definitions),
            tables: length(&original.tables),
            facts: BTreeMap::new(),
        }
    }

    fn new(original: &RuleSet, doubled: &BTreeSet<FactId>, base_only: bool) -> Self {
        let mut copied = Self::alone(original);
        copied.leave_out_the_rest();
        if !doubled.is_empty() {
            copied.double(original, doubled);
            copied.keep_always(original);
        }
        copied.append(original, base_only);
        copied
    }

    fn append(&mut self, original: &RuleSet, base_only: bool) {
        let copied = self;
        let definitions = original.definitions.iter().map(|it| {
            let whether_or_not = Vec::new();
            Definition { body: copied.clause(&it.body), whether_or_not, ..it.clone() }
        });
        let definitions: Vec<Definition> = definitions.collect();
        let exceptions: Vec<_> = original.exceptions.iter().map(|it| copied.exception(it)).collect();
        let rules = original.rules.iter().zip(0..);
        let rules: Vec<_> =
            rules.map(|(rule, id)| copied.rule(original, (rule, RuleId(id)), base_only)).collect();
        let tables: Vec<_> = original.tables.iter().map(|it| copied.table(it)).collect();
        copied.rule_set.questions.extend(original.questions.iter().cloned());
        copied.rule_set.definitions.extend(definitions);
        copied.rule_set.exceptions.extend(exceptions);
        copied.rule_set.rules.extend(rules);
        copied.rule_set.tables.extend(tables);
    }

    /// What no comparison looks at.
    fn leave_out_the_rest(&mut self) {
        let set = &mut self.rule_set;
        set.guarantees.clear();
        set.examples.clear();
        set.deadlines.clear();
        set.checks.clear();
        set.overrides.clear();
        set.while_missing.clear();
        set.rules.iter_mut().for_each(|rule| rule.considers.clear());
    }

    /// These facts anew, and what is computed.
    fn double(&mut self, original: &RuleSet, doubled: &BTreeSet<FactId>) {
        let first = length(&self.rule_set.vocabulary.facts);
        for (id, fact) in (0..).map(FactId).zip(&original.vocabulary.facts) {
            // What applies only where another fact says so may apply in one of the two records alone.
            let conditional = original.applies_when.get(id.0 as usize).is_some_and(Option::is_some);
            let anew = doubled.contains(&id) || is_computed(&fact.ty);
            if anew || conditional {
                let next = FactId(first + length_of(&self.facts));
                self.facts.insert(id, next);
                if !anew {
                    self.rule_set.read_as.insert(next, id);
                }
            }
        }
        let own: Vec<FactId> = self.facts.keys().copied().collect();
        self.add_facts(original, &own);
    }

    /// What always holds, of the facts that the copy reads.
    fn keep_always(&mut self, original: &RuleSet) {
        let always: Vec<Clause> = original.always.iter().map(|it| self.clause(it)).collect();
        self.rule_set.always.extend(always);
    }

    /// These facts of the set to be copied, as the copy reads them.
    fn add_facts(&mut self, original: &RuleSet, own: &[FactId]) {
        for id in own {
            let place = id.0 as usize;
            let Some(fact) = original.vocabulary.facts.get(place) else { continue };
            let mut fact = fact.clone();
            match &mut fact.ty {
                Type::TimeBetween { from, to } => (*from, *to) = (self.fact(*from), self.fact(*to)),
                Type::Shifted { base, .. } => *base = self.fact(*base),
                Type::YesNo
                | Type::OneOf { .. }
                | Type::AnyOf { .. }
                | Type::Number
                | Type::Date
                | Type::DateTime
                | Type::Length(_)
                | Type::ByTable { .. }
                | Type::Periods
                | Type::List { .. }
                | Type::Text => {}
            }
            let applies = original.applies_when.get(place).and_then(Option::as_ref);
            let plain = original.plainly.get(place).and_then(Option::as_ref);
            let (applies, plain) = (applies.map(|it| self.clause(it)), plain.map(|it| self.condition(it)));
            self.rule_set.vocabulary.facts.push(fact);
            self.rule_set.applies_when.push(applies);
            self.rule_set.plainly.push(plain);
        }
    }

    pub(super) fn question(&self, id: QuestionId) -> QuestionId {
        QuestionId(id.0 + self.questions)
    }

    pub(super) fn rule_id(&self, id: RuleId) -> RuleId {
        RuleId(id.0 + self.rules)
    }

    /// The fact of the other set that is read as this one, where there is one.
    pub(super) fn named(&self, id: FactId) -> Option<FactId> {
        self.facts.iter().find(|(_, at)| **at == id).map(|(own, _)| *own)
    }

    /// The fact that the copy reads in its place.
    pub(super) fn fact(&self, id: FactId) -> FactId {
        self.facts.get(&id).copied().unwrap_or(id)
    }

    fn exception(&self, it: &Exception) -> Exception {
        Exception {
            when: self.clause(&it.when),
            not_where: it.not_where.iter().map(|id| ExceptionId(id.0 + self.exceptions)).collect(),
            whether_or_not: Vec::new(),
            ..it.clone()
        }
    }

    fn rule(&self, original: &RuleSet, (rule, id): (&Rule, RuleId), base_only: bool) -> Rule {
        let counts = |id: &ExceptionId| {
            let exception = original.exceptions.get(id.0 as usize);
            !base_only || exception.is_some_and(|exception| exception.origin.base)
        };
        let departures = original.departures.iter().filter(|departure| departure.from == id);
        let departed = departures.filter(|departure| !base_only || departure.origin.base);
        let mut not_where: Vec<ExceptionId> = rule.not_where.iter().copied().filter(counts).collect();
        not_where.extend(departed.filter_map(|departure| departure.exception));
        not_where.sort_unstable();
        not_where.dedup();
        let when = if base_only && !rule.origin.base {
            let meaning = Meaning::List { heading: Heading::Any, items: Vec::new() };
            Clause { meaning, ..rule.when.clone() }
        } else {
            self.clause(&rule.when)
        };
        Rule {
            question: self.question(rule.question),
            when,
            not_where: not_where.into_iter().map(|id| ExceptionId(id.0 + self.exceptions)).collect(),
            whether_or_not: Vec::new(),
            considers: Vec::new(),
            ..rule.clone()
        }
    }

    fn table(&self, it: &Table) -> Table {
        let mut table = it.clone();
        table.fact = it.fact.and_then(|fact| self.facts.get(&fact)).copied();
        for row in &mut table.rows {
            row.when = self.clause(&row.when);
            if let TableResult::Date(term) = &mut row.result {
                *term = self.term(*term);
            }
        }
        table
    }

    pub(super) fn clause(&self, it: &Clause) -> Clause {
        let meaning = match &it.meaning {
            Meaning::List { heading, items } => Meaning::List {
                heading: *heading,
                items: items.iter().map(|item| self.clause(item)).collect(),
            },
            Meaning::Sentence(condition) => Meaning::Sentence(self.condition(condition)),
            Meaning::Inert(condition) => Meaning::Inert(self.condition(condition)),
        };
        Clause { meaning, ..it.clone() }
    }

    pub(super) fn condition(&self, it: &Condition) -> Condition {
        let mut copy = it.clone();
        match &mut copy {
            Condition::Choice { subject, .. }
            | Condition::Includes { subject, .. }
            | Condition::Text { subject, .. }
            | Condition::Number { subject, .. }
            | Condition::Length { subject, .. } => *subject = self.subject(*subject),
            Condition::Dates { left, right, .. } => (*left, *right) = (self.term(*left), self.term(*right)),
            Condition::InWindow { date, window } => {
                (*date, *window) = (self.term(*date), self.window(*window));
            }
            Condition::Periods { subject, test } => {
                (*subject, *test) = (self.subject(*subject), self.test(*test));
            }
            Condition::Count { list, filter, .. } => {
                *list = self.fact(*list);
                *filter = filter.iter().map(|part| self.clause(part)).collect();
            }
            Condition::MemberOf { subject, list, .. } => {
                (*subject, *list) = (self.subject(*subject), self.fact(*list));
            }
            Condition::Definition(id) => *id = DefinitionId(id.0 + self.definitions),
            Condition::TableIs { table, .. } => *table = TableId(table.0 + self.tables),
            Condition::Outcome { question, .. } | Condition::ToConsider { question, .. } => {
                *question = self.question(*question);
            }
            Condition::RuleApplies(rule) => *rule = self.rule_id(*rule),
            Condition::Either(parts) => *parts = parts.iter().map(|part| self.condition(part)).collect(),
        }
        copy
    }

    fn subject(&self, it: Subject) -> Subject {
        match it {
            Subject::Fact(fact) => Subject::Fact(self.fact(fact)),
            Subject::Field(list, field) => Subject::Field(self.fact(list), field),
        }
    }

    fn term(&self, it: DateTerm) -> DateTerm {
        let base = match it.base {
            DateBase::Subject(subject) => DateBase::Subject(self.subject(subject)),
            DateBase::Table(table) => DateBase::Table(TableId(table.0 + self.tables)),
            DateBase::Literal(_) | DateBase::AsAt => it.base,
        };
        DateTerm { base, ..it }
    }

    fn window(&self, it: Window) -> Window {
        match it {
            Window::Before(length, anchor) => Window::Before(length, self.term(anchor)),
            Window::After(length, anchor) => Window::After(length, self.term(anchor)),
            Window::Between(first, last) => Window::Between(self.term(first), self.term(last)),
        }
    }

    fn test(&self, it: PeriodTest) -> PeriodTest {
        match it {
            PeriodTest::On(day) => PeriodTest::On(self.term(day)),
            PeriodTest::AnyDayIn(window) => PeriodTest::AnyDayIn(self.window(window)),
            PeriodTest::Throughout(window) => PeriodTest::Throughout(self.window(window)),
            PeriodTest::TotalAtLeast(length, window) => PeriodTest::TotalAtLeast(length, self.window(window)),
            PeriodTest::OnePeriod { length, begins, ends } => PeriodTest::OnePeriod {
                length,
                begins: begins.map(|day| self.term(day)),
                ends: ends.map(|day| self.term(day)),
            },
            PeriodTest::Never | PeriodTest::Ever => it,
        }
    }
}

pub(super) fn is_computed(ty: &Type) -> bool {
    matches!(ty, Type::TimeBetween { .. } | Type::Shifted { .. } | Type::ByTable { .. })
}

/// Do two clauses say the same, word for word?
fn same_words(one: &Clause, other: &Clause) -> bool {
    let items = |clause: &Clause| match &clause.meaning {
        Meaning::List { items, .. } => items.clone(),
        Meaning::Sentence(_) | Meaning::Inert(_) => Vec::new(),
    };
    let (mine, theirs) = (items(one), items(other));
    one.text == other.text
        && mine.len() == theirs.len()
        && mine.iter().zip(&theirs).all(|(one, other)| same_words(one, other))
}

fn length_of<K, V>(map: &BTreeMap<K, V>) -> u32 {
    u32::try_from(map.len()).unwrap_or(u32::MAX)
}

/// The set with these clauses added as rules of a question of their own, so that each has a node; and the place of
/// the first.
pub(super) fn with_probes(original: &RuleSet, clauses: &[Clause]) -> (RuleSet, usize) {
    let mut probed = original.clone();
    let first = probed.rules.len();
    let Some(model) = original.rules.first() else { return (probed, first) };
    let question = QuestionId(length(&probed.questions));
    probed.questions.extend(original.questions.first().cloned());
    probed.rules.extend(clauses.iter().map(|clause| Rule {
        question,
        when: clause.clone(),
        not_where: Vec::new(),
        whether_or_not: Vec::new(),
        considers: Vec::new(),
        ..model.clone()
    }));
    (probed, first)
}
