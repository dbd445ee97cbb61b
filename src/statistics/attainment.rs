//! Will the target be met by its date, and when is it met at the pace seen so far?

use super::projection::by_hand::{Bound, half_a_unit_inside, on_scale};
use super::working::{Shown, Working};
use super::{Comparator, Estimate, Fitted, Level, Method, Predictive, Refusal, Scale, Series, Target};
use crate::language::Key;
use jiff::{Span, civil::Date};

/// How far ahead an attainment date is looked for.
const YEARS_AHEAD: i64 = 50;

/// The probability of meeting a target at its date, beside the value projected for that date.
#[derive(Debug, Clone, PartialEq)]
pub struct Attainment {
    /// Probability from 0 to 1; `None` where none may be named, and then `remarks` says why.
    pub probability: Option<Estimate>,
    /// The value projected for the target date, with its interval.
    pub projected: Estimate,
    /// What must be said beside them, most important first, without repetition.
    pub remarks: Vec<Refusal>,
}

/// Probability that the value at the target date meets the target (marginal, not first passage). Source: METHODS 4.
///
/// `series` is the one the model was fitted to. Errors: where not even a value can be projected. A target already met,
/// or met before and lost, is remarked; the probability is then that of meeting it at its date all the same.
///
/// ```
/// use jiff::civil::date;
/// use milepost::statistics::*;
/// let values = [45.0, 53.0, 58.1, 69.8, 68.7];
/// let readings = (2015..).zip(values).map(|(y, value)| Reading { date: date(y, 12, 31), value }).collect();
/// let series = Series::new(readings)?;
/// let fitted = RwDrift.fit(&series, &Declared::on(Scale::Gompertz { lower: 0.0, upper: 100.0 }))?;
/// let target = Target::reach(80.0, date(2022, 12, 31), Direction::HigherIsBetter);
/// let answer = attainment(fitted.as_ref(), &series, &target, Level::EIGHTY)?;
/// assert!((0.0..=1.0).contains(&answer.probability.expect("five readings allow one").value));
/// # Ok::<(), Refusal>(())
/// ```
pub fn attainment(fitted: &dyn Fitted, series: &Series, target: &Target, level: Level) -> Result<Attainment, Refusal> {
    let projected = fitted.at(target.date, level)?;
    let mut remarks = Vec::new();
    let probability = match fitted.probability(target.date, target.comparator, target.value) {
        Ok(probability) => {
            remarks.extend(&probability.remarks);
            Some(probability)
        }
        Err(reason) => {
            remarks.push(reason);
            None
        }
    };
    remarks.extend(&projected.remarks);
    remarks.extend(history(series, target));
    let mut seen = Vec::new();
    remarks.retain(|reason| {
        let new = !seen.contains(reason);
        seen.push(*reason);
        new
    });
    Ok(Attainment { probability, projected, remarks })
}

