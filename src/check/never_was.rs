//! Titles of Acts and guidance that never existed.
//!
//! Some garbled titles go from board to board; those are known by name. For the rest the years are known in which an Act
//! of that name was passed, or an edition came out: another year is a slip. Titles not in the tables pass in silence.

use super::settings::mentions;
use crate::calendar::MONTHS;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::vocabulary::both;

/// A title that never existed, and what was meant.
struct NeverWas {
    title: &'static str,
    why: &'static str,
    instead: &'static [&'static str],
}

const NEVER_WAS: &[NeverWas] = &[
    NeverWas {
        title: "Mental Health Act 2005",
        why: "There is no such Act. People are detained under the Mental Health Act 1983; it is the Mental Capacity Act that is of 2005.",
        instead: &["Mental Health Act 1983", "Mental Capacity Act 2005"],
    },
    NeverWas {
        title: "Mental Capacity Act 1983",
        why: "There is no such Act. The Mental Health Act is of 1983, the Mental Capacity Act of 2005.",
        instead: &["Mental Capacity Act 2005", "Mental Health Act 1983"],
    },
];

/// All the years of a name within a stretch of years.
struct OfYears {
    name: &'static str,
    years: &'static [u16],
    /// The first and the last year of which it is known.
    known: (u16, u16),
}

const fn of_years(name: &'static str, years: &'static [u16], known: (u16, u16)) -> OfYears {
    OfYears { name, years, known }
}

/// Changes to the edition of 2018 were printed in 2020 and 2022.
const EDITIONS: &[u16] = &[1999, 2006, 2010, 2013, 2015, 2018, 2020, 2022, 2023];

const OF_YEARS: &[OfYears] = &[
    of_years("Children Act", &[1989, 2004], (1976, 2024)),
    of_years("Mental Health Act", &[1983, 2007], (1960, 2024)),
    of_years("Mental Capacity Act", &[2005], (1960, 2024)),
    of_years("Children and Social Work Act", &[2017], (1960, 2024)),
    of_years("Domestic Violence, Crime and Victims Act", &[2004], (1960, 2024)),
    of_years("Working Together to Safeguard Children", EDITIONS, (1999, 2023)),
    of_years("Working Together", EDITIONS, (1999, 2023)),
];

/// A warning for every title in a text that never existed.
pub(super) fn never_was(text: &str, span: Span) -> Vec<Diagnostic> {
    let known: Vec<Diagnostic> = NEVER_WAS
        .iter()
        .filter(|known| mentions(text, known.title))
        .map(|known| {
            warning(text, span, (known.title, known.why), known.instead.iter().map(|it| (*it).to_owned()))
        })
        .collect();
    if !known.is_empty() {
        return known;
    }
    let dated = OF_YEARS.iter().filter_map(|of| Some((of, title_with_year(text, of.name)?)));
    let wrong =
        dated.filter(|(of, (_, year))| (of.known.0..=of.known.1).contains(year) && !of.years.contains(year));
    wrong.map(|(of, (title, _))| other_year(text, span, of, title)).collect()
}

fn other_year(text: &str, span: Span, of: &OfYears, title: &str) -> Diagnostic {
    let years: Vec<String> = of.years.iter().map(u16::to_string).collect();
    let why = format!("What bears the name `{}` is of {}.", of.name, both(&years));
    let few = of.years.len() <= 2;
    let instead = of.years.iter().filter(|_| few).map(|year| format!("{} {year}", of.name));
    let said = warning(text, span, (title, &why), instead);
    if few { said } else { said.help("cite the edition that is meant by its own year") }
}

fn warning(
    text: &str,
    span: Span,
    (title, why): (&str, &str),
    instead: impl Iterator<Item = String>,
) -> Diagnostic {
    let said = Diagnostic::warning("W0495", span, format!("there is no `{title}`")).because(why);
    let whole = span.end.saturating_sub(span.start) == text.len();
    instead.fold(said, |said, instead| {
        let help = format!("write `{instead}`");
        if whole { said.fix(help, span, text.replace(title, &instead)) } else { said.help(help) }
    })
}

/// The title with its year, as written: `Children Act 1989`, `Working Together to Safeguard Children, July 2018`.
fn title_with_year<'t>(text: &'t str, name: &str) -> Option<(&'t str, u16)> {
    let at = text.find(name).filter(|at| begins_a_title(text.get(..*at).unwrap_or("")))?;
    let behind = text.get(at + name.len()..)?;
    let rest = behind.trim_start_matches([' ', ',', '(']);
    let rest = MONTHS.iter().find_map(|month| rest.strip_prefix(month)).unwrap_or(rest).trim_start();
    let digits = rest.get(..4).filter(|digits| digits.bytes().all(|digit| digit.is_ascii_digit()))?;
    let end = text.len() - rest.len() + digits.len();
    Some((text.get(at..end)?, digits.parse().ok()?))
}

/// Does a title begin behind these words, and not go on? `Adoption and Children Act` is another Act.
fn begins_a_title(before: &str) -> bool {
    let word = before.split_whitespace().next_back().unwrap_or("");
    let inside = word.starts_with(char::is_uppercase) || ["and", "of"].contains(&word) || word.ends_with(',');
    !inside || word == "The"
}
