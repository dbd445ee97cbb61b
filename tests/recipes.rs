//! Small forms of every kind that recipes can tell of: what stands across, above, below and beside a table, in every kind
//! of file; and what must not be read by them.

mod common;
#[path = "common/office.rs"]
mod office;

use common::failure;
use office::Office;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

/// A column of a recipe: name, labels, kind, and whatever else is said of it.
fn column(name: &str, labels: &[&str], reads: &str, more: &str) -> String {
    let labels = if labels.is_empty() { String::new() } else { format!("labels = {labels:?}\n") };
    format!("[[recipe.column]]\nname = \"{name}\"\n{labels}reads = \"{reads}\"\n{more}\n")
}

/// A recipe whose table is called like itself.
fn recipe(name: &str, head: &str, columns: &[String]) -> String {
    format!(
        "[[recipe]]\nname = \"{name}\"\nversion = 1\nholds = \"{name}\"\ntitle_vi = \"Biểu\"\ntitle_en = \"Form\"\nabout = \"one row\"\nlocale = \"vi\"\n{head}\n{}",
        columns.concat()
    )
}

fn area() -> String {
    column("ref_area", &["Xã"], "area", "required = true\nfill_down = true")
}

fn task() -> String {
    column("task", &["Nhiệm vụ"], "text", "required = true")
}

fn counted() -> String {
    column("n", &["Số"], "count", "unit = \"hồ sơ\"")
}

/// A form of tasks and counts.
fn tasks(head: &str) -> String {
    recipe("t", &format!("key = [\"task\"]\n{head}"), &[task(), counted()])
}

/// Writes a workbook of one sheet and takes it in.
fn send_book(office: &Office, file: &str, write: impl FnOnce(&mut Worksheet)) -> String {
    let mut book = Workbook::new();
    write(book.add_worksheet());
    office.send(file, book.save_to_buffer().expect("a workbook"))
}

fn text(sheet: &mut Worksheet, row: u32, cells: &[&str]) {
    for (c, cell) in (0u16..).zip(cells) {
        if !cell.is_empty() {
            sheet.write_string(row, c, *cell).expect("written");
        }
    }
}

fn numbers(sheet: &mut Worksheet, row: u32, first: u16, cells: &[f64]) {
    for (c, cell) in (first..).zip(cells) {
        sheet.write_number(row, c, *cell).expect("written");
    }
}

fn merge(sheet: &mut Worksheet, rows: (u32, u32), columns: (u16, u16), label: &str) {
    sheet.merge_range(rows.0, columns.0, rows.1, columns.1, label, &Format::new()).expect("merged");
}

fn across(reads: &str, more: &str) -> String {
    format!("[recipe.wide]\nname = \"when\"\nreads = \"{reads}\"\nvalue = \"n\"\n{more}")
}

#[test]
fn years_quarters_and_months_stand_across() {
    let wide = |key: &str| {
        recipe(
            "t",
            &format!("key = [{key}]\n{}", across("period", "")),
            &[area(), column("when", &[], "period", ""), column("n", &[], "count", "")],
        )
    };
    let office = Office::with(&wide("\"ref_area\", \"when_start\", \"when_end\""));
    office.send("năm.csv", "Xã;2023;2024;Năm 2025\nPhường Tô Hiệu;1.200;;3\n");
    office.send("quý.csv", "Xã;Quý I/2025;Quý II/2025\n03664;5;-\n");
    office.send("tháng.csv", "Xã;Tháng 1/2025;T2/2025;03/2025\n03670;7;8;9\n");
    assert_eq!(
        office.lines("SELECT ref_area, when_start, when_end, n, missing FROM t ORDER BY ref_area, when_start"),
        [
            "03646|2023-01-01|2023-12-31|1200|",
            "03646|2024-01-01|2024-12-31||",
            "03646|2025-01-01|2025-12-31|3|",
            "03664|2025-01-01|2025-03-31|5|",
            "03664|2025-04-01|2025-06-30||n=nil",
            "03670|2025-01-01|2025-01-31|7|",
            "03670|2025-02-01|2025-02-28|8|",
            "03670|2025-03-01|2025-03-31|9|",
        ]
    );
    // Each record leads to its own cell.
    let cells = "SELECT c.letter || t.row_number, t.n FROM t JOIN ledger_column c ON c.part = t.part AND c.band = t.band AND c.field = 'n' WHERE source = 'năm.csv' ORDER BY ALL";
    assert_eq!(office.lines(cells), ["B2|1200", "C2|", "D2|3"]);
    assert_eq!(
        office.lines("SELECT rows_read, accepted, records FROM ledger_part ORDER BY part"),
        ["1|1|3", "1|1|2", "1|1|3"]
    );
}

