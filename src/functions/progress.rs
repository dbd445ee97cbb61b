//! `linear_path` and `cagr_ratio`: two methods of classifying progress, to be read side by side.

use super::FunctionDoc;
use super::answer::{doubles, structs, texts, type_of};
use super::columns::{self, Outcome, answers, day};
use crate::statistics::{Direction, Progress, Reading, Refusal, Series, Target, cagr_ratio, linear_path};
use arrow::array::{ArrayRef, RecordBatch};
use arrow::datatypes::DataType;
use duckdb::vscalar::{ArrowFunctionSignature, VArrowScalar};

pub(super) const LINEAR_PATH: FunctionDoc = FunctionDoc {
    name: "linear_path",
    signature: "linear_path(base_date DATE, base DOUBLE, date DATE, value DOUBLE, target_date DATE, target DOUBLE, \
                direction VARCHAR) -> STRUCT(expected DOUBLE, distance DOUBLE, months_ahead DOUBLE, status VARCHAR, \
                reason VARCHAR)",
    what: "Distance from the straight line between base and target: the value expected on the date, the distance from \
           it in the unit of the values (positive is better, whichever way that is), months ahead of the line \
           (negative: behind). Status: achieved, missed (the date has come), else on-track, moderate, limited or \
           deterioration for at least 95%, 60%, 0% or less of the change due by now. Direction is higher or lower.",
    example: "SELECT unnest(linear_path(DATE '2015-12-31', 45.0, DATE '2024-12-31', 84.15, DATE '2030-12-31', 95.0, \
              'higher'))",
};

pub(super) const CAGR_RATIO: FunctionDoc = FunctionDoc {
    name: "cagr_ratio",
    signature: "cagr_ratio(base_date DATE, base DOUBLE, date DATE, value DOUBLE, target_date DATE, target DOUBLE, \
                direction VARCHAR) -> STRUCT(cagr_observed DOUBLE, cagr_required DOUBLE, ratio DOUBLE, score DOUBLE, \
                status VARCHAR, reason VARCHAR)",
    what: "Growth per year since the base over the growth per year needed (Statistics Canada and Open SDG, after \
           Eurostat). Rates are ratios: 0.072 is 7.2% a year. Score from -5 to 5. Status: achieved, missed, else \
           on-track from a ratio of 0.95, moderate from 0.60, limited from 0, deterioration below. No growth rate \
           exists from or to zero or across it: then reason says so.",
    example: "SELECT unnest(cagr_ratio(DATE '2015-12-31', 45.0, DATE '2024-12-31', 84.15, DATE '2030-12-31', 95.0, \
              'higher'))",
};

pub(super) struct LinearPath;

impl VArrowScalar for LinearPath {
    type State = ();

    fn invoke(_: &(), batch: RecordBatch) -> Outcome<ArrayRef> {
        Ok(path_answers(&classified(&batch, linear_path)?))
    }

    fn signatures() -> Vec<ArrowFunctionSignature> {
        vec![ArrowFunctionSignature::exact(parameters(), type_of(path_answers))]
    }
}

pub(super) struct CagrRatio;

impl VArrowScalar for CagrRatio {
    type State = ();

    fn invoke(_: &(), batch: RecordBatch) -> Outcome<ArrayRef> {
        Ok(ratio_answers(&classified(&batch, cagr_ratio)?))
    }

    fn signatures() -> Vec<ArrowFunctionSignature> {
        vec![ArrowFunctionSignature::exact(parameters(), type_of(ratio_answers))]
    }
}

/// A class of progress, or why the arguments do not even describe one.
type Classified = Result<Progress, Refusal>;

fn parameters() -> Vec<DataType> {
    let point = [DataType::Date32, DataType::Float64];
    [&point[..], &point, &point, &[DataType::Utf8]].concat()
}

fn path_answers(rows: &[Option<Classified>]) -> ArrayRef {
    let fields = vec![
        ("expected", doubles(rows, |p| p.as_ref().ok()?.expected)),
        ("distance", doubles(rows, |p| p.as_ref().ok()?.distance)),
        ("months_ahead", doubles(rows, |p| p.as_ref().ok()?.months_ahead)),
        ("status", texts(rows, status)),
        ("reason", texts(rows, reason)),
    ];
    structs(rows, fields)
}

fn ratio_answers(rows: &[Option<Classified>]) -> ArrayRef {
    let fields = vec![
        ("cagr_observed", doubles(rows, |p| p.as_ref().ok()?.observed)),
        ("cagr_required", doubles(rows, |p| p.as_ref().ok()?.required)),
        ("ratio", doubles(rows, |p| p.as_ref().ok()?.ratio)),
        ("score", doubles(rows, |p| p.as_ref().ok()?.score)),
        ("status", texts(rows, status)),
        ("reason", texts(rows, reason)),
    ];
    structs(rows, fields)
}

fn status(classified: &Classified) -> Option<&'static str> {
    Some(classified.as_ref().ok()?.status?.code())
}

fn reason(classified: &Classified) -> Option<&'static str> {
    let reason = match classified {
        Ok(progress) => progress.reason?,
        Err(reason) => *reason,
    };
    Some(reason.code())
}

