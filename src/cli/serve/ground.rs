//! What a project's pages are made of, read and computed anew as far as what was saved asks for it.

use super::super::args::{Arguments, Format, Verb};
use super::super::pages::{self, Press};
use super::super::plan::Plan;
use super::super::workbench::{Workbench, read};
use super::Typed;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::observations::Dataset;
use crate::project::Project;
use crate::report::Notebook;
use crate::serve::Saved;
use crate::store::{LastResort, Place};
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

/// What is done where a statement heeds no limit.
pub type Ending = Arc<dyn Fn(&Error) + Send + Sync>;

/// The plan, the datasets, the tables and the notebooks: each as it could be made last.
pub struct Ground {
    typed: Typed,
    ending: Ending,
    plan: Option<Plan>,
    dataset: Option<Dataset>,
    bench: Option<Workbench>,
    notebooks: Vec<Rc<Notebook>>,
    previous: Option<PathBuf>,
    /// How often tables were computed.
    tables: usize,
    /// What must still be made anew, because it failed.
    owed: Saved,
}

impl Ground {
    /// Of a project of which nothing has been read yet.
    pub fn of(typed: Typed, ending: Ending) -> Ground {
        let (plan, dataset, bench, notebooks, previous) = (None, None, None, Vec::new(), None);
        Ground { typed, ending, plan, dataset, bench, notebooks, previous, tables: 0, owed: Saved::Data }
    }

    /// The language of the project as it was read last.
    pub fn language(&self) -> Language {
        self.plan.as_ref().map_or_else(|| self.typed.language(), |plan| plan.language)
    }

    /// The lock of the review before.
    pub fn previous(&self) -> Option<PathBuf> {
        self.previous.clone()
    }

    /// The notebooks of the language.
    pub fn notebooks(&self) -> &[Rc<Notebook>] {
        &self.notebooks
    }

    /// Which tables these are: another number after they were computed anew.
    pub fn tables(&self) -> usize {
        self.tables
    }

    /// Where pages are made; nothing before there are tables.
    pub fn press(&self) -> Option<Press<'_>> {
        Some(Press::over(self.plan.as_ref()?, self.bench.as_ref()?, false))
    }

    /// Reads and computes anew what `saved` asks for, and what failed before.
    ///
    /// # Errors
    /// The first thing that fails. It stays as it was before, and is owed.
    pub fn renew(&mut self, saved: Saved) -> Result<()> {
        let what = self.owed.max(saved);
        self.owed = what;
        if what == Saved::Data {
            let plan = self.planned()?;
            // Whatever comes of it: what is wrong may be mended there.
            self.previous = plan.project.previous.clone();
            let dataset = read(&plan)?;
            self.bench = Some(self.computed(&plan, &dataset)?);
            (self.plan, self.dataset) = (Some(plan), Some(dataset));
            self.tables += 1;
        } else if what == Saved::Queries
            && let (Some(plan), Some(dataset)) = (&self.plan, &self.dataset)
        {
            self.bench = Some(self.computed(plan, dataset)?);
            self.tables += 1;
        }
        self.owed = Saved::Pages;
        if let Some(plan) = &self.plan {
            self.notebooks = pages::notebooks(plan)?.into_iter().map(Rc::new).collect();
        }
        Ok(())
    }

    fn computed(&self, plan: &Plan, dataset: &Dataset) -> Result<Workbench> {
        let ending = Arc::clone(&self.ending);
        let stop: LastResort = Box::new(move |error| ending(error));
        Workbench::of_dataset(plan, dataset, Place::Apart, stop)
    }

    /// The plan by the project file as it is now.
    fn planned(&self) -> Result<Plan> {
        let Typed { root, as_of, lang } = self.typed.clone();
        if !root.join(Project::FILE).is_file() {
            return Err(Error::data("the project file is gone").at(Project::FILE));
        }
        let verb = Verb::Serve { port: None };
        Plan::resolve(Arguments { project: Some(root), as_of, lang, format: Format::Table, verb })
    }
}
