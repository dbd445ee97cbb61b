//! The setting of the simulation: days, months, fields, tasks, names of villages. What is not printed in it is invented.

use super::place::FOLDER;
use super::province::STRIDE;
use crate::error::{Error, Result};
use jiff::civil::Date;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

const TEXT: &str = include_str!("../../tests/simulated-province/place.toml");

/// What `place.toml` says.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setting {
    /// The year that the forms report on.
    pub year: i16,
    /// How much of the year's work each month brings.
    pub months: [i64; 12],
    /// Who keeps the register of procedures.
    pub register_office: String,
    /// Fields of procedures that communes handle.
    pub fields: Vec<Field>,
    /// What departments spend on; communes have the first few.
    pub tasks: Vec<Task>,
    /// Days that the forms stand for.
    pub days: Days,
    /// Forms that come again.
    pub corrected: Vec<Corrected>,
    /// Names of villages.
    pub villages: VillageNames,
}

/// A field of procedures.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// How much of the work it makes.
    pub weight: i64,
}

/// What money is spent on.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// Its name.
    pub name: String,
    /// The source of its funds.
    pub funds: Funds,
    /// How much it takes.
    pub weight: i64,
}

/// A source of funds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Funds {
    /// The central budget.
    Central,
    /// The province's.
    Province,
    /// The commune's.
    Commune,
    /// Any other.
    Other,
}

/// Days of the simulation.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Days {
    /// The register of procedures stands for this one.
    #[serde(deserialize_with = "day")]
    pub register: Date,
    /// The villages.
    #[serde(deserialize_with = "day")]
    pub villages: Date,
    /// The first on which a village is planned to be covered.
    #[serde(deserialize_with = "day")]
    pub planned_from: Date,
    /// The last.
    #[serde(deserialize_with = "day")]
    pub planned_until: Date,
    /// The funds.
    #[serde(deserialize_with = "day")]
    pub budget: Date,
    /// The units are taken to have returned their forms on this one.
    #[serde(deserialize_with = "day")]
    pub returned: Date,
}

/// So many communes send their form again, corrected, on a day.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Corrected {
    /// The day.
    #[serde(deserialize_with = "day")]
    pub day: Date,
    /// How many.
    pub communes: usize,
}

/// Names of villages are one word of each list.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VillageNames {
    /// First words.
    pub first: Vec<String>,
    /// Second words.
    pub second: Vec<String>,
}

impl Setting {
    /// The setting that goes with the program.
    ///
    /// # Errors
    /// One that is not as it should be, with its line.
    pub fn read() -> Result<Setting> {
        Setting::parse(TEXT)
    }

    fn parse(text: &str) -> Result<Setting> {
        let setting: Setting = toml::from_str(text).map_err(|e| {
            let line = e.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
            Error::data(e.message().to_owned()).at(format!("{FOLDER}/place.toml:{line}"))
        })?;
        let names = setting.villages.first.len() * setting.villages.second.len();
        let wrong = if setting.days.planned_from > setting.days.planned_until {
            "planned_from is after planned_until"
        } else if names.is_multiple_of(STRIDE) {
            "the number of names of villages has a factor in common with the steps they are taken in"
        } else if !std::iter::once(setting.days.returned)
            .chain(setting.corrected.iter().map(|c| c.day))
            .is_sorted_by(|a, b| a < b)
        {
            "forms are corrected on a day that is not after the one before"
        } else if setting.fields.is_empty() || setting.tasks.is_empty() {
            "there are no fields or no tasks"
        } else {
            return Ok(setting);
        };
        Err(Error::data(wrong).at(format!("{FOLDER}/place.toml")))
    }
}

fn day<'de, D: Deserializer<'de>>(from: D) -> std::result::Result<Date, D::Error> {
    let text = String::deserialize(from)?;
    text.parse().map_err(|_| D::Error::custom(format!("`{text}` is no day such as 2025-12-28")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_setting_is_named_with_its_line() {
        let wrong = |from: &str, to: &str| {
            assert!(TEXT.contains(from), "{from}");
            Setting::parse(&TEXT.replacen(from, to, 1)).unwrap_err().to_string()
        };
        let place = "tests/simulated-province/place.toml";
        assert!(wrong("year = 2025", "years = 2025").starts_with(&format!("{place}:6: unknown field `years`")));
        let said = wrong("\"2025-12-20\"", "\"20/12/2025\"");
        assert!(said.starts_with(&format!("{place}:39: `20/12/2025` is no day")), "{said}");
        assert!(wrong("\"2025-11-15\"", "\"2026-11-15\"").contains("planned_from is after planned_until"));
        assert!(wrong("\"2026-01-12\"", "\"2026-01-10\"").contains("not after the one before"));
        assert!(wrong("\"Nà\", \"Huổi\", \"Pá\", \"Co\", \"Nong\", ", "").contains("a factor in common"));
        assert!(wrong(", 86]", "]").starts_with(place));
    }
}
