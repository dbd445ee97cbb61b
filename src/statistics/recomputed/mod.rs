//! Every line of every calculation, computed again from its own text, and held against the estimates.

mod golden;
mod reader;

use super::*;
use crate::language::{Language, nfc};
use crate::statistics::reference_class::made_up::{OPTIONS, SHARE, climbing, library};
use jiff::civil::date;
use proptest::prelude::*;
use reader::Reader;
use std::sync::LazyLock;

/// A series like Viet Nam's internet users per 100 people, 2015 to 2024.
const VIET_NAM: [f64; 10] = [45.0, 53.0, 58.14, 69.85, 68.7, 70.29, 74.21, 78.59, 78.08, 84.15];

/// Below this a float has fewer than six digits of its own.
const TINY: f64 = 1e-300;

fn yearly(values: &[f64]) -> Series {
    let readings = (2015..).zip(values).map(|(y, v)| Reading { date: date(y, 12, 31), value: *v });
    Series::new(readings.collect()).unwrap()
}

fn level(share: f64) -> Level {
    Level::new(share).unwrap()
}

/// Forty made-up areas that climb at even but different paces, with a drift of their own that counts.
static MODELS_AND_CLASS: LazyLock<Models> = LazyLock::new(|| {
    let library = library(&climbing(40, 16, |i| 0.05 + 0.005 * f64::from(i)));
    let mut class = library.fit("made-up", Some(OPTIONS)).unwrap();
    class.drift_weights.iter_mut().for_each(|weight| weight.weight = 0.3);
    Models::with(vec![Analogs::new("made-up", class)])
});

/// Writes a line in both languages: nothing in it is infinite or no number, its Vietnamese is NFC, its value reads back as
/// the number it stands for, and the numbers put in give that value.
fn holds(working: &Working) -> bool {
    let (vi, en) = (working.line(Language::Vi), working.line(Language::En));
    assert_eq!(nfc(&vi), vi);
    for text in [&vi, &en] {
        assert!(!text.is_empty() && !text.contains(['∞', '–']) && !text.contains("{}"), "{text}");
    }
    if working.symbol().is_empty() {
        return false;
    }
    let (calculation, _) = en.split_once("  (").unwrap_or((&en, ""));
    let parts: Vec<&str> = calculation.split(" = ").collect();
    let written = Reader::list(parts[parts.len() - 1]);
    if working.values().len() <= 12 && !working.values().is_empty() {
        let written = written.clone().unwrap_or_else(|| panic!("{en}"));
        assert_eq!(written.len(), working.values().len(), "{en}");
        for (written, value) in written.iter().zip(working.values()) {
            assert!((written.value - value).abs() <= 1e-5 * value.abs() + TINY, "{en}: {value}");
        }
    }
    let numbers = parts[1..parts.len() - 1].iter().rev().find_map(|numbers| Reader::list(numbers));
    let (Some(numbers), Some(written)) = (numbers, written) else { return false };
    for (numbers, written) in numbers.iter().zip(&written) {
        let off = (numbers.value - written.value).abs();
        assert!(
            off <= 1.5 * (numbers.error + written.error) + TINY,
            "{en}: {} give {}",
            parts[parts.len() - 2],
            numbers.value
        );
    }
    true
}

/// The value of the last line with a symbol.
fn of<'a>(lines: &'a [Working], symbol: &str) -> &'a [f64] {
    lines.iter().rev().find(|line| line.symbol() == symbol).map_or(&[], Working::values)
}

/// Checks every line of a model, and that the last ones are the estimate; how many were computed again from their numbers.
fn model_holds(fitted: &dyn Fitted, day: jiff::civil::Date, level: Level, goal: f64) -> usize {
    let years = fitted.horizon(day).unwrap();
    let (estimate, lines) = (fitted.at(day, level), fitted.workings(years, level));
    let (Ok(estimate), Ok(lines)) = (&estimate, &lines) else {
        assert_eq!(estimate.err(), lines.err());
        return 0;
    };
    assert_eq!(of(lines, "ŷ"), [estimate.value]);
    let interval = estimate.interval.map(|interval| [interval.lower, interval.upper]);
    let ends = ["g⁻¹(m ± t·se)", "min(U; max(L; m ± t·se))", "g⁻¹(Z(p))", "F⁻¹(p)", "m ± t·se"];
    let shown = ends.iter().map(|symbol| of(lines, symbol)).find(|ends| !ends.is_empty()).unwrap_or_default();
    assert_eq!(shown, interval.as_ref().map_or(&[][..], |ends| ends));
    for remark in &estimate.remarks {
        assert!(lines.contains(&Working::refused(*remark)), "{remark}");
    }
    let target = Target { comparator: Comparator::AtLeast, value: goal, date: day };
    let probability = fitted.probability(day, target.comparator, target.value);
    match (attainment_workings(fitted, &target), probability) {
        (Ok(chance), Ok(probability)) => {
            assert_eq!(of(&chance, "P"), [probability.value]);
            lines.iter().chain(&chance).filter(|line| holds(line)).count()
        }
        (Err(reason), Err(other)) => {
            assert_eq!(reason, other);
            lines.iter().filter(|line| holds(line)).count()
        }
        (lines, probability) => panic!("{lines:?} {probability:?}"),
    }
}

