//! Charts beside what a user would draw them with instead: matplotlib.
//!
//! ```sh
//! python3 -m venv V && V/bin/pip install matplotlib
//! MILEPOST_PYTHON=V/bin/python cargo bench --bench charts -- [rounds]
//! ```
//! A hundred charts of three kinds in turn, as SVG: a line of twelve readings with a fan of three levels and a target, twelve
//! bars with their figures, a heatmap of 12 by 12. matplotlib draws five of the same kinds on the same numbers of points,
//! with the marks and words that they need; its import and first figure are not counted. The programs take turns in every
//! round, and the median counts. The question: do a hundred take no longer than five of matplotlib’s?

use jiff::civil::date;
use milepost::charts::{
    Caption, Chart, FanPoint, Heatmap, HeatmapRow, Remaining, RemainingRow, TargetPoint, Trajectory, draw_svg,
};
use milepost::language::Language;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Done<T> = Result<T, Box<dyn Error>>;

/// Charts of ours, and of matplotlib.
const OURS: usize = 100;
const THEIRS: usize = 5;

fn main() -> Done<()> {
    let rounds: usize = std::env::args().skip(1).find_map(|a| a.parse().ok()).unwrap_or(5).max(1);
    let python = std::env::var_os("MILEPOST_PYTHON").map(PathBuf::from);
    let charts: Vec<Chart> = (0..OURS).map(chart).collect();
    // Fonts are read and measured once in a program's life, as matplotlib's are at its import.
    let begun = Instant::now();
    drawn(&charts[..3])?;
    println!("the first three charts, the font's reading included: {:.1} ms\n", 1e3 * begun.elapsed().as_secs_f64());
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    let mut bytes = 0;
    for _ in 0..rounds {
        let begun = Instant::now();
        bytes = drawn(&charts)?;
        ours.push(begun.elapsed().as_secs_f64());
        if let Some(python) = &python {
            theirs.push(peer(python)?);
        }
    }
    println!("| program | charts | ms | ms a chart |\n|---|---:|---:|---:|");
    let ours = line("milepost", OURS, &mut ours);
    println!("\n{bytes} bytes of SVG");
    match python {
        Some(_) => {
            let theirs = line("matplotlib", THEIRS, &mut theirs);
            println!("\n{OURS} charts take {:.2} times what matplotlib takes for {THEIRS}.", ours / theirs);
        }
        None => println!("\nMILEPOST_PYTHON is not set: matplotlib did not run."),
    }
    Ok(())
}

/// The median of the rounds.
fn line(program: &str, charts: usize, seconds: &mut [f64]) -> f64 {
    seconds.sort_by(f64::total_cmp);
    let median = seconds[seconds.len() / 2];
    println!("| {program} | {charts} | {:.1} | {:.2} |", 1e3 * median, 1e3 * median / charts as f64);
    median
}

/// All of them as SVG; gives back how many bytes they take.
fn drawn(charts: &[Chart]) -> Done<usize> {
    let caption = Caption {
        title: "Tỷ lệ hồ sơ nộp trực tuyến: đạt mục tiêu trước hạn".into(),
        subtitle: "Tỉnh giả định, phần trăm".into(),
        foot: vec!["Nguồn: số liệu giả định; n = 12; phương pháp: rw-drift/1.".into()],
    };
    let mut bytes = 0;
    for chart in charts {
        bytes += draw_svg(chart, &caption, Language::Vi)?.len();
    }
    Ok(bytes)
}

fn chart(i: usize) -> Chart {
    let figure = |k: usize| 30.0 + ((i * 31 + k * 17) % 400) as f64 / 10.0;
    let name = |k: usize| format!("Xã Mường Chanh {}", k + 1);
    match i % 3 {
        0 => {
            let target = TargetPoint { date: date(2035, 12, 31), low: 90.0, high: None, text: "≥ 90% (2035)".into() };
            let point = |ahead: i16, level: f64| {
                let (value, half) = (50.0 + 2.0 * f64::from(ahead), 20.0 * level * f64::from(ahead).sqrt());
                let (lower, upper) = (value - half, value + half);
                FanPoint { date: date(2025 + ahead, 12, 31), value, lower, upper, level }
            };
            let fan = [0.5, 0.8, 0.95].into_iter().flat_map(|level| (1..=10).map(move |ahead| point(ahead, level)));
            Chart::Trajectory(Trajectory {
                name: "Tỷ lệ hồ sơ nộp trực tuyến".into(),
                unit: "%".into(),
                readings: (0..12).map(|k| (date(2014 + k as i16, 12, 31), figure(k))).collect(),
                targets: vec![target],
                required_path: None,
                fan: fan.collect(),
                refusal: None,
                bounds: None,
            })
        }
        1 => {
            let row = |k| RemainingRow { name: name(k), done: Some(figure(k)), total: Some(100.0), emphasised: false };
            Chart::Remaining(Remaining { unit: "trang".into(), rows: (0..12).map(row).collect() })
        }
        _ => {
            let row =
                |k: usize| HeatmapRow { name: name(k), values: (0..12).map(|m| Some(figure(12 * k + m))).collect() };
            Chart::Heatmap(Heatmap {
                unit: "%".into(),
                months: (1..=12).map(|month| date(2025, month, 1)).collect(),
                rows: (0..12).map(row).collect(),
            })
        }
    }
}

/// Seconds that matplotlib took for its charts.
fn peer(python: &Path) -> Done<f64> {
    let output = Command::new(python).arg("benches/charts_peer.py").arg(THEIRS.to_string()).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    Ok(String::from_utf8(output.stdout)?.trim().parse()?)
}
