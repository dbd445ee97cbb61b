//! `theil_sen`: how steep is the trend, whatever the outliers?

use super::FunctionDoc;
use super::answer::{Answered, counts, doubles, structs, texts, type_of};
use super::columns::{self, Outcome, answers};
use super::series::{SeriesLists, both_forms};
use crate::statistics::trend::{TheilSen, theil_sen};
use crate::statistics::{Interval, Level};
use arrow::array::{ArrayRef, RecordBatch};
use arrow::datatypes::DataType;
use duckdb::vscalar::{ArrowFunctionSignature, VArrowScalar};

pub(super) const DOC: FunctionDoc = FunctionDoc {
    name: "theil_sen",
    signature: "theil_sen(readings STRUCT(date DATE, value DOUBLE)[], level DOUBLE) -> STRUCT(slope DOUBLE, lower \
                DOUBLE, upper DOUBLE, level DOUBLE, coverage DOUBLE, intercept DOUBLE, autocorrelation DOUBLE, n \
                INTEGER, left_out INTEGER, method VARCHAR, reason VARCHAR)",
    what: "Median of the slopes of all pairs of readings, per year (days / 365.25), with its interval at the level, \
           exact up to 20 readings; coverage is the share of such intervals that hold the true slope, never below the \
           level. Intercept: median of the values less slope times median of the years since the first reading. No \
           interval where the level is out of reach (95% needs five readings) or the readings scatter less than their \
           rounding. Instead of readings: dates DATE[], values DOUBLE[], both in the order of the dates.",
    example: "SELECT unnest(theil_sen(list({'date': d, 'value': v}), 0.95)) \
              FROM (VALUES (DATE '2020-12-31', 70.29), (DATE '2021-12-31', 74.21), (DATE '2022-12-31', 78.59), \
              (DATE '2023-12-31', 78.08), (DATE '2024-12-31', 84.15)) t(d, v)",
};

pub(super) struct TheilSenOf;

impl VArrowScalar for TheilSenOf {
    type State = ();

    fn invoke(_: &(), batch: RecordBatch) -> Outcome<ArrayRef> {
        let (series, next) = SeriesLists::read(&batch, 0)?;
        let levels = columns::doubles(&batch, next)?;
        let rows = answers(&batch, |row| {
            let level = levels.value(row);
            let line = |series: &_| theil_sen(series, Level::new(level)?);
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
type Row = (f64, Answered<TheilSen>);

fn lines(rows: &[Option<Row>]) -> ArrayRef {
    let interval = |(_, a): &Row| -> Option<Interval> { a.get()?.slope.interval };
    let fields = vec![
        ("slope", doubles(rows, |(_, a)| Some(a.get()?.slope.value))),
        ("lower", doubles(rows, |row| Some(interval(row)?.lower))),
        ("upper", doubles(rows, |row| Some(interval(row)?.upper))),
        ("level", doubles(rows, |(level, _)| Some(*level))),
        ("coverage", doubles(rows, |(_, a)| a.get()?.coverage)),
        ("intercept", doubles(rows, |(_, a)| Some(a.get()?.intercept))),
        ("autocorrelation", doubles(rows, |(_, a)| Some(a.get()?.autocorrelation.as_ref()?.lag_one.value))),
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

    /// Readings one every 1461 days, exactly four years, as two arguments.
    fn evenly(values: &str) -> String {
        format!("[DATE '1900-01-01' + (1461 * i)::INTEGER FOR i IN range(len({values}))], {values}")
    }

    fn line(values: &str, level: &str, fields: &str) -> String {
        first_row(&database(), &format!("SELECT {fields} FROM (SELECT theil_sen({}, {level}) AS a)", evenly(values)))
    }

    #[test]
    fn null_in_null_out_down_to_the_fields() {
        let connection = database();
        assert_eq!(first_row(&connection, "SELECT theil_sen([DATE '2020-01-01'], [1.0], NULL) IS NULL"), "true");
        let column = format!(
            "SELECT a IS NULL, a.slope, a.level, a.n FROM (SELECT i, theil_sen({}, l) AS a FROM (VALUES \
             (1, 0.5), (2, NULL), (3, 0.8)) t(i, l)) ORDER BY i",
            evenly("[4.0, 8, 12.5]")
        );
        assert_eq!(rows(&connection, &column), ["false|1.0625|0.5|3", "true|NULL|NULL|NULL", "false|1.0625|0.8|3"]);
    }

    #[test]
    fn no_slope_or_no_interval_without_a_reason() {
        let fields = "a.slope, a.lower, a.coverage, a.n, a.left_out, a.reason";
        assert_eq!(line("[]::DOUBLE[]", "0.9", fields), "NULL|NULL|NULL|0|0|no-readings");
        assert_eq!(line("[1.0, NULL, 2]", "0.9", fields), "NULL|NULL|NULL|2|1|trend-needs-three-readings");
        assert_eq!(line("[1.0, 2, 4, 5]", "95", fields), "NULL|NULL|NULL|4|0|invalid-level");
        let three = line("[4.0, 8, 12.5]", "0.95", "a.slope, a.lower, a.coverage, a.reason");
        assert_eq!(three, "1.0625|NULL|NULL|fewer-than-five-readings, level-out-of-reach, autocorrelation-unknown");
    }

    /// Sen (1968), JASA 63:1379: seven readings at 1, 2, 3, 4, 10, 12 and 18 (here steps of 1461 days, hence slopes a
    /// quarter of the published): slope 4, exact interval 26/7 to 35/8 at 95%, which covers 96.98%.
    #[test]
    fn golden_values() {
        let query = "SELECT round(4 * a.slope, 9), round(4 * a.lower * 7, 9), round(4 * a.upper * 8, 9), \
                     round(a.coverage, 4), a.n FROM (SELECT theil_sen([DATE '1900-01-01' + 1461 * x FOR x IN \
                     [1, 2, 3, 4, 10, 12, 18]], [9, 15, 19, 20, 45, 55, 78], 0.95) AS a)";
        assert_eq!(first_row(&database(), query), "4.0|26.0|35.0|0.9698|7");
    }

    #[test]
    fn wild_series() {
        let query = format!(
            "{WILD}, answers AS (SELECT unnest(theil_sen(dates, values, [0.5, 0.8, 0.95][1 + i % 3])) FROM wild) \
             SELECT count(*), count(lower) > 10000, count(*) FILTER (slope IS NULL AND reason IS NULL), \
             count(*) FILTER (NOT isfinite(slope) OR NOT isfinite(intercept) OR NOT slope BETWEEN lower AND upper \
             OR NOT coverage BETWEEN level AND 1) FROM answers"
        );
        assert_eq!(first_row(&database(), &query), "100000|true|0|0");
    }
}
