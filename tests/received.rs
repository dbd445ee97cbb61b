//! A simulated province comes in: what was planted is found and nothing else, everything adds up to what was published,
//! every figure leads to its cell, and what comes a second time is told from what has changed.

mod common;
#[path = "common/office.rs"]
mod office;

use calamine::{Data, Reader, open_workbook_auto};
use common::{Copy, failure, stdout};
use milepost::forms::{Filled, SheetContent, Template, filled};
use milepost::observations::{Reads, Recipe};
use office::{DAY, Office, edit_part, fresh_province, lines, rows, taken_province, with_number, without_row};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

const SHEET: &str = "xl/worksheets/sheet1.xml";

/// `file sheet cell code`, in order.
type Mistakes = Vec<(String, String, String, String)>;

fn planted() -> Mistakes {
    let mut reader = csv::Reader::from_path(fresh_province().join("planted.csv")).expect("the list");
    let rows = reader.records().map(|r| r.expect("a line"));
    let mut list: Mistakes = rows
        .map(|r| (r[0].trim_start_matches("received/").to_owned(), r[1].to_owned(), r[2].to_owned(), r[4].to_owned()))
        .collect();
    list.sort();
    list
}

#[test]
fn what_was_planted_is_found_and_nothing_else() {
    let found = lines(
        taken_province(),
        "SELECT f.file, coalesce(t.sheet, ''), coalesce(t.cell, ''), t.code FROM ledger_trouble t JOIN ledger_file f USING (file_id)
         WHERE t.severity IN ('error', 'warning') ORDER BY ALL",
    );
    let mut found: Mistakes = found
        .iter()
        .map(|line| {
            let mut parts = line.split('|').map(str::to_owned);
            let mut next = || parts.next().expect("four columns");
            (next(), next(), next(), next())
        })
        .collect();
    let planted = planted();
    assert!(planted.len() > 40, "{}", planted.len());
    for mistake in &planted {
        let (file, sheet, cell, code) = mistake;
        // What is wrong with a file as a whole stands in no cell, though the finding may name the sheet it was looked for on.
        let at = found.iter().position(|f| {
            &f.0 == file && &f.3 == code && if cell.is_empty() { true } else { &f.1 == sheet && &f.2 == cell }
        });
        assert!(at.is_some(), "planted and not found: {mistake:?}");
        found.remove(at.expect("just looked for"));
    }
    assert!(found.is_empty(), "found and not planted: {found:?}");
}

#[test]
fn what_cannot_be_taken_is_refused_whole() {
    let whole =
        ["newer-form", "mislabelled", "truncated", "no-recipe", "label-renamed", "label-missing", "unit-contradicted"];
    let planted: BTreeSet<String> =
        planted().into_iter().filter(|m| whole.contains(&m.3.as_str())).map(|m| m.0).collect();
    let refused = lines(taken_province(), "SELECT file FROM ledger_file WHERE outcome = 'refused' ORDER BY file");
    assert_eq!(refused, planted.into_iter().collect::<Vec<_>>());
    assert_eq!(refused.len(), 7);
    let parts = lines(
        taken_province(),
        "SELECT p.part FROM ledger_part p JOIN ledger_file f USING (file_id) WHERE f.outcome = 'refused'",
    );
    assert!(parts.is_empty());
}

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

/// A published figure: numerator, denominator, value.
type Published = (Option<i64>, Option<i64>, Option<f64>);

fn published() -> Vec<(String, String, Published)> {
    let mut reader = csv::Reader::from_path("datasets/report-2025/observations.csv").expect("the report");
    let rows = reader.records().map(|r| r.expect("a row"));
    rows.map(|r| (r[0].to_owned(), r[5].to_owned(), (r[7].parse().ok(), r[8].parse().ok(), r[9].parse().ok())))
        .collect()
}

/// The figure of a measure that the report prints last: with its parts, or as a value.
fn latest(measure: &str, has_parts: bool) -> Published {
    let list = published();
    let own = list.iter().filter(|(m, _, figures)| m == measure && figures.0.is_some() == has_parts);
    own.max_by(|a, b| a.1.cmp(&b.1)).unwrap_or_else(|| panic!("{measure} is published")).2
}

