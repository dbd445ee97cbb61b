//! `analogs`: where a series will be by what happened elsewhere from the same level.

use super::FunctionDoc;
use super::columns::{self, Outcome, any_null, day, list_of};
use super::known::Known;
use super::model::FittedRow;
use super::projections::Projections;
use super::series::{SeriesLists, both_forms};
use crate::statistics::Level;
use arrow::array::{ArrayRef, RecordBatch};
use arrow::datatypes::DataType;
use duckdb::vscalar::{ArrowFunctionSignature, VArrowScalar};

pub(super) const DOC: FunctionDoc = FunctionDoc {
    name: "analogs",
    signature: "analogs(class VARCHAR, readings STRUCT(date DATE, value DOUBLE)[], targets DATE[], levels DOUBLE[]) \
                -> STRUCT(date DATE, value DOUBLE, lower DOUBLE, upper DOUBLE, level DOUBLE, n INTEGER, left_out \
                INTEGER, method VARCHAR, reason VARCHAR)[]",
    what: "Median and central interval at each target date and level by a reference class of the project (milepost \
           reference list): what happened elsewhere from the same level. One reading is enough; two also count the \
           pace; from three on the class is pooled with the series' own drift. The same as project(..., \
           'analogs(CLASS)'), on a share of 0 to 100. A level that the class never saw, or a horizon beyond its \
           record, is refused with its reason. Instead of readings: dates DATE[], values DOUBLE[], both in the order \
           of the dates.",
    example: "SELECT unnest(analogs('internet-use', [DATE '2024-12-31'], [63.6], [DATE '2030-12-31'], [0.8]), \
              recursive := true)",
};

pub(super) struct AnalogsOf;

impl VArrowScalar for AnalogsOf {
    type State = Known;

    fn invoke(known: &Known, batch: RecordBatch) -> Outcome<ArrayRef> {
        let classes = columns::texts(&batch, 0)?;
        let (series, next) = SeriesLists::read(&batch, 1)?;
        let (targets, levels) = (columns::date_lists(&batch, next)?, columns::double_lists(&batch, next + 1)?);
        let mut answers = Projections::with_capacity(batch.num_rows(), batch.num_rows());
        for row in 0..batch.num_rows() {
            if any_null(&batch, row) {
                answers.null_row();
                continue;
            }
            let method = format!("analogs({})", classes.value(row));
            let fitted = FittedRow::new(known, series.row(row), "gompertz", &method);
            for target in targets.row(row) {
                for level in levels.row(row) {
                    let (Some(days), Some(share)) = (target, level) else {
                        answers.push_null();
                        continue;
                    };
                    let estimate = fitted.fitted().and_then(|fitted| fitted.at(day(days)?, Level::new(share)?));
                    answers.push(&fitted, days, share, &estimate);
                }
            }
            answers.end_of_row();
        }
        Ok(answers.finish())
    }

    fn signatures() -> Vec<ArrowFunctionSignature> {
        let answer = Projections::with_capacity(0, 0).finish().data_type().clone();
        both_forms(&[DataType::Utf8], &[list_of(DataType::Date32), list_of(DataType::Float64)])
            .map(|parameters| ArrowFunctionSignature::exact(parameters, answer.clone()))
            .into()
    }
}

#[cfg(test)]
mod tests {
    use crate::functions::tests::{database, first_row};

    #[test]
    fn a_class_that_is_not_there_is_a_reason() {
        let query = "SELECT unnest(analogs('nothing', [DATE '2024-12-31'], [63.6], [DATE '2030-12-31'], [0.8]), recursive := true)";
        let answer = first_row(&database(), query);
        assert_eq!(answer, "2030-12-31|NULL|NULL|NULL|0.8|1|0|NULL|unknown-reference-class");
    }
}
