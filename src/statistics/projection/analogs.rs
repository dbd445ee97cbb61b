//! `analogs`: projection by what happened elsewhere from the same level; the only one that answers from one reading.
//!
//! One reading asks the class alone; two also say how far ahead of the class, or behind it, the series has been; from
//! three on the class is pooled with the series' own drift, by the weights that did best in the class's own backtest
//! (METHODS 4b). Which class an indicator may use is declared by a person, never guessed.

use super::by_hand::{formula, horizon, on_scale};
use super::{Basis, Declared, Fitted, Model, Predictive, RwDrift};
use crate::language::Key;
use crate::statistics::reference_class::{ANALOGS, FittedClass, Quantiles, method_of, probability_of, score_of};
use crate::statistics::working::{Shown, Working};
use crate::statistics::{Level, Method, Refusal, Series, years_between};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

/// Readings from which a series has a drift of its own.
const LEAST_FOR_DRIFT: usize = 3;

/// Levels for which classes have a record, as shares of the way from lower to upper bound: elsewhere nothing has begun or
/// all is done, and nobody knows what an interval is worth there.
const RECORDED_LEVELS: std::ops::RangeInclusive<f64> = 0.02..=0.98;

/// A horizon that every class reaches: a level without support even here has none farther on.
const NEAREST: f64 = 0.5;

/// Projection by a reference class; asked for as `analogs(NAME)`.
#[derive(Debug, Clone)]
pub struct Analogs {
    method: Method,
    class: Arc<FittedClass>,
}

impl Analogs {
    /// Projection by the class of this name.
    pub fn new(name: &str, class: FittedClass) -> Analogs {
        Analogs { method: Method { name: lasting(&method_of(name)), ..ANALOGS }, class: Arc::new(class) }
    }

    /// The class.
    pub fn class(&self) -> &FittedClass {
        &self.class
    }
}

/// A text that lives as long as the program, kept once: there are as many as there are reference classes.
fn lasting(text: &str) -> &'static str {
    static KEPT: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(text) = kept.get(text) {
        return text;
    }
    let text: &'static str = Box::leak(text.to_owned().into_boxed_str());
    kept.insert(text);
    text
}

impl Model for Analogs {
    fn method(&self) -> Method {
        self.method
    }

    fn least(&self) -> usize {
        1
    }

    /// Refuses also a series whose declared bounds are not those of the class, and a level the class never saw.
    fn fit(&self, series: &Series, declared: &Declared) -> Result<Box<dyn Fitted>, Refusal> {
        let scale = declared.scale.checked()?;
        let (first, latest) = (series.first()?, series.last()?);
        if scale.bounds() != self.class.make_up.scale.bounds() {
            return Err(Refusal::ClassOfOtherBounds);
        }
        if declared.breaks.iter().any(|day| first.date < *day && *day <= latest.date) {
            return Err(Refusal::DeclaredBreak);
        }
        // The class's own unit moves goals and readings alike, so that no answer depends on how a reading was printed.
        let unit = declared.unit.unwrap_or(self.class.make_up.unit);
        let mut moved = false;
        for reading in series.readings() {
            moved |= scale.inside(reading.value, unit)?.1;
        }
        if let Some((lowest, highest)) = scale.bounds()
            && !RECORDED_LEVELS.contains(&((latest.value - lowest) / (highest - lowest)))
        {
            return Err(Refusal::LevelNotRecorded);
        }
        self.class.support(latest.value, NEAREST)?;
        let before = series.readings().iter().rev().nth(1);
        let before = before.map(|earlier| (earlier.value, years_between(earlier.date, latest.date)));
        // On the scale of the class: that is where its weight was learned.
        let own = Declared { scale: self.class.make_up.scale, ..declared.clone() };
        let drift = if series.len() < LEAST_FOR_DRIFT { None } else { RwDrift.fit(series, &own).ok() };
        let basis = Basis {
            method: self.method,
            scale: self.class.make_up.scale,
            unit,
            origin: latest.date,
            n: series.len(),
            left_out: series.left_out(),
            moved,
            no_interval: None,
            no_probability: None,
            backtested_years: declared.backtested_years,
        };
        let drift = drift.filter(|drift| drift.basis().no_interval.is_none());
        Ok(Box::new(FromElsewhere { basis, class: Arc::clone(&self.class), before, latest: latest.value, drift }))
    }
}

