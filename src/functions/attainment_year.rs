//! `attainment_year`: when a target is met at the pace seen so far, whatever its own date.

use super::FunctionDoc;
use super::answer::{counts, dates, doubles, structs, texts, type_of};
use super::columns::{self, Outcome, answers, days};
use super::known::Known;
use super::model::{self, FittedRow};
use super::series::SeriesLists;
use crate::statistics::{AttainmentDate, Comparator, Level, Refusal, attainment_date};
use arrow::array::{ArrayRef, RecordBatch};
use arrow::datatypes::DataType;
use duckdb::vscalar::{ArrowFunctionSignature, VArrowScalar};

pub(super) const DOC: FunctionDoc = FunctionDoc {
    name: "attainment_year",
    signature: "attainment_year(readings STRUCT(date DATE, value DOUBLE)[], target DOUBLE, comparator VARCHAR, scale \
                VARCHAR, level DOUBLE[, method VARCHAR]) -> STRUCT(date DATE, earliest DATE, latest DATE, level \
                DOUBLE, n INTEGER, left_out INTEGER, method VARCHAR, reason VARCHAR)",
    what: "First day on which the probability of meeting the target reaches one half, and the days on which it \
           reaches the tails of the level (10% and 90% at 0.8): year(answer.date) is the expected year. Earliest is \
           NULL where the lower tail is reached already, latest where the upper is not within 50 years. Comparator as \
           for attainment; method is rw-drift unless named. No date where the target is met already, or not within 50 \
           years, or where no probability may be named: then reason says why. Instead of readings: dates DATE[], \
           values DOUBLE[], both in the order of the dates.",
    example: "SELECT unnest(attainment_year(list({'date': d, 'value': v}), 95, '>=', 'gompertz', 0.8)) \
              FROM (VALUES (DATE '2020-12-31', 70.29), (DATE '2021-12-31', 74.21), (DATE '2022-12-31', 78.59), \
              (DATE '2023-12-31', 78.08), (DATE '2024-12-31', 84.15)) t(d, v)",
};

pub(super) struct AttainmentYear;

impl VArrowScalar for AttainmentYear {
    type State = Known;

    fn invoke(known: &Known, batch: RecordBatch) -> Outcome<ArrayRef> {
        let (series, next) = SeriesLists::read(&batch, 0)?;
        let (targets, comparators) = (columns::doubles(&batch, next)?, columns::texts(&batch, next + 1)?);
        let (scales, levels) = (columns::texts(&batch, next + 2)?, columns::doubles(&batch, next + 3)?);
        let methods = columns::optional_texts(&batch, next + 4)?;
        let rows = answers(&batch, |row| {
            let method = methods.map_or(model::DEFAULT, |methods| methods.value(row));
            let fitted = FittedRow::new(known, series.row(row), scales.value(row), method);
            let (comparator, target, level) = (comparators.value(row), targets.value(row), levels.value(row));
            Answered { answer: answer(&fitted, comparator, target, level), level, fitted }
        });
        Ok(attainment_years(&rows))
    }

    fn signatures() -> Vec<ArrowFunctionSignature> {
        let after = [DataType::Float64, DataType::Utf8, DataType::Utf8, DataType::Float64];
        model::with_and_without_method(&after, &type_of(attainment_years))
    }
}

fn answer(fitted: &FittedRow, comparator: &str, target: f64, level: f64) -> Result<AttainmentDate, Refusal> {
    let (comparator, level) = (Comparator::read(comparator)?, Level::new(level)?);
    attainment_date(fitted.fitted()?, comparator, target, level)
}

/// The answer for one series, and what it rests on even where it is a refusal.
struct Answered {
    fitted: FittedRow,
    level: f64,
    answer: Result<AttainmentDate, Refusal>,
}

fn attainment_years(rows: &[Option<Answered>]) -> ArrayRef {
    let fields = vec![
        ("date", dates(rows, |a| Some(days(a.answer.as_ref().ok()?.date)))),
        ("earliest", dates(rows, |a| Some(days(a.answer.as_ref().ok()?.earliest?)))),
        ("latest", dates(rows, |a| Some(days(a.answer.as_ref().ok()?.latest?)))),
        ("level", doubles(rows, |a| Some(a.level))),
        ("n", counts(rows, |a| a.fitted.readings.n)),
        ("left_out", counts(rows, |a| a.fitted.readings.left_out)),
        ("method", texts(rows, |a| a.fitted.method.as_ref())),
        ("reason", texts(rows, |a| Some(a.answer.as_ref().err()?.code()))),
    ];
    structs(rows, fields)
}

