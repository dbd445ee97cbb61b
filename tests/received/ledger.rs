//! Every row of every file is accepted, set aside or left out, and counted once.

use crate::office::{lines, rows, taken_province};
use std::fs;

#[test]
fn the_ledger_adds_up() {
    let project = taken_province();
    let mut sent: Vec<String> = fs::read_dir(project.join("received"))
        .expect("a folder")
        .map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    sent.sort();
    assert_eq!(lines(project, "SELECT file FROM ledger_file ORDER BY file"), sent, "every file once");
    let whole = rows(
        project,
        &[
            "sql",
            "SELECT sum(rows_read) AS read, sum(accepted) AS accepted, sum(set_aside) AS aside, sum(excluded) AS excluded,
                bool_and(rows_read = accepted + set_aside + excluded) AS each, count(DISTINCT part) AS parts FROM ledger_part",
        ],
    );
    let number = |name: &str| whole[0][name].as_f64().expect("a number") as i64;
    assert_eq!(whole[0]["each"], true);
    assert_eq!(number("read"), number("accepted") + number("aside") + number("excluded"));
    assert!(number("aside") > 30 && number("excluded") > 50);
    // The lines of what was set aside and left out are as many as counted, and so are the records.
    for (column, table) in [("set_aside", "ledger_set_aside"), ("excluded", "ledger_excluded")] {
        let wrong = lines(
            project,
            &format!(
                "SELECT part FROM ledger_part p WHERE {column} <> (SELECT count(*) FROM {table} t WHERE t.part = p.part)"
            ),
        );
        assert!(wrong.is_empty(), "{column}: {wrong:?}");
    }
    for table in lines(project, "SELECT DISTINCT holds FROM ledger_part") {
        let wrong = lines(
            project,
            &format!(
                "SELECT part FROM ledger_part p WHERE holds = '{table}' AND (records <> accepted
                    OR records <> (SELECT count(*) FROM received_{table} r WHERE r.part = p.part)
                    OR records <> (SELECT count(DISTINCT row_number) FROM received_{table} r WHERE r.part = p.part))"
            ),
        );
        assert!(wrong.is_empty(), "{table}: {wrong:?}");
    }
    // No row is two things at once, and none above the header is any.
    let wrong = lines(
        project,
        "SELECT part, row_number FROM (SELECT part, row_number FROM ledger_set_aside UNION ALL SELECT part, row_number FROM ledger_excluded
            UNION ALL SELECT part, row_number FROM received_online_service UNION ALL SELECT part, row_number FROM received_digitised_record
            UNION ALL SELECT part, row_number FROM received_village_coverage UNION ALL SELECT part, row_number FROM received_budget_line
            UNION ALL SELECT part, row_number FROM received_procedure) JOIN ledger_part USING (part)
         GROUP BY part, row_number, header_last HAVING count(*) > 1 OR row_number <= header_last",
    );
    assert!(wrong.is_empty(), "{wrong:?}");
}