/// How the probability of meeting a target at its date comes about: the formula, and the formula with the numbers put in.
///
/// The lines of [`Fitted::workings`] for the same day say how centre and standard error come about. Errors: every reason for
/// which no probability may be named.
///
/// ```
/// use jiff::civil::date;
/// use milepost::{language::Language, statistics::*};
/// let values = [40.0, 45.2, 47.1, 55.3, 59.0];
/// let readings = (2015..).zip(values).map(|(y, value)| Reading { date: date(y, 12, 31), value }).collect();
/// let fitted = RwDrift.fit(&Series::new(readings)?, &Declared::on(Scale::Identity))?;
/// let target = Target::reach(70.0, date(2022, 12, 31), Direction::HigherIsBetter);
/// let lines = attainment_workings(fitted.as_ref(), &target)?;
/// assert!(lines[1].line(Language::En).starts_with("P = 1 − F_ν((z* − m) / se) = 1 − F_3((70 − 73.2533) / "));
/// # Ok::<(), Refusal>(())
/// ```
pub fn attainment_workings(fitted: &dyn Fitted, target: &Target) -> Result<Vec<Working>, Refusal> {
    let years = fitted.horizon(target.date)?;
    let probability = fitted.probability(target.date, target.comparator, target.value)?;
    let basis = fitted.basis();
    let (upward, goal, moved) = basis.goal(target.comparator, target.value)?;
    let predictive = fitted.predictive(years)?;
    let chance = |part: &Predictive| if upward { part.above(goal) } else { part.below(goal) };
    let mut lines = Vec::new();
    if moved {
        let bound = Bound::left_by(target.value, goal);
        lines.extend(
            half_a_unit_inside("y*", bound, basis.scale, basis.unit)
                .map(|line| line.saying(Key::of("working-target-on-bound"), [("target", target.value.into())])),
        );
    }
    let line = Working::of("P");
    let line = match &predictive {
        Predictive::Student { scale, centre, spread, freedom } => {
            let z = scale.place(goal);
            lines.push(goal_on_scale(*scale, goal));
            student(line, upward, [*freedom, z, *centre, *spread])
        }
        Predictive::Within { lower, upper, of } => match of.as_ref() {
            Predictive::Student { centre, spread, freedom, .. } if *lower < goal && goal < *upper => {
                lines.push(goal_on_scale(Scale::Identity, goal));
                student(line, upward, [*freedom, goal, *centre, *spread])
            }
            _ => line,
        },
        Predictive::Quantiles(quantiles) => {
            lines.push(goal_on_scale(quantiles.scale(), goal));
            line.formula(if upward { "1 − Z⁻¹(z*)" } else { "Z⁻¹(z*)" })
        }
        Predictive::Pool(parts) => match parts.as_slice() {
            [(class_weight, class), (drift_weight, drift)] => line
                .formula("(1 − w)·P_C + w·P_D")
                .with("{} × {} + {} × {}", [*class_weight, chance(class)?, *drift_weight, chance(drift)?]),
            _ => line,
        },
    };
    let sign = if upward { "≥" } else { "≤" };
    lines.push(line.gives(probability.value).saying(
        Key::of("working-probability-of"),
        [("sign", Shown::Name(sign.to_owned())), ("goal", goal.into()), ("day", target.date.into())],
    ));
    lines.extend(probability.remarks.into_iter().map(Working::refused));
    Ok(lines)
}

fn goal_on_scale(scale: Scale, goal: f64) -> Working {
    if scale == Scale::Identity {
        return Working::of("z*").formula("y*").gives(goal).words(Key::of("working-the-target"));
    }
    on_scale("z*", "g(y*)", scale, goal, scale.place(goal)).words(Key::of("working-target-on-scale"))
}

/// The probability's formula for Student's t: degrees of freedom, goal, centre, spread.
fn student(line: Working, upward: bool, [freedom, goal, centre, spread]: [f64; 4]) -> Working {
    let numbers = [freedom, goal, centre, spread];
    if upward {
        line.formula("1 − F_ν((z* − m) / se)").with("1 − F_{}(({} − {}) / {})", numbers)
    } else {
        line.formula("F_ν((z* − m) / se)").with("F_{}(({} − {}) / {})", numbers)
    }
}

/// Met already, or met before and lost.
fn history(series: &Series, target: &Target) -> Option<Refusal> {
    let (latest, before) = series.readings().split_last()?;
    if target.met_by(latest.value) {
        Some(Refusal::AlreadyAchieved)
    } else if target.comparator != Comparator::Equal && before.iter().any(|r| target.met_by(r.value)) {
        Some(Refusal::AchievedThenLost)
    } else {
        None
    }
}

/// When a target is met at the pace seen so far.
#[derive(Debug, Clone, PartialEq)]
pub struct AttainmentDate {
    /// First day on which the probability of meeting it reaches one half.
    pub date: Date,
    /// First day on which it reaches the lower tail of the level (0.1 at 80%); `None` where it already does.
    pub earliest: Option<Date>,
    /// First day on which it reaches the upper tail (0.9 at 80%); `None` where it does not within 50 years
    /// or the backtested range.
    pub latest: Option<Date>,
    /// The level of the interval from earliest to latest.
    pub level: Level,
    /// Readings used.
    pub n: usize,
    /// Readings left out.
    pub left_out: usize,
    /// By which method.
    pub method: Method,
}

