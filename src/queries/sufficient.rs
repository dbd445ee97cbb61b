//! The rows that alone give a value: found by trying, not by names.
//!
//! Candidates come from the values in the row that is asked about (its key first) and from columns of few values. Each is
//! tried: the query is run again with its tables narrowed, and a narrowing stays only where the row comes out the same. So
//! what is returned is enough to give the value; it need not be the least that would.

use super::lens::{Condition, Lens, Restriction, Shown, same};
use super::tree::{parsed, tables};
use crate::error::{Error, Result};
use crate::store::{Cell, ResultTable};
use std::collections::BTreeSet;

/// The most times that a query is run again for one value.
const TRIALS: usize = 240;

/// Columns with at most this many different values are tried value by value.
const FEW: usize = 12;

/// The value whose rows are looked for.
pub struct Wanted<'a> {
    /// The statement that gives it.
    pub sql: &'a str,
    /// How messages call the statement.
    pub file: &'a str,
    /// Its result.
    pub result: &'a ResultTable,
    /// The row in that result.
    pub row: usize,
    /// The columns that tell rows apart; where there are none, a row is found again by all its cells.
    pub key: &'a [String],
    /// The column, where only one is asked about: then the rest of the row may come out differently.
    pub column: Option<usize>,
}

/// What of one table is enough.
#[derive(Debug, Clone)]
pub struct Part {
    /// The table.
    pub table: String,
    /// Which of its rows.
    pub shown: Shown,
    /// How many these are.
    pub rows: usize,
    /// How many the table has.
    pub of: usize,
}

/// How hard to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// One guess from the key and the texts of the row; where it fails, the same table by table.
    One,
    /// One condition after the other, and the tables without which the value is the same.
    Thorough,
}

/// For every table that the statement reads, rows that together give the value, in the order of the tables' names.
///
/// # Errors
/// A statement that does not give the row again on all its rows; what DuckDB reports.
pub fn sufficient(lens: &Lens<'_>, wanted: &Wanted<'_>, effort: Effort) -> Result<Vec<Part>> {
    // A view stands before a table only where the statement names it alone, without its schema.
    let read = tables(&parsed(lens.connection(), wanted.sql, wanted.file)?);
    let fixed: BTreeSet<String> = read.iter().filter(|r| !r.schema.is_empty()).map(|r| r.name.clone()).collect();
    let open: BTreeSet<String> = read.into_iter().map(|r| r.name).filter(|name| !fixed.contains(name)).collect();
    let mut search = Search { lens, wanted, trials: TRIALS };
    let mut found: Restriction = open.iter().map(|table| (table.clone(), Shown::Where(Vec::new()))).collect();
    let guess = search.guess(&found)?;
    if search.gives(&guess)? {
        found = guess;
    } else if effort == Effort::One {
        // Together they are too few: table by table, what is guessed stays where the row does.
        for (table, shown) in guess.into_iter().filter(|(_, shown)| *shown != Shown::Where(Vec::new())) {
            let mut then = found.clone();
            then.insert(table, shown);
            if search.gives(&then)? {
                found = then;
            }
        }
    } else if effort == Effort::Thorough {
        if !search.gives(&found)? {
            return Err(Error::query("the statement does not give this row again").at(wanted.file));
        }
        search.narrow(&mut found)?;
    }
    if effort == Effort::Thorough {
        search.refine(&mut found)?;
    }
    let mut parts = Vec::new();
    for (table, shown) in found {
        let (rows, of) = match (lens.held(&table)?, &shown) {
            (Some(held), Shown::Where(conditions)) => (matching(&held, conditions).len(), held.rows.len()),
            (Some(held), Shown::Nothing) => (0, held.rows.len()),
            (None, shown) => (lens.count(&table, shown)?, lens.count(&table, &Shown::Where(Vec::new()))?),
        };
        parts.push(Part { table, shown, rows, of });
    }
    for table in fixed {
        let all = Shown::Where(Vec::new());
        let of = lens.count(&table, &all)?;
        parts.push(Part { table, shown: all, rows: of, of });
    }
    Ok(parts)
}

