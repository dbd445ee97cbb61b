//! `milepost explain` for a number on a page or a value of a query: the statement, the rows that alone give it, their sources.

use super::args::Format;
use super::asked::Asked;
use super::pages;
use super::plan::Plan;
use super::tree::Node;
use super::workbench::Workbench;
use super::{Outcome, output};
use crate::error::{Error, Result};
use crate::queries::{self, Effort, Readable, Wanted, run_sealed};
use crate::report::{Label, Origin, Reference, Witness, exact, written};
use crate::store::{Place, ResultTable, Sealed};
use serde_json::json;

/// Explains numbers on pages by their references, or all rows of a chart or table; as JSON one is an object, several are a
/// list. `parameters` are what the pages' notebook was told.
pub fn numbers(plan: &Plan, references: &[String], parameters: &[String], all: bool) -> Result<Outcome> {
    let asked = Asked::read(parameters)?;
    let bench = Workbench::prepare(plan, Place::Memory)?;
    let sealed = bench.sealed();
    let desk = Desk { asked, ..Desk::over(plan, &bench, &sealed, all)? };
    let origins = references.iter().map(|text| match text.split('/').collect::<Vec<_>>()[..] {
        [notebook, cell] => desk.cell(notebook, cell),
        _ => desk.number(&Reference::read(text)?),
    });
    told(plan, &origins.collect::<Result<Vec<Origin>>>()?)
}

/// Explains a value of a query's result, or a whole row of it.
pub fn value(plan: &Plan, query: &str, only: &[String], column: Option<&str>, all: bool) -> Result<Outcome> {
    let bench = Workbench::prepare(plan, Place::Memory)?;
    let sealed = bench.sealed();
    let desk = Desk::over(plan, &bench, &sealed, all)?;
    told(plan, &[desk.of_a_query(query, only, column)?])
}

fn told(plan: &Plan, origins: &[Origin]) -> Result<Outcome> {
    match origins {
        [one] if plan.format == Format::Json => output::say(&format!("{:#}\n", one.json()))?,
        several if plan.format == Format::Json => {
            let list: Vec<_> = several.iter().map(Origin::json).collect();
            output::say(&format!("{:#}\n", json!(list)))?;
        }
        several => several.iter().try_for_each(|origin| node(origin).print(plan.format))?,
    }
    Ok(Outcome::Fine)
}

fn node(origin: &Origin) -> Node {
    Node::new(origin.text.clone(), origin.from.iter().map(node).collect())
}

/// Of a chart or table with more rows than this, this many stand for all.
const ROWS: usize = 3;

/// Where values are explained: what they are read from, and what was found out about it so far.
struct Desk<'a> {
    plan: &'a Plan,
    bench: &'a Workbench,
    sealed: &'a Sealed<'a>,
    witness: Witness<'a>,
    asked: Asked,
    all: bool,
}

