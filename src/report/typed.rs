//! Numbers typed by hand into prose where a cell of the notebook gives the same: they would stay when the figures change.

use super::cell::Results;
use super::notebook::{Block, Cell, EACH, Notebook};
use super::value::written;
use crate::error::Result;
use crate::language::Language;
use crate::queries::Readable;
use crate::store::Sealed;
use std::collections::BTreeMap;

/// A number in prose that is not bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// `notebooks/annual-review.md:120`.
    pub place: String,
    /// As typed: `88,4%`.
    pub number: String,
    /// What gives the same: ``{eval}`full.obs_value [%1]` ``.
    pub bound: String,
}

/// How a value may be written in prose; the first that reads as the number is proposed.
const FORMATS: [&str; 12] =
    ["", "%0", "%1", "%2", "number0", "number1", "number2", "number3", "count", "points1", "points2", "money"];

/// Shorter numbers are equal to something by chance.
const LEAST_DIGITS: usize = 2;

/// The numbers typed by hand into a notebook's prose, as [`Rendered::typed`](super::Rendered), without a page: tables are asked
/// for, nothing is drawn.
///
/// # Errors
/// A cell that fails, with file and line.
pub fn typed_numbers(notebook: &Notebook, sealed: &Sealed<'_>, language: Language) -> Result<Vec<Typed>> {
    let readable = Readable::of(sealed.connection(), [])?;
    let mut results = Results::default();
    for (_, cell) in notebook.cells().into_iter().filter(|(_, cell)| gives_numbers(cell)) {
        results.run(sealed, &readable, cell, &notebook.file)?;
    }
    Ok(typed(notebook, &results, language))
}

/// Can prose be bound to its first row? A chart's is one of many, and its bounds are no figures; what lists the pages of a set
/// is no part of any.
fn gives_numbers(cell: &Cell) -> bool {
    cell.language == "sql" && !cell.options.contains_key(EACH)
}

/// The numbers of the notebook's prose that a cell above or below them gives too, in order.
///
/// A number is digits with their marks, such as `1.065`, `88,4%` or `28/12/2025`, that is no part of a name: `4G`, `57-NQ/TW`
/// and what stands in code or in the target of a link are none. One digit alone is not looked at.
pub fn typed(notebook: &Notebook, results: &Results, language: Language) -> Vec<Typed> {
    let mut given: BTreeMap<String, String> = BTreeMap::new();
    let tables: Vec<String> =
        notebook.cells().into_iter().filter(|(_, cell)| gives_numbers(cell)).map(|(name, _)| name).collect();
    for (cell, column, value) in results.first_values().filter(|(cell, ..)| tables.iter().any(|name| name == cell)) {
        for format in FORMATS {
            let text = written(value, format, language);
            let Some(number) = numbers(&text).into_iter().next().map(|(_, number)| number) else { continue };
            let format = if format.is_empty() { String::new() } else { format!(" [{format}]") };
            given.entry(number).or_insert_with(|| format!("{{eval}}`{cell}.{column}{format}`"));
        }
    }
    let mut found = Vec::new();
    for block in &notebook.blocks {
        let Block::Text(text, first) = block else { continue };
        let prose = prose(text);
        for (at, number) in numbers(&prose) {
            if let Some(bound) = given.get(&number) {
                let line = first + prose[..at].matches('\n').count();
                found.push(Typed { place: format!("{}:{line}", notebook.file), number, bound: bound.clone() });
            }
        }
    }
    found
}

/// The text with blanks in place of bound values, code and the targets of links: the same lines.
fn prose(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let hidden = |piece: &str| piece.chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect::<String>();
    while let Some(at) = rest.find(['`', ']']) {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let end = if let Some(code) = after.strip_prefix('`') {
            code.find('`').map(|end| end + 2)
        } else if after.starts_with("](") {
            after.find(')').map(|end| end + 1)
        } else {
            None
        };
        let end = end.unwrap_or(1);
        out.push_str(&hidden(&after[..end]));
        rest = &after[end..];
    }
    out.push_str(rest);
    out
}

/// Numbers and days in a text, with their places in bytes.
fn numbers(text: &str) -> Vec<(usize, String)> {
    let part = |c: char| c.is_ascii_digit() || ".,/%".contains(c);
    let named = |c: char| c.is_alphanumeric() || "-_/".contains(c);
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(begin) = text[from..].find(|c: char| c.is_ascii_digit()).map(|at| from + at) {
        let end = text[begin..].find(|c: char| !part(c)).map_or(text.len(), |at| begin + at);
        let number = text[begin..end].trim_end_matches(['.', ',', '/']);
        let is_named = text[..begin].chars().next_back().is_some_and(named)
            || text[begin + number.len()..].chars().next().is_some_and(named);
        if !is_named && number.bytes().filter(u8::is_ascii_digit).count() >= LEAST_DIGITS {
            found.push((begin, number.to_owned()));
        }
        from = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_from_names() {
        let of = |text: &str| numbers(&prose(text)).into_iter().map(|(_, number)| number).collect::<Vec<_>>();
        assert_eq!(of("Đạt 88,4% (941/1.065), ngày 28/12/2025."), ["88,4%", "941/1.065", "28/12/2025"]);
        assert_eq!(of("4G, 57-NQ/TW, `2030`, {eval}`a.b [%1]` và [x](a-2025.html), 7 bản"), Vec::<String>::new());
        assert_eq!(of("đến 2030, 12.345 đồng"), ["2030", "12.345"]);
    }
}
