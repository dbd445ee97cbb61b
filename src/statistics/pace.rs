//! How fast an indicator has moved, how fast it must move, and how many months that is ahead or behind.

use super::{Estimate, Method, Reading, Refusal, Target, days_between, years_between};
use jiff::civil::Date;

const CHANGE: Method = Method { name: "change", version: 1 };
const PACE: Method = Method { name: "pace", version: 1 };
const REQUIRED_PACE: Method = Method { name: "required-pace", version: 1 };
const ACCELERATION: Method = Method { name: "acceleration", version: 1 };
const MONTHS_AHEAD: Method = Method { name: "months-ahead", version: 1 };
const CAGR: Method = Method { name: "cagr", version: 1 };

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
    let years = elapsed(from, to)?;
    Estimate::exact((to.value - from.value) / years, 2, PACE)
}

/// Years from one reading to a later one.
fn elapsed(from: Reading, to: Reading) -> Result<f64, Refusal> {
    let years = years_between(from.date, to.date);
    if years == 0.0 {
        Err(Refusal::NoTimeElapsed)
    } else if years < 0.0 {
        Err(Refusal::UnorderedDates)
    } else {
        Ok(years)
    }
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

/// Compound annual growth rate between two readings, (b/a)^(1/years) - 1, as a ratio: 0.072 is 7.2% a year. Source:
/// METHODS 1.
///
/// A label for the past, never a projection: at this rate 84.15% of people online in 2024 would be 127.7% in 2030.
/// Where both values are negative, a positive rate is growth in size, away from zero. Errors: those of [`per_year`];
/// [`Refusal::ZeroBase`], [`Refusal::SignChange`], [`Refusal::BeyondArithmetic`].
///
/// ```
/// use jiff::civil::date;
/// use milepost::statistics::{Reading, Refusal, pace};
/// let base = Reading { date: date(2020, 1, 1), value: 16.0 };
/// let now = Reading { date: date(2024, 1, 1), value: 81.0 };
/// assert!((pace::cagr(base, now)?.value - 0.5).abs() < 1e-12);
/// assert_eq!(pace::cagr(Reading { value: 0.0, ..base }, now), Err(Refusal::ZeroBase));
/// # Ok::<(), Refusal>(())
/// ```
pub fn cagr(from: Reading, to: Reading) -> Result<Estimate, Refusal> {
    let years = elapsed(from, to)?;
    Estimate::exact(compound(from.value, to.value, years)?, 2, CAGR)
}

/// The rate that compounds from one value to another over a number of years above zero, or why there is none.
pub(super) fn compound(from: f64, to: f64, years: f64) -> Result<f64, Refusal> {
    if !(from.is_finite() && to.is_finite()) {
        return Err(Refusal::NotFinite);
    }
    if from == 0.0 {
        return Err(Refusal::ZeroBase);
    }
    if to != 0.0 && (to < 0.0) != (from < 0.0) {
        return Err(Refusal::SignChange);
    }
    // (to/from)^(1/years) - 1, without losing the digits of a small rate.
    let rate = (((to - from) / from).ln_1p() / years).exp_m1();
    if rate.is_finite() { Ok(rate) } else { Err(Refusal::BeyondArithmetic) }
}

/// How many times faster than so far: pace needed / pace observed. Source: METHODS 1.
///
/// Negative where the trend must turn around. A bare figure is a target for itself only: give the target as its
/// direction means it ([`Target::toward`]). Errors: those of [`per_year`] and [`required`]; [`Refusal::NoPace`] where
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
/// A month is 365.25 / 12 days. Beyond the target value the line is taken on at its own pace, so that a target met
/// early is ahead by as much as the line would have needed for the surplus. Errors: [`Refusal::BaseEqualsTarget`] (a
/// flat line passes no value twice), [`Refusal::TargetDateNotAfterBase`], [`Refusal::NotFinite`].
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

    /// SDSN worked value (golden_progress.json, `sdsn_vnm`): 45 (2015) to 84.15 (2024) is 4.35 a year, where 3.3333
    /// were needed to reach 95 in 2030. Whole years there, days here: equal to three decimals.
    #[test]
    fn the_worked_value_of_viet_nam() {
        assert!((per_year(at(2015, 45.0), at(2024, 84.15)).unwrap().value - 4.35).abs() < 5e-4);
        assert!((required(at(2015, 45.0), 95.0, date(2030, 1, 1)).unwrap().value - 10.0 / 3.0).abs() < 5e-4);
        assert_eq!(change(at(2015, 45.0), at(2024, 85.0)).unwrap().value, 40.0);
    }

    /// METHODS 1 and golden_progress.json, `eurostat_open_sdg_with_target`, `open_sdg_decreasing_target` and
    /// `open_sdg_slow` (growth rates), over whole years: 45 (2015), 84.15 (2024) and a target of 95 (2030); 20 to 12 in
    /// 8 years, 5 needed in 15; 40 to 48 in 4, 80 needed in 10.
    #[test]
    fn golden_growth_rates() {
        for (from, to, years, rate) in [
            (45.0, 84.15, 9.0, 0.0720242831033715),
            (45.0, 95.0, 15.0, 0.05107588657965301),
            (20.0, 12.0, 8.0, -0.06185729401471474),
            (20.0, 5.0, 15.0, -0.0882775114417832),
            (40.0, 48.0, 4.0, 0.04663513939210562),
            (40.0, 80.0, 10.0, 0.07177346253629313),
            (98.0, 98.9, 9.0, 0.0010162671563214154),
        ] {
            assert!((compound(from, to, years).unwrap() - rate).abs() < 1e-15, "{from} {to}");
        }
        let in_2030 = 84.15 * (1.0 + compound(45.0, 84.15, 9.0).unwrap()).powi(6);
        assert!((in_2030 - 127.7).abs() < 0.05, "a label, never a projection");
    }

    #[test]
    fn growth_that_does_not_exist() {
        let rate = |from, to| cagr(at(2020, from), at(2024, to)).map(|e| e.value);
        assert_eq!(rate(0.0, 5.0), Err(Refusal::ZeroBase));
        assert_eq!(rate(0.0, 0.0), Err(Refusal::ZeroBase));
        assert_eq!(rate(5.0, -5.0), Err(Refusal::SignChange));
        assert_eq!(rate(-5.0, 5.0), Err(Refusal::SignChange));
        assert_eq!(rate(5.0, f64::NAN), Err(Refusal::NotFinite));
        assert_eq!(rate(1e-300, 1e300), Err(Refusal::BeyondArithmetic));
        assert_eq!(rate(5.0, 0.0), Ok(-1.0));
        assert_eq!(rate(5.0, 5.0), Ok(0.0));
        assert!((rate(-16.0, -81.0).unwrap() - 0.5).abs() < 1e-12);
        assert_eq!(cagr(at(2024, 1.0), at(2024, 2.0)), Err(Refusal::NoTimeElapsed));
        assert_eq!(cagr(at(2024, 1.0), at(2023, 2.0)), Err(Refusal::UnorderedDates));
    }

    /// Months ahead at the line's own pace are the distance from the line: the two ways of saying it agree.
    #[test]
    fn months_and_distance_are_one_thing() {
        for value in [40.0, 45.0, 58.3, 70.0, 94.9] {
            let (base, now, target) = (at(2020, 45.0), at(2023, value), reach(95.0, 2028));
            let months = months_ahead(base, now, &target).unwrap().value;
            let line_per_year = required(base, 95.0, target.date).unwrap().value;
            let on_the_line = base.value + line_per_year * years_between(base.date, now.date);
            assert!((months / 12.0 * line_per_year - (value - on_the_line)).abs() < 1e-9, "{value}");
        }
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
