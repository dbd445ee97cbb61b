//! How do panels stand on the page, and what stands in each?

use super::{MethodPanel, Methods};
use crate::charts::marks::Sign;
use crate::charts::page::{Anchor, Page};
use crate::charts::place::{Frame, Point, Space};
use crate::charts::scale::{Axis, Time};
use crate::charts::theme::{BODY, SMALL, SOFT, Style, TEXT};
use crate::charts::{Reading, fan, grid, reason, text, words};
use crate::language::{Language, date};
use jiff::civil::Date;

/// Room between two panels: the last year of one and the first of the next stand below it.
const GAP: f64 = 40.0;
/// Room for the years below a panel.
const YEARS: f64 = 30.0;
/// Between two rows of panels, and what is reckoned for the words above one.
pub(super) const BETWEEN: f64 = 22.0;
const HEADS: f64 = 66.0;
/// The least width and height of a drawing where the page decides on them.
const NARROWEST: f64 = 170.0;
const LEAST: f64 = 90.0;
const NAME: Style = BODY;
const SAID: Style = SMALL;

/// The columns in which panels stand.
pub(super) struct Sheet {
    pub columns: usize,
    left: f64,
    /// Width and height of the drawing of one panel.
    size: (f64, f64),
}

impl Sheet {
    /// For this many panels, with the figures of the shared axis left of the first of each row.
    pub fn new(page: &Page, top: f64, panels: usize, figures: f64) -> Sheet {
        let left = page.left + figures + 10.0;
        let width =
            |columns: usize| (page.right - 14.0 - left - GAP * columns.saturating_sub(1) as f64) / columns as f64;
        let (columns, height) = match (page.floor, panels) {
            (None, 0 | 1) => (1, 300.0),
            (None, 2 | 4) => (2, 250.0),
            (None, _) => (3, 220.0),
            (Some(floor), _) => {
                let height = |columns: usize| {
                    let rows = panels.div_ceil(columns).max(1) as f64;
                    ((floor - top - rows * (HEADS + YEARS) - (rows - 1.0) * BETWEEN) / rows).floor()
                };
                let shape = |columns: &usize| height(*columns).min(0.7 * width(*columns));
                let fitting = (1..=panels.max(1)).filter(|columns| *columns == 1 || width(*columns) >= NARROWEST);
                let best = fitting.clone().max_by(|a, b| shape(a).total_cmp(&shape(b))).unwrap_or(1);
                // Where they have no room either way, few rows run over least.
                let columns = if height(best) < LEAST { fitting.max().unwrap_or(1) } else { best };
                (columns, height(columns).max(LEAST))
            }
        };
        Sheet { columns, left, size: (width(columns), height) }
    }

    fn frame(&self, column: usize, top: f64) -> Frame {
        let left = self.left + column as f64 * (self.size.0 + GAP);
        Frame::new(left, top, left + self.size.0, top + self.size.1)
    }
}

/// The two shared axes on one panel.
struct Plane {
    time: Time,
    axis: Axis,
    frame: Frame,
}

impl Plane {
    fn at(&self, (day, value): Reading) -> Point {
        (self.time.at(day), self.axis.at(value))
    }

    fn points(&self, readings: &[Reading]) -> Vec<Point> {
        readings.iter().map(|reading| self.at(*reading)).collect()
    }
}

impl Methods {
    /// A row of panels from `top` down, their drawings side by side; gives back where it ends.
    pub(super) fn draw_row(
        &self,
        page: &mut Page,
        row: &[MethodPanel],
        top: f64,
        (sheet, levels): (&Sheet, &[f64]),
        language: Language,
    ) -> f64 {
        let room = sheet.size.0;
        let heads: Vec<[Vec<String>; 2]> = row
            .iter()
            .map(|panel| {
                let said = self.forecast(panel, language).unwrap_or_else(|| panel.nothing(language).to_owned());
                [text::whole(&panel.title, NAME.bold(), room), text::wrap(&said, SAID, room)]
            })
            .collect();
        let height =
            |[name, said]: &[Vec<String>; 2]| name.len() as f64 * NAME.line() + said.len() as f64 * SAID.line();
        let plot = top + heads.iter().map(height).fold(0.0, f64::max) + 10.0;
        let mut bottom = top;
        for (column, (panel, [name, said])) in row.iter().zip(&heads).enumerate() {
            let frame = sheet.frame(column, plot);
            let below = page.lines(frame.x0, top, Anchor::Start, name, NAME.bold());
            page.lines(frame.x0, below, Anchor::Start, said, SAID);
            let plane = self.plane(page, frame, column == 0, language);
            let left_over = panel.draw(page, &plane, levels);
            self.spots(page, panel, &plane, language);
            bottom = page.paragraph(frame.x0, frame.y1 + YEARS, room, &left_over, SAID.ink(TEXT)).max(bottom);
        }
        bottom
    }