#[test]
fn a_series_that_says_nothing_gives_its_reason() {
    for (values, reason) in [(&[][..], Refusal::NoReadings), (&[5.0], Refusal::TrendNeedsThree)] {
        assert_eq!(trend::workings(&yearly(values), level(0.95)), [Working::refused(reason)]);
    }
    let target = Target::reach(90.0, date(2030, 12, 31), Direction::HigherIsBetter);
    let told = |values: &[f64]| progress_workings(&yearly(values), &target, Direction::HigherIsBetter, Some(100.0));
    assert_eq!(told(&[]), [Working::refused(Refusal::NoReadings)]);
    assert!(told(&[45.0]).contains(&Working::refused(Refusal::OneReading)));
    let against = Target { comparator: Comparator::AtMost, ..target };
    let against = progress_workings(&yearly(&[45.0, 50.0]), &against, Direction::HigherIsBetter, None);
    assert_eq!(against, [Working::refused(Refusal::TargetAgainstDirection)]);
}

#[test]
fn a_constant_series_gives_lines_and_the_reason() {
    let lines = trend::workings(&yearly(&[7.0; 6]), level(0.95));
    assert!(lines.contains(&Working::refused(Refusal::NoVariation)));
    assert_eq!((of(&lines, "S"), of(&lines, "p"), of(&lines, "b")), (&[0.0][..], &[1.0][..], &[0.0][..]));
    lines.iter().for_each(|line| _ = holds(line));
    let one =
        MODELS_AND_CLASS.by_name("analogs(made-up)").unwrap().fit(&yearly(&[20.0]), &Declared::on(SHARE)).unwrap();
    assert!(model_holds(one.as_ref(), date(2018, 12, 31), Level::EIGHTY, 40.0) >= 4);
}

#[test]
fn a_horizon_that_is_none_is_refused() {
    let fitted = RwDrift.fit(&yearly(&VIET_NAM), &Declared::on(SHARE)).unwrap();
    for years in [0.0, -1.0, f64::NAN] {
        assert_eq!(fitted.workings(years, Level::EIGHTY), Err(Refusal::TargetDateNotAfterReading));
    }
    assert_eq!(fitted.workings(f64::INFINITY, Level::EIGHTY), Err(Refusal::NotFinite));
}

/// Every model that answers, on every scale: most lines carry numbers, and these give the value.
#[test]
fn every_model_can_be_computed_again() {
    let scales = [Scale::Identity, Scale::Log, SHARE, Scale::Logit { lower: 0.0, upper: 100.0 }];
    let wide = [Scale::Logit { lower: -10.0, upper: 110.0 }, Scale::Gompertz { lower: 10.0, upper: 120.0 }];
    for scale in scales.into_iter().chain(wide) {
        let mut answered = 0;
        for name in MODELS_AND_CLASS.names() {
            let model = MODELS_AND_CLASS.by_name(name).unwrap();
            let Ok(fitted) = model.fit(&yearly(&VIET_NAM), &Declared::on(scale)) else { continue };
            for (year, share) in [(2025, 0.8), (2027, 0.95), (2030, 0.5)] {
                let computed = model_holds(fitted.as_ref(), date(year, 12, 31), level(share), 90.0);
                assert!(computed >= if name.starts_with("analogs") { 5 } else { 7 }, "{name} on {scale}: {computed}");
            }
            answered += 1;
        }
        assert!(answered >= 6, "{scale}");
    }
}

#[test]
fn three_readings_and_readings_on_a_line_say_what_is_missing() {
    let three = RwDrift.fit(&yearly(&[45.0, 53.0, 58.1]), &Declared::on(SHARE)).unwrap();
    model_holds(three.as_ref(), date(2020, 12, 31), Level::EIGHTY, 90.0);
    let on_a_line = RwDrift.fit(&yearly(&[10.0, 20.0, 30.0, 40.0]), &Declared::on(Scale::Identity)).unwrap();
    let lines = on_a_line.workings(2.0, Level::EIGHTY).unwrap();
    assert!(lines.contains(&Working::refused(Refusal::ResidualBelowRounding)));
    assert!(of(&lines, "t").is_empty() && of(&lines, "m ± t·se").is_empty());
}

