//! How many are done, late and open, each one to be seen?

mod squares;

use super::figure::{figure, share};
use super::marks::{Sign, legend};
use super::page::{Anchor, Page};
use super::place::{Frame, Point};
use super::shapes;
use super::theme::{BODY, QUIET, SMALL};
use super::{Form, not_negative, some_rows, text, unit_of, words};
use crate::error::{Error, Result};
use crate::language::Language;
use squares::shared_out;

/// Groups of things, a square for each: the eye counts what a percentage hides.
///
/// Up to a hundred things in the largest group, a square is one thing. Beyond that, a square is 1% of its group: squares are
/// shared out by largest remainders, and what is not zero has at least one.
///
/// ```
/// use milepost::charts::{Caption, Chart, Part, Waffle, WaffleGroup, draw_svg};
/// use milepost::language::Language;
///
/// let part = |name: &str, value| Part { name: name.into(), value: Some(value) };
/// let parts = vec![part("Hoàn thành", 31.0), part("Quá hạn", 6.0), part("Đang thực hiện", 12.0)];
/// let chart = Chart::Waffle(Waffle {
///     unit: "nhiệm vụ".into(),
///     groups: vec![WaffleGroup { name: "Sở Nội vụ".into(), parts }],
/// });
/// let svg = draw_svg(&chart, &Caption::default(), Language::Vi)?;
/// assert!(svg.contains("31 (63,3%)") && svg.contains("Mỗi ô vuông là 1\u{a0}nhiệm\u{a0}vụ"));
/// # Ok::<(), milepost::error::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Waffle {
    /// What is counted: `nhiệm vụ`, `hồ sơ`.
    pub unit: String,
    /// The groups, 1 to 12, in the order in which they are drawn.
    pub groups: Vec<WaffleGroup>,
}

/// One group: an office, a date.
#[derive(Debug, Clone, PartialEq)]
pub struct WaffleGroup {
    /// Its name.
    pub name: String,
    /// Its parts in whole numbers, which together are the group; at most six names in all groups.
    pub parts: Vec<super::Part>,
}

/// The most groups that can still be read on one page.
const MOST: usize = 12;
/// Squares in a row, and in a group at most.
const ACROSS: usize = 10;
const SQUARES: usize = 100;
/// What is reckoned for the words beside the squares of a group, and above and below them.
const BESIDE: f64 = 150.0;
const HEAD: f64 = 60.0;
/// The narrowest square with its gap.
const NARROWEST: f64 = 11.0;
/// Room between two groups.
const GAP: f64 = 30.0;

impl Form for Waffle {
    fn check(&self) -> Result<()> {
        some_rows("waffle", self.groups.iter().map(|group| group.parts.len()).sum())?;
        unit_of("waffle", &self.unit)?;
        if self.unit.trim().is_empty() {
            return Err(Error::usage("the chart `waffle` must say what a square is")
                .found("no unit")
                .expected("what is counted, e.g. `nhiệm vụ`, `hồ sơ`"));
        }
        let names = self.names().len();
        if self.groups.len() > MOST || names > shapes::MOST {
            return Err(Error::usage("the chart `waffle` has too much to tell apart")
                .found(format!("{} groups, {names} parts", self.groups.len()))
                .expected(format!("at most {MOST} groups and {} parts", shapes::MOST))
                .hint("add the smallest parts together, or split the groups over several charts"));
        }
        for group in &self.groups {
            not_negative("waffle", &group.name, group.known())?;
            if let Some(part) = group.known().find(|value| value.fract() != 0.0 || *value > 1e15) {
                return Err(Error::data(format!(
                    "the chart `waffle` counts whole things, not those of `{}`",
                    group.name
                ))
                .found(part.to_string())
                .expected("whole numbers of at most 15 digits"));
            }
            let twice = group
                .parts
                .iter()
                .enumerate()
                .find(|(i, part)| group.parts[..*i].iter().any(|other| other.name == part.name));
            if let Some((_, part)) = twice {
                return Err(Error::data(format!("the group `{}` has a part twice", group.name))
                    .found(&part.name)
                    .expected("each part once"));
            }
        }
        Ok(())
    }

