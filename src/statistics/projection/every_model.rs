//! What holds for every model alike: the same refusals, the same downgrades, the same properties.

use super::*;
use crate::statistics::{Comparator, Direction, Estimate, Level, Reading, Target, attainment, attainment_date};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;

const SHARE: Scale = Scale::Gompertz { lower: 0.0, upper: 100.0 };

/// A share that rises along an S, with scatter; twelve readings are enough for every model.
const RISING: [f64; 12] = [12.4, 16.1, 24.9, 31.2, 41.8, 48.3, 59.9, 66.2, 74.6, 79.1, 84.9, 87.2];

fn series(readings: impl IntoIterator<Item = (Date, f64)>) -> Series {
    Series::new(readings.into_iter().map(|(date, value)| Reading { date, value }).collect()).unwrap()
}

fn yearly(first: i16, values: &[f64]) -> Series {
    series((first..).map(|year| date(year, 12, 31)).zip(values.iter().copied()))
}

fn models() -> impl Iterator<Item = &'static dyn Model> {
    MODELS.iter().map(|offered| offered.model)
}

fn name(model: &dyn Model) -> &'static str {
    model.method().name
}

/// Smoothing counts steps; all others take readings when they come.
fn counts_steps(model: &dyn Model) -> bool {
    matches!(name(model), "theta" | "damped-holt")
}

/// Growth curves level off at their ceiling, and so may their spread.
fn is_curve(model: &dyn Model) -> bool {
    matches!(name(model), "logistic" | "gompertz" | "bass")
}

fn refused(model: &dyn Model, series: &Series, declared: &Declared) -> Refusal {
    match model.fit(series, declared) {
        Ok(_) => panic!("{} answers", name(model)),
        Err(reason) => reason,
    }
}

#[test]
fn too_few_readings_are_refused_with_the_need_of_the_model() {
    for model in models() {
        let declared = Declared::on(SHARE);
        assert_eq!(refused(model, &Series::default(), &declared), Refusal::NoReadings);
        let reason = match model.least() {
            3 => Refusal::TooFewReadings,
            6 => Refusal::TooFewForTheta,
            8 => Refusal::TooFewForCurve,
            10 => Refusal::TooFewForHolt,
            other => panic!("{} needs {other}", name(model)),
        };
        for n in 1..model.least() {
            assert_eq!(refused(model, &yearly(2010, &RISING[..n]), &declared), reason, "{} {n}", name(model));
        }
        let fewest = model.fit(&yearly(2010, &RISING[..model.least()]), &declared);
        assert!(fewest.is_ok(), "{} {:?}", name(model), fewest.err());
    }
}

#[test]
fn what_cannot_be_projected_is_refused_alike() {
    for model in models() {
        let with = |value: f64, declared: &Declared| {
            let mut values = RISING;
            values[3] = value;
            refused(model, &yearly(2010, &values), declared)
        };
        let declared = Declared::on(SHARE);
        assert_eq!(refused(model, &yearly(2010, &[45.0; 12]), &declared), Refusal::ConstantSeries);
        assert_eq!(refused(model, &yearly(2010, &[100.0; 12]), &declared), Refusal::ConstantSeries);
        assert_eq!(with(100.5, &declared), Refusal::ValueAboveBound);
        assert_eq!(with(-0.5, &declared), Refusal::ValueBelowBound);
        assert_eq!(with(-0.5, &Declared::on(Scale::Log)), Refusal::ValueBelowBound);
        let upside_down = Scale::Gompertz { lower: 100.0, upper: 0.0 };
        assert_eq!(with(30.0, &Declared::on(upside_down)), Refusal::InvalidBounds);
        for unit in [0.0, -1.0, f64::NAN, 1e3] {
            let declared = Declared { unit: Some(unit), ..Declared::on(SHARE) };
            assert_eq!(with(30.0, &declared), Refusal::InvalidUnit, "{} {unit}", name(model));
        }
        let broken = |day| Declared { breaks: vec![day], ..Declared::on(SHARE) };
        assert_eq!(with(30.0, &broken(date(2016, 7, 1))), Refusal::DeclaredBreak);
        assert_eq!(with(30.0, &broken(date(2021, 12, 31))), Refusal::DeclaredBreak);
        for outside in [date(2010, 12, 31), date(2022, 1, 1)] {
            assert!(model.fit(&yearly(2010, &RISING), &broken(outside)).is_ok());
        }
    }
}

