//! From figures and a seed to records that read, and that the vocabulary allows.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use super::Order;
use super::marginals::{Entries, Figure, Marginals, PeriodShape, Spread};
use super::numbers::Numbers;
use crate::calendar::Date;
use crate::evaluation::{self, Status};
use crate::program::Program;
use crate::record::{self, Format, Record};
use crate::source::Sources;
use crate::vocabulary::{Fact, Type};

/// How often a case that could not be is drawn again.
const TRIES: u32 = 100;

/// One invented case.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// As it is written: `case` and `facts`.
    pub written: Json,
    /// As it reads.
    pub record: Record,
}

/// Draws so many cases.
///
/// # Errors
/// When the figures give records that do not read, or that cannot be; says which and why.
pub fn sample(program: &Program, figures: &Marginals, order: Order) -> Result<Vec<Drawn>, String> {
    let as_at =
        Date::parse(&figures.as_at).ok_or("`as_at` of the figures is not a day such as 2018-04-01")?;
    (1..=order.cases).map(|number| one(program, figures, order, (number, as_at))).collect()
}

fn one(
    program: &Program,
    figures: &Marginals,
    order: Order,
    (number, as_at): (u32, Date),
) -> Result<Drawn, String> {
    let mut numbers = Numbers::of(order.seed, number);
    for _ in 0..TRIES {
        let facts = Drawing::new(program, figures, order, &mut numbers).all()?;
        let written = json!({"case": format!("SAMPLE-{number:06}"), "facts": facts});
        let record = read(program, &written)?;
        let result = evaluation::evaluate(
            program,
            &record,
            as_at,
            &evaluation::Options { depth: evaluation::Depth::Outcomes, ..evaluation::Options::default() },
        );
        let possible = result.clash.is_none();
        if possible && result.questions.iter().all(|question| question.status != Status::Inconsistent) {
            return Ok(Drawn { written, record });
        }
    }
    Err(format!("case {number} was drawn {TRIES} times and never kept what always holds"))
}

fn read(program: &Program, written: &Json) -> Result<Record, String> {
    let mut sources = Sources::default();
    let id = sources.add("sample", written.to_string());
    let read = record::read(&sources, id, Format::Json, &program.rule_set.vocabulary);
    let why = read.all_diagnostics().first().map(|it| it.title.clone());
    read.records.into_iter().next().ok_or_else(|| {
        format!(
            "the figures give a record that does not read: {}",
            why.unwrap_or_else(|| "no case".to_owned())
        )
    })
}

/// One case being drawn.
struct Drawing<'a> {
    program: &'a Program,
    figures: &'a Marginals,
    order: Order,
    numbers: &'a mut Numbers,
    /// What is so, whether or not anybody knows it.
    so: BTreeMap<String, String>,
    days: BTreeMap<String, Date>,
    facts: Map<String, Json>,
}

impl<'a> Drawing<'a> {
    fn new(program: &'a Program, figures: &'a Marginals, order: Order, numbers: &'a mut Numbers) -> Self {
        let (so, days) = (BTreeMap::new(), BTreeMap::new());
        Self { program, figures, order, numbers, so, days, facts: Map::new() }
    }

    fn all(mut self) -> Result<Map<String, Json>, String> {
        let figures = self.figures;
        for figure in &figures.facts {
            let drawn = self.so.contains_key(&figure.fact);
            let holds = figure.given.iter().all(|(fact, value)| self.so.get(fact) == Some(value));
            if !drawn && holds {
                self.figure(figure)?;
            }
        }
        self.plain();
        Ok(self.facts)
    }

    fn figure(&mut self, figure: &Figure) -> Result<(), String> {
        let (so, written) = if let Some(spread) = &figure.days {
            let day = self.day(spread)?;
            self.days.insert(figure.fact.clone(), day);
            (day.to_string(), Json::String(day.to_string()))
        } else if let Some(entries) = &figure.entries {
            ("a list".to_owned(), self.list(entries)?)
        } else if figure.periods.is_empty() {
            let value = self.value(&figure.shares);
            (value.clone(), Json::String(value))
        } else {
            self.periods(&figure.periods)?
        };
        self.so.insert(figure.fact.clone(), so);
        if figure.fact.starts_with("latent ") {
            return Ok(());
        }
        let rate = match self.order.not_known {
            Some(per_cent) if figure.not_known > 0 => per_cent.saturating_mul(10),
            Some(_) | None => figure.not_known,
        };
        let unknown = self.numbers.per_mille(rate);
        let written = if unknown { json!("not known") } else { written };
        if self.program.rule_set.vocabulary.find(&figure.fact).is_some() {
            self.facts.insert(figure.fact.clone(), written);
        }
        Ok(())
    }