/// A series within its class.
struct FromElsewhere {
    basis: Basis,
    class: Arc<FittedClass>,
    /// The reading before the latest: its value, and how many years it lies back.
    before: Option<(f64, f64)>,
    latest: f64,
    /// The series' own drift, where it has one with an interval.
    drift: Option<Box<dyn Fitted>>,
}

impl FromElsewhere {
    /// What the class expects, the pace of the series remembered where there are two readings.
    fn class_ahead(&self, years: f64) -> Result<Quantiles, Refusal> {
        match self.before {
            Some(before) => self.class.predict_with_pace(before, self.latest, years),
            None => self.class.predict(self.latest, years),
        }
    }

    /// Which class, and how much of it stands near the latest reading.
    fn make_up(&self, years: f64) -> Result<Vec<Working>, Refusal> {
        let name = self.basis.method.name;
        let name = name.strip_prefix("analogs(").and_then(|name| name.strip_suffix(')')).unwrap_or(name);
        let (made, support) = (&self.class.make_up, self.class.support(self.latest, years)?);
        // A reading of 31 December stands just before the next year.
        let year = |year: f64| Shown::Name(format!("{:.0}", year.floor()));
        let (y_0, _) = made.scale.inside(self.latest, made.unit)?;
        let z_0 = made.scale.forward(self.latest, made.unit)?.z;
        Ok(vec![
            Working::note(
                Key::of("working-class"),
                [
                    ("name", Shown::Name(name.to_owned())),
                    ("areas", made.areas.into()),
                    ("windows", made.windows.into()),
                    ("first", year(made.first_year)),
                    ("last", year(made.last_year)),
                ],
            ),
            formula(made.scale),
            on_scale("z_0", "g(y_0)", made.scale, y_0, z_0)
                .saying(Key::of("working-latest-reading"), [("day", self.basis.origin.into())]),
            horizon(years, &self.basis),
            Working::of("n_e")
                .formula("(Σw)² / Σw²")
                .gives(support.effective_size)
                .saying(Key::of("working-effective-windows"), [("areas", support.effective_areas.into())]),
        ])
    }

    /// Which quantiles the level asks for, the growth of the class there, and what an earlier reading changes.
    fn growth(&self, years: f64, level: Level) -> Result<Vec<Working>, Refusal> {
        let z_0 = self.class.make_up.scale.forward(self.latest, self.class.make_up.unit)?.z;
        let (gamma, tail) = (level.get(), level.upper_tail());
        let asked = [tail, 0.5, 1.0 - tail];
        let mut lines = vec![
            Working::of("p")
                .formula("(1 − γ) / 2; 1 / 2; (1 + γ) / 2")
                .with("(1 − {}) / 2; 1 / 2; (1 + {}) / 2", [gamma, gamma])
                .lists(asked)
                .saying(Key::of("working-quantiles-asked"), [("level", Shown::percent(level))]),
        ];
        let pace = match self.before {
            Some(before) => self.class.class_and_pace(before, self.latest, years)?.1.map(|pace| (pace, before.1)),
            None => None,
        };
        let ahead = self.class_ahead(years)?;
        let places = asked.map(|p| ahead.place_below(p));
        let growth = places.map(|z| z - z_0);
        let [lower, middle, upper] = growth;
        let mut symbols = ("f(p)", "z_0 + f(p)");
        if let Some((pace, back)) = pace {
            symbols = ("f(q)", "z_0 + f(q)");
            let (u, rho, lambda) = (pace.past, pace.memory.memory, pace.memory.spread);
            let scores = asked.map(score_of);
            let one = "Φ({} × {} + {} × {})";
            lines.extend([
                Working::of("u").gives(u).saying(Key::of("working-normal-score"), [("years", back.into())]),
                Working::of("ρ").gives(rho).words(Key::of("working-pace-kept")),
                Working::of("λ").gives(lambda).words(Key::of("working-width-left")),
                Working::of("q")
                    .formula("Φ(ρ·u + λ·Φ⁻¹(p))")
                    .numbers(
                        format!("{one}; {one}; {one}"),
                        scores.into_iter().flat_map(|score| [rho, u, lambda, score]).map(Shown::Figure),
                    )
                    .lists(scores.map(|score| probability_of(pace.score_ahead(score))))
                    .words(Key::of("working-the-quantiles-of-the-class-that-stand")),
            ]);
        }
        lines.extend([
            Working::of(symbols.0).lists(growth).words(Key::of("working-class-growth")),
            Working::of("Z(p)")
                .formula(symbols.1)
                .with("{} + {}; {} + {}; {} + {}", [z_0, lower, z_0, middle, z_0, upper])
                .lists(places)
                .words(Key::of("working-place-on-the-scale-in-h-years")),
        ]);
        Ok(lines)
    }
}

