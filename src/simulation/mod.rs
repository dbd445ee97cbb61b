//! A simulated province: a project full of returned forms whose totals are those that a province published.
//!
//! No office's raw files are public. This is the demonstration, the test bed at full grain, and at a greater scale the
//! benchmark. Every file says that it is simulated, and none is written inside a project. What is known of the place, and its
//! printed totals, are data that go with the program; how forms look and what goes wrong with them is here.

mod apportion;
mod chance;
pub mod code;
mod corrected;
mod library;
mod manner;
mod mess;
mod outbox;
mod place;
mod planted;
mod project;
mod province;
mod returned;
mod setting;
mod spoilt;
mod style;
mod text;
mod totals;
mod workbook;
mod write;

#[cfg(test)]
mod tests;

pub use apportion::{apportion, within};
pub use planted::Planted;
pub use write::{MOST, Simulation, Summary, write};
