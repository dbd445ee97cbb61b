//! Where an indicator stands on its way to a target: several named methods, side by side, that may disagree.
//!
//! | method | compares | with | on track from |
//! |---|---|---|---|
//! | [`linear_path()`] | the change made | the change due by now on a straight line | 95% |
//! | [`cagr_ratio()`] | the growth rate so far | the growth rate needed from base to target | 95% |
//! | [`sdsn_arrow()`] | the change per year so far | the change per year needed | 100% |
//! | [`un_progress_chart()`] | the way covered at the target date at the growth rate so far | the whole way | 95% |
//! | [`escap()`] | the way covered at the target date on a curve fitted to all readings | the whole way | over 90% |
//!
//! [`side_by_side()`] gives all five, and why those that differ from the straight line do. Every method holds to three
//! rules: a target that is met is achieved, whatever the trend; a target whose date has come unmet is missed; where the
//! figure does not exist there is a reason instead.

#[cfg(test)]
mod awkward_cases;
mod by_hand;
mod cagr_ratio;
mod cagr_without_target;
mod class;
mod escap;
mod linear_path;
#[cfg(test)]
mod properties;
mod sdsn_arrow;
mod side_by_side;
mod standing;
mod status;
mod un_progress_chart;
mod why;

pub use by_hand::progress_workings;
pub use cagr_ratio::{CAGR_RATIO, cagr_ratio};
pub use cagr_without_target::{CAGR_WITHOUT_TARGET, cagr_without_target};
pub use class::Class;
pub use escap::{ESCAP, ESCAP_LINEAR, escap};
pub use linear_path::{LINEAR_PATH, linear_path};
pub use sdsn_arrow::{SDSN_ARROW, sdsn_arrow};
pub use side_by_side::{Agreement, Difference, SideBySide, side_by_side};
pub use status::Status;
pub use un_progress_chart::{UN_PROGRESS_CHART, un_progress_chart};
pub use why::Why;

use super::{Method, Refusal};

/// What one method says about progress. What a method does not compute, or cannot, is `None`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// By which method.
    pub method: Method,
    /// The class in the common order; `None` where the method refuses, and then `reason` says why.
    pub status: Option<Status>,
    /// Observed over needed; 1 is exactly enough.
    pub ratio: Option<f64>,
    /// Score as the method publishes it: -5 to 5 (`cagr-ratio`), 1 to 3 (`un-progress-chart`), 10 for the whole way
    /// (`escap`).
    pub score: Option<f64>,
    /// Observed change per year: a growth rate as a ratio, 0.072 is 7.2% (`cagr-ratio`, `un-progress-chart`); in the
    /// indicator's unit (`sdsn-arrow`).
    pub observed: Option<f64>,
    /// Needed change, in the same unit.
    pub required: Option<f64>,
    /// Where the method would have the indicator at the date of the latest reading, in its unit.
    pub expected: Option<f64>,
    /// Distance from there in the indicator's unit, positive when better than expected, whichever way is better.
    pub distance: Option<f64>,
    /// Months ahead of (positive) or behind (negative) the path.
    pub months_ahead: Option<f64>,
    /// Share of the way from base to target made so far; 1 is the target.
    pub made: Option<f64>,
    /// Where the method takes the indicator to be at the target date, in its unit: part of the method, no projection.
    pub at_target: Option<f64>,
    /// Why the method refuses, or what must be said beside its class.
    pub reason: Option<Refusal>,
}

impl Progress {
    /// The class by the method's own name.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use milepost::statistics::{Class, Direction, Reading, Series, Target, escap};
    /// let reached = Series::new(vec![Reading { date: date(2024, 1, 1), value: 96.0 }])?;
    /// let target = Target::reach(95.0, date(2028, 1, 1), Direction::HigherIsBetter);
    /// let progress = escap(&reached, &target, Direction::HigherIsBetter, Some(100.0));
    /// assert_eq!(progress.class(), Some(Class::Maintain));
    /// # Ok::<(), milepost::statistics::Refusal>(())
    /// ```
    pub fn class(&self) -> Option<Class> {
        self.status.map(|status| Class::of(self.method, status))
    }

    /// Nothing said yet.
    fn by(method: Method) -> Progress {
        Progress {
            method,
            status: None,
            ratio: None,
            score: None,
            observed: None,
            required: None,
            expected: None,
            distance: None,
            months_ahead: None,
            made: None,
            at_target: None,
            reason: None,
        }
    }

    /// The method refuses.
    fn refused(method: Method, reason: Refusal) -> Progress {
        Progress { reason: Some(reason), ..Progress::by(method) }
    }

    /// Every figure it carries.
    fn figures(&self) -> impl Iterator<Item = f64> {
        let Progress { ratio, score, observed, required, expected, distance, months_ahead, made, at_target, .. } =
            *self;
        [ratio, score, observed, required, expected, distance, months_ahead, made, at_target].into_iter().flatten()
    }

    /// No figure is NaN or infinite.
    fn is_finite(&self) -> bool {
        self.figures().all(f64::is_finite)
    }
}