impl<'a> Desk<'a> {
    fn over(plan: &'a Plan, bench: &'a Workbench, sealed: &'a Sealed<'a>, all: bool) -> Result<Desk<'a>> {
        let witness = Witness::new(sealed, &bench.queries, plan.language, Effort::Thorough, all)?;
        Ok(Desk { plan, bench, sealed, witness, asked: Asked::default(), all })
    }

    /// A number of a notebook's cell.
    fn number(&self, reference: &Reference) -> Result<Origin> {
        let (file, sql, result) = self.run(&reference.notebook, &reference.cell)?;
        if reference.row > result.rows.len() {
            return Err(Error::usage("the cell has no such row")
                .found(reference.row.to_string())
                .expected(format!("1 to {}", result.rows.len())));
        }
        let by_number =
            reference.column.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).filter(|n| *n < result.columns.len());
        let named = |c: &String| *c == reference.column || Label::read(c).text == reference.column;
        let column = result.columns.iter().position(named).or(by_number);
        let column = column.ok_or_else(|| no_column(&reference.column, &result))?;
        let row = reference.row - 1;
        let wanted = Wanted { sql: &sql, file: &file, result: &result, row, key: &[], columns: vec![column] };
        self.of_a_value(&reference.to_string(), &wanted)
    }

    /// The rows that a chart or table shows, each as a whole.
    fn cell(&self, notebook: &str, cell: &str) -> Result<Origin> {
        let (file, sql, result) = self.run(notebook, cell)?;
        let columns: Vec<usize> = (0..result.columns.len()).collect();
        let name = format!("{notebook}/{cell}");
        let rows = self.plan.language.say_with("rows", &[("rows", &result.rows.len())]);
        let text = format!("{name}: {rows}");
        let mut root = Origin::new("shown", text, json!({ "reference": name, "rows": result.rows.len() }));
        let shown = if self.all { result.rows.len() } else { ROWS.min(result.rows.len()) };
        for row in 0..shown {
            let wanted = Wanted { sql: &sql, file: &file, result: &result, row, key: &[], columns: columns.clone() };
            root.from.push(self.of_a_value(&format!("{name}/{}", row + 1), &wanted)?);
        }
        if shown < result.rows.len() {
            let left = result.rows.len() - shown;
            let more = self.plan.language.say_with("explain-rows-more-all", &[("rows", &left)]);
            root.from.push(Origin::new("more", more, json!({ "rows": left })));
        }
        Ok(root)
    }

    /// The place, the statement and the result of a notebook's cell.
    fn run(&self, of: &str, name: &str) -> Result<(String, String, ResultTable)> {
        let notebook = pages::notebook(self.plan, of)?;
        // Of several numbers each is explained by what its own notebook was told.
        self.plan.parameters.set(self.bench.store.connection())?;
        self.asked.tell(self.bench.store.connection(), &notebook)?;
        let cells = notebook.cells();
        let Some((_, cell)) = cells.iter().find(|(known, _)| *known == name) else {
            let known: Vec<&str> = cells.iter().map(|(name, _)| name.as_str()).collect();
            return Err(Error::usage("the notebook has no such cell").found(name).expected(known.join(", ")));
        };
        let file = format!("{}:{}", cell.file, cell.line);
        let readable = Readable::of(self.bench.store.connection(), [])?;
        let result = run_sealed(self.sealed, &readable, &cell.code, &file)?;
        Ok((file, cell.code.clone(), result))
    }

    /// A row of a query's result.
    fn of_a_query(&self, name: &str, only: &[String], column: Option<&str>) -> Result<Origin> {
        let query = self.bench.query(name)?;
        let result = queries::fetch(self.bench.store.connection(), name)?;
        let mut left: Vec<usize> = (0..result.rows.len()).collect();
        for condition in only {
            let (key, value) = condition.split_once('=').ok_or_else(|| {
                Error::usage("not a condition").found(condition).expected("--where COLUMN=VALUE,COLUMN=VALUE")
            })?;
            let at = result.position(key.trim()).ok_or_else(|| no_column(key, &result))?;
            left.retain(|row| result.rows[*row][at].machine() == value.trim());
        }
        let [row] = left[..] else {
            let known: Vec<String> = left
                .iter()
                .take(5)
                .map(|row| {
                    let pairs = query.header.key.iter().map(|k| format!("{k}={}", result.get(*row, k).machine()));
                    pairs.collect::<Vec<_>>().join(",")
                })
                .collect();
            return Err(Error::usage(format!("{} rows of {name} answer to these conditions, not one", left.len()))
                .found(only.join(","))
                .expected(if known.is_empty() {
                    format!("--where with the key: {}", query.header.key.join(", "))
                } else {
                    format!("one of: {}", known.join("; "))
                }));
        };
        let columns = match column {
            Some(column) => vec![result.position(column).ok_or_else(|| no_column(column, &result))?],
            None => (0..result.columns.len()).collect(),
        };
        let wanted =
            Wanted { sql: &query.sql, file: &query.file, result: &result, row, key: &query.header.key, columns };
        self.of_a_value(name, &wanted)
    }

    /// The value, and below it where it comes from.
    fn of_a_value(&self, name: &str, wanted: &Wanted<'_>) -> Result<Origin> {
        let language = self.plan.language;
        let (columns, row) = (&wanted.result.columns, &wanted.result.rows[wanted.row]);
        let object = || -> serde_json::Map<_, _> {
            columns.iter().zip(row).map(|(c, cell)| (Label::read(c).text, cell.json())).collect()
        };
        let (text, data) = match wanted.columns[..] {
            [column] => {
                let label = Label::read(&columns[column]);
                let (cell, known) = (&row[column], exact(&row[column], language));
                // Without a format of its own a value stands on the page as the text around it wants it.
                let said = if label.format.is_empty() { known.clone() } else { written(cell, &label.format, language) };
                let exactly = if known == said { String::new() } else { format!(" ({known})") };
                let text = format!("{name}: {} = {said}{exactly}", label.text);
                (
                    text,
                    json!({ "reference": name, "column": label.text, "value": cell.json(), "written": said, "row": object() }),
                )
            }
            _ => {
                let pairs: Vec<String> =
                    columns.iter().zip(row).map(|(c, cell)| format!("{c} = {}", exact(cell, language))).collect();
                (format!("{name}: {}", pairs.join(", ")), json!({ "reference": name, "row": object() }))
            }
        };
        let mut root = Origin::new("value", text, data);
        root.from.push(self.witness.origin(wanted)?);
        Ok(root)
    }
}

fn no_column(asked: &str, result: &ResultTable) -> Error {
    Error::usage("there is no such column").found(asked).expected(result.columns.join(", "))
}
