//! The record of a backtest: flat rows of plain values, to be written, read back and shown.

use crate::statistics::Refusal;

/// Over which windows a row sums up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WindowSet {
    /// All that the method answered.
    Own,
    /// Those that every method with any answer in this cell answered: here methods compare with one another.
    Common,
}

impl WindowSet {
    /// Its word in a table.
    pub fn code(self) -> &'static str {
        match self {
            WindowSet::Own => "own",
            WindowSet::Common => "common",
        }
    }

    /// Reads the word; `None` where it is neither.
    pub fn from_code(code: &str) -> Option<WindowSet> {
        [WindowSet::Own, WindowSet::Common].into_iter().find(|set| set.code() == code)
    }
}

/// What one backtest found.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// What was tested on, such as `internet use of 110 countries`.
    pub name: String,
    /// The scale of the two baselines, as [`crate::statistics::Scale`] prints it.
    pub scale: String,
    /// How many histories.
    pub histories: usize,
    /// How far from a horizon the actual reading could lie, in years.
    pub tolerance: f64,
    /// For every number of readings, horizon and method: its own windows, then the common ones.
    pub rows: Vec<RecordRow>,
    /// Windows refused, by reason; only where there were any.
    pub refused: Vec<RefusedRow>,
    /// Probabilities of attainment against what came, over each method's own windows; only bins that hold any.
    pub reliability: Vec<ReliabilityRow>,
}

/// One method, number of readings, horizon and set of windows. Values are in the unit of the readings unless said
/// otherwise; a blank is a measure with nothing to take it from (or too large for the arithmetic), never a zero.
///
/// Standard errors are clustered by history (Liang & Zeger 1986; Cameron & Miller 2015): with m the mean over W windows
/// of G histories, se^2 = G / (G - 1) * sum_g (sum_{w in g} (x_w - m))^2 / W^2.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordRow {
    /// The method.
    pub method: String,
    /// Readings it saw; `None` for all up to the origin.
    pub readings: Option<usize>,
    /// Years ahead.
    pub horizon: f64,
    /// Over which windows.
    pub set: WindowSet,
    /// How many windows.
    pub windows: usize,
    /// Of how many histories.
    pub series: usize,
    /// Windows of this cell that are not in the row: refused by the method (own), or by any method compared (common).
    pub left_out: usize,
    /// Windows with more than a point; intervals are measured over these.
    pub distributions: usize,
    /// Mean absolute error of the median.
    pub mae: Option<f64>,
    /// Mean of median minus actual value: positive is too high.
    pub bias: Option<f64>,
    /// Mean of 200 |error| / (|actual| + |median|), in percent (M3 competition).
    pub smape: Option<f64>,
    /// Mean of |error| over the mean absolute step of the history up to the origin (Hyndman & Koehler 2006).
    pub mase: Option<f64>,
    /// Windows without such a step (a single reading, all equal, or a mean step below half the measurement unit): not in
    /// `mase` and `msis_95`.
    pub mase_left_out: usize,
    /// Mean interval score at 80% (Gneiting & Raftery 2007).
    pub interval_score_80: Option<f64>,
    /// Mean interval score at 90%.
    pub interval_score_90: Option<f64>,
    /// Mean interval score at 95%.
    pub interval_score_95: Option<f64>,
    /// Mean of the interval score at 95% over the mean step (M4 competition).
    pub msis_95: Option<f64>,
    /// Continuous ranked probability score, as twice the mean pinball loss over 99 percentiles; of points |error|.
    pub crps: Option<f64>,
    /// Share of the 80% intervals that held the actual value, 0 to 1.
    pub coverage_80: Option<f64>,
    /// Its standard error.
    pub coverage_80_se: Option<f64>,
    /// Share of the 90% intervals that held the actual value, 0 to 1.
    pub coverage_90: Option<f64>,
    /// Its standard error.
    pub coverage_90_se: Option<f64>,
    /// Share of the 95% intervals that held the actual value, 0 to 1.
    pub coverage_95: Option<f64>,
    /// Its standard error.
    pub coverage_95_se: Option<f64>,
    /// The baseline's mean absolute error on the same windows.
    pub naive_mae: Option<f64>,
    /// The baseline's CRPS on the same windows.
    pub naive_crps: Option<f64>,
    /// Windows in which the baseline was but a point.
    pub naive_points: usize,
    /// The baseline's CRPS minus the method's, window by window: positive is better than the baseline.
    pub crps_gain: Option<f64>,
    /// Its standard error.
    pub crps_gain_se: Option<f64>,
    /// Share of the baseline's CRPS that the method takes away: 1 - CRPS / CRPS of the baseline.
    pub skill: Option<f64>,
    /// Its standard error, as of a ratio of sums.
    pub skill_se: Option<f64>,
    /// Probabilities of attainment given: one for every goal open in every window.
    pub questions: usize,
    /// Brier score: mean of (probability - outcome)^2, 0 is perfect.
    pub brier: Option<f64>,
    /// Its standard error.
    pub brier_se: Option<f64>,
    /// The baseline's Brier score on the same questions.
    pub brier_naive: Option<f64>,
    /// The baseline's Brier score minus the method's, question by question: positive is better than the baseline.
    pub brier_gain: Option<f64>,
    /// Its standard error.
    pub brier_gain_se: Option<f64>,
    /// The Brier score of knowing beforehand what share of these windows meets each goal (Murphy's uncertainty): a
    /// forecast above it tells less than a table of frequencies drawn up afterwards.
    pub brier_climate: Option<f64>,
}

/// Windows that a method refused for one reason.
#[derive(Debug, Clone, PartialEq)]
pub struct RefusedRow {
    /// The method.
    pub method: String,
    /// Readings it saw; `None` for all up to the origin.
    pub readings: Option<usize>,
    /// Years ahead.
    pub horizon: f64,
    /// Why.
    pub reason: Refusal,
    /// How many windows.
    pub windows: usize,
}

/// Probabilities within one tenth, against what came.
#[derive(Debug, Clone, PartialEq)]
pub struct ReliabilityRow {
    /// The method.
    pub method: String,
    /// Readings it saw; `None` for all up to the origin.
    pub readings: Option<usize>,
    /// Years ahead.
    pub horizon: f64,
    /// Lower end of the bin: 0.0, 0.1 ... 0.9; a probability of 1 is in the last.
    pub from: f64,
    /// Probabilities in it.
    pub count: usize,
    /// Their mean.
    pub forecast: f64,
    /// The share of goals that were met.
    pub observed: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_read_what_they_write() {
        assert_eq!(WindowSet::from_code("Own"), None);
        for set in [WindowSet::Own, WindowSet::Common] {
            assert_eq!(WindowSet::from_code(set.code()), Some(set));
        }
    }
}
