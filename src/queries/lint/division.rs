//! A division without its zero case.

use super::super::tree::{each, function_name, offset};
use super::{Lint, Said, Statement};
use crate::language::Key;
use serde_json::Value;

/// Looks for divisors that may be zero.
pub fn look(statement: &Statement, found: &mut Vec<Lint>) {
    each(statement.tree, &mut Vec::new(), &mut |node, above| {
        let Some(name) = function_name(node) else { return };
        if !matches!(name.as_str(), "/" | "//" | "%" | "divide" | "fdiv" | "mod" | "fmod") {
            return;
        }
        let Some(divisor) = node["children"].as_array().and_then(|c| c.get(1)) else { return };
        if is_nonzero(divisor) || guarded(divisor, node, above) {
            return;
        }
        let what = Said::new(Key::of("lint-zero-divisor"), []);
        let hint = Said::new(Key::of("lint-write-nullif"), []);
        found.push(statement.at("division-by-zero", offset(node).unwrap_or(0), name.len(), what, hint));
    });
}

/// Can it never be zero? It may be missing: then so is the quotient.
fn is_nonzero(node: &Value) -> bool {
    let children = node["children"].as_array().map(Vec::as_slice).unwrap_or_default();
    match node["class"].as_str() {
        Some("CONSTANT") => number(node).is_some_and(|n| n != 0.0),
        Some("CAST") => is_nonzero(&node["child"]),
        Some("FUNCTION") => match function_name(node).unwrap_or_default().as_str() {
            "nullif" => children.get(1).and_then(number) == Some(0.0),
            "greatest" => children.iter().any(|c| number(c).is_some_and(|n| n > 0.0)),
            "exp" => true,
            "power" | "pow" | "^" | "**" => children.first().is_some_and(is_nonzero),
            "*" => children.iter().all(is_nonzero),
            "-" if children.len() == 1 => is_nonzero(&children[0]),
            _ => false,
        },
        Some("OPERATOR") => match node["type"].as_str() {
            Some("OPERATOR_COALESCE") => children.iter().all(is_nonzero),
            Some("OPERATOR_NULLIF") => children.get(1).and_then(number) == Some(0.0),
            _ => false,
        },
        _ => false,
    }
}

/// A literal's number, casts aside. A decimal comes as its digits: the sign and zero are right.
fn number(node: &Value) -> Option<f64> {
    match node["class"].as_str()? {
        "CONSTANT" => {
            let value = &node["value"]["value"];
            value.as_f64().or_else(|| value.as_str()?.parse().ok())
        }
        "CAST" => number(&node["child"]),
        _ => None,
    }
}

/// Does what stands around it keep the divisor from zero: a CASE, a FILTER, the WHERE or HAVING of its SELECT?
fn guarded(divisor: &Value, node: &Value, above: &[&Value]) -> bool {
    for (i, outer) in above.iter().enumerate().rev() {
        let inner = above.get(i + 1).copied().unwrap_or(node);
        if let Some(checks) = outer["case_checks"].as_array() {
            let reached = checks.iter().position(|c| std::ptr::eq(c, inner));
            // To come here, every WHEN before was not true.
            if checks.iter().take(reached.unwrap_or(checks.len())).any(|c| keeps(&c["when_expr"], divisor, false)) {
                return true;
            }
        }
        if outer.get("then_expr").is_some_and(|then| std::ptr::eq(then, inner))
            && keeps(&outer["when_expr"], divisor, true)
        {
            return true;
        }
        if keeps(&outer["filter"], divisor, true) || keeps(&outer["filter_expr"], divisor, true) {
            return true;
        }
        if outer["type"].as_str() == Some("SELECT_NODE") {
            // A condition beside it in the same clause may come after it.
            let outside = |clause: &str| outer.get(clause).is_some_and(|c| !std::ptr::eq(c, inner));
            return ["where_clause", "having"].iter().any(|c| outside(c) && keeps(&outer[*c], divisor, true));
        }
    }
    false
}

/// Is the divisor other than zero wherever the condition is true (or, with `holds` false, wherever it is not true)?
fn keeps(condition: &Value, divisor: &Value, holds: bool) -> bool {
    let children = condition["children"].as_array().map(Vec::as_slice).unwrap_or_default();
    let kind = condition["type"].as_str().unwrap_or_default();
    match kind {
        "CONJUNCTION_AND" if holds => children.iter().any(|c| keeps(c, divisor, true)),
        "CONJUNCTION_OR" if holds => !children.is_empty() && children.iter().all(|c| keeps(c, divisor, true)),
        "CONJUNCTION_OR" => children.iter().any(|c| keeps(c, divisor, false)),
        "CONJUNCTION_AND" => !children.is_empty() && children.iter().all(|c| keeps(c, divisor, false)),
        "OPERATOR_NOT" => children.first().is_some_and(|c| keeps(c, divisor, !holds)),
        _ => {
            let (left, right) = (&condition["left"], &condition["right"]);
            let (limit, kind) = if same(left, divisor) {
                (number(right), kind)
            } else if same(right, divisor) {
                (number(left), mirrored(kind))
            } else {
                return false;
            };
            let Some(limit) = limit else { return false };
            match (kind, holds) {
                ("COMPARE_GREATERTHAN", true) | ("COMPARE_LESSTHANOREQUALTO", false) => limit >= 0.0,
                ("COMPARE_GREATERTHANOREQUALTO", true) | ("COMPARE_LESSTHAN", false) => limit > 0.0,
                ("COMPARE_LESSTHAN", true) | ("COMPARE_GREATERTHANOREQUALTO", false) => limit <= 0.0,
                ("COMPARE_LESSTHANOREQUALTO", true) | ("COMPARE_GREATERTHAN", false) => limit < 0.0,
                ("COMPARE_NOTEQUAL", true) | ("COMPARE_EQUAL", false) => limit == 0.0,
                ("COMPARE_EQUAL", true) => limit != 0.0,
                _ => false,
            }
        }
    }
}

fn mirrored(kind: &str) -> &str {
    match kind {
        "COMPARE_GREATERTHAN" => "COMPARE_LESSTHAN",
        "COMPARE_LESSTHAN" => "COMPARE_GREATERTHAN",
        "COMPARE_GREATERTHANOREQUALTO" => "COMPARE_LESSTHANOREQUALTO",
        "COMPARE_LESSTHANOREQUALTO" => "COMPARE_GREATERTHANOREQUALTO",
        other => other,
    }
}

/// Are two expressions the same but for casts, places and aliases? A column may lack its table's name in one of them.
fn same(one: &Value, other: &Value) -> bool {
    match (one["class"].as_str(), other["class"].as_str()) {
        (Some("CAST"), _) => return same(&one["child"], other),
        (_, Some("CAST")) => return same(one, &other["child"]),
        (Some("COLUMN_REF"), Some("COLUMN_REF")) => {
            let names = |n: &Value| -> Vec<String> {
                let names = n["column_names"].as_array().map(Vec::as_slice).unwrap_or_default();
                names.iter().filter_map(Value::as_str).map(str::to_lowercase).collect()
            };
            let (a, b) = (names(one), names(other));
            return a.ends_with(&b) || b.ends_with(&a);
        }
        _ => {}
    }
    match (one, other) {
        (Value::Object(a), Value::Object(b)) => {
            let aside = |key: &str| key == "query_location" || key == "alias";
            a.len() == b.len() && a.iter().all(|(k, v)| aside(k) || b.get(k).is_some_and(|w| same(v, w)))
        }
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(v, w)| same(v, w)),
        _ => one == other && !one.is_null() || one.is_null() && other.is_null(),
    }
}
