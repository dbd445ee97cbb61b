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
}

#[test]
fn the_gallery_draws_the_forms_from_simulated_figures_and_says_so() {
    let office = Office::in_taken_province();
    stdout(&office.milepost(&["report", "gallery"]));
    let page = fs::read_to_string(office.path("out/gallery.html")).expect("the page");
    let drawn: Vec<&str> = page.split("<div class=\"drawing\"").skip(1).collect();
    // Nothing that was sent has been revised: there is nothing to show of revisions, and the page says that.
    assert_eq!(drawn.len(), 15);
    assert!(page.matches("chưa có số liệu").count() >= 1);
    for drawing in drawn {
        assert!(description(drawing).len() > 20);
        let svg = drawing.split("</svg>").next().expect("a drawing");
        assert!(svg.contains("SỐ LIỆU MÔ PHỎNG"), "{}", &svg[..300]);
    }
}
