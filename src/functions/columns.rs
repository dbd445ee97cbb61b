//! Reading the arguments of a batch of rows.

use crate::statistics::{Refusal, days_between};
use arrow::array::{
    Array, ArrayAccessor, AsArray, Float64Array, Int64Array, ListArray, PrimitiveArray, RecordBatch, StringArray,
};
use arrow::datatypes::{DataType, Date32Type, Field};
use jiff::{Span, civil::Date};
use std::cell::Cell;
use std::error::Error;
use std::sync::Arc;

/// What DuckDB turns into an error of the query: only for what data cannot cause.
pub(super) type Outcome<T> = Result<T, Box<dyn Error>>;

/// DATE as Arrow has it: days since 1970.
pub(super) type Dates = PrimitiveArray<Date32Type>;

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

/// A column of VARCHAR which only some overloads of a function have.
pub(super) fn optional_texts(batch: &RecordBatch, column: usize) -> Outcome<Option<&StringArray>> {
    if column < batch.num_columns() { texts(batch, column).map(Some) } else { Ok(None) }
}

/// A column of lists, whose elements are read where they are: nothing is copied.
pub(super) struct Lists<'a, A> {
    offsets: &'a [i32],
    elements: &'a A,
}

impl<'a, A: Array + 'static> Lists<'a, A>
where
    &'a A: ArrayAccessor,
{
    fn new(batch: &'a RecordBatch, column: usize, wanted: &str) -> Outcome<Self> {
        let lists: Option<&ListArray> = batch.column(column).as_list_opt();
        let elements = lists.and_then(|lists| lists.values().as_any().downcast_ref());
        match (lists, elements) {
            (Some(lists), Some(elements)) => Ok(Lists { offsets: lists.value_offsets(), elements }),
            _ => Err(unexpected(batch, column, wanted)),
        }
    }

    /// The elements of one list; none for a NULL list.
    pub(super) fn row(
        &self,
        row: usize,
    ) -> impl ExactSizeIterator<Item = Option<<&'a A as ArrayAccessor>::Item>> + Clone + use<'a, A> {
        let elements = self.elements;
        // Offsets are never negative: Arrow checks them when a list is made.
        let (from, to) = (self.offsets[row] as usize, self.offsets[row + 1] as usize);
        (from..to).map(move |i| elements.is_valid(i).then(|| elements.value(i)))
    }
}

/// A column of lists of DATE, in days since 1970.
pub(super) fn date_lists(batch: &RecordBatch, column: usize) -> Outcome<Lists<'_, Dates>> {
    Lists::new(batch, column, "DATE[]")
}

/// A column of lists of DOUBLE.
pub(super) fn double_lists(batch: &RecordBatch, column: usize) -> Outcome<Lists<'_, Float64Array>> {
    Lists::new(batch, column, "DOUBLE[]")
}

/// A column of lists of VARCHAR.
pub(super) fn text_lists(batch: &RecordBatch, column: usize) -> Outcome<Lists<'_, StringArray>> {
    Lists::new(batch, column, "VARCHAR[]")
}

/// A column of DATE.
pub(super) fn dates(batch: &RecordBatch, column: usize) -> Outcome<&Dates> {
    batch.column(column).as_primitive_opt().ok_or_else(|| unexpected(batch, column, "DATE"))
}

/// The error of a column that has another type than its function declared.
pub(super) fn unexpected(batch: &RecordBatch, column: usize, wanted: &str) -> Box<dyn Error> {
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

/// How many days a thread remembers: thousands of series are read and asked about on the same few.
const REMEMBERED: usize = 512;

thread_local! {
    /// Days by their count modulo [`REMEMBERED`].
    static DAYS: [Cell<(i32, Date)>; REMEMBERED] = const { [const { Cell::new((0, EPOCH)) }; REMEMBERED] };
}

/// The day of a DATE; infinite dates and those before -9999 or after 9999 are refused.
pub(super) fn day(days_since_epoch: i32) -> Result<Date, Refusal> {
    DAYS.with(|known| {
        let place = &known[days_since_epoch.unsigned_abs() as usize % REMEMBERED];
        let (days, date) = place.get();
        if days == days_since_epoch {
            return Ok(date);
        }
        let span = Span::new().try_days(days_since_epoch).map_err(|_| Refusal::DateOutOfRange)?;
        let date = EPOCH.checked_add(span).map_err(|_| Refusal::DateOutOfRange)?;
        place.set((days_since_epoch, date));
        Ok(date)
    })
}

/// The day of a date as DATE has it.
pub(super) fn days(date: Date) -> i32 {
    // The calendar ends at 9999: some 4.4 million days from 1970 either way.
    i32::try_from(days_between(EPOCH, date)).unwrap_or(i32::MAX)
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
        assert_eq!(days(date(2026, 1, 1)), 20_454);
        for end in [Date::MIN, Date::MAX] {
            assert_eq!(day(days(end)), Ok(end));
        }
        assert_eq!(day(i32::MAX), Err(Refusal::DateOutOfRange));
        assert_eq!(day(-i32::MAX), Err(Refusal::DateOutOfRange));
    }
}
