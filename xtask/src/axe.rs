//! axe-core, which the browser tests ask about each page, from its npm package. Used by tests only (Mozilla Public License 2.0).

use crate::npm::{self, Package};
use std::path::Path;

const VERSION: &str = "4.14.1";
const CHECKSUM: &str =
    "sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==";

/// Puts its script into `folder` unless this version is there already.
///
/// # Errors
/// Why it cannot be had, as the end of a sentence.
pub fn ensure(folder: &Path) -> Result<(), String> {
    let files = &["axe.min.js", "LICENSE"];
    npm::ensure(
        folder,
        &Package { name: "axe-core", version: VERSION, checksum: CHECKSUM, files, what: "axe-core (1 MB)" },
    )
}
