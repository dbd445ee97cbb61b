//! Building result columns: one field at a time from the answers of all rows.
//!
//! Fields under a NULL answer are NULL themselves: DuckDB reads a field of a struct without asking the struct.

use super::series::Readings;
use crate::statistics::{Refusal, Series};
use arrow::array::{
    Array, ArrayRef, BooleanArray, Date32Array, Float64Array, Int32Array, Int64Array, ListArray, StringArray,
    StructArray,
};
use arrow::buffer::{NullBuffer, OffsetBuffer};
use arrow::datatypes::{DataType, Field, Fields};
use std::borrow::Cow;
use std::sync::Arc;

/// A DOUBLE field.
pub(super) fn doubles<R>(answers: &[Option<R>], field: impl Fn(&R) -> Option<f64>) -> ArrayRef {
    Arc::new(answers.iter().map(|a| a.as_ref().and_then(&field)).collect::<Float64Array>())
}

/// An INTEGER field for counts.
pub(super) fn counts<R>(answers: &[Option<R>], field: impl Fn(&R) -> usize) -> ArrayRef {
    let count = |answer: &Option<R>| answer.as_ref().map(|a| count(field(a)));
    Arc::new(answers.iter().map(count).collect::<Int32Array>())
}

/// An INTEGER field for counts that are not known of every answer.
pub(super) fn known_counts<R>(answers: &[Option<R>], field: impl Fn(&R) -> Option<usize>) -> ArrayRef {
    let known = |answer: &Option<R>| answer.as_ref().and_then(&field).map(count);
    Arc::new(answers.iter().map(known).collect::<Int32Array>())
}

/// A BOOLEAN field.
pub(super) fn flags<R>(answers: &[Option<R>], field: impl Fn(&R) -> Option<bool>) -> ArrayRef {
    Arc::new(answers.iter().map(|a| a.as_ref().and_then(&field)).collect::<BooleanArray>())
}

/// A DATE field, in days since 1970.
pub(super) fn dates<R>(answers: &[Option<R>], field: impl Fn(&R) -> Option<i32>) -> ArrayRef {
    Arc::new(answers.iter().map(|a| a.as_ref().and_then(&field)).collect::<Date32Array>())
}

/// A VARCHAR field.
pub(super) fn texts<'a, R, S: AsRef<str>>(answers: &'a [Option<R>], field: impl Fn(&'a R) -> Option<S>) -> ArrayRef {
    Arc::new(answers.iter().map(|a| a.as_ref().and_then(&field)).collect::<StringArray>())
}

/// A STRUCT column from its fields.
pub(super) fn structs<R>(answers: &[Option<R>], fields: Vec<(&str, ArrayRef)>) -> ArrayRef {
    let (names, columns): (Vec<_>, Vec<_>) = fields.into_iter().unzip();
    let typed = names.iter().zip(&columns).map(|(name, c)| Field::new(*name, c.data_type().clone(), true));
    let nulls = answers.iter().map(Option::is_some).collect::<Vec<_>>();
    Arc::new(StructArray::new(Fields::from_iter(typed), columns, Some(NullBuffer::from(nulls))))
}

/// A LIST column: `lengths` says how many elements each row has, `None` for NULL.
pub(super) fn lists(elements: ArrayRef, lengths: &[Option<usize>]) -> ArrayRef {
    let field = Arc::new(Field::new("item", elements.data_type().clone(), true));
    let offsets = OffsetBuffer::from_lengths(lengths.iter().map(|length| length.unwrap_or(0)));
    let nulls = lengths.iter().map(Option::is_some).collect::<Vec<_>>();
    Arc::new(ListArray::new(field, offsets, elements, Some(NullBuffer::from(nulls))))
}

/// A BIGINT field.
pub(super) fn integers<R>(answers: &[Option<R>], field: impl Fn(&R) -> Option<i64>) -> ArrayRef {
    Arc::new(answers.iter().map(|a| a.as_ref().and_then(&field)).collect::<Int64Array>())
}

/// The answer for one series, and how many readings it rests on even where it is a refusal.
pub(super) struct Answered<T> {
    pub n: usize,
    pub left_out: usize,
    pub answer: Result<T, Refusal>,
}

impl<T> Answered<T> {
    /// Asks a series, where the readings make one.
    pub(super) fn of(readings: &Readings, ask: impl FnOnce(&Series) -> Result<T, Refusal>) -> Answered<T> {
        let answer = readings.series.as_ref().map_err(|reason| *reason).and_then(ask);
        Answered { n: readings.n, left_out: readings.left_out, answer }
    }

    /// The answer where there is one.
    pub(super) fn get(&self) -> Option<&T> {
        self.answer.as_ref().ok()
    }

    /// Why there is none, or what must be said beside it.
    pub(super) fn reason(&self, remarks: impl FnOnce(&T) -> &[Refusal]) -> Option<Cow<'static, str>> {
        match &self.answer {
            Ok(answer) => codes(remarks(answer)),
            Err(reason) => Some(reason.code().into()),
        }
    }
}

/// The type a builder returns: that of its column of no rows.
pub(super) fn type_of<R>(builder: impl Fn(&[Option<R>]) -> ArrayRef) -> DataType {
    builder(&[]).data_type().clone()
}

/// A count as INTEGER has it.
pub(super) fn count(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

/// Reasons as one text, the most important first; `None` where there is none.
pub(super) fn codes(reasons: &[Refusal]) -> Option<Cow<'static, str>> {
    match reasons {
        [] => None,
        [reason] => Some(reason.code().into()),
        several => Some(several.iter().map(|r| r.code()).collect::<Vec<_>>().join(", ").into()),
    }
}
