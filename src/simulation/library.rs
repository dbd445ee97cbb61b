//! A made-up library of histories, one a commune: what reference classes are built from, to be tried on.

use super::chance::Chance;
use super::province::Commune;
use std::fmt::Write;

/// How many years a history has.
const YEARS: i16 = 14;

/// A tidy table: the share, in percent, of some online service used in each commune at the end of each year up to `last`. In whole
/// hundredths of a point and whole numbers throughout, so that every machine writes the same bytes.
pub fn library(communes: &[Commune], last: i16, seed: u64) -> String {
    let mut text = "area,year,value,obs_status,note\n".to_owned();
    for commune in communes {
        let mut chance = Chance::new(seed, &format!("library {}", commune.code));
        let (mut share, pace) = (chance.between(100, 2500), chance.between(150, 450));
        for year in last - YEARS + 1..=last {
            let _ =
                writeln!(text, "{},{year},{}.{:02},SIM,mô phỏng – simulated", commune.name, share / 100, share % 100);
            // Growth as of something that spreads: slow at first and near the ceiling, with some luck.
            let step = share * (10_000 - share) / 10_000 * pace * chance.between(40, 160) / 100_000;
            share = (share + step + chance.between(-40, 40)).clamp(0, 9_990);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulation::province::communes;

    #[test]
    fn every_row_says_that_it_is_simulated() {
        let communes = communes(2025).unwrap();
        let text = library(&communes, 2025, 2025);
        assert_eq!(text, library(&communes, 2025, 2025));
        let mut rows = text.lines().skip(1);
        assert_eq!(text.lines().count(), 1 + communes.len() * 14);
        assert!(rows.all(|row| row.ends_with(",SIM,mô phỏng – simulated")));
    }
}
