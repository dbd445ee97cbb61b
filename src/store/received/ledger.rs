//! Lines of the ledger: what is written down of a file, its sheets and their rows.

use super::{Received, list};
use crate::error::Result;
use crate::observations::{AreaMet, Binding, Count, Excluded, LeftOut, Miss, Recipe, SetAside};
use crate::sources::column_letters;
use duckdb::params;
use jiff::civil::Date;

/// A file as the ledger has it.
#[derive(Debug, Clone)]
pub struct FileLine {
    /// Its number.
    pub file_id: i64,
    /// Its name.
    pub file: String,
    /// The folder it was read from, as it was named.
    pub folder: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// How many bytes.
    pub bytes: u64,
    /// The day it was received.
    pub received_on: Date,
    /// Was it taken, or refused?
    pub taken: bool,
    /// The form that its stamp names.
    pub form: Option<String>,
    /// The area that its stamp names.
    pub stamped_area: Option<String>,
    /// Does it say that its figures are simulated?
    pub simulated: bool,
}

/// A sheet as the ledger has it.
#[derive(Debug, Clone, Copy)]
pub struct PartLine<'a> {
    /// Its number.
    pub part: i64,
    /// The file's number.
    pub file_id: i64,
    /// The sheet's name.
    pub sheet: &'a str,
    /// The recipe.
    pub recipe: &'a Recipe,
    /// What the recipe read by.
    pub edition: &'a str,
    /// The status of its records.
    pub obs_status: &'a str,
    /// Where everything was found.
    pub binding: &'a Binding,
    /// Its rows.
    pub count: Count,
}

/// Where a column of a table came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnLine {
    /// The band, where bands stand across.
    pub band: Option<i64>,
    /// The column of the table.
    pub field: String,
    /// The column of the sheet.
    pub letter: String,
    /// The label over it.
    pub label: String,
    /// The unit that its figures were read in, where one is said.
    pub unit: Option<(String, i64)>,
}

/// A trouble as the ledger has it.
#[derive(Debug, Clone, Copy)]
pub struct TroubleLine<'a> {
    /// The part, where a sheet was read.
    pub part: Option<i64>,
    /// The sheet.
    pub sheet: Option<&'a str>,
    /// The recipe.
    pub recipe: Option<&'a str>,
    /// `error` where a row or file was not taken, `warning` where it was nevertheless, `note` for what a reader should know.
    pub severity: &'static str,
    /// What is wrong.
    pub miss: &'a Miss,
}

impl PartLine<'_> {
    /// Where each column of the table came from.
    pub fn columns(&self) -> Vec<ColumnLine> {
        let binding = self.binding;
        let line = |band: Option<i64>, position: usize, at: usize| {
            let column = &self.recipe.columns[position];
            let label = binding.labels.iter().find(|(c, _)| *c == at).map_or(String::new(), |(_, l)| l.clone());
            let unit = binding.units.iter().find(|(c, _)| *c == at);
            let unit = unit.map(|(_, u)| (u.name.clone(), i64::try_from(u.factor).unwrap_or(i64::MAX)));
            column.fields().into_iter().map(move |field| ColumnLine {
                band,
                field,
                letter: column_letters(at),
                label: label.clone(),
                unit: unit.clone(),
            })
        };
        let mut lines: Vec<ColumnLine> = binding.fixed.iter().flat_map(|(p, c)| line(None, *p, *c)).collect();
        for (number, band) in (0i64..).zip(&binding.bands) {
            let number = (binding.bands.len() > 1).then_some(number);
            lines.extend(band.columns.iter().flat_map(|(p, c)| line(number, *p, *c)));
        }
        lines
    }
}

