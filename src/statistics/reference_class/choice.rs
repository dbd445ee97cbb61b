//! Options chosen by the library's own backtest: out of area, out of time.

use super::super::Refusal;
use super::learned::counted_levels;
use super::library::Library;
use super::options::Options;
use super::quantiles::SCORES;
use super::rates::place_in;
use super::spread::{FEWEST, RECENCY, Spread};
use super::steps::Steps;
use super::trials::{Asked, Case, Forecast, cases, forecasts};

/// Places among the 99 quantiles of those that are scored: 5, 10, 25, 50, 75, 90 and 95 percent.
const SCORED: [usize; 7] = [4, 9, 24, 49, 74, 89, 94];

/// Horizons that count in the choice: those up to ten years. Farther ahead there are few windows, of pioneers only.
const COUNTED_HORIZONS: usize = 6;

/// What each case cost a candidate, by horizon; none where it did not answer.
type Losses = Vec<[Option<f64>; COUNTED_HORIZONS]>;

/// Chooses the options by the mean logarithm over horizons of the pinball loss at seven quantiles, in proportion to the
/// weighted interval score (Bracher et al. 2021, PLoS Comput. Biol. 17, e1008618).
///
/// Each candidate is calibrated without the fold it is scored on, and all are scored on the windows that every serious
/// one answers; serious is who answers at least half as often as the best. Windows weigh by how recently they began, as in
/// [`Spread`]. Errors: [`Refusal::ClassTooSmall`] where nothing is answered.
pub(super) fn choose(library: &Library) -> Result<Options, Refusal> {
    let counted = counted_levels(library)?;
    let cases = cases(library, library);
    let mut tried: Vec<(Options, Losses, usize)> = Vec::new();
    // Where readings span few years there are no long windows: then the shorter ones are tried.
    let known = |window: &f64| Steps::new(library, Options { window: *window, ..Options::default() }).is_ok();
    let windows: Vec<f64> = Options::WINDOWS.into_iter().filter(known).collect();
    let longest = *windows.last().ok_or(Refusal::ClassTooSmall)?;
    // The shortest has nothing to be blended with.
    let windows: Vec<(f64, bool)> = windows
        .iter()
        .enumerate()
        .flat_map(|(i, w)| [(*w, false), (*w, true)].into_iter().take(1 + i.min(1)))
        .collect();
    let asked = Asked { horizons: COUNTED_HORIZONS, past: false };
    for longest in Options::candidates(longest) {
        let by_window = forecasts(library, library, &cases, longest, &windows, asked)?;
        for ((window, blended), forecasts) in windows.iter().zip(by_window) {
            let (_, spreads) = Spread::learn(&cases, &forecasts);
            let cost = |case: &Case, forecast: &Forecast, horizon: usize| {
                let scored = counted.contains(&case.level);
                scored.then(|| loss(library, case, forecast, horizon, &spreads[case.fold])).flatten()
            };
            let losses: Losses =
                cases.iter().zip(&forecasts).map(|(c, f)| std::array::from_fn(|h| cost(c, f, h))).collect();
            let answered = losses.iter().flatten().filter(|l| l.is_some()).count();
            tried.push((Options { window: *window, blended: *blended, ..longest }, losses, answered));
        }
    }
    let most = tried.iter().map(|(_, _, answered)| *answered).max().unwrap_or(0);
    tried.retain(|(_, _, answered)| *answered > 0 && answered * 2 >= most);
    let sums = compare(library, &cases, &tried);
    let best = (0..tried.len()).min_by(|a, b| sums[*a].total_cmp(&sums[*b])).ok_or(Refusal::ClassTooSmall)?;
    Ok(tried[best].0)
}

/// The pinball loss of one case at the scored quantiles; none where the class does not answer.
fn loss(library: &Library, case: &Case, forecast: &Forecast, horizon: usize, spread: &Spread) -> Option<f64> {
    let fan = forecast.as_ref()?.fans[horizon].as_ref()?;
    let width = spread.at(horizon, case.level)?;
    let outcome = library.scale.inverse(case.outcomes[horizon]?);
    let pinball = |i: &usize| {
        let p = (i + 1) as f64 / 100.0;
        let gap = outcome - library.scale.inverse(place_in(fan, width.at(SCORES[*i])));
        (p * gap).max((p - 1.0) * gap)
    };
    Some(SCORED.iter().map(pinball).sum())
}

/// For each candidate the sum over horizons of the logarithm of its mean loss on the shared windows.
fn compare(library: &Library, cases: &[Case], tried: &[(Options, Losses, usize)]) -> Vec<f64> {
    let newest = library.years().1;
    let mut sums = vec![0.0; tried.len()];
    for horizon in 0..COUNTED_HORIZONS {
        let shared = |case: &usize| tried.iter().all(|(_, losses, _)| losses[*case][horizon].is_some());
        let shared: Vec<usize> = (0..cases.len()).filter(shared).collect();
        if shared.len() < FEWEST {
            continue;
        }
        let weight = |case: &usize| ((cases[*case].year - newest) / RECENCY).exp();
        let weights: f64 = shared.iter().map(weight).sum();
        for (sum, (_, losses, _)) in sums.iter_mut().zip(tried) {
            let total: f64 = shared.iter().map(|case| weight(case) * losses[*case][horizon].unwrap_or(0.0)).sum();
            // A library in which everything is foreseen exactly has no loss at all.
            *sum += (total / weights).max(1e-9).ln();
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::super::made_up::{SHARE, history, placed};
    use super::*;

    fn library(areas: u32, place: impl Fn(u32, u32) -> f64) -> Library {
        Library::new(SHARE, 1e-6, &placed(areas, 14, place)).unwrap()
    }

    #[test]
    fn nothing_answered_nothing_chosen() {
        assert_eq!(choose(&library(2, |i, t| f64::from(i + t) / 10.0)), Err(Refusal::ClassTooSmall));
        let single = Library::new(SHARE, 0.1, &[history("A", "x", &[(2000.0, 5.0)])]);
        assert_eq!(choose(&single.unwrap()), Err(Refusal::ClassTooSmall));
    }

    /// Growth doubles half-way through: the candidate that forgets fastest does best.
    #[test]
    fn what_has_changed_is_forgotten() {
        let turned = |i: u32, t: u32| {
            let noise = f64::from((i * 7 + t * 13) % 11) / 200.0;
            -1.0 + 0.03 * f64::from(t) + 0.15 * f64::from(t.saturating_sub(5)) + noise
        };
        assert_eq!(choose(&library(60, turned)).unwrap().recency, 5.0);
    }

    /// Pace depends on the level alone, and strongly: the narrowest kernel does best.
    #[test]
    fn a_strong_gradient_wants_a_narrow_kernel() {
        let climb = |i: u32, t: u32| {
            let mut place: f64 = -1.2 + f64::from(i) / 30.0;
            for _ in 0..t {
                place += 0.1 + 0.2 * (3.0 * place).sin().abs();
            }
            place
        };
        assert_eq!(choose(&library(60, climb)).unwrap().bandwidth, 0.4);
    }
}