/// The date on which the target is met at the pace seen so far, whatever the target's own date.
///
/// Errors: [`Refusal::AlreadyAchieved`], [`Refusal::NotReached`] within 50 years, [`Refusal::BeyondBacktest`] where the
/// method may not be asked so far ahead, and every reason for which the model
/// names no probability. Source: METHODS 4 (expected attainment year with its interval).
pub fn attainment_date(
    fitted: &dyn Fitted,
    comparator: Comparator,
    value: f64,
    level: Level,
) -> Result<AttainmentDate, Refusal> {
    let tomorrow = fitted.origin().tomorrow().map_err(|_| Refusal::DateOutOfRange)?;
    let now = fitted.probability(tomorrow, comparator, value)?;
    if now.value >= 0.5 {
        return Err(Refusal::AlreadyAchieved);
    }
    let first = |wanted: f64| first_day(fitted, comparator, value, wanted);
    let date = first(0.5)?.ok_or(Refusal::NotReached)?;
    let earliest = if now.value >= level.upper_tail() { None } else { first(level.upper_tail())? };
    let latest = match first(1.0 - level.upper_tail()) {
        Err(Refusal::BeyondBacktest) => None,
        latest => latest?,
    };
    Ok(AttainmentDate { date, earliest, latest, level, n: now.n, left_out: now.left_out, method: now.method })
}

