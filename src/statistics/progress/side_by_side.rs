//! All methods on the same readings: do they agree, and where not, why?
//!
//! `linear-path` is what the others are held against, being the easiest to explain. From it to another method one thing
//! is changed at a time (the readings used, the curve, then the limits of the classes); each change that moves the
//! class is a cause. The last step is the other method itself, so a difference always has a cause.

use super::{CAGR_RATIO, SDSN_ARROW, UN_PROGRESS_CHART};
use super::{Progress, Status, Why, cagr_ratio, escap, linear_path, sdsn_arrow, un_progress_chart};
use crate::language::{Key, Language};
use crate::statistics::{Direction, Method, Series, Target};

/// How far the methods agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Agreement {
    /// Fewer than two methods give a class.
    NotComparable,
    /// All that answer give one class.
    Full,
    /// They lead to one decision (enough, too slow, going back) in different degrees.
    InDegreeOnly,
    /// They lead to different decisions.
    Disagree,
}

impl Agreement {
    /// Its code in result tables.
    pub fn code(self) -> &'static str {
        match self {
            Agreement::NotComparable => "not-comparable",
            Agreement::Full => "agree",
            Agreement::InDegreeOnly => "differ-in-degree",
            Agreement::Disagree => "disagree",
        }
    }

    /// What it means, in a sentence for the reader of a report.
    pub fn sentence(self, language: Language) -> &'static str {
        let message = match self {
            Agreement::NotComparable => Key::of("agreement-not-comparable"),
            Agreement::Full => Key::of("agreement-full"),
            Agreement::InDegreeOnly => Key::of("agreement-in-degree-only"),
            Agreement::Disagree => Key::of("agreement-disagree"),
        };
        message.told(language)
    }

    fn of(progress: &[Progress]) -> Agreement {
        let classes: Vec<Status> = progress.iter().filter_map(|p| p.status).collect();
        match classes.as_slice() {
            [] | [_] => Agreement::NotComparable,
            [first, rest @ ..] if rest.iter().all(|status| status == first) => Agreement::Full,
            [first, rest @ ..] if rest.iter().all(|status| status.course() == first.course()) => {
                Agreement::InDegreeOnly
            }
            _ => Agreement::Disagree,
        }
    }
}

/// One method that puts the readings into another class than `linear-path`.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Which method.
    pub method: Method,
    /// Its class in the common order.
    pub status: Status,
    /// The class by `linear-path`.
    pub linear: Status,
    /// Why they differ: one cause or more.
    pub why: Vec<Why>,
}

/// Five methods on the same readings.
#[derive(Debug, Clone, PartialEq)]
pub struct SideBySide {
    /// `linear-path`, `cagr-ratio`, `sdsn-arrow`, `un-progress-chart`, `escap` (or `escap-linear`), in this order;
    /// those that refuse carry their reason.
    pub methods: [Progress; 5],
    /// How far those that answer agree.
    pub agreement: Agreement,
    /// Those that differ from `linear-path`, and why.
    pub differences: Vec<Difference>,
}

/// All five methods on the same readings. `limit` is the indicator's declared upper limit (100 for a share), if any.
///
/// ```
/// use jiff::civil::date;
/// use milepost::statistics::{Agreement, Direction, Reading, Series, Target, Why, side_by_side};
/// let series = Series::new(vec![
///     Reading { date: date(2020, 1, 1), value: 40.0 },
///     Reading { date: date(2024, 1, 1), value: 66.0 },
/// ])?;
/// let target = Target::reach(95.0, date(2028, 1, 1), Direction::HigherIsBetter);
/// let all = side_by_side(&series, &target, Direction::HigherIsBetter, Some(100.0));
/// assert_eq!(all.agreement, Agreement::Disagree);
/// let un = all.differences.iter().find(|d| d.method.name == "un-progress-chart").expect("it differs");
/// assert_eq!(un.why, [Why::CompoundingPastLimit]);
/// # Ok::<(), milepost::statistics::Refusal>(())
/// ```
pub fn side_by_side(series: &Series, target: &Target, direction: Direction, limit: Option<f64>) -> SideBySide {
    let methods = [
        linear_path(series, target, direction),
        cagr_ratio(series, target, direction),
        sdsn_arrow(series, target, direction),
        un_progress_chart(series, target, direction),
        escap(series, target, direction, limit),
    ];
    let [linear, others @ ..] = &methods;
    let mut differences = Vec::new();
    if let (Some(class), Some(ratio)) = (linear.status, linear.ratio) {
        for other in others {
            if let Some(status) = other.status.filter(|status| *status != class) {
                let why = causes(other, Line { class, ratio }, limit, || escap::straight(series, target, ratio));
                differences.push(Difference { method: other.method, status, linear: class, why });
            }
        }
    }
    SideBySide { agreement: Agreement::of(&methods), methods, differences }
}

