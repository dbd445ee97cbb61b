//! Which picture answers which question? Chart forms, each a function of typed figures, drawn as SVG or PNG.
//!
//! | form | question |
//! |---|---|
//! | [`Overview`] | Where does each indicator stand between its baseline and its target? |
//! | [`Trajectory`] | Is the indicator on its way to its targets? |
//! | [`Methods`] | What would each projection method have said, and why does it refuse? |
//! | [`Composition`] | Of what is the whole made? |
//! | [`Remaining`] | What is done and what is left, by office? |
//! | [`CoverageSteps`] | How many are covered, against plan? |
//! | [`Budget`] | How much was allotted, how much spent, against the target share? |
//! | [`Heatmap`] | How does a figure go by area and month? |
//! | [`Milestones`] | Will each indicator reach its milestones, and if nobody can say, why? |
//! | [`Ranking`] | Which areas differ from the whole by more than chance? |
//! | [`Slope`] | How did each area change between two dates? |
//! | [`Diagnostics`] | Did the forecasts of each method hold what they promised, when they were tried on the past? |
//! | [`Map`] | How high is the figure in each area, on the map as it is? |
//! | [`Revisions`] | What was the figure of each period at the time, and how was it revised? |
//! | [`Tiles`] | How high is the figure in each area, and how do neighbours compare? |
//! | [`Waffle`] | How many are done, late and open, each one to be seen? |
//!
//! A form checks its figures, draws itself on a page of marks from the top down, and says in words what it shows. The
//! page decides its height, or a slide or screen whose height is given ([`Size`]) decides how large its letters are; backends
//! paint it. What is missing is not drawn and is said; nothing is said by colour alone; no label covers another. A new form is
//! one file and one line in each `match` of [`Chart`].
//!
//! ```
//! use jiff::civil::date;
//! use milepost::charts::{Caption, Chart, CoverageStep, CoverageSteps, draw_png, draw_svg};
//! use milepost::language::Language;
//!
//! let chart = Chart::CoverageSteps(CoverageSteps {
//!     total: 69.0,
//!     unit: "bản".into(),
//!     steps: vec![
//!         CoverageStep { date: date(2025, 11, 10), covered: 26.0, planned: false },
//!         CoverageStep { date: date(2025, 12, 31), covered: 49.0, planned: true },
//!     ],
//!     without_plan: Some(20.0),
//! });
//! let caption = Caption {
//!     title: "Phủ sóng 4G ở 69 bản chưa có sóng".into(),
//!     subtitle: "Số bản, cộng dồn".into(),
//!     foot: vec!["Nguồn: Báo cáo của UBND tỉnh, số liệu đến ngày 10/11/2025.".into()],
//! };
//! let svg = draw_svg(&chart, &caption, Language::Vi)?;
//! assert!(svg.starts_with("<svg ") && svg.contains("10/11/2025"));
//! assert!(draw_png(&chart, &caption, Language::Vi, 1.0)?.starts_with(b"\x89PNG"));
//! # Ok::<(), milepost::error::Error>(())
//! ```

mod areas;
mod basis;
mod budget;
mod check;
mod composition;
mod coverage_steps;
mod diagnostics;
mod drawing;
mod fan;
mod figure;
mod font;
mod graph;
mod grid;
mod heatmap;
mod letters;
mod map;
mod marks;
mod methods;
mod milestones;
mod overview;
mod page;
mod paint;
mod place;
mod png;
mod ranking;
mod reason;
mod remaining;
mod revisions;
mod scale;
mod shades;
mod shapes;
mod sheet;
mod side_by_side;
mod size;
mod slope;
mod status;
mod svg;
mod text;
mod theme;
mod tiles;
mod trajectory;
mod waffle;
mod words;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

