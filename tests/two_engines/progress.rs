//! Progress: is the target met, what pace does it need, and where does the straight line from the first reading to the
//! target stand (METHODS 1 and 2).

use super::agreement::{Agreement, Cell, row};
use super::projects::{made_up, province, real};
use super::table::{days, years};

/// The straight line from a first reading to a target.
struct Line<'a> {
    first: (&'a str, f64),
    last: (&'a str, f64),
    goal: (&'a str, f64),
    /// More is better: 1; less is better: -1.
    sign: f64,
}

impl Line<'_> {
    /// A value reaches the goal, whichever way is better.
    fn reached(&self, value: f64) -> bool {
        self.sign * (value - self.goal.1) >= 0.0
    }

    /// There is a way to go: the first reading had not reached the goal.
    fn climbs(&self) -> bool {
        !self.reached(self.first.1)
    }

    /// The goal's day has come by the last reading.
    fn due(&self) -> bool {
        self.last.0 >= self.goal.0
    }

    /// Share of the time from the first reading to the goal that has passed by the last.
    fn elapsed(&self) -> f64 {
        years(self.first.0, self.last.0) / years(self.first.0, self.goal.0)
    }

    /// Where the line stands on the day of the last reading; at the goal once it is due, or where it only had to be held.
    fn expected(&self) -> Option<f64> {
        if self.goal.0 <= self.first.0 {
            None
        } else if self.due() || !self.climbs() {
            Some(self.goal.1)
        } else {
            Some(self.first.1 + (self.goal.1 - self.first.1) * self.elapsed())
        }
    }

    /// Months from the last reading to the day on which the line passes its value: more than none is ahead.
    fn months(&self) -> Option<f64> {
        if self.expected().is_none() || !self.climbs() {
            return None;
        }
        let share_of_the_way = (self.last.1 - self.first.1) / (self.goal.1 - self.first.1);
        let days_on_the_line = share_of_the_way * days(self.first.0, self.goal.0) as f64;
        Some((days_on_the_line - days(self.first.0, self.last.0) as f64) / (365.25 / 12.0))
    }

    /// The class: by the share of the change due by now that has been made.
    fn class(&self) -> Option<&'static str> {
        if self.reached(self.last.1) {
            // Whether it is achieved is for the printed comparator to say, and it has said no.
            return Some("on-track");
        }
        self.expected()?;
        if self.due() {
            return Some("missed");
        }
        if !self.climbs() {
            return Some("deterioration");
        }
        let due = (self.goal.1 - self.first.1) * self.elapsed();
        let made = (self.last.1 - self.first.1) / due;
        let limits = [(0.95, "on-track"), (0.60, "moderate"), (0.0, "limited")];
        Some(limits.iter().find(|(limit, _)| made >= *limit).map_or("deterioration", |(_, class)| class))
    }
}

#[test]
fn paces_and_straight_lines() {
    for (project, least, judged) in [(real(), 15, 0), (province(), 6, 0), (made_up(), 200, 150)] {
        let (promises, series) = (project.result("promise").with("measure"), project.result("trend"));
        let mut again: Vec<Vec<Cell>> = Vec::new();
        let mut lines = 0;
        for row in promises.rows() {
            let of = series.only("measure", promises.id(row, "measure")).only("ref_area", promises.id(row, "ref_area"));
            assert_eq!(of.len(), 1, "a series has one row");
            let goal = promises.number(row, "goal").expect("a goal");
            let at = |day: &'static str, value: &'static str| (of.id(0, day), of.number(0, value).expect("a reading"));
            let line = Line {
                first: at("first_period", "first_value"),
                last: at("time_period", "obs_value"),
                goal: (promises.id(row, "target_date"), goal),
                sign: if promises.id(row, "direction") == "lower" { -1.0 } else { 1.0 },
            };
            let now = line.last.1;
            let achieved = match promises.id(row, "comparator") {
                ">=" => now >= goal,
                ">" => now > goal,
                "<=" | "rank<=" => now <= goal,
                "<" => now < goal,
                // A value or a range is reached from the side that is worse.
                _ => line.reached(now),
            };
            let left = years(line.last.0, line.goal.0);
            let required = (!achieved && left > 0.0).then(|| (goal - now) / left);
            // What moved within a year is not judged.
            let judgeable = days(line.first.0, line.last.0) >= 365;
            let expected = line.expected().filter(|_| judgeable);
            lines += usize::from(expected.is_some());
            let class = if achieved { Some("achieved") } else { line.class().filter(|_| judgeable) };
            let text = |name| promises.text(row, name);
            again.push(row![
                text("indicator"),
                text("document"),
                text("section"),
                text("item"),
                text("level"),
                text("ref_area"),
                promises.whole(row, "target_year"),
                goal,
                text("measured_as"),
                text("measure"),
                of.whole(0, "n"),
                now,
                line.last.0,
                achieved,
                of.number(0, "pace"),
                required,
                expected,
                expected.map(|expected| line.sign * (now - expected)),
                line.months().filter(|_| judgeable),
                class,
            ]);
        }
        assert!(lines >= judged, "{lines} straight lines");
        let columns = &[
            "indicator",
            "document",
            "section",
            "item",
            "level",
            "ref_area",
            "target_year",
            "goal",
            "measured_as",
            "measure",
            "n",
            "obs_value",
            "time_period",
            "achieved",
            "pace",
            "required_pace",
            "linear_expected",
            "linear_distance",
            "linear_months",
            "linear_status",
        ];
        let left_out = &["cagr_ratio", "cagr_status", "reason"];
        // The way is multiplied by the days before it is divided by the change there, after it here.
        let near = &[("linear_months", 1e-12)];
        Agreement { query: "progress", columns, left_out, near }.holds(project, &again, least);
    }
}
