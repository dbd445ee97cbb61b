//! Will each indicator reach its milestones, and if nobody can say, why?

mod cell;

use super::grid::TALL;
use super::page::{Anchor, Page};
use super::place::Frame;
use super::side_by_side::columns;
use super::theme::{BODY, GRID, LINE, QUIET, SMALL};
use super::{Form, StatusMark, some_rows, text, words};
use crate::error::{Error, Result};
use crate::language::Language;

/// Indicators below each other and milestones side by side: what is promised, how it goes, and how likely it is met, or why
/// no probability is named.
///
/// ```
/// use milepost::charts::{Caption, Chart, Coverage, Milestone, MilestoneRow, Milestones, Outlook, StatusMark, draw_svg};
/// use milepost::language::Language;
///
/// let milestone = Milestone {
///     target_text: "≥ 90%".into(),
///     status: StatusMark::OnTrack,
///     status_text: "Đúng tiến độ".into(),
///     outlook: Outlook::Probability { share: 0.84, coverage: Some(Coverage { level: 0.9, held: 0.91 }), remark: None },
/// };
/// let row = MilestoneRow { name: "Dịch vụ công toàn trình".into(), note: None, milestones: vec![Some(milestone), None] };
/// let names = vec!["2030".into(), "2045".into()];
/// let svg = draw_svg(&Chart::Milestones(Milestones { names, rows: vec![row] }), &Caption::default(), Language::Vi)?;
/// assert!(svg.contains("84%") && svg.contains("Không có mục tiêu"));
/// # Ok::<(), milepost::error::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Milestones {
    /// The milestones, from the first: `2030`; at most six.
    pub names: Vec<String>,
    /// The indicators, from the top down.
    pub rows: Vec<MilestoneRow>,
}

/// One indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct MilestoneRow {
    /// Its name, wrapped where long.
    pub name: String,
    /// What stands below the name, e.g. the latest figure.
    pub note: Option<String>,
    /// One for each milestone; `None` where the indicator has no target then.
    pub milestones: Vec<Option<Milestone>>,
}

/// One indicator at one milestone.
#[derive(Debug, Clone, PartialEq)]
pub struct Milestone {
    /// The target as printed: `≥ 90%`.
    pub target_text: String,
    /// How the indicator is doing towards it.
    pub status: StatusMark,
    /// The same in words.
    pub status_text: String,
    /// How likely it is met.
    pub outlook: Outlook,
}

/// How likely a target is met, or why nobody says.
#[derive(Debug, Clone, PartialEq)]
pub enum Outlook {
    /// The probability of attainment, 0 to 1.
    Probability {
        /// The probability.
        share: f64,
        /// What the forecasts behind it were worth in the backtest, where known.
        coverage: Option<Coverage>,
        /// What must be said beside it.
        remark: Option<String>,
    },
    /// Why none is named.
    Reason(String),
}

/// What intervals were worth: of those that claimed `level`, the share `held` held what came.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coverage {
    /// Their level, 0 to 1: 0.9.
    pub level: f64,
    /// The share that held, 0 to 1.
    pub held: f64,
}

/// More milestones leave no room for their words.
const MOST: usize = 6;
const GAP: f64 = 18.0;
const PAD: f64 = 10.0;
/// No milestone of a column is narrower, nor are the names.
const LEAST: f64 = 160.0;

impl Form for Milestones {
    fn check(&self) -> Result<()> {
        some_rows("milestones", self.rows.len())?;
        some_rows("milestones", self.names.len())?;
        let wrong = |found: String, expected: &str| {
            Err(Error::data("the chart `milestones` cannot be drawn").found(found).expected(expected))
        };
        if self.names.len() > MOST {
            return wrong(format!("{} milestones", self.names.len()), "at most 6 milestones");
        }
        for row in &self.rows {
            if row.milestones.len() != self.names.len() {
                let found = format!("`{}` has {} of {} milestones", row.name, row.milestones.len(), self.names.len());
                return wrong(found, "a target, or none, for each milestone");
            }
            for share in row.milestones.iter().flatten().flat_map(Milestone::shares) {
                if !(0.0..=1.0).contains(&share) {
                    return wrong(format!("{share} for `{}`", row.name), "probabilities and coverage from 0 to 1");
                }
            }
        }
        Ok(())
    }

