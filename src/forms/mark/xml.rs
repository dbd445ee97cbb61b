//! Small edits in XML that is otherwise left as it is, byte by byte.

use crate::error::{Error, Result};
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use std::ops::Range;

/// The events of a text with the bytes that each takes.
pub struct Scan<'a> {
    reader: Reader<&'a [u8]>,
}

impl<'a> Scan<'a> {
    pub fn new(text: &'a str) -> Scan<'a> {
        let mut reader = Reader::from_str(text);
        // Drawings of comments are not always well formed: an unclosed <br> is common.
        reader.config_mut().check_end_names = false;
        reader.config_mut().allow_unmatched_ends = true;
        Scan { reader }
    }

    /// The next event and its place; `Eof` at the end.
    pub fn next(&mut self) -> Result<(Event<'a>, Range<usize>)> {
        let place = |reader: &Reader<&[u8]>| usize::try_from(reader.buffer_position()).expect("the text is in memory");
        let start = place(&self.reader);
        let event = self.reader.read_event().map_err(|e| broken(&e.to_string()))?;
        if matches!(event, Event::DocType(_)) {
            return Err(broken("it declares entities"));
        }
        Ok((event, start..place(&self.reader)))
    }
}

/// Replacements in a text.
pub struct Edits<'a> {
    text: &'a str,
    cuts: Vec<(Range<usize>, String)>,
}

impl<'a> Edits<'a> {
    pub fn new(text: &'a str) -> Edits<'a> {
        Edits { text, cuts: Vec::new() }
    }

    pub fn replace(&mut self, range: Range<usize>, with: impl Into<String>) {
        self.cuts.push((range, with.into()));
    }

    pub fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.replace(at..at, text);
    }

    pub fn is_empty(&self) -> bool {
        self.cuts.is_empty()
    }

    /// The text with all replacements, which must not overlap.
    pub fn apply(mut self) -> String {
        self.cuts.sort_by_key(|(range, _)| (range.start, range.end));
        let mut out = String::with_capacity(self.text.len() + self.cuts.iter().map(|(_, t)| t.len()).sum::<usize>());
        let mut done = 0;
        for (range, with) in &self.cuts {
            out.push_str(&self.text[done..range.start]);
            out.push_str(with);
            done = range.end;
        }
        out.push_str(&self.text[done..]);
        out
    }
}

/// The value of an attribute, by its name without prefix.
pub fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let found = attributes.with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name)?;
    Some(unescape(&found.value).map_or_else(|_| found.value.to_string(), |value| value.into_owned()))
}

/// The tag with an attribute set, added or (`None`) taken off; all others as they were.
pub fn with_attribute(tag: &BytesStart, name: &str, value: Option<&str>) -> BytesStart<'static> {
    let mut new = BytesStart::new(tag.name().as_ref().to_owned());
    for attribute in tag.attributes().with_checks(false).flatten() {
        if attribute.key.as_ref() != name {
            new.push_attribute(attribute);
        }
    }
    if let Some(value) = value {
        new.push_attribute((name, value));
    }
    new
}

/// A start tag as text.
pub fn opening(tag: &BytesStart) -> String {
    format!("<{}{}>", tag.name().as_ref(), tag.attributes_raw())
}

/// An element without content as text.
pub fn closed(tag: &BytesStart) -> String {
    format!("<{}{}/>", tag.name().as_ref(), tag.attributes_raw())
}

/// The prefix of a tag with its colon; empty where it has none.
pub fn prefix(tag: &BytesStart) -> String {
    let name = tag.name();
    name.as_ref().split_once(':').map(|(prefix, _)| format!("{prefix}:")).unwrap_or_default()
}

/// The namespace of a tag's own prefix, where the tag declares it.
pub fn namespace(tag: &BytesStart) -> Option<String> {
    let key = match prefix(tag).trim_end_matches(':') {
        "" => "xmlns".to_owned(),
        prefix => format!("xmlns:{prefix}"),
    };
    tag.attributes().with_checks(false).flatten().find(|a| a.key.as_ref() == key).map(|a| a.value.into_owned())
}

/// Text for an element or attribute; characters that XML forbids are left out.
pub fn escape(text: &str) -> String {
    let allowed = |c: &char| (!c.is_control() || matches!(c, '\n' | '\t')) && !matches!(c, '\u{fffe}' | '\u{ffff}');
    quick_xml::escape::escape(text.chars().filter(allowed).collect::<String>()).into_owned()
}

/// A workbook that cannot be changed and kept.
pub fn broken(why: &str) -> Error {
    Error::data(format!("the workbook cannot be kept as it is: {why}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_edited_stays_to_the_byte() {
        let text = "<?xml version='1.0'?>\r\n<a  b = 'x>y'><c/>đ &amp; <d ></d ></a>";
        let mut scan = Scan::new(text);
        let mut edits = Edits::new(text);
        loop {
            match scan.next().unwrap() {
                (Event::Empty(tag), range) => {
                    assert_eq!(&text[range.clone()], "<c/>");
                    edits.replace(range, closed(&with_attribute(&tag, "n", Some("\"1\""))));
                }
                (Event::Eof, _) => break,
                _ => {}
            }
        }
        edits.insert(text.len(), "!");
        assert_eq!(edits.apply(), format!("{}!", text.replace("<c/>", "<c n=\"&quot;1&quot;\"/>")));
    }

    #[test]
    fn what_xml_forbids_is_left_out() {
        assert_eq!(escape("a\u{0}<\u{b}\n"), "a&lt;\n");
    }
}