/// What `linear-path` says.
#[derive(Clone, Copy)]
struct Line {
    class: Status,
    ratio: f64,
}

/// From the straight line to another method, changing one thing at a time. `fitted` is the share of the way that a
/// straight line fitted to all readings covers.
fn causes(other: &Progress, line: Line, limit: Option<f64>, fitted: impl Fn() -> f64) -> Vec<Why> {
    let ratio = other.ratio.unwrap_or(line.ratio);
    let higher = ratio > line.ratio;
    let mut steps = Steps { class: line.class, why: Vec::new() };
    if other.method == CAGR_RATIO {
        let why = if higher { Why::GrowthRatesLenient } else { Why::GrowthRatesStrict };
        steps.take(Status::of_ratio(ratio), why);
    } else if other.method == SDSN_ARROW {
        steps.take(sdsn_arrow::class_of(ratio), Why::LimitsOfSdsn);
    } else if other.method == UN_PROGRESS_CHART {
        let past_limit = matches!((limit, other.at_target), (Some(limit), Some(value)) if value > limit);
        let why = match (higher, past_limit) {
            (true, true) => Why::CompoundingPastLimit,
            (true, false) => Why::CompoundingAhead,
            (false, _) => Why::CompoundingBehind,
        };
        steps.take(Status::of_ratio(ratio), why);
        steps.take(un_progress_chart::class_of(ratio), Why::LimitsOfUnChart);
    } else {
        let fitted = fitted();
        let why = if ratio > fitted { Why::CurveSteepens } else { Why::CurveFlattens };
        steps.take(Status::of_ratio(fitted), Why::AllReadings);
        steps.take(Status::of_ratio(ratio), why);
        steps.take(escap::class_of(ratio), Why::LimitsOfEscap);
    }
    steps.why
}

/// The class after each change, and the changes that moved it.
struct Steps {
    class: Status,
    why: Vec<Why>,
}

