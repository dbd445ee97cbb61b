//! `un-progress-chart`: where compound growth so far would have the indicator at the target date, as a share of the
//! way.
//!
//! The trend assessment of the Sustainable Development Goals Progress Chart 2023 of the United Nations Statistics
//! Division, for indicators with a numerical target (METHODS 2). The growth rate is carried on to the target date
//! because the published method does; it knows no ceiling, and this project never uses the figure as a projection.

use super::standing::Standing;
use super::{Progress, Status};
use crate::statistics::pace::compound;
use crate::statistics::{Direction, Method, Refusal, Series, Target, years_between};

/// The method.
pub const UN_PROGRESS_CHART: Method = Method { name: "un-progress-chart", version: 1 };

/// Share of the way from base to target that is covered at the target date if the growth rate stays what it was.
///
/// `at_target` = latest x (1 + CAGR)^(years left); `ratio` = (`at_target` - base) / (target - base). From 0.95 on the
/// score is 3 (`on-track-or-target-met`), from 0.10 on 2 (`fair-progress`), below 1 (`stagnation-or-regression`); see
/// [`Progress::class`]. A target that is met scores 3. `observed` is the growth rate as a ratio.
///
/// Refused where growth rates do not exist: [`Refusal::ZeroBase`], [`Refusal::SignChange`] (a target across zero
/// included, which no growth reaches), [`Refusal::BeyondArithmetic`]. A target of zero is no trouble here, though
/// growth never quite gets there. The other awkward cases are those of [`linear_path`](super::linear_path()).
///
/// ```
/// use jiff::civil::date;
/// use milepost::statistics::{Class, Direction, Reading, Series, Target, un_progress_chart};
/// let series = Series::new(vec![
///     Reading { date: date(2016, 1, 1), value: 40.0 },
///     Reading { date: date(2020, 1, 1), value: 60.0 },
/// ])?;
/// let target = Target::reach(130.0, date(2024, 1, 1), Direction::HigherIsBetter);
/// let progress = un_progress_chart(&series, &target, Direction::HigherIsBetter);
/// assert!((progress.at_target.unwrap() - 90.0).abs() < 1e-9);
/// assert_eq!(progress.class(), Some(Class::FairProgress));
/// # Ok::<(), milepost::statistics::Refusal>(())
/// ```
pub fn un_progress_chart(series: &Series, target: &Target, direction: Direction) -> Progress {
    let measured = Standing::answer(UN_PROGRESS_CHART, (series, target, direction), |standing, progress| {
        let Standing { base, latest, target, .. } = standing;
        let observed = compound(base.value, latest.value, standing.years_gone());
        if !standing.open() {
            progress.observed = observed.ok();
            return Ok(());
        }
        let observed = observed?;
        if target.value != 0.0 && (target.value < 0.0) != (base.value < 0.0) {
            return Err(Refusal::SignChange);
        }
        let at_target = carried_on(latest.value, observed, years_between(latest.date, target.date))?;
        let ratio = standing.share_of_way(at_target);
        progress.observed = Some(observed);
        progress.at_target = Some(at_target);
        progress.ratio = Some(ratio);
        progress.status = Some(class_of(ratio));
        Ok(())
    });
    let score = measured.status.and_then(score_of);
    Progress { score, ..measured }
}

/// A value after more years of the same growth.
fn carried_on(latest: f64, growth: f64, years: f64) -> Result<f64, Refusal> {
    let value = latest * (1.0 + growth).powf(years);
    if value.is_finite() { Ok(value) } else { Err(Refusal::BeyondArithmetic) }
}

/// The class of the share of the way that would be covered. The lowest published class is parted by the sign, so that
/// standing still and going back stay apart in the common order.
pub(super) fn class_of(ratio: f64) -> Status {
    Status::of_thresholds(ratio, [0.95, 0.10, 0.0])
}

