//! How fast levels grew elsewhere: quantiles of growth at each level, and the paths that follow them.
//!
//! METHODS 4b weighs windows of the horizon's own length. Here windows have a greatest length (an option), and longer
//! horizons are reached step by step: the path of probability p grows in each step by the quantile p of the growth seen
//! at the level it has reached. So a forecast over ten years rests on the newest short windows of all areas, not on the
//! few pioneers who had been there ten years before. One area does not stay at its quantile for ever, so these paths
//! spread too far; [`super::spread`] brings them to the coverage seen in areas left out.

use super::super::Refusal;
use super::library::Library;
use super::options::Options;
use super::path::SAME_MOMENT;
use super::rates::{Fan, PATHS, Rates, Windows, between, enough};

/// Windows of all the lengths in which a path takes its steps, shortest first.
#[derive(Debug, Clone)]
pub(super) struct Steps {
    lengths: Vec<(f64, Windows)>,
    blended: bool,
}

impl Steps {
    /// Windows of one year, two, three .. up to the length of the options.
    ///
    /// Errors: [`Refusal::InvalidOptions`]; [`Refusal::ClassTooSmall`] where a length has none.
    pub(super) fn new(library: &Library, options: Options) -> Result<Steps, Refusal> {
        let options = options.checked()?;
        let lengths = [1.0, 2.0, 3.0].into_iter().filter(|length| *length < options.window).chain([options.window]);
        let lengths = lengths.map(|length| Ok((length, Windows::new(library, options, length)?)));
        Ok(Steps { lengths: lengths.collect::<Result<_, Refusal>>()?, blended: options.blended })
    }

    /// What is known by a moment, with some areas left out.
    pub(super) fn known(&self, until: f64, left_out: impl Fn(usize) -> bool) -> Known {
        let lengths: Vec<_> = self.lengths.iter().map(|(length, w)| (*length, w.rates(until, &left_out))).collect();
        Known { used: lengths.len(), blended: self.blended, lengths }
    }

    /// How many windows of one year (or of the only length) there are.
    pub(super) fn windows(&self) -> usize {
        self.lengths[0].1.len()
    }

    /// The levels at which windows began: a grid.
    pub(super) fn levels(&self) -> &[f64] {
        &self.lengths[0].1.levels
    }

    /// Effective number of areas behind a level for a horizon; 0 at levels never seen.
    pub(super) fn effective_areas(&self, level: f64, years: f64) -> f64 {
        let (_, windows) = &self.lengths[first_length(self.lengths.iter().map(|(length, _)| *length), years)];
        at_level(&windows.levels, |i| windows.effective_areas(i), level)
    }
}

/// Which of the lengths (ascending) makes the first step of a path: the shortest that is long enough, else the longest.
fn first_length(lengths: impl ExactSizeIterator<Item = f64>, years: f64) -> usize {
    let last = lengths.len() - 1;
    lengths.enumerate().find(|(_, length)| *length >= years - SAME_MOMENT).map_or(last, |(i, _)| i)
}

/// A number known on a grid of levels; 0 outside it.
fn at_level(levels: &[f64], number: impl Fn(usize) -> f64, level: f64) -> f64 {
    between(levels, level).map_or(0.0, |(left, right, share)| number(left) * (1.0 - share) + number(right) * share)
}

/// The rates known at some moment, by the length of the windows, shortest first.
#[derive(Debug, Clone)]
pub(super) struct Known {
    lengths: Vec<(f64, Rates)>,
    /// How many of the lengths are used, from the shortest on, and whether the paths of all of them are averaged.
    used: usize,
    blended: bool,
}

/// The paths by the windows of each length alone, shortest first: at each horizon, none where no level has windows enough.
pub(super) type Chains = Vec<Vec<Option<Fan>>>;

impl Known {
    /// Uses no windows longer than this from now on, blended or not: what options with that window would know.
    pub(super) fn limit(&mut self, window: f64, blended: bool) {
        self.used = self.lengths.iter().filter(|(length, _)| *length <= window).count().max(1);
        self.blended = blended;
    }

    /// The lengths in use.
    fn lengths(&self) -> &[(f64, Rates)] {
        &self.lengths[..self.used]
    }

    /// The effective number of windows behind a level for a horizon; 0 at levels never seen.
    pub(super) fn effective_size(&self, level: f64, years: f64) -> f64 {
        let (_, rates) = &self.lengths()[first_length(self.lengths().iter().map(|(length, _)| *length), years)];
        at_level(&rates.levels, |i| rates.windows[i], level)
    }

