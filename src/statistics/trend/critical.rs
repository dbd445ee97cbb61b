//! The smallest S that is significant, for the intervals of slopes and for the tables in textbooks.

use super::null_distribution::{NullDistribution, pairs, variance};
use crate::statistics::{Level, Refusal};
use statrs::distribution::{ContinuousCDF, Normal};

/// A tail that differs from the one asked for by less than this share of it is the same: 1 - 0.95 is not 0.05 in binary.
const ROUNDING: f64 = 1e-12;

/// The smallest |S| that is significant, and how often |S| stays below it when there is no trend.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Critical {
    /// The smallest |S| with P(|S| >= s) <= 1 - level.
    pub s: i64,
    /// P(|S| < s): at least the level, more where S moves in coarse steps.
    pub coverage: f64,
    /// Counted exactly (n <= 20), or by the normal distribution?
    pub exact: bool,
}

/// Critical value of Kendall's S for `n` readings that all differ: exact for n <= 20, normal with continuity correction
/// beyond. Source: METHODS 3.
///
/// Errors: [`Refusal::LevelOutOfReach`] where even the steepest order of n readings is too likely (95%: n < 5).
///
/// ```
/// use milepost::statistics::{Level, Refusal, trend};
/// let level = Level::new(0.95)?;
/// assert_eq!(trend::critical_s(10, level)?.s, 23);
/// assert_eq!(trend::critical_s(4, level), Err(Refusal::LevelOutOfReach));
/// # Ok::<(), Refusal>(())
/// ```
pub fn critical_s(n: usize, level: Level) -> Result<Critical, Refusal> {
    let all = i64::try_from(pairs(n)).map_err(|_| Refusal::TooManyReadings)?;
    let tail = level.upper_tail() * (1.0 + ROUNDING);
    if let Some(null) = NullDistribution::untied(n) {
        let (inversions, share) = null.within(tail).ok_or(Refusal::LevelOutOfReach)?;
        return Ok(Critical { s: all - 2 * inversions as i64, coverage: 1.0 - 2.0 * share, exact: true });
    }
    let spread = variance(n, &[]).sqrt();
    let least = (1.0 - Normal::standard().inverse_cdf(tail) * spread).ceil();
    if least.is_nan() || least > all as f64 {
        return Err(Refusal::LevelOutOfReach);
    }
    let s = (least as i64).max(1);
    // S is odd or even as the number of pairs is.
    let s = s + (all - s).rem_euclid(2);
    let coverage = 1.0 - 2.0 * Normal::standard().sf((s - 1) as f64 / spread);
    Ok(Critical { s, coverage, exact: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(level: f64) -> Level {
        Level::new(level).unwrap()
    }

    #[test]
    fn nothing_and_one_reading_have_no_critical_value() {
        for n in [0, 1] {
            assert_eq!(critical_s(n, level(0.5)), Err(Refusal::LevelOutOfReach));
        }
    }

    /// Exact critical values, computed by the recursion and checked against scipy.stats.kendalltau(method="exact"):
    /// n; smallest two-sided p; S and p at 5%; S and p at 10%.
    type Row = (usize, f64, Option<(i64, f64)>, Option<(i64, f64)>);
    const TABLE: [Row; 18] = [
        (3, 0.33333333, None, None),
        (4, 0.083333333, None, Some((6, 0.08333333333333333))),
        (5, 0.016666667, Some((10, 0.016666666666666666)), Some((8, 0.08333333333333333))),
        (6, 0.0027777778, Some((13, 0.016666666666666666)), Some((11, 0.05555555555555555))),
        (7, 0.0003968254, Some((15, 0.03015873015873016)), Some((13, 0.06904761904761905))),
        (8, 4.9603175e-05, Some((18, 0.03115079365079365)), Some((16, 0.06101190476190476))),
        (9, 5.5114638e-06, Some((20, 0.04461529982363316)), Some((18, 0.07517636684303351))),
        (10, 5.5114638e-07, Some((23, 0.04662257495590829)), Some((21, 0.07255015432098766))),
        (11, 5.0104217e-08, Some((27, 0.04053235730319064)), Some((23, 0.08656124739458072))),
        (12, 4.1753514e-09, Some((30, 0.04473689858238469)), Some((26, 0.0863171145983646))),
        (13, 3.2118088e-10, Some((34, 0.04218179261582039)), Some((28, 0.0999802599021349))),
        (14, 2.2941491e-11, Some((37, 0.04717599910928284)), Some((33, 0.07945689917354104))),
        (15, 1.5294327e-12, Some((41, 0.04629247541540862)), Some((35, 0.09264256691158146))),
        (16, 9.5589547e-14, Some((46, 0.041261775989402893)), Some((38, 0.09604970873347041))),
        (17, 5.6229145e-15, Some((50, 0.04217070212970702)), Some((42, 0.09138624889203259))),
        (18, 3.1238414e-16, Some((53, 0.047735620701410846)), Some((45, 0.09587494421484961))),
        (19, 1.644127e-17, Some((57, 0.049049309778455875)), Some((49, 0.09329572617533399))),
        (20, 8.2206352e-19, Some((62, 0.04676893674989459)), Some((52, 0.09833021873475628))),
    ];

    #[test]
    fn the_exact_critical_values_up_to_twenty() {
        for (n, smallest, at_5, at_10) in TABLE {
            let null = NullDistribution::untied(n).unwrap();
            let steepest = null.two_sided(pairs(n) as i64);
            assert!((steepest / smallest - 1.0).abs() < 1e-7, "n = {n}: {steepest}");
            for (share, expected) in [(0.95, at_5), (0.90, at_10)] {
                let ours = critical_s(n, level(share)).ok().map(|critical| (critical.s, null.two_sided(critical.s)));
                match (ours, expected) {
                    (Some((s, p)), Some((expected_s, expected_p))) => {
                        assert_eq!(s, expected_s, "n = {n} at {share}");
                        assert!((p - expected_p).abs() < 1e-15, "n = {n}: {p}");
                    }
                    (ours, expected) => assert_eq!(ours, expected, "n = {n} at {share}"),
                }
            }
        }
    }

    /// A level that is met to the last bit is met: the steepest of three has P = 1/3.
    #[test]
    fn a_level_met_exactly_is_met() {
        let critical = critical_s(3, level(1.0 - 1.0 / 3.0)).unwrap();
        assert_eq!(critical.s, 3);
        assert!((critical.coverage - 2.0 / 3.0).abs() < 1e-15);
    }

    #[test]
    fn beyond_twenty_the_normal_takes_over_without_a_jump() {
        // 45 readings: exact coverage .95114 at the same S (golden_trend.json, maxau, sen_ci95_exact).
        let critical = critical_s(45, level(0.95)).unwrap();
        assert_eq!((critical.s, critical.exact), (202, false));
        assert!((critical.coverage - 0.9511).abs() < 5e-4);
        assert_eq!(critical_s(21, level(1.0 - 1e-16)), Err(Refusal::LevelOutOfReach));
        assert_eq!(critical_s(21, level(1e-9)).map(|c| c.s), Ok(2));
        assert!(critical_s(4_000, level(0.95)).unwrap().coverage >= 0.95);
    }
}
