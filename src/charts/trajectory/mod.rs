//! Is the indicator on its way to its targets?

mod draw;
mod labels;

use super::figure::{figure, level};
use super::marks::{Sign, legend};
use super::page::Page;
use super::place::{Frame, Point};
use super::theme::{NOW, SMALL, TARGET};
use super::{FanPoint, Form, Reading, fan, finite, some_rows, unit_of, words};
use crate::error::Result;
use crate::language::{Language, date};
use draw::Plane;
use jiff::civil::Date;

/// One indicator over the years: its readings, its targets, the path that would just meet them, and a forecast with
/// its intervals, or the reason why there is none.
///
/// ```
/// use jiff::civil::date;
/// use milepost::charts::{Caption, Chart, TargetPoint, Trajectory, draw_svg};
/// use milepost::language::Language;
///
/// let now = (date(2025, 12, 28), 88.357);
/// let target = TargetPoint { date: date(2030, 12, 31), low: 90.0, high: None, text: "≥ 90% (2030)".into() };
/// let chart = Chart::Trajectory(Trajectory {
///     name: "Dịch vụ công trực tuyến toàn trình".into(),
///     unit: "%".into(),
///     readings: vec![(date(2025, 8, 25), 44.649), now],
///     required_path: Some([now, (target.date, target.low)]),
///     targets: vec![target],
///     fan: vec![],
///     refusal: Some("Mới có 2 lần đo; dự báo cần ít nhất 8.".into()),
///     bounds: Some((0.0, 100.0)),
/// });
/// let svg = draw_svg(&chart, &Caption::default(), Language::Vi)?;
/// assert!(svg.contains("25/08/2025: 44,6%") && svg.contains("Mới có 2 lần đo"));
/// # Ok::<(), milepost::error::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Trajectory {
    /// The indicator's name, for the description; the title is the caption's.
    pub name: String,
    /// Unit of all figures.
    pub unit: String,
    /// What was read, in any order.
    pub readings: Vec<Reading>,
    /// What is to be reached, and by when.
    pub targets: Vec<TargetPoint>,
    /// From the latest reading to a target: drawn dashed, and named as a scenario.
    pub required_path: Option<[Reading; 2]>,
    /// The forecast: for each level the same days. Empty where there is none.
    pub fan: Vec<FanPoint>,
    /// Why there is no forecast, or what limits it; stated on the chart.
    pub refusal: Option<String>,
    /// The least and greatest value possible, e.g. 0 and 100 for `%`.
    pub bounds: Option<(f64, f64)>,
}

/// A target at its date.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetPoint {
    /// The day by which it is to be met.
    pub date: Date,
    /// The figure, or the lower end of a range.
    pub low: f64,
    /// The upper end of a range.
    pub high: Option<f64>,
    /// As printed, with comparator and document: `≥ 95% (Chiến lược 2035)`.
    pub text: String,
}

impl Form for Trajectory {
    fn check(&self) -> Result<()> {
        some_rows("trajectory", self.readings.len() + self.targets.len())?;
        unit_of("trajectory", &self.unit)?;
        finite("trajectory", &self.name, self.values())?;
        fan::check("trajectory", &self.fan)
    }

    fn draw(&self, page: &mut Page, top: f64, language: Language) -> f64 {
        let levels = fan::levels(&self.fan);
        let top = legend(page, top, &self.signs(&levels, language));
        let plane = self.plane(page, top, language);
        let mut space = plane.space(page.right);
        let origin = self.in_order().last().map(|reading| plane.at(*reading));
        fan::draw(page, &self.fan, &levels, origin, |point| plane.at(point), &mut space);
        if let Some(path) = self.required_path {
            let [a, b] = path.map(|point| plane.at(point));
            page.dashes(a, b, 6.0, 2.0, TARGET);
            space.take_line(a, b);
        }
        let readings = self.in_order();
        let points: Vec<Point> = readings.iter().map(|reading| plane.at(*reading)).collect();
        page.line(&points, 2.5, NOW);
        points.windows(2).for_each(|pair| space.take_line(pair[0], pair[1]));
        self.draw_targets(page, &plane, &mut space);
        for (i, point) in points.iter().enumerate() {
            if i + 1 == points.len() { Sign::Latest } else { Sign::Within }.draw(page, *point);
            space.take(Frame::around(*point, 8.0));
        }
        self.spots(page, &plane, language);
        let left_over = self.label_all(page, &plane, &mut space, language);
        let mut y = plane.frame.y1 + draw::BELOW;
        for line in left_over {
            y = page.paragraph(page.left, y, page.room(), &line, SMALL);
        }
        y
    }

