//! Which words stand beside the points of a trajectory, and where?

use super::{Plane, Trajectory};
use crate::charts::page::{Anchor, Page};
use crate::charts::place::{Place, Point, Space};
use crate::charts::theme::{BODY, LINE, NOW, PAPER, SMALL, Style, TARGET};
use crate::charts::{Reading, reason, text, words};
use crate::language::{Language, date};

/// A label to be placed.
struct Wanted {
    at: Point,
    /// One or more texts, each on a line of its own or more.
    words: Vec<String>,
    /// What they are called where they stand below the drawing.
    called: Option<&'static str>,
    style: Style,
    /// How wide it may be before it is wrapped.
    room: f64,
    /// Must it be said, with a leader or below the drawing if need be?
    needed: bool,
}

impl Trajectory {
    /// Writes all labels, the most needed first; gives back what found no place, to be said below.
    pub(super) fn label_all(
        &self,
        page: &mut Page,
        plane: &Plane,
        space: &mut Space,
        language: Language,
    ) -> Vec<String> {
        let (needed, others): (Vec<Wanted>, Vec<Wanted>) =
            self.wanted(plane, language).into_iter().partition(|w| w.needed);
        let mut left_over: Vec<String> = needed.into_iter().filter_map(|wanted| wanted.write(page, space)).collect();
        left_over.extend(self.state_refusal(page, plane, space, language));
        // Readings in between are labelled where there is no doubt which is meant; the description has them all.
        others.into_iter().for_each(|wanted| drop(wanted.write(page, space)));
        left_over
    }

    fn wanted(&self, plane: &Plane, language: Language) -> Vec<Wanted> {
        let readings = self.in_order();
        let last = readings.len().saturating_sub(1);
        let mut order: Vec<usize> = (0..readings.len()).collect();
        order.sort_by_key(|i| (*i != last, *i != 0, *i));
        let readings = order.into_iter().map(|i| Wanted {
            at: plane.at(readings[i]),
            words: vec![format!("{}: {}", date(readings[i].0, language), self.figure(readings[i].1, language))],
            called: Some(words::READING.get(language)),
            style: if i == last { BODY.bold().ink(NOW) } else { SMALL },
            room: 240.0,
            needed: i == last || i == 0 || readings.len() <= 4,
        });
        let targets = self.target_texts().into_iter().map(|(point, words)| Wanted {
            at: plane.at(point),
            room: if words.len() > 1 { 330.0 } else { 210.0 },
            words,
            called: Some(words::TARGET.get(language)),
            style: BODY.ink(TARGET),
            needed: true,
        });
        let path = self.required_path.map(|path| path.map(|point| plane.at(point))).map(|[a, b]| Wanted {
            at: ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0),
            words: vec![words::REQUIRED_PATH.get(language).to_owned()],
            called: None,
            style: SMALL.ink(TARGET),
            room: 200.0,
            needed: true,
        });
        readings.chain(targets).chain(path).collect()
    }

    /// The texts of all targets; several documents may set the same figure for the same day.
    fn target_texts(&self) -> Vec<(Reading, Vec<String>)> {
        let mut points: Vec<(Reading, Vec<String>)> = Vec::new();
        for target in &self.targets {
            match points.iter_mut().find(|(point, _)| *point == (target.date, target.low)) {
                Some((_, texts)) if texts.contains(&target.text) => {}
                Some((_, texts)) => texts.push(target.text.clone()),
                None => points.push(((target.date, target.low), vec![target.text.clone()])),
            }
        }
        points
    }

    /// A box with the reason where the forecast would be; gives the words back where it finds no place.
    fn state_refusal(&self, page: &mut Page, plane: &Plane, space: &mut Space, language: Language) -> Option<String> {
        let why = self.refusal.as_ref()?;
        // Beside a forecast the text only limits it.
        let heading = if self.fan.is_empty() { words::NO_FORECAST.get(language) } else { "" };
        let f = plane.frame;
        let middle = ((f.x0 + f.x1) / 2.0, (f.y0 + f.y1) / 2.0);
        if reason::state(page, space, middle, (heading, why), BODY, &[320.0, 240.0, 480.0, 180.0]) {
            return None;
        }
        Some(if heading.is_empty() { why.clone() } else { format!("{heading}: {why}") })
    }
}

impl Wanted {
    /// Writes the label near its point, with a leader where it stands away; gives its words back where there is no room.
    fn write(self, page: &mut Page, space: &mut Space) -> Option<String> {
        let lines = self.words.iter().flat_map(|words| text::wrap(words, self.style, self.room));
        let lines: Vec<String> = lines.collect();
        let (width, height) = (text::widest(&lines, self.style), lines.len() as f64 * self.style.line());
        let place = match self.needed {
            true => space.label(self.at, width + 4.0, height),
            false => space.label_close(self.at, width + 4.0, height),
        };
        let Some(Place { frame, leader, over_grid }) = place else {
            let words = self.words.join("; ");
            return Some(self.called.map_or(words.clone(), |called| format!("{called}: {words}")));
        };
        if over_grid {
            page.block(frame, PAPER);
        }
        if let Some(ends) = leader {
            page.line(&ends, 1.0, LINE);
        }
        page.lines(frame.x0 + 2.0, frame.y0, Anchor::Start, &lines, self.style);
        None
    }
}
