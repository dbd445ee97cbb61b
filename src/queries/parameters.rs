//! What a run is told: the day as of which figures are known, and the years looked toward.

use crate::error::Result;
use duckdb::Connection;
use jiff::civil::Date;

/// Values that queries read with `getvariable('as_of')` and so on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameters {
    /// Figures that became known after this day are left out.
    pub as_of: Date,
    /// Code of the project's area.
    pub area: String,
    /// Years looked toward.
    pub milestones: Vec<i16>,
}

impl Parameters {
    /// Sets the variables `as_of` (DATE), `area` (VARCHAR) and `milestones` (list of DATE, the last day of each year).
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn set(&self, connection: &Connection) -> Result<()> {
        let days: Vec<String> = self.milestones.iter().map(|y| format!("DATE '{y}-12-31'")).collect();
        connection
            .execute_batch(&format!(
                "SET VARIABLE as_of = DATE '{}'; SET VARIABLE area = '{}'; SET VARIABLE milestones = [{}]::DATE[];",
                self.as_of,
                self.area.replace('\'', "''"),
                days.join(", ")
            ))
            .map_err(Into::into)
    }
}
