//! `escap`: how much of the way has been made, and how much of it the readings would cover by the target date.
//!
//! The current status and anticipated progress of the Asia and the Pacific SDG progress reports (ESCAP Statistics
//! Division, working papers SD/WP/04 of March 2017 on the time-related weights and SD/WP/05 of May 2017 on the indices;
//! METHODS 2). The fit is a proper weighted least squares of logit(y / limit) on time.

use super::standing::Standing;
use super::{Progress, Status};
use crate::statistics::{Direction, Method, Reading, Refusal, Series, Target, years_between};

/// The method, for an indicator with a declared limit.
pub const ESCAP: Method = Method { name: "escap", version: 1 };

/// Its linear form, for an indicator without one.
pub const ESCAP_LINEAR: Method = Method { name: "escap-linear", version: 1 };

/// Share of the way from base to target that the fitted curve covers at the target date.
///
/// All readings count, later ones more: weight (t* - t1) / (t* - ti) for the reading at ti, t* being the target date.
/// With a declared `limit` (100 for a share) the curve is a logistic one between 0 and the limit; without, a straight
/// line, and the method is `escap-linear`. `at_target` is the fitted value there, `ratio` its share of the way and
/// `score` ten times that (anticipated progress): above 9 `maintain`, above 0 `accelerate`, else `reverse`; see
/// [`Progress::class`]. `made` is the share made so far (current status, a tenth of it).
///
/// Refused where the logit does not exist, with no 0.001 put in: [`Refusal::ValueOnBound`],
/// [`Refusal::ValueAboveBound`], [`Refusal::ValueBelowBound`]; [`Refusal::TargetOutsideBounds`],
/// [`Refusal::InvalidBounds`]. The other awkward cases are those of [`linear_path`](super::linear_path()).
///
/// ```
/// use jiff::civil::date;
/// use milepost::statistics::{Class, Direction, Reading, Series, Target, escap};
/// let series = Series::new(vec![
///     Reading { date: date(2020, 1, 1), value: 40.0 },
///     Reading { date: date(2024, 1, 1), value: 60.0 },
/// ])?;
/// let target = Target::reach(90.0, date(2028, 1, 1), Direction::HigherIsBetter);
/// let on_a_line = escap(&series, &target, Direction::HigherIsBetter, None);
/// let on_a_curve = escap(&series, &target, Direction::HigherIsBetter, Some(100.0));
/// assert_eq!((on_a_line.at_target, on_a_line.made), (Some(80.0), Some(0.4)));
/// assert!(on_a_curve.at_target < on_a_line.at_target);
/// assert_eq!(on_a_curve.class(), Some(Class::Accelerate));
/// # Ok::<(), milepost::statistics::Refusal>(())
/// ```
pub fn escap(series: &Series, target: &Target, direction: Direction, limit: Option<f64>) -> Progress {
    let method = if limit.is_some() { ESCAP } else { ESCAP_LINEAR };
    Standing::answer(method, (series, target, direction), |standing, progress| {
        if standing.climbs() {
            progress.made = Some(standing.share_of_way(standing.latest.value));
        }
        if !standing.open() {
            return Ok(());
        }
        let (at_target, ratio) = if series.len() == 2 && limit.is_none() {
            // The line through two readings, whatever their weights: to the bit the ratio of `linear-path`.
            let ratio = standing.straight_ratio();
            (standing.base.value + standing.way() * ratio, ratio)
        } else {
            let value = at_target(series, &standing.target, limit)?;
            (value, standing.share_of_way(value))
        };
        progress.at_target = Some(at_target);
        progress.ratio = Some(ratio);
        progress.score = Some(10.0 * ratio);
        progress.status = Some(class_of(ratio));
        if limit.is_none() {
            progress.reason = progress.reason.or(Some(Refusal::NoDeclaredLimit));
        }
        Ok(())
    })
}

/// The class of the share of the way that would be covered: above nine tenths, above nothing. What is not above nothing
/// is parted by the sign, so that standing still and going back stay apart in the common order.
pub(super) fn class_of(ratio: f64) -> Status {
    if ratio > 0.9 {
        Status::OnTrack
    } else if ratio > 0.0 {
        Status::Moderate
    } else if ratio == 0.0 {
        Status::Limited
    } else {
        Status::Deterioration
    }
}

/// Share of the way that a straight line fitted to all readings covers at the target date; for two readings, or where
/// the fit is beyond arithmetic, that of the straight line from base to latest, `otherwise`.
pub(super) fn straight(series: &Series, target: &Target, otherwise: f64) -> f64 {
    let base = series.first().map_or(0.0, |base| base.value);
    match at_target(series, target, None) {
        Ok(value) if series.len() > 2 => (value - base) / (target.value - base),
        _ => otherwise,
    }
}

