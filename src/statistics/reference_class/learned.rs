//! All that a class learns from being tried on itself: widths, memory, weights, each also without every fold in turn.

use super::super::{Declared, Fitted, Model, Predictive, Refusal, RwDrift};
use super::library::Library;
use super::memory::{self, PaceMemory, past_score};
use super::pool::{POOLED_READINGS, Tally, students};
use super::quantiles::{QUANTILES, Quantiles, SCORES};
use super::rates::place_in;
use super::spread::{RECENCY, Spread};
use super::trials::{Case, Forecast, HORIZONS, Trials};
use std::ops::RangeInclusive;

/// Levels that count in the record, as shares of the way from lower to upper bound. Outside them nothing has begun, or
/// all is done: errors there are small and flatter every method.
pub(super) const RECORDED_LEVELS: (f64, f64) = (0.02, 0.98);

/// The levels that count, as places on the scale.
pub(super) fn counted_levels(library: &Library) -> Result<RangeInclusive<f64>, Refusal> {
    let (lower, upper) = library.scale.bounds().ok_or(Refusal::InvalidBounds)?;
    let place = |share: f64| library.scale.forward(lower + (upper - lower) * share, library.unit).map(|p| p.z);
    Ok(place(RECORDED_LEVELS.0)?..=place(RECORDED_LEVELS.1)?)
}

/// The drift of the last `n` readings up to a case, on the scale of the class. Errors: every reason for which it would
/// have no interval.
pub(super) fn drift(targets: &Library, case: &Case, n: usize) -> Result<Box<dyn Fitted>, Refusal> {
    let known = targets.paths[case.path].series(case.reading, n)?;
    let fitted = RwDrift.fit(&known, &declared(targets))?;
    match fitted.basis().no_interval {
        Some(reason) => Err(reason),
        None => Ok(fitted),
    }
}

/// What the baselines are told of a library's indicator.
pub(super) fn declared(library: &Library) -> Declared {
    Declared { unit: Some(library.unit), ..Declared::on(library.scale) }
}

/// All that a class learns from being tried on itself.
#[derive(Debug, Clone)]
pub(super) struct Learned {
    pub spread: Spread,
    spreads: Vec<Spread>,
    pub memory: Vec<PaceMemory>,
    memories: Vec<Vec<PaceMemory>>,
    pub tallies: [[Tally; HORIZONS.len()]; POOLED_READINGS.len()],
}

impl Learned {
    /// Learns from the library tried on itself.
    pub(super) fn from(library: &Library, trials: &Trials) -> Result<Learned, Refusal> {
        let (cases, forecasts) = (&trials.cases, &trials.forecasts);
        let (spread, spreads) = Spread::learn(cases, forecasts);
        let (memory, memories) = memory::learn(cases, forecasts, &spread, &counted_levels(library)?);
        let mut learned = Learned { spread, spreads, memory, memories, tallies: Default::default() };
        for (row, n) in POOLED_READINGS.into_iter().enumerate() {
            learned.weigh(library, trials, (row, n))?;
        }
        Ok(learned)
    }

    /// Learns how much the drift of `n` readings counts beside the class, by horizon.
    fn weigh(&mut self, library: &Library, trials: &Trials, (row, n): (usize, usize)) -> Result<(), Refusal> {
        let (students, newest, scale) = (students(n)?, library.years().1, library.scale);
        for (case, forecast) in trials.cases.iter().zip(&trials.forecasts) {
            let Some(Ok(own)) = forecast.is_some().then(|| drift(library, case, n)) else { continue };
            let recent = ((case.year - newest) / RECENCY).exp();
            for (horizon, years) in HORIZONS.into_iter().enumerate() {
                let Some(outcome) = case.outcomes[horizon].map(|place| scale.inverse(place)) else { continue };
                let Ok(class) = self.places(case, forecast, horizon, n) else { continue };
                let Ok(Predictive::Student { centre, spread, .. }) = own.predictive(years) else { continue };
                let class = class.map(|place| scale.inverse(place));
                let own = students.map(|t| scale.inverse(centre + spread * t));
                self.tallies[row][horizon].add((case.fold, recent), &class, &own, outcome);
            }
        }
        Ok(())
    }

    /// What the class alone says of a case, calibrated without its fold: from one reading by its level, from more also
    /// by the pace up to it, where the class can tell.
    ///
    /// Errors: [`Refusal::TooFewAnalogs`] where too little was known by then, [`Refusal::BeyondBacktest`] for a horizon
    /// without a record.
    pub(super) fn class(
        &self,
        targets: &Library,
        (case, forecast): (&Case, &Forecast),
        horizon: usize,
        readings: usize,
    ) -> Result<Quantiles, Refusal> {
        Quantiles::new(targets.scale, self.places(case, forecast, horizon, readings)?.to_vec())
    }

    /// The same as 99 places on the scale.
    fn places(
        &self,
        case: &Case,
        forecast: &Forecast,
        horizon: usize,
        readings: usize,
    ) -> Result<[f64; QUANTILES], Refusal> {
        let projected = forecast.as_ref().ok_or(Refusal::TooFewAnalogs)?;
        let fan = projected.fans[horizon].as_ref().ok_or(Refusal::TooFewAnalogs)?;
        let spread = &self.spreads[case.fold];
        let width = spread.at(horizon, case.level).ok_or(Refusal::BeyondBacktest)?;
        let past = projected.past.filter(|_| readings > 1).and_then(|past| past_score(&past, spread));
        let (around, narrowed) = match (past, self.memories[case.fold][horizon]) {
            (Some(past), memory) => (memory.memory * past, memory.spread),
            (None, _) => (0.0, 1.0),
        };
        Ok(std::array::from_fn(|i| place_in(fan, width.at(around + narrowed * SCORES[i]))))
    }

    /// How much the drift of so many readings counts at a horizon, learned without the fold of the case.
    pub(super) fn drift_weight(&self, case: &Case, horizon: usize, readings: usize) -> f64 {
        let row = POOLED_READINGS.iter().position(|n| *n == readings);
        row.map_or(0.0, |row| self.tallies[row][horizon].best(case.fold))
    }
}
