//! milepost: parse, plan, run, exit code.

use clap::Parser;
use milepost::cli::{Arguments, exit_code, run};
use std::process::ExitCode;

fn main() -> ExitCode {
    exit_code(run(Arguments::parse()))
}
