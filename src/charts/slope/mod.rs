//! How did each area change between two dates?

mod labels;

use super::figure::figure;
use super::marks::{Sign, legend};
use super::page::{Anchor, Page};
use super::place::Frame;
use super::scale::Axis;
use super::theme::{BODY, FALLS, FALLS_SOFT, Ink, LINE, NOW, QUIET, SMALL, SOFT};
use super::{Form, finite, some_rows, text, unit_of, words};
use crate::error::{Error, Result};
use crate::language::{Language, date, decimal};
use jiff::civil::Date;
use labels::Named;

/// Areas on two dates, a line each from the first figure to the second: full where it rises, dashed where it falls.
///
/// Highlighted areas are named at both ends, the others where there is room; how many are not is said.
///
/// ```
/// use jiff::civil::date;
/// use milepost::charts::{Caption, Chart, Slope, SlopeRow, draw_svg};
/// use milepost::language::Language;
///
/// let row = |name: &str, first, second| SlopeRow { name: name.into(), first, second, highlighted: false };
/// let chart = Chart::Slope(Slope {
///     unit: "%".into(),
///     dates: (date(2025, 8, 25), date(2025, 12, 28)),
///     rows: vec![row("Xã Mường Chanh", Some(44.6), Some(88.4)), row("Xã Tô Hiệu", Some(61.0), None)],
/// });
/// let svg = draw_svg(&chart, &Caption::default(), Language::Vi)?;
/// assert!(svg.contains("25/08/2025") && svg.contains("88,4%") && svg.contains("Chỉ có số liệu một ngày: Xã Tô Hiệu"));
/// # Ok::<(), milepost::error::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Slope {
    /// Unit of the figures.
    pub unit: String,
    /// The first date and the later one.
    pub dates: (Date, Date),
    /// The areas, in any order.
    pub rows: Vec<SlopeRow>,
}

/// One area.
#[derive(Debug, Clone, PartialEq)]
pub struct SlopeRow {
    /// Its name, wrapped where long.
    pub name: String,
    /// Its figure at the first date; `None` is said.
    pub first: Option<f64>,
    /// Its figure at the second date; `None` is said.
    pub second: Option<f64>,
    /// Must it be named, and stand out?
    pub highlighted: bool,
}

/// The two dates, from the left edge of the page.
const ENDS: (f64, f64) = (316.0, 596.0);
/// Between the end of a line and its label.
const AWAY: f64 = 30.0;

/// The two dates on this page.
fn ends(page: &Page) -> (f64, f64) {
    (page.left + page.share(ENDS.0).round(), page.left + page.share(ENDS.1).round())
}

/// Which way an area went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Rises,
    Falls,
    Stays,
}

impl Way {
    const ALL: [Way; 3] = [Way::Rises, Way::Falls, Way::Stays];

    fn words(self, language: Language) -> &'static str {
        match self {
            Way::Rises => words::RISES,
            Way::Falls => words::FALLS,
            Way::Stays => words::UNCHANGED,
        }
        .get(language)
    }

    fn ink(self, soft: bool) -> Ink {
        match self {
            Way::Rises => {
                if soft {
                    SOFT
                } else {
                    NOW
                }
            }
            Way::Falls => {
                if soft {
                    FALLS_SOFT
                } else {
                    FALLS
                }
            }
            Way::Stays => {
                if soft {
                    LINE
                } else {
                    QUIET
                }
            }
        }
    }

    /// The line in a legend.
    fn sign(self) -> Sign {
        if self == Way::Falls { Sign::Dashes(self.ink(false)) } else { Sign::Line(self.ink(false)) }
    }

    /// The sign at the later end of its line.
    fn end(self, ink: Ink) -> Option<Sign> {
        match self {
            Way::Rises => Some(Sign::Triangle { up: true, full: true, ink }),
            Way::Falls => Some(Sign::Triangle { up: false, full: true, ink }),
            Way::Stays => None,
        }
    }
}

impl SlopeRow {
    fn way(&self) -> Option<Way> {
        let (first, second) = self.first.zip(self.second)?;
        Some(if second > first {
            Way::Rises
        } else if second < first {
            Way::Falls
        } else {
            Way::Stays
        })
    }

    fn values(&self) -> impl Iterator<Item = f64> + use<> {
        [self.first, self.second].into_iter().flatten()
    }
}

impl Form for Slope {
    fn check(&self) -> Result<()> {
        some_rows("slope", self.rows.len())?;
        unit_of("slope", &self.unit)?;
        if self.dates.0 >= self.dates.1 {
            return Err(Error::data("the chart `slope` needs two dates in order")
                .found(format!("{} and {}", self.dates.0, self.dates.1))
                .expected("a first date and a later one"));
        }
        self.rows.iter().try_for_each(|row| finite("slope", &row.name, row.values()))
    }