#[test]
fn choices_stand_across() {
    let wide = across("choice", "[recipe.wide.choices]\nmale = [\"Nam\"]\nfemale = [\"Nữ\"]");
    let columns = [area(), column("when", &[], "text", ""), column("n", &[], "count", "")];
    let office = Office::with(&recipe("t", &format!("key = [\"ref_area\", \"when\"]\n{wide}"), &columns));
    office.send("a.csv", "Xã;Nữ;Nam\nPhường Tô Hiệu;10;20\n");
    assert_eq!(office.lines("SELECT \"when\", n FROM t ORDER BY n"), ["female|10", "male|20"]);
}

#[test]
fn years_over_measures_merged_and_unmerged() {
    let columns = [
        area(),
        column("when", &[], "period", ""),
        column("planned", &["Kế hoạch"], "count", ""),
        column("done", &["Thực hiện"], "count", ""),
    ];
    let wide = "[recipe.wide]\nname = \"when\"\nreads = \"period\"";
    let office = Office::with(&recipe("t", &format!("key = [\"ref_area\", \"when_start\"]\n{wide}"), &columns));
    let said = send_book(&office, "a.xlsx", |sheet| {
        merge(sheet, (0, 0), (0, 4), "BÁO CÁO");
        merge(sheet, (1, 2), (0, 0), "Xã");
        merge(sheet, (1, 1), (1, 2), "Năm 2024");
        merge(sheet, (1, 1), (3, 4), "Năm 2025");
        text(sheet, 2, &["", "Kế hoạch", "Thực hiện", "Kế hoạch", "Thực hiện"]);
        text(sheet, 3, &["Phường Tô Hiệu"]);
        numbers(sheet, 3, 1, &[1.0, 2.0, 3.0, 4.0]);
    });
    assert!(said.contains("1 accepted"), "{said}");
    office.send("b.csv", "Báo cáo;;;;\nXã;2024;;2025;\n;Kế hoạch;Thực hiện;Thực hiện;Kế hoạch\n03664;5;6;7;8\n");
    assert_eq!(
        office.lines("SELECT ref_area, year(when_start), planned, done FROM t ORDER BY ALL"),
        ["03646|2024|1|2", "03646|2025|3|4", "03664|2024|5|6", "03664|2025|8|7"]
    );
}

#[test]
fn keys_are_filled_down_and_nothing_else() {
    let columns = [area(), task(), counted()];
    let office = Office::with(&recipe(
        "t",
        "key = [\"ref_area\", \"task\"]\ntotals = [\"Cộng\"]\nfootnotes = [\"Ghi chú\", \"* \"]",
        &columns,
    ));
    office.send(
        "a.csv",
        "Xã;Nhiệm vụ;Số\nPhường Tô Hiệu;Một;1\n;Hai;\nCộng;;1\n03664;;\n;Ba;3\nXã không có;Bốn;4\n;Năm;5\n03670;Sáu;6\nGhi chú: số liệu ước;;\n",
    );
    assert_eq!(
        office.lines("SELECT ref_area, task, n, row_number FROM t ORDER BY row_number"),
        ["03646|Một|1|2", "03646|Hai||3", "03664|Ba|3|6", "03670|Sáu|6|9"],
        "below an unknown commune nothing is known until the next one"
    );
    assert_eq!(
        office.lines("SELECT row_number, why FROM ledger_excluded ORDER BY ALL"),
        ["4|total", "5|no-figures", "10|footnote"]
    );
    assert_eq!(office.troubles(), ["not-area A7 ref_area", "missing-required A8 ref_area"]);
    assert_eq!(office.lines("SELECT rows_read, accepted, set_aside, excluded FROM ledger_part"), ["9|4|2|3"]);
}

