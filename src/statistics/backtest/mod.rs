//! Backtests: what a method was worth on histories whose ends are known (METHODS 5).
//!
//! A rolling origin walks along every history; at each origin a forecaster sees the last n readings and nothing later,
//! and is scored against the actual reading that stands nearest to the horizon, for that reading's real date. Windows are
//! pooled over the histories; since those of one history are alike, every standard error is clustered by history.
//!
//! MASE and MSIS divide by the mean step of a history up to the origin. A history that has not moved by half its
//! measurement unit a step (the declared unit, or that of its decimals) has no such scale: its windows are left out of
//! these two measures, and counted ([`RecordRow::mase_left_out`]); in all others they stay.
//!
//! | step | where |
//! |---|---|
//! | what is known | [`History`] |
//! | which windows, which goals | [`Plan`] |
//! | who forecasts | [`Forecaster`]; [`Projecting`] makes one of any model |
//! | the run | [`backtest()`] |
//! | what came of it | [`Record`], flat rows |
//! | may a probability be named | [`Record::earned`] |

mod clustered;
mod earned;
mod forecaster;
mod history;
mod last_value;
mod percentiles;
mod plan;
mod record;
mod run;
mod score;
mod summary;
#[cfg(test)]
mod tests;
mod window;

pub use earned::Earned;
pub use forecaster::{Forecaster, Projecting};
pub use history::History;
pub use plan::{Goals, Origins, Plan, ReadingsUsed};
pub use record::{Record, RecordRow, RefusedRow, ReliabilityRow, WindowSet};
pub use run::backtest;

// For the record of a reference class, which forecasts in its own way.
pub(in crate::statistics) use history::mean_step;
pub(in crate::statistics) use last_value::LastValue;
pub(in crate::statistics) use percentiles::Reader;
pub(in crate::statistics) use score::Truth;
pub(in crate::statistics) use window::{Window, sum_up};
