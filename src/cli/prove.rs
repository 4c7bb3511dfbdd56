//! `threshold prove SET`: what holds for every possible record, and a fictional case where it does not.

use std::fmt::Write as _;
use std::path::Path;

use clap::ValueEnum;
use serde::Serialize;

use super::{Exit, Talk};
use crate::analysis::{self, Fictional, Finding, Kind, Nearest, Proof, Verdict};
use crate::program::{self, Program};
use crate::project::{self, LoadedSet};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The rule set: a path, a title in quotes, or a shipped path such as england/working-together-2015.
    set: String,
    /// How to write the verdicts.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

pub(super) fn run(arguments: &Arguments, talk: &Talk) -> Exit {
    let loaded = match project::load_set(&arguments.set, Path::new(".")) {
        Ok(loaded) => loaded,
        Err(error) => {
            talk.error(&error.to_string());
            return Exit::CouldNotRun;
        }
    };
    let Some(sound) = &loaded.sound else {
        let errors: Vec<_> = loaded.diagnostics.iter().filter(|it| it.is_error()).cloned().collect();
        talk.diagnostics(&loaded.sources, &errors);
        talk.error("nothing can be proved of rules that have errors");
        return Exit::CouldNotRun;
    };
    let program = program::lower(sound);
    let mut proofs = analysis::guarantees(&program);
    proofs.extend(analysis::held(sound.rule_set(), &loaded.diagnostics));
    proofs.extend(analysis::whether_or_not(sound.rule_set()));
    proofs.extend(analysis::rising(sound.rule_set()));
    let findings = analysis::findings(&program);
    talk.result(&match arguments.format {
        Format::Text => text(&loaded, &program, &proofs) + &worth_knowing(&loaded, &findings),
        Format::Json => json(&loaded, &program, (&proofs, &findings)),
    });
    exit(&proofs, &findings)
}

/// Refuted before not settled; proved only where everything is.
fn exit(proofs: &[Proof], findings: &[Finding]) -> Exit {
    let open = findings.iter().any(|finding| finding.kind == analysis::FindingKind::NotSettled);
    let any = |wanted: fn(&Verdict) -> bool| proofs.iter().any(|proof| wanted(&proof.verdict));
    if any(|verdict| matches!(verdict, Verdict::Refuted(_))) {
        Exit::Problems
    } else if open || any(|verdict| matches!(verdict, Verdict::NotSettled(_))) {
        Exit::InPart
    } else {
        Exit::Finished
    }
}

fn text(loaded: &LoadedSet, program: &Program, proofs: &[Proof]) -> String {
    let mut text = format!("{}\n", program.rule_set.title);
    for proof in proofs {
        let _ = match &proof.verdict {
            Verdict::Proved => writeln!(text, "  proved       {}", proof.claim),
            Verdict::Refuted(_) => {
                writeln!(text, "  REFUTED      {}  ({})", proof.claim, loaded.sources.place(proof.span))
            }
            Verdict::NotSettled(why) => {
                writeln!(text, "  not settled  {}\n               {why}", proof.claim)
            }
        };
        if let Verdict::Refuted(case) = &proof.verdict {
            text.push_str(&told(case, program, proof));
        }
    }
    let count = |wanted: fn(&Verdict) -> bool| proofs.iter().filter(|proof| wanted(&proof.verdict)).count();
    let _ = writeln!(
        text,
        "{} proved of every record the vocabulary allows, {} refuted, {} not settled",
        count(|verdict| matches!(verdict, Verdict::Proved)),
        count(|verdict| matches!(verdict, Verdict::Refuted(_))),
        count(|verdict| matches!(verdict, Verdict::NotSettled(_))),
    );
    text
}

/// What nobody asked and a board may want to know.
fn worth_knowing(loaded: &LoadedSet, findings: &[Finding]) -> String {
    let mut text = String::new();
    if !findings.is_empty() {
        text.push_str("Worth knowing\n");
    }
    for finding in findings {
        let _ = writeln!(text, "  {}: {}", finding.kind.words(), finding.words);
        let _ = writeln!(text, "    {}", loaded.sources.place(finding.span));
        for case in &finding.cases {
            let _ = writeln!(text, "    - {}", case.told());
        }
    }
    text
}

/// What was claimed, a fictional case that breaks it, and what to do; then the case as an example and as a record.
fn told(case: &Fictional, program: &Program, proof: &Proof) -> String {
    let mut text = String::new();
    for (place, line) in proof.said.iter().enumerate() {
        let before = if place == 0 { "The guarantee says: " } else { "  " };
        let _ = writeln!(text, "    {before}{line}");
    }
    text.push_str(
        "    It does not hold. Take an invented case in which this is so, whatever else is recorded:\n",
    );
    list(&mut text, &case.sentences);
    match proof.kind {
        Kind::WhetherOrNot => {
            text.push_str("    The rule applies to it. To the same case it does not apply, if instead:\n");
            list(&mut text, &case.but_if);
        }
        Kind::Rising => {
            outcomes(&mut text, case);
            text.push_str("    The same case has a less serious outcome, if instead:\n");
            list(&mut text, &case.but_if);
        }
        Kind::Guarantee | Kind::Floor | Kind::Presumption | Kind::Table => {
            outcomes(&mut text, case);
            text.push_str(
                "    If the board wants that, narrow the guarantee. If it does not, mend the rules. Then prove again.\n",
            );
        }
    }
    if let Some(example) = case.example(program, "a fictional case from a proof") {
        text.push_str(
            "    To keep the case as an example, decide what should come out, and add to the rule file:\n",
        );
        indented(&mut text, &example);
    }
    text.push_str("    The whole case as a record:\n");
    indented(&mut text, &case.yaml(program));
    text
}

