#![doc = include_str!("ARCHITECTURE.md")]
#![warn(missing_docs)]

pub mod catalog;
pub mod error;
pub mod finding;
pub mod language;
pub mod observations;
pub mod project;
pub mod queries;
pub mod sources;
pub mod store;
