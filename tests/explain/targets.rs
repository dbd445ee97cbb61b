//! Targets and what it takes to meet them, recomputed from lines of targets, indicators and observations.

use super::formulas::{Answer, Asked};
use super::leaves::{Found, Leaves, Line};
use super::readings::{Reading, only_series, series};
use jiff::civil::{Date, date};
use std::collections::BTreeSet;

/// Years of 365.25 days between two days.
pub fn years(from: Date, to: Date) -> Found<f64> {
    let days = from.until(to).map_err(|e| e.to_string())?.get_days();
    Ok(f64::from(days) / 365.25)
}

/// The last day of a target's year.
pub fn due(target: &Line) -> Found<Date> {
    let year: i16 = target.told("year")?.parse().map_err(|e| format!("{}: year: {e}", target.place))?;
    Ok(date(year, 12, 31))
}

/// Is lower better for the target's indicator? The direction stands in the catalogue of indicators.
fn falls(leaves: &Leaves, target: &Line) -> Found<bool> {
    let indicator = target.told("indicator")?;
    let of = leaves.named("indicators").into_iter().find(|line| line.is("indicator", indicator));
    of.map(|line| line.is("direction", "lower")).ok_or_else(|| format!("no line says which way {indicator} is better"))
}

/// The value to reach: of a range its nearer end.
fn goal(leaves: &Leaves, target: &Line) -> Found<f64> {
    let high = target.is("comparator", "range") && falls(leaves, target)?;
    target.number(if high { "high" } else { "low" })
}

/// Has a reading met a target, by the comparator as it is printed?
fn met(leaves: &Leaves, target: &Line, reading: &Reading<'_>) -> Found<bool> {
    let (value, goal) = (reading.value, goal(leaves, target)?);
    Ok(match target.told("comparator")? {
        ">=" => value >= goal,
        ">" => value > goal,
        "<" => value < goal,
        "<=" | "rank<=" => value <= goal,
        _ if falls(leaves, target)? => value <= goal,
        _ => value >= goal,
    })
}

/// The series that answer a target: its indicator's own, and those of the indicators that are components of it.
fn answering<'a>(leaves: &'a Leaves, target: &Line) -> Found<Vec<Vec<Reading<'a>>>> {
    let wanted = target.told("indicator")?;
    let part = |indicator: &str| {
        let of = leaves.named("indicators").into_iter().find(|line| line.is("indicator", indicator));
        of.is_some_and(|line| line.is("component_of", wanted))
    };
    Ok(series(leaves)?.into_iter().filter(|s| s[0].indicator == wanted || part(s[0].indicator)).collect())
}

/// The only series that answers the only target of the lines, and that target.
fn held_against(leaves: &Leaves) -> Found<(&Line, Vec<Reading<'_>>)> {
    let target = leaves.only("targets")?;
    let mut all = answering(leaves, target)?;
    let several = all.len();
    let one = all.pop().filter(|_| several == 1).ok_or_else(|| format!("{several} series answer {}", target.place))?;
    Ok((target, one))
}

/// "Chênh lệch giữa mục tiêu và mức hiện tại chia cho số năm còn lại kể từ ngày của số liệu đến hết năm mục tiêu."
fn pace_to(leaves: &Leaves) -> Found<(f64, Reading<'_>)> {
    let (target, mut series) = held_against(leaves)?;
    let now = series.pop().ok_or("a series without readings")?;
    Ok(((goal(leaves, target)? - now.value) / years(now.day, due(target)?)?, now))
}

/// The change per year that just meets the target.
pub fn required_pace(asked: &Asked<'_>) -> Found<Answer> {
    Ok(Answer::Number(pace_to(asked.leaves)?.0))
}

/// Where the straight line from the latest reading to the target stands at the end of the row's year.
pub fn on_the_path(asked: &Asked<'_>) -> Found<Answer> {
    let (pace, now) = pace_to(asked.leaves)?;
    let year: i16 = asked.label("Vào cuối năm")?.parse().map_err(|_| "a year")?;
    Ok(Answer::Number(now.value + pace * years(now.day, date(year, 12, 31))?))
}

/// What the target still lies beyond the latest reading.
pub fn gap(asked: &Asked<'_>) -> Found<Answer> {
    let target = asked.leaves.only("targets")?;
    let now = only_series(asked.leaves)?.pop().ok_or("a series without readings")?;
    Ok(Answer::Number(goal(asked.leaves, target)? - now.value))
}

/// The value that the only target names.
pub fn only_goal(asked: &Asked<'_>) -> Found<Answer> {
    goal(asked.leaves, asked.leaves.only("targets")?).map(Answer::Number)
}

/// The year of the only target.
pub fn only_year(asked: &Asked<'_>) -> Found<Answer> {
    asked.leaves.only("targets")?.number("year").map(Answer::Count)
}