fn score_of(status: Status) -> Option<f64> {
    match status {
        Status::Achieved | Status::OnTrack => Some(3.0),
        Status::Moderate => Some(2.0),
        Status::Limited | Status::Deterioration => Some(1.0),
        Status::Missed => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::{Class, Reading};
    use jiff::civil::date;

    fn chart(values: &[(i16, f64)], target: f64, year: i16, direction: Direction) -> Progress {
        let readings = values.iter().map(|(y, v)| Reading { date: date(*y, 1, 1), value: *v }).collect();
        un_progress_chart(
            &Series::new(readings).unwrap(),
            &Target::reach(target, date(year, 1, 1), direction),
            direction,
        )
    }

    #[test]
    fn growth_beyond_arithmetic_is_refused_by_name() {
        let readings =
            vec![Reading { date: date(2024, 1, 1), value: 1.0 }, Reading { date: date(2024, 1, 2), value: 2.0 }];
        let target = Target::reach(95.0, date(2030, 1, 1), Direction::HigherIsBetter);
        let progress = un_progress_chart(&Series::new(readings).unwrap(), &target, Direction::HigherIsBetter);
        assert_eq!((progress.status, progress.reason), (None, Some(Refusal::BeyondArithmetic)));
    }

    #[test]
    fn a_target_of_zero_has_an_answer() {
        let progress = chart(&[(2016, 40.0), (2020, 10.0)], 0.0, 2024, Direction::LowerIsBetter);
        assert!((progress.at_target.unwrap() - 2.5).abs() < 1e-9);
        assert!((progress.ratio.unwrap() - 0.9375).abs() < 1e-9);
        assert_eq!((progress.status, progress.score), (Some(Status::Moderate), Some(2.0)));
        let gone = chart(&[(2016, 40.0), (2020, 0.0)], 80.0, 2024, Direction::HigherIsBetter);
        assert_eq!(
            (gone.at_target, gone.ratio, gone.class()),
            (Some(0.0), Some(-1.0), Some(Class::StagnationOrRegression))
        );
    }

    /// golden_progress.json, `un_progress_chart` (45 in 2015, 84.15 in 2024, target 95 in 2030) and
    /// `un_progress_chart_slow` (40 to 48 in 4 years, target 80 in 10), over whole years.
    #[test]
    fn golden_shares_of_the_way() {
        for (base, latest, gone, target, in_all, at_target, ratio, class) in [
            (45.0, 84.15, 9.0, 95.0, 15.0, 127.72674890751915, 1.654534978150383, Status::OnTrack),
            (40.0, 48.0, 4.0, 80.0, 10.0, 63.09763862459516, 0.5774409656148791, Status::Moderate),
        ] {
            let found = carried_on(latest, compound(base, latest, gone).unwrap(), in_all - gone).unwrap();
            assert!((found - at_target).abs() < 1e-12, "{found}");
            let share = (found - base) / (target - base);
            assert!((share - ratio).abs() < 1e-13, "{share}");
            assert_eq!(class_of(share), class);
        }
    }

    /// The same through dates; 127.7% of a share that ends at 100% is what the published method says, and no
    /// projection.
    #[test]
    fn golden_values_through_dates() {
        let viet_nam = chart(&[(2015, 45.0), (2024, 84.15)], 95.0, 2030, Direction::HigherIsBetter);
        assert!((viet_nam.at_target.unwrap() - 127.72674890751915).abs() < 0.02);
        assert_eq!((viet_nam.score, viet_nam.class()), (Some(3.0), Some(Class::OnTrackOrTargetMet)));
        let slow = chart(&[(2016, 40.0), (2020, 48.0)], 80.0, 2026, Direction::HigherIsBetter);
        assert!((slow.ratio.unwrap() - 0.5774409656148791).abs() < 2e-3);
        assert_eq!((slow.score, slow.class()), (Some(2.0), Some(Class::FairProgress)));
    }
}
