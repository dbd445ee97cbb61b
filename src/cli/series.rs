//! The series that a verb is asked about: which they are, their readings, and how a calculation on one is told.

use super::workbench::Workbench;
use crate::error::{Error, Result};
use crate::language::{Language, compare, date};
use crate::queries::run_text;
use crate::statistics::{Reading, Series, Working};
use crate::store::ResultTable;

/// One series of the project.
pub struct Named {
    /// Name of the indicator, of the measure and of the area, in the language of the plan.
    pub title: String,
    /// Its measure.
    pub measure: String,
    /// Code of its area.
    pub ref_area: String,
    /// The scale on which it is projected.
    pub scale: String,
    /// Its readings.
    pub series: Series,
}

impl Named {
    /// The condition on a table `t` that chooses the rows of this series.
    pub fn rows(&self) -> String {
        rows(&self.measure, &self.ref_area)
    }
}

/// The condition on a table `t` that chooses the rows of the series of this measure and area.
pub fn rows(measure: &str, ref_area: &str) -> String {
    let quoted = |text: &str| text.replace('\'', "''");
    format!("t.measure = '{}' AND t.ref_area = '{}'", quoted(measure), quoted(ref_area))
}

/// The condition on a table `t` with columns indicator and ref_area that chooses what was asked for.
///
/// # Errors
/// An indicator or area without any series, with those that have some.
pub fn condition(bench: &Workbench, language: Language, indicator: Option<&str>, area: Option<&str>) -> Result<String> {
    let mut parts = vec!["true".to_owned()];
    for (column, wanted, what) in [
        ("indicator", indicator, language.say("no-series-of-indicator")),
        ("ref_area", area, language.say("no-series-of-area")),
    ] {
        let Some(wanted) = wanted else { continue };
        let known =
            run_text(bench.store.connection(), &format!("SELECT DISTINCT {column} AS known FROM trend"), "series")?;
        let mut known: Vec<String> = (0..known.rows.len()).map(|row| known.get(row, "known").machine()).collect();
        known.sort_by(|a, b| compare(a, b));
        if !known.iter().any(|k| k == wanted) {
            return Err(Error::usage(what).found(wanted).expected(known.join(", ")));
        }
        parts.push(format!("t.{column} = '{}'", wanted.replace('\'', "''")));
    }
    Ok(parts.join(" AND "))
}

/// The series that a condition chooses, in the order of their names.
///
/// # Errors
/// What DuckDB reports.
pub fn of(bench: &Workbench, language: Language, chosen: &str) -> Result<Vec<Named>> {
    let name = language.of_data("name_vi", "name_en");
    let sql = format!(
        "SELECT i.{name} || ' – ' || m.{name} || ' – ' || a.name AS title, t.indicator, t.measure, t.ref_area, t.scale,
            unnest(t.periods) AS date, unnest(t.readings) AS value
        FROM trend t JOIN indicator i ON i.indicator = t.indicator JOIN measure m ON m.measure = t.measure
            JOIN area a ON a.area = t.ref_area
        WHERE {chosen} ORDER BY vietnamese_order(title), t.measure, t.ref_area, date"
    );
    let table = run_text(bench.store.connection(), &sql, "series")?;
    let mut all: Vec<(Named, Vec<Reading>)> = Vec::new();
    for row in 0..table.rows.len() {
        let text = |column: &str| table.get(row, column).machine();
        let Some(reading) = reading(&table, row) else { continue };
        match all.last_mut() {
            Some((named, readings)) if named.measure == text("measure") && named.ref_area == text("ref_area") => {
                readings.push(reading);
            }
            _ => {
                let named = Named {
                    title: text("title"),
                    measure: text("measure"),
                    ref_area: text("ref_area"),
                    scale: text("scale"),
                    series: Series::default(),
                };
                all.push((named, vec![reading]));
            }
        }
    }
    let whole = |(named, readings): (Named, Vec<Reading>)| {
        let series =
            Series::new(readings).map_err(|reason| Error::data(reason.sentence(language)).at(&named.measure))?;
        Ok(Named { series, ..named })
    };
    all.into_iter().map(whole).collect()
}

fn reading(table: &ResultTable, row: usize) -> Option<Reading> {
    Some(Reading { date: table.get(row, "date").date()?, value: table.get(row, "value").number()? })
}

/// A calculation as text: the title, the readings, then each line with its formula, the numbers put in, and its value.
pub fn told(named: &Named, workings: &[Working], language: Language) -> String {
    let readings: Vec<String> = named
        .series
        .readings()
        .iter()
        .map(|r| format!("{}: {}", date(r.date, language), crate::statistics::figure(r.value, language)))
        .collect();
    let lines: String = workings.iter().map(|working| format!("  {}\n", working.line(language))).collect();
    format!("{}\n  {}\n{lines}\n", named.title, readings.join("; "))
}
