//! Simulated figures say so in every row, and never meet real ones.

use crate::common::{Copy, failure, milepost, stdout};
use crate::office::{DAY, Office, fresh_province, lines, taken_province};
use std::fs;

#[test]
fn every_row_says_that_it_is_simulated() {
    for table in lines(taken_province(), "SELECT DISTINCT holds FROM ledger_part ORDER BY holds") {
        let status = lines(taken_province(), &format!("SELECT DISTINCT obs_status FROM {table}"));
        assert_eq!(status, ["SIM"], "{table}");
    }
    let silent = lines(taken_province(), "SELECT file FROM ledger_file WHERE outcome = 'taken' AND NOT simulated");
    assert!(silent.is_empty(), "{silent:?}");
    let said = stdout(&milepost(taken_province(), &["query", "run", "budget_line_rate", "--lang", "en"]));
    assert!(said.to_lowercase().contains("simulated"), "{said}");
}

#[test]
fn simulated_and_real_figures_never_meet() {
    let real = Copy::new();
    let file = "digitised-record-03646.xlsx";
    fs::copy(fresh_province().join("received").join(file), real.path(file)).expect("copied");
    let said = stdout(&real.milepost(&["ingest", file, "--received", DAY, "--lang", "en"]));
    assert!(said.contains("the file holds simulated figures and this project real ones"), "{said}");
    assert!(said.contains("0 taken, 0 unchanged, 1 refused"), "{said}");
    let (_, code) = failure(&real.milepost(&["ingest", file, "--received", DAY, "--fail-on", "error"]));
    assert_eq!(code, Some(1));
    // A text file says so in its head alone.
    let text = lines(
        taken_province(),
        "SELECT file FROM ledger_file WHERE file LIKE '%.csv' AND outcome = 'taken' ORDER BY file LIMIT 1",
    );
    fs::copy(fresh_province().join("received").join(&text[0]), real.path(&text[0])).expect("copied");
    let said = stdout(&real.milepost(&["ingest", &text[0], "--received", DAY, "--lang", "en"]));
    assert!(said.contains("the file holds simulated figures"), "{said}");
    let figures = "Xã, phường;Cơ quan;Tháng;Hồ sơ tiếp nhận;Hồ sơ đã số hóa;Kết quả đã trả;Kết quả đã số hóa;Trang cần số hóa;Trang đã số hóa\n03646;;01/2025;10;9;8;7;;\n";
    let office = Office::in_fresh_province();
    let said = office.send("thật.csv", figures);
    assert!(said.contains("the file does not say that it is simulated"), "{said}");
    assert_eq!(office.lines("SELECT count(*) FROM digitised_record"), ["0"]);
    fs::write(real.path("thật.csv"), figures).expect("written");
    let said = stdout(&real.milepost(&["ingest", "thật.csv", "--received", DAY, "--lang", "en"]));
    assert!(said.contains("1 taken") && said.contains("1 read = 1 accepted"), "{said}");
}

/// The words of a drawing for those who do not see it.
fn description(svg: &str) -> String {
    svg.split("<desc").nth(1).and_then(|rest| rest.split("</desc>").next()).expect("a description").to_owned()
}

#[test]
fn a_chart_of_a_commune_is_of_its_own_figures() {
    let office = Office::in_taken_province();
    let first = |area: &str| {
        let statement = format!(
            "SELECT replace(round(obs_value, 1)::VARCHAR, '.', ',') FROM reading WHERE indicator = 'simulated.filed_online' \
             AND ref_area = '{area}' ORDER BY time_period LIMIT 1"
        );
        office.lines(&statement).remove(0)
    };
    let (own, whole) = (first("03646"), first("14"));
    assert_ne!(own, whole);
    let arguments = ["chart", "trajectory", "--indicator", "simulated.filed_online", "--to", "chart.svg"];
    stdout(&office.milepost(&[&arguments[..], &["--area", "03646"]].concat()));
    let told = description(&fs::read_to_string(office.path("chart.svg")).expect("a drawing"));
    assert!(told.contains(&format!("{own}%")) && !told.contains(&format!("31/01/2025: {whole}%")), "{told}");
    stdout(&office.milepost(&arguments));
    let told = description(&fs::read_to_string(office.path("chart.svg")).expect("a drawing"));
    assert!(told.contains(&format!("{whole}%")), "{told}");
    for level in ["50%", "80%", "95%"] {
        assert!(told.contains(&format!("({level}: ")), "{level}: {told}");
    }
}

