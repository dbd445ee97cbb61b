//! Whatever the histories: no NaN, shares within 0 and 1, windows that add up, no order that matters.

use crate::statistics::backtest::{Goals, History, Plan, Record, RecordRow, backtest};
use crate::statistics::{Declared, Direction, Reading, Scale, Series};
use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;

const SCALES: [Scale; 4] = [
    Scale::Identity,
    Scale::Log,
    Scale::Gompertz { lower: 0.0, upper: 100.0 },
    Scale::Logit { lower: 0.0, upper: 100.0 },
];

fn value() -> impl Strategy<Value = f64> {
    prop_oneof![6 => 0.0..100.0, 1 => Just(0.0), 1 => Just(100.0), 1 => -1e308..1e308, 1 => Just(f64::MIN_POSITIVE)]
}

/// Up to five histories of up to nine readings, 100 to 800 days apart.
fn histories() -> impl Strategy<Value = Vec<History>> {
    let readings = prop::collection::vec((100_i64..800, value()), 0..9);
    prop::collection::vec(readings, 0..5).prop_map(|all| {
        let history = |(k, steps): (usize, Vec<(i64, f64)>)| {
            let mut day = date(2000, 1, 1);
            let readings = steps.into_iter().map(|(days, value)| {
                day = day.saturating_add(days.days());
                Reading { date: day, value }
            });
            History::new(format!("area {k}"), Series::new(readings.collect()).unwrap())
        };
        all.into_iter().enumerate().map(history).collect()
    })
}

fn plan(scale: Scale) -> Plan {
    let goals = Goals { steps: vec![5.0], levels: vec![50.0, 90.0], direction: Direction::HigherIsBetter };
    Plan { horizons: vec![1.0, 2.0], tolerance: 0.5, goals, ..Plan::new(Declared::on(scale)) }
}

fn measures(row: &RecordRow) -> Vec<Option<f64>> {
    vec![
        row.mae,
        row.bias,
        row.smape,
        row.mase,
        row.interval_score_80,
        row.interval_score_90,
        row.interval_score_95,
        row.msis_95,
        row.crps,
        row.coverage_80,
        row.coverage_80_se,
        row.coverage_90,
        row.coverage_90_se,
        row.coverage_95,
        row.coverage_95_se,
        row.naive_mae,
        row.naive_crps,
        row.crps_gain,
        row.crps_gain_se,
        row.skill,
        row.skill_se,
        row.brier,
        row.brier_se,
        row.brier_naive,
        row.brier_gain,
        row.brier_gain_se,
        row.brier_climate,
    ]
}

fn assert_sound(record: &Record) {
    for row in &record.rows {
        assert!(measures(row).into_iter().flatten().all(f64::is_finite), "{row:?}");
        let shares = [row.coverage_80, row.coverage_90, row.coverage_95, row.brier, row.brier_naive, row.brier_climate];
        assert!(shares.into_iter().flatten().all(|share| (0.0..=1.0).contains(&share)), "{row:?}");
        assert!(row.coverage_80 <= row.coverage_90 && row.coverage_90 <= row.coverage_95, "{row:?}");
        assert!(row.distributions <= row.windows && row.mase_left_out <= row.windows, "{row:?}");
        assert!(record.earned(&row.method, row.readings.unwrap_or(9), row.horizon).is_err(), "five histories are few");
    }
    for pair in record.rows.chunks(2) {
        let (own, common) = (&pair[0], &pair[1]);
        assert!(common.windows <= own.windows);
        assert_eq!(own.windows + own.left_out, common.windows + common.left_out);
        let reasons = record.refused.iter().filter(|refused| {
            (&refused.method, refused.readings, refused.horizon) == (&own.method, own.readings, own.horizon)
        });
        assert_eq!(reasons.map(|refused| refused.windows).sum::<usize>(), own.left_out, "every refusal has its reason");
        let bins = record
            .reliability
            .iter()
            .filter(|bin| (&bin.method, bin.readings, bin.horizon) == (&own.method, own.readings, own.horizon));
        assert_eq!(bins.map(|bin| bin.count).sum::<usize>(), own.questions);
    }
    for bin in &record.reliability {
        assert!(bin.count > 0 && bin.from <= bin.forecast && bin.forecast <= bin.from + 0.1 + 1e-12, "{bin:?}");
        assert!((0.0..=1.0).contains(&bin.observed));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn nothing_but_numbers_and_blanks(histories in histories(), scale in prop::sample::select(&SCALES)) {
        assert_sound(&backtest("any", &histories, &[], &plan(scale)).unwrap());
    }

    #[test]
    fn the_order_of_histories_changes_no_bit(histories in histories(), scale in prop::sample::select(&SCALES)) {
        let record = backtest("any", &histories, &[], &plan(scale)).unwrap();
        let reversed = histories.into_iter().rev().collect::<Vec<_>>();
        prop_assert_eq!(backtest("any", &reversed, &[], &plan(scale)).unwrap(), record);
    }
}
