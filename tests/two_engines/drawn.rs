//! What is drawn for each series of each area, and which rows the five methods of progress have.

use super::agreement::{Agreement, Cell, row};
use super::projects::{made_up, real};
use super::promises::Found;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn trajectories() {
    for (project, least) in [(real(), 75), (made_up(), 130)] {
        let mut again: Vec<Vec<Cell>> = Vec::new();
        let none = None::<f64>;
        let all = ["reading", "status", "projection"].map(|name| project.result(name));
        let areas: BTreeSet<String> =
            all.iter().flat_map(|table| table.rows().map(|row| table.id(row, "ref_area").to_owned())).collect();
        for area in &areas {
            let area = area.as_str();
            let readings = project.result("reading").only("ref_area", area);
            for row in readings.rows() {
                let (day, value) = (readings.id(row, "time_period"), readings.number(row, "obs_value"));
                again.push(row![
                    readings.id(row, "indicator"),
                    readings.id(row, "measure"),
                    area,
                    "reading",
                    day,
                    value,
                    none,
                    none,
                    none,
                    none
                ]);
            }
            // Targets with a value of what is measured, each value of a year once.
            let documents = project.known("document");
            let documents = Found::by(&documents, "document");
            let status = project.result("status").only("ref_area", area).with("low").with("measure");
            let low = |row: usize| status.number(row, "low").expect("a value");
            let mut stated: BTreeMap<(String, i64, u64), usize> = BTreeMap::new();
            let rank = |row: usize| {
                let document = status.id(row, "document");
                let own = documents.text(document, "level") == status.text(row, "level");
                let place = ["document", "section", "item"].map(|name| status.id(row, name).to_owned());
                (!own, Reverse(documents.text(document, "issued")), place)
            };
            for row in status.rows() {
                let year = status.whole(row, "target_year").expect("a year");
                let best =
                    stated.entry((status.id(row, "measure").to_owned(), year, low(row).to_bits())).or_insert(row);
                if rank(row) < rank(*best) {
                    *best = row;
                }
            }
            let due = |row: usize| format!("{}-12-31", status.whole(row, "target_year").expect("a year"));
            for row in stated.values() {
                let (measured_as, measure) = (status.id(*row, "measured_as"), status.id(*row, "measure"));
                let high = status.number(*row, "high");
                again.push(row![measured_as, measure, area, "target", due(*row), low(*row), high, none, none, none]);
            }
            // The path goes from the latest reading to the next target that is not met: of one year's the one that demands most.
            let indicators = project.known("indicator");
            let indicators = Found::by(&indicators, "indicator");
            let is_lower = |row: usize| indicators.text(status.id(row, "indicator"), "direction") == Some("lower");
            let goal = |row: usize| match status.id(row, "comparator") {
                "range" if is_lower(row) => status.number(row, "high").expect("an upper end"),
                _ => low(row),
            };
            let mut next: BTreeMap<&str, usize> = BTreeMap::new();
            for row in stated
                .values()
                .filter(|row| status.number(**row, "required_pace").is_some() && status.id(**row, "status") != "missed")
            {
                let best = next.entry(status.id(*row, "measure")).or_insert(*row);
                let higher = goal(*best).total_cmp(&goal(*row));
                let sooner = due(*row).cmp(&due(*best)).then(if is_lower(*row) { higher.reverse() } else { higher });
                if sooner.is_lt() {
                    *best = *row;
                }
            }
            for (measure, row) in &next {
                let (measured_as, now) = (status.id(*row, "measured_as"), status.number(*row, "obs_value"));
                again.push(row![
                    measured_as,
                    *measure,
                    area,
                    "required",
                    status.id(*row, "time_period"),
                    now,
                    none,
                    none,
                    none,
                    none
                ]);
                again.push(row![
                    measured_as,
                    *measure,
                    area,
                    "required",
                    due(*row),
                    goal(*row),
                    none,
                    none,
                    none,
                    none
                ]);
            }
            let projected = project.result("projection").only("ref_area", area);
            for series in projected.groups(&["indicator", "measure"]) {
                let (indicator, measure) = (series.id(0, "indicator"), series.id(0, "measure"));
                let with = series.with("lower");
                for row in with.rows() {
                    let number = |name| with.number(row, name);
                    let day = format!("{}-12-31", with.whole(row, "target_year").expect("a year"));
                    let level = number("interval_level");
                    again.push(row![
                        indicator,
                        measure,
                        area,
                        "fan",
                        day,
                        number("projected"),
                        none,
                        number("lower"),
                        number("upper"),
                        level
                    ]);
                }
                if with.len() < series.len() {
                    again.push(row![indicator, measure, area, "refusal", None::<&str>, none, none, none, none, none]);
                }
            }
        }
        let columns = &["indicator", "measure", "ref_area", "kind", "date", "value", "high", "lower", "upper", "level"];
        let agreement = Agreement { query: "trajectory", columns, left_out: &["text_vi", "text_en"], near: &[] };
        agreement.holds_by(
            &["indicator", "measure", "ref_area", "kind", "date", "level", "value"],
            project,
            &again,
            least,
        );
    }
}

#[test]
fn rows_of_the_five_methods() {
    for (project, least) in [(real(), 25), (made_up(), 500)] {
        let (promises, series) = (project.result("promise").with("measure"), project.result("trend"));
        let all = project.known("indicator");
        let mut again: Vec<Vec<Cell>> = Vec::new();
        for row in promises.rows().filter(|row| promises.id(*row, "comparator") != "rank<=") {
            let text = |name| promises.text(row, name);
            let of = series.only("measure", promises.id(row, "measure")).only("ref_area", promises.id(row, "ref_area"));
            let n = of.whole(0, "n");
            // Without a bound at both ends there is no logit to draw the line on.
            let measured_as = promises.id(row, "measured_as");
            let bounded = ["lower_bound", "upper_bound"]
                .iter()
                .all(|name| all.only("indicator", measured_as).with(name).len() > 0);
            let escap = if bounded { "escap/1" } else { "escap-linear/1" };
            for method in ["cagr-ratio/1", escap, "linear-path/1", "sdsn-arrow/1", "un-progress-chart/1"] {
                if n > Some(1) {
                    again.push(row![
                        text("indicator"),
                        text("document"),
                        text("section"),
                        text("item"),
                        text("level"),
                        text("ref_area"),
                        promises.whole(row, "target_year"),
                        promises.number(row, "goal"),
                        text("measure"),
                        n,
                        method,
                    ]);
                }
            }
        }
        let columns = &[
            "indicator",
            "document",
            "section",
            "item",
            "level",
            "ref_area",
            "target_year",
            "goal",
            "measure",
            "n",
            "method",
        ];
        let left_out = &["status", "class", "ratio", "score", "at_target", "agreement", "why", "reason"];
        Agreement { query: "progress_method", columns, left_out, near: &[] }.holds(project, &again, least);
    }
}
