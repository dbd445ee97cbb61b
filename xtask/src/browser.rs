//! Which browser the tests use. Shared by `cargo xtask test`, which fetches one where there is none, and the tests, which
//! look for it again: so plain `cargo test` finds the same.

use std::env;
use std::path::{Path, PathBuf};

/// The variable that names the browser, or says `none`.
pub const VARIABLE: &str = "MILEPOST_BROWSER";

/// What it is called where a system has it.
pub const NAMES: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// Where macOS keeps it.
const MACOS: [&str; 2] = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// What was chosen.
#[derive(Debug, PartialEq, Eq)]
pub enum Browser {
    /// The program to start.
    Program(PathBuf),
    /// The tests that need one are to be left out.
    LeftOut,
    /// There is none.
    Missing,
}

/// Where a fetched browser lies.
pub fn fetched(root: &Path) -> PathBuf {
    root.join("vendor").join("chromium")
}

/// The browser that [`VARIABLE`] names, else one of the system, else the fetched one.
pub fn choose(root: &Path) -> Browser {
    if let Some(named) = env::var_os(VARIABLE).filter(|named| !named.is_empty()) {
        return match named.to_string_lossy() {
            name if name == "none" => Browser::LeftOut,
            // One that is not there does not start, and is told so.
            name => Browser::Program(on_path(&name).unwrap_or_else(|| named.clone().into())),
        };
    }
    let system =
        NAMES.iter().find_map(|name| on_path(name)).or_else(|| MACOS.iter().map(PathBuf::from).find(|p| p.is_file()));
    let fetched = || Some(fetched(root).join("chromium")).filter(|path| path.is_file());
    system.or_else(fetched).map_or(Browser::Missing, Browser::Program)
}

fn on_path(name: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| path.is_file())
}
