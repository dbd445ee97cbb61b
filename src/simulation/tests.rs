//! The simulated province is what it says: it adds up, it repeats, and its mistakes stand where they are said to.

use super::code;
use super::place::Place;
use super::project::recipes;
use super::{Planted, Simulation, Summary, write};
use crate::forms::Layout;
use calamine::{Data, Range, Reader, Xlsx, open_workbook};
use std::path::Path;

fn simulated(scale: u32, seed: u64) -> (tempfile::TempDir, Summary) {
    let folder = tempfile::tempdir().unwrap();
    let summary = write(&folder.path().join("p"), &Simulation { scale, seed }, &mut |_, _| {}).unwrap();
    (folder, summary)
}

fn sheet(path: &Path, name: &str) -> Range<Data> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    book.worksheet_range(name).unwrap()
}

#[test]
fn what_is_returned_adds_up_to_what_was_printed_times_the_scale() {
    for scale in [1, 3] {
        let (_folder, summary) = simulated(scale, 2025);
        let times = i64::from(scale);
        let totals = Place::read().unwrap().totals;
        let expected = [
            ("online-service", "received", totals.received),
            ("online-service", "received_online_full", totals.received_online_full),
            ("online-service", "received_online_part", totals.received_online - totals.received_online_full),
            ("online-service", "handled", totals.handled),
            ("online-service", "handled_online", totals.handled_online),
            ("online-service", "on_time", totals.handled - totals.late),
            ("online-service", "late", totals.late),
            ("digitised-record", "received", totals.received),
            ("digitised-record", "components_digitised", totals.components_digitised),
            ("digitised-record", "results", totals.handled),
            ("digitised-record", "results_digitised", totals.results_digitised),
            ("budget-line", "allotted", totals.allotted),
            ("budget-line", "disbursed", totals.disbursed),
        ];
        for (recipe, column, total) in expected {
            let sum = summary.sums.get(&(recipe.to_owned(), column.to_owned()));
            assert_eq!(sum, Some(&(total * times)), "{recipe}.{column} at scale {scale}");
        }
        let rows = (75 * 12 * 7) + (75 + 7) * 12 + 2_163 + 2_233 + 75 * 4 + 6 * 6;
        // Two forms have a pair of rows with one key, and so has the budget: the first of each is right.
        assert_eq!(summary.rows, rows * scale as usize + 3);
    }
}

/// Read back from the files: the offices' archives and the register keep to the template.
#[test]
fn files_hold_the_printed_figures() {
    let (folder, _) = simulated(1, 2025);
    let received = folder.path().join("p/received");
    let recipes = recipes().unwrap();
    let layout = |name: &str| Layout::of(recipes.iter().find(|r| r.name == name).unwrap(), true).unwrap();
    let digitised = layout("digitised-record");
    let mut december = (0.0, 0.0);
    for office in 1..=7 {
        let cells = sheet(&received.join(format!("digitised-record-14-{office:02}.xlsx")), "Số hóa");
        let row = u32::try_from(digitised.row(11)).unwrap() - 1;
        let figure = |column: &str| match cells.get_value((row, digitised.column(column).unwrap() as u32)) {
            Some(Data::Float(n)) => *n,
            other => panic!("{column} of office {office}: {other:?}"),
        };
        december = (december.0 + figure("pages_to_digitise"), december.1 + figure("pages_digitised"));
    }
    assert_eq!(december, (15_125_234.0, 6_047_286.0));

    let register = layout("procedure-register");
    let cells = sheet(&received.join("procedure-register-14.xlsx"), "Thủ tục");
    let count = |column: &str, word: &str| {
        let c = register.column(column).unwrap() as u32;
        let is = |r: &u64| matches!(cells.get_value((*r as u32 - 1, c)), Some(Data::String(t)) if t == word);
        (0..2_163).map(|record| register.row(record)).filter(is).count()
    };
    assert_eq!(
        (
            count("online_level", "Toàn trình"),
            count("online_level", "Một phần"),
            count("online_level", "Chưa trực tuyến")
        ),
        (941, 908, 314)
    );
    assert_eq!(count("eligible", "Có"), 1_065);
}

