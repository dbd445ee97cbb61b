//! How does a page become a picture? The same marks, painted on any backend of the drawing library.

use super::font::{FAMILY, face, register};
use super::page::{Anchor, Mark, Page, Words};
use super::place::Point;
use super::theme::Ink;
use crate::error::{Error, Result};
use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

/// What a backend needs to be told.
#[derive(Clone, Copy)]
pub(super) struct Device {
    /// Pixels of the backend for one pixel of the page.
    pub scale: f64,
    /// Does it set text itself (SVG), or must each letter be placed (bitmap)?
    pub sets_text: bool,
}

/// Paints all marks of a page.
pub(super) fn paint<DB: DrawingBackend>(page: &Page, area: &DrawingArea<DB, Shift>, device: Device) -> Result<()> {
    register()?;
    area.fill(&WHITE).map_err(failed)?;
    let at = |(x, y): Point| ((x * device.scale).round() as i32, (y * device.scale).round() as i32);
    for mark in &page.marks {
        match mark {
            Mark::Block(f, ink) => {
                let (a, b) = (at((f.x0, f.y0)), at((f.x1, f.y1)));
                // Bitmaps fill the last row and column too.
                let last = i32::from(!device.sets_text);
                let corners = [a, ((b.0 - last).max(a.0), (b.1 - last).max(a.1))];
                area.draw(&Rectangle::new(corners, color(*ink).filled()))
            }
            Mark::Shape(points, ink) => {
                let points: Vec<_> = points.iter().map(|p| at(*p)).collect();
                area.draw(&Polygon::new(points, color(*ink).filled()))
            }
            Mark::Stroke(points, width, ink) => {
                let points: Vec<_> = points.iter().map(|p| at(*p)).collect();
                let width = (width * device.scale).round().max(1.0) as u32;
                area.draw(&PathElement::new(points, color(*ink).stroke_width(width)))
            }
            Mark::Disc(centre, radius, ink) => {
                let radius = (radius * device.scale).round() as i32;
                area.draw(&Circle::new(at(*centre), radius, color(*ink).filled()))
            }
            Mark::Words(words) if device.sets_text => set_line(words, area),
            Mark::Words(words) => set_letters(words, area, device.scale),
        }
        .map_err(failed)?;
    }
    area.present().map_err(failed)
}

type Outcome<DB> = std::result::Result<(), DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;

/// One text element: the viewer sets the letters.
fn set_line<DB: DrawingBackend>(words: &Words, area: &DrawingArea<DB, Shift>) -> Outcome<DB> {
    // The SVG backend writes size / 1.24 as the font size, and hangs the line 0.76 em below its point.
    let anchor = match words.anchor {
        Anchor::Start => HPos::Left,
        Anchor::Middle => HPos::Center,
        Anchor::End => HPos::Right,
    };
    let style = letters(words, 1.24 * words.style.size).pos(Pos::new(anchor, VPos::Top));
    let top = words.baseline - 0.76 * words.style.size;
    area.draw_text(&words.text, &style, (words.x.round() as i32, top.round() as i32))
}

/// Letter by letter, each at its own place: the bitmap backend drops the side bearings of a whole line.
fn set_letters<DB: DrawingBackend>(words: &Words, area: &DrawingArea<DB, Shift>, scale: f64) -> Outcome<DB> {
    let face = face(words.style.bold);
    let em = words.style.size * scale;
    let size = em * face.height;
    let style = letters(words, size).pos(Pos::new(HPos::Left, VPos::Top));
    // The backend puts the baseline half the size below its point.
    let top = (words.baseline * scale - (size / 2.0).floor()).round() as i32;
    let mut pen = words.left() * scale;
    let mut buffer = [0; 4];
    for letter in words.text.chars() {
        if let Some(bearing) = face.bearing(letter) {
            let left = pen.round() as i32 + (bearing * em).floor() as i32;
            area.draw_text(letter.encode_utf8(&mut buffer), &style, (left, top))?;
        }
        pen += face.advance(letter) * em;
    }
    Ok(())
}

fn letters(words: &Words, size: f64) -> TextStyle<'static> {
    let weight = if words.style.bold { FontStyle::Bold } else { FontStyle::Normal };
    FontDesc::new(FAMILY.into(), size, weight).color(&color(words.style.ink))
}

fn color(ink: Ink) -> RGBColor {
    RGBColor(ink.0, ink.1, ink.2)
}

fn failed<E: std::error::Error + Send + Sync>(error: DrawingAreaErrorKind<E>) -> Error {
    Error::system(format!("the chart could not be drawn: {error}"))
}
