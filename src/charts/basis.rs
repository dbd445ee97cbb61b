//! What does a chart rest on? How its figures became the drawing, and how many there are: for its foot.

use super::{Chart, words};
use crate::language::Language;

impl Chart {
    /// How the figures are turned into what is drawn, in a few words. What a statement did before, its foot says.
    pub fn method(&self, language: Language) -> &'static str {
        let word = match self {
            Chart::Overview(_) => words::BY_OVERVIEW,
            Chart::Trajectory(form) if form.fan.is_empty() => words::BY_READINGS,
            Chart::Trajectory(_) => words::BY_FAN,
            Chart::Methods(_) => words::BY_METHODS,
            Chart::Composition(_) => words::BY_PARTS,
            Chart::Remaining(_) => words::BY_REMAINING,
            Chart::CoverageSteps(_) => words::BY_STEPS,
            Chart::Budget(_) => words::BY_BUDGET,
            Chart::Heatmap(_) | Chart::Tiles(_) | Chart::Map(_) => words::BY_CLASSES,
            Chart::Milestones(_) => words::BY_MILESTONES,
            Chart::Ranking(form) if form.rows.iter().any(|row| row.limits_95.is_some() || row.limits_998.is_some()) => {
                words::BY_LIMITS
            }
            Chart::Ranking(_) => words::BY_RANKING,
            Chart::Slope(_) => words::BY_SLOPE,
            Chart::Diagnostics(_) => words::BY_DIAGNOSTICS,
            Chart::Revisions(_) => words::BY_REVISIONS,
            Chart::Waffle(_) => words::BY_WAFFLE,
        };
        word.get(language)
    }

    /// How many figures it shows that were measured: not targets, plans, wholes or forecasts. Of a waffle the things counted, of
    /// milestones the series, of diagnostics the intervals that were tested at one level.
    ///
    /// ```
    /// use milepost::charts::{Chart, Remaining, RemainingRow};
    /// let row = |done| RemainingRow { name: "a".into(), done, total: Some(9.0), emphasised: false };
    /// let chart = Chart::Remaining(Remaining { unit: "trang".into(), rows: vec![row(Some(4.0)), row(None)] });
    /// assert_eq!(chart.figures(), 1);
    /// ```
    pub fn figures(&self) -> u64 {
        let of = |there: usize| there as u64;
        match self {
            Chart::Overview(form) => {
                of(form.rows.iter().map(|row| row.baseline.iter().count() + row.now.iter().count()).sum())
            }
            Chart::Trajectory(form) => of(form.readings.len()),
            Chart::Methods(form) => {
                let read = form.panels.iter().map(|panel| panel.readings.len() + panel.outcomes.len());
                of(read.max().unwrap_or(0))
            }
            Chart::Composition(form) => {
                of(form.bars.iter().flat_map(|bar| &bar.parts).filter(|part| part.value.is_some()).count())
            }
            Chart::Remaining(form) => of(form.rows.iter().filter(|row| row.done.is_some() && !row.emphasised).count()),
            Chart::CoverageSteps(form) => of(form.steps.iter().filter(|step| !step.planned).count()),
            Chart::Budget(form) => of(form.allotments.len() + form.disbursed.iter().count()),
            Chart::Heatmap(form) => of(form.rows.iter().flat_map(|row| &row.values).flatten().count()),
            Chart::Milestones(form) => of(form.rows.len()),
            Chart::Ranking(form) => of(form.rows.iter().filter(|row| row.value.is_some()).count()),
            Chart::Slope(form) => {
                of(form.rows.iter().map(|row| row.first.iter().count() + row.second.iter().count()).sum())
            }
            Chart::Diagnostics(form) => form.methods.iter().map(tested).sum(),
            Chart::Map(form) => of(form.areas.iter().filter(|area| area.value.is_some()).count()),
            Chart::Tiles(form) => of(form.areas.iter().filter(|area| area.value.is_some()).count()),
            Chart::Revisions(form) => of(form
                .periods
                .iter()
                .flat_map(|period| &period.vintages)
                .filter(|vintage| vintage.1.is_some())
                .count()),
            Chart::Waffle(form) => {
                let things = form.groups.iter().flat_map(|group| &group.parts).filter_map(|part| part.value);
                things.sum::<f64>().round() as u64
            }
        }
    }
}

/// The intervals of a method that were tested, at the level that most were tested at.
fn tested(method: &super::DiagnosedMethod) -> u64 {
    let at = |level: f64| -> u64 {
        method.coverage.iter().filter(|point| point.level == level).map(|point| point.count).sum()
    };
    method.coverage.iter().map(|point| at(point.level)).max().unwrap_or(0)
}
