//! How is a line of text drawn without a font? Its letters' outlines, one path, labelled with its words.

use crate::charts::font::face;
use crate::charts::page::Words;
use ab_glyph::{Font, FontRef, OutlineCurve, Point};
use std::fmt::Write;
use std::sync::OnceLock;

/// The path of a line, in whole twentieths of a pixel; its words stand in the label.
pub(in super::super) fn outlined(words: &Words, label: &str) -> String {
    let (size, face) = (words.style.size, face(words.style.bold));
    let mut path = Path::default();
    // As text it would hang on whole pixels.
    let words =
        &Words { x: words.x.round(), baseline: (words.baseline - 0.76 * size).round() + 0.76 * size, ..words.clone() };
    let mut pen = words.left();
    for letter in words.text.chars() {
        if let Some((font, glyph)) =
            font(words.style.bold).and_then(|font| Some((font, font.outline(font.glyph_id(letter))?)))
        {
            let scale = size / f64::from(font.units_per_em().unwrap_or(1000.0));
            let at = |point: Point| {
                [(pen + f64::from(point.x) * scale) * 20.0, (words.baseline - f64::from(point.y) * scale) * 20.0]
                    .map(|value| value.round() as i64)
            };
            glyph.curves.iter().for_each(|curve| path.add(curve, at));
            path.close();
        }
        pen += face.advance(letter) * size;
    }
    let ink = words.style.ink;
    format!(
        "<path transform=\"scale(.05)\" fill=\"#{:02X}{:02X}{:02X}\" aria-label=\"{label}\" d=\"{}\"/>\n",
        ink.0, ink.1, ink.2, path.written
    )
}

fn font(bold: bool) -> Option<&'static FontRef<'static>> {
    static FONTS: OnceLock<[Option<FontRef<'static>>; 2]> = OnceLock::new();
    let fonts = FONTS.get_or_init(|| [false, true].map(|bold| FontRef::try_from_slice(face(bold).bytes()).ok()));
    fonts[usize::from(bold)].as_ref()
}

/// Steps from point to point, each relative to the one before.
#[derive(Default)]
struct Path {
    written: String,
    at: Option<[i64; 2]>,
}

impl Path {
    fn add(&mut self, curve: &OutlineCurve, place: impl Fn(Point) -> [i64; 2]) {
        let (start, name, rest) = match *curve {
            OutlineCurve::Line(a, b) => (a, 'l', vec![b]),
            OutlineCurve::Quad(a, b, c) => (a, 'q', vec![b, c]),
            OutlineCurve::Cubic(a, b, c, d) => (a, 'c', vec![b, c, d]),
        };
        let start = place(start);
        if self.at != Some(start) {
            self.close();
            self.step('M', [start]);
        }
        let rest: Vec<[i64; 2]> = rest.into_iter().map(place).collect();
        let end = rest.last().copied();
        self.step(name, rest.into_iter().map(|[x, y]| [x - start[0], y - start[1]]));
        self.at = end;
    }

    fn step(&mut self, name: char, points: impl IntoIterator<Item = [i64; 2]>) {
        self.written.push(name);
        let mut first = true;
        for value in points.into_iter().flatten() {
            // A minus sign parts two numbers as well as a space.
            let space = if first || value < 0 { "" } else { " " };
            let _ = write!(self.written, "{space}{value}");
            first = false;
        }
    }

    fn close(&mut self) {
        if self.at.take().is_some() {
            self.written.push('z');
        }
    }
}
