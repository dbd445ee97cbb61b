//! The smallest value of a cost over a few bounded parameters: how exponential smoothing finds its weights.
//!
//! A grid finds the neighbourhoods; from the best of them the pattern search of Hooke and Jeeves goes down. It needs no
//! gradient, meets bounds exactly and gives the same bits every time. Source: Hooke, R. and Jeeves, T. A. (1961), "Direct
//! search" solution of numerical and statistical problems, J. ACM 8:212-229.

/// From how many points of the grid to go down.
const STARTS: usize = 3;

/// How often the step is halved: to a 2^32nd of the grid's, where the cost is flat to the last bits.
const HALVINGS: usize = 32;

/// Sweeps after which one descent stops, whatever it has found.
const SWEEPS: usize = 2_000;

/// Lowest and highest value of one parameter, and into how many parts the grid cuts them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Range {
    pub lowest: f64,
    pub highest: f64,
    pub parts: usize,
}

impl Range {
    fn step(self) -> f64 {
        (self.highest - self.lowest) / self.parts as f64
    }
}

/// Where the cost is smallest. A cost that is not a number never wins.
pub(super) fn lowest<const P: usize>(ranges: [Range; P], cost: impl Fn(&[f64; P]) -> f64) -> [f64; P] {
    let mut starts: Vec<(f64, [f64; P])> = Vec::with_capacity(STARTS + 1);
    let points: usize = ranges.iter().map(|range| range.parts + 1).product();
    for mut index in 0..points {
        let point = ranges.map(|range| {
            let place = index % (range.parts + 1);
            index /= range.parts + 1;
            (range.lowest + range.step() * place as f64).min(range.highest)
        });
        let here = cost(&point);
        let rank = starts.iter().position(|(other, _)| here < *other).unwrap_or(starts.len());
        if !here.is_nan() && rank < STARTS {
            starts.insert(rank, (here, point));
            starts.truncate(STARTS);
        }
    }
    let mut best = (f64::INFINITY, ranges.map(|range| range.lowest));
    for start in starts {
        let found = descend(start, ranges, &cost);
        if found.0 < best.0 {
            best = found;
        }
    }
    best.1
}

/// Goes down from a point: a sweep over the parameters, then on in the direction that has helped; else smaller steps.
fn descend<const P: usize>(
    start: (f64, [f64; P]),
    ranges: [Range; P],
    cost: &impl Fn(&[f64; P]) -> f64,
) -> (f64, [f64; P]) {
    let mut steps = ranges.map(Range::step);
    let (mut before, mut here) = (start, start);
    let mut halved = 0;
    for _ in 0..SWEEPS {
        let mut ahead = here.1;
        for (i, range) in ranges.iter().enumerate() {
            ahead[i] = (2.0 * here.1[i] - before.1[i]).clamp(range.lowest, range.highest);
        }
        let onward = if ahead == here.1 { here } else { sweep((cost(&ahead), ahead), &ranges, &steps, cost) };
        let found = if onward.0 < here.0 { onward } else { sweep(here, &ranges, &steps, cost) };
        before = here;
        if found.0 < here.0 {
            here = found;
        } else if halved == HALVINGS {
            break;
        } else {
            steps = steps.map(|step| step / 2.0);
            halved += 1;
        }
    }
    here
}

/// Tries one step up and down in each parameter and keeps what helps.
fn sweep<const P: usize>(
    mut here: (f64, [f64; P]),
    ranges: &[Range; P],
    steps: &[f64; P],
    cost: &impl Fn(&[f64; P]) -> f64,
) -> (f64, [f64; P]) {
    for i in 0..P {
        for step in [steps[i], -steps[i]] {
            let mut point = here.1;
            point[i] = (point[i] + step).clamp(ranges[i].lowest, ranges[i].highest);
            let there = cost(&point);
            if there < here.0 {
                here = (there, point);
                break;
            }
        }
    }
    here
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNIT: Range = Range { lowest: 0.0, highest: 1.0, parts: 7 };

    #[test]
    fn a_cost_that_is_no_number_gives_a_corner_not_a_panic() {
        assert_eq!(lowest([UNIT, UNIT], |_| f64::NAN), [0.0, 0.0]);
        assert_eq!(lowest([UNIT], |_| f64::INFINITY), [0.0]);
        assert_eq!(lowest([UNIT], |[x]| if *x < 0.5 { f64::NAN } else { *x }), [0.5]);
    }

    #[test]
    fn bounds_are_met_exactly() {
        assert_eq!(lowest([UNIT], |[x]| *x), [0.0]);
        assert_eq!(lowest([UNIT], |[x]| -x), [1.0]);
    }

    /// Rosenbrock's valley, whose floor is curved and nearly flat: its lowest point is (1, 1).
    #[test]
    fn along_a_curved_valley() {
        let wide = Range { lowest: -2.0, highest: 2.0, parts: 7 };
        let [x, y] = lowest([wide, wide], |[x, y]| (1.0 - x).powi(2) + 100.0 * (y - x * x).powi(2));
        assert!((x - 1.0).abs() < 1e-5 && (y - 1.0).abs() < 1e-5, "{x} {y}");
    }

    #[test]
    fn the_deeper_of_two_valleys() {
        let [x] = lowest([UNIT], |[x]| (20.0 * x).cos() + (x - 0.8).powi(2));
        assert!((x - 0.785_43).abs() < 1e-3, "{x}");
    }
}
