//! How is one indicator at one milestone drawn? Its target, its status, and a bar as long as it is likely.

use super::{Coverage, Milestone, Outlook};
use crate::charts::figure::{figure, level};
use crate::charts::page::{Anchor, Page};
use crate::charts::place::{Frame, Point};
use crate::charts::theme::{BODY, LINE, NOW, QUIET, SMALL, TARGET, TRACK};
use crate::charts::{text, words};
use crate::language::Language;

/// The sign of the status and the room beside it.
const SIGN: f64 = 26.0;
const BAR: f64 = 8.0;

impl Milestone {
    /// Everything that must lie between 0 and 1.
    pub(super) fn shares(&self) -> Vec<f64> {
        match &self.outlook {
            Outlook::Probability { share, coverage, .. } => {
                let coverage = coverage.map(|coverage| [coverage.level, coverage.held]);
                std::iter::once(*share).chain(coverage.into_iter().flatten()).collect()
            }
            Outlook::Reason(_) => Vec::new(),
        }
    }

    /// Draws the cell; gives back where it ends.
    pub(super) fn draw(&self, page: &mut Page, (x, top): Point, room: f64, language: Language) -> f64 {
        let style = BODY.bold().ink(TARGET);
        let mut y = page.lines(x, top, Anchor::Start, &text::wrap(&self.target_text, style, room), style) + 4.0;
        let style = SMALL.bold().ink(self.status.ink());
        let lines = text::wrap(&self.status_text, style, room - SIGN);
        self.status.draw(page, (x + 9.0, y + 10.0));
        y = page.lines(x + SIGN, y + 1.0, Anchor::Start, &lines, style).max(y + 22.0) + 2.0;
        match &self.outlook {
            Outlook::Probability { share, coverage, remark } => {
                y = page.paragraph(x, y, room, &chance(*share, language), SMALL.bold().ink(NOW)) + 3.0;
                let wide = room.min(180.0);
                let bar = |share: f64| Frame::new(x, y, x + share * wide, y + BAR);
                page.block(bar(1.0), TRACK);
                page.block(bar(*share), NOW);
                page.outline(bar(1.0), 1.0, LINE);
                y += BAR + 4.0;
                let said = coverage.map(|coverage| tested(&coverage, language)).into_iter().chain(remark.clone());
                said.fold(y, |y, words| page.paragraph(x, y, room, &words, SMALL.ink(QUIET)))
            }
            Outlook::Reason(reason) => page.paragraph(x, y, room, &unsaid(reason, language), SMALL.ink(QUIET)),
        }
    }

    pub(super) fn describe(&self, language: Language) -> String {
        let outlook = match &self.outlook {
            Outlook::Probability { share, coverage, remark } => {
                let tested = coverage.map(|coverage| format!(" ({})", tested(&coverage, language).to_lowercase()));
                let remark = remark.as_ref().map(|remark| format!("; {remark}")).unwrap_or_default();
                format!("{}{}{remark}", chance(*share, language).to_lowercase(), tested.unwrap_or_default())
            }
            Outlook::Reason(reason) => unsaid(reason, language),
        };
        format!("{}, {}, {outlook}", self.target_text, self.status_text.to_lowercase())
    }
}

/// `Khả năng đạt: 84%`; never rounded to certainty.
fn chance(share: f64, language: Language) -> String {
    let percent = 100.0 * share;
    let whole = percent.round();
    // A probability is not known to a tenth of a percent; only near the ends do decimals say more than "nearly".
    let shown = if whole > 0.0 && whole < 100.0 { whole } else { percent };
    format!("{}: {}", words::CHANCE.get(language), figure(shown, "%", &[], language))
}

fn tested(coverage: &Coverage, language: Language) -> String {
    let (level, held) = (level(coverage.level, language), level(coverage.held, language));
    language.say_with("chart-backtested", &[("level", &level), ("held", &held)])
}

fn unsaid(reason: &str, language: Language) -> String {
    match reason.trim() {
        "" => words::NO_CHANCE.get(language).to_owned(),
        reason => format!("{}: {reason}", words::NO_CHANCE.get(language)),
    }
}
