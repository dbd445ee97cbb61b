//! Writes the simulated project: every unit returns its forms, most as asked, some in their own way, some with mistakes.

use super::chance::Chance;
use super::corrected::{chosen, corrected};
use super::manner::{Manner, deal};
use super::outbox::Outbox;
use super::place::Place;
use super::planted::{Planted, mistakes};
use super::project::recipes;
use super::province::{self, Commune, Counts};
use super::returned::{self, Spender};
use super::spoilt;
use crate::error::{Error, Result};
use crate::observations::Recipe;
use crate::project::begin;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::Path;

/// The greatest scale: more would not fit into the one sheet of the register.
pub const MOST: u32 = 400;

/// Which province to simulate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Simulation {
    /// How many times as many rows, and as great totals, as the province has; from 1 to [`MOST`].
    pub scale: u32,
    /// What chance starts from.
    pub seed: u64,
}

impl Default for Simulation {
    fn default() -> Self {
        Simulation { scale: 1, seed: 2025 }
    }
}

/// What was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Returned files.
    pub files: usize,
    /// Rows in them that must be accepted.
    pub rows: usize,
    /// Sums of their figures by recipe and column, before some units leave out figures that have no printed total.
    pub sums: BTreeMap<(String, String), i64>,
    /// Mistakes planted.
    pub planted: Vec<Planted>,
    /// Bytes of the returned files.
    pub bytes: u64,
    /// Files that units send again, corrected, by day: in `corrected/DAY`.
    pub corrected: BTreeMap<Date, usize>,
    /// The day on which the units are taken to have returned them, before the review of the project: `2026-01-10`.
    pub returned_on: String,
}

/// Writes the project into `out`, which must be new or empty and not lie in a project. `progress` is told how many of
/// how many files are written.
///
/// The same simulation gives the same bytes, everywhere.
///
/// ```
/// use milepost::simulation::{Simulation, write};
/// let folder = tempfile::tempdir().unwrap();
/// let summary = write(&folder.path().join("simulated"), &Simulation::default(), &mut |_, _| {}).unwrap();
/// assert_eq!(summary.sums[&("online-service".to_owned(), "received".to_owned())], 228_769);
/// ```
///
/// # Errors
/// A scale out of range, a folder that must not be written to, or a disk that does not take the files.
pub fn write(out: &Path, simulation: &Simulation, progress: &mut dyn FnMut(usize, usize)) -> Result<Summary> {
    if !(1..=MOST).contains(&simulation.scale) {
        return Err(Error::usage("the scale is out of range")
            .found(simulation.scale.to_string())
            .expected(format!("a whole number from 1 to {MOST}")));
    }
    begin::vacant(out)?;
    let place = Place::read()?;
    let recipes = recipes()?;
    let recipe = |name: &str| recipes.iter().find(|r| r.name == name).expect("a recipe of the four forms");
    let communes = province::communes(simulation.seed)?;
    // Four forms of every commune, the archives' offices, the departments, the register, and what is spoilt.
    let files = 4 * communes.len() + place.offices.len() + place.departments().len() + 1 + spoilt::FILES;
    let outbox = Outbox::new(out, &place, simulation.seed, files, progress)?;
    let mut units = Units { simulation, place: &place, communes: &communes, outbox };
    units.dossiers(recipe("online-service"), recipe("digitised-record"))?;
    units.archives(recipe("digitised-record"))?;
    units.register(recipe("procedure-register"))?;
    units.villages(recipe("village-coverage"))?;
    units.budget(recipe("budget-line"))?;
    spoilt::unrelated_workbook(&mut units.outbox)?;
    units.outbox.finish(simulation, &communes)
}

/// A path that the machine does not give or take.
pub fn system(path: &Path, error: &std::io::Error) -> Error {
    Error::system(error.to_string()).at(path.display().to_string())
}

/// Everybody who returns forms.
struct Units<'a> {
    simulation: &'a Simulation,
    place: &'a Place,
    communes: &'a [Commune],
    outbox: Outbox<'a>,
}