#[cfg(test)]
mod tests {
    use crate::functions::tests::{WILD, database, first_row, rows};

    const DATES: &str = "[DATE '2020-12-31', DATE '2021-12-31', DATE '2022-12-31', DATE '2023-12-31']";
    const VALUES: &str = "[50.1, 55.4, 57.2, 66.3]";

    fn reached(arguments: &str) -> String {
        let fields = "a.date IS NOT NULL, a.n, a.left_out, a.method, a.reason";
        first_row(&database(), &format!("SELECT {fields} FROM (SELECT attainment_year({arguments}) AS a)"))
    }

    #[test]
    fn null_in_null_out() {
        let column = format!(
            "SELECT a IS NULL, a.reason FROM (SELECT i, attainment_year({DATES}, {VALUES}, t, '>=', 'gompertz', 0.8) AS a \
             FROM (VALUES (1, 80.0), (2, NULL), (3, 180.0)) t(i, t)) ORDER BY i"
        );
        assert_eq!(rows(&database(), &column), ["false|NULL", "true|NULL", "false|target-outside-bounds"]);
        let constant = format!("SELECT attainment_year({DATES}, {VALUES}, 80, '>=', 'gompertz', 0.8, NULL) IS NULL");
        assert_eq!(first_row(&database(), &constant), "true");
    }

    #[test]
    fn no_date_without_a_reason() {
        for (arguments, answer) in [
            ("[]::DATE[], []::DOUBLE[], 80, '>=', 'gompertz', 0.8".to_owned(), "false|0|0|rw-drift/1|no-readings"),
            (
                format!("{DATES}, [50.1, NULL, 57.2, 66.3], 80, '>=', 'gompertz', 0.8"),
                "false|3|1|rw-drift/1|three-readings-no-probability",
            ),
            (format!("{DATES}, {VALUES}, 60, '>=', 'gompertz', 0.8"), "false|4|0|rw-drift/1|already-achieved"),
            (format!("{DATES}, {VALUES}, 10, '<=', 'gompertz', 0.8"), "false|4|0|rw-drift/1|not-reached"),
            (format!("{DATES}, {VALUES}, 80, 'text', 'gompertz', 0.8"), "false|4|0|rw-drift/1|target-in-words"),
            (format!("{DATES}, {VALUES}, 80, '>=', 'gompertz', 80"), "false|4|0|rw-drift/1|invalid-level"),
            (format!("{DATES}, {VALUES}, 80, '>=', 'gompertz', 0.8, 'guess'"), "false|4|0|NULL|unknown-method"),
            (format!("{DATES}, {VALUES}, 80, '>=', 'gompertz', 0.8, 'rw-drift'"), "true|4|0|rw-drift/1|NULL"),
        ] {
            assert_eq!(reached(&arguments), answer, "{arguments}");
        }
    }

    /// Expected days: the first on which scipy 1.17.1 (scipy.stats.t.cdf) gives 0.5, 0.1 and 0.9 by the formulas of
    /// rw-drift on this series.
    #[test]
    fn the_same_days_as_the_estimator() {
        let query = "SELECT a.date, a.earliest, a.latest, a.level, a.n FROM (SELECT attainment_year(\
                     [make_date(y, 12, 31) FOR y IN range(2015, 2025)], \
                     [45, 53, 58.14, 69.85, 68.7, 70.29, 74.21, 78.59, 78.08, 84.15], 95, '>=', 'gompertz', 0.8) AS a)";
        assert_eq!(first_row(&database(), query), "2032-02-17|2029-01-08|2040-07-02|0.8|10");
    }

    #[test]
    fn wild_series() {
        let query = format!(
            "{WILD}, answers AS (SELECT unnest(attainment_year(dates, values, [95, 0, 1e308, -5, 'nan'][1 + i % 5], \
             ['>=', '<', '='][1 + i % 3], ['identity', 'log', 'logit', 'gompertz'][1 + i % 4], 0.8)) FROM wild) \
             SELECT count(*), count(date) > 100, count(*) FILTER (date IS NULL AND reason IS NULL), \
             count(*) FILTER (date < earliest OR date > latest) FROM answers"
        );
        assert_eq!(first_row(&database(), &query), "100000|true|0|0");
    }
}
