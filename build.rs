//! Tells the linker where DuckDB's library is, or says in one sentence how to get it.

use std::env;
use std::path::Path;

fn main() {
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
