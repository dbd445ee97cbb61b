//! A Polars frame with the few verbs that the second computation needs: rows by a value, by a mask, in groups, summed.

use jiff::civil::Date;
use polars::prelude::{BooleanChunked, ChunkAgg, ChunkCompareEq, Column, DataFrame, DataType, IdxCa, NamedFrom};

/// Rows under named columns.
#[derive(Clone)]
pub struct Table(DataFrame);

impl Table {
    pub fn of(frame: DataFrame) -> Table {
        Table(frame)
    }

    pub fn len(&self) -> usize {
        self.0.height()
    }

    /// The numbers of the rows.
    pub fn rows(&self) -> std::ops::Range<usize> {
        0..self.len()
    }

    pub fn column(&self, name: &str) -> &Column {
        self.0.column(name).expect(name)
    }

    /// A text or a day; nothing where it is missing.
    pub fn text(&self, row: usize, name: &str) -> Option<&str> {
        self.column(name).str().expect(name).get(row)
    }

    /// A text that every row has.
    pub fn id(&self, row: usize, name: &str) -> &str {
        self.text(row, name).unwrap_or_else(|| panic!("row {row} has no {name}"))
    }

    pub fn whole(&self, row: usize, name: &str) -> Option<i64> {
        self.column(name).i64().expect(name).get(row)
    }

    pub fn number(&self, row: usize, name: &str) -> Option<f64> {
        self.column(name).f64().expect(name).get(row)
    }

    pub fn flag(&self, row: usize, name: &str) -> Option<bool> {
        self.column(name).bool().expect(name).get(row)
    }

    /// The texts of some columns of a row.
    pub fn key(&self, row: usize, by: &[&str]) -> Vec<Option<String>> {
        by.iter().map(|name| self.text(row, name).map(str::to_owned)).collect()
    }

    /// The rows of which something holds.
    pub fn keep(&self, holds: impl Fn(usize) -> bool) -> Table {
        let mask: BooleanChunked = self.rows().map(|row| Some(holds(row))).collect();
        Table(self.0.filter(&mask).expect("rows"))
    }

    /// The rows in which a text column has a value.
    pub fn only(&self, name: &str, value: &str) -> Table {
        Table(self.0.filter(&self.column(name).str().expect(name).equal(value)).expect("rows"))
    }

    /// The rows in which a column has some value.
    pub fn with(&self, name: &str) -> Table {
        Table(self.0.filter(&self.column(name).is_not_null()).expect("rows"))
    }

    /// The rows in groups of equal values of some columns, missing values being equal too; all rows together where no
    /// column is named.
    pub fn groups(&self, by: &[&str]) -> Vec<Table> {
        if by.is_empty() {
            return if self.len() == 0 { Vec::new() } else { vec![self.clone()] };
        }
        let groups = self.0.group_by_stable(by.iter().copied()).expect("groups").into_groups();
        let rows = groups.iter().map(|group| match group {
            polars::prelude::GroupsIndicator::Idx((_, rows)) => rows.to_vec(),
            polars::prelude::GroupsIndicator::Slice([first, len]) => (first..first + len).collect(),
        });
        rows.map(|rows| Table(self.0.take(&IdxCa::new("rows".into(), rows)).expect("rows"))).collect()
    }

    /// The sum of a column of whole numbers; nothing where no row has one.
    pub fn sum(&self, name: &str) -> Option<i64> {
        let numbers = self.column(name).cast(&DataType::Int64).expect(name);
        // Polars says 0 of a sum of nothing.
        let numbers = numbers.i64().expect(name);
        if numbers.null_count() == numbers.len() { None } else { numbers.sum() }
    }

    /// The least and the greatest text of a column.
    pub fn ends(&self, name: &str) -> Option<(String, String)> {
        let texts = || self.column(name).str().expect(name).iter().flatten();
        Some((texts().min()?.to_owned(), texts().max()?.to_owned()))
    }

    /// The rows that have the greatest text of a column within their group.
    pub fn latest(&self, name: &str, by: &[&str]) -> Vec<Table> {
        let last = |group: &Table| {
            let (_, last) = group.ends(name)?;
            Some(group.only(name, &last))
        };
        self.groups(by).iter().filter_map(last).collect()
    }

    /// One below the other.
    pub fn stacked(tables: &[Table]) -> Option<Table> {
        let (first, rest) = tables.split_first()?;
        Some(rest.iter().fold(first.clone(), |all, next| Table(all.0.vstack(&next.0).expect("the same columns"))))
    }

    /// Adds a column of whole numbers.
    pub fn and(&self, name: &str, column: Column) -> Table {
        let mut frame = self.0.clone();
        frame.with_column(column.with_name(name.into())).expect(name);
        Table(frame)
    }

    /// The different texts of a column in order, side by side.
    pub fn listed(&self, name: &str) -> Option<String> {
        let texts: std::collections::BTreeSet<&str> = self.column(name).str().expect(name).iter().flatten().collect();
        if texts.is_empty() { None } else { Some(texts.into_iter().collect::<Vec<_>>().join(" ")) }
    }
}

/// A day as it is written in tables.
pub fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

/// Days from one to another.
pub fn days(from: &str, to: &str) -> i64 {
    let days = day(from).until(day(to)).expect("days").get_days();
    i64::from(days)
}

/// Years of 365.25 days from one to another.
pub fn years(from: &str, to: &str) -> f64 {
    days(from, to) as f64 / 365.25
}
