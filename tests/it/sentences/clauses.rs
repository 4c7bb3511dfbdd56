//! Lists of sentences, with their headings, labels and citations.

use super::meaning::shown_clause;
use super::names;
use threshold::check::Scope;
use threshold::check::sentence;
use threshold::source::Sources;
use threshold::syntax::tree::Block;

/// The meaning of what stands behind *when*, or the codes of what is wrong with it.
fn meaning_of(body: &str) -> String {
    let mut sources = Sources::default();
    let text = format!("Rule \"the rule\" [Regs 1]\n  The outcome must be full review when {body}\n");
    let id = sources.add("rule.rules", text);
    let parsed = threshold::syntax::parse(&sources, id);
    assert!(parsed.diagnostics.is_empty(), "{:#?}", parsed.diagnostics);
    let Some(Block::Rule(rule)) = parsed.tree.blocks.first() else { panic!("a rule") };
    let (names, mut found) = (names(), Vec::new());
    match sentence::clause(&names, &rule.when, Scope::Case, &mut found) {
        Some(clause) => shown_clause(&names.vocabulary, &clause),
        None => found.iter().map(|diagnostic| diagnostic.code.0).collect::<Vec<_>>().join(" "),
    }
}

#[test]
fn lists_nest_and_keep_labels_and_citations() {
    let body = "all of these are true:\n    (a) the child died [Regs 2];\n    (b) any of these is true:\n        \
                (i) the child was in custody;\n        (ii) the child was seriously harmed.";
    assert_eq!(
        meaning_of(body),
        "all of these are true[(a) child-died is yes [Regs 2], (b) any of these is true[(i) in-custody is yes, (ii) \
         seriously-harmed is yes]]"
    );
}

#[test]
fn a_setting_counts_items() {
    let items = "\n    (a) the child died;\n    (b) the child was in custody;\n    (c) the child was seriously harmed.";
    let meaning = meaning_of(&format!("at least several of these are true:{items}"));
    assert!(meaning.starts_with("at least several of these are true (AtLeast(3))["), "{meaning}");
    assert_eq!(meaning_of(&format!("at least 4 of these are true:{items}")), "E0311");
    assert_eq!(meaning_of(&format!("at least 0 of these are true:{items}")), "E0311");
    assert_eq!(meaning_of(&format!("at most 3 of these are true:{items}")), "E0311");
    assert_eq!(meaning_of(&format!("at least the infant age limit of these are true:{items}")), "E0308");
    assert_eq!(meaning_of(&format!("at least plenty of these are true:{items}")), "E0214");
}

#[test]
fn items_under_for_which_speak_of_the_entry() {
    let body = "there were at least 2 referrals about the child in the 12 months before the date of death, for which all \
                of these are true:\n    (a) its outcome is no further action;\n    (b) the referral was not acted on;\n    \
                (c) the child was looked after on its date.";
    assert_eq!(
        meaning_of(body),
        "referrals (referrals.on in the 12 months before date-of-death; all of these are true[(a) referrals.outcome is no \
         further action, (b) referrals.acted-on is no, (c) looked-after on referrals.on]) >= 2"
    );
    assert_eq!(
        meaning_of("the child died, for which all of these are true:\n    (a) the child died."),
        "E0220"
    );
}

#[test]
fn every_mistake_in_a_list_is_reported() {
    let body = "all of these are true:\n    (a) the child dyed;\n    (b) the child died;\n    (c) its outcome is assessment.";
    assert_eq!(meaning_of(body), "E0201 E0211");
}

#[test]
fn a_list_offered_inside_a_list_takes_free_markers() {
    let body = "all of these are true:\n    (a) the child died;\n    (b) the child was in custody or the child was \
                seriously harmed.";
    assert_eq!(meaning_of(body), "E0203");
}
