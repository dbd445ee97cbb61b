//! The rows that alone give a value: followed by the equalities of its statement, and tried.
//!
//! A statement says by what it finds rows: a column equals what it writes down, what the run is told, a column of another
//! table, or passes into a column of the result. Along these the rows are followed from the row that is asked about; then the
//! statement is run again on them alone. A narrowing stays only where the value comes out the same, and nothing is left out
//! but by an equality or by the key of the row: of a count that is zero every row that was looked at remains.

use super::lens::{Condition, Lens, Restriction, same};
use super::lineage::{Equality, Footing, Reading, Side};
use crate::error::{Error, Result};
use crate::store::{Cell, ResultTable};
use std::collections::{BTreeMap, BTreeSet};

/// The most times that a statement is run again for one value.
const TRIALS: usize = 120;

/// The most values of a condition: a longer list tells nobody why rows were chosen.
const VALUES: usize = 400;

/// How often rows found lead to further rows.
const STEPS: usize = 6;

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
    /// The columns that are asked about: the rest of the row may come out differently.
    pub columns: Vec<usize>,
}

/// What of one table is enough.
#[derive(Debug, Clone)]
pub struct Part {
    /// The table.
    pub table: String,
    /// By what its rows are told; without conditions all of them.
    pub conditions: Vec<Condition>,
    /// How many these are.
    pub rows: usize,
    /// How many the table has.
    pub of: usize,
}

/// How hard to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// All equalities at once; where that is too few rows, the same table by table.
    One,
    /// Where all at once are too few, one equality after the other.
    Thorough,
}

/// For every table that the statement reads, rows that together give the value, in the order of the tables' names.
///
/// # Errors
/// A statement that does not give the row again on all its rows; what DuckDB reports.
pub fn sufficient(lens: &Lens<'_>, footing: &Footing, wanted: &Wanted<'_>, effort: Effort) -> Result<Vec<Part>> {
    let mut search = Search { lens, footing, wanted, trials: TRIALS };
    let made_of: BTreeSet<Reading> = footing.made_of(&wanted.columns).into_keys().collect();
    let followed = search.followed()?;
    let all: Restriction = footing.open.iter().map(|table| (table.clone(), Vec::new())).collect();
    // A table that is read in several places shows what the places need that the value is made of; or else what all need.
    let (needed, every) = (search.united(&followed, &made_of), search.united(&followed, &BTreeSet::new()));
    let found = if search.gives(&needed)? {
        needed
    } else if needed != every && search.gives(&every)? {
        every
    } else if effort == Effort::Thorough && !search.gives(&all)? {
        return Err(Error::query("the statement does not give this row again").at(wanted.file));
    } else if effort == Effort::One {
        let mut found = all;
        for (table, conditions) in every {
            search.keep(&mut found, &table, conditions)?;
        }
        found
    } else {
        search.one_by_one(all)?
    };
    let found = if effort == Effort::Thorough { search.called_alike(found, &made_of)? } else { found };
    let fixed = footing.fixed.iter().map(|table| (table.clone(), Vec::new()));
    found
        .into_iter()
        .chain(fixed)
        .map(|(table, conditions)| {
            let (rows, of) = match lens.held(&table)? {
                Some(held) => (matching(&held, &conditions).len(), held.rows.len()),
                None => (lens.count(&table, &conditions)?, lens.count(&table, &[])?),
            };
            Ok(Part { table, conditions, rows, of })
        })
        .collect()
}

/// What is known of the rows that are read in each place.
type Places = BTreeMap<Reading, Vec<Condition>>;

