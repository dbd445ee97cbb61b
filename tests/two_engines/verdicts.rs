//! Verdicts: the status of every target, the overview of the nearest ones, and the counts at the head of the review.

use super::agreement::{Agreement, Cell, row};
use super::projects::{made_up, province, real};
use super::promises::Found;
use super::received::OWN;
use super::table::{Table, days};
use std::collections::BTreeSet;

/// The columns by which a target and its series are told apart, and the year.
const TARGET: [&str; 6] = ["indicator", "document", "section", "item", "level", "ref_area"];

/// The rows of a table for one target, and one series where it is named.
fn of_target(table: &Table, target: &Table, row: usize, year: i64, measure: Option<&str>) -> Vec<usize> {
    table
        .rows()
        .filter(|at| table.whole(*at, "target_year") == Some(year))
        .filter(|at| TARGET.iter().all(|name| table.text(*at, name) == target.text(row, name)))
        .filter(|at| measure.is_none() || table.text(*at, "measure") == measure)
        .collect()
}

#[test]
fn status_of_every_target() {
    for (project, least) in [(real(), 266), (province(), 6), (made_up(), 500)] {
        let (targets, all) = (project.known("target"), project.known("indicator"));
        let indicators = Found::by(&all, "indicator");
        let (progress, attainment) = (project.result("progress"), project.result("attainment"));
        let (series, readings) = (project.result("trend"), project.result("reading"));
        let review = project.day_of_review();
        let mut again: Vec<Vec<Cell>> = Vec::new();
        for row in targets.rows() {
            let (promised, year) = (targets.id(row, "indicator"), targets.whole(row, "year").expect("a year"));
            let in_words =
                targets.id(row, "comparator") == "text" || indicators.text(promised, "direction") == Some("none");
            let answers = of_target(&progress, &targets, row, year, None);
            let answers: Vec<Option<usize>> =
                if answers.is_empty() { vec![None] } else { answers.into_iter().map(Some).collect() };
            for answer in answers {
                let measure = answer.and_then(|at| progress.text(at, "measure"));
                let text = |name| answer.and_then(|at| progress.text(at, name));
                let number = |name| answer.and_then(|at| progress.number(at, name));
                let of = measure
                    .map(|measure| series.only("measure", measure).only("ref_area", targets.id(row, "ref_area")));
                let short = of.as_ref().is_some_and(|of| days(of.id(0, "first_period"), of.id(0, "time_period")) < 365);
                let n = answer.and_then(|at| progress.whole(at, "n"));
                let over = format!("{year}-12-31") < review;
                let achieved = answer.and_then(|at| progress.flag(at, "achieved")) == Some(true);
                // The first that applies.
                let (status, method) = match n {
                    _ if in_words => ("in-words", n.map(|_| "comparison")),
                    None => ("no-data", None),
                    _ if achieved => ("achieved", Some("comparison")),
                    _ if over => ("missed", Some("comparison")),
                    Some(1) => ("one-reading", Some("comparison")),
                    _ if short => ("too-short", Some("comparison")),
                    _ => (text("cagr_status").unwrap_or("not-classified"), Some("cagr-ratio")),
                };
                let estimate = measure
                    .map(|measure| of_target(&attainment, &targets, row, year, Some(measure)))
                    .and_then(|rows| rows.first().copied());
                let estimated = |name| estimate.and_then(|at| attainment.number(at, name));
                let source = of.as_ref().and_then(|of| {
                    let own = readings.only("measure", of.id(0, "measure")).only("ref_area", of.id(0, "ref_area"));
                    let last = own.only("time_period", of.id(0, "time_period"));
                    last.text(0, "document").map(str::to_owned)
                });
                let target = |name| targets.text(row, name);
                again.push(row![
                    promised,
                    target("ref_area"),
                    target("level"),
                    target("document"),
                    target("section"),
                    target("item"),
                    target("locator"),
                    target("source_row"),
                    year,
                    target("comparator"),
                    targets.number(row, "low"),
                    targets.number(row, "high"),
                    target("printed"),
                    target("unit").or_else(|| indicators.text(promised, "unit")),
                    text("measured_as"),
                    measure,
                    source,
                    number("obs_value"),
                    text("time_period"),
                    n.unwrap_or(0),
                    status,
                    text("linear_status"),
                    method,
                    number("pace"),
                    number("required_pace"),
                    estimated("projected"),
                    estimated("lower"),
                    estimated("upper"),
                    estimated("probability"),
                    estimated("coverage"),
                    estimated("projected").and(estimate).and_then(|at| attainment.text(at, "method")),
                ]);
            }
        }
        let columns = &[
            "indicator",
            "ref_area",
            "level",
            "document",
            "section",
            "item",
            "locator",
            "source_row",
            "target_year",
            "comparator",
            "low",
            "high",
            "printed",
            "unit",
            "measured_as",
            "measure",
            "source_document",
            "obs_value",
            "time_period",
            "n",
            "status",
            "linear_status",
            "method",
            "pace",
            "required_pace",
            "projected",
            "lower",
            "upper",
            "probability",
            "coverage",
            "projection_method",
        ];
        Agreement { query: "status", columns, left_out: &["reason"], near: &[] }.holds(project, &again, least);
    }
}

