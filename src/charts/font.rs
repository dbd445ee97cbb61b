//! How wide is each letter? The Noto Sans faces that every chart is measured and drawn with.
//!
//! Widths come from the font's own tables (`cmap`, `hmtx`, `glyf`; OpenType specification 1.9), to the fraction of a
//! pixel: labels are placed by them, in SVG and in PNG alike.

use crate::error::{Error, Result};
use plotters::style::{FontStyle, register_font};
use std::sync::OnceLock;

/// The family's name, as the drawing library and the SVG know it.
pub(super) const FAMILY: &str = "Noto Sans";

/// Latin, Vietnamese and the signs of texts: below it all advances are at hand.
const KNOWN: char = '\u{2300}';

/// One face of the family.
pub(super) struct Face {
    bytes: &'static [u8],
    /// Where the segments of the character map start, and how many there are.
    segments: (usize, usize),
    advances: (usize, usize),
    offsets: usize,
    outlines: usize,
    /// Font units in one em.
    units: f64,
    /// Advances of the letters up to [`KNOWN`].
    known: Vec<f64>,
    /// Height from descender to ascender, in em.
    pub height: f64,
}

/// The regular or the bold face.
pub(super) fn face(bold: bool) -> &'static Face {
    static FACES: OnceLock<[Face; 2]> = OnceLock::new();
    let faces = FACES.get_or_init(|| {
        [notosans::REGULAR_TTF, notosans::BOLD_TTF]
            .map(|bytes| Face::read(bytes).expect("the font compiled into the program has the tables of TrueType"))
    });
    &faces[usize::from(bold)]
}

/// Makes the faces known to the drawing library, once.
pub(super) fn register() -> Result<()> {
    static DONE: OnceLock<bool> = OnceLock::new();
    let done = *DONE.get_or_init(|| {
        register_font(FAMILY, FontStyle::Normal, notosans::REGULAR_TTF).is_ok()
            && register_font(FAMILY, FontStyle::Bold, notosans::BOLD_TTF).is_ok()
    });
    if done { Ok(()) } else { Err(Error::system("the chart font could not be registered")) }
}

impl Face {
    fn read(bytes: &'static [u8]) -> Option<Face> {
        let table = |tag: &[u8; 4]| {
            let count = usize::from(short(bytes, 4)?);
            let entry = (0..count).map(|i| 12 + 16 * i).find(|&at| bytes.get(at..at + 4) == Some(tag.as_slice()))?;
            long(bytes, entry + 8)
        };
        let (head, hhea, cmap) = (table(b"head")?, table(b"hhea")?, table(b"cmap")?);
        let maps = usize::from(short(bytes, cmap + 2)?);
        let map = (0..maps)
            .filter_map(|i| Some(cmap + long(bytes, cmap + 8 + 8 * i)?))
            .find(|&at| short(bytes, at) == Some(4))?;
        // Long glyph offsets only: the shipped faces have them.
        if short(bytes, head + 50)? != 1 {
            return None;
        }
        let units = f64::from(short(bytes, head + 18)?);
        let height = f64::from(signed(bytes, hhea + 4)?) - f64::from(signed(bytes, hhea + 6)?);
        let mut face = Face {
            bytes,
            known: Vec::new(),
            segments: (map + 14, usize::from(short(bytes, map + 6)?) / 2),
            advances: (table(b"hmtx")?, usize::from(short(bytes, hhea + 34)?)),
            offsets: table(b"loca")?,
            outlines: table(b"glyf")?,
            units,
            height: height / units,
        };
        face.known = ('\0'..KNOWN).map(|letter| face.looked_up(letter)).collect();
        Some(face)
    }

    /// The glyph of a letter; 0, an empty box, where the face has none.
    fn glyph(&self, letter: char) -> usize {
        self.mapped(letter).unwrap_or(0)
    }

    /// The glyph of a letter, if the face has one.
    pub fn mapped(&self, letter: char) -> Option<usize> {
        let code = u16::try_from(u32::from(letter)).ok()?;
        let (ends, count) = self.segments;
        let (mut low, mut high) = (0, count);
        while low < high {
            let middle = (low + high) / 2;
            if short(self.bytes, ends + 2 * middle)? < code { low = middle + 1 } else { high = middle }
        }
        let column = |n: usize| ends + 2 * low + 2 * count * n + if n > 0 { 2 } else { 0 };
        let start = short(self.bytes, column(1))?;
        if low == count || start > code {
            return None;
        }
        let delta = short(self.bytes, column(2))?;
        match usize::from(short(self.bytes, column(3))?) {
            0 => Some(usize::from(code.wrapping_add(delta))),
            offset => match short(self.bytes, column(3) + offset + 2 * usize::from(code - start))? {
                0 => None,
                glyph => Some(usize::from(glyph.wrapping_add(delta))),
            },
        }
    }

    /// Has the face a glyph of its own for this letter?
    #[cfg(test)]
    pub fn has(&self, letter: char) -> bool {
        self.glyph(letter) != 0
    }

    /// The font file.
    pub fn bytes(&self) -> &'static [u8] {
        self.bytes
    }

    /// How far the next letter stands, in em.
    pub fn advance(&self, letter: char) -> f64 {
        // Words are measured more often than anything else is done.
        self.known.get(letter as usize).copied().unwrap_or_else(|| self.looked_up(letter))
    }

    fn looked_up(&self, letter: char) -> f64 {
        let (table, full) = self.advances;
        let entry = self.glyph(letter).min(full.saturating_sub(1));
        short(self.bytes, table + 4 * entry).map_or(0.0, f64::from) / self.units
    }

    /// How far right of its origin the letter's ink begins, in em; `None` for a space.
    pub fn bearing(&self, letter: char) -> Option<f64> {
        let entry = self.offsets + 4 * self.glyph(letter);
        let (from, to) = (long(self.bytes, entry)?, long(self.bytes, entry + 4)?);
        if from == to {
            return None;
        }
        Some(f64::from(signed(self.bytes, self.outlines + from + 2)?) / self.units)
    }
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn signed(bytes: &[u8], at: usize) -> Option<i16> {
    Some(i16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_vietnamese_letter_and_sign_has_a_glyph() {
        let letters = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ";
        for face in [face(false), face(true)] {
            for letter in letters.chars().chain(letters.to_uppercase().chars()).chain("≥≤−–—·“”%/\u{a0}".chars())
            {
                assert!(face.has(letter), "{letter} ({:x})", u32::from(letter));
            }
        }
    }

    #[test]
    fn figures_are_equally_wide_and_bold_is_wider() {
        let widths: Vec<f64> = ('0'..='9').map(|c| face(false).advance(c)).collect();
        assert!(widths.iter().all(|w| *w == widths[0]));
        assert!(face(true).advance('m') > face(false).advance('m'));
        assert!(face(false).bearing(' ').is_none() && face(false).bearing('l').is_some_and(|b| b > 0.05));
        assert!((face(false).height - 1.362).abs() < 0.001);
    }

    #[test]
    fn widths_agree_with_the_drawing_library() {
        register().unwrap();
        let text = "Tỷ lệ cung cấp dịch vụ công trực tuyến toàn trình 88,36%";
        let ours: f64 = text.chars().map(|c| face(false).advance(c)).sum();
        let theirs = plotters::style::FontDesc::new(FAMILY.into(), 1000.0 * face(false).height, FontStyle::Normal);
        let (width, _) = theirs.box_size(text).unwrap();
        assert!((ours * 1000.0 - f64::from(width)).abs() < 2.0, "{ours} {width}");
    }
}
