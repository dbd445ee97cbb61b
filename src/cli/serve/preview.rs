//! A project's pages, made anew as far as what was saved asks for it.

use super::super::args::{Arguments, Format, Verb};
use super::super::asked::Asked;
use super::super::pages::{self, Press};
use super::super::plan::Plan;
use super::super::report::INDEX;
use super::super::workbench::{Workbench, read};
use super::Typed;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::observations::Dataset;
use crate::project::Project;
use crate::report::{Around, Member, Notebook, Rendered};
use crate::serve::{Made, Saved, Site};
use crate::store::{BUSY, LastResort, Place};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

/// What is done where a statement heeds no limit.
pub type Ending = Arc<dyn Fn(&Error) + Send + Sync>;

/// What has been read, computed and told so far.
pub struct Preview {
    typed: Typed,
    site: Arc<Site>,
    ending: Ending,
    plan: Option<Plan>,
    dataset: Option<Dataset>,
    bench: Option<Workbench>,
    /// The notebooks as they were read last.
    notebooks: Vec<Rc<Notebook>>,
    /// Pages of notebooks that stand alone, by the notebooks' names: those that are as they should be.
    told: BTreeMap<String, Told>,
    /// What the notebooks list for one page each, by their names.
    sets: BTreeMap<String, Vec<Member>>,
    /// What must still be made anew, because it failed.
    owed: Option<Saved>,
    errors: Vec<Error>,
}

/// A page as it was told from the tables that there are.
struct Told {
    notebook: Rc<Notebook>,
    page: Rendered,
}

/// The language of a project whose file can be read; else the usual one.
pub fn language_of(root: &Path) -> Language {
    Project::find(root).map(|project| project.language).unwrap_or_default()
}

impl Preview {
    /// Of a project of which nothing has been read yet.
    pub fn of(typed: Typed, site: Arc<Site>, ending: Ending) -> Preview {
        Preview {
            typed,
            site,
            ending,
            plan: None,
            dataset: None,
            bench: None,
            notebooks: Vec::new(),
            told: BTreeMap::new(),
            sets: BTreeMap::new(),
            owed: Some(Saved::Data),
            errors: Vec::new(),
        }
    }

    /// The language of what is said.
    pub fn language(&self) -> Language {
        let planned = self.plan.as_ref().map(|plan| plan.language);
        planned.or(self.typed.lang).unwrap_or_default()
    }

    /// The lock of the review before, which the pages are made of too.
    pub fn previous(&self) -> Option<PathBuf> {
        self.plan.as_ref().and_then(|plan| plan.project.previous.clone())
    }

    /// What could not be made.
    pub fn errors(&self) -> &[Error] {
        &self.errors
    }

    /// Is it only that another program keeps a file busy?
    pub fn is_kept_waiting(&self) -> bool {
        self.errors.iter().any(|error| error.code() == Some(BUSY))
    }

    /// Makes anew what `saved` asks for, and what failed before, and publishes it; tells how many pages were told.
    ///
    /// What fails stays as it was, and is tried again the next time.
    pub fn renew(&mut self, saved: Saved) -> usize {
        let what = self.owed.map_or(saved, |owed| owed.max(saved));
        match self.prepared(what) {
            Ok(()) => self.tell(),
            Err(error) => {
                self.errors = vec![error];
                let (said, english) = (self.said(), self.language() == Language::En);
                self.site.publish(|state| (state.errors, state.english) = (said, english));
                0
            }
        }
    }

