//! The merged ranges of an XLSX sheet, which stand after all its cells.

use crate::error::Result;
use crate::sources::workbook::guard;
use crate::sources::workbook::package::damaged;
use crate::sources::workbook::xml::attributes;
use crate::sources::workbook::{Merge, reference};
use memchr::{memchr, memmem};
use std::io::Read;

/// A tag of one range begins so, with or without a prefix before it.
const TAG: &[u8] = b"mergeCell ";
/// Longest prefix, and longest tag.
const PREFIX: usize = 32;
const LONGEST: usize = 1024;

/// Unpacks a sheet and takes the merged ranges out of its bytes. The million cells before them are not parsed, which takes
/// a third of the time that reading them does.
///
/// # Errors
/// The part cannot be unpacked, or a range is malformed.
pub fn read<R: Read>(mut part: R, place: String) -> Result<Vec<Merge>> {
    let finder = memmem::Finder::new(TAG);
    let mut buffer = vec![0; 1 << 16];
    let mut merges = Vec::new();
    let mut kept = 0;
    loop {
        let n = part.read(&mut buffer[kept..]).map_err(|e| damaged(&place, &e.to_string()))?;
        if n == 0 {
            return Ok(merges);
        }
        let filled = &buffer[..kept + n];
        // What is needed again once more bytes are there: a tag cut in two.
        let mut needed = filled.len().saturating_sub(PREFIX + TAG.len());
        for at in finder.find_iter(filled) {
            let Some(start) = tag_start(&filled[..at]) else { continue };
            let rest = &filled[at + TAG.len()..];
            match memchr(b'>', rest) {
                Some(end) => {
                    needed = needed.max(at + TAG.len() + end);
                    let raw = &rest[..end];
                    let wrong = || damaged(&place, &format!("<mergeCell {}>", String::from_utf8_lossy(raw)));
                    merges.push(range(raw).ok_or_else(wrong)?);
                }
                None if rest.len() > LONGEST => return Err(damaged(&place, "a merged range without end")),
                None => needed = start,
            }
            if merges.len() > guard::MERGES {
                return Err(damaged(&place, &format!("more than {} merged ranges", guard::MERGES)));
            }
        }
        let end = filled.len();
        buffer.copy_within(needed..end, 0);
        kept = end - needed;
    }
}

/// Where the tag begins whose name was found: at a `<`, or at `<` and a prefix. In text there is no `<`.
fn tag_start(before: &[u8]) -> Option<usize> {
    let first = before.len().saturating_sub(PREFIX);
    let open = first + before[first..].iter().rposition(|b| *b == b'<')?;
    let prefix = &before[open + 1..];
    let is_prefix = prefix.ends_with(b":") && prefix.iter().all(|b| b.is_ascii_alphanumeric() || *b == b':');
    (prefix.is_empty() || is_prefix).then_some(open)
}

fn range(raw: &[u8]) -> Option<Merge> {
    let (_, range) = attributes(raw).find(|(name, _)| *name == b"ref")?;
    let range = std::str::from_utf8(range).ok()?;
    let (first, last) = range.split_once(':').unwrap_or((range, range));
    let (first, last) = (reference(first.as_bytes())?, reference(last.as_bytes())?);
    Some(Merge {
        first_row: first.0.min(last.0),
        first_column: first.1.min(last.1),
        last_row: first.0.max(last.0),
        last_column: first.1.max(last.1),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives a few bytes at a time, so that every tag is cut somewhere.
    struct Drops<'a>(&'a [u8], usize);

    impl Read for Drops<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let n = self.1.min(self.0.len()).min(buffer.len());
            buffer[..n].copy_from_slice(&self.0[..n]);
            self.0 = &self.0[n..];
            Ok(n)
        }
    }

    #[test]
    fn ranges_are_found_wherever_the_bytes_are_cut() {
        let text = format!("<sheetData>{}</sheetData>", "<c><is><t>mergeCell ref=\"A1:B2\"</t></is></c>".repeat(40));
        let xml = format!(
            "<x:worksheet>{text}<x:mergeCells count='2'><x:mergeCell ref='A1:C1'/><mergeCell uid=\"1\" ref=\"AA10:Z3\" /></x:mergeCells>"
        );
        let merge = |a, b, c, d| Merge { first_row: a, first_column: b, last_row: c, last_column: d };
        for size in 1..200 {
            let merges = read(Drops(xml.as_bytes(), size), String::new()).unwrap();
            assert_eq!(merges, [merge(1, 0, 1, 2), merge(3, 25, 10, 26)], "{size}");
        }
        assert!(read("<mergeCell ref='A:C'/>".as_bytes(), String::new()).is_err());
    }
}
