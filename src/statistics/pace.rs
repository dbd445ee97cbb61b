//! How fast an indicator has moved, how fast it must move, and how many months that is ahead or behind.

use super::{Estimate, Method, Reading, Refusal, Target, days_between, years_between};
use jiff::civil::Date;

const CHANGE: Method = Method { name: "change", version: 1 };
const PACE: Method = Method { name: "pace", version: 1 };
const REQUIRED_PACE: Method = Method { name: "required-pace", version: 1 };
const ACCELERATION: Method = Method { name: "acceleration", version: 1 };
const MONTHS_AHEAD: Method = Method { name: "months-ahead", version: 1 };

/// Mean length of a month in days: a twelfth of 365.25.
const DAYS_PER_MONTH: f64 = 365.25 / 12.0;

/// Change from one reading to another, in the indicator's unit.
pub fn change(from: Reading, to: Reading) -> Result<Estimate, Refusal> {
    Estimate::exact(to.value - from.value, 2, CHANGE)
}

/// Change per year between two readings: difference / (days / 365.25). Source: METHODS 1.
///
/// Errors: [`Refusal::NoTimeElapsed`], [`Refusal::UnorderedDates`], [`Refusal::NotFinite`].
///
/// ```
/// use jiff::civil::date;
/// use milepost::statistics::{Reading, pace};
/// let base = Reading { date: date(2020, 1, 1), value: 45.0 };
/// let now = Reading { date: date(2024, 1, 1), value: 65.0 };
/// assert_eq!(pace::per_year(base, now)?.value, 5.0);
/// # Ok::<(), milepost::statistics::Refusal>(())
/// ```
pub fn per_year(from: Reading, to: Reading) -> Result<Estimate, Refusal> {
    let years = years_between(from.date, to.date);
    if years == 0.0 {
        return Err(Refusal::NoTimeElapsed);
    }
    if years < 0.0 {
        return Err(Refusal::UnorderedDates);
    }
    Estimate::exact((to.value - from.value) / years, 2, PACE)
}

/// Change per year needed from now to the target: (target - now) / years left. Source: METHODS 1.
///
/// Zero or on the other side of zero where the target is already met. Errors:
/// [`Refusal::TargetDateNotAfterReading`], [`Refusal::NotFinite`].
pub fn required(now: Reading, target: f64, date: Date) -> Result<Estimate, Refusal> {
    let years = years_between(now.date, date);
    if years <= 0.0 {
        return Err(Refusal::TargetDateNotAfterReading);
    }
    Estimate::exact((target - now.value) / years, 1, REQUIRED_PACE)
}

/// How many times faster than so far: pace needed / pace observed. Source: METHODS 1.
///
/// Negative where the trend must turn around. Errors: those of [`per_year`] and [`required`]; [`Refusal::NoPace`] where
/// nothing has moved; [`Refusal::AlreadyAchieved`].
///
/// ```
/// use jiff::civil::date;
/// use milepost::statistics::{Direction, Reading, Target, pace};
/// let base = Reading { date: date(2020, 1, 1), value: 45.0 };
/// let now = Reading { date: date(2024, 1, 1), value: 65.0 };
/// let target = Target::reach(95.0, date(2028, 1, 1), Direction::HigherIsBetter);
/// assert_eq!(pace::acceleration(base, now, &target)?.value, 1.5);
/// # Ok::<(), milepost::statistics::Refusal>(())
/// ```
pub fn acceleration(base: Reading, now: Reading, target: &Target) -> Result<Estimate, Refusal> {
    if target.met_by(now.value) {
        return Err(Refusal::AlreadyAchieved);
    }
    let observed = per_year(base, now)?.value;
    if observed == 0.0 {
        return Err(Refusal::NoPace);
    }
    let needed = required(now, target.value, target.date)?.value;
    Estimate::exact(needed / observed, 2, ACCELERATION)
}