pub use budget::{Allotment, Budget, Disbursed};
pub use composition::{Bar, Composition, Part};
pub use coverage_steps::{CoverageStep, CoverageSteps};
pub use diagnostics::{CoveragePoint, DiagnosedMethod, Diagnostics, ReliabilityPoint};
pub use drawing::Drawing;
pub use fan::FanPoint;
pub use graph::{BoxKind, End, Graph, GraphBox, draw_graph};
pub use heatmap::{Heatmap, HeatmapRow};
pub use letters::{Letters, faces};
pub use map::{Map, MapArea, Polygon, Ring};
pub use methods::{MethodPanel, Methods};
pub use milestones::{Coverage, Milestone, MilestoneRow, Milestones, Outlook};
pub use overview::{Overview, OverviewRow};
pub use ranking::{Ranking, RankingRow};
pub use remaining::{Remaining, RemainingRow};
pub use revisions::{RevisedPeriod, Revisions};
pub use size::Size;
pub use slope::{Slope, SlopeRow};
pub use status::StatusMark;
pub use tiles::{TileArea, Tiles};
pub use trajectory::{TargetPoint, Trajectory};
pub use waffle::{Waffle, WaffleGroup};

use crate::error::Result;
use crate::language::Language;
use check::{finite, not_negative, some_rows, unit_of};
use page::Page;

/// A figure and the day it stands for.
pub type Reading = (jiff::civil::Date, f64);

/// A chart, ready to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Chart {
    /// Where does each indicator stand between its baseline and its target?
    Overview(Overview),
    /// Is the indicator on its way to its targets?
    Trajectory(Trajectory),
    /// What would each projection method have said, and why does it refuse?
    Methods(Methods),
    /// Of what is the whole made?
    Composition(Composition),
    /// What is done and what is left, by office?
    Remaining(Remaining),
    /// How many are covered, against plan?
    CoverageSteps(CoverageSteps),
    /// How much was allotted, how much spent, against the target share?
    Budget(Budget),
    /// How does a figure go by area and month?
    Heatmap(Heatmap),
    /// Will each indicator reach its milestones, and if nobody can say, why?
    Milestones(Milestones),
    /// Which areas differ from the whole by more than chance?
    Ranking(Ranking),
    /// How did each area change between two dates?
    Slope(Slope),
    /// Did the forecasts of each method hold what they promised, when they were tried on the past?
    Diagnostics(Diagnostics),
    /// How high is the figure in each area, on the map as it is?
    Map(Map),
    /// What was the figure of each period at the time, and how was it revised?
    Revisions(Revisions),
    /// How high is the figure in each area, and how do neighbours compare?
    Tiles(Tiles),
    /// How many are done, late and open, each one to be seen?
    Waffle(Waffle),
}

/// The words around a chart; the language is the caller's.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Caption {
    /// What the chart shows, or finds where a rule can say so truthfully.
    pub title: String,
    /// What is measured, its unit, where and when.
    pub subtitle: String,
    /// Source, as-of date, number of readings and method, a line each.
    pub foot: Vec<String>,
}

/// What every form can do.
trait Form {
    /// Refuses what cannot be drawn: no rows, figures that are not finite.
    fn check(&self) -> Result<()>;
    /// Draws from `top` down, and gives back where it ends.
    fn draw(&self, page: &mut Page, top: f64, language: Language) -> f64;
    /// What the chart shows, in sentences.
    fn describe(&self, language: Language) -> Vec<String>;
}

impl Chart {
    fn form(&self) -> &dyn Form {
        match self {
            Chart::Overview(form) => form,
            Chart::Trajectory(form) => form,
            Chart::Methods(form) => form,
            Chart::Composition(form) => form,
            Chart::Remaining(form) => form,
            Chart::CoverageSteps(form) => form,
            Chart::Budget(form) => form,
            Chart::Heatmap(form) => form,
            Chart::Milestones(form) => form,
            Chart::Ranking(form) => form,
            Chart::Slope(form) => form,
            Chart::Diagnostics(form) => form,
            Chart::Map(form) => form,
            Chart::Revisions(form) => form,
            Chart::Tiles(form) => form,
            Chart::Waffle(form) => form,
        }
    }

