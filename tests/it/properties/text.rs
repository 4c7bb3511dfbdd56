//! Random rule files in words, over the vocabulary of the table of sentences.

use threshold::evaluation::Knowledge;
use threshold::record::{Answer, Record, RecordedFact, Value};
use threshold::syntax::tree::FactKind;
use threshold::vocabulary::Type;

use crate::random::{Made, full, written};
use crate::random_numbers::Dice;
use crate::sentences::{about_a_referral, about_the_case};

/// Lists nest so deep.
const DEEPEST: usize = 3;

/// A sentence, or a list under its lead.
#[derive(Clone)]
pub(super) struct Item {
    lead: String,
    items: Vec<Item>,
}

/// A rule, an exception or a definition: what stands before its condition, that, and what stands after.
#[derive(Clone)]
struct Block {
    head: String,
    lead: String,
    when: Item,
    tail: String,
}

/// A rule file in parts.
#[derive(Clone)]
pub(super) struct Sheet {
    definition: Block,
    exceptions: Vec<Block>,
    rules: Vec<Block>,
    presumption: Option<String>,
}

impl Sheet {
    pub(super) fn new(dice: &mut Dice) -> Self {
        let own = |sentence: &&str| sentence.contains("cared for") || sentence.contains("learning review");
        let plain: Vec<&str> = about_the_case().into_iter().filter(|sentence| !own(sentence)).collect();
        let definition = Block {
            head: "Definition \"cared for\" [Regs 9]\n".to_owned(),
            lead: "The child was cared for by the authority when ".to_owned(),
            when: item(&plain, DEEPEST - 1, dice),
            tail: String::new(),
        };
        let exceptions: Vec<Block> = (0..dice.below(3)).map(|place| exception(place, dice)).collect();
        let count = 2 + dice.below(4);
        let rules: Vec<Block> = (0..count).map(|place| rule(place, exceptions.len(), dice)).collect();
        let presumption = dice.chance(50).then(|| {
            let sentences = ["the child was in custody", "the child was seriously harmed", "the child died"];
            let everywhere = if dice.chance(50) { "U" } else { "In \"rule 0\", u" };
            format!(
                "Presumption \"p\" [Regs 8]\n  {everywhere}nless the contrary is shown: {}.\n\n",
                dice.pick(&sentences)
            )
        });
        Self { definition, exceptions, rules, presumption }
    }

    /// The same rules and items in another order.
    pub(super) fn shuffled(&self, dice: &mut Dice) -> Self {
        let mut other = self.clone();
        shuffle(&mut other.rules, dice);
        shuffle(&mut other.exceptions, dice);
        let blocks = other.rules.iter_mut().chain(&mut other.exceptions).chain([&mut other.definition]);
        blocks.for_each(|block| block.when.shuffle(dice));
        other
    }

    pub(super) fn text(&self) -> String {
        let mut text = HEAD.to_owned();
        for block in [&self.definition].into_iter().chain(&self.exceptions).chain(&self.rules) {
            text.push_str(&block.head);
            text.push_str("  ");
            text.push_str(&block.lead);
            block.when.print(0, &mut text);
            text.push_str(".\n");
            text.push_str(&block.tail);
            text.push('\n');
        }
        text.push_str(self.presumption.as_deref().unwrap_or(""));
        text.push_str("Otherwise the outcome of \"review\" is no review.\n");
        text.push_str("Otherwise the outcome of \"notification\" is not notifiable.\n");
        text
    }
}

impl Item {
    fn shuffle(&mut self, dice: &mut Dice) {
        shuffle(&mut self.items, dice);
        self.items.iter_mut().for_each(|item| item.shuffle(dice));
    }

    fn print(&self, depth: usize, text: &mut String) {
        text.push_str(&self.lead);
        let last = self.items.len().saturating_sub(1);
        for (place, item) in self.items.iter().enumerate() {
            let label = match depth {
                0 => ["(a)", "(b)", "(c)", "(d)"][place],
                1 => ["(i)", "(ii)", "(iii)", "(iv)"][place],
                _ => "-",
            };
            text.push('\n');
            text.push_str(&" ".repeat(4 * (depth + 1)));
            text.push_str(label);
            text.push(' ');
            item.print(depth + 1, text);
            if place < last {
                text.push(';');
            }
        }
    }
}

fn shuffle<T>(items: &mut [T], dice: &mut Dice) {
    for place in (1..items.len()).rev() {
        items.swap(place, dice.below(place + 1));
    }
}

fn exception(place: usize, dice: &mut Dice) -> Block {
    let aside = place > 0 && dice.chance(40);
    Block {
        head: format!("Exception \"exception {place}\" [Regs 6]\n"),
        lead: "This applies when ".to_owned(),
        when: item(&about_the_case(), DEEPEST - 1, dice),
        tail: if aside { not_where("exception 0") } else { String::new() },
    }
}

fn not_where(exception: &str) -> String {
    format!("  This does not apply where \"{exception}\" applies.\n")
}

fn rule(place: usize, exceptions: usize, dice: &mut Dice) -> Block {
    let review = ["serious case review", "learning review", "no review"];
    let notification = ["notifiable", "not notifiable"];
    let (question, outcome) = if place == 0 || dice.chance(75) {
        ("review", *dice.pick(&review))
    } else {
        ("notification", *dice.pick(&notification))
    };
    let named = format!("The outcome of \"{question}\" ");
    let lead = match dice.below(6) {
        0..=2 => format!("{named}must be {outcome} when "),
        3 => format!("{named}should always be {outcome} when "),
        4 if question == "review" => format!("{} should be considered when ", capital(outcome)),
        5 if question == "review" => format!("{} may be chosen when ", capital(outcome)),
        _ => format!("{named}must be {outcome} when "),
    };
    let mut pool: Vec<&str> = about_the_case();
    if question == "notification" {
        pool.push("the outcome of \"review\" is at least learning review");
        pool.push("the outcome of \"review\" is no review");
    }
    let tail = match dice.below(100) {
        0..=34 if exceptions > 0 => not_where(&format!("exception {}", dice.below(exceptions))),
        35..=39 => "  This applies whether or not the child was in custody.\n".to_owned(),
        _ => String::new(),
    };
    Block {
        head: format!("Rule \"rule {place}\" [Regs {}]\n", place + 1),
        lead,
        when: item(&pool, DEEPEST, dice),
        tail,
    }
}