#[test]
fn rows_with_figures_are_never_taken_for_remarks() {
    let office = Office::with(&tasks("totals = [\"Cộng\", \"Tổng cộng\"]\nfootnotes = [\"Ghi chú\", \"* \"]"));
    office.send("a.csv", "TT;Nhiệm vụ;Số\n1;Một;10\n2;* Hai;20\n3;*Ba;30\n;Ghi chú cho hồ sơ;40\n;Cộng đồng học tập;50\nA;Tổng cộng;150\n");
    let told = office.lines(
        "SELECT row_number, 'record' FROM t UNION ALL SELECT row_number, 'set aside' FROM ledger_set_aside UNION ALL SELECT row_number, why FROM ledger_excluded ORDER BY ALL",
    );
    let of = |row: &str| told.iter().filter(|t| t.starts_with(row)).cloned().collect::<Vec<_>>();
    assert_eq!(of("2|"), ["2|record"]);
    for row in ["3|", "4|", "5|"] {
        assert!(!of(row).iter().any(|t| t.ends_with("footnote")), "figures stand in the row: {told:?}");
    }
    assert!(!of("6|").iter().any(|t| t.ends_with("total")), "Cộng đồng is no sum: {told:?}");
    assert_eq!(of("7|"), ["7|total"], "a number before the label does not make it a record");
}

#[test]
fn totals_are_compared_with_their_rows() {
    let columns = [area(), task(), counted()];
    let head = "key = [\"ref_area\", \"task\"]\ntotals = [\"Cộng\", \"Tổng số\"]";
    let office = Office::with(&recipe("t", head, &columns));
    let top = "Xã;Nhiệm vụ;Số\n";
    office.send(
        "đúng.csv",
        format!("{top}03646;Một;1.000\n;Hai;2.000\nCộng I;;3.000\n03664;Ba;500\nCộng II;;500\nTổng số;;3.500\n"),
    );
    assert!(office.troubles().is_empty(), "{:?}", office.troubles());
    office.send("trên.csv", format!("{top}Tổng số;;30\n03646;Bốn;10\n;Năm;20\n"));
    assert!(office.troubles().is_empty(), "a total may stand above its rows: {:?}", office.troubles());
    let said = office.send("sai.csv", format!("{top}03646;Sáu;1\n;Bảy;2\nTổng số;;4\n"));
    assert_eq!(office.troubles(), ["total-differs C4 n"]);
    assert!(said.contains("the rows add up to “3”"), "{said}");
    assert_eq!(office.lines("SELECT sum(n)::BIGINT FROM t"), [(3_500 + 30 + 3).to_string()]);
    assert!(office.findings().contains(&"total-row-differs".to_owned()));
    // Where a row was set aside, nothing can be said of the total.
    office.send("thiếu.csv", format!("{top}03646;Tám;nhiều\n;Chín;2\nTổng số;;4\n"));
    assert_eq!(office.troubles(), ["total-differs C4 n", "not-number C2 n"]);
}

/// Where a row's only key is a text, a sum may look like a record: it must not be added up without a word.
#[test]
fn sums_that_look_like_records_are_not_added_up_silently() {
    let office = Office::with(&tasks("totals = [\"Cộng\", \"Tổng số\"]"));
    office.send("a.csv", "Nhiệm vụ;Số\nMột;1.000\nHai;2.000\nCộng I;3.000\nBa;500\nCộng II;500\n");
    let records = office.lines("SELECT row_number FROM t WHERE row_number IN (4, 6) ORDER BY ALL");
    let told = office.lines("SELECT row_number FROM ledger_trouble WHERE row_number IN (4, 6) ORDER BY ALL");
    assert!(records.iter().all(|r| told.contains(r)), "taken as records: {records:?}, told: {told:?}");
}

