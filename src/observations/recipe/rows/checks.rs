//! What must hold of a record: its rules, its key, whose figures it holds.

use super::super::Comparison;
use super::super::binding::Band;
use super::super::slot::Slot;
use super::outcome::CellTrouble;
use super::shown::{shown, written};
use super::{MOST_KEYS, RowReader};
use crate::sources::Row;
use std::hash::{DefaultHasher, Hash, Hasher};

impl RowReader<'_> {
    /// A fingerprint of the scratch row's key, long enough that two keys never share one.
    pub(super) fn fingerprint(&self) -> u128 {
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
    pub(super) fn check_key(&mut self, row: &Row<'_>, new: &mut Vec<u128>, troubles: &mut Vec<CellTrouble>) {
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

    /// A row of an area that others are part of sums up theirs, unless it says whose figures they are.
    pub(super) fn check_wholes(&self, row: &Row<'_>, band: &Band, troubles: &mut Vec<CellTrouble>) {
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
    pub(super) fn label_of(&self, name: &str) -> String {
        let column = self.recipe.columns.iter().find(|c| c.fields().iter().any(|f| f == name));
        column.and_then(|c| c.labels.first()).map_or(name.to_owned(), |l| l.replace(" / ", ", "))
    }

    pub(super) fn check_rules(&self, row: &Row<'_>, band: &Band, troubles: &mut Vec<CellTrouble>) {
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
}
