//! Fitted reference classes as rows of dataset tables, and back.

use super::column::{Columns, Kept, columns};
use super::fields::{Fields, Row};
use crate::error::{Error, Result};
use crate::statistics::backtest::Record;
use crate::statistics::reference_class::{
    Cell, DriftWeight, FittedClass, MakeUp, Options, PaceMemory, QUANTILES, Table,
};
use crate::statistics::{Analogs, Refusal};
use std::collections::BTreeMap;

/// The tables of a class, in the order in which they are written.
pub const TABLES: [&str; 4] = ["reference_class", "reference_growth", "reference_memory", "reference_weight"];

/// What a class is called and where its histories come from: what no fit can know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Its identifier.
    pub class: String,
    /// What its histories are, in Vietnamese.
    pub what_vi: String,
    /// The same in English.
    pub what_en: String,
    /// Who published them, and where.
    pub publisher: String,
    /// Under which terms.
    pub licence: String,
    /// SHA-256 of the table of histories.
    pub library_sha256: String,
    /// Anything a reader should know.
    pub note: Option<String>,
}

/// A class with its name and origin.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedClass {
    /// Name and origin.
    pub origin: Origin,
    /// The class.
    pub fitted: FittedClass,
}

impl NamedClass {
    /// The class as a model: `analogs(NAME)`.
    pub fn model(&self) -> Analogs {
        Analogs::new(&self.origin.class, self.fitted.clone())
    }
}

columns!(Origin: class, what_vi, what_en, publisher, licence, library_sha256, note);
columns!(MakeUp: scale, unit, areas, histories, readings, left_out, windows, first_year, last_year; options);
columns!(Options: bandwidth, recency, window, blended);
columns!(Cell: level, horizon, effective_size, effective_areas, growth);
columns!(PaceMemory: horizon, memory, spread);
columns!(DriftWeight: readings, horizon, weight);

/// The quantiles of growth: 99 numbers in one cell.
impl Kept for Vec<f64> {
    fn text(&self) -> String {
        self.iter().map(Kept::text).collect::<Vec<_>>().join(" ")
    }

    fn of(row: &Row<'_>, column: &str) -> Result<Vec<f64>> {
        let text = row.text(column)?;
        let numbers: Vec<f64> = text.split(' ').filter_map(|number| number.parse().ok()).collect();
        if numbers.len() != QUANTILES || text.split(' ').count() != QUANTILES {
            return Err(row.wrong(column, text, "99 numbers with blanks between them"));
        }
        Ok(numbers)
    }
}

/// The rows of each of its tables.
pub fn class_tables(class: &NamedClass) -> Vec<(&'static str, Vec<Fields>)> {
    let NamedClass { origin, fitted } = class;
    let of = |fields: Fields| [vec![("class", origin.class.clone())], fields].concat();
    // The note stands last.
    let mut head = origin.fields();
    let note = head.pop();
    head.extend(fitted.make_up.fields());
    head.extend(note);
    let growth = fitted.table.cells().iter().map(|cell| of(cell.fields())).collect();
    let memory = fitted.memory.iter().map(|memory| of(memory.fields())).collect();
    let weights = fitted.drift_weights.iter().map(|weight| of(weight.fields())).collect();
    TABLES.into_iter().zip([vec![head], growth, memory, weights]).collect()
}

/// The classes of the tables; `tables` gives the rows of one of [`TABLES`].
///
/// # Errors
/// A value that no class has, with its place.
pub fn classes<'a>(
    tables: impl Fn(&str) -> Vec<Row<'a>>,
    records: &BTreeMap<String, Record>,
) -> Result<Vec<NamedClass>> {
    let [heads, growth, memory, weights] = TABLES.map(tables);
    heads.iter().map(|head| class(head, &growth, &memory, &weights, records)).collect()
}

fn class(
    head: &Row<'_>,
    growth: &[Row<'_>],
    memory: &[Row<'_>],
    weights: &[Row<'_>],
    records: &BTreeMap<String, Record>,
) -> Result<NamedClass> {
    let origin = Origin::of(head)?;
    let id = origin.class.as_str();
    let cells = of(id, growth)?;
    let table = Table::new(cells).map_err(|reason: Refusal| -> Error {
        head.wrong("class", id, "growth over a full grid of levels and horizons, rising from quantile to quantile")
            .hint(format!("{reason}: build the class anew with `milepost reference build`"))
    })?;
    let fitted = FittedClass {
        make_up: MakeUp::of(head)?,
        table,
        memory: of(id, memory)?,
        drift_weights: of(id, weights)?,
        record: records.get(id).cloned().ok_or_else(|| {
            head.wrong("class", id, "a record of the same name in the table backtest")
                .hint("build the class anew with `milepost reference build`")
        })?,
    };
    Ok(NamedClass { origin, fitted })
}

/// What the rows of one class hold.
fn of<Held: Columns>(id: &str, rows: &[Row<'_>]) -> Result<Vec<Held>> {
    rows.iter().filter(|row| row.text("class").is_ok_and(|class| class == id)).map(Held::of).collect()
}
