//! What is done and what is left, by office?

use super::figure::{figure, number, share, with_unit};
use super::marks::{Sign, legend};
use super::page::{Anchor, Page};
use super::place::Frame;
use super::scale::Axis;
use super::side_by_side::columns;
use super::theme::{BODY, GRID, LINE, NOW, QUIET, RAISED, SMALL, Style, TRACK};
use super::{Form, grid, not_negative, some_rows, text, unit_of, words};
use crate::error::Result;
use crate::language::Language;
use std::ops::Range;

/// Offices with what they have done of what they have to do, a bar each from 0 to 100%.
///
/// ```
/// use milepost::charts::{Caption, Chart, Remaining, RemainingRow, draw_svg};
/// use milepost::language::Language;
///
/// let row = RemainingRow {
///     name: "Trung tâm Lưu trữ lịch sử".into(),
///     done: Some(2_422_052.0),
///     total: Some(11_500_000.0),
///     emphasised: false,
/// };
/// let chart = Chart::Remaining(Remaining { unit: "trang".into(), rows: vec![row] });
/// let svg = draw_svg(&chart, &Caption::default(), Language::Vi)?;
/// assert!(svg.contains("2.422.052 / 11.500.000\u{a0}trang (21,1%)") && svg.contains("9.077.948"));
/// # Ok::<(), milepost::error::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Remaining {
    /// Unit of what is done: `trang`, `hồ sơ`.
    pub unit: String,
    /// The offices, from the top down.
    pub rows: Vec<RemainingRow>,
}

/// One office, or the total of all.
#[derive(Debug, Clone, PartialEq)]
pub struct RemainingRow {
    /// Its name, wrapped where long.
    pub name: String,
    /// How much is done; `None` draws nothing and is said.
    pub done: Option<f64>,
    /// How much there is to do; `None` draws nothing and is said.
    pub total: Option<f64>,
    /// Is it the total of the others? Then it stands out.
    pub emphasised: bool,
}

const NAME_ROOM: f64 = 250.0;
const LABEL_ROOM: f64 = 330.0;
const LABEL_LEAST: f64 = 170.0;
const THICK: f64 = 18.0;
/// No column is narrower.
const LEAST: f64 = 500.0;

impl Form for Remaining {
    fn check(&self) -> Result<()> {
        some_rows("remaining", self.rows.len())?;
        unit_of("remaining", &self.unit)?;
        let values = |row: &RemainingRow| [row.done, row.total].into_iter().flatten();
        self.rows.iter().try_for_each(|row| not_negative("remaining", &row.name, values(row)))
    }

    fn draw(&self, page: &mut Page, top: f64, language: Language) -> f64 {
        let mut signs = vec![(Sign::Patch(NOW), words::DONE.get(language).to_owned())];
        signs.push((Sign::Empty, words::LEFT.get(language).to_owned()));
        let first = legend(page, top, &signs) + 20.0;
        columns(page, first, self.rows.len(), LEAST, |page, top, range| self.draw_rows(page, top, range, language))
    }

    fn describe(&self, language: Language) -> Vec<String> {
        self.rows.iter().map(|row| self.told(row, language)).collect()
    }
}

impl Remaining {
    fn told(&self, row: &RemainingRow, language: Language) -> String {
        let said = self.said(row, LABEL_ROOM, language).map(|lines| lines.join(" "));
        format!("{}: {}", row.name, said.join("; "))
    }

