//! `holm`: p-values of a whole table, corrected for how many they are.

use super::FunctionDoc;
use super::answer::{doubles, lists, type_of};
use super::columns::{self, Outcome, answers, list_of};
use crate::statistics::trend::holm;
use arrow::array::{ArrayRef, RecordBatch};
use arrow::datatypes::DataType;
use duckdb::vscalar::{ArrowFunctionSignature, VArrowScalar};

pub(super) const DOC: FunctionDoc = FunctionDoc {
    name: "holm",
    signature: "holm(p DOUBLE[]) -> DOUBLE[]",
    what: "Adjusted p-values by Holm (1979), in the order given: where a table tests many indicators, those at most 5% hold \
           together at 5%. A NULL stays NULL and is not counted. NULL where an element is no probability.",
    example: "SELECT holm([0.01, 0.04, NULL, 0.03])",
};

pub(super) struct Holm;

impl VArrowScalar for Holm {
    type State = ();

    fn invoke(_: &(), batch: RecordBatch) -> Outcome<ArrayRef> {
        let given = columns::double_lists(&batch, 0)?;
        let rows = answers(&batch, |row| Some(holm(&given.row(row).collect::<Vec<_>>()).ok()?.p));
        Ok(adjusted(&rows.into_iter().map(Option::flatten).collect::<Vec<_>>()))
    }

    fn signatures() -> Vec<ArrowFunctionSignature> {
        vec![ArrowFunctionSignature::exact(vec![list_of(DataType::Float64)], type_of(adjusted))]
    }
}

fn adjusted(rows: &[Option<Vec<Option<f64>>>]) -> ArrayRef {
    let elements: Vec<Option<f64>> = rows.iter().flatten().flatten().copied().collect();
    let lengths: Vec<Option<usize>> = rows.iter().map(|row| row.as_ref().map(Vec::len)).collect();
    lists(doubles(&elements, |p| Some(*p)), &lengths)
}

#[cfg(test)]
mod tests {
    use crate::functions::tests::{database, first_row, rows};

    #[test]
    fn null_stays_and_what_is_no_probability_gives_null() {
        let column = "SELECT holm(p) FROM (VALUES (1, [0.5, NULL]), (2, NULL), (3, []), (4, [0.5, 1.5]), \
                      (5, ['nan'::DOUBLE]), (6, [NULL])) t(i, p) ORDER BY i";
        assert_eq!(rows(&database(), column), ["[0.5, NULL]", "NULL", "[]", "NULL", "NULL", "[NULL]"]);
        assert_eq!(first_row(&database(), "SELECT holm(NULL) IS NULL"), "true");
    }

    /// By hand from Holm (1979), Scandinavian Journal of Statistics 6:65: 3 x 0.01, 2 x 0.03, then never less than before.
    #[test]
    fn golden_values() {
        assert_eq!(first_row(&database(), "SELECT holm([0.01, 0.04, NULL, 0.03])"), "[0.03, 0.06, NULL, 0.06]");
    }

    /// A table of indicators: lists are built and taken apart in the same order.
    #[test]
    fn over_a_table() {
        let query = "SELECT unnest(list(i ORDER BY i)), unnest(holm(list(p ORDER BY i))) \
                     FROM (VALUES (1, 0.5), (2, 0.001), (3, NULL)) t(i, p)";
        assert_eq!(rows(&database(), query), ["1|0.5", "2|0.002", "3|NULL"]);
    }
}