    /// What each sign of a panel says.
    fn spots(&self, page: &mut Page, panel: &MethodPanel, plane: &Plane, language: Language) {
        let said = |value: f64| self.figure(value, language);
        let of = format!("{} – ", panel.title);
        for (word, readings) in [(None, &panel.readings), (Some(words::OUTCOME), &panel.outcomes)] {
            for (day, value) in in_order(readings) {
                let kind = word.map_or_else(String::new, |word| format!("{} ", word.get(language)));
                let words = format!("{of}{kind}{}: {}", date(day, language), said(value));
                page.spot(Frame::around(plane.at((day, value)), 5.0), &words);
            }
        }
        fan::spots(page, &panel.fan, |point| plane.at(point), &of, (&said, language));
    }

    /// The axes of one panel: its years below, and the figures beside it where it is the `first` of its row.
    fn plane(&self, page: &mut Page, frame: Frame, first: bool, language: Language) -> Plane {
        let axis = self.axis(frame.y1, frame.y0);
        let points = self.panels.iter().flat_map(|panel| panel.readings.iter().chain(&panel.outcomes));
        let days = points.map(|point| point.0).chain(self.panels.iter().flat_map(|p| &p.fan).map(|point| point.date));
        if first {
            grid::level(page, &axis, &self.unit, (frame.x0, frame.x1), language);
        } else {
            grid::lines(page, &axis, (frame.x0, frame.x1));
        }
        let (time, years) = Time::years(&days.collect::<Vec<Date>>(), frame.x0, frame.x1);
        grid::years(page, &time, &years, frame);
        Plane { time, axis, frame }
    }
}

impl MethodPanel {
    /// Forecast, readings and outcomes; gives back the words that found no place on the drawing.
    fn draw(&self, page: &mut Page, plane: &Plane, levels: &[f64]) -> String {
        let f = plane.frame;
        let mut space = Space::new(Frame::new(f.x0 + 4.0, f.y0 + 4.0, f.x1 - 4.0, f.y1 - 4.0));
        let readings = plane.points(&in_order(&self.readings));
        fan::draw(page, &self.fan, levels, readings.last().copied(), |point| plane.at(point), &mut space);
        page.line(&readings, 2.0, SOFT);
        readings.windows(2).for_each(|pair| space.take_line(pair[0], pair[1]));
        let outcomes = plane.points(&in_order(&self.outcomes));
        for (sign, points) in [(Sign::Dot, &readings), (Sign::Outcome, &outcomes)] {
            for point in points {
                sign.draw(page, *point);
                space.take(Frame::around(*point, 9.0));
            }
        }
        let why = self.refusal.as_deref().unwrap_or_default();
        // Beside a forecast the words only limit it: they never stand on its bands.
        if !self.fan.is_empty() {
            return why.to_owned();
        }
        let middle = ((f.x0 + f.x1) / 2.0, (f.y0 + f.y1) / 2.0);
        let rooms: Vec<f64> = (0..12).map(|i| (0.84 - 0.04 * f64::from(i)) * f.width()).collect();
        let said = why.is_empty() || reason::state(page, &mut space, middle, ("", why), SAID.ink(TEXT), &rooms);
        if said { String::new() } else { why.to_owned() }
    }
}

/// Readings by their days.
pub(super) fn in_order(readings: &[Reading]) -> Vec<Reading> {
    let mut readings = readings.to_vec();
    readings.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    readings
}
