//! `default_scale`: the scale on which an indicator is projected unless another is asked for.

use super::FunctionDoc;
use super::answer::texts;
use super::columns::{self, Outcome, answers, list_of};
use crate::statistics::Scale;
use arrow::array::{ArrayRef, RecordBatch};
use arrow::datatypes::DataType;
use duckdb::vscalar::{ArrowFunctionSignature, VArrowScalar};

pub(super) const DOC: FunctionDoc = FunctionDoc {
    name: "default_scale",
    signature: "default_scale(bounds DOUBLE[]) -> VARCHAR",
    what: "The scale on which an indicator is projected by default, from its declared bounds [lower, upper], either of \
           which may be NULL: gompertz where both are declared (0 and 100 unless written out, as in gompertz(0,1)), \
           else identity. A list, because a NULL argument would make the answer NULL.",
    example: "SELECT default_scale([0, 100]), default_scale([0, 1]), default_scale([NULL, NULL])",
};

pub(super) struct DefaultScale;

impl VArrowScalar for DefaultScale {
    type State = ();

    fn invoke(_: &(), batch: RecordBatch) -> Outcome<ArrayRef> {
        let bounds = columns::double_lists(&batch, 0)?;
        let scales = answers(&batch, |row| {
            let mut bounds = bounds.row(row);
            match (bounds.next(), bounds.next(), bounds.next()) {
                // Bounds that enclose nothing are passed on as they are, for `project` to refuse by name.
                (Some(Some(lower)), Some(Some(upper)), None) => Scale::Gompertz { lower, upper }.to_string(),
                (Some(_), Some(_), None) => Scale::Identity.to_string(),
                _ => "not two bounds".to_owned(),
            }
        });
        Ok(texts(&scales, Some))
    }

    fn signatures() -> Vec<ArrowFunctionSignature> {
        vec![ArrowFunctionSignature::exact(vec![list_of(DataType::Float64)], DataType::Utf8)]
    }
}

#[cfg(test)]
mod tests {
    use crate::functions::tests::{database, first_row, rows};

    #[test]
    fn default_scales() {
        let query = "SELECT default_scale([0, 100]), default_scale([0.0, 1.0]), default_scale([NULL, NULL]), \
                     default_scale([0, NULL]), default_scale(NULL)";
        assert_eq!(first_row(&database(), query), "gompertz|gompertz(0,1)|identity|identity|NULL");
    }

    #[test]
    fn null_bounds_give_null_row_by_row() {
        let column = "SELECT default_scale(b) FROM (VALUES (1, [0, 1]), (2, NULL), (3, [NULL, 100]), (4, []), \
                      (5, [0, 1, 2])) t(i, b) ORDER BY i";
        let scales = ["gompertz(0,1)", "NULL", "identity", "not two bounds", "not two bounds"];
        assert_eq!(rows(&database(), column), scales);
    }
}
