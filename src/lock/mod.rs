//! What a review was made from and what came out, as one file that is committed with it: `milepost.lock`.
//!
//! The file is JSON, one value a line: a head (program, engine, parameters), every input file with its hash, every table
//! with its hash and its rows, every chart and page with its hash. Rows stand in the order of their text, each on its own
//! line, so that a version control system shows what changed and a script of ten lines computes each hash again.

mod compare;
mod diff;
mod file;
mod inputs;
mod table;

pub use crate::store::Canonical;
pub use compare::{Difference, FileDifference, How, TableDifference};
pub use diff::{Cause, Changes, Kind, ResultChange, Row, RowChange};
pub use file::FILE;
pub use inputs::inputs;
pub use table::{KEPT_BYTES, LockedTable, Made, TableHead};

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A lock, in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lock {
    /// By what, and for which question, it was made.
    pub head: Head,
    /// Input files by their path in the project, with their SHA-256.
    pub inputs: BTreeMap<String, String>,
    /// Tables in the order of their making: those of the datasets first, then each result.
    pub tables: Vec<LockedTable>,
    /// Charts and pages by their path in `out/`, with their SHA-256.
    pub outputs: BTreeMap<String, String>,
}

/// By what a lock was made, and what was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Version of milepost.
    pub milepost: String,
    /// SHA-256 of the program's source, which tells two builds of one version apart.
    pub code: String,
    /// The database engine and its version.
    pub engine: String,
    /// What was known by the end of this day.
    pub as_of: String,
    /// Language of charts and pages.
    pub language: String,
    /// What the queries were told, by name.
    pub parameters: BTreeMap<String, String>,
}
