//! Number formats: whether a number is shown as a number, a percentage or a date.
//!
//! Read as ECMA-376 part 1, 18.8.30 and 18.8.31 describe them: up to four sections between semicolons (positive, negative,
//! zero, text), in which quoted and escaped text is literal.

use super::serial::{Epoch, moment};
use crate::sources::cells::Cell;

/// What a section of a format shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Number,
    Percent,
    Date,
    /// Hours, minutes and seconds only: a part of a day, which stays a number of days unless it is more than one.
    Clock,
}

/// A number format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Format {
    positive: Shown,
    negative: Shown,
    zero: Shown,
}

impl Format {
    /// Numbers as they are.
    pub const GENERAL: Format = Format::all(Shown::Number);

    const fn all(shown: Shown) -> Format {
        Format { positive: shown, negative: shown, zero: shown }
    }

    /// A format by its code, such as `0.0%` or `dd/mm/yyyy`.
    pub fn of_code(code: &str) -> Format {
        let sections = sections(code);
        let first = sections.first().copied().flatten().unwrap_or(Shown::Number);
        // A section of literal text only ("-" for zero) says nothing about the kind of the column.
        let other = |index: usize| sections.get(index).copied().flatten().unwrap_or(first);
        Format { positive: first, negative: other(1), zero: if sections.len() > 2 { other(2) } else { first } }
    }

    /// A format that every workbook has without saying so, by its number.
    pub fn built_in(id: u32) -> Format {
        Format::all(match id {
            9 | 10 => Shown::Percent,
            // 27 to 36 and 50 to 58 are dates of East Asian languages.
            14..=17 | 22 | 27..=36 | 50..=58 => Shown::Date,
            18..=21 | 45 | 47 => Shown::Clock,
            _ => Shown::Number,
        })
    }

    /// Hands on the cell of a number in this format. A date that does not exist is a fault.
    #[inline]
    pub fn cell<T>(self, value: f64, epoch: Epoch, give: impl FnOnce(Cell<'_>) -> T) -> T {
        let shown = if value > 0.0 {
            self.positive
        } else if value < 0.0 {
            self.negative
        } else {
            self.zero
        };
        match shown {
            Shown::Number => give(Cell::Number { value, percent: false }),
            Shown::Percent => give(Cell::Number { value, percent: true }),
            Shown::Clock if value < 1.0 => give(Cell::Number { value, percent: false }),
            Shown::Date | Shown::Clock => match moment(value, epoch) {
                Some(moment) => give(Cell::Moment(moment)),
                None => give(Cell::Fault(&format!("no date: {value}"))),
            },
        }
    }
}

/// What each section shows; none for one of literal text only.
fn sections(code: &str) -> Vec<Option<Shown>> {
    #[derive(Default)]
    struct Seen {
        digits: bool,
        percent: bool,
        day: bool,
        month: bool,
        clock: bool,
        elapsed: bool,
    }
    let shown = |seen: &Seen| match seen {
        // Elapsed hours such as [h]:mm may exceed a day and are no moment.
        Seen { elapsed: true, .. } => Some(Shown::Number),
        Seen { day: true, .. } | Seen { month: true, clock: false, .. } => Some(Shown::Date),
        Seen { clock: true, .. } => Some(Shown::Clock),
        Seen { percent: true, .. } => Some(Shown::Percent),
        Seen { digits: true, .. } => Some(Shown::Number),
        _ => None,
    };
    let mut all = Vec::new();
    let mut seen = Seen::default();
    let mut rest = code;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        let is_general = rest.get(..7).is_some_and(|word| word.eq_ignore_ascii_case("general"));
        rest = match c {
            '"' => after.split_once('"').map_or("", |(_, rest)| rest),
            // The next character is literal, as wide as a space, or repeated.
            '\\' | '_' | '*' => after.chars().next().map_or("", |c| &after[c.len_utf8()..]),
            '[' => {
                let (inside, rest) = after.split_once(']').unwrap_or((after, ""));
                let unit = inside.to_ascii_lowercase();
                seen.elapsed |= !unit.is_empty() && ['h', 'm', 's'].iter().any(|u| unit.chars().all(|c| c == *u));
                rest
            }
            ';' => {
                all.push(shown(&seen));
                seen = Seen::default();
                after
            }
            _ if is_general => {
                seen.digits = true;
                &rest[7..]
            }
            _ => {
                match c.to_ascii_lowercase() {
                    '0' | '#' | '?' | '@' => seen.digits = true,
                    '%' => seen.percent = true,
                    'd' | 'y' => seen.day = true,
                    'm' => seen.month = true,
                    'h' | 's' => seen.clock = true,
                    _ => {}
                }
                after
            }
        };
    }
    all.push(shown(&seen));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(code: &str, value: f64) -> &'static str {
        Format::of_code(code).cell(value, Epoch::default(), |cell| match cell {
            Cell::Number { percent: true, .. } => "percent",
            Cell::Number { .. } => "number",
            Cell::Moment(_) => "moment",
            Cell::Fault(_) => "fault",
            _ => "other",
        })
    }

    #[test]
    fn kinds_of_codes() {
        for code in ["dd/mm/yyyy", "[$-42A]dd mmmm yyyy;@", "mm/yyyy", "\"Tháng\" m", "mmm", "m\"M\"d\"D\";@"] {
            assert_eq!(kind(code, 44197.0), "moment", "{code}");
        }
        for code in ["0%", "0.00%", "0.0\\ %", "[Red]0%", "#,##0.0%;-#,##0.0%;\"-\""] {
            assert_eq!(kind(code, 0.5), "percent", "{code}");
        }
        for code in
            ["", "General", "GENERAL", "0.00E+00", "#,##0 \"đ\"", "#,##0\\ \"%\"", "0\\d", "_-* #,##0_d", "@", "[h]:mm"]
        {
            assert_eq!(kind(code, 44197.0), "number", "{code}");
        }
        assert_eq!(kind("#,##0 \"tỷ đồng", 1.0), "number", "an open quote");
        assert_eq!(kind("h:mm", 0.5), "number");
        assert_eq!(kind("h:mm AM/PM", 44197.5), "moment");
        assert_eq!(kind("dd/mm/yyyy", -5.0), "fault");
    }

    #[test]
    fn sections_go_by_sign() {
        assert_eq!(kind("0.0%;0.0", -1.0), "number");
        assert_eq!(kind("0.0%;0.0", 0.0), "percent");
        assert_eq!(kind("0;-0;0%", 0.0), "percent");
        assert_eq!(kind("0%;-0%;\"không\"", 0.0), "percent");
    }
}
