//! Reference classes: what happened elsewhere from the same level, the outside view for one reading or two.
//!
//! A [`Library`] of histories of one kind is fitted into a [`FittedClass`]: for every level and horizon, quantiles of the
//! value to come, corrected until they cover what came in areas left out, before it came. Source: METHODS 4b; what
//! differs is said in [`rates`](self) (short windows followed step by step) and measured in [`FittedClass::record`].
//!
//! | question | where |
//! |---|---|
//! | what is known of others | [`History`], [`Library`] |
//! | what will come, from one reading | [`FittedClass::predict`] gives [`Quantiles`] |
//! | from two | [`FittedClass::predict_with_pace`] |
//! | from three or more | pool with the series' own drift by [`FittedClass::drift_weight`] |
//! | how well did that do | [`FittedClass::record`], [`Library::record_on`] |
//! | what is shipped | [`Table`], a list of [`Cell`]s; [`MakeUp`], [`PaceMemory`], [`DriftWeight`], [`Row`] |

mod choice;
mod fitted;
mod library;
mod memory;
mod options;
mod pool;
mod quantiles;
mod rates;
mod record;
mod score;
mod spread;
mod table;
mod trials;

pub use fitted::{ANALOGS, FittedClass, MakeUp};
pub use library::{History, Library, year_of};
pub use memory::PaceMemory;
pub use options::Options;
pub use pool::{DriftWeight, POOLED_READINGS};
pub use quantiles::{QUANTILES, Quantiles};
pub use record::{Contender, RECENT_YEARS, RECORDED_READINGS, Row};
pub use score::{Measured, Score};
pub use table::{Cell, Support, Table};
pub use trials::HORIZONS;
