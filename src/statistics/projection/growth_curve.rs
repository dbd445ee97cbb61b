//! `logistic`, `gompertz`, `bass`: growth curves through the readings, carried on.
//!
//! The curve is fitted to the values themselves by [`growth::fit`], up to the declared upper bound as its ceiling, or to a
//! ceiling that the readings must show where none is declared. A new reading scatters around it by Student t: the readings'
//! own scatter, and by the delta method that of the curve. Values beyond a declared bound stand on the bound. The curve is
//! a strong claim: where the readings do not follow it, its interval is too narrow, so its backtest belongs beside it.

use super::by_hand::horizon;
use super::place::place;
use super::{Basis, Declared, Fitted, Model, Predictive};
use crate::language::Key;
use crate::statistics::growth::{self, GrowthFit, Kind};
use crate::statistics::working::{Shown, Working};
use crate::statistics::{Level, Method, Refusal, Scale, Series, years_between};
use jiff::civil::Date;

/// A growth curve as a projection. From eight readings on ([`Refusal::TooFewForCurve`]); further refusals are those of
/// [`growth::fit`], such as a ceiling that does not show ([`Refusal::CeilingRunsAway`]); otherwise as for
/// [`super::RwDrift`].
///
/// ```
/// use jiff::civil::date;
/// use milepost::statistics::{Declared, GrowthCurve, Level, Model, Reading, Scale, Series};
/// let values = [5.1, 8.8, 16.0, 26.1, 39.7, 54.2, 68.0, 78.5, 86.7];
/// let readings = (2015..).zip(values).map(|(y, value)| Reading { date: date(y, 12, 31), value }).collect();
/// let share = Scale::Gompertz { lower: 0.0, upper: 100.0 };
/// let fitted = GrowthCurve::LOGISTIC.fit(&Series::new(readings)?, &Declared::on(share))?;
/// assert!((92.0..93.0).contains(&fitted.at(date(2024, 12, 31), Level::EIGHTY)?.value));
/// # Ok::<(), milepost::statistics::Refusal>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GrowthCurve(Kind);

impl GrowthCurve {
    /// The logistic curve.
    pub const LOGISTIC: GrowthCurve = GrowthCurve(Kind::Logistic);
    /// The Gompertz curve.
    pub const GOMPERTZ: GrowthCurve = GrowthCurve(Kind::Gompertz);
    /// The Bass curve, of a level (not of amounts per period).
    pub const BASS: GrowthCurve = GrowthCurve(Kind::Bass);
}

impl Model for GrowthCurve {
    fn method(&self) -> Method {
        self.0.method()
    }

    fn least(&self) -> usize {
        8
    }

    fn fit(&self, series: &Series, declared: &Declared) -> Result<Box<dyn Fitted>, Refusal> {
        let placed = place(series, declared, self.least())?;
        let (lowest, ceiling) = match declared.scale.bounds() {
            Some((lowest, highest)) => (lowest, Some(highest - lowest)),
            None => (0.0, None),
        };
        let start = series.first()?.date;
        let times: Vec<f64> = series.readings().iter().map(|r| years_between(start, r.date)).collect();
        let levels: Vec<f64> = series.readings().iter().map(|r| r.value - lowest).collect();
        let fit = growth::fit(self.0, &times, &levels, ceiling)?;
        // The curve takes values on a bound as they are.
        let basis = Basis { moved: false, ..Basis::of(self.method(), series, declared, &placed)? };
        let basis = basis.scattering(fit.residual_sd(), &placed);
        Ok(Box::new(Curve { basis, start, first: levels[0], lowest, fit }))
    }
}

/// The fitted curve.
#[derive(Debug)]
struct Curve {
    basis: Basis,
    /// Where its time begins.
    start: Date,
    /// The first reading, as a level.
    first: f64,
    /// What is counted from: the declared lower bound, or zero.
    lowest: f64,
    fit: GrowthFit,
}

impl Curve {
    /// The day projected, on the curve's own time axis.
    fn time(&self, years: f64) -> f64 {
        years_between(self.start, self.basis.origin) + years
    }