impl Units<'_> {
    fn chance(&self, about: &str) -> Chance {
        Chance::new(self.simulation.seed, about)
    }

    fn manners(&self, recipe: &Recipe) -> Vec<Manner> {
        deal(recipe, self.place, self.communes, &mut self.chance(&format!("manners {}", recipe.name)))
    }

    fn dossiers(&mut self, online: &Recipe, digitised: &Recipe) -> Result<()> {
        let (totals, setting) = (&self.place.totals, &self.place.setting);
        let mut chance = self.chance("dossiers");
        let copies: Vec<Vec<Counts>> =
            (0..self.simulation.scale).map(|_| province::by_commune(totals, self.communes, &mut chance)).collect();
        let (by_field, by_month) = (self.manners(online), self.manners(digitised));
        let again: BTreeMap<usize, Date> =
            chosen(&by_month, &setting.corrected, &mut self.chance("corrected")).into_iter().collect();
        for (i, commune) in self.communes.iter().enumerate() {
            let mut chance = self.chance(&format!("dossiers {}", commune.code));
            // Some communes move fast, some hardly.
            let growth = self.chance(&format!("growth {}", commune.code)).between(1, 10);
            let months: Vec<Vec<Counts>> =
                copies.iter().map(|copy| copy[i].months(&setting.months, growth, &mut chance)).collect();
            let fields: Vec<Vec<Vec<Counts>>> = months
                .iter()
                .map(|copy| copy.iter().map(|m| m.fields(&setting.fields, &mut chance)).collect())
                .collect();
            let online = returned::online_service(online, self.place, commune, &fields, &mut chance);
            let digitised = returned::digitised_record(digitised, self.place, commune, &months);
            spoilt::first_copies(&mut self.outbox, i, &online, &digitised)?;
            self.outbox.send(online, Some(commune), &by_field[i])?;
            if let Some(day) = again.get(&i) {
                let mut chance = self.chance(&format!("corrected {}", commune.code));
                self.outbox.again(&corrected(&digitised, &mut chance), *day)?;
            }
            self.outbox.send(digitised, Some(commune), &by_month[i])?;
        }
        Ok(())
    }

    fn archives(&mut self, recipe: &Recipe) -> Result<()> {
        let mut chance = self.chance("archives");
        for (number, office) in self.place.offices.iter().enumerate() {
            let form = returned::archive(recipe, self.place, number, office, self.simulation.scale, &mut chance);
            self.outbox.send(form, None, &Manner::Template)?;
        }
        Ok(())
    }

    fn register(&mut self, recipe: &Recipe) -> Result<()> {
        let mut chance = self.chance("procedures");
        let all: Vec<province::Procedure> =
            (0..self.simulation.scale).flat_map(|copy| province::procedures(self.place, copy, &mut chance)).collect();
        for list in mistakes(self.place, &recipe.name) {
            self.outbox.send(returned::register(recipe, self.place, &all), None, &Manner::Mistaken(list))?;
        }
        Ok(())
    }

    fn villages(&mut self, recipe: &Recipe) -> Result<()> {
        let mut chance = self.chance("villages");
        let mut villages: Vec<Vec<province::Village>> = self.communes.iter().map(|_| Vec::new()).collect();
        for copy in 0..self.simulation.scale {
            let more = province::villages_by_commune(self.place, self.communes, copy, &mut chance);
            villages.iter_mut().zip(more).for_each(|(all, more)| all.extend(more));
        }
        let manners = self.manners(recipe);
        for ((commune, villages), manner) in self.communes.iter().zip(&villages).zip(&manners) {
            self.outbox.send(
                returned::village_coverage(recipe, self.place, commune, villages),
                Some(commune),
                manner,
            )?;
        }
        Ok(())
    }

    fn budget(&mut self, recipe: &Recipe) -> Result<()> {
        let mut chance = self.chance("budget");
        let departments = self.place.departments();
        let units = self.communes.len() + departments.len();
        let mut lines: Vec<Vec<province::Line>> = (0..units).map(|_| Vec::new()).collect();
        for copy in 0..self.simulation.scale {
            let more = province::lines(self.place, self.communes, copy, &mut chance);
            lines.iter_mut().zip(more).for_each(|(all, more)| all.extend(more));
        }
        let manners = self.manners(recipe);
        for (i, (commune, manner)) in self.communes.iter().zip(&manners).enumerate() {
            let form = returned::budget_line(recipe, self.place, &Spender::Commune(commune), &lines[i]);
            spoilt::newer_form(&mut self.outbox, i, &form)?;
            self.outbox.send(form, Some(commune), manner)?;
        }
        for (number, name) in departments.into_iter().enumerate() {
            let lines = &lines[self.communes.len() + number];
            let form = returned::budget_line(recipe, self.place, &Spender::Department(number, name), lines);
            self.outbox.send(form, None, &Manner::Template)?;
        }
        Ok(())
    }
}