#[test]
fn uneven_spacing_is_refused_only_where_steps_are_counted() {
    let uneven = series(RISING.iter().enumerate().map(|(i, v)| (date(2010 + i as i16, 1 + (i as i8 * 5) % 12, 1), *v)));
    let gap = series(RISING.iter().enumerate().map(|(i, v)| (date(2000 + i as i16 + i16::from(i > 5), 12, 31), *v)));
    for model in models() {
        for series in [&uneven, &gap] {
            let fitted = model.fit(series, &Declared::on(SHARE));
            let expected = counts_steps(model).then_some(Refusal::UnevenSpacing);
            assert_eq!(fitted.err(), expected, "{}", name(model));
        }
    }
}

#[test]
fn three_readings_earn_no_probability() {
    for model in models().filter(|model| model.least() == 3) {
        let fitted = model.fit(&yearly(2022, &[50.2, 54.9, 57.3]), &Declared::on(SHARE)).unwrap();
        let day = date(2025, 12, 31);
        assert!(fitted.at(day, Level::EIGHTY).unwrap().interval.is_some(), "{}", name(model));
        assert_eq!(fitted.probability(day, Comparator::AtLeast, 60.0), Err(Refusal::ThreeReadings));
    }
}

#[test]
fn readings_smoother_than_rounding_have_no_interval() {
    // In units of 20 points, nothing here is scatter.
    let declared = Declared { unit: Some(20.0), ..Declared::on(Scale::Identity) };
    let day = date(2023, 12, 31);
    for model in models() {
        let readings = yearly(2010, &RISING.map(|v| v / 4.0));
        let fitted = model.fit(&readings, &declared).unwrap();
        let estimate = fitted.at(day, Level::EIGHTY).unwrap();
        assert_eq!(
            (estimate.interval, estimate.remarks),
            (None, vec![Refusal::ResidualBelowRounding]),
            "{}",
            name(model)
        );
        assert_eq!(fitted.probability(day, Comparator::AtLeast, 20.0), Err(Refusal::ResidualBelowRounding));
    }
}

#[test]
fn beyond_the_backtest_an_interval_with_its_warning_and_no_probability() {
    let declared = Declared { backtested_years: Some(3.0), ..Declared::on(SHARE) };
    for model in models() {
        let fitted = model.fit(&yearly(2010, &RISING), &declared).unwrap();
        assert!(!fitted.at(date(2024, 12, 30), Level::EIGHTY).unwrap().remarks.contains(&Refusal::BeyondBacktest));
        let far = fitted.at(date(2026, 12, 31), Level::EIGHTY).unwrap();
        assert!(far.interval.is_some() && far.remarks.contains(&Refusal::BeyondBacktest), "{}", name(model));
        let chance = fitted.probability(date(2026, 12, 31), Comparator::AtLeast, 95.0);
        assert_eq!(chance, Err(Refusal::BeyondBacktest));
    }
}

#[test]
fn an_interval_over_half_the_range_is_said_to_say_little() {
    let wild = [30.0, 72.5, 21.2, 68.8, 25.0, 81.0, 33.3, 70.1, 28.4, 77.7, 35.5, 66.6];
    let mut seen = 0;
    for model in models() {
        let Ok(fitted) = model.fit(&yearly(2010, &wild), &Declared::on(SHARE)) else { continue };
        let width = |level| {
            let estimate = fitted.at(date(2031, 12, 31), Level::new(level).unwrap()).unwrap();
            (estimate.interval.unwrap().width(), estimate.remarks.contains(&Refusal::NotInformative))
        };
        let (eighty, said) = width(0.8);
        assert_eq!(eighty > 50.0, said, "{} {eighty}", name(model));
        // Whatever level is asked for, it is the 80% interval that is judged.
        assert_eq!((width(0.5).1, width(0.95).1), (said, said), "{}", name(model));
        seen += usize::from(said);
    }
    assert!(seen >= 3, "{seen} models find this wild");
}

