//! Finding a recipe's table on a sheet by its labels: which column holds what, and where the rows begin.

use super::grid::{Grid, Path, text};
use super::labels::{distance, folded};
use super::title::{self, TitleValue};
use super::units::units;
use super::{Accumulation, Column, From, Reads, Recipe};
use crate::catalog::Value;
use crate::language::nfc;
use crate::observations::meaning::{self, Areas, Unit};
use crate::sources::{Batch, Merge};
use std::collections::BTreeSet;

/// Header rows are looked for among this many rows of a sheet.
pub const HEAD_ROWS: usize = 120;
/// A header has at most this many rows.
const DEEPEST: usize = 5;

/// A recipe's table, found on a sheet.
#[derive(Debug, Clone)]
pub struct Binding {
    /// First and last row of the header, as the sheet counts.
    pub header: (u64, u64),
    /// Columns that serve every band: (position in the recipe, column of the sheet).
    pub fixed: Vec<(usize, usize)>,
    /// Bands of columns, each of which makes a row of its own; one with no value of its own where nothing stands across.
    pub bands: Vec<Band>,
    /// Values that stand above the table: (position in the recipe, values of its fields, cell).
    pub titles: Vec<(usize, TitleValue)>,
    /// The unit of each column of the sheet that holds figures: (column of the sheet, unit, where it is said).
    pub units: Vec<(usize, Unit)>,
    /// Labels of columns that the recipe does not use: (column of the sheet, label).
    pub unused: Vec<(usize, String)>,
    /// Columns of the recipe that are not on the sheet and need not be.
    pub absent: Vec<usize>,
    /// Labels of all columns as found: (column of the sheet, path).
    pub labels: Vec<(usize, String)>,
    /// Is there nothing below the header in the first rows?
    pub is_blank: bool,
}

/// One band.
#[derive(Debug, Clone, Default)]
pub struct Band {
    /// What its label says: values for the fields of the `wide` column.
    pub value: Option<Vec<Value>>,
    /// Its columns: (position in the recipe, column of the sheet).
    pub columns: Vec<(usize, usize)>,
}

/// Why a recipe's table is not on a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Miss {
    /// What is wrong.
    pub code: &'static str,
    /// The cell, where there is one: row as the sheet counts, column from 0.
    pub cell: Option<(u64, usize)>,
    /// The column of the table that is concerned.
    pub field: String,
    /// What was found there.
    pub found: String,
    /// What was looked for.
    pub expected: String,
    /// The likeliest meant label or value, never taken by itself.
    pub suggestion: Option<String>,
    /// How many labels were found nevertheless: the recipe that comes nearest is named in messages.
    pub matched: usize,
}

impl Miss {
    /// A miss of no particular cell.
    pub fn plain(code: &'static str) -> Miss {
        Miss {
            code,
            cell: None,
            field: String::new(),
            found: String::new(),
            expected: String::new(),
            suggestion: None,
            matched: 0,
        }
    }
}

/// Why a recipe's table cannot be read from a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Unbound {
    /// The reasons, the gravest first.
    pub misses: Vec<Miss>,
    /// The header is there, and nothing below it: a sheet that was sent in blank.
    pub is_blank_form: bool,
}

