//! How many are covered, against plan?

mod labels;
mod left;

use super::figure::{figure, number, share, with_unit};
use super::marks::{Sign, legend, planned};
use super::page::{Anchor, Page};
use super::place::Frame;
use super::scale::{Axis, Time};
use super::theme::{BODY, NOW, PAPER, SMALL, SOFT, TARGET};
use super::{Form, grid, not_negative, some_rows, text, unit_of, words};
use crate::error::{Error, Result};
use crate::language::{Language, date};
use jiff::civil::Date;

/// Villages covered, a step at each date: full where reported, hatched where planned, under the line of all there are.
///
/// ```
/// use jiff::civil::date;
/// use milepost::charts::{Caption, Chart, CoverageStep, CoverageSteps, draw_svg};
/// use milepost::language::Language;
///
/// let chart = Chart::CoverageSteps(CoverageSteps {
///     total: 69.0,
///     unit: "bản".into(),
///     steps: vec![
///         CoverageStep { date: date(2025, 11, 10), covered: 26.0, planned: false },
///         CoverageStep { date: date(2025, 12, 31), covered: 49.0, planned: true },
///     ],
///     without_plan: Some(20.0),
/// });
/// let svg = draw_svg(&chart, &Caption::default(), Language::Vi)?;
/// assert!(svg.contains("Còn lại: 43\u{a0}bản") && svg.contains("Kế hoạch"));
/// # Ok::<(), milepost::error::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CoverageSteps {
    /// All there are.
    pub total: f64,
    /// What is counted: `bản`, `xã`.
    pub unit: String,
    /// What is covered by each date, in any order.
    pub steps: Vec<CoverageStep>,
    /// How many are in no plan yet; `None` draws nothing and is said.
    pub without_plan: Option<f64>,
}

/// How many are covered from a day on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CoverageStep {
    /// The day.
    pub date: Date,
    /// How many, in all.
    pub covered: f64,
    /// Planned, and not reported?
    pub planned: bool,
}

/// The usual height of the steps, and the least.
const HEIGHT: f64 = 300.0;
const LEAST: f64 = 180.0;
/// How far the last step goes on beyond its day.
const LAST: f64 = 225.0;
/// Room right of the steps for what is left.
const SIDE: f64 = 236.0;
const SIDE_LEAST: f64 = 190.0;

impl Form for CoverageSteps {
    fn check(&self) -> Result<()> {
        some_rows("coverage-steps", self.steps.len())?;
        unit_of("coverage-steps", &self.unit)?;
        let counts = self.steps.iter().map(|step| step.covered).chain([self.total]).chain(self.without_plan);
        not_negative("coverage-steps", &self.unit, counts)?;
        match self.steps.iter().find(|step| step.covered > self.total) {
            None => Ok(()),
            Some(step) => Err(Error::data(format!("on {} more are covered than there are", step.date))
                .found(format!("{} covered", step.covered))
                .expected(format!("at most the total, {}", self.total))),
        }
    }

