//! What cells mean. Dataset files become typed rows, validated against the catalogue; the files that offices send become
//! records by recipes, and what is not understood is set aside. Nothing is stored here.

mod dataset;
mod frame;
mod intake;
pub mod meaning;
mod recipe;
mod recipes;
mod rules;
mod typed;

pub use dataset::{Area, Dataset, Source, read_all};
pub use frame::data_frame;
pub use intake::{FileTrouble, Keeper, Part, Recognised, Told, read, recognise};
pub use recipe::{
    Accumulation, AreaMet, Band, Binding, CellTrouble, Column, Comparison, Count, Excluded, FormStamp, From, Grain,
    LeftOut, MOST_KEYS, Miss, REVIEW_SHEET, Reads, Recipe, Rule, SIMULATED, SetAside, TitleValue, UNREADABLE,
    Understood, Wide, folded, problem, says_simulated, shown,
};
pub use recipes::{Action, Alias, Correction, Recipes};
pub use typed::{TypedRow, TypedTable};