/// The percentage that the report prints beside a measure's parts.
fn printed(measure: &str) -> f64 {
    let mut reader = csv::Reader::from_path("datasets/report-2025/observations.csv").expect("the report");
    let mut rows = reader.records().map(|r| r.expect("a row"));
    let row = rows.find(|r| &r[0] == measure).unwrap_or_else(|| panic!("{measure} is published"));
    row[12].parse().expect("a percentage")
}

fn all(query: &str, condition: impl Fn(&Value) -> bool) -> (i64, i64, f64) {
    let rows = rows(taken_province(), &["query", "run", query]);
    let own: Vec<&Value> = rows.iter().filter(|r| r["level"] == "all" && condition(r)).collect();
    assert_eq!(own.len(), 1, "{query}: {own:?}");
    let number = |name: &str| own[0][name].as_f64().unwrap_or_else(|| panic!("{name} of {}", own[0]));
    (number("numerator") as i64, number("denominator") as i64, number("obs_value"))
}

fn rounded(value: f64, places: i32) -> f64 {
    (value * 10f64.powi(places)).round() / 10f64.powi(places)
}

#[test]
fn roll_ups_equal_the_published_totals_to_the_unit() {
    let parts = |measure: &str| {
        let (numerator, denominator, _) = latest(measure, true);
        (numerator.expect("a numerator"), denominator.expect("a denominator"))
    };
    let value = |measure: &str| latest(measure, false).2.expect("a value");
    let (digitised, received, _) = all("digitised_record_rate", |r| r["rate"] == "components");
    assert_eq!((digitised, received), parts("dossiers.components_digitised"));
    let (digitised, handled, share) = all("digitised_record_rate", |r| r["rate"] == "results");
    assert_eq!((digitised, handled), parts("dossiers.results_digitised"));
    assert_eq!(rounded(share, 1), printed("dossiers.results_digitised"));
    let (_, all_received, filed) = all("online_service_rate", |r| r["rate"] == "filed_online");
    assert_eq!((all_received, rounded(filed, 2)), (received, value("dossiers.filed_online")));
    let (_, all_handled, online) = all("online_service_rate", |r| r["rate"] == "handled_online");
    assert_eq!((all_handled, rounded(online, 2)), (handled, value("dossiers.handled_online")));
    let (done, pages, _) = all("archive_page_rate", |_| true);
    assert_eq!((done, pages), parts("archive.pages_digitised"));
    let (disbursed, allotted, share) = all("budget_line_rate", |_| true);
    assert_eq!(allotted as f64, value("budget.sti_dt.allocated"));
    assert_eq!(rounded(share, 2), value("budget.sti_dt.disbursed"));
    assert_eq!(rounded(100.0 * disbursed as f64 / allotted as f64, 2), value("budget.sti_dt.disbursed"));
    let (covered, without, _) = all("village_coverage_rate", |r| r["rate"] == "covered");
    let on_the_day: Vec<Published> = published()
        .into_iter()
        .filter(|(m, day, _)| m == "villages.covered_4g" && day == "2025-11-10")
        .map(|(.., figures)| figures)
        .collect();
    assert_eq!(on_the_day.first().map(|f| (f.0, f.1)), Some((Some(covered), Some(without))));
    let (wired, villages, _) = all("village_coverage_rate", |r| r["rate"] == "fixed_broadband");
    assert_eq!(villages as f64, value("community_digital_teams.count"), "one team for each village");
    assert_eq!((villages - wired) as f64, value("villages.without_fixed_broadband"));
    let register = &rows(taken_province(), &["query", "run", "procedure_rate"])[0];
    let number = |name: &str| register[name].as_i64().expect("a number");
    assert_eq!((number("full"), number("eligible")), parts("procedures.full_online"));
    assert_eq!(number("procedures") as f64, value("procedures.total"));
    assert_eq!(number("part") as f64, value("procedures.partly_online"));
    assert_eq!(number("not_online") as f64, value("procedures.not_online"));
}

