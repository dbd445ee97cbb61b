//! Cells of the files that offices sent, read by calamine or as plain text, and what is written in them.

use super::leaves::Found;
use calamine::{Data, Reader, open_workbook_auto};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What is written in one cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// Nothing.
    Blank,
    /// A number.
    Number(f64),
    /// A day.
    Day(Date),
    /// Anything else.
    Text(String),
}

/// The rows of one sheet.
type Sheet = Vec<Vec<Entry>>;

/// The files of one folder, each sheet read once.
pub struct Sheets {
    folder: PathBuf,
    read: HashMap<(String, String), Sheet>,
}

impl Sheets {
    /// Of the files in a folder.
    pub fn of(folder: &Path) -> Sheets {
        Sheets { folder: folder.to_owned(), read: HashMap::new() }
    }

    /// A sheet of a file; text files have one without a name.
    pub fn sheet(&mut self, file: &str, sheet: &str) -> &Sheet {
        let path = self.folder.join(file);
        let key = (file.to_owned(), sheet.to_owned());
        self.read.entry(key).or_insert_with(|| if sheet.is_empty() { text_file(&path) } else { workbook(&path, sheet) })
    }

    /// The cell at an address such as `C10`.
    pub fn cell(&mut self, file: &str, sheet: &str, address: &str) -> Entry {
        let (row, column) = place(address);
        self.sheet(file, sheet).get(row).and_then(|row| row.get(column)).cloned().unwrap_or(Entry::Blank)
    }
}

fn place(address: &str) -> (usize, usize) {
    let letters = address.trim_end_matches(|c: char| c.is_ascii_digit());
    let column = letters.bytes().fold(0, |column, letter| column * 26 + usize::from(letter - b'A') + 1);
    (address[letters.len()..].parse::<usize>().expect("a row") - 1, column - 1)
}

fn workbook(path: &Path, sheet: &str) -> Sheet {
    let mut book = open_workbook_auto(path).expect("a workbook");
    let range = book.worksheet_range(sheet).expect("the sheet");
    let (rows, columns) = range.end().map_or((0, 0), |(row, column)| (row + 1, column + 1));
    let entry = |row, column| match range.get_value((row, column)) {
        Some(Data::Float(number)) => Entry::Number(*number),
        Some(Data::Int(number)) => Entry::Number(*number as f64),
        // Days are counted from the last but one of 1899.
        Some(Data::DateTime(day)) => Entry::Day(date(1899, 12, 30) + (day.as_f64() as i64).days()),
        Some(Data::String(text)) => said(text),
        _ => Entry::Blank,
    };
    (0..rows).map(|row| (0..columns).map(|column| entry(row, column)).collect()).collect()
}

/// Text in UTF-8 or UTF-16, or in an old encoding, in which numbers and days are written as ever. Cells lie between tabs or
/// semicolons.
fn text_file(path: &Path) -> Sheet {
    let bytes = fs::read(path).expect("the file");
    let text = match bytes.strip_prefix(b"\xff\xfe") {
        Some(wide) => {
            let units: Vec<u16> = wide.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
            String::from_utf16(&units).expect("UTF-16")
        }
        None => {
            String::from_utf8(bytes).unwrap_or_else(|e| e.as_bytes().iter().map(|byte| char::from(*byte)).collect())
        }
    };
    let delimiter = if text.contains('\t') { b'\t' } else { b';' };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.records().map(|row| row.expect("a row").iter().map(said).collect()).collect()
}

fn said(text: &str) -> Entry {
    let text = text.trim();
    if text.is_empty() { Entry::Blank } else { Entry::Text(text.to_owned()) }
}

/// What offices write where they have no figure.
fn is_missing(entry: &Entry) -> bool {
    const WORDS: [&str; 5] = ["-", "...", "…", "chưa có số liệu", "đang cập nhật"];
    *entry == Entry::Blank || matches!(entry, Entry::Text(text) if WORDS.contains(&text.as_str()))
}

/// A number: dots set off thousands, a comma stands before decimals. Nothing where there is no figure.
pub fn number(entry: &Entry) -> Found<Option<f64>> {
    match entry {
        Entry::Number(number) => Ok(Some(*number)),
        Entry::Text(text) if !is_missing(entry) => {
            let plain = text.replace('.', "").replace(',', ".");
            plain.parse().map(Some).map_err(|_| format!("“{text}” is no number"))
        }
        entry if is_missing(entry) => Ok(None),
        other => Err(format!("{other:?} is no number")),
    }
}

/// `Có` or `Không`. Nothing where neither is said.
pub fn yes(entry: &Entry) -> Found<Option<bool>> {
    match entry {
        Entry::Text(text) if text == "Có" => Ok(Some(true)),
        Entry::Text(text) if text == "Không" => Ok(Some(false)),
        entry if is_missing(entry) => Ok(None),
        other => Err(format!("{other:?} is neither yes nor no")),
    }
}

/// A day, `10/11/2025` in texts. Nothing where none is said.
pub fn day(entry: &Entry) -> Found<Option<Date>> {
    match entry {
        Entry::Day(day) => Ok(Some(*day)),
        Entry::Text(text) if !is_missing(entry) => {
            Ok(Some(written(text).ok_or_else(|| format!("“{text}” is no day"))?))
        }
        entry if is_missing(entry) => Ok(None),
        other => Err(format!("{other:?} is no day")),
    }
}

fn written(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '/');
    let mut next = || parts.next()?.parse::<i16>().ok();
    let (day, month, year) = (next()?, next()?, next()?);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn texts(sheet: &Sheet) -> impl Iterator<Item = &str> {
    sheet.iter().flatten().filter_map(|entry| if let Entry::Text(text) = entry { Some(text.as_str()) } else { None })
}

/// The day that stands above the table: `... ngày 10/11/2025`.
pub fn day_of(sheet: &Sheet) -> Found<Date> {
    let ends = texts(sheet).filter_map(|text| text.rsplit_once("ngày ")).map(|(_, day)| day.trim_end_matches(')'));
    ends.filter_map(written).next().ok_or_else(|| "no day above the table".to_owned())
}

/// How many đồng one of the sheet's figures is: `ĐVT: triệu đồng`.
pub fn unit_of(sheet: &Sheet) -> f64 {
    let named =
        texts(sheet).find(|text| text.starts_with("ĐVT") || text.starts_with("Đơn vị tính")).unwrap_or_default();
    match named {
        text if text.contains("triệu") => 1e6,
        text if text.contains("nghìn") || text.contains("ngàn") => 1e3,
        _ => 1.0,
    }
}
