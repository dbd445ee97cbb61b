//! Of what is the whole made?

use super::figure::{figure, number, share};
use super::marks::{Sign, legend};
use super::page::{Anchor, Page};
use super::place::Frame;
use super::side_by_side::columns;
use super::theme::{BODY, Ink, LINE, PAPER, PARTS, TEXT, TRACK};
use super::{Form, not_negative, some_rows, text, unit_of, words};
use crate::error::{Error, Result};
use crate::language::Language;

/// One or more wholes, each a bar parted into shares of its own total.
///
/// What the parts leave of the total is drawn empty and named as not classified.
///
/// ```
/// use milepost::charts::{Bar, Caption, Chart, Composition, Part, draw_svg};
/// use milepost::language::Language;
///
/// let part = |name: &str, value| Part { name: name.into(), value: Some(value) };
/// let parts = vec![part("Toàn trình", 941.0), part("Một phần", 908.0), part("Chưa trực tuyến", 314.0)];
/// let bars = vec![Bar { label: "28/12/2025".into(), total: 2163.0, parts }];
/// let chart = Chart::Composition(Composition { unit: "thủ tục".into(), bars });
/// assert!(draw_svg(&chart, &Caption::default(), Language::En)?.contains("941 (43.5%)"));
/// # Ok::<(), milepost::error::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Composition {
    /// Unit of totals and parts: `thủ tục`, `hồ sơ`.
    pub unit: String,
    /// The wholes, from the top down.
    pub bars: Vec<Bar>,
}

/// One whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What it is: a date, an area.
    pub label: String,
    /// All there is.
    pub total: f64,
    /// Its parts, from left to right.
    pub parts: Vec<Part>,
}

/// One part.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Its name; the same name has the same colour in every bar.
    pub name: String,
    /// How much; `None` draws nothing and is said.
    pub value: Option<f64>,
}

/// Height of a bar.
const THICK: f64 = 40.0;
/// No column is narrower.
const LEAST: f64 = 440.0;

impl Form for Composition {
    fn check(&self) -> Result<()> {
        some_rows("composition", self.bars.len())?;
        unit_of("composition", &self.unit)?;
        for bar in &self.bars {
            not_negative("composition", &bar.label, bar.parts.iter().filter_map(|part| part.value).chain([bar.total]))?;
            let sum = bar.known();
            if sum > bar.total * 1.000_001 {
                return Err(Error::data(format!("the parts of `{}` are more than their total", bar.label))
                    .found(format!("parts {sum}, total {}", bar.total))
                    .expected("parts that add up to the total or less")
                    .hint("check whether a thing is counted in two parts"));
            }
        }
        let names = self.names().len();
        if names > PARTS.len() {
            return Err(Error::usage("the chart `composition` has too many parts to tell apart")
                .found(format!("{names} parts"))
                .expected(format!("at most {}", PARTS.len()))
                .hint("add the smallest parts together"));
        }
        Ok(())
    }

    fn draw(&self, page: &mut Page, top: f64, language: Language) -> f64 {
        let names = self.names();
        let mut signs: Vec<_> =
            names.iter().zip(PARTS).map(|(name, ink)| (Sign::Patch(ink), name.to_string())).collect();
        if self.bars.iter().any(|bar| bar.rest() > 0.0) {
            signs.push((Sign::Empty, words::UNKNOWN_PART.get(language).to_owned()));
        }
        let y = legend(page, top, &signs);
        columns(page, y, self.bars.len(), LEAST, |page, top, range| {
            let mut y = top;
            for bar in &self.bars[range] {
                let heading = format!("{} · {}", text::name(&bar.label), self.total(bar, language));
                y = page.paragraph(page.left, y, page.room(), &heading, BODY.bold()) + 4.0;
                y = self.draw_bar(page, y, bar, &names, language) + 20.0;
            }
            y
        })
    }

