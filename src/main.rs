//! milepost: parse, plan, run, exit code.

use clap::Parser;
use milepost::cli::{Arguments, Plan, exit_code};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = Plan::resolve(arguments).and_then(|plan| plan.run());
    exit_code(done)
}