#[test]
fn what_an_estimate_rests_on_is_said() {
    for model in models() {
        let fitted = model.fit(&yearly(2010, &RISING).leaving_out(2), &Declared::on(SHARE)).unwrap();
        let day = date(2025, 12, 31);
        let chance = fitted.probability(day, Comparator::AtLeast, 90.0).unwrap();
        for estimate in [fitted.at(day, Level::EIGHTY).unwrap(), chance] {
            assert_eq!((estimate.n, estimate.left_out, estimate.method), (12, 2, model.method()));
        }
        assert_eq!(fitted.origin(), date(2021, 12, 31));
        for past in [date(2021, 12, 31), date(2000, 1, 1)] {
            assert_eq!(fitted.at(past, Level::EIGHTY), Err(Refusal::TargetDateNotAfterReading));
        }
        assert_eq!(fitted.probability(day, Comparator::AtLeast, 101.0), Err(Refusal::TargetOutsideBounds));
        assert_eq!(fitted.probability(day, Comparator::Equal, 90.0), Err(Refusal::BareFigure));
        let target = Target::reach(95.0, day, Direction::HigherIsBetter);
        let answer = attainment(fitted.as_ref(), &yearly(2010, &RISING), &target, Level::EIGHTY).unwrap();
        assert!((0.0..=1.0).contains(&answer.probability.unwrap().value), "{}", name(model));
        match attainment_date(fitted.as_ref(), Comparator::AtLeast, 95.0, Level::EIGHTY) {
            Ok(found) => assert!(found.date > fitted.origin(), "{}", name(model)),
            Err(reason) => assert_eq!(reason, Refusal::NotReached, "{}", name(model)),
        }
    }
}

/// Least squares leaves the least around its line, and all intervals of lines have one shape.
#[test]
fn theil_sen_is_never_surer_than_least_squares() {
    for n in 3..=12 {
        let readings = yearly(2010, &RISING[..n]);
        let width = |model: &dyn Model| {
            let fitted = model.fit(&readings, &Declared::on(Scale::Identity)).unwrap();
            fitted.at(date(2026, 12, 31), Level::EIGHTY).unwrap().interval.unwrap().width()
        };
        assert!(width(&Ols) <= width(&TheilSen) * (1.0 + 1e-12), "{n}");
    }
}

/// Values a hand would write, on bounds and beyond, or none a hand ever would.
fn values(n: std::ops::RangeInclusive<usize>) -> impl Strategy<Value = Vec<f64>> {
    let wild = prop_oneof![
        4 => (0..=1000_i32).prop_map(|tenths| f64::from(tenths) / 10.0),
        1 => Just(0.0),
        1 => Just(100.0),
        1 => Just(5e-324),
        1 => Just(1e308),
        1 => Just(-1e308),
        1 => -1e3..1e3_f64,
        1 => any::<f64>().prop_filter("finite", |v| v.is_finite()),
    ];
    prop::collection::vec(wild, n)
}

fn tame(n: std::ops::RangeInclusive<usize>) -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec((10..=990_i32).prop_map(|tenths| f64::from(tenths) / 10.0), n)
}

fn scale() -> impl Strategy<Value = Scale> {
    prop_oneof![
        Just(Scale::Identity),
        Just(Scale::Log),
        Just(Scale::Logit { lower: 0.0, upper: 100.0 }),
        Just(SHARE),
        Just(Scale::Gompertz { lower: -f64::MAX, upper: f64::MAX }),
    ]
}

