//! How does a forecast look? Bands of its intervals, the widest first, under the path of its middle.

use super::Reading;
use super::figure::level;
use super::marks::Sign;
use super::page::Page;
use super::place::{Point, Space};
use super::theme::{BANDS, Ink, NOW};
use super::words;
use crate::error::{Error, Result};
use crate::language::{Language, date};
use jiff::civil::Date;

/// A forecast for one day with an interval of one level.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FanPoint {
    /// The day.
    pub date: Date,
    /// The middle of the forecast.
    pub value: f64,
    /// Lower end of the interval.
    pub lower: f64,
    /// Upper end of the interval.
    pub upper: f64,
    /// How sure the interval claims to be: strictly between 0 and 1.
    pub level: f64,
}

/// Refuses what is no level.
pub(super) fn check(form: &str, fan: &[FanPoint]) -> Result<()> {
    match fan.iter().find(|point| !(point.level > 0.0 && point.level < 1.0)) {
        None => Ok(()),
        Some(point) => Err(Error::data(format!("the chart `{form}` cannot draw an interval of this level"))
            .found(point.level.to_string())
            .expected("a level strictly between 0 and 1, e.g. 0.8")),
    }
}

/// The levels, the widest first.
pub(super) fn levels<'a>(fan: impl IntoIterator<Item = &'a FanPoint>) -> Vec<f64> {
    let mut levels: Vec<f64> = fan.into_iter().map(|point| point.level).collect();
    levels.sort_by(|a, b| b.total_cmp(a));
    levels.dedup();
    levels
}

/// All figures of a fan.
pub(super) fn values(fan: &[FanPoint]) -> impl Iterator<Item = f64> {
    fan.iter().flat_map(|point| [point.value, point.lower, point.upper])
}

/// The bands of these levels with their meaning, for a legend.
pub(super) fn signs(levels: &[f64], language: Language) -> impl Iterator<Item = (Sign, String)> {
    levels.iter().enumerate().map(move |(rank, share)| {
        (Sign::Patch(band(rank)), format!("{} {}", words::BAND.get(language), level(*share, language)))
    })
}

/// Each day of a forecast, with its middle and all its intervals, the narrowest first; `of` says whose it is.
pub(super) fn spots(
    page: &mut Page,
    fan: &[FanPoint],
    at: impl Fn(Reading) -> Point,
    of: &str,
    (said, language): (&dyn Fn(f64) -> String, Language),
) {
    let mut points: Vec<&FanPoint> = fan.iter().collect();
    points.sort_by(|a, b| a.date.cmp(&b.date).then(a.level.total_cmp(&b.level)));
    for day in points.chunk_by(|a, b| a.date == b.date) {
        let intervals = day
            .iter()
            .map(|point| format!("{}: {} – {}", level(point.level, language), said(point.lower), said(point.upper)));
        let intervals = intervals.collect::<Vec<_>>().join("; ");
        let (when, forecast) = (date(day[0].date, language), words::FORECAST.get(language));
        let words = format!("{of}{forecast} {when}: {} ({intervals})", said(day[0].value));
        page.spot_at(at((day[0].date, day[0].value)), &words);
    }
}

fn band(rank: usize) -> Ink {
    BANDS[rank.min(BANDS.len() - 1)]
}

/// Draws the bands of `levels` and the middle of the last over them, from the latest reading on, and takes their room.
pub(super) fn draw(
    page: &mut Page,
    fan: &[FanPoint],
    levels: &[f64],
    origin: Option<Point>,
    at: impl Fn(Reading) -> Point + Copy,
    space: &mut Space,
) {
    let narrowest = levels.iter().rposition(|share| fan.iter().any(|point| point.level == *share));
    for (rank, share) in levels.iter().enumerate() {
        let mut points: Vec<&FanPoint> = fan.iter().filter(|point| point.level == *share).collect();
        points.sort_by_key(|point| point.date);
        let edge = |end: fn(&FanPoint) -> f64| points.iter().map(move |point| at((point.date, end(point))));
        let mut outline: Vec<Point> = origin.into_iter().chain(edge(|point| point.upper)).collect();
        outline.extend(edge(|point| point.lower).collect::<Vec<_>>().into_iter().rev());
        if points.is_empty() {
            continue;
        }
        page.shape(&outline, band(rank));
        outline.windows(2).for_each(|pair| space.take_line(pair[0], pair[1]));
        outline.first().zip(outline.last()).into_iter().for_each(|(a, b)| space.take_line(*b, *a));
        if Some(rank) == narrowest {
            let middle: Vec<Point> = origin.into_iter().chain(edge(|point| point.value)).collect();
            page.line(&middle, 2.0, NOW);
            middle.windows(2).for_each(|pair| space.take_line(pair[0], pair[1]));
        }
    }
}
