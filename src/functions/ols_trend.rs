//! `ols_trend`: how steep is the least-squares line?

use super::FunctionDoc;
use super::answer::{Answered, counts, doubles, structs, texts, type_of};
use super::columns::{self, Outcome, answers};
use super::series::{SeriesLists, both_forms};
use crate::statistics::trend::{OlsTrend, SlopeTest, ols_trend};
use crate::statistics::{Interval, Level};
use arrow::array::{ArrayRef, RecordBatch};
use arrow::datatypes::DataType;
use duckdb::vscalar::{ArrowFunctionSignature, VArrowScalar};

pub(super) const DOC: FunctionDoc = FunctionDoc {
    name: "ols_trend",
    signature: "ols_trend(readings STRUCT(date DATE, value DOUBLE)[], level DOUBLE) -> STRUCT(slope DOUBLE, lower \
                DOUBLE, upper DOUBLE, level DOUBLE, standard_error DOUBLE, t DOUBLE, p DOUBLE, autocorrelation \
                DOUBLE, adjusted_p DOUBLE, r2 DOUBLE, intercept DOUBLE, residual_sd DOUBLE, n INTEGER, left_out \
                INTEGER, method VARCHAR, reason VARCHAR)",
    what: "Slope per year (days / 365.25) of the least-squares line, with its Student t interval at the level, \
           standard error, t and two-sided p; the dependence between neighbouring residuals and the p adjusted for \
           it, from eight readings on; the line's value at the first reading. No interval and no test where the \
           readings scatter less than their rounding. Instead of readings: dates DATE[], values DOUBLE[], both in the \
           order of the dates.",
    example: "SELECT unnest(ols_trend(list({'date': d, 'value': v}), 0.95)) \
              FROM (VALUES (DATE '2020-12-31', 70.29), (DATE '2021-12-31', 74.21), (DATE '2022-12-31', 78.59), \
              (DATE '2023-12-31', 78.08), (DATE '2024-12-31', 84.15)) t(d, v)",
};

pub(super) struct OlsTrendOf;

impl VArrowScalar for OlsTrendOf {
    type State = ();

    fn invoke(_: &(), batch: RecordBatch) -> Outcome<ArrayRef> {
        let (series, next) = SeriesLists::read(&batch, 0)?;
        let levels = columns::doubles(&batch, next)?;
        let rows = answers(&batch, |row| {
            let level = levels.value(row);
            let line = |series: &_| ols_trend(series, Level::new(level)?);
            (level, Answered::of(&series.row(row), line))
        });
        Ok(lines(&rows))
    }

    fn signatures() -> Vec<ArrowFunctionSignature> {
        both_forms(&[], &[DataType::Float64])
            .map(|parameters| ArrowFunctionSignature::exact(parameters, type_of(lines)))
            .into()
    }
}

/// The answer for one series, after the level it was asked for.
type Row = (f64, Answered<OlsTrend>);

fn lines(rows: &[Option<Row>]) -> ArrayRef {
    let interval = |(_, a): &Row| -> Option<Interval> { a.get()?.slope.interval };
    let test = |(_, a): &Row| -> Option<SlopeTest> { a.get()?.test };
    let fields = vec![
        ("slope", doubles(rows, |(_, a)| Some(a.get()?.slope.value))),
        ("lower", doubles(rows, |row| Some(interval(row)?.lower))),
        ("upper", doubles(rows, |row| Some(interval(row)?.upper))),
        ("level", doubles(rows, |(level, _)| Some(*level))),
        ("standard_error", doubles(rows, |row| Some(test(row)?.standard_error))),
        ("t", doubles(rows, |row| Some(test(row)?.t))),
        ("p", doubles(rows, |row| Some(test(row)?.p))),
        ("autocorrelation", doubles(rows, |(_, a)| Some(a.get()?.autocorrelation.as_ref()?.lag_one.value))),
        ("adjusted_p", doubles(rows, |(_, a)| a.get()?.adjusted_p)),
        ("r2", doubles(rows, |(_, a)| a.get()?.r2)),
        ("intercept", doubles(rows, |(_, a)| Some(a.get()?.intercept))),
        ("residual_sd", doubles(rows, |(_, a)| Some(a.get()?.residual_sd))),
        ("n", counts(rows, |(_, a)| a.n)),
        ("left_out", counts(rows, |(_, a)| a.left_out)),
        ("method", texts(rows, |(_, a)| Some(a.get()?.slope.method.to_string()))),
        ("reason", texts(rows, |(_, a)| a.reason(|line| &line.slope.remarks))),
    ];
    structs(rows, fields)
}

