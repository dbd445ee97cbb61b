//! The register of procedures: as many of each online level as printed; codes and names are made up.

use super::super::chance::Chance;
use super::super::place::Place;

/// One procedure of the register.
#[derive(Debug, Clone)]
pub struct Procedure {
    /// Its code, which no real one looks like: `MP-00001`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its field.
    pub field: String,
    /// Its online level: `full`, `part` or `none`.
    pub level: &'static str,
    /// Could it be offered online end to end?
    pub eligible: bool,
}

/// The register; copy 0 holds the printed number of procedures, each further copy as many again under other codes.
pub fn procedures(place: &Place, copy: u32, chance: &mut Chance) -> Vec<Procedure> {
    let (totals, fields) = (&place.totals, &place.setting.fields);
    let counts = [("full", totals.procedures_full), ("part", totals.procedures_part), ("none", totals.procedures_none)];
    let mut levels: Vec<&'static str> =
        counts.iter().flat_map(|(level, count)| std::iter::repeat_n(*level, *count as usize)).collect();
    chance.shuffle(&mut levels);
    let full = levels.iter().filter(|l| **l == "full").count();
    let mut others: Vec<usize> = (0..levels.len()).filter(|i| levels[*i] != "full").collect();
    chance.shuffle(&mut others);
    let mut eligible: Vec<bool> = levels.iter().map(|l| *l == "full").collect();
    for i in others.into_iter().take(totals.procedures_eligible as usize - full) {
        eligible[i] = true;
    }
    let first = copy as usize * levels.len() + 1;
    (0..levels.len())
        .map(|i| {
            let field = &fields[chance.below(fields.len())].name;
            Procedure {
                code: format!("MP-{:05}", first + i),
                name: format!("Thủ tục mô phỏng số {}, lĩnh vực {}", first + i, field.to_lowercase()),
                field: field.clone(),
                level: levels[i],
                eligible: eligible[i],
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_as_many_of_each_level_as_printed() {
        let place = Place::read().unwrap();
        let register = procedures(&place, 0, &mut Chance::new(1, "procedures"));
        let count = |level: &str| register.iter().filter(|p| p.level == level).count();
        assert_eq!((count("full"), count("part"), count("none")), (941, 908, 314));
        assert_eq!(register.iter().filter(|p| p.eligible).count(), 1_065);
        assert!(register.iter().all(|p| p.eligible || p.level != "full"));
        assert_eq!(procedures(&place, 1, &mut Chance::new(1, "procedures"))[0].code, "MP-02164");
    }
}
