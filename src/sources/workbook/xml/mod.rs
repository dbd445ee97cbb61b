//! Reading the XML parts of a workbook, event by event, within the limits.
//!
//! A parser of its own, since the time to read a sheet is the time to parse its XML: half a gigabyte for a million rows. It
//! reads well-formed XML 1.0 in UTF-8 and refuses document type declarations, without which there are no entities but the
//! five that XML itself has.

mod text;

use crate::error::{Error, Result};
use crate::sources::workbook::guard::{DEPTH, TOKEN_BYTES};
use crate::sources::workbook::package::{damaged, declaration};
use memchr::memmem;
use std::io::Read;
use text::{local, near};

pub use text::{Text, attribute, attributes, too_long};

/// What comes next in a part. An element without content gives its start and its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event<'a> {
    /// An element begins.
    Start(Tag<'a>),
    /// The element of this name, without prefix, ends.
    End(&'a [u8]),
    /// Text between tags, or CDATA.
    Text(Text<'a>),
    /// The part ends.
    Eof,
}

/// A start tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag<'a> {
    /// The name of the element, without prefix.
    pub name: &'a [u8],
    /// The attributes as written, for [`attributes`].
    pub attributes: &'a [u8],
}

/// The events of one part.
pub struct Xml<R> {
    source: R,
    /// Bytes `start..end` have been read and not been used.
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    /// The names of the elements within each other, and where each begins.
    names: Vec<u8>,
    names_end: usize,
    open: Vec<usize>,
    /// Is the innermost element one without content, whose end comes next?
    is_ending: bool,
    is_finished: bool,
    place: String,
}

impl<R: Read> Xml<R> {
    /// Begins to read; `place` is how messages call the part.
    pub fn new(source: R, place: String) -> Xml<R> {
        Xml {
            source,
            buffer: vec![0; 1 << 17],
            start: 0,
            end: 0,
            names: Vec::new(),
            names_end: 0,
            open: Vec::new(),
            is_ending: false,
            is_finished: false,
            place,
        }
    }

    /// The next event.
    ///
    /// # Errors
    /// The part cannot be unpacked or is not well formed, declares entities, is not UTF-8, or exceeds a limit.
    #[inline]
    pub fn next(&mut self) -> Result<Event<'_>> {
        if self.is_ending {
            self.is_ending = false;
            return self.close(None);
        }
        loop {
            let Some(&first) = self.buffer[..self.end].get(self.start) else {
                if self.fill()? {
                    continue;
                }
                return match self.open.is_empty() {
                    true => Ok(Event::Eof),
                    false => Err(damaged(&self.place, "the part ends in the middle")),
                };
            };
            if first != b'<' {
                let length = self.until(|rest| near(b'<', rest), true)?;
                let from = self.start;
                self.start += length;
                return Ok(Event::Text(Text::new(&self.buffer[from..from + length], false)));
            }
            match self.buffer[..self.end].get(self.start + 1) {
                None => self.more()?,
                Some(b'/') => {
                    let length = self.until(|rest| near(b'>', rest), false)?;
                    let (name, end) = (self.start + 2, self.start + length);
                    self.start += length + 1;
                    let trimmed = self.buffer[name..end].trim_ascii_end().len();
                    return self.close(Some((name, name + trimmed)));
                }
                Some(b'?') => {
                    let length = self.until(|rest| memmem::find(rest.get(2..)?, b"?>").map(|at| at + 2), false)?;
                    check_encoding(&self.buffer[self.start..self.start + length], &self.place)?;
                    self.start += length + 2;
                }
                Some(b'!') => {
                    if let Some((from, to)) = self.bang()? {
                        return Ok(Event::Text(Text::new(&self.buffer[from..to], true)));
                    }
                }
                Some(_) => return self.element(),
            }
        }
    }

    /// Passes over what is left of the element whose start was read last.
    pub fn skip(&mut self) -> Result<()> {
        let outside = self.open.len() - 1;
        while self.open.len() > outside {
            self.next()?;
        }
        Ok(())
    }

    /// An error at this part.
    pub fn damaged(&self, found: &str) -> Error {
        damaged(&self.place, found)
    }

    /// A start tag, which begins at `self.start`.
    #[inline]
    fn element(&mut self) -> Result<Event<'_>> {
        let length = self.until(end_of_tag, false)?;
        let Some(length) = length.checked_sub(1) else {
            let start = &self.buffer[self.start..self.end.min(self.start + 100)];
            return Err(damaged(&self.place, &format!("the tag {}", String::from_utf8_lossy(start))));
        };
        let tag = &self.buffer[self.start + 1..self.start + length];
        let is_empty = tag.last() == Some(&b'/');
        let tag = if is_empty { &tag[..tag.len() - 1] } else { tag };
        let name = tag.iter().position(u8::is_ascii_whitespace).unwrap_or(tag.len());
        if self.open.len() == DEPTH {
            return Err(damaged(&self.place, &format!("more than {DEPTH} elements within each other")));
        }
        self.open.push(self.names_end);
        self.names.truncate(self.names_end);
        self.names.extend_from_slice(&tag[..name]);
        self.names_end = self.names.len();
        self.start += length + 1;
        self.is_ending = is_empty;
        Ok(Event::Start(Tag { name: local(&tag[..name]), attributes: &tag[name..] }))
    }

    /// The end of the innermost element; its name stands at these bytes, unless it is one without content.
    #[inline]
    fn close(&mut self, written: Option<(usize, usize)>) -> Result<Event<'_>> {
        let Some(begun) = self.open.pop() else { return Err(damaged(&self.place, "an end tag without its start")) };
        // The name is kept until another is written over it, so that the event can borrow it.
        let name = &self.names[begun..self.names_end];
        self.names_end = begun;
        match written {
            Some((from, to)) if name != &self.buffer[from..to] => {
                let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                let found = format!("</{}> where </{}> belongs", text(&self.buffer[from..to]), text(name));
                Err(damaged(&self.place, &found))
            }
            _ => Ok(Event::End(local(name))),
        }
    }

    /// A comment (nothing), or where the text of CDATA stands.
    fn bang(&mut self) -> Result<Option<(usize, usize)>> {
        while self.end - self.start < 9 {
            self.more()?;
        }
        let rest = &self.buffer[self.start..self.end];
        if rest.starts_with(b"<!--") {
            let length = self.until(|rest| memmem::find(rest.get(4..)?, b"-->").map(|at| at + 4), false)?;
            self.start += length + 3;
            Ok(None)
        } else if rest.starts_with(b"<![CDATA[") {
            let length = self.until(|rest| memmem::find(rest, b"]]>"), false)?;
            let from = self.start + 9;
            let to = self.start + length;
            self.start += length + 3;
            Ok(Some((from, to)))
        } else {
            Err(declaration(&self.place))
        }
    }

    /// How far the unused bytes go until something; more are read as needed. At the end of the part it is all of them,
    /// where that may be.
    #[inline]
    fn until(&mut self, find: impl Fn(&[u8]) -> Option<usize>, or_end: bool) -> Result<usize> {
        loop {
            if let Some(length) = find(&self.buffer[self.start..self.end]) {
                return Ok(length);
            }
            if or_end && !self.fill()? {
                return Ok(self.end - self.start);
            }
            if !or_end {
                self.more()?;
            }
        }
    }

    /// Reads more bytes of something that is not complete.
    fn more(&mut self) -> Result<()> {
        if self.fill()? { Ok(()) } else { Err(damaged(&self.place, "the part ends in the middle")) }
    }

    /// Reads more bytes; false at the end of the part.
    #[cold]
    fn fill(&mut self) -> Result<bool> {
        if self.is_finished {
            return Ok(false);
        }
        let is_first = self.start == 0 && self.end == 0;
        self.buffer.copy_within(self.start..self.end, 0);
        (self.end, self.start) = (self.end - self.start, 0);
        if self.end == self.buffer.len() {
            if self.end >= TOKEN_BYTES {
                return Err(damaged(&self.place, &format!("a tag or text of more than {TOKEN_BYTES} bytes")));
            }
            self.buffer.resize(2 * self.end, 0);
        }
        let before = self.end;
        loop {
            let n = self.source.read(&mut self.buffer[self.end..]).map_err(|e| damaged(&self.place, &e.to_string()))?;
            self.end += n;
            self.is_finished = n == 0;
            // A mark of the encoding has up to three bytes.
            if n == 0 || !is_first || self.end > 2 {
                break;
            }
        }
        if is_first {
            self.byte_order()?;
        }
        Ok(self.end > before)
    }

    /// Passes over the mark of UTF-8; refuses those of UTF-16.
    fn byte_order(&mut self) -> Result<()> {
        match &self.buffer[..self.end] {
            [0xEF, 0xBB, 0xBF, ..] => self.start = 3,
            [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] | [0, b'<', ..] | [b'<', 0, ..] => {
                return Err(encoding(&self.place, "UTF-16"));
            }
            _ => {}
        }
        Ok(())
    }
}

