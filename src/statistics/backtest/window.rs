//! What every entrant made of one window, and the rows of the windows of one cell.
//!
//! Whoever makes forecasts in another way than by the run (a reference class, which leaves the area and the future out of
//! its library) is scored and summed up here by the same code.

use super::percentiles::Reader;
use super::score::{Score, Truth};
use super::summary::{Cell, Pair};
use super::{Record, RefusedRow, WindowSet};
use crate::statistics::{Predictive, Refusal};

/// What every entrant made of one window; the baseline comes first.
#[derive(Debug, Clone)]
pub(in crate::statistics) struct Window {
    /// The place of its history; the windows of one history stand together.
    series: usize,
    outcomes: Vec<Result<Score, Refusal>>,
}

impl Window {
    /// Scores the answers of all entrants.
    ///
    /// The baseline refuses only what cannot be scored: without it no other score has a meaning, and all are refused.
    pub(in crate::statistics) fn scored(
        series: usize,
        answers: &[Result<Predictive, Refusal>],
        truth: &Truth,
        reader: &Reader,
    ) -> Window {
        let score = |answer: &Result<Predictive, Refusal>| match answer {
            Ok(predictive) => Score::of(predictive, truth, reader),
            Err(reason) => Err(*reason),
        };
        let outcomes = answers.iter().map(score).collect::<Vec<_>>();
        match outcomes.first() {
            Some(Err(reason)) => Window::refused(series, *reason, answers.len()),
            _ => Window { series, outcomes },
        }
    }

    /// A window refused for all entrants.
    pub(super) fn refused(series: usize, reason: Refusal, entrants: usize) -> Window {
        Window { series, outcomes: vec![Err(reason); entrants] }
    }

    /// The score of one entrant beside the baseline's; `None` where it refused.
    fn pair(&self, place: usize) -> Option<Pair<'_>> {
        let naive = self.outcomes.first()?.as_ref().ok()?;
        Some(Pair { series: self.series, score: self.outcomes.get(place)?.as_ref().ok()?, naive })
    }
}

/// Adds the rows of one cell to a record; the entrants have the same order as in the windows.
pub(in crate::statistics) fn sum_up(
    entrants: &[String],
    readings: Option<usize>,
    horizon: f64,
    windows: &[Window],
    record: &mut Record,
) {
    let answered = |place: &usize| windows.iter().any(|window| window.outcomes[*place].is_ok());
    let compared = (0..entrants.len()).filter(answered).collect::<Vec<_>>();
    let shared = |window: &&Window| compared.iter().all(|place| window.outcomes[*place].is_ok());
    for (place, method) in entrants.iter().enumerate() {
        let cell = Cell { method, readings, horizon };
        let own = windows.iter().filter_map(|window| window.pair(place)).collect::<Vec<_>>();
        let common = windows.iter().filter(shared).filter_map(|window| window.pair(place)).collect::<Vec<_>>();
        record.rows.push(cell.row(WindowSet::Own, &own, windows.len()));
        record.rows.push(cell.row(WindowSet::Common, &common, windows.len()));
        record.reliability.extend(cell.reliability(&own));
        let reasons = windows.iter().filter_map(|window| window.outcomes[place].as_ref().err()).collect::<Vec<_>>();
        for reason in Refusal::ALL {
            let count = reasons.iter().filter(|given| **given == reason).count();
            if count > 0 {
                let method = method.to_owned();
                record.refused.push(RefusedRow { method, readings, horizon, reason: *reason, windows: count });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::{Direction, Scale};

    fn empty() -> Record {
        let (rows, refused, reliability) = (vec![], vec![], vec![]);
        let scale = Scale::Identity.to_string();
        Record { name: "x".into(), scale, histories: 0, tolerance: 0.0, rows, refused, reliability }
    }

    fn point(centre: f64) -> Result<Predictive, Refusal> {
        Ok(Predictive::Student { scale: Scale::Identity, centre, spread: 0.0, freedom: 1.0 })
    }

    fn names() -> Vec<String> {
        vec!["naive/1".into(), "a".into(), "b".into()]
    }

    #[test]
    fn no_windows_leave_blank_rows() {
        let mut record = empty();
        sum_up(&names(), Some(1), 3.0, &[], &mut record);
        assert_eq!((record.rows.len(), record.refused.len(), record.reliability.len()), (6, 0, 0));
        assert!(record.rows.iter().all(|row| row.windows == 0 && row.mae.is_none()));
    }

    #[test]
    fn own_and_common_windows_and_reasons() {
        let direction = Direction::HigherIsBetter;
        let truth = Truth { actual: 10.0, step: None, half_unit: 0.0, goals: vec![], direction };
        let reader = Reader::default();
        let windows = [
            Window::scored(0, &[point(8.0), point(9.0), Err(Refusal::TooFewAnalogs)], &truth, &reader),
            Window::scored(0, &[point(8.0), point(7.0), point(10.0)], &truth, &reader),
            // Without the baseline nothing counts.
            Window::scored(1, &[Err(Refusal::NotFinite), point(7.0), point(10.0)], &truth, &reader),
        ];
        let mut record = empty();
        sum_up(&names(), Some(1), 3.0, &windows, &mut record);
        let row = |method: &str, set| record.rows.iter().find(|row| row.method == method && row.set == set).unwrap();
        let (own, common) = (row("a", WindowSet::Own), row("a", WindowSet::Common));
        assert_eq!((own.windows, own.left_out, own.mae, own.naive_mae), (2, 1, Some(2.0), Some(2.0)));
        assert_eq!((common.windows, common.mae, common.crps_gain), (1, Some(3.0), Some(-1.0)));
        let reasons: Vec<_> = record.refused.iter().map(|r| (r.method.as_str(), r.reason, r.windows)).collect();
        let lost = |method| (method, Refusal::NotFinite, 1);
        assert_eq!(reasons.len(), 4);
        assert!(reasons.contains(&lost("naive/1")) && reasons.contains(&lost("a")) && reasons.contains(&lost("b")));
        assert!(reasons.contains(&("b", Refusal::TooFewAnalogs, 1)));
    }
}
