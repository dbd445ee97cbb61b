//! `cagr-without-target`: growth per year against fixed limits, eased near a natural limit.
//!
//! The form that Statistics Canada and Open SDG (sdg-build, `ProgressMeasure.py`) publish for indicators without a
//! numerical target (METHODS 2).

use super::cagr_ratio::sign_of;
use super::{Progress, Status};
use crate::statistics::pace::compound;
use crate::statistics::{Direction, Method, Refusal, Series, years_between};

/// The method.
pub const CAGR_WITHOUT_TARGET: Method = Method { name: "cagr-without-target", version: 1 };

/// Exponent of the coefficient that eases the limits near a natural limit.
const EASING: f64 = 4.44;

/// Growth since the base where there is no target: d x CAGR against 1.5%, 0.5% and 0 a year.
///
/// `limit` is a natural limit (100 for a share): the nearer the base, the smaller the growth asked for, by the
/// coefficient C = 1 - (base/L)^4.44 up to the limit, 1 - ((2L - base)/L)^4.44 up to twice the limit, then 1.
/// `required` is the growth that counts as on track, 1.5% x C. Scores are the published ones: 2.5 at the limit for on
/// track, 0 for moderate, -2.5 at zero.
///
/// ```
/// use jiff::civil::date;
/// use milepost::statistics::{Direction, Reading, Series, Status, cagr_without_target};
/// let near_the_ceiling = Series::new(vec![
///     Reading { date: date(2015, 1, 1), value: 98.0 },
///     Reading { date: date(2024, 1, 1), value: 98.9 },
/// ])?;
/// let progress = cagr_without_target(&near_the_ceiling, Direction::HigherIsBetter, Some(100.0));
/// assert_eq!(progress.status, Some(Status::Moderate));
/// # Ok::<(), milepost::statistics::Refusal>(())
/// ```
pub fn cagr_without_target(series: &Series, direction: Direction, limit: Option<f64>) -> Progress {
    classify(series, direction, limit).unwrap_or_else(|reason| Progress::refused(CAGR_WITHOUT_TARGET, reason))
}

fn classify(series: &Series, direction: Direction, limit: Option<f64>) -> Result<Progress, Refusal> {
    let (base, latest) = (series.first()?, series.last()?);
    if series.len() == 1 {
        return Err(Refusal::OneReading);
    }
    if limit.is_some_and(|limit| !limit.is_finite()) {
        return Err(Refusal::InvalidBounds);
    }
    let observed = compound(base.value, latest.value, years_between(base.date, latest.date))?;
    let figure = sign_of(base.value) * direction.sign() * observed;
    let coefficient = limit.map_or(1.0, |limit| easing(base.value, limit));
    Ok(Progress {
        status: Some(Status::of_thresholds(figure, [0.015 * coefficient, 0.005 * coefficient, 0.0])),
        score: Some(score_without_target(figure, coefficient)),
        observed: Some(observed),
        required: Some(sign_of(base.value) * direction.sign() * 0.015 * coefficient),
        ..Progress::by(CAGR_WITHOUT_TARGET)
    })
}

fn score_without_target(figure: f64, coefficient: f64) -> f64 {
    if figure < 0.0 {
        return (125.0 * figure - 2.5).max(-5.0);
    }
    if coefficient == 0.0 {
        return 5.0; // The base stood at the limit and nothing was lost.
    }
    let eased = figure / coefficient;
    if eased >= 0.015 {
        (500.0 * eased - 5.0).min(5.0)
    } else if eased >= 0.005 {
        250.0 * eased - 1.25
    } else {
        500.0 * eased - 2.5
    }
}