/// Readings and targets on a bound are computed with half a unit inside, and the lines say where.
#[test]
fn readings_on_their_bounds_can_be_computed_again() {
    let values = [0.0, 0.2, 12.5, 41.0, 88.8, 100.0, 99.98, 100.0];
    for scale in [SHARE, Scale::Logit { lower: 0.0, upper: 100.0 }, Scale::Log] {
        let fitted = RwDrift.fit(&yearly(&values), &Declared { unit: Some(0.1), ..Declared::on(scale) }).unwrap();
        let target = if scale == Scale::Log { 0.0 } else { 100.0 };
        assert!(model_holds(fitted.as_ref(), date(2026, 12, 31), Level::EIGHTY, target) >= 11, "{scale}");
        let lines = fitted.workings(2.0, Level::EIGHTY).unwrap();
        let moved: Vec<_> = lines.iter().filter(|line| line.symbol() == "y_i").collect();
        let expected: &[f64] = if scale == Scale::Log { &[0.05] } else { &[0.05, 99.95] };
        assert_eq!(moved.iter().map(|line| line.values()[0]).collect::<Vec<_>>(), expected, "{scale}");
        assert!(moved[0].line(Language::En).ends_with(": 1)"));
    }
}

/// The lines of the three tests end in what the tests answer.
#[test]
fn the_trend_can_be_computed_again() {
    let ties = [3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0, 5.0];
    let long: Vec<f64> = (0..30).map(|i| f64::from(i * 7 % 11) + 0.3 * f64::from(i)).collect();
    for (values, computed) in [(&VIET_NAM[..], 16), (&VIET_NAM[..3], 8), (&VIET_NAM[..6], 12), (&ties, 16), (&long, 16)]
    {
        let series = yearly(values);
        let lines = trend::workings(&series, level(0.95));
        let found = lines.iter().filter(|line| holds(line)).count();
        assert!(found >= computed, "{found}");
        let test = trend::mann_kendall(&series).unwrap();
        let place = |words: &str| lines.iter().position(|line| line.line(Language::En).starts_with(words)).unwrap();
        let (ranks, rest) = lines.split_at(place("Theil-Sen"));
        let (median, squares) = rest.split_at(place("Least squares") - ranks.len());
        assert_eq!((of(ranks, "S"), of(ranks, "p")), (&[test.s as f64][..], &[test.p.value][..]));
        assert_eq!((of(ranks, "τ_b"), of(ranks, "p*")), (test.tau_b.as_slice(), test.adjusted_p.as_slice()));
        let line = trend::theil_sen(&series, level(0.95)).unwrap();
        assert_eq!((of(median, "b"), of(median, "a")), (&[line.slope.value][..], &[line.intercept][..]));
        let ends = line.slope.interval.map(|interval| vec![interval.lower, interval.upper]).unwrap_or_default();
        assert_eq!(of(median, "[b_(M+1); b_(N−M)]"), ends);
        let line = trend::ols_trend(&series, level(0.95)).unwrap();
        assert_eq!((of(squares, "b"), of(squares, "a")), (&[line.slope.value][..], &[line.intercept][..]));
        assert_eq!(of(squares, "p"), line.test.map(|test| test.p).as_slice());
    }
}

/// The lines of the five methods end in their figures.
#[test]
fn progress_can_be_computed_again() {
    use Direction::{HigherIsBetter, LowerIsBetter};
    for (values, goal, direction, limit) in [
        (&VIET_NAM[..], 95.0, HigherIsBetter, Some(100.0)),
        (&VIET_NAM[..4], 80.0, HigherIsBetter, None),
        (&VIET_NAM[..2], 80.0, HigherIsBetter, None),
        (&[60.0, 52.0, 55.0], 20.0, LowerIsBetter, Some(100.0)),
        (&[-10.0, -8.0, -7.5], -2.0, HigherIsBetter, None),
        (&[40.0, 30.0], 80.0, HigherIsBetter, Some(100.0)),
        (&[45.0, 96.0], 95.0, HigherIsBetter, Some(100.0)),
    ] {
        let (series, target) = (yearly(values), Target::reach(goal, date(2030, 12, 31), direction));
        let lines = progress_workings(&series, &target, direction, limit);
        assert!(lines.iter().filter(|line| holds(line)).count() >= 9, "{values:?}");
        for progress in side_by_side(&series, &target, direction, limit).methods {
            let heading = |line: &Working| line.line(Language::En).starts_with(&progress.method.to_string());
            let own = &lines[lines.iter().position(heading).unwrap() + 1..];
            let own = &own[..own.iter().position(|line| line.symbol().is_empty()).unwrap_or(own.len())];
            assert_eq!(of(own, "R"), progress.ratio.as_slice(), "{}", progress.method);
            assert_eq!(of(own, "r"), progress.observed.as_slice(), "{}", progress.method);
            assert_eq!(of(own, "r*"), progress.required.as_slice(), "{}", progress.method);
            assert_eq!(of(own, "x"), progress.months_ahead.as_slice(), "{}", progress.method);
            assert_eq!(of(own, "ŷ_T"), progress.at_target.as_slice(), "{}", progress.method);
        }
    }
}

