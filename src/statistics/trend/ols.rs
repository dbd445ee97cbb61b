//! The straight line by least squares: its slope per year, with the interval and test of Student's t.
//!
//! Ordinary least squares about the mean: b = sum (x - mx)(y - my) / sum (x - mx)^2, s^2 = SSE / (n - 2),
//! se(b) = s / sqrt(sum (x - mx)^2), t on n - 2 degrees of freedom (METHODS 3). Readings are independent about the line, or
//! the interval is too narrow: [`OlsTrend::adjusted_p`] puts the effective number of readings for n in all three, after
//! Santer et al. (2000), Journal of Geophysical Research 105:7337.

use super::line::Line;
use super::{Autocorrelation, FEWEST_FOR_SIGNIFICANCE, check, significant, size, years_and_values};
use crate::statistics::student::{below, upper_quantile};
use crate::statistics::{Estimate, Interval, Level, Method, Refusal, Series};

/// The method.
pub const OLS: Method = Method { name: "ols", version: 1 };

/// Residuals below this share of the largest reading are rounding.
const ROUNDING: f64 = 1e-12;

/// Whether the slope differs from zero.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SlopeTest {
    /// Standard error of the slope, per year (per unit of time).
    pub standard_error: f64,
    /// Slope over its standard error.
    pub t: f64,
    /// Two-sided p-value on n - 2 degrees of freedom, 0 to 1.
    pub p: f64,
}

/// The least-squares line of a series.
#[derive(Debug, Clone, PartialEq)]
pub struct OlsTrend {
    /// Change per year (per unit of time), with its t interval.
    ///
    /// Remarks: [`Refusal::FewerThanFive`]; [`Refusal::NoVariation`] and [`Refusal::ResidualBelowRounding`], both without
    /// interval and test; [`Refusal::Autocorrelated`], [`Refusal::AutocorrelationUnknown`].
    pub slope: Estimate,
    /// Value of the line at time zero (the first reading of a series).
    pub intercept: f64,
    /// Standard deviation of the residuals on n - 2 degrees of freedom, in the unit of the readings.
    pub residual_sd: f64,
    /// Share of the variance that the line explains, 0 to 1; `None` where all readings are equal.
    pub r2: Option<f64>,
    /// Standard error, t and p of the slope; `None` where the scatter is no more than rounding.
    pub test: Option<SlopeTest>,
    /// Dependence between neighbouring residuals; `None` where it cannot be estimated.
    pub autocorrelation: Option<Autocorrelation>,
    /// The p-value with the effective number of readings, never below `p`; `None` where two or fewer are left.
    pub adjusted_p: Option<f64>,
}

impl OlsTrend {
    /// May the trend be called significant at this level (0.95 for 5%)? Never below five readings or without a test; where
    /// neighbouring readings clearly depend on each other, only when the adjusted p-value says so too.
    pub fn is_significant(&self, level: Level) -> bool {
        self.test.is_some_and(|test| {
            significant(self.slope.n, test.p, self.adjusted_p, self.autocorrelation.as_ref(), level)
        })
    }
}

/// Least-squares slope per year of a series.
///
/// Residuals that scatter less than the printed decimals' rounding alone would make them (unit / sqrt(12)) give no interval
/// and no test. Errors: [`Refusal::NoReadings`], [`Refusal::TrendNeedsThree`], [`Refusal::NotFinite`] where the result is
/// too large for a number.
///
/// ```
/// use jiff::civil::date;
/// use milepost::statistics::{Level, Reading, Series, trend};
/// let values = [40.0, 52.0, 61.0, 66.0, 70.0];
/// let readings = (2018..).zip(values).map(|(y, value)| Reading { date: date(y, 12, 31), value }).collect();
/// let line = trend::ols_trend(&Series::new(readings)?, Level::new(0.95)?)?;
/// assert!((line.slope.value - 7.4).abs() < 0.01 && line.slope.interval.is_some());
/// # Ok::<(), milepost::statistics::Refusal>(())
/// ```
pub fn ols_trend(series: &Series, level: Level) -> Result<OlsTrend, Refusal> {
    let (years, values) = years_and_values(series)?;
    let spread_of_rounding = series.printed_unit().unwrap_or(0.0) / 12_f64.sqrt();
    let mut line = fit(&years, &values, level, spread_of_rounding)?;
    line.slope.left_out = series.left_out();
    if let Some(found) = &mut line.autocorrelation {
        found.lag_one.left_out = series.left_out();
    }
    Ok(line)
}

