//! Where does a figure or a day stand on an axis?

use jiff::civil::{Date, date};

/// A straight axis from values to pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Axis {
    from: f64,
    to: f64,
    start: f64,
    end: f64,
}

impl Axis {
    /// Values `from..to` on pixels `start..end` (`end` above `start` where the axis goes up).
    pub fn new(from: f64, to: f64, start: f64, end: f64) -> Axis {
        Axis { from, to, start, end }
    }

    /// An axis that starts and ends on round figures around the values.
    ///
    /// Shares run from 0 to 100 unless values go beyond; everything else from zero, unless all values lie close
    /// together and far from it.
    pub fn around(values: impl IntoIterator<Item = f64>, whole_share: bool, start: f64, end: f64) -> Axis {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in values {
            low = low.min(value);
            high = high.max(value);
        }
        // What no letter could tell apart is drawn as equal; a narrower span would lose its round steps.
        if low < high && high - low <= 1e-9 * low.abs().max(high.abs()).max(1e-3) {
            high = low;
        }
        if whole_share {
            low = low.min(0.0);
            high = high.max(100.0);
        }
        if low > high {
            (low, high) = (0.0, 1.0);
        }
        if low > 0.0 && (low == high || high - low > 0.2 * high) {
            low = 0.0;
        }
        if low == high {
            let room = (1e-6 * low.abs()).max(1.0);
            high = low + room;
            low = if low < 0.0 { low - room } else { low };
        }
        let step = step(high - low);
        Axis::new((low / step).floor() * step, (high / step).ceil() * step, start, end)
    }

    /// From the round figure below the least value to the one above the greatest, wherever zero is: for marks that say
    /// their figures, never for bars.
    pub fn tight(values: impl IntoIterator<Item = f64>, start: f64, end: f64) -> Axis {
        let bounds = classes(values);
        Axis::new(bounds[0], bounds[bounds.len() - 1], start, end)
    }

    /// Between the bounds where the values fill a good part of them, else around the values: an axis grows beyond the
    /// bounds before it cuts a figure off.
    pub fn between(values: &[f64], bounds: Option<(f64, f64)>, start: f64, end: f64) -> Axis {
        let low = values.iter().copied().fold(f64::INFINITY, f64::min);
        let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        match bounds {
            Some((least, most)) if low >= least && high <= most && high - least > 0.4 * (most - least) => {
                Axis::new(least, most, start, end)
            }
            _ => Axis::around(values.iter().copied(), false, start, end),
        }
    }

    /// The same values on other pixels.
    pub fn on(self, start: f64, end: f64) -> Axis {
        Axis { start, end, ..self }
    }

    /// The pixel of a value.
    pub fn at(&self, value: f64) -> f64 {
        self.start + (value - self.from) / (self.to - self.from) * (self.end - self.start)
    }

    /// The pixel where the axis starts.
    pub fn bottom(&self) -> f64 {
        self.start
    }

    /// Round figures along the axis, four to eight of them.
    pub fn ticks(&self) -> Vec<f64> {
        let step = step(self.to - self.from);
        let first = (self.from / step - 1e-9).ceil() as i64;
        let last = (self.to / step + 1e-9).floor() as i64;
        (first..=last).map(|i| i as f64 * step).collect()
    }
}

/// The fewest classes that a span is parted into: five of 20 rather than four of 25.
const FEWEST: f64 = 4.2;

/// Round bounds of five to ten equal classes around the values; around those of an axis where all values are equal.
pub(super) fn classes(values: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for value in values {
        low = low.min(value);
        high = high.max(value);
    }
    if low > high || high - low <= 1e-9 * low.abs().max(high.abs()).max(1e-3) {
        return Axis::around((low <= high).then_some(low), false, 0.0, 1.0).ticks();
    }
    let step = parted(high - low, FEWEST);
    let [first, last] = [(low / step + 1e-9).floor(), (high / step - 1e-9).ceil()].map(|bound| bound as i64);
    (first..=last).map(|i| i as f64 * step).collect()
}