#[test]
fn nearest_targets() {
    for (project, least) in [(real(), 11), (made_up(), 15)] {
        let (status, progress) = (project.result("status"), project.result("progress"));
        let (all, documents) = (project.known("indicator"), project.known("document"));
        let (indicators, documents) = (Found::by(&all, "indicator"), Found::by(&documents, "document"));
        let (series, readings) = (project.result("trend"), project.result("reading"));
        let this_year: i64 = project.day_of_review()[..4].parse().expect("a year");
        let open = status.keep(|row| {
            status.whole(row, "n") > Some(0)
                && status.id(row, "status") != "in-words"
                && status.whole(row, "target_year") >= Some(this_year)
        });
        let mut again: Vec<Vec<Cell>> = Vec::new();
        for rows in open.groups(&["indicator", "measure", "ref_area"]) {
            let mut order: Vec<usize> = rows.rows().collect();
            order.sort_by_key(|row| {
                let document = rows.id(*row, "document");
                let level = documents.text(document, "level");
                let issued = std::cmp::Reverse(documents.text(document, "issued"));
                let place = ["document", "section", "item"].map(|name| rows.id(*row, name).to_owned());
                // The nearest; of one year that stated by the government it binds, then the one issued last.
                (rows.whole(*row, "target_year"), level != rows.text(*row, "level"), issued, place)
            });
            let row = order[0];
            let text = |name| rows.text(row, name);
            let (measure, area) = (rows.id(row, "measure"), rows.id(row, "ref_area"));
            let year = rows.whole(row, "target_year").expect("a year");
            let held = of_target(&progress, &rows, row, year, Some(measure))[0];
            let of = series.only("measure", measure).only("ref_area", area);
            let several = rows.whole(row, "n") > Some(1);
            let last = readings
                .only("measure", measure)
                .only("ref_area", area)
                .only("time_period", rows.id(row, "time_period"));
            let measured_as = rows.id(row, "measured_as");
            let named = |name| indicators.text(measured_as, name);
            again.push(row![
                text("indicator"),
                measured_as,
                measure,
                area,
                named("theme"),
                named("name_vi"),
                named("name_en"),
                text("unit"),
                rows.whole(row, "n"),
                of.text(0, "first_period").filter(|_| several),
                of.number(0, "first_value").filter(|_| several),
                text("time_period"),
                rows.number(row, "obs_value"),
                year,
                progress.number(held, "goal"),
                text("status"),
                progress.number(held, "linear_months"),
                rows.number(row, "pace"),
                rows.number(row, "required_pace"),
                text("reason"),
                text("document"),
                text("section"),
                text("locator"),
                last.text(0, "document"),
                last.text(0, "section"),
                last.text(0, "locator"),
            ]);
        }
        let columns = &[
            "indicator",
            "measured_as",
            "measure",
            "ref_area",
            "theme",
            "name_vi",
            "name_en",
            "unit",
            "n",
            "baseline_date",
            "baseline",
            "time_period",
            "obs_value",
            "target_year",
            "goal",
            "status",
            "linear_months",
            "pace",
            "required_pace",
            "reason",
            "target_document",
            "target_section",
            "target_locator",
            "document",
            "section",
            "locator",
        ];
        Agreement { query: "overview", columns, left_out: &["target_vi", "target_en"], near: &[] }
            .holds(project, &again, least);
    }
}

#[test]
fn counts_at_the_head_of_the_review() {
    for project in [real(), made_up()] {
        let (targets, status) = (project.known("target"), project.result("status"));
        let (overview, series) = (project.result("overview").only("ref_area", OWN), project.result("trend"));
        let projected = project.result("projection").with("projected");
        let different =
            |table: &Table, name: &str| table.rows().map(|row| table.id(row, name).to_owned()).collect::<BTreeSet<_>>();
        let own = status.only("ref_area", OWN);
        let own = own.keep(|row| own.id(row, "status") != "in-words");
        let measured = different(&own.keep(|row| own.whole(row, "n") > Some(0)), "indicator").len();
        let promised = different(&own, "indicator").len();
        let again = row![
            different(&targets, "document").len(),
            targets.len(),
            targets.only("comparator", "text").len(),
            different(&targets, "indicator").len(),
            promised,
            measured,
            promised - measured,
            overview.only("status", "achieved").len(),
            overview.len(),
            overview.keep(|row| overview.whole(row, "n") >= Some(2)).len(),
            different(&projected, "measure").len(),
            series.rows().filter_map(|row| series.whole(row, "n")).max(),
        ];
        let columns = &[
            "documents",
            "targets",
            "targets_in_words",
            "indicators_with_target",
            "own_indicators",
            "own_measured",
            "own_unmeasured",
            "own_achieved",
            "own_series",
            "own_series_trend",
            "projected",
            "most_readings",
        ];
        Agreement { query: "headline", columns, left_out: &[], near: &[] }.holds(project, &[again], 1);
    }
}
