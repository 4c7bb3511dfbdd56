//! `NAME is V, V or V`, `NAME is not V`, `NAME is at least V`, `NAME includes V or V`, `NAME is "text"`.

use super::fold::{after, listed, same, strip};
use super::subject::{Named, Topic};
use super::{Found, Reader};
use crate::check::condition::{Condition, Mask, Subject};
use crate::diagnostic::{Diagnostic, nearest};

/// A list of values, read in one way, in more, or not at all.
enum Listed {
    One(Vec<usize>),
    Several,
    No,
}

impl<'a> Reader<'a> {
    /// What is said of something with one of several values.
    pub(super) fn one_of(
        self,
        named: Named<'a>,
        rest: &str,
        values: &[String],
        rising: bool,
    ) -> Found<Condition> {
        let Some(said) = after(rest, "is").filter(|said| !said.is_empty()) else {
            return Err(Box::new(self.wrong_form(named, rest, "is V, is V or V, is not V")));
        };
        let negated = strip(said, "not ");
        match read_values(said, values) {
            Listed::One(places) => {
                let trap =
                    negated.is_some_and(|negated| matches!(read_values(negated, values), Listed::One(_)));
                if trap && places.len() > 1 {
                    return Err(Box::new(self.negated_list(named, said, values)));
                }
                return Ok(choice(named.topic, mask(&places)));
            }
            Listed::Several => {
                let title = format!("the values in `{said}` can be read in two ways");
                return Err(Box::new(
                    self.error("E0204", said, title).help("reword the values in the vocabulary"),
                ));
            }
            Listed::No => {}
        }
        if let Some(negated) = negated {
            return self.not_one_of(named, said, negated, values);
        }
        if let Some(condition) = self.on_the_scale(named, said, values, rising) {
            return condition;
        }
        Err(Box::new(self.unknown_value(named, said, values)))
    }

    fn not_one_of(self, named: Named<'a>, said: &str, negated: &str, values: &[String]) -> Found<Condition> {
        match read_values(negated, values) {
            Listed::One(places) if places.len() == 1 => {
                let others: Vec<usize> = (0..values.len()).filter(|place| !places.contains(place)).collect();
                Ok(choice(named.topic, mask(&others)))
            }
            Listed::One(_) | Listed::Several => Err(Box::new(self.negated_list(named, said, values))),
            Listed::No => Err(Box::new(self.unknown_value(named, negated, values))),
        }
    }

    fn negated_list(self, named: Named<'a>, said: &str, values: &[String]) -> Diagnostic {
        let diagnostic = self
            .error("E0213", said, format!("`{said}` can be read in two ways"))
            .because("It could mean none of them, or not the first but perhaps the others.");
        let excluded = strip(said, "not ").unwrap_or(said);
        let Listed::One(places) = read_values(excluded, values) else {
            return diagnostic.help(format!("list the values that {} may have", named.name));
        };
        let values_where = |wanted: &dyn Fn(usize) -> bool| -> Vec<&str> {
            let meant = values.iter().enumerate().filter(|(place, _)| wanted(*place));
            meant.map(|(_, value)| value.as_str()).collect()
        };
        let diagnostic = diagnostic.help("list the values you mean");
        let diagnostic = match read_values(said, values) {
            Listed::One(as_written) => {
                let mut all = values_where(&|place| as_written.contains(&place));
                // With another value first, `not` begins no reading of its own.
                all.sort_by_key(|value| strip(value, "not ").is_some());
                self.offer(diagnostic, said, &listed(&all, "or"))
            }
            Listed::Several | Listed::No => diagnostic,
        };
        self.offer(diagnostic, said, &listed(&values_where(&|place| !places.contains(&place)), "or"))
    }

    /// `at least V`, `at most V`, `under V`, `over V`, where the values rise.
    fn on_the_scale(
        self,
        named: Named<'a>,
        said: &str,
        values: &[String],
        rising: bool,
    ) -> Option<Found<Condition>> {
        let words = ["at least ", "at most ", "under ", "over "];
        let (word, value) = words.into_iter().find_map(|word| Some((word, strip(said, word)?)))?;
        let Some(place) = values.iter().position(|other| same(value, other)) else {
            return Some(Err(Box::new(self.unknown_value(named, value, values))));
        };
        if !rising {
            let diagnostic = self
                .error(
                    "E0307",
                    said,
                    format!("the values of {} have no order, so it cannot be `{said}`", named.name),
                )
                .help(format!("list the values you mean: {}", values.join(", ")))
                .help("or let the vocabulary say `; in rising order` after them");
            return Some(Err(Box::new(diagnostic)));
        }
        let fits = |other: &usize| match word {
            "at least " => *other >= place,
            "at most " => *other <= place,
            "under " => *other < place,
            _ => *other > place,
        };
        let places: Vec<usize> = (0..values.len()).filter(fits).collect();
        Some(Ok(choice(named.topic, mask(&places))))
    }

