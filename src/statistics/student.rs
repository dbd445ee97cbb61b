//! Student's t, which every interval uses in place of the normal.

use crate::statistics::Refusal;
use statrs::distribution::{Continuous, ContinuousCDF, StudentsT};
use std::cell::Cell;

/// How many recent quantiles a thread remembers: a projection asks for the same few over and over.
const REMEMBERED: usize = 8;

thread_local! {
    /// Degrees of freedom, tail and quantile of recent questions, newest first. The function is pure: remembering it
    /// changes no bit.
    static RECENT: Cell<[(f64, f64, f64); REMEMBERED]> = const { Cell::new([(0.0, 0.0, 0.0); REMEMBERED]) };
}

fn student(freedom: f64) -> Result<StudentsT, Refusal> {
    StudentsT::new(0.0, 1.0, freedom).map_err(|_| Refusal::TooFewReadings)
}

/// The t above which lies `tail` of the distribution: the library's value, polished by one Newton step.
///
/// Errors: [`Refusal::TooFewReadings`] without degrees of freedom.
pub(super) fn upper_quantile(freedom: f64, tail: f64) -> Result<f64, Refusal> {
    let mut recent = RECENT.get();
    if let Some((_, _, t)) = recent.iter().find(|(f, p, _)| *f == freedom && *p == tail) {
        return Ok(*t);
    }
    let distribution = student(freedom)?;
    let t = -distribution.inverse_cdf(tail);
    let polished = t + (distribution.sf(t) - tail) / distribution.pdf(t);
    let t = if polished.is_finite() { polished } else { t };
    recent.rotate_right(1);
    recent[0] = (freedom, tail, t);
    RECENT.set(recent);
    Ok(t)
}

/// Probability of at most `t`, infinite `t` included. Errors: as [`upper_quantile`].
pub(super) fn below(freedom: f64, t: f64) -> Result<f64, Refusal> {
    let distribution = student(freedom)?;
    Ok(match t {
        f64::INFINITY => 1.0,
        f64::NEG_INFINITY => 0.0,
        t if t < 0.0 => distribution.cdf(t),
        t => 1.0 - distribution.sf(t),
    })
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
            for _ in 0..2 {
                let ours = upper_quantile(freedom, tail).unwrap();
                assert!((ours / t - 1.0).abs() < 1e-11, "{ours} for {t}");
            }
        }
    }

    #[test]
    fn no_freedom_no_quantile_and_infinity_is_certain() {
        assert_eq!(upper_quantile(0.0, 0.1), Err(Refusal::TooFewReadings));
        assert_eq!(below(4.0, f64::INFINITY), Ok(1.0));
        assert_eq!(below(4.0, f64::NEG_INFINITY), Ok(0.0));
        assert_eq!(below(4.0, 0.0), Ok(0.5));
    }
}