#[test]
fn communes_and_months_add_up_to_the_province() {
    for query in ["online_service_rate", "digitised_record_rate"] {
        let rows = rows(taken_province(), &["query", "run", query]);
        let mut sums: BTreeMap<(String, String), (f64, f64)> = BTreeMap::new();
        for row in &rows {
            let text = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
            let sum = sums.entry((text("rate"), text("level"))).or_default();
            sum.0 += row["numerator"].as_f64().unwrap_or(0.0);
            sum.1 += row["denominator"].as_f64().unwrap_or(0.0);
        }
        let rates: BTreeSet<&String> = sums.keys().map(|(rate, _)| rate).collect();
        for rate in rates {
            let of = |level: &str| sums.get(&(rate.clone(), level.to_owned())).copied();
            for level in ["area", "month", "area-month"] {
                assert_eq!(of(level), of("all"), "{query}, {rate}, {level}");
            }
        }
    }
}

#[test]
fn every_row_says_that_it_is_simulated() {
    for table in lines(taken_province(), "SELECT DISTINCT holds FROM ledger_part ORDER BY holds") {
        let status = lines(taken_province(), &format!("SELECT DISTINCT obs_status FROM {table}"));
        assert_eq!(status, ["SIM"], "{table}");
    }
    let silent = lines(taken_province(), "SELECT file FROM ledger_file WHERE outcome = 'taken' AND NOT simulated");
    assert!(silent.is_empty(), "{silent:?}");
    let said = stdout(&common::milepost(taken_province(), &["query", "run", "budget_line_rate", "--lang", "en"]));
    assert!(said.to_lowercase().contains("simulated"), "{said}");
}

#[test]
fn the_same_folder_again_changes_nothing() {
    let office = Office::in_taken_province();
    let before = office.content();
    let said = office.ingest_on("2026-01-12", &["received"]);
    assert!(said.contains("0 taken, 314 unchanged, 7 refused"), "{said}");
    assert!(before == office.content(), "not a row of any table may change");
    // The same bytes under another name are the same file.
    fs::copy(office.path("received/budget-line-03646.xlsx"), office.path("bản sao.xlsx")).expect("copied");
    let said = office.ingest_on("2026-01-13", &["bản sao.xlsx"]);
    assert!(said.contains("0 taken, 1 unchanged"), "{said}");
    assert!(before == office.content());
}

/// `C17` of a text file; rows and columns from 1.
fn text_cell(path: &Path, column: usize, row: usize) -> String {
    let bytes = fs::read(path).expect("a file");
    let text: String = match bytes.strip_prefix(&[0xff, 0xfe]) {
        Some(units) => {
            let units: Vec<u16> = units.chunks(2).map(|b| u16::from_le_bytes([b[0], b[1]])).collect();
            String::from_utf16(&units).expect("UTF-16")
        }
        // Figures are the same in every other encoding that is met here.
        None => bytes.iter().map(|b| char::from(*b)).collect(),
    };
    let delimiter = if path.extension().is_some_and(|e| e == "tsv") { '\t' } else { ';' };
    let line = text.lines().nth(row - 1).expect("the line is there");
    line.split(delimiter).nth(column - 1).expect("the cell is there").trim_matches('"').to_owned()
}