/// The round step (1, 2, 2.5 or 5 times a power of ten) that parts a span into four to eight.
fn step(span: f64) -> f64 {
    parted(span, 4.0)
}

/// The same for another least number of parts.
fn parted(span: f64, least: f64) -> f64 {
    let power = 10f64.powf((span / least).log10().floor());
    let times = [5.0, 2.5, 2.0, 1.0].into_iter().find(|t| span / (t * power) >= least - 1e-9).unwrap_or(1.0);
    times * power
}

/// The years along an axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Years {
    /// Without a gap.
    pub all: Vec<i16>,
    /// Is each named under its last day, or in its middle?
    pub at_ends: bool,
}

/// From this day of December on a reading is one of the year's end.
const YEAR_ENDS: i8 = 15;

/// Days on pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Time {
    first: Date,
    axis: Axis,
}

impl Time {
    /// From the day `first` to the day `last`.
    pub fn new(first: Date, last: Date, start: f64, end: f64) -> Time {
        Time { first, axis: Axis::new(0.0, days(first, last).max(1.0), start, end) }
    }

    /// The years from the first of these days to the last, with room for each, and where they are named.
    ///
    /// Where every day is the end of a year, the years are points, named under their last day: a reading of 31 December
    /// 2024 stands over 2024. Where some day lies within a year, a year is the span between its turns, named in its middle:
    /// a reading of August 2025 stands over 2025. No day: no year.
    pub fn years(days: &[Date], start: f64, end: f64) -> (Time, Years) {
        let Some((first, last)) = days.iter().min().zip(days.iter().max()) else {
            return (Time::new(Date::ZERO, Date::ZERO, start, end), Years { all: Vec::new(), at_ends: false });
        };
        let at_ends = days.iter().all(|day| day.month() == 12 && day.day() >= YEAR_ENDS);
        let month = if at_ends { 7 } else { 1 };
        let after = if last.year() == 9999 { Date::MAX } else { date(last.year() + 1, month, 1) };
        let time = Time::new(date(first.year(), month, 1), after, start, end);
        (time, Years { all: (first.year()..=last.year()).collect(), at_ends })
    }

    /// The pixel of a day.
    pub fn at(&self, day: Date) -> f64 {
        self.axis.at(days(self.first, day))
    }
}