    fn draw(&self, page: &mut Page, top: f64, language: Language) -> f64 {
        let steps = self.in_order();
        let mut signs = Vec::new();
        if steps.iter().any(|step| !step.planned) {
            signs.push((Sign::Step, words::COVERED.get(language).to_owned()));
        }
        if steps.iter().any(|step| step.planned) {
            signs.push((Sign::Planned, words::PLANNED.get(language).to_owned()));
        }
        let top = legend(page, top, &signs) + 20.0;
        let height = page.height_from(top, 36.0, HEIGHT, LEAST);
        let (last_room, side) = (page.share(LAST), page.share(SIDE).max(SIDE_LEAST));
        let axis = Axis::around([0.0, self.total], false, top + height, top);
        let left = page.left + grid::widest_label(&axis, "", language) + 12.0;
        let frame = Frame::new(left, top, page.right - side, top + height);
        grid::level(page, &axis, "", (frame.x0, frame.x1), language);
        let (Some(first), Some(last)) = (steps.first(), steps.last()) else { return top };
        // The last step goes on beyond its day: it has to be seen.
        let time = Time::new(first.date, last.date, frame.x0 + 24.0, frame.x1 - last_room);
        let ends = steps.iter().skip(1).map(|step| time.at(step.date)).chain([frame.x1]);
        let bars: Vec<Frame> = steps
            .iter()
            .zip(ends)
            .map(|(step, end)| Frame::new(time.at(step.date), axis.at(step.covered), end, frame.y1))
            .collect();
        draw_steps(page, &steps, &bars);
        for (step, bar) in steps.iter().zip(&bars) {
            page.spot(*bar, &self.told(step, language));
        }
        let whole = axis.at(self.total);
        page.line(&[(frame.x0, whole), (frame.x1, whole)], 2.0, TARGET);
        let total = format!("{}: {}", words::TOTAL.get(language), figure(self.total, &self.unit, &[], language));
        let room = Frame::new(frame.x0, whole - 23.0, frame.x0 + text::width(&total, BODY.bold()) + 10.0, whole - 2.0);
        page.block(room, PAPER);
        page.words(frame.x0 + 4.0, whole - 7.0, Anchor::Start, &total, BODY.bold().ink(TARGET));
        let unplaced = self.label_steps(page, &steps, &bars, (frame, room), language);
        let mut below = labels::days(page, &steps, &time, frame, language);
        for words in unplaced {
            below = page.paragraph(page.left, below, frame.x1 - page.left, &words, SMALL);
        }
        let side = self.say_left(page, &steps, frame, &axis, language);
        below.max(side + 6.0)
    }

    fn describe(&self, language: Language) -> Vec<String> {
        let steps = self.in_order();
        let mut told =
            vec![format!("{}: {}", words::TOTAL.get(language), figure(self.total, &self.unit, &[], language))];
        told.extend(steps.iter().map(|step| self.told(step, language)));
        told.extend(self.left(&steps, language));
        told
    }
}

impl CoverageSteps {
    fn in_order(&self) -> Vec<CoverageStep> {
        let mut steps = self.steps.clone();
        steps.sort_by_key(|step| step.date);
        steps
    }

    /// Covered or planned, when and how many.
    fn told(&self, step: &CoverageStep, language: Language) -> String {
        let kind = if step.planned { words::PLANNED } else { words::COVERED };
        format!("{} {}: {}", kind.get(language), date(step.date, language), self.counted(step, language))
    }

    /// `26/69 bản (37,7%)`.
    fn counted(&self, step: &CoverageStep, language: Language) -> String {
        let of = |value: f64| number(value, &self.unit, &[], language);
        let counted = with_unit(&format!("{}/{}", of(step.covered), of(self.total)), &self.unit);
        if self.total > 0.0 { format!("{counted} ({})", share(step.covered, self.total, language)) } else { counted }
    }

    /// What is left after the latest report, and what no plan covers.
    fn left(&self, steps: &[CoverageStep], language: Language) -> Vec<String> {
        let latest = steps.iter().rfind(|step| !step.planned);
        let left = latest.map(|step| {
            let left = figure(self.total - step.covered, &self.unit, &[], language);
            let day = format!("({} {})", words::AS_OF.get(language), date(step.date, language)).replace(' ', "\u{a0}");
            format!("{}: {left} {day}", words::LEFT.get(language))
        });
        let unplanned = match self.without_plan {
            Some(count) => {
                format!("{}: {}", words::WITHOUT_PLAN.get(language), figure(count, &self.unit, &[], language))
            }
            None => words::WITHOUT_PLAN_UNKNOWN.get(language).to_owned(),
        };
        left.into_iter().chain([unplanned]).collect()
    }
}

/// Full where reported, hatched where planned.
fn draw_steps(page: &mut Page, steps: &[CoverageStep], bars: &[Frame]) {
    for (i, (step, bar)) in steps.iter().zip(bars).enumerate() {
        if step.planned {
            planned(page, *bar, i + 1 == bars.len());
        } else {
            page.block(*bar, SOFT);
            page.line(&[(bar.x0, bar.y0), (bar.x1, bar.y0)], 3.0, NOW);
            page.line(&[(bar.x0, bar.y0), (bar.x0, bar.y1)], 1.0, NOW);
        }
    }
}
