//! The series of a row, given as one list of readings or as a list of dates beside a list of values.
//!
//! A reading of one list is a date and its value together, so its order carries no meaning and it is put in order here.
//! Of two lists nobody can tell whether they are in the same order unless the dates are in theirs: so these are not sorted.

use super::columns::{Dates, Lists, Outcome, date_lists, day, double_lists, list_of, unexpected};
use crate::statistics::{Reading, Refusal, Series};
use arrow::array::{Array, AsArray, Float64Array, RecordBatch, StructArray};
use arrow::datatypes::{DataType, Field, Fields};
use std::sync::Arc;

/// The arguments that hold the series of all rows of a batch.
pub(super) enum SeriesLists<'a> {
    /// `STRUCT(date DATE, value DOUBLE)[]`, in any order.
    Readings { offsets: &'a [i32], readings: &'a StructArray, dates: &'a Dates, values: &'a Float64Array },
    /// `DATE[], DOUBLE[]`, in the order of the dates.
    Apart { dates: Lists<'a, Dates>, values: Lists<'a, Float64Array> },
}

impl<'a> SeriesLists<'a> {
    /// Reads them from a column on; the second is the column after them.
    pub(super) fn read(batch: &'a RecordBatch, first: usize) -> Outcome<(SeriesLists<'a>, usize)> {
        let together = batch.column(first).as_list_opt::<i32>().and_then(|lists| {
            let readings = lists.values().as_struct_opt()?;
            let (dates, values) = match readings.columns() {
                [dates, values] => (dates.as_primitive_opt()?, values.as_primitive_opt()?),
                _ => return None,
            };
            Some(SeriesLists::Readings { offsets: lists.value_offsets(), readings, dates, values })
        });
        match together {
            Some(together) => Ok((together, first + 1)),
            None if matches!(batch.column(first).data_type(), DataType::List(of) if of.data_type().is_nested()) => {
                Err(unexpected(batch, first, "STRUCT(date DATE, value DOUBLE)[]"))
            }
            None => {
                let (dates, values) = (date_lists(batch, first)?, double_lists(batch, first + 1)?);
                Ok((SeriesLists::Apart { dates, values }, first + 2))
            }
        }
    }

    /// The series of one row. What is NULL, or lacks its date or its value, is left out and counted.
    pub(super) fn row(&self, row: usize) -> Readings {
        match self {
            SeriesLists::Readings { offsets, readings, dates, values } => {
                // Offsets are never negative: Arrow checks them when a list is made.
                let (from, to) = (offsets[row] as usize, offsets[row + 1] as usize);
                let there = |i: &usize| readings.is_valid(*i) && dates.is_valid(*i) && values.is_valid(*i);
                let pairs = (from..to).filter(there).map(|i| (dates.value(i), values.value(i)));
                let mut complete: Vec<(i32, f64)> = Vec::with_capacity(to - from);
                complete.extend(pairs);
                if !complete.is_sorted_by_key(|(days, _)| *days) {
                    complete.sort_by_key(|(days, _)| *days);
                }
                Readings::of(to - from, complete)
            }
            SeriesLists::Apart { dates, values } => {
                let (dates, values) = (dates.row(row), values.row(row));
                if dates.len() != values.len() {
                    return Readings { n: 0, left_out: 0, series: Err(Refusal::UnequalLists) };
                }
                let given = dates.len();
                Readings::of(given, dates.zip(values).filter_map(|(date, value)| Some((date?, value?))).collect())
            }
        }
    }
}

/// The forms that a function's parameters take: those before the series, the series either way, and those after it.
pub(super) fn both_forms(before: &[DataType], after: &[DataType]) -> [Vec<DataType>; 2] {
    let fields = [("date", DataType::Date32), ("value", DataType::Float64)];
    let reading = Fields::from_iter(fields.map(|(name, of)| Field::new(name, of, true)));
    let together = vec![DataType::List(Arc::new(Field::new("item", DataType::Struct(reading), true)))];
    let apart = vec![list_of(DataType::Date32), list_of(DataType::Float64)];
    [apart, together].map(|series| [before, &series, after].concat())
}

/// How many readings were complete, and the series they make or why they make none.
pub(super) struct Readings {
    pub n: usize,
    pub left_out: usize,
    pub series: Result<Series, Refusal>,
}

