//! Prose and tables: a notebook's cells are run in order and the whole becomes one self-contained page.
//!
//! Nothing is computed here: numbers in prose, tables and charts are what queries gave.

mod cell;
pub mod changes;
mod chart_cell;
mod marked;
mod notebook;
mod page;
mod provenance;
mod set;
mod table;
mod typed;
mod value;
mod words;

pub use chart_cell::{chart, map_of_boundaries};
pub use notebook::{Block, Notebook, Options};
pub use page::{Drawn, Page, Rendered, index, render, simulated_mark};
pub use provenance::{Origin, Reference, Witness};
pub use set::{Around, Member, members};
pub use table::{escape, html_table};
pub use typed::{Typed, typed_numbers};
pub use value::{Label, exact, status_words, written};
pub use words::captioned;
