//! Tells the linker where DuckDB's library is, or says in one sentence how to get it; and the program what it is built of.

use sha2::{Digest, Sha256};
use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

fn main() {
    code();
    println!("cargo::rerun-if-env-changed=DUCKDB_LIB_DIR");
    if env::var_os("CARGO_FEATURE_BUNDLED").is_some() {
        return;
    }
    let name = match env::var("CARGO_CFG_TARGET_OS").as_deref() {
        Ok("macos") => "libduckdb.dylib",
        Ok("windows") => "duckdb.dll",
        _ => "libduckdb.so",
    };
    let Some(folder) = env::var_os("DUCKDB_LIB_DIR") else {
        println!(
            "cargo::error=DUCKDB_LIB_DIR is not set: build from the project's folder, where .cargo/config.toml sets it"
        );
        return;
    };
    let library = Path::new(&folder).join(name);
    println!("cargo::rerun-if-changed={}", library.display());
    if library.exists() {
        println!("cargo::rustc-link-arg=-Wl,-rpath,{}", Path::new(&folder).display());
    } else {
        println!(
            "cargo::error=DuckDB's library {name} is not in vendor/duckdb: run `cargo xtask run` once (it fetches the \
             library), or build with `--features bundled` (it compiles DuckDB, about half an hour of one core)"
        );
    }
}

/// Sets `MILEPOST_CODE`: the SHA-256 of the program's source and of the versions it is built with. Two builds of one
/// version with other code are told apart by it.
fn code() {
    let mut files = vec![PathBuf::from("Cargo.lock")];
    if let Err(e) = collect(Path::new("src"), &mut files) {
        println!("cargo::error=the source cannot be read: {e}");
    }
    files.sort();
    let mut hasher = Sha256::new();
    for file in &files {
        let Ok(bytes) = fs::read(file) else { continue };
        let name = file.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        hasher.update(format!("{name} {}\n", bytes.len()));
        hasher.update(bytes);
    }
    let code: String = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    println!("cargo::rerun-if-changed=src\ncargo::rerun-if-changed=Cargo.lock\ncargo::rustc-env=MILEPOST_CODE={code}");
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