/// The lines of a scenario end in its value, and every number in them gives the value beside it.
#[test]
fn scenarios_can_be_computed_again() {
    use Direction::{HigherIsBetter, LowerIsBetter};
    let own = yearly(&VIET_NAM[..3]);
    let holds_on = |path: Scenario, day: jiff::civil::Date, computed: usize| {
        let (value, lines) = (path.at(day).unwrap(), path.workings(day).unwrap());
        assert_eq!(of(&lines, "ŷ"), [value.value]);
        assert!(value.remarks.iter().all(|remark| lines.contains(&Working::refused(*remark))));
        assert!(lines.iter().filter(|line| holds(line)).count() >= computed);
    };
    let target = Target::reach(95.0, date(2030, 12, 31), HigherIsBetter);
    for (day, computed) in [(date(2026, 6, 30), 4), (date(2030, 12, 31), 2), (date(2045, 12, 31), 2)] {
        holds_on(required_pace(&own, &Declared::on(SHARE), &target).unwrap(), day, computed);
    }
    for scale in [Scale::Identity, Scale::Log, SHARE, Scale::Logit { lower: -10.0, upper: 110.0 }] {
        let (up, down) = (yearly(&[30.0, 41.0]), yearly(&[41.0, 30.0]));
        for (peer, direction) in [(&up, HigherIsBetter), (&down, LowerIsBetter)] {
            let path = best_commune_pace(&own, &Declared::on(scale), &[("a", peer)], direction).unwrap();
            // On the scale of the readings themselves nothing is placed and nothing brought back.
            holds_on(path, date(2021, 12, 31), if scale == Scale::Identity { 3 } else { 6 });
        }
    }
    let path = required_pace(&own, &Declared::on(SHARE), &target).unwrap();
    assert_eq!(path.workings(date(2016, 1, 1)), Err(Refusal::TargetDateNotAfterReading));
    assert_eq!(path.workings(date(2017, 12, 31)).unwrap().len(), 3);
}

proptest! {
    /// Whatever the readings, no line is infinite or no number, and every line can be computed again.
    #[test]
    fn moderate_readings(
        values in prop::collection::vec(1.0..99.0_f64, 1..14),
        ahead in 1..12_i16,
        share in 0.5..0.99_f64,
        scale in prop::sample::select(vec![Scale::Identity, Scale::Log, SHARE]),
    ) {
        let values: Vec<f64> = values.iter().map(|v| (v * 100.0).round() / 100.0).collect();
        let (series, level) = (yearly(&values), level((share * 1e3).round() / 1e3));
        let day = date(2014 + values.len() as i16 + ahead, 12, 31);
        for name in MODELS_AND_CLASS.names() {
            if let Ok(fitted) = MODELS_AND_CLASS.by_name(name).unwrap().fit(&series, &Declared::on(scale)) {
                model_holds(fitted.as_ref(), day, level, 90.0);
            }
        }
        trend::workings(&series, level).iter().for_each(|line| _ = holds(line));
        let target = Target::reach(90.0, day, Direction::HigherIsBetter);
        let lines = progress_workings(&series, &target, Direction::HigherIsBetter, Some(100.0));
        lines.iter().for_each(|line| _ = holds(line));
    }

    /// Readings of any size at all: text and no panic.
    #[test]
    fn any_readings(
        values in prop::collection::vec(prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL | prop::num::f64::ZERO, 0..12),
        goal in prop::num::f64::ANY,
    ) {
        let (series, day) = (yearly(&values), date(2035, 12, 31));
        let target = Target::reach(goal, day, Direction::LowerIsBetter);
        let mut lines = trend::workings(&series, Level::EIGHTY);
        lines.extend(progress_workings(&series, &target, Direction::LowerIsBetter, None));
        for offered in MODELS {
            if let Ok(fitted) = offered.model.fit(&series, &Declared::on(Scale::Identity)) {
                lines.extend(fitted.workings(fitted.horizon(day).unwrap(), Level::EIGHTY).unwrap_or_default());
                lines.extend(attainment_workings(fitted.as_ref(), &target).unwrap_or_default());
            }
        }
        for line in lines {
            let text = line.line(Language::Vi);
            prop_assert!(!text.is_empty() && !text.contains(['∞', '–']), "{}", text);
        }
    }
}
