//! What people write down beside a form: spellings of areas, exclusions, corrections.

use super::{area, column, counted, recipe, task, text};
use crate::common::failure;
use crate::office::{Office, rows};

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
