//! Numbers in prose keep their reference through Markdown: a mark before and after each, which becomes a span of the page.

use super::table::escape;
use std::fmt::Write;

/// Before the place of a value in the list of references; characters of no script, which no value keeps.
const BEGIN: char = '\u{E000}';
/// Between that place and the value.
const MIDDLE: char = '\u{E001}';
/// After the value.
const END: char = '\u{E002}';

/// A value of prose with its place in the list of references.
pub fn marked(place: usize, value: &str) -> String {
    format!("{BEGIN}{place}{MIDDLE}{value}{END}")
}

/// A text without such marks: what data says cannot pretend to be a reference.
pub fn unmarked(text: &str) -> String {
    text.chars().filter(|c| ![BEGIN, MIDDLE, END].contains(c)).collect()
}

/// The words of a heading for the table of contents: without marks and the places in them.
pub fn words(text: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in text.chars() {
        match c {
            BEGIN => inside = true,
            MIDDLE => inside = false,
            END => {}
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

/// HTML in which every mark is a span that names its reference and can be reached by keyboard.
pub fn spanned(html: &str, references: &[String]) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once(BEGIN) {
        out.push_str(before);
        let reference = after.split_once(MIDDLE).and_then(|(place, value)| {
            let reference = references.get(place.parse::<usize>().ok()?)?;
            let (value, after) = value.split_once(END)?;
            Some((reference, value, after))
        });
        match reference {
            Some((reference, value, after)) => {
                let _ = write!(out, "<span data-ref=\"{}\" tabindex=\"0\">{value}</span>", escape(reference));
                rest = after;
            }
            None => rest = after,
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_becomes_a_span_and_leaves_the_contents_alone() {
        let text = format!("Now {} of all", marked(0, "88,4%"));
        let references = ["page/cell/1/a\"b".to_owned()];
        assert_eq!(
            spanned(&text, &references),
            "Now <span data-ref=\"page/cell/1/a&quot;b\" tabindex=\"0\">88,4%</span> of all"
        );
        assert_eq!(words(&text), "Now 88,4% of all");
        assert_eq!(unmarked("a\u{E000}1\u{E001}b\u{E002}"), "a1b");
        assert_eq!(spanned("x \u{E000}7\u{E001}y\u{E002}", &references), "x 7\u{E001}y\u{E002}");
    }
}
