//! Funnel limits: between which rates does an area stay by chance, if it does as well as the whole?
//!
//! Where an area of `n` dossiers has the rate of the whole, its own count is binomial. The limits are those of the exact
//! distribution, interpolated between two counts as in D. J. Spiegelhalter, Funnel plots for comparing institutional
//! performance, Statistics in Medicine 24 (2005) 1185-1202, appendix A.1.1: with r the least count for which P(R <= r) > p,
//! the limit at p is (r - a) / n, a = (P(R <= r) - p) / P(R = r).
//!
//! The paper puts both limits through this formula, which interpolates downwards. Below the lower limit lie just the counts
//! with P(R <= count) < p; but above the upper one lies also a count that chance reaches more often than the level says: at 10
//! dossiers and a rate of 50% the upper limit at 95% is 76.8%, and 8 or more of 10 come up in 5.5% of cases, not in 2.5%. Here
//! the upper limit is the lower one of what was *not* counted (n - R, at 100% - rate), which is the paper's plus one count: on
//! either side an area lies outside exactly where a result so far out has a smaller probability than the level leaves there.

use super::{Level, Refusal};

/// Two limits in percent, 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FunnelLimits {
    /// A rate below it is lower than chance explains.
    pub low: f64,
    /// A rate above it is higher than chance explains.
    pub high: f64,
}

/// Beyond this denominator the sum over counts takes too long to be waited for.
const MOST: f64 = 1e10;

/// Counts rarer than this share of the commonest are left out of the sums.
const NEGLIGIBLE: f64 = 1e-40;

/// The limits at a level for an area with this denominator, where the whole has the rate `rate`, in percent.
///
/// They hold for counts of independent cases (dossiers, households); areas that differ for other reasons than chance lie
/// outside more often. Errors: [`Refusal::NotFinite`], [`Refusal::NegativePart`], [`Refusal::ZeroDenominator`],
/// [`Refusal::NotACount`] for a denominator with decimals, [`Refusal::TooLarge`] for one above 10^10,
/// [`Refusal::NotAPercentage`] for a rate outside 0 to 100.
///
/// ```
/// use milepost::statistics::{Level, funnel_limits};
/// let level = Level::new(0.95)?;
/// let (village, district) = (funnel_limits(20.0, 80.0, level)?, funnel_limits(2000.0, 80.0, level)?);
/// assert!(village.low < 65.0 && district.low > 78.0);
/// # Ok::<(), milepost::statistics::Refusal>(())
/// ```
pub fn funnel_limits(denominator: f64, rate: f64, level: Level) -> Result<FunnelLimits, Refusal> {
    if !denominator.is_finite() || !rate.is_finite() {
        return Err(Refusal::NotFinite);
    }
    match denominator {
        n if n < 0.0 => return Err(Refusal::NegativePart),
        0.0 => return Err(Refusal::ZeroDenominator),
        n if n.fract() != 0.0 => return Err(Refusal::NotACount),
        n if n > MOST => return Err(Refusal::TooLarge),
        _ => {}
    }
    if !(0.0..=100.0).contains(&rate) {
        return Err(Refusal::NotAPercentage);
    }
    let (n, tail) = (denominator, level.upper_tail());
    let low = lower_count(n, rate / 100.0, (100.0 - rate) / 100.0, tail);
    let high = n - lower_count(n, (100.0 - rate) / 100.0, rate / 100.0, tail);
    Ok(FunnelLimits { low: 100.0 * low / n, high: 100.0 * high / n })
}

