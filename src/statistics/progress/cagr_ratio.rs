//! `cagr-ratio`: observed growth per year over the growth per year needed, with a score from -5 to 5.
//!
//! The full published form is that of Statistics Canada and Open SDG (sdg-build, `ProgressMeasure.py`), inspired by
//! Eurostat's monitoring of the Sustainable Development Goals (METHODS 2). The compound annual growth rate is a label
//! for the past; it is never used as a projection.

use super::standing::Standing;
use super::{Progress, Status};
use crate::statistics::pace::compound;
use crate::statistics::{Direction, Method, Refusal, Series, Target};

/// The method.
pub const CAGR_RATIO: Method = Method { name: "cagr-ratio", version: 1 };

/// Growth since the base over the growth needed from base to target.
///
/// `ratio` = d x CAGR observed / |CAGR required|, with d = -1 when lower is better; 0.95, 0.60 and 0 part the classes;
/// `score` = 7.1429 ratio - 4.2857 from 0.6 on, else 4.1667 ratio - 2.5, clamped to -5..5. A target that is met scores
/// 5.
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
    let measured = Standing::answer(CAGR_RATIO, (series, target, direction), |standing, progress| {
        let Standing { base, latest, target, .. } = standing;
        let observed = compound(base.value, latest.value, standing.years_gone());
        if standing.met || !standing.climbs() {
            progress.observed = observed.ok();
            return Ok(());
        }
        let observed = observed?;
        let required = compound_to_target(base.value, target.value, standing.years_in_all())?;
        let ratio = sign_of(base.value) * standing.sign * observed / required.abs();
        progress.observed = Some(observed);
        progress.required = Some(required);
        progress.ratio = Some(ratio);
        progress.score = Some(score_of_ratio(ratio));
        if standing.open() {
            progress.status = Some(Status::of_ratio(ratio));
        }
        Ok(())
    });
    let score = if measured.status == Some(Status::Achieved) { Some(5.0) } else { measured.score };
    Progress { score, ..measured }
}

/// Growth from base to target; a target of zero asks for -100% a year, which nothing short of zero can match.
fn compound_to_target(base: f64, target: f64, years: f64) -> Result<f64, Refusal> {
    if target == 0.0 {
        return Err(Refusal::ZeroTarget);
    }
    compound(base, target, years)
}

/// Negative values grow by getting smaller in size: the published form flips the sign for a negative base.
pub(super) fn sign_of(base: f64) -> f64 {
    if base < 0.0 { -1.0 } else { 1.0 }
}

fn score_of_ratio(ratio: f64) -> f64 {
    let [rise, height] = score_line(ratio);
    (rise * ratio - height).clamp(-5.0, 5.0)
}

/// The straight line of the score at this ratio, as published: how steep, and how far below zero it begins.
pub(super) fn score_line(ratio: f64) -> [f64; 2] {
    if ratio >= 0.6 { [7.1429, 4.2857] } else { [4.1667, 2.5] }
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
        let observed = compound(45.0, 84.15, 9.0).unwrap();
        let required = compound(45.0, 95.0, 15.0).unwrap();
        assert!((observed - 0.0720242831033715).abs() < 1e-15);
        assert!((required - 0.05107588657965301).abs() < 1e-15);
        assert!((observed / required - 1.4101425922592534).abs() < 1e-12);
        assert_eq!(score_of_ratio(observed / required), 5.0);
    }

    /// golden_progress.json, `open_sdg_decreasing_target` (to 0.6 in 8 years, 0.25 needed in 15) and `open_sdg_slow`
    /// (to 1.2 in 4 years, 2 needed in 10).
    #[test]
    fn golden_scores() {
        let decreasing = -compound(20.0, 12.0, 8.0).unwrap() / compound(20.0, 5.0, 15.0).unwrap().abs();
        let ratio = 0.7007140664075932;
        assert!((decreasing - ratio).abs() < 1e-12);
        assert!((score_of_ratio(ratio) - 0.7194305049427969).abs() < 1e-12);
        let slow = compound(40.0, 48.0, 4.0).unwrap() / compound(40.0, 80.0, 10.0).unwrap();
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
}
