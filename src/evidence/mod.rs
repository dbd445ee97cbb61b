//! What is known from elsewhere: histories in tidy tables, the reference classes fitted to them, and the records of
//! backtests. Rows of datasets become values of `statistics` here, and back; nothing is computed.
//!
//! | what | where |
//! |---|---|
//! | histories of a tidy table | [`read_histories`] |
//! | classes and records of the project | [`Evidence`] |
//! | the same as rows to be written | [`class_tables`], [`record_tables`] |
//! | a dataset of such rows | [`write_dataset`] |

mod class;
mod column;
mod dataset;
mod fields;
mod histories;
mod record;

pub use class::{NamedClass, Origin, class_tables};
pub use dataset::{Provenance, check_identifier, write_dataset};
pub use fields::Fields;
pub use histories::{Histories, Told, read_histories};
pub use record::record_tables;

use crate::error::Result;
use crate::observations::Dataset;
use crate::statistics::backtest::Record;
use fields::Row;
use std::collections::BTreeMap;

/// The reference classes of a project, and the records of its backtests, by identifier.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// Reference classes, in order of name.
    pub classes: Vec<NamedClass>,
    /// Records; that of a class bears its name.
    pub records: BTreeMap<String, Record>,
}

impl Evidence {
    /// Reads them from the project's datasets.
    ///
    /// # Errors
    /// A value that no class or record has, with its place.
    pub fn of(dataset: &Dataset) -> Result<Evidence> {
        let rows = |name: &str| -> Vec<Row<'_>> {
            dataset.tables.iter().filter(|t| t.table.name == name).flat_map(Row::all).collect()
        };
        let records = record::records(rows)?;
        Ok(Evidence { classes: class::classes(rows, &records)?, records })
    }
}
