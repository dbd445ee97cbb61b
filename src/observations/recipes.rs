//! All recipes of a project, with the spellings and exclusions that its datasets write down.

use super::dataset::{Dataset, Source};
use super::meaning::{AreaEntry, Areas};
use super::recipe::{Excluded, Recipe, constant};
use crate::catalog::Value;
use crate::error::{Error, Result};
use crate::sources::{inside, sha256};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// The recipes of a project and what they read by.
#[derive(Debug)]
pub struct Recipes {
    /// All recipes, in the order of datasets and of their `source.toml`.
    pub all: Vec<Recipe>,
    /// For each dataset with recipes, the areas by the spellings that it knows.
    pub areas: BTreeMap<String, Areas>,
    /// For each dataset with recipes, the lines of its `areas.csv`.
    pub aliases: BTreeMap<String, Vec<Alias>>,
    /// Corrections of all datasets, in order.
    pub corrections: Vec<Correction>,
}

/// A spelling of an area: a line of `areas.csv` in a dataset with recipes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alias {
    /// As it stands in files.
    pub spelling: String,
    /// The area's code.
    pub area: String,
}

/// A figure that is known to be wrong in its source: a line of `corrections.csv` in a dataset with recipes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// Where it stands: `datasets/online-service/corrections.csv:2`.
    #[serde(skip)]
    pub place: String,
    /// The recipe whose rows it corrects.
    pub recipe: String,
    /// The row, by its key: `ref_area=00123; field=Hộ tịch; period_start=2025-09-01`.
    pub row: String,
    /// `drop` the row, `override` one of its figures, or `flag` it.
    pub action: Action,
    /// The column that is wrong, or by which the row is known to be.
    pub column: String,
    /// What the source says now. Where it says something else, the source has been mended, and the correction no longer
    /// applies.
    #[serde(default)]
    pub found: String,
    /// What is right, for `override`.
    #[serde(default)]
    pub value: String,
    /// Why.
    pub reason: String,
    /// In which role its author decided: never a name.
    pub role: String,
}

/// What a correction does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// Leaves the row out.
    Drop,
    /// Puts another figure in its place.
    Override,
    /// Keeps it, with a remark.
    Flag,
}

impl Correction {
    /// The key as pairs of column and value.
    pub fn key(&self) -> Vec<(&str, &str)> {
        self.row.split(';').filter_map(|pair| pair.split_once('=')).map(|(c, v)| (c.trim(), v.trim())).collect()
    }
}

impl Recipes {
    /// The recipes of a project's datasets. `folder` is the datasets' folder and `prefix` how messages call it.
    ///
    /// # Errors
    /// A recipe that does not hang together, two recipes of one name or table, a mapping that names what there is not.
    pub fn load(dataset: &Dataset, folder: &Path, prefix: &str) -> Result<Recipes> {
        let entries = area_entries(dataset);
        let mut recipes =
            Recipes { all: Vec::new(), areas: BTreeMap::new(), aliases: BTreeMap::new(), corrections: Vec::new() };
        for source in dataset.sources.iter().filter(|s| !s.recipes.is_empty()) {
            recipes.add(source, &folder.join(&source.name), &format!("{prefix}/{}", source.name), &entries)?;
        }
        Ok(recipes)
    }

    fn add(&mut self, source: &Source, folder: &Path, place: &str, entries: &[AreaEntry]) -> Result<()> {
        let excluded: Vec<(String, Excluded)> = lines(folder, place, "excluded.csv")?;
        let aliases: Vec<(String, Alias)> = lines(folder, place, "areas.csv")?;
        for (at, line) in &excluded {
            if !source.recipes.iter().any(|r| r.name == line.recipe) {
                return Err(unknown(at, "recipe", &line.recipe));
            }
        }
        for (at, line) in &aliases {
            if !entries.iter().any(|e| e.code == line.area) {
                return Err(unknown(at, "area", &line.area));
            }
        }
        let spellings = aliases.iter().map(|(_, a)| (a.spelling.clone(), a.area.clone())).collect();
        let areas = Areas::new(entries.to_vec(), spellings)
            .map_err(|t| Error::data(t.says(crate::language::Language::En)).at(format!("{place}/areas.csv")))?;
        for recipe in &source.recipes {
            let toml = format!("{place}/source.toml");
            recipe.check(&toml)?;
            if let Some(other) = self.all.iter().find(|r| r.name == recipe.name || r.holds == recipe.holds) {
                return Err(Error::data("two recipes have one name, or one table")
                    .at(toml)
                    .found(format!("{} -> {}", recipe.name, recipe.holds))
                    .expected(format!("other names than {} -> {}", other.name, other.holds)));
            }
            for column in recipe.columns.iter().filter(|c| c.from == super::recipe::From::Constant) {
                constant(column, recipe.locale, &areas).map_err(|t| {
                    Error::data(t.says(crate::language::Language::En))
                        .at(format!("{toml}, recipe `{}`, column `{}`", recipe.name, column.name))
                })?;
            }
            let mut recipe = recipe.clone();
            recipe.dataset.clone_from(&source.name);
            recipe.excluded = excluded.iter().map(|(_, e)| e).filter(|e| e.recipe == recipe.name).cloned().collect();
            self.all.push(recipe);
        }
        for (at, mut correction) in lines::<Correction>(folder, place, "corrections.csv")? {
            let Some(recipe) = source.recipes.iter().find(|r| r.name == correction.recipe) else {
                return Err(unknown(&at, "recipe", &correction.recipe));
            };
            correction.place = at;
            check_correction(&correction, recipe)?;
            let same = |c: &&Correction| {
                let sorted = |c: &Correction| {
                    let mut key: Vec<(String, String)> =
                        c.key().into_iter().map(|(k, v)| (k.to_owned(), v.to_owned())).collect();
                    key.sort();
                    key
                };
                c.recipe == correction.recipe && c.column == correction.column && sorted(c) == sorted(&correction)
            };
            if let Some(other) = self.corrections.iter().find(same) {
                return Err(Error::data("two corrections of one figure")
                    .at(&correction.place)
                    .found(other.place.clone()));
            }
            self.corrections.push(correction);
        }
        self.areas.insert(source.name.clone(), areas);
        self.aliases.insert(source.name.clone(), aliases.into_iter().map(|(_, a)| a).collect());
        Ok(())
    }