/// Applies a method to base, reading, target and direction of each row.
fn classified(
    batch: &RecordBatch,
    method: fn(&Series, &Target, Direction) -> Progress,
) -> Outcome<Vec<Option<Classified>>> {
    let (base_dates, bases) = (columns::dates(batch, 0)?, columns::doubles(batch, 1)?);
    let (latest_dates, values) = (columns::dates(batch, 2)?, columns::doubles(batch, 3)?);
    let (target_dates, targets) = (columns::dates(batch, 4)?, columns::doubles(batch, 5)?);
    let directions = columns::texts(batch, 6)?;
    Ok(answers(batch, |row| {
        let direction = Direction::read(directions.value(row))?;
        let base = Reading { date: day(base_dates.value(row))?, value: bases.value(row) };
        let latest = Reading { date: day(latest_dates.value(row))?, value: values.value(row) };
        let target = Target::reach(targets.value(row), day(target_dates.value(row))?, direction);
        // Base and latest are the same reading where there is only one.
        let readings = if base == latest { vec![base] } else { vec![base, latest] };
        Ok(method(&Series::new(readings)?, &target, direction))
    }))
}

#[cfg(test)]
mod tests {
    use crate::functions::tests::{database, first_row, rows};

    /// `linear_path` and `cagr_ratio` of one case: status and reason of each.
    fn both(case: &str) -> String {
        let query = format!(
            "SELECT l.status, l.reason, c.status, c.reason FROM (SELECT linear_path({case}) AS l, cagr_ratio({case}) AS c)"
        );
        first_row(&database(), &query)
    }

    #[test]
    fn null_in_null_out_down_to_the_fields() {
        let connection = database();
        let constant = "SELECT linear_path(NULL, 1, DATE '2024-01-01', 2, DATE '2030-01-01', 3, 'higher') IS NULL";
        assert_eq!(first_row(&connection, constant), "true");
        let column = "SELECT p IS NULL, p.status, p.reason, p.expected FROM (\
                      SELECT i, linear_path(DATE '2020-01-01', v, DATE '2024-01-01', 65, DATE '2028-01-01', 95, 'higher') AS p \
                      FROM (VALUES (1, 45.0), (2, NULL), (3, 55.0)) t(i, v)) ORDER BY i";
        assert_eq!(
            rows(&connection, column),
            ["false|moderate|NULL|70.0", "true|NULL|NULL|NULL", "false|limited|NULL|75.0"]
        );
    }

    #[test]
    fn awkward_cases_come_back_as_reasons() {
        let now = "DATE '2024-01-01'";
        let by = "DATE '2028-01-01'";
        for (case, answer) in [
            (format!("{now}, 45, {now}, 45, {by}, 95, 'higher'"), "NULL|one-reading|NULL|one-reading"),
            (format!("{now}, 45, {now}, 46, {by}, 95, 'higher'"), "NULL|duplicated-dates|NULL|duplicated-dates"),
            (format!("{by}, 45, {now}, 46, {by}, 95, 'higher'"), "NULL|unordered-dates|NULL|unordered-dates"),
            (format!("DATE '2020-01-01', 45, {now}, 46, {by}, 95, 'none'"), "NULL|no-direction|NULL|no-direction"),
            (
                format!("DATE '2020-01-01', 45, {now}, 46, {by}, 95, 'up'"),
                "NULL|unknown-direction|NULL|unknown-direction",
            ),
            (format!("DATE '2020-01-01', 0, {now}, 50, {by}, 100, 'higher'"), "on-track|NULL|NULL|zero-base"),
            (
                format!("DATE '2020-01-01', 99, {now}, 96, {by}, 95, 'higher'"),
                "achieved|target-on-wrong-side-of-base|achieved|target-on-wrong-side-of-base",
            ),
            (
                format!("DATE '2020-01-01', 96, {now}, 94, {by}, 95, 'higher'"),
                "deterioration|achieved-then-lost|deterioration|achieved-then-lost",
            ),
            (format!("DATE '2020-01-01', 45, {now}, 94, {now}, 95, 'higher'"), "missed|NULL|missed|NULL"),
            (
                format!("'-infinity'::DATE, 45, {now}, 94, {by}, 95, 'higher'"),
                "NULL|date-out-of-range|NULL|date-out-of-range",
            ),
            (
                format!("DATE '2020-01-01', 45, {now}, 'nan'::DOUBLE, {by}, 95, 'higher'"),
                "NULL|not-finite|NULL|not-finite",
            ),
        ] {
            assert_eq!(both(&case), answer, "{case}");
        }
    }

    /// golden_progress.json: the ratio 1.41014 and the growth rates 0.07202 and 0.05108 of Viet Nam's internet use.
    #[test]
    fn golden_values() {
        let query = "SELECT round(c.cagr_observed, 4), round(c.cagr_required, 4), round(c.ratio, 3), c.score, c.status \
                     FROM (SELECT cagr_ratio(DATE '2015-12-31', 45, DATE '2024-12-31', 84.15, DATE '2030-12-31', 95, \
                     'higher') AS c)";
        assert_eq!(first_row(&database(), query), "0.072|0.0511|1.41|5.0|on-track");
    }
}
