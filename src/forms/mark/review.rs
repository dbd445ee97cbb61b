//! The list of marks: a sheet of its own at the end of the workbook, with a link to each cell.

use super::package::Package;
use super::relations::{DECLARATION, append_child, clear, declare, namespace, relate};
use super::styles::Review;
use super::xml::escape;
use super::{MOST_COMMENTS, MOST_LISTED, Mark, REVIEW_SHEET, short};
use crate::error::Result;
use crate::forms::look;

/// Titles of the columns and their widths.
pub const COLUMNS: [(&str, f64); 7] = [
    ("STT", 6.0),
    ("Mức độ", 12.0),
    ("Trang tính", 18.0),
    ("Ô", 9.0),
    ("Đang ghi", 28.0),
    ("Vấn đề", 44.0),
    ("Cần làm", 44.0),
];

/// Row of the titles, counted from 1.
pub const HEADER_ROW: usize = 5;

/// The lines above the list.
pub fn head(marks: &[Mark], note: &str) -> [String; 3] {
    let severe = marks.iter().filter(|m| m.severe).count();
    let mut about =
        "Sửa ngay trên các trang tính của biểu rồi gửi lại tệp này; không cần xóa màu, ghi chú và trang này."
            .to_owned();
    if marks.len() > MOST_COMMENTS {
        about.push_str(&format!(" Chỉ {MOST_COMMENTS} ô đầu có ghi chú."));
    }
    if marks.len() > MOST_LISTED {
        about.push_str(&format!(" Chỉ {MOST_LISTED} dòng đầu được liệt kê."));
    }
    [
        format!("CẦN XEM LẠI: {} chỗ phải sửa (tô đỏ), {} chỗ cần xem lại (tô vàng)", severe, marks.len() - severe),
        about,
        note.to_owned(),
    ]
}

/// The cells of a line, without its number.
pub fn line(mark: &Mark) -> [String; 6] {
    [
        if mark.severe { "Phải sửa" } else { "Xem lại" }.to_owned(),
        mark.sheet.clone(),
        mark.address(),
        short(&mark.found),
        sentence(&mark.wrong),
        sentence(&mark.to_do),
    ]
}

/// Begins with a capital.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Height of a line in points: not every program fits rows to their text when it opens a workbook.
pub fn height(line: &[String; 6]) -> f64 {
    let lines = line.iter().zip(&COLUMNS[1..]).map(|(text, (_, width))| look::lines(text, *width)).max().unwrap_or(1);
    f64::from(lines.min(20)) * 15.0 + 2.0
}

/// The address of a cell as links write it: `'Hồ sơ'!C17`.
pub fn location(mark: &Mark) -> String {
    let cell = if mark.cell.is_some() { mark.address() } else { "A1".to_owned() };
    format!("'{}'!{cell}", mark.sheet.replace('\'', "''"))
}

/// Links that a sheet may have.
pub const MOST_LINKS: usize = 65_000;

/// Writes the list into a kept workbook. `sheets` are the names of its sheets, `known` is the part of the list that an
/// earlier return has left in it.
pub fn write(
    package: &mut Package,
    workbook: &str,
    main: &str,
    sheets: &[String],
    known: Option<&str>,
    marks: &[Mark],
    style: Review,
) -> Result<()> {
    let text = sheet(main, sheets, marks, style);
    if let Some(part) = known {
        clear(package, part)?;
        package.put(part, text);
        return Ok(());
    }
    let part = package.free("xl/worksheets/review", "xml");
    declare(package, &part, "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml")?;
    package.put(&part, text);
    let id = relate(package, workbook, main, "worksheet", &part)?;
    let text = package.text(workbook)?;
    let taken = |n: &u32| text.contains(&format!("sheetId=\"{n}\"")) || text.contains(&format!("sheetId='{n}'"));
    let number = (1..).find(|n| !taken(n)).unwrap_or(1);
    append_child(package, workbook, "sheets", |p| {
        format!(
            "<{p}sheet xmlns:r=\"{}\" name=\"{}\" sheetId=\"{number}\" r:id=\"{id}\"/>",
            namespace(main),
            escape(REVIEW_SHEET)
        )
    })
}

fn sheet(main: &str, sheets: &[String], marks: &[Mark], style: Review) -> String {
    let cell = |column: usize, row: usize, style: u32, text: &str| {
        let letter = char::from(b'A' + column as u8);
        if text.is_empty() {
            return format!("<c r=\"{letter}{row}\" s=\"{style}\"/>");
        }
        let text = escape(text);
        format!(
            "<c r=\"{letter}{row}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
        )
    };
    let columns = COLUMNS
        .iter()
        .zip(1..)
        .map(|((_, width), n)| format!("<col min=\"{n}\" max=\"{n}\" width=\"{width}\" customWidth=\"1\"/>"));
    let mut rows = String::new();
    for (text, row) in head(marks, "").iter().zip(1..) {
        let (style, height) = if row == 1 { (style.title, 22) } else { (style.line, 16) };
        rows.push_str(&format!(
            "<row r=\"{row}\" ht=\"{height}\" customHeight=\"1\">{}</row>",
            cell(0, row, style, text)
        ));
    }
    let titles: String = COLUMNS.iter().enumerate().map(|(i, (t, _))| cell(i, HEADER_ROW, style.header, t)).collect();
    rows.push_str(&format!("<row r=\"{HEADER_ROW}\" ht=\"20\" customHeight=\"1\">{titles}</row>"));
    let mut links = String::new();
    for (mark, i) in marks.iter().take(MOST_LISTED).zip(1..) {
        let row = HEADER_ROW + i;
        let linked = i <= MOST_LINKS && sheets.contains(&mark.sheet) && mark.cell.is_some();
        let mut cells = format!("<c r=\"A{row}\" s=\"{}\"><v>{i}</v></c>", style.text);
        let line = line(mark);
        for (text, column) in line.iter().zip(1..) {
            let style = match column {
                1 if mark.severe => style.severe,
                1 => style.note,
                3 if linked => style.link,
                _ => style.text,
            };
            cells.push_str(&cell(column, row, style, text));
        }
        if linked {
            let (location, address) = (escape(&location(mark)), mark.address());
            links.push_str(&format!("<hyperlink ref=\"D{row}\" location=\"{location}\" display=\"{address}\"/>"));
        }
        rows.push_str(&format!("<row r=\"{row}\" ht=\"{}\" customHeight=\"1\">{cells}</row>", height(&line)));
    }
    if !links.is_empty() {
        links = format!("<hyperlinks>{links}</hyperlinks>");
    }
    let below = HEADER_ROW + 1;
    format!(
        "{DECLARATION}<worksheet xmlns=\"{main}\"><sheetPr><tabColor rgb=\"FFC00000\"/><pageSetUpPr fitToPage=\"1\"/>\
         </sheetPr><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"{HEADER_ROW}\" topLeftCell=\"A{below}\" \
         activePane=\"bottomLeft\" state=\"frozen\"/><selection pane=\"bottomLeft\" activeCell=\"A{below}\" \
         sqref=\"A{below}\"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>{}</cols>\
         <sheetData>{rows}</sheetData>{links}<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" \
         header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>",
        columns.collect::<String>()
    )
}