/// Months by which a reading is ahead of (positive) or behind (negative) the straight line from base to target: the day
/// on which the line passes through the reading's value, less the day of the reading. Source: METHODS 2.
///
/// A month is 365.25 / 12 days. Errors: [`Refusal::BaseEqualsTarget`] (a flat line passes no value twice),
/// [`Refusal::TargetDateNotAfterBase`], [`Refusal::NotFinite`].
pub fn months_ahead(base: Reading, now: Reading, target: &Target) -> Result<Estimate, Refusal> {
    let days = days_between(base.date, target.date) as f64;
    if days <= 0.0 {
        return Err(Refusal::TargetDateNotAfterBase);
    }
    let climb = target.value - base.value;
    if climb == 0.0 {
        return Err(Refusal::BaseEqualsTarget);
    }
    let days_on_line = days * (now.value - base.value) / climb;
    let months = (days_on_line - days_between(base.date, now.date) as f64) / DAYS_PER_MONTH;
    Estimate::exact(months, 2, MONTHS_AHEAD)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::Direction;
    use jiff::civil::date;

    fn at(year: i16, value: f64) -> Reading {
        Reading { date: date(year, 1, 1), value }
    }

    fn reach(value: f64, year: i16) -> Target {
        Target::reach(value, date(year, 1, 1), Direction::HigherIsBetter)
    }

    #[test]
    fn no_time_no_pace() {
        assert_eq!(per_year(at(2024, 1.0), at(2024, 2.0)), Err(Refusal::NoTimeElapsed));
        assert_eq!(per_year(at(2024, 1.0), at(2023, 2.0)), Err(Refusal::UnorderedDates));
        assert_eq!(per_year(at(2023, 1.0), at(2024, f64::NAN)), Err(Refusal::NotFinite));
        assert_eq!(required(at(2024, 1.0), 2.0, date(2024, 1, 1)), Err(Refusal::TargetDateNotAfterReading));
    }

    #[test]
    fn acceleration_needs_a_pace_and_a_gap() {
        assert_eq!(acceleration(at(2020, 45.0), at(2024, 45.0), &reach(95.0, 2028)), Err(Refusal::NoPace));
        assert_eq!(acceleration(at(2020, 45.0), at(2024, 96.0), &reach(95.0, 2028)), Err(Refusal::AlreadyAchieved));
        assert_eq!(acceleration(at(2020, 55.0), at(2024, 45.0), &reach(95.0, 2028)).unwrap().value, -5.0);
    }

    /// SDSN worked value (golden_progress.json, `sdsn_vnm`): 45 (2015) to 84.15 (2024) is 4.35 a year, where 3.3333 were
    /// needed to reach 95 in 2030. Whole years there, days here: equal to three decimals.
    #[test]
    fn the_worked_value_of_viet_nam() {
        assert!((per_year(at(2015, 45.0), at(2024, 84.15)).unwrap().value - 4.35).abs() < 5e-4);
        assert!((required(at(2015, 45.0), 95.0, date(2030, 1, 1)).unwrap().value - 10.0 / 3.0).abs() < 5e-4);
        assert_eq!(change(at(2015, 45.0), at(2024, 85.0)).unwrap().value, 40.0);
    }

    #[test]
    fn months_count_from_the_line() {
        // 2020 to 2024 is exactly four years of 365.25 days; 45 to 95 in 8 years passes 65 after 3.2 years.
        let months = |value| months_ahead(at(2020, 45.0), at(2024, value), &reach(95.0, 2028)).unwrap().value;
        assert!((months(70.0)).abs() < 1e-12);
        assert!((months(65.0) + 0.8 * 12.0).abs() < 1e-9);
        assert!((months(45.0) + 48.0).abs() < 1e-9);
        let flat = months_ahead(at(2020, 45.0), at(2024, 50.0), &reach(45.0, 2028));
        assert_eq!(flat, Err(Refusal::BaseEqualsTarget));
        let past = months_ahead(at(2020, 45.0), at(2024, 50.0), &reach(95.0, 2020));
        assert_eq!(past, Err(Refusal::TargetDateNotAfterBase));
    }
}