#[test]
fn explain_leads_from_a_rate_to_the_cell() {
    let project = taken_province();
    let in_text = lines(
        project,
        "SELECT DISTINCT r.ref_area FROM digitised_record r WHERE r.source LIKE '%.csv' OR r.source LIKE '%.tsv' ORDER BY ALL LIMIT 3",
    );
    assert!(in_text.len() >= 2, "{in_text:?}");
    let mut areas = vec!["03646".to_owned(), "04075".to_owned(), "04246".to_owned()];
    areas.extend(in_text);
    for area in areas {
        let text =
            stdout(&common::milepost(project, &["explain", "digitised_record_rate", "--area", &area, "--lang", "en"]));
        let mut from: Option<(String, Option<String>)> = None;
        let (mut looked_at, mut sums) = (0, [0i64; 2]);
        for line in text.lines() {
            let line = line.trim_start_matches(['│', '├', '└', '─', ' ']);
            if let Some((origin, _)) = line.split_once(" [SIM]") {
                let file = origin.split(['!', ':']).next().expect("a file").to_owned();
                from = Some((file, origin.split('!').nth(1).map(str::to_owned)));
            } else if let (Some((cell, rest)), Some((file, sheet))) = (line.split_once(" “"), &from)
                && let Some((field, value)) = rest.split_once("”: ").and_then(|(_, said)| said.split_once(" = "))
            {
                let digits = cell.find(|c: char| c.is_ascii_digit()).expect("a cell");
                let column = cell[..digits].bytes().fold(0, |n, b| n * 26 + usize::from(b - b'A') + 1);
                let row: usize = cell[digits..].parse().expect("a row");
                let path = project.join("received").join(file);
                let there = match sheet {
                    Some(sheet) => {
                        let mut book = open_workbook_auto(&path).expect("a workbook");
                        let range = book.worksheet_range(sheet).expect("the sheet");
                        let at = (row as u32 - 1, column as u32 - 1);
                        range.get_value(at).map(Data::to_string).unwrap_or_default()
                    }
                    None => text_cell(&path, column, row),
                };
                let plain = there.replace('.', "");
                assert_eq!(plain, value, "{area}: {file} {cell}, {field}");
                sums[usize::from(field == "received")] += if matches!(field, "received" | "components_digitised") {
                    value.parse().expect("a number")
                } else {
                    0
                };
                looked_at += 1;
            }
        }
        assert!(looked_at >= 40, "{area}: {looked_at} cells\n{text}");
        // The cells that were looked at add up to the first line's figures.
        let shown = |n: i64| milepost::language::count(i128::from(n), milepost::language::Language::En);
        let first = text.lines().find(|l| l.contains("components")).expect("the rate");
        let figures = format!("100 × {} / {}", shown(sums[0]), shown(sums[1]));
        assert!(first.contains(&figures), "{area}: {first} has not {figures}");
    }
}

#[test]
fn a_changed_workbook_is_a_new_vintage() {
    let office = Office::in_taken_province();
    let file = "received/digitised-record-03646.xlsx";
    let old = office.lines(
        "SELECT components_digitised FROM digitised_record WHERE ref_area = '03646' AND row_number = 7 AND source LIKE '%03646%'",
    );
    assert_eq!(old, ["533"]);
    edit_part(&office.path(file), SHEET, |xml| without_row(&with_number(xml, "E7", "500"), 18));
    let said = office.ingest_on("2026-01-14", &[file]);
    assert!(said.contains("533 → 500") && said.contains("components_digitised"), "{said}");
    assert!(said.contains("no longer in the file") && said.contains("2025-12-01"), "{said}");
    let revisions = office.lines("SELECT kind, field, before, after, row_key FROM ledger_revision ORDER BY kind");
    assert_eq!(revisions.len(), 2, "{revisions:?}");
    assert!(revisions[0].starts_with("revised|components_digitised|533|500|ref_area=03646"), "{revisions:?}");
    assert!(revisions[1].starts_with("withdrawn||||ref_area=03646"), "{revisions:?}");
    let on = |day: &str| {
        let statement =
            "SELECT sum(components_digitised)::BIGINT, count(*), max(components_digitised) FILTER (row_number = 7)
            FROM digitised_record WHERE ref_area = '03646'";
        let text = stdout(&office.milepost(&["sql", statement, "--format", "csv", "--as-of", day]));
        text.lines().nth(1).expect("a row").to_owned()
    };
    assert_eq!(on("2026-01-13"), "9821,12,533");
    assert_eq!(on("2026-01-14"), format!("{},11,500", 9821 - 33 - 934));
    assert_eq!(on("2026-01-09"), ",0,", "nothing was received yet");
    // The first copy comes once more: it is again what stands.
    fs::copy(fresh_province().join(file), office.path(file)).expect("copied");
    let said = office.ingest_on("2026-01-15", &[file]);
    assert!(said.contains("500 → 533"), "{said}");
    assert_eq!(on("2026-01-15"), "9821,12,533");
}

#[test]
fn a_file_of_the_same_name_from_another_office_does_not_replace() {
    let office = Office::in_taken_province();
    let other = office.path("khác/digitised-record-03646.xlsx");
    fs::create_dir_all(office.path("khác")).expect("a folder");
    fs::copy(office.path("received/digitised-record-03664.xlsx"), &other).expect("copied");
    edit_part(&other, SHEET, |xml| with_number(xml, "E7", "1"));
    office.ingest_on("2026-01-14", &["khác"]);
    let sums = "SELECT ref_area, sum(components_digitised)::BIGINT, count(*) FROM digitised_record WHERE ref_area IN ('03646', '03664') GROUP BY ALL ORDER BY ALL";
    let (now, before) = (office.lines(sums), lines(taken_province(), sums));
    assert_eq!(now[0], before[0], "the figures of 03646 stand");
    assert!(now[1] != before[1] && now[1].ends_with("|12"), "those of 03664 are revised: {now:?}");
    assert_eq!(office.lines("SELECT count(*) FROM ledger_file WHERE replaced_by IS NOT NULL"), ["0"]);
}

