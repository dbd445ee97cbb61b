//! The rows below the header: each becomes records, or is set aside with its reasons, or is left out by a rule of the
//! recipe. Every row is one of the three, and counted.

mod checks;
mod left_out;
mod outcome;
mod shown;
mod totals;

pub use outcome::{CellTrouble, Count, LeftOut, SetAside, Understood};
pub use shown::shown;

use super::binding::{Band, Binding};
use super::cell::{CellReader, Outcome};
use super::labels::folded;
use super::slot::Slot;
use super::table::Builders;
use super::{Reads, Recipe};
use crate::observations::meaning::Areas;
use crate::sources::{Batch, Row};
use left_out::Label;
use std::collections::HashMap;
use totals::{Doubtful, Sum};

/// How many rows of one sheet are set aside before it is refused: more, and the recipe is not that of this form.
pub const MOST_SET_ASIDE: u64 = 50_000;

/// How many keys of one sheet are remembered to find rows that stand twice; beyond that the store looks.
pub const MOST_KEYS: usize = 2_000_000;

/// Reads the rows of one sheet by one recipe.
pub struct RowReader<'a> {
    recipe: &'a Recipe,
    binding: &'a Binding,
    cells: CellReader<'a>,
    /// The scratch row: one slot for each field.
    slots: Vec<Slot>,
    text: String,
    missing: String,
    filled_down: Vec<Option<(Vec<Slot>, String)>>,
    fields_at: Vec<usize>,
    /// For each band, where each column of the recipe is read from.
    steps: Vec<Vec<Step>>,
    /// The lowest label over each column of the recipe, as compared.
    last_labels: Vec<(usize, String)>,
    totals: Vec<String>,
    footnotes: Vec<String>,
    excluded: Vec<(String, String)>,
    /// Sums of each column of the sheet that holds figures.
    sums: HashMap<usize, Sum>,
    /// Totals that are not the sum of what stands above: perhaps of what stands below.
    doubtful: Vec<Doubtful>,
    in_footnotes: bool,
    any_set_aside: bool,
    count: Count,
    builders: Builders,
    hits: Vec<u64>,
    /// Fields of the key, by their place in the table.
    key: Vec<usize>,
    keys: HashMap<u128, u64>,
}

/// Where a column of the recipe is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// It is the same in every row.
    Constant,
    /// It is what the band's label says.
    Band,
    /// A column of the sheet; is it the band's own?
    Cell(usize, bool),
    /// Nowhere.
    Absent,
}

impl<'a> RowReader<'a> {
    /// Begins with the first row below the header. `part` names the sheet in the ledger;
    /// `from_1904` is the day that bare numbers of days count from.
    pub fn new(recipe: &'a Recipe, binding: &'a Binding, areas: &'a Areas, part: i64, from_1904: bool) -> Self {
        let mut fields_at = Vec::new();
        let mut fields = 0;
        for column in &recipe.columns {
            fields_at.push(fields);
            fields += column.fields().len();
        }
        let cells = CellReader::new(recipe, binding, areas, from_1904);
        let step = |band: &Band, p: usize| {
            let of = |columns: &[(usize, usize)]| columns.iter().find(|(at, _)| *at == p).map(|(_, c)| *c);
            if cells.constant(p).is_some() {
                Step::Constant
            } else if band.value.is_some() && recipe.wide.as_ref().is_some_and(|w| w.name == recipe.columns[p].name) {
                Step::Band
            } else {
                of(&band.columns)
                    .map(|c| Step::Cell(c, true))
                    .or_else(|| of(&binding.fixed).map(|c| Step::Cell(c, false)))
                    .unwrap_or(Step::Absent)
            }
        };
        let steps =
            binding.bands.iter().map(|band| (0..recipe.columns.len()).map(|p| step(band, p)).collect()).collect();
        let own = binding.fixed.iter().chain(binding.bands.iter().flat_map(|b| &b.columns));
        let last_labels = own
            .filter_map(|(_, c)| {
                let (_, path) = binding.labels.iter().find(|(at, _)| at == c)?;
                Some((*c, folded(path.rsplit(" / ").next()?)))
            })
            .collect();
        RowReader {
            recipe,
            binding,
            cells,
            steps,
            last_labels,
            slots: vec![Slot::Missing; fields],
            text: String::new(),
            missing: String::new(),
            filled_down: vec![None; recipe.columns.len()],
            fields_at,
            totals: recipe.totals.iter().map(|t| folded(t)).collect(),
            footnotes: recipe.footnotes.iter().map(|t| t.to_lowercase()).collect(),
            excluded: recipe.excluded.iter().map(|e| (folded(&e.label), e.why.clone())).collect(),
            sums: HashMap::new(),
            doubtful: Vec::new(),
            in_footnotes: false,
            any_set_aside: false,
            count: Count::default(),
            builders: Builders::new(recipe, part),
            hits: vec![0; recipe.excluded.len()],
            key: recipe.key.iter().filter_map(|k| recipe.fields().iter().position(|f| f == k)).collect(),
            keys: HashMap::new(),
        }
    }

    /// Rows so far.
    pub fn count(&self) -> Count {
        self.count
    }

    /// How often each line of `excluded.csv` was needed.
    pub fn exclusions_used(&self) -> &[u64] {
        &self.hits
    }

    /// Spellings of areas that were met, with the area each was read as.
    pub fn areas_met(&self) -> Vec<super::cell::AreaMet> {
        self.cells.areas_met()
    }

