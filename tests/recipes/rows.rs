//! Which rows are records, and of what: keys filled down, none, or twice.

use super::{area, counted, recipe, task, tasks};
use crate::common::failure;
use crate::office::Office;

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
