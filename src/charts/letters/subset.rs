//! Which part of a font does a chart need? The glyphs of its letters, with a character map of their own.
//!
//! The subset is made by the library for PDF files, which have no use for a character map: the tables that browsers ask for
//! beyond it, `cmap` and `OS/2` (OpenType specification 1.9), are added here. Hinting is left out: pictures are scaled.

use super::broken;
use crate::charts::font::Face;
use crate::error::Result;
use std::collections::{BTreeMap, BTreeSet};
use subsetter::GlyphRemapper;

/// What only hinting at small sizes needs.
const HINTS: [&[u8; 4]; 3] = [b"cvt ", b"fpgm", b"prep"];

/// A TrueType font of these letters alone.
pub(super) fn subset(face: &Face, letters: &BTreeSet<char>) -> Result<Vec<u8>> {
    let mut glyphs = GlyphRemapper::new();
    let mut map = BTreeMap::new();
    for letter in letters {
        if let (Ok(code), Some(glyph)) = (u16::try_from(u32::from(*letter)), face.mapped(*letter)) {
            map.insert(code, glyphs.remap(u16::try_from(glyph).map_err(broken)?));
        }
    }
    let small = subsetter::subset(face.bytes(), 0, &glyphs).map_err(broken)?;
    let mut tables: BTreeMap<[u8; 4], Vec<u8>> = tables(&small).ok_or_else(|| broken("its tables"))?;
    tables.retain(|tag, _| !HINTS.contains(&tag));
    tables.insert(*b"cmap", character_map(&map));
    tables.extend(self::tables(face.bytes()).and_then(|mut all| Some((*b"OS/2", all.remove(b"OS/2")?))));
    Ok(joined(&tables))
}

/// The tables of a font file by their tags.
fn tables(font: &[u8]) -> Option<BTreeMap<[u8; 4], Vec<u8>>> {
    let short = |at: usize| Some(u16::from_be_bytes(font.get(at..at + 2)?.try_into().ok()?));
    let long = |at: usize| Some(u32::from_be_bytes(font.get(at..at + 4)?.try_into().ok()?) as usize);
    (0..usize::from(short(4)?))
        .map(|i| {
            let entry = 12 + 16 * i;
            let (offset, length) = (long(entry + 8)?, long(entry + 12)?);
            Some((font.get(entry..entry + 4)?.try_into().ok()?, font.get(offset..offset + length)?.to_vec()))
        })
        .collect()
}

/// A `cmap` of one subtable of format 4: a segment for each letter, and the closing one.
fn character_map(glyphs: &BTreeMap<u16, u16>) -> Vec<u8> {
    let segments = glyphs.len() as u16 + 1;
    let (search, selector) = searched(segments, 2);
    let codes = || glyphs.keys().copied().chain([0xffff]);
    let deltas = glyphs.iter().map(|(code, glyph)| glyph.wrapping_sub(*code)).chain([1]);
    let mut numbers: Vec<u16> = vec![0, 1, 3, 1, 0, 12];
    numbers.extend([4, 16 + 8 * segments, 0, 2 * segments, search, selector, 2 * segments - search]);
    numbers
        .extend(codes().chain([0]).chain(codes()).chain(deltas).chain(std::iter::repeat_n(0, usize::from(segments))));
    numbers.into_iter().flat_map(u16::to_be_bytes).collect()
}

/// The two numbers by which a binary search over `count` entries of this size begins.
fn searched(count: u16, size: u16) -> (u16, u16) {
    let selector = count.max(1).ilog2() as u16;
    (size << selector, selector)
}

/// A font file of these tables, with its sums.
fn joined(tables: &BTreeMap<[u8; 4], Vec<u8>>) -> Vec<u8> {
    let count = tables.len() as u16;
    let (search, selector) = searched(count, 16);
    let mut head = 0x0001_0000u32.to_be_bytes().to_vec();
    head.extend([count, search, selector, 16 * count - search].into_iter().flat_map(u16::to_be_bytes));
    let mut body = Vec::new();
    let start = 12 + 16 * tables.len();
    let mut adjustment = None;
    for (tag, table) in tables {
        let mut table = table.clone();
        if tag == b"head" && table.len() >= 12 {
            table[8..12].fill(0);
            adjustment = Some(start + body.len() + 8);
        }
        let numbers = [sum(&table), (start + body.len()) as u32, table.len() as u32];
        head.extend(tag.iter().copied().chain(numbers.into_iter().flat_map(u32::to_be_bytes)));
        body.extend(&table);
        body.resize(body.len().next_multiple_of(4), 0);
    }
    let mut font = head;
    font.extend(body);
    if let Some(at) = adjustment {
        let rest = 0xb1b0_afba_u32.wrapping_sub(sum(&font));
        font[at..at + 4].copy_from_slice(&rest.to_be_bytes());
    }
    font
}

/// The sum of a table's numbers, as OpenType checks it.
fn sum(bytes: &[u8]) -> u32 {
    let number = |chunk: &[u8]| chunk.iter().enumerate().fold(0, |n, (i, byte)| n | u32::from(*byte) << (24 - 8 * i));
    bytes.chunks(4).map(number).fold(0, u32::wrapping_add)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::font;
    use ab_glyph::{Font, FontRef};

    const WORDS: &str = "Tỷ lệ phủ sóng Ẫ Ự ộ ữ 88,4% ≥ 90 – Đúng tiến độ";

    #[test]
    fn a_subset_has_its_letters_alone_and_they_are_those_of_the_font() {
        for bold in [false, true] {
            let letters: BTreeSet<char> = WORDS.chars().collect();
            let small = subset(font::face(bold), &letters).unwrap();
            assert!((4_000..20_000).contains(&small.len()), "{}", small.len());
            let small = FontRef::try_from_slice(&small).unwrap();
            let whole = FontRef::try_from_slice(font::face(bold).bytes()).unwrap();
            for letter in &letters {
                let (a, b) = (small.glyph_id(*letter), whole.glyph_id(*letter));
                assert!(a.0 != 0 && small.h_advance_unscaled(a) == whole.h_advance_unscaled(b), "{letter}");
                let curves = |font: &FontRef<'_>, id| font.outline(id).map(|outline| format!("{:?}", outline.curves));
                assert_eq!(curves(&small, a), curves(&whole, b), "{letter}");
            }
            assert_eq!(small.glyph_id('z').0, 0);
        }
    }

    #[test]
    fn sums_are_those_that_opentype_checks() {
        let font = subset(font::face(false), &"Sơn La".chars().collect()).unwrap();
        assert_eq!(sum(&font), 0xb1b0_afba);
        assert_eq!((searched(1, 16), searched(9, 16), searched(16, 2)), ((16, 0), (128, 3), (32, 4)));
        assert_eq!(sum(&[0, 0, 0, 1, 0, 1]), 0x0001_0001);
    }
}
