//! A marked sheet, written anew as it is read: the styles of some cells change, cells that were not there are added.

use super::survey::{Survey, cell_column, events, next_event, row_number};
use super::xml::{attribute, broken, closed, opening, prefix, with_attribute};
use crate::error::Result;
use crate::sources::column_letters;
use quick_xml::Writer;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::io::{BufReader, Read, Write};

/// Cells to be marked: row, column, severity.
pub type Painted = BTreeMap<u64, BTreeMap<usize, bool>>;

/// Elements that stand behind the drawing of comments in a sheet.
const BEHIND: [&str; 9] = [
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
    "AlternateContent",
];

/// Writes a sheet with these cells marked; `style` gives the marked form of a style, `drawing` is the reference to a new
/// drawing of comments with its namespace.
pub fn paint(
    sheet: impl Read,
    out: &mut dyn Write,
    survey: &Survey,
    cells: &Painted,
    style: &mut dyn FnMut(u32, bool) -> Result<u32>,
    drawing: Option<(&str, &str)>,
) -> Result<()> {
    let mut reader = events(BufReader::new(sheet));
    let mut painter = Painter {
        out: Writer::new(out),
        survey,
        style,
        pending: cells.clone(),
        drawing,
        prefix: String::new(),
        row: 0,
        row_style: 0,
        column: 0,
        open: None,
        data_seen: false,
    };
    let (mut buffer, mut depth) = (Vec::new(), 0usize);
    loop {
        buffer.clear();
        let event = next_event(&mut reader, &mut buffer)?;
        match &event {
            Event::Eof => return Ok(()),
            Event::Start(tag) | Event::Empty(tag) => {
                let empty = matches!(event, Event::Empty(_));
                if !painter.start(tag, empty, depth)? {
                    painter.write(event.borrow())?;
                }
                depth += usize::from(!empty);
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                painter.end(tag.local_name().as_ref(), depth)?;
                painter.write(event.borrow())?;
            }
            _ => painter.write(event.borrow())?,
        }
    }
}

struct Painter<'a, 'o> {
    out: Writer<&'o mut dyn Write>,
    survey: &'a Survey,
    style: &'a mut dyn FnMut(u32, bool) -> Result<u32>,
    /// Rows with cells that are still to be marked.
    pending: Painted,
    drawing: Option<(&'a str, &'a str)>,
    prefix: String,
    row: u64,
    row_style: u32,
    column: usize,
    /// Cells still to be marked in the row that is open.
    open: Option<BTreeMap<usize, bool>>,
    data_seen: bool,
}

impl Painter<'_, '_> {
    /// A start tag; true where it has been written.
    fn start(&mut self, tag: &BytesStart, empty: bool, depth: usize) -> Result<bool> {
        match tag.local_name().as_ref() {
            _ if depth == 0 => self.prefix = prefix(tag),
            "sheetData" if depth == 1 => {
                self.data_seen = true;
                if empty && !self.pending.is_empty() {
                    self.raw(&opening(tag))?;
                    self.rows_before(u64::MAX)?;
                    self.raw(&format!("</{}>", tag.name().as_ref()))?;
                    return Ok(true);
                }
            }
            "row" if depth == 2 => {
                self.row = row_number(tag, self.row);
                self.column = 0;
                self.rows_before(self.row)?;
                let Some(cells) = self.pending.remove(&self.row) else { return Ok(false) };
                let own = |name| attribute(tag, name).and_then(|v| v.parse().ok());
                let styled = attribute(tag, "customFormat").is_some_and(|v| v == "1" || v == "true");
                self.row_style = own("s").filter(|_| styled).unwrap_or(0);
                self.open = Some(cells);
                // A hint to readers of which columns it has; no longer true where cells are added.
                let tag = with_attribute(tag, "spans", None);
                self.raw(&opening(&tag))?;
                if empty {
                    self.cells_before(usize::MAX)?;
                    self.open = None;
                    self.raw(&format!("</{}>", tag.name().as_ref()))?;
                }
                return Ok(true);
            }
            "c" if depth == 3 && self.open.is_some() => {
                let column = cell_column(tag, self.column)?;
                self.column = column + 1;
                self.cells_before(column)?;
                if let Some(severe) = self.open.as_mut().and_then(|cells| cells.remove(&column)) {
                    let base = attribute(tag, "s").and_then(|s| s.parse().ok()).unwrap_or(0);
                    let style = (self.style)(base, severe)?;
                    let tag = with_attribute(tag, "s", Some(&style.to_string()));
                    self.raw(&if empty { closed(&tag) } else { opening(&tag) })?;
                    return Ok(true);
                }
            }
            name if depth == 1 && self.data_seen && BEHIND.contains(&name) => self.draw()?,
            _ => {}
        }
        Ok(false)
    }

