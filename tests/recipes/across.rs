//! Periods and choices that stand across a table, one column for each.

use super::{across, area, column, merge, numbers, recipe, send_book, text};
use crate::office::Office;

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
