//! What each value of a statement stands on: the columns it is made of, and the equalities by which its rows are found.
//!
//! A column's lineage says what its expression names. A value stands on more: a count, a sum, the greatest of several stand on
//! every row that they see, and so on the conditions that choose these rows.

use super::relation::{Columns, Origins, Relation, Scope};
use super::resolve::{Resolver, With, strings};
use super::{Origin, known_columns};
use crate::error::Result;
use crate::queries::tree::{function_name, offset, parsed, tables};
use crate::store::ResultTable;
use duckdb::Connection;
use serde_json::Value;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// One place in a statement where a table is read: its name, and where that stands. A table that is read twice is asked for
/// different rows in each place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reading(String);

impl Reading {
    /// The name of the table, in lower case.
    pub fn table(&self) -> &str {
        self.0.split('@').next().unwrap_or_default()
    }

    /// What the resolver calls the table in this place.
    pub(super) fn named(table: &str, place: &Value) -> String {
        format!("{table}@{}", offset(place).unwrap_or_default())
    }
}

/// A column of a table, and what its values must equal for a row to count.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Equality {
    /// Where the table is read.
    pub reading: Reading,
    /// Its column.
    pub column: String,
    /// What it equals.
    pub with: Side,
}

/// The other side of an equality.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// Values that the statement writes down.
    Values(BTreeSet<String>),
    /// What the run is told.
    Parameter(String),
    /// A column of what is read in another place.
    Column(Reading, String),
    /// A column of the result, by its position.
    Result(usize),
}

/// What a statement stands on.
#[derive(Debug, Clone, Default)]
pub struct Footing {
    /// The origins of each column of the result, in order; with the conditions that choose rows where rows are summed up.
    pub columns: Vec<Origins>,
    /// By what rows are found.
    pub equalities: BTreeSet<Equality>,
    /// Every place in which a table is read.
    pub readings: BTreeSet<Reading>,
    /// The tables that it reads by their names alone.
    pub open: BTreeSet<String>,
    /// The tables that it reads by schema and name: nothing can stand before these.
    pub fixed: BTreeSet<String>,
}

impl Footing {
    /// Of one statement that gives `width` columns, over tables that the connection holds.
    ///
    /// # Errors
    /// A statement that cannot be parsed; what DuckDB reports.
    pub fn of(connection: &Connection, sql: &str, file: &str, width: usize) -> Result<Footing> {
        let tree = parsed(connection, sql, file)?;
        let names = "SELECT DISTINCT function_name FROM duckdb_functions() WHERE function_type = 'aggregate'";
        let aggregates = ResultTable::query(connection, names)?.rows.iter().map(|row| row[0].machine()).collect();
        let ledger = Ledger { aggregates, ..Ledger::default() };
        let known = known_columns(connection)?;
        let found = Resolver { known: &known, sql, file, ledger: Some(&ledger) }.result(&tree);
        let Columns { named, open, .. } = found;
        let mut columns: Vec<Origins> = named.into_iter().map(|(_, origins)| origins).collect();
        if let Some((at, origins)) = open {
            let spread = width.saturating_sub(columns.len());
            columns.splice(at..at, std::iter::repeat_n(origins, spread));
        }
        let mut footing = Footing {
            columns,
            equalities: ledger.equalities.into_inner(),
            readings: ledger.readings.into_inner(),
            ..Footing::default()
        };
        for (position, origins) in footing.columns.iter().enumerate() {
            if let Some((reading, column)) = only_column(origins) {
                footing.equalities.insert(Equality { reading, column, with: Side::Result(position) });
            }
        }
        for table in tables(&tree) {
            if table.schema.is_empty() {
                footing.open.insert(table.name)
            } else {
                footing.fixed.insert(table.name)
            };
        }
        footing.open = footing.open.difference(&footing.fixed).cloned().collect();
        Ok(footing)
    }

