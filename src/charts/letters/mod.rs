//! How do the letters of an SVG look the same where the font is not installed? As text with the font's letters inside, or as
//! outlines.

mod outline;
mod subset;

use super::font::{FAMILY, face};
use super::page::{Mark, Page, Words};
use crate::error::{Error, Result};
use base64::{Engine, engine::general_purpose::STANDARD};
use std::collections::BTreeSet;

pub(super) use outline::outlined;

/// How the words of an SVG are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Letters {
    /// Text in "Noto Sans", or what the viewer has instead: the smallest file, searchable.
    #[default]
    Text,
    /// Text with the letters it needs inside the file: searchable, and the same picture in every browser.
    Embedded,
    /// Outlines: the same picture everywhere; the words are kept as labels of the outlines and in the description.
    Outlines,
}

/// A style sheet with the letters of the page, and the name of the family it makes; both faces where both are used.
///
/// The name is made of the letters, so that of two charts on one page neither takes the other's.
pub(super) fn embedded(page: &Page) -> Result<(String, String)> {
    let mut faces = Vec::new();
    for bold in [false, true] {
        let letters: BTreeSet<char> =
            words(page).filter(|w| w.style.bold == bold).flat_map(|w| w.text.chars()).collect();
        if !letters.is_empty() {
            faces.push((bold, subset::subset(face(bold), &letters)?));
        }
    }
    let all: Vec<u8> = faces.iter().flat_map(|(_, font)| font.iter().copied()).collect();
    let family = format!("{FAMILY} {:08x}", hash(&all));
    let rules = faces.iter().map(|(bold, font)| {
        let weight = if *bold { "bold" } else { "normal" };
        let data = STANDARD.encode(font);
        format!("@font-face{{font-family:'{family}';font-weight:{weight};src:url(data:font/ttf;base64,{data})}}")
    });
    Ok((rules.collect::<Vec<_>>().join("\n"), family))
}

/// The regular and the bold face of Noto Sans with these letters alone, as TrueType fonts: for pages whose words are to look
/// the same where the font is not installed. Letters that the font does not have are left out.
///
/// # Errors
/// A font inside this program that cannot be read.
///
/// ```
/// let [regular, bold] = milepost::charts::faces(&"Tô Hiệu 88,4%".chars().collect())?;
/// assert!(regular.len() < 10_000 && bold.len() < 10_000 && regular != bold);
/// # Ok::<(), milepost::error::Error>(())
/// ```
pub fn faces(letters: &BTreeSet<char>) -> Result<[Vec<u8>; 2]> {
    Ok([subset::subset(face(false), letters)?, subset::subset(face(true), letters)?])
}

/// The lines of text, in the order in which they are painted.
pub(super) fn words(page: &Page) -> impl Iterator<Item = &Words> {
    page.marks.iter().filter_map(|mark| if let Mark::Words(words) = mark { Some(words) } else { None })
}

/// FNV-1a: names need no more.
fn hash(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

fn broken(what: impl std::fmt::Display) -> Error {
    Error::system(format!("the chart font could not be parted: {what}"))
}