/// Finds the recipe's table in the first rows of a sheet.
///
/// # Errors
/// Every reason why it is not there; the first is the gravest.
pub fn bind(recipe: &Recipe, head: &Batch, merges: &[Merge], areas: &Areas) -> Result<Binding, Unbound> {
    let grid = Grid::new(head, merges);
    let wanted: Vec<Vec<Vec<String>>> = recipe.columns.iter().map(label_parts).collect();
    let mut best: Option<Found> = None;
    // A header has at least one label of the recipe in it: all other rows are passed over.
    let lowest: BTreeSet<&str> = wanted.iter().flatten().filter_map(|l| l.last()).map(String::as_str).collect();
    let has_label: Vec<bool> = (0..head.len()).map(|r| lowest.is_empty() || grid.has_any(r, &lowest)).collect();
    for bottom in 0..head.len().min(HEAD_ROWS) {
        for depth in 1..=DEEPEST.min(bottom + 1) {
            if !has_label[bottom + 1 - depth..=bottom].contains(&true) {
                continue;
            }
            // Rows of one header stand under one another.
            if head.row(bottom).number - head.row(bottom + 1 - depth).number != depth as u64 - 1 {
                break;
            }
            let paths = grid.paths(bottom + 1 - depth, bottom);
            let found = assign(recipe, &wanted, paths, areas, (bottom + 1 - depth, bottom));
            if found.score() > best.as_ref().map_or((0, 0), Found::score) {
                best = Some(found);
            }
        }
    }
    // One label alone stands on many a sheet.
    let labelled = wanted.iter().filter(|w| !w.is_empty()).count();
    let Some(found) = best.filter(|f| f.matched() >= labelled.min(2)) else {
        let expected = recipe.columns.iter().filter_map(|c| c.labels.first()).cloned().collect::<Vec<_>>().join(", ");
        let miss = Miss { expected, ..Miss::plain("no-header") };
        return Err(Unbound { misses: vec![miss], is_blank_form: false });
    };
    let mut misses = found.misses(recipe, head);
    let top = found.rows.0;
    let mut titles = Vec::new();
    for (position, column) in recipe.columns.iter().enumerate().filter(|(_, c)| c.from == From::Title) {
        match title::read(column, recipe.locale, head, top, areas) {
            Ok(value) => titles.push((position, value)),
            Err(mut miss) => {
                miss.matched = found.matched();
                if column.required || miss.code != "title-missing" {
                    misses.push(*miss);
                }
            }
        }
    }
    misses.extend(accumulation_contradicted(recipe, head, top, &found));
    let units = units(recipe, head, top, &found, &mut misses);
    if !misses.is_empty() {
        let is_blank_form = misses.iter().all(|m| m.code == "title-missing") && !found.has_figures_below(recipe, head);
        return Err(Unbound { misses, is_blank_form });
    }
    Ok(found.into_binding(recipe, head, titles, units))
}

/// The labels of a column, each as its compared parts from the top of the header.
fn label_parts(column: &Column) -> Vec<Vec<String>> {
    if column.from != From::Column {
        return Vec::new();
    }
    column.labels.iter().map(|l| l.split(" / ").map(folded).collect()).collect()
}

/// An attempt with certain header rows.
pub struct Found {
    pub rows: (usize, usize),
    pub paths: Vec<Path>,
    pub fixed: Vec<(usize, usize)>,
    pub bands: Vec<Band>,
    /// Columns of the sheet that answer to one column of the recipe equally well.
    doubles: Vec<(usize, Vec<usize>)>,
    /// Columns of the recipe that were found by a label of their own.
    named: BTreeSet<usize>,
}

impl Found {
    /// Columns of the recipe that were found by a label of their own.
    pub fn matched(&self) -> usize {
        self.named.len()
    }

    /// Columns of the sheet that serve.
    fn columns(&self) -> usize {
        self.fixed.len() + self.bands.iter().map(|b| b.columns.len()).sum::<usize>()
    }

    /// More columns found, then fewer that answer twice, then the shallower header (tried first).
    fn score(&self) -> (usize, usize) {
        (self.columns(), usize::MAX - self.doubles.len())
    }
}

