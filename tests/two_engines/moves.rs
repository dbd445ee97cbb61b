//! What moved: funds between two statements; and the province's rate, by each commune's own change and its weight, by the
//! formulas of Kitagawa and of Griliches and Regev (METHODS 1).

use super::agreement::{Agreement, Cell, row};
use super::projects::{made_up, province};
use super::received::names;
use std::collections::BTreeMap;

/// A numerator and a denominator.
type Parts = (f64, f64);

#[test]
fn changes_of_the_whole() {
    for (project, least) in [(province(), 290), (made_up(), 6)] {
        let names = names(project);
        let rates = project.result("online_service_rate").only("level", "area-month");
        let mut again: Vec<Vec<Cell>> = Vec::new();
        for rate in rates.groups(&["rate"]) {
            let Some((first, last)) = rate.ends("period_end").filter(|(first, last)| first < last) else { continue };
            let at = |day: &str| -> BTreeMap<String, Option<Parts>> {
                let month = rate.only("period_end", day);
                let parts =
                    |row| Some((month.whole(row, "numerator")? as f64, month.whole(row, "denominator")? as f64));
                month.rows().map(|row| (month.id(row, "ref_area").to_owned(), parts(row))).collect()
            };
            let (before, after) = (at(&first), at(&last));
            // A commune that does not say both of both months is compared with nothing: it is left out of both.
            let mut kept: BTreeMap<&str, (Parts, Parts)> = BTreeMap::new();
            let mut left_out = 0_usize;
            for area in before.keys().chain(after.keys().filter(|area| !before.contains_key(*area))) {
                match (before.get(area).copied().flatten(), after.get(area).copied().flatten()) {
                    (Some(was), Some(is)) => drop(kept.insert(area, (was, is))),
                    _ => left_out += 1,
                }
            }
            let sum = |of: &dyn Fn(&(Parts, Parts)) -> f64| kept.values().map(of).sum::<f64>();
            let (d0, d1) = (sum(&|(was, _)| was.1), sum(&|(_, is)| is.1));
            // Where nothing was counted in one of the months there is no rate to split.
            if d0 <= 0.0 || d1 <= 0.0 {
                continue;
            }
            let (r0, r1) = (sum(&|(was, _)| was.0) / d0, sum(&|(_, is)| is.0) / d1);
            let mean = (r0 + r1) / 2.0;
            let mut added_up = 0.0;
            for (area, (was, is)) in &kept {
                let (w0, w1) = (was.1 / d0, is.1 / d1);
                let of = |parts: &Parts| parts.0 / parts.1;
                let [within, between, entering, leaving] = match (was.1 > 0.0, is.1 > 0.0) {
                    (true, true) => {
                        let (old, new) = (of(was), of(is));
                        [(w0 + w1) / 2.0 * (new - old), (w1 - w0) * ((old + new) / 2.0 - mean), 0.0, 0.0]
                    }
                    (false, true) => [0.0, 0.0, w1 * (of(is) - mean), 0.0],
                    (true, false) => [0.0, 0.0, 0.0, w0 * (mean - of(was))],
                    (false, false) => [0.0; 4],
                };
                let total = within + between + entering + leaving;
                added_up += total;
                again.push(row![
                    rate.id(0, "rate"),
                    *area,
                    names.get(*area).cloned(),
                    first.as_str(),
                    last.as_str(),
                    100.0 * r0,
                    100.0 * r1,
                    100.0 * (r1 - r0),
                    100.0 * within,
                    100.0 * between,
                    100.0 * entering,
                    100.0 * leaving,
                    100.0 * total,
                    left_out,
                ]);
            }
            assert!((added_up - (r1 - r0)).abs() < 1e-12, "the communes make the change");
        }
        let columns = &[
            "rate",
            "ref_area",
            "name",
            "first_period",
            "last_period",
            "before",
            "after",
            "change",
            "within",
            "between",
            "entering",
            "leaving",
            "total",
            "left_out",
        ];
        Agreement { query: "rate_change", columns, left_out: &["method"], near: &[] }.holds(project, &again, least);
        if std::ptr::eq(project, made_up()) {
            let entering = columns.iter().position(|name| *name == "entering").expect("a column");
            assert!(again.iter().any(|row| row[entering] != Cell::Number(0.0)), "a commune enters");
        }
    }
}

/// Each statement less the one before it in its year; the first less nothing.
#[test]
fn flows_of_funds() {
    for (project, least) in [(province(), 300), (made_up(), 40)] {
        let lines = project.known("budget_line").only("accumulation", "year_to_date");
        let mut again: Vec<Vec<Cell>> = Vec::new();
        for line in lines.groups(&["ref_area", "office", "task", "funds"]) {
            let mut statements: Vec<usize> = line.rows().collect();
            statements.sort_by_key(|row| line.id(*row, "as_of"));
            for (at, row) in statements.iter().enumerate() {
                let year = &line.id(*row, "as_of")[..4];
                let before = at.checked_sub(1).map(|at| statements[at]);
                let before = before.filter(|row| line.id(*row, "as_of").starts_with(year));
                let so_far = line.whole(*row, "disbursed");
                let (after, flow) = match before {
                    Some(before) => {
                        let both = so_far.zip(line.whole(before, "disbursed"));
                        (line.id(before, "as_of").to_owned(), both.map(|(now, then)| now - then))
                    }
                    None => (format!("{}-12-31", year.parse::<i32>().expect("a year") - 1), so_far),
                };
                again.push(row![
                    line.text(*row, "ref_area"),
                    line.text(*row, "office"),
                    line.text(*row, "task"),
                    line.text(*row, "funds"),
                    after,
                    line.text(*row, "as_of"),
                    so_far,
                    flow,
                    line.text(*row, "obs_status"),
                    line.text(*row, "source_row"),
                ]);
            }
        }
        let columns = &[
            "ref_area",
            "office",
            "task",
            "funds",
            "after_day",
            "as_of",
            "disbursed",
            "flow",
            "obs_status",
            "source_row",
        ];
        Agreement { query: "budget_line_flow", columns, left_out: &[], near: &[] }.holds(project, &again, least);
    }
}
