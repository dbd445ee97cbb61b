//! `rw-drift`: random walk with drift on a scale, with exact Student t intervals; the default projection.
//!
//! With readings z_i = g(y_i) at times t_i in years, increments are normal with mean mu dt_i and variance s2 dt_i:
//! mu = (z_n - z_1) / (t_n - t_1), s2 = sum((dz_i - mu dt_i)^2 / dt_i) / (n - 2). At h years ahead the median is
//! z_n + mu h and se = sqrt(s2 (h + h^2 / (t_n - t_1))), on n - 2 degrees of freedom. Evenly spaced readings give the
//! familiar s sqrt(h (1 + h / (n - 1))). Quantiles are brought back from the scale, so intervals are asymmetric and stay
//! within the bounds (METHODS 4).

use super::by_hand::{freedom, gaps, horizon, opening};
use super::place::{PlacedSeries, place};
use super::{Basis, Declared, Fitted, Model, Predictive};
use crate::language::Key;
use crate::statistics::working::{Shown, Working};
use crate::statistics::{Level, Method, Refusal, Series, years_between};

/// The method.
pub const RW_DRIFT: Method = Method { name: "rw-drift", version: 1 };

/// Random walk with drift.
///
/// Refuses to fit: fewer than three readings, all readings equal, a declared break within the series, values outside the
/// bounds. Downgrades: three readings give no probability; residuals smaller than rounding alone would make them give no
/// interval and no probability; beyond the backtested range there is an interval with a remark and no probability; an 80%
/// interval wider than half the declared range is remarked as not informative.
///
/// ```
/// use jiff::civil::date;
/// use milepost::statistics::{Declared, Level, Model, Reading, RwDrift, Scale, Series};
/// let values = [45.0, 53.0, 58.1, 69.8, 68.7];
/// let readings = (2015..).zip(values).map(|(y, value)| Reading { date: date(y, 12, 31), value }).collect();
/// let share = Scale::Gompertz { lower: 0.0, upper: 100.0 };
/// let fitted = RwDrift.fit(&Series::new(readings)?, &Declared::on(share))?;
/// let estimate = fitted.at(date(2021, 12, 31), Level::EIGHTY)?;
/// let interval = estimate.interval.expect("five readings with scatter have an interval");
/// assert!(68.7 < estimate.value && interval.upper < 100.0);
/// # Ok::<(), milepost::statistics::Refusal>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RwDrift;

impl Model for RwDrift {
    fn method(&self) -> Method {
        RW_DRIFT
    }

    fn least(&self) -> usize {
        3
    }

    fn fit(&self, series: &Series, declared: &Declared) -> Result<Box<dyn Fitted>, Refusal> {
        Ok(Box::new(Drift::fit(series, declared)?))
    }
}

/// The fitted random walk.
#[derive(Debug)]
struct Drift {
    basis: Basis,
    placed: PlacedSeries,
    /// Latest reading on the scale.
    last: f64,
    /// Drift per year on the scale.
    mu: f64,
    /// Variance per year on the scale.
    variance: f64,
    /// Years from the first to the latest reading.
    span: f64,
}

impl Drift {
    fn fit(series: &Series, declared: &Declared) -> Result<Drift, Refusal> {
        let placed = place(series, declared, RwDrift.least())?;
        let (scale, readings, z) = (declared.scale, series.readings(), &placed.z);
        let n = z.len();
        let span = years_between(series.first()?.date, series.last()?.date);
        let mu = (z[n - 1] - z[0]) / span;
        let freedom = (n - 2) as f64;
        let (mut variance, mut raw_variance) = (0.0, 0.0);
        for (i, dt) in placed.years.iter().enumerate() {
            let step = z[i] + mu * dt;
            variance += miss(z, i, mu, *dt) / freedom;
            raw_variance += (readings[i + 1].value - scale.inverse(step)).powi(2) / dt / freedom;
        }
        if !(mu.is_finite() && variance.is_finite()) {
            return Err(Refusal::NotFinite);
        }
        let basis = Basis::of(RW_DRIFT, series, declared, &placed)?.scattering(raw_variance.sqrt(), &placed);
        Ok(Drift { basis, last: z[n - 1], mu, variance, span, placed })
    }

    /// Median on the scale.
    fn median(&self, years: f64) -> f64 {
        self.last + self.mu * years
    }

