//! What a recipe says: the `[[recipe]]` tables of a dataset's `source.toml`.

use super::Rule;
use crate::catalog::ALL;
use crate::error::{Error, Result};
use crate::observations::meaning::{self, Locale, Unit};
use crate::sources::{Encoding, TextOptions};
use indexmap::IndexMap;
use jiff::civil::Date;
use serde::Deserialize;

/// How one kind of form becomes rows of one table.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// Its name, which is also the form's: `online-service`.
    pub name: String,
    /// Raised whenever the form or its reading changes; a returned form carries the version it was made with.
    pub version: u32,
    /// The dataset it belongs to: its folder's name.
    #[serde(skip)]
    pub dataset: String,
    /// The table its rows go to: `online_service`.
    pub holds: String,
    /// Title of the form, in Vietnamese.
    pub title_vi: String,
    /// Title of the form, in English.
    pub title_en: String,
    /// What one row is.
    pub about: String,
    /// The sheet it is on, by name; any visible sheet where not said.
    pub sheet: Option<String>,
    /// How numbers are written.
    #[serde(default)]
    pub locale: Locale,
    /// Encoding of text files; detected where not said.
    pub encoding: Option<Encoding>,
    /// What separates the cells of text files; detected where not said.
    pub delimiter: Option<char>,
    /// The columns that together name a row; without any, rows are events and may repeat.
    #[serde(default)]
    pub key: Vec<String>,
    /// What each figure adds up from, where it is not the period alone.
    #[serde(default)]
    pub accumulates: Accumulation,
    /// Observation status of its rows (SDMX: A actual, P provisional, F planned).
    #[serde(default = "actual")]
    pub status: String,
    /// The columns of the table, in order.
    #[serde(rename = "column")]
    pub columns: Vec<Column>,
    /// What stands across the columns rather than down the rows, if anything.
    pub wide: Option<Wide>,
    /// What must hold within each row: `"on_time + late <= handled"`.
    #[serde(default, rename = "rules")]
    pub rules: Vec<Rule>,
    /// First words of rows that sum up others: they are left out, and compared with the sum of the rows taken.
    #[serde(default)]
    pub totals: Vec<String>,
    /// First words of rows that are remarks; the table ends there.
    #[serde(default)]
    pub footnotes: Vec<String>,
    /// Rows left out by label, from the dataset's `excluded.csv`.
    #[serde(skip)]
    pub excluded: Vec<Excluded>,
}

/// What figures add up from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Accumulation {
    /// The period itself.
    #[default]
    Period,
    /// The first day of the year: year-to-date figures, never mixed with those of single periods.
    YearToDate,
}

impl Accumulation {
    /// As stored: `period` or `year_to_date`.
    pub fn word(self) -> &'static str {
        match self {
            Accumulation::Period => "period",
            Accumulation::YearToDate => "year_to_date",
        }
    }
}

/// A row label that is left out, and why: a line of `excluded.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Excluded {
    /// The recipe it belongs to.
    pub recipe: String,
    /// The label, as it stands in the first cell with text.
    pub label: String,
    /// Why its rows are left out.
    pub why: String,
}

/// One column of the table and where its values are found.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Its name in the table.
    pub name: String,
    /// Header labels that it is found by; parts of a header of several rows are joined by ` / `. The first is the one
    /// that templates print.
    #[serde(default)]
    pub labels: Vec<String>,
    /// What its cells are read as.
    pub reads: Reads,
    /// Where its values are.
    #[serde(default)]
    pub from: From,
    /// The words that introduce the value in a title line: `"Đơn vị:"`.
    pub after: Option<String>,
    /// The value itself, for `from = "constant"`.
    pub value: Option<String>,
    /// Unit of its figures; a unit in the header or the title stands before it: `"ĐVT: triệu đồng"`.
    pub unit: Option<String>,
    /// Must every row have a value?
    #[serde(default)]
    pub required: bool,
    /// Is a cell left blank where it repeats the one above?
    #[serde(default)]
    pub fill_down: bool,
    /// For `reads = "period"`: the only length of period that is taken, so that no quarter stands beside its months.
    pub grain: Option<Grain>,
    /// For `reads = "area"`: may it be an area that others are part of? `always`, `never` (its row would sum up theirs),
    /// or only where the column of this name says whose figures they are.
    #[serde(default = "always")]
    pub whole: String,
    /// May its figures be about, above, below or between something? Two columns more tell: `NAME_qualifier`, `NAME_high`.
    #[serde(default)]
    pub qualified: bool,
    /// For `reads = "choice"`: word of the table -> spellings in the form, the first of which templates offer, in this
    /// order.
    #[serde(default)]
    pub choices: IndexMap<String, Vec<String>>,
    /// Values that templates offer although others are read as well.
    #[serde(default)]
    pub suggest: Vec<String>,
    /// For `reads = "ratio"`: names of the two columns it becomes.
    pub parts: Option<[String; 2]>,
    /// What it means, in Vietnamese: the template's hint.
    #[serde(default)]
    pub about_vi: String,
    /// What it means, in English.
    #[serde(default)]
    pub about_en: String,
}

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grain {
    /// A month.
    Month,
    /// A quarter.
    Quarter,
    /// A year.
    Year,
}

