//! `cagr-ratio`: observed growth per year over the growth per year needed, with a score from -5 to 5.
//!
//! The full published form is that of Statistics Canada and Open SDG (sdg-build, `ProgressMeasure.py`), inspired by
//! Eurostat's monitoring of the Sustainable Development Goals (METHODS 2). The compound annual growth rate is a label
//! for the past; it is never used as a projection.

use super::{Progress, Standing, Status};
use crate::statistics::{Direction, Method, Refusal, Series, Target, years_between};

/// The method.
pub const CAGR_RATIO: Method = Method { name: "cagr-ratio", version: 1 };

/// The method's form without a target.
const CAGR_WITHOUT_TARGET: Method = Method { name: "cagr-without-target", version: 1 };

/// Exponent of the coefficient that eases the limits near a natural limit.
const EASING: f64 = 4.44;

/// Growth since the base over the growth needed from base to target.
///
/// `ratio` = d x CAGR observed / |CAGR required|, with d = -1 when lower is better; 0.95, 0.60 and 0 part the classes;
/// `score` = 7.1429 ratio - 4.2857 from 0.6 on, else 4.1667 ratio - 2.5, clamped to -5..5. A target that is met scores 5.
///
/// Where growth rates do not exist the method refuses instead of putting 0.001 for zero: [`Refusal::ZeroBase`],
/// [`Refusal::ZeroTarget`], [`Refusal::SignChange`]. Two negative values keep the published sign rule. A base that had
/// already reached a target now lost is `deterioration` without a ratio; the target date past and not met is `missed`.
///
/// ```
/// use jiff::civil::date;
/// use milepost::statistics::{Direction, Reading, Series, Status, Target, cagr_ratio};
/// let series = Series::new(vec![
///     Reading { date: date(2015, 12, 31), value: 45.0 },
///     Reading { date: date(2024, 12, 31), value: 84.15 },
/// ])?;
/// let target = Target::reach(95.0, date(2030, 12, 31), Direction::HigherIsBetter);
/// let progress = cagr_ratio(&series, &target, Direction::HigherIsBetter);
/// assert_eq!((progress.status, progress.score), (Some(Status::OnTrack), Some(5.0)));
/// # Ok::<(), milepost::statistics::Refusal>(())
/// ```
pub fn cagr_ratio(series: &Series, target: &Target, direction: Direction) -> Progress {
    let standing = match Standing::of(series, target, direction) {
        Ok(standing) => standing,
        Err(reason) => return Progress::refused(CAGR_RATIO, reason),
    };
    let Standing { base, latest, target, .. } = standing;
    let mut progress = Progress::by(CAGR_RATIO);
    progress.reason = standing.remark();
    if standing.met {
        progress.status = Some(Status::Achieved);
        progress.score = Some(5.0);
    } else if let Some(obstacle) = standing.obstacle() {
        return Progress::refused(CAGR_RATIO, obstacle);
    }
    if standing.obstacle().is_none() {
        let years = years_between(base.date, latest.date);
        match growth(base.value, latest.value, years) {
            Ok(observed) => progress.observed = Some(observed),
            Err(reason) if !standing.met && !standing.lost() => return Progress::refused(CAGR_RATIO, reason),
            Err(_) => {}
        }
    }
    if standing.lost() {
        progress.status = Some(Status::Deterioration);
    } else if !standing.met {
        let required = match growth_to_target(base.value, target.value, years_between(base.date, target.date)) {
            Ok(required) => required,
            Err(reason) => return Progress::refused(CAGR_RATIO, reason),
        };
        progress.required = Some(required);
        if let Some(observed) = progress.observed {
            let ratio = sign_of(base.value) * direction.sign() * observed / required.abs();
            progress.ratio = Some(ratio);
            progress.score = Some(score_of_ratio(ratio));
            progress.status = Some(Status::of_ratio(ratio));
        }
    }
    if !standing.met && standing.due() {
        progress.status = Some(Status::Missed);
    }
    progress
}

