//! The unit that each figure of a sheet is written in.

use super::binding::{Found, Miss};
use super::labels::folded;
use super::{Reads, Recipe};
use crate::observations::meaning::{self, Unit};
use crate::sources::{Batch, Cell};

/// The unit of each figure: in its header, or for money in a line above the table, or in the recipe.
pub fn units(recipe: &Recipe, head: &Batch, top: usize, found: &Found, misses: &mut Vec<Miss>) -> Vec<(usize, Unit)> {
    let mut above = None;
    for row in (0..top).map(|r| head.row(r)) {
        for (c, cell) in row.cells().enumerate() {
            if let Cell::Text(said) = cell
                && let Some(unit) = meaning::declared_unit(said)
            {
                above = Some((row.number, c, said.to_owned(), unit));
            }
        }
    }
    let bottom = head.row(found.rows.1).number;
    let mut units = Vec::new();
    for (position, c) in found.fixed.iter().chain(found.bands.iter().flat_map(|b| &b.columns)) {
        let column = &recipe.columns[*position];
        if !matches!(column.reads, Reads::Money | Reads::Percent | Reads::Count | Reads::Number) {
            continue;
        }
        let expected = column.base_unit();
        let label = found.paths[*c].written.join(" ");
        let own = meaning::declared_unit(&label).map(|u| (bottom, *c, label, u));
        let is_money = |unit: &Unit| unit.name == "đồng" || unit.name.is_empty();
        // A line above the table speaks for money where there is money; a unit of another kind is that of its own columns.
        let general = above.clone().filter(|(.., unit)| is_money(unit) == (column.reads == Reads::Money));
        let Some((row, at, said, unit)) = own.or(general) else {
            units.extend(column.declared_unit().filter(|u| u.factor != 1).map(|u| (*c, u)));
            continue;
        };
        // A bare multiple, "ĐVT: triệu", is one of the column's own unit.
        let is_bare = unit.name.is_empty() && expected.is_some();
        if !is_bare && expected.as_ref().is_some_and(|e| folded(e) != folded(&unit.name)) {
            // One line above the table contradicts all its columns at once.
            if misses.iter().any(|m| m.code == "unit-contradicted" && m.cell == Some((row, at))) {
                continue;
            }
            misses.push(Miss {
                code: "unit-contradicted",
                cell: Some((row, at)),
                field: column.name.clone(),
                found: said,
                expected: expected.unwrap_or_default(),
                suggestion: None,
                matched: found.matched(),
            });
        } else {
            units.push((*c, unit));
        }
    }
    units
}