    /// Standard error on the scale.
    fn spread(&self, years: f64) -> f64 {
        (self.variance * (years + years * years / self.span)).sqrt()
    }
}

/// What one step misses the drift by, squared, per year.
fn miss(z: &[f64], i: usize, mu: f64, years: f64) -> f64 {
    (z[i + 1] - (z[i] + mu * years)).powi(2) / years
}

impl Fitted for Drift {
    fn basis(&self) -> &Basis {
        &self.basis
    }

    fn steps(&self, years: f64, _: Level) -> Result<Vec<Working>, Refusal> {
        let PlacedSeries { z, years: gaps_in_years, .. } = &self.placed;
        let (n, first) = (z.len(), *z.first().ok_or(Refusal::NoReadings)?);
        let misses = gaps_in_years.iter().enumerate().map(|(i, dt)| miss(z, i, self.mu, *dt)).collect();
        let mut lines = opening(&self.placed, self.basis.scale)?;
        lines.extend(gaps(&self.placed, self.span));
        lines.extend([
            Working::of("μ")
                .formula("(z_n − z_1) / (t_n − t_1)")
                .with("({} − {}) / {}", [self.last, first, self.span])
                .gives(self.mu)
                .words(Key::of("working-drift-per-year-on-the-scale")),
            Working::of("s²")
                .formula("Σ((Δz_i − μ·Δt_i)² / Δt_i) / (n − 2)")
                .numbers("({}) / ({} − 2)", [Shown::Sum(misses), n.into()])
                .gives(self.variance)
                .words(Key::of("working-variance-per-year-on-the-scale")),
            freedom(n, 2),
            horizon(years, &self.basis),
            Working::of("m")
                .formula("z_n + μ·h")
                .with("{} + {} × {}", [self.last, self.mu, years])
                .gives(self.median(years))
                .words(Key::of("working-median-on-the-scale")),
            Working::of("se")
                .formula("√(s²·(h + h² / (t_n − t_1)))")
                .with("√({} × ({} + {}² / {}))", [self.variance, years, years, self.span])
                .gives(self.spread(years))
                .words(Key::of("working-standard-error-on-the-scale")),
        ]);
        Ok(lines)
    }

