//! `project`: where a series will be at given dates.

use super::FunctionDoc;
use super::columns::{self, Lists, Outcome, any_null, day, list_of};
use super::known::Known;
use super::model::{self, FittedRow};
use super::projections::Projections;
use super::series::{SeriesLists, both_forms};
use crate::statistics::Level;
use arrow::array::{ArrayRef, Float64Array, RecordBatch};
use arrow::datatypes::DataType;
use duckdb::vscalar::{ArrowFunctionSignature, VArrowScalar};

pub(super) const DOC: FunctionDoc = FunctionDoc {
    name: "project",
    signature: "project(readings STRUCT(date DATE, value DOUBLE)[], targets DATE[], scale VARCHAR, level DOUBLE) or \
                project(readings, targets, scale, levels DOUBLE[], method VARCHAR) -> STRUCT(date DATE, value DOUBLE, \
                lower DOUBLE, upper DOUBLE, level DOUBLE, n INTEGER, left_out INTEGER, method VARCHAR, reason \
                VARCHAR)[]",
    what: "Median and central interval at each target date (and each level, date by date), by the method on the scale \
           (identity, log, logit, gompertz; with bounds other than 0 and 100: gompertz(0,1)); a level of 0.8 is 80%. \
           Method is rw-drift unless named: a random walk with drift, with exact Student t intervals. Where no value \
           can be given, reason says why; where one can, reason holds what must be said beside it. Instead of \
           readings: dates DATE[], values DOUBLE[], both in the order of the dates.",
    example: "SELECT unnest(project(list({'date': d, 'value': v}), [DATE '2026-12-31', DATE '2030-12-31'], \
              default_scale([0, 100]), [0.8, 0.95], 'rw-drift'), recursive := true) \
              FROM (VALUES (DATE '2020-12-31', 70.29), (DATE '2021-12-31', 74.21), (DATE '2022-12-31', 78.59), \
              (DATE '2023-12-31', 78.08), (DATE '2024-12-31', 84.15)) t(d, v)",
};

pub(super) struct Project;

impl VArrowScalar for Project {
    type State = Known;

    fn invoke(known: &Known, batch: RecordBatch) -> Outcome<ArrayRef> {
        let (series, next) = SeriesLists::read(&batch, 0)?;
        let (targets, scales) = (columns::date_lists(&batch, next)?, columns::texts(&batch, next + 1)?);
        let methods = columns::optional_texts(&batch, next + 3)?;
        let levels = if methods.is_some() {
            Levels::Several(columns::double_lists(&batch, next + 2)?)
        } else {
            Levels::One(columns::doubles(&batch, next + 2)?)
        };
        let elements = (0..batch.num_rows()).map(|row| targets.row(row).len() * levels.count(row)).sum();
        let mut answers = Projections::with_capacity(batch.num_rows(), elements);
        for row in 0..batch.num_rows() {
            if any_null(&batch, row) {
                answers.null_row();
                continue;
            }
            let method = methods.map_or(model::DEFAULT, |methods| methods.value(row));
            let fitted = FittedRow::new(known, series.row(row), scales.value(row), method);
            for target in targets.row(row) {
                let on_date = target.map(|days| fitted.fitted().and_then(|fitted| fitted.on(day(days)?)));
                levels.each(row, |level| match (target, &on_date, level) {
                    (Some(days), Some(on_date), Some(level)) => {
                        let estimate = match on_date {
                            Ok(on_date) => Level::new(level).and_then(|level| on_date.estimate(level)),
                            Err(reason) => Err(*reason),
                        };
                        answers.push(&fitted, days, level, &estimate);
                    }
                    _ => answers.push_null(),
                });
            }
            answers.end_of_row();
        }
        Ok(answers.finish())
    }

    fn signatures() -> Vec<ArrowFunctionSignature> {
        let toward = [list_of(DataType::Date32), DataType::Utf8];
        let answer = Projections::with_capacity(0, 0).finish().data_type().clone();
        [vec![DataType::Float64], vec![list_of(DataType::Float64), DataType::Utf8]]
            .into_iter()
            .flat_map(|rest| both_forms(&[], &[&toward[..], &rest].concat()))
            .map(|parameters| ArrowFunctionSignature::exact(parameters, answer.clone()))
            .collect()
    }
}

