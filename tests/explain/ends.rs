//! Where the branches of a tree end: at lines, cells and documents, and nowhere else without saying why.

use super::leaves::nodes;
use serde_json::Value;
use std::collections::BTreeSet;

/// The table and the row of a node, as one text.
fn told(node: &Value) -> String {
    format!("{} {}", node["data"]["table"], node["data"]["row"])
}

/// Everything in a tree of all rows that ends before a line or a cell; nothing in a whole one.
///
/// A branch may stop at rows that are none, at a row that the same tree tells in another place, at tables that only choose
/// rows, and at a statement that reads no table.
pub fn loose(tree: &Value) -> Vec<String> {
    let all = nodes(tree);
    let is_again = |node: &Value| node["data"]["again"] == true;
    let elsewhere: BTreeSet<String> =
        all.iter().filter(|n| n["kind"] == "row" && !is_again(n)).map(|n| told(n)).collect();
    let holds = |node: &Value| {
        let from = node["from"].as_array().expect("a list");
        let has = |kind: &str| from.iter().any(|below| below["kind"] == kind);
        match node["kind"].as_str().expect("a kind") {
            "value" => from.len() == 1 && has("statement"),
            "statement" => has("rows") || !node["data"]["sql"].as_str().is_some_and(|sql| sql.contains("FROM")),
            "rows" => {
                let (rows, shown) = (&node["data"]["rows"], &node["data"]["shown"]);
                rows == shown && shown.as_u64() == Some(from.len() as u64) && from.iter().all(|b| b["kind"] == "row")
            }
            "row" if is_again(node) => from.is_empty() && elsewhere.contains(&told(node)),
            "row" => has("statement") || has("line") || has("record"),
            "record" => has("cell"),
            "line" | "document" | "cell" | "choice" | "working" => from.is_empty(),
            _ => false,
        }
    };
    all.into_iter().filter(|node| !holds(node)).map(|node| format!("{}: {}", node["kind"], node["text"])).collect()
}

#[test]
fn a_branch_that_stops_halfway_is_seen() {
    let node = |kind: &str, data: Value, from: Vec<Value>| serde_json::json!({ "kind": kind, "text": "", "data": data, "from": from });
    let row =
        |again: bool, from| node("row", serde_json::json!({ "table": "t", "row": { "a": 1 }, "again": again }), from);
    let line = || node("line", Value::Null, vec![]);
    let rows = |n: u64, from| node("rows", serde_json::json!({ "rows": n, "shown": n }), from);
    let tree = |from| node("value", Value::Null, vec![node("statement", serde_json::json!({ "sql": "FROM t" }), from)]);
    assert!(loose(&tree(vec![rows(1, vec![row(false, vec![line()])]), rows(0, vec![])])).is_empty());
    assert!(loose(&tree(vec![rows(2, vec![row(false, vec![line()]), row(true, vec![])])])).is_empty());
    assert_eq!(loose(&tree(vec![rows(1, vec![row(false, vec![])])])).len(), 1);
    assert_eq!(loose(&tree(vec![rows(1, vec![row(true, vec![])])])).len(), 1, "told nowhere");
    assert_eq!(loose(&tree(vec![rows(2, vec![row(false, vec![line()])])])).len(), 1, "a row is not told");
    assert_eq!(loose(&tree(vec![])).len(), 1, "a statement without rows");
}
