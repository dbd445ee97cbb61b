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

/// How the shares that are online differ from one part to the next.
#[derive(Clone, Copy)]
enum Online {
    /// By chance alone.
    Scattered,
    /// They grow evenly, from so many percent below the mean in the first part to as many above in the last, with a tenth
    /// of the chance: what people do online hardly jumps from month to month.
    Growing(i64),
}

impl Online {
    fn weights(self, wholes: &[i64], spread: i64, chance: &mut Chance) -> Vec<i64> {
        let Online::Growing(percent) = self else { return chance.jitter(wholes, spread) };
        let last = wholes.len().saturating_sub(1).max(1) as i64;
        let tilted = (0..).zip(wholes).map(|(i, whole)| whole * (1000 + 10 * percent * (2 * i - last) / last));
        chance.jitter(&tilted.collect::<Vec<_>>(), spread / 10)
    }
}

impl Counts {
    /// Divides it by weights; each part of a part stays within that part.
    fn divide(&self, weights: &[i64], online: Online, chance: &mut Chance) -> Vec<Counts> {
        let received = apportion(self.received, weights);
        let mut of = |total: i64, wholes: &[i64], spread: i64, differ: Online| {
            within(total, wholes, &differ.weights(wholes, spread, chance))
        };
        let by_chance = Online::Scattered;
        let handled = of(self.handled, &received, 6, by_chance);
        let filed_online = of(self.online, &received, 30, online);
        let online_full = of(self.online_full, &filed_online, 30, by_chance);
        let paid = of(self.paid, &received, 45, online);
        let components_digitised = of(self.components_digitised, &received, 8, by_chance);
        let handled_online = of(self.handled_online, &handled, 30, online);
        let late = of(self.late, &handled, 90, by_chance);
        let results_digitised = of(self.results_digitised, &handled, 8, by_chance);
        (0..weights.len())
            .map(|i| Counts {
                received: received[i],
                online: filed_online[i],
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

    /// Its twelve months; `growth` is how many percent of their mean the online shares stand above it in December, and
    /// below it in January. Invented: so that there is something to project.
    pub fn months(&self, growth: i64, chance: &mut Chance) -> Vec<Counts> {
        let weights = chance.jitter(&MONTHS, 25);
        self.divide(&weights, Online::Growing(growth), chance)
    }

    /// Its fields of procedures, in the order of [`FIELDS`].
    pub fn fields(&self, chance: &mut Chance) -> Vec<Counts> {
        let weights = chance.jitter(&FIELDS.map(|(_, weight)| weight), 40);
        self.divide(&weights, Online::Scattered, chance)
    }
}

/// The year of every commune. At a greater scale there is a copy of everything, divided anew.
pub fn by_commune(communes: &[Commune], chance: &mut Chance) -> Vec<Counts> {
    let weights: Vec<i64> = communes.iter().map(|c| c.weight).collect();
    YEAR.divide(&weights, Online::Scattered, chance)
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
            .flat_map(|y| y.months(12, &mut chance))
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

    #[test]
    fn online_shares_grow_over_the_months_and_the_rest_does_not() {
        let year = by_commune(&communes(3).unwrap(), &mut Chance::new(3, "dossiers"))[5];
        let months = year.months(20, &mut Chance::new(3, "months"));
        let share = |of: fn(&Counts) -> i64, out_of: fn(&Counts) -> i64, from: usize| {
            let half = &months[from..from + 6];
            half.iter().map(of).sum::<i64>() as f64 / half.iter().map(out_of).sum::<i64>() as f64
        };
        let rise = |of, out_of| share(of, out_of, 6) / share(of, out_of, 0);
        assert!(rise(|c| c.online, |c| c.received) > 1.1 && rise(|c| c.handled_online, |c| c.handled) > 1.1);
        assert!((rise(|c| c.components_digitised, |c| c.received) - 1.0).abs() < 0.05);
    }
}
