//! The rows below the header: each becomes records, or is set aside with its reasons, or is left out by a rule of the
//! recipe. Every row is one of the three, and counted.

use super::binding::{Band, Binding};
use super::cell::{CellReader, Outcome, Slot};
use super::labels::{begins_with, folded};
use super::table::Builders;
use super::{Comparison, Reads, Recipe};
use crate::observations::meaning::{Areas, Locale};
use crate::sources::{Batch, Cell, Row};
use arrow::array::RecordBatch;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// How many rows of one sheet are set aside before it is refused: more, and the recipe is not that of this form.
pub const MOST_SET_ASIDE: u64 = 50_000;

/// How many keys of one sheet are remembered to find rows that stand twice; beyond that the store looks.
pub const MOST_KEYS: usize = 2_000_000;

/// What a batch of rows became.
#[derive(Debug, Default)]
pub struct Understood {
    /// The records, in the columns that [`Recipe::table`](super::Recipe::table) declares; none where no row was taken.
    pub records: Option<RecordBatch>,
    /// Rows that were not understood.
    pub set_aside: Vec<SetAside>,
    /// Rows that are not figures, or repeat them.
    pub excluded: Vec<LeftOut>,
}

/// A row that was not understood.
#[derive(Debug, Clone, PartialEq)]
pub struct SetAside {
    /// Row as the sheet counts.
    pub row: u64,
    /// All its cells as they stand.
    pub cells: Vec<String>,
    /// Why; at least one.
    pub troubles: Vec<CellTrouble>,
}

/// What is wrong with a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct CellTrouble {
    /// Row as the sheet counts.
    pub row: u64,
    /// Column of the sheet, from 0.
    pub column: usize,
    /// The column of the table.
    pub field: String,
    /// Which trouble; [`problem()`](super::problem()) has the sentences.
    pub code: &'static str,
    /// What stands there.
    pub found: String,
    /// What was probably meant. Never taken by itself.
    pub suggestion: Option<String>,
}

/// A row that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Row as the sheet counts.
    pub row: u64,
    /// Its first text.
    pub label: String,
    /// Why: `total`, `footnote`, `no-figures`, `header-repeated`, `column-numbers`, or the words of `excluded.csv`.
    pub why: String,
}

/// Rows of one sheet, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Rows with something in them below the header.
    pub read: u64,
    /// Rows that became records.
    pub accepted: u64,
    /// Rows that were not understood.
    pub set_aside: u64,
    /// Rows left out by a rule.
    pub excluded: u64,
    /// Records: more than rows where bands stand across.
    pub records: u64,
}

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

/// What a row that begins as a total does is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    /// A total.
    Total,
    /// A total or a record; the column that says so.
    Unclear(usize),
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

/// A total that may belong to the rows below it.
#[derive(Debug)]
struct Doubtful {
    trouble: CellTrouble,
    total: i128,
    /// The sum of all rows when it came.
    before: i128,
}

