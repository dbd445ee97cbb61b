//! The class tried on itself: every reading is projected from what other areas had shown by then.
//!
//! Out of country and out of time: areas are dealt into ten folds, the fold of the target is left out, and no window that
//! ended after the target's reading is used.

use super::super::Refusal;
use super::library::Library;
use super::options::Options;
use super::path::SAME_MOMENT;
use super::quantiles::inverse_at;
use super::rates::{Fan, PATH_SCORES};
use super::steps::{Known, Steps};
use std::collections::BTreeMap;

/// Years ahead at which a class is tested and its table stands.
pub const HORIZONS: [f64; 8] = [1.0, 2.0, 3.0, 5.0, 7.0, 10.0, 15.0, 20.0];

/// Into how many folds the areas are dealt; also the fewest areas of which a class can be made.
pub(super) const FOLDS: usize = 10;

/// An outcome between two readings is read off the straight line where they are at most this many years apart.
pub(super) const OUTCOME_GAP: f64 = 1.5;

/// A pace measured over more years than this says nothing of today's.
pub(super) const LONGEST_PAST: f64 = 5.5;

/// One reading from which the future was projected, and what came of it.
#[derive(Debug, Clone)]
pub(super) struct Case {
    /// Which history of the target, and which of its readings.
    pub path: usize,
    pub reading: usize,
    pub area: usize,
    pub fold: usize,
    pub year: f64,
    /// Place of the reading on the scale.
    pub level: f64,
    /// Places that came true, by horizon.
    pub outcomes: [Option<f64>; HORIZONS.len()],
}

/// What the class would have said in a case.
#[derive(Debug, Clone)]
pub(super) struct Projected {
    /// The paths, by horizon; none where too few windows stand behind.
    pub fans: Vec<Option<Fan>>,
    /// How the reading before led to this one, where the class can tell.
    pub past: Option<Past>,
}

/// The pace up to a reading, as the class sees it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Past {
    /// Place of the reading before.
    pub level: f64,
    /// Years from it to the reading.
    pub years: f64,
    /// The path that led from one to the other, by its normal score.
    pub score: f64,
}

/// What was projected for a case; none where the class would have refused at every horizon.
pub(super) type Forecast = Option<Projected>;

/// Cases and what was projected for each.
#[derive(Debug, Clone)]
pub(super) struct Trials {
    pub cases: Vec<Case>,
    pub forecasts: Vec<Forecast>,
}

impl Trials {
    /// Tries the library on the histories of `targets`, which may be its own.
    pub(super) fn new(library: &Library, targets: &Library, options: Options) -> Result<Trials, Refusal> {
        let cases = cases(library, targets);
        let forecasts = forecasts(library, targets, &cases, options, &[(options.window, options.blended)], Asked::ALL)?
            .swap_remove(0);
        Ok(Trials { cases, forecasts })
    }
}

/// All readings of `targets` that have an outcome.
pub(super) fn cases(library: &Library, targets: &Library) -> Vec<Case> {
    let mut cases = Vec::new();
    for (index, path) in targets.paths.iter().enumerate() {
        let name = &targets.areas[path.area];
        let fold = library.areas.binary_search(name).unwrap_or_else(|place| place) % FOLDS;
        for (reading, (year, level)) in path.years.iter().zip(&path.places).enumerate() {
            let outcomes = HORIZONS.map(|horizon| path.at(year + horizon, OUTCOME_GAP));
            if outcomes.iter().any(Option::is_some) {
                cases.push(Case { path: index, reading, area: path.area, fold, year: *year, level: *level, outcomes });
            }
        }
    }
    cases
}

/// What is wanted of every forecast.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked {
    /// How many of the [`HORIZONS`], from the nearest on.
    pub horizons: usize,
    /// Also how the reading before led to the one at hand?
    pub past: bool,
}

impl Asked {
    /// All there is to know.
    pub(super) const ALL: Asked = Asked { horizons: HORIZONS.len(), past: true };
}

/// What the library would have said in each case, once for each of the windows up to the longest, that of the options;
/// each blended with the shorter ones or not.
pub(super) fn forecasts(
    library: &Library,
    targets: &Library,
    cases: &[Case],
    options: Options,
    windows: &[(f64, bool)],
    asked: Asked,
) -> Result<Vec<Vec<Forecast>>, Refusal> {
    let (steps, horizons) = (Steps::new(library, options)?, &HORIZONS[..asked.horizons]);
    let mut together: BTreeMap<(i64, usize), Vec<usize>> = BTreeMap::new();
    for (index, case) in cases.iter().enumerate() {
        // What was known is brought up to date four times a year, never ahead of the reading.
        let quarter = ((case.year + SAME_MOMENT) * 4.0).floor() as i64;
        together.entry((quarter, case.fold)).or_default().push(index);
    }
    let mut forecasts = vec![vec![None; cases.len()]; windows.len()];
    for ((quarter, fold), members) in together {
        let mut known = steps.known(quarter as f64 / 4.0, |area| area % FOLDS == fold);
        for index in &members {
            let case = &cases[*index];
            let chains = known.chains(case.level, horizons);
            for ((window, blended), forecasts) in windows.iter().zip(&mut forecasts) {
                known.limit(*window, *blended);
                let mut fans = known.answered(case.level, horizons, &chains);
                if fans.iter().any(Option::is_some) {
                    fans.resize(HORIZONS.len(), None);
                    let past = if asked.past { past(&known, targets, case) } else { None };
                    forecasts[*index] = Some(Projected { fans, past });
                }
            }
        }
    }
    Ok(forecasts)
}

