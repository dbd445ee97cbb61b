//! The calculation of every progress method, line by line: each formula with the numbers put in.

use super::cagr_ratio::{score_line, sign_of};
use super::escap::{Carried, carried_on, points, weight};
use super::standing::Standing;
use super::{CAGR_RATIO, LINEAR_PATH, Progress, SDSN_ARROW, Status, UN_PROGRESS_CHART, side_by_side};
use crate::language::Key;
use crate::statistics::working::{Shown, Working};
use crate::statistics::{Direction, Refusal, Series, Target, days_between, years_between};

/// The five methods on the same readings, each line a formula with the numbers put in and its value.
///
/// What a method refuses is a line with the reason. The numbers are those of [`side_by_side()`]; `limit` is the indicator's
/// declared upper limit, if any.
///
/// ```
/// use jiff::civil::date;
/// use milepost::{language::Language, statistics::{Direction, Reading, Series, Target, progress_workings}};
/// let series = Series::new(vec![
///     Reading { date: date(2020, 1, 1), value: 45.0 },
///     Reading { date: date(2024, 1, 1), value: 65.0 },
/// ])?;
/// let target = Target::reach(95.0, date(2028, 1, 1), Direction::HigherIsBetter);
/// let lines = progress_workings(&series, &target, Direction::HigherIsBetter, None);
/// assert!(lines.iter().any(|line| line.line(Language::En).starts_with(
///     "ŷ = y_1 + (y* − y_1)·(t_n − t_1) / (T − t_1) = 45 + (95 − 45) × 4 / 8 = 70  ("
/// )));
/// # Ok::<(), milepost::statistics::Refusal>(())
/// ```
pub fn progress_workings(series: &Series, target: &Target, direction: Direction, limit: Option<f64>) -> Vec<Working> {
    let standing = match Standing::of(series, target, direction) {
        Ok(standing) => standing,
        Err(reason) => return vec![Working::refused(reason)],
    };
    let mut lines = standpoint(&standing);
    for progress in &side_by_side(series, target, direction, limit).methods {
        lines.push(heading(progress));
        if progress.method == LINEAR_PATH {
            lines.extend(linear_path(&standing, progress));
        } else if progress.method == CAGR_RATIO {
            lines.extend(cagr_ratio(&standing, progress));
        } else if progress.method == SDSN_ARROW {
            lines.extend(sdsn_arrow(&standing, progress));
        } else if progress.method == UN_PROGRESS_CHART {
            lines.extend(un_progress_chart(&standing, progress));
        } else {
            lines.extend(escap(&standing, series, progress, limit));
        }
        lines.extend(progress.reason.map(Working::refused));
    }
    lines
}

/// A method, and the class it comes to by its own name.
fn heading(progress: &Progress) -> Working {
    let class = match progress.class() {
        Some(class) => Shown::Words(class.message()),
        None => Shown::Words(Key::of("working-no-class")),
    };
    Working::note(
        Key::of("working-method-class"),
        [("method", Shown::Name(progress.method.to_string())), ("class", class)],
    )
}

/// Base, latest reading, target, and the time between them.
fn standpoint(standing: &Standing) -> Vec<Working> {
    let Standing { base, latest, target, sign, .. } = standing;
    let mut lines = vec![
        Working::of("y_1").gives(base.value).saying(Key::of("working-base"), [("day", base.date.into())]),
        Working::of("y_n").gives(latest.value).saying(Key::of("working-latest-reading"), [("day", latest.date.into())]),
        Working::of("y*").gives(target.value).saying(Key::of("working-target-by"), [("day", target.date.into())]),
        Working::of("d").gives(*sign).words(Key::of("working-direction")),
    ];
    let days = |from, to| [days_between(from, to) as f64, 365.25];
    if latest.date > base.date && target.date > base.date {
        lines.extend([
            Working::of("t_n − t_1")
                .with("{} / {}", days(base.date, latest.date))
                .gives(standing.years_gone())
                .words(Key::of("working-years-from-the-base-to-the-latest")),
            Working::of("T − t_1")
                .with("{} / {}", days(base.date, target.date))
                .gives(standing.years_in_all())
                .words(Key::of("working-years-from-the-base-to-the-target")),
        ]);
    }
    lines
}

