//! In which form does an extract write its dates? The mapping states it; nothing is guessed from the dates themselves.

use crate::calendar::Date;

/// A stated form, such as `dd/mm/yyyy`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Form(Vec<Piece>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    /// So many digits of a year.
    Year,
    /// Two digits, or one or two.
    Month(bool),
    Day(bool),
    Hour,
    Minute,
    /// Seconds are read and dropped.
    Second,
    Sign(char),
}

/// What a cell in a stated form says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// A month.
    Month(i16, i8),
    /// A day, perhaps with a time.
    Day(Date, Option<(u32, u32)>),
}

/// Why a cell is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// Not in this form.
    Shape,
    /// In this form, and no such day, month or time exists.
    NoSuchDay,
}

impl Form {
    /// Reads `dd/mm/yyyy`, `d/m/yyyy`, `yyyy-mm-dd`, `mm/yyyy`, `dd/mm/yyyy hh:mm`, `yyyy-mm-dd hh:mm:ss`.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut pieces = Vec::new();
        let mut rest = text.trim();
        while let Some(letter) = rest.chars().next() {
            let run = rest.len() - rest.trim_start_matches(letter).len();
            let after_hour = pieces.contains(&Piece::Hour);
            let piece = match (letter, run) {
                ('y', 4) => Piece::Year,
                ('m', 2) if after_hour => Piece::Minute,
                ('m', 1 | 2) => Piece::Month(run == 2),
                ('d', 1 | 2) => Piece::Day(run == 2),
                ('h', 2) => Piece::Hour,
                ('s', 2) => Piece::Second,
                ('/' | '-' | '.' | ' ' | ':' | 'T', 1) => Piece::Sign(letter),
                _ => return None,
            };
            if !matches!(piece, Piece::Sign(_)) && pieces.contains(&piece) {
                return None;
            }
            pieces.push(piece);
            rest = rest.get(run..)?;
        }
        let has = |wanted: fn(&Piece) -> bool| pieces.iter().any(wanted);
        let dated = has(|piece| *piece == Piece::Year) && has(|piece| matches!(piece, Piece::Month(_)));
        let timed = has(|piece| *piece == Piece::Hour) == has(|piece| *piece == Piece::Minute);
        let whole = has(|piece| matches!(piece, Piece::Day(_))) || !has(|piece| *piece == Piece::Hour);
        (dated && timed && whole).then_some(Self(pieces))
    }

    /// Reads a cell.
    pub(super) fn date(&self, text: &str) -> Result<Said, Fault> {
        let mut rest = text;
        let (mut year, mut month, mut day) = (0, 0, None);
        let (mut hour, mut minute, mut second) = (None, 0, 0);
        for piece in &self.0 {
            match piece {
                Piece::Year => year = digits(&mut rest, 4, 4)?,
                Piece::Month(two) => month = digits(&mut rest, 1 + usize::from(*two), 2)?,
                Piece::Day(two) => day = Some(digits(&mut rest, 1 + usize::from(*two), 2)?),
                Piece::Hour => hour = Some(digits(&mut rest, 2, 2)?),
                Piece::Minute => minute = digits(&mut rest, 2, 2)?,
                Piece::Second => second = digits(&mut rest, 2, 2)?,
                Piece::Sign(sign) => rest = rest.strip_prefix(*sign).ok_or(Fault::Shape)?,
            }
        }
        if !rest.is_empty() {
            return Err(Fault::Shape);
        }
        let small = |number: u32| i8::try_from(number).map_err(|_| Fault::NoSuchDay);
        let year = i16::try_from(year).map_err(|_| Fault::NoSuchDay)?;
        let month = small(month)?;
        if hour.is_some_and(|hour| hour > 23) || minute > 59 || second > 59 {
            return Err(Fault::NoSuchDay);
        }
        match day {
            Some(day) => {
                let date = Date::new(year, month, small(day)?).ok_or(Fault::NoSuchDay)?;
                Ok(Said::Day(date, hour.map(|hour| (hour, minute))))
            }
            None => Date::new(year, month, 1).map(|_| Said::Month(year, month)).ok_or(Fault::NoSuchDay),
        }
    }
}

/// Takes at least so many digits and at most so many.
fn digits(rest: &mut &str, least: usize, most: usize) -> Result<u32, Fault> {
    let count = rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
    if count < least {
        return Err(Fault::Shape);
    }
    let (number, after) = rest.split_at_checked(count).ok_or(Fault::Shape)?;
    *rest = after;
    number.parse().map_err(|_| Fault::Shape)
}
