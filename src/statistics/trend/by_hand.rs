//! The calculation of a series' trend, line by line: every formula of the three tests with the numbers put in.

use super::lines_by_hand::{least_squares, median_line};
use super::mann_kendall::{groups_of_equals, rises_and_falls};
use super::null_distribution::{NullDistribution, pairs};
use super::{Autocorrelation, mann_kendall, years_and_values};
use crate::language::Key;
use crate::statistics::working::{Shown, Working};
use crate::statistics::{Level, Refusal, Series};

/// Mann-Kendall, Theil-Sen and least squares on one series, each line a formula with the numbers put in and its value.
///
/// What is refused is a line with the reason. The numbers are those of [`mann_kendall()`], [`super::theil_sen()`] and
/// [`super::ols_trend()`]; `level` is that of the intervals.
///
/// ```
/// use jiff::civil::date;
/// use milepost::{language::Language, statistics::{Level, Reading, Series, trend}};
/// let values = [40.0, 52.0, 61.0, 66.0, 70.0];
/// let readings = (2018..).zip(values).map(|(y, value)| Reading { date: date(y, 12, 31), value }).collect();
/// let lines = trend::workings(&Series::new(readings)?, Level::new(0.95)?);
/// let p = lines.iter().find(|line| line.symbol() == "p").expect("five readings are tested");
/// assert!(p.line(Language::En).starts_with("p = 2·A(S ≥ |s|) / n! = 2 × 1 / 120 = 0.0166667  ("));
/// # Ok::<(), milepost::statistics::Refusal>(())
/// ```
pub fn workings(series: &Series, level: Level) -> Vec<Working> {
    let (times, values) = match years_and_values(series).and_then(|all| super::check(&all.0, &all.1).map(|()| all)) {
        Ok(all) => all,
        Err(reason) => return vec![Working::refused(reason)],
    };
    let first = match series.first() {
        Ok(first) => first,
        Err(reason) => return vec![Working::refused(reason)],
    };
    let mut lines = vec![
        Working::of("t_i")
            .lists(times.iter().copied())
            .saying(Key::of("working-years-from-first-in-days"), [("day", first.date.into())]),
    ];
    let told = |reason: Refusal| vec![Working::refused(reason)];
    lines.extend(ranks(series, &values).unwrap_or_else(told));
    lines.extend(median_line(series, &times, &values, level).unwrap_or_else(told));
    lines.extend(least_squares(series, &times, &values, level).unwrap_or_else(told));
    // Sums of extreme readings may leave the range of floats where the results that rest on them do not.
    lines.retain(|line| line.values().iter().all(|value| value.is_finite()));
    lines
}

/// Mann-Kendall.
fn ranks(series: &Series, values: &[f64]) -> Result<Vec<Working>, Refusal> {
    let test = mann_kendall(series)?;
    let (n, all) = (values.len() as f64, pairs(values.len()) as f64);
    let [rises, falls] = rises_and_falls(values).map(|count| count as f64);
    let (s, equal) = (test.s as f64, all - rises - falls);
    let mut lines = vec![
        Working::note(Key::of("working-mann-kendall"), [("method", Shown::Name(test.p.method.to_string()))]),
        Working::of("N")
            .formula("n·(n − 1) / 2")
            .with("{} × ({} − 1) / 2", [n, n])
            .gives(all)
            .words(Key::of("working-pairs")),
        Working::of("S").with("{} − {}", [rises, falls]).gives(s).saying(
            Key::of("working-pairs-rise-fall"),
            [("rising", rises.into()), ("falling", falls.into()), ("equal", equal.into())],
        ),
    ];
    let groups = groups_of_equals(values);
    let term = |t: f64| t * (t - 1.0) * (2.0 * t + 5.0);
    let ties: f64 = groups.iter().map(|t| term(*t as f64)).sum();
    let variance = Working::of("Var(S)").formula("(n·(n − 1)·(2n + 5) − Σt·(t − 1)·(2t + 5)) / 18");
    let variance = variance.with("({} × {} × {} − {}) / 18", [n, n - 1.0, 2.0 * n + 5.0, ties]).gives(test.variance);
    let variance = variance.words(Key::of("working-variance-of-s-without-a-trend-t"));
    let p = Working::of("p").gives(test.p.value);
    if test.s == 0 {
        lines.push(p.words(Key::of("working-s-0-nothing-leans-either-way")));
    } else if NullDistribution::untied(values.len()).is_some() {
        let null = NullDistribution::with_ties(&groups);
        let (extreme, orders) = (null.arrangements(test.s.abs()), null.total());
        let formula = if equal == 0.0 { "2·A(S ≥ |s|) / n!" } else { "2·A(S ≥ |s|) / (n! / Πt!)" };
        let p = p
            .formula(formula)
            .with(if 2.0 * extreme > orders { "min(1; 2 × {} / {})" } else { "2 × {} / {}" }, [extreme, orders]);
        lines.push(p.saying(
            Key::of("working-exact-p"),
            [("extreme", extreme.into()), ("orders", orders.into()), ("s", s.abs().into())],
        ));
        // Exact, it needs no variance; adjusted for dependence it does.
        lines.extend(test.adjusted_p.map(|_| variance));
    } else {
        lines.push(variance);
        let p =
            p.formula("2·(1 − Φ((|S| − 1) / √Var(S)))").with("2 × (1 − Φ(({} − 1) / √{}))", [s.abs(), test.variance]);
        lines.push(p.words(Key::of("working-two-sided-p-value-by-the-normal")));
    }
    if let Some(tau) = test.tau_b {
        let line =
            Working::of("τ_b").formula("S / √(N·(N − N_0))").with("{} / √({} × ({} − {}))", [s, all, all, equal]);
        lines.push(line.gives(tau).words(Key::of("working-kendalls-tau-b-n-0-pairs-are")));
    }
    if let (Some(found), Some(adjusted)) = (&test.autocorrelation, test.adjusted_p) {
        let factor = found.variance_factor();
        lines.extend(dependence(found));
        let line = Working::of("p*").formula("max(p; 2·(1 − Φ(max(0; |S| − 1) / √(k·Var(S)))))");
        let line = line
            .with("max({}; 2 × (1 − Φ(max(0; {} − 1) / √({} × {}))))", [test.p.value, s.abs(), factor, test.variance]);
        lines.push(line.gives(adjusted).words(Key::of("working-p-value-adjusted-for-dependence")));
    }
    lines.extend(test.p.remarks.into_iter().map(Working::refused));
    Ok(lines)
}

/// How far neighbours depend on each other.
pub(super) fn dependence(found: &Autocorrelation) -> [Working; 2] {
    let r = Working::of("r_1")
        .gives(found.lag_one.value)
        .saying(Key::of("working-autocorrelation"), [("limit", found.limit.into())]);
    let k = Working::of("k")
        .formula("1 + 2·Σ(1 − j/n)·max(0; r_1)^j")
        .gives(found.variance_factor())
        .saying(Key::of("working-variance-inflated"), [("readings", found.effective_n.into())]);
    [r, k]
}