impl Grain {
    /// Is this such a period?
    pub fn fits(self, start: Date, end: Date) -> bool {
        let months = match self {
            Grain::Month => 1,
            Grain::Quarter => 3,
            Grain::Year => 12,
        };
        let last = i32::from(end.year()) * 12 + i32::from(end.month());
        let first = i32::from(start.year()) * 12 + i32::from(start.month());
        start.day() == 1
            && end == end.last_of_month()
            && last - first + 1 == months
            && (i32::from(start.month()) - 1) % months == 0
    }
}

/// What cells are read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reads {
    /// An area, by code or name: its code.
    Area,
    /// Text.
    Text,
    /// One of the choices.
    Choice,
    /// Yes or no.
    Flag,
    /// A whole number, at least 0.
    Count,
    /// An exact decimal.
    Number,
    /// A percentage, kept in percent points.
    Percent,
    /// Money, kept in whole đồng.
    Money,
    /// A day.
    Day,
    /// A period: two columns, `NAME_start` and `NAME_end`.
    Period,
    /// Two numbers in one cell, `217.339/228.769`: two columns, named by `parts`.
    Ratio,
}

/// Where a column's values are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum From {
    /// In the column of that label.
    #[default]
    Column,
    /// In a line above the table.
    Title,
    /// In the sheet's name.
    Sheet,
    /// In the file's name.
    File,
    /// In the recipe.
    Constant,
}

/// What stands across: each band of columns becomes a row of its own.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wide {
    /// The column that the bands' labels become.
    pub name: String,
    /// What the labels are read as: `period`, `choice` or `area`.
    pub reads: Reads,
    /// For `reads = "choice"`: word of the table -> labels.
    #[serde(default)]
    pub choices: IndexMap<String, Vec<String>>,
    /// The column that cells right under a band's label become, where the band has no columns of its own.
    pub value: Option<String>,
}

fn always() -> String {
    "always".to_owned()
}

fn actual() -> String {
    "A".to_owned()
}

impl Recipe {
    /// The name of the table of all vintages: `digitised_record_vintage`.
    pub fn vintages(&self) -> String {
        format!("{}{VINTAGES}", self.holds)
    }

    /// Column names of the table, in order, without those that tell the origin.
    pub fn fields(&self) -> Vec<String> {
        self.columns.iter().flat_map(Column::fields).collect()
    }

    /// How it opens text files.
    pub fn text_options(&self) -> TextOptions {
        TextOptions { encoding: self.encoding, delimiter: self.delimiter.and_then(|c| u8::try_from(c).ok()) }
    }