    /// An end tag, not yet written.
    fn end(&mut self, name: &str, depth: usize) -> Result<()> {
        match (name, depth) {
            ("row", 2) if self.open.is_some() => {
                self.cells_before(usize::MAX)?;
                self.open = None;
            }
            ("sheetData", 1) => self.rows_before(u64::MAX)?,
            (_, 0) => {
                if !self.pending.is_empty() {
                    return Err(broken("a sheet has no cells"));
                }
                self.draw()?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Adds the rows that were not there.
    fn rows_before(&mut self, number: u64) -> Result<()> {
        while let Some(entry) = self.pending.first_entry().filter(|e| *e.key() < number) {
            let (row, cells) = entry.remove_entry();
            let before = std::mem::replace(&mut self.row, row);
            self.row_style = 0;
            self.open = Some(cells);
            self.raw(&format!("<{}row r=\"{row}\">", self.prefix))?;
            self.cells_before(usize::MAX)?;
            self.open = None;
            self.raw(&format!("</{}row>", self.prefix))?;
            self.row = before;
        }
        Ok(())
    }

    /// Adds the cells that were not there, in the style of their row or column.
    fn cells_before(&mut self, column: usize) -> Result<()> {
        let Some(mut cells) = self.open.take() else { return Ok(()) };
        while let Some(entry) = cells.first_entry().filter(|e| *e.key() < column) {
            let (at, severe) = entry.remove_entry();
            let base = if self.row_style == 0 { self.survey.style(at) } else { self.row_style };
            let style = (self.style)(base, severe)?;
            self.raw(&format!("<{}c r=\"{}{}\" s=\"{style}\"/>", self.prefix, column_letters(at), self.row))?;
        }
        self.open = Some(cells);
        Ok(())
    }

    /// Refers to the drawing of comments, once.
    fn draw(&mut self) -> Result<()> {
        if let Some((id, namespace)) = self.drawing.take() {
            self.raw(&format!("<{}legacyDrawing xmlns:r=\"{namespace}\" r:id=\"{id}\"/>", self.prefix))?;
        }
        Ok(())
    }

    fn raw(&mut self, text: &str) -> Result<()> {
        Ok(self.out.get_mut().write_all(text.as_bytes())?)
    }

    fn write(&mut self, event: Event) -> Result<()> {
        Ok(self.out.write_event(event)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn painted(sheet: &str, cells: &[(u64, usize)], drawing: Option<(&str, &str)>) -> Result<String> {
        let mut marked = Painted::new();
        for &(row, column) in cells {
            marked.entry(row).or_default().insert(column, true);
        }
        let survey = Survey::of(sheet.as_bytes())?;
        let mut out = Vec::new();
        paint(sheet.as_bytes(), &mut out, &survey, &marked, &mut |base, _| Ok(base + 100), drawing)?;
        Ok(String::from_utf8(out).unwrap())
    }

    #[test]
    fn nothing_to_mark_changes_no_byte() {
        let sheet = "<?xml version='1.0'  encoding=\"UTF-8\"?>\r\n<worksheet xmlns='m'><cols><col min='1' max='2'/></cols>\r\n\
                     <sheetData ><row r='1'  spans=\"1:2\"><c r='A1' t=\"s\"><v>0</v></c >\t</row></sheetData>\
                     <!-- x --><f>a&lt;b &amp; c</f><![CDATA[y]]></worksheet>\n";
        assert_eq!(painted(sheet, &[], None).unwrap(), sheet.replace("</c >", "</c>"));
    }

    #[test]
    fn missing_rows_and_cells_are_added_in_order() {
        let sheet = "<worksheet xmlns=\"m\"><cols><col min=\"3\" max=\"9\" style=\"7\"/></cols><sheetData>\
                     <row r=\"3\" spans=\"2:2\"><c r=\"B3\" s=\"5\"><v>1</v></c></row><row r=\"4\"/></sheetData></worksheet>";
        let expected = "<worksheet xmlns=\"m\"><cols><col min=\"3\" max=\"9\" style=\"7\"/></cols><sheetData>\
                        <row r=\"2\"><c r=\"A2\" s=\"100\"/></row>\
                        <row r=\"3\"><c r=\"A3\" s=\"100\"/><c r=\"B3\" s=\"105\"><v>1</v></c><c r=\"D3\" s=\"107\"/></row>\
                        <row r=\"4\"><c r=\"A4\" s=\"100\"/></row>\
                        <row r=\"9\"><c r=\"A9\" s=\"100\"/></row></sheetData></worksheet>";
        let cells = [(2, 0), (3, 0), (3, 1), (3, 3), (4, 0), (9, 0)];
        assert_eq!(painted(sheet, &cells, None).unwrap(), expected);
    }

    #[test]
    fn cells_without_references_are_counted() {
        let sheet = "<x:worksheet xmlns:x=\"m\"><x:sheetData><x:row><x:c/><x:c><x:v>2</x:v></x:c></x:row></x:sheetData>\
                     <x:tableParts/></x:worksheet>";
        let text = painted(sheet, &[(1, 1)], Some(("rIdM1", "n"))).unwrap();
        assert!(text.contains("<x:c/><x:c s=\"100\"><x:v>2"), "{text}");
        assert!(text.contains("<x:legacyDrawing xmlns:r=\"n\" r:id=\"rIdM1\"/><x:tableParts/>"), "{text}");
        let none = painted("<worksheet xmlns=\"m\"><sheetData/></worksheet>", &[(2, 1)], None).unwrap();
        assert!(none.contains("<sheetData><row r=\"2\"><c r=\"B2\" s=\"100\"/></row></sheetData>"), "{none}");
    }

    #[test]
    fn what_cannot_be_kept_in_order_is_refused() {
        for sheet in [
            "<worksheet><sheetData><row r=\"2\"/><row r=\"1\"/></sheetData></worksheet>",
            "<worksheet><sheetData><row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row></sheetData></worksheet>",
            "<worksheet><sheetData><row r=\"1\"><c r=\"?\"/></row></sheetData></worksheet>",
            "<worksheet><sheetData>",
            "<!DOCTYPE a><worksheet/>",
            "<?xml version=\"1.0\" encoding=\"windows-1252\"?><worksheet/>",
        ] {
            assert!(painted(sheet, &[(1, 0)], None).is_err(), "{sheet}");
        }
    }
}