/// How long a start tag is; 0 where it is malformed, none where its end is not there yet.
#[inline]
fn end_of_tag(rest: &[u8]) -> Option<usize> {
    let closed = |at: usize| Some(if *rest.get(at + 1)? == b'>' { at + 2 } else { 0 });
    let mut at = 1;
    loop {
        match *rest.get(at)? {
            _ if at == 1 && !is_name_byte(rest[at]) => return Some(0),
            b'>' => return Some(at + 1),
            b'/' => return closed(at),
            byte if byte.is_ascii_whitespace() => break,
            byte if is_name_byte(byte) => at += 1,
            _ => return Some(0),
        }
    }
    loop {
        match *rest.get(at)? {
            b'>' => return Some(at + 1),
            b'/' => return closed(at),
            byte if byte.is_ascii_whitespace() => at += 1,
            byte if is_name_byte(byte) => {
                while is_name_byte(*rest.get(at)?) {
                    at += 1;
                }
                while rest.get(at)?.is_ascii_whitespace() {
                    at += 1;
                }
                if rest[at] != b'=' {
                    return Some(0);
                }
                at += 1;
                while rest.get(at)?.is_ascii_whitespace() {
                    at += 1;
                }
                let quote = rest[at];
                if quote != b'"' && quote != b'\'' {
                    return Some(0);
                }
                at += near(quote, &rest[at + 1..])? + 2;
            }
            _ => return Some(0),
        }
    }
}