/// Which column of the sheet answers to which column of the recipe.
fn assign(
    recipe: &Recipe,
    wanted: &[Vec<Vec<String>>],
    paths: Vec<Path>,
    areas: &Areas,
    rows: (usize, usize),
) -> Found {
    let mut bands: Vec<Band> = Vec::new();
    let mut fixed = Vec::new();
    let mut doubles = Vec::new();
    let mut within: Vec<(usize, Path)> = Vec::new();
    let mut named = BTreeSet::new();
    for (c, path) in paths.iter().enumerate() {
        match recipe.wide.as_ref().and_then(|wide| super::wide::split(wide, recipe, &path.written, areas)) {
            Some((values, rest)) => {
                let rest = Path { compared: rest.iter().map(|r| folded(r)).collect(), written: rest };
                let band = match bands.iter().position(|b| b.value.as_ref() == Some(&values)) {
                    Some(at) => at,
                    None => {
                        bands.push(Band { value: Some(values), columns: Vec::new() });
                        bands.len() - 1
                    }
                };
                let is_named = !rest.compared.is_empty();
                let position = if rest.compared.is_empty() {
                    recipe
                        .wide
                        .as_ref()
                        .and_then(|w| w.value.as_ref())
                        .and_then(|v| recipe.columns.iter().position(|c| &c.name == v))
                } else {
                    best_column(wanted, &rest)
                };
                if let Some(position) = position {
                    if is_named {
                        named.insert(position);
                    }
                    bands[band].columns.push((position, c));
                }
            }
            None => within.push((c, path.clone())),
        }
    }
    bands.retain(|b| !b.columns.is_empty());
    for (position, labels) in wanted.iter().enumerate() {
        let lengths: Vec<(usize, usize)> =
            within.iter().map(|(c, path)| (path.ends_with(labels), *c)).filter(|(n, _)| *n > 0).collect();
        let longest = lengths.iter().map(|(n, _)| *n).max().unwrap_or(0);
        let mut columns: Vec<usize> = lengths.iter().filter(|(n, _)| *n == longest).map(|(_, c)| *c).collect();
        // "Kinh phí (kế hoạch)" and "Kinh phí (thực hiện)" differ in their brackets alone: to the letter, then.
        if columns.len() > 1 {
            let exact = |c: &usize| {
                recipe.columns[position]
                    .labels
                    .iter()
                    .any(|l| to_the_letter(&paths[*c].written.join(" / ")).ends_with(&to_the_letter(l)))
            };
            let exactly: Vec<usize> = columns.iter().copied().filter(exact).collect();
            if exactly.len() == 1 {
                columns = exactly;
            }
        }
        if !columns.is_empty() {
            named.insert(position);
        }
        match columns[..] {
            [] => {}
            [one] => fixed.push((position, one)),
            _ => {
                fixed.push((position, columns[0]));
                doubles.push((position, columns));
            }
        }
    }
    if bands.is_empty() {
        bands.push(Band::default());
    }
    Found { rows, paths, fixed, bands, doubles, named }
}