fn capital(words: &str) -> String {
    format!("{}{}", words[..1].to_uppercase(), &words[1..])
}

fn item(pool: &[&str], depth: usize, dice: &mut Dice) -> Item {
    if depth == 0 || dice.chance(45) {
        return Item { lead: (*dice.pick(pool)).to_owned(), items: Vec::new() };
    }
    if dice.chance(12) {
        let lead = "there was a referral about the child, for which all of these are true:".to_owned();
        return Item { lead, items: items(&about_a_referral(), 1, dice) };
    }
    let items = items(pool, depth, dice);
    let few = 1 + dice.below(items.len() - 1);
    let lead = match dice.below(8) {
        0 | 1 => "all of these are true:".to_owned(),
        2 | 3 => "any of these is true:".to_owned(),
        4 => "none of these is true:".to_owned(),
        5 => format!("at least {} of these are true:", few + 1),
        6 => format!("at most {few} of these are true:"),
        _ => format!("exactly {few} of these are true:"),
    };
    Item { lead, items }
}

/// Two to four different items.
fn items(pool: &[&str], depth: usize, dice: &mut Dice) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for _ in 0..2 + dice.below(3) {
        let next = item(pool, depth - 1, dice);
        if !items.iter().any(|other| other.lead == next.lead) {
            items.push(next);
        }
    }
    while items.len() < 2 {
        let next = Item { lead: (*dice.pick(pool)).to_owned(), items: Vec::new() };
        if !items.iter().any(|other| other.lead == next.lead) {
            items.push(next);
        }
    }
    items
}

/// A rule set from words, ready to run, and what it was made of.
pub(super) fn made(sheet: &Sheet) -> Made {
    let facts = std::fs::read_to_string("tests/language/mistakes/mistakes.facts").unwrap();
    Made::of(crate::screened::program(&facts, &sheet.text()).rule_set)
}

/// A record for it, and what is known from it.
pub(super) fn record(made: &Made, dice: &mut Dice) -> (Record, Knowledge) {
    let full = full(made, dice);
    let percent = *dice.pick(&[0, 4, 10, 30, 60, 200]);
    let mut record = written(made, &full, percent, dice);
    record.case = "EX-1".to_owned();
    record.facts.retain(|recorded| may_be_written(made, recorded));
    for recorded in &mut record.facts {
        if made.rule_set.vocabulary.facts[recorded.fact.0 as usize].kind == FactKind::Judgement {
            // A judgement has one value.
            recorded.statements.truncate(1);
        }
    }
    let (knowledge, _) = Knowledge::from_record(&made.program, &record, crate::random::as_at());
    (record, knowledge)
}

/// Not what is private or established only later; not a length without its unit or a list that says nothing, which no
/// file can hold.
fn may_be_written(made: &Made, recorded: &RecordedFact) -> bool {
    let fact = &made.rule_set.vocabulary.facts[recorded.fact.0 as usize];
    let bare = |answer: &Answer| matches!(answer, Answer::Value(Value::Number(_)));
    let nothing = |answer: &Answer| match answer {
        Answer::Value(Value::List(list)) => {
            !list.complete
                && (list.entries.is_empty() || list.entries.iter().any(|entry| entry.fields.is_empty()))
        }
        Answer::Value(Value::Periods(periods)) => !periods.complete && periods.periods.is_empty(),
        Answer::Value(Value::Set(set)) => !set.complete && set.holds.is_empty(),
        _ => false,
    };
    if recorded.statements.iter().any(|statement| nothing(&statement.answer)) {
        return false;
    }
    let kept_apart = matches!(fact.kind, FactKind::EstablishedLater | FactKind::Private);
    let without_unit = matches!(fact.ty, Type::Length(_))
        && recorded.statements.iter().any(|statement| bare(&statement.answer));
    !kept_apart && !without_unit
}

const HEAD: &str = r#"Rule set "Random"
  Board: B.
  Version: 1.
  In force: from 1 January 2010.
  Uses: "Mistakes".

Sources
  Regs means "Regulations".

Settings
  The infant age limit is 1 year [Regs 1].
  Several means 3 [Regs 2].
  The starting day is 1 April 2015 [Regs 3].
  The look-back is 6 months [Regs 4].

Question "review": which review?
  Decided by: the chair.
  Outcomes, most serious first:
    - serious case review;
    - learning review;
    - no review.

Question "notification": is it notifiable?
  Decided by: the chair.
  Outcomes, most serious first:
    - notifiable;
    - not notifiable.

Table "the lead board" [Regs 5]
  | the apparent cause of death | the child was in custody || the lead board |
  | natural                     | any                      || Northshire     |
  | accident                    | yes                      || placing board  |
  | accident                    | no                       || home board     |
  | violence                    | any                      || home board     |
  | not yet clear               | any                      || Northshire     |

Table "the reckoning day" [Regs 5]
  | the child was in custody || the reckoning day       |
  | yes                      || the date of the hearing |
  | no                       || the date of birth       |

"#;
