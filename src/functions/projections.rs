//! The column that `project` answers with, built an element at a time.
//!
//! One vector of rows has tens of thousands of elements: they are written straight into the columns of the answer, and
//! a text is made once a row, not once an element.

use super::answer::{codes, count};
use super::model::FittedRow;
use crate::statistics::{Estimate, Refusal};
use arrow::array::{
    Array, ArrayRef, Date32Builder, Float64Builder, Int32Builder, ListArray, NullBufferBuilder, StringBuilder,
    StructArray,
};
use arrow::buffer::OffsetBuffer;
use arrow::datatypes::{Field, Fields};
use std::sync::Arc;

/// Letters in the name of most methods, `rw-drift/1` for one.
const LETTERS: usize = 10;

/// Lists of projections, one list a row.
pub(super) struct Projections {
    dates: Date32Builder,
    values: Float64Builder,
    lowers: Float64Builder,
    uppers: Float64Builder,
    levels: Float64Builder,
    counts: Int32Builder,
    left_outs: Int32Builder,
    methods: StringBuilder,
    reasons: StringBuilder,
    /// Which elements are there.
    elements: NullBufferBuilder,
    /// How many elements each ended row has.
    lengths: Vec<usize>,
    /// Which rows are there.
    rows: NullBufferBuilder,
    /// How many elements all ended rows have.
    ended: usize,
}

impl Projections {
    /// Room for so many rows, which have so many elements together.
    pub(super) fn with_capacity(rows: usize, elements: usize) -> Projections {
        let doubles = || Float64Builder::with_capacity(elements);
        let integers = || Int32Builder::with_capacity(elements);
        Projections {
            dates: Date32Builder::with_capacity(elements),
            values: doubles(),
            lowers: doubles(),
            uppers: doubles(),
            levels: doubles(),
            counts: integers(),
            left_outs: integers(),
            methods: StringBuilder::with_capacity(elements, elements * LETTERS),
            reasons: StringBuilder::with_capacity(elements, 0),
            elements: NullBufferBuilder::new(elements),
            lengths: Vec::with_capacity(rows),
            rows: NullBufferBuilder::new(rows),
            ended: 0,
        }
    }

    /// An element: what the row rests on, the date in days since 1970, the level as given, and the answer.
    pub(super) fn push(&mut self, of: &FittedRow, days: i32, level: f64, answer: &Result<Estimate, Refusal>) {
        let estimate = answer.as_ref().ok();
        let interval = estimate.and_then(|estimate| estimate.interval);
        let reason = match answer {
            Ok(estimate) => codes(&estimate.remarks),
            Err(reason) => Some(reason.code().into()),
        };
        self.dates.append_value(days);
        self.values.append_option(estimate.map(|estimate| estimate.value));
        self.lowers.append_option(interval.map(|interval| interval.lower));
        self.uppers.append_option(interval.map(|interval| interval.upper));
        self.levels.append_value(level);
        self.counts.append_value(count(of.readings.n));
        self.left_outs.append_value(count(of.readings.left_out));
        self.methods.append_option(of.method.as_deref());
        self.reasons.append_option(reason);
        self.elements.append_non_null();
    }

    /// An element for a date or a level that is NULL. Its fields are NULL themselves, as everywhere in answers.
    pub(super) fn push_null(&mut self) {
        self.dates.append_null();
        for column in [&mut self.values, &mut self.lowers, &mut self.uppers, &mut self.levels] {
            column.append_null();
        }
        self.counts.append_null();
        self.left_outs.append_null();
        self.methods.append_null();
        self.reasons.append_null();
        self.elements.append_null();
    }

    /// The elements since the row before make the list of this row.
    pub(super) fn end_of_row(&mut self) {
        self.lengths.push(self.elements.len() - self.ended);
        self.ended = self.elements.len();
        self.rows.append_non_null();
    }

    /// This row has no list: an argument is NULL.
    pub(super) fn null_row(&mut self) {
        self.lengths.push(0);
        self.rows.append_null();
    }

    /// The column of all rows.
    pub(super) fn finish(mut self) -> ArrayRef {
        let columns: Vec<(&str, ArrayRef)> = vec![
            ("date", Arc::new(self.dates.finish())),
            ("value", Arc::new(self.values.finish())),
            ("lower", Arc::new(self.lowers.finish())),
            ("upper", Arc::new(self.uppers.finish())),
            ("level", Arc::new(self.levels.finish())),
            ("n", Arc::new(self.counts.finish())),
            ("left_out", Arc::new(self.left_outs.finish())),
            ("method", Arc::new(self.methods.finish())),
            ("reason", Arc::new(self.reasons.finish())),
        ];
        let typed = columns.iter().map(|(name, column)| Field::new(*name, column.data_type().clone(), true));
        let fields = Fields::from_iter(typed);
        let columns = columns.into_iter().map(|(_, column)| column).collect();
        let elements = StructArray::new(fields, columns, self.elements.finish());
        let item = Arc::new(Field::new("item", elements.data_type().clone(), true));
        let offsets = OffsetBuffer::from_lengths(self.lengths);
        Arc::new(ListArray::new(item, offsets, Arc::new(elements), self.rows.finish()))
    }
}
