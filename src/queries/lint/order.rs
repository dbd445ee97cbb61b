//! Where the result depends on the order of rows, and none is given.

use super::super::tree::{each, function_name, offset};
use super::{Lint, Said, Statement};
use crate::language::Key;
use serde_json::Value;

/// Aggregates whose result is one for each order of rows.
const LISTS: [&str; 6] = ["list", "array_agg", "string_agg", "group_concat", "listagg", "list_agg"];
const PICKS: [&str; 6] = ["first", "last", "any_value", "arbitrary", "first_value", "last_value"];
/// Window functions that count along an order.
const ALONG: [&str; 5] = ["row_number", "lag", "lead", "nth_value", "ntile"];

/// Looks for lists, picks and limits without an order.
pub fn look(statement: &Statement, found: &mut Vec<Lint>) {
    each(statement.tree, &mut Vec::new(), &mut |node, above| {
        limits(statement, node, found);
        let Some(name) = function_name(node) else { return };
        let window = node["class"].as_str() == Some("WINDOW");
        let orders = [&node["order_bys"]["orders"], &node["orders"], &node["arg_orders"]];
        let ordered = orders.iter().any(|o| o.as_array().is_some_and(|o| !o.is_empty()));
        let sorted =
            above.iter().rev().find_map(|n| function_name(n)).is_some_and(|n| n == "list_sort" || n == "array_sort");
        let matters = LISTS.contains(&name.as_str())
            || PICKS.contains(&name.as_str())
            || window && ALONG.contains(&name.as_str());
        if !matters || ordered || sorted {
            return;
        }
        let what = Said::new(Key::of("lint-no-order"), [("name", &name)]);
        let hint = if PICKS.contains(&name.as_str()) && !window {
            Said::new(Key::of("lint-order-or-max"), [("name", &name)])
        } else if window {
            Said::new(Key::of("lint-order-over"), [])
        } else {
            Said::new(Key::of("lint-order-by-key"), [("name", &name)])
        };
        found.push(statement.at("order-missing", offset(node).unwrap_or(0), name.len(), what, hint));
    });
}

/// LIMIT or OFFSET, or DISTINCT ON, in a query without ORDER BY.
fn limits(statement: &Statement, node: &Value, found: &mut Vec<Lint>) {
    let Some(modifiers) = node["modifiers"].as_array() else { return };
    let has = |kind: &str| modifiers.iter().find(|m| m["type"].as_str() == Some(kind));
    if has("ORDER_MODIFIER").is_some() {
        return;
    }
    let limit = ["LIMIT_MODIFIER", "LIMIT_PERCENT_MODIFIER"].iter().find_map(|kind| has(kind));
    let on = has("DISTINCT_MODIFIER").and_then(|m| m["distinct_on_targets"].as_array()?.first());
    let at = limit.map(|m| offset(&m["limit"]).or_else(|| offset(&m["offset"]))).or(on.map(offset));
    if let Some(at) = at {
        let word = if limit.is_some() { "LIMIT" } else { "DISTINCT ON" };
        let what = Said::new(Key::of("lint-cut-without-order"), [("word", word)]);
        let hint = Said::new(Key::of("lint-add-order-by"), []);
        found.push(statement.at("order-missing", at.unwrap_or(0), 1, what, hint));
    }
}
