//! `mann_kendall`: is there a trend at all?

use super::FunctionDoc;
use super::answer::{Answered, counts, doubles, flags, integers, structs, texts, type_of};
use super::columns::{Outcome, answers};
use super::series::{SeriesLists, both_forms};
use crate::statistics::Level;
use crate::statistics::trend::{MannKendall, mann_kendall};
use arrow::array::{ArrayRef, RecordBatch};
use duckdb::vscalar::{ArrowFunctionSignature, VArrowScalar};

pub(super) const DOC: FunctionDoc = FunctionDoc {
    name: "mann_kendall",
    signature: "mann_kendall(readings STRUCT(date DATE, value DOUBLE)[]) -> STRUCT(p DOUBLE, s BIGINT, variance \
                DOUBLE, tau_b DOUBLE, autocorrelation DOUBLE, adjusted_p DOUBLE, significant BOOLEAN, n INTEGER, \
                left_out INTEGER, method VARCHAR, reason VARCHAR)",
    what: "Mann-Kendall test for a trend in either direction: two-sided p, exact up to 20 readings (with ties too), S \
           (pairs that rise less pairs that fall) with its variance, Kendall's tau-b; the dependence between \
           neighbours about the trend and the p adjusted for it, from eight readings on. Significant means at 5%: \
           never below five readings, and where neighbours clearly depend on each other only if the adjusted p says \
           so too. Instead of readings: dates DATE[], values DOUBLE[], both in the order of the dates.",
    example: "SELECT unnest(mann_kendall(list({'date': d, 'value': v}))) \
              FROM (VALUES (DATE '2020-12-31', 70.29), (DATE '2021-12-31', 74.21), (DATE '2022-12-31', 78.59), \
              (DATE '2023-12-31', 78.08), (DATE '2024-12-31', 84.15)) t(d, v)",
};

/// The level of `significant`: 5%.
const SIGNIFICANCE: f64 = 0.95;

pub(super) struct MannKendallOf;

impl VArrowScalar for MannKendallOf {
    type State = ();

    fn invoke(_: &(), batch: RecordBatch) -> Outcome<ArrayRef> {
        let (series, _) = SeriesLists::read(&batch, 0)?;
        Ok(tests(&answers(&batch, |row| Answered::of(&series.row(row), mann_kendall))))
    }

    fn signatures() -> Vec<ArrowFunctionSignature> {
        both_forms(&[], &[]).map(|parameters| ArrowFunctionSignature::exact(parameters, type_of(tests))).into()
    }
}

fn tests(rows: &[Option<Answered<MannKendall>>]) -> ArrayRef {
    let level = Level::new(SIGNIFICANCE).ok();
    let fields = vec![
        ("p", doubles(rows, |a| Some(a.get()?.p.value))),
        ("s", integers(rows, |a| Some(a.get()?.s))),
        ("variance", doubles(rows, |a| Some(a.get()?.variance))),
        ("tau_b", doubles(rows, |a| a.get()?.tau_b)),
        ("autocorrelation", doubles(rows, |a| Some(a.get()?.autocorrelation.as_ref()?.lag_one.value))),
        ("adjusted_p", doubles(rows, |a| a.get()?.adjusted_p)),
        ("significant", flags(rows, |a| Some(a.get()?.is_significant(level?)))),
        ("n", counts(rows, |a| a.n)),
        ("left_out", counts(rows, |a| a.left_out)),
        ("method", texts(rows, |a| Some(a.get()?.p.method.to_string()))),
        ("reason", texts(rows, |a| a.reason(|test| &test.p.remarks))),
    ];
    structs(rows, fields)
}

#[cfg(test)]
mod tests {
    use crate::functions::tests::{WILD, database, first_row, rows};

    /// Readings one a year from 2001 on, as two arguments.
    fn yearly(values: &str) -> String {
        format!("[make_date(2000 + i, 12, 31) FOR i IN range(1, len({values}) + 1)], {values}")
    }

    fn tested(values: &str, fields: &str) -> String {
        first_row(&database(), &format!("SELECT {fields} FROM (SELECT mann_kendall({}) AS a)", yearly(values)))
    }

    #[test]
    fn null_in_null_out_down_to_the_fields() {
        let connection = database();
        assert_eq!(first_row(&connection, "SELECT mann_kendall(NULL, [1.0]) IS NULL"), "true");
        let column = format!(
            "SELECT a IS NULL, a.s, a.n, a.method, a.reason FROM (SELECT i, mann_kendall({}) AS a FROM (VALUES \
             (1, [1.0, 2, 4, 7, 9]), (2, NULL), (3, [1.0, NULL, 2, 3, NULL])) t(i, v)) ORDER BY i",
            yearly("v")
        );
        assert_eq!(
            rows(&connection, &column),
            [
                "false|10|5|mann-kendall-exact/1|autocorrelation-unknown",
                "true|NULL|NULL|NULL|NULL",
                "false|3|3|mann-kendall-exact/1|fewer-than-five-readings, autocorrelation-unknown"
            ]
        );
    }

    #[test]
    fn what_is_no_trend_says_why() {
        let fields = "a.p, a.significant, a.n, a.left_out, a.reason";
        assert_eq!(tested("[]::DOUBLE[]", fields), "NULL|NULL|0|0|no-readings");
        assert_eq!(tested("[1.5, 2]", fields), "NULL|NULL|2|0|trend-needs-three-readings");
        assert_eq!(tested("[1.5, 'inf'::DOUBLE, 3]", fields), "NULL|NULL|3|0|not-finite");
        assert_eq!(
            tested("[7.0, 7, NULL, 7, 7, 7]", "a.p, a.significant, a.n, a.left_out, a.tau_b"),
            "1.0|false|5|1|NULL"
        );
    }

    /// Hollander, Wolfe and Chicken, Nonparametric Statistical Methods, example 9.1: K = -6, one-sided exact p 0.117.
    /// Sen (1968), JASA 63:1379: all pairs rise, hence 2 / 7!.
    #[test]
    fn golden_values() {
        let fields = "a.s, round(a.p / 2, 5), round(a.tau_b, 6), a.significant, a.n, a.method";
        assert_eq!(tested("[1.26, 1.27, 1.12, 1.16, 1.03]", fields), "-6|0.11667|-0.6|false|5|mann-kendall-exact/1");
        let exact = "a.s, round(a.p * 5040, 9), round(a.variance, 6), a.significant";
        assert_eq!(tested("[9.0, 15, 19, 20, 45, 55, 78]", exact), "21|2.0|44.333333|true");
    }

    #[test]
    fn wild_series() {
        let query = format!(
            "{WILD}, answers AS (SELECT unnest(mann_kendall(dates, values)) FROM wild) \
             SELECT count(*), count(p) > 10000, count(*) FILTER (p IS NULL AND reason IS NULL), \
             count(*) FILTER (NOT p BETWEEN 0 AND 1 OR NOT adjusted_p BETWEEN p AND 1 OR NOT tau_b BETWEEN -1 AND 1 \
             OR NOT autocorrelation BETWEEN -1 AND 1 OR significant AND n < 5) FROM answers"
        );
        assert_eq!(first_row(&database(), &query), "100000|true|0|0");
    }
}
