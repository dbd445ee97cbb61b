//! How is a chart drawn for a page, a slide or a screen? Laid out once, then painted as SVG or PNG.

use super::page::Page;
use super::{Caption, Chart, Letters, Size, description, png, sheet, svg, text};
use crate::error::Result;
use crate::language::Language;

/// A chart, laid out.
///
/// ```
/// use milepost::charts::{Bar, Caption, Chart, Composition, Drawing, Letters, Part, Size};
/// use milepost::language::Language;
///
/// let part = |name: &str, value| Part { name: name.into(), value: Some(value) };
/// let bars = vec![Bar { label: "2025".into(), total: 3.0, parts: vec![part("a", 1.0), part("b", 2.0)] }];
/// let chart = Chart::Composition(Composition { unit: "thủ tục".into(), bars });
/// let slide = Drawing::new(&chart, &Caption::default(), Language::Vi, Size::Slide)?;
/// assert_eq!(slide.excess(), 1.0);
/// assert!(slide.svg(Letters::Text)?.contains("viewBox=\"0 0 704 396\""));
/// # Ok::<(), milepost::error::Error>(())
/// ```
#[derive(Debug)]
pub struct Drawing {
    page: Page,
    size: Size,
    title: String,
    description: String,
    language: Language,
}

impl Drawing {
    /// Lays a chart out in the largest letters with which it fits its size.
    ///
    /// # Errors
    /// No rows, a figure that is not finite, whatever else the form refuses.
    pub fn new(chart: &Chart, caption: &Caption, language: Language, size: Size) -> Result<Drawing> {
        chart.form().check()?;
        Ok(Drawing {
            page: sheet::compose(chart.form(), caption, language, size),
            size,
            title: text::clean(&caption.title),
            description: description(chart, caption, language),
            language,
        })
    }

    /// How many times as high the picture is as its size: 1 where it fits. More rows than can be read on a slide are never
    /// left out: they make it higher.
    pub fn excess(&self) -> f64 {
        sheet::excess(&self.page, self.size)
    }

    /// One SVG element that scales to the width it is given.
    ///
    /// # Errors
    /// What the drawing library reports.
    pub fn svg(&self, letters: Letters) -> Result<String> {
        svg::svg(&self.page, (&self.title, &self.description), self.language, letters)
    }

    /// A PNG file's bytes, as many pixels wide as the size asks for.
    ///
    /// # Errors
    /// A picture of more than 100 million pixels.
    pub fn png(&self) -> Result<Vec<u8>> {
        png::png(&self.page, f64::from(self.size.pixels()) / self.page.width)
    }
}
