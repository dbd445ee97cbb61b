//! Text becomes records: cells between delimiters, quoted or not, with the line on which each record begins.
//!
//! The grammar is that of RFC 4180 with any delimiter and any line end (LF, CRLF, CR). A cell is quoted if a quote is its
//! first character; a quote further on is a character like others. Only spaces may follow the closing quote.
//!
//! Why not the `csv` crate: it counts line feeds only, so that CR and blank lines shift its line numbers, it closes an
//! unclosed quote at the end of the file without a word, and it has no limits.

use super::dialect::Dialect;
use super::marks::find_marks;
use crate::error::{Error, Result};
use crate::sources::{Batch, Cell, column_letters};
use std::ops::ControlFlow;

/// Most cells in a row; what Excel has.
pub(super) const COLUMNS: usize = 16_384;
/// Most bytes of a cell.
pub(super) const CELL: usize = 1 << 20;
/// Most bytes of a row: a batch holds at least one.
pub(super) const ROW: usize = 64 << 20;

/// Who gets the batches; may stop the reading.
pub(super) type Visit<'a> = dyn FnMut(&Batch) -> Result<ControlFlow<()>> + 'a;

/// Splits the text of one file, given piece by piece, and fills batches.
pub(super) struct Records<'a> {
    name: &'a str,
    dialect: Dialect,
    batch: Batch,
    state: State,
    /// The beginning of the cell at hand, if it was in an earlier piece or is quoted.
    kept: String,
    /// Cells that the row at hand has so far; none: it has not begun.
    cells: usize,
    row_bytes: usize,
    row_line: u64,
    line: u64,
    quote_line: u64,
    /// Was the last character a CR, so that an LF now belongs to it?
    after_cr: bool,
    /// Was there any row?
    any: bool,
    /// Where delimiters, quotes and line ends are in the piece at hand.
    marks: Vec<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing of the cell was seen.
    Start,
    /// In a cell without quotes.
    Plain,
    /// In quotes.
    Quoted,
    /// Just after a quote inside quotes: the end, or the first half of a doubled quote.
    Quote,
    /// In the spaces after the closing quote.
    Closed,
}

impl<'a> Records<'a> {
    pub fn new(name: &'a str, dialect: Dialect) -> Self {
        Records {
            name,
            dialect,
            batch: Batch::default(),
            state: State::Start,
            kept: String::new(),
            cells: 0,
            row_bytes: 0,
            row_line: 1,
            line: 1,
            quote_line: 1,
            after_cr: false,
            any: false,
            marks: Vec::new(),
        }
    }

    /// Takes the next piece of text, and gives each batch that gets full to `visit`.
    pub fn feed(&mut self, text: &str, visit: &mut Visit<'_>) -> Result<ControlFlow<()>> {
        let mut marks = std::mem::take(&mut self.marks);
        let flow = self.split(text, &mut marks, visit);
        self.marks = marks;
        flow
    }

