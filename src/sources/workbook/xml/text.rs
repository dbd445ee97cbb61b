//! Text and attributes of XML, as written and as meant.

use crate::error::{Error, Result};
use crate::sources::workbook::guard::CELL_BYTES;
use crate::sources::workbook::package::damaged;
use memchr::memchr;

/// Text as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text<'a> {
    raw: &'a [u8],
    is_cdata: bool,
}

/// The attributes of a tag: their names without prefix, their values as written. That there is nothing else, the parser has
/// seen to.
pub fn attributes(raw: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let mut rest = raw;
    std::iter::from_fn(move || {
        let equals = near(b'=', rest)?;
        let name = rest[..equals].trim_ascii();
        let after = rest[equals + 1..].trim_ascii_start();
        let quote = *after.first().filter(|q| matches!(q, b'"' | b'\''))?;
        let end = near(quote, &after[1..])? + 1;
        rest = &after[end + 1..];
        Some((local(name), &after[1..end]))
    })
}

/// One attribute with its entities replaced; none where the tag has none.
pub fn attribute(raw: &[u8], name: &str) -> Option<String> {
    let (_, value) = attributes(raw).find(|(n, _)| *n == name.as_bytes())?;
    let mut text = String::new();
    // What is wrong with a value is what it stands for, as it is.
    match unescape(value, &mut text) {
        Ok(()) => Some(text),
        Err(_) => Some(String::from_utf8_lossy(value).into_owned()),
    }
}

impl<'a> Text<'a> {
    /// Text between tags, or CDATA.
    pub fn new(raw: &'a [u8], is_cdata: bool) -> Text<'a> {
        Text { raw, is_cdata }
    }

    /// Appends the text with its entities replaced and its line ends as `\n`.
    ///
    /// # Errors
    /// It is not UTF-8, has an entity that XML does not define, or makes the text of a cell too long.
    #[inline]
    pub fn push_to(self, into: &mut String, place: &str) -> Result<()> {
        let result = if self.is_cdata { plain(self.raw, into) } else { unescape(self.raw, into) };
        if let Err(found) = result {
            return Err(damaged(place, &found));
        }
        if into.len() > CELL_BYTES { Err(too_long(place)) } else { Ok(()) }
    }
}

/// A cell whose text is beyond reason.
pub fn too_long(place: &str) -> Error {
    Error::data("the text of a cell is too long").at(place).expected(format!("at most {CELL_BYTES} bytes"))
}

/// Appends text without entities.
#[inline]
fn plain(raw: &[u8], into: &mut String) -> std::result::Result<(), String> {
    let text = std::str::from_utf8(raw).map_err(|e| format!("text that is not UTF-8: {e}"))?;
    if near(b'\r', raw).is_none() {
        into.push_str(text);
    } else {
        into.push_str(&text.replace("\r\n", "\n").replace('\r', "\n"));
    }
    Ok(())
}

#[inline]
fn unescape(raw: &[u8], into: &mut String) -> std::result::Result<(), String> {
    let mut rest = raw;
    while let Some(at) = near(b'&', rest) {
        plain(&rest[..at], into)?;
        let reference = &rest[at + 1..];
        let end = memchr(b';', &reference[..reference.len().min(12)]).ok_or("an & without its ;")?;
        into.push(
            character(&reference[..end])
                .ok_or_else(|| format!("the entity &{};", String::from_utf8_lossy(&reference[..end])))?,
        );
        rest = &reference[end + 1..];
    }
    plain(rest, into)
}

fn character(reference: &[u8]) -> Option<char> {
    Some(match reference {
        b"lt" => '<',
        b"gt" => '>',
        b"amp" => '&',
        b"quot" => '"',
        b"apos" => '\'',
        [b'#', number @ ..] => {
            let number = std::str::from_utf8(number).ok()?;
            let code = match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?).filter(|c| *c != '\0')?
        }
        _ => return None,
    })
}

/// Like `memchr`, for what is mostly a few bytes away, where the call would take longer than the search.
#[inline]
pub fn near(byte: u8, bytes: &[u8]) -> Option<usize> {
    const NEAR: usize = 16;
    let head = &bytes[..bytes.len().min(NEAR)];
    match head.iter().position(|b| *b == byte) {
        None if bytes.len() > NEAR => memchr(byte, &bytes[NEAR..]).map(|at| at + NEAR),
        found => found,
    }
}

/// A name without its prefix.
#[inline]
pub fn local(name: &[u8]) -> &[u8] {
    near(b':', name).map_or(name, |colon| &name[colon + 1..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_lose_their_prefix_only() {
        let found: Vec<_> = attributes(br#" name = "a>b" r:id='r"1' empty="""#).collect();
        assert_eq!(found, [(&b"name"[..], &b"a>b"[..]), (b"id", b"r\"1"), (b"empty", b"")]);
        assert_eq!(attribute(br#" n="&lt;&#x110;""#, "n").unwrap(), "<Đ");
    }
}
