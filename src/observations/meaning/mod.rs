//! What a cell means: its text becomes a number, a day, a period or an area; or a kind of missing; or a trouble.
//!
//! Nothing is guessed. Each function is told what the column holds and in which [`Locale`] it is written, reads exactly
//! that, and hands back a [`Trouble`] for all else, with a suggestion where one can be made. A suggestion is for
//! people: no caller may take it.
//!
//! What a declared locale leaves open, and how it is settled:
//!
//! | text | settled as |
//! |---|---|
//! | `1.234` | Vietnamese: 1234; English: 1.234, which is no count |
//! | `1,234` | Vietnamese: 1.234, which is no count; English: 1234 |
//! | `0.954`, `12.34`, `1.5` in Vietnamese | trouble: groups have three digits and do not begin with a nought |
//! | `1,00` in a column of counts | trouble, whole or not: a count has no decimals, and `1,000` may be a thousand |
//! | `5-10` | a quantity from 5 to 10; never a day, which has its year |
//! | `9/2025` | a month in a column of periods, a ratio in a column of ratios |
//! | `3/4/2025` | 3 April: the day comes first |
//! | `(1.234)` | minus 1234, as accounts are printed, but no count; `(12)` is trouble: columns and notes are numbered so |
//! | `5 tr` | trouble: triệu (million) or trang (page); `5 tr.đ` is five million đồng |
//! | `–5` | trouble: a long dash is a bullet or a minus |
//! | `từ 30%` | trouble: at least 30%, or a range without its end |
//! | `lũy kế tháng 9/2025` | trouble: September alone, or all since January |
//! | `x` | not applicable, as forms mark cells to be left out |
//! | `không` | trouble: nought, or no |
//!
//! Figures never pass through a binary float, except those that a workbook keeps as one ([`from_float`]).

mod areas;
mod as_of;
mod day;
mod declared_unit;
mod float;
mod locale;
mod missing;
mod number;
mod numeral;
mod period;
mod qualifier;
mod quantity;
mod ratio;
mod serial_day;
mod trouble;
mod unit;
mod words;

#[cfg(test)]
mod tests;

pub use areas::{AreaEntry, AreaMatch, Areas, How};
pub use as_of::{as_of, says_cumulative};
pub use day::day;
pub use declared_unit::declared_unit;
pub use float::{from_float, percent_from_float, whole_from_float};
pub use locale::Locale;
pub use missing::{Missing, Reading};
pub use number::{decimal, whole};
pub use period::{Period, period};
pub use qualifier::Qualifier;
pub use quantity::{Quantity, quantity};
pub use ratio::ratio;
pub use serial_day::serial_day;
pub use trouble::{Code, Trouble};
pub use unit::{Unit, unit};