    /// The parameters: fitted, each with its standard deviation, or declared.
    fn parameters(&self) -> impl Iterator<Item = Working> {
        self.fit.parameters().iter().map(|parameter| {
            let (symbol, name) = match parameter.name {
                "ceiling" => ("M", Key::of("working-curve-ceiling")),
                "rate" => ("r", Key::of("working-curve-rate")),
                "midpoint" => ("c", Key::of("working-curve-midpoint")),
                "innovation" => ("P", Key::of("working-curve-innovation")),
                _ => ("Q", Key::of("working-curve-imitation")),
            };
            let line = Working::of(symbol).gives(parameter.value);
            let name = Shown::Words(name);
            match parameter.deviation {
                Some(deviation) => {
                    line.saying(Key::of("working-fitted"), [("parameter", name), ("deviation", deviation.into())])
                }
                None => line.saying(Key::of("working-declared"), [("parameter", name)]),
            }
        })
    }

    /// The curve at a time, line by line.
    fn height(&self, time: f64) -> Result<Vec<Working>, Refusal> {
        let all = self.fit.parameters();
        let [m, a, b] = [all[0].value, all[1].value, all[2].value];
        let lowest = self.lowest;
        let value = lowest + self.fit.value(time)?;
        let line = Working::of("m").gives(value).words(Key::of("working-the-curve-on-the-day-projected"));
        Ok(match self.fit.kind() {
            Kind::Logistic => vec![
                line.formula("L + M / (1 + exp(−r·(τ − c)))")
                    .with("{} + {} / (1 + exp(−{} × ({} − {})))", [lowest, m, a, time, b]),
            ],
            Kind::Gompertz => vec![
                line.formula("L + M·exp(−exp(−r·(τ − c)))")
                    .with("{} + {} × exp(−exp(−{} × ({} − {})))", [lowest, m, a, time, b]),
            ],
            Kind::Bass | Kind::BassDensity | Kind::BassInterval => {
                let (e, share) = ((-(a + b) * time).exp(), self.first / m);
                let g = (a + b * share) / (1.0 - share);
                vec![
                    Working::of("F_1")
                        .formula("y_1 / M")
                        .with("{} / {}", [self.first, m])
                        .gives(share)
                        .words(Key::of("working-the-first-reading-as-a-share-of")),
                    Working::of("G")
                        .formula("(P + Q·F_1) / (1 − F_1)")
                        .with("({} + {} × {}) / (1 − {})", [a, b, share, share])
                        .gives(g),
                    Working::of("E").formula("exp(−(P + Q)·τ)").with("exp(−({} + {}) × {})", [a, b, time]).gives(e),
                    line.formula("L + M·(G − P·E) / (G + Q·E)")
                        .with("{} + {} × ({} − {} × {}) / ({} + {} × {})", [lowest, m, g, a, e, g, b, e]),
                ]
            }
        })
    }
}

impl Fitted for Curve {
    fn basis(&self) -> &Basis {
        &self.basis
    }

    fn steps(&self, years: f64, _: Level) -> Result<Vec<Working>, Refusal> {
        let (time, freedom) = (self.time(years), self.fit.freedom() as f64);
        let (scatter, deviation) = (self.fit.residual_sd(), self.fit.deviation(time)?);
        let mut lines: Vec<Working> = self.parameters().collect();
        lines.extend([
            Working::of("L").gives(self.lowest).words(Key::of("working-the-level-the-curve-starts-from")),
            Working::of("ν").formula("n − p").gives(freedom).words(Key::of("working-freedom-of-curve")),
            Working::of("s")
                .formula("√(RSS / ν)")
                .with("√({} / {})", [self.fit.rss(), freedom])
                .gives(scatter)
                .words(Key::of("working-standard-deviation-of-the-readings-about-the")),
            horizon(years, &self.basis),
            Working::of("τ")
                .formula("t_n − t_1 + h")
                .with("{} + {}", [time - years, years])
                .gives(time)
                .saying(Key::of("working-years-from-first"), [("day", self.start.into())]),
        ]);
        lines.extend(self.height(time)?);
        lines.extend([
            Working::of("s_m")
                .formula("√(∇m'·C·∇m)")
                .gives(deviation)
                .words(Key::of("working-standard-error-of-the-curve-itself-delta")),
            Working::of("se")
                .formula("√(s_m² + s²)")
                .with("√({}² + {}²)", [deviation, scatter])
                .gives(self.fit.spread(time)?)
                .words(Key::of("working-standard-error-of-a-new-reading")),
        ]);
        Ok(lines)
    }