#[test]
fn the_same_simulation_gives_the_same_bytes() {
    let bytes = |folder: &tempfile::TempDir| {
        let mut paths: Vec<_> =
            std::fs::read_dir(folder.path().join("p/received")).unwrap().map(|e| e.unwrap().path()).collect();
        paths.push(folder.path().join("p/planted.csv"));
        paths.push(folder.path().join("p/milepost.toml"));
        paths.sort();
        paths.iter().map(|p| (p.file_name().unwrap().to_owned(), std::fs::read(p).unwrap())).collect::<Vec<_>>()
    };
    let (first, summary) = simulated(1, 7);
    let (second, _) = simulated(1, 7);
    assert!(bytes(&first) == bytes(&second));
    let (other, _) = simulated(1, 8);
    assert!(bytes(&first) != bytes(&other));
    assert_eq!(bytes(&first).len(), summary.files + 2);
}

/// What a planted cell must look like, by its code.
fn is_as_said(planted: &Planted, value: &Data, above: &Data) -> bool {
    match planted.code {
        code::MISSING_REQUIRED => matches!(value, Data::Empty) || value.to_string().is_empty(),
        code::ERROR_CELL => matches!(value, Data::Error(_)),
        code::NEGATIVE_COUNT => matches!(value, Data::Float(n) if *n < 0.0),
        code::RULE_BROKEN | code::TOTAL_DIFFERS => matches!(value, Data::Float(n) if *n > 0.0),
        code::DUPLICATE_KEY => value == above,
        _ => matches!(value, Data::String(text) if !text.is_empty()),
    }
}

#[test]
fn mistakes_stand_where_they_are_said_to() {
    let (folder, summary) = simulated(1, 2025);
    let root = folder.path().join("p");
    for planted in &summary.planted {
        assert!(root.join(&planted.file).is_file(), "{}", planted.file);
        let Some(cell) = &planted.cell else { continue };
        let (row, _, letters) = planted.row_and_column();
        let column = letters.bytes().fold(0, |n, b| n * 26 + u32::from(b - b'A') + 1) - 1;
        let at = (u32::try_from(row).unwrap() - 1, column);
        let (value, above) = match &planted.sheet {
            Some(name) => {
                let cells = sheet(&root.join(&planted.file), name);
                let get = |at| cells.get_value(at).cloned().unwrap_or(Data::Empty);
                (get(at), get((at.0 - 1, at.1)))
            }
            None => {
                let text = std::fs::read_to_string(root.join(&planted.file)).unwrap();
                let line = text.lines().nth(at.0 as usize).unwrap();
                (Data::String(line.split(';').nth(at.1 as usize).unwrap().to_owned()), Data::Empty)
            }
        };
        assert!(is_as_said(planted, &value, &above), "{} {cell} {}: {value:?}", planted.file, planted.code);
    }
    let listed = std::fs::read_to_string(root.join("planted.csv")).unwrap();
    assert_eq!(listed.lines().count(), summary.planted.len() + 1);
}

#[test]
fn simulated_figures_stay_out_of_projects() {
    let folder = tempfile::tempdir().unwrap();
    let one = Simulation::default();
    let refused = |out: &Path, simulation: &Simulation| write(out, simulation, &mut |_, _| {}).unwrap_err().to_string();
    std::fs::write(folder.path().join("milepost.toml"), "").unwrap();
    let inside = folder.path().join("datasets/new/folder");
    assert!(refused(&inside, &one).contains("a project is not begun inside another"));
    assert!(!folder.path().join("datasets").exists());
    let full = tempfile::tempdir().unwrap();
    std::fs::write(full.path().join("a"), "").unwrap();
    assert!(refused(full.path(), &one).contains("the folder is not empty"));
    for scale in [0, super::MOST + 1] {
        let error = refused(&full.path().join("new"), &Simulation { scale, seed: 1 });
        assert!(error.contains("the scale is out of range"), "{error}");
    }
}
