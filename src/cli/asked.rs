//! What a chart, a page or an explanation is asked for: values by name, held to the catalogue where it lists them.

use crate::error::{Error, Result};
use crate::queries::Parameters;
use crate::report::Notebook;
use crate::store::ResultTable;
use duckdb::Connection;
use std::collections::BTreeMap;

/// How many of the values that there are an error names.
const NAMED: usize = 8;

/// Values by the names of parameters, as typed: `--param area=03646`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked(BTreeMap<String, String>);

impl Asked {
    /// Reads `NAME=VALUE` of each argument.
    ///
    /// # Errors
    /// An argument that is not of this form, or a name given twice.
    pub fn read(arguments: &[String]) -> Result<Asked> {
        let mut all = BTreeMap::new();
        for argument in arguments {
            let wrong = || Error::usage("not a parameter").found(argument).expected("--param NAME=VALUE");
            let (name, value) = argument.split_once('=').ok_or_else(wrong)?;
            if name.is_empty() || value.is_empty() {
                return Err(wrong());
            }
            if all.insert(name.to_owned(), value.to_owned()).is_some() {
                return Err(Error::usage("a parameter is given twice").found(argument));
            }
        }
        Ok(Asked(all))
    }

    /// One more, or another value of one.
    pub fn with(&self, name: &str, value: &str) -> Asked {
        let mut all = self.0.clone();
        all.insert(name.to_owned(), value.to_owned());
        Asked(all)
    }

    /// The names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The values in the order of the names, as a file is called by them.
    pub fn values(&self) -> impl Iterator<Item = &str> {
        self.0.values().map(String::as_str)
    }

    /// Does the notebook know all these names?
    pub fn fits(&self, notebook: &Notebook) -> bool {
        self.0.keys().all(|name| notebook.parameters.iter().any(|(known, _)| known == name))
    }

    /// What the commands that ask for the same are given: ` --param area=03646`, or nothing.
    pub fn words(&self) -> String {
        let quoted = |text: &str| match text.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c)) {
            true => text.to_owned(),
            false => format!("'{}'", text.replace('\'', "'\\''")),
        };
        self.0.iter().map(|(name, value)| format!(" --param {name}={}", quoted(value))).collect()
    }

    /// Tells the SQL of a notebook: what was asked, else what the notebook says.
    ///
    /// # Errors
    /// A name that the notebook does not have, a value that is missing or that the catalogue does not list.
    pub fn tell(&self, connection: &Connection, notebook: &Notebook) -> Result<()> {
        if !self.fits(notebook) {
            let known: Vec<&str> = notebook.parameters.iter().map(|(name, _)| name.as_str()).collect();
            return Err(Error::usage("the notebook has no such parameter")
                .at(&notebook.file)
                .found(self.names().collect::<Vec<_>>().join(", "))
                .expected(if known.is_empty() { "none".to_owned() } else { known.join(", ") }));
        }
        for (name, default) in &notebook.parameters {
            let value = self.0.get(name).or(default.as_ref()).ok_or_else(|| {
                Error::usage("the notebook must be told of what it is")
                    .at(&notebook.file)
                    .expected(format!("--param {name}=VALUE, or --each {name}"))
            })?;
            tell(connection, name, Some(value))?;
        }
        Ok(())
    }

    /// Takes back what was told: the project's own parameters stand again.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn untell(connection: &Connection, notebook: &Notebook, parameters: &Parameters) -> Result<()> {
        for (name, _) in &notebook.parameters {
            Parameters::set_text(connection, name, None)?;
        }
        parameters.set(connection)
    }
}

/// Sets a variable for charts and notebooks; where the catalogue has a table of this name, its key must hold the value.
///
/// # Errors
/// A value that is not in the catalogue.
pub fn tell(connection: &Connection, name: &str, value: Option<&str>) -> Result<()> {
    if let Some(value) = value {
        let known = "SELECT DISTINCT table_name FROM duckdb_columns() WHERE table_name = column_name";
        let known = ResultTable::query(connection, known)?;
        if known.rows.iter().any(|row| row[0].text() == Some(name)) {
            held_to(connection, name, value)?;
        }
    }
    Parameters::set_text(connection, name, value)
}

/// The value is one that the catalogue lists.
fn held_to(connection: &Connection, name: &str, value: &str) -> Result<()> {
    let listed =
        ResultTable::query(connection, &format!("SELECT DISTINCT {name}::VARCHAR AS v FROM {name} ORDER BY v"))?;
    let listed: Vec<&str> = listed.rows.iter().filter_map(|row| row[0].text()).collect();
    if listed.contains(&value) {
        return Ok(());
    }
    // The values that begin alike are the likelier ones.
    let head: String = value.chars().take(2).collect();
    let (mut named, rest): (Vec<&str>, Vec<&str>) = listed.iter().partition(|known| known.starts_with(&head));
    named.extend(rest);
    let more = named.len().saturating_sub(NAMED);
    named.truncate(NAMED);
    let more = if more > 0 { format!(", … ({more} more)") } else { String::new() };
    Err(Error::usage(format!("no such {name} in the catalogue"))
        .found(value)
        .expected(format!("one of: {}{more}", named.join(", "))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_read_and_said_again() {
        let texts = |all: &[&str]| all.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let asked = Asked::read(&texts(&["area=03646", "what=x y'z"])).unwrap();
        assert_eq!(asked.words(), " --param area=03646 --param what='x y'\\''z'");
        assert_eq!(asked.with("area", "14").values().collect::<Vec<_>>(), ["14", "x y'z"]);
        for wrong in [&["area"][..], &["=1"], &["area="], &["a=1", "a=2"]] {
            assert!(Asked::read(&texts(wrong)).is_err(), "{wrong:?}");
        }
    }
}