    fn predictive(&self, years: f64) -> Result<Predictive, Refusal> {
        Predictive::student(self.basis.scale, self.median(years), self.spread(years), self.basis.n - 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::{Comparator, Level, Reading, Scale};
    use jiff::civil::{Date, date};

    const SHARE: Scale = Scale::Gompertz { lower: 0.0, upper: 100.0 };

    fn series(readings: &[(Date, f64)]) -> Series {
        Series::new(readings.iter().map(|(date, value)| Reading { date: *date, value: *value }).collect()).unwrap()
    }

    fn yearly(first: i16, values: &[f64]) -> Series {
        series(&(first..).zip(values).map(|(y, v)| (date(y, 12, 31), *v)).collect::<Vec<_>>())
    }

    fn drift(series: &Series, scale: Scale) -> Result<Drift, Refusal> {
        Drift::fit(series, &Declared::on(scale))
    }

    /// A series like Viet Nam's internet users per 100 people, 2015 to 2024.
    fn viet_nam() -> Series {
        yearly(2015, &[45.0, 53.0, 58.14, 69.85, 68.7, 70.29, 74.21, 78.59, 78.08, 84.15])
    }

    /// Readings when they happened to be made.
    fn irregular() -> Series {
        series(&[
            (date(2021, 3, 15), 12.4),
            (date(2021, 9, 30), 20.9),
            (date(2023, 1, 10), 35.5),
            (date(2023, 6, 30), 33.1),
            (date(2025, 2, 28), 61.7),
        ])
    }

    fn assert_at(fitted: &Drift, day: Date, level: f64, [value, lower, upper]: [f64; 3]) {
        let estimate = fitted.at(day, Level::new(level).unwrap()).unwrap();
        let interval = estimate.interval.unwrap();
        for (ours, theirs) in [(estimate.value, value), (interval.lower, lower), (interval.upper, upper)] {
            assert!((ours / theirs - 1.0).abs() < 1e-10, "{ours} for {theirs}");
        }
    }

    fn assert_probability(fitted: &Drift, day: Date, comparator: Comparator, goal: f64, expected: f64) {
        let ours = fitted.probability(day, comparator, goal).unwrap().value;
        assert!((ours - expected).abs() < 1e-11, "{ours} for {expected}");
    }

    #[test]
    fn too_few_readings_to_project() {
        let none = drift(&yearly(2020, &[]), SHARE);
        assert_eq!(none.unwrap_err(), Refusal::NoReadings);
        for few in [&[45.0][..], &[45.0, 50.0]] {
            assert_eq!(drift(&yearly(2020, few), SHARE).unwrap_err(), Refusal::TooFewReadings);
        }
    }

    #[test]
    fn series_that_cannot_be_projected() {
        let refused = |values: &[f64], scale| drift(&yearly(2020, values), scale).unwrap_err();
        assert_eq!(refused(&[45.0, 45.0, 45.0], SHARE), Refusal::ConstantSeries);
        assert_eq!(refused(&[100.0, 100.0, 100.0], SHARE), Refusal::ConstantSeries);
        assert_eq!(refused(&[45.0, 101.0, 46.0], SHARE), Refusal::ValueAboveBound);
        assert_eq!(refused(&[45.0, -1.0, 46.0], SHARE), Refusal::ValueBelowBound);
        assert_eq!(refused(&[45.0, -1.0, 46.0], Scale::Log), Refusal::ValueBelowBound);
        assert_eq!(refused(&[1.0 / 3.0, 0.0, 46.0], Scale::Log), Refusal::ValueBelowBound);
        let upside_down = Scale::Gompertz { lower: 100.0, upper: 0.0 };
        assert_eq!(refused(&[45.0, 46.0, 47.5], upside_down), Refusal::InvalidBounds);
        let no_unit = Declared { unit: Some(0.0), ..Declared::on(SHARE) };
        assert_eq!(Drift::fit(&viet_nam(), &no_unit).unwrap_err(), Refusal::InvalidUnit);
    }

    #[test]
    fn a_declared_break_within_the_series() {
        let broken = |day| {
            let declared = Declared { breaks: vec![day], ..Declared::on(SHARE) };
            Drift::fit(&viet_nam(), &declared).err()
        };
        assert_eq!(broken(date(2020, 7, 1)), Some(Refusal::DeclaredBreak));
        assert_eq!(broken(date(2024, 12, 31)), Some(Refusal::DeclaredBreak));
        assert_eq!(broken(date(2015, 12, 31)), None);
        assert_eq!(broken(date(2025, 7, 1)), None);
    }

    #[test]
    fn three_readings_have_an_interval_but_no_probability() {
        let fitted = drift(&yearly(2021, &[80.2, 83.1, 84.9]), SHARE).unwrap();
        let day = date(2024, 12, 31);
        // Computed with scipy 1.17.1 (scipy.stats.t, 1 degree of freedom).
        assert_at(&fitted, day, 0.8, [86.8542297066536, 85.03123893549449, 88.47045764574624]);
        assert_eq!(fitted.probability(day, Comparator::AtLeast, 90.0), Err(Refusal::ThreeReadings));
    }

    #[test]
    fn not_before_the_latest_reading() {
        let fitted = drift(&viet_nam(), SHARE).unwrap();
        for day in [date(2024, 12, 31), date(2020, 1, 1)] {
            assert_eq!(fitted.at(day, Level::EIGHTY), Err(Refusal::TargetDateNotAfterReading));
            assert_eq!(fitted.probability(day, Comparator::AtLeast, 90.0), Err(Refusal::TargetDateNotAfterReading));
        }
    }

    #[test]
    fn smoother_than_rounding_allows() {
        let day = date(2026, 12, 31);
        let straight = drift(&yearly(2020, &[40.0, 45.0, 50.0, 55.0]), Scale::Identity).unwrap();
        let estimate = straight.at(day, Level::EIGHTY).unwrap();
        assert_eq!((estimate.interval, estimate.remarks), (None, vec![Refusal::ResidualBelowRounding]));
        assert!((estimate.value - 70.0).abs() < 0.05);
        let no_chance = straight.probability(day, Comparator::AtLeast, 60.0);
        assert_eq!(no_chance, Err(Refusal::ResidualBelowRounding));
        // The same readings known to a tenth of a point scatter more than rounding: whole points hide it.
        let readings = yearly(2020, &[40.0, 45.2, 50.1, 54.8]);
        let declared = |unit| Declared { unit: Some(unit), ..Declared::on(Scale::Identity) };
        assert!(Drift::fit(&readings, &declared(0.1)).unwrap().basis.no_interval.is_none());
        assert!(Drift::fit(&readings, &declared(1.0)).unwrap().basis.no_interval.is_some());
        // Computed values on an exact line have no scatter at all, whatever their decimals.
        let days = (0..5).map(|i| (date(2000 + 4 * i, 1, 1), f64::from(i) / 3.0)).collect::<Vec<_>>();
        assert!(drift(&series(&days), Scale::Identity).unwrap().basis.no_interval.is_some());
    }

    #[test]
    fn an_interval_that_says_little_is_remarked() {
        let fitted = drift(&yearly(2020, &[30.0, 62.5, 41.2, 58.8]), SHARE).unwrap();
        let estimate = fitted.at(date(2030, 12, 31), Level::new(0.5).unwrap()).unwrap();
        assert_eq!(estimate.remarks, vec![Refusal::NotInformative]);
        let eighty = fitted.at(date(2030, 12, 31), Level::EIGHTY).unwrap().interval.unwrap();
        assert!(eighty.width() > 50.0);
        let unbounded = drift(&yearly(2020, &[30.0, 62.5, 41.2, 58.8]), Scale::Identity).unwrap();
        assert_eq!(unbounded.at(date(2030, 12, 31), Level::EIGHTY).unwrap().remarks, vec![]);
    }

    #[test]
    fn beyond_the_backtested_range() {
        let declared = Declared { backtested_years: Some(5.0), ..Declared::on(SHARE) };
        let fitted = Drift::fit(&viet_nam(), &declared).unwrap();
        let near = fitted.at(date(2028, 12, 31), Level::EIGHTY).unwrap();
        assert_eq!(near.remarks, vec![]);
        let far = fitted.at(date(2035, 12, 31), Level::EIGHTY).unwrap();
        assert!(far.interval.is_some());
        assert_eq!(far.remarks, vec![Refusal::BeyondBacktest]);
        let chance = fitted.probability(date(2035, 12, 31), Comparator::AtLeast, 95.0);
        assert_eq!(chance, Err(Refusal::BeyondBacktest));
    }

    #[test]
    fn a_reading_on_the_bound_is_moved_and_says_so() {
        let fitted = drift(&yearly(2021, &[90.5, 97.2, 98.8, 100.0]), SHARE).unwrap();
        let day = date(2025, 12, 31);
        // Computed with scipy 1.17.1 on 99.95 in place of 100: half of 0.1, the printed unit.
        assert_at(&fitted, day, 0.8, [99.99142871237004, 99.87236247482862, 99.99942472906628]);
        assert_eq!(fitted.at(day, Level::EIGHTY).unwrap().remarks, vec![Refusal::BoundaryMoved]);
    }

    #[test]
    fn goals_on_and_beyond_the_bounds() {
        let fitted = drift(&viet_nam(), SHARE).unwrap();
        let chance = |comparator, goal| fitted.probability(date(2030, 12, 31), comparator, goal);
        assert_eq!(chance(Comparator::AtLeast, 101.0), Err(Refusal::TargetOutsideBounds));
        assert_eq!(chance(Comparator::AtMost, -1.0), Err(Refusal::TargetOutsideBounds));
        assert_eq!(chance(Comparator::MoreThan, 100.0), Err(Refusal::TargetOutsideBounds));
        assert_eq!(chance(Comparator::LessThan, 0.0), Err(Refusal::TargetOutsideBounds));
        assert_eq!(chance(Comparator::Equal, 95.0), Err(Refusal::BareFigure));
        let all = chance(Comparator::Equal, 100.0).unwrap();
        assert_eq!(all, chance(Comparator::AtLeast, 100.0).unwrap());
        assert_eq!(all.remarks, vec![Refusal::BoundaryMoved]);
        assert!(0.0 < all.value && all.value < chance(Comparator::AtLeast, 99.0).unwrap().value);
    }

    /// Expected numbers: computed with scipy 1.17.1 (scipy.stats.t) from the formulas above.
    #[test]
    fn a_series_like_viet_nams() {
        let (near, far) = (date(2026, 12, 31), date(2030, 12, 31));
        let gompertz = drift(&viet_nam(), SHARE).unwrap();
        assert_at(&gompertz, far, 0.8, [93.97175832319843, 88.30443201950168, 96.93971242557915]);
        assert_at(&gompertz, far, 0.95, [93.97175832319843, 82.25683899245104, 98.04025965410746]);
        assert_probability(&gompertz, far, Comparator::AtLeast, 95.0, 0.3542073079555703);
        assert_probability(&gompertz, far, Comparator::MoreThan, 90.0, 0.8404865669834992);
        assert_probability(&gompertz, far, Comparator::AtMost, 95.0, 0.6457926920444297);
        let logit = drift(&viet_nam(), Scale::Logit { lower: 0.0, upper: 100.0 }).unwrap();
        assert_at(&logit, far, 0.9, [94.86121080676352, 85.87066375116972, 98.24777425627309]);
        assert_probability(&logit, far, Comparator::AtLeast, 95.0, 0.48134082246731036);
        let identity = drift(&viet_nam(), Scale::Identity).unwrap();
        assert_at(&identity, near, 0.9, [92.84206204379562, 81.00560099772005, 104.67852308987119]);
        assert_probability(&identity, near, Comparator::AtLeast, 95.0, 0.3716612282614135);
    }

    /// Expected numbers: computed with scipy 1.17.1 (scipy.stats.t) from the formulas above.
    #[test]
    fn readings_at_irregular_dates() {
        let day = date(2026, 6, 30);
        let gompertz = drift(&irregular(), SHARE).unwrap();
        assert_at(&gompertz, day, 0.8, [74.45826414673954, 61.11346658178499, 83.80809109490166]);
        assert_probability(&gompertz, day, Comparator::AtLeast, 75.0, 0.4708171716835788);
        let identity = drift(&irregular(), Scale::Identity).unwrap();
        assert_at(&identity, day, 0.8, [78.30380359612725, 60.982251012154464, 95.62535618010004]);
        assert_probability(&identity, day, Comparator::AtLeast, 75.0, 0.6123946158587341);
        let log = drift(&irregular(), Scale::Log).unwrap();
        assert_at(&log, day, 0.8, [105.92113238206542, 52.303427589996154, 214.50384424222497]);
        assert_probability(&log, day, Comparator::LessThan, 75.0, 0.24079748550649932);
    }

    /// With one reading every four years (exactly 1461 days) the spread at h steps is s sqrt(h (1 + h / (n - 1))), s the
    /// standard deviation of the steps on n - 2 degrees of freedom.
    #[test]
    fn even_spacing_gives_the_familiar_formula() {
        let values = [10.0, 17.0, 19.5, 31.0, 36.0];
        let days = values.iter().enumerate().map(|(i, v)| (date(2000 + 4 * i as i16, 1, 1), *v)).collect::<Vec<_>>();
        let fitted = drift(&series(&days), Scale::Identity).unwrap();
        let steps: Vec<f64> = values.windows(2).map(|w| w[1] - w[0]).collect();
        let mean = steps.iter().sum::<f64>() / 4.0;
        let s = (steps.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / 3.0).sqrt();
        for h in [1.0, 2.0, 5.0] {
            let familiar = s * (h * (1.0_f64 + h / 4.0)).sqrt();
            assert!((fitted.spread(4.0 * h) - familiar).abs() < 1e-12);
            assert!((fitted.median(4.0 * h) - (36.0 + mean * h)).abs() < 1e-12);
        }
    }

    #[test]
    fn missing_readings_are_counted_in_every_estimate() {
        let fitted = drift(&viet_nam().leaving_out(2), SHARE).unwrap();
        let estimate = fitted.at(date(2030, 12, 31), Level::EIGHTY).unwrap();
        assert_eq!((estimate.n, estimate.left_out, estimate.method), (10, 2, RW_DRIFT));
        let chance = fitted.probability(date(2030, 12, 31), Comparator::AtLeast, 95.0).unwrap();
        assert_eq!((chance.n, chance.left_out), (10, 2));
    }

    #[test]
    fn a_projection_out_of_all_numbers_is_refused() {
        let fitted = drift(&yearly(2020, &[1.0, 1e90, 1e180, 1e290]), Scale::Log).unwrap();
        assert_eq!(fitted.at(date(2035, 12, 31), Level::EIGHTY), Err(Refusal::NotFinite));
    }
}