/// May it stand in the name of an element or attribute, as far as bytes tell?
#[inline]
fn is_name_byte(byte: u8) -> bool {
    byte > b'?' || matches!(byte, b'0'..=b':' | b'-' | b'.')
}

fn encoding(place: &str, found: &str) -> Error {
    damaged(place, &format!("XML in {found}")).expected("UTF-8")
}

/// Refuses `<?xml encoding="..."?>` that is not UTF-8.
fn check_encoding(instruction: &[u8], place: &str) -> Result<()> {
    let Some(raw) = instruction.strip_prefix(b"<?xml ") else { return Ok(()) };
    match attribute(raw, "encoding") {
        Some(name) if !["utf-8", "utf8", "us-ascii", "ascii"].contains(&name.to_lowercase().as_str()) => {
            Err(encoding(place, &name))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::workbook::guard::CELL_BYTES;

    /// Gives a few bytes at a time, so that everything is cut somewhere.
    struct Drops<'a>(&'a [u8], usize);

    impl Read for Drops<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let n = self.1.min(self.0.len()).min(buffer.len());
            buffer[..n].copy_from_slice(&self.0[..n]);
            self.0 = &self.0[n..];
            Ok(n)
        }
    }

    fn events(xml: &[u8], size: usize) -> Result<String> {
        let mut reader = Xml::new(Drops(xml, size), "a.xlsx (part)".into());
        let (mut all, mut text) = (String::new(), String::new());
        loop {
            match reader.next()? {
                Event::Eof => return Ok(all),
                Event::Start(tag) => {
                    all += &format!("<{}{}>", String::from_utf8_lossy(tag.name), attributes(tag.attributes).count())
                }
                Event::End(name) => all += &format!("</{}>", String::from_utf8_lossy(name)),
                Event::Text(piece) => {
                    text.clear();
                    piece.push_to(&mut text, "a.xlsx")?;
                    all += &text;
                }
            }
        }
    }

    #[test]
    fn events_are_the_same_wherever_the_bytes_are_cut() {
        let xml = "\u{feff}<?xml version='1.0' encoding='UTF-8'?><!-- <x> --><a:b q=\"1>2\" r = '\"' >x &amp; &#273;&#x110;<c/>\r\n\
                   <d e='/'/><![CDATA[<y>&lt;]]]></a:b >\n";
        for size in 1..xml.len() {
            assert_eq!(events(xml.as_bytes(), size).unwrap(), "<b2>x & đĐ<c0></c>\n<d1></d><y>&lt;]</b>\n", "{size}");
        }
    }

    #[test]
    fn bombs_and_ruins_are_errors() {
        let error = |xml: &str| events(xml.as_bytes(), 7).unwrap_err().to_string();
        assert!(error("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>").contains("XML bomb"));
        assert!(error("<a>&b;</a>").contains("&b;"));
        assert!(error("<a>&#0;</a>").contains("&#0;"));
        for cut in ["<a><b>", "<a", "<a b='", "<a><!-", "<a><!-- ", "<a><![CDATA[ ]]", "<a></", "<?xml", "<a>text"] {
            assert!(error(cut).contains("ends in the middle"), "{cut}");
        }
        assert!(error("<a></b>").contains("</b> where </a> belongs"));
        assert!(error("</a>").contains("without its start"));
        for bad in [
            "<a b>",
            "<a b=>",
            "<a b=c>",
            "<a ='b'>",
            "<a b='c' d>",
            "<a b=!'c'>",
            "<a b c='d'>",
            "<a <='b'>",
            "<a/b>",
            "< b/>",
            "<>",
        ] {
            assert!(error(bad).contains("the tag <"), "{bad}");
        }
        assert!(error("<?xml version='1.0' encoding='UTF-16'?><a/>").contains("UTF-16"));
        assert!(events(b"<a>\xFF</a>", 9).is_err());
        assert!(events(b"\xFF\xFE<\0a\0", 9).unwrap_err().to_string().contains("UTF-16"));
        assert!(error(&"<a>".repeat(DEPTH + 1)).contains("within each other"));
        assert!(events(format!("<a b=\"{}\"/>", "x".repeat(TOKEN_BYTES + 1)).as_bytes(), 1 << 20).is_err());
        assert!(events(format!("<a>{}</a>", "x".repeat(CELL_BYTES + 1)).as_bytes(), 1 << 20).is_err());
    }

    #[test]
    fn an_element_is_skipped_to_its_end() {
        let mut xml = Xml::new("<a><b><b/>x</b><c/></a>".as_bytes(), String::new());
        xml.next().unwrap();
        xml.next().unwrap();
        xml.skip().unwrap();
        assert!(matches!(xml.next().unwrap(), Event::Start(Tag { name: b"c", .. })));
        xml.skip().unwrap();
        assert_eq!(xml.next().unwrap(), Event::End(b"a"));
    }
}