#[test]
fn what_is_wrong_goes_back_marked() {
    let folder = taken_province().join("out/set-aside");
    let mut reader = csv::Reader::from_path(folder.join("reasons.csv")).expect("the table of reasons");
    let reasons: Vec<csv::StringRecord> = reader.records().map(|r| r.expect("a line")).collect();
    let mistakes = planted();
    let serious = reasons.iter().filter(|r| &r[6] != "note").count();
    assert_eq!(serious, mistakes.len());
    assert!(reasons.iter().all(|r| !r[13].is_empty() && !r[14].is_empty()), "a sentence in both languages");
    let unreadable = ["mislabelled", "truncated", "newer-form", "no-recipe"];
    let mut expected = BTreeSet::new();
    for (file, _, cell, code) in &mistakes {
        if unreadable.contains(&code.as_str()) {
            continue;
        }
        let stem = file.rsplit_once('.').expect("an extension").0;
        expected.insert(format!("{stem}.xlsx"));
        let mut book = open_workbook_auto(folder.join(format!("{stem}.xlsx"))).expect("a marked workbook");
        let review = book.worksheet_range("Cần xem lại").expect("the list of what is to be looked at");
        let texts: Vec<String> = review.cells().map(|(.., cell)| cell.to_string()).collect();
        assert!(cell.is_empty() || texts.iter().any(|t| t.contains(cell.as_str())), "{file} {cell}: {texts:?}");
        assert!(book.sheet_names().len() >= 2, "the sender's own sheets are there");
    }
    let there: BTreeSet<String> = fs::read_dir(&folder)
        .expect("a folder")
        .map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|n| n.ends_with(".xlsx"))
        .collect();
    let extra: Vec<&String> = there.difference(&expected).collect();
    let refused: BTreeSet<String> =
        mistakes.iter().filter(|m| unreadable.contains(&m.3.as_str())).map(|m| m.0.clone()).collect();
    assert!(extra.iter().all(|f| refused.contains(*f)), "nothing else is sent back: {extra:?}");
    assert!(expected.is_subset(&there), "{expected:?}");
}