    fn draw(&self, page: &mut Page, top: f64, language: Language) -> f64 {
        columns(page, top, self.rows.len(), LEAST * self.names.len() as f64 + LEAST, |page, top, range| {
            self.draw_rows(page, top, &self.rows[range], language)
        })
    }

    fn describe(&self, language: Language) -> Vec<String> {
        self.rows
            .iter()
            .map(|row| {
                let each = row.milestones.iter().enumerate();
                let told = each.map(|(i, milestone)| self.said(i, milestone.as_ref(), language));
                let note = row.note.as_ref().map(|note| format!(" ({note})")).unwrap_or_default();
                format!("{}{note}: {}", row.name, told.collect::<Vec<_>>().join("; "))
            })
            .collect()
    }
}

impl Milestones {
    /// One indicator at the milestone of this place, in words.
    fn said(&self, place: usize, milestone: Option<&Milestone>, language: Language) -> String {
        let none = || words::NO_TARGET.get(language).to_lowercase();
        let told = milestone.map_or_else(none, |milestone| milestone.describe(language));
        format!("{} – {told}", self.names.get(place).map(String::as_str).unwrap_or_default())
    }

    /// Some rows below the names of the columns; gives back where they end.
    fn draw_rows(&self, page: &mut Page, top: f64, rows: &[MilestoneRow], language: Language) -> f64 {
        // Few milestones leave more room for names.
        let names = page.share(if self.names.len() > 3 { 196.0 } else { 264.0 });
        let left = page.left;
        let wide = ((page.room() - names) / self.names.len() as f64).min(page.share(300.0));
        let at = |i: usize| left + names + i as f64 * wide + GAP;
        let mut headed = top;
        let mut y = self.head(page, top, names, &at, wide, language);
        for row in rows {
            // Where the names of the milestones are out of sight they are said again.
            if y - headed > TALL {
                headed = y;
                y = self.head(page, y + 12.0, names, &at, wide, language);
            }
            let name = text::wrap(&row.name, BODY, names - GAP);
            let note = row.note.as_ref().map(|note| text::wrap(note, SMALL, names - GAP)).unwrap_or_default();
            let below = page.lines(page.left, y + PAD, Anchor::Start, &name, BODY.bold());
            let mut bottom = page.lines(page.left, below, Anchor::Start, &note, SMALL);
            for (i, milestone) in row.milestones.iter().enumerate() {
                let end = match milestone {
                    Some(milestone) => milestone.draw(page, (at(i), y + PAD), wide - GAP, language),
                    None => {
                        let none = words::NO_TARGET.get(language);
                        page.paragraph(at(i), y + PAD, wide - GAP, none, SMALL.ink(QUIET))
                    }
                };
                let said = self.said(i, milestone.as_ref(), language);
                page.spot(Frame::new(at(i), y + PAD, at(i) + wide - GAP, end), &format!("{}: {said}", row.name));
                bottom = bottom.max(end);
            }
            y = bottom + PAD;
            page.line(&[(page.left, y), (page.right, y)], 1.0, GRID);
        }
        y + 4.0
    }

    /// The names of the columns; gives back where the rows may start.
    fn head(
        &self,
        page: &mut Page,
        top: f64,
        names: f64,
        at: &dyn Fn(usize) -> f64,
        wide: f64,
        language: Language,
    ) -> f64 {
        let said = text::wrap(words::INDICATOR.get(language), SMALL.bold(), names - GAP);
        let mut bottom = page.lines(page.left, top, Anchor::Start, &said, SMALL.bold());
        for (i, name) in self.names.iter().enumerate() {
            let lines = text::wrap(name, BODY.bold(), wide - GAP);
            bottom = bottom.max(page.lines(at(i), top, Anchor::Start, &lines, BODY.bold()));
        }
        page.line(&[(page.left, bottom + 4.0), (page.right, bottom + 4.0)], 1.0, LINE);
        bottom + 4.0
    }
}
