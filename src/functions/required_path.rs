//! `required_path`: the path that just meets a target.

use super::FunctionDoc;
use super::answer::type_of;
use super::columns::{self, Outcome, answers, day, list_of};
use super::scenario_path::{Point, paths, points};
use super::series::{SeriesLists, both_forms};
use crate::statistics::{Comparator, Declared, REQUIRED_PACE, Scale, Target, required_pace};
use arrow::array::{ArrayRef, RecordBatch};
use arrow::datatypes::DataType;
use duckdb::vscalar::{ArrowFunctionSignature, VArrowScalar};

pub(super) const DOC: FunctionDoc = FunctionDoc {
    name: "required_path",
    signature: "required_path(readings STRUCT(date DATE, value DOUBLE)[], target_date DATE, target DOUBLE, comparator VARCHAR, scale \
                VARCHAR, days DATE[]) -> STRUCT(date DATE, value DOUBLE, pace DOUBLE, n INTEGER, left_out INTEGER, method \
                VARCHAR, reason VARCHAR)[]",
    what: "The scenario required-pace: the straight path from the latest reading to the target on its date, where it then \
           stays; its value on each of the days, and the change per year that it takes, in the unit of the values. One \
           reading is enough. A scenario is no forecast: it has no interval and no probability, and reason says so beside \
           every value. Comparator is >=, >, <=, < or =; the bounds of the scale are the indicator's. Where there is no path \
           (the target is met already, or its date is past), reason says why and n is NULL. Instead of readings: dates DATE[], values \
           DOUBLE[], both in the order of the dates.",
    example: "SELECT unnest(required_path([{'date': DATE '2024-12-31', 'value': 84.15}], DATE '2030-12-31', 95, '>=', 'gompertz', \
              [DATE '2027-12-31', DATE '2030-12-31']), recursive := true)",
};

pub(super) struct RequiredPath;

impl VArrowScalar for RequiredPath {
    type State = ();

    fn invoke(_: &(), batch: RecordBatch) -> Outcome<ArrayRef> {
        let (series, next) = SeriesLists::read(&batch, 0)?;
        let (target_dates, targets) = (columns::dates(&batch, next)?, columns::doubles(&batch, next + 1)?);
        let (comparators, scales) = (columns::texts(&batch, next + 2)?, columns::texts(&batch, next + 3)?);
        let days = columns::date_lists(&batch, next + 4)?;
        let rows = answers(&batch, |row| {
            let path = series.row(row).series.and_then(|series| {
                let comparator = Comparator::read(comparators.value(row))?;
                let target = Target { comparator, value: targets.value(row), date: day(target_dates.value(row))? };
                required_pace(&series, &Declared::on(Scale::read(scales.value(row))?), &target)
            });
            points(&path, REQUIRED_PACE, &days, row)
        });
        Ok(answer(&rows))
    }

    fn signatures() -> Vec<ArrowFunctionSignature> {
        let rest = [DataType::Date32, DataType::Float64, DataType::Utf8, DataType::Utf8, list_of(DataType::Date32)];
        both_forms(&[], &rest).map(|parameters| ArrowFunctionSignature::exact(parameters, type_of(answer))).into()
    }
}

fn answer(rows: &[Option<Vec<Option<Point>>>]) -> ArrayRef {
    paths(rows, false)
}

#[cfg(test)]
mod tests {
    use crate::functions::tests::{WILD, database, first_row, rows};

    const ONE: &str = "[DATE '2024-01-01'], [65]";

    fn path(arguments: &str, fields: &str) -> Vec<String> {
        let query = format!("SELECT {fields} FROM (SELECT unnest(required_path({arguments}), recursive := true))");
        rows(&database(), &query)
    }

    #[test]
    fn null_in_null_out_down_to_the_elements() {
        let connection = database();
        let to = "DATE '2028-01-01', 95, '>=', 'gompertz'";
        let constant = format!("SELECT required_path(NULL, [65], {to}, [DATE '2026-01-01']) IS NULL");
        assert_eq!(first_row(&connection, &constant), "true");
        let column = "SELECT p IS NULL, len(p), round(p[1].value, 1), p[1].reason FROM (SELECT i, required_path([DATE '2024-01-01'], [65], \
             DATE '2028-01-01', t, '>=', 'gompertz', [DATE '2026-01-01']) AS p \
             FROM (VALUES (1, 95.0), (2, NULL), (3, 60.0)) t(i, t)) ORDER BY i";
        let expected = ["false|1|80.0|scenario-not-forecast", "true|NULL|NULL|NULL", "false|1|NULL|already-achieved"];
        assert_eq!(rows(&connection, column), expected);
        let days = path(&format!("{ONE}, {to}, [DATE '2026-01-01', NULL]"), "date, round(value, 1), n, method");
        assert_eq!(days, ["2026-01-01|80.0|1|required-pace/1", "NULL|NULL|NULL|NULL"]);
        for days in ["[]::DATE[]", "[NULL]::DATE[]", "[NULL, NULL, NULL]"] {
            let answer = path(&format!("{ONE}, {to}, {days}"), "value");
            assert_eq!(
                answer,
                vec!["NULL"; if days.starts_with("[]") { 0 } else { days.split(',').count() }],
                "{days}"
            );
        }
    }

