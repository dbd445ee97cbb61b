//! Student's t, which every interval uses in place of the normal.

use crate::statistics::Refusal;
use statrs::distribution::{Continuous, ContinuousCDF, StudentsT};
use std::cell::Cell;

/// How many recent quantiles a thread remembers: a projection asks for the same few over and over.
const REMEMBERED: usize = 8;

/// Degrees of freedom up to which the series of [`below_quickly`] is short.
const SHORT: f64 = 30.0;

thread_local! {
    /// Degrees of freedom, tail and quantile of recent questions, newest first. The function is pure: remembering it
    /// changes no bit.
    static RECENT: [Cell<(f64, f64, f64)>; REMEMBERED] = const { [const { Cell::new((0.0, 0.0, 0.0)) }; REMEMBERED] };
}

fn student(freedom: f64) -> Result<StudentsT, Refusal> {
    StudentsT::new(0.0, 1.0, freedom).map_err(|_| Refusal::TooFewReadings)
}

/// The t above which lies `tail` of the distribution: the library's value, polished by one Newton step.
///
/// Errors: [`Refusal::TooFewReadings`] without degrees of freedom.
pub(super) fn upper_quantile(freedom: f64, tail: f64) -> Result<f64, Refusal> {
    let known = RECENT.with(|recent| {
        let found = recent.iter().map(Cell::get).find(|(f, p, _)| *f == freedom && *p == tail)?;
        Some(found.2)
    });
    if let Some(t) = known {
        return Ok(t);
    }
    let distribution = student(freedom)?;
    let t = -distribution.inverse_cdf(tail);
    let polished = t + (distribution.sf(t) - tail) / distribution.pdf(t);
    let t = if polished.is_finite() { polished } else { t };
    RECENT.with(|recent| {
        let mut newer = (freedom, tail, t);
        recent.iter().for_each(|place| newer = place.replace(newer));
    });
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

/// The same to 12 decimals, in a fraction of the time, for whole degrees of freedom up to [`SHORT`]: the finite series of
/// Abramowitz & Stegun (1964), 26.7.3 and 26.7.4. Far tails have no digits of their own here. Errors: as [`upper_quantile`].
pub(super) fn below_quickly(freedom: f64, t: f64) -> Result<f64, Refusal> {
    if !(1.0..=SHORT).contains(&freedom) || freedom.fract() != 0.0 || !t.is_finite() {
        return below(freedom, t);
    }
    let angle = (t / freedom.sqrt()).atan();
    let (sine, cosine) = angle.sin_cos();
    let odd = freedom % 2.0 == 1.0;
    // 1 + (1/2) c^2 + (1 3 / 2 4) c^4 ... for even degrees, c + (2/3) c^3 + (2 4 / 3 5) c^5 ... for odd ones.
    let mut term = if odd { cosine } else { 1.0 };
    let mut sum = if freedom > 1.0 { term } else { 0.0 };
    let mut k = if odd { 3.0 } else { 2.0 };
    while k < freedom {
        term *= cosine * cosine * (k - 1.0) / k;
        sum += term;
        k += 2.0;
    }
    let within = if odd { (angle + sine * sum) * std::f64::consts::FRAC_2_PI } else { sine * sum };
    Ok(((1.0 + within) / 2.0).clamp(0.0, 1.0))
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
    fn quickly_is_the_same() {
        for freedom in [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 12.0, 29.0, 30.0, 31.0, 2.5] {
            for t in [-1e9, -40.0, -3.0, -0.7, 0.0, 0.2, 1.0, 2.5, 17.0, 1e12] {
                let (quick, sure) = (below_quickly(freedom, t).unwrap(), below(freedom, t).unwrap());
                assert!((quick - sure).abs() < 1e-12, "{freedom} {t}: {quick} for {sure}");
            }
        }
        // scipy 1.17.1, scipy.stats.t.cdf.
        for (freedom, t, share) in
            [(12.0, 1.0, 0.8314754710232077), (6.0, -3.0, 0.012004098377865468), (29.0, 2.5, 0.9908373278307869)]
        {
            assert!((below_quickly(freedom, t).unwrap() - share).abs() < 1e-15);
        }
        // By hand, with one degree of freedom: 1/2 + atan(t) / pi.
        assert!((below_quickly(1.0, -1e-9).unwrap() - (0.5 - 1e-9 / std::f64::consts::PI)).abs() < 1e-16);
        assert_eq!(below_quickly(0.0, 1.0), Err(Refusal::TooFewReadings));
        assert_eq!(below_quickly(4.0, f64::NEG_INFINITY), Ok(0.0));
    }

    #[test]
    fn no_freedom_no_quantile_and_infinity_is_certain() {
        assert_eq!(upper_quantile(0.0, 0.1), Err(Refusal::TooFewReadings));
        assert_eq!(below(4.0, f64::INFINITY), Ok(1.0));
        assert_eq!(below(4.0, f64::NEG_INFINITY), Ok(0.0));
        assert_eq!(below(4.0, 0.0), Ok(0.5));
    }
}
