//! What is known from a record that someone wrote down allows the complete record it was made from.

use threshold::evaluation::{Knowledge, narrow, reference};

use crate::random::{Made, as_at, complete, full, keeps_always, written};
use crate::random_numbers::Dice;

#[test]
fn what_is_known_from_a_record_allows_what_it_was_made_from() {
    let (mut kept, mut exact) = (0, 0);
    for seed in 0..300 {
        let made = Made::new(seed);
        if made.constructs.contains("is one of the values of another list")
            || made.constructs.contains("different values")
        {
            // Texts compared with one another are numbered by the record, not by the test.
            continue;
        }
        let mut dice = Dice::new(seed ^ 0xbac);
        for percent in [0, 0, 10, 30, 30, 60, 60, 90] {
            let full = full(&made, &mut dice);
            let completion = complete(&made.program, &full);
            let record = written(&made, &full, percent, &mut dice);
            let (knowledge, said) = Knowledge::from_record(&made.program, &record, as_at());
            let place = format!("rule set {seed}, {percent} in 100 open");
            let holds = reference::consistent(&made.program, &knowledge, &completion);
            assert_eq!(holds, keeps_always(&made, &full), "{place}");
            if !holds {
                continue;
            }
            kept += 1;
            let left =
                narrow(&made.program, &knowledge).unwrap_or_else(|_| panic!("{place}: narrowed to nothing"));
            assert!(reference::consistent(&made.program, &left, &completion), "{place}: narrowed too far");
            exact += usize::from(said.slots.iter().all(|slot| slot.why_open.is_none()));
        }
    }
    assert!(kept > 600 && exact > 100, "{kept} kept what always holds, {exact} were exact");
}