fn days(from: Date, to: Date) -> f64 {
    from.duration_until(to).as_hours() as f64 / 24.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_run_from_zero_to_a_hundred_unless_they_go_beyond() {
        let axis = Axis::around([44.6, 90.0], true, 0.0, 100.0);
        assert_eq!((axis.at(0.0), axis.at(100.0)), (0.0, 100.0));
        assert_eq!(axis.ticks(), [0.0, 25.0, 50.0, 75.0, 100.0]);
        assert!(Axis::around([112.0], true, 0.0, 100.0).at(112.0) < 100.0);
    }

    #[test]
    fn an_axis_keeps_to_its_bounds_until_a_figure_leaves_them() {
        let ends = |values: &[f64], bounds| {
            let axis = Axis::between(values, bounds, 0.0, 100.0);
            (axis.from, axis.to)
        };
        let share = Some((0.0, 100.0));
        assert_eq!(ends(&[20.0, 60.0], share), (0.0, 100.0));
        assert_eq!(ends(&[2.0, 6.0], share), (0.0, 6.0), "a hundred would flatten six");
        assert_eq!(ends(&[-13.0, 60.0], share), (-20.0, 60.0));
        assert_eq!(ends(&[20.0, 104.0], share), (0.0, 125.0));
    }

    /// 0.75 is fifteen times 0.05 and a little more, to a computer.
    #[test]
    fn an_axis_whose_ends_are_round_has_lines_there() {
        for (low, high) in [(0.75, 0.93), (0.1, 0.7), (0.3, 0.9), (93.1, 95.7), (1.1, 1.7)] {
            let axis = Axis::tight([low, high], 0.0, 100.0);
            let ticks = axis.ticks();
            assert_eq!(
                (axis.at(ticks[0]).round(), axis.at(ticks[ticks.len() - 1]).round()),
                (0.0, 100.0),
                "{low} {high}"
            );
        }
    }

    #[test]
    fn classes_have_round_bounds_around_all_values() {
        assert_eq!(classes([0.0, 100.0]), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert_eq!(classes([44.6, 60.0, 88.4]), [40.0, 50.0, 60.0, 70.0, 80.0, 90.0]);
        assert_eq!(classes([-3.0, 4.0]), [-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0]);
        assert_eq!(classes([]), [0.0, 0.25, 0.5, 0.75, 1.0]);
        for values in [
            vec![7.0, 7.0],
            vec![0.0],
            vec![-1e30, 1e30],
            vec![0.0, 5e-324],
            vec![3.0, 3.0 + 1e-12],
            vec![1e15, 1e15 + 0.5],
        ] {
            let bounds = classes(values.clone());
            assert!((4..=11).contains(&bounds.len()), "{values:?} {bounds:?}");
            let near = 1e-9 * values.iter().fold(1.0, |most, value| value.abs().max(most));
            let around = bounds[0] <= values[0] + near && bounds[bounds.len() - 1] >= values[values.len() - 1] - near;
            assert!(around && bounds.windows(2).all(|pair| pair[0] < pair[1]), "{values:?} {bounds:?}");
        }
    }

    #[test]
    fn equal_none_and_negative_values_still_make_an_axis() {
        for values in [
            vec![],
            vec![0.0, 0.0],
            vec![7.0, 7.0],
            vec![-3.0, -3.0],
            vec![-5.0, 5.0],
            vec![1e12, 2e12],
            vec![1e15, 1e15 + 0.125],
            vec![-1e30, 1e30],
            vec![-1e30],
            vec![0.0, 5e-324],
            vec![3.0, 3.0 + 1e-12],
        ] {
            let axis = Axis::around(values.clone(), false, 0.0, 100.0);
            let ticks = axis.ticks();
            assert!((2..=11).contains(&ticks.len()), "{values:?} {ticks:?}");
            assert!(values.iter().all(|v| (-1e-6..=100.0 + 1e-6).contains(&axis.at(*v))), "{values:?}");
        }
    }

    #[test]
    fn the_last_day_of_a_year_stands_at_the_end_of_that_year() {
        let (time, years) = Time::years(&[date(2045, 12, 31), date(2025, 8, 25)], 0.0, 2100.0);
        assert_eq!((years.all[0], years.all[20], years.at_ends), (2025, 2045, false));
        assert!((time.at(date(2030, 12, 31)) - 600.0).abs() < 1.0);
    }

    #[test]
    fn ends_of_years_are_points_with_half_a_year_around_them() {
        let (time, years) = Time::years(&[date(2025, 12, 28), date(2044, 12, 31)], 0.0, 2000.0);
        assert_eq!((years.all.len(), years.at_ends), (20, true));
        assert!((time.at(date(2025, 12, 31)) - 50.0).abs() < 1.0 && (time.at(date(2044, 12, 31)) - 1950.0).abs() < 1.0);
    }

    #[test]
    fn no_day_and_the_last_of_the_calendar_make_an_axis() {
        let (time, years) = Time::years(&[], 0.0, 100.0);
        assert_eq!((years.all.len(), time.at(Date::ZERO)), (0, 0.0));
        for day in [Date::MIN, Date::MAX] {
            let (time, years) = Time::years(&[day], 0.0, 100.0);
            assert!(years.all == [day.year()] && (0.0..=100.0).contains(&time.at(day)), "{day}");
        }
    }
}