/// The fitted value at the target date, along a straight line or along a logistic curve up to `limit`.
fn at_target(series: &Series, target: &Target, limit: Option<f64>) -> Result<f64, Refusal> {
    if let Some(limit) = limit {
        if !(limit.is_finite() && limit > 0.0) {
            return Err(Refusal::InvalidBounds);
        }
        if !(0.0..=limit).contains(&target.value) {
            return Err(Refusal::TargetOutsideBounds);
        }
    }
    let first = series.first()?;
    let points = points(series, limit)?;
    let start = points[0].1;
    let Carried { rise, .. } = carried_on(&points, years_between(first.date, target.date));
    if rise == 0.0 {
        return Ok(first.value); // There and back over the logit would lose the last digit, and make a trend of it.
    }
    let z = start + rise;
    let value = limit.map_or(z, |limit| limit / (1.0 + (-z).exp()));
    if z.is_finite() && value.is_finite() { Ok(value) } else { Err(Refusal::BeyondArithmetic) }
}

/// Years since the first reading, and readings, on the logit scale where there is a limit.
pub(super) fn points(series: &Series, limit: Option<f64>) -> Result<Vec<(f64, f64)>, Refusal> {
    let first = series.first()?.date;
    let point = |reading: &Reading| -> Result<(f64, f64), Refusal> {
        let z = limit.map_or(Ok(reading.value), |limit| logit(reading.value, limit))?;
        Ok((years_between(first, reading.date), z))
    };
    series.readings().iter().map(point).collect()
}

/// ln(y / (limit - y)), which is logit(y / limit), or why there is none.
fn logit(value: f64, limit: f64) -> Result<f64, Refusal> {
    if value > limit {
        Err(Refusal::ValueAboveBound)
    } else if value < 0.0 {
        Err(Refusal::ValueBelowBound)
    } else if value == 0.0 || value == limit {
        Err(Refusal::ValueOnBound)
    } else {
        Ok((value / (limit - value)).ln())
    }
}

/// A weighted least squares line at a later time.
pub(super) struct Carried {
    /// Its slope.
    pub slope: f64,
    /// How much higher than the first z it is there.
    pub rise: f64,
    /// Weighted mean of the times.
    pub time: f64,
    /// Weighted mean of z, counted from the first.
    pub mean: f64,
}

/// The weighted least squares line through (time, z), times counted from the first point. Counting z from the first as well
/// keeps a constant series at exactly nothing.
pub(super) fn carried_on(points: &[(f64, f64)], at: f64) -> Carried {
    let start = points[0].1;
    let weighted =
        |f: &dyn Fn(f64, f64) -> f64| points.iter().map(|(t, z)| weight(*t, at) * f(*t, *z - start)).sum::<f64>();
    let weights = weighted(&|_, _| 1.0);
    let (time, mean) = (weighted(&|t, _| t) / weights, weighted(&|_, z| z) / weights);
    let slope = weighted(&|t, z| (t - time) * (z - mean)) / weighted(&|t, _| (t - time).powi(2));
    Carried { slope, rise: mean + slope * (at - time), time, mean }
}

