//! Rates of received figures count everything once: no quarter beside its months, no province beside its communes, no year
//! beside another, no row that the latest statement no longer has.

mod common;
#[path = "common/office.rs"]
mod office;

use office::Office;
use std::fs;

const FORMS: [&str; 4] = ["online-service", "digitised-record", "village-coverage", "budget-line"];

/// A real project's forms and queries, and no figures.
fn office() -> Office {
    let office = Office::with("");
    for form in FORMS {
        let text = fs::read_to_string(format!("datasets/{form}/source.toml")).expect("a form of the project");
        office.write(&format!("datasets/{form}/source.toml"), text);
    }
    for entry in fs::read_dir("queries").expect("the queries").filter_map(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.contains("_rate.sql") || name == "budget_line_flow.sql" {
            office.write(&format!("queries/{name}"), fs::read(entry.path()).expect("a query"));
        }
    }
    for check in ["revised-by-another-file", "left-out-of-latest-statement"] {
        let check = format!("queries/checks/{check}.sql");
        office.write(&check, fs::read(&check).expect("a check of the project"));
    }
    office
}

const RECORDS: &str = "Xã, phường;Cơ quan;Tháng;Hồ sơ tiếp nhận;Hồ sơ đã số hóa;Kết quả đã trả;Kết quả đã số hóa;Trang cần số hóa;Trang đã số hóa\n";
const VILLAGES: &str = "Xã, phường;Thôn, bản;Số hộ;Sóng 4G / Viettel;Sóng 4G / VNPT;Sóng 4G / MobiFone;Ngày có sóng;Ngày dự kiến;Băng rộng cố định;Điện lưới\n";
const FUNDS: &str = "Xã, phường;Cơ quan;Nhiệm vụ;Nguồn vốn;Kinh phí bố trí;Lũy kế giải ngân\n";

fn components(office: &Office) -> Vec<String> {
    office.lines("SELECT numerator, denominator FROM digitised_record_rate WHERE rate = 'components' AND level = 'all'")
}

#[test]
fn a_quarter_beside_its_months_is_set_aside() {
    let office = office();
    let rows = "Phường Tô Hiệu;;07/2025;100;60;;;;\nPhường Tô Hiệu;;08/2025;100;60;;;;\nPhường Tô Hiệu;;Quý III/2025;300;120;;;;\n\
        Phường Tô Hiệu;;9 tháng năm 2025;900;500;;;;\nPhường Tô Hiệu;;Năm 2025;900;500;;;;\n";
    office.send("a.csv", format!("{RECORDS}{rows}"));
    assert_eq!(
        office.troubles(),
        ["other-grain C4 period", "accumulation-contradicted C5 period", "other-grain C6 period"]
    );
    assert_eq!(components(&office), ["120|200"]);
}

#[test]
fn a_province_counts_only_for_an_office_of_its_own() {
    let office = office();
    let rows = "Phường Tô Hiệu;;07/2025;100;60;;;;\nTỉnh Sơn La;Sở Nội vụ;07/2025;10;5;;;;\n";
    office.send("a.csv", format!("{RECORDS}{rows}"));
    office.send("b.csv", format!("{RECORDS}Tỉnh Sơn La;;07/2025;110;65;;;;\n"));
    assert_eq!(office.troubles(), ["sums-up-others A2 ref_area"]);
    assert_eq!(components(&office), ["65|110"]);
}

#[test]
fn a_name_in_capitals_is_the_same_name() {
    let office = office();
    let rows = "Phường Tô Hiệu;Bản A;40;Có;;;;;Có;Có\nPhường Tô Hiệu;BẢN A;40;Có;;;;;Có;Có\n";
    office.send("a.csv", format!("Tính đến ngày: 30/06/2025\n{VILLAGES}{rows}"));
    assert_eq!(office.troubles(), ["duplicate-key A4 ref_area"]);
    // In another file it is a revision, and told.
    office.send("b.csv", format!("Tính đến ngày: 30/06/2025\n{VILLAGES}Phường Tô Hiệu;bản a;41;Có;;;;;Có;Có\n"));
    assert_eq!(office.lines("SELECT village, households FROM village_coverage"), ["bản a|41"]);
    assert!(office.findings().contains(&"revised-by-another-file".to_owned()));
}

#[test]
fn the_latest_statement_of_a_commune_is_the_whole_of_it() {
    let office = office();
    let two = "Phường Tô Hiệu;Bản A;40;Không;Không;Không;;;Có;Có\nPhường Tô Hiệu;Bản B;30;Không;Không;Không;;;Có;Có\n";
    office.send("a.csv", format!("Tính đến ngày: 30/06/2025\n{VILLAGES}{two}"));
    let merged = "Phường Tô Hiệu;Bản A-B;70;Có;Không;Không;01/12/2025;;Có;Có\n";
    office.send("b.csv", format!("Tính đến ngày: 31/12/2025\n{VILLAGES}{merged}"));
    let rates = "SELECT rate, numerator, denominator FROM village_coverage_rate WHERE level = 'all' AND rate IN ('any_4g', 'covered') ORDER BY rate";
    assert_eq!(office.lines(rates), ["any_4g|1|1", "covered|1|1"]);
    // What is no longer counted is told.
    assert!(office.findings().contains(&"left-out-of-latest-statement".to_owned()));
}

#[test]
fn budget_years_and_dropped_lines_are_not_added() {
    let office = office();
    let line =
        |task: &str, allotted: u32, disbursed: u32| format!("Phường Tô Hiệu;;{task};NST;{allotted};{disbursed}\n");
    office.send("2024.csv", format!("Tính đến ngày: 31/12/2024\n{FUNDS}{}", line("A", 1000, 1000)));
    office.send("9.csv", format!("Tính đến ngày: 30/09/2025\n{FUNDS}{}{}", line("A", 100, 50), line("B", 100, 50)));
    office.send("12.csv", format!("Tính đến ngày: 31/12/2025\n{FUNDS}{}", line("A", 100, 90)));
    let rate = "SELECT numerator, denominator FROM budget_line_rate WHERE level = 'all'";
    assert_eq!(office.lines(rate), ["90|100"]);
    let flows = office.lines("SELECT as_of, flow FROM budget_line_flow WHERE task = 'A' ORDER BY as_of");
    assert_eq!(flows, ["2024-12-31|1000", "2025-09-30|50", "2025-12-31|40"]);
}

#[test]
fn a_spelling_that_is_explained_later_applies_to_the_same_file() {
    let office = office();
    let file = format!("{RECORDS}Trụ sở cũ;;07/2025;100;60;;;;\n");
    office.send("a.csv", &file);
    assert_eq!(office.troubles(), ["not-area A2 ref_area"]);
    office.write("datasets/digitised-record/areas.csv", "spelling,area\nTrụ sở cũ,03646\n");
    office.send("a.csv", &file);
    assert_eq!(components(&office), ["60|100"]);
    assert!(!office.findings().contains(&"rows-set-aside".to_owned()));
    let again = office.send("a.csv", &file);
    assert!(again.contains("1 unchanged"), "{again}");
}
