//! Totals of a sheet, compared with the sums of its rows.

use super::super::Reads;
use super::super::cell::Outcome;
use super::RowReader;
use super::outcome::CellTrouble;
use super::shown::{shown, written};
use crate::sources::Row;

/// A total that may belong to the rows below it.
#[derive(Debug)]
pub struct Doubtful {
    pub trouble: CellTrouble,
    pub total: i128,
    /// The sum of all rows when it came.
    pub before: i128,
}

/// Sums of one column of figures, to compare total rows with.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sum {
    pub since_total: i128,
    pub all: i128,
}

impl RowReader<'_> {
    /// A total must be the sum of the rows since the last total, or of all rows so far, or of the rows that follow it.
    pub(super) fn compare_total(&mut self, row: &Row<'_>) {
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