/// The count, interpolated, below which lies `tail` of a binomial distribution; `q` is 1 - p, given apart to keep its digits.
fn lower_count(n: f64, p: f64, q: f64, tail: f64) -> f64 {
    if p == 0.0 {
        return 0.0;
    }
    if q == 0.0 {
        return n - (1.0 - tail);
    }
    // Weights of all counts, as shares of that of the commonest: each follows from its neighbour.
    let mode = ((n + 1.0) * p).floor().min(n);
    let mut below = Vec::new();
    let (mut weight, mut count) = (1.0, mode);
    while count > 0.0 && weight > NEGLIGIBLE {
        weight *= count / (n - count + 1.0) * (q / p);
        count -= 1.0;
        below.push(weight);
    }
    let first = count;
    let (mut weight, mut count, mut above) = (1.0, mode, 0.0);
    while count < n && weight > NEGLIGIBLE {
        weight *= (n - count) / (count + 1.0) * (p / q);
        count += 1.0;
        above += weight;
    }
    // The rarest first: small weights would be lost beside large ones.
    let total = below.iter().rev().sum::<f64>() + 1.0 + above;
    let wanted = tail * total;
    let (mut sum, mut count) = (0.0, first);
    for weight in below.iter().rev() {
        sum += weight;
        if sum > wanted {
            return (count - (sum - wanted) / weight).max(0.0);
        }
        count += 1.0;
    }
    // The tail ends at the mode or beyond it.
    let mut weight = 1.0;
    loop {
        sum += weight;
        if sum > wanted || count >= n {
            return (count - (sum - wanted) / weight).max(0.0);
        }
        weight *= (n - count) / (count + 1.0) * (p / q);
        count += 1.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits(n: f64, rate: f64, level: f64) -> FunnelLimits {
        funnel_limits(n, rate, Level::new(level).unwrap()).unwrap()
    }

    #[test]
    fn what_has_no_limits_says_why() {
        let refused = |n, rate| funnel_limits(n, rate, Level::EIGHTY).unwrap_err();
        assert_eq!(refused(0.0, 50.0), Refusal::ZeroDenominator);
        assert_eq!(refused(-1.0, 50.0), Refusal::NegativePart);
        assert_eq!(refused(10.5, 50.0), Refusal::NotACount);
        assert_eq!(refused(1e11, 50.0), Refusal::TooLarge);
        assert_eq!(refused(f64::NAN, 50.0), Refusal::NotFinite);
        assert_eq!(refused(10.0, f64::INFINITY), Refusal::NotFinite);
        assert_eq!(refused(10.0, 100.5), Refusal::NotAPercentage);
        assert_eq!(refused(10.0, -0.5), Refusal::NotAPercentage);
    }

    #[test]
    fn where_all_or_none_count_nothing_varies() {
        let none = limits(10.0, 0.0, 0.95);
        assert!(none.low == 0.0 && none.high < 10.0, "one of ten cannot be: {none:?}");
        let all = limits(10.0, 100.0, 0.95);
        assert!(all.high == 100.0 && all.low > 90.0, "nine of ten cannot be: {all:?}");
        let one = limits(1.0, 50.0, 0.95);
        assert_eq!((one.low, one.high), (0.0, 100.0));
    }

    /// Expected numbers: the formula of the paper (see above) with scipy 1.17.1, scipy.stats.binom.ppf, cdf and pmf; the upper
    /// limit is the paper's plus one count.
    #[test]
    fn limits_by_the_formula_of_the_paper() {
        for (n, rate, level, low, high) in [
            (10.0, 50.0, 0.95, 13.244444444444452, 86.75555555555555),
            (20.0, 80.0, 0.95, 58.38845205490271, 98.83159565502899),
            (20.0, 80.0, 0.998, 46.07458737157303, 100.0),
            (35.0, 88.4, 0.95, 75.20786341448466, 99.45805439142865),
            (120.0, 2.5, 0.95, 0.0, 6.098457881245567),
            (120.0, 2.5, 0.998, 0.0, 8.302128087432337),
            (869.0, 44.6, 0.95, 41.24248939960243, 47.968451913695084),
            (2500.0, 99.3, 0.998, 98.71055989099504, 99.77761383401707),
            (40_000.0, 88.0, 0.95, 87.67939226635087, 88.31881066639514),
            (1_300_000.0, 61.0, 0.998, 60.86774195079578, 61.132209814539664),
        ] {
            let ours = limits(n, rate, level);
            assert!((ours.low - low).abs() < 1e-8 && (ours.high - high).abs() < 1e-8, "{n} {rate} {level}: {ours:?}");
        }
    }

    /// The meaning of the limits, count by count.
    #[test]
    fn outside_are_just_the_counts_that_chance_rarely_gives() {
        for (n, rate) in
            [(1.0, 50.0), (7.0, 88.4), (10.0, 50.0), (12.0, 1.0), (40.0, 93.0), (300.0, 0.2), (500.0, 60.0)]
        {
            let weights = by_logarithms(n, rate / 100.0);
            for level in [0.8, 0.95, 0.998] {
                let (limits, tail) = (limits(n, rate, level), (1.0 - level) / 2.0);
                for count in 0..=n as usize {
                    let value = 100.0 * count as f64 / n;
                    let at_most: f64 = weights[..=count].iter().sum();
                    let at_least: f64 = weights[count..].iter().sum();
                    assert_eq!(value < limits.low, at_most < tail, "{count} of {n}, {rate}%, {level}: {limits:?}");
                    assert_eq!(value > limits.high, at_least < tail, "{count} of {n}, {rate}%, {level}: {limits:?}");
                }
            }
        }
    }

    /// The probability of each count by sums of logarithms: another way than the one above.
    fn by_logarithms(n: f64, p: f64) -> Vec<f64> {
        let factorial = |k: f64| (1..=k as u32).map(|i| f64::from(i).ln()).sum::<f64>();
        let weight =
            |k: f64| (factorial(n) - factorial(k) - factorial(n - k) + k * p.ln() + (n - k) * (1.0 - p).ln()).exp();
        (0..=n as u32).map(|k| weight(f64::from(k))).collect()
    }
}