    fn draw(&self, page: &mut Page, top: f64, language: Language) -> f64 {
        let names = self.names();
        let signs = names.iter().enumerate().map(|(i, name)| (Sign::Square(i), (*name).to_owned()));
        let y = legend(page, top, &signs.collect::<Vec<_>>());
        let mut y = page.paragraph(page.left, y - 6.0, page.room(), &self.square_is(language), SMALL) + 12.0;
        let (columns, pitch) = self.squares_on(page, y);
        let room = (page.room() - GAP * (columns - 1) as f64) / columns as f64;
        for row in self.groups.chunks(columns) {
            let heads: Vec<Vec<String>> =
                row.iter().map(|group| text::wrap(&self.heading(group, language), BODY.bold(), room)).collect();
            let plot = y + heads.iter().map(Vec::len).max().unwrap_or(0) as f64 * BODY.line() + 6.0;
            let mut bottom = plot;
            for (i, (group, head)) in row.iter().zip(&heads).enumerate() {
                let left = page.left + i as f64 * (room + GAP);
                let down = plot - 6.0 - head.len() as f64 * BODY.line();
                page.lines(left, down, Anchor::Start, head, BODY.bold());
                bottom = self.draw_group(page, group, (left, plot, room), (&names, pitch), language).max(bottom);
            }
            y = bottom + 22.0;
        }
        y - 10.0
    }

    fn describe(&self, language: Language) -> Vec<String> {
        let mut told = vec![self.square_is(language)];
        told.extend(self.groups.iter().map(|group| {
            let parts = group.parts.iter().map(|part| format!("{}: {}", part.name, group.figure(part, language)));
            format!("{} – {}", self.heading(group, language), parts.collect::<Vec<_>>().join("; "))
        }));
        told
    }
}

impl WaffleGroup {
    fn known(&self) -> impl Iterator<Item = f64> {
        self.parts.iter().filter_map(|part| part.value)
    }

    /// All things of the group; `None` where a part has no figure.
    fn total(&self) -> Option<f64> {
        self.parts.iter().map(|part| part.value).sum()
    }

    /// `31 (63,3%)`; without its share where the total is not known or zero.
    fn figure(&self, part: &super::Part, language: Language) -> String {
        match (part.value, self.total()) {
            (None, _) => words::NO_READING.get(language).to_lowercase(),
            (Some(value), Some(total)) if total > 0.0 => {
                format!("{} ({})", figure(value, "", &[], language), share(value, total, language))
            }
            (Some(value), _) => figure(value, "", &[], language),
        }
    }
}

