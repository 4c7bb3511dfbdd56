//! Would a mistake in one operator be noticed?
//!
//! Each fault changes what one operator does, everywhere in a program, as a mistake in an evaluator would; the changed
//! program is given to one side only, to the engine and then to the reference. Every fault must be caught on either
//! side within a few thousand pairs.

use threshold::calendar::Length;
use threshold::check::{Heading, Mask, Order};
use threshold::evaluation::{Kleene, Presumed, Silent, Truth, reference};
use threshold::program::{Atom, DateExpr, Node, NodeId, Program, Step};

use crate::random::{Made, as_at, complete, full, widened};
use crate::random_numbers::Dice;

/// A mistake: changes a program, or leaves it as it is where the operator does not occur.
type Fault = (&'static str, fn(&mut Program));

const FAULTS: [Fault; 37] = [
    ("all as any", |program| headings(program, |heading| swap(heading, Heading::All, Heading::Any))),
    ("any as all", |program| headings(program, |heading| swap(heading, Heading::Any, Heading::All))),
    ("none as any", |program| headings(program, |heading| swap(heading, Heading::None, Heading::Any))),
    ("none as all", |program| headings(program, |heading| swap(heading, Heading::None, Heading::All))),
    ("at least one more", |program| {
        headings(program, |heading| match heading {
            Heading::AtLeast(number) => Heading::AtLeast(number + 1),
            other => other,
        });
    }),
    ("at least as exactly", |program| {
        headings(program, |heading| match heading {
            Heading::AtLeast(number) => Heading::Exactly(number),
            other => other,
        });
    }),
    ("at most one more", |program| {
        headings(program, |heading| match heading {
            Heading::AtMost(number) => Heading::AtMost(number + 1),
            other => other,
        });
    }),
    ("at most as at least", |program| {
        headings(program, |heading| match heading {
            Heading::AtMost(number) => Heading::AtLeast(number),
            other => other,
        });
    }),
    ("exactly as at least", |program| {
        headings(program, |heading| match heading {
            Heading::Exactly(number) => Heading::AtLeast(number),
            other => other,
        });
    }),
    ("exactly as at most", |program| {
        headings(program, |heading| match heading {
            Heading::Exactly(number) => Heading::AtMost(number),
            other => other,
        });
    }),
    ("the last item of a list left out", |program| {
        for node in &mut program.nodes {
            if let Node::List { count, .. } = node {
                *count -= 1;
            }
        }
    }),
    ("not left out", |program| {
        for place in 0..program.nodes.len() {
            if let Node::Not(inner) = program.nodes[place] {
                program.nodes[place] = program.nodes[inner.0 as usize];
            }
        }
    }),
    ("presumptions never applied", |program| {
        for node in &mut program.nodes {
            if matches!(node, Node::Presumed(_)) {
                *node = Node::Constant(false);
            }
        }
    }),
    ("presumptions always applied", |program| {
        for node in &mut program.nodes {
            if matches!(node, Node::Presumed(_)) {
                *node = Node::Constant(true);
            }
        }
    }),
    ("choice turned round", |program| masks(program, |mask| Mask(!mask.0))),
    ("choice one value off", |program| masks(program, |mask| Mask(mask.0.rotate_left(1)))),
    ("includes turned round", |program| {
        for atom in &mut program.atoms {
            if let Atom::Includes { values, .. } = atom {
                *values = Mask(!values.0 & 7);
            }
        }
    }),
    ("number one more", |program| numbers(program, |order, value| (order, value + 1))),
    ("number turned round", |program| numbers(program, |order, value| (turned(order), value))),
    ("number is as at least", |program| {
        numbers(program, |order, value| (swap(order, Order::Equal, Order::AtLeast), value));
    }),
    ("before as on or before", |program| dates(program, |order| swap(order, Order::Less, Order::AtMost))),
    ("on or before as before", |program| dates(program, |order| swap(order, Order::AtMost, Order::Less))),
    ("on as on or before", |program| dates(program, |order| swap(order, Order::Equal, Order::AtMost))),
    ("before as after", |program| dates(program, turned)),
    ("later steps one day long", |program| {
        steps(program, |step| match step {
            Step::Plus(length) => Step::Plus(longer(length)),
            other => other,
        });
    }),
    ("later as earlier", |program| {
        steps(program, |step| match step {
            Step::Plus(length) => Step::Less(length),
            other => other,
        });
    }),
    ("earlier as later", |program| {
        steps(program, |step| match step {
            Step::Less(length) => Step::Plus(length),
            other => other,
        });
    }),
    ("completed one unit later", |program| {
        steps(program, |step| match step {
            Step::Completes(length) => Step::Completes(longer(length)),
            other => other,
        });
    }),
    ("completed by the month-end rule", |program| {
        steps(program, |step| match step {
            Step::Completes(length) => Step::Plus(length),
            other => other,
        });
    }),
    ("only the first step taken", |program| exprs(program, |expr| expr.steps.truncate(1))),
    ("count one more", |program| counts(program, |order, value| (order, value + 1))),
    ("count turned round", |program| counts(program, |order, value| (turned(order), value))),
    ("every entry counts", |program| {
        for atom in &mut program.atoms {
            if let Atom::Count { filter, .. } | Atom::CountDifferent { filter, .. } = atom {
                *filter = Program::TRUE;
            }
        }
    }),
    ("entries counted, not their values", |program| {
        for atom in &mut program.atoms {
            if let Atom::CountDifferent { list, filter, order, value, .. } = *atom {
                *atom = Atom::Count { list, filter, order, value };
            }
        }
    }),
    ("days covered from the wrong end", |program| {
        for atom in &mut program.atoms {
            if let Atom::Covers { first, last, .. } = atom {
                std::mem::swap(first, last);
            }
        }
    }),
    ("a longer total", |program| {
        for atom in &mut program.atoms {
            if let Atom::Total { length, .. } = atom {
                *length = longer(*length);
            }
        }
    }),
    ("a neighbouring field", |program| {
        for atom in &mut program.atoms {
            if let Atom::MemberOf { at: threshold::program::Ref::Field { depth, .. }, field, .. } = *atom {
                *atom = Atom::Choice { at: threshold::program::Ref::Field { depth, field }, values: Mask(1) };
            }
        }
    }),
];

fn swap<T: PartialEq>(value: T, from: T, to: T) -> T {
    if value == from { to } else { value }
}

fn turned(order: Order) -> Order {
    match order {
        Order::Less => Order::More,
        Order::AtMost => Order::AtLeast,
        Order::Equal => Order::Less,
        Order::AtLeast => Order::AtMost,
        Order::More => Order::Less,
    }
}

fn longer(length: Length) -> Length {
    Length { amount: length.amount + 1, unit: length.unit }
}

fn headings(program: &mut Program, change: fn(Heading) -> Heading) {
    for node in &mut program.nodes {
        if let Node::List { heading, .. } = node {
            *heading = change(*heading);
        }
    }
}

fn masks(program: &mut Program, change: fn(Mask) -> Mask) {
    for atom in &mut program.atoms {
        if let Atom::Choice { values, .. } = atom {
            *values = change(*values);
        }
    }
}

fn numbers(program: &mut Program, change: fn(Order, u32) -> (Order, u32)) {
    for atom in &mut program.atoms {
        if let Atom::Number { order, value, .. } = atom {
            (*order, *value) = change(*order, *value);
        }
    }
}

fn counts(program: &mut Program, change: fn(Order, u32) -> (Order, u32)) {
    for atom in &mut program.atoms {
        if let Atom::Count { order, value, .. } | Atom::CountDifferent { order, value, .. } = atom {
            (*order, *value) = change(*order, *value);
        }
    }
}

fn dates(program: &mut Program, change: fn(Order) -> Order) {
    for atom in &mut program.atoms {
        if let Atom::Dates { order, .. } = atom {
            *order = change(*order);
        }
    }
}

fn exprs(program: &mut Program, change: impl Fn(&mut DateExpr)) {
    for atom in &mut program.atoms {
        match atom {
            Atom::Dates { left, right, .. } => [left, right].into_iter().for_each(&change),
            Atom::Covers { first, last, .. } | Atom::Total { first, last, .. } => {
                [first, last].into_iter().for_each(&change);
            }
            _ => {}
        }
    }
}

fn steps(program: &mut Program, change: fn(Step) -> Step) {
    exprs(program, |expr| expr.steps.iter_mut().for_each(|step| *step = change(*step)));
}

/// Do engine and reference differ when each is given its own program?
fn caught(made: &Made, engine: &Program, plain: &Program, seed: u64) -> bool {
    let mut dice = Dice::new(seed);
    let full = full(made, &mut dice);
    let completion = complete(&made.program, &full);
    let knowledge = widened(&made.program, &completion, 10, &mut dice);
    let all = (0..).map(threshold::check::PresumptionId).take(made.rule_set.presumptions.len());
    let presumed = Presumed::of(all.filter(|_| dice.chance(50)));
    let mut kleene = Kleene::default();
    kleene.run(engine, &knowledge, &presumed, &mut Silent);
    let nodes = (0..u32::try_from(engine.nodes.len()).unwrap()).map(NodeId);
    nodes.filter(|node| engine.is_about_case(*node)).any(|node| {
        let holds = reference::holds(plain, &completion, (as_at(), &presumed), node);
        kleene.truth(node) == Truth::of(!holds)
    })
}

#[test]
fn a_fault_in_any_operator_is_caught_on_either_side() {
    const PROGRAMS: u64 = 400;
    const RECORDS: u64 = 8;
    for (name, fault) in FAULTS {
        for engine_side in [true, false] {
            let found = (0..PROGRAMS).any(|seed| {
                let made = Made::new(seed);
                let mut wrong = made.program.clone();
                fault(&mut wrong);
                let (engine, plain) =
                    if engine_side { (&wrong, &made.program) } else { (&made.program, &wrong) };
                wrong.nodes.len() == made.program.nodes.len()
                    && (0..RECORDS).any(|record| caught(&made, engine, plain, seed * RECORDS + record))
            });
            let side = if engine_side { "engine" } else { "reference" };
            assert!(found, "{name}: a fault in the {side} is not noticed in {} pairs", PROGRAMS * RECORDS);
        }
    }
}
