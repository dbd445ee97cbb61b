//! `progress`: five methods of classifying progress on the same readings, and where they disagree.

use super::FunctionDoc;
use super::answer::{counts, doubles, lists, structs, texts, type_of};
use super::columns::{self, Lists, Outcome, answers, day, list_of};
use super::series::{Readings, SeriesLists, both_forms};
use crate::statistics::{
    Agreement, CAGR_RATIO, Direction, ESCAP, LINEAR_PATH, Method, Progress, Refusal, SDSN_ARROW, Target,
    UN_PROGRESS_CHART, side_by_side,
};
use arrow::array::{ArrayRef, Float64Array, RecordBatch};
use arrow::datatypes::DataType;
use duckdb::vscalar::{ArrowFunctionSignature, VArrowScalar};

pub(super) const DOC: FunctionDoc = FunctionDoc {
    name: "progress",
    signature: "progress(readings STRUCT(date DATE, value DOUBLE)[], target_date DATE, target DOUBLE, direction \
                VARCHAR[, bounds DOUBLE[]]) -> STRUCT(method VARCHAR, status VARCHAR, class VARCHAR, ratio DOUBLE, \
                score DOUBLE, observed DOUBLE, required DOUBLE, expected DOUBLE, distance DOUBLE, months_ahead \
                DOUBLE, at_target DOUBLE, n INTEGER, left_out INTEGER, reason VARCHAR, why VARCHAR, agreement \
                VARCHAR)[]",
    what: "Five methods on the same readings, one element each: linear-path, cagr-ratio, sdsn-arrow, \
           un-progress-chart and escap (or escap-linear). Status is the class in the common order (achieved, missed, \
           on-track, moderate, limited, deterioration), class the method's own name for it, at_target where the \
           method takes the indicator to be on the target date (no projection). Why says what makes a method differ \
           from linear-path; agreement, the same in all elements, is agree, differ-in-degree, disagree or \
           not-comparable. Direction is higher or lower; bounds are [lower, upper], either of which may be NULL. The \
           base is the first reading; a method that cannot say has a reason. Instead of readings: dates DATE[], \
           values DOUBLE[], both in the order of the dates.",
    example: "SELECT unnest(progress(list({'date': d, 'value': v}), DATE '2030-12-31', 95, 'higher', [0, 100]), \
              recursive := true) \
              FROM (VALUES (DATE '2020-12-31', 70.29), (DATE '2021-12-31', 74.21), (DATE '2022-12-31', 78.59), \
              (DATE '2023-12-31', 78.08), (DATE '2024-12-31', 84.15)) t(d, v)",
};

/// The methods in the order of their answers.
const METHODS: [Method; 5] = [LINEAR_PATH, CAGR_RATIO, SDSN_ARROW, UN_PROGRESS_CHART, ESCAP];

pub(super) struct SideBySide;

impl VArrowScalar for SideBySide {
    type State = ();

    fn invoke(_: &(), batch: RecordBatch) -> Outcome<ArrayRef> {
        let (series, next) = SeriesLists::read(&batch, 0)?;
        let (target_dates, targets) = (columns::dates(&batch, next)?, columns::doubles(&batch, next + 1)?);
        let directions = columns::texts(&batch, next + 2)?;
        let bounds = if batch.num_columns() > next + 3 { Some(columns::double_lists(&batch, next + 3)?) } else { None };
        let rows = answers(&batch, |row| {
            let readings = series.row(row);
            let goal = (target_dates.value(row), targets.value(row), directions.value(row));
            let limit = bounds.as_ref().map_or(Ok(None), |bounds| limit(bounds, row));
            let compared = limit.and_then(|limit| compared(&readings, goal, limit));
            Compared::elements(&readings, compared)
        });
        Ok(comparisons(&rows))
    }

    fn signatures() -> Vec<ArrowFunctionSignature> {
        let goal = [DataType::Date32, DataType::Float64, DataType::Utf8];
        [vec![], vec![list_of(DataType::Float64)]]
            .into_iter()
            .flat_map(|bounds| both_forms(&[], &[&goal[..], &bounds].concat()))
            .map(|parameters| ArrowFunctionSignature::exact(parameters, type_of(comparisons)))
            .collect()
    }
}

/// The declared upper bound, where there is one. Errors: [`Refusal::InvalidBounds`] for a list that is not two bounds.
pub(super) fn limit(bounds: &Lists<Float64Array>, row: usize) -> Result<Option<f64>, Refusal> {
    let mut bounds = bounds.row(row);
    match (bounds.next(), bounds.next(), bounds.next()) {
        (Some(Some(lower)), Some(Some(upper)), None) if lower.is_nan() || lower >= upper => Err(Refusal::InvalidBounds),
        (Some(_), Some(upper), None) => Ok(upper),
        _ => Err(Refusal::InvalidBounds),
    }
}