/// The earliest year for which all, a hundred per cent, is promised.
pub fn year_of_all(asked: &Asked<'_>) -> Found<Answer> {
    let all = asked.leaves.named("targets").into_iter().filter(|target| target.number("low") == Ok(100.0));
    let years = all.map(|target| target.number("year")).collect::<Found<Vec<_>>>()?;
    years.into_iter().reduce(f64::min).map(Answer::Count).ok_or_else(|| "nothing promises all".to_owned())
}

/// The most that is promised.
pub fn most(asked: &Asked<'_>) -> Found<Answer> {
    let lows = asked.leaves.named("targets").into_iter().map(|target| target.number("low"));
    let most = lows.collect::<Found<Vec<_>>>()?.into_iter().reduce(f64::max);
    most.map(Answer::Number).ok_or_else(|| "no targets".to_owned())
}

/// The numeric targets of the project's area: those in words and those of indicators without a direction are none.
fn numeric<'a>(asked: &Asked<'a>) -> Found<Vec<&'a Line>> {
    let leaves = asked.leaves;
    let own = leaves.named("targets").into_iter().filter(|t| t.is("ref_area", &asked.project.area));
    let own = own.filter(|target| !target.is("comparator", "text"));
    own.filter_map(|target| {
        let of = leaves.named("indicators").into_iter().find(|line| line.text("indicator") == target.text("indicator"));
        match of {
            Some(line) => (!line.is("direction", "none")).then_some(Ok(target)),
            None => Some(Err(format!("{}: no line tells of its indicator", target.place))),
        }
    })
    .collect()
}

/// How many different indicators there are among targets for which something holds.
fn indicators(targets: &[&Line], holds: impl Fn(&Line) -> Found<bool>) -> Found<Answer> {
    let mut all = BTreeSet::new();
    for target in targets {
        if holds(target)? {
            all.insert(target.told("indicator")?);
        }
    }
    Ok(Answer::of(all.len()))
}

/// The numeric targets of the row's year; of a number in a sentence, of all years.
fn of_year<'a>(asked: &Asked<'a>) -> Found<Vec<&'a Line>> {
    let year = asked.label("Năm").ok();
    Ok(numeric(asked)?.into_iter().filter(|target| year.is_none_or(|year| target.is("year", year))).collect())
}

/// Can a series be projected: three readings, or a reference class that a person chose?
fn projects(leaves: &Leaves, series: &[Reading<'_>]) -> bool {
    let uses = leaves.named("reference_use");
    let class =
        uses.into_iter().find(|line| line.is("indicator", series[0].indicator)).and_then(|line| line.text("class"));
    series.len() >= 3 || class.is_some()
}

/// Indicators with a numeric target.
pub fn promised(asked: &Asked<'_>) -> Found<Answer> {
    indicators(&of_year(asked)?, |_| Ok(true))
}

/// Indicators with a numeric target and a reading.
pub fn measured(asked: &Asked<'_>) -> Found<Answer> {
    indicators(&of_year(asked)?, |target| Ok(!answering(asked.leaves, target)?.is_empty()))
}

/// Indicators with a numeric target that nothing is measured for.
pub fn unmeasured(asked: &Asked<'_>) -> Found<Answer> {
    indicators(&of_year(asked)?, |target| Ok(answering(asked.leaves, target)?.is_empty()))
}

/// Indicators with a target that the latest reading of a series meets.
pub fn achieved(asked: &Asked<'_>) -> Found<Answer> {
    indicators(&of_year(asked)?, |target| {
        let latest = answering(asked.leaves, target)?.into_iter().filter_map(|mut series| series.pop());
        latest
            .map(|reading| met(asked.leaves, target, &reading))
            .collect::<Found<Vec<_>>>()
            .map(|all| all.contains(&true))
    })
}

/// Indicators with a target and a series that can be projected.
pub fn projected(asked: &Asked<'_>) -> Found<Answer> {
    indicators(&of_year(asked)?, |target| {
        Ok(answering(asked.leaves, target)?.iter().any(|series| projects(asked.leaves, series)))
    })
}

/// Targets that are not projected for the row's reason.
pub fn not_projected(asked: &Asked<'_>) -> Found<Answer> {
    let reason = asked.label("Lý do")?;
    let mut all = BTreeSet::new();
    for target in numeric(asked)? {
        let series = answering(asked.leaves, target)?;
        let holds = match reason {
            "no-readings" => series.is_empty(),
            "fewer-than-three-readings" => series.iter().any(|one| !projects(asked.leaves, one)),
            other => return Err(format!("no formula says which targets are not projected because of {other}")),
        };
        if holds {
            all.insert(["indicator", "document", "section", "item", "year"].map(|column| target.text(column)));
        }
    }
    Ok(Answer::of(all.len()))
}
