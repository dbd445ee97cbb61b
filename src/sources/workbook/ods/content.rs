//! The sheets and cells of `content.xml`, as they come by.

use super::attributes::{Written, count, days};
use crate::error::Result;
use crate::sources::cells::Cell;
use crate::sources::workbook::guard::{CELL_BYTES, COLUMNS, ROW_BYTES};
use crate::sources::workbook::package::damaged;
use crate::sources::workbook::serial::iso;
use crate::sources::workbook::xml::{Event, Xml, attribute, too_long};
use crate::sources::workbook::{FORMULA_WITHOUT_VALUE, Merge};
use jiff::civil::DateTime;
use std::collections::HashSet;
use std::io::Read;
use std::ops::Range;

/// What is done with the sheets as they come by.
pub trait Sink {
    /// A sheet begins; should its cells be given?
    fn table(&mut self, index: usize, name: String, hidden: bool) -> bool;
    /// A merged range of the sheet.
    fn merge(&mut self, merge: Merge);
    /// A row with content, which stands `times` times from row `first` on. False when it is enough.
    fn row(&mut self, first: u64, times: u64, row: &Row, place: &str) -> Result<bool>;
}

/// A row as it is written: its cells with content, whose text stands in one buffer.
#[derive(Default)]
pub struct Row {
    /// The text of all of them.
    pub text: String,
    /// In order.
    pub cells: Vec<Repeated>,
}

/// A cell, and how often it stands there.
pub struct Repeated {
    /// First column, from 0.
    pub column: u64,
    /// Number of columns.
    pub times: u64,
    /// What is in it.
    pub value: Value,
}

/// What is in a cell; text is a range of the row's.
pub enum Value {
    Text(Range<usize>),
    Fault(Range<usize>),
    NotComputed,
    Number { value: f64, percent: bool },
    Moment(DateTime),
    Flag(bool),
}

impl Value {
    /// As a cell.
    pub fn of<'a>(&self, text: &'a str) -> Cell<'a> {
        match self {
            Value::Text(range) => Cell::Text(&text[range.clone()]),
            Value::Fault(range) => Cell::Fault(&text[range.clone()]),
            Value::NotComputed => Cell::Fault(FORMULA_WITHOUT_VALUE),
            Value::Number { value, percent } => Cell::Number { value: *value, percent: *percent },
            Value::Moment(moment) => Cell::Moment(*moment),
            Value::Flag(flag) => Cell::Flag(*flag),
        }
    }
}

/// The part while it is being read.
pub struct Content<R: Read> {
    xml: Xml<R>,
    place: String,
}

impl<R: Read> Content<R> {
    /// Begins to read; `place` is how messages call it.
    pub fn new(part: R, place: String) -> Self {
        Content { xml: Xml::new(part, place.clone()), place }
    }

