//! Where stages meet, and the only place that prints.
//!
//! [`Arguments`] are what was typed; a [`Plan`] is what they mean; each verb has its file.

mod args;
mod asked;
mod backtest;
mod chart;
mod check;
mod diff;
mod explain;
mod export;
mod ingest;
mod init;
mod lock;
mod output;
mod pages;
mod plan;
mod project;
mod provenance;
mod query;
mod reconciliation;
mod reference;
mod report;
mod revisions;
mod run;
mod scenario;
mod series;
mod serve;
mod simulate;
mod sql;
mod status;
mod template;
mod trace;
mod tree;
mod trend;
mod verify;
mod workbench;

pub use args::Arguments;
pub use plan::Plan;

use crate::error::{Error, Result};
use std::io::IsTerminal;
use std::process::ExitCode;

/// How a verb ended, where it did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All is well.
    Fine,
    /// Findings at or above `--fail-on`.
    Findings,
}

/// Does what was typed.
///
/// # Errors
/// Whatever the verb cannot continue with.
pub fn run(arguments: Arguments) -> Result<Outcome> {
    match &arguments.verb {
        // These make a project: the only verbs that need none.
        args::Verb::Init { folder } => init::init(folder, arguments.lang.unwrap_or_default()),
        args::Verb::Simulate { out, scale, seed } => {
            simulate::simulate(out, *scale, *seed, arguments.lang.unwrap_or_default())
        }
        // A project that is broken is shown with what is wrong in it.
        args::Verb::Serve { port } => serve::serve(&serve::Typed::of(&arguments)?, *port),
        _ => Plan::resolve(arguments)?.run(),
    }
}

/// 0 fine, 1 findings at or above `--fail-on`, 2 a wrong request, 3 cannot continue. Errors go to stderr.
pub fn exit_code(done: Result<Outcome>) -> ExitCode {
    match done {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(error) => {
            // Colours where people look, unless they asked for none.
            let colours = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
            eprintln!("milepost: {}", error.said(colours));
            ExitCode::from(if Error::is_usage(&error) { 2 } else { 3 })
        }
    }
}
