//! Where a number comes from, as a tree: the statement, the rows that alone give it, and so on down to lines and cells.

mod class;
mod ends;
mod inline;
mod origin;
mod reference;

pub use inline::{Shown, inline};
pub use origin::Origin;
pub use reference::Reference;

use super::value::exact;
use crate::error::Result;
use crate::language::{Language, count};
use crate::queries::{Condition, Effort, Footing, Lens, Part, Query, Wanted, sufficient};
use crate::sources::sha256;
use crate::store::{Cell, ResultTable, Sealed};
use serde_json::{Map, Value, json};
use std::cell::{Cell as Counter, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// The most rows of a table that are told one by one; of more, the first [`SAMPLE`].
const MOST: usize = 6;

/// How many rows stand for many.
const SAMPLE: usize = 3;

/// How many statements are run again for one page, besides the page's own; what lies below is for the command.
const TRIED: usize = 30;

/// How long a text in a row's line may be.
const SHORT: usize = 40;

/// What leads from values to their origins.
pub struct Witness<'a> {
    lens: Lens<'a>,
    queries: &'a [Query],
    language: Language,
    effort: Effort,
    /// Are all rows told, however many?
    all: bool,
    left: Counter<usize>,
    known: RefCell<BTreeMap<(String, String), Parts>>,
    footings: RefCell<BTreeMap<String, Rc<Footing>>>,
}

/// What of each table is enough, found once.
type Parts = Rc<Vec<Part>>;

/// The columns of a table that are asked about; all of them where none are named.
type Columns = Option<BTreeSet<String>>;

/// The rows that a tree has already told, each with the columns that were asked about.
type Told = BTreeMap<(String, String), Columns>;

