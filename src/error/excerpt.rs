//! A few lines of a text with the place of an error underlined.

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};
use std::fmt;
use std::ops::Range;

/// The line of a text in which something is, with its neighbours.
///
/// ```
/// use milepost::error::Excerpt;
/// let text = "SELECT a\nFROM nowhere";
/// let excerpt = Excerpt::new("queries/a.sql", text, 14..21, "no such table");
/// assert_eq!(excerpt.place(), "queries/a.sql:2:6");
/// assert!(excerpt.drawn(false).contains("FROM nowhere"));
/// ```
#[derive(Debug, Clone)]
pub struct Excerpt {
    file: String,
    text: String,
    first_line: usize,
    column: usize,
    at: Range<usize>,
    label: String,
}

/// Lines shown on either side, and the most characters of a line.
const AROUND: usize = 1;
const WIDEST: usize = 160;

impl Excerpt {
    /// The place of bytes `at` of `text`, which messages call `file`. Where the bytes lie outside the text or inside a
    /// letter, the nearest place before them is taken. An empty label underlines without a word.
    pub fn new(file: &str, text: &str, at: Range<usize>, label: &str) -> Excerpt {
        let start = text.floor_char_boundary(at.start.min(text.len()));
        let end = text.ceil_char_boundary(at.end.clamp(start, text.len()));
        let line = text[..start].matches('\n').count();
        let line_start = text[..start].rfind('\n').map_or(0, |i| i + 1);
        let column = text[line_start..start].chars().count() + 1;
        let first = line.saturating_sub(AROUND);
        let mut shown = String::new();
        let mut place = 0..0;
        for (number, source) in text.split('\n').enumerate().skip(first).take(line - first + 1 + AROUND) {
            let source = source.trim_end_matches('\r');
            if source.is_empty() && number > line {
                break;
            }
            // A line that is too long is cut, around the place where that is in it.
            let focus = if number == line { column - 1 } else { 0 };
            let from = if source.chars().count() > WIDEST { focus.saturating_sub(WIDEST / 2) } else { 0 };
            if number == line {
                let before: usize = source.chars().skip(from).take(column - 1 - from).map(char::len_utf8).sum();
                let marked: usize =
                    text[start..end].chars().take_while(|c| *c != '\n').take(WIDEST / 2).map(char::len_utf8).sum();
                place = shown.len() + before..shown.len() + before + marked;
            }
            // What is not to be seen would move the line below, or the terminal's cursor.
            shown.extend(source.chars().skip(from).take(WIDEST).map(|c| if c.is_control() { ' ' } else { c }));
            shown.push('\n');
        }
        Excerpt {
            file: file.to_owned(),
            text: shown,
            first_line: first + 1,
            column,
            at: place,
            label: label.to_owned(),
        }
    }

    /// A whole line of a text, counted from one.
    pub fn of_line(file: &str, text: &str, line: usize) -> Excerpt {
        let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let length = text[start..].split('\n').next().map_or(0, |l| l.trim_end().len());
        Excerpt::new(file, text, start..start + length, "")
    }

    /// `file:line:column`, each counted from one.
    pub fn place(&self) -> String {
        let line = self.first_line + self.text[..self.at.start].matches('\n').count();
        format!("{}:{line}:{}", self.file, self.column)
    }

    /// The lines as they are shown, without a line break at the end.
    pub fn drawn(&self, colours: bool) -> String {
        let theme = if colours { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
        let mut drawn = String::new();
        // Blank lines before them give the lines their numbers.
        let shown = Shown { excerpt: self, text: format!("{}{}", "\n".repeat(self.first_line - 1), self.text) };
        let handler = GraphicalReportHandler::new_themed(theme)
            .with_width(WIDEST + 20)
            .with_context_lines(AROUND)
            .with_links(false);
        if handler.render_report(&mut drawn, &shown).is_err() {
            return format!("  {}", self.place());
        }
        // The message has been said; the box begins with its own first line, which is written anew: with the column in letters.
        match drawn.split_once("╭─") {
            Some((before, after)) => {
                let margin = before.rsplit('\n').next().unwrap_or_default();
                let rest = after.split_once('\n').map_or("", |(_, rest)| rest);
                format!("{margin}╭─[{}]\n{}", self.place(), rest.trim_end())
            }
            None => format!("  {}", self.place()),
        }
    }
}

#[derive(Debug)]
struct Shown<'a> {
    excerpt: &'a Excerpt,
    text: String,
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.excerpt.file)
    }
}

impl std::error::Error for Shown<'_> {}

impl Diagnostic for Shown<'_> {
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.text)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let start = self.excerpt.first_line - 1 + self.excerpt.at.start;
        let label = Some(self.excerpt.label.clone()).filter(|l| !l.is_empty());
        Some(Box::new(std::iter::once(LabeledSpan::new(label, start, self.excerpt.at.len()))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_is_counted_in_letters() {
        let excerpt = Excerpt::new("a.sql", "SELECT 'đường',\n  'tỉnh' AS đ, foo\nFROM b", 38..41, "no such column");
        assert_eq!(excerpt.place(), "a.sql:2:16");
        let drawn = excerpt.drawn(false);
        let lines: Vec<&str> = drawn.lines().collect();
        assert_eq!(lines[0].trim(), "╭─[a.sql:2:16]", "{drawn}");
        assert_eq!(lines[2], " 2 │   'tỉnh' AS đ, foo", "{drawn}");
        let column = |line: &str, what: &str| line.split(what).next().map(|l| l.chars().count());
        assert_eq!(column(lines[3], "─┬─"), column(lines[2], "foo"), "{drawn}");
        assert!(lines[4].contains("no such column"), "{drawn}");
    }

    #[test]
    fn what_lies_outside_is_no_panic() {
        for text in ["", "\n", "đ", "đ\r\n\t\u{1b}[31mx", &"x".repeat(10_000), &"\n".repeat(50)] {
            for at in [0..0, 0..1, 1..2, 3..3, 5..9_000, 9_999..20_000] {
                let excerpt = Excerpt::new("a.sql", text, at.clone(), "here");
                assert!(excerpt.place().starts_with("a.sql:"), "{at:?}");
                let drawn = excerpt.drawn(false);
                assert!(!drawn.contains('\u{1b}') && drawn.lines().all(|l| l.chars().count() < 250), "{at:?}: {drawn}");
            }
        }
    }
}
