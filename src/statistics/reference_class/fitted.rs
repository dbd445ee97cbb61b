//! A fitted reference class: what it predicts, what it is made of, and its record.

use super::super::backtest::Record;
use super::super::{Method, Refusal, Scale};
use super::memory::{self, FARTHEST_PAST, PaceMemory};
use super::options::Options;
use super::pool::{self, DriftWeight};
use super::quantiles::{Quantiles, SCORES};
use super::table::{Support, Table};
use super::trials::LONGEST_PAST;

/// Projection by what happened elsewhere from the same level.
pub const ANALOGS: Method = Method { name: "analogs", version: 1 };

/// What a class was made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MakeUp {
    /// Areas.
    pub areas: usize,
    /// Histories; one area may have several.
    pub histories: usize,
    /// Readings used.
    pub readings: usize,
    /// Readings left out because they lay outside the bounds.
    pub left_out: usize,
    /// Windows of growth they give.
    pub windows: usize,
    /// Year of the oldest reading.
    pub first_year: f64,
    /// Year of the newest reading.
    pub last_year: f64,
    /// The scale on which growth is compared; its bounds are those of the indicator.
    pub scale: Scale,
    /// The measurement unit, by half of which readings on a bound are moved.
    pub unit: f64,
    /// With what it was fitted.
    pub options: Options,
}

/// A class ready to predict. Every part is plain data, so that it can be written to a file and read again.
#[derive(Debug, Clone, PartialEq)]
pub struct FittedClass {
    /// What it is made of.
    pub make_up: MakeUp,
    /// Growth by level, horizon and quantile.
    pub table: Table,
    /// What a second reading tells, by horizon.
    pub memory: Vec<PaceMemory>,
    /// How much the series' own drift counts, by readings and horizon.
    pub drift_weights: Vec<DriftWeight>,
    /// How it did on areas left out, before it knew: every reading with a level from 2 to 98 percent of the range, whatever
    /// its year; beside it `naive/1` and, from three readings on, `rw-drift/1`. Widths, memory and weights come from other
    /// areas too, but from all their years.
    pub record: Record,
}

/// What an earlier reading adds to a class.
#[derive(Debug, Clone, Copy)]
pub(in crate::statistics) struct Pace {
    /// What is remembered at this horizon.
    pub memory: PaceMemory,
    /// Normal score of the step made among those the class expected.
    pub past: f64,
}

impl Pace {
    /// The class's normal score that this area is expected at, where the class is at `score`.
    pub(in crate::statistics) fn score_ahead(self, score: f64) -> f64 {
        self.memory.memory * self.past + self.memory.spread * score
    }
}

impl FittedClass {
    /// The distribution of the value `years` after a reading of `level`.
    ///
    /// Errors: [`Refusal::ValueAboveBound`], [`Refusal::ValueBelowBound`], [`Refusal::NotFinite`],
    /// [`Refusal::LevelNeverSeen`], [`Refusal::TooFewAnalogs`], [`Refusal::BeyondBacktest`],
    /// [`Refusal::TargetDateNotAfterReading`].
    pub fn predict(&self, level: f64, years: f64) -> Result<Quantiles, Refusal> {
        self.ahead_of(self.place(level)?, years)
    }

    /// The same from two readings: `before` is the earlier one's value and how many years it lies back.
    ///
    /// An area that ran ahead of the class is expected to stay ahead for a while; [`FittedClass::memory`] says how much.
    /// Where the class cannot tell (the earlier reading lies more than five and a half years back, or at a level never
    /// seen), this is [`FittedClass::predict`]. Errors: those of [`FittedClass::predict`];
    /// [`Refusal::NoTimeElapsed`] and [`Refusal::UnorderedDates`] where the earlier reading is not earlier.
    pub fn predict_with_pace(&self, before: (f64, f64), level: f64, years: f64) -> Result<Quantiles, Refusal> {
        let (class, pace) = self.class_and_pace(before, level, years)?;
        let Some(pace) = pace else { return Ok(class) };
        let places = SCORES.iter().map(|score| class.place(pace.score_ahead(*score))).collect();
        Quantiles::new(self.make_up.scale, places)
    }