    /// The paths from a level, at each of the horizons (ascending, years); none where too few windows stand behind.
    pub(super) fn paths(&self, level: f64, horizons: &[f64]) -> Vec<Option<Fan>> {
        self.answered(level, horizons, &self.chains(level, horizons))
    }

    /// The same out of chains already known.
    pub(super) fn answered(&self, level: f64, horizons: &[f64], chains: &Chains) -> Vec<Option<Fan>> {
        let enough = |years: &f64| enough(self.effective_size(level, *years));
        let of = |(place, years)| if enough(years) { self.picked(chains, place) } else { None };
        horizons.iter().enumerate().map(of).collect()
    }

    /// The same however few windows stand behind the level: by the nearest level that has enough.
    pub(super) fn paths_anyhow(&self, level: f64, horizons: &[f64]) -> Vec<Option<Fan>> {
        let chains = self.chains(level, horizons);
        (0..horizons.len()).map(|place| self.picked(&chains, place)).collect()
    }

    /// The path by the windows in use at a horizon (by its place): the chain of the longest, or the mean of all.
    fn picked(&self, chains: &Chains, place: usize) -> Option<Fan> {
        let used = &chains[..self.used.min(chains.len())];
        if !self.blended {
            return used.last()?[place];
        }
        let fans: Vec<&Fan> = used.iter().filter_map(|chain| chain[place].as_ref()).collect();
        let mean = |path: usize| fans.iter().map(|fan| fan[path]).sum::<f64>() / fans.len() as f64;
        (!fans.is_empty()).then(|| std::array::from_fn(mean))
    }

    /// The paths by windows of every length known, whether in use or not.
    pub(super) fn chains(&self, level: f64, horizons: &[f64]) -> Chains {
        let chain = |longest: usize| {
            let mut reached = Some((0.0, [level; PATHS]));
            horizons.iter().map(|years| Known::path(&self.lengths[..=longest], &mut reached, *years)).collect()
        };
        (0..self.lengths.len()).map(chain).collect()
    }

    /// Goes on from where whole steps have led so far (none where they could not), and takes the rest of the way: a path
    /// takes the longest steps there are, then one by windows at least as long as what is left.
    fn path(lengths: &[(f64, Rates)], reached: &mut Option<(f64, Fan)>, years: f64) -> Option<Fan> {
        let (longest, rates) = lengths.last()?;
        while let Some((passed, places)) = reached
            && *passed + longest <= years + SAME_MOMENT
        {
            *reached = rates.step(places, *longest).map(|next| (*passed + longest, next));
        }
        let (passed, places) = (*reached)?;
        let rest = years - passed;
        if rest <= SAME_MOMENT {
            return Some(places);
        }
        lengths[first_length(lengths.iter().map(|(length, _)| *length), rest)].1.step(&places, rest)
    }
}

#[cfg(test)]
mod tests {
    use super::super::library::History;
    use super::super::quantiles::probability_of;
    use super::*;
    use crate::statistics::Scale;

    const SHARE: Scale = Scale::Gompertz { lower: 0.0, upper: 100.0 };

    /// Areas that all begin at one level and grow by `rates` a year on the scale, one reading a year.
    fn library(rates: &[f64], years: i32) -> Library {
        let histories: Vec<History> = rates
            .iter()
            .enumerate()
            .map(|(i, rate)| {
                let at = |t: i32| (2000.0 + f64::from(t), SHARE.inverse(rate * f64::from(t)));
                History { area: format!("{i:03}"), name: "x".into(), readings: (0..=years).map(at).collect() }
            })
            .collect();
        Library::new(SHARE, 1e-6, &histories).unwrap()
    }

    fn steps(library: &Library, window: f64) -> Steps {
        Steps::new(library, Options { bandwidth: 0.4, recency: 10.0, window, blended: false }).unwrap()
    }

    #[test]
    fn a_library_without_windows_is_no_class() {
        let single = library(&[0.1; 40], 0);
        assert_eq!(Steps::new(&single, Options::default()).map(|s| s.windows()), Err(Refusal::ClassTooSmall));
    }

