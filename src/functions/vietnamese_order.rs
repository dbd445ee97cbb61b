//! `vietnamese_order`: what names are ordered by.

use super::FunctionDoc;
use super::answer;
use super::columns::{Outcome, answers, texts};
use crate::language::order_key;
use arrow::array::{ArrayRef, RecordBatch};
use arrow::datatypes::DataType;
use duckdb::vscalar::{ArrowFunctionSignature, VArrowScalar};

pub(super) const DOC: FunctionDoc = FunctionDoc {
    name: "vietnamese_order",
    signature: "vietnamese_order(name VARCHAR) -> VARCHAR",
    what: "A key by which names stand in the order of the Vietnamese alphabet (a ă â b c d đ ...): for ORDER BY, not for \
           keeping. The same however DuckDB was built.",
    example: "SELECT name FROM (VALUES ('Đông Anh'), ('Ân Thi'), ('Dân Chủ')) t(name) ORDER BY vietnamese_order(name)",
};

pub(super) struct VietnameseOrder;

impl VArrowScalar for VietnameseOrder {
    type State = ();

    fn invoke(_: &(), batch: RecordBatch) -> Outcome<ArrayRef> {
        let names = texts(&batch, 0)?;
        let keys = answers(&batch, |row| order_key(names.value(row)));
        Ok(answer::texts(&keys, Some))
    }

    fn signatures() -> Vec<ArrowFunctionSignature> {
        vec![ArrowFunctionSignature::exact(vec![DataType::Utf8], DataType::Utf8)]
    }
}

#[cfg(test)]
mod tests {
    use crate::functions::tests::{database, rows};

    #[test]
    fn names_stand_as_in_a_vietnamese_dictionary() {
        let query = "SELECT name FROM (VALUES ('Đông Anh'), ('Ân Thi'), ('An Châu'), ('Ấn Độ'), ('Dân Chủ'), ('Xã Tô Múa')) \
                     t(name) ORDER BY vietnamese_order(name)";
        let names = ["An Châu", "Ấn Độ", "Ân Thi", "Dân Chủ", "Đông Anh", "Xã Tô Múa"];
        assert_eq!(rows(&database(), query), names);
    }
}
