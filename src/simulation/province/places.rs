//! The communes: their official names and codes, what they were merged from, and how much happens in each.

use super::super::chance::Chance;
use super::super::place::rows;
use crate::error::{Error, Result};
use jiff::civil::Date;
use serde::Deserialize;

/// The official list of areas, as the real project holds it.
pub const AREAS: &str = include_str!("../../../datasets/areas/areas.csv");
const AREAS_FILE: &str = "datasets/areas/areas.csv";
/// The communes of before the merger and where they went.
pub const FORMER: &str = include_str!("../../../datasets/areas/former_communes.csv");

/// A line of the list of areas.
#[derive(Deserialize)]
struct Area {
    area: String,
    name: String,
    short_name: String,
    r#type: String,
    valid_from: String,
    valid_to: String,
}

/// A line of the list of former communes.
#[derive(Deserialize)]
struct Former {
    name: String,
    area: String,
}

/// A commune or ward.
#[derive(Debug, Clone)]
pub struct Commune {
    /// Its code: `00123`.
    pub code: String,
    /// Its name: `Phường An Hòa`.
    pub name: String,
    /// Its name without the kind: `An Hòa`.
    pub short_name: String,
    /// Names of communes merged into it that no other unit bears or bore, neither whole nor without the kind.
    pub former_names: Vec<String>,
    /// The day since when it is there.
    pub since: Date,
    /// How much happens there beside others. Invented: wards two to four times as much as the median commune.
    pub weight: i64,
}

impl Commune {
    /// Is it a ward, that is a town?
    pub fn is_ward(&self) -> bool {
        self.name.starts_with("Phường")
    }
}

/// The name of the area with this code.
///
/// # Errors
/// The list does not have it.
pub fn name_of(code: &str) -> Result<String> {
    let area = areas()?.into_iter().find(|(_, area)| area.area == code);
    area.map(|(_, area)| area.name).ok_or_else(|| {
        Error::data("no such area").at(AREAS_FILE).found(code).expected("the code of the area that is simulated")
    })
}

fn areas() -> Result<Vec<(String, Area)>> {
    rows(AREAS, AREAS_FILE)
}

/// The communes of the list that are valid today, in its order.
///
/// # Errors
/// The list inside this program is not as it should be.
pub fn communes(seed: u64) -> Result<Vec<Commune>> {
    let areas = areas()?;
    let former: Vec<(String, Former)> = rows(FORMER, "datasets/areas/former_communes.csv")?;
    let short = |name: &str| {
        let kinds = ["Phường ", "Xã ", "Thị trấn "];
        kinds.iter().find_map(|k| name.strip_prefix(k)).unwrap_or(name).to_lowercase()
    };
    let names = areas.iter().map(|(_, a)| &a.name).chain(former.iter().map(|(_, f)| &f.name));
    let all_names: Vec<String> = names.map(|name| short(name)).collect();
    let own = |name: &str| all_names.iter().filter(|n| **n == short(name)).count() == 1;
    let mut chance = Chance::new(seed, "communes");
    areas
        .iter()
        .filter(|(_, area)| area.r#type == "commune" && area.valid_to.is_empty())
        .map(|(place, area)| {
            let ward = area.name.starts_with("Phường");
            let weight = if ward { chance.between(260, 520) } else { chance.between(12, 210) };
            let merged = former.iter().filter(|(_, f)| f.area == area.area && own(&f.name));
            let since = area.valid_from.parse().map_err(|_| {
                let error = Error::data("it is not said since when the commune is there").at(place.clone());
                error.found(area.valid_from.clone()).expected("a day such as 2025-07-01 in `valid_from`")
            })?;
            Ok(Commune {
                code: area.area.clone(),
                name: area.name.clone(),
                short_name: area.short_name.clone(),
                former_names: merged.map(|(_, f)| f.name.clone()).collect(),
                since,
                weight,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_communes_and_what_they_were() {
        let communes = communes(1).unwrap();
        assert_eq!(communes.len(), 75);
        let sinh = communes.iter().find(|c| c.code == "03679").unwrap();
        assert!(sinh.is_ward() && sinh.former_names.contains(&"Xã Chiềng Ngần".to_owned()));
        // Its own name of before is not a former name that leads anywhere else.
        assert!(!sinh.former_names.contains(&"Phường Chiềng Sinh".to_owned()));
        // Two former communes bore this name.
        assert!(communes.iter().all(|c| !c.former_names.contains(&"Xã Chiềng Chung".to_owned())));
    }
}
