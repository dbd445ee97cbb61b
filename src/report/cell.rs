//! Running a notebook's cells: SQL against the store, results by name for the prose.

use super::marked::{marked, unmarked};
use super::notebook::Cell as CodeCell;
use super::value::{Label, written};
use crate::error::{Error, Result};
use crate::language::Language;
use crate::queries::{Readable, run_sealed};
use crate::store::{Cell, ResultTable, Sealed};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Results of the cells so far, by name.
#[derive(Debug, Default)]
pub struct Results {
    tables: BTreeMap<String, ResultTable>,
    /// Cell and column of every number and day in prose so far.
    marks: RefCell<Vec<(String, String)>>,
}

/// The letters of a cell's name beside a-z, digits: it becomes the name of a chart's file.
const IN_NAMES: [char; 2] = ['-', '_'];

impl Results {
    /// Runs a cell and keeps its result under its `:name:`.
    ///
    /// # Errors
    /// What DuckDB reports, at the notebook's line.
    pub fn run(
        &mut self,
        sealed: &Sealed<'_>,
        readable: &Readable,
        cell: &CodeCell,
        file: &str,
    ) -> Result<ResultTable> {
        let is_odd = |name: &&String| name.chars().any(|c| !c.is_ascii_alphanumeric() && !IN_NAMES.contains(&c));
        if let Some(name) = cell.options.get("name").filter(is_odd) {
            return Err(Error::query("not a name for a cell")
                .at(format!("{file}:{}", cell.line))
                .found(name)
                .expected("letters a-z, digits, - and _"));
        }
        // Blank lines before the statement make DuckDB's line numbers those of the notebook.
        let padded = format!("{}{}", "\n".repeat(cell.line - 1), cell.code);
        let table = run_sealed(sealed, readable, &padded, &cell.file)?;
        if let Some(name) = cell.options.get("name")
            && self.tables.insert(name.clone(), table.clone()).is_some()
        {
            return Err(Error::query("two cells have one name").at(format!("{file}:{}", cell.line)).found(name));
        }
        Ok(table)
    }

    /// Replaces every ``{eval}`cell.column` `` (or `cell.column [format]`) in a text by the value in the first row.
    ///
    /// # Errors
    /// A name that no cell above has, or a column that it lacks; with file and line. A missing value is a dash.
    pub fn filled(&self, text: &str, file: &str, first_line: usize, language: Language) -> Result<String> {
        self.filled_by(text, file, first_line, language, |value, _, _| value.to_owned())
    }

    /// The same for a text in Markdown: a value stays what it is there too, and a number or a day is marked with its place
    /// among [`Results::marks`].
    ///
    /// # Errors
    /// As for [`Results::filled`].
    pub fn filled_markdown(&self, text: &str, file: &str, first_line: usize, language: Language) -> Result<String> {
        self.filled_by(text, file, first_line, language, |value, named, cell| {
            let text = as_plain_text(value);
            if cell.number().is_none() && cell.date().is_none() {
                return text;
            }
            let mut marks = self.marks.borrow_mut();
            marks.push((named.0.to_owned(), named.1.to_owned()));
            marked(marks.len() - 1, &text)
        })
    }

    /// Every number and day in the first rows, with cell and column: what prose can be bound to.
    pub fn first_values(&self) -> impl Iterator<Item = (&str, &str, &Cell)> {
        self.tables.iter().flat_map(|(name, table)| {
            let row = table.rows.first().map(Vec::as_slice).unwrap_or_default();
            let cells = table.columns.iter().map(String::as_str).zip(row);
            let of = cells.filter(|(_, cell)| cell.number().is_some() || cell.date().is_some());
            of.map(move |(column, cell)| (name.as_str(), column, cell))
        })
    }

    /// Cell and column of every number and day that prose was given, in order.
    pub fn marks(&self) -> Vec<(String, String)> {
        self.marks.borrow().clone()
    }

    fn filled_by(
        &self,
        text: &str,
        file: &str,
        first_line: usize,
        language: Language,
        shown: impl Fn(&str, (&str, &str), &Cell) -> String,
    ) -> Result<String> {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("{eval}`") {
            out.push_str(before);
            let line = first_line + text[..text.len() - rest.len() + before.len()].matches('\n').count();
            let at = || format!("{file}:{line}");
            let (expression, after) =
                after.split_once('`').ok_or_else(|| Error::query("an {eval} that is not closed").at(at()))?;
            let label = Label::read(expression);
            let (name, column) = label.text.split_once('.').ok_or_else(|| {
                Error::query("not a bound value").at(at()).found(expression).expected("{eval}`cell.column [format]`")
            })?;
            let table = self.tables.get(name).ok_or_else(|| {
                let known = self.tables.keys().cloned().collect::<Vec<_>>().join(", ");
                Error::query("no cell above has this name").at(at()).found(name).expected(format!("one of: {known}"))
            })?;
            if table.position(column).is_none() {
                let known = table.columns.join(", ");
                return Err(Error::query("the cell has no such column").at(at()).found(expression).expected(known));
            }
            // What was not known on the day of the review is a dash in the prose, as it is in tables.
            let cell = table.get(0, column);
            out.push_str(&shown(&written(cell, &label.format, language), (name, column), cell));
            rest = after;
        }
        out.push_str(rest);
        Ok(out)
    }
}

/// A value inside Markdown stays what it is: no emphasis, link or code comes out of data.
fn as_plain_text(value: &str) -> String {
    unmarked(value).chars().flat_map(|c| "\\`*_[]<>".contains(c).then_some('\\').into_iter().chain([c])).collect()
}
