//! `pace` and `required_pace`: change per year, observed and needed.

use super::FunctionDoc;
use super::answer;
use super::columns::{Outcome, answers, dates, day, doubles};
use crate::statistics::{Reading, pace};
use arrow::array::{ArrayRef, RecordBatch};
use arrow::datatypes::DataType;
use duckdb::vscalar::{ArrowFunctionSignature, VArrowScalar};

pub(super) const PACE: FunctionDoc = FunctionDoc {
    name: "pace",
    signature: "pace(date DATE, value DOUBLE, later_date DATE, later_value DOUBLE) -> DOUBLE",
    what: "Change per year between two readings: difference / (days / 365.25), in the unit of the values. \
           NULL where the second date is not after the first.",
    example: "SELECT pace(DATE '2015-12-31', 45.0, DATE '2024-12-31', 84.15)",
};

pub(super) const REQUIRED_PACE: FunctionDoc = FunctionDoc {
    name: "required_pace",
    signature: "required_pace(date_now DATE, value_now DOUBLE, date_target DATE, target DOUBLE) -> DOUBLE",
    what: "Change per year needed to stand at the target on its date, in the unit of the values. \
           NULL where the target date is not after the reading.",
    example: "SELECT required_pace(DATE '2024-12-31', 84.15, DATE '2030-12-31', 95.0)",
};

pub(super) struct Pace;

impl VArrowScalar for Pace {
    type State = ();

    fn invoke(_: &(), batch: RecordBatch) -> Outcome<ArrayRef> {
        two_points(&batch, |from, to| Some(pace::per_year(from, to).ok()?.value))
    }

    fn signatures() -> Vec<ArrowFunctionSignature> {
        vec![two_points_to_double()]
    }
}

pub(super) struct RequiredPace;

impl VArrowScalar for RequiredPace {
    type State = ();

    fn invoke(_: &(), batch: RecordBatch) -> Outcome<ArrayRef> {
        two_points(&batch, |now, goal| Some(pace::required(now, goal.value, goal.date).ok()?.value))
    }

    fn signatures() -> Vec<ArrowFunctionSignature> {
        vec![two_points_to_double()]
    }
}

fn two_points_to_double() -> ArrowFunctionSignature {
    let point = [DataType::Date32, DataType::Float64];
    ArrowFunctionSignature::exact([point.clone(), point].concat(), DataType::Float64)
}

/// Applies `compute` to the two (date, value) pairs of each row.
fn two_points(batch: &RecordBatch, compute: impl Fn(Reading, Reading) -> Option<f64>) -> Outcome<ArrayRef> {
    let (from_dates, from_values) = (dates(batch, 0)?, doubles(batch, 1)?);
    let (to_dates, to_values) = (dates(batch, 2)?, doubles(batch, 3)?);
    let rows = answers(batch, |row| {
        let from = Reading { date: day(from_dates.value(row)).ok()?, value: from_values.value(row) };
        let to = Reading { date: day(to_dates.value(row)).ok()?, value: to_values.value(row) };
        compute(from, to)
    });
    Ok(answer::doubles(&rows, |value| *value))
}

#[cfg(test)]
mod tests {
    use crate::functions::tests::{database, first_row};

    #[test]
    fn null_and_no_time_give_null() {
        let connection = database();
        for query in [
            "SELECT pace(NULL, 1, DATE '2024-01-01', 2)",
            "SELECT pace(d, NULL::DOUBLE, d, 2) FROM (SELECT DATE '2024-01-01' AS d)",
            "SELECT pace(DATE '2024-01-01', 1, DATE '2024-01-01', 2)",
            "SELECT pace('infinity'::DATE, 1, DATE '2024-01-01', 2)",
            "SELECT pace(DATE '2023-01-01', 'nan'::DOUBLE, DATE '2024-01-01', 2)",
            "SELECT required_pace(DATE '2030-01-01', 1, DATE '2024-01-01', 2)",
        ] {
            assert_eq!(first_row(&connection, query), "NULL", "{query}");
        }
    }

    #[test]
    fn per_year_by_day_count() {
        let connection = database();
        let paces = "SELECT pace(DATE '2020-01-01', 45, DATE '2024-01-01', 65), \
                     required_pace(DATE '2024-01-01', 65, DATE '2028-01-01', 95)";
        assert_eq!(first_row(&connection, paces), "5.0|7.5");
        let column = "SELECT pace(DATE '2020-01-01', v, DATE '2024-01-01', 65) \
                      FROM (VALUES (1, 45.0), (2, NULL), (3, 55.0)) t(i, v) ORDER BY i";
        assert_eq!(crate::functions::tests::rows(&connection, column), ["5.0", "NULL", "2.5"]);
    }
}
