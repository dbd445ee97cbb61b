//! What the calculation of every model begins with, line by line: the readings on their scale, and the time between them.

use super::Basis;
use super::place::PlacedSeries;
use crate::language::Key;
use crate::statistics::working::{Shown, Working};
use crate::statistics::{Refusal, Scale, days_between};

/// The scale and the readings on it.
pub(super) fn opening(placed: &PlacedSeries, scale: Scale) -> Result<Vec<Working>, Refusal> {
    let (first, latest) = (placed.first, placed.latest);
    let (y_1, y_n) = (scale.inside(first.value, placed.unit)?.0, scale.inside(latest.value, placed.unit)?.0);
    let ends = placed.z.first().zip(placed.z.last()).ok_or(Refusal::NoReadings)?;
    let mut lines = vec![formula(scale)];
    lines.extend(Bound::BOTH.into_iter().zip(placed.on_bounds).filter(|(_, readings)| *readings > 0).filter_map(
        |(bound, readings)| {
            Some(
                half_a_unit_inside("y_i", bound, scale, placed.unit)?
                    .saying(Key::of("working-readings-on-bound"), [("readings", readings.into())]),
            )
        },
    ));
    let placed = Working::of("z_i").formula("g(y_i)").lists(placed.z.iter().copied());
    lines.extend([
        placed.words(Key::of("working-the-readings-placed-on-the-scale")),
        on_scale("z_1", "g(y_1)", scale, y_1, *ends.0)
            .saying(Key::of("working-first-reading"), [("day", first.date.into())]),
        on_scale("z_n", "g(y_n)", scale, y_n, *ends.1)
            .saying(Key::of("working-latest-reading"), [("day", latest.date.into())]),
    ]);
    Ok(lines)
}

/// One end of a bounded scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::statistics) enum Bound {
    Lower,
    Upper,
}

impl Bound {
    /// The lower, then the upper.
    pub(super) const BOTH: [Bound; 2] = [Bound::Lower, Bound::Upper];

    /// Off which bound was a value moved that is now half a unit `inside`?
    pub(in crate::statistics) fn left_by(value: f64, inside: f64) -> Bound {
        if inside < value { Bound::Upper } else { Bound::Lower }
    }
}

/// Where a value is taken that stands on a bound, or within half a measurement unit of it: half a unit inside (METHODS 4).
/// None on a scale without such a bound.
pub(in crate::statistics) fn half_a_unit_inside(
    symbol: &'static str,
    bound: Bound,
    scale: Scale,
    unit: f64,
) -> Option<Working> {
    let (lower, upper) = match scale {
        Scale::Identity => return None,
        Scale::Log => (0.0, None),
        Scale::Logit { lower, upper } | Scale::Gompertz { lower, upper } => (lower, Some(upper)),
    };
    let line = Working::of(symbol);
    Some(match bound {
        Bound::Lower => line.formula("L + u / 2").with("{} + {} / 2", [lower, unit]).gives(lower + unit / 2.0),
        Bound::Upper => {
            let upper = upper?;
            line.formula("U − u / 2").with("{} − {} / 2", [upper, unit]).gives(upper - unit / 2.0)
        }
    })
}

/// Years between neighbours, and from the first reading to the latest.
pub(super) fn gaps(placed: &PlacedSeries, span: f64) -> [Working; 2] {
    let (first, latest) = (placed.first.date, placed.latest.date);
    let days = days_between(first, latest) as f64;
    [
        Working::of("Δt_i").lists(placed.years.iter().copied()).words(Key::of("working-years-between-neighbours")),
        Working::of("t_n − t_1")
            .with("{} / {}", [days, 365.25])
            .gives(span)
            .saying(Key::of("working-years-between"), [("from", first.into()), ("to", latest.into())]),
    ]
}

/// How far ahead, in years.
pub(super) fn horizon(years: f64, basis: &Basis) -> Working {
    Working::of("h").gives(years).saying(Key::of("working-horizon"), [("day", basis.origin.into())])
}

/// How far ahead, in steps between readings.
pub(super) fn ahead(steps: f64, years: f64, step: f64) -> Working {
    Working::of("k").formula("h / Δt").with("{} / {}", [years, step]).gives(steps).words(Key::of("working-steps-ahead"))
}