/// Sums of one column of figures, to compare total rows with.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    since_total: i128,
    all: i128,
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

    /// A fingerprint of the scratch row's key, long enough that two keys never share one.
    fn fingerprint(&self) -> u128 {
        let half = |seed: u8| {
            let mut hasher = DefaultHasher::new();
            seed.hash(&mut hasher);
            for field in &self.key {
                match self.slots[*field] {
                    // "Bản A" and "bản a" are one village.
                    Slot::Text { start, end } => {
                        let text = &self.text[start as usize..end as usize];
                        if text.is_ascii() {
                            text.bytes().for_each(|b| b.to_ascii_lowercase().hash(&mut hasher));
                        } else {
                            text.chars().flat_map(char::to_lowercase).for_each(|c| c.hash(&mut hasher));
                        }
                    }
                    Slot::Missing => 0u8.hash(&mut hasher),
                    Slot::Integer(n) => n.hash(&mut hasher),
                    Slot::Number(n) => n.hash(&mut hasher),
                    Slot::Day(n) => n.hash(&mut hasher),
                    Slot::Flag(f) => f.hash(&mut hasher),
                }
            }
            u128::from(hasher.finish())
        };
        half(1) << 64 | half(2)
    }

    /// Has a row of this key been taken before?
    fn check_key(&mut self, row: &Row<'_>, new: &mut Vec<u128>, troubles: &mut Vec<CellTrouble>) {
        if self.key.is_empty() || self.keys.len() >= MOST_KEYS {
            return;
        }
        let fingerprint = self.fingerprint();
        let before = if new.contains(&fingerprint) { Some(row.number) } else { self.keys.get(&fingerprint).copied() };
        let Some(before) = before else {
            new.push(fingerprint);
            return;
        };
        let name = &self.recipe.key[0];
        let position = self.recipe.columns.iter().position(|c| c.fields().contains(name)).unwrap_or(0);
        let at = self.columns().find(|(p, _)| *p == position).or_else(|| self.columns().next()).map_or(0, |(_, c)| c);
        troubles.push(CellTrouble {
            row: row.number,
            column: at,
            field: name.clone(),
            code: "duplicate-key",
            found: shown(row.cell(at)),
            suggestion: Some(format!("{}{before}", crate::sources::column_letters(at))),
        });
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

    /// Is the row no record, and why?
    fn left_out(&mut self, row: &Row<'_>) -> Option<String> {
        if row.number == self.binding.header.1 + 1 && is_column_numbers(row) {
            return Some("column-numbers".to_owned());
        }
        let first = row.cells().find(|c| !c.is_empty());
        if let Some(Cell::Text(first)) = first {
            let compared = if self.needs_label(first) { folded(first) } else { String::new() };
            if let Some(at) = self.excluded.iter().position(|(label, _)| *label == compared && !compared.is_empty()) {
                self.hits[at] += 1;
                return Some(self.excluded[at].1.clone());
            }
            // What has all that a record needs is one, whatever its first word.
            if !compared.is_empty() && self.lacks_key(row) {
                let lower = first.trim_start().to_lowercase();
                if self.footnotes.iter().any(|f| lower.starts_with(f.as_str())) {
                    self.in_footnotes = true;
                    return Some("footnote".to_owned());
                }
            }
            if !self.cells.is_known_key(first) && self.is_header_again(row, first) {
                return Some("header-repeated".to_owned());
            }
        }
        if self.sums_up(row) == Some(Label::Total) {
            self.compare_total(row);
            return Some("total".to_owned());
        }
        if self.has_only_keys(row) {
            if self.in_footnotes {
                return Some("footnote".to_owned());
            }
            self.remember_keys(row);
            return Some("no-figures".to_owned());
        }
        if self.in_footnotes && self.lacks_required(row) {
            return Some("footnote".to_owned());
        }
        None
    }

    /// The cheap look first: nearly every row of a long table begins with a key that was read before, or with a number.
    fn needs_label(&self, first: &str) -> bool {
        let any = !self.totals.is_empty() || !self.excluded.is_empty() || !self.footnotes.is_empty();
        any && !first.bytes().all(|b| b.is_ascii_digit()) && !self.cells.is_known_key(first)
    }

    /// Does a cell say that the row sums up others? One of the words alone always does; a longer label ("Tổng cộng toàn
    /// tỉnh") where the row lacks what a record needs. Where it lacks nothing nobody knows: "Cộng I" is a sum, "Cộng đồng
    /// học tập" a task.
    fn sums_up(&self, row: &Row<'_>) -> Option<Label> {
        if self.totals.is_empty() {
            return None;
        }
        let keys = self.binding.fixed.iter().filter(|(p, _)| {
            matches!(self.recipe.columns[*p].reads, Reads::Area | Reads::Text | Reads::Choice | Reads::Period)
        });
        let first = (0..row.width()).find(|c| !row.cell(*c).is_empty());
        first.into_iter().chain(keys.map(|(_, c)| *c)).find_map(|column| {
            let Cell::Text(text) = row.cell(column) else { return None };
            let label = self.needs_label(text).then(|| folded(text))?;
            if self.totals.contains(&label) {
                return Some(Label::Total);
            }
            let begins = self.totals.iter().any(|t| begins_with(&label, t));
            begins.then(|| if self.lacks_key(row) { Label::Total } else { Label::Unclear(column) })
        })
    }

    /// Is one of the required columns that are no figures blank, or an area that cannot be one?
    fn lacks_key(&self, row: &Row<'_>) -> bool {
        self.binding.fixed.iter().any(|(p, c)| {
            let column = &self.recipe.columns[*p];
            let is_figure =
                matches!(column.reads, Reads::Count | Reads::Number | Reads::Money | Reads::Percent | Reads::Ratio);
            let cell = row.cell(*c);
            let is_no_area =
                matches!(cell, Cell::Text(text) if column.reads == Reads::Area && !self.cells.is_area(text));
            column.required
                && (is_no_area || cell.is_empty() && (is_figure || !column.fill_down || self.filled_down[*p].is_none()))
        }) || row.cells().filter(|c| !c.is_empty()).count() == 1
    }

    fn columns(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.binding.fixed.iter().chain(self.binding.bands.iter().flat_map(|b| &b.columns)).copied()
    }

    /// The labels of the header stand here a second time, as at the head of a printed page.
    fn is_header_again(&self, row: &Row<'_>, first: &str) -> bool {
        let is_label = |column: usize, text: &str| {
            let label = self.last_labels.iter().find(|(at, _)| *at == column);
            // Folding takes no letter away but those in brackets: what is shorter than the label is not the label.
            label.is_some_and(|(_, label)| text.len() + 4 >= label.len() / 2 && folded(text) == *label)
        };
        let begins = self
            .last_labels
            .iter()
            .any(|(c, _)| matches!(row.cell(*c), Cell::Text(t) if t == first) && is_label(*c, first));
        begins
            && self.last_labels.iter().filter(|(c, _)| matches!(row.cell(*c), Cell::Text(t) if is_label(*c, t))).count()
                >= 2
    }

    /// Nothing but what is filled down, or nothing in any column of the recipe.
    fn has_only_keys(&self, row: &Row<'_>) -> bool {
        self.columns().all(|(p, c)| self.recipe.columns[p].fill_down || row.cell(c).is_empty())
    }

    fn lacks_required(&self, row: &Row<'_>) -> bool {
        self.binding.fixed.iter().any(|(p, c)| {
            let column = &self.recipe.columns[*p];
            column.required && !column.fill_down && row.cell(*c).is_empty()
        })
    }

    fn remember_keys(&mut self, row: &Row<'_>) {
        for (p, c) in self.binding.fixed.clone() {
            if self.recipe.columns[p].fill_down && !row.cell(c).is_empty() {
                self.text.clear();
                let fields = self.fields(p);
                if let Ok(Outcome::Value) =
                    self.cells.read(p, c, row.cell(c), &mut self.slots[fields.clone()], &mut self.text)
                {
                    self.filled_down[p] = Some((self.slots[fields].to_vec(), self.text.clone()));
                }
            }
        }
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

    /// A row of an area that others are part of sums up theirs, unless it says whose figures they are.
    fn check_wholes(&self, row: &Row<'_>, band: &Band, troubles: &mut Vec<CellTrouble>) {
        let names = self.builders.names();
        for (position, column) in self.recipe.columns.iter().enumerate().filter(|(_, c)| c.whole != "always") {
            let Slot::Text { start, end } = self.slots[self.fields_at[position]] else { continue };
            let said = names.iter().position(|n| *n == column.whole).map(|at| self.slots[at]);
            if !self.cells.has_parts(&self.text[start as usize..end as usize])
                || said.is_some_and(|s| s != Slot::Missing)
            {
                continue;
            }
            let at =
                band.columns.iter().chain(&self.binding.fixed).find(|(p, _)| *p == position).map_or(0, |(_, c)| *c);
            troubles.push(CellTrouble {
                row: row.number,
                column: at,
                field: column.name.clone(),
                code: "sums-up-others",
                found: shown(row.cell(at)),
                suggestion: None,
            });
        }
    }

    /// How the form calls a column: the lowest part of its label.
    fn label_of(&self, name: &str) -> String {
        let column = self.recipe.columns.iter().find(|c| c.fields().iter().any(|f| f == name));
        column.and_then(|c| c.labels.first()).map_or(name.to_owned(), |l| l.replace(" / ", ", "))
    }

    fn check_rules(&self, row: &Row<'_>, band: &Band, troubles: &mut Vec<CellTrouble>) {
        let fields = self.builders.names();
        let value = |name: &str| fields.iter().position(|f| f == name).and_then(|at| self.slots[at].scaled());
        for rule in self.recipe.rules.iter().filter(|r| !r.holds(value)) {
            let position = self.recipe.columns.iter().position(|c| c.fields().contains(&rule.left[0])).unwrap_or(0);
            let column =
                band.columns.iter().chain(&self.binding.fixed).find(|(p, _)| *p == position).map_or(0, |(_, c)| *c);
            let figure = |name: &String| value(name).map_or("?".to_owned(), |v| written(v, self.recipe.locale));
            let label = |name: &String| self.label_of(name);
            let side = |names: &[String], say: &dyn Fn(&String) -> String| {
                names.iter().map(say).collect::<Vec<_>>().join(" + ")
            };
            let sign = if rule.comparison == Comparison::Equal { "=" } else { "≤" };
            troubles.push(CellTrouble {
                row: row.number,
                column,
                field: rule.left[0].clone(),
                code: "rule-broken",
                found: format!(
                    "{} {sign} {}: {} {sign} {}",
                    side(&rule.left, &label),
                    side(&rule.right, &label),
                    side(&rule.left, &figure),
                    side(&rule.right, &figure)
                ),
                suggestion: None,
            });
        }
    }

    /// A total must be the sum of the rows since the last total, or of all rows so far, or of the rows that follow it.
    fn compare_total(&mut self, row: &Row<'_>) {
        let columns: Vec<(usize, usize)> = self.columns().collect();
        for (p, c) in columns {
            let cell = row.cell(c);
            let column = &self.recipe.columns[p];
            if cell.is_empty() || !matches!(column.reads, Reads::Count | Reads::Money | Reads::Number) {
                continue;
            }
            let fields = self.fields(p);
            self.text.clear();
            let read = self.cells.read(p, c, cell, &mut self.slots[fields.clone()], &mut self.text);
            let (Ok(Outcome::Value), Some(total)) = (read, self.slots[fields.start].scaled()) else { continue };
            let sum = self.sums.entry(c).or_default();
            self.doubtful.retain(|d| d.trouble.column != c || sum.all - d.before != d.total);
            if total != sum.since_total && total != sum.all {
                self.doubtful.push(Doubtful {
                    trouble: CellTrouble {
                        row: row.number,
                        column: c,
                        field: column.name.clone(),
                        code: "total-differs",
                        found: shown(cell),
                        suggestion: Some(written(sum.all, self.recipe.locale)),
                    },
                    total,
                    before: sum.all,
                });
            }
            sum.since_total = 0;
        }
    }

    /// When the sheet has ended: the totals that are the sum of nothing. Where rows were set aside nothing can be said.
    pub fn finish(&mut self) -> Vec<CellTrouble> {
        let doubtful = std::mem::take(&mut self.doubtful);
        if self.any_set_aside {
            return Vec::new();
        }
        let all = |c: usize| self.sums.get(&c).map_or(0, |s| s.all);
        let below = |d: &Doubtful| all(d.trouble.column) - d.before;
        let mut wrong: Vec<Doubtful> = doubtful.into_iter().filter(|d| below(d) != d.total).collect();
        for d in wrong.iter_mut().filter(|d| d.before == 0) {
            d.trouble.suggestion = Some(written(below(d), self.recipe.locale));
        }
        wrong.into_iter().map(|d| d.trouble).collect()
    }
}

/// The first text of a row.
fn label(row: &Row<'_>) -> Option<String> {
    row.cells().find(|c| !c.is_empty()).map(shown)
}

/// A cell as it is shown to people in messages and lists: the text itself, a number as Excel shows it.
pub fn shown(cell: Cell<'_>) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Fault(text) => text.to_owned(),
        Cell::Number { value, percent } => {
            let value = if percent { value * 100.0 } else { value };
            let digits =
                crate::observations::meaning::from_float(value).map_or_else(|_| format!("{value}"), |d| d.to_string());
            if percent { format!("{digits}%") } else { digits }
        }
        Cell::Moment(moment) => moment.date().to_string(),
        Cell::Flag(flag) => flag.to_string(),
    }
}

