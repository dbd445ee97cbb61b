//! Tables are sorted by their headings: numbers as numbers whatever their commas, days as days, words as Vietnamese orders
//! them, what is missing last, and back to the page's own order.

use super::on_every_page;
use super::pages::{Page, witness};
use super::tab::{Tab, left_out};
use icu_collator::CollatorBorrowed;
use icu_collator::options::CollatorOptions;
use std::cmp::Ordering;

/// A column of a table before sorting, after one click on its heading, after two, and after three.
#[derive(serde::Deserialize)]
struct Column {
    name: String,
    clicks: [Vec<String>; 4],
    said: [String; 4],
}

/// Clicks through every heading; of a table with more rows than can be compared quickly the order still.
const CLICKED: &str = r"(() => [...document.querySelectorAll('div.table')].flatMap(box => {
    const table = box.querySelector('table'), heads = [...table.tHead.rows[0].cells];
    const read = at => [...table.tBodies[0].rows].map(row => row.cells[at].textContent.trim());
    return heads.filter(head => head.querySelector('.sort')).map(head => {
        const at = head.cellIndex, clicks = [read(at)], said = [head.getAttribute('aria-sort')];
        for (let i = 0; i < 3; i++) {
            head.querySelector('.sort').click();
            clicks.push(read(at));
            said.push(head.getAttribute('aria-sort'));
        }
        return { name: head.textContent, clicks, said };
    });
}))()";

fn columns(tab: &mut Tab) -> Vec<Column> {
    serde_json::from_value(tab.js(CLICKED)).expect("columns")
}

/// A number as the page writes it: `1.065,5%` in Vietnamese, `1,065.5%` in English, `2,5 × 10^−12`.
pub fn number(text: &str, language: &str) -> Option<f64> {
    let (thousands, point) = if language == "vi" { ('.', ',') } else { (',', '.') };
    let bare = text.trim_end_matches('%').trim_start_matches('+').replace(thousands, "").replace(point, ".");
    let bare = bare.replace('−', "-").replace(" × 10^", "e");
    bare.parse().ok()
}

/// A day as the page writes it, `31/12/2025` or `31 December 2025`; of a month and a year what there is: `2025`.
fn day(text: &str) -> Option<(u16, u8, u8)> {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let parts: Vec<&str> = text.split(['/', ' ']).collect();
    let month =
        |word: &str| word.parse().ok().or_else(|| u8::try_from(MONTHS.iter().position(|m| *m == word)? + 1).ok());
    let year = parts.last().filter(|year| year.len() == 4)?.parse().ok()?;
    match parts[..parts.len() - 1] {
        [] => Some((year, 0, 0)),
        [of] => Some((year, month(of)?, 0)),
        [day, of] => Some((year, month(of)?, day.parse().ok()?)),
        _ => None,
    }
}

/// An order of texts.
type Order = dyn Fn(&str, &str) -> Ordering;

/// How two texts of one column are ordered: all of it days, all numbers, or words.
fn ordering(values: &[String], language: &'static str) -> Box<Order> {
    let present = || values.iter().filter(|v| *v != "–");
    if present().all(|v| day(v).is_some()) {
        return Box::new(|a, b| day(a).cmp(&day(b)));
    }
    if present().all(|v| number(v, language).is_some()) {
        return Box::new(move |a, b| number(a, language).partial_cmp(&number(b, language)).expect("numbers"));
    }
    let mut preferences: icu_collator::CollatorPreferences =
        language.parse::<icu_locale::Locale>().expect("a language").into();
    preferences.numeric_ordering = Some(icu_collator::preferences::CollationNumericOrdering::True);
    let collator = CollatorBorrowed::try_new(preferences, CollatorOptions::default()).expect("its order");
    Box::new(move |a, b| collator.compare(a, b))
}

/// Sorted as it should be, what is missing last? Else the first pair that is not.
fn wrong(values: &[String], ordering: &Order, unwanted: Ordering) -> Option<(String, String)> {
    let pair = values.windows(2).find(|pair| match (pair[0] == "–", pair[1] == "–") {
        (true, later) => !later,
        (false, true) => false,
        (false, false) => ordering(&pair[0], &pair[1]) == unwanted,
    });
    pair.map(|pair| (pair[0].clone(), pair[1].clone()))
}

fn check(column: &Column, page: &Page) {
    let what = format!("{page}, column {:?}", column.name);
    assert_eq!(column.said, ["none", "ascending", "descending", "none"], "{what}");
    let order = ordering(&column.clicks[0], page.language);
    assert_eq!(wrong(&column.clicks[1], &*order, Ordering::Greater), None, "{what}: up");
    assert_eq!(wrong(&column.clicks[2], &*order, Ordering::Less), None, "{what}: down");
    assert_eq!(column.clicks[3], column.clicks[0], "{what}: back to the page's order");
    let sorted = |values: &[String]| {
        let mut sorted = values.to_vec();
        sorted.sort();
        sorted
    };
    assert_eq!(sorted(&column.clicks[1]), sorted(&column.clicks[0]), "{what}: the same rows");
}

#[test]
fn every_column_of_every_page_is_sorted() {
    on_every_page(|tab, page| {
        let columns = columns(tab);
        assert!(!columns.is_empty(), "{page} has columns");
        for column in &columns {
            check(column, page);
        }
    });
}

#[test]
fn vietnamese_names_decimal_commas_and_days_are_in_their_order() {
    if left_out() {
        return;
    }
    for page in witness() {
        let columns = columns(&mut Tab::open(page));
        let up = |name: &str| columns.iter().find(|c| c.name == name).map(|c| c.clicks[1].clone()).expect("the column");
        // A, Ă and Â are three letters, in this order, and Đ comes after D.
        let vietnamese: Vec<String> = up("Name").into_iter().filter(|name| name.starts_with("Xã ")).collect();
        if page.language == "vi" {
            assert_eq!(vietnamese, ["Xã An Bình", "Xã Ăn Hòa", "Xã Ân Nghĩa", "Xã Dồm Cang", "Xã Đông Sang"]);
        }
        let written = |vi: [&'static str; 9], en: [&'static str; 9]| if page.language == "vi" { vi } else { en };
        assert_eq!(
            up("Share"),
            written(
                ["0,0%", "2,5%", "9,5%", "10,3%", "12,0%", "88,4%", "100,0%", "–", "–"],
                ["0.0%", "2.5%", "9.5%", "10.3%", "12.0%", "88.4%", "100.0%", "–", "–"]
            )
        );
        assert_eq!(
            up("Persons"),
            written(
                ["7", "8", "20", "941", "950", "1.065", "1.200", "1.000.000", "–"],
                ["7", "8", "20", "941", "950", "1,065", "1,200", "1,000,000", "–"]
            )
        );
        let days = [
            "30/10/2023",
            "15/03/2024",
            "02/01/2025",
            "31/12/2025",
            "15/01/2026",
            "01/02/2026",
            "01/10/2026",
            "02/11/2026",
        ];
        for column in ["Day", "Period"] {
            let sorted = up(column);
            assert_eq!(sorted[8], "–", "{column}");
            let read: Vec<_> = sorted[..8].iter().map(|text| day(text)).collect();
            assert_eq!(read, days.map(day), "{page} {column}: {sorted:?}");
        }
    }
}
