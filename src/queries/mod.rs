//! SQL files: what indicators mean, readable by anyone; each file is one result table.
//!
//! `queries/*.sql` are run in the order that their references give; `queries/checks/*.sql` select what does not add
//! up, and become findings.

mod assertion;
mod check;
mod declared;
mod files;
mod header;
mod lens;
mod lineage;
mod lint;
mod located;
mod order;
mod parameters;
mod run;
mod sealed;
mod slt;
mod sufficient;
mod tree;

pub use assertion::{Assertion, Offence, offences};
pub use check::{Check, findings};
pub use declared::ParameterDoc;
pub use files::{Text, texts};
pub use header::{ColumnDoc, Header, Rate};
pub use lens::{Condition, Lens, Restriction};
pub use lineage::{ColumnLineage, Equality, Footing, Lineage, Origin, QueryLineage, Reading, Side, lineage};
pub use lint::{Allowed, Lint, RULES, Said, lint, unknown};
pub use order::{in_order, references};
pub use parameters::Parameters;
pub use run::{fetch, run_all, run_own, run_sealed, run_text};
pub use sealed::Readable;
pub use slt::{SltFailure, SltFile};
pub use sufficient::{Effort, Part, Wanted, sufficient};

use crate::error::Result;
use std::path::Path;

/// One query file.
#[derive(Debug, Clone)]
pub struct Query {
    /// Its name: the file's name without `.sql`, and the name of its result table.
    pub name: String,
    /// How messages call the file.
    pub file: String,
    /// What its header comment says.
    pub header: Header,
    /// The whole text, header included.
    pub sql: String,
}

/// Reads `queries/*.sql` of a folder, in order of name. `prefix` is how messages call the folder.
///
/// # Errors
/// A header that is incomplete, with its file and line.
pub fn load(folder: &Path, prefix: &str) -> Result<Vec<Query>> {
    let mut queries = Vec::new();
    for (name, sql) in texts(folder, prefix, Text::Query)? {
        let file = format!("{prefix}/{name}.sql");
        let header = Header::read(&sql, &file)?;
        queries.push(Query { name, file, header, sql });
    }
    Ok(queries)
}

/// Reads the rules in `queries/checks`, in order of name.
///
/// # Errors
/// A header that is incomplete, with its file and line.
pub fn load_checks(folder: &Path, prefix: &str) -> Result<Vec<Check>> {
    let (folder, prefix) = (folder.join("checks"), format!("{prefix}/checks"));
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    texts(&folder, &prefix, Text::Rule)?
        .into_iter()
        .map(|(name, sql)| Check::read(name.clone(), &sql, &format!("{prefix}/{name}.sql")))
        .collect()
}