/// A value scaled by a million as a plain decimal.
fn plain(scaled: i128) -> String {
    let (sign, digits) = if scaled < 0 { ("-", scaled.unsigned_abs()) } else { ("", scaled.unsigned_abs()) };
    let (whole, rest) = (digits / 1_000_000, digits % 1_000_000);
    if rest == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{rest:06}").trim_end_matches('0').to_owned()
    }
}

/// A value scaled by a million as the form's office writes it.
fn written(scaled: i128, locale: Locale) -> String {
    let text = plain(scaled);
    let (whole, rest) = text.split_once('.').map_or((text.as_str(), ""), |(w, r)| (w, r));
    let (group, point) = match locale {
        Locale::Vi => (".", ","),
        Locale::En => (",", "."),
        Locale::Plain => ("", "."),
    };
    let digits = whole.trim_start_matches('-');
    let mut out = whole[..whole.len() - digits.len()].to_owned();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push_str(group);
        }
        out.push(c);
    }
    if !rest.is_empty() {
        out.push_str(point);
        out.push_str(rest);
    }
    out
}

/// `1 2 3 4`, `(1) (2) (3=1+2)`, `A B 1 2`: the row under a header that numbers the columns.
fn is_column_numbers(row: &Row<'_>) -> bool {
    let mut seen = Vec::new();
    for cell in row.cells().filter(|c| !c.is_empty()) {
        let text = shown(cell);
        let name = text.trim().trim_start_matches('(').split(['=', ')']).next().unwrap_or_default().trim().to_owned();
        let is_number = !name.is_empty() && name.len() <= 2 && name.bytes().all(|b| b.is_ascii_digit());
        let is_letter = name.len() == 1 && name.bytes().all(|b| b.is_ascii_uppercase());
        if !is_number && !is_letter || seen.contains(&name) {
            return false;
        }
        seen.push(name);
    }
    let numbers: Vec<u32> = seen.iter().filter_map(|n| n.parse().ok()).collect();
    seen.len() >= 4 && numbers.windows(2).all(|w| w[1] == w[0] + 1) && numbers.first().is_some_and(|n| *n <= 1)
}
