//! Which areas differ from the whole by more than chance?

mod row;

use super::figure::figure;
use super::marks::{Sign, legend};
use super::page::{Anchor, Page};
use super::place::Frame;
use super::scale::Axis;
use super::theme::{BANDS, BODY, GRID, SMALL, TEXT};
use super::{Form, finite, grid, not_negative, side_by_side, some_rows, text, unit_of, words};
use crate::error::Result;
use crate::language::{Language, compare, decimal};
use row::{Verdict, name_room};

/// Areas sorted by their figure, the highest first, each within the limits that chance gives an area of its size.
///
/// The limits are those of a funnel plot ([`funnel_limits`](crate::statistics::funnel_limits)): inside them an area is not
/// told apart from the whole, however far up or down it stands in the list.
///
/// ```
/// use milepost::charts::{Caption, Chart, Ranking, RankingRow, draw_svg};
/// use milepost::language::Language;
///
/// let row = RankingRow {
///     name: "Xã Mường Chanh".into(),
///     value: Some(70.0),
///     denominator: Some(20.0),
///     limits_95: Some((70.4, 100.0)),
///     limits_998: Some((58.5, 100.0)),
/// };
/// let whole = (Some(88.4), "Tỉnh Sơn La".to_owned());
/// let chart = Chart::Ranking(Ranking { unit: "%".into(), whole: whole.0, whole_name: whole.1, rows: vec![row] });
/// let svg = draw_svg(&chart, &Caption::default(), Language::Vi)?;
/// assert!(svg.contains("Tỉnh Sơn La: 88,4%") && svg.contains("Thấp hơn giới hạn 95%"));
/// # Ok::<(), milepost::error::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ranking {
    /// Unit of the figures.
    pub unit: String,
    /// What the areas are held against: the figure of all of them together.
    pub whole: Option<f64>,
    /// Its name: `Tỉnh Sơn La`.
    pub whole_name: String,
    /// The areas, in any order.
    pub rows: Vec<RankingRow>,
}

/// One area.
#[derive(Debug, Clone, PartialEq)]
pub struct RankingRow {
    /// Its name, wrapped where long.
    pub name: String,
    /// Its figure; `None` draws nothing and is said, below the others.
    pub value: Option<f64>,
    /// How many cases its figure rests on, as printed beside it.
    pub denominator: Option<f64>,
    /// Where 95 of 100 areas of its size and the rate of the whole lie; `None` where its size is not known.
    pub limits_95: Option<(f64, f64)>,
    /// The same for 998 of 1,000.
    pub limits_998: Option<(f64, f64)>,
}

/// Where the columns of a row stand.
struct Columns {
    axis: Axis,
    /// Right ends of the figures and of the numbers of cases, left end of the words.
    value: f64,
    cases: f64,
    verdict: f64,
    /// Is there room for the words?
    worded: bool,
}

const GAP: f64 = 18.0;
/// No column is narrower; from this width on it has room for words.
const LEAST: f64 = 420.0;
const WORDED: f64 = 600.0;

impl Form for Ranking {
    fn check(&self) -> Result<()> {
        some_rows("ranking", self.rows.len())?;
        unit_of("ranking", &self.unit)?;
        finite("ranking", &self.whole_name, self.whole)?;
        for row in &self.rows {
            finite("ranking", &row.name, row.values())?;
            not_negative("ranking", &row.name, row.denominator)?;
            row.check_limits(self.whole.is_some())?;
        }
        Ok(())
    }

    fn draw(&self, page: &mut Page, top: f64, language: Language) -> f64 {
        let rows = self.sorted();
        let y = self.legend(page, top, language);
        let [counted, chance] = self.summary(language);
        let y = page.paragraph(page.left, y, page.room(), &counted, BODY);
        let y = page.paragraph(page.left, y, page.room(), &chance, SMALL) + 12.0;
        side_by_side::columns(page, y, rows.len(), LEAST, |page, top, range| {
            self.draw_rows(page, top, &rows[range], &rows, language)
        })
    }

    fn describe(&self, language: Language) -> Vec<String> {
        let whole = self.whole_said(language);
        let rows = self.sorted().into_iter().map(|row| row.describe(self, language));
        std::iter::once(whole).chain(self.summary(language)).chain(rows).collect()
    }
}

impl Ranking {
    /// Some of the rows on their axis; gives back where they end.
    fn draw_rows(
        &self,
        page: &mut Page,
        top: f64,
        rows: &[&RankingRow],
        all: &[&RankingRow],
        language: Language,
    ) -> f64 {
        let columns = self.columns(page, all, language);
        let first = top + SMALL.line() + 8.0;
        let behind = page.marks.len();
        let mut y = first;
        for row in rows {
            let top = y;
            y = row.draw(page, y, self, &columns, language);
            page.spot(Frame::new(page.left, top, page.right, y), &row.describe(self, language));
        }
        let drawn = page.marks.split_off(behind);
        // The bands lie behind the line of the whole, and the signs before it.
        grid::upright(page, &columns.axis, &self.unit, (first, y), language);
        if rows.iter().any(|row| row.denominator.is_some()) {
            page.words(columns.cases, first - 5.0, Anchor::End, "n", SMALL);
        }
        let mut bottom = first;
        for row in rows {
            page.line(&[(page.left, bottom), (page.right, bottom)], 1.0, GRID);
            bottom = row.draw_bands(page, bottom, &columns.axis);
        }
        page.line(&[(page.left, bottom), (page.right, bottom)], 1.0, GRID);
        if let Some(whole) = self.whole {
            let x = columns.axis.at(whole);
            page.line(&[(x, first), (x, y)], 2.0, TEXT);
        }
        page.marks.extend(drawn);
        if y - first > grid::TALL { y + 24.0 } else { y + 4.0 }
    }

