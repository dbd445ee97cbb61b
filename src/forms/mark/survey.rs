//! A sheet read through before it is marked: how it is ordered, merged and laid out.

use super::xml::{attribute, broken, namespace};
use crate::error::{Error, Result};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::{BufRead, BufReader, Read};

/// What must be known of a sheet before any cell of it is written.
#[derive(Debug, Default)]
pub struct Survey {
    /// Namespace of its elements.
    pub main: String,
    /// Merged ranges: first row and column, last row and column.
    merges: Vec<((u64, usize), (u64, usize))>,
    /// First and last column, width in characters, style.
    columns: Vec<(usize, usize, Option<f64>, u32)>,
    /// Has it a drawing of comments or controls?
    pub drawing: bool,
}

impl Survey {
    /// Reads a sheet through.
    ///
    /// # Errors
    /// It is damaged, or its rows or cells are not in order, so that none can be added.
    pub fn of(sheet: impl Read) -> Result<Survey> {
        let mut survey = Survey::default();
        let (mut reader, mut buffer) = (events(BufReader::new(sheet)), Vec::new());
        let (mut row, mut next, mut depth) = (0, 0, 0);
        loop {
            buffer.clear();
            let event = next_event(&mut reader, &mut buffer)?;
            match &event {
                Event::Start(tag) | Event::Empty(tag) => {
                    match tag.local_name().as_ref() {
                        "worksheet" if depth == 0 => survey.main = namespace(tag).unwrap_or_default(),
                        "col" => survey.column(tag),
                        "row" => {
                            let number = row_number(tag, row);
                            if number <= row {
                                return Err(broken("the rows of a sheet are not in order"));
                            }
                            (row, next) = (number, 0);
                        }
                        "c" => {
                            let column = cell_column(tag, next)?;
                            if column < next {
                                return Err(broken("the cells of a row are not in order"));
                            }
                            next = column + 1;
                        }
                        "mergeCell" => survey.merges.extend(attribute(tag, "ref").and_then(|r| range(&r))),
                        "legacyDrawing" => survey.drawing = true,
                        _ => {}
                    }
                    depth += usize::from(matches!(event, Event::Start(_)));
                }
                Event::End(_) => depth = depth.saturating_sub(1),
                Event::Eof if depth > 0 => return Err(broken("a sheet ends in the middle")),
                Event::Eof => return Ok(survey),
                _ => {}
            }
        }
    }

    fn column(&mut self, tag: &BytesStart) {
        let number = |name| attribute(tag, name).and_then(|v| v.parse::<usize>().ok());
        if let (Some(first @ 1..), Some(last)) = (number("min"), number("max")) {
            let width = attribute(tag, "width").and_then(|v| v.parse().ok());
            let style = number("style").and_then(|s| u32::try_from(s).ok()).unwrap_or(0);
            self.columns.push((first - 1, last - 1, width, style));
        }
    }

    /// The cell that shows what stands in this one: the first of its merged range.
    pub fn shown(&self, cell: (u64, usize)) -> (u64, usize) {
        let within = |(first, last): &&((u64, usize), (u64, usize))| {
            (first.0..=last.0).contains(&cell.0) && (first.1..=last.1).contains(&cell.1)
        };
        self.merges.iter().find(within).map_or(cell, |(first, _)| *first)
    }

    /// Width of a column in pixels.
    pub fn width(&self, column: usize) -> u32 {
        let known = self.columns.iter().find(|(first, last, ..)| (*first..=*last).contains(&column));
        // Seven pixels a digit and five of margin, with the usual font.
        known.and_then(|c| c.2).map_or(64, |width| (width.clamp(0.0, 255.0) * 7.0 + 5.0) as u32)
    }

    /// The style of cells that are not there.
    pub fn style(&self, column: usize) -> u32 {
        self.columns.iter().find(|(first, last, ..)| (*first..=*last).contains(&column)).map_or(0, |c| c.3)
    }
}

/// A reader of a sheet's XML.
pub fn events<R: BufRead>(source: R) -> Reader<R> {
    Reader::from_reader(source)
}

/// The next event of a sheet that can be written again as it was read.
pub fn next_event<'b, R: BufRead>(reader: &mut Reader<R>, buffer: &'b mut Vec<u8>) -> Result<Event<'b>> {
    let event = reader.read_event_into(buffer).map_err(|e| broken(&e.to_string()))?;
    match &event {
        Event::DocType(_) => Err(broken("a sheet declares entities")),
        Event::Decl(declaration) => match declaration.encoding() {
            // Read in another encoding, it would be written in UTF-8 and still say the other.
            Some(Ok(encoding)) if !encoding.eq_ignore_ascii_case("utf-8") => Err(broken("a sheet is not in UTF-8")),
            Some(Err(error)) => Err(broken(&error.to_string())),
            _ => Ok(event),
        },
        _ => Ok(event),
    }
}

/// The number of a row, which may be left out where it follows the one before.
pub fn row_number(tag: &BytesStart, before: u64) -> u64 {
    attribute(tag, "r").and_then(|r| r.trim().parse().ok()).unwrap_or(before + 1)
}

/// The column of a cell, which may be left out likewise.
pub fn cell_column(tag: &BytesStart, next: usize) -> Result<usize> {
    let Some(reference) = attribute(tag, "r") else { return Ok(next) };
    cell(&reference).map(|(_, column)| column).ok_or_else(|| no_cell(&reference))
}

fn no_cell(reference: &str) -> Error {
    broken(&format!("{reference:?} is no cell"))
}

/// `C17`, as row (from 1) and column (from 0).
pub fn cell(reference: &str) -> Option<(u64, usize)> {
    let plain = reference.replace('$', "");
    let split = plain.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = plain.split_at(split);
    let letter = |c: char| c.is_ascii_alphabetic().then(|| c.to_ascii_uppercase() as usize - 'A' as usize + 1);
    let column = letters.chars().try_fold(0usize, |sum, c| Some(sum.checked_mul(26)? + letter(c)?))?;
    Some((digits.parse().ok()?, column.checked_sub(1)?))
}

/// `A1:C17`, as its first and last cell.
fn range(reference: &str) -> Option<((u64, usize), (u64, usize))> {
    let (first, last) = reference.split_once(':').unwrap_or((reference, reference));
    Some((cell(first)?, cell(last)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_within_a_merged_range_shows_in_its_first_cell() {
        let sheet = "<worksheet><sheetData/><mergeCells><mergeCell ref=\"B2:D4\"/></mergeCells></worksheet>";
        let survey = Survey::of(sheet.as_bytes()).unwrap();
        assert_eq!((survey.shown((3, 2)), survey.shown((5, 2))), ((2, 1), (5, 2)));
        assert_eq!(cell("$AA$10"), Some((10, 26)));
        assert_eq!((cell("10"), cell("A"), cell("Á1")), (None, None, None));
    }
}
