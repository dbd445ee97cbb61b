//! Recipes: how a form that offices fill in becomes rows of a table. Written in `source.toml`, found by labels.

mod binding;
mod cell;
mod declaration;
mod grid;
mod labels;
mod problem;
mod rows;
mod rule;
mod slot;
mod stamp;
mod table;
mod title;
mod units;
mod wide;

pub use binding::{Band, Binding, HEAD_ROWS, Miss, Unbound, bind};
pub use cell::AreaMet;
pub use declaration::{Accumulation, Column, Excluded, From, Grain, Reads, Recipe, Wide};
pub use labels::folded;
pub use problem::{UNREADABLE, problem};
pub use rows::{CellTrouble, Count, LeftOut, MOST_KEYS, MOST_SET_ASIDE, RowReader, SetAside, Understood, shown};
pub use rule::{Comparison, Rule};
pub use stamp::{FormStamp, REVIEW_SHEET, SIMULATED, says_simulated};
pub use title::{TitleValue, constant, read_name};
