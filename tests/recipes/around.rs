//! What stands around a table: titles, the day, constants, and where the table itself is.

use super::{area, column, counted, numbers, recipe, task, text};
use crate::common::failure;
use crate::office::Office;
use rust_xlsxwriter::Workbook;

#[test]
fn constants_and_titles_are_read_as_what_they_are() {
    let constant = |name: &str, reads: &str, value: &str| {
        column(name, &[], reads, &format!("from = \"constant\"\nvalue = \"{value}\""))
    };
    let columns = [
        task(),
        column("n", &["Số"], "count", ""),
        constant("c", "count", "1.200"),
        constant("where_to", "area", "Phường Tô Hiệu"),
        constant("period", "period", "09/2025"),
        constant("day", "day", "28/12/2025"),
        column("whole", &["Tổng kinh phí"], "number", "from = \"title\""),
        column("unit_name", &["Đơn vị báo cáo"], "text", "from = \"title\""),
        column("sent_by", &[], "area", "from = \"file\"\nafter = \"bc-\""),
        column("year", &[], "period", "from = \"sheet\""),
    ];
    let office = Office::with(&recipe("t", "key = [\"task\"]", &columns));
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Năm 2025").expect("a name");
    text(sheet, 0, &["Đơn vị báo cáo: Tổ 1"]);
    text(sheet, 1, &["Tổng kinh phí: 12,5"]);
    text(sheet, 2, &["Nhiệm vụ", "Số"]);
    text(sheet, 3, &["A"]);
    numbers(sheet, 3, 1, &[7.0]);
    let said = office.send("bc-03664.xlsx", book.save_to_buffer().expect("a workbook"));
    assert!(said.contains("1 accepted"), "{said}");
    assert_eq!(
        office.lines(
            "SELECT c, where_to, period_start, period_end, \"day\", whole, unit_name, sent_by, year_start FROM t"
        ),
        ["1200|03646|2025-09-01|2025-09-30|2025-12-28|12.5|Tổ 1|03664|2025-01-01"]
    );
    // A constant that is none of its kind is a mistake of the recipe.
    let office = Office::with(&recipe("t", "", &[task(), constant("c", "count", "nhiều")]));
    let (message, _) = failure(&office.milepost(&["ingest", "datasets/own/source.toml"]));
    assert!(message.contains("column `c`"), "{message}");
}

#[test]
fn the_day_stands_in_words_above_the_table() {
    let columns = [column("as_of", &["Tính đến ngày"], "day", "from = \"title\"\nrequired = true"), task(), counted()];
    let office = Office::with(&recipe("t", "key = [\"task\", \"as_of\"]", &columns));
    let body = "Nhiệm vụ;Số\nA;1\n";
    let heads = [
        ("1.csv", "(Số liệu tính đến hết ngày 28/12/2025);\n", "2025-12-28"),
        ("2.csv", "Tính đến ngày: 30/9/2025;\n", "2025-09-30"),
        ("3.csv", "Tính đến ngày;10/11/2025\n", "2025-11-10"),
        ("4.csv", "Báo cáo tính đến ngày 05 tháng 6 năm 2025;\n", "2025-06-05"),
    ];
    for (file, head, day) in heads {
        office.send(file, format!("{head}{body}"));
        assert_eq!(office.lines(&format!("SELECT as_of FROM t WHERE source = '{file}'")), [day], "{head}");
    }
    let wrong = [
        ("5.csv", "Báo cáo;\n", "title-missing"),
        ("6.csv", "Tính đến 28/12/2025;\nđến ngày 30/9/2025;\n", "several-days"),
        ("7.csv", "Tính đến ngày 31/02/2025;\n", "no-such-day"),
    ];
    for (file, head, code) in wrong {
        office.send(file, format!("{head}{body}"));
        let told = office.lines(&format!(
            "SELECT f.outcome, t.code FROM ledger_file f JOIN ledger_trouble t USING (file_id) WHERE f.file = '{file}'"
        ));
        assert_eq!(told, [format!("refused|{code}")], "{head}");
    }
}

#[test]
fn a_moved_table_is_found_and_a_renamed_label_is_named() {
    let columns = [
        task(),
        column("n", &["Tổng số hồ sơ"], "count", "required = true"),
        column("late", &["Quá hạn"], "count", ""),
    ];
    let office = Office::with(&recipe("t", "key = [\"task\"]", &columns));
    office.send("dời.csv", "\n\nUBND TỈNH;;;;\n;;;;\nTT;Quá hạn;TỔNG SỐ HỒ SƠ (1);Thêm;Nhiệm vụ\n1;2;10;9;A\n");
    office.send("thiếu.csv", "Nhiệm vụ;Tổng số hồ sơ\nB;5\n");
    assert_eq!(office.lines("SELECT task, n, late FROM t ORDER BY task"), ["A|10|2", "B|5|"]);
    let said = office.send("đổi.csv", "Nhiệm vụ;Tổng số các hồ sơ;Quá hạn\nC;5;1\n");
    assert!(said.contains("may have been renamed") && said.contains("Tổng số các hồ sơ"), "{said}");
    assert_eq!(office.troubles(), ["label-renamed B1 n"]);
    // An optional column is no less read by its right name, or not at all.
    office.send("đổi 2.csv", "Nhiệm vụ;Tổng số hồ sơ;Số quá hạn\nC;5;1\n");
    office.send("hai.csv", "Nhiệm vụ;Tổng số hồ sơ;Tổng số hồ sơ\nC;5;6\n");
    assert_eq!(
        office.lines("SELECT file, outcome FROM ledger_file WHERE outcome = 'refused' ORDER BY file"),
        ["hai.csv|refused", "đổi 2.csv|refused", "đổi.csv|refused"]
    );
    assert_eq!(office.lines("SELECT count(*) FROM t"), ["2"]);
}