    /// What a recipe reads by, in a few letters: they differ where the recipe, its spellings or its exclusions have changed,
    /// and a file that was read by others is read again.
    pub fn edition(&self, recipe: &Recipe) -> String {
        let aliases = self.aliases.get(&recipe.dataset);
        let hash = sha256(format!("{recipe:?}{aliases:?}").as_bytes());
        format!("{}/{}/{}", recipe.name, recipe.version, &hash[..12])
    }

    /// The recipe of this name.
    pub fn get(&self, name: &str) -> Option<&Recipe> {
        self.all.iter().find(|r| r.name == name)
    }

    /// The recipes of one form, in the order of its sheets.
    pub fn of_form(&self, form: &str) -> Vec<&Recipe> {
        self.all.iter().filter(|r| r.dataset == form).collect()
    }

    /// Names of the forms.
    pub fn forms(&self) -> Vec<&str> {
        let mut forms: Vec<&str> = self.all.iter().map(|r| r.dataset.as_str()).collect();
        forms.dedup();
        forms
    }
}

fn check_correction(correction: &Correction, recipe: &Recipe) -> Result<()> {
    let wrong = |what: &str, found: &str, expected: String| {
        Err(Error::data(what).at(&correction.place).found(found).expected(expected))
    };
    let fields = recipe.fields();
    let key = correction.key();
    if key.is_empty() || key.len() != correction.row.split(';').filter(|p| !p.trim().is_empty()).count() {
        return wrong(
            "the row is not named",
            &correction.row,
            "pairs such as ref_area=00123; period_start=2025-09-01".to_owned(),
        );
    }
    if let Some((column, _)) = key.iter().find(|(c, _)| !fields.iter().any(|f| f == c)) {
        return wrong("no such column", column, fields.join(", "));
    }
    if let Some(missing) = recipe.key.iter().find(|k| !key.iter().any(|(c, _)| c == k)) {
        return wrong("the row is not named wholly", &correction.row, format!("also {missing}=..."));
    }
    let Some((_, kind)) =
        recipe.table().into_iter().find(|(name, _)| fields.contains(name) && *name == correction.column)
    else {
        return wrong("no such column", &correction.column, fields.join(", "));
    };
    let readable = |value: &str| value.is_empty() || kind.read(value).is_ok();
    if !readable(&correction.found) {
        return wrong("`found` is no value of the column", &correction.found, kind.expected());
    }
    if correction.action == Action::Override && (correction.value.is_empty() || !readable(&correction.value)) {
        return wrong("an override needs a value of the column", &correction.value, kind.expected());
    }
    Ok(())
}

fn unknown(at: &str, what: &str, found: &str) -> Error {
    Error::data(format!("there is no such {what}")).at(at).found(found)
}

/// The lines of a small CSV file beside a `source.toml`, each with its place; none where there is no such file.
fn lines<T: serde::de::DeserializeOwned>(folder: &Path, place: &str, file: &str) -> Result<Vec<(String, T)>> {
    let path = inside(folder, place, file)?;
    if !path.is_file() {
        return Ok(Vec::new());
    }
    let address = format!("{place}/{file}");
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_path(&path)
        .map_err(|e| Error::data(e.to_string()).at(&address))?;
    let mut lines = Vec::new();
    for line in reader.deserialize() {
        let line: T = line.map_err(|e| Error::data(format!("the line is not as expected: {e}")).at(&address))?;
        lines.push((format!("{address}:{}", lines.len() + 2), line));
    }
    Ok(lines)
}

/// Present and former areas, as the tables of the project have them.
fn area_entries(dataset: &Dataset) -> Vec<AreaEntry> {
    let mut entries = Vec::new();
    let tables = |name: &'static str| dataset.tables.iter().find(move |t| t.table.name == name);
    if let Some(table) = tables("area") {
        for row in &table.rows {
            let text = |column| table.text(row, column).map(str::to_owned);
            let day = |column| match table.get(row, column) {
                Value::Date(day) => Some(*day),
                _ => None::<Date>,
            };
            entries.push(AreaEntry {
                code: text("area").unwrap_or_default(),
                name: text("name").unwrap_or_default(),
                short_name: text("short_name").unwrap_or_default(),
                kind: text("type").unwrap_or_default(),
                valid_from: day("valid_from"),
                valid_to: day("valid_to"),
                successor: None,
                parent: text("parent"),
                district: None,
            });
        }
    }
    if let Some(table) = tables("former_area") {
        for row in &table.rows {
            let text = |column| table.text(row, column).map(str::to_owned);
            let name = text("name").unwrap_or_default();
            entries.push(AreaEntry {
                code: text("former_area").unwrap_or_default(),
                short_name: String::new(),
                name,
                kind: "commune".to_owned(),
                valid_from: None,
                valid_to: match table.get(row, "valid_to") {
                    Value::Date(day) => Some(*day),
                    _ => None,
                },
                successor: text("area"),
                parent: None,
                district: text("district"),
            });
        }
    }
    entries
}
