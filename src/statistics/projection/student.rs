//! Quantiles of Student's t, which every interval uses in place of the normal's.

use statrs::distribution::{Continuous, ContinuousCDF, StudentsT};

/// The t above which lies `tail` of the distribution: the library's value, polished by one Newton step.
pub(super) fn upper_quantile(student: &StudentsT, tail: f64) -> f64 {
    let t = -student.inverse_cdf(tail);
    let polished = t + (student.sf(t) - tail) / student.pdf(t);
    if polished.is_finite() { polished } else { t }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expected numbers: scipy 1.17.1, scipy.stats.t.isf.
    #[test]
    fn quantiles_of_student_t() {
        for (freedom, tail, t) in [
            (1.0, 0.1, 3.0776835371752536),
            (1.0, 0.005, 63.65674116287158),
            (1.0, 0.495, 0.01570925532366489),
            (2.0, 0.025, 4.302652729749464),
            (3.0, 0.495, 0.013604054691036602),
            (8.0, 0.05, 1.859548037530898),
            (30.0, 0.005, 2.749995653567226),
        ] {
            let ours = upper_quantile(&StudentsT::new(0.0, 1.0, freedom).unwrap(), tail);
            assert!((ours / t - 1.0).abs() < 1e-11, "{ours} for {t}");
        }
    }
}