fn numbers(estimate: &Estimate) -> Vec<f64> {
    let interval = estimate.interval.iter().flat_map(|interval| [interval.lower, interval.upper]);
    interval.chain([estimate.value]).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_input_gives_nan_infinity_or_a_panic(
        values in values(0..=14),
        gaps in prop::collection::vec(prop_oneof![Just(365_i64), 1..4000_i64], 14),
        even in any::<bool>(),
        scale in scale(),
        unit in prop_oneof![3 => Just(None), 1 => Just(Some(0.1)), 1 => any::<f64>().prop_map(Some)],
        ahead in prop_oneof![1..20_000_i64, 1..2_000_000_i64],
        level in 0.001..0.999_f64,
        goal in prop_oneof![0.0..100.0_f64, any::<f64>()],
    ) {
        let mut day = date(1950, 1, 1);
        let mut readings = Vec::new();
        for (value, gap) in values.iter().zip(gaps) {
            readings.push(Reading { date: day, value: *value });
            day = day.checked_add((if even { 365 } else { gap }).days()).unwrap();
        }
        let series = Series::new(readings).unwrap();
        let declared = Declared { unit, ..Declared::on(scale) };
        for model in models() {
            let Ok(fitted) = model.fit(&series, &declared) else { continue };
            let Ok(day) = fitted.origin().checked_add(ahead.days()) else { continue };
            if let Ok(estimate) = fitted.at(day, Level::new(level).unwrap()) {
                for number in numbers(&estimate) {
                    prop_assert!(number.is_finite(), "{} {estimate:?}", name(model));
                    if let Some((lowest, highest)) = scale.bounds() {
                        prop_assert!((lowest..=highest).contains(&number), "{} {estimate:?}", name(model));
                    }
                }
                if let Some(interval) = estimate.interval {
                    prop_assert!(interval.lower <= estimate.value && estimate.value <= interval.upper, "{estimate:?}");
                }
            }
            for comparator in [Comparator::AtLeast, Comparator::LessThan] {
                if let Ok(chance) = fitted.probability(day, comparator, goal) {
                    prop_assert!((0.0..=1.0).contains(&chance.value), "{} {chance:?}", name(model));
                }
            }
        }
    }

    #[test]
    fn shifting_all_dates_changes_no_bit(values in tame(10..=14), leap_cycles in 1..20_i64) {
        let shift = (1461 * leap_cycles).days();
        let early = yearly(1904, &values);
        let late = series(early.readings().iter().map(|r| (r.date.checked_add(shift).unwrap(), r.value)));
        let day = date(1922, 6, 30);
        for model in models() {
            let at = |series: &Series, day| {
                model.fit(series, &Declared::on(SHARE)).and_then(|fitted| fitted.at(day, Level::EIGHTY))
            };
            prop_assert_eq!(at(&early, day), at(&late, day.checked_add(shift).unwrap()), "{}", name(model));
        }
    }

    /// By powers of two, which lose no digit: even a search takes the same path.
    #[test]
    fn scaling_all_values_scales_the_projection(values in tame(10..=14), power in -40..40_i32) {
        let factor = 2_f64.powi(power);
        let day = date(2031, 6, 30);
        for model in models() {
            let fit = |factor: f64| {
                let scaled: Vec<f64> = values.iter().map(|v| v * factor).collect();
                // The unit is declared: a scaled value shows other decimals.
                let declared = Declared { unit: Some(1e-9 * factor), ..Declared::on(Scale::Identity) };
                model.fit(&yearly(2010, &scaled), &declared).and_then(|fitted| fitted.at(day, Level::EIGHTY))
            };
            match (fit(1.0), fit(factor)) {
                (Ok(own), Ok(scaled)) => for (own, scaled) in numbers(&own).into_iter().zip(numbers(&scaled)) {
                    let near = (own * factor - scaled).abs() <= 1e-12 * scaled.abs().max(100.0 * factor);
                    prop_assert!(near, "{} {own} {scaled} {factor}", name(model));
                },
                (own, scaled) => prop_assert_eq!(own.err(), scaled.err(), "{}", name(model)),
            }
        }
    }

    #[test]
    fn intervals_widen_with_the_horizon_and_nest_by_level(values in tame(10..=14), scale in scale()) {
        for model in models() {
            let Ok(fitted) = model.fit(&yearly(2000, &values), &Declared::on(scale)) else { continue };
            let mut before = 0.0;
            for months in (1..300).step_by(7) {
                let Ok(distribution) = fitted.predictive(f64::from(months) / 12.0) else { continue };
                if let Predictive::Student { spread, .. } = distribution && !is_curve(model) {
                    prop_assert!(spread >= before * (1.0 - 1e-12), "{} {months} {spread} {before}", name(model));
                    before = spread;
                }
                let (Ok(narrow), Ok(wide)) = (distribution.interval(Level::EIGHTY), distribution.interval(Level::new(0.95).unwrap()))
                else { continue };
                prop_assert!(wide.lower <= narrow.lower && narrow.upper <= wide.upper, "{} {narrow:?} {wide:?}", name(model));
            }
        }
    }

    #[test]
    fn probability_falls_as_the_target_rises(values in tame(10..=14), scale in scale(), years in 1..30_i16) {
        for model in models() {
            let Ok(fitted) = model.fit(&yearly(2000, &values), &Declared::on(scale)) else { continue };
            let day = date(2015 + years, 6, 30);
            let mut before = 1.0;
            for goal in (0..=100).step_by(5).map(f64::from) {
                let (Ok(above), Ok(below)) =
                    (fitted.probability(day, Comparator::AtLeast, goal), fitted.probability(day, Comparator::AtMost, goal))
                else { continue };
                prop_assert!(above.value <= before, "{} {goal}", name(model));
                prop_assert!((above.value + below.value - 1.0).abs() < 1e-9, "{} {goal}", name(model));
                before = above.value;
            }
        }
    }

    #[test]
    fn half_the_distribution_lies_below_the_median(values in tame(10..=14), years in 1..10_i16) {
        for model in models() {
            let Ok(fitted) = model.fit(&yearly(2000, &values), &Declared::on(Scale::Identity)) else { continue };
            let day = date(2015 + years, 6, 30);
            let median = fitted.at(day, Level::EIGHTY).unwrap().value;
            if let Ok(chance) = fitted.probability(day, Comparator::AtLeast, median) {
                prop_assert!((chance.value - 0.5).abs() < 1e-9, "{} {chance:?}", name(model));
            }
        }
    }
}
