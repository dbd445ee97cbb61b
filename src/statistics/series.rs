//! Readings of one indicator in one area, in the order of their dates.

use super::Refusal;
use jiff::civil::Date;

/// Days in a year, as every pace and projection counts them.
const DAYS_PER_YEAR: f64 = 365.25;

/// One reading: the value that held on a date, in the indicator's unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    /// The day it stands for.
    pub date: Date,
    /// The value, finite once it is part of a [`Series`].
    pub value: f64,
}

/// Days from one date to another; negative when `to` comes first.
pub fn days_between(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}

/// Years from one date to another: the day count divided by 365.25.
///
/// ```
/// use jiff::civil::date;
/// use milepost::statistics::years_between;
/// assert_eq!(years_between(date(2020, 1, 1), date(2024, 1, 1)), 4.0);
/// ```
pub fn years_between(from: Date, to: Date) -> f64 {
    days_between(from, to) as f64 / DAYS_PER_YEAR
}

/// Zero or more readings with strictly increasing dates and finite values, and the count of those that were missing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Series {
    readings: Vec<Reading>,
    left_out: usize,
}

impl Series {
    /// Takes readings that are already in order.
    ///
    /// Errors: [`Refusal::NotFinite`], [`Refusal::DuplicatedDates`], [`Refusal::UnorderedDates`]. Nothing is sorted or
    /// merged silently: two values for one day are a question for whoever collected them.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use milepost::statistics::{Reading, Refusal, Series};
    /// let a = Reading { date: date(2024, 12, 31), value: 84.15 };
    /// let b = Reading { date: date(2023, 12, 31), value: 78.08 };
    /// assert_eq!(Series::new(vec![b, a])?.len(), 2);
    /// assert_eq!(Series::new(vec![a, b]), Err(Refusal::UnorderedDates));
    /// # Ok::<(), Refusal>(())
    /// ```
    pub fn new(readings: Vec<Reading>) -> Result<Series, Refusal> {
        if readings.iter().any(|r| !r.value.is_finite()) {
            return Err(Refusal::NotFinite);
        }
        for pair in readings.windows(2) {
            if pair[0].date == pair[1].date {
                return Err(Refusal::DuplicatedDates);
            }
            if pair[0].date > pair[1].date {
                return Err(Refusal::UnorderedDates);
            }
        }
        Ok(Series { readings, left_out: 0 })
    }

    /// Takes readings of which some are missing: these are left out and counted, never read as zero.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use milepost::statistics::{Refusal, Series};
    /// let series = Series::with_missing([(date(2023, 1, 1), Some(1.0)), (date(2024, 1, 1), None)])?;
    /// assert_eq!((series.len(), series.left_out()), (1, 1));
    /// # Ok::<(), Refusal>(())
    /// ```
    pub fn with_missing(readings: impl IntoIterator<Item = (Date, Option<f64>)>) -> Result<Series, Refusal> {
        let mut left_out = 0;
        let mut kept = Vec::new();
        for (date, value) in readings {
            match value {
                Some(value) => kept.push(Reading { date, value }),
                None => left_out += 1,
            }
        }
        Ok(Series::new(kept)?.leaving_out(left_out))
    }

    /// The same series, with more readings counted as left out.
    pub fn leaving_out(mut self, more: usize) -> Series {
        self.left_out += more;
        self
    }

    /// The readings, oldest first.
    pub fn readings(&self) -> &[Reading] {
        &self.readings
    }

    /// How many readings.
    pub fn len(&self) -> usize {
        self.readings.len()
    }

    /// No reading at all?
    pub fn is_empty(&self) -> bool {
        self.readings.is_empty()
    }

    /// How many readings were missing.
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// The oldest reading, or [`Refusal::NoReadings`].
    pub fn first(&self) -> Result<Reading, Refusal> {
        self.readings.first().copied().ok_or(Refusal::NoReadings)
    }

    /// The newest reading, or [`Refusal::NoReadings`].
    pub fn last(&self) -> Result<Reading, Refusal> {
        self.readings.last().copied().ok_or(Refusal::NoReadings)
    }

