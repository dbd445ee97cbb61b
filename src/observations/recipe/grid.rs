//! The labels over the columns of a sheet, in one row or several, merged or not.

use super::labels::folded;
use crate::sources::{Batch, Cell, Merge};
use std::collections::BTreeSet;

/// The labels over one column, from the top: as written, and as compared.
#[derive(Debug, Clone, Default)]
pub struct Path {
    /// As written.
    pub written: Vec<String>,
    /// As compared.
    pub compared: Vec<String>,
}

impl Path {
    /// The length of the longest of these labels that the path ends with; 0 where none.
    pub fn ends_with(&self, labels: &[Vec<String>]) -> usize {
        labels.iter().filter(|l| self.compared.ends_with(l)).map(Vec::len).max().unwrap_or(0)
    }
}

/// Labels are looked for over this many columns of a sheet: no form is wider.
const WIDEST: usize = 1024;

/// A header cell: its parts as written and as compared, and whether it holds anything.
type Parts = Vec<(String, String)>;

/// The labels of the first rows, with merged cells spread out. Each cell is folded once, however many headers are tried.
pub struct Grid<'a> {
    head: &'a Batch,
    width: usize,
    merges: &'a [Merge],
    parts: Vec<Vec<Option<Parts>>>,
}

impl<'a> Grid<'a> {
    pub fn new(head: &'a Batch, merges: &'a [Merge]) -> Self {
        let width = head.rows().map(|r| r.width()).max().unwrap_or(0).min(WIDEST);
        // Some offices write the parts of a label into one cell: "Sóng 4G / Viettel".
        let parts = |label: String| {
            let parts = label.split(" / ").map(|p| (p.split_whitespace().collect::<Vec<_>>().join(" "), folded(p)));
            parts.filter(|(_, compared)| !compared.is_empty()).collect()
        };
        let parts = head.rows().map(|r| (0..width).map(|c| text(r.cell(c)).map(parts)).collect()).collect();
        Grid { head, width, merges, parts }
    }

    /// Has the row a cell with one of these labels?
    pub fn has_any(&self, row: usize, labels: &BTreeSet<&str>) -> bool {
        self.parts[row].iter().flatten().flatten().any(|(_, compared)| labels.contains(compared.as_str()))
    }

    /// The labels over each column in these rows. A label that is merged, or followed by blank cells over labels further
    /// down, covers the columns it spans.
    pub fn paths(&self, top: usize, bottom: usize) -> Vec<Path> {
        let mut paths = vec![Path::default(); self.width];
        for r in top..=bottom {
            let number = self.head.row(r).number;
            let mut carried: Option<&Parts> = None;
            for (c, path) in paths.iter_mut().enumerate() {
                let label = match &self.parts[r][c] {
                    Some(own) => {
                        carried = (r < bottom).then_some(own);
                        Some(own)
                    }
                    None if self.merge_at(number, c).is_some() => self.covering(number, c).filter(|_| r < bottom),
                    None if self.merges.is_empty() => carried.filter(|_| self.has_label_below(r, bottom, c)),
                    None => None,
                };
                for (written, compared) in label.into_iter().flatten() {
                    // A label that stands in every row of a merged block counts once.
                    if path.compared.last() != Some(compared) {
                        path.written.push(written.clone());
                        path.compared.push(compared.clone());
                    }
                }
            }
        }
        paths
    }

    fn has_label_below(&self, r: usize, bottom: usize, c: usize) -> bool {
        (r + 1..=bottom).any(|below| !self.head.row(below).cell(c).is_empty())
    }

    fn merge_at(&self, number: u64, column: usize) -> Option<&Merge> {
        self.merges.iter().find(|m| {
            (m.first_row..=m.last_row).contains(&number) && (m.first_column..=m.last_column).contains(&column)
        })
    }

    /// The label of the merged block that this cell is part of, in the block's first row only.
    fn covering(&self, number: u64, column: usize) -> Option<&Parts> {
        let merge = self.merge_at(number, column).filter(|m| m.first_row == number)?;
        let row = (0..self.head.len()).find(|r| self.head.row(*r).number == merge.first_row)?;
        self.parts[row].get(merge.first_column)?.as_ref()
    }
}

/// The text of a header cell; years stand as numbers.
pub fn text(cell: Cell<'_>) -> Option<String> {
    match cell {
        Cell::Text(text) => Some(text.to_owned()),
        Cell::Number { value, percent: false } if value.fract() == 0.0 && value.abs() < 1e15 => {
            Some(format!("{value}"))
        }
        Cell::Moment(moment) => Some(moment.date().strftime("%d/%m/%Y").to_string()),
        _ => None,
    }
}
