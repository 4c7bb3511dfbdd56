//! Do the rules name Acts and guidance that exist, and that were alive while the rules are in force?
//!
//! Boards' published criteria carry mistakes for years (an Act that never was, copied from page to page). The table
//! below holds what is known of the titles boards cite. It is a lint: it warns, and is silent about titles it does not
//! know. Dates are those of commencement and of replacement in England.

use super::bodies;
use super::gather::Gathered;
use super::never_was::never_was;
use super::rule_set::RuleSet;
use super::settings::mentions;
use crate::calendar::Date;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::tree::Duty;

/// An Act, regulations or an edition with its life: first day, and last day where it has ended.
struct Life {
    /// A title names it when it holds every phrase of one of these.
    titles: &'static [&'static [&'static str]],
    from: (i16, i8, i8),
    until: Option<(i16, i8, i8)>,
    after: &'static str,
}

const LIVES: &[Life] = &[
    Life {
        titles: &[
            &["Local Safeguarding Children Boards Regulations 2006"],
            &["LSCB Regulations 2006"],
            &["SI 2006/90"],
        ],
        from: (2006, 4, 1),
        until: Some((2019, 9, 29)),
        after: "sections 16A to 16K of the Children Act 2004 and SI 2018/789",
    },
    Life {
        titles: &[&["Local Safeguarding Children Boards (Wales) Regulations 2006"], &["SI 2006/1705"]],
        from: (2006, 10, 1),
        until: Some((2016, 4, 5)),
        after: "the Safeguarding Boards (Functions and Procedures) (Wales) Regulations 2015",
    },
    Life {
        titles: &[&["(England) Regulations 2018", "Child Safeguarding Practice Review"], &["SI 2018/789"]],
        from: (2018, 6, 29),
        until: None,
        after: "",
    },
    Life {
        titles: &[&["Safeguarding Boards (Functions and Procedures) (Wales) Regulations 2015"]],
        from: (2016, 4, 6),
        until: None,
        after: "",
    },
    Life { titles: &[&["Mental Capacity Act 2005"]], from: (2007, 4, 1), until: None, after: "" },
    Life {
        titles: &[&["Mental Health Act 1959"]],
        from: (1960, 11, 1),
        until: Some((1983, 9, 29)),
        after: "the Mental Health Act 1983",
    },
    Life {
        titles: &[&["Coroners Act 1988"], &["Coroners Rules 1984"]],
        from: (1984, 7, 1),
        until: Some((2013, 7, 24)),
        after: "the Coroners and Justice Act 2009 and the Coroners (Investigations) Regulations 2013",
    },
    Life {
        titles: &[&["Registered Homes Act 1984"]],
        from: (1985, 1, 1),
        until: Some((2002, 3, 31)),
        after: "the Care Standards Act 2000",
    },
    edition(
        &[&["Working Together to Safeguard Children", "1999"], &["Working Together 1999"]],
        (1999, 12, 1),
        Some((2006, 4, 30)),
        "the edition of 2006",
    ),
    edition(
        &[&["Working Together to Safeguard Children", "2006"], &["Working Together 2006"]],
        (2006, 4, 1),
        Some((2010, 3, 31)),
        "the edition of March 2010",
    ),
    edition(
        &[&["Working Together to Safeguard Children", "2010"], &["Working Together 2010"]],
        (2010, 3, 1),
        Some((2013, 4, 30)),
        "the edition of March 2013",
    ),
    edition(
        &[&["Working Together to Safeguard Children", "2013"], &["Working Together 2013"]],
        (2013, 3, 1),
        Some((2015, 3, 26)),
        "the edition of March 2015",
    ),
    edition(
        &[&["Working Together to Safeguard Children", "2015"], &["Working Together 2015"]],
        (2015, 3, 26),
        Some((2019, 9, 29)),
        "the edition of July 2018",
    ),
    edition(
        &[&["Working Together to Safeguard Children", "2018"], &["Working Together 2018"]],
        (2018, 6, 29),
        Some((2023, 12, 31)),
        "the edition of December 2023",
    ),
    edition(
        &[&["Working Together to Safeguard Children", "2023"], &["Working Together 2023"]],
        (2023, 12, 1),
        None,
        "",
    ),
];

const fn edition(
    titles: &'static [&'static [&'static str]],
    from: (i16, i8, i8),
    until: Option<(i16, i8, i8)>,
    after: &'static str,
) -> Life {
    Life { titles, from, until, after }
}

fn names(title: &str, alternatives: &[&[&str]]) -> bool {
    alternatives.iter().any(|phrases| phrases.iter().all(|phrase| mentions(title, phrase)))
}

/// Warns about stale and impossible citations, in sources, citations, sentences and the vocabulary's wordings.
pub(super) fn check(gathered: &Gathered<'_>, rule_set: &RuleSet, diagnostics: &mut Vec<Diagnostic>) {
    let mut texts: Vec<(String, Span)> = Vec::new();
    let add = |text: &crate::syntax::tree::Text| (text.text.clone(), text.span);
    texts.extend(gathered.sources.iter().map(|source| add(&source.block.title)));
    texts.extend(bodies::citations(gathered).into_iter().map(|(_, text)| add(text)));
    texts.extend(bodies::sentences(gathered).into_iter().map(|(_, text)| add(text)));
    for fact in &rule_set.vocabulary.facts {
        let words = &fact.words;
        let wordings = [&words.name, &words.yes, &words.no, &words.ask];
        let wrong = wordings.into_iter().flatten().find(|text| !never_was(text, fact.span).is_empty());
        texts.extend(wrong.map(|text| (text.clone(), fact.span)));
    }
    for (text, span) in &texts {
        diagnostics.extend(never_was(text, *span));
    }
    for source in &gathered.sources {
        let in_force = gathered
            .sets
            .get(source.set)
            .and_then(|set| set.header)
            .and_then(|header| header.in_force.as_ref());
        let in_force =
            in_force.map_or((None, None), |one| (one.from.map(|day| day.0), one.until.map(|day| day.0)));
        lives(&source.block.title.text, source.block.title.span, in_force, diagnostics);
    }
    for (index, set) in gathered.sets.iter().enumerate() {
        if set.header.is_some_and(|header| header.in_force.is_none()) {
            never_together(gathered, index, diagnostics);
        }
    }
    stale_limb(gathered, diagnostics);
}

/// Warns of the first source of a set without dates that had ended when another source of it began.
fn never_together(gathered: &Gathered<'_>, set: usize, diagnostics: &mut Vec<Diagnostic>) {
    let day = |(year, month, day)| Date::new(year, month, day);
    let lived = gathered.sources.iter().filter(|source| source.set == set).filter_map(|source| {
        let title = &source.block.title;
        let life = LIVES.iter().find(|life| names(&title.text, life.titles))?;
        Some((title.span, day(life.from)?, life.until.and_then(day)))
    });
    let lived: Vec<(Span, Date, Option<Date>)> = lived.collect();
    let later = lived.iter().max_by_key(|(_, from, _)| *from);
    let earlier = lived.iter().filter_map(|(span, _, until)| Some((*span, (*until)?)));
    let (Some((later, begins, _)), Some((span, ended))) = (later, earlier.min_by_key(|(_, until)| *until))
    else {
        return;
    };
    if ended < *begins {
        diagnostics.push(
            Diagnostic::warning(
                "W0496",
                span,
                "this source and another of the same rules were never in force together",
            )
            .also(*later, "the other")
            .because(format!("This one ended by {}; the other begins on {}.", ended.words(), begins.words()))
            .help("give each edition a rule set of its own, with the days on which it is in force"),
        );
    }
}

fn lives(
    title: &str,
    span: Span,
    (from, until): (Option<Date>, Option<Date>),
    diagnostics: &mut Vec<Diagnostic>,
) {
    let day = |(year, month, day)| Date::new(year, month, day);
    for life in LIVES.iter().filter(|life| names(title, life.titles)) {
        let (Some(begins), ends) = (day(life.from), life.until.and_then(day)) else { continue };
        let said = |what: String, why: String| Diagnostic::warning("W0496", span, what).because(why);
        if let Some(until) = until.filter(|until| *until < begins) {
            diagnostics.push(
                said(
                    "this source did not exist yet while the rules were in force".to_owned(),
                    format!("It begins on {}; the rules ended on {}.", begins.words(), until.words()),
                )
                .help("cite what was in force then, or correct the dates in `In force`"),
            );
        }
        let Some(ends) = ends else { continue };
        if let Some(from) = from.filter(|from| *from > ends) {
            diagnostics.push(
                said(
                    "this source had ended when the rules came into force".to_owned(),
                    format!("It ended by {}; the rules begin on {}.", ends.words(), from.words()),
                )
                .help(format!("cite what replaced it: {}", life.after)),
            );
        } else if from.is_some() && until.is_none() {
            diagnostics.push(
                said(
                    "this source has ended, and nothing says until when the rules are in force".to_owned(),
                    format!("It ended by {} and was replaced by {}.", ends.words(), life.after),
                )
                .help(format!(
                    "write `In force: from … until {}.` or an earlier day, or cite what replaced it",
                    ends.words()
                )),
            );
        }
    }
}

/// Sets that cite guidance of 2018 or after, and still ask for the serious-harm limb of regulation 5(2).
const AFTER_THE_BOARDS: &[&[&str]] = &[
    &["Working Together to Safeguard Children", "2018"],
    &["Working Together to Safeguard Children", "2023"],
    &["Working Together 2018"],
    &["Working Together 2023"],
    &["SI 2018/789"],
];
const LSCB_REGULATIONS: &[&[&str]] =
    &[&["Local Safeguarding Children Boards Regulations 2006"], &["LSCB Regulations 2006"], &["SI 2006/90"]];

fn stale_limb(gathered: &Gathered<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let cites = |set: usize, titles| {
        gathered.sources.iter().find(|source| source.set == set && names(&source.block.title.text, titles))
    };
    for (set, citation) in bodies::citations(gathered) {
        let (Some(later), Some(earlier)) = (cites(set, AFTER_THE_BOARDS), cites(set, LSCB_REGULATIONS))
        else {
            continue;
        };
        if citation.text.starts_with(&earlier.block.key.text) && citation.text.contains("5(2)") {
            diagnostics.push(dropped(&citation.text, citation.span, later.block.title.span));
        }
    }
    for rule in
        gathered.rules.iter().filter(|rule| matches!(rule.block.duty, Duty::Must | Duty::ShouldAlways))
    {
        let Some(later) = cites(rule.set, AFTER_THE_BOARDS) else { continue };
        bodies::texts(&rule.block.when, &mut |text| {
            if text.text.contains("worked together") && text.text.contains("cause for concern") {
                diagnostics.push(dropped(&text.text, text.span, later.block.title.span));
            }
        });
    }
}

fn dropped(text: &str, span: Span, later: Span) -> Diagnostic {
    Diagnostic::warning("W0497", span, format!("`{text}` belongs to a test that the later guidance has dropped"))
        .also(later, "the later guidance")
        .because("Regulation 5(2) of 2006 asked, for serious harm, for cause for concern about how agencies worked together. Since 29 June 2018 a notification needs abuse or neglect known or suspected and death or serious harm, and no more.")
        .help("leave this test out, or keep the two regimes in rule sets of their own dates")
}
