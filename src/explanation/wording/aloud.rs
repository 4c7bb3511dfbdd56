//! What a page that is listened to says where a page that is seen draws.

use super::stop;

/// A heading.
#[must_use]
pub fn heading_aloud(level: u8, text: &str) -> String {
    stop(&format!("Heading {level}: {text}"))
}

/// A cell of a table's row.
#[must_use]
pub fn cell_aloud(head: &str, cell: &str) -> String {
    stop(&format!("{}: {cell}", head.trim_end_matches('.')))
}

/// A choice in the box for people's decision.
#[must_use]
pub fn choice_aloud(text: &str) -> String {
    stop(&format!("To tick: {text}"))
}

/// Room to write in that box.
#[must_use]
pub fn room_aloud(text: &str) -> String {
    stop(&format!("To fill in: {text}"))
}
