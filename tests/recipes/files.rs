//! Workbooks, text in old encodings, Parquet and JSON: one form in every kind of file.

use super::{column, counted, numbers, recipe, task, tasks, text};
use crate::office::{Office, edit_part};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

#[test]
fn workbooks_say_more_than_text() {
    let columns = [
        task(),
        column("rate", &["Tỷ lệ"], "percent", ""),
        column("on_day", &["Ngày"], "day", ""),
        column("n", &["Số"], "count", ""),
        column("ok", &["Đạt"], "flag", ""),
    ];
    let office = Office::with(&recipe("t", "key = [\"task\"]", &columns));
    let percent = Format::new().set_num_format("0.00%");
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Số liệu").expect("a name");
    text(sheet, 0, &["Nhiệm vụ", "Tỷ lệ", "Ngày", "Số", "Đạt"]);
    for (row, task) in (1..).zip(["A", "B", "C", "D", "E", "F"]) {
        text(sheet, row, &[task]);
    }
    let on = ExcelDateTime::from_ymd(2025, 12, 28).expect("a day");
    sheet.write_number_with_format(1, 1, 0.52, &percent).expect("written");
    sheet.write_datetime_with_format(1, 2, &on, &day).expect("written");
    sheet.write_number(1, 3, 12.0).expect("written").write_boolean(1, 4, true).expect("written");
    sheet.write_number(2, 1, 95.4).expect("written").write_string(2, 2, "28/12/2025").expect("written");
    sheet.write_string(2, 3, "1.234").expect("written").write_string(2, 4, "Không").expect("written");
    sheet.write_number(3, 1, 0.52).expect("written");
    sheet.write_formula(4, 3, Formula::new("=1/0").set_result("#DIV/0!")).expect("written");
    sheet.write_datetime_with_format(5, 3, &on, &day).expect("written");
    sheet.write_number(6, 3, 12.5).expect("written");
    let hidden = book.add_worksheet().set_name("Nháp").expect("a name");
    text(hidden, 0, &["Nhiệm vụ", "Số"]);
    text(hidden, 1, &["Z"]);
    hidden.set_hidden(true);
    office.send("a.xlsx", book.save_to_buffer().expect("a workbook"));
    assert_eq!(
        office.lines("SELECT task, rate::DOUBLE, on_day, n, ok FROM t ORDER BY task"),
        ["A|52|2025-12-28|12|true", "B|95.4|2025-12-28|1234|false"]
    );
    let mut found = office.troubles();
    found.sort();
    assert_eq!(found.len(), 5, "{found:?}");
    assert!(found.contains(&"hidden-sheet ?".to_owned()), "{found:?}");
    for (code, cell) in [("fraction-or-percent", "B4"), ("error-cell", "D5"), ("day-among-figures", "D6")] {
        assert!(found.iter().any(|t| t.starts_with(&format!("{code} {cell}"))), "{code} {cell}: {found:?}");
    }
    assert!(found.iter().any(|t| t.contains(" D7 ")), "half a dossier: {found:?}");
}

/// The days of a workbook that counts from 1904: with a day's format and without.
#[test]
fn days_of_the_1904_epoch() {
    let office = Office::with(&recipe("t", "key = [\"task\"]", &[task(), column("on_day", &["Ngày"], "day", "")]));
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    text(sheet, 0, &["Nhiệm vụ", "Ngày"]);
    text(sheet, 1, &["A"]);
    text(sheet, 2, &["B"]);
    sheet.write_number_with_format(1, 1, 44_557.0, &Format::new().set_num_format("dd/mm/yyyy")).expect("written");
    sheet.write_number(2, 1, 44_557.0).expect("written");
    office.write("in/a.xlsx", book.save_to_buffer().expect("a workbook"));
    edit_part(&office.path("in/a.xlsx"), "xl/workbook.xml", |xml| {
        assert!(xml.contains("<workbookPr"));
        xml.replacen("<workbookPr", "<workbookPr date1904=\"1\"", 1)
    });
    office.ingest(&["in/a.xlsx"]);
    let days = office.lines("SELECT task, on_day FROM t ORDER BY task");
    assert_eq!(days[0], "A|2025-12-28");
    // A bare number has no epoch of its own: it is that of its workbook, or it is not a day.
    assert!(days.len() == 1 || days[1] == "B|2025-12-28", "{days:?}");
}

