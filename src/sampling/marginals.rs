//! The figures a sample is drawn from: a data file that people can read, doubt and change.
//!
//! Shares are per mille. A fact may have several figures; the first whose `given` holds is drawn. A fact whose name
//! begins with `latent ` is drawn and never written: it ties other facts together.

use std::collections::BTreeMap;

use serde::Deserialize;

/// All figures of one vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Marginals {
    /// `threshold/marginals/1`
    pub schema: String,
    /// Title of the vocabulary.
    pub vocabulary: String,
    /// What the figures are of.
    pub about: String,
    /// The day the invented year is looked at from; after every date drawn.
    pub as_at: String,
    /// Per mille of cases in which a fact without a figure has its plain value; the rest share its other values.
    pub plain: u32,
    /// The figures, in the order they are drawn.
    pub facts: Vec<Figure>,
}

/// How far a figure can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// Read in the source.
    Read,
    /// Recalled, not read.
    Recalled,
    /// Worked out from figures that were read.
    Derived,
    /// Nobody publishes it.
    Guessed,
}

/// What earlier facts must be: value by fact.
pub type Given = BTreeMap<String, String>;

/// One figure.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// The fact.
    pub fact: String,
    /// Only where these were drawn.
    #[serde(default)]
    pub given: Given,
    /// Per mille of each value.
    #[serde(default)]
    pub shares: BTreeMap<String, u32>,
    /// A day.
    pub days: Option<Spread>,
    /// Periods.
    #[serde(default)]
    pub periods: Vec<PeriodShape>,
    /// A list.
    pub entries: Option<Entries>,
    /// Per mille not known.
    #[serde(default)]
    pub not_known: u32,
    /// How far to trust it.
    pub mark: Mark,
    /// Where it comes from.
    pub source: String,
}

/// A day, counted from another.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spread {
    /// After this day, or after the day of this fact.
    pub after: Option<String>,
    /// Before the day of this fact.
    pub before: Option<String>,
    /// But never before the day of this fact.
    pub not_before: Option<String>,
    /// How many days, by shares.
    pub bands: Vec<Band>,
}

/// A number of days, least to most, evenly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// At least.
    pub least: u32,
    /// At most.
    pub most: u32,
    /// Per mille.
    pub share: u32,
}

/// One shape that a fact of periods may have: never, or one period before the day of a fact.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeriodShape {
    /// Per mille.
    pub share: u32,
    /// The fact whose day it is counted from; absent: never.
    pub before: Option<String>,
    /// But it never began before the day of this fact.
    pub not_before: Option<String>,
    /// It began this many days before.
    #[serde(default)]
    pub began: (u32, u32),
    /// It ended this many days before; absent: it had not ended.
    pub ended: Option<(u32, u32)>,
}

/// A list's entries.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entries {
    /// Per mille of each number of entries.
    pub number: BTreeMap<u32, u32>,
    /// Days of fields.
    #[serde(default)]
    pub days: BTreeMap<String, Spread>,
    /// Values of fields, per mille.
    #[serde(default)]
    pub shares: BTreeMap<String, BTreeMap<String, u32>>,
}

/// Reads a file of figures.
///
/// # Errors
/// Where the text is not one; says what and where.
pub fn read(text: &str) -> Result<Marginals, String> {
    let read: Marginals = serde_yaml::from_str(text).map_err(|error| error.to_string())?;
    for figure in &read.facts {
        let sums = figure.sums();
        if let Some(sum) = sums.into_iter().find(|sum| *sum != 1000) {
            return Err(format!("the shares of `{}` add up to {sum}, not to 1000", figure.fact));
        }
    }
    Ok(read)
}

impl Figure {
    /// What each group of shares adds up to.
    fn sums(&self) -> Vec<u32> {
        let bands = |spread: &Spread| spread.bands.iter().map(|band| band.share).sum::<u32>();
        let mut sums = Vec::new();
        if !self.shares.is_empty() {
            sums.push(self.shares.values().sum());
        }
        if !self.periods.is_empty() {
            sums.push(self.periods.iter().map(|shape| shape.share).sum());
        }
        sums.extend(self.days.as_ref().map(bands));
        if let Some(entries) = &self.entries {
            sums.push(entries.number.values().sum());
            sums.extend(entries.days.values().map(bands));
            sums.extend(entries.shares.values().map(|shares| shares.values().sum::<u32>()));
        }
        sums
    }
}