    fn value(&mut self, shares: &BTreeMap<String, u32>) -> String {
        let each: Vec<u32> = shares.values().copied().collect();
        let at = self.numbers.pick(&each);
        shares.keys().nth(at).cloned().unwrap_or_default()
    }

    fn day(&mut self, spread: &Spread) -> Result<Date, String> {
        let shares: Vec<u32> = spread.bands.iter().map(|band| band.share).collect();
        let at = self.numbers.pick(&shares);
        let days = spread.bands.get(at).map_or(0, |band| self.numbers.between(band.least, band.most));
        let days = i32::try_from(days).unwrap_or(0);
        let drawn = match (&spread.after, &spread.before) {
            (Some(after), None) => Date(self.known_day(after)?.0 + days),
            (None, Some(before)) => Date(self.known_day(before)?.0 - days),
            (None, None) | (Some(_), Some(_)) => {
                return Err("days are counted `after` or `before` one day".to_owned());
            }
        };
        self.not_before(drawn, spread.not_before.as_deref())
    }

    fn not_before(&self, day: Date, named: Option<&str>) -> Result<Date, String> {
        Ok(match named {
            Some(named) => day.max(self.known_day(named)?),
            None => day,
        })
    }

    fn known_day(&self, named: &str) -> Result<Date, String> {
        let drawn = self.days.get(named).copied().or_else(|| Date::parse(named));
        drawn.ok_or_else(|| format!("`{named}` is no day, and no fact drawn before that has one"))
    }

    fn list(&mut self, entries: &Entries) -> Result<Json, String> {
        let shares: Vec<u32> = entries.number.values().copied().collect();
        let at = self.numbers.pick(&shares);
        let number = entries.number.keys().nth(at).copied().unwrap_or(0);
        if number == 0 {
            return Ok(json!("none"));
        }
        let mut listed = Vec::new();
        for _ in 0..number {
            let mut entry = Map::new();
            for (field, spread) in &entries.days {
                entry.insert(field.clone(), json!(self.day(spread)?.to_string()));
            }
            for (field, shares) in &entries.shares {
                entry.insert(field.clone(), json!(self.value(shares)));
            }
            listed.push(Json::Object(entry));
        }
        listed.push(json!("and no others"));
        Ok(Json::Array(listed))
    }

    fn periods(&mut self, shapes: &[PeriodShape]) -> Result<(String, Json), String> {
        let weights: Vec<u32> = shapes.iter().map(|shape| shape.share).collect();
        let at = self.numbers.pick(&weights);
        let Some((shape, before)) = shapes.get(at).and_then(|it| Some((it, it.before.as_ref()?))) else {
            return Ok(("never".to_owned(), json!("none")));
        };
        let day = self.known_day(before)?;
        let back = |days: u32| Date(day.0 - i32::try_from(days).unwrap_or(0));
        let from = back(self.numbers.between(shape.began.0, shape.began.1));
        let from = self.not_before(from, shape.not_before.as_deref())?;
        let to = shape.ended.map(|(least, most)| back(self.numbers.between(least, most)).max(from));
        let (so, to) = to.map_or(("now", day), |to| ("before", to));
        let written = json!([{"from": from.to_string(), "to": to.to_string()}, "and no others"]);
        Ok((so.to_owned(), written))
    }

    /// Facts that the rules read and that have no figure: mostly the plain value.
    fn plain(&mut self) {
        let program = self.program;
        for slot in &program.slots {
            let Some(fact) = program.rule_set.vocabulary.fact(slot.fact) else { continue };
            let drawn = self.so.contains_key(&fact.id) || self.facts.contains_key(&fact.id);
            let Some(plain) = fact.plainly.as_ref().filter(|_| !drawn && fact.applies_when.is_none()) else {
                continue;
            };
            let said = self.mostly(fact, &plain.text);
            self.facts.extend(said.map(|said| (fact.id.clone(), Json::String(said))));
        }
    }

    fn mostly(&mut self, fact: &Fact, plain: &str) -> Option<String> {
        let values: Vec<&str> = match &fact.ty {
            Type::YesNo => vec!["no", "yes"],
            Type::OneOf { values, .. } => values.iter().map(String::as_str).collect(),
            Type::AnyOf { .. } | Type::Periods | Type::List { .. } | Type::Number => {
                return Some(plain.to_owned());
            }
            Type::Date
            | Type::DateTime
            | Type::Length(_)
            | Type::TimeBetween { .. }
            | Type::Shifted { .. }
            | Type::ByTable { .. }
            | Type::Text => return None,
        };
        let others: Vec<&str> =
            values.into_iter().filter(|value| !value.eq_ignore_ascii_case(plain)).collect();
        if others.is_empty() || self.numbers.per_mille(self.figures.plain) {
            return Some(plain.to_owned());
        }
        let at = self.numbers.under(u32::try_from(others.len()).unwrap_or(1));
        others.get(at as usize).map(|value| (*value).to_owned())
    }
}
