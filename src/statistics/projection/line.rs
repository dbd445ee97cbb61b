//! A straight line on the scale and a new reading around it: what `ols` and `theil-sen` share once they have their slope.

use super::by_hand::{freedom, horizon, opening};
use super::ols::{OLS, least_squares};
use super::place::PlacedSeries;
use super::{Basis, Declared, Fitted, Predictive};
use crate::language::Key;
use crate::statistics::trend::lines_by_hand::{median_height, median_slope};
use crate::statistics::working::{Shown, Working};
use crate::statistics::{Level, Method, Refusal, Series, years_between};

/// Years from the latest reading to each reading: zero for the latest, negative before. Counting from the latest loses no
/// digits where it matters, and shifting all dates changes no bit.
pub(super) fn times(series: &Series) -> Result<Vec<f64>, Refusal> {
    let latest = series.last()?.date;
    Ok(series.readings().iter().map(|r| years_between(latest, r.date)).collect())
}

/// A fitted straight line.
#[derive(Debug)]
pub(super) struct Line {
    basis: Basis,
    placed: PlacedSeries,
    /// Years from the latest reading to each reading.
    times: Vec<f64>,
    /// Height of the line at the latest reading, on the scale.
    latest: f64,
    /// Slope per year on the scale.
    slope: f64,
    /// Variance of a reading around the line, on n - 2 degrees of freedom.
    variance: f64,
    /// Mean time of the readings, in years from the latest: not positive.
    middle: f64,
    /// Sum of squared times around their mean.
    sum_of_squares: f64,
}

impl Line {
    /// The line with this slope per year and this height at the latest reading.
    pub(super) fn through(
        method: Method,
        series: &Series,
        declared: &Declared,
        placed: PlacedSeries,
        [slope, latest]: [f64; 2],
    ) -> Result<Line, Refusal> {
        let times = times(series)?;
        let n = times.len() as f64;
        let freedom = n - 2.0;
        let (mut variance, mut raw_variance) = (0.0, 0.0);
        for ((t, z), reading) in times.iter().zip(&placed.z).zip(series.readings()) {
            let on_line = latest + slope * t;
            variance += miss(*t, *z, [slope, latest]) / freedom;
            raw_variance += (reading.value - declared.scale.inverse(on_line)).powi(2) / freedom;
        }
        if !(slope.is_finite() && latest.is_finite() && variance.is_finite()) {
            return Err(Refusal::NotFinite);
        }
        let middle = times.iter().sum::<f64>() / n;
        let sum_of_squares = times.iter().map(|t| (t - middle).powi(2)).sum();
        let basis = Basis::of(method, series, declared, &placed)?.scattering(raw_variance.sqrt(), &placed);
        Ok(Line { basis, latest, slope, variance, middle, sum_of_squares, placed, times })
    }

    /// Median on the scale.
    fn height(&self, years: f64) -> f64 {
        self.latest + self.slope * years
    }

    /// Standard error of a new reading on the scale.
    fn spread(&self, years: f64) -> f64 {
        let n = self.basis.n as f64;
        (self.variance * (1.0 + 1.0 / n + (years - self.middle).powi(2) / self.sum_of_squares)).sqrt()
    }

    /// How slope and height came about.
    fn through_readings(&self) -> Vec<Working> {
        let z = &self.placed.z;
        if self.basis.method != OLS {
            let height = median_height("z", &self.times, z, self.slope, self.latest);
            return vec![median_slope("z", &self.times, z), height];
        }
        let found = least_squares(&self.times, z);
        let mean = Working::of("z̄").formula("Σz_i / n").gives(found.mean);
        let products = Working::of("S_tz").formula("Σ(t_i − t̄)(z_i − z̄)").gives(found.products);
        let slope = Working::of("b").formula("S_tz / S_tt").with("{} / {}", [found.products, found.squares]);
        let height = Working::of("a").formula("z̄ − b·t̄");
        vec![
            mean.words(Key::of("working-mean-on-the-scale")),
            products.words(Key::of("working-sum-of-products-about-the-means")),
            slope.gives(self.slope).words(Key::of("working-slope-per-year-on-the-scale")),
            height
                .with("{} − {} × {}", [found.mean, self.slope, self.middle])
                .gives(self.latest)
                .words(Key::of("working-height-of-the-line-at-the-latest")),
        ]
    }
}

/// What the line misses a reading by, squared.
fn miss(time: f64, z: f64, [slope, latest]: [f64; 2]) -> f64 {
    (z - (latest + slope * time)).powi(2)
}

impl Fitted for Line {
    fn basis(&self) -> &Basis {
        &self.basis
    }

