//! What was taken in adds up to what the report published, and parts to their whole.

use crate::office::{rows, taken_province};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

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
