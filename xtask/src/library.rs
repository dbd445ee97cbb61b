//! DuckDB's library from the npm package that ships it, by name, version and checksum.

use crate::npm;
use std::env::consts::{ARCH, OS};
use std::path::Path;

/// The version of the package; the library inside is DuckDB 1.5.5, which the crate `duckdb` 1.10505 expects.
const VERSION: &str = "1.5.5-r.5";

/// A package: operating system, processor, name, library file, SHA-512 of the archive as npm writes it.
type Package = (&'static str, &'static str, &'static str, &'static str, &'static str);

const PACKAGES: [Package; 4] = [
    (
        "linux",
        "x86_64",
        "linux-x64",
        "libduckdb.so",
        "sha512-kCyq6BXhn6QXfwF8yVdVKriSSHP+rfVWcJ56cG8qZzlOZpxyvT5WGm6jMshxg4ditLlOsHsIN/D47RYrcjXuHQ==",
    ),
    (
        "linux",
        "aarch64",
        "linux-arm64",
        "libduckdb.so",
        "sha512-CafH2AIvXtpwDynG3KB/4uEOHRGlFoB7auCRMIwH3BKNIobsANV5LSpDJ3tfyRCFIsK6e8AT1eseWVnu2Dv3cw==",
    ),
    (
        "macos",
        "x86_64",
        "darwin-x64",
        "libduckdb.dylib",
        "sha512-rN0KjX13MwVQ5V5ufykolty/tf4SaafOpGWcUA1Cegf98jPeRdsJsEE1IMXn8n3u6WvMSZEVJmHJ3ma4Hr7Vzg==",
    ),
    (
        "macos",
        "aarch64",
        "darwin-arm64",
        "libduckdb.dylib",
        "sha512-WJdeLTFy4pRg60rkbp9smtlP1iIQ8ErtIJkxS+2LQtM1ZZMSByyW+3WPpNoKe7IwPtVl2fLlPw7tDmQW4Z974g==",
    ),
];

/// Puts the library into `folder` unless this version is there already.
///
/// # Errors
/// Why it cannot be had, as the end of a sentence.
pub fn ensure(folder: &Path) -> Result<(), String> {
    let (_, _, platform, file, checksum) = PACKAGES
        .into_iter()
        .find(|(os, arch, ..)| (*os, *arch) == (OS, ARCH))
        .ok_or_else(|| format!("no package for {OS} on {ARCH} is known to link"))?;
    let name = format!("@duckdb/node-bindings-{platform}");
    let (files, what) = (&[file, "LICENSE"], "DuckDB's library (24 MB)");
    npm::ensure(folder, &npm::Package { name: &name, version: VERSION, checksum, files, what })
}