    /// The column of this name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|c| c.name == name)
    }

    /// Does it hang together? `place` is the `source.toml` that it stands in.
    ///
    /// # Errors
    /// What it leaves open or says twice.
    pub fn check(&self, place: &str) -> Result<()> {
        let wrong = |what: String| Err(Error::data(what).at(format!("{place}, recipe `{}`", self.name)));
        let identifier = |name: &str| {
            name.starts_with(|c: char| c.is_ascii_lowercase())
                && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        };
        let fields = self.fields();
        for name in fields.iter().chain([&self.holds]) {
            if !identifier(name) {
                return wrong(format!("`{name}` is not a name of lower-case letters, digits and `_`"));
            }
        }
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.');
        if self.name.is_empty() || !self.name.chars().all(is_plain) {
            return wrong("its name is not one of lower-case letters, digits, `-`, `_` and `.`".to_owned());
        }
        let is_ours = ["ledger_", "received_", "stood_"].iter().any(|p| self.holds.starts_with(p))
            || self.holds.ends_with(VINTAGES);
        if is_ours || TAKEN.contains(&self.holds.as_str()) || ALL.iter().any(|t| t.name == self.holds) {
            return wrong(format!("`{}` is the name of another table", self.holds));
        }
        for (i, name) in fields.iter().enumerate() {
            if fields[..i].contains(name) || RESERVED.contains(&name.as_str()) {
                return wrong(format!("column `{name}` stands twice, or is one that every table has"));
            }
        }
        for name in &self.key {
            if !fields.contains(name) {
                return wrong(format!("`{name}` of the key is not a column"));
            }
        }
        for rule in &self.rules {
            for name in rule.names() {
                if !fields.iter().any(|f| f == name) {
                    return wrong(format!("rule `{rule}` names `{name}`, which is not a column"));
                }
            }
        }
        for column in &self.columns {
            let banded =
                self.wide.as_ref().is_some_and(|w| w.name == column.name || w.value.as_ref() == Some(&column.name));
            match column.from {
                From::Column if column.labels.is_empty() && !banded => {
                    return wrong(format!("column `{}` has no labels to be found by", column.name));
                }
                From::Constant if column.value.is_none() => {
                    return wrong(format!("column `{}` is constant and has no value", column.name));
                }
                _ => {}
            }
            if (column.reads == Reads::Choice) == column.choices.is_empty() && !banded {
                return wrong(format!(
                    "column `{}`: choices belong to `reads = \"choice\"`, and to nothing else",
                    column.name
                ));
            }
            if !matches!(column.whole.as_str(), "always" | "never") && !fields.contains(&column.whole) {
                return wrong(format!("column `{}`: `whole` is always, never, or the name of a column", column.name));
            }
            if column.reads == Reads::Money && column.declared_unit().is_some_and(|u| u.name != "đồng") {
                return wrong(format!("column `{}` reads money, and its unit is not a multiple of đồng", column.name));
            }
            if (column.reads == Reads::Ratio) != column.parts.is_some() {
                return wrong(format!(
                    "column `{}`: a ratio needs `parts`, two names, and nothing else does",
                    column.name
                ));
            }
        }
        if let Some(wide) = &self.wide {
            let across = matches!(wide.reads, Reads::Period | Reads::Area | Reads::Choice);
            if !across || (wide.reads == Reads::Choice) == wide.choices.is_empty() {
                return wrong("`wide` reads period, area, or choice with its choices".to_owned());
            }
            for name in [Some(&wide.name), wide.value.as_ref()].into_iter().flatten() {
                if self.column(name).is_none() {
                    return wrong(format!("`wide` names `{name}`, which is not a column"));
                }
            }
        }
        Ok(())
    }
}

/// Tables that every project has beside those of the catalogue and the ledger.
const TAKEN: [&str; 5] = ["correction", "finding", "mapping", "source", "source_file"];

/// Columns that every table of a recipe has, beside its own.
pub const RESERVED: [&str; 13] = [
    "obs_status",
    "accumulation",
    "missing",
    "flag",
    "file_id",
    "part",
    "row_number",
    "band",
    "source",
    "source_row",
    "received_on",
    "replaced_on",
    "known_on",
];

/// What the name of the table of all vintages ends in.
const VINTAGES: &str = "_vintage";

impl Column {
    /// The name of the unit that its figures are kept in.
    pub fn base_unit(&self) -> Option<String> {
        match self.reads {
            Reads::Money => Some("đồng".to_owned()),
            Reads::Percent => Some("%".to_owned()),
            _ => self.declared_unit().map(|u| u.name),
        }
    }

    /// The unit that the recipe declares, with its multiple: `triệu đồng` is a million đồng.
    pub fn declared_unit(&self) -> Option<Unit> {
        self.unit.as_deref().map(|text| meaning::unit(text).unwrap_or(Unit { name: text.to_owned(), factor: 1 }))
    }

    /// The columns of the table that it becomes.
    pub fn fields(&self) -> Vec<String> {
        let mut fields = match (self.reads, &self.parts) {
            (Reads::Period, _) => vec![format!("{}_start", self.name), format!("{}_end", self.name)],
            (Reads::Ratio, Some(parts)) => parts.to_vec(),
            _ => vec![self.name.clone()],
        };
        if self.qualified {
            fields.extend([format!("{}_qualifier", self.name), format!("{}_high", self.name)]);
        }
        fields
    }
}
