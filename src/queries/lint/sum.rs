//! Sums of binary floats in no order: several threads add them in another order each time, and the last bits differ.

use super::super::tree::{each, function_name, offset};
use super::{Lint, Said, Statement};
use crate::language::Key;

/// Aggregates whose last bits depend on the order of addition. `fsum`, `kahan_sum`, `sumkahan` and `favg` carry the error of
/// each addition along and are let pass.
const SUMS: [&str; 16] = [
    "sum",
    "avg",
    "mean",
    "product",
    "geomean",
    "geometric_mean",
    "stddev",
    "stddev_samp",
    "stddev_pop",
    "variance",
    "var_samp",
    "var_pop",
    "corr",
    "covar_samp",
    "covar_pop",
    "sem",
];

/// Looks for sums over DOUBLE and FLOAT without an order; the type is the engine's own.
pub fn look(statement: &Statement, found: &mut Vec<Lint>) {
    each(statement.tree, &mut Vec::new(), &mut |node, above| {
        let Some(name) = function_name(node).filter(|n| SUMS.contains(&n.as_str())) else { return };
        let orders = [&node["order_bys"]["orders"], &node["orders"], &node["arg_orders"]];
        if orders.iter().any(|o| o.as_array().is_some_and(|o| !o.is_empty())) {
            return;
        }
        let children = node["children"].as_array().map(Vec::as_slice).unwrap_or_default();
        let types = children.iter().filter_map(|child| statement.sql_type(child, above));
        let Some(float) = types.into_iter().find(|t| t == "DOUBLE" || t == "FLOAT") else { return };
        let what = Said::new(Key::of("lint-float-sum"), [("name", &name), ("type", &float)]);
        let hint = Said::new(Key::of("lint-add-decimals"), [("name", &name)]);
        found.push(statement.at("float-sum", offset(node).unwrap_or(0), name.len(), what, hint));
    });
}
