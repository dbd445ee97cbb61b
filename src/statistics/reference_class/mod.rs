//! Reference classes: what happened elsewhere from the same level, the outside view for one reading or two.
//!
//! A [`Library`] of histories of one kind is fitted into a [`FittedClass`]: for every level and horizon, quantiles of the
//! value to come, corrected until they cover what came in areas left out, before it came. Source: METHODS 4b; what
//! differs (long horizons are reached by short windows, step by step) is measured in [`FittedClass::record`].
//!
//! Measured on internet use, 109 countries, 1990 to 2024 (ITU by the World Bank), each country left out of the fit, the
//! calibration too, and no window that ended after the reading; readings from 2 to 98 percent, 2009 on, with five readings
//! before so that a drift can be fitted to the same windows (standard errors by country; IS is the 90% interval score):
//!
//! | years ahead | class, one reading: MAE, 90% coverage, IS | own drift, five readings | windows |
//! |---|---|---|---|
//! | 1 | 2.0, 0.898 (0.010), 14.3 | 2.2, 0.832, 17.7 | 1,348 |
//! | 3 | 4.3, 0.893 (0.016), 24.4 | 4.9, 0.757, 39.9 | 1,142 |
//! | 5 | 5.9, 0.890 (0.019), 31.1 | 7.5, 0.707, 64.4 | 947 |
//! | 10 | 7.3, 0.896 (0.029), 41.1 | 11.6, 0.674, 102.7 | 470 |
//!
//! The widths there were learned in other countries, but from all years. Where they too were learned by the reading's
//! date alone (readings from 2010 on, one fifth of the countries left out at a time), coverage and score are 0.870 (0.022)
//! and 32.0 at five years, 0.853 (0.033) and 44.4 at ten; before 2010 growth was foreseen too fast, and scores are worse.
//!
//! | question | where |
//! |---|---|
//! | what is known of others | [`History`], [`Library`] |
//! | what will come, from one reading | [`FittedClass::predict`] gives [`Quantiles`] |
//! | from two | [`FittedClass::predict_with_pace`] |
//! | from three or more | pool with the series' own drift by [`FittedClass::drift_weight`] |
//! | how well did that do | [`FittedClass::record`], [`Library::record_on`] |
//! | what is shipped | [`Table`], a list of [`Cell`]s; [`MakeUp`], [`PaceMemory`], [`DriftWeight`], [`super::backtest::Record`] |

mod choice;
mod fit;
mod fitted;
mod learned;
mod library;
mod memory;
mod options;
mod path;
mod pool;
mod quantiles;
mod rates;
mod record;
mod spread;
mod steps;
mod table;
mod trials;

pub use fitted::{ANALOGS, FittedClass, MakeUp};
pub use library::{History, Library};
pub use memory::PaceMemory;
pub use options::Options;
pub use path::year_of;
pub use pool::{DriftWeight, POOLED_READINGS};
pub use quantiles::{QUANTILES, Quantiles};
pub use record::RECORDED_READINGS;
pub(in crate::statistics) use record::method_of;
pub use table::{Cell, Support, Table};
pub use trials::HORIZONS;
