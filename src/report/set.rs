//! A set of pages from one notebook: what it lists for a page each, the page that leads to them, the way from one to the next.

use super::cell::Results;
use super::notebook::Notebook;
use crate::error::{Error, Result};
use crate::queries::Readable;
use crate::store::{Cell, ResultTable, Sealed};

/// What one page of a set is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// What the notebook is told, and how the page's file is called.
    pub value: String,
    /// What people call it.
    pub name: String,
}

/// The ways from a page to others: each a text and a file beside it, without `.html`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Around {
    /// To the page before.
    pub previous: Option<Member>,
    /// To the page that leads to all.
    pub index: Option<String>,
    /// To the page after.
    pub next: Option<Member>,
}

impl Around {
    /// Of a page among its set.
    ///
    /// ```
    /// use milepost::report::{Around, Member};
    /// let member = |value: &str| Member { value: value.into(), name: value.into() };
    /// let around = Around::among(&[member("a"), member("b")], 1, "index");
    /// assert_eq!((around.previous.unwrap().value.as_str(), around.next), ("a", None));
    /// ```
    pub fn among(members: &[Member], at: usize, index: &str) -> Around {
        Around {
            previous: at.checked_sub(1).and_then(|before| members.get(before)).cloned(),
            index: Some(index.to_owned()),
            next: members.get(at + 1).cloned(),
        }
    }
}

/// The rows of the notebook's cell `:each: NAME`: the first column is what each page is told, the second what it is called.
///
/// # Errors
/// A notebook without such a cell, fewer than two columns, a missing value, one that cannot be a file's name, one that is
/// listed twice; with the notebook's file and line.
pub fn members(notebook: &Notebook, sealed: &Sealed<'_>) -> Result<Vec<Member>> {
    let (table, at) = listed(notebook, sealed)?;
    let mut members: Vec<Member> = Vec::new();
    for row in &table.rows {
        let value = row[0].machine();
        let wrong = |what: &str| Error::query(what).at(&at).found(&value).expected("letters a-z, digits, ., - and _");
        let fits = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
        if row[0] == Cell::Missing || value.starts_with(['.', '-']) || !value.chars().all(fits) || value == "index" {
            return Err(wrong("a value that cannot be the name of a page's file"));
        }
        if members.iter().any(|member| member.value.eq_ignore_ascii_case(&value)) {
            return Err(wrong("a value that is listed twice").expected("one row for each page"));
        }
        members.push(Member { value, name: row[1].machine() });
    }
    Ok(members)
}

/// What the page that leads to the others shows: the list without its values, each name with the file that it leads to.
pub fn table_of_members(notebook: &Notebook, sealed: &Sealed<'_>) -> Result<ResultTable> {
    let (mut table, _) = listed(notebook, sealed)?;
    table.columns[0] = "[href]".to_owned();
    for row in &mut table.rows {
        row[0] = Cell::Text(format!("{}.html", row[0].machine()));
    }
    Ok(table)
}

fn listed(notebook: &Notebook, sealed: &Sealed<'_>) -> Result<(ResultTable, String)> {
    let (_, cell) = notebook.each().ok_or_else(|| {
        Error::query("the notebook lists no pages").at(&notebook.file).expected("a cell with `:each: NAME`")
    })?;
    let at = format!("{}:{}", notebook.file, cell.line);
    let readable = Readable::of(sealed.connection(), [])?;
    let table = Results::default().run(sealed, &readable, cell, &notebook.file)?;
    if table.columns.len() < 2 {
        return Err(Error::query("the list of pages lacks a column")
            .at(at)
            .found(table.columns.join(", "))
            .expected("what each page is told, then its name, then what else the list is to show"));
    }
    Ok((table, at))
}
