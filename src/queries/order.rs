//! The order of queries: what reads a table comes after what makes it. References come from DuckDB's own parser.

use super::located::{near, underlined};
use super::sealed::Readable;
use super::tree::{Reference, parsed, tables};
use super::{Query, Rate};
use crate::error::{Error, Excerpt, Result};
use crate::store::ResultTable;
use duckdb::Connection;
use std::collections::BTreeSet;

/// A query with the queries that it reads.
type Waiting<'a> = (&'a Query, Vec<Reference>);

/// The queries in an order in which each finds its inputs.
///
/// # Errors
/// A query that does not parse, that reads a table which neither the store nor a query makes, that uses parameters which it
/// does not declare; or queries that wait for each other. The places are underlined.
pub fn in_order(connection: &Connection, queries: &[Query]) -> Result<Vec<Query>> {
    let stored = stored(connection)?;
    let there = Readable::of(connection, [])?;
    let readable = Readable::of(connection, queries.iter().map(|query| query.name.as_str()))?;
    let mut waiting: Vec<Waiting> = Vec::new();
    for query in queries {
        if there.has(&query.name.to_lowercase()) {
            return Err(Error::query("the query has the name of a table of the datasets")
                .at(&query.file)
                .hint("give the file another name"));
        }
        readable.check(connection, &query.sql, &query.file)?;
        rates(connection, query, &readable)?;
        let tree = parsed(connection, &query.sql, &query.file)?;
        super::declared::hold(&tree, &query.header.parameters, &query.sql, &query.file)?;
        let mut needs = Vec::new();
        for reference in tables(&tree) {
            if queries.iter().any(|q| q.name.to_lowercase() == reference.name) {
                needs.push(reference);
            } else if reference.schema.is_empty() && !stored.contains(&reference.name) {
                return Err(missing(query, &reference, &stored, queries));
            }
        }
        waiting.push((query, needs));
    }
    let mut ordered: Vec<Query> = Vec::new();
    while !waiting.is_empty() {
        let made = |name: &str| ordered.iter().any(|q| q.name.to_lowercase() == name);
        let Some(next) = waiting.iter().position(|(_, needs)| needs.iter().all(|n| made(&n.name))) else {
            return Err(circle(&waiting));
        };
        ordered.push(waiting.remove(next).0.clone());
    }
    Ok(ordered)
}

/// The rates of the header go into a statement by which `explain` finds their rows: names and a condition, no more.
fn rates(connection: &Connection, query: &Query, readable: &Readable) -> Result<()> {
    let line = |start: &str| query.sql.lines().position(|line| line.starts_with(start)).map_or(1, |at| at + 1);
    let is_name = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if let Some(from) =
        query.header.from.as_deref().filter(|from| !is_name(from) || !readable.has(&from.to_lowercase()))
    {
        return Err(Error::query("not a table of the project")
            .at(format!("{}:{}", query.file, line("-- from")))
            .found(from)
            .expected("the table that the rates are computed from"));
    }
    for Rate { name, numerator, denominator, condition } in &query.header.rates {
        let at = format!("{}:{}", query.file, line(&format!("-- rate {name}")));
        if let Some(wrong) = numerator.iter().chain(denominator).find(|column| !is_name(column)) {
            return Err(Error::query("not the name of a column").at(at).found(wrong));
        }
        let Some(condition) = condition else { continue };
        if !stands_alone(condition) {
            return Err(Error::query("the condition of a rate is no single condition").at(at).found(condition));
        }
        let asked = format!("SELECT ({condition}\n)");
        readable.check(connection, &asked, "-").map_err(|e| {
            Error::query("the condition of a rate is no condition over its table")
                .at(at)
                .found(condition)
                .hint(e.to_string())
        })?;
    }
    Ok(())
}

/// Does a condition, put between brackets, stay between them? Brackets and quotes close, and there are no remarks, further
/// statements or other ways to write text.
fn stands_alone(condition: &str) -> bool {
    let mut depth = 0i32;
    let mut quote = None;
    for letter in condition.chars() {
        match (quote, letter) {
            (Some(open), _) if letter == open => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(letter),
            (None, '(') => depth += 1,
            (None, ')') => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0 && quote.is_none() && !["--", "/*", ";", "$", "\\"].iter().any(|mark| condition.contains(mark))
}

/// Every table that a statement reads, without its own WITH names.
///
/// # Errors
/// A text that DuckDB cannot parse as one SELECT.
pub fn references(connection: &Connection, sql: &str, file: &str) -> Result<BTreeSet<String>> {
    let tree = parsed(connection, sql, file)?;
    Ok(tables(&tree).into_iter().map(|r| r.name).collect())
}

/// Tables and views that are there before any query runs, in lower case.
fn stored(connection: &Connection) -> Result<BTreeSet<String>> {
    let names = "SELECT lower(table_name) FROM duckdb_tables() UNION SELECT lower(view_name) FROM duckdb_views()";
    Ok(ResultTable::query(connection, names)?.rows.iter().map(|row| row[0].machine()).collect())
}

fn missing(query: &Query, reference: &Reference, stored: &BTreeSet<String>, queries: &[Query]) -> Error {
    let names = stored.iter().map(String::as_str).chain(queries.iter().map(|q| q.name.as_str()));
    let near = near(&reference.name, names.filter(|n| *n != query.name));
    let what = format!("no dataset and no query makes the table `{}`", reference.name);
    let error = underlined(&what, &query.sql, &query.file, reference.offset, "read here");
    if near.is_empty() {
        error.hint("`milepost query list` names the queries; `milepost sql \"SHOW TABLES\"` every table")
    } else {
        error.expected(near.iter().map(|n| format!("`{n}`?")).collect::<Vec<_>>().join(" or "))
    }
}

/// The way around, from a query back to itself: each waits for a next one, so that whoever follows comes around.
fn circle(waiting: &[Waiting]) -> Error {
    let mut way: Vec<(&Query, &Reference)> = Vec::new();
    let mut at = &waiting[0];
    loop {
        let next = at.1.iter().find_map(|r| Some((r, waiting.iter().find(|(q, _)| q.name.to_lowercase() == r.name)?)));
        let Some((reference, next)) = next else { break };
        way.push((at.0, reference));
        if let Some(begin) = way.iter().position(|(q, _)| q.name == next.0.name) {
            way.drain(..begin);
            break;
        }
        at = next;
    }
    let names: Vec<&str> =
        way.iter().map(|(q, _)| q.name.as_str()).chain(way.first().map(|(q, _)| q.name.as_str())).collect();
    let what = match way.as_slice() {
        [_] => "the query reads its own result".to_owned(),
        _ => format!("these queries wait for each other: {}", names.join(" -> ")),
    };
    let excerpts = way.iter().map(|(query, reference)| {
        let at = reference.offset..reference.offset + reference.name.len();
        Excerpt::new(&query.file, &query.sql, at, &format!("{} reads {}", query.name, reference.name))
    });
    let place = excerpts.clone().next().map_or_else(|| waiting[0].0.file.clone(), |e| e.place());
    excerpts.fold(Error::query(what).at(place), Error::underlined).hint(match way.as_slice() {
        [_] => "rename one of the two",
        _ => "break the circle: a query may read only what is made before it",
    })
}
