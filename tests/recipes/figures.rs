//! What a figure is in: units as they are written, ratios, figures of a period and cumulative ones.

use super::{column, recipe, task, tasks};
use crate::office::Office;

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
