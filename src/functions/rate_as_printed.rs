//! `rate_as_printed`: does a published percentage agree with its numerator and denominator?

use super::FunctionDoc;
use super::answer::{flags, structs, texts, type_of};
use super::columns::{self, Outcome, answers};
use crate::statistics::{RateCheck, Refusal, agrees_with_printed};
use arrow::array::{Array, ArrayRef, RecordBatch};
use arrow::datatypes::DataType;
use duckdb::vscalar::{ArrowFunctionSignature, VArrowScalar};

pub(super) const DOC: FunctionDoc = FunctionDoc {
    name: "rate_as_printed",
    signature: "rate_as_printed(numerator BIGINT, denominator BIGINT, published VARCHAR) -> STRUCT(rounded VARCHAR, \
                agrees BOOLEAN, truncated BOOLEAN, reason VARCHAR)",
    what: "The percentage 100 x numerator / denominator rounded half up at the decimals of the published text \
           (decimal point), whether that is what was published, and whether the published text is cut off instead of \
           rounded. Exact for whole numbers; sums (HUGEINT) and DOUBLE are accepted where they are whole and within \
           2^53.",
    example: "SELECT unnest(rate_as_printed(388, 869, '44.64'))",
};

/// Whole numbers up to here are exact as DOUBLE.
const EXACT: f64 = 9_007_199_254_740_992.0;

pub(super) struct RateAsPrinted;

impl VArrowScalar for RateAsPrinted {
    type State = ();

    fn invoke(_: &(), batch: RecordBatch) -> Outcome<ArrayRef> {
        let published = columns::texts(&batch, 2)?;
        let check = |numerator, denominator, row| agrees_with_printed(numerator, denominator, published.value(row));
        let rows = if batch.column(0).data_type() == &DataType::Int64 {
            let (numerators, denominators) = (columns::integers(&batch, 0)?, columns::integers(&batch, 1)?);
            answers(&batch, |row| check(numerators.value(row).into(), denominators.value(row).into(), row))
        } else {
            let (numerators, denominators) = (columns::doubles(&batch, 0)?, columns::doubles(&batch, 1)?);
            answers(&batch, |row| check(whole(numerators.value(row))?, whole(denominators.value(row))?, row))
        };
        Ok(checks(&rows))
    }

    fn signatures() -> Vec<ArrowFunctionSignature> {
        // DuckDB's HUGEINT, the type of a sum, has no Arrow form: it is cast to DOUBLE and checked to be exact.
        [DataType::Int64, DataType::Float64]
            .map(|count| ArrowFunctionSignature::exact(vec![count.clone(), count, DataType::Utf8], type_of(checks)))
            .into()
    }
}

/// A DOUBLE that counts something.
fn whole(value: f64) -> Result<i128, Refusal> {
    if !value.is_finite() {
        Err(Refusal::NotFinite)
    } else if value.fract() != 0.0 {
        Err(Refusal::NotWhole)
    } else if value.abs() > EXACT {
        Err(Refusal::TooLarge)
    } else {
        Ok(value as i128)
    }
}

fn checks(rows: &[Option<Result<RateCheck, Refusal>>]) -> ArrayRef {
    let fields = vec![
        ("rounded", texts(rows, |c| Some(c.as_ref().ok()?.rounded.as_str()))),
        ("agrees", flags(rows, |c| Some(c.as_ref().ok()?.agrees))),
        ("truncated", flags(rows, |c| Some(c.as_ref().ok()?.truncated))),
        ("reason", texts(rows, |c| Some(c.as_ref().err()?.code()))),
    ];
    structs(rows, fields)
}

#[cfg(test)]
mod tests {
    use crate::functions::tests::{database, first_row, rows};

    fn check(arguments: &str) -> String {
        first_row(&database(), &format!("SELECT unnest(rate_as_printed({arguments}))"))
    }

    #[test]
    fn null_and_bad_data_do_not_stop_the_query() {
        assert_eq!(first_row(&database(), "SELECT rate_as_printed(NULL, 869, '44.64') IS NULL"), "true");
        assert_eq!(check("388, 0, '44.64'"), "NULL|NULL|NULL|zero-denominator");
        assert_eq!(check("-388, 869, '44.64'"), "NULL|NULL|NULL|negative-part");
        assert_eq!(check("388, 869, '44,64'"), "NULL|NULL|NULL|not-a-number");
        assert_eq!(check("388.5, 869, '44.64'"), "NULL|NULL|NULL|not-a-whole-number");
        assert_eq!(check("1e17::DOUBLE, 1e18::DOUBLE, '10'"), "NULL|NULL|NULL|too-large");
        let column = "SELECT r IS NULL, r.agrees FROM (SELECT i, rate_as_printed(n, 869, '44.65') AS r \
                      FROM (VALUES (1, 388), (2, NULL)) t(i, n)) ORDER BY i";
        assert_eq!(rows(&database(), column), ["false|true", "true|NULL"]);
    }

    /// Two published percentages (METHODS 1).
    #[test]
    fn published_figures() {
        assert_eq!(check("388, 869, '44.64'"), "44.65|false|true|NULL");
        assert_eq!(check("941, 1065, '88.4'"), "88.4|true|false|NULL");
    }

    #[test]
    fn sums_are_accepted() {
        let connection = database();
        let sums = "SELECT unnest(rate_as_printed(sum(n), sum(d), '44.64')) FROM (VALUES (300, 800), (88, 69)) t(n, d)";
        assert_eq!(first_row(&connection, sums), "44.65|false|true|NULL");
        let mixed = "SELECT unnest(rate_as_printed(sum(n), count(*), '388')) FROM (VALUES (300), (88)) t(n)";
        assert_eq!(first_row(&connection, mixed), "19400|false|false|NULL");
        assert_eq!(check("9007199254740993, 9007199254740994, '99.9999999'"), "100.0000000|false|true|NULL");
    }
}