#[test]
fn several_sheets_of_one_form() {
    let office = Office::with(&tasks(""));
    let book = |second: &str| {
        let mut book = Workbook::new();
        for (name, task) in [("Tổ 1", "A"), ("Tổ 2", second)] {
            let sheet = book.add_worksheet().set_name(name).expect("a name");
            text(sheet, 0, &["Nhiệm vụ", "Số"]);
            text(sheet, 1, &[task]);
            numbers(sheet, 1, 1, &[5.0]);
        }
        text(book.add_worksheet().set_name("Lịch").expect("a name"), 0, &["Thứ", "Việc"]);
        book.save_to_buffer().expect("a workbook")
    };
    office.send("hai.xlsx", book("B"));
    assert_eq!(
        office.lines("SELECT task, source_row FROM t ORDER BY task"),
        ["A|hai.xlsx!Tổ 1!2", "B|hai.xlsx!Tổ 2!2"]
    );
    assert_eq!(office.lines("SELECT code, sheet FROM ledger_trouble"), ["sheet-not-read|Lịch"]);
    // The same row on two sheets of one file: neither is the right one.
    office.send("lặp.xlsx", book("A"));
    assert_eq!(office.lines("SELECT outcome FROM ledger_file WHERE file = 'lặp.xlsx'"), ["refused"]);
    assert!(office.troubles().iter().any(|t| t.starts_with("duplicate-key")), "{:?}", office.troubles());
    assert_eq!(office.lines("SELECT count(*) FROM t"), ["2"]);
}

#[test]
fn parquet_and_json() {
    let columns =
        [task(), counted(), column("rate", &["Tỷ lệ"], "percent", ""), column("on_day", &["Ngày"], "day", "")];
    let office = Office::with(&recipe("t", "key = [\"task\"]", &columns));
    office.send(
        "a.json",
        r#"[{"Nhiệm vụ": "A", "Số": 12, "Tỷ lệ": 95.4, "Ngày": "2025-12-28"}, {"Nhiệm vụ": "B", "Số": null, "Tỷ lệ": 1.5, "Ngày": "2025-12-29"}]"#,
    );
    let place = office.path("in/b.parquet").display().to_string();
    let connection = duckdb::Connection::open_in_memory().expect("a database");
    connection
        .execute_batch(&format!(
            "COPY (SELECT 'C' AS \"Nhiệm vụ\", 9007199254740993 AS \"Số\", 95.4::DECIMAL(5, 2) AS \"Tỷ lệ\", DATE '2025-12-30' AS \"Ngày\"
                UNION ALL SELECT 'D', -5, 2, NULL) TO '{place}' (FORMAT parquet)"
        ))
        .expect("written");
    office.ingest(&["in/b.parquet"]);
    assert_eq!(
        office.lines("SELECT task, n, rate::DOUBLE, on_day, row_number FROM t ORDER BY task"),
        ["A|12|95.4|2025-12-28|2", "B||1.5|2025-12-29|3", "C|9007199254740993|95.4|2025-12-30|2"]
    );
    assert_eq!(office.lines("SELECT cell, code FROM ledger_trouble"), ["B3|negative-count"]);
    for (file, bytes) in
        [("c.parquet", "PAR1nothing"), ("d.json", "[{\"Nhiệm vụ\": [1, 2]}]"), ("e.json", "[{\"Nhiệm vụ\"")]
    {
        office.send(file, bytes);
        assert_eq!(
            office.lines(&format!("SELECT outcome FROM ledger_file WHERE file = '{file}'")),
            ["refused"],
            "{file}"
        );
    }
}

#[test]
fn declared_encodings() {
    let body: [(&str, &[u8]); 3] = [
        // In code page 1258 the tone marks are bytes of their own.
        ("windows-1258", b"Nhi\xea\xf2m vu\xf2;S\xf4\xec\nH\xf4\xcc;1.234\n"),
        ("tcvn3", b"Nhi\xd6m v\xf4;S\xe8\nH\xe5;1.234\n"),
        ("utf-16be", b"\xfe\xff"),
    ];
    for (encoding, bytes) in body {
        let office = Office::with(&tasks(&format!("encoding = \"{encoding}\"\ndelimiter = \";\"")));
        let mut bytes = bytes.to_vec();
        if encoding == "utf-16be" {
            bytes.extend("Nhiệm vụ;Số\nHồ;1.234\n".encode_utf16().flat_map(u16::to_be_bytes));
        }
        office.send("a.csv", bytes);
        assert_eq!(office.lines("SELECT task, n FROM t"), ["Hồ|1234"], "{encoding}");
        // Declared, so nothing was guessed.
        assert!(office.troubles().is_empty(), "{encoding}: {:?}", office.troubles());
    }
}
