//! What makes a query's numbers wrong or unstable without making it fail: each rule has its file.
//!
//! A line `-- lint: allow RULE because ...` before the statement lets a rule pass in that file, with the reason.

mod chance;
mod column;
mod division;
mod mean;
mod order;
mod parameter;
mod statement;
mod sum;

pub use statement::Statement;

use super::tree::parsed;
use super::{Check, Query};
use crate::error::{Error, Excerpt, Result};
use crate::language::{Key, Language, Put};
use duckdb::Connection;
use std::collections::BTreeSet;

/// The rules, by name.
pub const RULES: [&str; 10] = [
    "undeclared-column",
    "unknown-unit",
    "division-by-zero",
    "order-missing",
    "mean-of-rates",
    "star",
    "non-deterministic",
    "float-sum",
    "unused-parameter",
    "unused-allow",
];

/// A rule that a file lets pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed {
    /// The rule.
    pub rule: String,
    /// Why.
    pub because: String,
    /// The line of the file.
    pub line: usize,
}

/// `allow RULE because ...`; nothing where the line is not that.
pub fn allowed(text: &str, line: usize) -> Option<Allowed> {
    let (rule, because) = text.strip_prefix("allow ")?.trim().split_once(" because ")?;
    let (rule, because) = (rule.trim(), because.trim());
    let fine = RULES.contains(&rule) && !because.is_empty();
    fine.then(|| Allowed { rule: rule.to_owned(), because: because.to_owned(), line })
}

/// A message and what is put into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    message: Key,
    put: Vec<(&'static str, String)>,
}

impl Said {
    fn new<const N: usize>(message: Key, put: [(&'static str, &str); N]) -> Said {
        Said { message, put: put.map(|(name, text)| (name, text.to_owned())).to_vec() }
    }

    /// The text in a language.
    pub fn text(&self, language: Language) -> String {
        let put: Vec<(&str, &dyn Put)> = self.put.iter().map(|(name, text)| (*name, text as &dyn Put)).collect();
        self.message.told_with(language, &put)
    }
}

/// What a rule found: where, what, and what to write instead.
#[derive(Debug, Clone)]
pub struct Lint {
    /// The rule.
    pub rule: &'static str,
    /// The line of the text with the place underlined.
    pub excerpt: Excerpt,
    /// What is there, and why it is wrong.
    pub what: Said,
    /// What to write instead.
    pub hint: Said,
    offset: usize,
}

/// Everything the rules find in queries and checks, in the order of files and of their text. The connection holds their
/// tables: what type a figure has is asked of the engine.
///
/// # Errors
/// A text that cannot be parsed.
pub fn lint(connection: &Connection, queries: &[Query], checks: &[Check], only: Option<&str>) -> Result<Vec<Lint>> {
    let mut found = Vec::new();
    for query in queries.iter().filter(|q| only.is_none_or(|name| name == q.name)) {
        let tree = parsed(connection, &query.sql, &query.file)?;
        let header = &query.header;
        let statement = Statement {
            connection,
            tree: &tree,
            sql: &query.sql,
            file: &query.file,
            header: Some(header),
            parameters: &header.parameters,
            queries,
        };
        found.extend(of(&statement, &header.allowed));
    }
    for check in checks.iter().filter(|c| only.is_none_or(|name| name == c.code)) {
        let tree = parsed(connection, &check.sql, &check.file)?;
        let statement = Statement {
            connection,
            tree: &tree,
            sql: &check.sql,
            file: &check.file,
            header: None,
            parameters: &check.parameters,
            queries,
        };
        found.extend(of(&statement, &check.allowed));
    }
    Ok(found)
}

/// What the rules find in one statement, besides what its file lets pass.
fn of(statement: &Statement, allowed: &[Allowed]) -> Vec<Lint> {
    let mut found = Vec::new();
    column::look(statement, &mut found);
    division::look(statement, &mut found);
    order::look(statement, &mut found);
    mean::look(statement, &mut found);
    chance::look(statement, &mut found);
    sum::look(statement, &mut found);
    parameter::look(statement, &mut found);
    let hit: BTreeSet<&str> = found.iter().map(|lint| lint.rule).collect();
    for one in allowed.iter().filter(|a| !hit.contains(a.rule.as_str())) {
        let what = Said::new(Key::of("lint-allowed-for-nothing"), [("rule", &one.rule)]);
        let hint = Said::new(Key::of("lint-take-out-line"), []);
        found.push(statement.at_line("unused-allow", one.line, what, hint));
    }
    found.retain(|lint| !allowed.iter().any(|a| a.rule == lint.rule));
    found.sort_by(|a, b| (a.offset, a.rule).cmp(&(b.offset, b.rule)));
    found
}

/// There is neither query nor check of this name: the error that says so.
pub fn unknown(name: &str, queries: &[Query], checks: &[Check]) -> Option<Error> {
    let mut names = queries.iter().map(|q| q.name.as_str()).chain(checks.iter().map(|c| c.code.as_str()));
    if names.any(|n| n == name) {
        return None;
    }
    let all: Vec<&str> =
        queries.iter().map(|q| q.name.as_str()).chain(checks.iter().map(|c| c.code.as_str())).collect();
    let near = super::located::near(name, all.iter().copied());
    let expected = if near.is_empty() { all.join(", ") } else { near.join(" or ") };
    Some(Error::usage("no such query or check").found(name).expected(expected))
}

#[cfg(test)]
mod tests;
