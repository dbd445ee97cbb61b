//! `project` and `default_scale`: where a series will be at given dates.

use super::FunctionDoc;
use super::answer::{codes, counts, dates, doubles, lists, structs, texts};
use super::columns::{self, Outcome, Readings, any_null, day, list_of, readings};
use crate::statistics::{Declared, Estimate, Fitted, Level, Model, RW_DRIFT, Refusal, RwDrift, Scale};
use arrow::array::{Array, ArrayRef, RecordBatch};
use arrow::datatypes::DataType;
use duckdb::vscalar::{ArrowFunctionSignature, VArrowScalar};

pub(super) const DEFAULT_SCALE: FunctionDoc = FunctionDoc {
    name: "default_scale",
    signature: "default_scale(bounds DOUBLE[]) -> VARCHAR",
    what: "The scale on which an indicator is projected by default, from its declared bounds [lower, upper], either of \
           which may be NULL: gompertz where both are declared (0 and 100 unless written out, as in gompertz(0,1)), \
           else identity. A list, because a NULL argument would make the answer NULL.",
    example: "SELECT default_scale([0, 100]), default_scale([0, 1]), default_scale([NULL, NULL])",
};

pub(super) const PROJECT: FunctionDoc = FunctionDoc {
    name: "project",
    signature: "project(dates DATE[], values DOUBLE[], targets DATE[], scale VARCHAR, level DOUBLE) -> \
                STRUCT(date DATE, value DOUBLE, lower DOUBLE, upper DOUBLE, level DOUBLE, n INTEGER, left_out INTEGER, \
                method VARCHAR, reason VARCHAR)[]",
    what: "Median and central interval at each target date, by a random walk with drift on the scale (identity, log, \
           logit, gompertz; with bounds other than 0 and 100: gompertz(0,1)), with exact Student t intervals at the \
           level, 0.8 for 80%. Dates must be in order: list(value ORDER BY date). Where no value can be given, reason \
           says why; where one can, reason holds what must be said beside it.",
    example: "SELECT unnest(project(list(d ORDER BY d), list(v ORDER BY d), [DATE '2026-12-31', DATE '2030-12-31'], \
              default_scale([0, 100]), 0.8), recursive := true) \
              FROM (VALUES (DATE '2020-12-31', 70.29), (DATE '2021-12-31', 74.21), (DATE '2022-12-31', 78.59), \
              (DATE '2023-12-31', 78.08), (DATE '2024-12-31', 84.15)) t(d, v)",
};

pub(super) struct DefaultScale;

impl VArrowScalar for DefaultScale {
    type State = ();

    fn invoke(_: &(), batch: RecordBatch) -> Outcome<ArrayRef> {
        let bounds = columns::lists(&batch, 0)?;
        let scale = |row| -> Outcome<Option<String>> {
            if bounds.is_null(row) {
                return Ok(None);
            }
            let scale = match columns::double_elements(bounds, row)?[..] {
                // Bounds that enclose nothing are passed on as they are, for `project` to refuse by name.
                [Some(lower), Some(upper)] => Scale::Gompertz { lower, upper }.to_string(),
                [_, _] => Scale::Identity.to_string(),
                _ => "not two bounds".to_owned(),
            };
            Ok(Some(scale))
        };
        let scales = (0..batch.num_rows()).map(scale).collect::<Outcome<Vec<_>>>()?;
        Ok(texts(&scales, |scale| Some(scale.clone())))
    }

    fn signatures() -> Vec<ArrowFunctionSignature> {
        vec![ArrowFunctionSignature::exact(vec![list_of(DataType::Float64)], DataType::Utf8)]
    }
}

pub(super) struct Project;

impl VArrowScalar for Project {
    type State = ();

    fn invoke(_: &(), batch: RecordBatch) -> Outcome<ArrayRef> {
        let (days, values) = (columns::lists(&batch, 0)?, columns::lists(&batch, 1)?);
        let (targets, scales, levels) =
            (columns::lists(&batch, 2)?, columns::texts(&batch, 3)?, columns::doubles(&batch, 4)?);
        let (mut elements, mut lengths) = (Vec::new(), Vec::new());
        for row in 0..batch.num_rows() {
            if any_null(&batch, row) {
                lengths.push(None);
                continue;
            }
            let readings = readings(days, values, row)?;
            let fitted = fitted(&readings, scales.value(row));
            let targets = columns::date_elements(targets, row)?;
            lengths.push(Some(targets.len()));
            elements.extend(targets.into_iter().map(|target| {
                let date = target?;
                let estimate = fitted.as_ref().map_err(|reason| *reason).and_then(|fitted| {
                    let level = Level::new(levels.value(row))?;
                    fitted.at(day(date)?, level)
                });
                let (n, left_out) = (readings.n, readings.left_out);
                Some(Projected { date, level: levels.value(row), n, left_out, estimate })
            }));
        }
        Ok(lists(projections(&elements), &lengths))
    }

    fn signatures() -> Vec<ArrowFunctionSignature> {
        let (dates, values) = (list_of(DataType::Date32), list_of(DataType::Float64));
        let parameters = vec![dates.clone(), values, dates, DataType::Utf8, DataType::Float64];
        let answer = lists(projections(&[]), &[]).data_type().clone();
        vec![ArrowFunctionSignature::exact(parameters, answer)]
    }
}

/// The model fitted to one row's readings, or why not.
pub(super) fn fitted(readings: &Readings, scale: &str) -> Result<Box<dyn Fitted>, Refusal> {
    let scale = Scale::read(scale)?;
    let series = readings.series.as_ref().map_err(|reason| *reason)?;
    RwDrift.fit(series, &Declared::on(scale))
}

/// One target date of one series.
struct Projected {
    date: i32,
    level: f64,
    n: usize,
    left_out: usize,
    estimate: Result<Estimate, Refusal>,
}

impl Projected {
    fn reason(&self) -> Option<String> {
        match &self.estimate {
            Ok(estimate) => codes(&estimate.remarks),
            Err(reason) => codes(&[*reason]),
        }
    }
}

fn projections(rows: &[Option<Projected>]) -> ArrayRef {
    let interval = |p: &Projected| p.estimate.as_ref().ok()?.interval;
    let fields = vec![
        ("date", dates(rows, |p| Some(p.date))),
        ("value", doubles(rows, |p| Some(p.estimate.as_ref().ok()?.value))),
        ("lower", doubles(rows, |p| Some(interval(p)?.lower))),
        ("upper", doubles(rows, |p| Some(interval(p)?.upper))),
        ("level", doubles(rows, |p| Some(p.level))),
        ("n", counts(rows, |p| p.n)),
        ("left_out", counts(rows, |p| p.left_out)),
        ("method", texts(rows, |_| Some(RW_DRIFT.to_string()))),
        ("reason", texts(rows, Projected::reason)),
    ];
    structs(rows, fields)
}

#[cfg(test)]
mod tests {
    use crate::functions::tests::{database, first_row, rows};

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
    fn several_remarks_are_all_named() {
        let answer = projected(
            &format!("{DATES}, [30.2, 100, 41.2, 58.8], [DATE '2035-12-31'], 'gompertz', 0.8"),
            "value IS NOT NULL, reason",
        );
        assert_eq!(answer, ["true|not-informative, boundary-moved"]);
    }

    #[test]
    fn default_scales() {
        let query = "SELECT default_scale([0, 100]), default_scale([0.0, 1.0]), default_scale([NULL, NULL]), \
                     default_scale([0, NULL]), default_scale(NULL)";
        assert_eq!(first_row(&database(), query), "gompertz|gompertz(0,1)|identity|identity|NULL");
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
}
