//! `attainment`: the probability that a target is met on its date.

use super::FunctionDoc;
use super::answer::{codes, counts, doubles, structs, texts, type_of};
use super::columns::{self, Outcome, answers, day};
use super::known::Known;
use super::model::{self, FittedRow};
use super::series::SeriesLists;
use crate::statistics::{Attainment, Comparator, Level, Refusal, Target, attainment};
use arrow::array::{ArrayRef, RecordBatch};
use arrow::datatypes::DataType;
use duckdb::vscalar::{ArrowFunctionSignature, VArrowScalar};
use std::borrow::Cow;

pub(super) const DOC: FunctionDoc = FunctionDoc {
    name: "attainment",
    signature: "attainment(readings STRUCT(date DATE, value DOUBLE)[], target_date DATE, target DOUBLE, comparator \
                VARCHAR, scale VARCHAR[, method VARCHAR]) -> STRUCT(probability DOUBLE, value DOUBLE, lower DOUBLE, \
                upper DOUBLE, level DOUBLE, n INTEGER, left_out INTEGER, method VARCHAR, reason VARCHAR)",
    what: "Probability from 0 to 1 that the value on the target date meets the target (that day, not at some time \
           before), beside the value projected for it with its 80% interval. Comparator is >=, >, <= or <; a bare \
           figure, =, has a probability only on a bound of the scale (100 of 0..100) and else needs the indicator's \
           direction to say at least or at most; a target in words has no figure, hence NULL. Three readings give a \
           value but no probability. Method is rw-drift unless named. Instead of readings: dates DATE[], values \
           DOUBLE[], both in the order of the dates.",
    example: "SELECT unnest(attainment(list({'date': d, 'value': v}), DATE '2030-12-31', 95, '>=', 'gompertz')) \
              FROM (VALUES (DATE '2020-12-31', 70.29), (DATE '2021-12-31', 74.21), (DATE '2022-12-31', 78.59), \
              (DATE '2023-12-31', 78.08), (DATE '2024-12-31', 84.15)) t(d, v)",
};

/// The level of the interval beside the probability.
const LEVEL: Level = Level::EIGHTY;

pub(super) struct Attain;

impl VArrowScalar for Attain {
    type State = Known;

    fn invoke(known: &Known, batch: RecordBatch) -> Outcome<ArrayRef> {
        let (series, next) = SeriesLists::read(&batch, 0)?;
        let (dates, targets) = (columns::dates(&batch, next)?, columns::doubles(&batch, next + 1)?);
        let (comparators, scales) = (columns::texts(&batch, next + 2)?, columns::texts(&batch, next + 3)?);
        let methods = columns::optional_texts(&batch, next + 4)?;
        let rows = answers(&batch, |row| {
            let method = methods.map_or(model::DEFAULT, |methods| methods.value(row));
            let fitted = FittedRow::new(known, series.row(row), scales.value(row), method);
            let goal = (comparators.value(row), targets.value(row), dates.value(row));
            Answered { answer: answer(&fitted, goal), fitted }
        });
        Ok(attainments(&rows))
    }

    fn signatures() -> Vec<ArrowFunctionSignature> {
        let after = [DataType::Date32, DataType::Float64, DataType::Utf8, DataType::Utf8];
        model::with_and_without_method(&after, &type_of(attainments))
    }
}

/// The attainment of a goal: its comparator, its value and its day since 1970.
fn answer(fitted: &FittedRow, (comparator, value, days): (&str, f64, i32)) -> Result<Attainment, Refusal> {
    let target = Target { comparator: Comparator::read(comparator)?, value, date: day(days)? };
    let model = fitted.fitted()?;
    let series = fitted.readings.series.as_ref().map_err(|reason| *reason)?;
    attainment(model, series, &target, LEVEL)
}

/// The answer for one series, and what it rests on even where it is a refusal.
struct Answered {
    fitted: FittedRow,
    answer: Result<Attainment, Refusal>,
}

impl Answered {
    fn reason(&self) -> Option<Cow<'static, str>> {
        match &self.answer {
            Ok(attainment) => codes(&attainment.remarks),
            Err(reason) => Some(reason.code().into()),
        }
    }
}

fn attainments(rows: &[Option<Answered>]) -> ArrayRef {
    let interval = |a: &Answered| a.answer.as_ref().ok()?.projected.interval;
    let fields = vec![
        ("probability", doubles(rows, |a| Some(a.answer.as_ref().ok()?.probability.as_ref()?.value))),
        ("value", doubles(rows, |a| Some(a.answer.as_ref().ok()?.projected.value))),
        ("lower", doubles(rows, |a| Some(interval(a)?.lower))),
        ("upper", doubles(rows, |a| Some(interval(a)?.upper))),
        ("level", doubles(rows, |_| Some(LEVEL.get()))),
        ("n", counts(rows, |a| a.fitted.readings.n)),
        ("left_out", counts(rows, |a| a.fitted.readings.left_out)),
        ("method", texts(rows, |a| a.fitted.method.as_ref())),
        ("reason", texts(rows, Answered::reason)),
    ];
    structs(rows, fields)
}