/// How the reading before led to the reading of a case, by what was known at the case.
fn past(known: &Known, targets: &Library, case: &Case) -> Option<Past> {
    let before = case.reading.checked_sub(1)?;
    let path = &targets.paths[case.path];
    let (level, years) = (path.places[before], case.year - path.years[before]);
    if years > LONGEST_PAST {
        return None;
    }
    let fan = known.paths(level, &[years])[0]?;
    let low = inverse_at(&*PATH_SCORES, &fan, case.level, |place| place < case.level);
    let high = inverse_at(&*PATH_SCORES, &fan, case.level, |place| place <= case.level);
    Some(Past { level, years, score: (low + high) / 2.0 })
}

#[cfg(test)]
mod tests {
    use super::super::library::History;
    use super::*;
    use crate::statistics::Scale;

    const SHARE: Scale = Scale::Gompertz { lower: 0.0, upper: 100.0 };

    fn library(areas: usize, rate: impl Fn(usize, i32) -> f64) -> Library {
        let histories: Vec<History> = (0..areas)
            .map(|i| {
                let mut place = 0.0;
                let mut readings = Vec::new();
                for t in 0..12 {
                    readings.push((2000.0 + f64::from(t), SHARE.inverse(place)));
                    place += rate(i, t);
                }
                History { area: format!("{i:03}"), name: "x".into(), readings }
            })
            .collect();
        Library::new(SHARE, 1e-6, &histories).unwrap()
    }

    const OPTIONS: Options = Options { bandwidth: 2.0, recency: 1000.0, window: 1.0, blended: false };

    #[test]
    fn outcomes_are_those_read() {
        let small = library(3, |_, _| 0.1);
        let cases = cases(&small, &small);
        assert_eq!(cases.len(), 33);
        assert_eq!(cases[0].outcomes.iter().filter(|o| o.is_some()).count(), 6);
        assert!((cases[0].outcomes[3].unwrap() - 0.5).abs() < 1e-9);
        assert_eq!(cases[32].outcomes.map(|o| o.is_some()), [true, false, false, false, false, false, false, false]);
    }

    /// Growth doubles in 2006. Nothing projected by 2006 may know it.
    #[test]
    fn nothing_from_the_future() {
        let turned = library(60, |_, t| if t >= 6 { 0.2 } else { 0.1 });
        let cases = cases(&turned, &turned);
        let forecasts = forecasts(&turned, &turned, &cases, OPTIONS, &[(OPTIONS.window, OPTIONS.blended)], Asked::ALL)
            .unwrap()
            .swap_remove(0);
        for (case, forecast) in cases.iter().zip(&forecasts) {
            let Some(projected) = forecast else { continue };
            let growth = projected.fans[0].unwrap()[52] - case.level;
            if case.year <= 2006.0 {
                assert!((growth - 0.1).abs() < 1e-6, "{case:?}");
            }
        }
        assert!(forecasts.iter().flatten().any(|p| p.fans[0].is_some_and(|fan| fan[52] - fan[0] > 0.05)));
    }

    /// One area alone grows fast. Its own projections must not know it; those of others may.
    #[test]
    fn nothing_from_the_area_itself() {
        let one_fast = library(60, |area, _| if area == 7 { 0.3 } else { 0.1 });
        let cases = cases(&one_fast, &one_fast);
        let forecasts =
            forecasts(&one_fast, &one_fast, &cases, OPTIONS, &[(OPTIONS.window, OPTIONS.blended)], Asked::ALL)
                .unwrap()
                .swap_remove(0);
        let mut own = 0;
        for (case, forecast) in cases.iter().zip(&forecasts) {
            if let (7, Some(projected)) = (case.area, forecast) {
                assert!((projected.fans[0].unwrap()[52] - case.level - 0.1).abs() < 1e-6);
                own += 1;
            }
        }
        assert!(own > 3);
        assert!(
            cases
                .iter()
                .zip(&forecasts)
                .any(|(c, f)| f.as_ref().is_some_and(|f| f.fans[0].is_some_and(|fan| fan[52] - c.level > 0.2)))
        );
    }
}
