//! What is wrong with the bytes of a text file, said with line and byte.
//!
//! Both are counted only when they are needed, by reading the file up to the place again.

use super::decode::{Fault, lossy};
use super::{BLOCK, Encoding, TextFile};
use crate::error::{Error, Result};

impl TextFile {
    fn place(&mut self, offset: u64) -> Result<String> {
        self.seek(self.begin)?;
        let unit = self.encoding.unit();
        let (mut line, mut line_start, mut at, mut after_cr) = (1, self.begin, self.begin, false);
        let mut block = vec![0; BLOCK];
        while at < offset {
            let filled = self.fill(&mut block)?;
            if filled == 0 {
                break;
            }
            for character in block[..filled].chunks(unit) {
                if at >= offset {
                    break;
                }
                at += unit as u64;
                let character = match (self.encoding, character) {
                    (Encoding::Utf16Be, [0, low]) | (Encoding::Utf16Le, [low, 0]) => *low,
                    (_, [one]) => *one,
                    _ => 0,
                };
                if character == b'\r' || character == b'\n' {
                    line += u64::from(!(character == b'\n' && after_cr));
                    line_start = at;
                }
                after_cr = character == b'\r';
            }
        }
        Ok(format!("{}:{line}, byte {}", self.name, offset.saturating_sub(line_start) + 1))
    }

    pub(super) fn binary<T>(&mut self, offset: u64) -> Result<T> {
        Err(Error::data("this looks like a binary file")
            .named("mislabelled")
            .at(self.place(offset)?)
            .found("a NUL character")
            .expected(format!("text in {}", self.encoding))
            .hint("see which program wrote the file, and save it from there as CSV UTF-8"))
    }

    pub(super) fn fault<T>(&mut self, fault: &Fault) -> Result<T> {
        let encoding = self.encoding;
        let bytes: Vec<String> = fault.bytes.iter().map(|b| format!("0x{b:02X}")).collect();
        let found = format!("byte{} {}", if bytes.len() == 1 { "" } else { "s" }, bytes.join(" "));
        let place = self.place(fault.offset)?;
        let error = if fault.cut {
            Error::data("the file ends inside a character")
                .hint("it may have been cut off: ask its sender for it again")
        } else if encoding == Encoding::Tcvn3 {
            Error::data(format!("the file is not {encoding}, or not only"))
                .hint("it may be a capital of the full table or a quote that Word wrote: save the file as CSV UTF-8")
        } else if encoding == Encoding::Utf8 {
            Error::data("the file is not UTF-8").hint("save the file as CSV UTF-8, or declare `encoding` in the recipe")
        } else {
            Error::data(format!("the file is not {encoding}")).hint("correct `encoding` in the recipe")
        };
        Err(error.at(place).found(found).expected(format!("text in {encoding}")))
    }

    pub(super) fn contradicted(&self, declared: Encoding, found: String) -> Error {
        Error::data(format!("the file is not {declared}, which is declared"))
            .at(&*self.name)
            .found(found)
            .expected(format!("text in {declared}"))
            .hint("correct `encoding` in the recipe, or remove it so that it is detected")
    }

    /// Shows the first word that depends on the encoding as each of them reads it, so that a person can choose.
    pub(super) fn unclear(&mut self, text: &[u8]) -> Error {
        let is_high = |b: &u8| !b.is_ascii();
        let first = text.iter().position(is_high).unwrap_or(0);
        let inside = |b: &u8| b.is_ascii_alphanumeric() || is_high(b);
        let start = text[..first].iter().rposition(|b| !inside(b)).map_or(0, |at| at + 1);
        let end = text[first..].iter().position(|b| !inside(b)).map_or(text.len(), |n| first + n);
        let word = &text[start..end.min(start + 40)];
        let shown: Vec<String> = Encoding::ALL
            .into_iter()
            .filter(|e| e.is_single_byte())
            .map(|e| format!("`{}` in {e}", lossy(e, self.high, word)))
            .collect();
        let place = self.place(self.begin + first as u64).unwrap_or_else(|_| self.name.clone());
        Error::data("the encoding of the file cannot be told")
            .named("encoding-unknown")
            .at(place)
            .found(format!("a word that would be {}", shown.join(", ")))
            .expected("UTF-8, or enough Vietnamese text to tell the old encodings apart")
            .hint("declare `encoding` in the recipe, or save the file as CSV UTF-8")
    }
}
