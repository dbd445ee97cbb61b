//! What gives another result tomorrow, or on another run: clocks, chance, samples.

use super::super::tree::{column_name, each, function_name, offset};
use super::{Lint, Said, Statement};
use crate::language::Key;

const CHANCE: [&str; 7] = ["random", "setseed", "uuid", "gen_random_uuid", "uuidv4", "uuidv7", "nextval"];
const CLOCK: [&str; 8] = [
    "now",
    "today",
    "get_current_timestamp",
    "get_current_time",
    "transaction_timestamp",
    "current_localtimestamp",
    "current_localtime",
    "txid_current",
];
/// Written without parentheses, and so parsed as columns.
const BARE: [&str; 5] = ["current_date", "current_timestamp", "current_time", "localtime", "localtimestamp"];

/// Looks for functions of time and chance.
pub fn look(statement: &Statement, found: &mut Vec<Lint>) {
    each(statement.tree, &mut Vec::new(), &mut |node, _| {
        let called = function_name(node);
        let bare = column_name(node)
            .filter(|n| BARE.contains(&n.as_str()) && node["column_names"].as_array().is_some_and(|c| c.len() == 1));
        let clock = called.as_deref().is_some_and(|n| CLOCK.contains(&n) || BARE.contains(&n)) || bare.is_some();
        let chance = called.as_deref().is_some_and(|n| CHANCE.contains(&n));
        let Some(name) = called.or(bare).filter(|_| clock || chance) else {
            if node.get("sample").is_some_and(|s| s.is_object()) {
                let at = offset(node).or_else(|| statement.sql.to_ascii_uppercase().rfind("SAMPLE")).unwrap_or(0);
                let what = Said::new(Key::of("lint-sample"), []);
                let hint = Said::new(Key::of("lint-write-condition"), []);
                found.push(statement.at("non-deterministic", at, 1, what, hint));
            }
            return;
        };
        let what = Said::new(Key::of("lint-chance"), [("name", &name)]);
        let hint =
            if clock { Said::new(Key::of("lint-use-as-of"), []) } else { Said::new(Key::of("lint-use-key"), []) };
        found.push(statement.at("non-deterministic", offset(node).unwrap_or(0), name.len(), what, hint));
    });
}