    fn describe(&self, language: Language) -> Vec<String> {
        let reading = |(day, value): &Reading| format!("{}: {}", date(*day, language), self.figure(*value, language));
        let list = |word: words::Word, all: Vec<String>| format!("{}: {}", word.get(language), all.join("; "));
        let readings: Vec<String> = self.in_order().iter().map(reading).collect();
        let mut told = vec![self.name.clone()];
        told.push(if readings.is_empty() {
            words::NO_READING.get(language).into()
        } else {
            list(words::READING, readings)
        });
        if !self.targets.is_empty() {
            told.push(list(words::TARGET, self.targets.iter().map(|target| target.said(language)).collect()));
        }
        told.extend(self.required_path.map(|path| list(words::REQUIRED_PATH, path.iter().map(reading).collect())));
        told.extend(self.fan.iter().map(|point| {
            let [value, lower, upper] = [point.value, point.lower, point.upper].map(|v| self.figure(v, language));
            let (day, share) = (date(point.date, language), level(point.level, language));
            format!("{} {day}: {value} ({share}: {lower} – {upper})", words::FORECAST.get(language))
        }));
        told.extend(self.refusal.as_ref().map(|why| match self.fan.is_empty() {
            true => format!("{}: {why}", words::NO_FORECAST.get(language)),
            false => why.clone(),
        }));
        told
    }
}

impl TargetPoint {
    fn said(&self, language: Language) -> String {
        format!("{} {} {}", self.text, words::AS_OF.get(language), date(self.date, language))
    }
}

impl Trajectory {
    /// What each sign says, and each day of the forecast with all its intervals.
    fn spots(&self, page: &mut Page, plane: &Plane, language: Language) {
        let said = |value: f64| self.figure(value, language);
        fan::spots(page, &self.fan, |point| plane.at(point), "", (&said, language));
        for target in &self.targets {
            let words = format!("{}: {}", words::TARGET.get(language), target.said(language));
            page.spot_at(plane.at((target.date, target.low)), &words);
        }
        for (day, value) in self.in_order() {
            page.spot_at(plane.at((day, value)), &format!("{}: {}", date(day, language), said(value)));
        }
    }

    fn values(&self) -> impl Iterator<Item = f64> {
        let targets = self.targets.iter().flat_map(|target| [Some(target.low), target.high]).flatten();
        let path = self.required_path.iter().flatten().map(|point| point.1);
        self.readings.iter().map(|reading| reading.1).chain(targets).chain(fan::values(&self.fan)).chain(path)
    }

    fn in_order(&self) -> Vec<Reading> {
        let mut readings = self.readings.clone();
        readings.sort_by_key(|reading| reading.0);
        readings
    }

    /// A figure that is never rounded into a target it misses.
    fn figure(&self, value: f64, language: Language) -> String {
        let targets: Vec<f64> = self.targets.iter().map(|target| target.low).collect();
        figure(value, &self.unit, &targets, language)
    }

    fn signs(&self, levels: &[f64], language: Language) -> Vec<(Sign, String)> {
        let mut signs = Vec::new();
        if !self.readings.is_empty() {
            signs.push((Sign::Latest, words::READING.get(language).to_owned()));
        }
        if !self.targets.is_empty() {
            signs.push((Sign::Diamond, words::TARGET.get(language).to_owned()));
        }
        if !levels.is_empty() {
            signs.push((Sign::Line(NOW), words::FORECAST.get(language).to_owned()));
        }
        signs.extend(fan::signs(levels, language));
        signs
    }
}