    /// What is said of a set.
    pub(super) fn any_of(self, named: Named<'a>, rest: &str, values: &[String]) -> Found<Condition> {
        let Some(said) = after(rest, "includes").filter(|said| !said.is_empty()) else {
            let diagnostic = self.wrong_form(named, rest, "includes V, includes V or V");
            let fitting =
                after(rest, "is").filter(|said| matches!(read_values(said, values), Listed::One(_)));
            let verb = fitting.and_then(|said| rest.get(..rest.len() - said.len())).map(str::trim_end);
            return Err(Box::new(match verb {
                Some(verb) => self.offer(diagnostic, verb, "includes"),
                None => diagnostic,
            }));
        };
        match (read_values(said, values), named.topic) {
            (Listed::One(places), Topic::Subject(subject)) => {
                Ok(Condition::Includes { subject, values: mask(&places) })
            }
            (Listed::One(_) | Listed::Several | Listed::No, _) => {
                Err(Box::new(self.unknown_value(named, said, values)))
            }
        }
    }

    /// What is said of a text.
    pub(super) fn text(self, named: Named<'a>, rest: &str) -> Found<Condition> {
        let form = "is \"text\", is not \"text\", is \"text\" or \"text\"";
        let Topic::Subject(subject) = named.topic else {
            return Err(Box::new(self.wrong_form(named, rest, form)));
        };
        let Some(said) = after(rest, "is").filter(|said| !said.is_empty()) else {
            return Err(Box::new(self.wrong_form(named, rest, form)));
        };
        let (is, quoted) = strip(said, "not ").map_or((true, said), |quoted| (false, quoted));
        let texts = texts_in_quotes(quoted);
        let Some(texts) = texts.filter(|texts| is || texts.len() == 1) else {
            let diagnostic = self.wrong_form(named, rest, form);
            let plain = !quoted.contains('"');
            return Err(Box::new(if plain {
                self.offer(diagnostic, quoted, &format!("\"{quoted}\""))
            } else {
                diagnostic
            }));
        };
        let conditions = texts.into_iter().map(|text| Condition::Text { subject, text: text.to_owned(), is });
        Ok(either(conditions.collect()))
    }

    fn unknown_value(self, named: Named<'a>, said: &str, values: &[String]) -> Diagnostic {
        let part = wrong_part(said, values);
        let title = format!("`{part}` is not one of the values of {}", named.name);
        let diagnostic =
            self.error("E0202", part, title).because(format!("Its values are: {}.", values.join(", ")));
        let known = || values.iter().map(String::as_str);
        let within = |value: &&str| after(part, value).is_some();
        match nearest(part, known()).or_else(|| known().find(within)) {
            Some(near) => self.offer(diagnostic, part, near),
            None => diagnostic.help("write one of its values as the vocabulary spells it"),
        }
    }
}

/// `Either`, unless there is only one.
pub(super) fn either(mut conditions: Vec<Condition>) -> Condition {
    if conditions.len() == 1 { conditions.remove(0) } else { Condition::Either(conditions) }
}

/// These places as bits.
pub(super) fn mask(places: &[usize]) -> Mask {
    Mask(places.iter().filter(|place| **place < 64).fold(0, |bits, place| bits | (1 << place)))
}

fn choice(topic: Topic, values: Mask) -> Condition {
    match topic {
        Topic::Subject(subject @ (Subject::Fact(_) | Subject::Field(..))) => {
            Condition::Choice { subject, values }
        }
        Topic::Table(table) => Condition::TableIs { table, values },
    }
}

/// The texts of `"A"`, `"A" or "B"`, `"A", "B" or "C"`; what stands between quotes is one text, whatever words it holds.
fn texts_in_quotes(text: &str) -> Option<Vec<&str>> {
    let mut texts = Vec::new();
    let mut rest = text.trim();
    loop {
        let (inner, behind) = rest.strip_prefix('"')?.split_once('"')?;
        texts.push(inner);
        let behind = behind.trim();
        if behind.is_empty() {
            return Some(texts);
        }
        rest = behind.strip_prefix("or ").or_else(|| behind.strip_prefix(','))?.trim();
        rest = rest.strip_prefix("or ").map_or(rest, str::trim);
    }
}

/// Reads `V`, `V or V`, `V, V or V`; says so if there are two ways.
fn read_values(text: &str, values: &[String]) -> Listed {
    let mut ways: Vec<Vec<usize>> = Vec::new();
    extend(text, values, &mut Vec::new(), &mut ways);
    for way in &mut ways {
        way.sort_unstable();
        way.dedup();
    }
    ways.sort();
    ways.dedup();
    match ways.as_slice() {
        [] => Listed::No,
        [only] => Listed::One(only.clone()),
        [..] => Listed::Several,
    }
}

fn extend(text: &str, values: &[String], so_far: &mut Vec<usize>, ways: &mut Vec<Vec<usize>>) {
    for (place, value) in values.iter().enumerate() {
        let Some(rest) = strip(text, value) else { continue };
        so_far.push(place);
        let next = [", or ", " or ", ", "].into_iter().find_map(|separator| strip(rest, separator));
        match next {
            _ if rest.is_empty() => ways.push(so_far.clone()),
            Some(next) if so_far.len() <= values.len() => extend(next, values, so_far, ways),
            Some(_) | None => {}
        }
        so_far.pop();
    }
}

/// The part between separators that is no value; the whole where every part is.
fn wrong_part<'t>(text: &'t str, values: &[String]) -> &'t str {
    let parts = text.split(" or ").flat_map(|part| part.split(", "));
    let mut wrong = parts.filter(|part| !values.iter().any(|value| same(part, value)));
    match (wrong.next(), wrong.next()) {
        (Some(only), None) => only,
        _ => text,
    }
}
