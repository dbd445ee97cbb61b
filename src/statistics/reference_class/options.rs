//! What a class is fitted with: how near in level, how recent, over how many years growth is read.

use super::super::Refusal;

/// With what a class is fitted; each is chosen on the library, never on the target.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// Bandwidth of the kernel on the level, on the Gompertz scale: windows one bandwidth away weigh exp(-1/2).
    pub bandwidth: f64,
    /// Years over which a window loses weight by a factor e.
    pub recency: f64,
    /// The longest windows over which growth is read, in years: longer horizons are reached in several steps.
    pub window: f64,
    /// Is the path the mean of those by windows of one year, two, three .. up to the longest (true), or that by the longest
    /// alone? Long windows see what lasts and know the pioneers only; short ones know everyone and miss what lasts.
    pub blended: bool,
}

impl Default for Options {
    /// What did best on internet use, 1990 to 2024, in countries left out of the fit.
    fn default() -> Options {
        Options { bandwidth: 1.2, recency: 30.0, window: 5.0, blended: true }
    }
}

impl Options {
    /// The windows among which the backtest chooses, in years; each alone and, but for the first, blended with the shorter.
    pub(super) const WINDOWS: [f64; 4] = [1.0, 2.0, 3.0, 5.0];

    /// The bandwidths and recencies among which it chooses, each with a window. Few on purpose: each more is a chance to
    /// fit noise.
    pub(super) fn candidates(window: f64) -> [Options; 6] {
        [(0.4, 5.0), (0.4, 30.0), (0.8, 5.0), (0.8, 30.0), (1.2, 5.0), (1.2, 30.0)]
            .map(|(bandwidth, recency)| Options { bandwidth, recency, window, blended: false })
    }

    /// The same options where they can be computed with.
    ///
    /// Errors: [`Refusal::InvalidOptions`] for a bandwidth outside 0.05 to 5, a recency outside 0.5 to 1000 years or a
    /// window outside 0.25 to 20 years.
    ///
    /// ```
    /// use milepost::statistics::{Refusal, reference_class::Options};
    /// assert!(Options::default().checked().is_ok());
    /// assert_eq!(Options { bandwidth: 0.0, ..Options::default() }.checked(), Err(Refusal::InvalidOptions));
    /// ```
    pub fn checked(self) -> Result<Options, Refusal> {
        let fine = (0.05..=5.0).contains(&self.bandwidth)
            && (0.5..=1000.0).contains(&self.recency)
            && (0.25..=20.0).contains(&self.window);
        if fine { Ok(self) } else { Err(Refusal::InvalidOptions) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_computed_with_is_refused() {
        for wrong in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            let fine = Options::default();
            for options in [
                Options { bandwidth: wrong, ..fine },
                Options { recency: wrong, ..fine },
                Options { window: wrong, ..fine },
            ] {
                assert_eq!(options.checked(), Err(Refusal::InvalidOptions), "{options:?}");
            }
        }
    }

    #[test]
    fn every_candidate_can_be_computed_with() {
        let candidates: Vec<Options> = Options::WINDOWS.into_iter().flat_map(Options::candidates).collect();
        assert!(candidates.iter().all(|options| options.checked().is_ok()));
        assert!(candidates.contains(&Options { blended: false, ..Options::default() }));
    }
}