#[cfg(test)]
mod tests {
    use crate::functions::tests::{WILD, database, first_row, rows};

    const DATES: &str = "[DATE '2020-12-31', DATE '2021-12-31', DATE '2022-12-31', DATE '2023-12-31']";
    const VALUES: &str = "[50.1, 55.4, 57.2, 66.3]";

    fn attained(arguments: &str) -> String {
        let fields = "a.probability IS NOT NULL, a.value IS NOT NULL, a.n, a.left_out, a.reason";
        first_row(&database(), &format!("SELECT {fields} FROM (SELECT attainment({arguments}) AS a)"))
    }

    #[test]
    fn null_in_null_out() {
        let column = format!(
            "SELECT a IS NULL, a.reason FROM (SELECT i, attainment({DATES}, {VALUES}, DATE '2030-12-31', t, '>=', 'gompertz') AS a \
             FROM (VALUES (1, 80.0), (2, NULL), (3, 180.0)) t(i, t)) ORDER BY i"
        );
        assert_eq!(rows(&database(), &column), ["false|NULL", "true|NULL", "false|target-outside-bounds"]);
    }

    #[test]
    fn no_probability_without_a_reason() {
        let by = "DATE '2025-12-31'";
        for (arguments, answer) in [
            (
                format!("{DATES}, [50.1, 55.4, NULL, 66.3], {by}, 80, '>=', 'gompertz'"),
                "false|true|3|1|three-readings-no-probability",
            ),
            (
                format!("{DATES}, [50.1, NULL, NULL, 66.3], {by}, 80, '>=', 'gompertz'"),
                "false|false|2|2|fewer-than-three-readings",
            ),
            (format!("{DATES}, {VALUES}, {by}, 80, '=', 'gompertz'"), "false|true|4|0|bare-figure-needs-direction"),
            (format!("{DATES}, {VALUES}, {by}, 80, 'text', 'gompertz'"), "false|false|4|0|target-in-words"),
            (format!("{DATES}, {VALUES}, {by}, 80, 'range', 'gompertz'"), "false|false|4|0|target-is-a-range"),
            (format!("{DATES}, {VALUES}, {by}, 80, '=>', 'gompertz'"), "false|false|4|0|unknown-comparator"),
            (
                format!("{DATES}, {VALUES}, DATE '2023-12-31', 80, '>=', 'gompertz'"),
                "false|false|4|0|target-date-not-after-last-reading",
            ),
            (
                format!("{DATES}, [50, 55, 60, 65], {by}, 80, '>=', 'identity'"),
                "false|true|4|0|residual-below-rounding",
            ),
            (format!("{DATES}, {VALUES}, {by}, 100, '=', 'gompertz'"), "true|true|4|0|boundary-moved"),
            (format!("{DATES}, {VALUES}, {by}, 60, '>=', 'gompertz'"), "true|true|4|0|already-achieved"),
            (format!("{DATES}, {VALUES}, {by}, 80, '>=', 'gompertz'"), "true|true|4|0|NULL"),
        ] {
            assert_eq!(attained(&arguments), answer, "{arguments}");
        }
    }

    /// Expected probability: computed with scipy 1.17.1 (scipy.stats.t), as for the estimator itself.
    #[test]
    fn the_same_numbers_as_the_estimator() {
        let query = "SELECT round(a.probability, 8), round(a.value, 6), a.level, a.method FROM (SELECT attainment(\
                     [make_date(y, 12, 31) FOR y IN range(2015, 2025)], \
                     [45, 53, 58.14, 69.85, 68.7, 70.29, 74.21, 78.59, 78.08, 84.15], \
                     DATE '2030-12-31', 95, '>=', 'gompertz') AS a)";
        assert_eq!(first_row(&database(), query), "0.35420731|93.971758|0.8|rw-drift/1");
    }

    #[test]
    fn methods_by_name() {
        let by =
            |method: &str| attained(&format!("{DATES}, {VALUES}, DATE '2030-12-31', 80, '>=', 'gompertz', '{method}'"));
        assert_eq!(by("rw-drift"), "true|true|4|0|NULL");
        assert_eq!(by("theta"), "false|false|4|0|fewer-than-six-readings");
        assert_eq!(by("oracle"), "false|false|4|0|unknown-method");
    }

    #[test]
    fn wild_series() {
        let query = format!(
            "{WILD}, answers AS (SELECT unnest(attainment(dates, values, DATE '2005-01-01' + (i % 9999)::INTEGER, \
             [95, 0, 1e308, -5, 'nan'][1 + i % 5], ['>=', '<', '='][1 + i % 3], \
             ['identity', 'log', 'logit', 'gompertz'][1 + i % 4])) FROM wild) \
             SELECT count(*), count(probability) > 1000, count(*) FILTER (probability IS NULL AND reason IS NULL), \
             count(*) FILTER (NOT probability BETWEEN 0 AND 1 OR NOT isfinite(value) OR NOT isfinite(lower) \
             OR NOT isfinite(upper)) FROM answers"
        );
        assert_eq!(first_row(&database(), &query), "100000|true|0|0");
    }
}