    fn describe(&self, language: Language) -> Vec<String> {
        let bars = self.bars.iter().map(|bar| {
            let parts: Vec<String> = bar.slices().map(|slice| slice.named(bar, &self.unit, language)).collect();
            let total = self.total(bar, language);
            format!("{} – {total}. {}", bar.label, parts.join("; "))
        });
        bars.collect()
    }
}

/// A part, or what the parts leave of the total.
struct Slice<'a> {
    name: Option<&'a str>,
    value: Option<f64>,
}

impl Slice<'_> {
    /// `941 (43,5%)`, or that there is no figure.
    fn figure(&self, bar: &Bar, unit: &str, language: Language) -> String {
        match self.value {
            None => words::NO_READING.get(language).to_lowercase(),
            Some(value) if bar.total > 0.0 => {
                format!("{} ({})", number(value, unit, &[], language), share(value, bar.total, language))
            }
            Some(value) => number(value, unit, &[], language),
        }
    }

    fn named(&self, bar: &Bar, unit: &str, language: Language) -> String {
        let name = text::name(self.name.unwrap_or(words::UNKNOWN_PART.get(language)));
        format!("{name}: {}", self.figure(bar, unit, language))
    }
}

impl Bar {
    fn known(&self) -> f64 {
        self.parts.iter().filter_map(|part| part.value).sum()
    }

    /// What the parts leave of the total; rounding in the last digits is none.
    fn rest(&self) -> f64 {
        let rest = self.total - self.known();
        if rest > self.total * 1e-6 { rest } else { 0.0 }
    }

    fn slices(&self) -> impl Iterator<Item = Slice<'_>> {
        let rest = (self.rest() > 0.0).then(|| Slice { name: None, value: Some(self.rest()) });
        self.parts.iter().map(|part| Slice { name: Some(&part.name), value: part.value }).chain(rest)
    }
}

impl Composition {
    /// The names of all parts, as they first come.
    fn names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        for part in self.bars.iter().flat_map(|bar| &bar.parts) {
            if !names.contains(&part.name.as_str()) {
                names.push(part.name.as_str());
            }
        }
        names
    }

    fn total(&self, bar: &Bar, language: Language) -> String {
        format!("{} {}", words::TOTAL.get(language), figure(bar.total, &self.unit, &[], language))
    }

    /// A bar with a figure on each part that has room for it, and the others listed below.
    fn draw_bar(&self, page: &mut Page, top: f64, bar: &Bar, names: &[&str], language: Language) -> f64 {
        let whole = Frame::new(page.left, top, page.right, top + THICK);
        let mut listed: Vec<(Sign, String)> = Vec::new();
        let mut from = page.left;
        for slice in bar.slices() {
            let part = slice.value.filter(|_| bar.total > 0.0).map_or(0.0, |value| value / bar.total);
            let to = from + part * whole.width();
            let ink = slice.name.and_then(|name| names.iter().position(|n| *n == name)).map(|i| PARTS[i]);
            page.block(Frame { x0: from, x1: to, ..whole }, ink.unwrap_or(TRACK));
            // What has no figure has no width: a narrow spot says so.
            let spot = if to - from < 6.0 {
                Frame { x0: from - 3.0, x1: from + 3.0, ..whole }
            } else {
                Frame { x0: from, x1: to, ..whole }
            };
            page.spot(spot, &format!("{} – {}", bar.label, slice.named(bar, &self.unit, language)));
            let words = slice.figure(bar, &self.unit, language);
            let style = BODY.bold().ink(ink.map_or(TEXT, Ink::readable_on));
            if text::width(&words, style) + 16.0 <= to - from {
                page.words((from + to) / 2.0, top + THICK / 2.0 + 5.0, Anchor::Middle, &words, style);
            } else {
                listed.push((ink.map_or(Sign::Empty, Sign::Patch), slice.named(bar, &self.unit, language)));
            }
            if from > page.left && to > from {
                page.line(&[(from, top), (from, top + THICK)], 2.0, PAPER);
            }
            from = to;
        }
        page.outline(whole, 1.0, LINE);
        if listed.is_empty() { whole.y1 } else { legend(page, whole.y1 + 8.0, &listed) - 14.0 }
    }
}
