//! Funds by task, unit and source: they add up to what was allotted and disbursed.

use super::super::apportion::{apportion, within};
use super::super::chance::Chance;
use super::super::place::Place;
use super::super::setting::Funds;
use super::super::totals::BUDGET_STEP;
use super::Commune;

/// One task of one unit, funded from one source.
#[derive(Debug, Clone)]
pub struct Line {
    /// The task.
    pub task: String,
    /// The source.
    pub funds: Funds,
    /// Allotted for the year, in đồng.
    pub allotted: i64,
    /// Disbursed since the first day of the year, in đồng.
    pub disbursed: i64,
}

/// How many of the tasks a commune has.
const COMMUNE_TASKS: usize = 4;
/// The least that is allotted to a task, in steps.
const LEAST: i64 = 100;

/// The lines of every commune and then of every department, one copy of the printed total.
pub fn lines(place: &Place, communes: &[Commune], copy: u32, chance: &mut Chance) -> Vec<Vec<Line>> {
    let (tasks, departments) = (&place.setting.tasks, place.departments().len());
    let of_communes = COMMUNE_TASKS.min(tasks.len());
    let mut sizes: Vec<(usize, i64)> = communes.iter().map(|c| (of_communes, c.weight)).collect();
    // Departments together get about as much as all communes together.
    let each = communes.iter().map(|c| c.weight).sum::<i64>() / departments.max(1) as i64;
    sizes.extend(std::iter::repeat_n((tasks.len(), each), departments));
    let weights: Vec<i64> =
        sizes.iter().flat_map(|(count, weight)| tasks[..*count].iter().map(move |task| weight * task.weight)).collect();
    let weights = chance.jitter(&weights, 40);
    let steps = place.totals.allotted / BUDGET_STEP;
    let spare = steps - LEAST * weights.len() as i64;
    let allotted: Vec<i64> = apportion(spare, &weights).iter().map(|n| n + LEAST).collect();
    // Every line says what it has disbursed: the share that is printed is of all that was allotted.
    let disbursed = within(place.totals.disbursed / BUDGET_STEP, &allotted, &chance.jitter(&allotted, 70));
    let mut next = 0;
    sizes
        .iter()
        .map(|(count, _)| {
            (0..*count)
                .map(|t| {
                    let i = next;
                    next += 1;
                    let name = &tasks[t].name;
                    Line {
                        task: if copy == 0 { name.clone() } else { format!("{name} (hợp phần {})", copy + 1) },
                        funds: tasks[t].funds,
                        allotted: allotted[i] * BUDGET_STEP,
                        disbursed: disbursed[i] * BUDGET_STEP,
                    }
                })
                .collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulation::province::communes;

    #[test]
    fn adds_up_to_the_dong() {
        let place = Place::read().unwrap();
        let units = lines(&place, &communes(2).unwrap(), 0, &mut Chance::new(2, "budget"));
        assert_eq!(units.len(), 81);
        let all: Vec<&Line> = units.iter().flatten().collect();
        assert_eq!(all.iter().map(|l| l.allotted).sum::<i64>(), place.totals.allotted);
        assert_eq!(all.iter().map(|l| l.disbursed).sum::<i64>(), place.totals.disbursed);
        assert!(all.iter().all(|l| l.disbursed <= l.allotted));
    }
}
