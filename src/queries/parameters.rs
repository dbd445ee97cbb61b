//! What a run is told: the day as of which figures are known, and the years looked toward.

use crate::error::Result;
use duckdb::Connection;
use jiff::civil::Date;

/// Values that queries read with `getvariable('as_of')` and so on.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameters {
    /// Figures that became known after this day are left out.
    pub as_of: Date,
    /// Code of the project's area.
    pub area: String,
    /// Years looked toward.
    pub milestones: Vec<i16>,
    /// How sure the intervals of projections are to be, as shares; the first is the one that tables and charts show.
    pub levels: Vec<f64>,
    /// How sure the interval of a trend's pace is to be, as a share.
    pub trend_level: f64,
    /// By which method to project, where that is not left to each indicator.
    pub method: Option<String>,
}

impl Parameters {
    /// Their names in SQL.
    pub const NAMES: [&str; 6] = ["as_of", "area", "milestones", "levels", "trend_level", "method"];

    /// The same with the type that a header declares them with.
    pub const TYPES: [(&str, &str); 6] = [
        ("as_of", "DATE"),
        ("area", "VARCHAR"),
        ("milestones", "DATE[]"),
        ("levels", "DOUBLE[]"),
        ("trend_level", "DOUBLE"),
        ("method", "VARCHAR"),
    ];

    /// Sets a variable (VARCHAR, or NULL) that a chart or notebook is asked for: `indicator`, or another `area` than the
    /// project's. Queries have run by then: their tables are of the project's own area.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn set_text(connection: &Connection, name: &str, value: Option<&str>) -> Result<()> {
        let value = value.map_or("NULL".to_owned(), |text| format!("'{}'", text.replace('\'', "''")));
        let name = name.replace('"', "\"\"");
        Ok(connection.execute_batch(&format!("SET VARIABLE \"{name}\" = {value}::VARCHAR"))?)
    }

    /// Sets the variables `as_of` (DATE), `area` (VARCHAR), `milestones` (list of DATE, the last day of each year), `levels`
    /// (list of DOUBLE), `trend_level` (DOUBLE) and `method` (VARCHAR, or NULL).
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn set(&self, connection: &Connection) -> Result<()> {
        let days: Vec<String> = self.milestones.iter().map(|y| format!("DATE '{y}-12-31'")).collect();
        let levels: Vec<String> = self.levels.iter().map(f64::to_string).collect();
        let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
        connection
            .execute_batch(&format!(
                "SET VARIABLE as_of = DATE '{}'; SET VARIABLE area = {}; SET VARIABLE milestones = [{}]::DATE[];
                SET VARIABLE levels = [{}]::DOUBLE[]; SET VARIABLE trend_level = {}::DOUBLE;
                SET VARIABLE method = {}::VARCHAR;",
                self.as_of,
                quoted(&self.area),
                days.join(", "),
                levels.join(", "),
                self.trend_level,
                self.method.as_deref().map_or("NULL".to_owned(), quoted),
            ))
            .map_err(Into::into)
    }
}
