//! Cases one at a time, however many: what reading the whole text gives, without keeping it.

use std::io::{self, BufRead};
use std::ops::ControlFlow;

use super::{Place, Record, RefusedCase, csv, csv_rows, json_lines, lines};
use crate::diagnostic::Diagnostic;
use crate::source::SourceFile;
use crate::vocabulary::Vocabulary;

/// Where cases come from one at a time.
pub struct Stream<'s> {
    /// The file as the user named it.
    pub name: &'s str,
    /// Opens it at its beginning; a table is opened twice, first to see whether it breaks off.
    pub open: &'s dyn Fn() -> io::Result<Box<dyn BufRead + 's>>,
    /// For a CSV table its companions, one for each list.
    pub lists: &'s [&'s SourceFile],
}

/// What is done with each case; it can end the reading.
pub type Visit<'v> = dyn FnMut(Result<Record, RefusedCase>) -> ControlFlow<()> + 'v;

impl Stream<'_> {
    /// Hands out the cases of JSON lines in their order. Gives what is to be said of the file beside that.
    ///
    /// # Errors
    /// When the file cannot be read on.
    pub fn json_lines(&self, vocabulary: &Vocabulary, visit: &mut Visit<'_>) -> io::Result<Vec<Diagnostic>> {
        self.hand_out(json_lines((self.open)()?, self.name, vocabulary), visit)
    }

    /// Hands out the cases of a CSV table in their order. Of a table that breaks off no row is used.
    ///
    /// # Errors
    /// When the file cannot be read on.
    pub fn csv(&self, vocabulary: &Vocabulary, visit: &mut Visit<'_>) -> io::Result<Vec<Diagnostic>> {
        let broken: Option<Place> = csv::breaks_off((self.open)()?, self.name)?;
        let rows = csv_rows((self.open)()?, self.name, self.lists, vocabulary)?;
        let Some(broken) = broken else { return self.hand_out(rows, visit) };
        let unused =
            rows.map(|row| row.map(|case| case.and_then(|it| Err(csv::of_broken_table(it, &broken)))));
        self.hand_out(unused, visit)
    }

    fn hand_out(
        &self,
        cases: impl Iterator<Item = io::Result<Result<Record, RefusedCase>>>,
        visit: &mut Visit<'_>,
    ) -> io::Result<Vec<Diagnostic>> {
        let mut none = true;
        for case in cases {
            none = false;
            if visit(case?).is_break() {
                break;
            }
        }
        let warning = || lines::no_case(Place { file: self.name.into(), line: 0, column: 0 });
        Ok(none.then(warning).into_iter().collect())
    }
}
