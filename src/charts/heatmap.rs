//! How does a figure go by area and month?

use super::figure::{figure, number, with_unit};
use super::grid::{TALL, labels};
use super::marks::{Sign, legend, missing};
use super::page::{Anchor, Page};
use super::place::Frame;
use super::scale::classes;
use super::side_by_side::columns;
use super::theme::{BODY, GRID, LINE, PAPER, SMALL, TEXT, ramp};
use super::{Form, finite, some_rows, text, unit_of, words};
use crate::error::{Error, Result};
use crate::language::{Language, decimal, month};
use jiff::civil::Date;
use std::ops::Range;

/// Areas below each other and months side by side, a cell each, the darker the higher.
///
/// Figures stand in the cells where there is room for all of them; in the alternative text they always do.
///
/// ```
/// use jiff::civil::date;
/// use milepost::charts::{Caption, Chart, Heatmap, HeatmapRow, draw_svg};
/// use milepost::language::Language;
///
/// let row = HeatmapRow { name: "Xã Mường Chanh".into(), values: vec![Some(61.5), None] };
/// let months = vec![date(2025, 11, 1), date(2025, 12, 1)];
/// let chart = Chart::Heatmap(Heatmap { unit: "%".into(), months, rows: vec![row] });
/// let svg = draw_svg(&chart, &Caption::default(), Language::Vi)?;
/// assert!(svg.contains("61,5") && svg.contains("Ô chưa có số liệu: 1 / 2"));
/// # Ok::<(), milepost::error::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Heatmap {
    /// Unit of the figures.
    pub unit: String,
    /// A day of each month, in order; each month once.
    pub months: Vec<Date>,
    /// The areas, from the top down.
    pub rows: Vec<HeatmapRow>,
}

/// One area.
#[derive(Debug, Clone, PartialEq)]
pub struct HeatmapRow {
    /// Its name, wrapped where long.
    pub name: String,
    /// Its figures, one for each month; `None` is hatched and said.
    pub values: Vec<Option<f64>>,
}

const NAME_ROOM: f64 = 230.0;
const NAME_LEAST: f64 = 130.0;
/// The least width of a cell where rows stand in columns.
const NARROWEST: f64 = 15.5;
/// The greatest width of a cell: beyond it a few months would become bars.
const WIDEST: f64 = 110.0;
/// Up to this many months the figures may stand in their cells.
const WRITTEN: usize = 12;
/// More months are too narrow to be told apart, and named.
const MOST_MONTHS: usize = 36;

/// Round bounds, and the class of each figure between them.
struct Classes {
    /// One more than there are classes.
    bounds: Vec<f64>,
}

impl Classes {
    fn new(values: &[f64]) -> Classes {
        Classes { bounds: classes(values.iter().copied()) }
    }

    fn count(&self) -> usize {
        self.bounds.len() - 1
    }

    /// The last bound belongs to the last class.
    fn of(&self, value: f64) -> usize {
        self.bounds[1..self.count()].iter().filter(|bound| **bound <= value).count()
    }
}

impl Form for Heatmap {
    fn check(&self) -> Result<()> {
        some_rows("heatmap", self.rows.len())?;
        some_rows("heatmap", self.months.len())?;
        unit_of("heatmap", &self.unit)?;
        let wrong = |found: String, expected: &str| {
            Err(Error::data("the chart `heatmap` cannot be drawn").found(found).expected(expected))
        };
        if self.months.len() > MOST_MONTHS {
            let hint = "draw the latest months, or the years one by one";
            return wrong(format!("{} months", self.months.len()), "at most 36 months")
                .map_err(|error: Error| error.hint(hint));
        }
        let month = |day: &Date| (day.year(), day.month());
        if let Some(pair) = self.months.windows(2).find(|pair| month(&pair[0]) >= month(&pair[1])) {
            return wrong(format!("{} before {}", pair[0], pair[1]), "months in order, each once");
        }
        for row in &self.rows {
            finite("heatmap", &row.name, row.values.iter().flatten().copied())?;
            if row.values.len() != self.months.len() {
                let found = format!("`{}` has {} figures for {} months", row.name, row.values.len(), self.months.len());
                return wrong(found, "a figure, or none, for each month");
            }
        }
        Ok(())
    }

