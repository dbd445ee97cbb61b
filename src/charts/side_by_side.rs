//! How do many rows stand on a wide picture? In columns side by side, as few as fit.

use super::page::Page;
use std::ops::Range;

/// Between two columns.
const GAP: f64 = 32.0;

/// Draws rows from `top` down in as few columns, none narrower than `least`, as end above the page's floor; in as many as
/// there is room for where none do, and in one on a page without a floor. Gives back where they end.
///
/// `draw` draws some of the rows between the edges of the page it is given.
pub(super) fn columns(
    page: &mut Page,
    top: f64,
    rows: usize,
    least: f64,
    draw: impl Fn(&mut Page, f64, Range<usize>) -> f64,
) -> f64 {
    let Some(floor) = page.floor else { return draw(page, top, 0..rows) };
    let most = (((page.room() + GAP) / (least + GAP)).floor() as usize).clamp(1, rows.max(1));
    for count in 1..=most {
        let wide = (page.room() - GAP * (count - 1) as f64) / count as f64;
        let each = rows.div_ceil(count);
        let mut parts = Vec::new();
        let mut end = top;
        for column in 0..count {
            let left = page.left + column as f64 * (wide + GAP);
            let mut part = page.part(left, left + wide);
            end = draw(&mut part, top, (column * each).min(rows)..((column + 1) * each).min(rows)).max(end);
            parts.push(part);
        }
        if end <= floor || count == most {
            parts.into_iter().for_each(|part| page.take(part));
            return end;
        }
    }
    top
}