/// Least-squares slope of values over times that strictly increase; per unit of time, intercept at time zero.
///
/// Errors: those of [`ols_trend`], [`Refusal::UnequalLists`], [`Refusal::DuplicatedDates`], [`Refusal::UnorderedDates`].
pub fn ols_trend_of(times: &[f64], values: &[f64], level: Level) -> Result<OlsTrend, Refusal> {
    fit(times, values, level, 0.0)
}

/// The line, its test, and what must be said beside it.
fn fit(times: &[f64], values: &[f64], level: Level, spread_of_rounding: f64) -> Result<OlsTrend, Refusal> {
    check(times, values)?;
    let n = values.len();
    let line = Line::through(times, values);
    let (slope, intercept, residual_sd) = (line.slope(), line.intercept(), line.residual_sd());
    if !(slope.is_finite() && intercept.is_finite() && residual_sd.is_finite()) {
        return Err(Refusal::NotFinite);
    }
    let constant = values.iter().all(|v| *v == values[0]);
    let rounding = spread_of_rounding.max(ROUNDING * size(values));
    let too_smooth = constant || residual_sd < rounding || line.squares == 0.0;
    let mut remarks = Vec::new();
    if n < FEWEST_FOR_SIGNIFICANCE {
        remarks.push(Refusal::FewerThanFive);
    }
    let (mut test, mut interval, mut adjusted_p) = (None, None, None);
    let autocorrelation = if constant { None } else { Autocorrelation::of(&line.residuals, size(&line.values), 0) };
    if !too_smooth {
        let freedom = n as f64 - 2.0;
        let standard_error = line.standard_error(n as f64);
        let t = line.t(n as f64);
        let reach = upper_quantile(freedom, level.upper_tail())? * standard_error;
        let (lower, upper) = (slope - reach, slope + reach);
        if ![standard_error, t, lower, upper].into_iter().all(f64::is_finite) {
            return Err(Refusal::NotFinite);
        }
        let p = two_sided(freedom, t)?;
        interval = Some(Interval { level, lower, upper });
        test = Some(SlopeTest { standard_error, t, p });
        adjusted_p = match &autocorrelation {
            Some(found) if found.effective_n > 2.0 => {
                let adjusted = two_sided(found.effective_n - 2.0, line.t(found.effective_n))?;
                adjusted.is_finite().then(|| adjusted.max(p))
            }
            _ => None,
        };
    }
    if constant {
        remarks.push(Refusal::NoVariation);
    } else {
        if too_smooth {
            remarks.push(Refusal::ResidualBelowRounding);
        }
        if autocorrelation.as_ref().is_some_and(Autocorrelation::is_large) {
            remarks.push(Refusal::Autocorrelated);
        }
        if autocorrelation.is_none() {
            remarks.push(Refusal::AutocorrelationUnknown);
        }
    }
    let r2 = (!constant).then(|| (1.0 - line.squares / line.total_squares).clamp(0.0, 1.0));
    let slope = Estimate { value: slope, interval, n, left_out: 0, method: OLS, remarks };
    Ok(OlsTrend { slope, intercept, residual_sd, r2, test, autocorrelation, adjusted_p })
}

