//! `milepost simulate`: a whole project of simulated returns.

use super::{Outcome, output};
use crate::error::Result;
use crate::language::{Language, count};
use crate::simulation::{self, Simulation};
use std::io::IsTerminal;
use std::path::Path;

/// Writes it and says what to do next.
pub fn simulate(out: &Path, scale: u32, seed: u64, language: Language) -> Result<Outcome> {
    let watched = std::io::stderr().is_terminal();
    let summary = simulation::write(out, &Simulation { scale, seed }, &mut |done, all| {
        if watched {
            eprint!("\r  {done}/{all}");
        }
    })?;
    if watched {
        eprintln!();
    }
    let words = language.pick(
        "Số liệu mô phỏng trong {out}: {files} tệp, {rows} dòng phải được chấp nhận, {planted} lỗi cài sẵn (planted.csv).\nTiếp theo: milepost --project {out} ingest {out}/received --received {day}\n",
        "Simulated figures in {out}: {files} files, {rows} rows to accept, {planted} planted mistakes (planted.csv).\nNext: milepost --project {out} ingest {out}/received --received {day}\n",
    );
    let number = |n: usize| count(n as i128, language);
    output::say(
        &words
            .replace("{out}", &out.display().to_string())
            .replace("{files}", &number(summary.files))
            .replace("{rows}", &number(summary.rows))
            .replace("{planted}", &number(summary.planted.len()))
            .replace("{day}", &summary.returned_on),
    )?;
    Ok(Outcome::Fine)
}
