//! Funds by task, unit and source: they add up to what was allotted and disbursed. Tasks and amounts are made up.

use super::super::apportion::{apportion, within};
use super::super::chance::Chance;
use super::super::totals;
use super::Commune;

/// One task of one unit, funded from one source.
#[derive(Debug, Clone)]
pub struct Line {
    /// The task.
    pub task: String,
    /// The source: `central`, `province`, `commune` or `other`.
    pub funds: &'static str,
    /// Allotted for the year, in đồng.
    pub allotted: i64,
    /// Disbursed since the first day of the year, in đồng.
    pub disbursed: i64,
}

/// What communes and departments spend on. Invented.
const TASKS: [(&str, &str, i64); 6] = [
    ("Nâng cấp hạ tầng mạng nội bộ", "province", 30),
    ("Số hóa hồ sơ và kết quả thủ tục hành chính", "province", 26),
    ("Duy trì tổ công nghệ số cộng đồng", "commune", 6),
    ("Trang bị máy tính cho Trung tâm phục vụ hành chính công", "central", 22),
    ("Đào tạo kỹ năng số cho cán bộ", "province", 9),
    ("Nhiệm vụ khoa học và công nghệ cấp cơ sở", "other", 14),
];
/// How many of the tasks a commune has.
const COMMUNE_TASKS: usize = 4;
/// The least that is allotted to a task, in steps.
const LEAST: i64 = 100;

/// The lines of every commune and then of every one of so many departments, one copy of the printed total.
pub fn lines(communes: &[Commune], departments: usize, copy: u32, chance: &mut Chance) -> Vec<Vec<Line>> {
    let mut sizes: Vec<(usize, i64)> = communes.iter().map(|c| (COMMUNE_TASKS, c.weight)).collect();
    // Departments together get about as much as all communes together.
    let each = communes.iter().map(|c| c.weight).sum::<i64>() / departments.max(1) as i64;
    sizes.extend(std::iter::repeat_n((TASKS.len(), each), departments));
    let weights: Vec<i64> = sizes
        .iter()
        .flat_map(|(count, weight)| TASKS[..*count].iter().map(move |(_, _, share)| weight * share))
        .collect();
    let weights = chance.jitter(&weights, 40);
    let steps = totals::ALLOTTED / totals::BUDGET_STEP;
    let spare = steps - LEAST * weights.len() as i64;
    let allotted: Vec<i64> = apportion(spare, &weights).iter().map(|n| n + LEAST).collect();
    // Every line says what it has disbursed: the share that is printed is of all that was allotted.
    let disbursed = within(totals::DISBURSED / totals::BUDGET_STEP, &allotted, &chance.jitter(&allotted, 70));
    let mut next = 0;
    sizes
        .iter()
        .map(|(count, _)| {
            (0..*count)
                .map(|t| {
                    let i = next;
                    next += 1;
                    let (task, funds, _) = TASKS[t];
                    Line {
                        task: if copy == 0 { task.to_owned() } else { format!("{task} (hợp phần {})", copy + 1) },
                        funds,
                        allotted: allotted[i] * totals::BUDGET_STEP,
                        disbursed: disbursed[i] * totals::BUDGET_STEP,
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
        let units = lines(&communes(2).unwrap(), 6, 0, &mut Chance::new(2, "budget"));
        assert_eq!(units.len(), 81);
        let all: Vec<&Line> = units.iter().flatten().collect();
        assert_eq!(all.iter().map(|l| l.allotted).sum::<i64>(), totals::ALLOTTED);
        assert_eq!(all.iter().map(|l| l.disbursed).sum::<i64>(), totals::DISBURSED);
        assert!(all.iter().all(|l| l.disbursed <= l.allotted));
    }
}