fn list(text: &mut String, sentences: &[String]) {
    for sentence in sentences {
        let _ = writeln!(text, "      - {sentence}");
    }
}

/// What the rules give for the case.
fn outcomes(text: &mut String, case: &Fictional) {
    for then in &case.outcomes {
        let _ = match then.rules.as_slice() {
            [] => writeln!(
                text,
                "    Under “{}” the rules then give {}: no rule applies that requires another outcome.",
                then.question, then.outcome
            ),
            rules => writeln!(
                text,
                "    Under “{}” the rules then give {}, by “{}”.",
                then.question,
                then.outcome,
                rules.join("”, “")
            ),
        };
        then.nearest.iter().for_each(|rule| nearest(text, rule));
    }
}

/// Why a rule does not give a more serious outcome.
fn nearest(text: &mut String, rule: &Nearest) {
    let _ = writeln!(text, "    “{}” comes nearest to {}.", rule.rule, rule.outcome);
    if rule.lacks.is_empty() {
        let _ = writeln!(
            text,
            "    All that it asks for is so, but “{}” sets it aside.",
            rule.set_aside_by.join("” and “")
        );
    } else {
        text.push_str("    It does not apply, because in this case it is not so that:\n");
        list(text, &rule.lacks);
    }
}

fn indented(text: &mut String, lines: &str) {
    for line in lines.lines() {
        let _ = writeln!(text, "      {line}");
    }
}

#[derive(Serialize)]
struct ProveJson<'a> {
    schema: &'a str,
    engine: &'a str,
    rule_set: &'a str,
    hash: &'a str,
    claims: Vec<ClaimJson<'a>>,
    findings: Vec<FindingJson<'a>>,
}

#[derive(Serialize)]
struct FindingJson<'a> {
    kind: &'a str,
    words: &'a str,
    place: String,
    cases: Vec<&'a [String]>,
}

#[derive(Serialize)]
struct ClaimJson<'a> {
    kind: &'a str,
    claim: &'a str,
    said: &'a [String],
    place: String,
    verdict: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    case: Option<CaseJson<'a>>,
}

#[derive(Serialize)]
struct CaseJson<'a> {
    rests_on: &'a [String],
    departures: &'a [String],
    but_if: &'a [String],
    outcomes: Vec<ThenJson<'a>>,
    example: Option<String>,
    record: String,
}

#[derive(Serialize)]
struct ThenJson<'a> {
    question: &'a str,
    outcome: &'a str,
    rules: &'a [String],
    nearest: Vec<NearestJson<'a>>,
}

#[derive(Serialize)]
struct NearestJson<'a> {
    rule: &'a str,
    outcome: &'a str,
    lacks: &'a [String],
    set_aside_by: &'a [String],
}

fn json(loaded: &LoadedSet, program: &Program, (proofs, findings): (&[Proof], &[Finding])) -> String {
    let claims = proofs.iter().map(|proof| {
        let (verdict, why, case) = match &proof.verdict {
            Verdict::Proved => ("proved", None, None),
            Verdict::NotSettled(why) => ("not settled", Some(why.as_str()), None),
            Verdict::Refuted(case) => ("refuted", None, Some(case_json(case, program))),
        };
        let place = loaded.sources.place(proof.span);
        ClaimJson {
            kind: proof.kind.words(),
            claim: &proof.claim,
            said: &proof.said,
            place,
            verdict,
            why,
            case,
        }
    });
    let found = findings.iter().map(|finding| FindingJson {
        kind: finding.kind.words(),
        words: &finding.words,
        place: loaded.sources.place(finding.span),
        cases: finding.cases.iter().map(|case| case.sentences.as_slice()).collect(),
    });
    let all = ProveJson {
        schema: "threshold/prove/1",
        engine: env!("CARGO_PKG_VERSION"),
        rule_set: &program.rule_set.title,
        hash: &program.rule_set.hash,
        claims: claims.collect(),
        findings: found.collect(),
    };
    serde_json::to_string_pretty(&all).map_or_else(|error| error.to_string(), |text| text + "\n")
}

fn nearest_json(it: &Nearest) -> NearestJson<'_> {
    NearestJson { rule: &it.rule, outcome: &it.outcome, lacks: &it.lacks, set_aside_by: &it.set_aside_by }
}

fn case_json<'a>(case: &'a Fictional, program: &Program) -> CaseJson<'a> {
    let outcomes = case.outcomes.iter().map(|then| ThenJson {
        question: &then.question,
        outcome: &then.outcome,
        rules: &then.rules,
        nearest: then.nearest.iter().map(nearest_json).collect(),
    });
    CaseJson {
        rests_on: &case.sentences,
        departures: &case.departures,
        but_if: &case.but_if,
        outcomes: outcomes.collect(),
        example: case.example(program, "a fictional case from a proof"),
        record: case.yaml(program),
    }
}
