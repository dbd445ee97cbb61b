#![doc = include_str!("ARCHITECTURE.md")]
#![warn(missing_docs)]

pub mod catalog;
pub mod charts;
pub mod cli;
pub mod error;
pub mod evidence;
pub mod example;
pub mod export;
pub mod finding;
pub mod forms;
pub mod functions;
pub mod language;
pub mod lock;
pub mod observations;
pub mod project;
pub mod queries;
pub mod report;
pub mod serve;
pub mod simulation;
pub mod sources;
pub mod statistics;
pub mod store;
