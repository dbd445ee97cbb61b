//! The 27 non-linear sets, from both of NIST's starts.
//!
//! The certified values have eleven digits, so a little over ten is all that can agree. Lanczos1 leaves residuals of
//! 1e-13, smaller than the rounding of its model allows: its parameters agree, its residual figures to two digits.

use super::super::{Curve, NonlinearFit, nonlinear, scattered};
use super::dual::{Dual, PARAMETERS};
use super::{Set, digits, fewest_digits};
use crate::statistics::Refusal;

/// Parameters and predictors to y.
type Formula = fn(&[Dual], &[f64]) -> Dual;

/// Digits reached: parameters, their standard deviations, residual sum of squares, residual standard deviation.
type Digits = [f64; 4];

/// A certified model over the rows of its set; x is the number of a row, as some models have two predictors.
struct Model<'a> {
    formula: Formula,
    rows: &'a [Vec<f64>],
}

impl Model<'_> {
    fn at(&self, parameters: &[f64], row: f64) -> Dual {
        let mut b = [Dual::from(0.0); PARAMETERS];
        for (index, value) in parameters.iter().enumerate() {
            b[index] = Dual::parameter(*value, index);
        }
        (self.formula)(&b, &self.rows[row as usize][1..])
    }
}

impl Curve for Model<'_> {
    fn value(&self, parameters: &[f64], row: f64) -> f64 {
        self.at(parameters, row).value
    }

    fn gradient(&self, parameters: &[f64], row: f64, by: &mut [f64]) {
        by.copy_from_slice(&self.at(parameters, row).by[..parameters.len()]);
    }
}

fn fit(set: &Set, formula: Formula, start: &str, starts: usize) -> Result<NonlinearFit, Refusal> {
    let row_numbers: Vec<f64> = (0..set.rows.len()).map(|row| row as f64).collect();
    nonlinear(&Model { formula, rows: &set.rows }, &row_numbers, &set.column(0), &scattered(set.line(start), starts))
}

fn reached(set: &Set, fit: &NonlinearFit) -> Digits {
    [
        fewest_digits(&fit.parameters, set.line("certified")),
        fewest_digits(&fit.deviations(), set.line("deviations")),
        digits(fit.rss, set.line("rss")[0]),
        digits(fit.residual_sd(), set.line("residual-sd")[0]),
    ]
}

fn rational_3_3(b: &[Dual], x: f64) -> Dual {
    (b[0] + b[1] * x + b[2] * x.powi(2) + b[3] * x.powi(3)) / (b[4] * x + b[5] * x.powi(2) + b[6] * x.powi(3) + 1.0)
}

fn three_exponentials(b: &[Dual], x: f64) -> Dual {
    b[0] * (-b[1] * x).exp() + b[2] * (-b[3] * x).exp() + b[4] * (-b[5] * x).exp()
}

fn two_peaks(b: &[Dual], x: f64) -> Dual {
    let peak = |height: Dual, place: Dual, width: Dual| height * (-((-place + x) / width).squared()).exp();
    b[0] * (-b[1] * x).exp() + peak(b[2], b[3], b[4]) + peak(b[5], b[6], b[7])
}

fn waves(b: &[Dual], x: f64) -> Dual {
    let angle = 2.0 * std::f64::consts::PI * x;
    let wave = |period: Dual, cos: Dual, sin: Dual| {
        let angle = Dual::from(angle) / period;
        cos * angle.cos() + sin * angle.sin()
    };
    b[0] + wave(Dual::from(12.0), b[1], b[2]) + wave(b[3], b[4], b[5]) + wave(b[6], b[7], b[8])
}