/// (t* - t1) / (t* - ti), with t1 = 0.
pub(super) fn weight(time: f64, at: f64) -> f64 {
    at / (at - time)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::{Class, Reading};
    use jiff::civil::date;

    const HIGHER: Direction = Direction::HigherIsBetter;

    /// Viet Nam, individuals using the Internet, percent, 2015 to 2024 (World Bank, WDI, IT.NET.USER.ZS).
    const VIET_NAM: [f64; 10] = [45.0, 53.0, 58.14, 69.8479, 68.6616, 70.3, 74.21, 78.59, 78.08, 84.15];

    fn progress(values: &[(i16, f64)], target: f64, year: i16, limit: Option<f64>) -> Progress {
        let readings = values.iter().map(|(y, v)| Reading { date: date(*y, 1, 1), value: *v }).collect();
        escap(&Series::new(readings).unwrap(), &Target::reach(target, date(year, 1, 1), HIGHER), HIGHER, limit)
    }

    #[test]
    fn where_the_logit_does_not_exist() {
        let reason = |values: &[(i16, f64)], target, limit| {
            let progress = progress(values, target, 2030, Some(limit));
            assert_eq!((progress.status, progress.ratio, progress.score), (None, None, None));
            progress.reason
        };
        assert_eq!(reason(&[(2015, 0.0), (2024, 50.0)], 95.0, 100.0), Some(Refusal::ValueOnBound));
        assert_eq!(reason(&[(2015, 45.0), (2020, 100.0), (2024, 50.0)], 95.0, 100.0), Some(Refusal::ValueOnBound));
        assert_eq!(reason(&[(2015, 45.0), (2020, 101.0), (2024, 50.0)], 95.0, 100.0), Some(Refusal::ValueAboveBound));
        assert_eq!(reason(&[(2015, -1.0), (2024, 50.0)], 95.0, 100.0), Some(Refusal::ValueBelowBound));
        assert_eq!(reason(&[(2015, 45.0), (2024, 50.0)], 105.0, 100.0), Some(Refusal::TargetOutsideBounds));
        for limit in [0.0, -100.0, f64::NAN, f64::INFINITY] {
            assert_eq!(reason(&[(2015, 45.0), (2024, 50.0)], 95.0, limit), Some(Refusal::InvalidBounds), "{limit}");
        }
    }

    #[test]
    fn without_a_limit_a_line_and_a_remark() {
        let from_zero = progress(&[(2020, 0.0), (2024, 50.0)], 100.0, 2028, None);
        assert_eq!((from_zero.method, from_zero.at_target), (ESCAP_LINEAR, Some(100.0)));
        assert_eq!((from_zero.status, from_zero.reason), (Some(Status::OnTrack), Some(Refusal::NoDeclaredLimit)));
        let still = progress(&[(2020, 50.0), (2024, 50.0)], 100.0, 2028, None);
        assert_eq!((still.ratio, still.class()), (Some(0.0), Some(Class::Reverse)));
        assert_eq!(still.status, Some(Status::Limited));
    }

    #[test]
    fn a_constant_series_has_no_trend_to_the_last_digit() {
        for value in [0.1, 33.3, 45.0, 84.15] {
            let values = [(2015, value), (2017, value), (2018, value), (2024, value)];
            for limit in [None, Some(100.0)] {
                let still = progress(&values, 95.0, 2030, limit);
                assert_eq!((still.ratio, still.status), (Some(0.0), Some(Status::Limited)), "{value} {limit:?}");
            }
        }
    }

    /// golden_progress.json, `escap_wls_logit_2030` and `escap_anticipated_2030`, over whole years: weights, slope,
    /// logit and value predicted for 2030, and anticipated progress towards 95.
    #[test]
    fn golden_weighted_logit() {
        let weights = [
            1.0,
            1.0714285714285714,
            1.1538461538461537,
            1.25,
            1.3636363636363635,
            1.5,
            1.6666666666666667,
            1.875,
            2.142857142857143,
            2.5,
        ];
        let points: Vec<(f64, f64)> =
            VIET_NAM.iter().enumerate().map(|(i, y)| (i as f64, logit(*y, 100.0).unwrap())).collect();
        for ((t, _), expected) in points.iter().zip(weights) {
            assert!((weight(*t, 15.0) - expected).abs() < 1e-15);
        }
        let Carried { slope, rise, .. } = carried_on(&points, 15.0);
        let z = points[0].1 + rise;
        assert!((slope - 0.1806430441410523).abs() < 1e-14, "{slope}");
        assert!((z - 2.699861689368709).abs() < 1e-12, "{z}");
        let predicted = 100.0 / (1.0 + (-z).exp());
        assert!((predicted - 93.7018482055703).abs() < 1e-11, "{predicted}");
        assert!((10.0 * (predicted - 45.0) / 50.0 - 9.740369641114059).abs() < 1e-12);
        assert_eq!(class_of((predicted - 45.0) / 50.0), Status::OnTrack);
    }

    /// golden_progress.json, `escap_current_status_2024` and the above through dates.
    #[test]
    fn golden_values_through_dates() {
        let values: Vec<(i16, f64)> = (2015..).zip(VIET_NAM).collect();
        let viet_nam = progress(&values, 95.0, 2030, Some(100.0));
        assert!((10.0 * viet_nam.made.unwrap() - 7.830000000000001).abs() < 1e-12);
        assert!((viet_nam.score.unwrap() - 9.740369641114059).abs() < 1e-3);
        assert!((viet_nam.at_target.unwrap() - 93.7018482055703).abs() < 5e-3);
        assert_eq!((viet_nam.method, viet_nam.class(), viet_nam.reason), (ESCAP, Some(Class::Maintain), None));
    }

    /// golden_progress.json, `escap_slow_linear`: 40 to 48 in 4 years, target 80 in 10; 5 of 10, accelerate.
    #[test]
    fn golden_linear_form() {
        let share = carried_on(&[(0.0, 40.0), (4.0, 48.0)], 10.0).rise / 40.0;
        assert!((10.0 * share - 5.0).abs() < 1e-13);
        let slow = progress(&[(2016, 40.0), (2020, 48.0)], 80.0, 2026, None);
        assert!((slow.score.unwrap() - 5.0).abs() < 5e-3);
        assert_eq!(slow.class(), Some(Class::Accelerate));
    }
}