struct Search<'a> {
    lens: &'a Lens<'a>,
    footing: &'a Footing,
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
        let alike = |other: &Vec<Cell>| wanted.columns.iter().all(|at| same(&row[*at], &other[*at]));
        let keys: Vec<usize> = wanted.key.iter().filter_map(|key| wanted.result.position(key)).collect();
        if keys.is_empty() && wanted.result.rows.len() == 1 {
            return Ok(again.rows.len() == 1 && alike(&again.rows[0]));
        }
        if keys.is_empty() {
            return Ok(again.rows.iter().any(|other| row.iter().zip(other).all(|(a, b)| same(a, b))));
        }
        Ok(again.rows.iter().find(|other| keys.iter().all(|k| row[*k] == other[*k])).is_some_and(alike))
    }

    /// Every place with all the rows of its table.
    fn everywhere(&self) -> Places {
        self.footing.readings.iter().map(|reading| (reading.clone(), Vec::new())).collect()
    }

    /// The places narrowed along the equalities, from what the row, the statement and the run say, and on from the rows found.
    /// Not tried yet.
    fn followed(&self) -> Result<Places> {
        let mut found = self.everywhere();
        let (aside, first): (Vec<&Equality>, Vec<_>) = self.footing.equalities.iter().partition(|e| self.is_aside(e));
        self.along(&first, &mut found)?;
        // What else passes into the row tells less: its line most, a text that others may have too least.
        let (lines, others): (Vec<&Equality>, Vec<_>) = aside.into_iter().partition(|e| e.column == "source_row");
        for equality in lines.into_iter().chain(others) {
            self.narrow(&mut found, equality)?;
        }
        self.along(&first, &mut found)?;
        Ok(found)
    }

    /// Narrows along equalities until nothing changes.
    fn along(&self, equalities: &[&Equality], found: &mut Places) -> Result<()> {
        for _ in 0..STEPS {
            let before = found.clone();
            for equality in equalities {
                self.narrow(found, equality)?;
            }
            if *found == before {
                break;
            }
        }
        Ok(())
    }

    /// Does a column of the result that is no key tell which rows these are?
    fn is_aside(&self, equality: &Equality) -> bool {
        let Side::Result(position) = equality.with else { return false };
        !self.wanted.result.columns.get(position).is_some_and(|column| self.wanted.key.contains(column))
    }

    /// Puts what an equality says on its place, if that leaves fewer rows.
    fn narrow(&self, found: &mut Places, equality: &Equality) -> Result<()> {
        let Some(mut values) = self.values(&equality.with, found)?.filter(|values| values.len() <= VALUES) else {
            return Ok(());
        };
        let (table, before) = (equality.reading.table(), found.get(&equality.reading).cloned().unwrap_or_default());
        let mut then = before.clone();
        match then.iter_mut().find(|condition| condition.column == equality.column) {
            Some(condition) => {
                values = values.intersection(&condition.values).cloned().collect();
                condition.values.clone_from(&values);
            }
            None => then.push(Condition { column: equality.column.clone(), values: values.clone() }),
        }
        let (rows, now) = match self.lens.held(table)? {
            Some(held) if !has_texts(&held, &equality.column) => return Ok(()),
            Some(held) => (matching(&held, &then).len(), matching(&held, &before).len()),
            None if values.is_empty() => return Ok(()),
            None => (self.lens.count(table, &then)?, self.lens.count(table, &before)?),
        };
        // That no row of a table has a value may mean that the value is written otherwise there; that none belongs to rows of
        // another table is an answer.
        let nothing = rows == 0 && !matches!(equality.with, Side::Column(..));
        if !nothing && rows < now {
            found.insert(equality.reading.clone(), then);
        }
        Ok(())
    }

    /// What the other side of an equality can be; nothing where it can be anything.
    fn values(&self, side: &Side, found: &Places) -> Result<Option<BTreeSet<String>>> {
        let one = |value: Option<String>| value.map(|value| BTreeSet::from([value]));
        Ok(match side {
            Side::Values(values) => Some(values.clone()),
            Side::Parameter(name) => {
                let sql = format!("SELECT getvariable('{}')::VARCHAR AS value", name.replace('\'', "''"));
                one(text(ResultTable::query(self.lens.connection(), &sql)?.get(0, "value")))
            }
            Side::Result(position) => {
                let wanted = self.wanted;
                let cell = wanted.result.rows[wanted.row].get(*position);
                // A number names a row only where it is part of its key: two may be equal by chance.
                let is_key = wanted.result.columns.get(*position).is_some_and(|column| wanted.key.contains(column));
                let tells = |cell: &&Cell| match cell {
                    Cell::Integer(_) => is_key,
                    Cell::Float(number) => number.fract() != 0.0,
                    _ => true,
                };
                one(cell.filter(tells).and_then(text))
            }
            Side::Column(reading, column) => {
                let conditions = found.get(reading).map(Vec::as_slice).unwrap_or_default();
                let held =
                    self.lens.held(reading.table())?.filter(|held| !conditions.is_empty() && has_texts(held, column));
                let Some(held) = held else { return Ok(None) };
                let Some(at) = held.position(column) else { return Ok(None) };
                Some(matching(&held, conditions).iter().filter_map(|row| text(&held.rows[*row][at])).collect())
            }
        })
    }

    /// What of each table these places need together; of a table that none of them reads, what all places need that do.
    fn united(&self, found: &Places, places: &BTreeSet<Reading>) -> Restriction {
        let of_table = |table: &String| {
            let all = || found.iter().filter(|(reading, _)| reading.table() == table);
            let mut some: Vec<&Vec<Condition>> =
                all().filter(|(reading, _)| places.contains(*reading)).map(|(_, conditions)| conditions).collect();
            if some.is_empty() {
                some = all().map(|(_, conditions)| conditions).collect();
            }
            let Some((first, others)) = some.split_first() else { return Vec::new() };
            let mut together = Vec::new();
            for condition in *first {
                let same =
                    |conditions: &&Vec<Condition>| conditions.iter().find(|c| c.column == condition.column).cloned();
                let Some(others) = others.iter().map(same).collect::<Option<Vec<_>>>() else { continue };
                let values =
                    others.into_iter().flat_map(|c| c.values).chain(condition.values.iter().cloned()).collect();
                together.push(Condition { column: condition.column.clone(), values });
            }
            together
        };
        self.footing.open.iter().map(|table| (table.clone(), of_table(table))).collect()
    }

    /// Tries one table's conditions besides what was found.
    fn keep(&mut self, found: &mut Restriction, table: &str, conditions: Vec<Condition>) -> Result<bool> {
        if self.trials == 0 || found.get(table).is_none_or(|before| *before == conditions) {
            return Ok(false);
        }
        let mut then = found.clone();
        then.insert(table.to_owned(), conditions);
        let gives = self.gives(&then)?;
        if gives {
            *found = then;
        }
        Ok(gives)
    }

    /// Tables of which nothing is left out yet, by their columns that are called as the key of the row: where GROUPING SETS sum
    /// rows up, a column tells one row by its value and the next by all values, so that no equality holds of both.
    fn called_alike(&mut self, mut found: Restriction, made_of: &BTreeSet<Reading>) -> Result<Restriction> {
        let wanted = self.wanted;
        let whole = |(table, conditions): (&String, &Vec<Condition>)| {
            (conditions.is_empty() && made_of.iter().any(|reading| reading.table() == table)).then(|| table.clone())
        };
        for table in found.iter().filter_map(whole).collect::<Vec<_>>() {
            let none = format!("SELECT * FROM ({}) LIMIT 0", self.lens.select(&table, &[]));
            let columns = ResultTable::query(self.lens.connection(), &none)?;
            for key in wanted.key.iter().filter(|key| columns.position(key).is_some()) {
                let cell = wanted.result.position(key).and_then(|at| wanted.result.rows[wanted.row].get(at));
                let Some(value) = cell.and_then(text) else { continue };
                let mut conditions = found[&table].clone();
                conditions.push(Condition { column: key.clone(), values: BTreeSet::from([value]) });
                if self.lens.count(&table, &conditions)? > 0 {
                    self.keep(&mut found, &table, conditions)?;
                }
            }
        }
        Ok(found)
    }

    /// One equality after the other, each kept where the value stays; several times, for rows found lead to others.
    fn one_by_one(&mut self, mut found: Restriction) -> Result<Restriction> {
        let mut places = self.everywhere();
        for _ in 0..STEPS {
            let mut changed = false;
            for equality in &self.footing.equalities {
                let mut then = places.clone();
                self.narrow(&mut then, equality)?;
                if then == places {
                    continue;
                }
                let table = equality.reading.table();
                let conditions = self.united(&then, &BTreeSet::new()).remove(table).unwrap_or_default();
                // A place may be narrowed without narrowing its table: another place needs the rest.
                if found.get(table) == Some(&conditions) || self.keep(&mut found, table, conditions)? {
                    places = then;
                    changed = true;
                }
            }
            if !changed {
                break;
            }
        }
        Ok(found)
    }
}

