//! Villages: as many as printed, of which so many without 4G, fixed broadband or electricity. Names are made up.

use super::super::apportion::{apportion, within};
use super::super::chance::Chance;
use super::super::place::Place;
use super::super::setting::VillageNames;
use super::Commune;
use jiff::civil::Date;

/// One village on the day of the form.
#[derive(Debug, Clone)]
pub struct Village {
    /// Its name, one of its kind in the commune.
    pub name: String,
    /// Households, where known.
    pub households: Option<i64>,
    /// 4G by Viettel, VNPT, MobiFone.
    pub operators: [bool; 3],
    /// The day 4G came, where there was none after the merger.
    pub covered_on: Option<Date>,
    /// The day 4G is planned for.
    pub planned_on: Option<Date>,
    /// Fixed broadband?
    pub fixed_broadband: bool,
    /// Grid electricity?
    pub electricity: bool,
}

/// Steps in which names are taken: coprime to their number, so that all come up before one is repeated with a number.
pub const STRIDE: usize = 7;
/// Villages that even the smallest commune has.
const FEWEST: i64 = 8;

/// The villages of every commune, one copy of the printed number.
pub fn by_commune(place: &Place, communes: &[Commune], copy: u32, chance: &mut Chance) -> Vec<Vec<Village>> {
    let (totals, days, names) = (&place.totals, &place.setting.days, &place.setting.villages);
    let weights: Vec<i64> = communes.iter().map(|c| c.weight).collect();
    let spare = totals.villages - FEWEST * communes.len() as i64;
    let sizes: Vec<i64> = apportion(spare, &weights).iter().map(|n| n + FEWEST).collect();
    // Towns were covered long ago; weight 0 leaves them out as long as there is room elsewhere.
    let remote: Vec<i64> = communes.iter().zip(&sizes).map(|(c, n)| if c.is_ward() { 0 } else { *n }).collect();
    let mut lacking = |total: i64, wholes: &[i64]| within(total, wholes, &chance.jitter(&remote, 80));
    let without_4g = lacking(totals.without_4g, &sizes);
    let covered = lacking(totals.covered_4g, &without_4g);
    let rest: Vec<i64> = without_4g.iter().zip(&covered).map(|(all, done)| all - done).collect();
    let planned = lacking(totals.planned_4g, &rest);
    let without_broadband = lacking(totals.without_broadband, &sizes);
    let without_electricity = lacking(totals.without_electricity, &sizes);
    (0..communes.len())
        .map(|i| {
            let size = usize::try_from(sizes[i]).expect("a number of villages");
            let mut villages: Vec<Village> =
                (0..size).map(|k| ordinary(&name(names, &communes[i], copy as usize * size + k), chance)).collect();
            // Hardship comes together: who has no 4G has no broadband either as long as there are enough of them.
            let mut order: Vec<usize> = (0..size).collect();
            chance.shuffle(&mut order);
            for (place, k) in order.iter().enumerate() {
                let place = place as i64;
                let village = &mut villages[*k];
                if place < covered[i] {
                    village.operators = [true, false, false];
                    village.covered_on = Some(between(communes[i].since, days.villages, chance));
                } else if place < without_4g[i] {
                    village.operators = [false; 3];
                    let is_planned = place < covered[i] + planned[i];
                    village.planned_on = is_planned.then(|| between(days.planned_from, days.planned_until, chance));
                }
                village.fixed_broadband = place >= without_broadband[i];
                village.electricity = place >= without_electricity[i];
            }
            villages
        })
        .collect()
}

fn ordinary(name: &str, chance: &mut Chance) -> Village {
    let viettel = chance.percent(96);
    Village {
        name: name.to_owned(),
        households: (!chance.percent(2)).then(|| chance.between(28, 260)),
        operators: [viettel, !viettel || chance.percent(70), chance.percent(30)],
        covered_on: None,
        planned_on: None,
        fixed_broadband: true,
        electricity: true,
    }
}

/// Wards have quarters with numbers, communes villages with names of two syllables.
fn name(names: &VillageNames, commune: &Commune, number: usize) -> String {
    if commune.is_ward() {
        return format!("Tổ {}", number + 1);
    }
    let (first, second) = (&names.first, &names.second);
    let pair = number * STRIDE % (first.len() * second.len());
    let round = number / (first.len() * second.len());
    let name = format!("Bản {} {}", first[pair % first.len()], second[pair / first.len()]);
    if round == 0 { name } else { format!("{name} {}", round + 1) }
}

/// A day from the first to the last, both included.
fn between(first: Date, last: Date, chance: &mut Chance) -> Date {
    let days = i64::from((last - first).get_days()).max(0);
    first.saturating_add(jiff::Span::new().days(chance.between(0, days)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulation::province::communes;
    use jiff::civil::date;

    #[test]
    fn has_as_many_of_each_kind_as_printed() {
        let communes = communes(5).unwrap();
        let all = by_commune(&Place::read().unwrap(), &communes, 0, &mut Chance::new(5, "villages"));
        let count = |is: fn(&Village) -> bool| all.iter().flatten().filter(|v| is(v)).count();
        let dark = |v: &Village| v.operators == [false; 3];
        assert_eq!(count(|_| true), 2_233);
        assert_eq!(count(|v| v.covered_on.is_some()), 26);
        assert_eq!(count(|v| v.planned_on.is_some()), 23);
        assert_eq!(all.iter().flatten().filter(|v| dark(v)).count(), 43);
        assert_eq!(count(|v| !v.fixed_broadband), 449);
        assert!(count(|v| v.households.is_none()) > 0);
        let last = all.iter().flatten().filter_map(|v| v.covered_on).max().unwrap();
        assert!(last <= date(2025, 11, 10));
        let mut planned = all.iter().flatten().filter_map(|v| v.planned_on);
        assert!(planned.all(|day| date(2025, 11, 10) < day && day <= date(2025, 12, 31)));
        for villages in &all {
            let mut names: Vec<&str> = villages.iter().map(|v| v.name.as_str()).collect();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), villages.len());
        }
    }
}
