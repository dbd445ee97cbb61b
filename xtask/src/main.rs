//! The two commands of the README: `cargo xtask run` and `cargo xtask test`.
//!
//! Both make sure that DuckDB's ready-made library is in `vendor/duckdb`, and `test` that there are a browser and axe-core
//! to look at pages with; then they hand over to cargo. Standard library only.

mod axe;
mod browser;
mod chromium;
mod library;
mod npm;

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

const USAGE: &str = "usage: cargo xtask run [arguments of milepost run]
       cargo xtask test [arguments of cargo test]
       cargo xtask library        only put DuckDB's library into vendor/duckdb";

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();
    let root = root();
    let cargo: &[&str] = match command.as_str() {
        "run" => &["run"],
        "test" => &["test"],
        "library" => &[],
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    let bundled = match library::ensure(&root.join("vendor").join("duckdb")) {
        Ok(()) => false,
        Err(reason) => {
            eprintln!("DuckDB's ready-made library cannot be had: {reason}.");
            eprintln!(
                "Compiling DuckDB instead (--features bundled); this takes about half an hour of one core, once."
            );
            true
        }
    };
    if command == "test" {
        for_browser_tests(&root);
    }
    if cargo.is_empty() {
        return if bundled { ExitCode::FAILURE } else { ExitCode::SUCCESS };
    }
    let mut process = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    process.current_dir(&root).args(cargo);
    // What the outer cargo says of this package would make the inner one rebuild what depends on it.
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(|n| n.starts_with("CARGO_PKG_") || n.starts_with("CARGO_MANIFEST_")) {
            process.env_remove(name);
        }
    }
    if bundled {
        process.args(["--features", "bundled"]);
    }
    if command == "run" {
        process.args(["--", "run"]);
    }
    match process.args(&rest).status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(status) => ExitCode::from(u8::try_from(status.code().unwrap_or(3)).unwrap_or(3)),
        Err(error) => {
            eprintln!("cannot start cargo: {error}");
            ExitCode::from(3)
        }
    }
}

/// Puts into `vendor` what the browser tests need and the machine does not have. What cannot be had is said here; it is
/// the tests that fail.
fn for_browser_tests(root: &Path) {
    let choice = browser::choose(root);
    if choice == browser::Browser::LeftOut {
        eprintln!("The browser tests are left out: {} is none.", browser::VARIABLE);
        return;
    }
    if choice == browser::Browser::Missing
        && let Err(reason) = chromium::ensure(&browser::fetched(root))
    {
        eprintln!("A browser for the tests cannot be had: {reason}.");
    }
    if let Err(reason) = axe::ensure(&root.join("vendor").join("axe-core")) {
        eprintln!("axe-core for the tests cannot be had: {reason}.");
    }
}

/// The project's folder: the one above this package. Asked of cargo now, not when this was compiled: two checkouts may
/// share one folder of built files.
fn root() -> PathBuf {
    let package = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    package.parent().map(PathBuf::from).unwrap_or_default()
}
