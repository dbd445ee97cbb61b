//! What would each projection method have said of one series, and why does it refuse?

mod draw;
mod told;

use super::fan;
use super::marks::{Sign, legend};
use super::page::Page;
use super::scale::Axis;
use super::theme::NOW;
use super::{FanPoint, Form, Reading, finite, grid, some_rows, text, unit_of, words};
use crate::error::{Error, Result};
use crate::language::Language;
use draw::{BETWEEN, Sheet, in_order};

/// Projection methods side by side on one series: a small panel for each, all on the same axes, with the readings it
/// used, its median and intervals or the reason why it refuses, and what really happened afterwards where that is known.
/// Methods that refuse for one reason share a panel, where it is said once.
///
/// ```
/// use jiff::civil::date;
/// use milepost::charts::{Caption, Chart, FanPoint, MethodPanel, Methods, draw_svg};
/// use milepost::language::Language;
///
/// let readings = vec![(date(2018, 12, 31), 61.0), (date(2019, 12, 31), 66.2)];
/// let outcomes = vec![(date(2024, 12, 31), 84.3)];
/// let panel = |title: &str| MethodPanel {
///     title: title.into(),
///     readings: readings.clone(),
///     outcomes: outcomes.clone(),
///     ..MethodPanel::default()
/// };
/// let end = FanPoint { date: date(2024, 12, 31), value: 87.1, lower: 79.4, upper: 92.0, level: 0.8 };
/// let chart = Chart::Methods(Methods {
///     name: "Người dùng Internet".into(),
///     unit: "%".into(),
///     panels: vec![
///         MethodPanel { fan: vec![end], ..panel("Lớp tham chiếu") },
///         MethodPanel { refusal: Some("Mới có 2 kỳ số liệu.".into()), ..panel("Bước ngẫu nhiên có xu hướng") },
///     ],
///     bounds: Some((0.0, 100.0)),
/// });
/// let svg = draw_svg(&chart, &Caption::default(), Language::Vi)?;
/// assert!(svg.contains("87,1%") && svg.contains("Mới có 2 kỳ số liệu.") && svg.contains("Thực tế về sau"));
/// # Ok::<(), milepost::error::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Methods {
    /// The series' name, for the description; the title is the caption's.
    pub name: String,
    /// Unit of all figures.
    pub unit: String,
    /// A panel for each method, in the order in which they are drawn: 1 to 12.
    pub panels: Vec<MethodPanel>,
    /// The least and greatest value possible, e.g. 0 and 100 for `%`; the axis grows beyond them where a figure does.
    pub bounds: Option<(f64, f64)>,
}

/// What one method makes of the series.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MethodPanel {
    /// The method's name.
    pub title: String,
    /// The readings it used, in any order.
    pub readings: Vec<Reading>,
    /// What was read later and not used, in any order.
    pub outcomes: Vec<Reading>,
    /// Its forecast after the latest reading: one point for each day and level. Empty where it refuses.
    pub fan: Vec<FanPoint>,
    /// Why it refuses, or what limits its forecast; stated on the chart.
    pub refusal: Option<String>,
}

/// The most panels that can still be read on one page.
const MOST: usize = 12;

impl Form for Methods {
    fn check(&self) -> Result<()> {
        some_rows("methods", self.panels.len())?;
        unit_of("methods", &self.unit)?;
        if self.panels.len() > MOST {
            return Err(Error::usage("the chart `methods` has too many panels to be read")
                .found(format!("{} panels", self.panels.len()))
                .expected(format!("at most {MOST}"))
                .hint("split the methods over several charts"));
        }
        finite("methods", &self.name, self.bounds.into_iter().flat_map(|(least, most)| [least, most]))?;
        self.panels.iter().try_for_each(|panel| panel.check())
    }

    fn draw(&self, page: &mut Page, top: f64, language: Language) -> f64 {
        let levels = self.levels();
        let top = legend(page, top, &self.signs(&levels, language));
        let figures = grid::widest_label(&self.axis(1.0, 0.0), &self.unit, language);
        let panels = self.together();
        let sheet = Sheet::new(page, top, panels.len(), figures);
        let mut y = top;
        for (i, row) in panels.chunks(sheet.columns).enumerate() {
            y = self.draw_row(page, row, y + if i == 0 { 0.0 } else { BETWEEN }, (&sheet, &levels), language);
        }
        y
    }

