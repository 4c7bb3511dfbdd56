//! How wide are the columns of a table in plain text?

use super::document::Table;

/// Between two columns.
pub(super) const BETWEEN: &str = "  ";

/// Column widths that fit the page: as wide as the widest cell, the widest columns giving way first.
pub(super) fn widths(table: &Table, page: usize) -> Vec<usize> {
    let columns = table.head.len();
    let widest = |column: usize| {
        let cells = table.rows.iter().chain([&table.head]).filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(1).max(1)
    };
    let mut widths: Vec<usize> = (0..columns).map(widest).collect();
    let room = page.saturating_sub(BETWEEN.len() * columns.saturating_sub(1)).max(columns);
    while widths.iter().sum::<usize>() > room {
        let Some(most) = widths.iter_mut().max() else { break };
        *most -= 1;
    }
    widths
}