struct Search<'a> {
    lens: &'a Lens<'a>,
    wanted: &'a Wanted<'a>,
    trials: usize,
}

impl Search<'_> {
    /// Does the row come out the same with the tables narrowed like this?
    fn gives(&mut self, restriction: &Restriction) -> Result<bool> {
        let wanted = self.wanted;
        self.trials = self.trials.saturating_sub(1);
        // A statement may fail on fewer rows, such as a scalar subquery without any: then they are not enough.
        let Ok(again) = self.lens.run(wanted.sql, wanted.file, restriction) else { return Ok(false) };
        let row = &wanted.result.rows[wanted.row];
        let alike = |other: &Vec<Cell>| match wanted.column {
            Some(column) => same(&row[column], &other[column]),
            None => row.iter().zip(other).all(|(a, b)| same(a, b)),
        };
        let keys: Vec<usize> = wanted.key.iter().filter_map(|key| wanted.result.position(key)).collect();
        if keys.is_empty() && wanted.result.rows.len() == 1 {
            return Ok(again.rows.len() == 1 && alike(&again.rows[0]));
        }
        if keys.is_empty() {
            return Ok(again.rows.iter().any(|other| row.iter().zip(other).all(|(a, b)| same(a, b))));
        }
        Ok(again.rows.iter().find(|other| keys.iter().all(|k| row[*k] == other[*k])).is_some_and(alike))
    }

    /// Everything that the row says of each table at once: not tried yet.
    fn guess(&self, tables: &Restriction) -> Result<Restriction> {
        let wanted = self.wanted;
        let keyed = !wanted.key.is_empty();
        let mut said: Vec<(String, String)> = Vec::new();
        for (column, cell) in wanted.result.columns.iter().zip(&wanted.result.rows[wanted.row]) {
            if (!keyed || wanted.key.contains(column))
                && let Some(text) = told(cell)
            {
                said.push((column.clone(), text));
            }
        }
        let mut guess = tables.clone();
        for _ in 0..3 {
            for (table, shown) in &mut guess {
                let Some(held) = self.lens.held(table)? else { continue };
                let Shown::Where(conditions) = shown else { continue };
                for (column, value) in &said {
                    let columns: Vec<usize> = match held.position(column) {
                        Some(at) => vec![at],
                        None if keyed || value.len() < 4 => Vec::new(),
                        None => (0..held.columns.len()).collect(),
                    };
                    for at in columns {
                        let new = Condition { column: held.columns[at].clone(), value: value.clone() };
                        let now = matching(&held, conditions);
                        let then = now.iter().filter(|row| text(&held.rows[**row][at]).as_ref() == Some(value)).count();
                        if then > 0 && then < now.len() {
                            conditions.push(new);
                        }
                    }
                }
                // What the only row of a table says, others may be told by: the identifier of a name.
                if let [only] = matching(&held, conditions)[..] {
                    for (column, cell) in held.columns.iter().zip(&held.rows[only]) {
                        if let Some(value) = told(cell).filter(|_| !keyed)
                            && !said.iter().any(|(c, _)| c == column)
                            && (column == table
                                || ["indicator", "measure", "ref_area", "document"].contains(&column.as_str()))
                        {
                            said.push((column.clone(), value));
                        }
                    }
                }
            }
        }
        Ok(guess)
    }

    /// One condition after the other, each kept where the row stays.
    fn narrow(&mut self, found: &mut Restriction) -> Result<()> {
        let tables: Vec<String> = found.keys().cloned().collect();
        let row: Vec<(String, String)> = self
            .wanted
            .result
            .columns
            .iter()
            .zip(&self.wanted.result.rows[self.wanted.row])
            .filter_map(|(column, cell)| Some((column.clone(), text(cell)?)))
            .collect();
        for table in &tables {
            let Some(held) = self.lens.held(table)? else {
                self.narrow_many(found, table, &row)?;
                continue;
            };
            for (column, value) in &row {
                for at in 0..held.columns.len() {
                    let own = &held.columns[at] == column;
                    if own || value.len() > 2 {
                        self.try_value(found, table, &held, at, value)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Of a table too large to hold only columns of the same name are tried.
    fn narrow_many(&mut self, found: &mut Restriction, table: &str, row: &[(String, String)]) -> Result<()> {
        let columns = self.lens.rows(table, &Shown::Nothing, 0)?.columns;
        for (column, value) in row.iter().filter(|(column, _)| columns.contains(column)) {
            if self.trials == 0 {
                return Ok(());
            }
            let mut then = found.clone();
            let Some(Shown::Where(conditions)) = then.get_mut(table) else { return Ok(()) };
            conditions.push(Condition { column: column.clone(), value: value.clone() });
            if self.lens.count(table, &then[table])? > 0 && self.gives(&then)? {
                *found = then;
            }
        }
        Ok(())
    }

    /// Tables without which the value is the same, and columns of few values.
    fn refine(&mut self, found: &mut Restriction) -> Result<()> {
        let tables: Vec<String> = found.keys().cloned().collect();
        for table in &tables {
            let mut then = found.clone();
            then.insert(table.clone(), Shown::Nothing);
            if self.trials > 0 && self.gives(&then)? {
                *found = then;
            }
        }
        for table in &tables {
            let Some(held) = self.lens.held(table)? else { continue };
            for at in 0..held.columns.len() {
                let Some(Shown::Where(conditions)) = found.get(table) else { break };
                let rows = matching(&held, conditions);
                if rows.len() < 2 {
                    break;
                }
                let values: BTreeSet<String> = rows.iter().filter_map(|row| text(&held.rows[*row][at])).collect();
                if values.len() > FEW {
                    continue;
                }
                for value in values {
                    self.try_value(found, table, &held, at, &value)?;
                }
            }
        }
        Ok(())
    }

    fn try_value(
        &mut self,
        found: &mut Restriction,
        table: &str,
        held: &ResultTable,
        at: usize,
        value: &str,
    ) -> Result<()> {
        let Some(Shown::Where(conditions)) = found.get(table) else { return Ok(()) };
        let now = matching(held, conditions);
        let then = now.iter().filter(|row| text(&held.rows[**row][at]).as_deref() == Some(value)).count();
        if then == 0 || then == now.len() || self.trials == 0 {
            return Ok(());
        }
        let mut narrower = found.clone();
        if let Some(Shown::Where(conditions)) = narrower.get_mut(table) {
            conditions.push(Condition { column: held.columns[at].clone(), value: value.to_owned() });
        }
        if self.gives(&narrower)? {
            *found = narrower;
        }
        Ok(())
    }
}

/// The rows of a table for which the conditions hold.
fn matching(table: &ResultTable, conditions: &[Condition]) -> Vec<usize> {
    let at: Vec<(usize, &str)> =
        conditions.iter().filter_map(|c| Some((table.position(&c.column)?, c.value.as_str()))).collect();
    (0..table.rows.len())
        .filter(|row| at.iter().all(|(column, value)| text(&table.rows[*row][*column]).as_deref() == Some(value)))
        .collect()
}

/// The text by which DuckDB finds a value again; computed numbers have none.
fn text(cell: &Cell) -> Option<String> {
    matches!(cell, Cell::Text(_) | Cell::Integer(_) | Cell::Date(_)).then(|| cell.machine())
}

/// The text of a value that names something: words and days, whole numbers that are no small counts.
fn told(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Integer(n) if n.abs() < 100 => None,
        cell => text(cell).filter(|t| !t.is_empty()),
    }
}
