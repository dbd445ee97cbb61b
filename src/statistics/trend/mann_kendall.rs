//! Mann-Kendall: do later readings tend to be higher, or lower, than earlier ones?
//!
//! Sources: Mann (1945), Econometrica 13:245; Kendall (1970), Rank Correlation Methods. S counts the pairs that rise less
//! the pairs that fall. Its two-sided p is counted exactly up to 20 readings, with ties among them too, and taken from the
//! normal distribution with continuity correction and the variance for ties beyond (METHODS 3).

use super::null_distribution::{NullDistribution, pairs, two_sided_normal, variance};
use super::theil_sen::detrended_autocorrelation;
use super::{Autocorrelation, FEWEST_FOR_SIGNIFICANCE, check_pairwise, significant, years_and_values};
use crate::statistics::{Estimate, Level, Method, Refusal, Series};

/// Up to 20 readings that all differ.
const EXACT: Method = Method { name: "mann-kendall-exact", version: 1 };

/// Up to 20 readings, some of them equal.
const EXACT_TIES: Method = Method { name: "mann-kendall-exact-ties", version: 1 };

/// More than 20 readings.
const NORMAL: Method = Method { name: "mann-kendall-normal", version: 1 };

/// The test of one series.
#[derive(Debug, Clone, PartialEq)]
pub struct MannKendall {
    /// Two-sided p-value, 0 to 1; its method says how it was found: `mann-kendall-exact`, `mann-kendall-exact-ties` or
    /// `mann-kendall-normal`. It has no interval.
    ///
    /// Remarks: [`Refusal::FewerThanFive`], [`Refusal::NoVariation`] (then p is 1), [`Refusal::Autocorrelated`],
    /// [`Refusal::ManyPairsTied`], [`Refusal::AutocorrelationUnknown`].
    pub p: Estimate,
    /// Pairs that rise less pairs that fall.
    pub s: i64,
    /// Variance of S under no trend, with the ties among the readings.
    pub variance: f64,
    /// Kendall's tau-b, -1 to 1; `None` where all readings are equal.
    pub tau_b: Option<f64>,
    /// Dependence between neighbours about the Theil-Sen line; `None` where it cannot be estimated.
    pub autocorrelation: Option<Autocorrelation>,
    /// The p-value with the variance of S raised for that dependence (Yue and Wang 2004), normal, never below `p`.
    pub adjusted_p: Option<f64>,
}

impl MannKendall {
    /// May the trend be called significant at this level (0.95 for 5%)? Never below five readings; where neighbouring
    /// readings clearly depend on each other, only when the adjusted p-value says so too.
    ///
    /// ```
    /// use milepost::statistics::{Level, trend};
    /// let level = Level::new(0.9)?;
    /// assert!(!trend::mann_kendall_of(&[1.0, 2.0, 3.0, 4.0], &[1.0, 2.0, 4.0, 7.0])?.is_significant(level));
    /// assert!(trend::mann_kendall_of(&[1.0, 2.0, 3.0, 4.0, 5.0], &[1.0, 2.0, 4.0, 7.0, 9.0])?.is_significant(level));
    /// # Ok::<(), milepost::statistics::Refusal>(())
    /// ```
    pub fn is_significant(&self, level: Level) -> bool {
        significant(self.p.n, self.p.value, self.adjusted_p, self.autocorrelation.as_ref(), level)
    }
}

/// Tests a series for a trend in either direction.
///
/// Errors: [`Refusal::NoReadings`], [`Refusal::TrendNeedsThree`], [`Refusal::TooManyReadings`] (above 4,000).
///
/// ```
/// use jiff::civil::date;
/// use milepost::statistics::{Reading, Series, trend};
/// let values = [40.0, 52.0, 61.0, 66.0, 70.0];
/// let readings = (2018..).zip(values).map(|(y, value)| Reading { date: date(y, 12, 31), value }).collect();
/// let test = trend::mann_kendall(&Series::new(readings)?)?;
/// assert_eq!((test.s, test.p.value, test.p.method.name), (10, 2.0 / 120.0, "mann-kendall-exact"));
/// # Ok::<(), milepost::statistics::Refusal>(())
/// ```
pub fn mann_kendall(series: &Series) -> Result<MannKendall, Refusal> {
    let (years, values) = years_and_values(series)?;
    let mut test = mann_kendall_of(&years, &values)?;
    test.p.left_out = series.left_out();
    if let Some(found) = &mut test.autocorrelation {
        found.lag_one.left_out = series.left_out();
    }
    Ok(test)
}

