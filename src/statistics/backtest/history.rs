//! A history: one series whose end is known, with the name by which its windows are held together.

use crate::statistics::{Reading, Refusal, Series, years_between};
use jiff::civil::Date;

/// One series whose end is known.
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    /// Which area (and indicator) it is; its windows form one cluster.
    pub id: String,
    /// The readings.
    pub series: Series,
    /// First days under a new definition or denominator: no window is scored across one.
    pub breaks: Vec<Date>,
}

impl History {
    /// A history without a break.
    pub fn new(id: impl Into<String>, series: Series) -> History {
        History { id: id.into(), series, breaks: Vec::new() }
    }

    /// The reading nearest to `years` after the one at `origin`, no farther off than `tolerance` years; of two equally
    /// near the earlier.
    pub(super) fn actual(&self, origin: usize, years: f64, tolerance: f64) -> Option<Reading> {
        let readings = self.series.readings();
        let start = readings.get(origin)?.date;
        let off = |reading: &Reading| (years_between(start, reading.date) - years).abs();
        let later = readings.get(origin + 1..)?;
        // `min_by` keeps the first of equals.
        later.iter().min_by(|a, b| off(a).total_cmp(&off(b))).filter(|r| off(r) <= tolerance).copied()
    }

    /// Does a declared break lie after one date and not after the other?
    pub(super) fn broken(&self, after: Date, until: Date) -> bool {
        self.breaks.iter().any(|day| after < *day && *day <= until)
    }

    /// What errors are scaled by up to the reading at `origin`: [`mean_step`], by the declared unit or that of the values.
    pub(super) fn mean_step(&self, origin: usize, unit: Option<f64>) -> Option<f64> {
        let known = self.series.readings().get(..=origin)?;
        mean_step(known.iter().map(|reading| reading.value), unit.or_else(|| self.series.printed_unit()))
    }
}

/// Mean absolute change from value to value: what errors are scaled by in MASE (Hyndman & Koehler 2006).
///
/// `None` for a single value and a flat series, and for a mean change below half the measurement unit, which rounding
/// alone makes: a history that has not begun yet would blow any error up without bound. Without a unit, any change counts.
pub(in crate::statistics) fn mean_step(values: impl Iterator<Item = f64>, unit: Option<f64>) -> Option<f64> {
    let (mut sum, mut changes, mut before) = (0.0, 0_usize, None);
    for value in values {
        if let Some(before) = before.replace(value) {
            sum += (value - before).abs();
            changes += 1;
        }
    }
    let mean = if changes == 0 { return None } else { sum / changes as f64 };
    (mean > 0.0 && mean.is_finite() && mean >= unit.unwrap_or(0.0) / 2.0).then_some(mean)
}

/// The histories in the order of their names, so that no sum depends on the order in which they were given.
///
/// Errors: [`Refusal::DuplicatedHistories`].
pub(super) fn in_order(histories: &[History]) -> Result<Vec<&History>, Refusal> {
    let mut ordered = histories.iter().collect::<Vec<_>>();
    ordered.sort_by(|a, b| a.id.cmp(&b.id));
    match ordered.windows(2).any(|pair| pair[0].id == pair[1].id) {
        true => Err(Refusal::DuplicatedHistories),
        false => Ok(ordered),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn history(readings: &[(Date, f64)]) -> History {
        let readings = readings.iter().map(|(date, value)| Reading { date: *date, value: *value }).collect();
        History::new("a", Series::new(readings).unwrap())
    }

    #[test]
    fn nothing_ahead_is_no_actual() {
        assert_eq!(history(&[]).actual(0, 1.0, 9.0), None);
        assert_eq!(history(&[(date(2020, 1, 1), 1.0)]).actual(0, 1.0, 9.0), None);
        assert_eq!(history(&[(date(2020, 1, 1), 1.0)]).actual(7, 1.0, 9.0), None);
    }

    #[test]
    fn the_actual_is_the_nearest_reading_within_the_tolerance() {
        let irregular = history(&[
            (date(2011, 6, 30), 1.0),
            (date(2014, 3, 31), 2.0),
            (date(2014, 6, 30), 3.0),
            (date(2017, 12, 31), 4.0),
        ]);
        let value = |origin, years, tolerance| irregular.actual(origin, years, tolerance).map(|r| r.value);
        assert_eq!(value(0, 3.0, 0.25), Some(3.0));
        assert_eq!(value(0, 2.8, 0.25), Some(2.0));
        assert_eq!(value(0, 6.0, 0.25), None);
        assert_eq!(value(0, 6.0, 0.6), Some(4.0));
        assert_eq!(value(3, 1.0, 9.0), None);
    }

    #[test]
    fn errors_are_scaled_by_the_steps_known_at_the_origin() {
        let steps = history(&[(date(2011, 1, 1), 5.0), (date(2012, 1, 1), 5.0), (date(2013, 1, 1), 2.0)]);
        assert_eq!(steps.mean_step(0, None), None, "one reading");
        assert_eq!(steps.mean_step(1, None), None, "flat");
        assert_eq!(steps.mean_step(2, None), Some(1.5));
        assert_eq!(steps.mean_step(9, None), None, "no such reading");
    }

    /// 0, 0, 0 and 0.01 move by a third of the unit on average: what moves by less than half of it is not yet a scale.
    #[test]
    fn a_history_that_has_not_begun_is_no_scale() {
        let day = |year| date(year, 12, 31);
        let begun = [0.0, 0.0, 0.0, 0.01, 0.03];
        let begun: Vec<_> = (2011..).zip(begun).map(|(year, value)| (day(year), value)).collect();
        assert_eq!(history(&begun).mean_step(3, None), None, "the unit is read off the values");
        assert_eq!(history(&begun).mean_step(4, None), Some(0.0075));
        assert_eq!(history(&begun).mean_step(4, Some(0.1)), None, "a declared unit goes before");
        // A third has more decimals than are printed: without a unit every change counts.
        let computed = [(day(2011), 1e-9 / 3.0), (day(2012), 2e-9 / 3.0)];
        assert!(history(&computed).mean_step(1, None).is_some());
        assert_eq!(mean_step([-f64::MAX, f64::MAX].into_iter(), None), None, "too large");
    }

    #[test]
    fn two_histories_of_one_name_are_refused() {
        let (a, b) = (history(&[]), History::new("b", Series::default()));
        assert_eq!(in_order(&[b.clone(), a.clone()]).unwrap(), [&a, &b]);
        assert_eq!(in_order(&[a.clone(), b, a]), Err(Refusal::DuplicatedHistories));
    }
}
