//! What a cell of a table may hold, and reading it from text.

use super::Decimal;
use jiff::civil::Date;

/// The kind of a column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// A readable identifier: lower-case ASCII letters, digits, `_`, `-`, `.`.
    Id,
    /// Text in Unicode NFC without line breaks or doubled spaces.
    Text,
    /// A whole number.
    Integer,
    /// An exact decimal.
    Number,
    /// A number that keeps the decimals it is printed with: `96.00`.
    AsPrinted,
    /// An ISO date `2025-12-28`.
    Date,
    /// An ISO date, or only its month or year where no more is printed: `2025-10`, `2025`.
    PartialDate,
    /// A year from 1900 to 2100.
    Year,
    /// `true` or `false`.
    Flag,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A line of a document, or a range of lines: `612`, `612-618`.
    Lines,
}

/// A cell, read.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing there. Never zero.
    Missing,
    /// Text, identifier, word, line range or partial date.
    Text(String),
    /// A whole number or year.
    Integer(i64),
    /// An exact decimal.
    Number(Decimal),
    /// A day.
    Date(Date),
    /// Yes or no.
    Flag(bool),
}

impl Kind {
    /// Reads a non-empty, trimmed text; the error says what was expected.
    ///
    /// ```
    /// use milepost::catalog::{Kind, Value};
    /// assert_eq!(Kind::Year.read("2030"), Ok(Value::Integer(2030)));
    /// assert_eq!(Kind::Date.read("28/12/2025"), Err("an ISO date such as 2025-12-28".to_owned()));
    /// ```
    pub fn read(self, text: &str) -> Result<Value, String> {
        let read = match self {
            Kind::Id => text
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_-.".contains(&b))
                .then(|| Value::Text(text.to_owned())),
            Kind::Text => Some(Value::Text(text.to_owned())),
            Kind::Integer => text.parse().ok().map(Value::Integer),
            Kind::Number => text.parse().ok().map(Value::Number),
            Kind::AsPrinted => text.parse::<Decimal>().ok().map(|_| Value::Text(text.to_owned())),
            Kind::Date => (text.len() == 10).then(|| text.parse().ok()).flatten().map(Value::Date),
            Kind::PartialDate => first_day(text).map(|_| Value::Text(text.to_owned())),
            Kind::Year => text.parse().ok().filter(|y| (1900..=2100).contains(y)).map(Value::Integer),
            Kind::Flag => match text {
                "true" => Some(Value::Flag(true)),
                "false" => Some(Value::Flag(false)),
                _ => None,
            },
            Kind::OneOf(words) => words.contains(&text).then(|| Value::Text(text.to_owned())),
            Kind::Lines => line_range(text).map(|_| Value::Text(text.to_owned())),
        };
        read.ok_or_else(|| self.expected())
    }

    /// What a cell of this kind looks like, for error messages.
    pub fn expected(self) -> String {
        match self {
            Kind::Id => "an identifier of lower-case letters, digits, `_`, `-`, `.`".to_owned(),
            Kind::Text => "text".to_owned(),
            Kind::Integer => "a whole number without separators".to_owned(),
            Kind::Number | Kind::AsPrinted => {
                "a number with a decimal point, no thousands separator, at most 6 decimals".to_owned()
            }
            Kind::Date => "an ISO date such as 2025-12-28".to_owned(),
            Kind::PartialDate => "an ISO date, month or year such as 2025-12-28, 2025-12, 2025".to_owned(),
            Kind::Year => "a year from 1900 to 2100".to_owned(),
            Kind::Flag => "true or false".to_owned(),
            Kind::OneOf(words) => format!("one of: {}", words.join(", ")),
            Kind::Lines => "a line number or a range of lines such as 612 or 612-618".to_owned(),
        }
    }
}

/// First and last line of a locator such as `612` or `612-618`; `None` where it is not one.
///
/// ```
/// assert_eq!(milepost::catalog::line_range("612-618"), Some((612, 618)));
/// assert_eq!(milepost::catalog::line_range("618-612"), None);
/// ```
pub fn line_range(text: &str) -> Option<(usize, usize)> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if !digits(first) || !digits(last) {
        return None;
    }
    let (first, last) = (first.parse().ok()?, last.parse().ok()?);
    (1 <= first && first <= last).then_some((first, last))
}

/// The first day that a date, month or year can mean.
pub fn first_day(text: &str) -> Option<Date> {
    match text.len() {
        10 => text.parse().ok(),
        7 => format!("{text}-01").parse().ok(),
        4 => format!("{text}-01-01").parse().ok(),
        _ => None,
    }
}
