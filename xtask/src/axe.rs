//! axe-core, which the browser tests ask about each page, from its npm package. Used by tests only (Mozilla Public License 2.0).

use crate::npm;
use std::fs;
use std::path::Path;

const VERSION: &str = "4.14.1";
const CHECKSUM: &str =
    "sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==";
const FILE: &str = "axe.min.js";

/// Puts its script into `folder` unless this version is there already.
///
/// # Errors
/// Why it cannot be had, as the end of a sentence.
pub fn ensure(folder: &Path) -> Result<(), String> {
    if npm::is_there(folder, FILE, VERSION) {
        return Ok(());
    }
    let package = format!("axe-core@{VERSION}");
    eprintln!("Fetching the npm package {package} (1 MB, once) ...");
    let text = |e: std::io::Error| e.to_string();
    let fresh = folder.with_extension("new");
    let unpacked = npm::unpacked(&package, CHECKSUM, &fresh)?;
    fs::create_dir_all(folder).map_err(text)?;
    for name in [FILE, "LICENSE"] {
        fs::rename(unpacked.join(name), folder.join(name)).map_err(text)?;
    }
    fs::write(npm::stamp(folder), VERSION).map_err(text)?;
    fs::remove_dir_all(&fresh).map_err(text)
}