fn compared(
    readings: &Readings,
    (days, target, direction): (i32, f64, &str),
    limit: Option<f64>,
) -> Result<crate::statistics::SideBySide, Refusal> {
    let direction = Direction::read(direction)?;
    let target = Target::reach(target, day(days)?, direction);
    let series = readings.series.as_ref().map_err(|reason| *reason)?;
    Ok(side_by_side(series, &target, direction, limit))
}

/// What one of the methods says of one series.
struct Compared {
    method: Method,
    n: usize,
    left_out: usize,
    says: Result<Progress, Refusal>,
    why: Option<String>,
    agreement: Option<Agreement>,
}

impl Compared {
    /// What all methods say; where nothing can be compared, every method has the reason.
    fn elements(readings: &Readings, compared: Result<crate::statistics::SideBySide, Refusal>) -> Vec<Compared> {
        let (n, left_out) = (readings.n, readings.left_out);
        let all = match compared {
            Ok(all) => all,
            Err(reason) => {
                let refused = |method| Compared { method, n, left_out, says: Err(reason), why: None, agreement: None };
                return METHODS.map(refused).into();
            }
        };
        let why = |method: Method| {
            let difference = all.differences.iter().find(|difference| difference.method == method)?;
            Some(difference.why.iter().map(|why| why.code()).collect::<Vec<_>>().join(", "))
        };
        let of = |progress: Progress| {
            let (method, agreement) = (progress.method, Some(all.agreement));
            Compared { method, n, left_out, says: Ok(progress), why: why(method), agreement }
        };
        all.methods.map(of).into()
    }

    fn figure(&self, figure: impl FnOnce(&Progress) -> Option<f64>) -> Option<f64> {
        figure(self.says.as_ref().ok()?)
    }

    fn reason(&self) -> Option<&'static str> {
        let reason = match &self.says {
            Ok(progress) => progress.reason?,
            Err(reason) => *reason,
        };
        Some(reason.code())
    }
}

fn comparisons(rows: &[Option<Vec<Compared>>]) -> ArrayRef {
    let lengths: Vec<Option<usize>> = rows.iter().map(|row| row.as_ref().map(Vec::len)).collect();
    let all: Vec<Option<&Compared>> = rows.iter().flatten().flatten().map(Some).collect();
    let all = &all[..];
    let fields = vec![
        ("method", texts(all, |c| Some(c.method.to_string()))),
        ("status", texts(all, |c| Some(c.says.as_ref().ok()?.status?.code()))),
        ("class", texts(all, |c| Some(c.says.as_ref().ok()?.class()?.code()))),
        ("ratio", doubles(all, |c| c.figure(|p| p.ratio))),
        ("score", doubles(all, |c| c.figure(|p| p.score))),
        ("observed", doubles(all, |c| c.figure(|p| p.observed))),
        ("required", doubles(all, |c| c.figure(|p| p.required))),
        ("expected", doubles(all, |c| c.figure(|p| p.expected))),
        ("distance", doubles(all, |c| c.figure(|p| p.distance))),
        ("months_ahead", doubles(all, |c| c.figure(|p| p.months_ahead))),
        ("at_target", doubles(all, |c| c.figure(|p| p.at_target))),
        ("n", counts(all, |c| c.n)),
        ("left_out", counts(all, |c| c.left_out)),
        ("reason", texts(all, |c| c.reason())),
        ("why", texts(all, |c| c.why.as_ref())),
        ("agreement", texts(all, |c| Some(c.agreement?.code()))),
    ];
    lists(structs(all, fields), &lengths)
}

#[cfg(test)]
mod tests {
    use crate::functions::tests::{WILD, database, first_row, rows};

    fn five(arguments: &str, fields: &str) -> Vec<String> {
        rows(&database(), &format!("SELECT {fields} FROM (SELECT unnest(progress({arguments}), recursive := true))"))
    }

    const TWO: &str = "[DATE '2020-01-01', DATE '2024-01-01']";