/// Tests values at times that strictly increase. The times matter only for their order and for the trend that is taken
/// away before neighbours are compared.
///
/// Errors: those of [`mann_kendall`], [`Refusal::NotFinite`], [`Refusal::UnequalLists`], [`Refusal::DuplicatedDates`],
/// [`Refusal::UnorderedDates`].
pub fn mann_kendall_of(times: &[f64], values: &[f64]) -> Result<MannKendall, Refusal> {
    check_pairwise(times, values)?;
    let n = values.len();
    let groups = groups_of_equals(values);
    let tied: usize = groups.iter().map(|t| pairs(*t)).sum();
    let untied = pairs(n) - tied;
    let s = score(values);
    let variance = variance(n, &groups);
    let (p, method) = match NullDistribution::untied(n) {
        None => (two_sided_normal(s, variance), NORMAL),
        Some(null) if tied == 0 => (null.two_sided(s), EXACT),
        Some(_) => (NullDistribution::with_ties(&groups).two_sided(s), EXACT_TIES),
    };
    let constant = untied == 0;
    let autocorrelation = if constant { None } else { detrended_autocorrelation(times, values) };
    let adjusted_p =
        autocorrelation.as_ref().map(|found| two_sided_normal(s, variance * found.variance_factor()).max(p));
    let mut remarks = Vec::new();
    if n < FEWEST_FOR_SIGNIFICANCE {
        remarks.push(Refusal::FewerThanFive);
    }
    if constant {
        remarks.push(Refusal::NoVariation);
    } else {
        if autocorrelation.as_ref().is_some_and(Autocorrelation::is_large) {
            remarks.push(Refusal::Autocorrelated);
        }
        if tied > untied {
            remarks.push(Refusal::ManyPairsTied);
        }
        if autocorrelation.is_none() {
            remarks.push(Refusal::AutocorrelationUnknown);
        }
    }
    // Times do not tie, so tau-b divides by all pairs and by those whose values differ.
    let tau_b = (!constant).then(|| (s as f64 / (pairs(n) as f64 * untied as f64).sqrt()).clamp(-1.0, 1.0));
    let p = Estimate { value: p, interval: None, n, left_out: 0, method, remarks };
    Ok(MannKendall { p, s, variance, tau_b, autocorrelation, adjusted_p })
}

/// Pairs that rise less pairs that fall.
fn score(values: &[f64]) -> i64 {
    let [rises, falls] = rises_and_falls(values);
    rises - falls
}

/// Pairs that rise, and pairs that fall.
pub(super) fn rises_and_falls(values: &[f64]) -> [i64; 2] {
    let [mut rises, mut falls] = [0, 0];
    for (j, later) in values.iter().enumerate() {
        for earlier in &values[..j] {
            rises += i64::from(later > earlier);
            falls += i64::from(later < earlier);
        }
    }
    [rises, falls]
}

