//! How much was allotted, how much spent, against the target share?

use super::figure::figure;
use super::marks::{Sign, legend};
use super::page::{Anchor, Page};
use super::place::{Frame, spread};
use super::scale::Axis;
use super::theme::{BODY, GRID, LINE, NOW, SMALL, SOFT, TARGET};
use super::{Form, finite, grid, not_negative, some_rows, text, words};
use crate::error::{Error, Result};
use crate::language::{Language, money};

/// Money allotted with the part of it that was disbursed, above its share of spending against the share promised.
///
/// ```
/// use milepost::charts::{Allotment, Budget, Caption, Chart, Disbursed, draw_svg};
/// use milepost::language::Language;
///
/// let chart = Chart::Budget(Budget {
///     allotments: vec![
///         Allotment { label: "Đầu năm 2025".into(), amount_dong: 159_000_000_000, share: Some(0.75) },
///         Allotment { label: "Đến 20/12/2025".into(), amount_dong: 197_548_000_000, share: Some(0.93) },
///     ],
///     disbursed: Some(Disbursed { amount_dong: None, share_of_allotted: 30.77 }),
///     target_share: Some(3.0),
///     target_text: "≥ 3% (2030)".into(),
/// });
/// let svg = draw_svg(&chart, &Caption::default(), Language::Vi)?;
/// assert!(svg.contains("197,548 tỷ đồng") && svg.contains("30,77%") && svg.contains("0,93%"));
/// # Ok::<(), milepost::error::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Budget {
    /// What was allotted, from the first to the latest.
    pub allotments: Vec<Allotment>,
    /// What was disbursed of the latest allotment; `None` draws nothing and is said.
    pub disbursed: Option<Disbursed>,
    /// The share of spending promised, in percent; `None` where none is.
    pub target_share: Option<f64>,
    /// The promise as printed, with its year: `≥ 3% (2030)`; nothing where there is none.
    pub target_text: String,
}

/// Money allotted at one time.
#[derive(Debug, Clone, PartialEq)]
pub struct Allotment {
    /// When, or in which decision.
    pub label: String,
    /// How much, in whole đồng.
    pub amount_dong: i128,
    /// Its share of total budget spending, in percent; `None` where total spending is not known.
    pub share: Option<f64>,
}

/// Money disbursed of the latest allotment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Disbursed {
    /// How much, in whole đồng; `None` where only the share was published.
    pub amount_dong: Option<i128>,
    /// Its share of the allotment, in percent.
    pub share_of_allotted: f64,
}

const NAME_ROOM: f64 = 220.0;
const LABEL_ROOM: f64 = 270.0;
const THICK: f64 = 26.0;

/// Where the bars stand between the names and the labels.
#[derive(Clone, Copy)]
struct Columns {
    from: f64,
    to: f64,
}

impl Form for Budget {
    fn check(&self) -> Result<()> {
        some_rows("budget", self.allotments.len())?;
        for allotment in &self.allotments {
            let share = allotment.share;
            not_negative("budget", &allotment.label, share.into_iter().chain([allotment.amount_dong as f64]))?;
        }
        finite("budget", &self.target_text, self.target_share)?;
        not_negative("budget", "disbursed", self.disbursed.map(|disbursed| disbursed.share_of_allotted))?;
        match self.disbursed.filter(|disbursed| disbursed.share_of_allotted > 100.0) {
            None => Ok(()),
            Some(disbursed) => Err(Error::data("more was disbursed than allotted")
                .found(format!("{}%", disbursed.share_of_allotted))
                .expected("at most 100% of the allotment")),
        }
    }

    fn draw(&self, page: &mut Page, top: f64, language: Language) -> f64 {
        let room = page.share(NAME_ROOM);
        let names: Vec<Vec<String>> = self.allotments.iter().map(|a| text::wrap(&a.label, BODY, room)).collect();
        let widest = names.iter().map(|lines| text::widest(lines, BODY)).fold(0.0, f64::max);
        let columns = Columns { from: page.left + widest + 20.0, to: page.right - page.share(LABEL_ROOM) - 14.0 };
        let mut signs = vec![(Sign::Patch(SOFT), words::ALLOTTED.get(language).to_owned())];
        if self.disbursed.is_some() {
            signs.push((Sign::Patch(NOW), words::DISBURSED.get(language).to_owned()));
        }
        let mut y = page.paragraph(page.left, top, page.room(), words::AMOUNTS.get(language), BODY.bold()) + 4.0;
        y = legend(page, y, &signs);
        y = self.amounts(page, y, &names, columns, language) + 22.0;
        y = page.paragraph(page.left, y, page.room(), words::SHARES.get(language), BODY.bold()) + 4.0;
        if self.allotments.iter().all(|allotment| allotment.share.is_none()) {
            return page.paragraph(page.left, y, page.room(), words::NO_SHARES.get(language), BODY);
        }
        self.shares(page, y, &names, columns, language)
    }

    fn describe(&self, language: Language) -> Vec<String> {
        let one = |a: &Allotment| {
            let share = a.share.map(|share| format!(" ({})", self.share(share, language))).unwrap_or_default();
            format!("{}: {}{share}", a.label, money(a.amount_dong, language))
        };
        let mut told: Vec<String> = self.allotments.iter().map(one).collect();
        told.push(self.disbursement(language));
        if self.allotments.iter().all(|a| a.share.is_none()) {
            told.push(words::NO_SHARES.get(language).to_owned());
        }
        if self.target_share.is_some() {
            told.push(format!("{}: {}", words::TARGET.get(language), self.target_text));
        }
        told
    }
}

