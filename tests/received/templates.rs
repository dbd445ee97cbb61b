//! Blank forms go out, come back filled in, and go in.

use crate::common::{Copy, stdout};
use crate::office::{DAY, lines};
use calamine::{Data, open_workbook_auto};
use milepost::forms::{Filled, SheetContent, Template, filled};
use milepost::observations::{Reads, Recipe};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

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