    #[test]
    fn null_in_null_out_down_to_the_fields() {
        let connection = database();
        let constant = format!("SELECT progress({TWO}, [40, 66], NULL, 95, 'higher') IS NULL");
        assert_eq!(first_row(&connection, &constant), "true");
        let column = format!(
            "SELECT p IS NULL, len(p), p[1].status FROM (SELECT i, progress({TWO}, [40, v], DATE '2028-01-01', 95, 'higher') \
             AS p FROM (VALUES (1, 67.5), (2, NULL), (3, 96.0)) t(i, v)) ORDER BY i"
        );
        assert_eq!(rows(&connection, &column), ["false|5|on-track", "false|5|NULL", "false|5|achieved"]);
        let target = format!(
            "SELECT p IS NULL, len(p) FROM (SELECT i, progress({TWO}, [40, 66], DATE '2028-01-01', v, 'higher', [0, 100]) \
             AS p FROM (VALUES (1, 67.5), (2, NULL)) t(i, v)) ORDER BY i"
        );
        assert_eq!(rows(&connection, &target), ["false|5", "true|NULL"]);
    }

    #[test]
    fn what_cannot_be_compared_says_why_five_times() {
        let by = "DATE '2028-01-01', 95";
        for (arguments, answer) in [
            (format!("[]::DATE[], []::DOUBLE[], {by}, 'higher'"), "0|0|no-readings"),
            (format!("{TWO}, [40], {by}, 'higher'"), "0|0|unequal-lists"),
            (format!("{TWO}, [40, NULL], {by}, 'higher'"), "1|1|one-reading"),
            (format!("list_reverse({TWO}), [40, 66], {by}, 'higher'"), "2|0|unordered-dates"),
            (format!("{TWO}, [40, 66], {by}, 'up'"), "2|0|unknown-direction"),
            (format!("{TWO}, [40, 66], {by}, 'higher', [100, 0]"), "2|0|invalid-bounds"),
            (format!("{TWO}, [40, 66], {by}, 'higher', [100]"), "2|0|invalid-bounds"),
            (format!("{TWO}, [40, 66], 'infinity'::DATE, 95, 'higher'"), "2|0|date-out-of-range"),
        ] {
            assert_eq!(five(&arguments, "n, left_out, reason"), vec![answer; 5], "{arguments}");
        }
    }

    #[test]
    fn bounds_may_be_missing_one_by_one() {
        let series = format!("{TWO}, [40, 66], DATE '2028-01-01', 95, 'higher'");
        let status = |bounds: &str| five(&format!("{series}{bounds}"), "method, status, reason");
        assert_eq!(status(""), status(", [NULL, NULL]"));
        assert_eq!(status(""), status(", [0, NULL]"));
        assert_eq!(status(", [0, 100]"), status(", [NULL, 100]"));
        assert_ne!(status(""), status(", [0, 100]"));
    }

    /// The worked case of the statistics: growth compounds past the limit, so the UN chart alone calls it on track.
    #[test]
    fn where_they_disagree_and_why() {
        let answer = five(
            &format!("{TWO}, [40, 66], DATE '2028-01-01', 95, 'higher', [0, 100]"),
            "method, status, class, why, agreement",
        );
        assert_eq!(answer[0], "linear-path/1|moderate|moderate|NULL|disagree");
        assert!(answer[3].starts_with("un-progress-chart/1|on-track|on-track-or-target-met|compounding-past-limit|"));
        assert!(answer.iter().all(|row| row.ends_with("|disagree")), "{answer:?}");
    }

    /// golden_progress.json: Viet Nam's internet use from 45 (2015) to 84.15 (2024), target 95 (2030): ratio of growth
    /// rates 1.41014, score 5.
    #[test]
    fn golden_values() {
        let answer = five(
            "[DATE '2015-12-31', DATE '2024-12-31'], [45, 84.15], DATE '2030-12-31', 95, 'higher', [0, 100]",
            "method, round(ratio, 3), score",
        );
        assert_eq!(answer[1], "cagr-ratio/1|1.41|5.0");
    }

    #[test]
    fn wild_series() {
        let query = format!(
            "{WILD}, answers AS (SELECT unnest(progress(dates, values, DATE '2001-06-01' + (i % 3000)::INTEGER, \
             [95, 0, 1e308, -5, 'nan'][1 + i % 5], ['higher', 'lower'][1 + i % 2], [0, [100, NULL, 1e308][1 + i % 3]]), \
             recursive := true) FROM wild) \
             SELECT count(*), count(status) > 10000, count(*) FILTER (status IS NULL AND reason IS NULL), \
             count(*) FILTER (NOT isfinite(ratio) OR NOT isfinite(score) OR NOT isfinite(observed) OR \
             NOT isfinite(required) OR NOT isfinite(expected) OR NOT isfinite(distance) OR \
             NOT isfinite(months_ahead) OR NOT isfinite(at_target)) FROM answers"
        );
        assert_eq!(first_row(&database(), &query), "500000|true|0|0");
    }
}