    /// Goes through all sheets.
    pub fn tables(mut self, sink: &mut dyn Sink) -> Result<()> {
        let mut hidden_styles: HashSet<String> = HashSet::new();
        let (mut style, mut index) = (String::new(), 0);
        loop {
            let event = self.xml.next()?;
            match event {
                Event::Start(tag) => match tag.name {
                    b"style" => style = attribute(tag.attributes, "name").unwrap_or_default(),
                    b"table-properties" if attribute(tag.attributes, "display").as_deref() == Some("false") => {
                        hidden_styles.insert(std::mem::take(&mut style));
                    }
                    b"table" => {
                        let raw = tag.attributes;
                        let hidden = attribute(raw, "style-name").is_some_and(|style| hidden_styles.contains(&style));
                        let name = attribute(raw, "name").unwrap_or_default();
                        let place = format!("{}!{name}", self.place);
                        let wanted = sink.table(index, name, hidden);
                        index += 1;
                        if !wanted {
                            self.xml.skip()?;
                        } else if !self.rows(sink, &place)? {
                            return Ok(());
                        }
                    }
                    // Deleted cells, tables of other files, drawings.
                    b"tracked-changes" | b"dde-links" | b"shapes" | b"forms" => self.xml.skip()?,
                    _ => {}
                },
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// The rows of the sheet whose start was read last. False when the sink has had enough.
    fn rows(&mut self, sink: &mut dyn Sink, place: &str) -> Result<bool> {
        let (mut number, mut times, mut column) = (1_u64, 1_u64, 0_u64);
        let mut row = Row::default();
        loop {
            let event = self.xml.next()?;
            match event {
                Event::Start(tag) => match tag.name {
                    b"table-row" => {
                        times = count(tag.attributes, b"number-rows-repeated");
                        column = 0;
                        row.text.clear();
                        row.cells.clear();
                    }
                    b"table-cell" | b"covered-table-cell" => {
                        let cell = Written::of(tag);
                        if let Some(merge) = cell.merge(number, column) {
                            sink.merge(merge);
                        }
                        if let Some(value) = self.cell(&cell, &mut row.text, place)? {
                            if column >= COLUMNS as u64 || row.text.len() > ROW_BYTES {
                                return Err(too_long(&format!("{place}!{number}")).expected(format!(
                                    "at most {COLUMNS} columns and {ROW_BYTES} bytes of text in a row"
                                )));
                            }
                            row.cells.push(Repeated { column, times: cell.times, value });
                        }
                        column = column.saturating_add(cell.times);
                    }
                    b"shapes" | b"forms" | b"dde-source" => self.xml.skip()?,
                    _ => {}
                },
                Event::End(name) => match name {
                    b"table-row" => {
                        if !row.cells.is_empty() && !sink.row(number, times, &row, place)? {
                            return Ok(false);
                        }
                        number = number.saturating_add(times);
                    }
                    b"table" => return Ok(true),
                    _ => {}
                },
                Event::Eof => return Err(self.xml.damaged("the sheet has no end")),
                _ => {}
            }
        }
    }

    /// The value of the cell whose start was read last, up to its end; its text is appended to that of the row.
    fn cell(&mut self, cell: &Written, text: &mut String, place: &str) -> Result<Option<Value>> {
        let start = text.len();
        let paragraphs = self.paragraphs(text, place)?;
        let range = start..text.len();
        let wrong = |what: &str| damaged(place, what);
        let number = |percent| match cell.value.as_deref().map(|v| v.trim().parse::<f64>()) {
            Some(Ok(value)) if value.is_finite() => Ok(Some(Value::Number { value, percent })),
            other => Err(wrong(&format!("a number that is none: {other:?}"))),
        };
        if cell.is_error {
            return Ok(Some(Value::Fault(range)));
        }
        match cell.kind.as_deref() {
            Some("float" | "currency") => number(false),
            Some("percentage") => number(true),
            Some("date") => Ok(Some(match cell.value.as_deref().and_then(iso) {
                Some(moment) => Value::Moment(moment),
                None => Value::Text(range),
            })),
            Some("boolean") => match cell.value.as_deref() {
                Some("true") => Ok(Some(Value::Flag(true))),
                Some("false") => Ok(Some(Value::Flag(false))),
                other => Err(wrong(&format!("neither true nor false: {other:?}"))),
            },
            // A time of day, or a duration: a part of a day, as in the other formats.
            Some("time") => Ok(Some(match cell.value.as_deref().and_then(days) {
                Some(value) => Value::Number { value, percent: false },
                None => Value::Text(range),
            })),
            // An empty paragraph is the empty text that a formula may have as its value.
            None if cell.has_formula && paragraphs == 0 => Ok(Some(Value::NotComputed)),
            _ if range.is_empty() => match &cell.value {
                Some(value) if !value.is_empty() => {
                    text.push_str(value);
                    Ok(Some(Value::Text(start..text.len())))
                }
                _ => Ok(None),
            },
            _ => Ok(Some(Value::Text(range))),
        }
    }

    /// Appends the paragraphs of the cell whose start was read last, with line breaks between them. White space counts
    /// as OpenDocument 1.3 part 3, 6.1.2 has it: runs of it are one space, written-out ones are kept.
    /// Gives the number of paragraphs.
    fn paragraphs(&mut self, text: &mut String, place: &str) -> Result<usize> {
        let first = text.len();
        let (mut within, mut depth, mut written) = (0, 1, String::new());
        let mut paragraphs = 0;
        while depth > 0 {
            let event = self.xml.next()?;
            match event {
                Event::Start(tag) => {
                    depth += 1;
                    match tag.name {
                        b"p" | b"h" => {
                            if paragraphs > 0 {
                                text.push('\n');
                            }
                            paragraphs += 1;
                            within = depth;
                        }
                        b"s" if within > 0 => {
                            let spaces = count(tag.attributes, b"c").min(1024);
                            (0..spaces).for_each(|_| text.push(' '));
                        }
                        b"tab" if within > 0 => text.push('\t'),
                        b"line-break" if within > 0 => text.push('\n'),
                        // Comments, drawings, and tables within cells.
                        b"annotation" | b"frame" | b"custom-shape" | b"g" | b"control" | b"line" | b"rect"
                        | b"table" => {
                            self.xml.skip()?;
                            depth -= 1;
                        }
                        _ => {}
                    }
                }
                Event::End(_) => {
                    if depth == within {
                        within = 0;
                    }
                    depth -= 1;
                }
                Event::Eof => return Err(self.xml.damaged("a cell has no end")),
                Event::Text(piece) if within > 0 => {
                    written.clear();
                    piece.push_to(&mut written, place)?;
                    for c in written.chars() {
                        match c {
                            ' ' | '\t' | '\r' | '\n' if text.len() == first || text.ends_with([' ', '\n', '\t']) => {}
                            ' ' | '\t' | '\r' | '\n' => text.push(' '),
                            c => text.push(c),
                        }
                    }
                }
                Event::Text(_) => {}
            }
            if text.len() - first > CELL_BYTES {
                return Err(too_long(place));
            }
        }
        Ok(paragraphs)
    }
}
