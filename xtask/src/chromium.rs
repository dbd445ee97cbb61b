//! A Chromium without a window, from the npm package that ships it, for machines without a browser. Used by tests only.

use crate::npm;
use std::env::consts::{ARCH, OS};
use std::fs;
use std::path::Path;
use std::process::Command;

/// The version of the package and of the browser inside (the package is MIT-licensed, Chromium BSD-3-Clause).
const VERSION: &str = "153.0.0";
const CHECKSUM: &str =
    "sha512-jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA==";

/// How the fetched browser finds its fonts, whatever the machine has.
const FONTS: &str = "<?xml version=\"1.0\"?>\n<!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">\n\
    <fontconfig><dir prefix=\"relative\">fonts</dir></fontconfig>\n";

/// Unpacks what is packed with Brotli: node, which npm runs on, can.
const UNPACK: &str = "const [from, to] = process.argv.slice(1), fs = require('fs'); \
    fs.writeFileSync(to, require('zlib').brotliDecompressSync(fs.readFileSync(from)), { mode: 0o755 })";

/// Puts the browser into `folder`, as `chromium`, unless this version is there already.
///
/// # Errors
/// Why it cannot be had, as the end of a sentence.
pub fn ensure(folder: &Path) -> Result<(), String> {
    if npm::is_there(folder, "chromium", VERSION) {
        return Ok(());
    }
    if (OS, ARCH) != ("linux", "x86_64") {
        return Err(format!("no package for {OS} on {ARCH} is known to run"));
    }
    let package = format!("@sparticuz/chromium@{VERSION}");
    eprintln!("Fetching a browser for the tests from the npm package {package} (70 MB, once) ...");
    let text = |e: std::io::Error| e.to_string();
    let fresh = folder.with_extension("new");
    let unpacked = npm::unpacked(&package, CHECKSUM, &fresh)?;
    let packed = unpacked.join("bin");
    let ready = fresh.join("ready");
    fs::create_dir_all(&ready).map_err(text)?;
    brotli(&packed.join("chromium.br"), &ready.join("chromium"))?;
    // The system libraries and the letters that it needs.
    for name in ["al2023.tar", "fonts.tar"] {
        brotli(&packed.join(format!("{name}.br")), &packed.join(name))?;
        npm::extract(&packed.join(name), &ready)?;
    }
    fs::write(ready.join("fonts.conf"), FONTS).map_err(text)?;
    fs::copy(unpacked.join("LICENSE"), ready.join("LICENSE")).map_err(text)?;
    fs::write(npm::stamp(&ready), VERSION).map_err(text)?;
    let _ = fs::remove_dir_all(folder);
    fs::rename(&ready, folder).map_err(text)?;
    fs::remove_dir_all(&fresh).map_err(text)
}

fn brotli(from: &Path, to: &Path) -> Result<(), String> {
    let done = Command::new("node")
        .args(["-e", UNPACK])
        .args([from, to])
        .output()
        .map_err(|e| format!("node does not start ({e})"))?;
    let reason = String::from_utf8_lossy(&done.stderr);
    let reason = reason.lines().find(|line| line.contains("Error")).unwrap_or("no message");
    if done.status.success() { Ok(()) } else { Err(format!("{} cannot be unpacked: {reason}", from.display())) }
}