    /// What columns of the result are made of: where tables are read, and which of their columns; every column where the text
    /// does not tell, and none where only the rows count.
    pub fn made_of(&self, columns: &[usize]) -> BTreeMap<Reading, Option<BTreeSet<String>>> {
        let mut made: BTreeMap<Reading, Option<BTreeSet<String>>> = BTreeMap::new();
        let told = columns.iter().map(|at| self.columns.get(*at));
        if told.clone().any(|origins| origins.is_none_or(|o| o.iter().any(|o| matches!(o, Origin::Unknown { .. })))) {
            return self.open.iter().chain(&self.fixed).map(|table| (Reading(table.clone()), None)).collect();
        }
        for origin in told.flatten().flatten() {
            let (Origin::Column { table, .. } | Origin::Rows(table)) = origin else { continue };
            let all = made.entry(Reading(table.to_lowercase())).or_insert_with(|| Some(BTreeSet::new()));
            if let (Origin::Column { column, .. }, Some(all)) = (origin, all.as_mut()) {
                all.insert(column.clone());
            }
        }
        made
    }
}

/// What the resolver writes down besides the origins of columns.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    /// Names of functions that sum rows up.
    aggregates: BTreeSet<String>,
    equalities: RefCell<BTreeSet<Equality>>,
    readings: RefCell<BTreeSet<Reading>>,
    /// WITH queries by name, each with the place that names it first.
    named: RefCell<BTreeMap<String, usize>>,
}

impl Ledger {
    /// A table is read in this place.
    pub fn reads(&self, place: &str) {
        self.readings.borrow_mut().insert(Reading(place.to_lowercase()));
    }

    /// Is this WITH query named in another place already? Then what holds inside it holds of what is read through this one too.
    pub fn named_again(&self, name: &str, columns: &Columns, place: &Value) -> bool {
        let at = offset(place).unwrap_or_default();
        if *self.named.borrow_mut().entry(name.to_owned()).or_insert(at) == at {
            return false;
        }
        let inside: BTreeSet<String> = columns.tables().into_iter().map(|table| table.to_lowercase()).collect();
        let again = |reading: &Reading| inside.contains(&reading.0).then(|| Reading(Reading::named(&reading.0, place)));
        let more: Vec<Equality> = (self.equalities.borrow().iter())
            .filter_map(|equality| {
                let with = match &equality.with {
                    Side::Column(of, column) => Side::Column(again(of).unwrap_or_else(|| of.clone()), column.clone()),
                    other => other.clone(),
                };
                Some(Equality { reading: again(&equality.reading)?, column: equality.column.clone(), with })
            })
            .collect();
        self.equalities.borrow_mut().extend(more);
        self.readings.borrow_mut().extend(inside.iter().map(|table| Reading(Reading::named(table, place))));
        true
    }

    /// Does an expression sum rows up, or look at the rows around it? What happens inside an inner SELECT is that one's matter.
    pub fn sums_up(&self, node: &Value) -> bool {
        match node {
            Value::Object(map) => {
                let class = node["class"].as_str();
                class == Some("WINDOW")
                    || function_name(node).is_some_and(|name| self.aggregates.contains(&name))
                    || class != Some("SUBQUERY") && map.values().any(|child| self.sums_up(child))
            }
            Value::Array(items) => items.iter().any(|child| self.sums_up(child)),
            _ => false,
        }
    }

    /// Two columns that must be equal, of which those in these places lose rows where they are not.
    pub fn equal(&self, one: &Origins, other: &Origins, losing: &BTreeSet<String>) {
        if let (Some(one), Some(other)) = (only_column(one), only_column(other)) {
            let both = [(one.clone(), other.clone()), (other, one)];
            let loses = both.into_iter().filter(|((reading, _), _)| losing.contains(&reading.0));
            self.equalities.borrow_mut().extend(loses.map(|((reading, column), (of, with))| Equality {
                reading,
                column,
                with: Side::Column(of, with),
            }));
        }
    }

    fn equal_to(&self, one: &Origins, with: Side, losing: &BTreeSet<String>) {
        if let Some((reading, column)) = only_column(one).filter(|(reading, _)| losing.contains(&reading.0)) {
            self.equalities.borrow_mut().insert(Equality { reading, column, with });
        }
    }
}

