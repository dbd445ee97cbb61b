//! Reference classes: what happened elsewhere from the same level, the outside view for one reading or two.
//!
//! A [`Library`] of histories of one kind is fitted into a [`FittedClass`]: for every level and horizon, quantiles of the
//! value to come, corrected until they cover what came in areas left out, before it came. Source: METHODS 4b; what
//! differs (long horizons are reached by short windows, step by step) is measured in [`FittedClass::record`].
//!
//! Measured on internet use, 109 countries, 1990 to 2024 (ITU by the World Bank), from one reading on a level of 2 to 98
//! percent, each country left out of what its forecast rests on and no growth used that ended after the reading (standard
//! errors by country; IS is the 90% interval score). Beside it the drift of five readings, where there are five:
//!
//! | years ahead | all years: MAE, 90% coverage, IS | windows | own drift | readings from 2009 on | windows | own drift |
//! |---|---|---|---|---|---|---|
//! | 1 | 2.1, 0.908 (0.009), 14.0 | 2,137 | 2.2, 0.854, 18.3 | 2.0, 0.906 (0.011), 14.3 | 1,356 | 2.2, 0.839, 17.7 |
//! | 3 | 4.8, 0.895 (0.012), 26.8 | 1,932 | 5.4, 0.784, 41.8 | 4.3, 0.897 (0.015), 24.6 | 1,152 | 4.9, 0.767, 39.3 |
//! | 5 | 6.9, 0.895 (0.013), 37.0 | 1,726 | 8.4, 0.748, 64.9 | 5.9, 0.882 (0.019), 30.8 | 954 | 7.4, 0.720, 62.2 |
//! | 10 | 9.7, 0.897 (0.018), 51.7 | 1,240 | 13.5, 0.728, 103.0 | 7.5, 0.877 (0.030), 40.0 | 472 | 11.5, 0.689, 101.1 |
//!
//! Widths, memory and weights were learned in other countries, but from all years, and the options were chosen on all.
//! Where the widths too were learned by the reading's date alone (readings from 2010 on, one fifth of the countries left
//! out at a time, the same options), coverage and score are 0.858 (0.022) and 32.6 at five years, 0.830 (0.034) and 44.0
//! at ten: expect that much less of a forecast made today. Readings before 2010 fare worse still (with those from 2006 on
//! 0.734 at ten years).
//!
//! | question | where |
//! |---|---|
//! | what is known of others | [`History`], [`Library`] |
//! | what will come, from one reading | [`FittedClass::predict`] gives [`Quantiles`] |
//! | from two | [`FittedClass::predict_with_pace`] |
//! | from three or more | pool with the series' own drift by [`FittedClass::drift_weight`] |
//! | how well did that do | [`FittedClass::record`], [`Library::record_on`] |
//! | what is shipped | [`Table`], a list of [`Cell`]s; [`MakeUp`], [`PaceMemory`], [`DriftWeight`], the record |

mod choice;
mod fit;
mod fitted;
mod learned;
mod library;
#[cfg(test)]
pub(in crate::statistics) mod made_up;
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
pub(in crate::statistics) use quantiles::{probability_of, score_of};
pub use record::RECORDED_READINGS;
pub(in crate::statistics) use record::method_of;
pub use table::{Cell, Support, Table};
pub use trials::HORIZONS;
