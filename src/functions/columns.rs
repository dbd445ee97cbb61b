//! Reading the arguments of a batch of rows.

use crate::statistics::{Refusal, Series};
use arrow::array::{Array, AsArray, Float64Array, Int64Array, ListArray, PrimitiveArray, RecordBatch, StringArray};
use arrow::datatypes::{DataType, Date32Type, Field};
use jiff::{Span, civil::Date};
use std::error::Error;
use std::sync::Arc;

/// What DuckDB turns into an error of the query: only for what data cannot cause.
pub(super) type Outcome<T> = Result<T, Box<dyn Error>>;

type Dates = PrimitiveArray<Date32Type>;

/// 1 January 1970, from which DuckDB counts the days of a DATE.
const EPOCH: Date = Date::constant(1970, 1, 1);

/// The type `LIST(of)` of a parameter.
pub(super) fn list_of(of: DataType) -> DataType {
    DataType::List(Arc::new(Field::new("item", of, true)))
}

/// A column of DOUBLE.
pub(super) fn doubles(batch: &RecordBatch, column: usize) -> Outcome<&Float64Array> {
    batch.column(column).as_primitive_opt().ok_or_else(|| unexpected(batch, column, "DOUBLE"))
}

/// A column of BIGINT.
pub(super) fn integers(batch: &RecordBatch, column: usize) -> Outcome<&Int64Array> {
    batch.column(column).as_primitive_opt().ok_or_else(|| unexpected(batch, column, "BIGINT"))
}

/// A column of VARCHAR.
pub(super) fn texts(batch: &RecordBatch, column: usize) -> Outcome<&StringArray> {
    batch.column(column).as_string_opt().ok_or_else(|| unexpected(batch, column, "VARCHAR"))
}

/// A column of LIST.
pub(super) fn lists(batch: &RecordBatch, column: usize) -> Outcome<&ListArray> {
    batch.column(column).as_list_opt().ok_or_else(|| unexpected(batch, column, "LIST"))
}

/// A column of DATE.
pub(super) fn dates(batch: &RecordBatch, column: usize) -> Outcome<&Dates> {
    batch.column(column).as_primitive_opt().ok_or_else(|| unexpected(batch, column, "DATE"))
}

fn unexpected(batch: &RecordBatch, column: usize, wanted: &str) -> Box<dyn Error> {
    format!("argument {} should be {wanted}, not {}", column + 1, batch.column(column).data_type()).into()
}

/// Is any argument of this row NULL?
pub(super) fn any_null(batch: &RecordBatch, row: usize) -> bool {
    batch.columns().iter().any(|column| column.is_null(row))
}

/// One answer a row: `None`, hence NULL, where an argument is NULL.
pub(super) fn answers<R>(batch: &RecordBatch, mut answer: impl FnMut(usize) -> R) -> Vec<Option<R>> {
    (0..batch.num_rows()).map(|row| (!any_null(batch, row)).then(|| answer(row))).collect()
}

/// The day of a DATE; infinite dates and those before -9999 or after 9999 are refused.
pub(super) fn day(days_since_epoch: i32) -> Result<Date, Refusal> {
    let span = Span::new().try_days(days_since_epoch).map_err(|_| Refusal::DateOutOfRange)?;
    EPOCH.checked_add(span).map_err(|_| Refusal::DateOutOfRange)
}

/// The DATE elements of one list.
pub(super) fn date_elements(lists: &ListArray, row: usize) -> Outcome<Vec<Option<i32>>> {
    let elements = lists.value(row);
    let dates: &Dates = elements.as_primitive_opt().ok_or("the list should hold DATE")?;
    Ok(dates.iter().collect())
}

/// The DOUBLE elements of one list.
pub(super) fn double_elements(lists: &ListArray, row: usize) -> Outcome<Vec<Option<f64>>> {
    let elements = lists.value(row);
    let doubles: &Float64Array = elements.as_primitive_opt().ok_or("the list should hold DOUBLE")?;
    Ok(doubles.iter().collect())
}

/// How many of the pairs were complete, and the series they make or why they make none.
pub(super) struct Readings {
    pub n: usize,
    pub left_out: usize,
    pub series: Result<Series, Refusal>,
}

/// The series of one row from its list of dates and its list of values.
///
/// A pair of which a part is NULL is left out and counted.
pub(super) fn readings(dates: &ListArray, values: &ListArray, row: usize) -> Outcome<Readings> {
    let (dates, values) = (date_elements(dates, row)?, double_elements(values, row)?);
    if dates.len() != values.len() {
        return Ok(Readings { n: 0, left_out: 0, series: Err(Refusal::UnequalLists) });
    }
    let pairs: Vec<(i32, f64)> = dates.iter().zip(&values).filter_map(|(d, v)| Some(((*d)?, (*v)?))).collect();
    let (n, left_out) = (pairs.len(), dates.len() - pairs.len());
    let days = pairs.into_iter().map(|(d, v)| Ok((day(d)?, Some(v)))).collect::<Result<Vec<_>, Refusal>>();
    let series = days.and_then(Series::with_missing).map(|series| series.leaving_out(left_out));
    Ok(Readings { n, left_out, series })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_count_from_1970_and_infinity_is_no_day() {
        assert_eq!(day(0), Ok(date(1970, 1, 1)));
        assert_eq!(day(-1), Ok(date(1969, 12, 31)));
        assert_eq!(day(20_454), Ok(date(2026, 1, 1)));
        assert_eq!(day(i32::MAX), Err(Refusal::DateOutOfRange));
        assert_eq!(day(-i32::MAX), Err(Refusal::DateOutOfRange));
    }
}