impl Fitted for FromElsewhere {
    fn basis(&self) -> &Basis {
        &self.basis
    }

    fn steps(&self, years: f64, level: Level) -> Result<Vec<Working>, Refusal> {
        let mut lines = self.make_up(years)?;
        lines.extend(self.growth(years, level)?);
        let Some(drift) = &self.drift else { return Ok(lines) };
        let weight = self.class.drift_weight(self.basis.n, years);
        lines.push(
            Working::of("w").gives(weight).saying(Key::of("working-drift-weight"), [("readings", self.basis.n.into())]),
        );
        if weight > 0.0 {
            lines.push(Working::note(
                Key::of("working-own-drift"),
                [("method", Shown::Name(drift.method().to_string()))],
            ));
            lines.extend(drift.steps(years, level)?);
        }
        Ok(lines)
    }

    fn predictive(&self, years: f64) -> Result<Predictive, Refusal> {
        let class = Predictive::Quantiles(self.class_ahead(years)?);
        let weight = self.class.drift_weight(self.basis.n, years);
        match &self.drift {
            Some(drift) if weight > 0.0 => {
                Ok(Predictive::Pool(vec![(1.0 - weight, class), (weight, drift.predictive(years)?)]))
            }
            _ => Ok(class),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::statistics::reference_class::made_up::{OPTIONS, SHARE, climbing, library};
    use crate::statistics::{Comparator, Level, Reading, Scale};
    use jiff::civil::{Date, date};
    use std::sync::LazyLock;

    /// Forty made-up areas that climb at even but different paces.
    static CLASS: LazyLock<Analogs> = LazyLock::new(|| {
        let library = library(&climbing(40, 16, |i| 0.05 + 0.005 * f64::from(i)));
        Analogs::new("made-up", library.fit("made-up", Some(OPTIONS)).unwrap())
    });

    fn yearly(values: &[f64]) -> Series {
        let readings = (2020..).zip(values).map(|(y, v)| Reading { date: date(y, 12, 31), value: *v });
        Series::new(readings.collect()).unwrap()
    }

    fn refused(values: &[f64], declared: &Declared) -> Refusal {
        CLASS.fit(&yearly(values), declared).err().unwrap()
    }

    fn day(year: i16) -> Date {
        date(year, 12, 31)
    }

    #[test]
    fn what_the_class_cannot_speak_of_is_refused() {
        let share = Declared::on(SHARE);
        assert_eq!(refused(&[], &share), Refusal::NoReadings);
        assert_eq!(refused(&[20.0], &Declared::on(Scale::Identity)), Refusal::ClassOfOtherBounds);
        let ratio = Declared::on(Scale::Gompertz { lower: 0.0, upper: 1.0 });
        assert_eq!(refused(&[0.2], &ratio), Refusal::ClassOfOtherBounds);
        assert_eq!(refused(&[101.0], &share), Refusal::ValueAboveBound);
        assert_eq!(refused(&[20.0, -1.0, 21.0], &share), Refusal::ValueBelowBound);
        assert_eq!(refused(&[97.9], &share), Refusal::LevelNeverSeen);
        assert_eq!(refused(&[0.01], &share), Refusal::LevelNotRecorded);
        assert_eq!(refused(&[98.1], &share), Refusal::LevelNotRecorded);
        let broken = Declared { breaks: vec![date(2021, 7, 1)], ..share };
        assert_eq!(refused(&[20.0, 22.0], &broken), Refusal::DeclaredBreak);
    }

    #[test]
    fn one_reading_has_an_interval_and_a_probability() {
        let fitted = CLASS.fit(&yearly(&[20.0]), &Declared::on(SHARE)).unwrap();
        assert_eq!((fitted.method().to_string().as_str(), fitted.basis().n), ("analogs(made-up)/1", 1));
        let ahead = fitted.at(day(2023), Level::EIGHTY).unwrap();
        let interval = ahead.interval.unwrap();
        assert!(interval.lower < ahead.value && ahead.value < interval.upper);
        let chance = |goal| fitted.probability(day(2023), Comparator::AtLeast, goal).unwrap().value;
        assert!(chance(22.0) > chance(30.0) && chance(30.0) > chance(45.0));
        assert_eq!(fitted.at(day(2080), Level::EIGHTY), Err(Refusal::BeyondBacktest));
    }

    /// The lines name the level asked and the quantiles taken for it, and these are those of the interval.
    #[test]
    fn the_lines_take_the_quantiles_of_the_level_asked() {
        let lines = |values: &[f64], level: f64| {
            let fitted = CLASS.fit(&yearly(values), &Declared::on(SHARE)).unwrap();
            fitted.workings(3.0, Level::new(level).unwrap()).unwrap()
        };
        let of = |lines: &[Working], symbol: &str| -> Vec<f64> {
            lines.iter().find(|line| line.symbol() == symbol).map_or(Vec::new(), |line| line.values().to_vec())
        };
        for (level, asked, words) in [(0.8, [0.1, 0.5, 0.9], "80%"), (0.95, [0.025, 0.5, 0.975], "95%")] {
            for values in [&[20.0][..], &[14.0, 20.0]] {
                let lines = lines(values, level);
                let p = of(&lines, "p");
                assert!(p.iter().zip(asked).all(|(p, asked)| (p - asked).abs() < 1e-12), "{p:?}");
                let told = lines.iter().find(|line| line.symbol() == "p").unwrap().line(Language::En);
                assert!(told.contains(&format!("an interval of {words} takes")), "{told}");
                let ends = of(&lines, "g⁻¹(Z(p))");
                let places = of(&lines, "Z(p)");
                assert_eq!(ends, [SHARE.inverse(places[0]), SHARE.inverse(places[2])]);
                // One reading takes the quantiles of the class; two take others, by the pace between them.
                assert_eq!(of(&lines, "f(p)").len() + of(&lines, "f(q)").len(), 3);
                assert_eq!(of(&lines, "q").len(), if values.len() == 1 { 0 } else { 3 });
            }
        }
    }

    #[test]
    fn a_second_reading_moves_the_median_towards_its_pace() {
        let median = |values: &[f64]| {
            let fitted = CLASS.fit(&yearly(values), &Declared::on(SHARE)).unwrap();
            fitted.at(day(2026), Level::EIGHTY).unwrap().value
        };
        assert!(median(&[14.0, 20.0]) > median(&[19.5, 20.0]));
    }

    #[test]
    fn from_three_readings_on_the_own_drift_counts_where_it_has_a_weight() {
        let values = [15.0, 16.1, 18.3, 19.2, 22.9, 23.0, 26.1, 29.4];
        let fitted = CLASS.fit(&yearly(&values), &Declared::on(SHARE)).unwrap();
        match fitted.predictive(3.0).unwrap() {
            Predictive::Pool(parts) => {
                let weight = CLASS.class().drift_weight(8, 3.0);
                assert_eq!((parts.len(), parts[1].0), (2, weight));
                assert!((parts[0].0 + weight - 1.0).abs() < 1e-15);
            }
            Predictive::Quantiles(_) => assert_eq!(CLASS.class().drift_weight(8, 3.0), 0.0),
            other => panic!("{other:?}"),
        }
        // A flat series has no drift; the class still speaks.
        let flat = CLASS.fit(&yearly(&[20.0, 20.0, 20.0]), &Declared::on(SHARE)).unwrap();
        assert!(flat.at(day(2025), Level::EIGHTY).unwrap().interval.is_some());
    }
}