#[test]
fn totals_of_columns_that_stand_across_are_compared_too() {
    let columns = [area(), column("when", &[], "period", ""), column("n", &[], "count", "")];
    let head = format!("key = [\"ref_area\", \"when_start\"]\ntotals = [\"Cộng\"]\n{}", across("period", ""));
    let office = Office::with(&recipe("t", &head, &columns));
    office.send("a.csv", "Xã;2024;2025\n03646;1;2\n03664;3;4\nCộng;4;7\n");
    assert_eq!(office.troubles(), ["total-differs C4 n"]);
}

#[test]
fn units_are_those_that_are_written() {
    let columns = [
        task(),
        column("money", &["Kinh phí"], "money", ""),
        column("n", &["Hồ sơ"], "count", "unit = \"hồ sơ\""),
        column("area_ha", &["Diện tích"], "number", "unit = \"ha\""),
    ];
    let office = Office::with(&recipe("t", "key = [\"task\"]", &columns));
    office.send(
        "cột.csv",
        "Nhiệm vụ;Kinh phí (triệu đồng);Hồ sơ (nghìn hồ sơ);Diện tích (ha)\nA;197.548;12;3,5\nB;0,000001;0,001;\n",
    );
    office.send(
        "trên.csv",
        "Biểu 1;;;\nĐVT: tỷ đồng;;;\nNhiệm vụ;Kinh phí;Hồ sơ;Diện tích\nC;1,5;12;3\nD;500 nghìn đồng;1;1\n",
    );
    office.send("không.csv", "Nhiệm vụ;Kinh phí\nE;1.000\n");
    assert_eq!(
        office.lines("SELECT task, money, n, area_ha FROM t ORDER BY task"),
        ["A|197548000000|12000|3.5", "B|1|1|", "C|1500000000|12|3", "D|500000|1|1", "E|1000||"]
    );
    let before = office.lines("SELECT count(*) FROM t");
    let refused = [
        ("1.csv", "Nhiệm vụ;Hồ sơ (trang)\nF;1\n"),
        ("2.csv", "ĐVT: hồ sơ;\nNhiệm vụ;Diện tích (km)\nF;1\n"),
        ("3.csv", "Nhiệm vụ;Kinh phí (hồ sơ)\nF;1\n"),
    ];
    for (file, form) in refused {
        office.send(file, form);
        let codes = office.lines(&format!(
            "SELECT f.outcome, t.code FROM ledger_file f JOIN ledger_trouble t USING (file_id) WHERE f.file = '{file}'"
        ));
        assert_eq!(codes, ["refused|unit-contradicted"], "{file}");
    }
    // A cell that says another unit than its column is set aside, whatever the header says.
    office.send("4.csv", "Nhiệm vụ;Kinh phí;Diện tích (ha)\nF;5 km;1\nG;1;5 km\nH;1,5;1\n");
    assert_eq!(office.lines("SELECT cell, code FROM ledger_trouble WHERE cell IS NOT NULL AND severity = 'error' AND part IS NOT NULL ORDER BY cell"), [
        "B2|unit-contradicted",
        "B4|not-whole-dong",
        "C3|unit-contradicted"
    ]);
    assert_eq!(office.lines("SELECT count(*) FROM t"), before);
}

