//! Sums and remarks among the rows: compared, left out, never taken for records, and no record for one of them.

use super::{across, area, column, counted, recipe, task, tasks, text};
use crate::office::{Office, rows};

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
