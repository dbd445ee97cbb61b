//! The text of a document that figures were taken from, to be looked up by line.

use crate::error::{Error, Result};
use crate::language::nfc;
use std::path::{Path, PathBuf};

/// A document's lines, each in NFC with single spaces and without mark-up.
#[derive(Debug)]
pub struct Document {
    lines: Vec<String>,
}

impl Document {
    /// Opens `file` in the first of `folders` that has it.
    ///
    /// # Errors
    /// No folder has it, or it is not UTF-8.
    pub fn open(folders: &[PathBuf], file: &str) -> Result<(Document, Vec<u8>)> {
        let path: PathBuf = folders.iter().map(|f| f.join(file)).find(|p| p.is_file()).ok_or_else(|| {
            let places: Vec<_> = folders.iter().map(|f| f.display().to_string()).collect();
            Error::data(format!("document {file} is in none of: {}", places.join(", ")))
        })?;
        Self::read(&path)
    }

    fn read(path: &Path) -> Result<(Document, Vec<u8>)> {
        let bytes = std::fs::read(path)?;
        let text =
            std::str::from_utf8(&bytes).map_err(|e| Error::data(e.to_string()).at(path.display().to_string()))?;
        Ok((Document { lines: text.split('\n').map(plain).collect() }, bytes))
    }

    /// Do all the pieces of `printed` (separated by ` … `) stand in these lines, in this order?
    pub fn holds(&self, first: usize, last: usize, printed: &str) -> bool {
        let Some(lines) = self.lines.get(first - 1..last) else { return false };
        let text = lines.iter().filter(|l| !l.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ");
        let mut rest = text.as_str();
        plain(printed).split(" … ").all(|piece| match rest.find(piece) {
            Some(at) => {
                rest = &rest[at + piece.len()..];
                true
            }
            None => false,
        })
    }
}

/// NFC, single spaces, and the LaTeX of one source (`$\geq 95\%$`) as it is read: `≥ 95%`.
fn plain(line: &str) -> String {
    let line = nfc(line).replace("$\\geq ", "≥ ").replace("\\%$", "%");
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_pieces_in_order_across_lines() {
        let document = Document {
            lines: ["Có $\\geq 95\\%$  hồ sơ", "", "đạt 941 trên", "1.065 TTHC"].map(plain).to_vec(),
        };
        assert!(document.holds(1, 1, "≥ 95% hồ sơ"));
        assert!(document.holds(3, 4, "941 … 1.065"));
        assert!(!document.holds(3, 4, "1.065 … 941"));
        assert!(!document.holds(3, 3, "1.065"));
        assert!(!document.holds(3, 9, "941"));
    }
}