/// One level for all dates of a row, or a list of them for each.
enum Levels<'a> {
    One(&'a Float64Array),
    Several(Lists<'a, Float64Array>),
}

impl Levels<'_> {
    fn count(&self, row: usize) -> usize {
        match self {
            Levels::One(_) => 1,
            Levels::Several(lists) => lists.row(row).len(),
        }
    }

    fn each(&self, row: usize, mut of: impl FnMut(Option<f64>)) {
        match self {
            Levels::One(levels) => of(Some(levels.value(row))),
            Levels::Several(lists) => lists.row(row).for_each(of),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::functions::tests::{WILD, database, first_row, rows};

    const DATES: &str = "[DATE '2020-12-31', DATE '2021-12-31', DATE '2022-12-31', DATE '2023-12-31']";

    fn projected(arguments: &str, fields: &str) -> Vec<String> {
        let query = format!("SELECT {fields} FROM (SELECT unnest(project({arguments}), recursive := true))");
        rows(&database(), &query)
    }

    #[test]
    fn null_arguments_give_null_constant_or_not() {
        let connection = database();
        let constant = format!("SELECT project({DATES}, [1.5, 2, 3, 4], [DATE '2025-01-01'], NULL, 0.8) IS NULL");
        assert_eq!(first_row(&connection, &constant), "true");
        let column = format!(
            "SELECT p IS NULL, len(p) FROM (SELECT i, project({DATES}, [1.5, 2, 3, 4.5], [DATE '2025-01-01'], s, 0.8) AS p \
             FROM (VALUES (1, 'identity'), (2, NULL), (3, 'log')) t(i, s)) ORDER BY i"
        );
        assert_eq!(rows(&connection, &column), ["false|1", "true|NULL", "false|1"]);
    }

    #[test]
    fn null_elements_are_left_out_and_counted() {
        let with_gaps =
            "[DATE '2020-12-31', DATE '2021-12-31', NULL, DATE '2022-12-31', DATE '2023-12-31', DATE '2024-12-31']";
        let answer = projected(
            &format!("{with_gaps}, [50.1, 55.4, 57, 57.2, NULL, 66.3], [DATE '2025-12-31', NULL], 'gompertz', 0.8"),
            "date, n, left_out, method, reason",
        );
        assert_eq!(answer, ["2025-12-31|4|2|rw-drift/1|NULL", "NULL|NULL|NULL|NULL|NULL"]);
    }

    #[test]
    fn what_cannot_be_projected_says_why() {
        let reason = |arguments: &str| projected(arguments, "value, lower, n, reason").join(";");
        let ok = "[50.1, 55.4, 57.2, 66.3]";
        let to = "[DATE '2025-12-31']";
        assert_eq!(reason(&format!("[]::DATE[], []::DOUBLE[], {to}, 'identity', 0.8")), "NULL|NULL|0|no-readings");
        assert_eq!(reason(&format!("{DATES}, [1], {to}, 'identity', 0.8")), "NULL|NULL|0|unequal-lists");
        assert_eq!(
            reason(&format!("{DATES}, [1, 2, NULL, NULL], {to}, 'identity', 0.8")),
            "NULL|NULL|2|fewer-than-three-readings"
        );
        assert_eq!(reason(&format!("{DATES}, [5, 5, 5, 5], {to}, 'identity', 0.8")), "NULL|NULL|4|constant-series");
        assert_eq!(reason(&format!("{DATES}, {ok}, {to}, 'gompertz', 80")), "NULL|NULL|4|invalid-level");
        assert_eq!(reason(&format!("{DATES}, {ok}, {to}, 'probit', 0.8")), "NULL|NULL|4|unknown-scale");
        assert_eq!(reason(&format!("{DATES}, {ok}, {to}, default_scale([100, 0]), 0.8")), "NULL|NULL|4|invalid-bounds");
        assert_eq!(reason(&format!("{DATES}, {ok}, {to}, default_scale([0]), 0.8")), "NULL|NULL|4|unknown-scale");
        assert_eq!(reason(&format!("{DATES}, {ok}, {to}, 'gompertz(0,60)', 0.8")), "NULL|NULL|4|value-above-bound");
        assert_eq!(
            reason(&format!("{DATES}, {ok}, [DATE '2023-12-31'], 'gompertz', 0.8")),
            "NULL|NULL|4|target-date-not-after-last-reading"
        );
        assert_eq!(
            reason(&format!("{DATES}, {ok}, ['infinity'::DATE], 'gompertz', 0.8")),
            "NULL|NULL|4|date-out-of-range"
        );
        assert_eq!(
            reason(&format!("list_reverse({DATES}), {ok}, {to}, 'gompertz', 0.8")),
            "NULL|NULL|4|unordered-dates"
        );
        assert_eq!(reason(&format!("{DATES}, {ok}, []::DATE[], 'gompertz', 0.8")), "");
    }

    #[test]
    fn dates_by_levels_by_the_method_named() {
        let answer = projected(
            &format!(
                "{DATES}, [50.1, 55.4, 57.2, 66.3], [DATE '2025-12-31', DATE '2026-12-31'], 'gompertz', \
                      [0.8, NULL, 95], 'rw-drift'"
            ),
            "date, value IS NOT NULL, upper - lower > 0, level, method, reason",
        );
        let wrong_level = "false|NULL|95.0|rw-drift/1|invalid-level";
        let null = "NULL|false|NULL|NULL|NULL|NULL";
        assert_eq!(
            answer,
            [
                "2025-12-31|true|true|0.8|rw-drift/1|NULL",
                null,
                &format!("2025-12-31|{wrong_level}"),
                "2026-12-31|true|true|0.8|rw-drift/1|NULL",
                null,
                &format!("2026-12-31|{wrong_level}"),
            ]
        );
        let none =
            format!("{DATES}, [50.1, 55.4, 57.2, 66.3], [DATE '2025-12-31'], 'gompertz', []::DOUBLE[], 'rw-drift'");
        assert_eq!(projected(&none, "date"), Vec::<String>::new());
        let unknown = format!("{DATES}, [50.1, 55.4, 57.2, 66.3], [DATE '2025-12-31'], 'gompertz', [0.8], 'RW-Drift'");
        assert_eq!(projected(&unknown, "value, n, method, reason"), ["NULL|4|NULL|unknown-method"]);
    }

    /// The two forms are one function: a level alone and a list of that level give the same bits.
    #[test]
    fn one_level_or_a_list_of_one() {
        let series =
            format!("{DATES}, [50.1, 55.4, 57.2, 66.3], [DATE '2025-12-31', NULL, DATE '2035-12-31'], 'logit'");
        let query = format!("SELECT project({series}, 0.9) = project({series}, [0.9], 'rw-drift')");
        assert_eq!(first_row(&database(), &query), "true");
    }

    #[test]
    fn several_remarks_are_all_named() {
        let answer = projected(
            &format!("{DATES}, [30.2, 100, 41.2, 58.8], [DATE '2035-12-31'], 'gompertz', 0.8"),
            "value IS NOT NULL, reason",
        );
        assert_eq!(answer, ["true|not-informative, boundary-moved"]);
    }

    /// Expected numbers: computed with scipy 1.17.1 (scipy.stats.t), as for the estimator itself.
    #[test]
    fn the_same_numbers_as_the_estimator() {
        let answer = projected(
            "[make_date(y, 12, 31) FOR y IN range(2015, 2025)], \
             [45, 53, 58.14, 69.85, 68.7, 70.29, 74.21, 78.59, 78.08, 84.15], [DATE '2030-12-31'], 'gompertz', 0.8",
            "round(value, 8), round(lower, 8), round(upper, 8), level, n",
        );
        assert_eq!(answer, ["93.97175832|88.30443202|96.93971243|0.8|10"]);
    }

    /// Many series at once, more elements than one vector holds: every row gets its own answer.
    #[test]
    fn thousands_of_series() {
        let query = "SELECT count(*), count(value), count(DISTINCT round(value - i, 6)), min(len), max(len) FROM (\
                     SELECT i, len(p) AS len, unnest(p, recursive := true) FROM (\
                     SELECT i, project([make_date(y, 12, 31) FOR y IN range(2015, 2021)], \
                     [i + 1.5, i + 2, i + 4, i + 4.5, i + 7, i + 9], \
                     [DATE '2025-12-31', DATE '2030-12-31', DATE '2035-12-31'], 'identity', 0.9) AS p \
                     FROM range(5000) t(i)))";
        assert_eq!(first_row(&database(), query), "15000|15000|3|3|3");
    }

    /// Whatever the series, every asked date has a finite answer or a reason. The slower methods get 2,000 of them.
    #[test]
    fn wild_series_on_all_scales_by_all_methods() {
        for offered in crate::statistics::MODELS {
            let series = if offered.name() == "rw-drift" { 100_000 } else { 2_000 };
            let query = format!(
                "{WILD}, answers AS (SELECT unnest(project(dates, values, [DATE '2030-01-01', DATE '9999-12-31', \
                 'infinity'::DATE], ['identity', 'log', 'logit', 'gompertz', 'gompertz(0,1e308)'][1 + i % 5], \
                 [0.8, 0.999999], '{}'), recursive := true) FROM wild WHERE i < {series}) \
                 SELECT count(*), count(value) > 0, \
                 count(*) FILTER (value IS NULL AND reason IS NULL), \
                 count(*) FILTER (NOT isfinite(value) OR NOT isfinite(lower) OR NOT isfinite(upper)) FROM answers",
                offered.name()
            );
            assert_eq!(first_row(&database(), &query), format!("{}|true|0|0", 6 * series), "{}", offered.name());
        }
    }
}