impl Readings {
    /// The series of the complete ones, days since 1970 with their values, of so many given.
    pub(super) fn of(given: usize, complete: Vec<(i32, f64)>) -> Readings {
        let (n, left_out) = (complete.len(), given - complete.len());
        let reading = |(days, value)| Ok(Reading { date: day(days)?, value });
        let readings: Result<Vec<_>, _> = complete.into_iter().map(reading).collect();
        let series = readings.and_then(Series::new).map(|series| series.leaving_out(left_out));
        Readings { n, left_out, series }
    }
}

#[cfg(test)]
mod tests {
    use crate::functions::tests::{database, first_row, rows};

    const TO: &str = "[DATE '2025-12-31'], 'gompertz', [0.8], 'rw-drift'";

    fn projected(series: &str) -> Vec<String> {
        let query = format!(
            "SELECT value IS NOT NULL, n, left_out, reason FROM (SELECT unnest(project({series}, {TO}), recursive := true))"
        );
        rows(&database(), &query)
    }

    #[test]
    fn readings_that_are_missing_are_counted() {
        assert_eq!(projected("[]::STRUCT(date DATE, value DOUBLE)[]"), ["false|0|0|no-readings"]);
        for none in ["NULL", "{'date': NULL, 'value': NULL}", "{'date': NULL, 'value': 3.5}"] {
            let series = format!("[{none}, {none}, {none}]::STRUCT(date DATE, value DOUBLE)[]");
            assert_eq!(projected(&series), ["false|0|3|no-readings"], "{none}");
        }
        let gaps = "[{'date': DATE '2022-12-31', 'value': 57.2}, {'date': DATE '2020-12-31', 'value': 50.1}, NULL, \
                    {'date': DATE '2024-12-31', 'value': NULL}, {'date': NULL, 'value': 12.0}, \
                    {'date': DATE '2021-12-31', 'value': 55.4}, {'date': DATE '2023-12-31', 'value': 66.3}]";
        assert_eq!(projected(gaps), ["true|4|3|NULL"]);
        assert_eq!(projected("NULL::STRUCT(date DATE, value DOUBLE)[]"), Vec::<String>::new());
    }

    #[test]
    fn two_values_for_one_day_are_a_question_in_either_form() {
        let twice = "{'date': DATE '2021-12-31', 'value': 55.4}";
        let other = "{'date': DATE '2020-12-31', 'value': 55.4}";
        assert_eq!(projected(&format!("[{twice}, {other}, {twice}]")), ["false|3|0|duplicated-dates"]);
    }

    /// Any order of the rows, either form, whole numbers or decimals: the same bits.
    #[test]
    fn one_list_or_two() {
        let table = "CREATE TABLE reading AS SELECT i % 500 AS id, DATE '2016-01-01' + (200 * (i // 500))::INTEGER AS date, \
                     (20 + (i // 500) * 4 + hash(i) % 30 / 10)::DECIMAL(9, 3) AS value \
                     FROM (SELECT i FROM range(5000) t(i) ORDER BY hash(i))";
        let connection = database();
        connection.execute_batch(table).unwrap();
        for (function, rest) in [
            ("project", "[DATE '2025-12-31'], 'gompertz', [0.8], 'rw-drift'"),
            ("attainment", "DATE '2025-12-31', 60, '>=', 'gompertz'"),
            ("attainment_year", "60, '>=', 'gompertz', 0.8"),
            ("mann_kendall", ""),
            ("theil_sen", "0.9"),
            ("ols_trend", "0.9"),
            ("progress", "DATE '2025-12-31', 60, 'higher'"),
            (
                "reconcile",
                "['a', 'a', 'a'], [DATE '2020-01-01', DATE '2021-01-01', DATE '2022-01-01'], [5, 7, 8], [1, 1, 1], \
                 DATE '2024-12-31', 'gompertz', 0.8, 'rw-drift'",
            ),
        ] {
            let comma = if rest.is_empty() { "" } else { ", " };
            let query = format!(
                "SELECT count(*), count(*) FILTER (one IS DISTINCT FROM two), count(DISTINCT one) FROM (SELECT id, \
                 {function}(list(date ORDER BY date), list(value ORDER BY date){comma}{rest}) AS two, \
                 {function}(list({{'date': date, 'value': value}}){comma}{rest}) AS one FROM reading GROUP BY id)"
            );
            let answer = first_row(&connection, &query);
            let (same, distinct) = answer.rsplit_once('|').unwrap();
            assert!(same == "500|0" && distinct.parse::<u32>().unwrap() > 250, "{function}: {answer}");
        }
    }
}