/// First day on which the probability reaches `wanted`: the first year that ends there, then that year halved down.
fn first_day(fitted: &dyn Fitted, comparator: Comparator, value: f64, wanted: f64) -> Result<Option<Date>, Refusal> {
    let day = |days: i64| -> Result<Date, Refusal> {
        let span = Span::new().try_days(days).map_err(|_| Refusal::DateOutOfRange)?;
        fitted.origin().checked_add(span).map_err(|_| Refusal::DateOutOfRange)
    };
    let reached =
        |days: i64| -> Result<bool, Refusal> { Ok(fitted.probability(day(days)?, comparator, value)?.value >= wanted) };
    let (mut below, mut at) = (0, None);
    for year in 1..=YEARS_AHEAD {
        let days = year * 1461 / 4;
        match reached(days) {
            Ok(true) => {
                at = Some(days);
                break;
            }
            Ok(false) => below = days,
            // Past the backtested range nothing more can be said.
            Err(Refusal::BeyondBacktest) => return Err(Refusal::BeyondBacktest),
            Err(reason) => return Err(reason),
        }
    }
    let Some(mut at) = at else { return Ok(None) };
    while at - below > 1 {
        let middle = below + (at - below) / 2;
        if reached(middle)? { at = middle } else { below = middle }
    }
    day(at).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::statistics::{Declared, Direction, Model, Reading, RwDrift, Scale};
    use jiff::civil::date;

    const SHARE: Scale = Scale::Gompertz { lower: 0.0, upper: 100.0 };

    fn yearly(first: i16, values: &[f64]) -> Series {
        let readings = (first..).zip(values).map(|(y, v)| Reading { date: date(y, 12, 31), value: *v });
        Series::new(readings.collect()).unwrap()
    }

    fn fitted(series: &Series, backtested_years: Option<f64>) -> Box<dyn Fitted> {
        RwDrift.fit(series, &Declared { backtested_years, ..Declared::on(SHARE) }).unwrap()
    }

    fn attain(values: &[f64], target: f64, year: i16) -> Result<Attainment, Refusal> {
        let series = yearly(2015, values);
        let target = Target::reach(target, date(year, 12, 31), Direction::HigherIsBetter);
        attainment(fitted(&series, None).as_ref(), &series, &target, Level::EIGHTY)
    }

    /// A series like Viet Nam's internet users per 100 people, 2015 to 2024.
    const VIET_NAM: [f64; 10] = [45.0, 53.0, 58.14, 69.85, 68.7, 70.29, 74.21, 78.59, 78.08, 84.15];

    #[test]
    fn three_readings_no_probability() {
        let answer = attain(&[80.2, 83.1, 84.9], 90.0, 2020).unwrap();
        assert_eq!(answer.probability, None);
        assert!(answer.projected.interval.is_some());
        assert_eq!(answer.remarks, vec![Refusal::ThreeReadings]);
    }

    #[test]
    fn a_target_date_that_is_past() {
        assert_eq!(attain(&VIET_NAM, 90.0, 2024), Err(Refusal::TargetDateNotAfterReading));
    }

    #[test]
    fn met_already_and_met_once() {
        let met = attain(&VIET_NAM, 80.0, 2030).unwrap();
        assert!(met.probability.unwrap().value > 0.9);
        assert_eq!(met.remarks, vec![Refusal::AlreadyAchieved]);
        let lost = attain(&[45.0, 53.0, 72.0, 60.5, 69.0], 70.0, 2025).unwrap();
        assert!(lost.remarks.contains(&Refusal::AchievedThenLost), "{:?}", lost.remarks);
    }

    #[test]
    fn remarks_are_said_once() {
        let answer = attain(&[90.5, 97.2, 98.8, 100.0, 99.1], 100.0, 2025).unwrap();
        assert_eq!(answer.remarks.iter().filter(|r| **r == Refusal::BoundaryMoved).count(), 1);
    }

    /// A series printed in whole numbers is asked about 99.5 where 100 is the target, and 99.7 likewise; the workings say
    /// so, by the formula.
    #[test]
    fn a_moved_target_shows_the_value_that_was_asked_about() {
        let series = yearly(2015, &[61.0, 70.0, 74.0, 85.0, 88.0]);
        let model = fitted(&series, None);
        let lines = |goal| {
            let target = Target::reach(goal, date(2025, 12, 31), Direction::HigherIsBetter);
            attainment_workings(model.as_ref(), &target).unwrap()
        };
        let chance = |goal| lines(goal).iter().find(|line| line.symbol() == "P").unwrap().values().to_vec();
        for (goal, printed) in [(100.0, "100"), (99.7, "99.7")] {
            assert_eq!(
                lines(goal)[0].line(Language::En),
                format!(
                    "y* = U − u / 2 = 100 − 1 / 2 = 99.5  (the target {printed} is on the bound, or within half a \
                     measurement unit u of it, so this value is asked about)"
                )
            );
            assert_eq!(chance(goal), chance(99.5));
            assert!(lines(goal).contains(&Working::refused(Refusal::BoundaryMoved)));
        }
        assert!(lines(99.5).iter().all(|line| line.symbol() != "y*"));
        let falling = Target::reach(0.0, date(2025, 12, 31), Direction::LowerIsBetter);
        let falling = &attainment_workings(model.as_ref(), &falling).unwrap()[0];
        assert!(
            falling.line(Language::Vi).starts_with("y* = L + u / 2 = 0 + 1 / 2 = 0,5  (mục tiêu 0 nằm trên giới hạn")
        );
    }

    /// Expected probability: computed with scipy 1.17.1.
    #[test]
    fn will_it_reach_95_in_2030() {
        let answer = attain(&VIET_NAM, 95.0, 2030).unwrap();
        let probability = answer.probability.unwrap();
        assert!((probability.value - 0.3542073079555703).abs() < 1e-11);
        assert_eq!((probability.n, probability.interval), (10, None));
        assert_eq!(answer.remarks, vec![]);
    }

    #[test]
    fn the_date_is_where_the_probability_crosses() {
        let series = yearly(2015, &VIET_NAM);
        let model = fitted(&series, None);
        let answer = attainment_date(model.as_ref(), Comparator::AtLeast, 95.0, Level::EIGHTY).unwrap();
        let chance = |day: Date| model.probability(day, Comparator::AtLeast, 95.0).unwrap().value;
        for (day, wanted) in [(Some(answer.date), 0.5), (answer.earliest, 0.1), (answer.latest, 0.9)] {
            let day = day.unwrap();
            assert!(chance(day) >= wanted && chance(day.yesterday().unwrap()) < wanted, "{day} at {wanted}");
        }
        assert!(answer.earliest.unwrap() < answer.date && answer.date < answer.latest.unwrap());
        // The median passes 95 where the drift has covered the distance on the scale: g(95) - g(84.15) over mu.
        let g = |p: f64| -(-(p / 100.0).ln()).ln();
        let years = (g(95.0) - g(84.15)) / ((g(84.15) - g(45.0)) / (3288.0 / 365.25));
        let days = super::super::days_between(model.origin(), answer.date) as f64;
        assert!((days - years * 365.25).abs() <= 1.0);
    }

    #[test]
    fn dates_that_cannot_be_named() {
        let date_of = |values: &[f64], goal, backtested| {
            let series = yearly(2015, values);
            attainment_date(fitted(&series, backtested).as_ref(), Comparator::AtLeast, goal, Level::EIGHTY)
        };
        assert_eq!(date_of(&VIET_NAM, 80.0, None), Err(Refusal::AlreadyAchieved));
        assert_eq!(date_of(&[60.0, 58.1, 57.2, 55.0], 95.0, None), Err(Refusal::NotReached));
        assert_eq!(date_of(&VIET_NAM, 99.0, Some(3.0)), Err(Refusal::BeyondBacktest));
        assert_eq!(date_of(&[80.2, 83.1, 84.9], 95.0, None), Err(Refusal::ThreeReadings));
    }
}