impl Received {
    /// Writes a file down.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn write_file(&self, line: &FileLine) -> Result<()> {
        self.connection.execute(
            "INSERT INTO ledger_file VALUES (?, ?, ?, ?, ?, ?::DATE, ?, ?, ?, ?, NULL, NULL, NULL)",
            params![
                line.file_id,
                line.file,
                line.folder,
                line.sha256,
                i64::try_from(line.bytes).unwrap_or(i64::MAX),
                line.received_on.to_string(),
                if line.taken { "taken" } else { "refused" },
                line.form,
                line.stamped_area,
                line.simulated
            ],
        )?;
        Ok(())
    }

    /// Writes a sheet down, with its columns, its values above the table, the areas met and the exclusions used.
    ///
    /// # Errors
    /// Rows that do not add up, or what DuckDB reports.
    pub fn write_part(
        &self,
        line: &PartLine<'_>,
        areas: &[AreaMet],
        excluded: &[Excluded],
        used: &[u64],
    ) -> Result<()> {
        let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        let c = line.count;
        self.connection.execute(
            "INSERT INTO ledger_part VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
            params![
                line.part,
                line.file_id,
                line.sheet,
                line.recipe.name,
                line.recipe.version,
                line.recipe.holds,
                line.edition,
                line.obs_status,
                line.recipe.accumulates.word(),
                number(line.binding.header.0),
                number(line.binding.header.1),
                number(c.read),
                number(c.accepted),
                number(c.set_aside),
                number(c.excluded),
                number(c.records)
            ],
        )?;
        let mut columns = self.connection.appender("ledger_column")?;
        for l in line.columns() {
            let (unit, factor) = l.unit.map_or((None, None), |(u, f)| (Some(u), Some(f)));
            columns.append_row(params![line.part, l.band, l.field, l.letter, l.label, unit, factor])?;
        }
        columns.flush()?;
        let mut titles = self.connection.appender("ledger_title")?;
        for (position, title) in &line.binding.titles {
            for field in line.recipe.columns[*position].fields() {
                titles.append_row(params![line.part, field, address(title.cell), title.found])?;
            }
        }
        titles.flush()?;
        let mut met = self.connection.appender("ledger_area")?;
        for area in areas {
            met.append_row(params![line.part, area.spelling, area.area, area.how, area.note, number(area.cells)])?;
        }
        met.flush()?;
        let mut exclusions = self.connection.appender("ledger_exclusion")?;
        for (line_of, rows) in excluded.iter().zip(used).filter(|(_, rows)| **rows > 0) {
            exclusions.append_row(params![line.part, line_of.label, number(*rows)])?;
        }
        Ok(exclusions.flush()?)
    }

    /// Writes down what was set aside and left out of a part.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn write_rows(&self, part: i64, set_aside: &[SetAside], excluded: &[LeftOut]) -> Result<()> {
        let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        let mut rows = self.connection.appender("ledger_set_aside")?;
        for row in set_aside {
            let cells = serde_json::to_string(&row.cells).expect("texts are JSON");
            rows.append_row(params![part, number(row.row), cells])?;
        }
        rows.flush()?;
        let mut rows = self.connection.appender("ledger_excluded")?;
        for row in excluded {
            rows.append_row(params![part, number(row.row), row.label, row.why])?;
        }
        Ok(rows.flush()?)
    }

    /// Writes troubles of a file down, in their order, after `before` others.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn write_troubles(&self, file_id: i64, before: usize, troubles: &[TroubleLine<'_>]) -> Result<()> {
        let mut rows = self.connection.appender("ledger_trouble")?;
        for (position, t) in troubles.iter().enumerate() {
            let position = i64::try_from(before + position).unwrap_or(i64::MAX);
            let row = t.miss.cell.map(|(row, _)| i64::try_from(row).unwrap_or(i64::MAX));
            let m = t.miss;
            rows.append_row(params![
                file_id,
                position,
                t.part,
                t.sheet,
                t.recipe,
                row,
                m.cell.map(address),
                m.field,
                t.severity,
                m.code,
                m.found,
                m.expected,
                m.suggestion
            ])?;
        }
        Ok(rows.flush()?)
    }

    /// The first rows of these parts whose key stands twice, as texts: keys are checked while a file is read, but only
    /// within a sheet and for as many rows as can be remembered.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn repeated_keys(&self, recipe: &Recipe, parts: &[i64]) -> Result<Vec<String>> {
        if recipe.key.is_empty() {
            return Ok(Vec::new());
        }
        let key = super::revision::key_text(recipe, "t");
        let mut statement = self.connection.prepare(&format!(
            "SELECT {key} AS row_key FROM {} t WHERE part IN ({}) GROUP BY ALL HAVING count(*) > 1 ORDER BY row_key LIMIT 20",
            crate::store::schema::quoted(&recipe.holds),
            list(parts)
        ))?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<std::result::Result<_, _>>()?)
    }
}

/// `F12`; nothing for what stands in no cell, such as the name of a sheet.
fn address((row, column): (u64, usize)) -> String {
    if row == 0 {
        return String::new();
    }
    format!("{}{row}", column_letters(column))
}
