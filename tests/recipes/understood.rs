//! How far a file is understood: by which recipe, shown beforehand, or refused whole.

use super::{column, recipe, task, tasks};
use crate::common::stdout;
use crate::office::{Office, rows};

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
    let said = stdout(&office.milepost(&["ingest", "in/a.csv", "--explain", "--lang", "en"]));
    for part in
        ["recipe t/1 → t", "3 rows = 1 accepted + 1 set aside + 1 left out", "B2 → n = 1234", "B “Số” → n", "“nhiều”"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(office.content().is_empty());
    let cells = rows(office.root(), &["ingest", "in/a.csv", "--explain"]);
    assert!(cells.iter().any(|c| c["cell"] == "B2" && c["field"] == "n" && c["value"] == "1234"), "{cells:?}");
}
