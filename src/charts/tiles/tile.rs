//! What stands in a tile? A name wrapped between words and a figure, or a number that leads to both below.

use super::TileArea;
use crate::charts::figure::{figure, number};
use crate::charts::page::{Anchor, Page};
use crate::charts::place::Frame;
use crate::charts::text;
use crate::charts::theme::{HATCH, Ink, LINE, SMALL, Style, TEXT};
use crate::language::Language;

/// Room between two tiles, and between a tile's edge and its words.
pub(super) const GAP: f64 = 3.0;
const EDGE: f64 = 3.0;
/// Lines stand closer than on a page: a name of two lines is read at a glance.
const PITCH: f64 = 16.0;
const NAME: Style = Style { ink: TEXT, ..SMALL };

/// The lines of a tile.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Label {
    name: Vec<String>,
    value: String,
}

/// A figure as it stands in a tile: shares with their sign, others bare (the unit stands in the legend).
pub(super) fn short(value: Option<f64>, unit: &str, language: Language) -> String {
    match value {
        None => "–".to_owned(),
        Some(value) if unit == "%" => figure(value, unit, &[], language),
        Some(value) => number(value, unit, &[], language),
    }
}

impl Label {
    /// Name and figure of an area, where a tile of this side has room for them without parting a word.
    pub fn of(area: &TileArea, unit: &str, side: f64, language: Language) -> Option<Label> {
        let value = short(area.value, unit, language);
        let room = side - GAP - 2.0 * EDGE;
        let clean = text::clean(&area.name);
        // What has no room even without a break need not be wrapped to know it.
        if text::width(&clean, NAME) > room * side / PITCH {
            return None;
        }
        let parted = clean.split(' ').any(|word| text::width(word, NAME) > room);
        let name = text::wrap(&clean, NAME, room);
        let high = (name.len() + 1) as f64 * PITCH;
        let fits = !parted && high <= side - GAP - 2.0 && text::width(&value, NAME.bold()) <= room;
        fits.then_some(Label { name, value })
    }

    /// A number that leads to name and figure elsewhere.
    pub fn number(number: usize) -> Label {
        Label { name: Vec::new(), value: format!("({number})") }
    }

    /// Draws the tile; hatched where there is no shade.
    pub fn draw(&self, page: &mut Page, f: Frame, shade: Option<Ink>) {
        let ink = match shade {
            Some(shade) => {
                page.block(f, shade);
                shade.readable_on()
            }
            None => {
                page.hatch(f, HATCH);
                TEXT
            }
        };
        page.outline(f, 1.0, LINE);
        let middle = (f.x0 + f.x1) / 2.0;
        let lines = (self.name.len() + 1) as f64;
        let mut baseline = (f.y0 + f.y1) / 2.0 - lines * PITCH / 2.0 + 12.5;
        for line in &self.name {
            page.words(middle, baseline, Anchor::Middle, line, NAME.ink(ink));
            baseline += PITCH;
        }
        page.words(middle, baseline, Anchor::Middle, &self.value, NAME.bold().ink(ink));
    }
}