    /// What the class alone predicts, and what the earlier reading adds; none where it adds nothing.
    pub(in crate::statistics) fn class_and_pace(
        &self,
        (earlier, back): (f64, f64),
        level: f64,
        years: f64,
    ) -> Result<(Quantiles, Option<Pace>), Refusal> {
        if back == 0.0 {
            return Err(Refusal::NoTimeElapsed);
        }
        if back < 0.0 {
            return Err(Refusal::UnorderedDates);
        }
        let (start, now) = (self.place(earlier)?, self.place(level)?);
        let class = self.ahead_of(now, years)?;
        let memory = memory::at(&self.memory, self.table.by_calendar(years));
        if memory.memory == 0.0 || back.is_nan() || back > LONGEST_PAST {
            return Ok((class, None));
        }
        let Ok(expected) = self.ahead_of(start, back) else { return Ok((class, None)) };
        let past = expected.score(now).clamp(-FARTHEST_PAST, FARTHEST_PAST);
        Ok((class, Some(Pace { memory, past })))
    }

    /// How many windows and areas stand behind a level, `years` ahead.
    ///
    /// Errors: [`Refusal::LevelNeverSeen`], [`Refusal::BeyondBacktest`] and those of the scale.
    pub fn support(&self, level: f64, years: f64) -> Result<Support, Refusal> {
        self.table.support(self.place(level)?, years)
    }

    /// The weight of the series' own drift, fitted on `readings` readings, in a linear pool with the class; the class
    /// has the rest. 0 below three readings.
    pub fn drift_weight(&self, readings: usize, years: f64) -> f64 {
        pool::weight_at(&self.drift_weights, readings, years)
    }

    /// Years ahead up to which the class has a record; beyond them it refuses.
    pub fn backtested_years(&self) -> f64 {
        self.table.longest()
    }

    fn place(&self, level: f64) -> Result<f64, Refusal> {
        Ok(self.make_up.scale.forward(level, self.make_up.unit)?.z)
    }

