//! `project` through SQL beside what a user would pick instead: statsforecast for Python.
//!
//! ```sh
//! python3 -m venv V && V/bin/pip install statsforecast
//! MILEPOST_PYTHON=V/bin/python cargo bench --bench projection -- [series] [rounds] [series for theta]
//! ```
//! The series are simulated (100,000 of ten readings, one every 365 days, so that a step is a step for both), written
//! once as text into the system's temporary folder and read by both before the clock starts. Both then group the readings
//! into series, project 20 steps ahead with intervals of 80% and 95%, and hold all of it in a table: here by a query that
//! a user would write, with DuckDB's own choice of threads, there on all cores. The programs take turns in every round;
//! `project` runs five times in its turn, and the median counts.
//!
//! The answers are compared in full: medians must agree to 1e-9. Intervals must not: statsforecast takes normal quantiles
//! where ten readings call for Student's t on 8 degrees of freedom, and counts no degree of freedom for the drift. The ratio
//! of their widths, on the scale where both are symmetric, must be just that. Theta is another method, timed on fewer series
//! and not compared.

use duckdb::Connection;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Done<T> = Result<T, Box<dyn Error>>;

/// The same query for every scale: from a tidy table to a table of the figures that statsforecast gives too. Lists made in
/// the query from rows keep all threads busy; a table of ready-made lists is shared out by its row groups of 122,880 rows,
/// so that one thread would have all 100,000 series.
const QUERY: &str = "CREATE OR REPLACE TABLE answer AS
    SELECT id, date, level, value, lower, upper
    FROM (
        SELECT id, unnest(project(readings, targets, $scale, [0.8, 0.95], 'rw-drift'), recursive := true)
        FROM (
            SELECT id, list({'date': date, 'value': value}) AS readings,
                [DATE '2016-01-01' + (365 * (9 + step))::INTEGER FOR step IN range(1, 21)] AS targets
            FROM reading GROUP BY id
        )
    )";

/// How often `project` is run in a round.
const RUNS: usize = 5;

/// Widths over statsforecast's at 80% and 95%: Student's t on 8 degrees of freedom over the normal (scipy 1.17.1, t.isf
/// and norm.isf of 0.1 and 0.025), times sqrt(9/8), for statsforecast divides the squares of nine steps about their mean by
/// nine.
const WIDER: [f64; 2] = [
    1.3968153097438645 / 1.2815515655446004 * 1.0606601717798212,
    2.3060041352041662 / 1.9599639845400545 * 1.0606601717798212,
];

fn main() -> Done<()> {
    let numbers: Vec<u32> = std::env::args().skip(1).filter_map(|a| a.parse().ok()).collect();
    let of = |at: usize, otherwise: u32| numbers.get(at).copied().unwrap_or(otherwise);
    let (series, rounds) = (of(0, 100_000), of(1, 1));
    let of_theta = of(2, series / 100).min(series);
    let folder = std::env::temp_dir().join("milepost-bench");
    fs::create_dir_all(&folder)?;
    let readings = folder.join(format!("simulated-series-{series}.csv"));
    let connection = simulated(series, &readings)?;
    let threads: i64 = connection.query_row("SELECT current_setting('threads')", [], |row| row.get(0))?;
    let python = std::env::var_os("MILEPOST_PYTHON").map(PathBuf::from);
    println!("{series} simulated series of 10 readings, 20 steps ahead, two levels; {threads} threads\n");
    println!("| scale | program | seconds | µs a series | times milepost |\n|---|---|---:|---:|---:|");
    for _ in 0..rounds {
        for scale in ["identity", "gompertz"] {
            let ours = project(&connection, scale)?;
            line(scale, "milepost project", ours, series, ours / f64::from(series));
            let Some(python) = &python else { continue };
            for (model, count) in [("rw-drift", series), ("theta", of_theta)] {
                let answers = folder.join(format!("statsforecast-{model}-{scale}.f64"));
                let (seconds, counted) = peer(python, model, scale, &readings, &answers, count)?;
                if counted != count {
                    return Err(format!("statsforecast projected {counted} series of {count}").into());
                }
                line(scale, &format!("statsforecast {model}"), seconds, count, ours / f64::from(series));
                if model == "rw-drift" {
                    compare(&connection, scale, &answers)?;
                }
            }
        }
    }
    match python {
        Some(_) => println!(
            "\nMedians agree to 1e-9; intervals are {WIDER:.4?} times as wide as statsforecast's, as they must be."
        ),
        None => println!("\nMILEPOST_PYTHON is not set: statsforecast did not run."),
    }
    Ok(())
}