    #[test]
    fn what_has_no_path_says_why() {
        let on = "[DATE '2026-01-01']";
        for (arguments, reason) in [
            ("[]::DATE[], []::DOUBLE[], DATE '2028-01-01', 95, '>=', 'gompertz'", "no-readings"),
            ("[NULL, NULL], [NULL, 5], DATE '2028-01-01', 95, '>=', 'gompertz'", "no-readings"),
            ("[DATE '2024-01-01'], [1, 2], DATE '2028-01-01', 95, '>=', 'gompertz'", "unequal-lists"),
            (
                "[DATE '2024-01-01'], [65], DATE '2024-01-01', 95, '>=', 'gompertz'",
                "target-date-not-after-last-reading",
            ),
            ("[DATE '2024-01-01'], [65], DATE '2028-01-01', 101, '>=', 'gompertz'", "target-outside-bounds"),
            ("[DATE '2024-01-01'], [65], DATE '2028-01-01', 'nan', '>=', 'gompertz'", "target-outside-bounds"),
            ("[DATE '2024-01-01'], [65], DATE '2028-01-01', 'nan', '>=', 'identity'", "not-finite"),
            ("[DATE '2024-01-01'], [65], DATE '2028-01-01', 65, '>=', 'gompertz'", "already-achieved"),
            ("[DATE '2024-01-01'], [65], DATE '2028-01-01', 95, 'text', 'gompertz'", "target-in-words"),
            ("[DATE '2024-01-01'], [65], DATE '2028-01-01', 95, '>=', 'probit'", "unknown-scale"),
            ("[DATE '2024-01-01'], [65], 'infinity'::DATE, 95, '>=', 'gompertz'", "date-out-of-range"),
        ] {
            let answer = path(&format!("{arguments}, {on}"), "value, pace, n, left_out, reason");
            assert_eq!(answer, [format!("NULL|NULL|NULL|NULL|{reason}")], "{arguments}");
        }
        let before =
            path(&format!("{ONE}, DATE '2028-01-01', 95, '>=', 'gompertz', [DATE '2023-12-31']"), "value, n, reason");
        assert_eq!(before, ["NULL|1|target-date-not-after-last-reading"]);
    }

    /// By numpy 2: 40 + (90 - 40) * 548 / 1827 days; 50 / (1827 / 365.25) a year; downward from 8 to 2.
    #[test]
    fn straight_to_the_target_and_then_along_it() {
        let answer = path(
            "[DATE '2023-12-31', DATE '2024-12-31', DATE '2025-12-31'], [35, NULL, 40], DATE '2031-01-01', 90, '>=', 'gompertz', \
             [DATE '2027-07-02', DATE '2031-01-01', DATE '2045-12-31']",
            "date, round(value, 9), round(pace, 9), n, left_out, reason",
        );
        let end = "9.995894910|1|1|scenario-not-forecast".replace("9.995894910", "9.99589491");
        assert_eq!(
            answer,
            [
                format!("2027-07-02|54.997263273|{end}"),
                format!("2031-01-01|90.0|{end}"),
                format!("2045-12-31|90.0|{end}")
            ]
        );
        let down = path(
            "[DATE '2024-01-01'], [8], DATE '2028-01-01', 2, '<=', 'identity', [DATE '2026-01-01']",
            "round(value, 2), pace",
        );
        assert_eq!(down, ["5.0|-1.5"]);
        let readings = "[{'date': DATE '2024-01-01', 'value': 65}, NULL, {'date': DATE '2020-01-01', 'value': 5}]";
        let together = path(
            &format!("{readings}, DATE '2028-01-01', 95, '>=', 'gompertz', [DATE '2028-01-01']"),
            "pace, left_out",
        );
        assert_eq!(together, ["7.5|1"]);
    }

    #[test]
    fn wild_series() {
        let query = format!(
            "{WILD}, answers AS (SELECT unnest(required_path(dates, values, DATE '2005-01-01' + (i % 9999)::INTEGER, \
             [95, 0, 1e308, -5, 'nan'][1 + i % 5], ['>=', '<', '='][1 + i % 3], \
             ['identity', 'log', 'logit', 'gompertz'][1 + i % 4], \
             CASE i % 4 WHEN 0 THEN [NULL, NULL] WHEN 1 THEN [] ELSE [DATE '2030-01-01', 'infinity'::DATE, NULL] END), \
             recursive := true) FROM wild) \
             SELECT count(*), count(value) > 1000, count(*) FILTER (date IS NOT NULL AND value IS NULL AND reason IS NULL), \
             count(*) FILTER (NOT isfinite(value) OR NOT isfinite(pace)), \
             count(*) FILTER (value IS NOT NULL AND NOT contains(reason, 'scenario-not-forecast')) FROM answers"
        );
        assert_eq!(first_row(&database(), &query), "200000|true|0|0|0");
    }
}
