//! Text files of any size: CSV, TSV and what offices call so, in the encodings that they still have.
//!
//! [`TextFile::open`] looks at the first 64 KiB: encoding, delimiter, quoting. [`TextFile::read`] then streams the records
//! through three steps, with memory that does not grow with the file: bytes to text (`decode`), text to cells (`records`),
//! cells in batches to whoever asked.

mod decide;
mod decode;
mod detect;
mod dialect;
mod encoding;
mod fault;
mod marks;
mod options;
mod records;
mod syllable;
mod tcvn3;
mod viscii;

#[cfg(test)]
mod tests;

pub use encoding::Encoding;
pub use options::TextOptions;

use super::remark::Remark;
use crate::error::{Error, Result};
use crate::sources::Batch;
use decode::Decoder;
use dialect::Dialect;
use records::Records;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::Path;
use tcvn3::High;

/// An open text file of which encoding, delimiter and quoting are known.
///
/// ```
/// use milepost::sources::Cell;
/// use milepost::sources::text::{Encoding, TextFile, TextOptions};
/// use std::ops::ControlFlow;
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("a.csv");
/// std::fs::write(&path, "Xã;Tỷ lệ\n\nAn Hòa;22,92\n")?;
/// let mut file = TextFile::open(&path, "a.csv", &TextOptions::default())?;
/// assert_eq!((file.encoding(), file.delimiter()), (Encoding::Utf8, b';'));
/// let mut lines = Vec::new();
/// file.read(&mut |batch| {
///     lines.extend(batch.rows().map(|row| row.number));
///     assert_eq!(batch.row(1).cell(1), Cell::Text("22,92"));
///     Ok(ControlFlow::Continue(()))
/// })?;
/// assert_eq!(lines, [1, 3]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct TextFile {
    file: File,
    name: String,
    encoding: Encoding,
    /// Length of the byte order mark.
    begin: u64,
    high: High,
    dialect: Dialect,
    remarks: Vec<Remark>,
}

/// Bytes that are looked at before reading.
const HEAD: usize = 64 << 10;
/// Bytes that are read at a time: they and their text stay in a core's own cache.
const BLOCK: usize = 128 << 10;

impl TextFile {
    /// Opens the file and looks at its first 64 KiB. `name` is how messages call it.
    ///
    /// # Errors
    /// A file that cannot be read, is empty, is binary, is not what is declared, or of which the encoding cannot be told.
    pub fn open(path: &Path, name: &str, options: &TextOptions) -> Result<TextFile> {
        if let Some(delimiter) = options.delimiter.filter(|d| !dialect::is_delimiter(*d)) {
            return Err(Error::data("this cannot be a delimiter")
                .at(name)
                .found(delimiter.escape_ascii().to_string())
                .expected("a comma, a semicolon, a tab, a vertical bar or another punctuation mark of ASCII"));
        }
        let cannot = |e: std::io::Error| Error::system(format!("cannot read the file: {e}")).at(name);
        let mut file = File::open(path).map_err(cannot)?;
        let mut head = Vec::new();
        (&mut file).take(HEAD as u64).read_to_end(&mut head).map_err(cannot)?;
        let whole = head.len() < HEAD;
        let mark = detect::byte_order_mark(&head);
        let begin = mark.map_or(0, |(_, length)| length);
        let text = &head[begin..];
        if text.is_empty() {
            return Err(records::empty(name));
        }
        let mut opened = TextFile {
            file,
            name: name.to_owned(),
            encoding: Encoding::Utf8,
            begin: begin as u64,
            high: High::of(text),
            dialect: Dialect { delimiter: b',', quoting: true },
            remarks: Vec::new(),
        };
        opened.decide_encoding(text, whole, mark.map(|(encoding, _)| encoding), options.encoding)?;
        opened.decide_dialect(text, whole, options.delimiter)?;
        Ok(opened)
    }

    /// How its characters are written.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// The byte between cells; a comma where there is only one column.
    pub fn delimiter(&self) -> u8 {
        self.dialect.delimiter
    }

    /// What was detected rather than declared and is not the plain case:
    ///
    /// | code | found |
    /// |---|---|
    /// | `bom` | the encoding that the byte order mark names, where it was not declared |
    /// | `encoding-detected` | the encoding, where it is seen from the text |
    /// | `encoding-doubtful` | the encoding that the text looks like, where another one is declared |
    /// | `tcvn3-high` | `capitals` or `typographic marks`: how the bytes 0x80 to 0x9F of TCVN 5712 are read |
    /// | `delimiter-detected` | the delimiter, where it is not a comma |
    /// | `delimiter-doubtful` | another delimiter that would do nearly as well; `decimal comma` where all commas stand between digits |
    /// | `quotes-literal` | `"`: quotes are characters like others |
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    /// Reads all records from the beginning. `visit` gets them in batches, in a buffer that is used again after each call,
    /// and may stop early.
    ///
    /// A row has the cells that its line has, and its number is the line on which it begins. A line without any character
    /// is no row.
    ///
    /// # Errors
    /// What `visit` refuses; bytes that mean nothing in the encoding or are NUL; a cell of more than 1 MiB, a row of more
    /// than 16,384 cells or 64 MiB; a quote that is not closed, or has text after its closing one; a file without a row.
    pub fn read(&mut self, visit: &mut dyn FnMut(&Batch) -> Result<ControlFlow<()>>) -> Result<()> {
        self.seek(self.begin)?;
        let name = self.name.clone();
        let mut decoder = Decoder::new(self.encoding, self.high, self.begin);
        let mut records = Records::new(&name, self.dialect);
        let (mut block, mut text) = (vec![0; BLOCK], String::new());
        // Bytes at the beginning of the block that were left from the one before, and where in the file it begins.
        let (mut kept, mut offset) = (0, self.begin);
        loop {
            let filled = kept + self.fill(&mut block[kept..])?;
            let (bytes, last) = (&block[..filled], filled < BLOCK);
            if let Some(at) = self.nul(bytes) {
                return self.binary(offset + at as u64);
            }
            text.clear();
            let used = match decoder.decode(bytes, last, &mut text) {
                Ok(used) => used,
                Err(fault) => return self.fault(&fault),
            };
            if records.feed(&text, visit)?.is_break() {
                return Ok(());
            }
            if last {
                return records.finish(visit);
            }
            block.copy_within(used..filled, 0);
            (kept, offset) = (filled - used, offset + used as u64);
        }
    }

    /// Reads until the buffer is full or the file ends.
    fn fill(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let mut filled = 0;
        while filled < buffer.len() {
            match self.file.read(&mut buffer[filled..]) {
                Ok(0) => break,
                Ok(n) => filled += n,
                Err(e) if e.kind() == std::io::ErrorKind::Interrupted => {}
                Err(e) => return Err(Error::system(format!("cannot read the file: {e}")).at(&*self.name)),
            }
        }
        Ok(filled)
    }

    fn seek(&mut self, to: u64) -> Result<()> {
        let sought = self.file.seek(SeekFrom::Start(to));
        sought.map(drop).map_err(|e| Error::system(format!("cannot read the file again: {e}")).at(&*self.name))
    }

    /// Where the bytes, which begin at a whole unit, hold a NUL character.
    fn nul(&self, bytes: &[u8]) -> Option<usize> {
        match self.encoding.unit() {
            1 => bytes.contains(&0).then(|| bytes.iter().position(|b| *b == 0))?,
            unit => bytes.chunks_exact(unit).position(|pair| pair == [0, 0]).map(|n| n * unit),
        }
    }
}