/// Every set, the digits that each of its figures reaches at least from either start, and its model.
fn sets() -> Vec<(&'static str, &'static str, Digits, Formula)> {
    vec![
        ("Rat42", include_str!("rat42.txt"), [11.0, 10.0, 11.5, 10.0], |b, x| {
            b[0] / ((b[1] - b[2] * x[0]).exp() + 1.0)
        }),
        ("Rat43", include_str!("rat43.txt"), [10.5, 10.5, 11.0, 10.5], |b, x| {
            b[0] / ((b[1] - b[2] * x[0]).exp() + 1.0).to_the(Dual::from(1.0) / b[3])
        }),
        ("Misra1a", include_str!("misra1a.txt"), [10.5, 10.5, 10.0, 10.0], |b, x| b[0] * (-(-b[1] * x[0]).exp() + 1.0)),
        ("Misra1b", include_str!("misra1b.txt"), [10.5, 10.5, 11.0, 11.0], |b, x| {
            b[0] * (-(Dual::from(1.0) / (b[1] * x[0] / 2.0 + 1.0).squared()) + 1.0)
        }),
        ("Misra1c", include_str!("misra1c.txt"), [10.5, 10.0, 10.5, 11.0], |b, x| {
            b[0] * (-(b[1] * x[0] * 2.0 + 1.0).to_the(-0.5) + 1.0)
        }),
        ("Misra1d", include_str!("misra1d.txt"), [12.0, 10.5, 11.0, 10.5], |b, x| {
            b[0] * b[1] * x[0] / (b[1] * x[0] + 1.0)
        }),
        ("BoxBOD", include_str!("boxbod.txt"), [11.5, 10.0, 10.0, 10.5], |b, x| b[0] * (-(-b[1] * x[0]).exp() + 1.0)),
        ("Thurber", include_str!("thurber.txt"), [10.0, 10.0, 11.0, 10.0], |b, x| rational_3_3(b, x[0])),
        ("MGH09", include_str!("mgh09.txt"), [10.0, 10.0, 11.0, 10.5], |b, x| {
            b[0] * (b[1] * x[0] + x[0] * x[0]) / (b[2] * x[0] + b[3] + x[0] * x[0])
        }),
        ("MGH10", include_str!("mgh10.txt"), [10.5, 10.5, 11.0, 10.5], |b, x| b[0] * (b[1] / (b[2] + x[0])).exp()),
        ("MGH17", include_str!("mgh17.txt"), [10.5, 10.0, 11.0, 11.5], |b, x| {
            b[0] + b[1] * (-b[3] * x[0]).exp() + b[2] * (-b[4] * x[0]).exp()
        }),
        ("Eckerle4", include_str!("eckerle4.txt"), [10.0, 10.0, 10.5, 11.0], |b, x| {
            b[0] / b[1] * (((-b[2] + x[0]) / b[1]).squared() * -0.5).exp()
        }),
        ("Bennett5", include_str!("bennett5.txt"), [10.5, 10.0, 11.0, 10.0], |b, x| {
            b[0] * (b[1] + x[0]).to_the(Dual::from(-1.0) / b[2])
        }),
        ("Chwirut1", include_str!("chwirut1.txt"), [10.5, 10.5, 11.0, 10.5], |b, x| {
            (-b[0] * x[0]).exp() / (b[1] + b[2] * x[0])
        }),
        ("Chwirut2", include_str!("chwirut2.txt"), [10.5, 10.5, 11.0, 10.5], |b, x| {
            (-b[0] * x[0]).exp() / (b[1] + b[2] * x[0])
        }),
        ("DanWood", include_str!("danwood.txt"), [11.0, 10.5, 11.5, 11.0], |b, x| b[0] * Dual::from(x[0]).to_the(b[1])),
        ("ENSO", include_str!("enso.txt"), [9.5, 10.5, 11.0, 11.5], |b, x| waves(b, x[0])),
        ("Gauss1", include_str!("gauss1.txt"), [10.0, 10.0, 11.0, 11.0], |b, x| two_peaks(b, x[0])),
        ("Gauss2", include_str!("gauss2.txt"), [10.0, 10.0, 10.0, 10.5], |b, x| two_peaks(b, x[0])),
        ("Gauss3", include_str!("gauss3.txt"), [10.0, 10.0, 10.5, 10.5], |b, x| two_peaks(b, x[0])),
        ("Hahn1", include_str!("hahn1.txt"), [10.5, 10.0, 10.0, 11.0], |b, x| rational_3_3(b, x[0])),
        ("Kirby2", include_str!("kirby2.txt"), [10.0, 10.5, 11.0, 10.5], |b, x| {
            (b[0] + b[1] * x[0] + b[2] * x[0].powi(2)) / (b[3] * x[0] + b[4] * x[0].powi(2) + 1.0)
        }),
        ("Lanczos1", include_str!("lanczos1.txt"), [10.4, 2.0, 2.0, 2.0], |b, x| three_exponentials(b, x[0])),
        ("Lanczos2", include_str!("lanczos2.txt"), [10.0, 10.0, 10.0, 10.5], |b, x| three_exponentials(b, x[0])),
        ("Lanczos3", include_str!("lanczos3.txt"), [10.0, 10.5, 10.0, 11.0], |b, x| three_exponentials(b, x[0])),
        ("Nelson", include_str!("nelson.txt"), [10.5, 10.0, 10.5, 11.5], |b, x| {
            b[0] - b[1] * x[0] * (-b[2] * x[1]).exp()
        }),
        ("Roszman1", include_str!("roszman1.txt"), [10.5, 10.5, 12.0, 11.0], |b, x| {
            b[0] - b[1] * x[0] - (b[2] / (-b[3] + x[0])).atan() / std::f64::consts::PI
        }),
    ]
}

/// From one of a set's starts and so many scattered around it.
fn compare(name: &str, text: &'static str, stated: Digits, formula: Formula, scattered: usize) {
    let mut set = Set::read(text);
    if name == "Nelson" {
        // Its model is of the logarithm of y.
        set.rows.iter_mut().for_each(|row| row[0] = row[0].ln());
    }
    for start in ["start1", "start2"] {
        let reached = reached(&set, &fit(&set, formula, start, scattered).unwrap());
        let enough = reached.iter().zip(stated).all(|(reached, stated)| *reached >= stated);
        assert!(enough, "{name} from {start}: {reached:.1?}, not {stated:?}");
    }
}

/// The sets on which growth curves are judged, from many starts: none leads to a lower minimum than the certified one.
#[test]
fn the_certified_sets_of_growth_and_saturation() {
    let named = ["Rat42", "Rat43", "Misra1a", "BoxBOD", "Thurber", "MGH09", "Eckerle4"];
    let sets = sets();
    for name in named {
        let (_, text, stated, formula) = sets.iter().find(|set| set.0 == name).unwrap();
        compare(name, text, *stated, *formula, 40);
    }
}

/// All sets, most of them from NIST's starts alone.
#[test]
fn the_certified_sets() {
    for (name, text, stated, formula) in sets() {
        compare(name, text, stated, formula, if name == "Bennett5" { 8 } else { 1 });
    }
}

/// A single search from Bennett5's first start gets lost in its long flat valley; scattered starts rescue it.
#[test]
fn a_lost_start_is_named_and_rescued() {
    let set = Set::read(include_str!("bennett5.txt"));
    let formula: Formula = |b, x| b[0] * (b[1] + x[0]).to_the(Dual::from(-1.0) / b[2]);
    assert_eq!(fit(&set, formula, "start1", 1), Err(Refusal::NoConvergence));
    assert!(fit(&set, formula, "start1", 8).is_ok());
}