impl Waffle {
    /// The names of all parts, as they first come.
    fn names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        for part in self.groups.iter().flat_map(|group| &group.parts) {
            if !names.contains(&part.name.as_str()) {
                names.push(part.name.as_str());
            }
        }
        names
    }

    /// Is a square one thing, in every group?
    fn one_each(&self) -> bool {
        self.groups.iter().all(|group| group.known().sum::<f64>() <= SQUARES as f64)
    }

    fn square_is(&self, language: Language) -> String {
        if self.one_each() {
            let unit = self.unit.trim().replace(' ', "\u{a0}");
            format!("{}\u{a0}{unit}.", words::ONE_SQUARE.get(language))
        } else {
            format!("{}.", words::ONE_PERCENT.get(language))
        }
    }

    /// `Sở Nội vụ · 49 nhiệm vụ`.
    fn heading(&self, group: &WaffleGroup, language: Language) -> String {
        match group.total() {
            Some(total) => format!("{} · {}", text::name(&group.name), figure(total, &self.unit, &[], language)),
            None => text::name(&group.name),
        }
    }

    /// Groups side by side, and the width of a square with its gap: as wide as the page leaves room for, where its height is
    /// given.
    fn squares_on(&self, page: &Page, top: f64) -> (usize, f64) {
        let count = self.groups.len();
        let usual = match count {
            1 => 1,
            2 | 4 => 2,
            _ => 3,
        };
        let Some(floor) = page.floor else { return (usual, if count == 1 { 26.0 } else { 15.0 }) };
        let most = self.groups.iter().map(|group| group.known().sum::<f64>()).fold(0.0, f64::max);
        let down = if self.one_each() { (most / ACROSS as f64).ceil().clamp(1.0, 10.0) } else { 10.0 };
        let pitch = |columns: usize| {
            let rows = count.div_ceil(columns) as f64;
            let wide = (page.room() - GAP * (columns - 1) as f64) / columns as f64 - BESIDE;
            (wide / ACROSS as f64).min(((floor - top) / rows - HEAD) / down)
        };
        let best = (1..=count).max_by(|a, b| pitch(*a).total_cmp(&pitch(*b))).unwrap_or(1);
        // Where they have no room either way, few rows run over least.
        let side_by_side = ((page.room() + GAP) / (ACROSS as f64 * NARROWEST + BESIDE + GAP)) as usize;
        let columns = if pitch(best) < NARROWEST { side_by_side.clamp(1, count) } else { best };
        (columns, pitch(columns).clamp(NARROWEST, 40.0).floor())
    }

    /// Squares on the left, and beside them what they are; gives back where both end.
    fn draw_group(
        &self,
        page: &mut Page,
        group: &WaffleGroup,
        (left, top, room): (f64, f64, f64),
        (names, pitch): (&[&str], f64),
        language: Language,
    ) -> f64 {
        let counts: Vec<f64> = group.parts.iter().map(|part| part.value.unwrap_or(0.0)).collect();
        let squares = match (self.one_each(), group.total()) {
            (true, _) => counts.iter().map(|count| *count as usize).collect(),
            (false, Some(_)) => shared_out(&counts, SQUARES),
            (false, None) => Vec::new(),
        };
        let place = |name: &str| names.iter().position(|other| *other == name).unwrap_or(0);
        let filled = group.parts.iter().zip(&squares).flat_map(|(part, n)| std::iter::repeat_n(place(&part.name), *n));
        let mut bottom = top;
        let at = |i: usize| (left + (i % ACROSS) as f64 * pitch, top + (i / ACROSS) as f64 * pitch);
        for (i, part) in filled.enumerate() {
            let (x, y) = at(i);
            shapes::square(page, part, Frame::new(x, y, x + pitch - 3.0, y + pitch - 3.0));
            bottom = y + pitch;
        }
        let mut before = 0;
        let beside = left + ACROSS as f64 * pitch + 12.0;
        let mut y = top - 4.0;
        for (i, part) in group.parts.iter().enumerate() {
            let from = y;
            Sign::Square(place(&part.name)).draw(page, (beside + 8.0, y + 11.0));
            let room = left + room - beside - 24.0;
            y = page.paragraph(beside + 24.0, y, room, &group.figure(part, language), BODY.bold());
            y = page.paragraph(beside + 24.0, y, room, &text::name(&part.name), SMALL) + 6.0;
            // A part is its squares, row by row, and the words beside them.
            let own = squares.get(i).copied().unwrap_or(0);
            let rows = (before..before + own).collect::<Vec<_>>();
            let rows = rows.chunk_by(|a, b| a / ACROSS == b / ACROSS).map(|row| {
                let ((x0, y0), (x1, y1)) = (at(row[0]), at(row[row.len() - 1]));
                ring(Frame::new(x0, y0, x1 + pitch - 3.0, y1 + pitch - 3.0))
            });
            let words = ring(Frame::new(beside, from, beside + 24.0 + room, y - 6.0));
            let said = format!("{} – {}: {}", group.name, part.name, group.figure(part, language));
            page.spot_in(rows.chain([words]).collect(), &said);
            before += own;
        }
        if group.total().is_none() && !self.one_each() {
            let why = words::NO_SQUARES.get(language);
            y = page.paragraph(beside, y, left + room - beside, why, SMALL.ink(QUIET));
        }
        bottom.max(y)
    }
}

/// The corners of a rectangle, one after the other.
fn ring(f: Frame) -> Vec<Point> {
    vec![(f.x0, f.y0), (f.x1, f.y0), (f.x1, f.y1), (f.x0, f.y1)]
}
