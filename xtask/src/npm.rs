//! Packages of the npm registry that this machine's npm is set up for, by name, version and checksum.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Fetches a package (`name@version`) into `folder`, which is made anew, and unpacks it; the folder with its content.
///
/// The checksum is the SHA-512 of the archive as npm writes it.
///
/// # Errors
/// Why it cannot be had, as the end of a sentence.
pub fn unpacked(package: &str, checksum: &str, folder: &Path) -> Result<PathBuf, String> {
    let text = |e: std::io::Error| e.to_string();
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).map_err(text)?;
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let packed = Command::new(npm)
        .args(["pack", package, "--json", "--silent"])
        .current_dir(folder)
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
    let archive = fs::read_dir(folder)
        .map_err(text)?
        .filter_map(|entry| entry.ok())
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|e| e == "tgz"))
        .ok_or("npm pack left no archive")?;
    extract(&archive, folder)?;
    Ok(folder.join("package"))
}

/// Keeps files of a package in `folder`: unless this version is there already.
///
/// # Errors
/// Why it cannot be had, as the end of a sentence.
pub fn ensure(folder: &Path, package: &Package<'_>) -> Result<(), String> {
    let Package { name, version, checksum, files, what } = package;
    if files.first().is_some_and(|file| is_there(folder, file, version)) {
        return Ok(());
    }
    let package = format!("{name}@{version}");
    eprintln!("Fetching {what} from the npm package {package} (once) ...");
    let text = |e: std::io::Error| e.to_string();
    let fresh = folder.with_extension("new");
    let unpacked = unpacked(&package, checksum, &fresh)?;
    fs::create_dir_all(folder).map_err(text)?;
    for file in *files {
        // Renamed into place, so that a process that has the old one open keeps it.
        fs::rename(unpacked.join(file), folder.join(file)).map_err(text)?;
    }
    fs::write(stamp(folder), version).map_err(text)?;
    fs::remove_dir_all(&fresh).map_err(text)
}

/// A package of which some files are kept.
pub struct Package<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its version.
    pub version: &'a str,
    /// The SHA-512 of its archive.
    pub checksum: &'a str,
    /// The files that are kept; the first tells whether they are there.
    pub files: &'a [&'a str],
    /// What it is, and how large, for people: `DuckDB's library (24 MB)`.
    pub what: &'a str,
}

/// Unpacks an archive into a folder that is there.
///
/// # Errors
/// Why not, as the end of a sentence.
pub fn extract(archive: &Path, into: &Path) -> Result<(), String> {
    let done = Command::new("tar")
        .args(["--no-same-owner", "-xf"])
        .arg(archive)
        .arg("-C")
        .arg(into)
        .status()
        .map_err(|e| format!("tar does not start ({e})"))?;
    if done.success() { Ok(()) } else { Err(format!("{} cannot be extracted", archive.display())) }
}

/// Is this version of a package in its folder already, with this file?
pub fn is_there(folder: &Path, file: &str, version: &str) -> bool {
    folder.join(file).is_file() && fs::read_to_string(stamp(folder)).is_ok_and(|v| v.trim() == version)
}

/// Where the version of what is in a folder is written down.
pub fn stamp(folder: &Path) -> PathBuf {
    folder.join("VERSION")
}
