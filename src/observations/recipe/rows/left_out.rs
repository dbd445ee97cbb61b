//! Rows that are no records: totals, remarks, headings, the header again; and rows of which nobody knows.

use super::super::Reads;
use super::super::cell::Outcome;
use super::super::labels::{begins_with, folded};
use super::RowReader;
use super::shown::shown;
use crate::sources::{Cell, Row};

/// What a row that begins as a total does is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// A total.
    Total,
    /// A total or a record; the column that says so.
    Unclear(usize),
}

impl RowReader<'_> {
    /// Is the row no record, and why?
    pub(super) fn left_out(&mut self, row: &Row<'_>) -> Option<String> {
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
    pub(super) fn needs_label(&self, first: &str) -> bool {
        let any = !self.totals.is_empty() || !self.excluded.is_empty() || !self.footnotes.is_empty();
        any && !first.bytes().all(|b| b.is_ascii_digit()) && !self.cells.is_known_key(first)
    }

    /// Does a cell say that the row sums up others? One of the words alone always does; a longer label ("Tổng cộng toàn
    /// tỉnh") where the row lacks what a record needs. Where it lacks nothing nobody knows: "Cộng I" is a sum, "Cộng đồng
    /// học tập" a task.
    pub(super) fn sums_up(&self, row: &Row<'_>) -> Option<Label> {
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
    pub(super) fn lacks_key(&self, row: &Row<'_>) -> bool {
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

    /// The labels of the header stand here a second time, as at the head of a printed page.
    pub(super) fn is_header_again(&self, row: &Row<'_>, first: &str) -> bool {
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
    pub(super) fn has_only_keys(&self, row: &Row<'_>) -> bool {
        self.columns().all(|(p, c)| self.recipe.columns[p].fill_down || row.cell(c).is_empty())
    }

    pub(super) fn lacks_required(&self, row: &Row<'_>) -> bool {
        self.binding.fixed.iter().any(|(p, c)| {
            let column = &self.recipe.columns[*p];
            column.required && !column.fill_down && row.cell(*c).is_empty()
        })
    }

    pub(super) fn remember_keys(&mut self, row: &Row<'_>) {
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