    /// Reads and computes as far as is asked; what is left to do after a failure is owed.
    fn prepared(&mut self, what: Saved) -> Result<()> {
        self.owed = Some(what);
        if what == Saved::Data {
            let plan = self.planned()?;
            self.dataset = Some(read(&plan)?);
            self.plan = Some(plan);
        }
        let (Some(plan), Some(dataset)) = (&self.plan, &self.dataset) else {
            return Err(Error::system("the project has not been read"));
        };
        if what >= Saved::Queries {
            let ending = Arc::clone(&self.ending);
            let stop: LastResort = Box::new(move |error| ending(error));
            self.bench = Some(Workbench::of_dataset(plan, dataset, Place::Apart, stop)?);
            self.told.clear();
            self.owed = Some(Saved::Pages);
        }
        self.notebooks = pages::notebooks(plan)?.into_iter().map(Rc::new).collect();
        self.owed = None;
        Ok(())
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

    /// Tells the pages that are not as they should be, and publishes all; how many were told.
    fn tell(&mut self) -> usize {
        let (Some(plan), Some(bench)) = (&self.plan, &self.bench) else { return 0 };
        let press = Press::over(plan, bench, false);
        let (mut count, mut errors, mut charts) = (0, Vec::new(), Vec::new());
        let mut told = BTreeMap::new();
        let mut sets = BTreeMap::new();
        for notebook in &self.notebooks {
            let name = notebook.name().to_owned();
            if notebook.each().is_some() {
                match press.members(notebook) {
                    Ok(members) => drop(sets.insert(name.clone(), members)),
                    Err(error) => {
                        errors.push(error);
                        sets.extend(self.sets.remove_entry(&name));
                    }
                }
            }
            if !pages::stands_alone(notebook) {
                continue;
            }
            let same = self.told.remove(&name).filter(|before| before.notebook == *notebook);
            let page = match same {
                Some(same) => same,
                None => match press.page(notebook, &Asked::default(), &Around::default()) {
                    Ok(page) => {
                        count += 1;
                        Told { notebook: Rc::clone(notebook), page }
                    }
                    Err(error) => {
                        errors.push(error);
                        continue;
                    }
                },
            };
            for drawn in &page.page.charts {
                errors.extend(pages::told_apart(drawn, &charts, notebook).err());
                charts.push(drawn.name.clone());
            }
            told.insert(name, page);
        }
        let english = plan.language == Language::En;
        (self.told, self.sets, self.errors) = (told, sets, errors);
        self.publish(english);
        count
    }

    /// Shows what was told; where a page could not be, the last good one stays.
    fn publish(&self, english: bool) {
        let said = self.said();
        let mut wished = BTreeMap::new();
        for (name, members) in &self.sets {
            wished.insert(path_in(name, INDEX), name.clone());
            wished.extend(members.iter().map(|member| (path_in(name, &member.value), member.name.clone())));
        }
        let charts = self.told.values().flat_map(|told| &told.page.charts);
        let charts = charts.map(|drawn| (format!("/charts/{}.svg", drawn.name), drawn.svg.clone()));
        self.site.publish(|state| {
            let mut before = std::mem::take(&mut state.pages);
            for notebook in self.notebooks.iter().filter(|notebook| pages::stands_alone(notebook)) {
                let path = format!("/{}.html", pages::file(notebook));
                let page = self.told.get(notebook.name()).map(|told| told.page.html.clone());
                state.pages.extend(page.or_else(|| before.remove(&path)).map(|page| (path, page)));
            }
            if said.is_empty() {
                state.charts.clear();
            }
            state.charts.extend(charts);
            (state.wished, state.errors, state.english) = (wished, said, english);
        });
    }

    fn said(&self) -> Vec<String> {
        self.errors.iter().map(Error::to_string).collect()
    }

    /// The page at a path that is made when it is asked for.
    pub fn on_request(&self, path: &str) -> Made {
        let html = self.of_a_set(path).map_err(|error| error.to_string())?;
        self.site.keep(path, &html);
        Ok(html)
    }

    fn of_a_set(&self, path: &str) -> Result<String> {
        let (Some(plan), Some(bench)) = (&self.plan, &self.bench) else {
            let first = self.errors.first().cloned();
            return Err(first.unwrap_or_else(|| Error::system("the project has not been read")));
        };
        let press = Press::over(plan, bench, false);
        for notebook in &self.notebooks {
            let (Some((parameter, _)), Some(members)) = (notebook.each(), self.sets.get(notebook.name())) else {
                continue;
            };
            if path == path_in(notebook.name(), INDEX) {
                return press.index(notebook, &Around::default());
            }
            let at = members.iter().position(|member| path == path_in(notebook.name(), &member.value));
            if let Some(at) = at {
                let asked = Asked::default().with(parameter, &members[at].value);
                return Ok(press.page(notebook, &asked, &Around::among(members, at, INDEX))?.html);
            }
        }
        Err(Error::usage(plan.language.say("serve-no-such-page")).at(path))
    }
}

/// The path of a page of a set.
fn path_in(set: &str, page: &str) -> String {
    format!("/{set}/{page}.html")
}
