//! CSV: comma-separated, UTF-8, header first.

use super::{Sheet, SheetRow};
use crate::error::{Error, Result};

/// Reads CSV bytes; every row knows the line it begins on.
pub fn read(bytes: &[u8], name: &str) -> Result<Sheet> {
    let text = std::str::from_utf8(bytes).map_err(|e| {
        let line = bytes[..e.valid_up_to()].iter().filter(|&&b| b == b'\n').count() + 1;
        let start = bytes[..e.valid_up_to()].iter().rposition(|&b| b == b'\n').map_or(0, |p| p + 1);
        Error::data("the file is not UTF-8")
            .at(format!("{name}:{line}, byte {}", e.valid_up_to() - start + 1))
            .found(format!("byte 0x{:02X}", bytes[e.valid_up_to()]))
            .expected("text in UTF-8")
            .hint("save the file as CSV UTF-8")
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(text.as_bytes());
    let mut records = reader.records();
    let wrong = |e: csv::Error| Error::data(format!("not a CSV file: {e}")).at(name);
    let Some(header) = records.next() else {
        return Err(Error::data("the file is empty").at(name).expected("a header row"));
    };
    let header: Vec<String> = header.map_err(wrong)?.iter().map(|c| c.trim().to_owned()).collect();
    if let Some(mark) = other_mark(&header) {
        return Err(Error::data(format!("the cells are parted by {mark}, not by commas"))
            .at(format!("{name}:1"))
            .found(header.join(","))
            .expected("commas between cells, and a point in decimals")
            .hint("give the workbook (.xlsx) itself, or save it again as CSV with a comma as the list separator"));
    }
    let mut rows = Vec::new();
    for record in records {
        let record = record.map_err(wrong)?;
        let address = format!("{name}:{}", line_of(text, record.position().map_or(0, csv::Position::byte)));
        if record.len() != header.len() {
            return Err(Error::data("the row has another number of cells than the header")
                .at(address)
                .found(format!("{} cells", record.len()))
                .expected(format!("{} cells: {}", header.len(), header.join(", ")))
                .hint("quote a cell that contains a comma"));
        }
        rows.push(SheetRow { address, cells: record.iter().map(str::to_owned).collect() });
    }
    Ok(Sheet { header, rows })
}

/// What parts the cells of a header that is but one cell by commas; a spreadsheet set to Vietnamese writes semicolons.
fn other_mark(header: &[String]) -> Option<&'static str> {
    match header {
        [one] if one.contains(';') => Some("semicolons"),
        [one] if one.contains('\t') => Some("tabs"),
        _ => None,
    }
}

/// The line on which the record at a byte begins: line ends and blank lines before it are not yet part of it.
fn line_of(text: &str, byte: u64) -> usize {
    let before = usize::try_from(byte).unwrap_or(usize::MAX).min(text.len());
    let skipped = text.as_bytes()[before..].iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
    text.as_bytes()[..before + skipped].iter().filter(|&&b| b == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_line_of_what_is_wrong() {
        assert!(read(b"", "a.csv").unwrap_err().to_string().starts_with("a.csv: the file is empty"));
        let latin = read(b"name\nT\xf4\n", "a.csv").unwrap_err().to_string();
        assert!(latin.starts_with("a.csv:2, byte 2: the file is not UTF-8\n  found: byte 0xF4"), "{latin}");
        let short = read(b"a,b\n1,2\n3\n", "a.csv").unwrap_err().to_string();
        assert!(short.starts_with("a.csv:3: the row has another number of cells"), "{short}");
    }

    /// Whatever stands below such a header, decimal commas too, the header says what is wrong.
    #[test]
    fn semicolons_and_tabs_are_named_with_a_way_out() {
        let error = read(b"\xef\xbb\xbfname;year;value\nA;2020;1,5\n", "a.csv").unwrap_err().to_string();
        assert_eq!(
            error,
            "a.csv:1: the cells are parted by semicolons, not by commas\n  found: name;year;value\n  \
             expected: commas between cells, and a point in decimals\n  \
             what to do: give the workbook (.xlsx) itself, or save it again as CSV with a comma as the list separator"
        );
        let error = read(b"name\tyear\nA\t2020\n", "a.csv").unwrap_err().to_string();
        assert!(error.starts_with("a.csv:1: the cells are parted by tabs"), "{error}");
        assert_eq!(read(b"only\na;b\n", "a.csv").unwrap().rows[0].cells, ["a;b"]);
        assert_eq!(read(b"a;b,c\n1,2\n", "a.csv").unwrap().header, ["a;b", "c"]);
    }

    #[test]
    fn a_quoted_line_break_does_not_shift_addresses() {
        let sheet = read("\u{feff}a,b\n\"x\ny\",1\nz,2\n".as_bytes(), "a.csv").unwrap();
        assert_eq!(sheet.header, ["a", "b"]);
        assert_eq!(sheet.rows[1].address, "a.csv:4");
    }

    #[test]
    fn line_ends_of_windows_and_blank_lines_do_not_shift_addresses() {
        let sheet = read("a,b\r\nx,1\r\n\r\n\r\ny,2\r\n".as_bytes(), "a.csv").unwrap();
        let addresses: Vec<&str> = sheet.rows.iter().map(|r| r.address.as_str()).collect();
        assert_eq!(addresses, ["a.csv:2", "a.csv:5"]);
    }
}