    fn draw(&self, page: &mut Page, top: f64, language: Language) -> f64 {
        let values: Vec<f64> = self.rows.iter().flat_map(|row| &row.values).flatten().copied().collect();
        let classes = Classes::new(&values);
        let y = self.legend(page, top, &classes, &values, language);
        let least = NAME_LEAST + NARROWEST * self.months.len() as f64;
        columns(page, y, self.rows.len(), least, |page, top, range| {
            self.draw_rows(page, top, &classes, range, language)
        })
    }

    fn describe(&self, language: Language) -> Vec<String> {
        let months: Vec<String> = self.months.iter().map(month_of).collect();
        let mut all = vec![format!("{}: {}", words::MONTHS.get(language), months.join("; "))];
        all.extend(self.rows.iter().map(|row| {
            let told = row.values.iter().map(|value| self.said(*value, language));
            format!("{}: {}", row.name, told.collect::<Vec<_>>().join("; "))
        }));
        all
    }
}

impl Heatmap {
    /// Some rows below the months; gives back where they end.
    fn draw_rows(&self, page: &mut Page, y: f64, classes: &Classes, range: Range<usize>, language: Language) -> f64 {
        let room = page.share(NAME_ROOM).max(NAME_LEAST);
        let named: Vec<Vec<String>> = self.rows.iter().map(|row| text::wrap(&row.name, BODY, room)).collect();
        let names = named.iter().map(|lines| text::widest(lines, BODY)).fold(0.0, f64::max);
        let left = page.left + names + 14.0;
        let wide = ((page.right - left) / self.months.len() as f64).min(page.share(WIDEST).max(WIDEST));
        let texts: Vec<Vec<Option<String>>> = self.rows.iter().map(|row| self.texts(row, language)).collect();
        let widest = texts.iter().flatten().flatten().map(|text| text::width(text, SMALL)).fold(0.0, f64::max);
        let written = self.months.len() <= WRITTEN && widest + 8.0 <= wide;
        let first = self.head(page, y, (left, wide), language);
        let mut y = first;
        for i in range {
            let (row, name, texts) = (&self.rows[i], &named[i], &texts[i]);
            let height = (name.len() as f64 * BODY.line() + 4.0).max(24.0);
            page.lines(
                left - 14.0 - names,
                y + (height - name.len() as f64 * BODY.line()) / 2.0,
                Anchor::Start,
                name,
                BODY,
            );
            for (i, (value, text)) in row.values.iter().zip(texts).enumerate() {
                let x = left + i as f64 * wide;
                let cell = Frame::new(x + 1.0, y + 1.0, x + wide - 1.0, y + height - 1.0);
                page.spot(
                    cell,
                    &format!("{}, {}: {}", row.name, month_of(&self.months[i]), self.said(*value, language)),
                );
                let Some(value) = value else {
                    missing(page, cell);
                    continue;
                };
                let ink = ramp(classes.of(*value), classes.count());
                page.block(cell, ink);
                if ink.lightness() > 200.0 {
                    page.outline(cell, 1.0, GRID);
                }
                if let Some(text) = text.as_ref().filter(|_| written) {
                    let style = SMALL.ink(if ink.readable_on() == PAPER { PAPER } else { TEXT });
                    page.words(x + wide / 2.0, y + height / 2.0 + 4.5, Anchor::Middle, text, style);
                }
            }
            y += height;
        }
        if y - first > TALL { self.head(page, y + 2.0, (left, wide), language) } else { y + 4.0 }
    }

    fn said(&self, value: Option<f64>, language: Language) -> String {
        match value {
            Some(value) => figure(value, &self.unit, &[], language),
            None => words::NO_READING.get(language).to_lowercase(),
        }
    }

    /// The figures as they stand in the cells: without their unit, which the legend says.
    fn texts(&self, row: &HeatmapRow, language: Language) -> Vec<Option<String>> {
        row.values.iter().map(|value| Some(number((*value)?, &self.unit, &[], language))).collect()
    }

