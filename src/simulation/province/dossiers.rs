//! Dossiers of the year, divided over communes, months and fields so that every part stays within its whole.

use super::super::apportion::{apportion, within};
use super::super::chance::Chance;
use super::super::totals;
use super::Commune;

/// Fields of procedures that communes handle, with how much of the work each makes. The weights are invented.
pub const FIELDS: [(&str, i64); 7] = [
    ("Hộ tịch", 24),
    ("Đất đai", 17),
    ("Chứng thực", 38),
    ("Bảo trợ xã hội", 11),
    ("Người có công", 2),
    ("Hộ kinh doanh", 5),
    ("Xây dựng", 1),
];
/// How much of the year's work each month brings. Invented: little in the month of Tết, more after the merger.
const MONTHS: [i64; 12] = [62, 70, 88, 84, 82, 80, 92, 96, 94, 98, 92, 86];

/// What was counted in one place and time. All in dossiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Received.
    pub received: i64,
    /// Of these received online, end to end or in part.
    pub online: i64,
    /// Of these online end to end.
    pub online_full: i64,
    /// Of those received, paid online.
    pub paid: i64,
    /// Of those received, with components digitised.
    pub components_digitised: i64,
    /// Handled, with the result returned.
    pub handled: i64,
    /// Of these handled online.
    pub handled_online: i64,
    /// Of these late.
    pub late: i64,
    /// Of these with the result digitised.
    pub results_digitised: i64,
}

/// What the province counts in a year.
const YEAR: Counts = Counts {
    received: totals::RECEIVED,
    online: totals::RECEIVED_ONLINE,
    online_full: totals::RECEIVED_ONLINE_FULL,
    paid: totals::PAID_ONLINE,
    components_digitised: totals::COMPONENTS_DIGITISED,
    handled: totals::HANDLED,
    handled_online: totals::HANDLED_ONLINE,
    late: totals::LATE,
    results_digitised: totals::RESULTS_DIGITISED,
};

impl Counts {
    /// Divides it by weights; each part of a part stays within that part.
    fn divide(&self, weights: &[i64], chance: &mut Chance) -> Vec<Counts> {
        let received = apportion(self.received, weights);
        let mut of = |total: i64, wholes: &[i64], spread: i64| within(total, wholes, &chance.jitter(wholes, spread));
        let handled = of(self.handled, &received, 6);
        let online = of(self.online, &received, 30);
        let online_full = of(self.online_full, &online, 30);
        let paid = of(self.paid, &received, 45);
        let components_digitised = of(self.components_digitised, &received, 8);
        let handled_online = of(self.handled_online, &handled, 30);
        let late = of(self.late, &handled, 90);
        let results_digitised = of(self.results_digitised, &handled, 8);
        (0..weights.len())
            .map(|i| Counts {
                received: received[i],
                online: online[i],
                online_full: online_full[i],
                paid: paid[i],
                components_digitised: components_digitised[i],
                handled: handled[i],
                handled_online: handled_online[i],
                late: late[i],
                results_digitised: results_digitised[i],
            })
            .collect()
    }

    /// Its twelve months.
    pub fn months(&self, chance: &mut Chance) -> Vec<Counts> {
        let weights = chance.jitter(&MONTHS, 25);
        self.divide(&weights, chance)
    }

    /// Its fields of procedures, in the order of [`FIELDS`].
    pub fn fields(&self, chance: &mut Chance) -> Vec<Counts> {
        let weights = chance.jitter(&FIELDS.map(|(_, weight)| weight), 40);
        self.divide(&weights, chance)
    }
}

/// The year of every commune. At a greater scale there is a copy of everything, divided anew.
pub fn by_commune(communes: &[Commune], chance: &mut Chance) -> Vec<Counts> {
    let weights: Vec<i64> = communes.iter().map(|c| c.weight).collect();
    YEAR.divide(&weights, chance)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulation::province::communes;

    #[test]
    fn parts_of_parts_add_up_to_the_year() {
        let mut chance = Chance::new(3, "dossiers");
        let years = by_commune(&communes(3).unwrap(), &mut chance);
        let cells: Vec<Counts> = years
            .iter()
            .flat_map(|y| y.months(&mut chance))
            .collect::<Vec<_>>()
            .iter()
            .flat_map(|m| m.fields(&mut chance))
            .collect();
        assert_eq!(cells.len(), 75 * 12 * 7);
        let sum = |of: fn(&Counts) -> i64| cells.iter().map(of).sum::<i64>();
        assert_eq!(sum(|c| c.received), YEAR.received);
        assert_eq!(sum(|c| c.online), YEAR.online);
        assert_eq!(sum(|c| c.online_full), YEAR.online_full);
        assert_eq!(sum(|c| c.paid), YEAR.paid);
        assert_eq!(sum(|c| c.components_digitised), YEAR.components_digitised);
        assert_eq!(sum(|c| c.handled), YEAR.handled);
        assert_eq!(sum(|c| c.handled_online), YEAR.handled_online);
        assert_eq!(sum(|c| c.late), YEAR.late);
        assert_eq!(sum(|c| c.results_digitised), YEAR.results_digitised);
        assert!(cells.iter().all(|c| c.online_full <= c.online
            && c.online <= c.received
            && c.paid <= c.received
            && c.components_digitised <= c.received
            && c.handled_online <= c.handled
            && c.late <= c.handled
            && c.results_digitised <= c.handled));
        // Small places have fields in which nothing happened.
        assert!(cells.iter().any(|c| c.received == 0));
    }
}
