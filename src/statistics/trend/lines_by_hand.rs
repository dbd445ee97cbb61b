//! The calculation of a trend's two straight lines, line by line: by the median slope, and by least squares.

use super::by_hand::dependence;
use super::line::Line;
use super::null_distribution::pairs;
use super::theil_sen::{Slopes, median};
use super::{critical_s, ols_trend, theil_sen};
use crate::language::Key;
use crate::statistics::student::upper_quantile;
use crate::statistics::working::{Shown, Working};
use crate::statistics::{Level, Refusal, Series};

/// The median slope of all pairs; `y` is the letter of the values.
pub(in crate::statistics) fn median_slope(y: &str, times: &[f64], values: &[f64]) -> Working {
    let mut slopes = Slopes::of(times, values);
    let (count, value) = (pairs(values.len()), slopes.median());
    let line = Working::of("b").formula(format!("med(({y}_j − {y}_i) / (t_j − t_i))")).gives(value);
    if count % 2 == 1 {
        return line
            .saying(Key::of("working-middle-slope"), [("place", (count / 2 + 1).into()), ("slopes", count.into())]);
    }
    let (lower, upper) = (slopes.ranked(count / 2 - 1), slopes.ranked(count / 2));
    line.with("({} + {}) / 2", [lower, upper]).saying(
        Key::of("working-middle-slopes"),
        [("place", (count / 2).into()), ("next", (count / 2 + 1).into()), ("slopes", count.into())],
    )
}

/// The height at time zero of the line with the median slope.
pub(in crate::statistics) fn median_height(y: &str, times: &[f64], values: &[f64], slope: f64, height: f64) -> Working {
    let line = Working::of("a").formula(format!("med({y}) − b·med(t)"));
    line.with("{} − {} × {}", [median(values), slope, median(times)])
        .gives(height)
        .words(Key::of("working-height-of-the-line-at-t-0"))
}

/// Theil-Sen.
pub(super) fn median_line(
    series: &Series,
    times: &[f64],
    values: &[f64],
    level: Level,
) -> Result<Vec<Working>, Refusal> {
    let line = theil_sen(series, level)?;
    let (n, all) = (values.len(), pairs(values.len()));
    let mut lines = vec![
        Working::note(Key::of("working-theil-sen"), [("method", Shown::Name(line.slope.method.to_string()))]),
        median_slope("y", times, values),
        median_height("y", times, values, line.slope.value, line.intercept),
    ];
    if let (Some(interval), Some(coverage), Ok(critical)) = (line.slope.interval, line.coverage, critical_s(n, level)) {
        let outside = (all - critical.s as usize) / 2;
        lines.extend([
            Working::of("s_γ")
                .gives(critical.s as f64)
                .saying(Key::of("working-critical-s"), [("readings", n.into()), ("level", Shown::percent(level))]),
            Working::of("M")
                .formula("(N − s_γ) / 2")
                .with("({} − {}) / 2", [all as f64, critical.s as f64])
                .gives(outside as f64)
                .words(Key::of("working-slopes-left-out-at-either-end")),
            Working::of("[b_(M+1); b_(N−M)]").reaches(interval).saying(
                Key::of("working-slopes-covering"),
                [
                    ("first", (outside + 1).into()),
                    ("last", (all - outside).into()),
                    ("times", (100.0 * coverage).into()),
                ],
            ),
        ]);
    }
    lines.extend(line.slope.remarks.into_iter().map(Working::refused));
    Ok(lines)
}

/// The least-squares line.
pub(super) fn least_squares(
    series: &Series,
    times: &[f64],
    values: &[f64],
    level: Level,
) -> Result<Vec<Working>, Refusal> {
    let trend = ols_trend(series, level)?;
    let line = Line::through(times, values);
    let (n, [time, value], [squares, products, rest]) = (values.len() as f64, line.means(), line.sums());
    let slope = trend.slope.value;
    let mut lines = vec![
        Working::note(Key::of("working-least-squares"), [("method", Shown::Name(trend.slope.method.to_string()))]),
        Working::of("t̄").formula("Σt_i / n").gives(time).words(Key::of("working-mean-time")),
        Working::of("ȳ").formula("Σy_i / n").gives(value).words(Key::of("working-mean-value")),
        Working::of("S_tt").formula("Σ(t_i − t̄)²").gives(squares).words(Key::of("working-sum-of-squares")),
        Working::of("S_ty").formula("Σ(t_i − t̄)(y_i − ȳ)").gives(products).words(Key::of("working-sum-of-products")),
        Working::of("b")
            .formula("S_ty / S_tt")
            .with("{} / {}", [products, squares])
            .gives(slope)
            .words(Key::of("working-slope-per-year")),
        Working::of("a")
            .formula("ȳ − b·t̄")
            .with("{} − {} × {}", [value, slope, time])
            .gives(trend.intercept)
            .words(Key::of("working-height-of-the-line-at-the-first")),
        Working::of("s")
            .formula("√(Σe_i² / (n − 2))")
            .with("√({} / ({} − 2))", [rest, n])
            .gives(trend.residual_sd)
            .words(Key::of("working-standard-deviation-about-the-line")),
    ];
    if let (Some(test), Some(interval)) = (trend.test, trend.slope.interval) {
        let (freedom, t) = (n - 2.0, upper_quantile(n - 2.0, level.upper_tail())?);
        lines.extend([
            Working::of("se")
                .formula("s / √S_tt")
                .with("{} / √{}", [trend.residual_sd, squares])
                .gives(test.standard_error)
                .words(Key::of("working-standard-error-of-the-slope")),
            Working::of("ν")
                .formula("n − 2")
                .with("{} − 2", [n])
                .gives(freedom)
                .words(Key::of("working-degrees-of-freedom")),
            Working::of("T")
                .formula("b / se")
                .with("{} / {}", [slope, test.standard_error])
                .gives(test.t)
                .words(Key::of("working-the-slope-over-its-standard-error")),
            Working::of("p")
                .formula("2·F_ν(−|T|)")
                .with("2 × F_{}({})", [freedom, -test.t.abs()])
                .gives(test.p)
                .words(Key::of("working-two-sided-p-value-by-students-t")),
            Working::of("t_γ")
                .formula("F_ν⁻¹((1 + γ) / 2)")
                .with("F_{}⁻¹((1 + {}) / 2)", [freedom, level.get()])
                .gives(t)
                .words(Key::of("working-quantile-of-students-t")),
            Working::of("b ± t_γ·se")
                .with("{} ± {} × {}", [slope, t, test.standard_error])
                .reaches(interval)
                .saying(Key::of("working-interval-of-slope"), [("level", Shown::percent(level))]),
        ]);
        if let (Some(found), Some(adjusted)) = (&trend.autocorrelation, trend.adjusted_p) {
            lines.extend(dependence(found));
            lines.push(
                Working::of("p*")
                    .gives(adjusted)
                    .saying(Key::of("working-p-adjusted-n"), [("readings", found.effective_n.into())]),
            );
        }
    }
    if let Some(r2) = trend.r2 {
        lines.push(Working::of("R²").gives(r2).words(Key::of("working-share-of-the-variance-that-the-line")));
    }
    lines.extend(trend.slope.remarks.into_iter().map(Working::refused));
    Ok(lines)
}
