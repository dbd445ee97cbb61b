//! Holm's correction: which of many trends hold when all of them were looked for.
//!
//! Source: Holm, S. (1979), A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics
//! 6:65-70. It keeps the chance of even one false finding below the level, whatever the tests have in common.

use crate::statistics::{Method, Refusal};

/// The method.
pub const HOLM: Method = Method { name: "holm", version: 1 };

/// Adjusted p-values of a table of tests.
#[derive(Debug, Clone, PartialEq)]
pub struct Holm {
    /// Adjusted p-values in the order given, 0 to 1; `None` where there was none.
    pub p: Vec<Option<f64>>,
    /// Tests that had a p-value: what the correction counts.
    pub n: usize,
    /// Tests without one: no part of the count.
    pub left_out: usize,
    /// The method.
    pub method: Method,
}

/// Adjusts the p-values of one table: the i-th smallest of m becomes the largest of (m - j + 1) p_j, j <= i, at most 1.
///
/// Errors: [`Refusal::NotAProbability`] where a p-value is outside 0 to 1 or not a number.
///
/// ```
/// use milepost::statistics::{Refusal, trend};
/// let table = trend::holm(&[Some(0.25), None, Some(0.125)])?;
/// assert_eq!((table.p, table.n, table.left_out), (vec![Some(0.25), None, Some(0.25)], 2, 1));
/// # Ok::<(), Refusal>(())
/// ```
pub fn holm(p: &[Option<f64>]) -> Result<Holm, Refusal> {
    let mut ranked: Vec<(usize, f64)> = p.iter().enumerate().filter_map(|(i, p)| p.map(|p| (i, p))).collect();
    if ranked.iter().any(|(_, p)| !(0.0..=1.0).contains(p)) {
        return Err(Refusal::NotAProbability);
    }
    ranked.sort_by(|(_, a), (_, b)| a.total_cmp(b));
    let n = ranked.len();
    let mut adjusted = vec![None; p.len()];
    let mut largest = 0.0_f64;
    for (rank, (place, p)) in ranked.into_iter().enumerate() {
        largest = largest.max((n - rank) as f64 * p).min(1.0);
        adjusted[place] = Some(largest);
    }
    Ok(Holm { p: adjusted, n, left_out: p.len() - n, method: HOLM })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_to_adjust() {
        assert_eq!(holm(&[]).unwrap().p, vec![]);
        let none = holm(&[None, None]).unwrap();
        assert_eq!((none.p, none.n, none.left_out), (vec![None, None], 0, 2));
        assert_eq!(holm(&[Some(0.04)]).unwrap().p, [Some(0.04)]);
    }

    #[test]
    fn what_is_no_probability_is_refused() {
        for wrong in [-0.1, 1.5, f64::NAN, f64::INFINITY] {
            assert_eq!(holm(&[Some(0.5), Some(wrong)]), Err(Refusal::NotAProbability), "{wrong}");
        }
    }

    /// R 4: p.adjust(c(0.01, 0.02, 0.03, 0.04, 0.05), "holm") is .05 .08 .09 .09 .09.
    #[test]
    fn the_values_of_p_adjust() {
        let given = [0.04, 0.01, 0.05, 0.03, 0.02].map(Some);
        let adjusted = holm(&given).unwrap().p;
        for (ours, expected) in adjusted.iter().zip([0.09, 0.05, 0.09, 0.09, 0.08]) {
            assert!((ours.unwrap() - expected).abs() < 1e-15);
        }
        assert_eq!(holm(&[Some(0.6), Some(0.9)]).unwrap().p, [Some(1.0), Some(1.0)]);
    }

    proptest! {
        #[test]
        fn adjusted_is_no_smaller_ordered_alike_and_a_probability(
            given in prop::collection::vec(prop::option::of(0.0..=1.0_f64), 0..40),
        ) {
            let adjusted = holm(&given).unwrap();
            for (i, p) in given.iter().enumerate() {
                prop_assert_eq!(p.is_some(), adjusted.p[i].is_some());
                if let (Some(p), Some(a)) = (p, adjusted.p[i]) {
                    prop_assert!(*p <= a && a <= 1.0);
                    for (q, b) in given.iter().zip(&adjusted.p) {
                        if let (Some(q), Some(b)) = (q, b) {
                            prop_assert!(p > q || a <= *b);
                        }
                    }
                }
            }
            let mut backwards = given.clone();
            backwards.reverse();
            let mut other = holm(&backwards).unwrap().p;
            other.reverse();
            prop_assert_eq!(adjusted.p, other);
        }
    }
}