    fn draw(&self, page: &mut Page, top: f64, language: Language) -> f64 {
        let signs: Vec<_> = Way::ALL
            .into_iter()
            .filter(|way| self.count(*way) > 0)
            .map(|way| (way.sign(), format!("{}: {}", way.words(language), count(self.count(way), language))))
            .chain(self.single().first().map(|_| {
                let said = format!("{}: {}", words::ONE_DATE.get(language), count(self.single().len(), language));
                (Sign::Earlier, said)
            }))
            .collect();
        let top = legend(page, top, &signs) + 4.0;
        let first = top + BODY.line() + 14.0;
        let named = Named::choose(self, page, first, language);
        let last = first + named.height;
        for (x, day, anchor) in [(ends(page).0, self.dates.0, Anchor::End), (ends(page).1, self.dates.1, Anchor::Start)]
        {
            page.line(&[(x, first - 10.0), (x, last + 10.0)], 1.0, LINE);
            page.words(x, top + BODY.baseline(), anchor, &date(day, language), BODY.bold());
        }
        let axis = self.axis(first, last);
        // Those with a name lie above the others, and those that stand out above all.
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        order.sort_by_key(|i| (self.rows[*i].highlighted, named.is_named(*i)));
        for i in order {
            self.rows[i].draw(page, &axis, !named.is_named(i));
        }
        named.draw(page, &axis, first);
        for row in &self.rows {
            let way = row.way().map(|way| format!(" ({})", way.words(language).to_lowercase())).unwrap_or_default();
            let (from, to) = ends(page);
            let first = row.first.map(|value| (from, self.dates.0, value, String::new()));
            for (x, day, value, way) in
                [first, row.second.map(|value| (to, self.dates.1, value, way))].into_iter().flatten()
            {
                let said = figure(value, &self.unit, &[], language);
                page.spot(
                    Frame::around((x, axis.at(value)), 7.0),
                    &format!("{} – {}: {said}{way}", row.name, date(day, language)),
                );
            }
        }
        let mut y = last + 22.0;
        for note in self.notes(named.count(), language) {
            y = page.paragraph(page.left, y, page.room(), &note, SMALL.ink(QUIET));
        }
        y
    }

    fn describe(&self, language: Language) -> Vec<String> {
        let days = [self.dates.0, self.dates.1].map(|day| date(day, language));
        let said = |value: Option<f64>| match value {
            Some(value) => figure(value, &self.unit, &[], language),
            None => words::NO_READING.get(language).to_lowercase(),
        };
        self.rows
            .iter()
            .map(|row| {
                let way = row.way().map(|way| format!(" ({})", way.words(language).to_lowercase())).unwrap_or_default();
                format!("{}: {} {}; {} {}{way}", row.name, days[0], said(row.first), days[1], said(row.second))
            })
            .collect()
    }
}

impl Slope {
    fn count(&self, way: Way) -> usize {
        self.rows.iter().filter(|row| row.way() == Some(way)).count()
    }

    /// Areas with a figure for one date only.
    fn single(&self) -> Vec<&SlopeRow> {
        self.rows.iter().filter(|row| row.first.is_some() != row.second.is_some()).collect()
    }

    /// Upwards from `bottom`. It leaves out what nobody has; but no change of less than a tenth looks like a great one.
    fn axis(&self, top: f64, bottom: f64) -> Axis {
        let values: Vec<f64> = self.rows.iter().flat_map(SlopeRow::values).collect();
        let low = values.iter().copied().fold(f64::INFINITY, f64::min);
        let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        if low > high {
            return Axis::new(0.0, 1.0, bottom, top);
        }
        let tenth = 0.1 * low.abs().max(high.abs());
        // Of shares it is ten points, unless they are so great that ten points are nothing to them.
        let least = if self.unit.trim() == "%" { (0.01 * tenth).max(10.0) } else { tenth.max(1e-6) };
        let beyond = ((least - (high - low)) / 2.0).max(0.0);
        Axis::new(low - beyond, high + beyond, bottom, top)
    }

    /// Who has no line, and how many lines have no name.
    fn notes(&self, named: usize, language: Language) -> Vec<String> {
        let list = |word: words::Word, rows: Vec<&SlopeRow>| {
            let names: Vec<String> = rows.iter().map(|row| text::name(&row.name)).collect();
            (!names.is_empty()).then(|| format!("{}: {}.", word.get(language), names.join("; ")))
        };
        let neither = self.rows.iter().filter(|row| row.values().next().is_none()).collect::<Vec<_>>();
        let drawn = self.rows.len() - neither.len();
        let unnamed = (named < drawn).then(|| {
            let told = format!("{} / {}", count(drawn - named, language), count(drawn, language));
            format!("{}: {told}.", words::NOT_NAMED.get(language))
        });
        let lists = [list(words::ONE_DATE, self.single()), list(words::NEITHER_DATE, neither)];
        unnamed.into_iter().chain(lists.into_iter().flatten()).collect()
    }
}

impl SlopeRow {
    fn draw(&self, page: &mut Page, axis: &Axis, soft: bool) {
        let at = |x: f64, value: f64| (x, axis.at(value));
        let ends = ends(page);
        let Some((way, (first, second))) = self.way().zip(self.first.zip(self.second)) else {
            self.first.iter().for_each(|value| Sign::Earlier.draw(page, at(ends.0, *value)));
            self.second.iter().for_each(|value| Sign::Earlier.draw(page, at(ends.1, *value)));
            return;
        };
        let ink = way.ink(soft && !self.highlighted);
        let width = if self.highlighted { 3.0 } else { 1.5 };
        let (a, b) = (at(ends.0, first), at(ends.1, second));
        if way == Way::Falls {
            page.dashes(a, b, if self.highlighted { 8.0 } else { 5.0 }, width, ink);
        } else {
            page.line(&[a, b], width, ink);
        }
        page.disc(a, if self.highlighted { 5.0 } else { 3.0 }, ink);
        match way.end(ink).filter(|_| self.highlighted || !soft) {
            Some(sign) => sign.draw(page, b),
            None => page.disc(b, 3.0, ink),
        }
    }
}

fn count(n: usize, language: Language) -> String {
    decimal(n as f64, 0, language)
}