#[test]
fn a_unit_of_the_recipe_counts_where_the_form_says_none() {
    let columns = [task(), column("money", &["Kinh phí"], "money", "unit = \"triệu đồng\"")];
    let office = Office::with(&recipe("t", "key = [\"task\"]", &columns));
    office.send("a.csv", "Nhiệm vụ;Kinh phí\nA;197.548\nB;1,5 tỷ đồng\n");
    office.send("b.csv", "Nhiệm vụ;Kinh phí (nghìn đồng)\nC;7\n");
    assert_eq!(office.lines("SELECT task, money FROM t ORDER BY task"), ["A|197548000000", "B|1500000000", "C|7000"]);
}

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
fn cumulative_figures_and_those_of_a_period_are_never_mixed() {
    let office = Office::with(&tasks(""));
    office.send("a.csv", "Số lũy kế từ đầu năm;\nNhiệm vụ;Số\nA;1\n");
    office.send("b.csv", "Nhiệm vụ;Lũy kế / Số\nA;1\n");
    assert_eq!(office.lines("SELECT outcome, count(*) FROM ledger_file GROUP BY ALL"), ["refused|2"]);
    assert!(office.troubles().iter().all(|t| t.starts_with("accumulation-contradicted")), "{:?}", office.troubles());
    let office = Office::with(&tasks("accumulates = \"year_to_date\""));
    office.send("a.csv", "Số lũy kế từ đầu năm;\nNhiệm vụ;Số\nA;1\n");
    office.send("b.csv", "Số phát sinh trong tháng;\nNhiệm vụ;Số\nB;1\n");
    assert_eq!(office.lines("SELECT task, accumulation FROM t"), ["A|year_to_date"]);
    assert_eq!(office.troubles(), ["accumulation-contradicted A1"]);
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

#[test]
fn ratios_and_figures_that_are_not_exact() {
    let columns = [
        task(),
        column("share", &["Đã làm/Tổng số"], "ratio", "parts = [\"done\", \"whole\"]"),
        column("rate", &["Tỷ lệ"], "percent", "qualified = true"),
        column("money", &["Kinh phí"], "money", "qualified = true"),
    ];
    let office = Office::with(&recipe("t", "key = [\"task\"]", &columns));
    office.send(
        "a.csv",
        "Nhiệm vụ;Đã làm/Tổng số;Tỷ lệ;Kinh phí\nA;217.339/228.769;trên 95%;khoảng 1,5 tỷ đồng\nB;06/15;từ 30 đến 40%;1 - 2 triệu đồng\nC;-;95,4%;500.000\nD;3/0x;5%;1\nE;1/2;từ 30%;1\n",
    );
    assert_eq!(
        office.lines("SELECT task, done::DOUBLE::BIGINT, whole::DOUBLE::BIGINT, rate::DOUBLE, rate_qualifier, rate_high::DOUBLE, money, money_qualifier, money_high FROM t ORDER BY task"),
        [
            "A|217339|228769|95|more-than||1500000000|about|",
            "B|6|15|30|exact|40|1000000|exact|2000000",
            "C|||95.4|exact||500000|exact|",
        ]
    );
    assert_eq!(office.lines("SELECT cell FROM ledger_trouble WHERE severity = 'error' ORDER BY cell"), ["B5", "C6"]);
}

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
    office::edit_part(&office.path("in/a.xlsx"), "xl/workbook.xml", |xml| {
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

#[test]
fn two_recipes_that_know_a_sheet_equally_well() {
    let second = recipe("u", "key = [\"task\"]", &[task(), column("m", &["Số"], "count", "")]);
    let office = Office::with(&format!("{}{second}", tasks("")));
    let said = office.send("a.csv", "Nhiệm vụ;Số\nA;1\n");
    assert!(said.contains("several recipes know this sheet equally well"), "{said}");
    assert_eq!(office.lines("SELECT (SELECT count(*) FROM t) + (SELECT count(*) FROM u)"), ["0"]);
    // The one that knows more of its columns is taken.
    let more = recipe(
        "u",
        "key = [\"task\"]",
        &[task(), column("m", &["Số"], "count", ""), column("late", &["Quá hạn"], "count", "")],
    );
    let office = Office::with(&format!("{}{more}", tasks("")));
    office.send("a.csv", "Nhiệm vụ;Số;Quá hạn\nA;10;2\n");
    assert_eq!(office.lines("SELECT (SELECT count(*) FROM t), (SELECT count(*) FROM u)"), ["0|1"]);
}

#[test]
fn areas_and_exclusions_that_are_written_down() {
    let columns = [area(), counted()];
    let office = Office::with(&recipe("t", "key = [\"ref_area\"]", &columns));
    office.write("datasets/own/areas.csv", "spelling,area\nTrụ sở phường,03646\nTrụ sở cũ,03664\n");
    office.write("datasets/own/excluded.csv", "recipe,label,why\nt,Khối xã,heading\nt,Khối tỉnh,heading\n");
    office.send("a.csv", "Xã;Số\nTrụ sở phường;1\nKhối xã;9\nxã mường la;3\nP. Chiềng An;2\n");
    let rows = office.lines("SELECT ref_area, n FROM t ORDER BY row_number");
    assert_eq!((rows.len(), rows[0].as_str(), rows[2].as_str()), (3, "03646|1", "03664|2"));
    assert_eq!(office.lines("SELECT row_number, why FROM ledger_excluded"), ["3|heading"]);
    assert_eq!(
        office.lines("SELECT entry, is_used FROM mapping ORDER BY entry"),
        ["Khối tỉnh|false", "Khối xã|true", "Trụ sở cũ|false", "Trụ sở phường|true"]
    );
    assert_eq!(office.findings().iter().filter(|f| *f == "mapping-unused").count(), 2);
    // Only near: suggested, never taken.
    let said = office.send("b.csv", "Xã;Số\nPhường Tô Hiêu;1\n");
    assert!(said.contains("is it “Phường Tô Hiệu”?"), "{said}");
    assert_eq!(office.lines("SELECT count(*) FROM t"), ["3"]);
}

#[test]
fn corrections_hold_until_the_source_is_mended() {
    let columns = [
        task(),
        column("year", &["Năm"], "text", "required = true"),
        counted(),
        column("rate", &["Tỷ lệ"], "percent", ""),
    ];
    let office = Office::with(&recipe("t", "key = [\"task\", \"year\"]", &columns));
    office.send("a.csv", "Nhiệm vụ;Năm;Số;Tỷ lệ\nA;2024;1;12,5\nA;2025;2;13\nB;2025;3;9,5\nC;2025;4;2\n");
    office.write(
        "datasets/own/corrections.csv",
        "recipe,row,action,column,found,value,reason,role
t,task=A; year=2024,override,n,1,10,typed one nought less,statistician
t,task=A; year=2025,drop,n,2,,sent by mistake,statistician
t,task=B; year=2025,override,rate,9.5,95,a comma too many,statistician
t,task=C; year=2025,flag,n,4,,to be asked,statistician
",
    );
    let rows = "SELECT task, year, n, rate::DOUBLE, flag IS NOT NULL FROM t ORDER BY task, year";
    assert_eq!(office.lines(rows), ["A|2024|10|12.5|true", "B|2025|3|95|true", "C|2025|4|2|true"]);
    assert_eq!(office.lines("SELECT DISTINCT state FROM correction"), ["applied"]);
    assert!(!office.findings().contains(&"correction-expired".to_owned()));
    // The source is mended: what was corrected is no longer there.
    office.send("a.csv", "Nhiệm vụ;Năm;Số;Tỷ lệ\nA;2024;11;12,5\nA;2025;2;13\nB;2025;3;95\n");
    assert_eq!(
        office.lines("SELECT row_key, state FROM correction ORDER BY row_key"),
        [
            "task=A; year=2024|expired",
            "task=A; year=2025|applied",
            "task=B; year=2025|expired",
            "task=C; year=2025|unmatched"
        ]
    );
    assert_eq!(office.lines(rows), ["A|2024|11|12.5|false", "B|2025|3|95|false"]);
    assert_eq!(office.findings().iter().filter(|f| *f == "correction-expired").count(), 3);
    // A correction that is no correction is a mistake of its line.
    let wrong = [
        "task=A,override,n,1,5",
        "task=A; year=2024,override,n,1,nhiều",
        "task=A; year=2024,override,m,1,5",
        ",drop,n,1,",
    ];
    for line in wrong {
        office.write(
            "datasets/own/corrections.csv",
            format!("recipe,row,action,column,found,value,reason,role\nt,{line},x,y\n"),
        );
        let (message, _) = failure(&office.milepost(&["sql", "SELECT 1"]));
        assert!(message.contains("datasets/own/corrections.csv:2"), "{line}: {message}");
    }
    let twice = "t,task=A; year=2024,override,n,11,5,x,y\n".repeat(2);
    office.write("datasets/own/corrections.csv", format!("recipe,row,action,column,found,value,reason,role\n{twice}"));
    let (message, _) = failure(&office.milepost(&["sql", "SELECT 1"]));
    assert!(message.contains("two corrections of one figure"), "{message}");
}

#[test]
fn events_without_a_key() {
    let office = Office::with(&recipe("t", "", &[task(), counted()]));
    let form = |task: &str| format!("Nhiệm vụ;Số\n{task};1\n{task};1\n");
    office.write("in/x/bc.csv", form("A"));
    office.write("in/y/bc.csv", form("B"));
    office.ingest(&["in/x/bc.csv"]);
    office.ingest(&["in/y/bc.csv"]);
    assert_eq!(
        office.lines("SELECT task, count(*) FROM t GROUP BY ALL ORDER BY ALL"),
        ["A|2", "B|2"],
        "another office's file of the same name replaces nothing"
    );
    office.write("in/x/bản sao.csv", form("A"));
    office.ingest(&["in"]);
    assert_eq!(office.lines("SELECT count(*) FROM t"), ["4"], "the same bytes under another name count once");
}

#[test]
fn rows_that_stand_twice_and_counts_below_nought() {
    let office = Office::with(&tasks(""));
    let said = office.send("a.csv", "Nhiệm vụ;Số\nA;1\nB;2\nA;3\nC;-4\n");
    assert_eq!(office.lines("SELECT task, n FROM t ORDER BY task"), ["A|1", "B|2"]);
    assert_eq!(office.troubles(), ["duplicate-key A4 task", "negative-count B5 n"]);
    assert!(said.contains("see cell “A2”"), "{said}");
    assert!(office.findings().contains(&"rows-set-aside".to_owned()));
    let (_, code) = failure(&office.milepost(&["check", "--fail-on", "error"]));
    assert_eq!(code, Some(1));
}

#[test]
fn a_file_that_is_hardly_understood_is_refused_whole() {
    let office = Office::with(&tasks(""));
    office.send("tốt.csv", "Nhiệm vụ;Số\nA;1\n");
    let before = office.content();
    let mut long = "Nhiệm vụ;Số\nB;1\n".to_owned();
    (0..60_000).for_each(|n| long.push_str(&format!("X{n};nhiều\n")));
    let said = office.send("xấu.csv", &long);
    assert!(said.contains("0 taken, 0 unchanged, 1 refused"), "{said}");
    assert_eq!(office.lines("SELECT task FROM t"), ["A"]);
    assert_eq!(office.lines("SELECT count(*) FROM ledger_set_aside"), ["0"]);
    assert_eq!(office.lines("SELECT count(*) FROM ledger_part"), ["1"]);
    let added: Vec<String> = office.content().into_iter().filter(|r| !before.contains(r)).collect();
    assert!(
        added.len() <= 3 && added.iter().all(|r| r.starts_with("ledger_file") || r.starts_with("ledger_trouble")),
        "{added:?}"
    );
    assert!(office.findings().contains(&"file-refused".to_owned()));
    // A good copy of the same name mends it.
    office.send("xấu.csv", "Nhiệm vụ;Số\nB;1\n");
    assert!(!office.findings().contains(&"file-refused".to_owned()));
}

#[test]
fn what_would_become_of_cells_is_shown_and_not_kept() {
    let office = Office::with(&tasks("totals = [\"Cộng\"]"));
    office.write("in/a.csv", "Nhiệm vụ;Số\nA;1.234\nB;nhiều\nCộng;1.234\n");
    let said = common::stdout(&office.milepost(&["ingest", "in/a.csv", "--explain", "--lang", "en"]));
    for part in
        ["recipe t/1 → t", "3 rows = 1 accepted + 1 set aside + 1 left out", "B2 → n = 1234", "B “Số” → n", "“nhiều”"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(office.content().is_empty());
    let cells = office::rows(office.root(), &["ingest", "in/a.csv", "--explain"]);
    assert!(cells.iter().any(|c| c["cell"] == "B2" && c["field"] == "n" && c["value"] == "1234"), "{cells:?}");
}