/// A label with its brackets, in lower case, composed, with single spaces.
fn to_the_letter(label: &str) -> String {
    nfc(label).to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn best_column(wanted: &[Vec<Vec<String>>], path: &Path) -> Option<usize> {
    (0..wanted.len())
        .map(|p| (path.ends_with(&wanted[p]), p))
        .filter(|(n, _)| *n > 0)
        .max_by_key(|(n, p)| (*n, usize::MAX - p))
        .map(|(_, p)| p)
}

impl Found {
    /// What stands in the way of reading the table here.
    fn misses(&self, recipe: &Recipe, head: &Batch) -> Vec<Miss> {
        let bottom = head.row(self.rows.1).number;
        let mut misses = Vec::new();
        let taken: Vec<usize> =
            self.fixed.iter().chain(self.bands.iter().flat_map(|b| &b.columns)).map(|(_, c)| *c).collect();
        for (position, column) in recipe.columns.iter().enumerate() {
            let is_found =
                self.fixed.iter().chain(self.bands.iter().flat_map(|b| &b.columns)).any(|(p, _)| *p == position);
            let across = recipe.wide.as_ref().is_some_and(|w| w.name == column.name);
            if column.from != From::Column || is_found || across && self.bands.iter().any(|b| b.value.is_some()) {
                continue;
            }
            let wanted = column.labels.first().cloned().unwrap_or_else(|| column.name.clone());
            let near = self.nearest(&wanted, &taken);
            // A column that may be absent and has a near label on the sheet was more likely renamed than left out.
            if !column.required && near.as_ref().is_none_or(|(d, ..)| *d > 0.35) {
                continue;
            }
            misses.push(Miss {
                code: if near.is_some() { "label-renamed" } else { "label-missing" },
                cell: near.as_ref().map(|(_, c, _)| (bottom, *c)),
                field: column.name.clone(),
                found: near.as_ref().map(|(_, _, label)| label.clone()).unwrap_or_default(),
                expected: column.labels.join("; "),
                suggestion: None,
                matched: self.matched(),
            });
        }
        for (position, columns) in &self.doubles {
            let column = &recipe.columns[*position];
            misses.push(Miss {
                code: "label-twice",
                cell: columns.last().map(|c| (bottom, *c)),
                field: column.name.clone(),
                found: columns.iter().map(|c| self.paths[*c].written.join(" / ")).collect::<Vec<_>>().join("; "),
                expected: column.labels.join("; "),
                suggestion: None,
                matched: self.matched(),
            });
        }
        misses
    }

    /// Is there a row below the header with more than what is filled down?
    fn has_figures_below(&self, recipe: &Recipe, head: &Batch) -> bool {
        (self.rows.1 + 1..head.len()).map(|r| head.row(r)).any(|row| {
            let is_key = |c: usize| self.fixed.iter().any(|(p, at)| *at == c && recipe.columns[*p].fill_down);
            (0..row.width()).any(|c| !row.cell(c).is_empty() && !is_key(c))
        })
    }

    /// The label on the sheet that is most like the one wanted, among columns that serve nothing else.
    fn nearest(&self, wanted: &str, taken: &[usize]) -> Option<(f64, usize, String)> {
        let wanted = folded(&wanted.replace(" / ", " "));
        let free = self.paths.iter().enumerate().filter(|(c, p)| !taken.contains(c) && !p.written.is_empty());
        free.map(|(c, p)| (distance(&wanted, &folded(&p.written.join(" "))), c, p.written.join(" / ")))
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .filter(|(d, ..)| *d < 0.6)
    }

    fn into_binding(
        self,
        recipe: &Recipe,
        head: &Batch,
        titles: Vec<(usize, TitleValue)>,
        units: Vec<(usize, Unit)>,
    ) -> Binding {
        let is_blank = head.len() < HEAD_ROWS && !self.has_figures_below(recipe, head);
        let used =
            |c: usize| self.fixed.iter().chain(self.bands.iter().flat_map(|b| &b.columns)).any(|(_, at)| *at == c);
        let labels: Vec<(usize, String)> = self
            .paths
            .iter()
            .enumerate()
            .filter(|(_, p)| !p.written.is_empty())
            .map(|(c, p)| (c, p.written.join(" / ")))
            .collect();
        let found: Vec<usize> =
            self.fixed.iter().chain(self.bands.iter().flat_map(|b| &b.columns)).map(|(p, _)| *p).collect();
        let across = recipe.wide.as_ref().map(|w| w.name.as_str());
        let absent = (0..recipe.columns.len())
            .filter(|p| {
                let column = &recipe.columns[*p];
                column.from == From::Column && !found.contains(p) && across != Some(column.name.as_str())
            })
            .collect();
        Binding {
            header: (head.row(self.rows.0).number, head.row(self.rows.1).number),
            unused: labels.iter().filter(|(c, _)| !used(*c)).cloned().collect(),
            labels,
            is_blank,
            fixed: self.fixed,
            bands: self.bands,
            titles,
            units,
            absent,
        }
    }
}

/// Figures since the first day of the year and figures of one period are never mixed: a form that says it holds the one
/// is not read by a recipe that expects the other.
fn accumulation_contradicted(recipe: &Recipe, head: &Batch, top: usize, found: &Found) -> Option<Miss> {
    let figures: Vec<usize> = found
        .fixed
        .iter()
        .chain(found.bands.iter().flat_map(|b| &b.columns))
        .filter(|(p, _)| matches!(recipe.columns[*p].reads, Reads::Count | Reads::Money | Reads::Number))
        .map(|(_, c)| *c)
        .collect();
    let above = (0..top).flat_map(|r| {
        let row = head.row(r);
        (0..row.width()).filter_map(move |c| text(row.cell(c)).map(|t| (row.number, c, t)))
    });
    let bottom = head.row(found.rows.1).number;
    let over = figures.iter().map(|c| (bottom, *c, found.paths[*c].written.join(" / ")));
    let contradicts = |said: &str| match recipe.accumulates {
        Accumulation::Period => meaning::says_cumulative(said),
        Accumulation::YearToDate => says_single_period(said),
    };
    above.chain(over).find(|(_, _, said)| contradicts(said)).map(|(row, column, said)| Miss {
        code: "accumulation-contradicted",
        cell: Some((row, column)),
        field: String::new(),
        found: said,
        expected: recipe.accumulates.word().to_owned(),
        suggestion: None,
        matched: found.matched(),
    })
}

/// Does a label say that its figures are those of one period alone?
fn says_single_period(said: &str) -> bool {
    let said = folded(said);
    ["trong tháng", "trong quý", "trong kỳ", "phát sinh trong kỳ"].iter().any(|words| said.contains(&folded(words)))
}
