//! Where does each indicator stand between its baseline and its target?

mod row;

use super::marks::{Sign, legend};
use super::page::{Anchor, Page};
use super::scale::Axis;
use super::side_by_side::columns;
use super::theme::{BODY, GRID};
use super::{Form, Reading, StatusMark, finite, grid, some_rows, text, unit_of, words};
use crate::error::Result;
use crate::language::{Language, date};
use jiff::civil::Date;
use row::{NAME_ROOM, plot};

/// Many indicators, a row each: a ring where it was, a dot where it is, a bar where it should be.
///
/// Rows keep their order; those of one unit stand together on one axis (0 to 100 for `%`).
///
/// ```
/// use jiff::civil::date;
/// use milepost::charts::{Caption, Chart, Overview, OverviewRow, StatusMark, draw_svg};
/// use milepost::language::Language;
///
/// let row = OverviewRow {
///     name: "Dịch vụ công trực tuyến toàn trình".into(),
///     unit: "%".into(),
///     baseline: Some((date(2025, 8, 25), 38_800.0 / 869.0)),
///     now: Some((date(2025, 12, 28), 94_100.0 / 1065.0)),
///     target: Some(90.0),
///     target_text: "≥ 90% (2030)".into(),
///     status: StatusMark::OnTrack,
///     status_text: "Đúng tiến độ".into(),
///     source_text: None,
/// };
/// let svg = draw_svg(&Chart::Overview(Overview { rows: vec![row] }), &Caption::default(), Language::Vi)?;
/// assert!(svg.contains("44,6%") && svg.contains("88,4%") && svg.contains("Đúng tiến độ"));
/// # Ok::<(), milepost::error::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Overview {
    /// The indicators, in the order in which they are to be read.
    pub rows: Vec<OverviewRow>,
}

/// One indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct OverviewRow {
    /// Its name, wrapped where long.
    pub name: String,
    /// Unit of its figures, e.g. `%`.
    pub unit: String,
    /// The figure it started from; `None` draws nothing and is said.
    pub baseline: Option<Reading>,
    /// The latest figure; `None` draws nothing and is said.
    pub now: Option<Reading>,
    /// The figure to reach; `None` where the target is in words.
    pub target: Option<f64>,
    /// The target as printed, with its year: `≥ 90% (2030)`.
    pub target_text: String,
    /// How it is doing.
    pub status: StatusMark,
    /// The same in words.
    pub status_text: String,
    /// Where the figures come from, if it is to stand in the row.
    pub source_text: Option<String>,
}

/// No column is narrower.
const LEAST: f64 = 600.0;

/// The days that all rows share; they are said once, in the legend.
struct Days {
    baseline: Option<Date>,
    now: Option<Date>,
}

impl Form for Overview {
    fn check(&self) -> Result<()> {
        some_rows("overview", self.rows.len())?;
        self.rows.iter().try_for_each(|row| {
            unit_of("overview", &row.unit)?;
            finite("overview", &row.name, row.values())
        })
    }

    fn draw(&self, page: &mut Page, top: f64, language: Language) -> f64 {
        let days = Days { baseline: shared(&self.rows, |row| row.baseline), now: shared(&self.rows, |row| row.now) };
        let said = |word: words::Word, day: Option<Date>| match day {
            Some(day) => format!("{} ({})", word.get(language), date(day, language)),
            None => word.get(language).to_owned(),
        };
        let signs = [
            (Sign::Earlier, said(words::BASELINE, days.baseline), self.rows.iter().any(|row| row.baseline.is_some())),
            (Sign::Latest, said(words::NOW, days.now), self.rows.iter().any(|row| row.now.is_some())),
            (Sign::Target, said(words::TARGET, None), self.rows.iter().any(|row| row.target.is_some())),
        ];
        let signs: Vec<_> = signs.into_iter().filter(|sign| sign.2).map(|(sign, word, _)| (sign, word)).collect();
        let mut y = legend(page, top, &signs);
        let mut units: Vec<&str> = Vec::new();
        for row in &self.rows {
            if !units.contains(&row.unit.as_str()) {
                units.push(&row.unit);
            }
        }
        for unit in &units {
            let rows: Vec<&OverviewRow> = self.rows.iter().filter(|row| row.unit == *unit).collect();
            let heading = (units.len() > 1).then(|| format!("{}: {unit}", words::UNIT.get(language)));
            let all = Axis::around(rows.iter().flat_map(|row| row.values()), *unit == "%", 0.0, 1.0);
            y = columns(page, y, rows.len(), LEAST, |page, y, range| {
                if let Some(heading) = &heading {
                    let lines = text::wrap(heading, BODY.bold(), page.share(NAME_ROOM));
                    page.lines(page.left, y, Anchor::Start, &lines, BODY.bold());
                }
                group(page, y, (unit, &all), &rows[range], &days, language)
            });
        }
        y
    }

    fn describe(&self, language: Language) -> Vec<String> {
        self.rows.iter().map(|row| row.describe(language)).collect()
    }
}

/// Rows of one unit on their axis; gives back where they end.
fn group(
    page: &mut Page,
    top: f64,
    (unit, axis): (&str, &Axis),
    rows: &[&OverviewRow],
    days: &Days,
    language: Language,
) -> f64 {
    let (from, to) = plot(page);
    let axis = axis.on(from, to);
    let first = top + 24.0;
    // Grid lines lie behind the rows, whose heights are known once they are drawn.
    let behind = page.marks.len();
    let mut y = first;
    for row in rows {
        page.line(&[(page.left, y), (page.right, y)], 1.0, GRID);
        y = row.draw(page, y, &axis, days, language);
    }
    page.line(&[(page.left, y), (page.right, y)], 1.0, GRID);
    let drawn = page.marks.split_off(behind);
    grid::upright(page, &axis, unit, (first, y), language);
    page.marks.extend(drawn);
    if y - first > grid::TALL { y + 32.0 } else { y + 16.0 }
}

/// The day on which all readings were taken, where it is one.
fn shared(rows: &[OverviewRow], reading: impl Fn(&OverviewRow) -> Option<Reading>) -> Option<Date> {
    let mut days = rows.iter().filter_map(reading).map(|(day, _)| day);
    let first = days.next()?;
    days.all(|day| day == first).then_some(first)
}