    /// The measurement unit read off the decimals of the values: 45 and 84.15 give 0.01.
    ///
    /// `None` for no readings, and where a value shows more than four decimals: then it was computed, not printed, and
    /// its last digit says nothing about how it was measured.
    pub fn printed_unit(&self) -> Option<f64> {
        let decimals = self.readings.iter().map(|r| printed_decimals(r.value)).max()?;
        (decimals <= 4).then(|| 1.0 / 10_f64.powi(decimals as i32))
    }
}

/// Digits after the point in the shortest text of a value.
///
/// A value with at most four is the double nearest to a whole number of ten-thousandths; a division, correctly rounded,
/// shows that without writing the text, as long as that whole number is exact.
fn printed_decimals(value: f64) -> usize {
    const EXACT: f64 = (1_u64 << f64::MANTISSA_DIGITS) as f64;
    for (decimals, tens) in [1.0, 10.0, 100.0, 1_000.0, 10_000.0].into_iter().enumerate() {
        let whole = (value * tens).round();
        if whole.abs() < EXACT && whole / tens == value {
            return decimals;
        }
    }
    value.to_string().split_once('.').map_or(0, |(_, fraction)| fraction.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn at(year: i16, value: f64) -> Reading {
        Reading { date: date(year, 12, 31), value }
    }

    #[test]
    fn none_and_one_are_series_too() {
        let none = Series::new(vec![]).unwrap();
        assert!(none.is_empty());
        assert_eq!(none.last(), Err(Refusal::NoReadings));
        assert_eq!(none.printed_unit(), None);
        assert_eq!(Series::new(vec![at(2024, 1.0)]).unwrap().first(), Ok(at(2024, 1.0)));
    }

    #[test]
    fn what_is_not_a_series_is_refused() {
        assert_eq!(Series::new(vec![at(2024, 1.0), at(2024, 2.0)]), Err(Refusal::DuplicatedDates));
        assert_eq!(Series::new(vec![at(2024, 1.0), at(2023, 2.0)]), Err(Refusal::UnorderedDates));
        assert_eq!(Series::new(vec![at(2024, f64::NAN)]), Err(Refusal::NotFinite));
        assert_eq!(Series::new(vec![at(2024, f64::INFINITY)]), Err(Refusal::NotFinite));
    }

    #[test]
    fn missing_is_counted_not_zero() {
        let day = |year| date(year, 1, 1);
        let series = Series::with_missing([(day(2020), None), (day(2021), Some(0.0)), (day(2022), None)]).unwrap();
        assert_eq!((series.len(), series.left_out()), (1, 2));
        assert_eq!(series.last().unwrap().value, 0.0);
    }

    #[test]
    fn years_are_days_over_365_and_a_quarter() {
        assert_eq!(days_between(date(2015, 12, 31), date(2024, 12, 31)), 3288);
        assert_eq!(days_between(date(2024, 12, 31), date(2015, 12, 31)), -3288);
        assert_eq!(years_between(date(2025, 12, 31), date(2026, 12, 31)), 365.0 / 365.25);
    }

    #[test]
    fn the_unit_is_read_off_the_decimals() {
        let unit = |values: &[f64]| {
            let readings = values.iter().enumerate().map(|(i, v)| at(2015 + i as i16, *v)).collect();
            Series::new(readings).unwrap().printed_unit()
        };
        assert_eq!(unit(&[45.0, 84.15]), Some(0.01));
        assert_eq!(unit(&[45.0, 84.0]), Some(1.0));
        assert_eq!(unit(&[100.0 * 388.0 / 869.0, 84.0]), None);
        for value in [0.1 + 0.2, 1e-5, 9.007199254740993e15, 1234567890123.4567, -0.0, f64::MIN_POSITIVE, 1e300] {
            let text = value.to_string();
            let written = text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
            assert_eq!(printed_decimals(value), written, "{value}");
        }
    }
}