/// Sizes of the groups of equal values, 1 for a value like no other.
pub(super) fn groups_of_equals(values: &[f64]) -> Vec<usize> {
    let mut sorted = values.to_vec();
    // Finite, so comparable; 0 and -0 are equal and form one group.
    sorted.sort_unstable_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
    sorted.chunk_by(|a, b| a == b).map(<[f64]>::len).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::trend::reference_series::{ALL, close};

    fn yearly(values: &[f64]) -> Result<MannKendall, Refusal> {
        let times: Vec<f64> = (0..values.len()).map(|i| i as f64).collect();
        mann_kendall_of(&times, values)
    }

    fn level(level: f64) -> Level {
        Level::new(level).unwrap()
    }

    #[test]
    fn fewer_than_three_are_refused() {
        assert_eq!(yearly(&[]), Err(Refusal::NoReadings));
        assert_eq!(yearly(&[1.0]), Err(Refusal::TrendNeedsThree));
        assert_eq!(yearly(&[1.0, 2.0]), Err(Refusal::TrendNeedsThree));
    }

    #[test]
    fn equal_readings_show_no_trend_and_rule_none_out() {
        for n in [3, 6, 30] {
            let test = yearly(&vec![7.0; n]).unwrap();
            assert_eq!((test.s, test.variance, test.p.value, test.tau_b), (0, 0.0, 1.0, None));
            assert!(test.p.remarks.contains(&Refusal::NoVariation) && !test.is_significant(level(0.5)));
        }
    }

    #[test]
    fn fewer_than_five_are_never_significant() {
        let four = yearly(&[40.0, 52.0, 61.0, 66.0]).unwrap();
        assert!((four.p.value - 2.0 / 24.0).abs() < 1e-15);
        assert!(!four.is_significant(level(0.9)));
        assert_eq!(four.p.remarks, [Refusal::FewerThanFive, Refusal::AutocorrelationUnknown]);
        assert!(yearly(&[40.0, 52.0, 61.0, 66.0, 70.0]).unwrap().is_significant(level(0.95)));
    }

    #[test]
    fn zero_and_minus_zero_are_one_value() {
        let test = yearly(&[0.0, -0.0, 0.0, 1.0]).unwrap();
        assert_eq!((test.s, test.p.method), (3, EXACT_TIES));
        // Of the four places of the 1 two are outermost: P(|S| = 3) = 1/2.
        assert_eq!(test.p.value, 0.5);
    }

    #[test]
    fn ranks_care_for_no_size() {
        let large = yearly(&[-f64::MAX, -1e300, 5e-324, 1e300, f64::MAX]).unwrap();
        assert_eq!((large.s, large.tau_b), (10, Some(1.0)));
        let mut long: Vec<f64> = (0..2_000).map(f64::from).collect();
        long.swap(3, 1_700);
        let test = yearly(&long).unwrap();
        assert_eq!((test.s, test.p.value, test.p.method), (1_999_000 - 2 * (2 * 1_697 - 1), 0.0, NORMAL));
    }

    #[test]
    fn dependent_neighbours_are_not_called_a_trend() {
        // One slow swing, a little higher at its end.
        let swing: Vec<f64> = (0..30).map(|i| -(f64::from(i) * 0.19).cos() * 10.0 + 0.01 * f64::from(i)).collect();
        let test = yearly(&swing).unwrap();
        let (plain, adjusted) = (test.p.value, test.adjusted_p.unwrap());
        assert!(test.p.remarks.contains(&Refusal::Autocorrelated) && plain < 0.05 && adjusted > 0.05);
        assert!(!test.is_significant(level(0.95)));
        assert!(test.autocorrelation.unwrap().effective_n < 5.0);
    }

    /// S, its variance, tau-b and p of all reference series, cited there; Q and PrecipGL are the published figures of R
    /// `trend` and `Kendall`.
    #[test]
    fn the_reference_series() {
        for series in ALL {
            let test = mann_kendall_of(&series.x(), series.y).unwrap();
            assert_eq!(test.s, series.s, "{}", series.name);
            close(test.variance, series.variance, 1e-14, series.name);
            close(test.tau_b.unwrap(), series.tau_b, 1e-12, series.name);
            let expected = match series.p_exact {
                Some(exact) if series.y.len() <= 20 => exact,
                _ => series.p_normal,
            };
            // Exact shares to the last digits; the normal tail as far as the library's error function goes.
            close(test.p.value, expected, if series.y.len() <= 20 { 1e-14 } else { 1e-9 }, series.name);
        }
    }
}