    /// A strip of the classes with their bounds, and what is missing.
    fn legend(&self, page: &mut Page, top: f64, classes: &Classes, values: &[f64], language: Language) -> f64 {
        let mut x = page.left;
        let mut below = top;
        if !values.is_empty() {
            let labels = labels(&classes.bounds, "", language);
            let step = (text::widest(&labels, SMALL) + 14.0).max(44.0);
            let unit = format!("{}: {}", words::UNIT.get(language), self.unit);
            let start = if self.unit.is_empty() { x } else { x + text::width(&text::clean(&unit), BODY) + 24.0 };
            let start = start + step / 2.0 - 14.0;
            let right = start + classes.count() as f64 * step;
            if right + step / 2.0 > page.right {
                return self.long_legend(page, top, classes, &labels, values, language);
            }
            page.words(x, top + 15.0, Anchor::Start, if self.unit.is_empty() { "" } else { &unit }, BODY);
            for class in 0..classes.count() {
                let left = start + class as f64 * step;
                page.block(Frame::new(left, top + 2.0, left + step, top + 18.0), ramp(class, classes.count()));
            }
            page.outline(Frame::new(start, top + 2.0, right, top + 18.0), 1.0, LINE);
            for (i, label) in labels.iter().enumerate() {
                let at = start + i as f64 * step;
                page.line(&[(at, top + 2.0), (at, top + 22.0)], 1.0, LINE);
                page.words(at, top + 36.0, Anchor::Middle, label, SMALL);
            }
            x = right + step / 2.0 + 16.0;
            below = top + 42.0;
        }
        if let Some(said) = self.missing_said(values, language) {
            if x > page.left && x + 26.0 + text::width(&said, BODY) > page.right {
                x = page.left;
            }
            let y = if x > page.left { top } else { below };
            Sign::Missing.draw(page, (x + 9.0, y + 11.0));
            page.words(x + 26.0, y + 15.0, Anchor::Start, &said, BODY);
            below = below.max(y + 24.0);
        }
        if !values.is_empty() {
            below = page.paragraph(page.left, below + 2.0, page.room(), words::CLASS_RULE.get(language), SMALL);
        }
        below + 10.0
    }

    /// The same with a line for each class, where the bounds are too long to stand side by side.
    fn long_legend(
        &self,
        page: &mut Page,
        top: f64,
        classes: &Classes,
        labels: &[String],
        values: &[f64],
        language: Language,
    ) -> f64 {
        let patch = |class: usize| Sign::Patch(ramp(class, classes.count()));
        let said = |class: usize| format!("{} – {}", labels[class], with_unit(&labels[class + 1], &self.unit));
        let mut signs: Vec<_> = (0..classes.count()).map(|class| (patch(class), said(class))).collect();
        signs.extend(self.missing_said(values, language).map(|said| (Sign::Missing, said)));
        let below = legend(page, top, &signs);
        page.paragraph(page.left, below, page.room(), words::CLASS_RULE.get(language), SMALL) + 10.0
    }

    /// How many cells have no figure; nothing where all have one.
    fn missing_said(&self, values: &[f64], language: Language) -> Option<String> {
        let cells = self.rows.len() * self.months.len();
        let count = |n: usize| decimal(n as f64, 0, language);
        let said =
            || format!("{}: {} / {}", words::CELLS_WITHOUT.get(language), count(cells - values.len()), count(cells));
        (cells > values.len()).then(said)
    }

    /// Years and months above (or below) the cells; gives back where the cells may start.
    fn head(&self, page: &mut Page, top: f64, (left, wide): (f64, f64), language: Language) -> f64 {
        // A month is named where there is room for its neighbours' names too.
        let name = |number: i8| month(number, language);
        let named = (1..=12).map(|month| text::width(&name(month), SMALL)).fold(0.0, f64::max) + 4.0 <= wide;
        let mut year_ends = f64::NEG_INFINITY;
        for (i, day) in self.months.iter().enumerate() {
            let x = left + i as f64 * wide;
            let turn = i == 0 || self.months[i - 1].year() != day.year();
            let year = day.year().to_string();
            if turn && x >= year_ends {
                page.words(
                    x + if i > 0 { 5.0 } else { 1.0 },
                    top + SMALL.baseline(),
                    Anchor::Start,
                    &year,
                    SMALL.bold(),
                );
                year_ends = x + text::width(&year, SMALL.bold()) + 8.0;
            }
            if turn && i > 0 {
                page.line(&[(x, top + 2.0), (x, top + 2.0 * SMALL.line() - 2.0)], 1.0, LINE);
            }
            let month = if named { name(day.month()) } else { day.month().to_string() };
            page.words(x + wide / 2.0, top + SMALL.line() + SMALL.baseline(), Anchor::Middle, &month, SMALL);
        }
        top + 2.0 * SMALL.line() + 4.0
    }
}

/// A month as it is told beside others: `08/2025`.
fn month_of(day: &Date) -> String {
    format!("{:02}/{}", day.month(), day.year())
}