impl Steps {
    fn take(&mut self, class: Status, why: Why) {
        if class != self.class {
            self.class = class;
            self.why.push(why);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::{ESCAP, ESCAP_LINEAR, Reading, Refusal};
    use jiff::civil::date;

    const HIGHER: Direction = Direction::HigherIsBetter;
    const LOWER: Direction = Direction::LowerIsBetter;

    fn all(values: &[(i16, f64)], target: f64, year: i16, direction: Direction, limit: Option<f64>) -> SideBySide {
        let readings = values.iter().map(|(y, v)| Reading { date: date(*y, 1, 1), value: *v }).collect();
        let target = Target::reach(target, date(year, 1, 1), direction);
        side_by_side(&Series::new(readings).unwrap(), &target, direction, limit)
    }

    fn why(found: &SideBySide, method: Method) -> Vec<Why> {
        found.differences.iter().find(|d| d.method == method).map(|d| d.why.clone()).unwrap_or_default()
    }

    #[test]
    fn nothing_to_compare() {
        let none = all(&[], 95.0, 2030, HIGHER, None);
        assert_eq!((none.agreement, none.differences.len()), (Agreement::NotComparable, 0));
        assert!(none.methods.iter().all(|p| p.reason == Some(Refusal::NoReadings)));
        let one = all(&[(2024, 45.0)], 95.0, 2030, HIGHER, None);
        assert!(one.methods.iter().all(|p| p.reason == Some(Refusal::OneReading)));
    }

    #[test]
    fn a_refusal_is_no_disagreement() {
        let from_zero = all(&[(2020, 0.0), (2024, 50.0)], 100.0, 2028, HIGHER, None);
        assert_eq!(from_zero.agreement, Agreement::Full);
        let refused: Vec<Option<Refusal>> =
            from_zero.methods.iter().filter(|p| p.status.is_none()).map(|p| p.reason).collect();
        assert_eq!(refused, [Some(Refusal::ZeroBase); 2]);
    }

    /// Viet Nam, 45 (2015) to 84.15 (2024), target 95 in 2030: every published method says on track.
    #[test]
    fn all_agree_on_the_worked_series() {
        let viet_nam = all(&[(2015, 45.0), (2024, 84.15)], 95.0, 2030, HIGHER, None);
        assert_eq!((viet_nam.agreement, viet_nam.differences.len()), (Agreement::Full, 0));
        assert!(viet_nam.methods.iter().all(|p| p.status == Some(Status::OnTrack)));
    }

    /// 40 to 48 in 4 years, target 80 in 10: half the pace. Growth rates make it 65%, compounding covers 58% of the
    /// way.
    #[test]
    fn one_decision_in_four_degrees() {
        let slow = all(&[(2016, 40.0), (2020, 48.0)], 80.0, 2026, HIGHER, None);
        assert_eq!(slow.agreement, Agreement::InDegreeOnly);
        assert_eq!(slow.methods[0].status, Some(Status::Limited));
        assert_eq!(why(&slow, CAGR_RATIO), [Why::GrowthRatesLenient]);
        assert_eq!(why(&slow, SDSN_ARROW), [Why::LimitsOfSdsn]);
        assert_eq!(why(&slow, UN_PROGRESS_CHART), [Why::LimitsOfUnChart]);
        assert_eq!(why(&slow, ESCAP_LINEAR), [Why::LimitsOfEscap]);
    }

    #[test]
    fn near_the_ceiling_the_curve_flattens() {
        let near = all(&[(2020, 80.0), (2024, 90.0)], 99.0, 2028, HIGHER, Some(100.0));
        assert_eq!(near.agreement, Agreement::Disagree);
        assert_eq!(near.methods[0].status, Some(Status::OnTrack));
        assert_eq!(why(&near, ESCAP), [Why::CurveFlattens]);
        let low = all(&[(2020, 10.0), (2024, 18.0)], 30.0, 2028, HIGHER, Some(100.0));
        assert_eq!(low.methods[0].status, Some(Status::Moderate));
        assert_eq!(why(&low, ESCAP), [Why::CurveSteepens]);
    }

    #[test]
    fn shrinking_compounds_the_other_way() {
        // Half the way to a tenth of the base, in half the time: a straight line is on time, growth rates want more.
        let shrinking = all(&[(2020, 50.0), (2024, 27.5)], 5.0, 2028, LOWER, None);
        assert_eq!(shrinking.methods[0].status, Some(Status::OnTrack));
        assert_eq!(why(&shrinking, CAGR_RATIO), [Why::GrowthRatesStrict]);
        assert_eq!(why(&shrinking, UN_PROGRESS_CHART), [Why::CompoundingBehind]);
        assert_eq!(shrinking.agreement, Agreement::Disagree);
    }

    #[test]
    fn recent_readings_weigh_more() {
        // numpy.polyfit with these weights gives 46.271 in 2026 over whole years.
        let turned = all(&[(2016, 50.0), (2018, 90.0), (2020, 60.0), (2022, 52.0)], 80.0, 2026, HIGHER, None);
        assert_eq!(turned.methods[0].status, Some(Status::Limited));
        assert_eq!(turned.methods[4].status, Some(Status::Deterioration));
        assert!((turned.methods[4].at_target.unwrap() - 46.27118644067795).abs() < 0.02);
        assert_eq!(why(&turned, ESCAP_LINEAR), [Why::AllReadings]);
    }
}
