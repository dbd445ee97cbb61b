//! The communes: their official names and codes, what they were merged from, and how much happens in each.

use super::super::chance::Chance;
use crate::error::{Error, Result};

/// The official list of areas, as the real project holds it.
pub const AREAS: &str = include_str!("../../../datasets/areas/areas.csv");
/// The communes of before 1 July 2025 and where they went.
pub const FORMER: &str = include_str!("../../../datasets/areas/former_communes.csv");

/// A commune or ward.
#[derive(Debug, Clone)]
pub struct Commune {
    /// Its code: `03646`.
    pub code: String,
    /// Its name: `Phường Tô Hiệu`.
    pub name: String,
    /// Its name without the kind: `Tô Hiệu`.
    pub short_name: String,
    /// Names of communes merged into it that no other unit bears or bore, neither whole nor without the kind.
    pub former_names: Vec<String>,
    /// How much happens there beside others. Invented: wards two to four times as much as the median commune.
    pub weight: i64,
}

impl Commune {
    /// Is it a ward, that is a town?
    pub fn is_ward(&self) -> bool {
        self.name.starts_with("Phường")
    }
}

/// The communes of the list that are valid today, in its order.
///
/// # Errors
/// The list inside this program is not as it should be.
pub fn communes(seed: u64) -> Result<Vec<Commune>> {
    let rows = |text: &'static str| -> Result<Vec<csv::StringRecord>> {
        let rows = csv::Reader::from_reader(text.as_bytes()).into_records().collect::<std::result::Result<_, _>>();
        rows.map_err(|e| Error::data(format!("the list of areas: {e}")))
    };
    let (areas, former) = (rows(AREAS)?, rows(FORMER)?);
    let short = |name: &str| {
        let kinds = ["Phường ", "Xã ", "Thị trấn "];
        kinds.iter().find_map(|k| name.strip_prefix(k)).unwrap_or(name).to_lowercase()
    };
    let all_names: Vec<String> =
        areas.iter().map(|r| short(&r[1])).chain(former.iter().map(|r| short(&r[1]))).collect();
    let own = |name: &str| all_names.iter().filter(|n| **n == short(name)).count() == 1;
    let mut chance = Chance::new(seed, "communes");
    Ok(areas
        .iter()
        .filter(|row| &row[3] == "commune" && row[6].is_empty())
        .map(|row| {
            let ward = row[1].starts_with("Phường");
            let weight = if ward { chance.between(260, 520) } else { chance.between(12, 210) };
            let merged = former.iter().filter(|f| f[3] == row[0] && own(&f[1]));
            Commune {
                code: row[0].to_owned(),
                name: row[1].to_owned(),
                short_name: row[2].to_owned(),
                former_names: merged.map(|f| f[1].to_owned()).collect(),
                weight,
            }
        })
        .collect())
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
