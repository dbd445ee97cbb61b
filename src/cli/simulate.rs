//! `milepost simulate`: a whole project of simulated returns.

use super::{Outcome, output};
use crate::error::Result;
use crate::simulation::{self, Simulation};
use std::io::IsTerminal;
use std::path::Path;

/// Writes it and says what to do next.
pub fn simulate(out: &Path, scale: u32, seed: u64) -> Result<Outcome> {
    let watched = std::io::stderr().is_terminal();
    let summary = simulation::write(out, &Simulation { scale, seed }, &mut |done, all| {
        if watched {
            eprint!("\r  {done}/{all}");
        }
    })?;
    if watched {
        eprintln!();
    }
    output::say(&format!(
        "Simulated figures in {}: {} files, {} rows to accept, {} planted mistakes (planted.csv).\nNext: milepost --project {0} ingest {0}/received --received {}\n",
        out.display(),
        summary.files,
        summary.rows,
        summary.planted.len(),
        simulation::RETURNED_ON
    ))?;
    Ok(Outcome::Fine)
}
