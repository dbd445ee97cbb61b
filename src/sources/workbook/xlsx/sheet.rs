//! The cells of one XLSX sheet, while it is being unpacked.

use crate::error::{Error, Result};
use crate::sources::cells::Cell;
use crate::sources::workbook::format::Format;
use crate::sources::workbook::guard::{COLUMNS, ROWS};
use crate::sources::workbook::package::damaged;
use crate::sources::workbook::rows::Rows;
use crate::sources::workbook::serial::{Epoch, iso};
use crate::sources::workbook::strings::{Strings, decode};
use crate::sources::workbook::xml::{Event, Xml, attribute, attributes};
use crate::sources::workbook::{FORMULA_WITHOUT_VALUE, reference};
use std::io::Read;

/// What the cells refer to.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// By style number.
    pub formats: &'a [Format],
    /// By number.
    pub strings: &'a Strings,
    /// Which day dates count from.
    pub epoch: Epoch,
}

/// How a cell says its value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Shared,
    Inline,
    FormulaText,
    Flag,
    Fault,
    Date,
}

impl Kind {
    fn of(text: &[u8]) -> Option<Kind> {
        Some(match text {
            b"n" => Kind::Number,
            b"s" => Kind::Shared,
            b"inlineStr" => Kind::Inline,
            b"str" => Kind::FormulaText,
            b"b" => Kind::Flag,
            b"e" => Kind::Fault,
            b"d" => Kind::Date,
            _ => return None,
        })
    }
}

/// One cell as it is written.
struct Written {
    row: u64,
    column: usize,
    style: usize,
    kind: Kind,
    has_formula: bool,
    has_value: bool,
    has_text: bool,
}

/// Reads the cells from the first to the last, or until the visitor has had enough.
pub fn read<R: Read>(part: R, context: Context<'_>, rows: &mut Rows<'_>) -> Result<()> {
    let mut xml = Xml::new(part, rows.place().to_owned());
    // Where a row or cell without an address stands: after the one before it.
    let (mut row, mut column) = (0, 0);
    let mut text = String::new();
    loop {
        match xml.next()? {
            Event::Start(tag) => match tag.name {
                b"row" => {
                    row = match attribute(tag.attributes, "r").map(|number| number.trim().parse()) {
                        None => row + 1,
                        Some(Ok(number)) => number,
                        Some(Err(_)) => return Err(wrong("row", tag.attributes, rows.place())),
                    };
                    column = 0;
                }
                b"c" => {
                    let mut cell = begin(tag.attributes, row, column, rows.place())?;
                    finish(&mut xml, &mut cell, &mut text, rows)?;
                    (row, column) = (cell.row, cell.column + 1);
                    if !give(&cell, &text, context, rows)? {
                        return Ok(());
                    }
                }
                _ => {}
            },
            Event::End(b"sheetData") => return Ok(()),
            Event::Eof => return Err(damaged(rows.place(), "the sheet has no cells and no end of them (sheetData)")),
            _ => {}
        }
    }
}

/// The attributes of a cell.
#[inline]
fn begin(raw: &[u8], row: u64, column: usize, place: &str) -> Result<Written> {
    let kind = Kind::Number;
    let mut cell = Written { row, column, style: 0, kind, has_formula: false, has_value: false, has_text: false };
    let wrong = || wrong("c", raw, place);
    for (name, value) in attributes(raw) {
        match name {
            b"r" => (cell.row, cell.column) = reference(value).ok_or_else(wrong)?,
            b"s" => cell.style = whole(value).ok_or_else(wrong)?,
            b"t" => cell.kind = Kind::of(value).ok_or_else(wrong)?,
            _ => {}
        }
    }
    // Checked before anything is put: a cell without content is not put at all.
    if cell.row == 0 || cell.row > ROWS || cell.column >= COLUMNS {
        return Err(wrong().expected(format!("at most {ROWS} rows and {COLUMNS} columns")));
    }
    Ok(cell)
}

/// A number of digits only.
#[inline]
fn whole(digits: &[u8]) -> Option<usize> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

fn wrong(name: &str, attributes: &[u8], place: &str) -> Error {
    damaged(place, &format!("<{name}{}>", String::from_utf8_lossy(attributes)))
}

/// The content of a cell, up to its end.
#[inline]
fn finish<R: Read>(xml: &mut Xml<R>, cell: &mut Written, text: &mut String, rows: &Rows<'_>) -> Result<()> {
    text.clear();
    let mut taken = false;
    loop {
        match xml.next()? {
            Event::Start(tag) => match tag.name {
                b"v" => (cell.has_value, taken) = (true, cell.kind != Kind::Inline || !cell.has_text),
                b"is" => {
                    cell.has_text = true;
                    text.clear();
                }
                b"t" => taken = true,
                b"r" => {}
                b"f" => {
                    cell.has_formula = true;
                    xml.skip()?;
                }
                // Readings of Chinese characters, and what later versions of Excel add.
                _ => xml.skip()?,
            },
            Event::End(b"c") => return Ok(()),
            Event::End(_) => taken = false,
            Event::Text(piece) if taken => piece.push_to(text, rows.place())?,
            Event::Text(_) => {}
            Event::Eof => return Err(xml.damaged("a cell has no end")),
        }
    }
}

#[inline]
fn give(cell: &Written, text: &str, context: Context<'_>, rows: &mut Rows<'_>) -> Result<bool> {
    let (row, column) = (cell.row, cell.column);
    let wrong = |rows: &Rows<'_>, what: &str| damaged(&rows.address(row, column), &format!("{what}: {text}"));
    // A formula whose value was never computed; an empty text is a value.
    if cell.has_formula && text.is_empty() && !(cell.has_value && cell.kind == Kind::FormulaText) {
        return rows.put(row, column, Cell::Fault(FORMULA_WITHOUT_VALUE));
    }
    if text.is_empty() {
        return rows.put(row, column, Cell::Empty);
    }
    match cell.kind {
        Kind::Inline | Kind::FormulaText => rows.put(row, column, Cell::Text(&decode(text))),
        Kind::Number if cell.has_text && !cell.has_value => rows.put(row, column, Cell::Text(&decode(text))),
        Kind::Shared => match text.trim().parse().ok().and_then(|index| context.strings.get(index)) {
            Some(shared) => rows.put(row, column, Cell::Text(shared)),
            None => Err(wrong(rows, "the number of a shared text that does not exist")),
        },
        Kind::Flag => match text.trim() {
            "1" | "true" => rows.put(row, column, Cell::Flag(true)),
            "0" | "false" => rows.put(row, column, Cell::Flag(false)),
            _ => Err(wrong(rows, "neither 0 nor 1")),
        },
        Kind::Fault => rows.put(row, column, Cell::Fault(text)),
        Kind::Date => match iso(text) {
            Some(moment) => rows.put(row, column, Cell::Moment(moment)),
            None => rows.put(row, column, Cell::Text(text)),
        },
        Kind::Number => match text.trim().parse::<f64>() {
            Ok(value) if value.is_finite() => {
                let format = context.formats.get(cell.style).copied().unwrap_or(Format::GENERAL);
                format.cell(value, context.epoch, |cell| rows.put(row, column, cell))
            }
            // Not a number, whatever the cell says: text as it stands, for others to judge.
            _ => rows.put(row, column, Cell::Text(text)),
        },
    }
}
