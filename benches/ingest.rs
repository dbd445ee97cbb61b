//! `milepost ingest` beside what a user would pick instead: pandas with openpyxl, Polars for Python, DuckDB's own reader.
//!
//! ```sh
//! python3 -m venv V && V/bin/pip install pandas openpyxl polars fastexcel duckdb==1.5.5
//! MILEPOST_PYTHON=V/bin/python cargo bench --bench ingest -- [rows of the workbook] [rows of the text file] [rounds]
//! ```
//! The inputs are written once into the system's temporary folder (1.6 GB at full size: 1,000,000 and 20,000,000 rows of
//! eight columns, Vietnamese numbers and days as text). Each program runs in a process of its own, all in turn, in every
//! round; seconds are of the wall clock, memory is the most that was resident. Every program prints the number of rows
//! and the sum of one column, which must agree: all have done the same work.

use rust_xlsxwriter::{Workbook, XlsxError};
use std::error::Error;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

type Done<T> = Result<T, Box<dyn Error>>;

const HEAD: [&str; 8] =
    ["Mã xã", "Ngày", "Lĩnh vực", "Hồ sơ tiếp nhận", "Nộp trực tuyến", "Đã số hóa", "Tỷ lệ", "Số tiền"];

/// What ingest is told of the file.
const RECIPE: &str = r#"publisher = "benchmark"
accessed = "2026-01-01"
licence = "made up"

[[recipe]]
name = "dossier"
version = 1
holds = "dossier"
title_vi = "Hồ sơ"
title_en = "Dossiers"
about = "one made-up dossier"
rules = ["digitised <= received", "online <= received"]
column = [
    { name = "ref_area", labels = ["Mã xã"], reads = "area", required = true },
    { name = "day", labels = ["Ngày"], reads = "day", required = true },
    { name = "field", labels = ["Lĩnh vực"], reads = "text", required = true },
    { name = "received", labels = ["Hồ sơ tiếp nhận"], reads = "count", required = true },
    { name = "online", labels = ["Nộp trực tuyến"], reads = "count" },
    { name = "digitised", labels = ["Đã số hóa"], reads = "count" },
    { name = "rate", labels = ["Tỷ lệ"], reads = "number" },
    { name = "money", labels = ["Số tiền"], reads = "money" },
]
"#;

fn main() -> Done<()> {
    let numbers: Vec<u64> = std::env::args().skip(1).filter_map(|a| a.parse().ok()).collect();
    let of = |at: usize, otherwise: u64| numbers.get(at).copied().unwrap_or(otherwise);
    let (rows_of_workbook, rows_of_text, rounds) = (of(0, 1_000_000), of(1, 20_000_000), of(2, 1));
    let folder = std::env::temp_dir().join("milepost-bench");
    fs::create_dir_all(&folder)?;
    let areas = areas()?;
    let workbook = folder.join(format!("dossiers-{rows_of_workbook}.xlsx"));
    if !workbook.exists() {
        write_workbook(&workbook, rows_of_workbook, &areas)?;
    }
    let text = folder.join(format!("dossiers-{rows_of_text}.csv"));
    if !text.exists() {
        write_text(&text, rows_of_text, &areas)?;
    }
    let python = std::env::var_os("MILEPOST_PYTHON").map(PathBuf::from);
    println!("| input | program | seconds | rows | sum | peak MiB |\n|---|---|---:|---:|---:|---:|");
    for _ in 0..rounds {
        for (file, peers) in [(&workbook, &["polars", "pandas"][..]), (&text, &["duckdb", "polars"][..])] {
            let mut run = ingest(&folder, file)?;
            report(file, "milepost ingest", &mut run)?;
            for peer in peers {
                let Some(python) = &python else { continue };
                let mut command = Command::new(python);
                command.arg("benches/peers.py").arg(peer).arg(file).arg(folder.join("peer.duckdb"));
                report(file, peer, &mut command)?;
            }
        }
    }
    if python.is_none() {
        println!("\nMILEPOST_PYTHON is not set: the peers did not run.");
    }
    Ok(())
}

/// Codes of the communes, as the project has them.
fn areas() -> Done<Vec<String>> {
    let mut reader = csv::Reader::from_path("datasets/areas/areas.csv")?;
    let mut codes = Vec::new();
    for record in reader.records() {
        let record = record?;
        if &record[3] == "commune" {
            codes.push(record[0].to_owned());
        }
    }
    Ok(codes)
}