impl Budget {
    /// A share as figures beside the target are written.
    fn share(&self, share: f64, language: Language) -> String {
        figure(share, "%", self.target_share.as_slice(), language)
    }

    /// What was disbursed, in words.
    fn disbursement(&self, language: Language) -> String {
        let Some(disbursed) = self.disbursed else { return words::NO_DISBURSEMENT.get(language).to_owned() };
        // Shares of money are published with two decimals.
        let share = crate::language::percent(disbursed.share_of_allotted, 2, language);
        let share = format!("{} {share} {}", words::DISBURSED.get(language), words::OF_ALLOTTED.get(language));
        match disbursed.amount_dong {
            Some(amount) => format!("{share} ({})", money(amount, language)),
            None => share,
        }
    }

    fn amounts(&self, page: &mut Page, top: f64, names: &[Vec<String>], columns: Columns, language: Language) -> f64 {
        let most = self.allotments.iter().map(|a| a.amount_dong as f64).fold(0.0, f64::max);
        let room = page.share(LABEL_ROOM);
        let axis = Axis::new(0.0, if most > 0.0 { most } else { 1.0 }, columns.from, columns.to);
        let mut y = top;
        for (i, (allotment, name)) in self.allotments.iter().zip(names).enumerate() {
            let latest = i + 1 == self.allotments.len();
            let mut said = text::wrap(&money(allotment.amount_dong, language), BODY.bold(), room);
            let rest = if latest { text::wrap(&self.disbursement(language), SMALL, room) } else { Vec::new() };
            let words = said.len() as f64 * BODY.line() + rest.len() as f64 * SMALL.line();
            let height = words.max(name.len() as f64 * BODY.line()).max(THICK) + 14.0;
            let middle = y + height / 2.0;
            page.lines(page.left, middle - name.len() as f64 * BODY.line() / 2.0, Anchor::Start, name, BODY);
            let bar = Frame::new(
                columns.from,
                middle - THICK / 2.0,
                axis.at(allotment.amount_dong as f64),
                middle + THICK / 2.0,
            );
            page.block(bar, SOFT);
            page.spot(bar, &format!("{}: {}", allotment.label, money(allotment.amount_dong, language)));
            if latest && self.disbursed.is_none() {
                page.spot(Frame { x1: bar.x0 + 8.0, ..bar }, &self.disbursement(language));
            }
            if let Some(disbursed) = self.disbursed.filter(|_| latest) {
                let to = bar.x0 + bar.width() * disbursed.share_of_allotted / 100.0;
                page.block(Frame { x1: to, ..bar }, NOW);
                page.spot(Frame { x1: to, ..bar }, &self.disbursement(language));
            }
            page.outline(bar, 1.0, LINE);
            let after = page.lines(
                columns.to + 14.0,
                middle - words / 2.0,
                Anchor::Start,
                &std::mem::take(&mut said),
                BODY.bold(),
            );
            page.lines(columns.to + 14.0, after, Anchor::Start, &rest, SMALL);
            y += height;
        }
        y
    }

    fn shares(&self, page: &mut Page, top: f64, names: &[Vec<String>], columns: Columns, language: Language) -> f64 {
        let values = self.allotments.iter().filter_map(|a| a.share).chain(self.target_share).chain([0.0]);
        let axis = Axis::around(values, false, columns.from, columns.to);
        let promised = format!("{}: {}", words::TARGET.get(language), self.target_text);
        let target = self.target_share.map(|share| axis.at(share));
        let first = target.map_or(top, |target| {
            let lines = text::wrap(&promised, BODY.bold(), page.room());
            let width = text::widest(&lines, BODY.bold());
            let centre = spread(&[(target, width)], page.left, page.right, 0.0)
                .map_or((page.left + page.right) / 2.0, |at| at[0]);
            page.lines(centre, top, Anchor::Middle, &lines, BODY.bold().ink(TARGET)) + 8.0
        });
        let behind = page.marks.len();
        let mut y = first;
        for (allotment, name) in self.allotments.iter().zip(names) {
            let height = (name.len() as f64 * BODY.line()).max(THICK) + 14.0;
            let middle = y + height / 2.0;
            page.lines(page.left, middle - name.len() as f64 * BODY.line() / 2.0, Anchor::Start, name, BODY);
            y += height;
            let Some(value) = allotment.share else {
                page.words(columns.from, middle + 5.0, Anchor::Start, words::NO_READING.get(language), SMALL);
                continue;
            };
            let bar = Frame::new(columns.from, middle - THICK / 2.0, axis.at(value), middle + THICK / 2.0);
            page.block(bar, SOFT);
            page.outline(bar, 1.0, LINE);
            let share = self.share(value, language);
            page.words(columns.to + 14.0, middle + 5.0, Anchor::Start, &share, BODY.bold());
            page.spot(bar, &format!("{} – {}: {share}", allotment.label, words::SHARES.get(language)));
        }
        let drawn = page.marks.split_off(behind);
        for (x, label) in grid::tick_labels(&axis, "%", language) {
            page.line(&[(x, first), (x, y)], 1.0, GRID);
            page.words(x, y + 16.0, Anchor::Middle, &label, SMALL);
        }
        page.marks.extend(drawn);
        if let Some(target) = target {
            page.line(&[(target, first - 4.0), (target, y)], 3.0, TARGET);
            page.spot(Frame::new(target - 5.0, first - 4.0, target + 5.0, y), &promised);
        }
        y + 26.0
    }
}
