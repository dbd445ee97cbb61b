//! Fitted reference classes as rows of dataset tables, and back.

use super::fields::{Fields, Row};
use super::record::decimal;
use crate::error::{Error, Result};
use crate::statistics::backtest::Record;
use crate::statistics::reference_class::{
    Cell, DriftWeight, FittedClass, MakeUp, Options, PaceMemory, QUANTILES, Table,
};
use crate::statistics::{Analogs, Refusal, Scale};
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

/// The rows of each of its tables.
pub fn class_tables(class: &NamedClass) -> Vec<(&'static str, Vec<Fields>)> {
    let NamedClass { origin, fitted } = class;
    let made = &fitted.make_up;
    let id = || ("class", origin.class.clone());
    let head = vec![
        id(),
        ("what_vi", origin.what_vi.clone()),
        ("what_en", origin.what_en.clone()),
        ("publisher", origin.publisher.clone()),
        ("licence", origin.licence.clone()),
        ("library_sha256", origin.library_sha256.clone()),
        ("scale", made.scale.to_string()),
        ("unit", decimal(made.unit)),
        ("areas", made.areas.to_string()),
        ("histories", made.histories.to_string()),
        ("readings", made.readings.to_string()),
        ("left_out", made.left_out.to_string()),
        ("windows", made.windows.to_string()),
        ("first_year", decimal(made.first_year)),
        ("last_year", decimal(made.last_year)),
        ("bandwidth", decimal(made.options.bandwidth)),
        ("recency", decimal(made.options.recency)),
        ("window", decimal(made.options.window)),
        ("blended", made.options.blended.to_string()),
        ("note", origin.note.clone().unwrap_or_default()),
    ];
    let growth = fitted.table.cells().iter().map(|cell| {
        vec![
            id(),
            ("level", decimal(cell.level)),
            ("horizon", decimal(cell.horizon)),
            ("effective_size", decimal(cell.effective_size)),
            ("effective_areas", decimal(cell.effective_areas)),
            ("growth", cell.growth.iter().map(|g| decimal(*g)).collect::<Vec<_>>().join(" ")),
        ]
    });
    let memory = fitted.memory.iter().map(|m| {
        vec![id(), ("horizon", decimal(m.horizon)), ("memory", decimal(m.memory)), ("spread", decimal(m.spread))]
    });
    let weights = fitted.drift_weights.iter().map(|w| {
        vec![id(), ("readings", w.readings.to_string()), ("horizon", decimal(w.horizon)), ("weight", decimal(w.weight))]
    });
    TABLES.into_iter().zip([vec![head], growth.collect(), memory.collect(), weights.collect()]).collect()
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
    let text = |column: &str| head.text(column).map(str::to_owned);
    let id = head.text("class")?;
    let scale = head.text("scale")?;
    let make_up = MakeUp {
        areas: head.count("areas")?,
        histories: head.count("histories")?,
        readings: head.count("readings")?,
        left_out: head.count("left_out")?,
        windows: head.count("windows")?,
        first_year: head.number("first_year")?,
        last_year: head.number("last_year")?,
        scale: Scale::read(scale)
            .map_err(|_| head.wrong("scale", scale, "a scale such as gompertz or gompertz(0,1)"))?,
        unit: head.number("unit")?,
        options: Options {
            bandwidth: head.number("bandwidth")?,
            recency: head.number("recency")?,
            window: head.number("window")?,
            blended: head.flag("blended")?,
        },
    };
    let cells = of(id, growth).map(cell).collect::<Result<Vec<_>>>()?;
    let table = Table::new(cells).map_err(|reason: Refusal| -> Error {
        head.wrong("class", id, "growth over a full grid of levels and horizons, rising from quantile to quantile")
            .hint(format!("{reason}: build the class anew with `milepost reference build`"))
    })?;
    let memory = of(id, memory).map(|row| {
        Ok(PaceMemory { horizon: row.number("horizon")?, memory: row.number("memory")?, spread: row.number("spread")? })
    });
    let drift_weights = of(id, weights).map(|row| {
        Ok(DriftWeight {
            readings: row.count("readings")?,
            horizon: row.number("horizon")?,
            weight: row.number("weight")?,
        })
    });
    let fitted = FittedClass {
        make_up,
        table,
        memory: memory.collect::<Result<_>>()?,
        drift_weights: drift_weights.collect::<Result<_>>()?,
        record: records.get(id).cloned().ok_or_else(|| {
            head.wrong("class", id, "a record of the same name in the table backtest")
                .hint("build the class anew with `milepost reference build`")
        })?,
    };
    let origin = Origin {
        class: id.to_owned(),
        what_vi: text("what_vi")?,
        what_en: text("what_en")?,
        publisher: text("publisher")?,
        licence: text("licence")?,
        library_sha256: text("library_sha256")?,
        note: head.text("note").ok().map(str::to_owned),
    };
    Ok(NamedClass { origin, fitted })
}

/// The rows of one class.
fn of<'r, 'a>(id: &'r str, rows: &'r [Row<'a>]) -> impl Iterator<Item = &'r Row<'a>> {
    rows.iter().filter(move |row| row.text("class").is_ok_and(|class| class == id))
}

fn cell(row: &Row<'_>) -> Result<Cell> {
    let text = row.text("growth")?;
    let growth: Vec<f64> = text.split(' ').filter_map(|g| g.parse().ok()).collect();
    if growth.len() != QUANTILES || text.split(' ').count() != QUANTILES {
        return Err(row.wrong("growth", text, "99 numbers with blanks between them"));
    }
    Ok(Cell {
        level: row.number("level")?,
        horizon: row.number("horizon")?,
        effective_size: row.number("effective_size")?,
        effective_areas: row.number("effective_areas")?,
        growth,
    })
}
