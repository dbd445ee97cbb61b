//! A mean of rates: where the parts differ in size, it is not the rate of the whole.

use super::super::tree::{column_name, each, function_name, offset, tables};
use super::{Lint, Said, Statement};
use crate::language::Key;
use std::collections::BTreeSet;

/// Looks for means over columns that are rates, by their declared unit or by their name.
pub fn look(statement: &Statement, found: &mut Vec<Lint>) {
    let read: BTreeSet<String> = tables(statement.tree).into_iter().map(|t| t.name).collect();
    let declared: BTreeSet<String> = statement
        .queries
        .iter()
        .filter(|q| read.contains(&q.name.to_lowercase()))
        .flat_map(|q| q.header.columns.iter().filter(|c| c.unit == "%" || c.unit == "share"))
        .map(|c| c.name.to_lowercase())
        .collect();
    let named = |name: &str| {
        ["rate", "share", "percent", "percentage", "pct"].iter().any(|w| name == *w || name.ends_with(&format!("_{w}")))
    };
    each(statement.tree, &mut Vec::new(), &mut |node, _| {
        let Some(name) = function_name(node).filter(|n| matches!(n.as_str(), "avg" | "mean" | "favg")) else { return };
        let mut rate = None;
        each(&node["children"], &mut Vec::new(), &mut |inner, _| {
            rate = rate.take().or(column_name(inner).filter(|c| declared.contains(c) || named(c)));
        });
        let Some(rate) = rate else { return };
        let what = Said::new(Key::of("lint-mean-of-rate"), [("rate", &rate)]);
        let hint = Said::new(Key::of("lint-write-ratio"), []);
        found.push(statement.at("mean-of-rates", offset(node).unwrap_or(0), name.len(), what, hint));
    });
}
