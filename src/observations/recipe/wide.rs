//! What stands across the columns: labels of bands become values of a column.

use super::labels::folded;
use super::{Reads, Recipe, Wide};
use crate::catalog::Value;
use crate::observations::meaning::{self, Areas, Reading};

/// The values that one part of a column's labels stands for, and the labels that remain; `None` where no part does.
pub fn split(wide: &Wide, recipe: &Recipe, path: &[String], areas: &Areas) -> Option<(Vec<Value>, Vec<String>)> {
    // A label that a column of the recipe is found by is that column, whatever else it may look like.
    let named = |part: &str| recipe.columns.iter().any(|c| c.labels.iter().any(|l| folded(l) == folded(part)));
    path.iter().enumerate().filter(|(_, part)| !named(part)).find_map(|(i, part)| {
        let values = read(wide, part, areas)?;
        let rest = path.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, p)| p.clone()).collect();
        Some((values, rest))
    })
}

fn read(wide: &Wide, label: &str, areas: &Areas) -> Option<Vec<Value>> {
    match wide.reads {
        Reads::Period => match meaning::period(label.trim(), None) {
            Ok(Reading::Value(period)) => Some(vec![Value::Date(period.start), Value::Date(period.end)]),
            _ => None,
        },
        Reads::Area => match areas.read(label, None) {
            Ok(Reading::Value(area)) => Some(vec![Value::Text(area.code.to_owned())]),
            _ => None,
        },
        _ => {
            let said = folded(label);
            let word = wide.choices.iter().find(|(_, spellings)| spellings.iter().any(|s| folded(s) == said))?.0;
            Some(vec![Value::Text(word.clone())])
        }
    }
}
