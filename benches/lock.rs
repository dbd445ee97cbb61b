//! What a lock costs: `run --lock` beside `run` on the simulated province.
//!
//! ```sh
//! cargo bench --bench lock -- [scale] [rounds]
//! ```
//! The province is simulated and taken in once (not timed) in the system's temporary folder, by the program itself; then both
//! take turns, and the medians count. The difference is everything that a lock adds: reading every table row by row, their
//! canonical text and hashes, the hashes of the inputs, and writing the file. Received records were hashed when they were taken.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

type Done<T> = Result<T, Box<dyn Error>>;

fn main() -> Done<()> {
    let numbers: Vec<u32> = std::env::args().skip(1).filter_map(|a| a.parse().ok()).collect();
    let of = |at: usize, otherwise: u32| numbers.get(at).copied().unwrap_or(otherwise);
    let (scale, rounds) = (of(0, 1), of(1, 3));
    let folder = std::env::temp_dir().join("milepost-bench").join(format!("simulated-{scale}"));
    if !folder.join("datasets/received.duckdb").exists() {
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        milepost(Path::new("."), &["simulate", "--out", &folder.to_string_lossy(), "--scale", &scale.to_string()])?;
        milepost(&folder, &["ingest", "received", "--received", "2026-01-10"])?;
    }
    let (mut plain, mut locked) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        plain.push(milepost(&folder, &["run"])?);
        locked.push(milepost(&folder, &["run", "--lock"])?);
    }
    let median = |seconds: &mut Vec<f64>| {
        seconds.sort_by(f64::total_cmp);
        seconds[seconds.len() / 2]
    };
    let (plain, locked) = (median(&mut plain), median(&mut locked));
    println!("simulated province, scale {scale}, median of {rounds}\n");
    println!("| | seconds |\n|---|---:|\n| run | {plain:.2} |\n| run --lock | {locked:.2} |\n");
    println!("a lock adds {:.1}%", 100.0 * (locked / plain - 1.0));
    Ok(())
}

/// Runs the program in a folder; seconds.
fn milepost(folder: &Path, arguments: &[&str]) -> Done<f64> {
    let begun = Instant::now();
    let output = Command::new(env!("CARGO_BIN_EXE_milepost")).args(arguments).current_dir(folder).output()?;
    if !output.status.success() {
        return Err(format!("milepost {arguments:?}: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(begun.elapsed().as_secs_f64())
}