/// P(|T| >= |t|).
fn two_sided(freedom: f64, t: f64) -> Result<f64, Refusal> {
    Ok((2.0 * below(freedom, -t.abs())?).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::Reading;
    use crate::statistics::trend::reference_series::{ALL, close};
    use jiff::civil::date;

    fn level() -> Level {
        Level::new(0.95).unwrap()
    }

    fn yearly(values: &[f64]) -> Result<OlsTrend, Refusal> {
        let times: Vec<f64> = (0..values.len()).map(|i| i as f64).collect();
        ols_trend_of(&times, values, level())
    }

    #[test]
    fn fewer_than_three_are_refused() {
        assert_eq!(yearly(&[]), Err(Refusal::NoReadings));
        assert_eq!(yearly(&[1.0, 2.0]), Err(Refusal::TrendNeedsThree));
    }

    #[test]
    fn equal_readings_have_a_slope_of_zero_and_no_test() {
        for value in [0.0, 7.0, 0.1, -1e300] {
            let flat = yearly(&[value; 6]).unwrap();
            assert_eq!((flat.slope.interval, flat.test, flat.r2), (None, None, None));
            assert!(flat.slope.value.abs() <= 1e-15 * value.abs());
            assert_eq!(flat.slope.remarks, [Refusal::NoVariation]);
            assert!(!flat.is_significant(level()));
        }
    }

    #[test]
    fn a_perfect_line_has_no_test() {
        let line = yearly(&[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]).unwrap();
        assert!((line.slope.value - 0.1).abs() < 1e-15 && (line.r2.unwrap() - 1.0).abs() < 1e-15);
        assert_eq!((line.slope.interval, line.test, line.adjusted_p), (None, None, None));
        assert_eq!(line.slope.remarks, [Refusal::ResidualBelowRounding, Refusal::AutocorrelationUnknown]);
    }

    #[test]
    fn scatter_within_the_printed_digits_has_no_test() {
        let years = 2015..;
        let readings = years.zip([10.0, 20.0, 30.0, 40.0, 50.0, 60.0]);
        let readings = readings.map(|(y, value)| Reading { date: date(y, 12, 31), value }).collect();
        let line = ols_trend(&Series::new(readings).unwrap().leaving_out(2), level()).unwrap();
        // Leap years alone put the readings off the line by less than the rounding of whole numbers.
        assert!(line.residual_sd > 0.0 && line.residual_sd < 0.29 && line.test.is_none());
        assert_eq!((line.slope.left_out, line.slope.remarks[0]), (2, Refusal::ResidualBelowRounding));
    }

    #[test]
    fn squares_neither_overflow_nor_vanish() {
        let values = [1.0, 3.0, 2.0, 5.0, 4.0];
        let plain = yearly(&values).unwrap();
        for factor in [2_f64.powi(1_000), 2_f64.powi(-1_000), -1.0] {
            let scaled = yearly(&values.map(|v| v * factor)).unwrap();
            assert_eq!(scaled.slope.value, plain.slope.value * factor);
            assert_eq!(scaled.test.unwrap().p, plain.test.unwrap().p);
        }
        assert!(yearly(&values.map(|v| v * 5e-324)).is_ok());
        assert_eq!(yearly(&[-f64::MAX, f64::MAX, f64::MAX]), Err(Refusal::NotFinite));
        let steep = ols_trend_of(&[0.0, 1e-300, 2e-300], &[0.0, 1e300, 1e300], level());
        assert_eq!(steep, Err(Refusal::NotFinite));
    }

    #[test]
    fn three_readings_have_a_wide_interval_and_are_not_significant() {
        let three = yearly(&[40.0, 52.0, 61.0]).unwrap();
        // t of 12.124 on one degree of freedom: p = 0.05239 (golden_trend.json, monotone_n3).
        assert!((three.test.unwrap().p - 0.0523889328216466).abs() < 1e-13);
        assert_eq!(three.slope.remarks, [Refusal::FewerThanFive, Refusal::AutocorrelationUnknown]);
        assert!(!three.is_significant(Level::new(0.5).unwrap()));
    }

    /// All reference series, by scipy 1.17.1 linregress (cited there).
    #[test]
    fn the_reference_series() {
        for series in ALL {
            let line = ols_trend_of(&series.x(), series.y, level()).unwrap();
            let (ours, theirs, name) = (line.test.unwrap(), &series.ols, series.name);
            close(line.slope.value, theirs.slope, 1e-12, name);
            close(line.intercept, theirs.intercept, 1e-12, name);
            close(ours.standard_error, theirs.standard_error, 1e-11, name);
            close(ours.t, theirs.t, 1e-11, name);
            close(ours.p, theirs.p, 1e-9, name);
            close(line.r2.unwrap(), theirs.r2, 1e-12, name);
            close(line.residual_sd, theirs.residual_sd, 1e-11, name);
        }
        // Sen's series: 2.5706 standard errors of 0.08522617785036553 about 4.0213523131672595 (t975 on 5 degrees).
        let sen = ols_trend_of(&ALL[0].x(), ALL[0].y, level()).unwrap();
        close(sen.slope.interval.unwrap().width() / 2.0, 2.5705818356363146 * 0.08522617785036553, 1e-10, "interval");
    }
}