    /// The highest first, equal ones by name, those without a figure last.
    fn sorted(&self) -> Vec<&RankingRow> {
        let mut rows: Vec<&RankingRow> = self.rows.iter().collect();
        rows.sort_by(|a, b| {
            let order = |row: &RankingRow| row.value.unwrap_or(f64::NEG_INFINITY);
            order(b).total_cmp(&order(a)).then_with(|| compare(&a.name, &b.name))
        });
        rows
    }

    /// A figure that is never rounded into that of the whole.
    fn figure(&self, value: f64, language: Language) -> String {
        figure(value, &self.unit, self.whole.as_slice(), language)
    }

    fn whole_said(&self, language: Language) -> String {
        let value = self.whole.map(|whole| figure(whole, &self.unit, &[], language));
        let value = value.unwrap_or_else(|| words::NO_READING.get(language).to_lowercase());
        format!("{}: {value}", text::name(&self.whole_name))
    }

    fn count(&self, verdict: Verdict) -> usize {
        self.rows.iter().filter(|row| row.verdict() == verdict).count()
    }

    /// Is any area held against limits?
    fn has_limits(&self) -> bool {
        self.rows.iter().any(|row| row.limits_95.or(row.limits_998).is_some())
    }

    fn legend(&self, page: &mut Page, top: f64, language: Language) -> f64 {
        let mut signs = Vec::new();
        let mut add = |is_there: bool, sign, said: String| is_there.then(|| signs.push((sign, said)));
        add(true, if self.whole.is_some() { Sign::Line(TEXT) } else { Sign::Missing }, self.whole_said(language));
        let any = |limits: fn(&RankingRow) -> Option<(f64, f64)>| self.rows.iter().any(|row| limits(row).is_some());
        add(any(|row| row.limits_95), Sign::Patch(BANDS[3]), words::LIMITS_95.get(language).into());
        add(any(|row| row.limits_998), Sign::Patch(BANDS[1]), words::LIMITS_998.get(language).into());
        for verdict in Verdict::ALL {
            let told = verdict.legend(language).filter(|_| self.has_limits());
            add(self.count(verdict) > 0 && told.is_some(), verdict.sign(), told.unwrap_or_default().into());
        }
        legend(page, top, &signs)
    }

    /// How many lie where, and how many would by chance.
    fn summary(&self, language: Language) -> [String; 2] {
        let counted: Vec<String> = Verdict::ALL
            .into_iter()
            .filter(|verdict| self.count(*verdict) > 0 && (self.has_limits() || *verdict == Verdict::NoFigure))
            .map(|verdict| format!("{}: {}", verdict.words(language), self.count(verdict)))
            .collect();
        let judged = Verdict::ALL.into_iter().filter(|v| v.is_judged()).map(|v| self.count(v)).sum::<usize>();
        let mut chance = String::new();
        if judged > 0 {
            chance.push_str(words::BY_CHANCE.get(language));
            let expected = judged as f64 * 0.05;
            if expected >= 1.0 {
                let (n, k) = (decimal(judged as f64, 0, language), decimal(expected, 0, language));
                let of = language.say_with("chart-by-chance-of", &[("n", &n), ("k", &k)]);
                chance = format!("{chance}; {of}");
            }
            chance.push('.');
        }
        [counted.join("; "), chance]
    }

    fn columns(&self, page: &Page, rows: &[&RankingRow], language: Language) -> Columns {
        let room = name_room(page);
        let widest = |texts: &mut dyn Iterator<Item = f64>| texts.fold(0.0, f64::max);
        let name = |row: &&RankingRow| text::widest(&text::wrap(&row.name, BODY, room), BODY);
        let names = widest(&mut rows.iter().map(name));
        let value = |row: &&RankingRow| row.value.map(|value| text::width(&self.figure(value, language), BODY.bold()));
        let values = widest(&mut rows.iter().filter_map(value));
        let cases = |row: &&RankingRow| row.cases(language).map(|cases| text::width(&cases, SMALL));
        let cases = widest(&mut rows.iter().filter_map(cases));
        let told = |row: &&RankingRow| text::width(row.told(self, language), SMALL.bold());
        // In narrow columns the signs speak alone, and the legend says what they mean.
        let worded = page.room() >= WORDED;
        let told = if worded { widest(&mut rows.iter().map(told)) } else { 0.0 };
        let verdict = page.right - told;
        let cases_end = if told > 0.0 { verdict - GAP } else { page.right };
        let values_end = if cases > 0.0 { cases_end - cases - GAP } else { cases_end };
        let drawn = self.rows.iter().flat_map(RankingRow::values).chain(self.whole);
        // The figures of the axis stand out beyond its ends by half their width.
        let drawn: Vec<f64> = drawn.collect();
        let half = grid::widest_label(&Axis::tight(drawn.iter().copied(), 0.0, 1.0), &self.unit, language) / 2.0;
        let (start, end) = (page.left + half.max(names + 24.0), values_end - half.max(values) - GAP - 8.0);
        let axis = Axis::tight(drawn, start, end);
        Columns { axis, value: values_end, cases: cases_end, verdict, worded }
    }
}
