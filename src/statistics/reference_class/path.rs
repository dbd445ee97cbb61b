//! One history on the scale: its moments as fractional years and as days, its places, and what lies between readings.

use super::super::{Reading, Refusal, Scale, Series, years_between};
use super::library::History;
use jiff::Span;
use jiff::civil::{Date, date};

/// Dates of readings made "a year apart" differ by a day or two; within this many years they are the same moment.
pub(super) const SAME_MOMENT: f64 = 0.02;

/// Days in a year, as everywhere.
const DAYS_PER_YEAR: f64 = 365.25;

/// Years are counted from here at most so far, in either direction: as far as a calendar with room for the horizons.
const FARTHEST_YEAR: f64 = 9900.0;

/// A date as a fractional year, 2020-01-01 being 2020.0.
///
/// ```
/// use jiff::civil::date;
/// use milepost::statistics::reference_class::year_of;
/// assert_eq!(year_of(date(2024, 1, 1)), 2024.0);
/// ```
pub fn year_of(day: Date) -> f64 {
    2020.0 + years_between(date(2020, 1, 1), day)
}

/// One history on the scale: the index of its area and its readings in order.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Path {
    pub area: usize,
    pub years: Vec<f64>,
    pub values: Vec<f64>,
    pub places: Vec<f64>,
}

/// One history in order and on the scale, and how many of its readings lay outside the bounds.
pub(super) fn place(scale: Scale, unit: f64, history: &History) -> Result<(Path, usize), Refusal> {
    let mut readings = history.readings.clone();
    if readings.iter().any(|(year, value)| !(year.abs() < FARTHEST_YEAR && value.is_finite())) {
        return Err(Refusal::NotFinite);
    }
    readings.sort_by(|a, b| a.0.total_cmp(&b.0));
    if readings.windows(2).any(|pair| pair[1].0 - pair[0].0 <= SAME_MOMENT) {
        return Err(Refusal::DuplicatedDates);
    }
    let mut path = Path { area: 0, years: Vec::new(), values: Vec::new(), places: Vec::new() };
    let mut outside = 0;
    for (year, value) in readings {
        match scale.forward(value, unit) {
            // A unit so small that a reading on a bound cannot be told from the bound places it nowhere.
            Ok(placed) if !placed.z.is_finite() => return Err(Refusal::InvalidUnit),
            Ok(placed) => {
                path.years.push(year);
                path.values.push(value);
                path.places.push(placed.z);
            }
            Err(Refusal::ValueAboveBound | Refusal::ValueBelowBound) => outside += 1,
            Err(other) => return Err(other),
        }
    }
    Ok((path, outside))
}

/// The day of a fractional year, 2020.0 being 2020-01-01. Errors: [`Refusal::NotFinite`] where no calendar has it.
pub(super) fn date_of(year: f64) -> Result<Date, Refusal> {
    let days = ((year - 2020.0) * DAYS_PER_YEAR).round();
    let span = Span::new().try_days(days as i64).map_err(|_| Refusal::NotFinite)?;
    date(2020, 1, 1).checked_add(span).map_err(|_| Refusal::NotFinite)
}

impl Path {
    /// The last `n` readings up to one of them, dated. Errors: [`Refusal::TooFewReadings`].
    pub(super) fn series(&self, reading: usize, n: usize) -> Result<Series, Refusal> {
        let first = (reading + 1).checked_sub(n).ok_or(Refusal::TooFewReadings)?;
        let dated = |i: usize| Ok(Reading { date: date_of(self.years[i])?, value: self.values[i] });
        Series::new((first..=reading).map(dated).collect::<Result<Vec<_>, Refusal>>()?)
    }

    /// The place at a moment: that of the reading made then, else between two readings at most `gap` years apart.
    pub(super) fn at(&self, year: f64, gap: f64) -> Option<f64> {
        let next = self.years.partition_point(|t| *t < year - SAME_MOMENT);
        let later = *self.years.get(next)?;
        if (later - year).abs() <= SAME_MOMENT {
            return Some(self.places[next]);
        }
        let before = next.checked_sub(1)?;
        let (earlier, span) = (self.years[before], later - self.years[before]);
        if span > gap {
            return None;
        }
        let share = (year - earlier) / span;
        Some(self.places[before] * (1.0 - share) + self.places[next] * share)
    }
}

#[cfg(test)]
mod tests {
    use super::super::library::Library;
    use super::super::made_up::{SHARE, history};
    use super::*;

    #[test]
    fn years_are_days() {
        for day in [date(2020, 1, 1), date(1990, 6, 30), date(2024, 12, 31), date(-3, 2, 1)] {
            assert_eq!(date_of(year_of(day)), Ok(day));
        }
        assert_eq!((date_of(f64::INFINITY), date_of(-1e5)), (Err(Refusal::NotFinite), Err(Refusal::NotFinite)));
        let library = Library::new(SHARE, 0.1, &[history("A", "x", &[(2020.0, 1.0), (2021.0, 2.0)])]).unwrap();
        let last = library.paths[0].series(1, 1).unwrap();
        assert_eq!(last.readings(), [Reading { date: date(2020, 12, 31), value: 2.0 }]);
        assert_eq!(library.paths[0].series(1, 3), Err(Refusal::TooFewReadings));
    }

    #[test]
    fn a_place_between_readings_needs_them_near() {
        let library = Library::new(SHARE, 0.1, &[history("A", "x", &[(2011.0, 20.0), (2014.0, 40.0)])]).unwrap();
        let path = &library.paths[0];
        let (a, b) = (path.places[0], path.places[1]);
        assert_eq!(path.at(2010.99, 5.0), Some(a));
        assert_eq!(path.at(2014.01, 5.0), Some(b));
        assert!((path.at(2012.0, 5.0).unwrap() - (2.0 * a + b) / 3.0).abs() < 1e-12);
        assert_eq!(path.at(2012.0, 2.0), None);
        assert_eq!(path.at(2010.0, 5.0), None);
        assert_eq!(path.at(2015.0, 5.0), None);
    }
}
