//! Hostile texts stay text, numbers stay numbers, the same figures give the same bytes.

use super::contents::Contents;
use super::*;
use crate::store::{Cell, ResultTable};
use calamine::{Data, Reader, Xlsx};
use jiff::civil::date;
use std::io::Cursor;

const HOSTILE: [&str; 8] = [
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "<script>alert(1)</script>",
    "\u{202e}txt.exe",
    "a\u{1}b\tc\nd",
    "{=1+1}",
];

fn book(rows: Vec<Vec<Cell>>) -> Vec<u8> {
    let columns = ["Tên", "Giá trị", "Ngày", "Năm [year]"].map(str::to_owned).to_vec();
    let contents =
        Contents { name: "a".into(), title: "=1+1".into(), table: ResultTable { columns, rows }, drawn: None };
    let about = About { project: "=HYPERLINK(\"x\")", as_of: date(2026, 1, 15), language: Language::Vi, mark: None };
    let mut book = Workbook::new();
    let day = ExcelDateTime::from_ymd(2026, 1, 15).expect("a day");
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    sheet::write(book.add_worksheet(), "Sheet1", &contents, &about, &Look::new(Language::Vi)).expect("written");
    book.save_to_buffer().expect("saved")
}

#[test]
fn hostile_texts_come_out_as_text() {
    let long = "x".repeat(40_000);
    let row = |text: &str| {
        vec![Cell::Text(text.to_owned()), Cell::Float(88.5), Cell::Date(date(2025, 12, 28)), Cell::Integer(2030)]
    };
    let mut rows: Vec<Vec<Cell>> = HOSTILE.iter().map(|text| row(text)).collect();
    rows.push(row(&long));
    rows.push(vec![Cell::Missing; 4]);
    let bytes = book(rows.clone());
    assert_eq!(bytes, book(rows), "the same bytes again");
    let mut read = Xlsx::new(Cursor::new(&bytes)).expect("a workbook");
    assert!(read.worksheet_formula("Sheet1").expect("the sheet").is_empty(), "no formula");
    let cells = read.worksheet_range("Sheet1").expect("the sheet");
    let at = |row, column| cells.get_value((row, column)).cloned().unwrap_or(Data::Empty);
    assert_eq!(at(0, 0), Data::String("=1+1".into()));
    for (line, text) in (4..).zip(HOSTILE) {
        let Data::String(found) = at(line, 0) else { panic!("{text:?} is {:?}", at(line, 0)) };
        assert!(!found.contains('\u{202e}'), "{found:?}");
        assert_eq!(at(line, 1), Data::Float(88.5));
        assert_eq!(at(line, 3), Data::Float(2030.0));
        assert!(matches!(at(line, 2), Data::DateTime(_)), "{:?}", at(line, 2));
    }
    let Data::String(cut) = at(12, 0) else { panic!("a text") };
    assert!(cut.chars().count() == 32_767 && cut.ends_with("đủ là 40000 ký tự)"), "{}", cut.len());
    assert_eq!(at(13, 1), Data::Empty, "missing is never zero");
}