#[test]
fn the_gallery_draws_the_forms_from_simulated_figures_and_says_so() {
    let office = Office::in_taken_province();
    // Before a form comes again nothing is revised, and a chart of the revisions says so.
    stdout(&office.milepost(&["chart", "revisions", "--to", "chart.svg"]));
    let told = fs::read_to_string(office.path("chart.svg")).expect("a drawing");
    assert!(told.contains("0 trong 12 tháng có số được sửa"), "{told}");
    for day in ["2026-01-12", "2026-01-14"] {
        office.ingest_on(day, &[&format!("corrected/{day}")]);
    }
    stdout(&office.milepost(&["report", "gallery"]));
    let page = fs::read_to_string(office.path("out/gallery.html")).expect("the page");
    let drawn: Vec<&str> = page.split("<div class=\"drawing\"").skip(1).collect();
    assert_eq!(drawn.len(), 16);
    for drawing in drawn {
        let told = description(drawing);
        for carried in ["Nguồn: ", "Phương pháp: ", "; n = ", "biết đến hết ngày 15/01/2026"] {
            assert!(told.contains(carried), "{carried}: {told}");
        }
        assert!(description(drawing).len() > 20);
        let svg = drawing.split("</svg>").next().expect("a drawing");
        assert!(svg.contains("SỐ LIỆU MÔ PHỎNG"), "{}", &svg[..300]);
    }
}

/// Every day of the view of vintages is what a run on that day reads; corrections by hand included, also one that finds its
/// words in the first vintage alone.
#[test]
fn vintages_are_what_stood_on_each_day() {
    let office = Office::in_taken_province();
    let of = |statement: &str| office.lines(statement);
    let sent: Vec<String> = fs::read_dir(office.path("corrected/2026-01-12"))
        .expect("corrected forms")
        .map(|entry| entry.expect("a file").file_name().into_string().expect("a name"))
        .collect();
    assert_eq!(sent.len(), 14);
    let first = sent.iter().min().expect("a file").trim_start_matches("digitised-record-").trim_end_matches(".xlsx");
    let found = of(&format!(
        "SELECT components_digitised FROM digitised_record WHERE ref_area = '{first}' AND period_start = DATE '2025-02-01'"
    ));
    office.write(
        "datasets/digitised-record/corrections.csv",
        format!(
            "recipe,row,action,column,found,value,reason,role\ndigitised-record,ref_area={first}; office=; period_start=2025-02-01; \
             period_end=2025-02-28,override,components_digitised,{},1,a test,a tester\n",
            found[0]
        ),
    );
    let sum = "SELECT sum(components_digitised)::BIGINT, sum(results_digitised)::BIGINT";
    let before = of(&format!("{sum} FROM digitised_record"));
    for (day, files) in [("2026-01-12", 14), ("2026-01-14", 9)] {
        let said = office.ingest_on(day, &[&format!("corrected/{day}")]);
        assert!(said.contains(&format!("{files} taken, 0 unchanged, 0 refused")) && said.contains(" → "), "{said}");
    }
    let columns = "ref_area, office, period_start, period_end, received, components_digitised, results, results_digitised, \
                   pages_to_digitise, pages_digitised, obs_status, flag, source_row, part, row_number";
    for day in ["2026-01-10", "2026-01-12", "2026-01-14"] {
        let table = |from: &str, as_of: &str| {
            let statement = format!("SELECT {columns} FROM {from} ORDER BY ALL");
            stdout(&office.milepost(&["sql", &statement, "--format", "csv", "--as-of", as_of]))
        };
        let one = format!("digitised_record_vintage WHERE known_on = DATE '{day}'");
        let then = table("digitised_record", day);
        assert_eq!(then.lines().count(), 986);
        assert!(then == table(&one, "2026-01-15") && then == table(&one, day), "{day}");
    }
    // A later day is not known before.
    let days = "SELECT DISTINCT known_on FROM digitised_record_vintage ORDER BY ALL";
    let days = stdout(&office.milepost(&["sql", days, "--format", "csv", "--as-of", "2026-01-13"]));
    assert_eq!(days.lines().skip(1).collect::<Vec<_>>(), ["2026-01-10", "2026-01-12"]);
    // Nobody has the forms of the next year: the last month stays as it was sent.
    let last = "SELECT count(DISTINCT s) FROM (SELECT sum(components_digitised) AS s FROM digitised_record_vintage \
                WHERE period_start = DATE '2025-12-01' GROUP BY known_on)";
    assert_eq!(of(last), ["1"]);
    // What is moved between months is in the year once.
    fs::remove_file(office.path("datasets/digitised-record/corrections.csv")).expect("removed");
    let after = of(&format!("{sum} FROM digitised_record"));
    assert_eq!(after, ["217339|208037"]);
    assert_ne!(before, after);
}
