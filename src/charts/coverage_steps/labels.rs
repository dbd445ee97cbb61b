//! Which steps are labelled, and where? The latest report and the last step always, others where they have room.

use super::{CoverageStep, CoverageSteps};
use crate::charts::page::{Anchor, Page};
use crate::charts::place::{Frame, Space, spread};
use crate::charts::scale::Time;
use crate::charts::theme::{BODY, LINE, NOW, PAPER, SMALL, TEXT};
use crate::charts::{text, words};
use crate::language::{Language, date};
use jiff::civil::Date;

/// How far a day may stand beside its step.
const ASIDE: f64 = 20.0;

impl CoverageSteps {
    /// The count at each step; gives back those that must be said and found no place.
    pub(super) fn label_steps(
        &self,
        page: &mut Page,
        steps: &[CoverageStep],
        bars: &[Frame],
        (frame, total): (Frame, Frame),
        language: Language,
    ) -> Vec<String> {
        let mut outside = Space::new(Frame::new(frame.x0, frame.y0 - 20.0, frame.x1, frame.y1));
        outside.take(total);
        outside.take_line((frame.x0, total.y1), (frame.x1, total.y1));
        bars.iter().for_each(|bar| outside.take(*bar));
        let mut inside = Space::new(frame);
        let latest = steps.iter().rposition(|step| !step.planned);
        let mut order: Vec<usize> = (0..steps.len()).collect();
        order.sort_by_key(|i| (Some(*i) != latest, *i + 1 != steps.len(), *i));
        let mut unplaced = Vec::new();
        for i in order {
            let (step, bar) = (&steps[i], bars[i]);
            let counted = self.counted(step, language);
            let (style, words) = match step.planned {
                true => (BODY.ink(TEXT), format!("{}: {counted}", words::PLANNED.get(language))),
                false => (BODY.bold().ink(NOW), counted),
            };
            let needed = Some(i) == latest || i + 1 == steps.len();
            let lines = text::wrap(&words, style, bar.width().max(page.share(super::LAST)));
            let (width, height) = (text::widest(&lines, style), lines.len() as f64 * style.line());
            let at = |x: f64, top: f64| Frame::new(x, top, x + width, top + height);
            let own = width <= bar.width();
            let above =
                [own.then_some(bar.x0), needed.then_some(frame.x1 - width), needed.then_some(bar.x0 - width - 6.0)];
            let above =
                above.into_iter().flatten().map(|x| at(x, bar.y0 - 4.0 - height)).find(|place| outside.is_free(place));
            let within =
                || (needed && own).then(|| at(bar.x0 + 6.0, bar.y0 + 6.0)).filter(|place| inside.is_free(place));
            match above.or_else(within) {
                Some(place) => {
                    outside.take(place);
                    inside.take(place);
                    page.block(place, PAPER);
                    page.lines(place.x0, place.y0, Anchor::Start, &lines, style);
                }
                None if needed => unplaced.push(format!("{}: {words}", date(step.date, language))),
                None => {}
            }
        }
        unplaced
    }
}

/// The days below the steps: the last, and as many before it as have room below their step.
pub(super) fn days(page: &mut Page, steps: &[CoverageStep], time: &Time, frame: Frame, language: Language) -> f64 {
    let left = page.left;
    let mut days: Vec<Date> = steps.iter().rev().map(|step| step.date).collect();
    days.dedup();
    for day in &days {
        page.line(&[(time.at(*day), frame.y1), (time.at(*day), frame.y1 + 6.0)], 1.0, LINE);
    }
    let every = |n: usize| -> Vec<(f64, f64)> {
        days.iter().step_by(n).map(|day| (time.at(*day), text::width(&date(*day, language), SMALL))).collect()
    };
    let placed = (1..=days.len()).find_map(|n| {
        let wanted = every(n);
        let centres = spread(&wanted, left, frame.x1, 12.0)?;
        let near = centres.iter().zip(&wanted).all(|(centre, (x, _))| (centre - x).abs() < ASIDE);
        near.then_some((n, centres))
    });
    let (n, centres) = placed.unwrap_or((days.len().max(1), vec![frame.x1]));
    for (centre, day) in centres.into_iter().zip(days.iter().step_by(n)) {
        page.words(centre, frame.y1 + 21.0, Anchor::Middle, &date(*day, language), SMALL);
    }
    frame.y1 + 30.0
}
