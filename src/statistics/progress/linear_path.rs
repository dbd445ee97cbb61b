//! `linear-path`: how far from the straight line between base and target, in points and in months.
//!
//! The line runs from the base reading to the target value at the target date. The class uses the limits of
//! `cagr-ratio` (0.95, 0.60, 0) on the share of the change due by now that has been made, so that the two methods can
//! be read side by side (METHODS 2).

use super::standing::Standing;
use super::{Progress, Status};
use crate::statistics::{Direction, Method, Series, Target, pace};

/// The method.
pub const LINEAR_PATH: Method = Method { name: "linear-path", version: 1 };

/// Distance of the latest reading from the straight line base -> target.
///
/// The base is the first reading of the series. `expected` is the line at the date of the latest reading, and the
/// target value from the target date on; `distance` is positive when better; `ratio` is change made / change due;
/// `made` is the share of the whole way; `months_ahead` counts to the day on which the line passes the latest value.
///
/// Awkward cases: the target met is `achieved` first, whatever the trend (a remark says so where the target asks for
/// less than the base had); a base that had already reached a target now lost is `deterioration`, with the distance to
/// the target and no ratio; after the target date it is `missed`. One reading, a target date not after the base, a
/// target against its direction are refused with a reason and no class.
///
/// ```
/// use jiff::civil::date;
/// use milepost::statistics::{Direction, Reading, Series, Status, Target, linear_path};
/// let series = Series::new(vec![
///     Reading { date: date(2020, 1, 1), value: 45.0 },
///     Reading { date: date(2024, 1, 1), value: 65.0 },
/// ])?;
/// let target = Target::reach(95.0, date(2028, 1, 1), Direction::HigherIsBetter);
/// let progress = linear_path(&series, &target, Direction::HigherIsBetter);
/// assert_eq!(progress.expected, Some(70.0));
/// assert_eq!(progress.distance, Some(-5.0));
/// assert_eq!(progress.status, Some(Status::Moderate));
/// # Ok::<(), milepost::statistics::Refusal>(())
/// ```
pub fn linear_path(series: &Series, target: &Target, direction: Direction) -> Progress {
    Standing::answer(LINEAR_PATH, (series, target, direction), |standing, progress| {
        let Standing { base, latest, target, .. } = standing;
        // Where base and target are one level, or the base was beyond the target, there is nothing to climb: hold it.
        let level = standing.due() || !standing.climbs();
        let elapsed = standing.years_gone() / standing.years_in_all();
        let expected = if level { target.value } else { base.value + standing.way() * elapsed };
        progress.expected = Some(expected);
        progress.distance = Some(standing.sign * (latest.value - expected));
        if standing.climbs() {
            let ratio = standing.straight_ratio();
            progress.ratio = Some(ratio);
            progress.made = Some(standing.share_of_way(latest.value));
            progress.months_ahead = pace::months_ahead(*base, *latest, target).ok().map(|e| e.value);
            if standing.open() {
                progress.status = Some(Status::of_ratio(ratio));
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::{Comparator, Reading, Refusal};
    use jiff::civil::date;

    fn series(values: &[(i16, f64)]) -> Series {
        Series::new(values.iter().map(|(y, v)| Reading { date: date(*y, 1, 1), value: *v }).collect()).unwrap()
    }

    fn higher(values: &[(i16, f64)], target: f64, year: i16) -> Progress {
        let direction = Direction::HigherIsBetter;
        linear_path(&series(values), &Target::reach(target, date(year, 1, 1), direction), direction)
    }

    fn lower(values: &[(i16, f64)], target: f64, year: i16) -> Progress {
        let direction = Direction::LowerIsBetter;
        linear_path(&series(values), &Target::reach(target, date(year, 1, 1), direction), direction)
    }

    #[test]
    fn none_and_one() {
        assert_eq!(higher(&[], 95.0, 2030).reason, Some(Refusal::NoReadings));
        let one = higher(&[(2024, 45.0)], 95.0, 2030);
        assert_eq!((one.status, one.reason), (None, Some(Refusal::OneReading)));
        let met = higher(&[(2024, 96.0)], 95.0, 2030);
        assert_eq!((met.status, met.reason), (Some(Status::Achieved), None));
    }

    #[test]
    fn base_equal_to_target() {
        let held = higher(&[(2020, 95.0), (2024, 95.0)], 95.0, 2028);
        assert_eq!((held.status, held.reason, held.distance), (Some(Status::Achieved), None, Some(0.0)));
        let fell = higher(&[(2020, 95.0), (2024, 90.0)], 95.0, 2028);
        assert_eq!(fell.status, Some(Status::Deterioration));
        assert_eq!((fell.reason, fell.distance), (Some(Refusal::BaseEqualsTarget), Some(-5.0)));
        assert_eq!((fell.ratio, fell.months_ahead), (None, None));
        let more_than = Target { comparator: Comparator::MoreThan, value: 95.0, date: date(2028, 1, 1) };
        let strict = linear_path(&series(&[(2020, 95.0), (2024, 95.0)]), &more_than, Direction::HigherIsBetter);
        assert_eq!((strict.status, strict.reason), (Some(Status::Limited), Some(Refusal::StrictTargetEqualled)));
        assert_eq!(strict.distance, Some(0.0));
    }

    #[test]
    fn a_target_below_the_base() {
        let met = higher(&[(2020, 80.0), (2024, 75.0)], 70.0, 2028);
        assert_eq!((met.status, met.reason), (Some(Status::Achieved), Some(Refusal::TargetOnWrongSide)));
        let lost = higher(&[(2020, 80.0), (2024, 65.0)], 70.0, 2028);
        assert_eq!((lost.status, lost.reason), (Some(Status::Deterioration), Some(Refusal::AchievedThenLost)));
        assert_eq!((lost.distance, lost.ratio), (Some(-5.0), None));
    }

    #[test]
    fn met_on_the_way_and_lost_again() {
        let lost = higher(&[(2020, 45.0), (2022, 96.0), (2024, 94.0)], 95.0, 2028);
        assert_eq!((lost.status, lost.reason), (Some(Status::OnTrack), Some(Refusal::AchievedThenLost)));
    }

    #[test]
    fn after_the_target_date() {
        let late = higher(&[(2020, 45.0), (2028, 90.0)], 95.0, 2028);
        assert_eq!((late.status, late.expected, late.distance), (Some(Status::Missed), Some(95.0), Some(-5.0)));
        let done = higher(&[(2020, 45.0), (2029, 99.0)], 95.0, 2028);
        assert_eq!((done.status, done.distance), (Some(Status::Achieved), Some(4.0)));
        let backwards = higher(&[(2020, 45.0), (2024, 60.0)], 95.0, 2019);
        assert_eq!(backwards.reason, Some(Refusal::TargetDateNotAfterBase));
    }

    #[test]
    fn a_zero_base_is_no_trouble_here() {
        let from_zero = higher(&[(2020, 0.0), (2024, 50.0)], 100.0, 2028);
        assert_eq!((from_zero.expected, from_zero.ratio), (Some(50.0), Some(1.0)));
        assert_eq!((from_zero.status, from_zero.months_ahead), (Some(Status::OnTrack), Some(0.0)));
    }

    #[test]
    fn lower_is_better_mirrors() {
        let up = higher(&[(2020, 45.0), (2024, 65.0)], 95.0, 2028);
        let down = lower(&[(2020, 55.0), (2024, 35.0)], 5.0, 2028);
        assert_eq!(down.expected, Some(30.0));
        assert_eq!((down.ratio, down.distance, down.status), (up.ratio, up.distance, up.status));
        assert!((down.months_ahead.unwrap() - up.months_ahead.unwrap()).abs() < 1e-9);
        let worse = lower(&[(2020, 55.0), (2024, 60.0)], 5.0, 2028);
        assert_eq!(worse.status, Some(Status::Deterioration));
    }

    /// SDSN's ratio of linear changes is this method's ratio: 1.305 for 45 (2015) to 84.15 (2024), target 95 in 2030;
    /// 0.5 for 2 a year where 4 were needed (golden_progress.json, `sdsn_vnm`, `sdsn_slow`; whole years there).
    #[test]
    fn worked_values() {
        let viet_nam = higher(&[(2015, 45.0), (2024, 84.15)], 95.0, 2030);
        assert!((viet_nam.ratio.unwrap() - 1.305).abs() < 5e-4);
        assert_eq!(viet_nam.status, Some(Status::OnTrack));
        let slow = higher(&[(2016, 40.0), (2020, 48.0)], 80.0, 2026);
        assert!((slow.ratio.unwrap() - 0.5).abs() < 5e-4);
    }
}
