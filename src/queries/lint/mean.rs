//! A mean of rates: where the parts differ in size, it is not the rate of the whole.

use super::super::tree::{column_name, each, function_name, offset, tables};
use super::{Lint, Said, Statement};
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
        let what = Said::new(
            format!("trung bình của tỷ lệ “{rate}”: xã nhỏ nặng bằng xã lớn, nên đó không phải tỷ lệ chung"),
            format!(
                "a mean of the rate `{rate}`: a small part weighs as much as a large one, so that it is not the rate of the whole"
            ),
        );
        let hint = Said::new(
            "Viết tỷ số của các tổng: 100.0 * sum(tử số) / nullif(sum(mẫu số), 0)",
            "write the ratio of sums: 100.0 * sum(numerator) / nullif(sum(denominator), 0)",
        );
        found.push(statement.at("mean-of-rates", offset(node).unwrap_or(0), name.len(), what, hint));
    });
}
