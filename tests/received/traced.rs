//! From a rate to the cells that it was made of.

use crate::common::{milepost, stdout};
use crate::office::{lines, taken_province};
use calamine::{Data, open_workbook_auto};
use std::fs;
use std::path::Path;

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
        let text = stdout(&milepost(project, &["explain", "digitised_record_rate", "--area", &area, "--lang", "en"]));
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
