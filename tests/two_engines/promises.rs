//! Targets: which series answers which, what follows from one target to the next, and which have nothing measured.

use super::agreement::{Agreement, Cell, row};
use super::projects::{Project, made_up, province, real};
use super::table::Table;
use std::collections::BTreeMap;

/// A table's rows found by one of its columns.
pub struct Found<'a> {
    pub table: &'a Table,
    rows: BTreeMap<String, usize>,
}

impl<'a> Found<'a> {
    pub fn by(table: &'a Table, name: &str) -> Found<'a> {
        Found { table, rows: table.rows().map(|row| (table.id(row, name).to_owned(), row)).collect() }
    }

    pub fn text(&self, id: &str, name: &str) -> Option<&'a str> {
        self.table.text(*self.rows.get(id)?, name)
    }
}

#[test]
fn series_that_answer_targets() {
    for (project, least) in [(real(), 240), (province(), 6), (made_up(), 500)] {
        let (targets, all) = (project.known("target"), project.known("indicator"));
        let (indicators, series) = (Found::by(&all, "indicator"), project.result("trend"));
        let mut again: Vec<Vec<Cell>> = Vec::new();
        for row in targets.rows() {
            let (promised, area) = (targets.id(row, "indicator"), targets.id(row, "ref_area"));
            let comparator = targets.id(row, "comparator");
            let direction = indicators.text(promised, "direction").expect("a direction");
            if comparator == "text" || direction == "none" {
                continue;
            }
            // A range is reached at the end that comes first: the upper one where less is better.
            let end = if comparator == "range" && direction == "lower" { "high" } else { "low" };
            let year = targets.whole(row, "year");
            let target = |measured: Option<(&str, &str)>| {
                let text = |name| targets.text(row, name);
                row![
                    promised,
                    text("document"),
                    text("section"),
                    text("item"),
                    text("level"),
                    area,
                    year,
                    year.map(|year| format!("{year}-12-31")),
                    comparator,
                    targets.number(row, end),
                    direction,
                    measured.map(|(indicator, _)| indicator),
                    measured.map(|(_, measure)| measure),
                ]
            };
            let here = series.only("ref_area", area);
            let answers = here.keep(|row| {
                let measured = here.id(row, "indicator");
                measured == promised || indicators.text(measured, "component_of") == Some(promised)
            });
            match answers.len() {
                0 => again.push(target(None)),
                _ => again.extend(
                    answers.rows().map(|row| target(Some((answers.id(row, "indicator"), answers.id(row, "measure"))))),
                ),
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
            "target_date",
            "comparator",
            "goal",
            "direction",
            "measured_as",
            "measure",
        ];
        Agreement { query: "promise", columns, left_out: &[], near: &[] }.holds(project, &again, least);
    }
}

/// Higher-is-better targets with a value, of indicators that have a reference class.
fn with_a_class(project: &Project) -> Table {
    let (targets, all, used) = (project.known("target"), project.known("indicator"), project.known("reference_use"));
    let (indicators, classes) = (Found::by(&all, "indicator"), Found::by(&used, "indicator"));
    let targets = targets.with("low");
    targets.keep(|row| {
        let promised = targets.id(row, "indicator");
        classes.text(promised, "class").is_some()
            && indicators.text(promised, "direction") == Some("higher")
            && [">=", ">", "="].contains(&targets.id(row, "comparator"))
    })
}

#[test]
fn from_one_target_to_the_next() {
    for (project, least) in [(real(), 4), (made_up(), 10)] {
        let (targets, used, documents) =
            (with_a_class(project), project.known("reference_use"), project.known("document"));
        let (classes, documents) = (Found::by(&used, "indicator"), Found::by(&documents, "document"));
        let mut again: Vec<Vec<Cell>> = Vec::new();
        for series in targets.groups(&["indicator", "level", "ref_area"]) {
            // Of each year the strictest; of equal ones that of the document issued last, then the first by name.
            let mut of_year: BTreeMap<i64, usize> = BTreeMap::new();
            let strict = |row: usize| {
                let document = series.id(row, "document");
                let low = (series.number(row, "low").expect("a value") * 1e6).round() as i64;
                (
                    low,
                    documents.text(document, "issued").unwrap_or_default().to_owned(),
                    std::cmp::Reverse(document.to_owned()),
                )
            };
            for row in series.rows() {
                let best = of_year.entry(series.whole(row, "year").expect("a year")).or_insert(row);
                if strict(row) > strict(*best) {
                    *best = row;
                }
            }
            let steps: Vec<(i64, usize)> = of_year.into_iter().collect();
            for pair in steps.windows(2) {
                let [(from, before), (to, after)] = pair else { continue };
                let value = |row: usize| series.number(row, "low").expect("a value");
                // Where the later target asks for no more there is nothing to climb.
                if value(*before) < value(*after) {
                    again.push(row![
                        series.id(0, "indicator"),
                        series.id(0, "level"),
                        series.id(0, "ref_area"),
                        series.id(*before, "document"),
                        *from,
                        value(*before),
                        series.id(*after, "document"),
                        *to,
                        value(*after),
                        classes.text(series.id(0, "indicator"), "class"),
                        project.first_level(),
                    ]);
                }
            }
        }
        let columns = &[
            "indicator",
            "level",
            "ref_area",
            "from_document",
            "from_year",
            "from_value",
            "to_document",
            "to_year",
            "to_value",
            "class",
            "interval_level",
        ];
        let left_out = &["method", "projected", "lower", "upper", "probability", "coverage", "coverage_se", "reason"];
        Agreement { query: "target_step", columns, left_out, near: &[] }.holds(project, &again, least);
    }
}

#[test]
fn targets_of_which_nothing_is_measured() {
    for (project, least) in [(real(), 8), (made_up(), 10)] {
        let (targets, used) = (with_a_class(project), project.known("reference_use"));
        let classes = Found::by(&used, "indicator");
        let (series, areas, growth) =
            (project.result("trend"), project.known("area"), project.known("reference_growth"));
        let areas = Found::by(&areas, "area");
        let review = project.day_of_review();
        let open = targets.keep(|row| {
            let (promised, area) = (targets.id(row, "indicator"), targets.id(row, "ref_area"));
            let gone = areas.text(area, "valid_to").is_some_and(|day| day < review.as_str());
            let due = format!("{}-12-31", targets.whole(row, "year").expect("a year"));
            let measured = series.only("indicator", promised).only("ref_area", area).len() > 0;
            !gone && due > review && !measured
        });
        let mut strictest: BTreeMap<Vec<String>, (i64, f64)> = BTreeMap::new();
        for row in open.rows() {
            let (year, low) = (open.whole(row, "year").expect("a year"), open.number(row, "low").expect("a value"));
            let key = ["indicator", "document", "level", "ref_area"].map(|name| open.id(row, name).to_owned());
            let goal = strictest.entry([key.as_slice(), &[year.to_string()]].concat()).or_insert((year, low));
            goal.1 = goal.1.max(low);
        }
        let again: Vec<Vec<Cell>> = strictest
            .iter()
            .map(|(key, (year, goal))| {
                let class = classes.text(&key[0], "class").expect("a class");
                let levels = growth.only("class", class);
                let levels: Vec<f64> = levels.rows().filter_map(|row| levels.number(row, "level")).collect();
                // Back from the scale of the classes, as far as they have a record.
                let share = |level: f64| 100.0 * (-(-level).exp()).exp();
                let least = levels.iter().copied().fold(f64::INFINITY, f64::min);
                let most = levels.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                let key: Vec<&str> = key.iter().map(String::as_str).collect();
                row![key[0], key[1], key[2], key[3], *year, *goal, class, share(least).max(2.0), share(most).min(98.0)]
            })
            .collect();
        let columns =
            &["indicator", "document", "level", "ref_area", "target_year", "goal", "class", "lowest", "highest"];
        let left_out = &["needed", "coverage", "coverage_se", "reason"];
        // The exponential is that of two libraries.
        let near = &[("lowest", 1e-14), ("highest", 1e-14)];
        Agreement { query: "needed_standing", columns, left_out, near }.holds(project, &again, least);
    }
}