    fn describe(&self, language: Language) -> Vec<String> {
        self.told(language)
    }
}

impl Methods {
    fn values(&self) -> impl Iterator<Item = f64> {
        self.panels.iter().flat_map(|panel| panel.values())
    }

    /// The panels as they are shown: those that have no forecast for the same reason, beside the same readings, are one,
    /// which stands where the first of them stood and bears all their names.
    fn together(&self) -> Vec<MethodPanel> {
        let mut shown: Vec<MethodPanel> = Vec::new();
        for panel in &self.panels {
            match shown.iter_mut().find(|other| other.says_the_same(panel)) {
                Some(other) => other.title = format!("{}, {}", other.title, text::name(&panel.title)),
                None => shown.push(MethodPanel { title: text::name(&panel.title), ..panel.clone() }),
            }
        }
        shown
    }

    /// One axis for all panels: what is higher is more, from panel to panel.
    fn axis(&self, start: f64, end: f64) -> Axis {
        Axis::between(&self.values().collect::<Vec<_>>(), self.bounds, start, end)
    }

    /// The levels of all panels, the widest first: one colour means one level.
    fn levels(&self) -> Vec<f64> {
        fan::levels(self.panels.iter().flat_map(|panel| &panel.fan))
    }

    fn signs(&self, levels: &[f64], language: Language) -> Vec<(Sign, String)> {
        let mut signs = Vec::new();
        if self.panels.iter().any(|panel| !panel.readings.is_empty()) {
            signs.push((Sign::Dot, words::READINGS_USED.get(language).to_owned()));
        }
        if self.panels.iter().any(|panel| !panel.outcomes.is_empty()) {
            signs.push((Sign::Outcome, words::OUTCOME.get(language).to_owned()));
        }
        if !levels.is_empty() {
            signs.push((Sign::Line(NOW), words::MEDIAN.get(language).to_owned()));
        }
        signs.extend(fan::signs(levels, language));
        signs
    }
}

impl MethodPanel {
    fn values(&self) -> impl Iterator<Item = f64> {
        let points = self.readings.iter().chain(&self.outcomes).map(|reading| reading.1);
        points.chain(fan::values(&self.fan))
    }

    /// Has neither of two panels a forecast, and are reason, readings and outcomes the same?
    fn says_the_same(&self, other: &MethodPanel) -> bool {
        let nothing = self.fan.is_empty() && other.fan.is_empty() && self.refusal == other.refusal;
        let same = |of: fn(&MethodPanel) -> &Vec<Reading>| in_order(of(self)) == in_order(of(other));
        nothing && same(|panel| &panel.readings) && same(|panel| &panel.outcomes)
    }

    /// Refuses figures that are no numbers, and forecasts that are none: before the latest reading, without one, with
    /// ends the wrong way round, or two for one day and level.
    fn check(&self) -> Result<()> {
        finite("methods", &self.title, self.values())?;
        fan::check("methods", &self.fan)?;
        let wrong = |what: &str, point: &FanPoint, expected: &str| {
            let FanPoint { date, value, lower, upper, level } = point;
            Err(Error::data(format!("the panel `{}` of the chart `methods` {what}", self.title))
                .found(format!("{date}: {value}, {lower} to {upper} at {level}"))
                .expected(expected))
        };
        let latest = self.readings.iter().map(|reading| reading.0).max();
        for (i, point) in self.fan.iter().enumerate() {
            if latest.is_none_or(|latest| point.date <= latest) {
                return wrong("has a forecast that starts from no reading", point, "readings, and a day after them");
            }
            let near = 1e-9 * point.lower.abs().max(point.upper.abs());
            if point.lower > point.value + near || point.value > point.upper + near {
                return wrong("has a median outside its interval", point, "lower end, median, upper end in this order");
            }
            let twin = |other: &&FanPoint| other.date == point.date && other.level == point.level;
            if self.fan[..i].iter().any(|other| twin(&other)) {
                return wrong("has two forecasts for one day and level", point, "one");
            }
            if let Some(other) =
                self.fan[..i].iter().find(|o| o.date == point.date && (o.value - point.value).abs() > near)
            {
                return wrong("has two medians for one day", point, &format!("the same median, {}", other.value));
            }
        }
        Ok(())
    }
}