fn line(scale: &str, program: &str, seconds: f64, series: u32, ours: f64) {
    let each = seconds / f64::from(series);
    println!("| {scale} | {program} | {seconds:.3} | {:.2} | {:.1} |", 1e6 * each, each / ours);
}

/// A database with the simulated readings, which are also written for the peer.
fn simulated(series: u32, path: &Path) -> Done<Connection> {
    let connection = Connection::open_in_memory()?;
    milepost::functions::register(&connection)?;
    connection.execute_batch(&format!(
        "CREATE TABLE reading AS
            SELECT id, step, DATE '2016-01-01' + (365 * step)::INTEGER AS date,
                5 + id % 50 + 1.5 * step + (31 * id + 17 * step) % 7 + (13 * id + 29 * step) % 10 / 10 AS value
            FROM range({series}) t(id), range(10) s(step);
        COPY (SELECT id AS unique_id, step AS ds, value AS y FROM reading ORDER BY ALL) TO '{}' (HEADER);",
        path.display()
    ))?;
    Ok(connection)
}

/// Seconds for the whole query: the median of several runs, for one takes less than the machine's other work may disturb.
fn project(connection: &Connection, scale: &str) -> Done<f64> {
    let query = QUERY.replace("$scale", &format!("'{scale}'"));
    let mut seconds = [0.0; RUNS];
    for run in &mut seconds {
        let begun = Instant::now();
        connection.execute_batch(&query)?;
        *run = begun.elapsed().as_secs_f64();
    }
    seconds.sort_by(f64::total_cmp);
    Ok(seconds[RUNS / 2])
}

/// Seconds that statsforecast took, and how many series it projected.
fn peer(python: &Path, model: &str, scale: &str, readings: &Path, answers: &Path, count: u32) -> Done<(f64, u32)> {
    let mut command = Command::new(python);
    command.arg("benches/projection_peer.py").args([model, scale]).arg(readings).arg(answers).arg(count.to_string());
    let output = command.output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let said = String::from_utf8(output.stdout)?;
    match said.split_whitespace().collect::<Vec<_>>()[..] {
        [seconds, count] => Ok((seconds.parse()?, count.parse()?)),
        _ => Err(format!("statsforecast said {said:?}").into()),
    }
}

/// Fails where a median differs, or where the widths differ by anything but the quantiles.
fn compare(connection: &Connection, scale: &str, answers: &Path) -> Done<()> {
    let bytes = fs::read(answers)?;
    let (doubles, _) = bytes.as_chunks::<8>();
    let theirs: Vec<f64> = doubles.iter().map(|bytes| f64::from_le_bytes(*bytes)).collect();
    let mut statement = connection.prepare("SELECT value, lower, upper FROM answer ORDER BY id, date, level")?;
    let mut rows = statement.query([])?;
    for theirs in theirs.chunks_exact(5) {
        for (level, bounds) in [[1, 2], [3, 4]].into_iter().enumerate() {
            let row = rows.next()?.ok_or("fewer answers than statsforecast has")?;
            let (value, lower, upper): (f64, f64, f64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            if (value / theirs[0] - 1.0).abs() > 1e-9 {
                return Err(format!("{scale}: a median of {value}, statsforecast has {}", theirs[0]).into());
            }
            let width = |lower: f64, upper: f64| placed(scale, upper) - placed(scale, lower);
            let wider = width(lower, upper) / width(theirs[bounds[0]], theirs[bounds[1]]);
            // Far out on the Gompertz scale a bound near 100 keeps few digits.
            let tolerance = if scale == "identity" { 1e-9 } else { 1e-4 };
            if (wider / WIDER[level] - 1.0).abs() > tolerance {
                return Err(format!("{scale}: {lower} to {upper} is {wider} times as wide").into());
            }
        }
    }
    if rows.next()?.is_some() { Err("more answers than statsforecast has".into()) } else { Ok(()) }
}

/// The place on the scale where both intervals are symmetric.
fn placed(scale: &str, value: f64) -> f64 {
    if scale == "gompertz" { -(-(value / 100.0).ln()).ln() } else { value }
}