/// Growth since the base where there is no target: d x CAGR against 1.5%, 0.5% and 0 a year.
///
/// `limit` is a natural limit (100 for a share): the nearer the base, the smaller the growth asked for, by the
/// coefficient C = 1 - (base/L)^4.44 up to the limit, 1 - ((2L - base)/L)^4.44 up to twice the limit, then 1. `required`
/// is the growth that counts as on track, 1.5% x C. Scores are the published ones: 2.5 at the limit for on track, 0 for
/// moderate, -2.5 at zero.
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
    let refused = |reason| Progress::refused(CAGR_WITHOUT_TARGET, reason);
    let (base, latest) = match (series.first(), series.last()) {
        (Ok(base), Ok(latest)) if series.len() > 1 => (base, latest),
        (Err(reason), _) | (_, Err(reason)) => return refused(reason),
        _ => return refused(Refusal::OneReading),
    };
    let observed = match growth(base.value, latest.value, years_between(base.date, latest.date)) {
        Ok(observed) => observed,
        Err(reason) => return refused(reason),
    };
    let figure = sign_of(base.value) * direction.sign() * observed;
    let coefficient = limit.map_or(1.0, |limit| easing(base.value, limit));
    Progress {
        status: Some(Status::of_thresholds(figure, [0.015 * coefficient, 0.005 * coefficient, 0.0])),
        score: Some(score_without_target(figure, coefficient)),
        observed: Some(observed),
        required: Some(sign_of(base.value) * direction.sign() * 0.015 * coefficient),
        ..Progress::by(CAGR_WITHOUT_TARGET)
    }
}

/// Compound annual growth rate (b/a)^(1/years) - 1, or why there is none.
fn growth(from: f64, to: f64, years: f64) -> Result<f64, Refusal> {
    if from == 0.0 {
        return Err(Refusal::ZeroBase);
    }
    if to * from < 0.0 {
        return Err(Refusal::SignChange);
    }
    let rate = (to / from).powf(1.0 / years) - 1.0;
    if rate.is_finite() { Ok(rate) } else { Err(Refusal::NotFinite) }
}

/// Growth from base to target; a target of zero asks for -100% a year, which nothing short of zero can match.
fn growth_to_target(base: f64, target: f64, years: f64) -> Result<f64, Refusal> {
    if target == 0.0 {
        return Err(Refusal::ZeroTarget);
    }
    growth(base, target, years)
}

/// Negative values grow by getting smaller in size: the published form flips the sign for a negative base.
fn sign_of(base: f64) -> f64 {
    if base < 0.0 { -1.0 } else { 1.0 }
}

