//! The review: self-contained, in its language, the same bits each time, and no number typed into its prose.

mod common;

use common::{Copy, stdout};
use milepost::report::{Block, Notebook};
use std::fs;

/// The notebooks whose prose holds no digit; that of the methods names shares and years of its examples.
const NOTEBOOKS: [&str; 16] = [
    "notebooks/annual-review.md",
    "notebooks/annual-review.en.md",
    "notebooks/budget.md",
    "notebooks/budget.en.md",
    "notebooks/commune.md",
    "notebooks/commune.en.md",
    "notebooks/coverage-4g.md",
    "notebooks/coverage-4g.en.md",
    "notebooks/data-quality.md",
    "notebooks/data-quality.en.md",
    "notebooks/digitised-records.md",
    "notebooks/digitised-records.en.md",
    "notebooks/indicator.md",
    "notebooks/indicator.en.md",
    "notebooks/online-services.md",
    "notebooks/online-services.en.md",
];

/// A page's text without its tags.
fn words(page: &str) -> String {
    page.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect()
}

#[test]
fn run_writes_a_page_that_needs_nothing_else() {
    let copy = Copy::new();
    stdout(&copy.milepost(&["run"]));
    let page = fs::read_to_string(copy.path("out/review.html")).expect("the review");
    for outside in ["src=\"http", "href=\"http", "url(http", "<script src", "@import", "fetch("] {
        assert!(!page.contains(outside), "{outside}");
    }
    // Its one script is its own, and the policy allows no other.
    assert!(page.contains("Content-Security-Policy") && page.contains("script-src 'sha256-"), "the policy");
    let words = words(&page);
    assert!(page.contains("lang=\"vi\"") && words.contains("941/1.065") && words.contains("88,4%"));
    assert!(page.len() < 2_000_000, "{} bytes", page.len());
    for chart in ["overview", "full-online-services", "procedures-by-level", "archive-pages", "villages-4g", "budget"] {
        let svg = fs::read_to_string(copy.path(&format!("out/charts/{chart}.svg"))).expect(chart);
        assert!(svg.contains("<svg") && svg.contains("Noto Sans"), "{chart}");
    }
    for table in ["reading", "status", "overview", "finding"] {
        assert!(copy.path(&format!("out/tables/{table}.csv")).is_file(), "{table}");
    }
    assert!(copy.path("out/milepost.duckdb").is_file() && !copy.path("out/.fresh").exists());
    let first = fs::read(copy.path("out/manifest.json")).expect("the manifest");
    stdout(&copy.milepost(&["run"]));
    assert_eq!(fs::read(copy.path("out/manifest.json")).expect("the manifest"), first, "the same bits again");
}

#[test]
fn the_english_page_is_english() {
    let copy = Copy::new();
    stdout(&copy.milepost(&["run", "--lang", "en", "--png"]));
    let page = fs::read_to_string(copy.path("out/review.html")).expect("the review");
    let words = words(&page);
    assert!(page.contains("lang=\"en\"") && words.contains("941/1,065") && words.contains("88.4%"));
    for word in ["Hiện tại", "Mục tiêu", "Kế hoạch:", "Nguồn", "chưa có số liệu"] {
        assert!(!page.contains(word), "{word}");
    }
    let overview = fs::read_to_string(copy.path("out/charts/overview.svg")).expect("a chart");
    assert!(!overview.contains("tổng chi") && overview.contains("0.93%"), "units are English too");
    let png = fs::read(copy.path("out/charts/overview.png")).expect("a chart");
    assert!(png.starts_with(b"\x89PNG"));
}

#[test]
fn a_review_of_an_earlier_day_says_what_was_not_known() {
    let copy = Copy::new();
    stdout(&copy.milepost(&["run", "--as-of", "2026-06-30"]));
    let page = fs::read_to_string(copy.path("out/review.html")).expect("the review");
    assert!(page.contains("30&#x2f;06&#x2f;2026") && page.contains("88,4%") && !page.contains("26,6%"));
    stdout(&copy.milepost(&["run", "--as-of", "2025-09-30"]));
    let page = fs::read_to_string(copy.path("out/review.html")).expect("the review");
    assert!(page.contains("chưa có số liệu.") && !page.contains("88,4%") && !page.contains("report-2025, dòng"));
}

#[test]
fn no_number_is_typed_into_the_prose() {
    for file in NOTEBOOKS {
        let text = fs::read_to_string(file).expect("a notebook");
        let notebook = Notebook::parse(&text, file).expect("it parses");
        for block in &notebook.blocks {
            let Block::Text(text, line) = block else { continue };
            let mut prose = String::new();
            for (i, part) in text.split("{eval}`").enumerate() {
                prose.push_str(if i == 0 { part } else { part.split_once('`').map_or(part, |(_, rest)| rest) });
            }
            // Names that hold a digit are names.
            for name in ["4G", "5G", "6G", "coverage-4g.html"] {
                prose = prose.replace(name, "");
            }
            let digit = prose.chars().find(char::is_ascii_digit);
            assert_eq!(digit, None, "{file}, text from line {line}: {prose}");
        }
    }
}

#[test]
fn a_notebook_that_breaks_is_placed_and_the_old_page_stays() {
    let copy = Copy::new();
    stdout(&copy.milepost(&["run"]));
    let old = fs::read(copy.path("out/review.html")).expect("the review");
    copy.edit("notebooks/annual-review.md", "{eval}`full.gap [number1]`", "{eval}`full.gab [number1]`");
    let (message, code) = common::failure(&copy.milepost(&["run"]));
    assert!(
        message.contains("notebooks/annual-review.md:") && message.contains("the cell has no such column"),
        "{message}"
    );
    assert_eq!(code, Some(3));
    assert_eq!(fs::read(copy.path("out/review.html")).expect("the review"), old);
    assert!(copy.path("out/charts/overview.svg").is_file() && copy.path("out/tables/status.csv").is_file());
}

#[test]
fn every_cell_that_shows_rows_says_their_order() {
    for file in NOTEBOOKS {
        let text = fs::read_to_string(file).expect("a notebook");
        for block in &Notebook::parse(&text, file).expect("it parses").blocks {
            let Block::Cell(cell) = block else { continue };
            let shown = cell.options.get("show").map(String::as_str) != Some("none");
            if shown && !cell.options.contains_key("query") {
                assert!(cell.code.contains("ORDER BY"), "{file}:{}", cell.line);
            }
        }
    }
}
