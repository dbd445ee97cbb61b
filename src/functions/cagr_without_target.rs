//! `cagr_without_target`: growth per year held against fixed limits, where there is no target to reach.

use super::FunctionDoc;
use super::answer::{doubles, structs, texts, type_of};
use super::columns::{self, Outcome, answers, day, list_of};
use super::side_by_side::limit;
use crate::statistics::{Direction, Progress, Reading, Refusal, Series, cagr_without_target};
use arrow::array::{ArrayRef, RecordBatch};
use arrow::datatypes::DataType;
use duckdb::vscalar::{ArrowFunctionSignature, VArrowScalar};

pub(super) const DOC: FunctionDoc = FunctionDoc {
    name: "cagr_without_target",
    signature: "cagr_without_target(base_date DATE, base DOUBLE, date DATE, value DOUBLE, direction VARCHAR[, bounds DOUBLE[]]) \
                -> STRUCT(cagr_observed DOUBLE, cagr_required DOUBLE, score DOUBLE, status VARCHAR, reason VARCHAR)",
    what: "Growth per year since the base against fixed limits, for an indicator without a target (Statistics Canada and Open \
           SDG): on-track from 1.5% a year in the right direction, moderate from 0.5%, limited from 0, deterioration below; \
           score from -5 to 5. Bounds are [lower, upper], either of which may be NULL: near the upper one less growth is asked \
           for (100: coefficient 1 - (base/100)^4.44). Rates are ratios: 0.015 is 1.5% a year. Direction is higher or lower. No \
           growth rate exists from or to zero or across it: then reason says so.",
    example: "SELECT unnest(cagr_without_target(DATE '2015-12-31', 45.0, DATE '2024-12-31', 84.15, 'higher', [0, 100]))",
};

pub(super) struct CagrWithoutTarget;

impl VArrowScalar for CagrWithoutTarget {
    type State = ();

    fn invoke(_: &(), batch: RecordBatch) -> Outcome<ArrayRef> {
        let (base_dates, bases) = (columns::dates(&batch, 0)?, columns::doubles(&batch, 1)?);
        let (latest_dates, values) = (columns::dates(&batch, 2)?, columns::doubles(&batch, 3)?);
        let directions = columns::texts(&batch, 4)?;
        let bounds = if batch.num_columns() > 5 { Some(columns::double_lists(&batch, 5)?) } else { None };
        let rows = answers(&batch, |row| {
            let direction = Direction::read(directions.value(row))?;
            let limit = bounds.as_ref().map_or(Ok(None), |bounds| limit(bounds, row))?;
            let base = Reading { date: day(base_dates.value(row))?, value: bases.value(row) };
            let latest = Reading { date: day(latest_dates.value(row))?, value: values.value(row) };
            // Base and latest are the same reading where there is only one.
            let readings = if base == latest { vec![base] } else { vec![base, latest] };
            Ok(cagr_without_target(&Series::new(readings)?, direction, limit))
        });
        Ok(answer(&rows))
    }

    fn signatures() -> Vec<ArrowFunctionSignature> {
        let point = [DataType::Date32, DataType::Float64];
        let parameters = [&point[..], &point, &[DataType::Utf8]].concat();
        [vec![], vec![list_of(DataType::Float64)]]
            .map(|bounds| ArrowFunctionSignature::exact([parameters.clone(), bounds].concat(), type_of(answer)))
            .into()
    }
}

fn answer(rows: &[Option<Result<Progress, Refusal>>]) -> ArrayRef {
    let fields = vec![
        ("cagr_observed", doubles(rows, |p| p.as_ref().ok()?.observed)),
        ("cagr_required", doubles(rows, |p| p.as_ref().ok()?.required)),
        ("score", doubles(rows, |p| p.as_ref().ok()?.score)),
        ("status", texts(rows, |p| Some(p.as_ref().ok()?.status?.code()))),
        ("reason", texts(rows, reason)),
    ];
    structs(rows, fields)
}

fn reason(classified: &Result<Progress, Refusal>) -> Option<&'static str> {
    let reason = match classified {
        Ok(progress) => progress.reason?,
        Err(reason) => *reason,
    };
    Some(reason.code())
}

#[cfg(test)]
mod tests {
    use crate::functions::tests::{WILD, database, first_row, rows};

    fn classified(arguments: &str, fields: &str) -> String {
        first_row(&database(), &format!("SELECT {fields} FROM (SELECT cagr_without_target({arguments}) AS c)"))
    }

    #[test]
    fn null_in_null_out_and_bounds_that_are_missing() {
        let series = "DATE '2015-01-01', 45, DATE '2024-01-01', 84.15";
        assert_eq!(classified(&format!("{series}, NULL"), "c IS NULL"), "true");
        let column = "SELECT c IS NULL, c.status, c.reason FROM (SELECT i, cagr_without_target(DATE '2015-01-01', v, DATE \
                      '2024-01-01', 84, 'higher', [NULL, NULL]) AS c FROM (VALUES (1, 45.0), (2, NULL), (3, 0.0)) t(i, v)) ORDER BY i";
        assert_eq!(rows(&database(), column), ["false|on-track|NULL", "true|NULL|NULL", "false|NULL|zero-base"]);
        let plain = classified(&format!("{series}, 'higher'"), "c");
        assert_eq!(classified(&format!("{series}, 'higher', [0, NULL]"), "c"), plain);
        for (rest, reason) in [
            ("'higher', [100, 0]", "invalid-bounds"),
            ("'higher', [100]", "invalid-bounds"),
            ("'up', [0, 100]", "unknown-direction"),
            ("'none'", "no-direction"),
        ] {
            assert_eq!(
                classified(&format!("{series}, {rest}"), "c.status, c.reason"),
                format!("NULL|{reason}"),
                "{rest}"
            );
        }
        let one = "DATE '2015-01-01', 45, DATE '2015-01-01', 45, 'higher'";
        assert_eq!(classified(one, "c.status, c.reason"), "NULL|one-reading");
    }

    /// golden_progress.json, `open_sdg_no_target_no_limit` and `open_sdg_no_target_limit100_base98`.
    #[test]
    fn golden_values() {
        let fields = "round(c.cagr_observed, 6), round(c.cagr_required, 9), c.score, c.status";
        let open = classified("DATE '2015-01-01', 45, DATE '2024-01-01', 84.15, 'higher'", fields);
        assert_eq!(open, "0.07203|0.015|5.0|on-track");
        let near = classified(
            "DATE '2015-01-01', 98, DATE '2024-01-01', 98.9, 'higher', [0, 100]",
            "round(c.cagr_required, 9), c.status",
        );
        assert_eq!(near, "0.001286919|moderate");
    }

    #[test]
    fn wild_readings() {
        let query = format!(
            "{WILD}, answers AS (SELECT unnest(cagr_without_target(dates[1], values[1], dates[-1], values[-1], \
             ['higher', 'lower'][1 + i % 2], CASE i % 3 WHEN 0 THEN [NULL, NULL] WHEN 1 THEN [0, 100] ELSE [NULL, 1e308] END)) AS c FROM wild \
             WHERE i < 20000 AND len(values) > 1 AND dates[1] IS NOT NULL AND values[1] IS NOT NULL AND values[-1] IS NOT NULL) \
             SELECT count(*) > 10000, count(status) > 2000, count(*) FILTER (status IS NULL AND reason IS NULL), \
             count(*) FILTER (NOT isfinite(cagr_observed) OR NOT isfinite(cagr_required) OR NOT isfinite(score)) FROM answers"
        );
        assert_eq!(first_row(&database(), &query), "true|true|0|0");
    }
}