fn linear_path(standing: &Standing, progress: &Progress) -> Vec<Working> {
    let Standing { base, latest, target, sign, .. } = standing;
    let (gone, in_all) = (standing.years_gone(), standing.years_in_all());
    let mut lines = Vec::new();
    if let (Some(expected), Some(distance)) = (progress.expected, progress.distance) {
        let line = Working::of("ŷ");
        let line = if expected == target.value {
            line.formula("y*")
        } else {
            let numbers = [base.value, target.value, base.value, gone, in_all];
            line.formula("y_1 + (y* − y_1)·(t_n − t_1) / (T − t_1)").with("{} + ({} − {}) × {} / {}", numbers)
        };
        let line = line.gives(expected).words(Key::of("working-where-it-should-be-at-the-latest"));
        let off = Working::of("Δ").formula("d·(y_n − ŷ)").with("{} × ({} − {})", [*sign, latest.value, expected]);
        let off = off.gives(distance).words(Key::of("working-distance-positive-when-better"));
        lines.extend([line, off]);
    }
    lines.extend(progress.ratio.map(|ratio| straight(standing, ratio)));
    lines.extend(progress.made.map(|made| way_made(standing, made)));
    if let Some(months) = progress.months_ahead {
        let line = Working::of("x").formula("12·((T − t_1)·(y_n − y_1) / (y* − y_1) − (t_n − t_1))");
        let numbers = [in_all, latest.value, base.value, target.value, base.value, gone];
        let line = line.with("12 × ({} × ({} − {}) / ({} − {}) − {})", numbers).gives(months);
        lines.push(line.words(Key::of("working-months-ahead-of-the-line-negative-behind")));
    }
    lines
}

/// Change made over change due.
fn straight(standing: &Standing, ratio: f64) -> Working {
    let Standing { base, latest, target, .. } = standing;
    let (gone, in_all) = (standing.years_gone(), standing.years_in_all());
    let line = Working::of("R").formula("(y_n − y_1) / ((y* − y_1)·min(1; (t_n − t_1) / (T − t_1)))");
    let numbers = [latest.value, base.value, target.value, base.value, gone, in_all];
    line.with("({} − {}) / (({} − {}) × min(1; {} / {}))", numbers)
        .gives(ratio)
        .words(Key::of("working-change-made-over-the-change-due-by"))
}

/// Share of the whole way that has been made.
fn way_made(standing: &Standing, made: f64) -> Working {
    let Standing { base, latest, target, .. } = standing;
    let numbers = [latest.value, base.value, target.value, base.value];
    let line = Working::of("c").formula("(y_n − y_1) / (y* − y_1)").with("({} − {}) / ({} − {})", numbers);
    line.gives(made).words(Key::of("working-share-of-the-way-made-so-far"))
}

/// Growth per year between base and latest reading.
fn growth(standing: &Standing, observed: f64) -> Working {
    let numbers = [standing.latest.value, standing.base.value, standing.years_gone()];
    let line = Working::of("r").formula("(y_n / y_1)^(1 / (t_n − t_1)) − 1").with("({} / {})^(1 / {}) − 1", numbers);
    line.gives(observed).words(Key::of("working-growth-per-year-so-far"))
}

fn cagr_ratio(standing: &Standing, progress: &Progress) -> Vec<Working> {
    let Standing { base, target, sign, .. } = standing;
    let mut lines: Vec<Working> = progress.observed.map(|observed| growth(standing, observed)).into_iter().collect();
    if let Some(required) = progress.required {
        let numbers = [target.value, base.value, standing.years_in_all()];
        let line = Working::of("r*").formula("(y* / y_1)^(1 / (T − t_1)) − 1").with("({} / {})^(1 / {}) − 1", numbers);
        lines.push(line.gives(required).words(Key::of("working-growth-per-year-needed")));
    }
    if let (Some(ratio), Some(observed), Some(required)) = (progress.ratio, progress.observed, progress.required) {
        let line = Working::of("R").formula("d·sgn(y_1)·r / |r*|");
        let line = line.with("{} × {} × {} / |{}|", [*sign, sign_of(base.value), observed, required]).gives(ratio);
        lines.push(line.words(Key::of("working-growth-so-far-over-growth-needed")));
        if let Some(score) = progress.score.filter(|_| progress.status != Some(Status::Achieved)) {
            let [rise, height] = score_line(ratio);
            let line = Working::of("q").formula("max(−5; min(5; A·R − B))");
            let line = line.with("max({}; min({}; {} × {} − {}))", [-5.0, 5.0, rise, ratio, height]);
            lines.push(line.gives(score).words(Key::of("working-score-from-5-to-5")));
        }
    }
    lines
}

fn sdsn_arrow(standing: &Standing, progress: &Progress) -> Vec<Working> {
    let Standing { base, latest, target, .. } = standing;
    let mut lines = Vec::new();
    if let Some(observed) = progress.observed {
        let numbers = [latest.value, base.value, standing.years_gone()];
        let line = Working::of("r").formula("(y_n − y_1) / (t_n − t_1)").with("({} − {}) / {}", numbers);
        lines.push(line.gives(observed).words(Key::of("working-change-per-year-so-far")));
    }
    if let Some(required) = progress.required {
        let numbers = [target.value, base.value, standing.years_in_all()];
        let line = Working::of("r*").formula("(y* − y_1) / (T − t_1)").with("({} − {}) / {}", numbers);
        lines.push(line.gives(required).words(Key::of("working-change-per-year-needed")));
    }
    lines.extend(progress.ratio.map(|ratio| straight(standing, ratio)));
    lines
}

