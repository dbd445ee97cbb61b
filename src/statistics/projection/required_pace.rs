//! `required-pace`: the path that just meets the target; the honest answer where nothing can be forecast.

use super::Declared;
use super::scenario::{Path, Scenario};
use crate::statistics::{Method, Refusal, Series, Target, pace};

/// The scenario.
pub const REQUIRED_PACE: Method = Method { name: "required-pace", version: 1 };

/// The straight path from the latest reading to the target's value at the target's date, where it then stays.
///
/// One reading is enough. Straight in the unit of the readings, as [`pace::required`] counts it, so that a target on a
/// bound is no special case. Errors: [`Refusal::NoReadings`], [`Refusal::AlreadyAchieved`],
/// [`Refusal::TargetDateNotAfterReading`], [`Refusal::TargetOutsideBounds`], [`Refusal::ValueAboveBound`],
/// [`Refusal::ValueBelowBound`], [`Refusal::NotFinite`]. Source: METHODS 1 and 4.
///
/// ```
/// use jiff::civil::date;
/// use milepost::statistics::{Declared, Direction, Reading, Scale, Series, Target, required_pace};
/// let series = Series::new(vec![Reading { date: date(2024, 1, 1), value: 65.0 }])?;
/// let target = Target::reach(95.0, date(2028, 1, 1), Direction::HigherIsBetter);
/// let path = required_pace(&series, &Declared::on(Scale::for_bounds(Some(0.0), Some(100.0))?), &target)?;
/// assert_eq!(path.pace, 7.5);
/// assert_eq!(path.at(target.date)?.value, 95.0);
/// # Ok::<(), milepost::statistics::Refusal>(())
/// ```
pub fn required_pace(series: &Series, declared: &Declared, target: &Target) -> Result<Scenario, Refusal> {
    let from = series.last()?;
    if let Some((lowest, highest)) = declared.scale.checked()?.bounds() {
        if !(lowest..=highest).contains(&target.value) {
            return Err(Refusal::TargetOutsideBounds);
        }
        if from.value > highest {
            return Err(Refusal::ValueAboveBound);
        }
        if from.value < lowest {
            return Err(Refusal::ValueBelowBound);
        }
    }
    if target.met_by(from.value) {
        return Err(Refusal::AlreadyAchieved);
    }
    let needed = pace::required(from, target.value, target.date)?;
    Ok(Scenario {
        method: REQUIRED_PACE,
        from,
        peer: None,
        pace: needed.value,
        n: 1,
        left_out: series.left_out(),
        moved: false,
        path: Path::Straight { to: target.value, on: target.date },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::{Comparator, Direction, Reading, Scale};
    use jiff::civil::{Date, date};

    const SHARE: Scale = Scale::Gompertz { lower: 0.0, upper: 100.0 };
    const END: Date = date(2028, 1, 1);

    fn path(value: f64, target: f64) -> Result<Scenario, Refusal> {
        let series = Series::new(vec![Reading { date: date(2024, 1, 1), value }]).unwrap();
        required_pace(&series, &Declared::on(SHARE), &Target::reach(target, END, Direction::HigherIsBetter))
    }

    #[test]
    fn nothing_to_pace() {
        let target = Target::reach(95.0, END, Direction::HigherIsBetter);
        let none = required_pace(&Series::default(), &Declared::on(SHARE), &target);
        assert_eq!(none, Err(Refusal::NoReadings));
        assert_eq!(path(95.0, 95.0), Err(Refusal::AlreadyAchieved));
        assert_eq!(path(50.0, 101.0), Err(Refusal::TargetOutsideBounds));
        assert_eq!(path(50.0, f64::NAN), Err(Refusal::TargetOutsideBounds));
        assert_eq!(path(101.0, 95.0), Err(Refusal::ValueAboveBound));
        assert_eq!(path(-1.0, 95.0), Err(Refusal::ValueBelowBound));
        let series = Series::new(vec![Reading { date: END, value: 50.0 }]).unwrap();
        let past = required_pace(&series, &Declared::on(SHARE), &target);
        assert_eq!(past, Err(Refusal::TargetDateNotAfterReading));
        let far = Series::new(vec![Reading { date: date(2024, 1, 1), value: -f64::MAX }]).unwrap();
        let beyond = Target { value: f64::MAX, ..target };
        assert_eq!(required_pace(&far, &Declared::on(Scale::Identity), &beyond), Err(Refusal::NotFinite));
    }

    #[test]
    fn straight_to_the_target_and_then_along_it() {
        let path = path(60.0, 100.0).unwrap();
        assert_eq!(path.at(date(2023, 12, 31)), Err(Refusal::TargetDateNotAfterReading));
        assert_eq!(path.at(date(2024, 1, 1)).unwrap().value, 60.0);
        let half = path.at(date(2025, 12, 31)).unwrap();
        assert!((half.value - 80.0).abs() < 0.03);
        assert_eq!((half.interval, half.remarks), (None, vec![Refusal::ScenarioNotForecast]));
        assert_eq!(path.at(END).unwrap().value, 100.0);
        assert_eq!(path.at(date(2045, 1, 1)).unwrap().value, 100.0);
    }

    #[test]
    fn downward_where_less_is_better() {
        let series = Series::new(vec![Reading { date: date(2024, 1, 1), value: 8.0 }]).unwrap();
        let target = Target { comparator: Comparator::AtMost, value: 2.0, date: END };
        let path = required_pace(&series.leaving_out(3), &Declared::on(SHARE), &target).unwrap();
        assert_eq!((path.pace, path.n, path.left_out), (-1.5, 1, 3));
    }
}
