//! The column that `project` answers with, built an element at a time.
//!
//! One vector of rows has tens of thousands of elements: they are written straight into the columns of the answer, and
//! a text is made once a row, not once an element.

use super::answer::{codes, count};
use super::model::FittedRow;
use crate::statistics::{Estimate, Refusal};
use arrow::array::{
    Array, ArrayRef, Date32Array, Float64Array, Int32Array, ListArray, NullBufferBuilder, StringBuilder, StructArray,
};
use arrow::buffer::{NullBuffer, OffsetBuffer};
use arrow::datatypes::{Field, Fields};
use std::sync::Arc;

/// Letters in the name of most methods, `rw-drift/1` for one.
const LETTERS: usize = 10;

/// Lists of projections, one list a row.
pub(super) struct Projections {
    dates: Vec<i32>,
    values: Vec<f64>,
    lowers: Vec<f64>,
    uppers: Vec<f64>,
    levels: Vec<f64>,
    counts: Vec<i32>,
    left_outs: Vec<i32>,
    methods: StringBuilder,
    reasons: StringBuilder,
    /// Which elements are there, which of them have a value, and which have an interval.
    elements: NullBufferBuilder,
    with_value: NullBufferBuilder,
    with_interval: NullBufferBuilder,
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
        Projections {
            dates: Vec::with_capacity(elements),
            values: Vec::with_capacity(elements),
            lowers: Vec::with_capacity(elements),
            uppers: Vec::with_capacity(elements),
            levels: Vec::with_capacity(elements),
            counts: Vec::with_capacity(elements),
            left_outs: Vec::with_capacity(elements),
            methods: StringBuilder::with_capacity(elements, elements * LETTERS),
            reasons: StringBuilder::with_capacity(elements, 0),
            elements: NullBufferBuilder::new(elements),
            with_value: NullBufferBuilder::new(elements),
            with_interval: NullBufferBuilder::new(elements),
            lengths: Vec::with_capacity(rows),
            rows: NullBufferBuilder::new(rows),
            ended: 0,
        }
    }

    /// An element: what the row rests on, the date in days since 1970, the level as given, and the answer.
    pub(super) fn push(&mut self, of: &FittedRow, days: i32, level: f64, answer: &Result<Estimate, Refusal>) {
        let estimate = answer.as_ref().ok();
        let interval = estimate.and_then(|estimate| estimate.interval);
        self.dates.push(days);
        self.values.push(estimate.map_or(0.0, |estimate| estimate.value));
        self.lowers.push(interval.map_or(0.0, |interval| interval.lower));
        self.uppers.push(interval.map_or(0.0, |interval| interval.upper));
        self.levels.push(level);
        self.counts.push(count(of.readings.n));
        self.left_outs.push(count(of.readings.left_out));
        self.methods.append_option(of.method.as_deref());
        match answer {
            Ok(estimate) => self.reasons.append_option(codes(&estimate.remarks)),
            Err(reason) => self.reasons.append_value(reason.code()),
        }
        self.elements.append_non_null();
        self.with_value.append(estimate.is_some());
        self.with_interval.append(interval.is_some());
    }

    /// An element for a date or a level that is NULL. Its fields are NULL themselves, as everywhere in answers.
    pub(super) fn push_null(&mut self) {
        for whole in [&mut self.dates, &mut self.counts, &mut self.left_outs] {
            whole.push(0);
        }
        for number in [&mut self.values, &mut self.lowers, &mut self.uppers, &mut self.levels] {
            number.push(0.0);
        }
        self.methods.append_null();
        self.reasons.append_null();
        for there in [&mut self.elements, &mut self.with_value, &mut self.with_interval] {
            there.append_null();
        }
    }

    /// The elements since the row before make the list of this row.
    pub(super) fn end_of_row(&mut self) {
        self.lengths.push(self.dates.len() - self.ended);
        self.ended = self.dates.len();
        self.rows.append_non_null();
    }

    /// This row has no list: an argument is NULL.
    pub(super) fn null_row(&mut self) {
        self.lengths.push(0);
        self.rows.append_null();
    }

    /// The column of all rows.
    pub(super) fn finish(mut self) -> ArrayRef {
        let there = self.elements.finish();
        let (with_value, with_interval) = (self.with_value.finish(), self.with_interval.finish());
        let wholes = |numbers: Vec<i32>| Arc::new(Int32Array::new(numbers.into(), there.clone()));
        let doubles = |numbers: Vec<f64>, there: &Option<NullBuffer>| -> ArrayRef {
            Arc::new(Float64Array::new(numbers.into(), there.clone()))
        };
        let columns: Vec<(&str, ArrayRef)> = vec![
            ("date", Arc::new(Date32Array::new(self.dates.into(), there.clone()))),
            ("value", doubles(self.values, &with_value)),
            ("lower", doubles(self.lowers, &with_interval)),
            ("upper", doubles(self.uppers, &with_interval)),
            ("level", doubles(self.levels, &there)),
            ("n", wholes(self.counts)),
            ("left_out", wholes(self.left_outs)),
            ("method", Arc::new(self.methods.finish())),
            ("reason", Arc::new(self.reasons.finish())),
        ];
        let typed = columns.iter().map(|(name, column)| Field::new(*name, column.data_type().clone(), true));
        let fields = Fields::from_iter(typed);
        let columns = columns.into_iter().map(|(_, column)| column).collect();
        let elements = StructArray::new(fields, columns, there);
        let item = Arc::new(Field::new("item", elements.data_type().clone(), true));
        let offsets = OffsetBuffer::from_lengths(self.lengths);
        Arc::new(ListArray::new(item, offsets, Arc::new(elements), self.rows.finish()))
    }
}
