//! Which recorded facts do the rules use, and what values may they have?
//!
//! Slots, and the fields of lists, are numbered as they are first used. Texts too: their number is known only at the
//! end, so that the choices of text slots are counted last.

use std::collections::BTreeMap;

use super::arena::count;
use super::{Domain, FieldSlot, Slot, SlotId};
use crate::check::{MOST_TEXTS, Mask, RuleSet};
use crate::vocabulary::{FactId, FieldId, Type, Vocabulary};

/// Choices of a text slot whose texts are compared with one another.
const SPARE_TEXTS: u32 = 64;

/// The slots so far.
#[derive(Debug)]
pub(super) struct Slots<'a> {
    vocabulary: &'a Vocabulary,
    read_as: &'a BTreeMap<FactId, FactId>,
    pub(super) used: Vec<Slot>,
    pub(super) texts: Vec<String>,
    texts_compared: bool,
}

impl<'a> Slots<'a> {
    pub(super) fn new(rules: &'a RuleSet) -> Self {
        let (vocabulary, read_as) = (&rules.vocabulary, &rules.read_as);
        Self { vocabulary, read_as, used: Vec::new(), texts: Vec::new(), texts_compared: false }
    }

    /// The slot of a recorded fact; made on first use.
    pub(super) fn slot(&mut self, fact: FactId) -> SlotId {
        let fact = self.read_as.get(&fact).copied().unwrap_or(fact);
        if let Some(known) = self.used.iter().position(|slot| slot.fact == fact) {
            return SlotId(count(known));
        }
        let domain = match self.vocabulary.fact(fact) {
            Some(declared) => domain(&declared.ty, declared.may_lie_ahead),
            None => Domain::Choice { count: 2 },
        };
        self.used.push(Slot { fact, domain, applies: None });
        SlotId(count(self.used.len() - 1))
    }

    /// The place of a field among the used fields of a list.
    pub(super) fn field(&mut self, list: FactId, field: FieldId) -> u32 {
        let ty = self.field_type(list, field).cloned();
        let ahead = self.vocabulary.fact(list).is_some_and(|fact| fact.may_lie_ahead);
        let slot = self.slot(list);
        let Some(Slot { domain: Domain::List { fields, .. }, .. }) = self.used.get_mut(slot.0 as usize)
        else {
            return 0;
        };
        if let Some(known) = fields.iter().position(|used| used.field == field) {
            return count(known);
        }
        let domain = ty.map_or(Domain::Choice { count: 2 }, |ty| domain(&ty, ahead));
        fields.push(FieldSlot { field, domain });
        count(fields.len() - 1)
    }

    /// The declared type of a field.
    pub(super) fn field_type(&self, list: FactId, field: FieldId) -> Option<&'a Type> {
        let Type::List { fields } = &self.vocabulary.fact(list)?.ty else { return None };
        Some(&fields.get(field.0 as usize)?.ty)
    }

    /// The values that a text fact has where it is this text, or any other. (The checker refuses more texts than have a
    /// choice of their own.)
    pub(super) fn text(&mut self, text: &str, is: bool) -> Mask {
        let known = self.texts.iter().position(|known| known == text);
        let place = known.unwrap_or_else(|| {
            self.texts.push(text.to_owned());
            self.texts.len() - 1
        });
        let bit = 1 << place.min(MOST_TEXTS);
        Mask(if is { bit } else { !bit })
    }

    /// Texts are compared with one another: records need choices for texts of their own.
    pub(super) fn compare_texts(&mut self, ty: Option<&Type>) {
        self.texts_compared |= matches!(ty, Some(Type::Text));
    }

    /// Counts the choices of text slots, now that all texts are known.
    pub(super) fn finish(&mut self) {
        let texts =
            if self.texts_compared { SPARE_TEXTS } else { count(self.texts.len().min(MOST_TEXTS)) + 1 };
        for slot in &mut self.used {
            let declared = self.vocabulary.fact(slot.fact).map(|fact| &fact.ty);
            match (&mut slot.domain, declared) {
                (Domain::Choice { count }, Some(Type::Text)) => *count = texts,
                (Domain::List { fields, periods: false }, Some(Type::List { fields: declared })) => {
                    finish_fields(fields, declared, texts);
                }
                (
                    Domain::Choice { .. }
                    | Domain::Set { .. }
                    | Domain::Number
                    | Domain::Date { .. }
                    | Domain::List { .. },
                    _,
                ) => {}
            }
        }
    }
}

fn finish_fields(fields: &mut [FieldSlot], declared: &[crate::vocabulary::Field], texts: u32) {
    for used in fields {
        let text = declared.get(used.field.0 as usize).is_some_and(|field| matches!(field.ty, Type::Text));
        if let (true, Domain::Choice { count }) = (text, &mut used.domain) {
            *count = texts;
        }
    }
}

fn domain(ty: &Type, ahead: bool) -> Domain {
    match ty {
        Type::YesNo | Type::Text => Domain::Choice { count: 2 },
        Type::OneOf { values, .. } | Type::ByTable { values } => {
            Domain::Choice { count: count(values.len()) }
        }
        Type::AnyOf { values } => Domain::Set { count: count(values.len()) },
        Type::Number | Type::Length(_) => Domain::Number,
        Type::Date | Type::DateTime | Type::TimeBetween { .. } | Type::Shifted { .. } => {
            Domain::Date { ahead }
        }
        Type::Periods => Domain::List {
            fields: vec![
                FieldSlot { field: FieldId(0), domain: Domain::Date { ahead } },
                FieldSlot { field: FieldId(1), domain: Domain::Date { ahead } },
            ],
            periods: true,
        },
        Type::List { .. } => Domain::List { fields: Vec::new(), periods: false },
    }
}
