//! What the attributes of an ODS cell say.

use crate::sources::workbook::Merge;
use crate::sources::workbook::guard::{COLUMNS, ROWS};
use crate::sources::workbook::xml::{Tag, attribute, attributes};

/// What the attributes of a cell say.
#[derive(Default)]
pub struct Written {
    /// How many columns it fills, each with the same.
    pub times: u64,
    /// The type of its value.
    pub kind: Option<String>,
    /// Its value, where that is not its text.
    pub value: Option<String>,
    /// Is it computed?
    pub has_formula: bool,
    /// Is its text the name of an error?
    pub is_error: bool,
    columns: u64,
    rows: u64,
}

impl Written {
    /// Reads a start tag.
    pub fn of(tag: Tag<'_>) -> Written {
        let raw = tag.attributes;
        let mut cell = Written { times: 1, columns: 1, rows: 1, ..Written::default() };
        for (name, value) in attributes(raw) {
            match name {
                b"number-columns-repeated" => cell.times = number(value),
                b"number-columns-spanned" => cell.columns = number(value),
                b"number-rows-spanned" => cell.rows = number(value),
                b"formula" => cell.has_formula = true,
                // LibreOffice says it twice, with and without what tells errors from texts.
                b"value-type" if value == b"error" => cell.is_error = true,
                b"value-type" => cell.kind = Some(String::from_utf8_lossy(value).into_owned()),
                b"value" => cell.value = attribute(raw, "value"),
                b"date-value" => cell.value = attribute(raw, "date-value"),
                b"time-value" => cell.value = attribute(raw, "time-value"),
                b"boolean-value" => cell.value = attribute(raw, "boolean-value"),
                b"string-value" => cell.value = attribute(raw, "string-value"),
                _ => {}
            }
        }
        cell
    }

    /// The range that it is merged with, from this row (from 1) and column (from 0) on; none where it stands alone.
    pub fn merge(&self, row: u64, column: u64) -> Option<Merge> {
        if self.columns <= 1 && self.rows <= 1 {
            return None;
        }
        let column = usize::try_from(column).unwrap_or(usize::MAX).min(COLUMNS - 1);
        let columns = usize::try_from(self.columns).unwrap_or(usize::MAX);
        Some(Merge {
            first_row: row,
            first_column: column,
            last_row: row.saturating_add(self.rows - 1).min(ROWS),
            last_column: column.saturating_add(columns - 1).min(COLUMNS - 1),
        })
    }
}

/// A count that is 1 where it is missing, 0 or no number; beyond all bounds it is as large as it can be.
pub fn count(raw: &[u8], name: &[u8]) -> u64 {
    attributes(raw).find(|(n, _)| *n == name).map_or(1, |(_, value)| number(value))
}

fn number(value: &[u8]) -> u64 {
    let digits = std::str::from_utf8(value).unwrap_or_default();
    let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    if is_number { digits.parse().unwrap_or(u64::MAX).max(1) } else { 1 }
}

/// The days of a duration such as `PT36H15M00S`.
pub fn days(duration: &str) -> Option<f64> {
    let span: jiff::Span = duration.parse().ok()?;
    let minutes = (i64::from(span.get_days()) * 24 + i64::from(span.get_hours())) * 60 + span.get_minutes();
    let milliseconds = (minutes * 60 + span.get_seconds()) * 1000 + span.get_milliseconds();
    Some(milliseconds as f64 / 86_400_000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_days_and_counts_saturate() {
        assert_eq!(days("PT36H00M00S"), Some(1.5));
        assert_eq!(days("PT00H00M00.864S"), Some(0.00001));
        assert_eq!(days("1.5"), None);
        let counts = ["7", "0", "-1", "x", "", "99999999999999999999999"].map(|text| number(text.as_bytes()));
        assert_eq!(counts, [7, 1, 1, 1, 1, u64::MAX]);
    }
}
