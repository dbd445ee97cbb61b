//! The table of a recipe: its columns, and the records read so far as Arrow columns.

use super::slot::Slot;
use super::{Reads, Recipe};
use crate::catalog::{Decimal, Kind};
use arrow::array::{
    ArrayRef, BooleanBuilder, Date32Builder, Decimal128Builder, Int64Builder, RecordBatch, StringBuilder,
};
use arrow::datatypes::{Field, Schema};
use std::sync::Arc;

impl Recipe {
    /// The columns of its table with what they hold: its own, then those that tell the origin. What all rows of a sheet
    /// share stands in the ledger.
    pub fn table(&self) -> Vec<(String, Kind)> {
        let mut table = Vec::new();
        for column in &self.columns {
            let kind = match column.reads {
                Reads::Count | Reads::Money => Kind::Integer,
                Reads::Number | Reads::Percent | Reads::Ratio => Kind::Number,
                Reads::Day | Reads::Period => Kind::Date,
                Reads::Flag => Kind::Flag,
                Reads::Area | Reads::Text | Reads::Choice => Kind::Text,
            };
            let own = column.fields().len() - if column.qualified { 2 } else { 0 };
            for (i, name) in column.fields().into_iter().enumerate() {
                let kind = if i < own {
                    kind
                } else if i == own {
                    Kind::Text
                } else {
                    kind
                };
                table.push((name, kind));
            }
        }
        let origin =
            [("missing", Kind::Text), ("part", Kind::Integer), ("row_number", Kind::Integer), ("band", Kind::Integer)];
        table.extend(origin.map(|(name, kind)| (name.to_owned(), kind)));
        table
    }
}

#[derive(Debug)]
enum Builder {
    Text(StringBuilder),
    Integer(Int64Builder),
    Number(Decimal128Builder),
    Day(Date32Builder),
    Flag(BooleanBuilder),
}

/// Records in columns. Rows are added to a pending batch and may be taken back until the next one is asked for.
#[derive(Debug)]
pub struct Builders {
    names: Vec<String>,
    own: usize,
    columns: Vec<(String, Builder)>,
    pending: Vec<Pending>,
    slots: Vec<Slot>,
    text: String,
    part: i64,
}

/// A record that is not yet in the columns.
#[derive(Debug, Clone, Copy)]
struct Pending {
    slots: usize,
    text: usize,
    missing: (usize, usize),
    row: i64,
    band: Option<i64>,
}

impl Builders {
    /// No records yet.
    pub fn new(recipe: &Recipe, part: i64) -> Builders {
        let table = recipe.table();
        let columns = table
            .iter()
            .map(|(name, kind)| {
                let builder = match kind {
                    Kind::Integer => Builder::Integer(Int64Builder::new()),
                    Kind::Number => Builder::Number(
                        Decimal128Builder::new()
                            .with_precision_and_scale(Decimal::PRECISION, Decimal::SCALE as i8)
                            .expect("the catalogue's decimal is one of Arrow's"),
                    ),
                    Kind::Date => Builder::Day(Date32Builder::new()),
                    Kind::Flag => Builder::Flag(BooleanBuilder::new()),
                    _ => Builder::Text(StringBuilder::new()),
                };
                (name.clone(), builder)
            })
            .collect();
        Builders {
            names: recipe.fields(),
            own: recipe.fields().len(),
            columns,
            pending: Vec::new(),
            slots: Vec::new(),
            text: String::new(),
            part,
        }
    }

    /// Names of the recipe's own columns.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Records that wait.
    pub fn len(&self) -> usize {
        self.pending.len()
    }

    /// Adds a record.
    pub fn push(&mut self, slots: &[Slot], text: &str, missing: &str, row: u64, band: Option<i64>) {
        let at = self.text.len();
        self.text.push_str(text);
        let from = self.text.len();
        self.text.push_str(missing);
        self.pending.push(Pending {
            slots: self.slots.len(),
            text: at,
            missing: (from, self.text.len()),
            row: i64::try_from(row).unwrap_or(i64::MAX),
            band,
        });
        self.slots.extend_from_slice(slots);
    }

    /// Takes back all records after the first `len`.
    pub fn truncate(&mut self, len: usize) {
        if let Some(first) = self.pending.get(len).copied() {
            self.slots.truncate(first.slots);
            self.text.truncate(first.text);
            self.pending.truncate(len);
        }
    }

    /// The records as one batch; `None` where there are none.
    pub fn take(&mut self) -> Option<RecordBatch> {
        if self.pending.is_empty() {
            return None;
        }
        for (position, (_, builder)) in self.columns.iter_mut().enumerate() {
            if position < self.own {
                for p in &self.pending {
                    append(builder, self.slots[p.slots + position], &self.text[p.text..]);
                }
                continue;
            }
            match (position - self.own, builder) {
                (0, Builder::Text(b)) => self.pending.iter().for_each(|p| {
                    b.append_option((p.missing.0 < p.missing.1).then(|| &self.text[p.missing.0..p.missing.1]));
                }),
                (1, Builder::Integer(b)) => self.pending.iter().for_each(|_| b.append_value(self.part)),
                (2, Builder::Integer(b)) => self.pending.iter().for_each(|p| b.append_value(p.row)),
                (_, Builder::Integer(b)) => self.pending.iter().for_each(|p| b.append_option(p.band)),
                _ => {}
            }
        }
        let mut fields = Vec::with_capacity(self.columns.len());
        let mut arrays: Vec<ArrayRef> = Vec::with_capacity(self.columns.len());
        for (name, builder) in &mut self.columns {
            let array: ArrayRef = match builder {
                Builder::Text(b) => Arc::new(b.finish()),
                Builder::Integer(b) => Arc::new(b.finish()),
                Builder::Number(b) => Arc::new(b.finish()),
                Builder::Day(b) => Arc::new(b.finish()),
                Builder::Flag(b) => Arc::new(b.finish()),
            };
            fields.push(Field::new(name.as_str(), array.data_type().clone(), true));
            arrays.push(array);
        }
        self.pending.clear();
        self.slots.clear();
        self.text.clear();
        Some(
            RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays)
                .expect("columns of one length, of their declared types"),
        )
    }
}

fn append(builder: &mut Builder, slot: Slot, text: &str) {
    match (builder, slot) {
        (Builder::Text(b), Slot::Text { start, end }) => b.append_value(&text[start as usize..end as usize]),
        (Builder::Text(b), _) => b.append_null(),
        (Builder::Integer(b), Slot::Integer(n)) => b.append_value(n),
        (Builder::Integer(b), _) => b.append_null(),
        (Builder::Number(b), Slot::Number(n)) => b.append_value(n),
        (Builder::Number(b), _) => b.append_null(),
        (Builder::Day(b), Slot::Day(n)) => b.append_value(n),
        (Builder::Day(b), _) => b.append_null(),
        (Builder::Flag(b), Slot::Flag(f)) => b.append_value(f),
        (Builder::Flag(b), _) => b.append_null(),
    }
}