/// The rows of a table for which the conditions hold.
fn matching(table: &ResultTable, conditions: &[Condition]) -> Vec<usize> {
    let at: Vec<(usize, &BTreeSet<String>)> =
        conditions.iter().filter_map(|c| Some((table.position(&c.column)?, &c.values))).collect();
    let holds = |row: usize, column: usize, values: &BTreeSet<String>| {
        text(&table.rows[row][column]).is_some_and(|text| values.contains(&text))
    };
    (0..table.rows.len()).filter(|row| at.iter().all(|(column, values)| holds(*row, *column, values))).collect()
}

/// Can the values of a column be found again by their texts?
fn has_texts(table: &ResultTable, column: &str) -> bool {
    let is_told = |cell: &Cell| matches!(cell, Cell::Missing | Cell::Float(_)) || text(cell).is_some();
    table.position(column).is_some_and(|at| table.rows.iter().all(|row| is_told(&row[at])))
}

/// The text by which DuckDB finds a value again. Of computed numbers those that both write alike have one.
fn text(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Text(_) | Cell::Integer(_) | Cell::Date(_) => Some(cell.machine()),
        Cell::Float(number) if (1e-3..1e9).contains(&number.abs()) && number.fract() != 0.0 => Some(cell.machine()),
        _ => None,
    }
}
