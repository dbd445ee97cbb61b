//! Dossiers of the year, divided over communes, months and fields so that every part stays within its whole.

use super::super::apportion::{apportion, within};
use super::super::chance::Chance;
use super::super::setting::Field;
use super::super::totals::Totals;
use super::Commune;

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
    /// What the province counts in a year.
    pub fn of_the_year(totals: &Totals) -> Counts {
        Counts {
            received: totals.received,
            online: totals.received_online,
            online_full: totals.received_online_full,
            paid: totals.paid_online,
            components_digitised: totals.components_digitised,
            handled: totals.handled,
            handled_online: totals.handled_online,
            late: totals.late,
            results_digitised: totals.results_digitised,
        }
    }

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

    /// Its twelve months by the work that each brings; `growth` is how many percent of their mean the online shares stand above it in December, and
    /// below it in January. Invented: so that there is something to project.
    pub fn months(&self, work: &[i64; 12], growth: i64, chance: &mut Chance) -> Vec<Counts> {
        let weights = chance.jitter(work, 25);
        self.divide(&weights, Online::Growing(growth), chance)
    }

    /// Its fields of procedures, in their order.
    pub fn fields(&self, fields: &[Field], chance: &mut Chance) -> Vec<Counts> {
        let weights = chance.jitter(&fields.iter().map(|field| field.weight).collect::<Vec<_>>(), 40);
        self.divide(&weights, Online::Scattered, chance)
    }
}

/// The year of every commune. At a greater scale there is a copy of everything, divided anew.
pub fn by_commune(totals: &Totals, communes: &[Commune], chance: &mut Chance) -> Vec<Counts> {
    let weights: Vec<i64> = communes.iter().map(|c| c.weight).collect();
    Counts::of_the_year(totals).divide(&weights, Online::Scattered, chance)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulation::place::Place;
    use crate::simulation::province::communes;

    #[test]
    fn parts_of_parts_add_up_to_the_year() {
        let mut chance = Chance::new(3, "dossiers");
        let Place { totals, setting, .. } = Place::read().unwrap();
        let year = Counts::of_the_year(&totals);
        let years = by_commune(&totals, &communes(3).unwrap(), &mut chance);
        let cells: Vec<Counts> = years
            .iter()
            .flat_map(|y| y.months(&setting.months, 12, &mut chance))
            .collect::<Vec<_>>()
            .iter()
            .flat_map(|m| m.fields(&setting.fields, &mut chance))
            .collect();
        assert_eq!(cells.len(), 75 * 12 * 7);
        let sum = |of: fn(&Counts) -> i64| cells.iter().map(of).sum::<i64>();
        assert_eq!(sum(|c| c.received), year.received);
        assert_eq!(sum(|c| c.online), year.online);
        assert_eq!(sum(|c| c.online_full), year.online_full);
        assert_eq!(sum(|c| c.paid), year.paid);
        assert_eq!(sum(|c| c.components_digitised), year.components_digitised);
        assert_eq!(sum(|c| c.handled), year.handled);
        assert_eq!(sum(|c| c.handled_online), year.handled_online);
        assert_eq!(sum(|c| c.late), year.late);
        assert_eq!(sum(|c| c.results_digitised), year.results_digitised);
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
        let place = Place::read().unwrap();
        let year = by_commune(&place.totals, &communes(3).unwrap(), &mut Chance::new(3, "dossiers"))[5];
        let months = year.months(&place.setting.months, 20, &mut Chance::new(3, "months"));
        let share = |of: fn(&Counts) -> i64, out_of: fn(&Counts) -> i64, from: usize| {
            let half = &months[from..from + 6];
            half.iter().map(of).sum::<i64>() as f64 / half.iter().map(out_of).sum::<i64>() as f64
        };
        let rise = |of, out_of| share(of, out_of, 6) / share(of, out_of, 0);
        assert!(rise(|c| c.online, |c| c.received) > 1.1 && rise(|c| c.handled_online, |c| c.handled) > 1.1);
        assert!((rise(|c| c.components_digitised, |c| c.received) - 1.0).abs() < 0.05);
    }
}