    #[test]
    fn too_few_windows_answer_nothing() {
        let few = steps(&library(&[0.1; 29], 1), 1.0).known(2001.0, |_| false);
        assert!((few.effective_size(0.0, 1.0) - 29.0).abs() < 1e-9);
        assert_eq!(few.paths(0.0, &[1.0]), vec![None]);
        let enough = steps(&library(&[0.1; 30], 1), 1.0);
        assert!(enough.known(2001.0, |_| false).paths(0.0, &[1.0])[0].is_some());
        assert!(enough.known(2001.0, |area| area == 7).paths(0.0, &[1.0])[0].is_none());
        assert!(enough.known(2000.5, |_| false).paths(0.0, &[1.0])[0].is_none());
        assert!(enough.known(2001.0, |_| false).paths(-0.1, &[1.0])[0].is_none());
    }

    /// Forty areas, all windows of equal weight: quantiles of the rates 0.00, 0.01 .. 0.39, each at the middle of its
    /// fortieth. By hand: the median is 0.195; probability 0.0125 + k/40 is exactly rate k.
    #[test]
    fn weighted_quantiles_by_hand() {
        let rates: Vec<f64> = (0..40).map(|i| f64::from(i) / 100.0).collect();
        let steps = steps(&library(&rates, 1), 1.0);
        assert!((steps.effective_areas(0.0, 1.0) - 40.0).abs() < 1e-9);
        let fan = steps.known(2001.0, |_| false).paths(0.0, &[1.0])[0].unwrap();
        assert!((fan[PATHS / 2] - 0.195).abs() < 1e-9);
        let low = probability_of(-1.0);
        assert!((fan[16] - (low - 0.0125) * 40.0 / 100.0).abs() < 1e-9);
        assert!(fan[0].abs() < 1e-9 && (fan[PATHS - 1] - 0.39).abs() < 1e-9);
    }

    /// Where everyone grows alike, every path grows so too, over any horizon and in steps of any length.
    #[test]
    fn paths_follow_the_rates() {
        let library = library(&[0.1; 30], 20);
        for window in [1.0, 2.0, 3.0, 5.0, 0.7] {
            let horizons = [0.5, 1.0, 3.25, 10.0];
            let paths = steps(&library, window).known(2020.0, |_| false).paths(0.5, &horizons);
            for (fan, horizon) in paths.iter().zip(horizons) {
                let fan = fan.unwrap();
                assert!(fan.iter().all(|z| (z - 0.5 - 0.1 * horizon).abs() < 1e-6), "{window} {horizon}: {fan:?}");
            }
        }
    }

    /// Where windows of different length tell different growth, the blend is their mean: the jump below is 1.5 by the
    /// three-year windows and nothing by the shorter, so a third of it.
    #[test]
    fn a_blend_is_the_mean_of_its_chains() {
        let place = |t: i32| if t == 3 { 1.5 } else { 0.0 };
        let area = |i: i32| History {
            area: format!("{i:03}"),
            name: "x".into(),
            readings: (0..4).map(|t| (2000.0 + f64::from(t), SHARE.inverse(place(t)))).collect(),
        };
        let library = Library::new(SHARE, 1e-6, &(0..60).map(area).collect::<Vec<_>>()).unwrap();
        let options = Options { bandwidth: 0.4, recency: 1000.0, window: 3.0, blended: true };
        let mut known = Steps::new(&library, options).unwrap().known(2003.0, |_| false);
        let lowest = |known: &Known| known.paths(0.0, &[3.0])[0].unwrap()[0];
        assert!((lowest(&known) - 0.5).abs() < 1e-6, "{}", lowest(&known));
        known.limit(3.0, false);
        assert!((lowest(&known) - 1.5).abs() < 1e-6);
        known.limit(2.0, true);
        assert!(lowest(&known).abs() < 1e-6);
    }

    /// Three-year windows know of a jump in the third year; a horizon of three years takes them in one step.
    #[test]
    fn a_horizon_of_the_windows_length_is_one_step() {
        let place = |t: i32| [0.0, 0.0, 0.0, 1.5][t as usize % 4] + f64::from(t / 4) * 1.5;
        let area = |i: i32| History {
            area: format!("{i:03}"),
            name: "x".into(),
            readings: (0..4).map(|t| (2000.0 + f64::from(t), SHARE.inverse(place(t)))).collect(),
        };
        let library = Library::new(SHARE, 1e-6, &(0..60).map(area).collect::<Vec<_>>()).unwrap();
        let direct = steps(&library, 3.0).known(2003.0, |_| false).paths(0.0, &[3.0])[0].unwrap();
        assert!(direct.iter().all(|z| (z - 1.5).abs() < 1e-6));
        let yearly = steps(&library, 1.0).known(2003.0, |_| false).paths(0.0, &[3.0])[0].unwrap();
        assert!(yearly[PATHS / 2] < 0.1);
    }
}