    fn split(&mut self, text: &str, marks: &mut Vec<u32>, visit: &mut Visit<'_>) -> Result<ControlFlow<()>> {
        let bytes = text.as_bytes();
        find_marks(bytes, self.dialect, marks);
        // Where the cell, or what of it is not kept yet, begins.
        let mut start = 0;
        for &mark in &*marks {
            let at = mark as usize;
            let byte = bytes[at];
            let is_second = byte == b'\n' && if at == 0 { self.after_cr } else { bytes[at - 1] == b'\r' };
            match self.state {
                State::Quoted => match byte {
                    b'"' => {
                        self.keep(&text[start..at])?;
                        (self.state, start) = (State::Quote, at + 1);
                    }
                    b'\n' | b'\r' if !is_second => self.line += 1,
                    _ => {}
                },
                State::Start if byte == b'"' && start == at && self.dialect.quoting => {
                    (self.state, self.quote_line, start) = (State::Quoted, self.line, at + 1);
                }
                State::Quote if byte == b'"' && start == at => {
                    self.keep("\"")?;
                    (self.state, start) = (State::Quoted, at + 1);
                }
                State::Start | State::Plain if byte == b'"' && byte != self.dialect.delimiter => {}
                _ => {
                    if matches!(self.state, State::Quote | State::Closed) {
                        if byte == b'"' || !is_blank(&text[start..at]) {
                            return Err(self.after_quote(&text[start..]));
                        }
                        self.end_cell("")?;
                    } else if byte == self.dialect.delimiter
                        || at > start
                        || self.state == State::Plain
                        || self.cells > 0
                    {
                        self.end_cell(&text[start..at])?;
                    }
                    start = at + 1;
                    if byte == self.dialect.delimiter {
                        continue;
                    }
                    // A blank line, and the second half of CRLF, have no cell and so make no row.
                    if self.cells > 0 && self.end_row(visit)?.is_break() {
                        return Ok(ControlFlow::Break(()));
                    }
                    self.line += u64::from(!is_second);
                    self.row_line = self.line;
                }
            }
        }
        if let Some(&last) = bytes.last() {
            self.after_cr = last == b'\r';
        }
        let rest = &text[start..];
        match self.state {
            _ if rest.is_empty() => {}
            State::Start | State::Plain => {
                self.keep(rest)?;
                self.state = State::Plain;
            }
            State::Quoted => self.keep(rest)?,
            State::Quote | State::Closed if is_blank(rest) => self.state = State::Closed,
            State::Quote | State::Closed => return Err(self.after_quote(rest)),
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Ends the last row and gives what is left to `visit`.
    pub fn finish(mut self, visit: &mut Visit<'_>) -> Result<()> {
        match self.state {
            State::Quoted => return Err(self.unclosed("the file ends inside a quoted cell")),
            State::Start if self.cells == 0 => {}
            _ => {
                self.end_cell("")?;
                if self.end_row(visit)?.is_break() {
                    return Ok(());
                }
            }
        }
        if !self.batch.is_empty() && visit(&self.batch)?.is_break() {
            return Ok(());
        }
        if self.any { Ok(()) } else { Err(empty(self.name).found("only blank lines")) }
    }

    fn keep(&mut self, piece: &str) -> Result<()> {
        self.check_length(piece)?;
        self.kept.push_str(piece);
        Ok(())
    }

    fn check_length(&self, piece: &str) -> Result<()> {
        let length = self.kept.len() + piece.len();
        if length <= CELL {
            return Ok(());
        }
        if matches!(self.state, State::Quoted | State::Quote) {
            return Err(self.unclosed("a quoted cell is longer than 1 MiB"));
        }
        Err(self
            .wrong("a cell is longer than 1 MiB")
            .found(format!("{length} bytes or more in column {}", column_letters(self.cells)))
            .expected(format!("cells of at most {CELL} bytes, lines that end"))
            .hint("see whether it is a text file, and whether `delimiter` is right"))
    }

    fn end_cell(&mut self, piece: &str) -> Result<()> {
        self.check_length(piece)?;
        if self.cells == COLUMNS {
            return Err(self
                .wrong("a row has too many cells")
                .found(format!("more than {COLUMNS}"))
                .expected(format!("at most {COLUMNS} cells in a row, as in Excel"))
                .hint("see whether it is a text file, and whether `delimiter` is right"));
        }
        if self.cells == 0 {
            self.batch.begin_row(self.row_line);
        }
        self.cells += 1;
        self.row_bytes += self.kept.len() + piece.len();
        if self.row_bytes > ROW {
            return Err(self
                .wrong("a row is longer than 64 MiB")
                .found(format!("{} bytes or more in {} cells", self.row_bytes, self.cells))
                .expected(format!("rows of at most {ROW} bytes"))
                .hint("see whether it is a text file, and whether its lines end"));
        }
        if self.kept.is_empty() {
            self.batch.push(Cell::Text(piece));
        } else {
            self.kept.push_str(piece);
            self.batch.push(Cell::Text(&self.kept));
            self.kept.clear();
        }
        self.state = State::Start;
        Ok(())
    }

    fn end_row(&mut self, visit: &mut Visit<'_>) -> Result<ControlFlow<()>> {
        (self.cells, self.row_bytes, self.any) = (0, 0, true);
        if !self.batch.is_full() {
            return Ok(ControlFlow::Continue(()));
        }
        let flow = visit(&self.batch);
        self.batch.clear();
        flow
    }

    fn wrong(&self, what: &str) -> Error {
        Error::data(what).at(format!("{}:{}", self.name, self.row_line))
    }

    fn unclosed(&self, what: &str) -> Error {
        Error::data(what)
            .at(format!("{}:{}", self.name, self.quote_line))
            .found(format!("a quote opened on line {} and not closed up to line {}", self.quote_line, self.line))
            .expected("a closing quote before the next delimiter or line end")
            .hint("close the quote; inside a quoted cell, write a quote as two")
    }

    fn after_quote(&self, rest: &str) -> Error {
        let shown: String = rest.chars().take_while(|c| !matches!(c, '\n' | '\r')).take(20).collect();
        Error::data("there is text after a closing quote")
            .at(format!("{}:{}", self.name, self.line))
            .found(format!(
                "`{shown}` after the cell in column {} that a quote opened on line {}",
                column_letters(self.cells),
                self.quote_line
            ))
            .expected("a delimiter or a line end")
            .hint("inside a quoted cell, write a quote as two; or see whether an earlier quote was left open")
    }
}

/// The error for a file that has nothing to read.
pub(super) fn empty(name: &str) -> Error {
    Error::data("the file is empty")
        .named("empty-file")
        .at(name)
        .expected("at least one row")
        .hint("ask its sender for the file again")
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(|b| b == b' ' || b == b'\t')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Rows = Vec<(u64, Vec<String>)>;

    /// The rows of a text that comes in pieces of some bytes, cut where characters end.
    fn rows(text: &str, delimiter: u8, size: usize) -> Result<Rows> {
        let mut rows = Rows::new();
        let mut visit = |batch: &Batch| {
            rows.extend(batch.rows().map(|row| {
                let cells =
                    row.cells().map(|cell| if let Cell::Text(text) = cell { text.to_owned() } else { String::new() });
                (row.number, cells.collect())
            }));
            Ok(ControlFlow::Continue(()))
        };
        let mut records = Records::new("a.csv", Dialect { delimiter, quoting: true });
        let mut rest = text;
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(rest.ceil_char_boundary(size));
            assert!(records.feed(piece, &mut visit)?.is_continue());
            rest = after;
        }
        records.finish(&mut visit)?;
        Ok(rows)
    }

    fn read(text: &str) -> Rows {
        rows(text, b',', 1 << 20).unwrap()
    }

    fn row(line: u64, cells: &[&str]) -> (u64, Vec<String>) {
        (line, cells.iter().map(|c| (*c).to_owned()).collect())
    }

    #[test]
    fn empty_cells_and_ragged_rows_stay_as_they_are() {
        assert_eq!(
            read("a,\n,\n,b,c,\nd"),
            [row(1, &["a", ""]), row(2, &["", ""]), row(3, &["", "b", "c", ""]), row(4, &["d"])]
        );
        assert_eq!(read("\"\"\n\"\",x"), [row(1, &[""]), row(2, &["", "x"])]);
    }

    #[test]
    fn lines_are_counted_through_all_line_ends_and_quotes() {
        assert_eq!(read("a\n\n\nb\r\n\r\nc\r\rd"), [row(1, &["a"]), row(4, &["b"]), row(6, &["c"]), row(8, &["d"])]);
        assert_eq!(
            read("\"x\r\ny\rz\n\",1\r\nb"),
            [row(1, &["x\r\ny\rz\n", "1"]), row(5, &["b"])],
            "line breaks in quotes count and are kept"
        );
    }

    #[test]
    fn quotes() {
        assert_eq!(read("\"a \"\"b\"\" c\",\"d,e\"  ,5\" pipe\n"), [row(1, &["a \"b\" c", "d,e", "5\" pipe"])]);
        let open = rows("a\nb,\"c\nd\n", b',', 3).unwrap_err().to_string();
        assert!(
            open.starts_with("a.csv:2: the file ends inside a quoted cell\n  found: a quote opened on line 2"),
            "{open}"
        );
        let after = rows("a\n\"b\" c,d\n", b',', 3).unwrap_err().to_string();
        assert!(after.starts_with("a.csv:2: there is text after a closing quote"), "{after}");
    }

    #[test]
    fn limits() {
        let fits = "x".repeat(CELL);
        assert_eq!(rows(&format!("{fits},\"{fits}\"\n"), b',', 99_999).unwrap()[0].1[1].len(), CELL);
        for text in [format!("a\n{fits}x\n"), format!("a\n{fits}x")] {
            let long = rows(&text, b',', 99_999).unwrap_err().to_string();
            assert!(long.starts_with("a.csv:2: a cell is longer than 1 MiB"), "{long}");
        }
        let swallowed =
            rows(&format!("a\nb\n\"c\n{}", "d,e\n".repeat(CELL / 4)), b',', 99_999).unwrap_err().to_string();
        assert!(
            swallowed.starts_with("a.csv:3: a quoted cell is longer than 1 MiB\n  found: a quote opened on line 3"),
            "{swallowed}"
        );
        assert_eq!(read(&",".repeat(COLUMNS - 1))[0].1.len(), COLUMNS);
        let wide = rows(&format!("a\n{}", ",".repeat(COLUMNS)), b',', 1000).unwrap_err().to_string();
        assert!(wide.starts_with("a.csv:2: a row has too many cells\n  found: more than 16384"), "{wide}");
        let mut records = Records::new("a.csv", Dialect { delimiter: b',', quoting: true });
        let piece = format!("{fits},");
        let row = (0..65).find_map(|_| records.feed(&piece, &mut |_| Ok(ControlFlow::Continue(()))).err());
        assert!(row.unwrap().to_string().starts_with("a.csv:1: a row is longer than 64 MiB"));
    }

    #[test]
    fn a_text_without_rows_is_empty() {
        for text in ["", "\n", "\r\n\r\n"] {
            assert!(rows(text, b',', 9).unwrap_err().to_string().starts_with("a.csv: the file is empty"));
        }
    }

    proptest! {
        #[test]
        fn pieces_do_not_matter(text in "[a,;\"\r\n à]{0,60}", size in 1_usize..20) {
            let say = |r: Result<Rows>| r.map_err(|e| e.to_string().lines().next().unwrap_or_default().to_owned());
            prop_assert_eq!(say(rows(&text, b',', size)), say(rows(&text, b',', 100)));
        }
    }
}
