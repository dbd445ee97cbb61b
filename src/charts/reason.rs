//! Where does a chart say why it shows no forecast? In a box on free ground, the reason wrapped and whole.

use super::page::{Anchor, Page};
use super::place::{Point, Space};
use super::text;
use super::theme::{LINE, Style, TRACK};

/// A box with a bold heading and a reason, each empty where there is nothing to say, as near to `middle` as nothing is
/// covered; `rooms` are the widths tried in turn. False where it finds no place: the words belong below the drawing.
pub(super) fn state(
    page: &mut Page,
    space: &mut Space,
    middle: Point,
    (heading, why): (&str, &str),
    style: Style,
    rooms: &[f64],
) -> bool {
    for room in rooms {
        let heading = text::wrap(heading, style.bold(), *room);
        let lines = text::whole(why, style, *room);
        let width = text::widest(&lines, style).max(text::widest(&heading, style.bold())) + 24.0;
        let height = (heading.len() + lines.len()) as f64 * style.line() + 18.0;
        if let Some(frame) = space.somewhere(middle, width, height) {
            page.block(frame, TRACK);
            page.outline(frame, 1.0, LINE);
            let below = page.lines(frame.x0 + 12.0, frame.y0 + 8.0, Anchor::Start, &heading, style.bold());
            page.lines(frame.x0 + 12.0, below, Anchor::Start, &lines, style);
            return true;
        }
    }
    false
}
