//! How dark is how much? Classes between round bounds, each with a shade that also tells them apart in grey.

use super::figure::with_unit;
use super::marks::Sign;
use super::scale::Axis;
use super::theme::{Ink, ramp};
use crate::language::{Language, decimal};

/// The most classes whose shades can be told apart at a glance.
const MOST: usize = 7;

/// Classes of figures, from the least to the greatest.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Classes {
    /// Bounds of the classes, one more than there are; the same bound twice where all figures are equal.
    bounds: Vec<f64>,
}

impl Classes {
    /// One to seven classes between round figures; none where there is no figure.
    pub fn of(values: &[f64]) -> Classes {
        let low = values.iter().copied().fold(f64::INFINITY, f64::min);
        let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        if low > high {
            return Classes { bounds: Vec::new() };
        }
        let span = high - low;
        if span <= 1e-9 * low.abs().max(high.abs()).max(1e-3) {
            return Classes { bounds: vec![low, low] };
        }
        let power = 10f64.powf((span / MOST as f64).log10().floor());
        let fitting = [1.0, 2.0, 2.5, 5.0, 10.0, 20.0].into_iter().map(|times| times * power).find_map(|step| {
            let (first, last) = ((low / step + 1e-9).floor(), (high / step - 1e-9).ceil());
            let count = (last - first).max(1.0);
            (count <= MOST as f64).then(|| (0..=count as usize).map(|i| (first + i as f64) * step).collect())
        });
        Classes { bounds: fitting.unwrap_or_else(|| vec![low, high]) }
    }

    fn count(&self) -> usize {
        self.bounds.len().saturating_sub(1)
    }

    /// An axis from the least bound to the greatest, wherever zero is: for marks that say their figures, never for bars.
    pub fn axis(&self, start: f64, end: f64) -> Axis {
        match self.bounds[..] {
            [from, .., to] if from < to => rounded(from, to, start, end),
            _ => Axis::around(self.bounds.iter().copied(), false, start, end),
        }
    }

    /// The shade of a figure.
    pub fn ink(&self, value: f64) -> Ink {
        let class = self.bounds.iter().skip(1).take_while(|bound| value >= **bound).count();
        self.shade(class.min(self.count().saturating_sub(1)))
    }

    /// The shades of the classes, as far apart as can be; the middle one where there is one class only.
    fn shade(&self, class: usize) -> Ink {
        if self.count() > 1 { ramp(class, self.count()) } else { ramp(1, 3) }
    }

    /// A patch for each class with its bounds: `20 – <40%`; the greatest class holds its upper bound too.
    pub fn legend(&self, unit: &str, language: Language) -> Vec<(Sign, String)> {
        let places = self.places();
        let said = |value: f64| decimal(value, if value == 0.0 { 0 } else { places }, language);
        let class = |i: usize| {
            let (from, to) = (self.bounds[i], self.bounds[i + 1]);
            let last = i + 1 == self.count();
            let text = match (from == to, last) {
                (true, _) => with_unit(&said(from), unit),
                (_, true) => format!("{}\u{a0}–\u{a0}{}", said(from), with_unit(&said(to), unit)),
                _ => format!("{}\u{a0}–\u{a0}<{}", said(from), with_unit(&said(to), unit)),
            };
            (Sign::Patch(self.shade(i)), text)
        };
        (0..self.count()).map(class).collect()
    }

    /// Decimals that tell every bound from its neighbour.
    fn places(&self) -> usize {
        let whole = |v: f64| (v - v.round()).abs() < 1e-6;
        (0..6).find(|p| self.bounds.iter().all(|b| whole(b * 10f64.powi(*p)))).map_or(6, |p| p as usize)
    }
}

/// An axis around both values that begins and ends on one of its own round figures.
fn rounded(from: f64, to: f64, start: f64, end: f64) -> Axis {
    let (mut low, mut high) = (from, to);
    for _ in 0..4 {
        let ticks = Axis::new(low, high, start, end).ticks();
        let step = ticks.windows(2).map(|pair| pair[1] - pair[0]).next().unwrap_or(high - low);
        let wider = ((from / step + 1e-9).floor() * step, (to / step - 1e-9).ceil() * step);
        if wider == (low, high) {
            break;
        }
        (low, high) = wider;
    }
    Axis::new(low, high, start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_has_a_class_between_round_bounds() {
        for values in [vec![12.0, 95.0], vec![0.0, 100.0], vec![3.0, 3.2, 3.9], vec![-40.0, 60.0], vec![0.0, 1e9]] {
            let classes = Classes::of(&values);
            assert!((2..=MOST).contains(&classes.count()), "{classes:?}");
            assert!(classes.bounds[0] <= values[0] && classes.bounds[classes.count()] >= *values.last().unwrap());
            let inks: Vec<f64> = (0..classes.count()).map(|class| classes.shade(class).lightness()).collect();
            assert!(inks.windows(2).all(|pair| pair[0] - pair[1] > 25.0), "{inks:?}");
        }
    }

    #[test]
    fn a_bound_belongs_to_the_class_above_and_the_last_to_its_own() {
        let classes = Classes::of(&[0.0, 100.0]);
        let told: Vec<String> =
            classes.legend("%", Language::Vi).into_iter().map(|class| class.1.replace('\u{a0}', "")).collect();
        assert_eq!(told, ["0–<20%", "20–<40%", "40–<60%", "60–<80%", "80–100%"]);
        assert_eq!(classes.ink(20.0), classes.ink(30.0));
        assert_ne!(classes.ink(20.0), classes.ink(19.9));
        assert_eq!(classes.ink(100.0), classes.ink(80.0));
    }

    #[test]
    fn an_axis_begins_and_ends_on_its_round_figures() {
        for values in [[29.3, 40.2], [0.1, 99.0], [-7.0, 3.0], [1e9, 1.2e9]] {
            let axis = Classes::of(&values).axis(0.0, 100.0);
            let at: Vec<f64> = axis.ticks().into_iter().map(|tick| axis.at(tick)).collect();
            assert!(at[0].abs() < 1e-6 && (at[at.len() - 1] - 100.0).abs() < 1e-6, "{values:?} {at:?}");
            assert!(values.iter().all(|value| (0.0..=100.0).contains(&axis.at(*value))), "{values:?}");
        }
    }

    #[test]
    fn equal_figures_are_one_class_and_none_is_none() {
        let classes = Classes::of(&[7.5, 7.5]);
        assert_eq!(classes.legend("%", Language::En)[0].1, "7.5%");
        assert!(Classes::of(&[]).legend("%", Language::En).is_empty());
        assert_eq!(Classes::of(&[0.0]).legend("", Language::En).len(), 1);
    }
}
