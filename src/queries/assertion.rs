//! Assertions written beside queries: what must hold for every row of the result.
//!
//! ```sql
//! -- assert shares-within-bounds error: obs_value BETWEEN 0 AND 100
//! -- assert parts-make-the-whole warning: SELECT ... the rows that offend
//! ```
//! A condition offends where it is false; where it is unknown, because a figure is missing, nothing is said. Without a
//! name, the condition is the name; without a severity, it is an error.

use super::Query;
use super::located::header_error;
use super::sealed::Readable;
use crate::error::{Error, Result};
use crate::finding::Severity;
use crate::store::{ResultTable, Sealed};

/// One assertion of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assertion {
    /// How it is called.
    pub name: String,
    /// How grave it is where it does not hold.
    pub severity: Severity,
    /// A condition on the rows of the result, or a SELECT of the offending rows.
    pub body: String,
    /// The line of the file.
    pub line: usize,
}

/// A row that an assertion does not hold for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offence {
    /// The query.
    pub query: String,
    /// The assertion.
    pub assertion: String,
    /// How grave that is.
    pub severity: Severity,
    /// The row, as JSON.
    pub row: String,
}

/// What follows `-- assert`: ` name severity: body`, ` name: body`, or `: body`.
pub fn assertion(text: &str, line: usize) -> Option<Assertion> {
    let (head, body) = text.split_once(':')?;
    let body = body.trim().trim_end_matches(';').trim();
    let (name, severity) = match head.split_whitespace().collect::<Vec<_>>().as_slice() {
        [] => (body, Severity::Error),
        [name] => (*name, Severity::Error),
        [name, severity] => (*name, Severity::read(severity).filter(|s| *s != Severity::Note)?),
        _ => return None,
    };
    (!body.is_empty()).then(|| Assertion { name: name.to_owned(), severity, body: body.to_owned(), line })
}

impl Assertion {
    /// The statement that selects the offending rows.
    fn offending(&self, query: &Query) -> String {
        let first = self.body.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default().to_ascii_uppercase();
        if matches!(first.as_str(), "SELECT" | "WITH" | "FROM") {
            return self.body.clone();
        }
        format!("SELECT * FROM main.\"{}\" WHERE NOT ({})", query.name, self.body)
    }
}

/// The rows for which the assertions of a query do not hold, most of all in the order of its header; they are kept in the
/// table `assertion_failure` too.
///
/// # Errors
/// An assertion that is no condition and no SELECT; its line is underlined.
pub fn offences(sealed: &Sealed<'_>, query: &Query) -> Result<Vec<Offence>> {
    let connection = sealed.connection();
    let readable = Readable::of(connection, [])?;
    connection.execute_batch(
        "CREATE TABLE IF NOT EXISTS main.assertion_failure (query VARCHAR, assertion VARCHAR, severity VARCHAR, \"row\" JSON)",
    )?;
    let mut found = Vec::new();
    for assertion in &query.header.assertions {
        let wrong = |e: Error| {
            let text = e.to_string();
            let what = text.trim_start_matches("DuckDB: ").split("\n\nLINE ").next().unwrap_or_default();
            header_error(what, &query.sql, &query.file, assertion.line)
                .expected("a condition on the result's columns, or a SELECT of offending rows")
        };
        // One SELECT and nothing else: the parser takes no other.
        let statement = assertion.offending(query);
        super::tree::parsed(connection, &statement, &query.file)
            .map_err(|_| wrong(Error::query("the assertion is no condition and no SELECT")))?;
        let place = format!("{}:{}", query.file, assertion.line);
        readable.check(connection, &statement, &place)?;
        let rows = format!("SELECT to_json(o)::VARCHAR AS row FROM ({statement}) o ORDER BY row");
        let rows = sealed.held(&place, |connection| ResultTable::within(connection, &rows).map_err(wrong))?;
        for row in &rows.rows {
            let row = row[0].machine();
            connection.execute(
                "INSERT INTO main.assertion_failure VALUES (?, ?, ?, ?)",
                [&query.name, &assertion.name, assertion.severity.word(), &row],
            )?;
            found.push(Offence {
                query: query.name.clone(),
                assertion: assertion.name.clone(),
                severity: assertion.severity,
                row,
            });
        }
    }
    Ok(found)
}
