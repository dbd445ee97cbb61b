//! The record of a class: how its forecasts did in areas left out, before it knew, beside the plain methods.

use super::super::{Refusal, Scale};
use super::library::{Library, SAME_MOMENT};
use super::memory::{self, PaceMemory, past_score};
use super::pool::{POOLED_READINGS, Tally, drift, pooled, students};
use super::quantiles::{QUANTILES, SCORES};
use super::rates::{Fan, place_in};
use super::score::{Mark, Score, mark, mark_point, score};
use super::spread::{FEWEST, RECENCY, Spread};
use super::trials::{Case, Forecast, HORIZONS, Trials};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// Numbers of readings at which the record is kept.
pub const RECORDED_READINGS: [usize; 5] = [1, 2, 3, 5, 8];

/// Readings at most this many years before the library's last one are recent.
pub const RECENT_YEARS: f64 = 15.0;

/// Levels that count in the record, as shares of the way from lower to upper bound. Outside them nothing has begun, or
/// all is done: errors there are small and flatter every method.
const RECORDED_LEVELS: (f64, f64) = (0.02, 0.98);

/// Who made a forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Contender {
    /// The class, from the latest reading alone.
    Analogs,
    /// The class, from the latest two readings.
    AnalogsWithPace,
    /// The class pooled with the series' own drift.
    Pooled,
    /// The series' own drift.
    RwDrift,
    /// Nothing changes.
    Naive,
}

impl Contender {
    /// All of them, in the order of the record.
    pub const ALL: [Contender; 5] =
        [Contender::Analogs, Contender::AnalogsWithPace, Contender::Pooled, Contender::RwDrift, Contender::Naive];

    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Contender::Analogs => "analogs",
            Contender::AnalogsWithPace => "analogs-with-pace",
            Contender::Pooled => "pooled",
            Contender::RwDrift => "rw-drift",
            Contender::Naive => "naive",
        }
    }

    /// Reads a name; none where there is no such contender.
    ///
    /// ```
    /// use milepost::statistics::reference_class::Contender;
    /// assert_eq!(Contender::read("rw-drift"), Some(Contender::RwDrift));
    /// assert_eq!(Contender::read("magic"), None);
    /// ```
    pub fn read(name: &str) -> Option<Contender> {
        Contender::ALL.into_iter().find(|contender| contender.name() == name)
    }
}

/// One line of a record. All contenders with the same readings, horizon and `recent` are scored on the same windows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row {
    /// Who.
    pub contender: Contender,
    /// Readings used, and at least as many were there.
    pub readings: usize,
    /// Years ahead.
    pub horizon: f64,
    /// Only windows that began at most [`RECENT_YEARS`] before the library's last reading?
    pub recent: bool,
    /// How it did.
    pub score: Score,
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
        let newest = library.years().1;
        for (row, n) in POOLED_READINGS.into_iter().enumerate() {
            let students = students(n)?;
            for (case, forecast) in cases.iter().zip(forecasts) {
                let recent = ((case.year - newest) / RECENCY).exp();
                for (horizon, years) in HORIZONS.into_iter().enumerate() {
                    let Some((class, outcome)) = learned.class(library.scale, case, forecast, horizon) else {
                        continue;
                    };
                    let Some(own) = drift(library, case, &students, n, years) else { continue };
                    let own = values(library.scale, &own);
                    learned.tallies[row][horizon].add((case.fold, recent), &class, &own, outcome);
                }
            }
        }
        Ok(learned)
    }

    /// What the class says of a case from one reading, calibrated without its fold, and what came.
    fn class(&self, scale: Scale, case: &Case, forecast: &Forecast, horizon: usize) -> Option<([f64; QUANTILES], f64)> {
        let fan = forecast.as_ref()?.fans[horizon].as_ref()?;
        let width = self.spreads[case.fold].at(horizon, case.level)?;
        let outcome = scale.inverse(case.outcomes[horizon]?);
        Some((spaced(scale, fan, 0.0, width), outcome))
    }

    /// What the class says from two readings.
    fn with_pace(&self, scale: Scale, case: &Case, forecast: &Forecast, horizon: usize) -> Option<[f64; QUANTILES]> {
        let projected = forecast.as_ref()?;
        let spread = &self.spreads[case.fold];
        let past = past_score(projected.past.as_ref()?, spread)?;
        let memory = self.memories[case.fold][horizon];
        let width = spread.at(horizon, case.level)?;
        Some(spaced(scale, projected.fans[horizon].as_ref()?, memory.memory * past * width, memory.spread * width))
    }
}