    fn ahead_of(&self, place: f64, years: f64) -> Result<Quantiles, Refusal> {
        let growth = self.table.growth(place, years)?;
        Quantiles::new(self.make_up.scale, growth.iter().map(|g| place + g).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::backtest::RecordRow;
    use super::super::library::History;
    use super::super::made_up::{OPTIONS, SHARE, climbing, library};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_class_refuses() {
        let class = library(&climbing(60, 12, |_| 0.1)).fit("x", Some(OPTIONS)).unwrap();
        let refused = |level, years| class.predict(level, years).unwrap_err();
        assert_eq!(refused(f64::NAN, 1.0), Refusal::NotFinite);
        assert_eq!(refused(101.0, 1.0), Refusal::ValueAboveBound);
        assert_eq!(refused(-1.0, 1.0), Refusal::ValueBelowBound);
        assert_eq!(refused(0.1, 1.0), Refusal::LevelNeverSeen);
        assert_eq!(refused(99.9, 1.0), Refusal::LevelNeverSeen);
        assert_eq!(refused(20.0, 0.0), Refusal::TargetDateNotAfterReading);
        assert_eq!(refused(20.0, f64::NAN), Refusal::NotFinite);
        assert_eq!(refused(20.0, class.backtested_years() + 1.0), Refusal::BeyondBacktest);
        assert_eq!(class.predict_with_pace((10.0, 0.0), 20.0, 1.0), Err(Refusal::NoTimeElapsed));
        assert_eq!(class.predict_with_pace((10.0, -1.0), 20.0, 1.0), Err(Refusal::UnorderedDates));
        assert_eq!(class.predict_with_pace((10.0, f64::NAN), 20.0, 1.0), class.predict(20.0, 1.0));
        assert_eq!(class.predict_with_pace((10.0, 9.0), 20.0, 1.0), class.predict(20.0, 1.0));
    }

    /// Sixty areas of sixty paces, even to the end: who was fast stays fast, and a second reading tells who is.
    #[test]
    fn a_second_reading_tells_who_is_fast() {
        let class = library(&climbing(60, 12, |i| 0.02 + 0.004 * f64::from(i))).fit("x", Some(OPTIONS)).unwrap();
        assert!(class.memory[0].memory > 0.5, "{:?}", class.memory);
        let now = SHARE.inverse(0.0);
        let median = |q: Quantiles| q.quantile(0.5).unwrap();
        let alone = median(class.predict(now, 3.0).unwrap());
        let fast = median(class.predict_with_pace((SHARE.inverse(-0.24), 1.0), now, 3.0).unwrap());
        let slow = median(class.predict_with_pace((SHARE.inverse(-0.05), 1.0), now, 3.0).unwrap());
        assert!(slow < alone && alone < fast, "{slow} {alone} {fast}");
        let crps = |readings| {
            let ours = |row: &&RecordRow| row.method == "analogs(x)/1" && row.horizon == 3.0;
            let row = class.record.rows.iter().filter(ours).find(|row| row.readings == Some(readings)).unwrap();
            row.crps.unwrap()
        };
        assert!(crps(2) < crps(1));
    }

    /// Ten years by the calendar are 3653 days at times, a little more than 10 in years: nothing is lost by that day.
    #[test]
    fn the_longest_horizon_is_met_by_the_calendar() {
        let class = library(&climbing(60, 12, |i| 0.02 + 0.004 * f64::from(i))).fit("made-up", Some(OPTIONS)).unwrap();
        let (now, longest) = (SHARE.inverse(0.0), class.backtested_years());
        assert!(
            class.memory.iter().any(|memory| memory.memory > 0.0 && memory.horizon == longest),
            "{:?}",
            class.memory
        );
        let before = (SHARE.inverse(-0.24), 1.0);
        let ahead = |years| class.predict_with_pace(before, now, years);
        assert_eq!(ahead(longest + 0.5 / 365.25), ahead(longest));
        assert_ne!(ahead(longest), class.predict(now, longest));
        assert_eq!(class.support(now, longest + 0.5 / 365.25), class.support(now, longest));
        assert_eq!(class.support(now, longest + 0.1), Err(Refusal::BeyondBacktest));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// Whatever the library, what comes out is a distribution within the bounds or a named refusal.
        #[test]
        fn no_library_gives_nonsense(
            values in prop::collection::vec(prop::collection::vec(0.0..=100.0f64, 2..9), 10..45),
            jumps in prop::collection::vec(prop::bool::ANY, 45),
            gap in 0.3..2.5f64,
            level in -1.0..101.0f64,
            years in 0.01..12.0f64,
            before in 0.0..100.0f64,
        ) {
            let histories: Vec<History> = values.iter().enumerate().map(|(i, values)| {
                // Some areas sit on the bounds.
                let value = |v: &f64| if jumps[i] { if *v > 50.0 { 100.0 } else { 0.0 } } else { *v };
                let at = |(t, v): (usize, &f64)| (2000.0 + gap * t as f64, value(v));
                History { area: format!("{i:02}"), name: "x".into(), readings: values.iter().enumerate().map(at).collect() }
            }).collect();
            let Ok(class) = library(&histories).fit("x", Some(OPTIONS)) else { return Ok(()) };
            for row in &class.record.rows {
                let numbers = [row.mae, row.crps, row.crps_gain_se, row.brier, row.skill_se];
                prop_assert!(numbers.into_iter().flatten().all(f64::is_finite));
            }
            for predicted in [class.predict(level, years), class.predict_with_pace((before, 1.0), level, years)] {
                let Ok(ahead) = predicted else { continue };
                let values: Vec<f64> = (1..200).map(|i| ahead.quantile(f64::from(i) / 200.0).unwrap()).collect();
                prop_assert!(values.windows(2).all(|pair| pair[0] <= pair[1] + 1e-9));
                prop_assert!(values.iter().all(|v| (0.0..=100.0).contains(v)));
                prop_assert!((0.0..=1.0).contains(&ahead.at_least(level)) && (0.0..=1.0).contains(&ahead.cdf(before)));
            }
        }
    }
}
