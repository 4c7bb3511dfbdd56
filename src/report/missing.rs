//! What is not known: what to ask first, what each answer leads to, and what need not be asked.

use super::document::{Document, Item};
use super::statements;
use crate::evaluation::{NOT_TOLD_APART, Truth, Unsaid, WhyOpen};
use crate::explanation::wording as say;
use crate::explanation::{ConsiderExplanation, FactLine, MatterExplanation, Openness, QuestionExplanation};

/// Open facts that matter to the outcome, what to ask first first.
pub(super) fn matters(page: &mut Document, question: &QuestionExplanation, level: u8) {
    let matters = &question.matters;
    let unsettled = question.unsaid.contains(&Unsaid::Matters);
    if matters.is_empty() && !unsettled {
        return;
    }
    page.heading(level, say::matters(Openness::of(matters.iter().map(|it| &it.fact))));
    if unsettled {
        page.paragraph(say::UNSETTLED_MATTERS);
        page.list(question.may_matter.iter().map(|fact| Item::of(&say::capital(&fact.name))).collect());
    }
    for (title, here) in asked_and_judged(matters, leads_to) {
        page.paragraph(title);
        page.list(here);
    }
}

/// Facts to be asked for, numbered, then judgements still to be made; `leads` says what the answers to one lead to.
fn asked_and_judged<P>(
    matters: &[MatterExplanation<P>],
    leads: impl Fn(&MatterExplanation<P>) -> Vec<String>,
) -> Vec<(&'static str, Vec<Item>)> {
    let facts = matters.iter().filter(|matter| !matter.judgement);
    let asked = Openness::of(facts.map(|it| &it.fact));
    let mut parts = Vec::new();
    for (judgement, title) in [(false, say::to_ask(asked)), (true, say::TO_JUDGE)] {
        let here: Vec<Item> = matters
            .iter()
            .filter(|matter| matter.judgement == judgement)
            .zip(1..)
            .map(|(matter, number)| {
                matter_item(matter, number).over(leads(matter).iter().map(|line| Item::of(line)))
            })
            .collect();
        if !here.is_empty() {
            parts.push((title, here));
        }
    }
    parts
}

fn matter_item<P>(matter: &MatterExplanation<P>, number: u32) -> Item {
    let accounts = Some(&matter.fact).filter(|_| matter.why == WhyOpen::Disputed);
    let accounts = accounts.map(|fact| statements::fact_notes(std::slice::from_ref(fact)));
    Item::of(&matter.ask)
        .labelled(&format!("{number}."))
        .noted(accounts.unwrap_or_default())
        .noted(say::missing(matter))
}

/// What each answer leaves possible; answers that can be named together and leave the same are one line.
fn leads_to(matter: &MatterExplanation) -> Vec<String> {
    if let [only] = matter.answers.as_slice()
        && only.answer == NOT_TOLD_APART
    {
        return vec![say::not_told_apart(&only.possible)];
    }
    if let Some(left) = all_leave(matter).filter(|left| left.len() > 1) {
        return vec![say::no_answer_settles(left)];
    }
    let mut groups: Vec<(&[String], Vec<String>)> = Vec::new();
    for answer in &matter.answers {
        match groups.iter_mut().find(|(possible, _)| *possible == answer.possible && one_word(&answer.answer))
        {
            Some((_, alike)) if alike.iter().all(|word| one_word(word)) => alike.push(answer.answer.clone()),
            Some(_) | None => groups.push((&answer.possible, vec![answer.answer.clone()])),
        }
    }
    let line =
        |(possible, alike): &(&[String], Vec<String>)| say::answer_leads_to(&say::either(alike), possible);
    groups.iter().map(line).collect()
}

/// Whether outcomes would be put to people, by answer.
fn puts(matter: &MatterExplanation<Truth>) -> Vec<String> {
    if all_leave(matter) == Some(&Truth::Open) {
        let apart = matter.answers.iter().all(|answer| answer.answer != NOT_TOLD_APART);
        return vec![if apart { say::NO_ANSWER_PUTS } else { say::NOT_TOLD_APART_PUTS }.to_owned()];
    }
    matter.answers.iter().map(|answer| say::answer_puts(&answer.answer, answer.possible)).collect()
}

/// What every answer leaves open, where no answer narrows what is possible.
fn all_leave<P: PartialEq>(matter: &MatterExplanation<P>) -> Option<&P> {
    let mut left = matter.answers.iter().map(|answer| &answer.possible);
    let first = left.next()?;
    left.all(|other| other == first).then_some(first)
}

/// Can the answer stand in a list of answers as it is?
fn one_word(answer: &str) -> bool {
    !answer.contains(" or ") && !answer.contains(" and ") && !answer.contains(',')
}

/// Open facts that do not matter to the outcome: those that bear on its duty, on what is put to people, on nothing.
pub(super) fn does_not_matter(page: &mut Document, question: &QuestionExplanation, level: u8) {
    let duty = |fact: &&FactLine| question.bears_on_duty.contains(&fact.fact);
    let put = |fact: &&FactLine| {
        let mut matters = question.to_consider.iter().flat_map(|put| &put.matters);
        matters.any(|matter| matter.fact.fact == fact.fact)
    };
    let (duties, rest): (Vec<&FactLine>, Vec<&FactLine>) = question.does_not_matter.iter().partition(duty);
    let (choices, rest): (Vec<&FactLine>, Vec<&FactLine>) = rest.into_iter().partition(put);
    let settled = question.matters.is_empty();
    let open = Openness::of(rest.iter().copied());
    named(page, level, (say::BEARS_ON_DUTY, say::DUTY_ONLY), &duties);
    if settled {
        bears_on_choice(page, question, level);
    } else {
        named(page, level, (say::BEARS_ON_CHOICE, say::CHOICE_ONLY_THEN), &choices);
    }
    let note = if settled { say::NO_NEED } else { say::NO_NEED_THEN };
    named(page, level, (say::does_not_matter(open), note), &rest);
}

fn named(page: &mut Document, level: u8, (title, note): (&str, &str), facts: &[&FactLine]) {
    if !facts.is_empty() {
        page.heading(level, title);
        page.paragraph(note);
        page.list(facts.iter().map(|fact| Item::of(&say::named(fact))).collect());
    }
}

/// What to ask first about the outcomes put to people, where nothing else is left to ask.
fn bears_on_choice(page: &mut Document, question: &QuestionExplanation, level: u8) {
    let mut groups: Vec<Vec<&ConsiderExplanation>> = Vec::new();
    for put in question.to_consider.iter().filter(|put| !put.matters.is_empty()) {
        let alike = |group: &&mut Vec<&ConsiderExplanation>| {
            group.first().is_some_and(|first| first.matters == put.matters)
        };
        match groups.iter_mut().find(alike) {
            Some(group) => group.push(put),
            None => groups.push(vec![put]),
        }
    }
    if groups.is_empty() {
        return;
    }
    page.heading(level, say::BEARS_ON_CHOICE);
    page.paragraph(say::CHOICE_ONLY);
    let item = |group: &Vec<&ConsiderExplanation>| {
        let matters = group.first().map(|first| first.matters.as_slice()).unwrap_or_default();
        let parts = asked_and_judged(matters, puts).into_iter();
        Item::of(&say::whether_put(group)).over(parts.map(|(title, here)| Item::of(title).over(here)))
    };
    page.list(groups.iter().map(item).collect());
}