/// The coefficient C by which the limits shrink near a natural limit; sizes only, as published.
fn easing(base: f64, limit: f64) -> f64 {
    let (base, limit) = (base.abs(), limit.abs());
    if base >= 2.0 * limit {
        1.0
    } else if base <= limit {
        1.0 - (base / limit).powf(EASING)
    } else {
        1.0 - ((2.0 * limit - base) / limit).powf(EASING)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::Reading;
    use jiff::civil::date;

    const HIGHER: Direction = Direction::HigherIsBetter;
    const LOWER: Direction = Direction::LowerIsBetter;

    fn series(values: &[(i16, f64)]) -> Series {
        Series::new(values.iter().map(|(y, v)| Reading { date: date(*y, 1, 1), value: *v }).collect()).unwrap()
    }

    #[test]
    fn what_cannot_be_classified_says_why() {
        let reason = |values: &[(i16, f64)], limit| {
            let progress = cagr_without_target(&series(values), HIGHER, limit);
            assert_eq!((progress.status, progress.score, progress.observed), (None, None, None));
            progress.reason
        };
        assert_eq!(reason(&[], None), Some(Refusal::NoReadings));
        assert_eq!(reason(&[(2024, 1.0)], None), Some(Refusal::OneReading));
        assert_eq!(reason(&[(2015, 0.0), (2024, 5.0)], None), Some(Refusal::ZeroBase));
        assert_eq!(reason(&[(2015, -1.0), (2024, 5.0)], None), Some(Refusal::SignChange));
        assert_eq!(reason(&[(2015, 1.0), (2024, 5.0)], Some(f64::NAN)), Some(Refusal::InvalidBounds));
        assert_eq!(reason(&[(2015, 1.0), (2024, 5.0)], Some(f64::INFINITY)), Some(Refusal::InvalidBounds));
        assert_eq!(reason(&[(2015, 1e-300), (2016, 1e300)], None), Some(Refusal::BeyondArithmetic));
    }

    #[test]
    fn at_above_and_far_above_the_limit() {
        let at = |base: f64, now: f64, direction| {
            let progress = cagr_without_target(&series(&[(2015, base), (2024, now)]), direction, Some(100.0));
            (progress.status.unwrap(), progress.score.unwrap())
        };
        assert_eq!(at(100.0, 100.0, HIGHER), (Status::OnTrack, 5.0));
        assert_eq!(at(100.0, 99.0, HIGHER).0, Status::Deterioration);
        assert_eq!(at(102.0, 102.9, HIGHER).0, at(98.0, 98.9, HIGHER).0);
        assert_eq!(at(250.0, 235.0, LOWER).0, Status::Moderate);
        assert_eq!(at(250.0, 200.0, LOWER).0, Status::OnTrack);
        let open = cagr_without_target(&series(&[(2015, 5.0), (2024, 5.1)]), HIGHER, Some(0.0));
        assert_eq!(open, cagr_without_target(&series(&[(2015, 5.0), (2024, 5.1)]), HIGHER, None));
    }

    /// golden_progress.json, `open_sdg_no_target_no_limit` and `open_sdg_no_target_limit100_base98`.
    #[test]
    fn golden_values_without_a_target() {
        let coefficient = easing(98.0, 100.0);
        assert!((coefficient - 0.08579461297404745).abs() < 1e-14);
        assert!((score_without_target(0.0010162671563214154, coefficient) - 1.7113373179643356).abs() < 1e-12);
        assert_eq!(score_without_target(0.0720242831033715, 1.0), 5.0);
        let open = cagr_without_target(&series(&[(2015, 45.0), (2024, 84.15)]), HIGHER, None);
        assert_eq!((open.status, open.score), (Some(Status::OnTrack), Some(5.0)));
        let near = cagr_without_target(&series(&[(2015, 98.0), (2024, 98.9)]), HIGHER, Some(100.0));
        assert_eq!(near.status, Some(Status::Moderate));
        assert!((near.required.unwrap() - 0.0012869191946107117).abs() < 1e-15);
        assert_eq!(easing(200.0, 100.0), 1.0);
        assert_eq!(easing(100.0, 100.0), 0.0);
        assert!((easing(102.0, 100.0) - coefficient).abs() < 1e-14);
        assert_eq!(score_without_target(0.0, 0.0), 5.0);
        assert_eq!(score_without_target(-0.004, 1.0), -3.0);
    }
}
