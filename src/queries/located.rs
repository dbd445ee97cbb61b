//! From DuckDB's messages to errors with the place underlined.

use super::tree::statement_start;
use crate::error::{Error, Excerpt};
use std::ops::Range;

/// An error of a query at a byte of its text, with the word there underlined.
pub fn underlined(what: &str, sql: &str, file: &str, offset: usize, label: &str) -> Error {
    let excerpt = Excerpt::new(file, sql, word(sql, offset), label);
    Error::query(what).at(excerpt.place()).underlined(excerpt)
}

/// What is wrong with a line of a header, the whole line underlined. Lines count from one.
pub fn header_error(what: &str, sql: &str, file: &str, line: usize) -> Error {
    Error::query(what).at(format!("{file}:{line}")).underlined(Excerpt::of_line(file, sql, line))
}

/// DuckDB's message about a text; where it says `LINE 3: ...` with a caret below, the word there is underlined.
pub fn located(message: &str, sql: &str, file: &str) -> Error {
    let text: String = message.split("\n\nLINE ").next().unwrap_or(message).trim().chars().take(1000).collect();
    let text = text.as_str();
    match pointed(message, sql) {
        Some(Pointed::Byte(offset)) => underlined(text, sql, file, offset, ""),
        Some(Pointed::Line(line)) => header_error(text, sql, file, line),
        None => underlined(text, sql, file, statement_start(sql), ""),
    }
}

enum Pointed {
    Byte(usize),
    Line(usize),
}

/// Where a message points. A long line is shown in part, with dots where it was cut; the caret counts letters.
fn pointed(message: &str, sql: &str) -> Option<Pointed> {
    let (_, tail) = message.rsplit_once("LINE ")?;
    let (number, rest) = tail.split_once(':')?;
    let line: usize = number.trim().parse().ok()?;
    let source = sql.lines().nth(line.checked_sub(1)?)?;
    let column = || -> Option<usize> {
        let mut shown = rest.strip_prefix(' ')?.split('\n');
        let (body, caret) = (shown.next()?, shown.next()?);
        let spaces = caret.find('^').filter(|i| caret[..*i].bytes().all(|b| b == b' '))?;
        let mut letter = spaces.checked_sub("LINE : ".len() + number.len())?;
        let mut part = body;
        if let Some(cut) = body.strip_prefix("...").filter(|_| !source.contains(body)) {
            (part, letter) = (cut, letter.checked_sub(3)?);
        }
        let part = if source.contains(part) { part } else { part.strip_suffix("...")? };
        let begins = source.find(part)?;
        Some(begins + part.char_indices().nth(letter).map_or(part.len(), |(i, _)| i))
    };
    let start: usize = sql.split_inclusive('\n').take(line - 1).map(str::len).sum();
    Some(column().map_or(Pointed::Line(line), |column| Pointed::Byte(start + column)))
}

/// The word (with its table's name), quoted name or text that begins at a byte; one letter where there is none.
fn word(sql: &str, offset: usize) -> Range<usize> {
    let start = sql.floor_char_boundary(offset.min(sql.len()));
    let rest = &sql[start..];
    let length = match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => rest[1..].find(quote).map_or(1, |i| i + 2),
        Some(first) => rest
            .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'))
            .unwrap_or(rest.len())
            .max(first.len_utf8()),
        None => 0,
    };
    start..start + length
}

/// The names nearest to one that is not there, where any is near: `-- did you mean ...?`
pub fn near<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut scored: Vec<(f64, &str)> = known.into_iter().map(|k| (strsim::jaro_winkler(name, k), k)).collect();
    scored.retain(|(score, _)| *score >= 0.8);
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    scored.into_iter().take(3).map(|(_, k)| k).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use duckdb::Connection;

    /// `line:column` of what DuckDB says about a text.
    fn place(sql: &str) -> String {
        let connection = Connection::open_in_memory().expect("a database");
        let message = connection.execute_batch(sql).unwrap_err().to_string();
        let error = located(&message, sql, "a").to_string();
        error.split(": ").next().unwrap_or_default().to_owned()
    }

    #[test]
    fn the_caret_of_duckdb_is_found_in_the_text() {
        assert_eq!(place("SELECT a\nFROM nowhere"), "a:2:6");
        assert_eq!(place("SELECT 'đường', foo FROM (SELECT 1 AS b)"), "a:1:17");
        let long = format!("SELECT\n  {} foo, {} FROM (SELECT 1 AS a)", "a, ".repeat(60), vec!["a"; 60].join(", "));
        assert_eq!(place(&long), format!("a:2:{}", 2 + 180 + 2));
    }

    #[test]
    fn messages_that_point_nowhere_are_no_panic() {
        for message in
            ["", "LINE", "LINE 9: x\n^", "x\n\nLINE 1: ...y...\n   ^", "LINE 0: a\n  ^", "LINE 1: SELECT 1\n\u{301}^"]
        {
            assert!(located(message, "SELECT 1", "a").to_string().starts_with("a:1"), "{message}");
        }
        assert_eq!(near("readng", ["reading", "target", "trend"]), ["reading"]);
    }
}
