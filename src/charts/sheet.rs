//! How do title, chart and foot share a picture? One under the other; where the height is given, the chart fills what they
//! leave.

use super::page::{Anchor, Mark, Page, SpotPlace};
use super::theme::{MARGIN, SMALL, SUBTITLE, TITLE};
use super::{Caption, Form, Size, text};
use crate::language::Language;

/// Above the title, between chart and foot, and below the foot.
const ABOVE: f64 = 16.0;
const BETWEEN: f64 = 12.0;
/// How often a form is asked to be less high.
const ROUNDS: usize = 4;

/// The picture in the largest letters with which its content has room; where it has none, in the smallest of the size and
/// as high as it must be.
pub(super) fn compose(form: &dyn Form, caption: &Caption, language: Language, size: Size) -> Page {
    let mut last = Page::default();
    for width in size.widths() {
        let height = size.height(*width);
        last = composed(form, caption, language, *width, height);
        if height.is_none_or(|height| last.height <= height) {
            break;
        }
    }
    last
}

/// How many times as high the picture is as its size asks for; 1 where it fits.
pub(super) fn excess(page: &Page, size: Size) -> f64 {
    size.height(page.width).map_or(1.0, |height| (page.height / height).max(1.0))
}

fn composed(form: &dyn Form, caption: &Caption, language: Language, width: f64, height: Option<f64>) -> Page {
    let foot: Vec<Vec<String>> =
        caption.foot.iter().map(|line| text::whole(line, SMALL, width - 2.0 * MARGIN)).collect();
    let foot_height = foot.iter().map(Vec::len).sum::<usize>() as f64 * SMALL.line();
    let allowed = height.map(|height| height - foot_height - 2.0 * BETWEEN);
    let mut floor = allowed;
    let mut before = f64::INFINITY;
    let mut round = 0;
    loop {
        round += 1;
        let mut page = Page::new(width, floor);
        let mut y = ABOVE;
        for (words, style) in [(&caption.title, TITLE), (&caption.subtitle, SUBTITLE)] {
            y = page.lines(page.left, y, Anchor::Start, &text::wrap(words, style, page.room()), style);
        }
        let head = page.marks.len();
        let mut end = form.draw(&mut page, y + 14.0, language);
        if let Some((allowed, lower)) = allowed.zip(floor) {
            // Words that found no place on a smaller drawing stand below it: it has to be smaller still.
            // What did not become smaller by being asked never will.
            if end > allowed && round < ROUNDS && end < before {
                before = end;
                floor = Some(lower - (end - allowed).ceil());
                continue;
            }
            let free = (allowed - end).max(0.0);
            let down = (0.4 * free).floor();
            page.marks[head..].iter_mut().for_each(|mark| mark.shift(down));
            page.spots.iter_mut().for_each(|spot| spot.place.shift(down));
            end += free;
        }
        y = end + BETWEEN;
        for lines in &foot {
            y = page.lines(page.left, y, Anchor::Start, lines, SMALL);
        }
        page.height = (y + BETWEEN).ceil();
        return page;
    }
}

impl SpotPlace {
    fn shift(&mut self, down: f64) {
        match self {
            SpotPlace::Frame(frame) => (frame.y0, frame.y1) = (frame.y0 + down, frame.y1 + down),
            SpotPlace::Rings(rings) => rings.iter_mut().flatten().for_each(|point| point.1 += down),
        }
    }
}

impl Mark {
    /// Moves it down the page.
    fn shift(&mut self, down: f64) {
        match self {
            Mark::Block(frame, _) => (frame.y0, frame.y1) = (frame.y0 + down, frame.y1 + down),
            Mark::Shape(points, _) | Mark::Stroke(points, ..) => points.iter_mut().for_each(|point| point.1 += down),
            Mark::Disc(centre, ..) => centre.1 += down,
            Mark::Words(words) => words.baseline += down,
        }
    }
}