impl Resolver<'_> {
    /// Writes down what a condition demands of the places that lose rows where it does not hold, and gives what it is made of.
    pub(super) fn condition(&self, node: &Value, with: &With, scope: &Scope, losing: &BTreeSet<String>) -> Origins {
        let origins = self.expression(node, with, scope, &[]);
        if let Some(ledger) = self.ledger {
            self.equalities(ledger, node, with, scope, losing);
        }
        origins
    }

    fn equalities(&self, ledger: &Ledger, node: &Value, with: &With, scope: &Scope, losing: &BTreeSet<String>) {
        let column = |node: &Value| {
            (node["class"].as_str() == Some("COLUMN_REF")).then(|| self.expression(node, with, scope, &[]))
        };
        match node["type"].as_str() {
            Some("COMPARE_EQUAL" | "COMPARE_NOT_DISTINCT_FROM") => {
                let (left, right) = (&node["left"], &node["right"]);
                match (column(left), column(right)) {
                    (Some(one), Some(other)) => ledger.equal(&one, &other, losing),
                    (Some(one), None) => side(right).into_iter().for_each(|side| ledger.equal_to(&one, side, losing)),
                    (None, Some(one)) => side(left).into_iter().for_each(|side| ledger.equal_to(&one, side, losing)),
                    (None, None) => {}
                }
            }
            Some("COMPARE_IN") => {
                let mut children = node["children"].as_array().into_iter().flatten();
                let first = children.next().and_then(column);
                let values: Option<BTreeSet<String>> = children.map(constant).collect();
                if let (Some(first), Some(values)) = (first, values) {
                    ledger.equal_to(&first, Side::Values(values), losing);
                }
            }
            _ => {}
        }
        match node {
            // An inner SELECT has its own scope.
            Value::Object(_) if node["class"].as_str() == Some("SUBQUERY") => {}
            Value::Object(map) => map.values().for_each(|child| self.equalities(ledger, child, with, scope, losing)),
            Value::Array(items) => items.iter().for_each(|child| self.equalities(ledger, child, with, scope, losing)),
            _ => {}
        }
    }

    /// The columns that `USING` or `NATURAL` hold to each other.
    pub(super) fn shared(
        &self,
        left: &[Relation],
        right: &[Relation],
        columns: &BTreeSet<String>,
        losing: &BTreeSet<String>,
    ) -> Origins {
        let mut all = Origins::new();
        for name in columns {
            let of = |side: &[Relation]| side.iter().find_map(|relation| relation.column(name).cloned());
            let (one, other) = (of(left).unwrap_or_default(), of(right).unwrap_or_default());
            if let Some(ledger) = self.ledger {
                ledger.equal(&one, &other, losing);
            }
            all.extend(one.into_iter().chain(other));
        }
        all
    }

    /// What chooses, groups and orders the rows of a SELECT.
    pub(super) fn choice(&self, node: &Value, with: &With, scope: &Scope) -> Origins {
        let mut all = Origins::new();
        let own = places(scope.relations);
        for part in ["where_clause", "group_expressions", "having", "qualify"] {
            all.extend(self.condition(&node[part], with, scope, &own));
        }
        let limits = strings_of_types(&node["modifiers"]).any(|kind| kind.starts_with("LIMIT"));
        if limits {
            // The order decides which rows are the first.
            all.extend(self.condition(&node["modifiers"], with, scope, &own));
        }
        all
    }
}

/// The places in which relations are read.
pub(super) fn places(relations: &[Relation]) -> BTreeSet<String> {
    relations.iter().flat_map(|relation| &relation.tables).map(|table| table.to_lowercase()).collect()
}

fn strings_of_types(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array().into_iter().flatten().filter_map(|item| item["type"].as_str())
}

/// The one column that something is made of.
fn only_column(origins: &Origins) -> Option<(Reading, String)> {
    match origins.iter().collect::<Vec<_>>()[..] {
        [Origin::Column { table, column }] => Some((Reading(table.to_lowercase()), column.clone())),
        _ => None,
    }
}

/// What a constant, a list of them or a parameter is, through casts.
fn side(node: &Value) -> Option<Side> {
    if node["type"].as_str() == Some("OPERATOR_CAST") {
        return side(&node["child"]);
    }
    if function_name(node).as_deref() == Some("getvariable") {
        return strings(&Value::from(vec![node["children"][0]["value"]["value"].clone()])).pop().map(Side::Parameter);
    }
    constant(node).map(|value| Side::Values(BTreeSet::from([value])))
}

/// The text of a constant.
fn constant(node: &Value) -> Option<String> {
    match &node["value"]["value"] {
        Value::String(text) if node["class"].as_str() == Some("CONSTANT") => Some(text.clone()),
        Value::Number(number) if node["class"].as_str() == Some("CONSTANT") => Some(number.to_string()),
        _ => None,
    }
}