impl<'a> Witness<'a> {
    /// Over a store whose result tables are there.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn new(
        sealed: &'a Sealed<'a>,
        queries: &'a [Query],
        language: Language,
        effort: Effort,
        all: bool,
    ) -> Result<Witness<'a>> {
        let left = Counter::new(if effort == Effort::One { TRIED } else { usize::MAX });
        Ok(Witness {
            lens: Lens::over(sealed)?,
            queries,
            language,
            effort,
            all,
            left,
            known: RefCell::default(),
            footings: RefCell::default(),
        })
    }

    /// The statement and what it read for this value.
    ///
    /// # Errors
    /// A statement that does not give the value again; what DuckDB reports.
    pub fn origin(&self, wanted: &Wanted<'_>) -> Result<Origin> {
        self.statement(wanted, &mut Told::new())
    }

    fn statement(&self, wanted: &Wanted<'_>, told: &mut Told) -> Result<Origin> {
        let mut parameters = Map::new();
        let mut words = Vec::new();
        for name in variables(wanted.sql) {
            let value =
                ResultTable::query(self.lens.connection(), &format!("SELECT getvariable('{name}')::VARCHAR AS value"))?;
            let value = value.get(0, "value").machine();
            words.push(format!("{name} = {value}"));
            parameters.insert(name.to_owned(), Value::from(value));
        }
        let hash = sha256(wanted.sql.as_bytes());
        let mut text = format!("{}  sha256 {}", wanted.file, &hash[..12]);
        if !words.is_empty() {
            text.push_str(&format!("  ({})", words.join(", ")));
        }
        let data = json!({ "file": wanted.file, "sha256": hash, "sql": wanted.sql, "parameters": parameters });
        let mut origin = Origin::new("statement", text, data);
        let footing = self.footing(wanted)?;
        let mut made_of: BTreeMap<String, Columns> = BTreeMap::new();
        for (reading, columns) in footing.made_of(&wanted.columns) {
            let all = made_of.entry(reading.table().to_owned()).or_insert_with(|| Some(BTreeSet::new()));
            *all = all.take().zip(columns).map(|(all, more)| all.union(&more).cloned().collect());
        }
        let mut choosing = Vec::new();
        for part in self.parts(&footing, wanted)?.iter() {
            match made_of.get(&part.table) {
                Some(columns) => origin.from.extend(self.part(part, columns, told)?),
                None => choosing.push(part.table.clone()),
            }
        }
        if !choosing.is_empty() {
            let words = self.language.say("explain-only-to-choose-rows");
            let text = format!("{words}: {}", choosing.join(", "));
            origin.from.push(Origin::new("choice", text, json!({ "tables": choosing })));
        }
        Ok(origin)
    }

    /// What the statement stands on, read once.
    fn footing(&self, wanted: &Wanted<'_>) -> Result<Rc<Footing>> {
        if let Some(footing) = self.footings.borrow().get(wanted.sql) {
            return Ok(footing.clone());
        }
        let width = wanted.result.columns.len();
        let footing = Rc::new(Footing::of(self.lens.connection(), wanted.sql, wanted.file, width)?);
        self.footings.borrow_mut().insert(wanted.sql.to_owned(), footing.clone());
        Ok(footing)
    }

    /// What is enough, looked for once for each row and its columns.
    fn parts(&self, footing: &Footing, wanted: &Wanted<'_>) -> Result<Parts> {
        let row = format!("{}\u{1f}{:?}", wanted.result.text_of(wanted.row), wanted.columns);
        let key = (wanted.file.to_owned(), row);
        if let Some(parts) = self.known.borrow().get(&key) {
            return Ok(parts.clone());
        }
        if !wanted.key.is_empty() {
            if self.left.get() == 0 {
                return Ok(Rc::default());
            }
            self.left.set(self.left.get() - 1);
        }
        let parts = Rc::new(sufficient(&self.lens, footing, wanted, self.effort)?);
        self.known.borrow_mut().insert(key, parts.clone());
        Ok(parts)
    }

    /// A table with those of its rows that are enough.
    fn part(&self, part: &Part, columns: &Columns, told: &mut Told) -> Result<Option<Origin>> {
        let language = self.language;
        let number = |n: usize| count(n as i128, language);
        let mut text = language.say_with(
            "explain-rows-of",
            &[("table", &part.table), ("rows", &part.rows), ("n", &number(part.rows)), ("all", &number(part.of))],
        );
        if !part.conditions.is_empty() {
            let where_: Vec<String> = part.conditions.iter().map(said).collect();
            text.push_str(&format!(" ({})", where_.join(", ")));
        }
        // Of a page's tables that one guess did not narrow, no sample is told: it might have nothing to do with the value.
        let unrelated = self.effort == Effort::One && part.conditions.is_empty();
        let most = match part.rows {
            rows if unrelated && rows > 1 => 0,
            rows if self.all || rows <= MOST => rows,
            _ => SAMPLE,
        };
        let rows = self.lens.rows(&part.table, &part.conditions, most)?;
        let conditions = part.conditions.iter().map(|c| json!({ "column": c.column, "values": c.values }));
        let data = json!({ "table": part.table, "rows": part.rows, "of": part.of, "shown": rows.rows.len(),
            "where": conditions.collect::<Vec<_>>(), "columns": columns });
        let mut origin = Origin::new("rows", text, data);
        for row in 0..rows.rows.len() {
            origin.from.push(self.row(&part.table, &rows, row, columns, told)?);
        }
        if rows.rows.len() < part.rows && most > 0 {
            let left = part.rows - rows.rows.len();
            let text = language.say_with("explain-rows-more", &[("rows", &left), ("n", &number(left))]);
            origin.from.push(Origin::new("more", text, json!({ "rows": left })));
        }
        Ok(Some(origin))
    }

    fn row(&self, table: &str, rows: &ResultTable, row: usize, columns: &Columns, told: &mut Told) -> Result<Origin> {
        let query = self.queries.iter().find(|q| q.name.eq_ignore_ascii_case(table));
        let text = self.line(table, rows, row, query, columns);
        let data = json!({ "table": table, "row": object(rows, row), "columns": columns });
        let mut origin = Origin::new("row", text, data);
        // Of a dataset's row the whole is told at once.
        let asked = if query.is_some() { columns.clone() } else { None };
        let name = (table.to_owned(), rows.text_of(row));
        match told.get(&name) {
            Some(before) if covers(before, &asked) => {
                origin.text.push_str(&format!(" ({})", self.language.say("explain-told-above")));
                origin.data["again"] = Value::from(true);
                return Ok(origin);
            }
            before => {
                let both = match (before, asked) {
                    (Some(Some(before)), Some(asked)) => Some(before.union(&asked).cloned().collect()),
                    (None, asked) => asked,
                    _ => None,
                };
                told.insert(name, both);
            }
        }
        match query {
            // A result that carries its row of the dataset along says at once where it was read; a page goes no further.
            Some(_) if self.effort == Effort::One && *rows.get(row, "source_row") != Cell::Missing => {
                ends::add(&mut origin, self.lens.connection(), rows, row, self.language)?;
            }
            Some(query) => {
                let all = 0..rows.columns.len();
                // Where only the rows count, a row stands on what tells it apart.
                let key: Columns = Some(query.header.key.iter().cloned().collect());
                let columns = if columns.as_ref().is_some_and(BTreeSet::is_empty) { &key } else { columns };
                let asked = |at: &usize| columns.as_ref().is_none_or(|columns| columns.contains(&rows.columns[*at]));
                let wanted = Wanted {
                    sql: &query.sql,
                    file: &query.file,
                    result: rows,
                    row,
                    key: &query.header.key,
                    columns: all.filter(asked).collect(),
                };
                if let Some(working) = self.working(query, rows, row, columns) {
                    origin.from.push(working);
                    for part in class::behind(&self.lens, query, rows, row)? {
                        origin.from.extend(self.part(&part, &None, told)?);
                    }
                }
                origin.from.push(self.statement(&wanted, told)?);
            }
            None => ends::add(&mut origin, self.lens.connection(), rows, row, self.language)?,
        }
        Ok(origin)
    }

    /// The command that prints the formulas with the numbers put in, where the query calls a statistical function.
    fn working(&self, query: &Query, rows: &ResultTable, row: usize, columns: &Columns) -> Option<Origin> {
        // What only names a row is computed by nothing.
        if columns.as_ref().is_some_and(|columns| columns.iter().all(|column| query.header.key.contains(column))) {
            return None;
        }
        let calls = |names: &[&str]| names.iter().any(|name| query.sql.contains(&format!("{name}(")));
        let indicator = rows.get(row, "indicator").text()?;
        let area = rows.get(row, "ref_area").text().map_or(String::new(), |area| format!(" --area {area}"));
        let verb = if calls(&["mann_kendall", "theil_sen", "ols_trend"]) {
            "trend"
        } else if calls(&["project", "attainment", "analogs"]) {
            "project"
        } else {
            return None;
        };
        let command = format!("milepost {verb} {indicator}{area} --explain");
        let words = self.language.say("explain-formulas");
        Some(Origin::new("working", format!("{words}: {command}"), json!({ "command": command })))
    }

    /// `reading: indicator = gov.x, time_period = 2025-12-01: obs_value = 88,357`.
    fn line(&self, table: &str, rows: &ResultTable, row: usize, query: Option<&Query>, columns: &Columns) -> String {
        const TOLD_BELOW: [&str; 6] = ["source", "source_row", "section", "locator", "note", "part"];
        let mut words = Vec::new();
        let keyed = |column: &String| query.is_some_and(|q| q.header.key.contains(column));
        for (column, cell) in rows.columns.iter().zip(&rows.rows[row]) {
            let long = matches!(cell, Cell::Text(t) if t.chars().count() > SHORT);
            let asked = columns.as_ref().is_none_or(|columns| columns.contains(column));
            let tells = query.is_none() || keyed(column) || asked;
            if *cell != Cell::Missing && !long && tells && !TOLD_BELOW.contains(&column.as_str()) {
                words.push(format!("{column} = {}", exact(cell, self.language)));
            }
        }
        format!("{table}: {}", words.join(", "))
    }
}

/// What a statement asks for by name: each once, in order.
fn variables(sql: &str) -> BTreeSet<&str> {
    let asked = sql.split("getvariable('").skip(1);
    asked.filter_map(|rest| rest.split_once("')").map(|(name, _)| name)).collect()
}

/// `indicator = gov.x`, `document = a | b`, of long lists how many.
fn said(condition: &Condition) -> String {
    let values: Vec<&str> = condition.values.iter().map(String::as_str).collect();
    match values.len() {
        0 => format!("{} = –", condition.column),
        1..=4 => format!("{} = {}", condition.column, values.join(" | ")),
        n => format!("{} = {} | … ({n})", condition.column, values[..3].join(" | ")),
    }
}

/// Do the columns told before hold those that are asked about now?
fn covers(before: &Columns, asked: &Columns) -> bool {
    match (before, asked) {
        (None, _) => true,
        (Some(before), Some(asked)) => asked.is_subset(before),
        (Some(_), None) => false,
    }
}

/// A row as an object of its columns.
fn object(rows: &ResultTable, row: usize) -> Value {
    let cells = rows.columns.iter().zip(&rows.rows[row]);
    Value::Object(cells.map(|(column, cell)| (column.clone(), cell.json())).collect())
}