/// Variance of one-step errors.
pub(super) fn error_variance(
    symbol: &'static str,
    error: &'static str,
    squares: Vec<f64>,
    estimated: usize,
    variance: f64,
) -> Working {
    let n = squares.len();
    let formula = format!("Σ({error})² / (n − {estimated})");
    let line = Working::of(symbol).formula(formula);
    let shown = [Shown::Sum(squares), n.into(), estimated.into()];
    line.numbers("({}) / ({} − {})", shown).gives(variance).words(Key::of("working-variance-of-a-one-step-error"))
}

/// Degrees of freedom: readings less what was estimated from them.
pub(super) fn freedom(n: usize, estimated: usize) -> Working {
    let left = n.saturating_sub(estimated) as f64;
    let formula = format!("n − {estimated}");
    Working::of("ν")
        .formula(formula)
        .with("{} − {}", [n as f64, estimated as f64])
        .gives(left)
        .words(Key::of("working-freedom"))
}

/// The formula of a scale, its bounds put in.
pub(super) fn formula(scale: Scale) -> Working {
    let (text, shown) = forward(scale, None);
    let line = Working::of("g(y)").numbers(text, shown);
    match scale {
        Scale::Identity => line.words(Key::of("working-the-readings-as-they-are")),
        Scale::Log => line.words(Key::of("working-log-scale")),
        Scale::Logit { lower, upper } => {
            line.saying(Key::of("working-scale-logit"), [("lower", lower.into()), ("upper", upper.into())])
        }
        Scale::Gompertz { lower, upper } => {
            line.saying(Key::of("working-scale-gompertz"), [("lower", lower.into()), ("upper", upper.into())])
        }
    }
}

/// A value placed on the scale.
pub(in crate::statistics) fn on_scale(
    symbol: &'static str,
    of: &'static str,
    scale: Scale,
    value: f64,
    z: f64,
) -> Working {
    let (text, shown) = forward(scale, Some(value));
    Working::of(symbol).formula(of).numbers(text, shown).gives(z)
}

fn forward(scale: Scale, value: Option<f64>) -> (String, Vec<Shown>) {
    let pattern = match scale {
        Scale::Identity => "Y",
        Scale::Log => "ln(Y)",
        Scale::Logit { lower: 0.0, .. } => "ln(Y / (U − Y))",
        Scale::Logit { .. } => "ln((Y − L) / (U − Y))",
        Scale::Gompertz { lower: 0.0, .. } => "−ln(−ln(Y / U))",
        Scale::Gompertz { .. } => "−ln(−ln((Y − L) / (U − L)))",
    };
    filled(pattern, scale, value)
}

/// A place brought back from the scale.
pub(super) fn inverse(scale: Scale, z: f64) -> (String, Vec<Shown>) {
    let pattern = match scale {
        Scale::Identity => "Y",
        Scale::Log => "exp(Y)",
        Scale::Logit { lower: 0.0, .. } => "U / (1 + exp(−Y))",
        Scale::Logit { .. } => "L + (U − L) / (1 + exp(−Y))",
        Scale::Gompertz { lower: 0.0, .. } => "U × exp(−exp(−Y))",
        Scale::Gompertz { .. } => "L + (U − L) × exp(−exp(−Y))",
    };
    filled(pattern, scale, Some(z))
}

/// A pattern with its bounds L and U put in, and the number for Y; without a number Y stays the letter y.
fn filled(pattern: &str, scale: Scale, value: Option<f64>) -> (String, Vec<Shown>) {
    let (lower, upper) = scale.bounds().unwrap_or((0.0, 0.0));
    let (mut text, mut shown) = (String::new(), Vec::new());
    for letter in pattern.chars() {
        let number = match letter {
            'L' => lower,
            'U' => upper,
            'Y' => match value {
                Some(value) => value,
                None => {
                    text.push('y');
                    continue;
                }
            },
            other => {
                text.push(other);
                continue;
            }
        };
        text += "{}";
        shown.push(number.into());
    }
    (text, shown)
}