    /// Reads the rows of a batch that stand below the header.
    pub fn read(&mut self, batch: &Batch) -> Understood {
        let mut understood = Understood::default();
        for row in batch.rows().filter(|r| r.number > self.binding.header.1 && !r.is_blank()) {
            self.count.read += 1;
            if let Some(why) = self.left_out(&row) {
                self.count.excluded += 1;
                understood.excluded.push(LeftOut { row: row.number, label: label(&row).unwrap_or_default(), why });
                continue;
            }
            let troubles = self.record(&row);
            if troubles.is_empty() {
                self.count.accepted += 1;
            } else {
                self.count.set_aside += 1;
                self.any_set_aside = true;
                understood.set_aside.push(SetAside {
                    row: row.number,
                    cells: row.cells().map(shown).collect(),
                    troubles,
                });
            }
        }
        understood.records = self.builders.take();
        understood
    }

    fn columns(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.binding.fixed.iter().chain(self.binding.bands.iter().flat_map(|b| &b.columns)).copied()
    }

    fn fields(&self, position: usize) -> std::ops::Range<usize> {
        let end = self.fields_at.get(position + 1).copied().unwrap_or(self.slots.len());
        self.fields_at[position]..end
    }

    /// Takes the row as one record for each band, or says why not.
    fn record(&mut self, row: &Row<'_>) -> Vec<CellTrouble> {
        let mut troubles = Vec::new();
        let binding = self.binding;
        let begun = self.builders.len();
        let mut sums = self.sums.clone();
        let mut keys = Vec::new();
        if let Some(Label::Unclear(column)) = self.sums_up(row) {
            troubles.push(CellTrouble {
                row: row.number,
                column,
                field: String::new(),
                code: "perhaps-a-total",
                found: shown(row.cell(column)),
                suggestion: None,
            });
        }
        for (number, band) in binding.bands.iter().enumerate() {
            self.read_band(row, number, &mut troubles);
            if troubles.is_empty() {
                self.check_wholes(row, band, &mut troubles);
                self.check_rules(row, band, &mut troubles);
            }
            if troubles.is_empty() {
                self.check_key(row, &mut keys, &mut troubles);
            }
            if troubles.is_empty() {
                let fixed: &[(usize, usize)] = if number == 0 { &binding.fixed } else { &[] };
                for (position, column) in band.columns.iter().chain(fixed) {
                    if let Some(value) = self.figure(*position) {
                        let sum: &mut Sum = sums.entry(*column).or_default();
                        sum.since_total += value;
                        sum.all += value;
                    }
                }
                let band = binding.bands.len().gt(&1).then(|| i64::try_from(number).unwrap_or(i64::MAX));
                self.builders.push(&self.slots, &self.text, &self.missing, row.number, band);
            }
        }
        if troubles.is_empty() {
            self.count.records += binding.bands.len() as u64;
            self.sums = sums;
            self.keys.extend(keys.into_iter().map(|k| (k, row.number)));
        } else {
            // A row goes in whole or not at all.
            self.builders.truncate(begun);
            troubles.dedup();
        }
        troubles
    }

    /// Reads every column of one band of a row into the slots.
    fn read_band(&mut self, row: &Row<'_>, number: usize, troubles: &mut Vec<CellTrouble>) {
        self.text.clear();
        self.missing.clear();
        for (p, column) in self.recipe.columns.iter().enumerate() {
            let fields = self.fields(p);
            let (c, is_own) = match self.steps[number][p] {
                Step::Cell(c, is_own) => (c, is_own),
                Step::Absent => {
                    self.slots[fields].fill(Slot::Missing);
                    continue;
                }
                Step::Constant => {
                    let value = self.cells.constant(p).expect("a constant column has a value");
                    Slot::write_all(value, &mut self.slots[fields], &mut self.text);
                    continue;
                }
                Step::Band => {
                    let value =
                        self.binding.bands[number].value.as_ref().expect("a band that stands across has a value");
                    Slot::write_all(value, &mut self.slots[fields], &mut self.text);
                    continue;
                }
            };
            let mut trouble = |code: &'static str, found: String, suggestion: Option<String>| {
                // What the bands share is told once.
                if number == 0 || is_own {
                    troubles.push(CellTrouble {
                        row: row.number,
                        column: c,
                        field: column.name.clone(),
                        code,
                        found,
                        suggestion,
                    });
                }
            };
            let cell = row.cell(c);
            if cell.is_empty()
                && column.fill_down
                && let Some((slots, text)) = &self.filled_down[p]
            {
                Slot::copy_all(slots, text, &mut self.slots[fields], &mut self.text);
                continue;
            }
            let outcome = self.cells.read(p, c, cell, &mut self.slots[fields.clone()], &mut self.text);
            match outcome {
                Ok(Outcome::Value) if column.fill_down => {
                    self.filled_down[p] = Some(Slot::detached(&self.slots[fields], &self.text));
                }
                Ok(Outcome::Value) => {}
                Ok(Outcome::Missing(word)) => {
                    if column.required {
                        trouble("missing-required", shown(cell), None);
                    } else if word != "blank" {
                        if !self.missing.is_empty() {
                            self.missing.push(' ');
                        }
                        self.missing.push_str(&column.name);
                        self.missing.push('=');
                        self.missing.push_str(word);
                    }
                    if column.fill_down {
                        self.filled_down[p] = None;
                    }
                }
                Err(wrong) => {
                    trouble(wrong.code, wrong.found, wrong.suggestion);
                    if column.fill_down {
                        self.filled_down[p] = None;
                    }
                }
            }
        }
    }

    /// The figure of a column of the scratch row, where it is one that adds up.
    fn figure(&self, position: usize) -> Option<i128> {
        match self.recipe.columns[position].reads {
            Reads::Count | Reads::Money | Reads::Number => self.slots[self.fields_at[position]].scaled(),
            _ => None,
        }
    }
}

/// The first text of a row.
fn label(row: &Row<'_>) -> Option<String> {
    row.cells().find(|c| !c.is_empty()).map(shown)
}