/// Share of the way covered where the method takes the indicator to be at the target date.
fn way_covered(standing: &Standing, at_target: f64, ratio: f64) -> Working {
    let Standing { base, target, .. } = standing;
    let numbers = [at_target, base.value, target.value, base.value];
    let line = Working::of("R").formula("(ŷ_T − y_1) / (y* − y_1)").with("({} − {}) / ({} − {})", numbers);
    line.gives(ratio).words(Key::of("working-share-of-the-way-covered-by-the"))
}

fn un_progress_chart(standing: &Standing, progress: &Progress) -> Vec<Working> {
    let Standing { latest, target, .. } = standing;
    let mut lines: Vec<Working> = progress.observed.map(|observed| growth(standing, observed)).into_iter().collect();
    if let (Some(observed), Some(at_target), Some(ratio)) = (progress.observed, progress.at_target, progress.ratio) {
        let left = years_between(latest.date, target.date);
        let line = Working::of("ŷ_T")
            .formula("y_n·(1 + r)^(T − t_n)")
            .with("{} × (1 + {})^{}", [latest.value, observed, left]);
        let line = line.gives(at_target).words(Key::of("working-value-at-that-growth"));
        lines.extend([line, way_covered(standing, at_target, ratio)]);
    }
    lines
}

fn escap(standing: &Standing, series: &Series, progress: &Progress, limit: Option<f64>) -> Vec<Working> {
    let mut lines: Vec<Working> = progress.made.map(|made| way_made(standing, made)).into_iter().collect();
    let (Some(at_target), Some(ratio)) = (progress.at_target, progress.ratio) else { return lines };
    match fitted(standing, series, limit) {
        Ok(fit) => lines.extend(fit),
        Err(reason) => lines.push(Working::refused(reason)),
    }
    let line = Working::of("ŷ_T").gives(at_target);
    let z = lines.iter().rev().find(|line| line.symbol() == "z_T").and_then(|line| line.values().first().copied());
    let line = match (limit, z) {
        (Some(limit), Some(z)) => line.formula("L / (1 + exp(−z_T))").with("{} / (1 + exp(−{}))", [limit, z]),
        _ => line.formula("z_T"),
    };
    let line = line.words(Key::of("working-value-of-that-line"));
    lines.extend([line, way_covered(standing, at_target, ratio)]);
    if let Some(score) = progress.score {
        let line = Working::of("q").formula("10·R").with("10 × {}", [ratio]).gives(score);
        lines.push(line.words(Key::of("working-anticipated-progress-out-of-10")));
    }
    lines
}

/// The weighted line through all readings, carried on to the target date.
fn fitted(standing: &Standing, series: &Series, limit: Option<f64>) -> Result<Vec<Working>, Refusal> {
    let (points, end) = (points(series, limit)?, standing.years_in_all());
    let start = points.first().ok_or(Refusal::NoReadings)?.1;
    let Carried { slope, rise, time, mean } = carried_on(&points, end);
    let places = Working::of("z_i").lists(points.iter().map(|(_, z)| *z));
    let places = match limit {
        Some(limit) => places
            .formula("ln(y_i / (L − y_i))")
            .saying(Key::of("working-scale-logit-limit"), [("limit", limit.into())]),
        None => places.formula("y_i").words(Key::of("working-no-limit-declared")),
    };
    Ok(vec![
        places,
        Working::of("w_i")
            .formula("(T − t_1) / (T − t_i)")
            .lists(points.iter().map(|(t, _)| weight(*t, end)))
            .words(Key::of("working-weights-later-readings-weigh-more")),
        Working::of("t̄").formula("Σw_i·(t_i − t_1) / Σw_i").gives(time).words(Key::of("working-mean-time")),
        Working::of("z̄").formula("Σw_i·z_i / Σw_i").gives(start + mean).words(Key::of("working-mean")),
        Working::of("b")
            .formula("Σw_i·(t_i − t_1 − t̄)(z_i − z̄) / Σw_i·(t_i − t_1 − t̄)²")
            .gives(slope)
            .words(Key::of("working-slope-per-year")),
        Working::of("z_T")
            .formula("z̄ + b·(T − t_1 − t̄)")
            .with("{} + {} × ({} − {})", [start + mean, slope, end, time])
            .gives(start + rise),
    ])
}