/// The cells of a row.
fn row(i: u64, areas: &[String]) -> [String; 8] {
    let received = 1 + (i * 7919) % 5000;
    let (online, digitised) = ((i * 104_729) % (received + 1), (i * 1_299_709) % (received + 1));
    let hundredths = (10_000 * online + received / 2) / received;
    [
        areas[usize::try_from(i).unwrap_or(0) % areas.len()].clone(),
        format!("{:02}/{:02}/{}", 1 + i % 28, 1 + i % 12, 2021 + i % 5),
        format!("Lĩnh vực {}", i % 37),
        grouped(received),
        grouped(online),
        grouped(digitised),
        format!("{},{:02}", hundredths / 100, hundredths % 100),
        grouped(1000 * (i % 9_000_000)),
    ]
}

/// `1.234.567`
fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push('.');
        }
        text.push(c);
    }
    text
}

fn write_workbook(path: &Path, rows: u64, areas: &[String]) -> Done<()> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Hồ sơ")?;
    sheet.write_row(0, 0, HEAD)?;
    for i in 0..rows {
        let at = u32::try_from(i + 1)?;
        row(i, areas).iter().zip(0..).try_for_each(|(cell, c)| sheet.write_string(at, c, cell).map(drop))?;
    }
    workbook.save(path).map_err(|e: XlsxError| e.into())
}

fn write_text(path: &Path, rows: u64, areas: &[String]) -> Done<()> {
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path)?);
    writeln!(file, "{}", HEAD.join(";"))?;
    let mut line = String::new();
    for i in 0..rows {
        line.clear();
        let _ = writeln!(line, "{}", row(i, areas).join(";"));
        file.write_all(line.as_bytes())?;
    }
    Ok(file.flush()?)
}

/// A project of its own for each run, and the command that takes the file into it.
fn ingest(folder: &Path, file: &Path) -> Done<Command> {
    let project = folder.join("project");
    if project.exists() {
        fs::remove_dir_all(&project)?;
    }
    fs::create_dir_all(project.join("datasets/areas"))?;
    fs::create_dir_all(project.join("datasets/dossier"))?;
    for name in ["areas.csv", "former_communes.csv", "source.toml"] {
        fs::copy(Path::new("datasets/areas").join(name), project.join("datasets/areas").join(name))?;
    }
    fs::write(project.join("datasets/dossier/source.toml"), RECIPE)?;
    fs::write(
        project.join("milepost.toml"),
        "area = \"14\"\nreview_date = \"2026-01-01\"\nmilestones = [2030]\n[name]\nvi = \"x\"\nen = \"x\"\n",
    )?;
    let mut command = Command::new(env!("CARGO_BIN_EXE_milepost"));
    command.arg("--project").arg(&project).args(["ingest", "--received", "2026-01-01"]).arg(file);
    Ok(command)
}

/// Runs a command and prints its line of the table.
fn report(file: &Path, name: &str, command: &mut Command) -> Done<()> {
    let begun = Instant::now();
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let (output, peak) = watched(child)?;
    let seconds = begun.elapsed().as_secs_f64();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        return Err(format!("{name}: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    let (rows, sum) = if name.starts_with("milepost") { taken(file)? } else { counted(&said)? };
    let input = file.extension().unwrap_or_default().to_string_lossy().into_owned();
    println!("| {input} | {name} | {seconds:.2} | {rows} | {sum} | {peak} |");
    Ok(())
}

/// Waits for a child while looking at its memory: the most that was resident, in MiB, as the kernel counts it.
fn watched(mut child: std::process::Child) -> Done<(std::process::Output, u64)> {
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut peak = 0;
    while child.try_wait()?.is_none() {
        if let Ok(text) = fs::read_to_string(&status) {
            let line = text.lines().find_map(|l| l.strip_prefix("VmHWM:"));
            let kib: u64 = line.and_then(|l| l.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0);
            peak = peak.max(kib / 1024);
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    Ok((child.wait_with_output()?, peak))
}

/// Rows and sum, as the store has them.
fn taken(file: &Path) -> Done<(String, String)> {
    let project = file.parent().ok_or("a folder")?.join("project");
    let store = duckdb::Connection::open(project.join("datasets/received.duckdb"))?;
    Ok(store.query_row("SELECT count(*)::VARCHAR, sum(received)::VARCHAR FROM dossier", [], |r| {
        Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?))
    })?)
}

fn counted(said: &str) -> Done<(String, String)> {
    let mut words = said.split_whitespace();
    match (words.next(), words.next()) {
        (Some(rows), Some(sum)) => Ok((rows.to_owned(), sum.to_owned())),
        _ => Err(format!("a peer said {said:?}").into()),
    }
}