    /// Some rows on their axis, from `first` down; gives back where they end.
    fn draw_rows(&self, page: &mut Page, first: f64, range: Range<usize>, language: Language) -> f64 {
        let (name_room, label_room) = (page.share(NAME_ROOM), page.share(LABEL_ROOM).max(LABEL_LEAST));
        let named: Vec<Vec<String>> =
            self.rows.iter().map(|row| text::wrap(&row.name, row.style(), name_room)).collect();
        let said: Vec<[Vec<String>; 2]> = self.rows.iter().map(|row| self.said(row, label_room, language)).collect();
        let names =
            named.iter().zip(&self.rows).map(|(lines, row)| text::widest(lines, row.style())).fold(0.0, f64::max);
        let labels = said.iter().map(|[main, _]| text::widest(main, BODY.bold()));
        let labels = labels.chain(said.iter().map(|[_, rest]| text::widest(rest, SMALL))).fold(0.0, f64::max);
        let axis = Axis::new(0.0, 100.0, page.left + names + 26.0, page.right - labels - 22.0);
        let behind = page.marks.len();
        let mut y = first;
        for i in range {
            let (row, name, said) = (&self.rows[i], &named[i], &said[i]);
            let top = y;
            y = row.draw(page, y, name, said, &axis);
            page.spot(Frame::new(page.left, top, page.right, y), &self.told(row, language));
        }
        let drawn = page.marks.split_off(behind);
        grid::upright(page, &axis, "%", (first, y), language);
        page.marks.extend(drawn);
        page.line(&[(page.left, y), (page.right, y)], 1.0, GRID);
        if y - first > grid::TALL { y + 24.0 } else { y + 4.0 }
    }

    /// What is done, and what is left: the two labels of a row.
    fn said(&self, row: &RemainingRow, room: f64, language: Language) -> [Vec<String>; 2] {
        let of = |value: f64| number(value, &self.unit, &[], language);
        let (Some(done), Some(total)) = (row.done, row.total) else {
            let say = |word: words::Word, value: Option<f64>| match value {
                Some(value) => format!("{}: {}", word.get(language), figure(value, &self.unit, &[], language)),
                None => format!("{}: {}", word.get(language), words::NO_READING.get(language).to_lowercase()),
            };
            let (done, total) = (say(words::DONE, row.done), say(words::TOTAL, row.total));
            return [text::wrap(&done, row.style(), room), text::wrap(&total, SMALL, room)];
        };
        let rate = if total > 0.0 { format!(" ({})", share(done, total, language)) } else { String::new() };
        let main = format!("{} / {}{rate}", of(done), with_unit(&of(total), &self.unit));
        let rest = match total - done {
            rest if rest > 0.0 => format!("{}: {}", words::LEFT.get(language), figure(rest, &self.unit, &[], language)),
            rest if rest < 0.0 => {
                format!("{}: {}", words::BEYOND.get(language), figure(-rest, &self.unit, &[], language))
            }
            _ => words::ALL_DONE.get(language).to_owned(),
        };
        [text::wrap(&main, row.style(), room), text::wrap(&rest, SMALL, room)]
    }
}

impl RemainingRow {
    fn style(&self) -> Style {
        if self.emphasised { BODY.bold() } else { BODY }
    }

    fn draw(&self, page: &mut Page, top: f64, name: &[String], [main, rest]: &[Vec<String>; 2], axis: &Axis) -> f64 {
        let style = self.style();
        let words = main.len() as f64 * style.line() + rest.len() as f64 * SMALL.line();
        let height = words.max(name.len() as f64 * style.line()) + 14.0;
        let middle = top + height / 2.0;
        if self.emphasised {
            page.block(Frame::new(page.left - 8.0, top, page.right + 8.0, top + height), RAISED);
        }
        page.line(&[(page.left, top), (page.right, top)], 1.0, if self.emphasised { LINE } else { GRID });
        page.lines(page.left, middle - name.len() as f64 * style.line() / 2.0, Anchor::Start, name, style);
        let bar = |share: f64| Frame::new(axis.at(0.0), middle - THICK / 2.0, axis.at(share), middle + THICK / 2.0);
        if let (Some(done), Some(total)) = (self.done, self.total)
            && total > 0.0
        {
            page.block(bar(100.0), TRACK);
            page.block(bar((100.0 * done / total).min(100.0)), NOW);
            page.outline(bar(100.0), 1.0, LINE);
        }
        let x = axis.at(100.0) + 22.0;
        let y = page.lines(
            x,
            middle - words / 2.0,
            Anchor::Start,
            main,
            style.ink(if self.done.is_some() { NOW } else { QUIET }),
        );
        page.lines(x, y, Anchor::Start, rest, SMALL.ink(QUIET));
        top + height
    }
}
