//! `funnel_limits`: between which rates does an area of this size stay by chance?

use super::FunctionDoc;
use super::answer::{doubles, structs, texts, type_of};
use super::columns::{self, Outcome, answers};
use crate::statistics::{FunnelLimits, Level, Refusal, funnel_limits};
use arrow::array::{ArrayRef, RecordBatch};
use arrow::datatypes::DataType;
use duckdb::vscalar::{ArrowFunctionSignature, VArrowScalar};

pub(super) const DOC: FunctionDoc = FunctionDoc {
    name: "funnel_limits",
    signature: "funnel_limits(denominator DOUBLE, rate DOUBLE, level DOUBLE) -> STRUCT(low DOUBLE, high DOUBLE, reason VARCHAR)",
    what: "Limits, in percent, of the rate of an area that differs from the whole by chance alone: exact binomial, interpolated \
           (Spiegelhalter 2005). denominator: the cases of the area; rate: that of the whole, in percent, 0 to 100; level: \
           usually 0.95 and 0.998. An area outside gave a result that chance gives with less than (1 - level) / 2 on that side. \
           No limits where the denominator is zero or no whole number: then reason says so.",
    example: "SELECT unnest(funnel_limits(120, 88.4, 0.95))",
};

pub(super) struct FunnelLimitsOf;

impl VArrowScalar for FunnelLimitsOf {
    type State = ();

    fn invoke(_: &(), batch: RecordBatch) -> Outcome<ArrayRef> {
        let (denominators, rates) = (columns::doubles(&batch, 0)?, columns::doubles(&batch, 1)?);
        let levels = columns::doubles(&batch, 2)?;
        let rows = answers(&batch, |row| {
            funnel_limits(denominators.value(row), rates.value(row), Level::new(levels.value(row))?)
        });
        Ok(answer(&rows))
    }

    fn signatures() -> Vec<ArrowFunctionSignature> {
        vec![ArrowFunctionSignature::exact(vec![DataType::Float64; 3], type_of(answer))]
    }
}

fn answer(rows: &[Option<Result<FunnelLimits, Refusal>>]) -> ArrayRef {
    let fields = vec![
        ("low", doubles(rows, |limits| Some(limits.as_ref().ok()?.low))),
        ("high", doubles(rows, |limits| Some(limits.as_ref().ok()?.high))),
        ("reason", texts(rows, |limits| Some(limits.as_ref().err()?.code()))),
    ];
    structs(rows, fields)
}

#[cfg(test)]
mod tests {
    use crate::functions::tests::{database, first_row, rows};

    #[test]
    fn null_in_null_out_and_refusals_are_reasons() {
        let column = "SELECT f IS NULL, f.low IS NULL, f.reason FROM (SELECT i, funnel_limits(n, 50, 0.95) AS f \
                      FROM (VALUES (1, NULL), (2, 0), (3, 10.5), (4, 10), (5, -1)) t(i, n)) ORDER BY i";
        let expected = [
            "true|true|NULL",
            "false|true|zero-denominator",
            "false|true|not-a-count",
            "false|false|NULL",
            "false|true|negative-part",
        ];
        assert_eq!(rows(&database(), column), expected);
        let reason = |arguments: &str| first_row(&database(), &format!("SELECT funnel_limits({arguments}).reason"));
        assert_eq!(reason("10, 50, 95"), "invalid-level");
        assert_eq!(reason("10, 101, 0.95"), "not-a-percentage");
        assert_eq!(reason("1e12, 50, 0.95"), "too-large");
        assert_eq!(first_row(&database(), "SELECT funnel_limits(NULL, 50, 0.95) IS NULL"), "true");
    }

    /// scipy 1.17.1, scipy.stats.binom (see `statistics::funnel_limits`).
    #[test]
    fn golden_values() {
        let query = "SELECT round(f.low, 6), round(f.high, 6) FROM (SELECT funnel_limits(869, 44.6, 0.95) AS f)";
        assert_eq!(first_row(&database(), query), "41.242489|47.968452");
    }

    /// A table of areas: the fewer the cases, the wider.
    #[test]
    fn over_a_table() {
        let query = "SELECT count(*), count(*) FILTER (f.low > 88.4 OR f.high < 88.4), \
                     count(*) FILTER (f.low < 88.4 - 4 * 100 * sqrt(0.884 * 0.116 / n) - 100.0 / n) \
                     FROM (SELECT i + 1 AS n, funnel_limits(i + 1, 88.4, 0.998) AS f FROM range(5000) t(i))";
        assert_eq!(first_row(&database(), query), "5000|0|0");
    }
}
