//! What cells mean: dataset files become typed rows, validated against the catalogue, before anything is stored.

mod dataset;
mod frame;
mod rules;
mod typed;

pub use dataset::{Dataset, Source, read_all};
pub use frame::data_frame;
pub use typed::{TypedRow, TypedTable};