    fn predictive(&self, years: f64) -> Result<Predictive, Refusal> {
        let time = self.time(years);
        let value = self.lowest + self.fit.value(time)?;
        let free = Predictive::student(Scale::Identity, value, self.fit.spread(time)?, self.fit.freedom())?;
        Ok(match (self.basis.scale.bounds(), self.basis.scale) {
            (Some((lower, upper)), _) => Predictive::Within { lower, upper, of: Box::new(free) },
            (None, Scale::Log) => Predictive::Within { lower: 0.0, upper: f64::INFINITY, of: Box::new(free) },
            (None, _) => free,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::{Level, Reading};
    use jiff::civil::date;

    const LEVELS: [f64; 10] = [5.1, 8.8, 16.0, 26.1, 39.7, 54.2, 68.0, 78.5, 86.7, 91.9];

    /// One reading every 1461 days, from `lowest` up.
    fn series(lowest: f64) -> Series {
        let days = (0..).map(|i| date(1904 + 4 * i, 1, 1));
        Series::new(days.zip(LEVELS).map(|(date, level)| Reading { date, value: lowest + level }).collect()).unwrap()
    }

    fn years() -> Vec<f64> {
        (0..LEVELS.len()).map(|i| 4.0 * i as f64).collect()
    }

    /// Expected numbers: computed with scipy 1.17.1 (curve_fit of 100 / (1 + exp(-r (t - m))), the delta method written
    /// out, scipy.stats.t).
    #[test]
    fn a_logistic_curve_with_a_declared_ceiling() {
        let share = Scale::Gompertz { lower: 0.0, upper: 100.0 };
        let fitted = GrowthCurve::LOGISTIC.fit(&series(0.0), &Declared::on(share)).unwrap();
        let estimate = fitted.at(date(1948, 1, 1), Level::EIGHTY).unwrap();
        let interval = estimate.interval.unwrap();
        let expected = [97.58965072804156, 96.68153990402176, 98.49776155206136];
        for (ours, theirs) in [estimate.value, interval.lower, interval.upper].into_iter().zip(expected) {
            assert!((ours / theirs - 1.0).abs() < 1e-6, "{ours} for {theirs}");
        }
    }

    #[test]
    fn the_curve_counts_from_the_lower_bound() {
        for model in [GrowthCurve::LOGISTIC, GrowthCurve::GOMPERTZ, GrowthCurve::BASS] {
            let raised = Scale::Logit { lower: -20.0, upper: 80.0 };
            let fitted = model.fit(&series(-20.0), &Declared::on(raised)).unwrap();
            let own = growth::fit(model.0, &years(), &LEVELS, Some(100.0)).unwrap();
            let ours = fitted.predictive(8.0).unwrap().median().unwrap();
            assert!((ours - (own.value(44.0).unwrap() - 20.0)).abs() < 1e-6, "{model:?}");
        }
    }

    #[test]
    fn no_quantile_leaves_the_bounds_and_no_ceiling_is_invented() {
        for model in [GrowthCurve::LOGISTIC, GrowthCurve::GOMPERTZ, GrowthCurve::BASS] {
            let share = Scale::Gompertz { lower: 0.0, upper: 100.0 };
            let fitted = model.fit(&series(0.0), &Declared::on(share)).unwrap();
            let far = fitted.predictive(60.0).unwrap();
            assert!(far.quantile(0.001).unwrap() > 0.0 && far.quantile(0.999).unwrap() <= 100.0, "{model:?}");
            // Growth that has not slowed at all shows no ceiling.
            let unbent = (0..10).map(|i| Reading { date: date(2000 + i, 12, 31), value: 1.5_f64.powi(i.into()) });
            let unbent = Series::new(unbent.collect()).unwrap();
            let refused = model.fit(&unbent, &Declared::on(Scale::Identity)).err();
            assert!(refused.is_some(), "{model:?}");
        }
    }
}