#[test]
fn a_run_keeps_what_goes_back() {
    let office = Office::in_taken_province();
    let list = |folder: &Path| -> Vec<(String, u64)> {
        let mut files: Vec<(String, u64)> = fs::read_dir(folder)
            .expect("a folder")
            .map(|e| e.expect("an entry"))
            .map(|e| (e.file_name().to_string_lossy().into_owned(), e.metadata().expect("its size").len()))
            .collect();
        files.sort();
        files
    };
    let before = list(&office.path("out/set-aside"));
    stdout(&office.milepost(&["run"]));
    stdout(&office.milepost(&["run"]));
    assert_eq!(list(&office.path("out/set-aside")), before);
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

/// The recipes of a form of the project.
fn recipes(form: &str) -> Vec<Recipe> {
    let text = fs::read_to_string(format!("datasets/{form}/source.toml")).expect("a dataset");
    let table: toml::Table = text.parse().expect("TOML");
    table["recipe"].as_array().expect("recipes").iter().map(|r| r.clone().try_into().expect("a recipe")).collect()
}

/// A row of figures that obey the form's rules; the seventh part of a dozen.
fn figures(recipe: &Recipe, area: &str, n: i64) -> Vec<Filled> {
    let of = |name: &str| match name {
        "received" => Filled::Count(100 + n),
        "received_online_full" => Filled::Count(50),
        "received_online_part" => Filled::Count(20 + n % 7),
        "handled" => Filled::Count(90 + n),
        "handled_online" => Filled::Count(80),
        "on_time" => Filled::Count(88 + n),
        "late" => Filled::Count(2),
        "paid_online" => Filled::Count(n),
        "ref_area" => Filled::Text(area.to_owned()),
        "field" => Filled::Text("Hộ tịch".to_owned()),
        "period" => Filled::Text("09/2025".to_owned()),
        _ => Filled::Blank,
    };
    recipe.columns.iter().filter(|c| c.from == milepost::observations::From::Column).map(|c| of(&c.name)).collect()
}

#[test]
fn seventy_five_templates_come_back_and_go_in_with_one_command() {
    let copy = Copy::new();
    stdout(&copy.milepost(&["template", "online-service", "--area", "14", "--each", "--out", "mẫu"]));
    let mut names: Vec<String> = fs::read_dir(copy.path("mẫu"))
        .expect("a folder")
        .map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names.len(), 75, "one for each commune");
    let recipes = recipes("online-service");
    let sheets: Vec<&Recipe> = recipes.iter().collect();
    let communes: BTreeMap<String, String> =
        lines(copy.path(".").as_path(), "SELECT area, name FROM area WHERE valid_to IS NULL AND type = 'commune'")
            .iter()
            .map(|l| l.split_once('|').expect("two columns"))
            .map(|(code, name)| (code.to_owned(), name.to_owned()))
            .collect();
    assert_eq!(communes.len(), 75);
    fs::create_dir_all(copy.path("trả lời")).expect("a folder");
    let mut total = 0;
    for (n, (code, name)) in (0i64..).zip(&communes) {
        let file = format!("online-service-{code}.xlsx");
        assert!(names.contains(&file), "{file}");
        let form = Template {
            form: "online-service",
            recipes: &sheets,
            area_code: code,
            area_name: name,
            areas: &[],
            simulated: false,
            rows: 200,
        };
        let row = figures(&recipes[0], name, n);
        total += 100 + n;
        let content = [SheetContent { rows: vec![row], ..SheetContent::default() }, SheetContent::default()];
        let bytes = filled(&form, &content).expect("a filled form");
        fs::write(copy.path("trả lời").join(&file), bytes).expect("written");
        if n == 0 {
            // What was filled in here is the very form that was sent out: the same labels in the same cells.
            let labels = |path: &Path| -> Vec<(usize, usize, String)> {
                let mut book = open_workbook_auto(path).expect("a workbook");
                let range = book.worksheet_range("Hồ sơ").expect("the sheet");
                range
                    .cells()
                    .filter(|(r, _, c)| *r < 5 && **c != Data::Empty)
                    .map(|(r, c, v)| (r, c, v.to_string()))
                    .collect()
            };
            assert_eq!(labels(&copy.path("mẫu").join(&file)), labels(&copy.path("trả lời").join(&file)));
        }
    }
    let said = stdout(&copy.milepost(&["ingest", "trả lời", "--received", DAY, "--lang", "en"]));
    assert!(said.contains("75 taken, 0 unchanged, 0 refused"), "{said}");
    assert!(said.contains("75 read = 75 accepted + 0 set aside + 0 left out"), "{said}");
    let rows = lines(
        &copy.path("."),
        "SELECT count(*), count(DISTINCT ref_area), sum(received)::BIGINT, string_agg(DISTINCT obs_status) FROM online_service",
    );
    assert_eq!(rows, [format!("75|75|{total}|A")]);
    assert_eq!(recipes[0].columns.iter().filter(|c| c.reads == Reads::Count).count(), 8);
}

#[test]
fn a_blank_form_is_refused_as_blank() {
    let copy = Copy::new();
    let forms = ["online-service", "digitised-record", "village-coverage", "budget-line"];
    for form in forms {
        stdout(&copy.milepost(&["template", form, "--area", "03646", "--out", "mẫu"]));
    }
    stdout(&copy.milepost(&["ingest", "mẫu", "--received", DAY]));
    let outcomes = lines(
        &copy.path("."),
        "SELECT f.file, f.outcome, string_agg(t.code) FROM ledger_file f LEFT JOIN ledger_trouble t USING (file_id) GROUP BY ALL ORDER BY f.file",
    );
    let mut expected: Vec<String> = forms.iter().map(|f| format!("{f}-03646.xlsx|refused|blank-form")).collect();
    expected.sort();
    assert_eq!(outcomes, expected);
}
