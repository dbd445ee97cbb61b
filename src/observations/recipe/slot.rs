//! Values of the fields of one row, while it is being read.

use crate::catalog::Value;
use jiff::civil::{Date, date};

/// A value of one field, as long as its row is being read. Text stands in the row's own buffer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Slot {
    /// Nothing.
    Missing,
    /// Text, by where it stands.
    Text {
        /// Where it begins.
        start: u32,
        /// Where it ends.
        end: u32,
    },
    /// A whole number.
    Integer(i64),
    /// A decimal, times a million.
    Number(i128),
    /// Days since 1 January 1970.
    Day(i32),
    /// Yes or no.
    Flag(bool),
}

impl Slot {
    /// Text, put into the row's buffer.
    pub fn text(said: &str, buffer: &mut String) -> Slot {
        let position = |n: usize| u32::try_from(n).expect("the text of one row is shorter than 4 GiB");
        let start = position(buffer.len());
        buffer.push_str(said);
        Slot::Text { start, end: position(buffer.len()) }
    }

    /// A figure times a million; `None` for all else.
    pub fn scaled(self) -> Option<i128> {
        match self {
            Slot::Integer(n) => Some(i128::from(n) * 1_000_000),
            Slot::Number(n) => Some(n),
            _ => None,
        }
    }

    /// Writes values into slots.
    pub fn write_all(values: &[Value], slots: &mut [Slot], buffer: &mut String) {
        for (slot, value) in slots.iter_mut().zip(values) {
            *slot = match value {
                Value::Missing => Slot::Missing,
                Value::Text(text) => Slot::text(text, buffer),
                Value::Integer(n) => Slot::Integer(*n),
                Value::Number(n) => Slot::Number(n.scaled()),
                Value::Date(day) => Slot::Day(days(*day)),
                Value::Flag(flag) => Slot::Flag(*flag),
            };
        }
    }

    /// Slots with a buffer of their own.
    pub fn detached(slots: &[Slot], buffer: &str) -> (Vec<Slot>, String) {
        let mut own = String::new();
        let mut copies = vec![Slot::Missing; slots.len()];
        Slot::copy_all(slots, buffer, &mut copies, &mut own);
        (copies, own)
    }

    /// Copies slots from one buffer to another.
    pub fn copy_all(from: &[Slot], text: &str, to: &mut [Slot], buffer: &mut String) {
        for (to, from) in to.iter_mut().zip(from) {
            *to = match from {
                Slot::Text { start, end } => Slot::text(&text[*start as usize..*end as usize], buffer),
                other => *other,
            };
        }
    }
}

/// Days since 1 January 1970.
pub fn days(day: Date) -> i32 {
    (day - date(1970, 1, 1)).get_days()
}
