//! Where the search for a growth curve begins: a grid drawn from the readings, its best points first.

use super::curve::{GrowthCurve, Kind};
use crate::statistics::least_squares::Curve;

/// Ceilings to begin from, as multiples of what has been seen.
const CEILINGS: [f64; 5] = [1.02, 1.1, 1.3, 2.0, 4.0];
/// How many points of the grid are searched from, at most.
const KEPT: usize = 6;
/// Shares are kept this far from 0 and 1 where they are put on a scale on which these are infinite.
const EDGE: f64 = 0.01;

/// Starts for a curve, the one that fits best as it stands first. `seen`: the highest level, or the sum of amounts.
pub(super) fn starts(curve: &GrowthCurve, tau: &[f64], v: &[f64], seen: f64) -> Vec<Vec<f64>> {
    let span = tau[tau.len() - 1] - tau[0];
    let ceilings: Vec<f64> = match curve.ceiling {
        Some(ceiling) => vec![ceiling],
        None => CEILINGS.iter().map(|multiple| multiple * seen).collect(),
    };
    let mut grid: Vec<[f64; 3]> = Vec::new();
    for &ceiling in &ceilings {
        match curve.kind {
            Kind::Logistic | Kind::Gompertz => {
                let (rate, midpoint) = line(curve.kind, ceiling, tau, v).unwrap_or((4.0 / span, span / 2.0));
                grid.extend([1.0, 0.5, 2.0].map(|times| [ceiling, rate * times, midpoint]));
            }
            Kind::Bass | Kind::BassDensity | Kind::BassInterval => {
                for imitation in [1.0, 3.0, 6.0, 12.0, 24.0].map(|q| q / span) {
                    let innovations = [0.3, 0.03, 0.003, 1e-4, 1e-6].map(|share| share * imitation);
                    grid.extend(innovations.map(|innovation| [ceiling, innovation, imitation]));
                }
            }
        }
    }
    let declared = usize::from(curve.ceiling.is_some());
    let mut starts: Vec<(f64, Vec<f64>)> = grid
        .into_iter()
        .map(|all| {
            let start = all[declared..].to_vec();
            let rss: f64 = tau.iter().zip(v).map(|(&x, v)| (curve.value(&start, x) - v).powi(2)).sum();
            (rss, start)
        })
        .collect();
    starts.sort_by(|a, b| a.0.total_cmp(&b.0));
    starts.truncate(KEPT);
    starts.into_iter().map(|(_, start)| start).collect()
}

/// Rate and midpoint of the line through the readings on the scale on which the curve is one, each reading weighted by
/// the inverse of what the scale does to its scatter.
fn line(kind: Kind, ceiling: f64, tau: &[f64], v: &[f64]) -> Option<(f64, f64)> {
    let (mut w, mut wx, mut wz, mut wxx, mut wxz) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (x, v) in tau.iter().zip(v) {
        let share = (v / ceiling).clamp(EDGE, 1.0 - EDGE);
        let (z, slope) = match kind {
            Kind::Gompertz => (-(-share.ln()).ln(), -share * share.ln()),
            _ => ((share / (1.0 - share)).ln(), share * (1.0 - share)),
        };
        let weight = slope * slope;
        w += weight;
        wx += weight * x;
        wz += weight * z;
        wxx += weight * x * x;
        wxz += weight * x * z;
    }
    let rate = (w * wxz - wx * wz) / (w * wxx - wx * wx);
    let midpoint = wx / w - wz / w / rate;
    (rate != 0.0 && rate.is_finite() && midpoint.is_finite()).then_some((rate, midpoint))
}
