//! milepost: parse, plan, run, exit code.

use clap::Parser;
use milepost::cli::{Arguments, exit_code, run};
use std::process::ExitCode;

/// Results of millions of elements are made and let go vector by vector: the system's allocator gives their pages back
/// each time, this one keeps them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    exit_code(run(Arguments::parse()))
}
