//! Readings and series, recomputed from lines of observations by what the README and the notebook say of them.

use super::formulas::{Answer, Asked};
use super::leaves::{Found, Leaves, Line};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// One reading.
#[derive(Debug, Clone)]
pub struct Reading<'a> {
    /// Its series.
    pub measure: &'a str,
    /// Its indicator.
    pub indicator: &'a str,
    /// Its day.
    pub day: Date,
    /// 100 x numerator / denominator where there are parts, else the printed figure.
    pub value: f64,
    /// Where it is written.
    pub line: &'a Line,
}

/// "Tỷ lệ bằng tổng tử số chia tổng mẫu số; nếu văn bản chỉ in tỷ lệ thì dùng tỷ lệ đã in."
pub fn figure(line: &Line) -> Found<f64> {
    match (line.number("numerator"), line.number("denominator")) {
        (Ok(numerator), Ok(denominator)) if denominator > 0.0 => Ok(100.0 * numerator / denominator),
        _ => line.number("value"),
    }
}

/// The day that a figure stands for.
pub fn day(line: &Line) -> Found<Date> {
    line.day("as_of").or_else(|_| line.day("period_end"))
}

/// "Số lũy kế từ cùng một ngày đầu kỳ là một kỳ, lấy lần công bố mới nhất." Two prints of one day must have one figure here:
/// which of them stands would not follow from the lines.
pub fn readings(leaves: &Leaves) -> Found<Vec<Reading<'_>>> {
    let mut latest: BTreeMap<_, Reading<'_>> = BTreeMap::new();
    for line in leaves.named("observations") {
        let (Some(indicator), false) = (line.text("indicator"), line.is("obs_status", "F")) else { continue };
        let reading =
            Reading { measure: line.told("measure")?, indicator, day: day(line)?, value: figure(line)?, line };
        let start = line.text("period_start").map_or(reading.day.to_string(), |start| format!("from {start}"));
        let key = (reading.measure, indicator, line.told("ref_area")?, start);
        match latest.get(&key) {
            Some(other) if other.day == reading.day && other.value != reading.value => {
                return Err(format!("{} and {}: two figures of one day", other.line.place, line.place));
            }
            Some(other) if other.day >= reading.day => {}
            _ => {
                latest.insert(key, reading);
            }
        }
    }
    Ok(latest.into_values().collect())
}

/// The readings by series, each in the order of its days.
pub fn series(leaves: &Leaves) -> Found<Vec<Vec<Reading<'_>>>> {
    let mut all: BTreeMap<&str, Vec<Reading<'_>>> = BTreeMap::new();
    for reading in readings(leaves)? {
        all.entry(reading.measure).or_default().push(reading);
    }
    for one in all.values_mut() {
        one.sort_by_key(|reading| reading.day);
    }
    Ok(all.into_values().collect())
}

/// The only series of the lines.
pub fn only_series(leaves: &Leaves) -> Found<Vec<Reading<'_>>> {
    let mut all = series(leaves)?;
    let several = all.len();
    all.pop().filter(|_| several == 1).ok_or_else(|| format!("one series was expected, there are {several}"))
}

fn last<'a>(leaves: &'a Leaves) -> Found<Reading<'a>> {
    only_series(leaves)?.pop().ok_or_else(|| "a series without readings".to_owned())
}

fn first<'a>(leaves: &'a Leaves) -> Found<Reading<'a>> {
    only_series(leaves)?.into_iter().next().ok_or_else(|| "a series without readings".to_owned())
}

/// The latest reading of the series.
pub fn latest(asked: &Asked<'_>) -> Found<Answer> {
    Ok(Answer::Number(last(asked.leaves)?.value))
}

/// The first reading of the series.
pub fn baseline(asked: &Asked<'_>) -> Found<Answer> {
    Ok(Answer::Number(first(asked.leaves)?.value))
}

/// The day of the latest reading.
pub fn latest_day(asked: &Asked<'_>) -> Found<Answer> {
    Ok(Answer::Day(last(asked.leaves)?.day))
}

/// The day of the first reading.
pub fn first_day(asked: &Asked<'_>) -> Found<Answer> {
    Ok(Answer::Day(first(asked.leaves)?.day))
}

/// The latest reading minus the first.
pub fn change(asked: &Asked<'_>) -> Found<Answer> {
    Ok(Answer::Number(last(asked.leaves)?.value - first(asked.leaves)?.value))
}

/// The numerator of the latest reading.
pub fn latest_numerator(asked: &Asked<'_>) -> Found<Answer> {
    last(asked.leaves)?.line.number("numerator").map(Answer::Count)
}

/// The denominator of the latest reading.
pub fn latest_denominator(asked: &Asked<'_>) -> Found<Answer> {
    last(asked.leaves)?.line.number("denominator").map(Answer::Count)
}

/// The numerator of the first reading.
pub fn first_numerator(asked: &Asked<'_>) -> Found<Answer> {
    first(asked.leaves)?.line.number("numerator").map(Answer::Count)
}

/// The denominator of the first reading.
pub fn first_denominator(asked: &Asked<'_>) -> Found<Answer> {
    first(asked.leaves)?.line.number("denominator").map(Answer::Count)
}

/// How many readings there are, of all series.
pub fn how_many(asked: &Asked<'_>) -> Found<Answer> {
    Ok(Answer::of(readings(asked.leaves)?.len()))
}

/// The latest day of all readings.
pub fn newest(asked: &Asked<'_>) -> Found<Answer> {
    let days = readings(asked.leaves)?.into_iter().map(|reading| reading.day);
    days.max().map(Answer::Day).ok_or_else(|| "no readings".to_owned())
}

/// The one line's figure.
pub fn rate(asked: &Asked<'_>) -> Found<Answer> {
    figure(asked.leaves.only("observations")?).map(Answer::Number)
}

/// The one line's day.
pub fn its_day(asked: &Asked<'_>) -> Found<Answer> {
    day(asked.leaves.only("observations")?).map(Answer::Day)
}

/// The one line's numerator.
pub fn numerator(asked: &Asked<'_>) -> Found<Answer> {
    asked.leaves.only("observations")?.number("numerator").map(Answer::Count)
}

/// The one line's denominator.
pub fn denominator(asked: &Asked<'_>) -> Found<Answer> {
    asked.leaves.only("observations")?.number("denominator").map(Answer::Count)
}

/// What is left to do of the one line.
pub fn remaining(asked: &Asked<'_>) -> Found<Answer> {
    let line = asked.leaves.only("observations")?;
    Ok(Answer::Count(line.number("denominator")? - line.number("numerator")?))
}

/// The one line's value.
pub fn value(asked: &Asked<'_>) -> Found<Answer> {
    asked.leaves.only("observations")?.number("value").map(Answer::Count)
}

/// The year in which the one line's period ends.
pub fn year(asked: &Asked<'_>) -> Found<Answer> {
    Ok(Answer::Count(f64::from(asked.leaves.only("observations")?.day("period_end")?.year())))
}