fn score_of_ratio(ratio: f64) -> f64 {
    let score = if ratio >= 0.6 { 7.1429 * ratio - 4.2857 } else { 4.1667 * ratio - 2.5 };
    score.clamp(-5.0, 5.0)
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

    fn ratio(values: &[(i16, f64)], target: f64, year: i16, direction: Direction) -> Progress {
        cagr_ratio(&series(values), &Target::reach(target, date(year, 1, 1), direction), direction)
    }

    #[test]
    fn none_and_one() {
        assert_eq!(ratio(&[], 95.0, 2030, HIGHER).reason, Some(Refusal::NoReadings));
        let one = ratio(&[(2024, 45.0)], 95.0, 2030, HIGHER);
        assert_eq!((one.status, one.reason), (None, Some(Refusal::OneReading)));
        let met = ratio(&[(2024, 96.0)], 95.0, 2030, HIGHER);
        assert_eq!((met.status, met.score, met.reason), (Some(Status::Achieved), Some(5.0), None));
        assert_eq!(cagr_without_target(&series(&[]), HIGHER, None).reason, Some(Refusal::NoReadings));
        assert_eq!(cagr_without_target(&series(&[(2024, 1.0)]), HIGHER, None).reason, Some(Refusal::OneReading));
    }

    #[test]
    fn where_growth_rates_do_not_exist() {
        let reason = |values: &[(i16, f64)], target, direction| {
            let progress = ratio(values, target, 2030, direction);
            assert_eq!((progress.status, progress.ratio, progress.score), (None, None, None));
            progress.reason
        };
        assert_eq!(reason(&[(2015, 0.0), (2024, 5.0)], 95.0, HIGHER), Some(Refusal::ZeroBase));
        assert_eq!(reason(&[(2015, 5.0), (2024, -5.0)], 95.0, HIGHER), Some(Refusal::SignChange));
        assert_eq!(reason(&[(2015, -5.0), (2024, -4.0)], 95.0, HIGHER), Some(Refusal::SignChange));
        assert_eq!(reason(&[(2015, 9.0), (2024, 5.0)], 0.0, LOWER), Some(Refusal::ZeroTarget));
        assert_eq!(
            cagr_without_target(&series(&[(2015, 0.0), (2024, 5.0)]), HIGHER, None).reason,
            Some(Refusal::ZeroBase)
        );
        // Zero observed is a growth rate of -100%, not an error.
        assert_eq!(ratio(&[(2015, 5.0), (2024, 0.0)], 95.0, 2030, HIGHER).status, Some(Status::Deterioration));
    }

    #[test]
    fn achieved_comes_first_whatever_the_trend_or_the_base() {
        let falling = ratio(&[(2015, 99.0), (2024, 96.0)], 95.0, 2030, HIGHER);
        assert_eq!((falling.status, falling.reason), (Some(Status::Achieved), Some(Refusal::TargetOnWrongSide)));
        let from_zero = ratio(&[(2015, 0.0), (2024, 96.0)], 95.0, 2030, HIGHER);
        assert_eq!((from_zero.status, from_zero.observed, from_zero.reason), (Some(Status::Achieved), None, None));
        let none_left = ratio(&[(2015, 9.0), (2024, 0.0)], 0.0, 2030, LOWER);
        assert_eq!((none_left.status, none_left.score), (Some(Status::Achieved), Some(5.0)));
    }

    #[test]
    fn lost_equal_and_due() {
        let lost = ratio(&[(2015, 80.0), (2024, 65.0)], 70.0, 2030, HIGHER);
        assert_eq!((lost.status, lost.reason), (Some(Status::Deterioration), Some(Refusal::AchievedThenLost)));
        assert_eq!((lost.ratio, lost.score), (None, None));
        let equal = ratio(&[(2015, 70.0), (2024, 65.0)], 70.0, 2030, HIGHER);
        assert_eq!((equal.status, equal.reason), (Some(Status::Deterioration), Some(Refusal::BaseEqualsTarget)));
        assert_eq!(ratio(&[(2015, 45.0), (2024, 94.0)], 95.0, 2024, HIGHER).status, Some(Status::Missed));
        let backwards = ratio(&[(2015, 45.0), (2024, 60.0)], 95.0, 2015, HIGHER);
        assert_eq!((backwards.status, backwards.reason), (None, Some(Refusal::TargetDateNotAfterBase)));
    }

    #[test]
    fn negative_values_keep_the_published_sign_rule() {
        let better = ratio(&[(2015, -10.0), (2024, -5.0)], -2.0, 2030, HIGHER);
        assert!(better.ratio.unwrap() > 0.0);
        let worse = ratio(&[(2015, -10.0), (2024, -15.0)], -2.0, 2030, HIGHER);
        assert_eq!(worse.status, Some(Status::Deterioration));
    }

    /// golden_progress.json, `eurostat_open_sdg_with_target` and `un_progress_chart` (growth rates), over whole years:
    /// Viet Nam, individuals using the Internet 45 (2015), 84.15 (2024), WDI; target 95 in 2030.
    #[test]
    fn golden_growth_rates() {
        let observed = growth(45.0, 84.15, 9.0).unwrap();
        let required = growth(45.0, 95.0, 15.0).unwrap();
        assert!((observed - 0.0720242831033715).abs() < 1e-15);
        assert!((required - 0.05107588657965301).abs() < 1e-15);
        assert!((observed / required - 1.4101425922592534).abs() < 1e-12);
        assert_eq!(score_of_ratio(observed / required), 5.0);
    }

    /// golden_progress.json, `open_sdg_decreasing_target` (to 0.6 in 8 years, 0.25 needed in 15) and `open_sdg_slow`
    /// (to 1.2 in 4 years, 2 needed in 10).
    #[test]
    fn golden_scores() {
        let decreasing = -growth(20.0, 12.0, 8.0).unwrap() / growth(20.0, 5.0, 15.0).unwrap().abs();
        let ratio = 0.7007140664075932;
        assert!((decreasing - ratio).abs() < 1e-12);
        assert!((score_of_ratio(ratio) - 0.7194305049427969).abs() < 1e-12);
        let slow = growth(40.0, 48.0, 4.0).unwrap() / growth(40.0, 80.0, 10.0).unwrap();
        assert!((slow - 0.6497546271858347).abs() < 1e-12);
        assert!((score_of_ratio(slow) - 0.35543232652569845).abs() < 1e-12);
    }

    /// The same through dates: days / 365.25 instead of whole years moves the ratio in the fourth digit.
    #[test]
    fn golden_values_through_dates() {
        let viet_nam = ratio(&[(2015, 45.0), (2024, 84.15)], 95.0, 2030, HIGHER);
        assert!((viet_nam.ratio.unwrap() - 1.4101425922592534).abs() < 2e-4);
        assert_eq!((viet_nam.status, viet_nam.score), (Some(Status::OnTrack), Some(5.0)));
        let decreasing = ratio(&[(2015, 20.0), (2023, 12.0)], 5.0, 2030, LOWER);
        assert!((decreasing.ratio.unwrap() - 0.7007140664075932).abs() < 2e-4);
        assert_eq!(decreasing.status, Some(Status::Moderate));
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
        assert_eq!(easing(200.0, 100.0), 1.0);
        assert_eq!(easing(100.0, 100.0), 0.0);
        assert!((easing(102.0, 100.0) - coefficient).abs() < 1e-14);
        assert_eq!(score_without_target(0.0, 0.0), 5.0);
        assert_eq!(score_without_target(-0.004, 1.0), -3.0);
    }
}