#[cfg(test)]
mod tests {
    use crate::functions::tests::{WILD, database, first_row, rows};

    const DATES: &str = "[DATE '1900-01-01' + 1461 * x FOR x IN [1, 2, 3, 4, 10, 12, 18]]";

    fn line(values: &str, level: &str, fields: &str) -> String {
        first_row(&database(), &format!("SELECT {fields} FROM (SELECT ols_trend({DATES}, {values}, {level}) AS a)"))
    }

    #[test]
    fn null_in_null_out_down_to_the_fields() {
        let column = format!(
            "SELECT a IS NULL, a.slope IS NULL, a.n, a.left_out, a.reason FROM (SELECT i, ols_trend({DATES}, v, 0.9) AS a \
             FROM (VALUES (1, [1.0, NULL, NULL, NULL, NULL, NULL, 2]), (2, NULL), (3, [1.0])) t(i, v)) ORDER BY i"
        );
        assert_eq!(
            rows(&database(), &column),
            ["false|true|2|5|trend-needs-three-readings", "true|true|NULL|NULL|NULL", "false|true|0|0|unequal-lists"]
        );
        assert_eq!(first_row(&database(), "SELECT ols_trend(NULL, [1.0], 0.9) IS NULL"), "true");
    }

    #[test]
    fn no_interval_without_a_reason() {
        let fields = "a.slope, a.lower, a.p, a.r2, a.reason";
        assert_eq!(line("[7, 7, 7, 7, 7, 7, 7]", "0.9", fields), "0.0|NULL|NULL|NULL|no-variation");
        assert_eq!(line("[1, 2, 3, 4, 5, 6, 'nan'::DOUBLE]", "0.9", fields), "NULL|NULL|NULL|NULL|not-finite");
        assert_eq!(line("[1, 2, 3, 4, 5, 6, 8]", "0", fields), "NULL|NULL|NULL|NULL|invalid-level");
        // A straight line but for rounding: whoever printed these computed them.
        assert_eq!(
            line("[1, 2, 3, 4, 10, 12, 18]", "0.9", "round(a.slope, 9), a.lower, a.p, a.reason"),
            "0.25|NULL|NULL|residual-below-rounding, autocorrelation-unknown"
        );
    }

    /// The readings of Sen (1968), JASA 63:1379, a step being four years; slope, its error, t, p and r2 by statsmodels
    /// 0.14 and scipy 1.17.1.
    #[test]
    fn golden_values() {
        let fields = "round(4 * a.slope, 9), round(4 * a.standard_error, 9), round(a.t, 6), round(a.p * 1e8, 5), \
                      round(a.r2, 9), round(a.residual_sd, 9), a.method";
        assert_eq!(
            line("[9, 15, 19, 20, 45, 55, 78]", "0.95", fields),
            "4.021352313|0.085226178|47.184473|8.07645|0.997759229|1.32267388|ols/1"
        );
    }

    #[test]
    fn wild_series() {
        let query = format!(
            "{WILD}, answers AS (SELECT unnest(ols_trend(dates, values, [0.5, 0.8, 0.95][1 + i % 3])) FROM wild) \
             SELECT count(*), count(lower) > 10000, count(*) FILTER (slope IS NULL AND reason IS NULL), \
             count(*) FILTER (NOT isfinite(slope) OR NOT isfinite(intercept) OR NOT slope BETWEEN lower AND upper \
             OR NOT isfinite(t) OR NOT p BETWEEN 0 AND 1 OR NOT r2 BETWEEN 0 AND 1 OR NOT isfinite(residual_sd)) FROM answers"
        );
        assert_eq!(first_row(&database(), &query), "100000|true|0|0");
    }
}