    fn steps(&self, years: f64, _: Level) -> Result<Vec<Working>, Refusal> {
        let (n, line) = (self.basis.n as f64, [self.slope, self.latest]);
        let misses = self.times.iter().zip(&self.placed.z).map(|(t, z)| miss(*t, *z, line)).collect();
        let mut lines = opening(&self.placed, self.basis.scale)?;
        lines.extend([
            Working::of("t_i").lists(self.times.iter().copied()).words(Key::of("working-years-from-latest")),
            Working::of("t̄").formula("Σt_i / n").gives(self.middle).words(Key::of("working-mean")),
            Working::of("S_tt")
                .formula("Σ(t_i − t̄)²")
                .gives(self.sum_of_squares)
                .words(Key::of("working-sum-of-squared-times-about-their-mean")),
        ]);
        lines.extend(self.through_readings());
        lines.extend([
            Working::of("s²")
                .formula("Σ(z_i − a − b·t_i)² / (n − 2)")
                .numbers("({}) / ({} − 2)", [Shown::Sum(misses), self.basis.n.into()])
                .gives(self.variance)
                .words(Key::of("working-variance-about-the-line")),
            freedom(self.basis.n, 2),
            horizon(years, &self.basis),
            Working::of("m")
                .formula("a + b·h")
                .with("{} + {} × {}", [self.latest, self.slope, years])
                .gives(self.height(years))
                .words(Key::of("working-median-on-the-scale")),
            Working::of("se")
                .formula("√(s²·(1 + 1/n + (h − t̄)² / S_tt))")
                .with(
                    "√({} × (1 + 1 / {} + ({} − {})² / {}))",
                    [self.variance, n, years, self.middle, self.sum_of_squares],
                )
                .gives(self.spread(years))
                .words(Key::of("working-standard-error-of-a-new-reading-on")),
        ]);
        Ok(lines)
    }

    /// A new reading: its own scatter, that of the line's middle, and that of its slope.
    fn predictive(&self, years: f64) -> Result<Predictive, Refusal> {
        Predictive::student(self.basis.scale, self.height(years), self.spread(years), self.basis.n - 2)
    }
}

#[cfg(test)]
mod tests {
    use crate::statistics::{Declared, Level, Model, Naive, Ols, Reading, Scale, Series, TheilSen};
    use jiff::civil::{Date, date};

    fn assert_at(model: &dyn Model, series: &Series, scale: Scale, day: Date, level: f64, expected: [f64; 3]) {
        let fitted = model.fit(series, &Declared::on(scale)).unwrap();
        let estimate = fitted.at(day, Level::new(level).unwrap()).unwrap();
        let interval = estimate.interval.unwrap();
        for (ours, theirs) in [estimate.value, interval.lower, interval.upper].into_iter().zip(expected) {
            assert!((ours / theirs - 1.0).abs() < 1e-10, "{ours} for {theirs} by {}", estimate.method);
        }
    }

    /// The price deflator of NIST StRD's Longley data (public domain), here every 1461 days. Expected numbers: statsmodels
    /// 0.15.0, OLS.get_prediction, interval of a new observation.
    #[test]
    fn a_new_reading_of_longleys_deflator() {
        let deflator =
            [83.0, 88.5, 88.2, 89.5, 96.2, 98.1, 99.0, 100.0, 101.2, 104.6, 108.4, 110.8, 112.6, 114.2, 115.7, 116.9];
        let days = (0..).map(|i| date(1904 + 4 * i, 1, 1));
        let series = Series::new(days.zip(deflator).map(|(date, value)| Reading { date, value }).collect()).unwrap();
        let at = |day, expected| assert_at(&Ols, &series, Scale::Identity, day, 0.95, expected);
        at(date(1968, 1, 1), [120.7775, 117.18622897123663, 124.36877102876338]);
        at(date(1984, 1, 1), [129.76397058823528, 125.8401530123009, 133.68778816416966]);
    }

    /// Expected numbers: statsmodels 0.15.0 (OLS), scipy 1.17.1 (theilslopes, stats.t) on -ln(-ln(y / 100)).
    #[test]
    fn readings_at_irregular_dates() {
        let readings = [
            (date(2021, 3, 15), 12.4),
            (date(2021, 9, 30), 20.9),
            (date(2023, 1, 10), 35.5),
            (date(2023, 6, 30), 33.1),
            (date(2025, 2, 28), 61.7),
        ];
        let series = Series::new(readings.map(|(date, value)| Reading { date, value }).to_vec()).unwrap();
        let share = Scale::Gompertz { lower: 0.0, upper: 100.0 };
        let at = |model: &dyn Model, expected| assert_at(model, &series, share, date(2026, 6, 30), 0.8, expected);
        at(&Ols, [72.17068151379482, 63.76123337696249, 78.95016322065574]);
        at(&TheilSen, [72.08397022971876, 63.496647114009974, 78.98445261674303]);
        at(&Naive, [61.7, 36.20214392203169, 79.49346950716202]);
    }
}
