//! DuckDB's library from the npm package that ships it, by name, version and checksum.

use std::env::consts::{ARCH, OS};
use std::fs;
use std::path::Path;
use std::process::Command;

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
    let stamp = folder.join("VERSION");
    if folder.join(file).is_file() && fs::read_to_string(&stamp).is_ok_and(|v| v.trim() == VERSION) {
        return Ok(());
    }
    let package = format!("@duckdb/node-bindings-{platform}@{VERSION}");
    eprintln!("Fetching DuckDB's library from the npm package {package} (24 MB, once) ...");
    let text = |e: std::io::Error| e.to_string();
    let unpacked = folder.with_extension("new");
    let _ = fs::remove_dir_all(&unpacked);
    fs::create_dir_all(&unpacked).map_err(text)?;
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let packed = Command::new(npm)
        .args(["pack", &package, "--json", "--silent"])
        .current_dir(&unpacked)
        .output()
        .map_err(|e| format!("npm does not start ({e})"))?;
    let report = String::from_utf8_lossy(&packed.stdout);
    if !packed.status.success() {
        let reason = String::from_utf8_lossy(&packed.stderr);
        return Err(format!("npm pack {package} failed: {}", reason.lines().last().unwrap_or("no message")));
    }
    // npm itself holds the archive to this checksum; it must also be the one that this project was tested with.
    if !report.contains(checksum) {
        return Err(format!("the checksum of {package} is not {checksum}"));
    }
    let archive = fs::read_dir(&unpacked)
        .map_err(text)?
        .filter_map(|entry| entry.ok())
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|e| e == "tgz"))
        .ok_or("npm pack left no archive")?;
    let extracted = Command::new("tar")
        .arg("-xzf")
        .arg(&archive)
        .arg("-C")
        .arg(&unpacked)
        .status()
        .map_err(|e| format!("tar does not start ({e})"))?;
    if !extracted.success() {
        return Err("the archive cannot be extracted".to_owned());
    }
    fs::create_dir_all(folder).map_err(text)?;
    for name in [file, "LICENSE"] {
        // Renamed into place, so that a process that has the old library open keeps it.
        fs::rename(unpacked.join("package").join(name), folder.join(name)).map_err(text)?;
    }
    fs::write(stamp, VERSION).map_err(text)?;
    fs::remove_dir_all(&unpacked).map_err(text)
}
