//! The arithmetic of indicators: series, rates, pace, progress, projection, attainment.
//!
//! Everything here is pure: no files, no clock, no randomness; the same readings give the same bits. Every result says
//! what it rests on ([`Estimate`]: value, interval, readings used and left out, method), and what cannot be said is a
//! named reason ([`Refusal`]) in both languages, never a NaN and never a zero.
//!
//! | question | where |
//! |---|---|
//! | what was read, and when | [`Series`], [`Reading`] |
//! | what share is that | [`rate()`], [`agrees_with_printed`] |
//! | is an area different from the whole, or is that chance | [`funnel_limits()`] |
//! | how fast, and how fast must it be | [`pace`] |
//! | is there a trend, and how steep | [`trend`] |
//! | where do we stand on the way to the target | [`side_by_side`], [`cagr_without_target`] |
//! | which parts moved a rate | [`decomposition`] |
//! | where will it be | [`Model`] fitted gives [`Fitted`]; [`RwDrift`] is the default, [`by_name`] has the others |
//! | where must it be, where could it be | [`required_pace`], [`best_commune_pace`]: a [`Scenario`], no forecast |
//! | do the communes add up to the province | [`reconcile()`] |
//! | will we get there, and when | [`attainment()`], [`attainment_date`] |
//! | how was that computed | [`Working`]: the lines of [`Fitted::workings`], [`trend::workings()`] and others |

mod attainment;
pub mod backtest;
pub mod decomposition;
mod estimate;
mod figure;
mod funnel;
pub mod growth;
pub mod least_squares;
pub mod pace;
mod progress;
mod projection;
mod rate;
#[cfg(test)]
mod recomputed;
pub mod reference_class;
mod refusal;
mod scale;
mod series;
mod student;
mod target;
pub mod trend;
mod working;

pub use attainment::{Attainment, AttainmentDate, attainment, attainment_date, attainment_workings};
pub use estimate::{Estimate, Interval, Level, Method};
pub use figure::figure;
pub use funnel::{FunnelLimits, funnel_limits};
pub use progress::{
    Agreement, CAGR_RATIO, CAGR_WITHOUT_TARGET, Class, Difference, ESCAP, ESCAP_LINEAR, LINEAR_PATH, Progress,
    SDSN_ARROW, SideBySide, Status, UN_PROGRESS_CHART, Why, cagr_ratio, cagr_without_target, escap, linear_path,
    progress_workings, sdsn_arrow, side_by_side, un_progress_chart,
};
pub use projection::{
    Analogs, BEST_COMMUNE_PACE, Basis, Component, DAMPED_HOLT, DampedHolt, Declared, Fitted, GrowthCurve, MODELS,
    Model, Models, NAIVE, Naive, OLS, Offered, Ols, OnDate, Predictive, REQUIRED_PACE, RW_DRIFT, Reconciled, RwDrift,
    SUM_OF_PARTS, Scenario, THEIL_SEN, THETA, TheilSen, Theta, best_commune_pace, by_name, reconcile, required_pace,
};
pub use rate::{Missing, Part, RateCheck, agrees_with_printed, rate};
pub use refusal::Refusal;
pub use scale::{Placed, Scale};
pub use series::{Reading, Series, days_between, years_between};
pub use target::{Comparator, Direction, Target};
pub use working::Working;