    /// The form's name in commands and file names: `overview`, `coverage-steps`.
    pub fn form_name(&self) -> &'static str {
        match self {
            Chart::Overview(_) => "overview",
            Chart::Trajectory(_) => "trajectory",
            Chart::Methods(_) => "methods",
            Chart::Composition(_) => "composition",
            Chart::Remaining(_) => "remaining",
            Chart::CoverageSteps(_) => "coverage-steps",
            Chart::Budget(_) => "budget",
            Chart::Heatmap(_) => "heatmap",
            Chart::Milestones(_) => "milestones",
            Chart::Ranking(_) => "ranking",
            Chart::Slope(_) => "slope",
            Chart::Diagnostics(_) => "diagnostics",
            Chart::Map(_) => "map",
            Chart::Revisions(_) => "revisions",
            Chart::Tiles(_) => "tiles",
            Chart::Waffle(_) => "waffle",
        }
    }
}

/// The chart as one SVG element, 960 units wide and as high as its content, scaling to the width it is given.
///
/// Text stays text, in "Noto Sans"; `title` and `desc` name and describe it to readers who do not see it. The same
/// chart always gives the same bytes. Errors: no rows, a figure that is not finite.
pub fn draw_svg(chart: &Chart, caption: &Caption, language: Language) -> Result<String> {
    Drawing::new(chart, caption, language, Size::Page)?.svg(Letters::Text)
}

/// The chart as a PNG file's bytes, `960 * scale` pixels wide.
///
/// Errors: as for [`draw_svg`]; a scale outside 0.25 to 8 or a picture of more than 100 million pixels.
pub fn draw_png(chart: &Chart, caption: &Caption, language: Language, scale: f64) -> Result<Vec<u8>> {
    png::png(&compose(chart, caption, language)?, scale)
}

/// The chart in words: title, every figure it shows, and the foot.
///
/// ```
/// use milepost::charts::{Bar, Caption, Chart, Composition, Part, alternative_text};
/// use milepost::language::Language;
///
/// let part = |name: &str, value| Part { name: name.into(), value: Some(value) };
/// let parts = vec![part("Toàn trình", 941.0), part("Một phần", 908.0), part("Chưa trực tuyến", 314.0)];
/// let bars = vec![Bar { label: "28/12/2025".into(), total: 2163.0, parts }];
/// let chart = Chart::Composition(Composition { unit: "thủ tục".into(), bars });
/// let caption = Caption { title: "Thủ tục theo mức độ trực tuyến".into(), ..Caption::default() };
/// assert_eq!(
///     alternative_text(&chart, &caption, Language::Vi),
///     "Thủ tục theo mức độ trực tuyến. 28/12/2025 – Tổng số 2.163\u{a0}thủ\u{a0}tục. Toàn trình: 941 (43,5%); \
///      Một phần: 908 (42,0%); Chưa trực tuyến: 314 (14,5%)."
/// );
/// ```
pub fn alternative_text(chart: &Chart, caption: &Caption, language: Language) -> String {
    let title = sentence(&text::clean(&caption.title));
    let rest = description(chart, caption, language);
    [title, rest].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn description(chart: &Chart, caption: &Caption, language: Language) -> String {
    let told = chart.form().describe(language);
    let all = std::iter::once(&caption.subtitle).chain(&told).chain(&caption.foot);
    all.map(|part| sentence(&text::clean(part))).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The text with a full stop, unless it ends a sentence already.
fn sentence(text: &str) -> String {
    if text.is_empty() || text.ends_with(['.', '?', '!', '…']) { text.to_owned() } else { format!("{text}.") }
}

/// Title, chart and foot, one under the other, as high as they are.
fn compose(chart: &Chart, caption: &Caption, language: Language) -> Result<Page> {
    chart.form().check()?;
    Ok(sheet::compose(chart.form(), caption, language, Size::Page))
}