/// The 99 quantiles of a fan around a score, `width` times as wide as the paths.
fn spaced(scale: Scale, fan: &Fan, around: f64, width: f64) -> [f64; QUANTILES] {
    std::array::from_fn(|i| scale.inverse(place_in(fan, around + width * SCORES[i])))
}

fn values(scale: Scale, places: &[f64]) -> [f64; QUANTILES] {
    std::array::from_fn(|i| scale.inverse(places[i]))
}

/// The levels that count, as places on the scale.
pub(super) fn counted_levels(library: &Library) -> Result<RangeInclusive<f64>, Refusal> {
    let (lower, upper) = library.scale.bounds().ok_or(Refusal::InvalidBounds)?;
    let place = |share: f64| library.scale.forward(lower + (upper - lower) * share, library.unit).map(|p| p.z);
    Ok(place(RECORDED_LEVELS.0)?..=place(RECORDED_LEVELS.1)?)
}

/// The record of a class on the histories of `targets` (the library itself, or others of the kind).
pub(super) fn record(targets: &Library, learned: &Learned, trials: &Trials) -> Result<Vec<Row>, Refusal> {
    let counted = counted_levels(targets)?;
    let recent_from = targets.years().1 - RECENT_YEARS - SAME_MOMENT;
    let students = [students(POOLED_READINGS[0])?, students(POOLED_READINGS[1])?, students(POOLED_READINGS[2])?];
    let mut marks: BTreeMap<(usize, usize, Contender), Vec<(bool, Mark)>> = BTreeMap::new();
    for (case, forecast) in trials.cases.iter().zip(&trials.forecasts) {
        if !counted.contains(&case.level) {
            continue;
        }
        let recent = case.year >= recent_from;
        for horizon in 0..HORIZONS.len() {
            for (readings, contender, mark) in contend(targets, learned, (case, forecast), horizon, &students) {
                marks.entry((readings, horizon, contender)).or_default().push((recent, mark));
            }
        }
    }
    let mut rows = Vec::new();
    for ((readings, horizon, contender), marks) in marks {
        for recent in [false, true] {
            let counted: Vec<Mark> = marks.iter().filter(|(when, _)| *when || !recent).map(|(_, mark)| *mark).collect();
            if counted.len() >= FEWEST
                && let Some(score) = score(&counted)
            {
                rows.push(Row { contender, readings, horizon: HORIZONS[horizon], recent, score });
            }
        }
    }
    Ok(rows)
}

/// The marks of all contenders in one case, by number of readings; none for a number where one of them does not answer.
fn contend(
    targets: &Library,
    learned: &Learned,
    (case, forecast): (&Case, &Forecast),
    horizon: usize,
    students: &[[f64; QUANTILES]; POOLED_READINGS.len()],
) -> Vec<(usize, Contender, Mark)> {
    let scale = targets.scale;
    let mut made = Vec::new();
    let Some((class, outcome)) = learned.class(scale, case, forecast, horizon) else { return made };
    let of = |values: &[f64; QUANTILES]| mark(case.area, values, outcome);
    let analogs = of(&class);
    let naive = mark_point(case.area, scale.inverse(case.level), outcome);
    let with_pace = learned.with_pace(scale, case, forecast, horizon).map(|values| of(&values));
    for readings in RECORDED_READINGS {
        let both = [(readings, Contender::Analogs, analogs), (readings, Contender::Naive, naive)];
        if readings == 1 {
            made.extend(both);
            continue;
        }
        let Some(with_pace) = with_pace else { continue };
        if case.reading + 1 < readings {
            continue;
        }
        if let Some(row) = POOLED_READINGS.iter().position(|n| *n == readings) {
            let Some(own) = drift(targets, case, &students[row], readings, HORIZONS[horizon]) else { continue };
            let own = values(scale, &own);
            let weight = learned.tallies[row][horizon].best(case.fold);
            made.push((readings, Contender::Pooled, of(&pooled(&class, &own, weight))));
            made.push((readings, Contender::RwDrift, of(&own)));
        }
        made.extend(both);
        made.push((readings, Contender::AnalogsWithPace, with_pace));
    }
    made
}
