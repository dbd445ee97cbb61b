//! Means over windows, with the standard error that windows of one history are alike.
//!
//! The mean of x over W windows of G histories is m = sum(x) / W; its variance is
//! G / (G - 1) * sum_g (sum_{w in g} (x_w - m))^2 / W^2: the cluster-robust variance of Liang & Zeger (1986) for a mean,
//! with the small-sample factor of Cameron & Miller (2015), "A practitioner's guide to cluster-robust inference", J. Human
//! Resources 50(2), section VI. A ratio of sums r = sum(x) / sum(d) takes x - r d in place of x - m and sum(d) in place of
//! W. With one history there is nothing to see the error from, and none is given.

/// One window's part in a ratio of sums.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Term {
    /// The place of its history; the windows of one history stand together.
    pub series: usize,
    /// Its part in the numerator.
    pub over: f64,
    /// Its part in the denominator: 1 for a mean.
    pub under: f64,
}

/// A mean or a ratio of sums over windows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Clustered {
    pub value: f64,
    /// Standard error clustered by history; `None` for fewer than two histories.
    pub se: Option<f64>,
}

/// The mean of (history, value) pairs; `None` of nothing, and where the sums overflow.
pub(super) fn mean(values: impl IntoIterator<Item = (usize, f64)>) -> Option<Clustered> {
    ratio(values.into_iter().map(|(series, over)| Term { series, over, under: 1.0 }))
}

/// The ratio of two sums; `None` of nothing, of a denominator of zero, and where the sums overflow.
pub(super) fn ratio(terms: impl IntoIterator<Item = Term>) -> Option<Clustered> {
    let terms = terms.into_iter().collect::<Vec<_>>();
    let under: f64 = terms.iter().map(|term| term.under).sum();
    let value = terms.iter().map(|term| term.over).sum::<f64>() / under;
    if under == 0.0 || !under.is_finite() || !value.is_finite() {
        return None;
    }
    let of_one = |cluster: &[Term]| cluster.iter().map(|term| term.over - value * term.under).sum::<f64>();
    let clusters = terms.chunk_by(|a, b| a.series == b.series);
    let (count, squares) = clusters.fold((0_usize, 0.0), |(n, sum), cluster| (n + 1, sum + of_one(cluster).powi(2)));
    let se = (count > 1).then(|| (count as f64 / (count - 1) as f64 * squares).sqrt() / under.abs());
    Some(Clustered { value, se: se.filter(|se| se.is_finite()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_nothing_and_of_one_history() {
        assert_eq!(mean([]), None);
        assert_eq!(mean([(0, 3.0), (0, 5.0)]), Some(Clustered { value: 4.0, se: None }));
        assert_eq!(ratio([Term { series: 0, over: 1.0, under: 0.0 }]), None);
        assert_eq!(mean([(0, f64::MAX), (1, f64::MAX)]), None);
    }

    #[test]
    fn one_window_a_history_is_the_usual_standard_error() {
        // 1, 2, 3, 6: mean 3, sum of squares 14, s = sqrt(14 / 3), s / sqrt(4) = 1.0801234497346435.
        let usual = mean([(0, 1.0), (1, 2.0), (2, 3.0), (3, 6.0)]).unwrap();
        assert_eq!(usual.value, 3.0);
        assert!((usual.se.unwrap() - 1.0801234497346435).abs() < 1e-15);
    }

    #[test]
    fn windows_of_one_history_count_as_alike() {
        // Histories {1, 1, 0}, {0}, {1, 1}: mean 2/3; sums of residuals 0, -2/3, 2/3; variance 3/2 * 8/9 / 36 = 1/27.
        let by_hand = mean([(0, 1.0), (0, 1.0), (0, 0.0), (1, 0.0), (2, 1.0), (2, 1.0)]).unwrap();
        assert!((by_hand.value - 2.0 / 3.0).abs() < 1e-15);
        assert!((by_hand.se.unwrap() - (1.0_f64 / 27.0).sqrt()).abs() < 1e-15);
    }

    #[test]
    fn a_ratio_of_sums() {
        // 3/4 of histories (1, 2) and (2, 2): residuals -1/2 and 1/2; variance 2 * 1/2 / 16.
        let term = |series, over| Term { series, over, under: 2.0 };
        let half = ratio([term(0, 1.0), term(1, 2.0)]).unwrap();
        assert_eq!((half.value, half.se), (0.75, Some(0.25)));
    }
}
