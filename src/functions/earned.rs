//! `earned`: whether a probability may be named, by the record of a backtest.

use super::FunctionDoc;
use super::answer::{counts, doubles, flags, structs, texts, type_of};
use super::columns::{self, Outcome, answers};
use super::known::Known;
use crate::statistics::Refusal;
use crate::statistics::backtest::Earned;
use arrow::array::{ArrayRef, RecordBatch};
use arrow::datatypes::DataType;
use duckdb::vscalar::{ArrowFunctionSignature, VArrowScalar};

pub(super) const DOC: FunctionDoc = FunctionDoc {
    name: "earned",
    signature: "earned(backtest VARCHAR, method VARCHAR, readings BIGINT, years DOUBLE) -> STRUCT(earned BOOLEAN, \
                coverage_90 DOUBLE, coverage_90_se DOUBLE, skill DOUBLE, windows INTEGER, series INTEGER, reason VARCHAR)",
    what: "May a probability be named by this method (as results print it: rw-drift/1), from so many readings, so many years \
           ahead? Yes where its continuous ranked probability score in the project's record of that backtest is better than \
           that of the latest value by more than chance, over at least 20 histories, and its Brier score no worse. Beside it \
           the share of its 90% intervals that held the actual value, with its standard error. Else reason says why not.",
    example: "SELECT unnest(earned('internet-use', 'analogs(internet-use)/1', 1, 5.0))",
};

pub(super) struct EarnedBy;

impl VArrowScalar for EarnedBy {
    type State = Known;

    fn invoke(known: &Known, batch: RecordBatch) -> Outcome<ArrayRef> {
        let (records, methods) = (columns::texts(&batch, 0)?, columns::texts(&batch, 1)?);
        let (readings, years) = (columns::integers(&batch, 2)?, columns::doubles(&batch, 3)?);
        Ok(verdicts(&answers(&batch, |row| {
            let record = known.record(records.value(row)).ok_or(Refusal::NotBacktested)?;
            let readings = usize::try_from(readings.value(row)).unwrap_or(0);
            record.earned(methods.value(row), readings, years.value(row))
        })))
    }

    fn signatures() -> Vec<ArrowFunctionSignature> {
        let parameters = vec![DataType::Utf8, DataType::Utf8, DataType::Int64, DataType::Float64];
        vec![ArrowFunctionSignature::exact(parameters, type_of(verdicts))]
    }
}

type Verdict = Result<Earned, Refusal>;

fn verdicts(rows: &[Option<Verdict>]) -> ArrayRef {
    let fields = vec![
        ("earned", flags(rows, |v| Some(v.is_ok()))),
        ("coverage_90", doubles(rows, |v| Some(v.as_ref().ok()?.coverage_90))),
        ("coverage_90_se", doubles(rows, |v| v.as_ref().ok()?.coverage_90_se)),
        ("skill", doubles(rows, |v| v.as_ref().ok()?.skill)),
        ("windows", counts(rows, |v| v.as_ref().map_or(0, |e| e.windows))),
        ("series", counts(rows, |v| v.as_ref().map_or(0, |e| e.series))),
        ("reason", texts(rows, |v| v.as_ref().err().map(|reason| reason.code()))),
    ];
    structs(rows, fields)
}

#[cfg(test)]
mod tests {
    use crate::functions::tests::{database, first_row};

    #[test]
    fn nothing_is_earned_without_a_record() {
        let connection = database();
        let verdict = first_row(&connection, "SELECT unnest(earned('nothing', 'rw-drift/1', 5, 3.0))");
        assert_eq!(verdict, "false|NULL|NULL|NULL|0|0|not-backtested");
        assert_eq!(first_row(&connection, "SELECT earned(NULL, 'rw-drift/1', 5, 3.0) IS NULL"), "true");
    }
}
