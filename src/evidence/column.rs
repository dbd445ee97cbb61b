//! What keeps a value in a table: which columns a struct has, how each field is written, and how it is read back.
//!
//! Declared once for each struct ([`columns!`]), so that no field is written under one name and read under another.

use super::fields::{Fields, Row};
use crate::error::Result;
use crate::statistics::backtest::WindowSet;
use crate::statistics::{Refusal, Scale};

/// A struct each field of which stands in a column.
pub trait Columns: Sized {
    /// The columns with their texts, in the order in which they are written.
    fn fields(&self) -> Fields;

    /// The struct of a row.
    ///
    /// # Errors
    /// A value that no such struct has, with its place.
    fn of(row: &Row<'_>) -> Result<Self>;
}

/// A value that stands in one cell.
pub trait Kept: Sized {
    /// Its text; empty where it is missing.
    fn text(&self) -> String;

    /// The value of a cell.
    ///
    /// # Errors
    /// What is no such value, with its place.
    fn of(row: &Row<'_>, column: &str) -> Result<Self>;
}

/// Declares the columns of a struct in the order in which they are written: its fields, each under its own name or another
/// (`from as at_least`), then those of the structs within it, after a semicolon.
macro_rules! columns {
    ($kept:ident: $($field:ident $(as $column:ident)?),+ $(; $within:ident)?) => {
        impl $crate::evidence::column::Columns for $kept {
            fn fields(&self) -> $crate::evidence::Fields {
                let own = [$((columns!(@name $field $($column)?), $crate::evidence::column::Kept::text(&self.$field))),+];
                [own.to_vec() $(, $crate::evidence::column::Columns::fields(&self.$within))?].concat()
            }

            fn of(row: &$crate::evidence::fields::Row<'_>) -> $crate::error::Result<Self> {
                Ok($kept {
                    $($field: $crate::evidence::column::Kept::of(row, columns!(@name $field $($column)?))?,)+
                    $($within: $crate::evidence::column::Columns::of(row)?,)?
                })
            }
        }
    };
    (@name $field:ident) => { stringify!($field) };
    (@name $field:ident $column:ident) => { stringify!($column) };
}
pub(super) use columns;

/// A figure with the six decimals that a table keeps.
fn decimal(value: f64) -> String {
    let text = format!("{value:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

impl Kept for f64 {
    fn text(&self) -> String {
        decimal(*self)
    }

    fn of(row: &Row<'_>, column: &str) -> Result<f64> {
        row.number(column)
    }
}

impl Kept for Option<f64> {
    fn text(&self) -> String {
        self.map(decimal).unwrap_or_default()
    }

    fn of(row: &Row<'_>, column: &str) -> Result<Option<f64>> {
        row.optional_number(column)
    }
}

impl Kept for usize {
    fn text(&self) -> String {
        self.to_string()
    }

    fn of(row: &Row<'_>, column: &str) -> Result<usize> {
        row.count(column)
    }
}

impl Kept for Option<usize> {
    fn text(&self) -> String {
        self.map(|count| count.to_string()).unwrap_or_default()
    }

    fn of(row: &Row<'_>, column: &str) -> Result<Option<usize>> {
        row.optional_count(column)
    }
}

impl Kept for bool {
    fn text(&self) -> String {
        self.to_string()
    }

    fn of(row: &Row<'_>, column: &str) -> Result<bool> {
        row.flag(column)
    }
}

impl Kept for String {
    fn text(&self) -> String {
        self.clone()
    }

    fn of(row: &Row<'_>, column: &str) -> Result<String> {
        row.text(column).map(str::to_owned)
    }
}

impl Kept for Option<String> {
    fn text(&self) -> String {
        self.clone().unwrap_or_default()
    }

    fn of(row: &Row<'_>, column: &str) -> Result<Option<String>> {
        Ok(row.text(column).ok().map(str::to_owned))
    }
}

impl Kept for Scale {
    fn text(&self) -> String {
        self.to_string()
    }

    fn of(row: &Row<'_>, column: &str) -> Result<Scale> {
        let scale = row.text(column)?;
        Scale::read(scale).map_err(|_| row.wrong(column, scale, "a scale such as gompertz or gompertz(0,1)"))
    }
}

impl Kept for WindowSet {
    fn text(&self) -> String {
        self.code().to_owned()
    }

    fn of(row: &Row<'_>, column: &str) -> Result<WindowSet> {
        let set = row.text(column)?;
        WindowSet::from_code(set).ok_or_else(|| row.wrong(column, set, "own or common"))
    }
}

impl Kept for Refusal {
    fn text(&self) -> String {
        self.code().to_owned()
    }

    fn of(row: &Row<'_>, column: &str) -> Result<Refusal> {
        let reason = row.text(column)?;
        Refusal::from_code(reason).ok_or_else(|| row.wrong(column, reason, "a reason's code"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::backtest::ReliabilityRow;
    use crate::statistics::reference_class::{MakeUp, Options};

    #[test]
    fn what_is_missing_is_blank_and_nothing_is_minus_zero() {
        assert_eq!((None::<f64>.text(), None::<usize>.text(), None::<String>.text()), Default::default());
        assert_eq!([-0.0, -1e-9, 0.25, 1e6, 1.0 / 3.0].map(decimal), ["0", "0", "0.25", "1000000", "0.333333"]);
    }

    #[test]
    fn fields_bear_the_names_of_their_columns() {
        let (method, readings) = ("a".to_owned(), None);
        let bin = ReliabilityRow { method, readings, horizon: 1.0, from: 0.9, count: 4, forecast: 0.95, observed: 1.0 };
        let told = bin.fields();
        let told: Vec<_> = told.iter().map(|(column, text)| (*column, text.as_str())).collect();
        let [first, rest @ ..] = &told[..] else { panic!("{told:?}") };
        assert_eq!(*first, ("method", "a"));
        assert_eq!(
            rest,
            [
                ("readings", ""),
                ("horizon", "1"),
                ("at_least", "0.9"),
                ("times", "4"),
                ("forecast", "0.95"),
                ("observed", "1")
            ]
        );
    }

    #[test]
    fn structs_within_follow_the_own_fields() {
        let options = Options { bandwidth: 0.4, recency: 5.0, window: 2.0, blended: true };
        let made = MakeUp {
            areas: 1,
            histories: 2,
            readings: 3,
            left_out: 4,
            windows: 5,
            first_year: 1990.0,
            last_year: 2024.5,
            scale: Scale::Gompertz { lower: 0.0, upper: 100.0 },
            unit: 0.01,
            options,
        };
        let columns: Vec<_> = made.fields().into_iter().map(|(column, _)| column).collect();
        assert_eq!(columns[..2], ["scale", "unit"]);
        assert_eq!(columns[columns.len() - 4..], ["bandwidth", "recency", "window", "blended"]);
    }
}
