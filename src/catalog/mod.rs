//! What is measured and promised: the tables of a project, declared once and used by reading, checking and storing.
//!
//! Every dataset file holds rows of one [`Table`]. Its columns, kinds, references and key stand here; the reader
//! validates against them, the store creates its tables from them, the README lists them.

mod decimal;
mod kind;
mod tables;
mod vocabulary;

pub use decimal::Decimal;
pub use kind::{Kind, Value, first_day, line_range};
pub use tables::{ALL, Column, Table, table};
pub use vocabulary::{Comparator, Direction, Level, ObsStatus};
