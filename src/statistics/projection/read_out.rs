//! What the calculation of every model ends with, line by line: from the distribution to median and interval.

use super::by_hand::inverse;
use super::{Basis, Predictive};
use crate::language::Key;
use crate::statistics::student::upper_quantile;
use crate::statistics::working::{Shown, Working};
use crate::statistics::{Interval, Level, Refusal, Scale};

/// From the distribution to median and interval, and what must be said beside them.
pub(super) fn read_out(
    predictive: &Predictive,
    basis: &Basis,
    years: f64,
    level: Level,
) -> Result<Vec<Working>, Refusal> {
    let median = predictive.median()?;
    let interval = if basis.no_interval.is_some() { None } else { Some(predictive.interval(level)?) };
    let (before, middle, ends) = match predictive {
        Predictive::Student { scale, .. } => {
            let words = Key::of("working-interval-on-scale");
            let (mut before, centre, reach) = student(predictive, level, words)?;
            let ends = match scale {
                Scale::Identity => before.pop(),
                _ => Some(from_scale("g⁻¹(m ± t·se)", *scale, [centre - reach, centre + reach])),
            };
            (before, back("g⁻¹(m)", *scale, centre), ends)
        }
        Predictive::Within { lower, upper, of } => {
            let words = Key::of("working-interval-before-bounds");
            let (before, centre, _) = student(of, level, words)?;
            (before, within([*lower, *upper], centre), Some(Working::of("min(U; max(L; m ± t·se))")))
        }
        Predictive::Quantiles(quantiles) => {
            let places = [level.upper_tail(), 1.0 - level.upper_tail()].map(|p| quantiles.place_below(p));
            let ends = from_scale("g⁻¹(Z(p))", quantiles.scale(), places);
            (Vec::new(), back("g⁻¹(Z(1/2))", quantiles.scale(), quantiles.place_below(0.5)), Some(ends))
        }
        Predictive::Pool(_) => (Vec::new(), Working::of("ŷ").formula("F⁻¹(1/2)"), Some(Working::of("F⁻¹(p)"))),
    };
    let mut lines = if interval.is_some() { before } else { Vec::new() };
    lines.push(middle.gives(median).words(Key::of("working-median-projected")));
    if let (Some(interval), Some(ends)) = (interval, ends) {
        let ends = ends.reaches(interval);
        lines.push(ends.saying(Key::of("working-interval-projected"), [("level", Shown::percent(level))]));
        lines.extend(shares(predictive, median, interval)?);
    }
    lines.extend(basis.remarks(|| basis.says_little(predictive, interval), years)?.into_iter().map(Working::refused));
    Ok(lines)
}

/// Quantile of Student's t and the interval on the scale, as lines; the centre, and how far from it the ends are.
fn student(predictive: &Predictive, level: Level, words: Key) -> Result<(Vec<Working>, f64, f64), Refusal> {
    let Predictive::Student { centre, spread, freedom, .. } = predictive else { return Err(Refusal::NotFinite) };
    let t = upper_quantile(*freedom, level.upper_tail())?;
    let quantile = Working::of("t").formula("F_ν⁻¹((1 + γ) / 2)");
    let quantile = quantile
        .with("F_{}⁻¹((1 + {}) / 2)", [*freedom, level.get()])
        .gives(t)
        .saying(Key::of("working-student-quantile"), [("freedom", (*freedom).into())]);
    let reach = t * spread;
    let ends = Working::of("m ± t·se").with("{} ± {} × {}", [*centre, t, *spread]);
    let ends = ends.reaches(Interval { level, lower: centre - reach, upper: centre + reach });
    Ok((vec![quantile, ends.words(words)], *centre, reach))
}

/// The line of a median brought back from the scale, without its value.
fn back(formula: &'static str, scale: Scale, z: f64) -> Working {
    let (text, shown) = inverse(scale, z);
    let formula = if scale == Scale::Identity { "m" } else { formula };
    Working::of("ŷ").formula(formula).numbers(text, shown)
}

/// The line of two ends brought back from the scale, without its value.
fn from_scale(symbol: &'static str, scale: Scale, [lower, upper]: [f64; 2]) -> Working {
    let (text, mut shown) = inverse(scale, lower);
    let (upper_text, upper_shown) = inverse(scale, upper);
    shown.extend(upper_shown);
    Working::of(symbol).numbers(format!("[{text}; {upper_text}]"), shown)
}

/// The line of a median kept within the bounds, without its value.
fn within([lower, upper]: [f64; 2], centre: f64) -> Working {
    let line = Working::of("ŷ");
    if upper.is_infinite() {
        line.formula("max(L; m)").with("max({}; {})", [lower, centre])
    } else {
        line.formula("min(U; max(L; m))").with("min({}; max({}; {}))", [upper, lower, centre])
    }
}

/// What each part of a pool has below the median and the ends: the weighted mean is the share that was asked for.
fn shares(predictive: &Predictive, median: f64, interval: Interval) -> Result<Vec<Working>, Refusal> {
    let Predictive::Pool(parts) = predictive else { return Ok(Vec::new()) };
    let [(class_weight, class), (drift_weight, drift)] = parts.as_slice() else { return Ok(Vec::new()) };
    let mut lines = Vec::new();
    for (symbol, value) in [("F(ŷ)", median), ("F(y_L)", interval.lower), ("F(y_U)", interval.upper)] {
        let (by_class, by_drift) = (class.below(value)?, drift.below(value)?);
        let line = Working::of(symbol).formula("(1 − w)·F_C + w·F_D");
        let line = line.with("{} × {} + {} × {}", [*class_weight, by_class, *drift_weight, by_drift]);
        lines.push(
            line.gives(predictive.below(value)?).saying(Key::of("working-share-up-to"), [("value", value.into())]),
        );
    }
    Ok(lines)
}
