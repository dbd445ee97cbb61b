//! The place that is simulated. All that is known of it stands in files that go with the program, none in the code.

use super::code::{self, Code};
use super::project::{PROJECT, recipes};
use super::province::name_of;
use super::setting::Setting;
use super::totals::Totals;
use crate::error::{Error, Result};
use crate::observations::From;
use crate::project::Project;
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer};
use std::path::Path;

/// Where the files stand in this repository, as messages name them.
pub const FOLDER: &str = "tests/simulated-province";

/// What is simulated, of whom and when.
#[derive(Debug, Clone)]
pub struct Place {
    /// Code of the province: the area of its project file.
    pub code: String,
    /// Its name, as the list of areas has it.
    pub name: String,
    /// What its returns add up to.
    pub totals: Totals,
    /// Its own offices, in order.
    pub offices: Vec<Office>,
    /// The mistakes that are planted, in order.
    pub mistakes: Vec<Listed>,
    /// All else.
    pub setting: Setting,
}

/// An office of the province that returns forms.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// Its name.
    #[serde(rename = "office")]
    pub name: String,
    /// Archive pages to digitise.
    pub pages: i64,
    /// Of these, digitised by December.
    pub digitised: i64,
    /// Has it funds of its own?
    pub funds: bool,
    /// The document that prints its pages.
    pub document: String,
    /// The line there.
    pub locator: String,
}

/// A mistake to plant.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    /// The recipe of the form.
    pub recipe: String,
    /// Which of the recipe's files with mistakes, from 1.
    pub file: u32,
    /// The column of the cell that the finding must name.
    pub column: String,
    /// What stands there; nothing where it is empty.
    pub cell: String,
    /// The code of the finding.
    #[serde(deserialize_with = "known_code")]
    pub code: Code,
    /// What is wrong, in English.
    pub what: String,
}

impl Place {
    /// The place whose files go with the program.
    ///
    /// # Errors
    /// A file that is not as it should be, with its line.
    pub fn read() -> Result<Place> {
        let code = Project::parse(Path::new(FOLDER), PROJECT)?.area;
        Ok(Place {
            name: name_of(&code)?,
            code,
            totals: Totals::read()?,
            offices: Office::read()?,
            mistakes: Listed::all(include_str!("../../tests/simulated-province/mistakes.csv"))?,
            setting: Setting::read()?,
        })
    }

    /// Code and name.
    pub fn area(&self) -> (&str, &str) {
        (&self.code, &self.name)
    }

    /// Names of the offices with funds of their own, in order.
    pub fn departments(&self) -> Vec<&str> {
        self.offices.iter().filter(|office| office.funds).map(|office| office.name.as_str()).collect()
    }
}

impl Listed {
    fn all(table: &str) -> Result<Vec<Listed>> {
        let recipes = recipes()?;
        let fits = |(line, listed): (String, Listed)| {
            let recipe = recipes.iter().find(|recipe| recipe.name == listed.recipe);
            let column = recipe.and_then(|recipe| recipe.column(&listed.column));
            if column.is_some_and(|column| column.from == From::Column) {
                return Ok(listed);
            }
            Err(Error::data("a mistake that stands in no form")
                .at(line)
                .found(format!("{}.{}", listed.recipe, listed.column))
                .expected("a recipe and a column of its table"))
        };
        rows(table, &format!("{FOLDER}/mistakes.csv"))?.into_iter().map(fits).collect()
    }
}

impl Office {
    /// The offices that go with the program.
    ///
    /// # Errors
    /// An office without a source, or that has digitised more than it has.
    pub fn read() -> Result<Vec<Office>> {
        let table = include_str!("../../tests/simulated-province/offices.csv");
        let fits = |(line, office): (String, Office)| {
            sourced(&office.name, &office.document, &office.locator, &line)?;
            if (0..=office.pages).contains(&office.digitised) {
                return Ok(office);
            }
            Err(Error::data("more pages digitised than there are, or fewer than none")
                .at(line)
                .found(office.digitised.to_string())
                .expected(format!("from 0 to {}", office.pages)))
        };
        rows(table, &format!("{FOLDER}/offices.csv"))?.into_iter().map(fits).collect()
    }
}

/// The rows of a table that goes with the program, each with its place: `NAME:LINE`.
///
/// # Errors
/// A row that does not fit.
pub fn rows<T: DeserializeOwned>(table: &str, name: &str) -> Result<Vec<(String, T)>> {
    let place = |line: u64| format!("{name}:{line}");
    let wrong = |e: csv::Error| {
        let line = e.position().map_or(1, csv::Position::line);
        Error::data(e.to_string()).at(place(line))
    };
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let header = reader.headers().map_err(wrong)?.clone();
    reader
        .into_records()
        .map(|record| {
            let record = record.map_err(wrong)?;
            let row = record.deserialize(Some(&header)).map_err(wrong)?;
            Ok((place(record.position().map_or(1, csv::Position::line)), row))
        })
        .collect()
}

/// Does a figure say where it stands, or that it is invented?
///
/// # Errors
/// It does not; `what` and `line` tell which.
pub fn sourced(what: &str, document: &str, locator: &str, line: &str) -> Result<()> {
    if document.is_empty() || (document == "invented") != locator.is_empty() {
        return Err(Error::data(format!("`{what}` does not say where it stands"))
            .at(line)
            .expected("a document and its line, or the document `invented` and no line"));
    }
    Ok(())
}

fn known_code<'de, D: Deserializer<'de>>(from: D) -> std::result::Result<Code, D::Error> {
    let text = String::deserialize(from)?;
    let known = code::OF_CELLS.into_iter().find(|code| *code == text);
    known.ok_or_else(|| D::Error::custom(format!("`{text}` is no code of a mistake in a cell")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_a_province_of_the_list_of_areas() {
        let place = Place::read().unwrap();
        assert_eq!(place.area(), ("14", "Tỉnh Sơn La"));
        assert_eq!((place.offices.len(), place.departments().len(), place.mistakes.len()), (7, 6, 37));
    }

    #[test]
    fn a_wrong_row_is_named_with_its_line() {
        let said = |table: &str| Listed::all(table).unwrap_err().to_string();
        let header = "recipe,file,column,cell,code,what\n";
        let right = "budget-line,1,task,x,near-area,y\n";
        for (row, what) in [
            ("budget-line,1,task,x,near-aria,y\n", "`near-aria` is no code"),
            ("budget-line,one,task,x,near-area,y\n", "invalid digit"),
            ("budget-line,1,task\n", "fields"),
            ("budget,1,task,x,near-area,y\n", "stands in no form"),
            ("budget-line,1,toil,x,near-area,y\n", "found: budget-line.toil"),
            ("budget-line,1,as_of,x,near-area,y\n", "stands in no form"),
        ] {
            let said = said(&format!("{header}{right}{row}"));
            assert!(said.starts_with("tests/simulated-province/mistakes.csv:3: ") && said.contains(what), "{said}");
        }
    }
}
