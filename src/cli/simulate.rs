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
    let number = |n: usize| count(n as i128, language);
    let out = out.display().to_string();
    let made = language.say_with(
        "simulate-made",
        &[
            ("out", &out),
            ("files", &number(summary.files)),
            ("rows", &number(summary.rows)),
            ("planted", &number(summary.planted.len())),
        ],
    );
    let next = language.say_with("simulate-next", &[("out", &out), ("day", &summary.returned_on)]);
    let mut said = format!("{made}\n{next}\n");
    for (day, files) in &summary.corrected {
        let (day, files) = (day.to_string(), number(*files));
        let then = language.say_with("simulate-corrected", &[("out", &out), ("day", &day), ("files", &files)]);
        said.push_str(&format!("{then}\n"));
    }
    output::say(&said)?;
    Ok(Outcome::Fine)
}
