//! A project's figures, loaded and computed: what every verb but `query list|show` begins with.

use super::lock;
use super::plan::Plan;
use crate::error::{Error, Result};
use crate::evidence::{Evidence, NamedClass};
use crate::finding::Finding;
use crate::functions::{self, Known};
use crate::language::Language;
use crate::observations::{self, Dataset, Recipes};
use crate::queries::{self, Check, Parameters, Query};
use crate::statistics::Models;
use crate::store::{LastResort, Place, Seal, Sealed, Store};
use std::io::IsTerminal;
use std::time::Instant;

/// The store with every result table, and what was found on the way.
pub struct Workbench {
    /// The store.
    pub store: Store,
    /// What statements may use up.
    pub seal: Seal,
    /// The queries, in the order in which they ran.
    pub queries: Vec<Query>,
    /// How received files are read.
    pub recipes: Recipes,
    /// The models that may be asked for, reference classes among them.
    pub models: Models,
    /// Reference classes and records of backtests.
    pub evidence: Evidence,
    /// Findings in Vietnamese.
    pub findings_vi: Vec<Finding>,
    /// Findings in English, in the same order.
    pub findings_en: Vec<Finding>,
}

impl Workbench {
    /// Loads the datasets, runs the queries and the checks, and compares with the review signed before, where there is one.
    ///
    /// # Errors
    /// The first thing that cannot be loaded or computed; nothing is kept then.
    pub fn prepare(plan: &Plan, place: Place<'_>) -> Result<Workbench> {
        Workbench::of_dataset(plan, &read(plan)?, place, last_resort(place))
    }

    /// The same of datasets that have been read. `stop` ends the program where a statement heeds no limit.
    ///
    /// # Errors
    /// As [`Workbench::prepare`].
    pub fn of_dataset(plan: &Plan, dataset: &Dataset, place: Place<'_>, stop: LastResort) -> Result<Workbench> {
        let bench = Workbench::compute(plan, &plan.parameters, dataset, place, stop)?;
        bench.store.keep_changes(&lock::since_previous(plan, &bench)?)?;
        Ok(bench)
    }

    /// Only loaded, computed and checked, with other parameters than the plan's.
    ///
    /// # Errors
    /// As [`Workbench::prepare`].
    pub fn prepare_with(plan: &Plan, parameters: &Parameters, place: Place<'_>) -> Result<Workbench> {
        Workbench::compute(plan, parameters, &read(plan)?, place, last_resort(place))
    }

    fn compute(
        plan: &Plan,
        parameters: &Parameters,
        dataset: &Dataset,
        place: Place<'_>,
        stop: LastResort,
    ) -> Result<Workbench> {
        let mut clock = Clock::start();
        let project = &plan.project;
        let recipes = Recipes::load(dataset, &project.datasets(), "datasets")?;
        let store = Store::build(place, dataset, &recipes, &project.received())?;
        clock.lap("stored them");
        store.limit_to(parameters.as_of, &recipes)?;
        let evidence = Evidence::of(dataset)?;
        let models = Models::with(evidence.classes.iter().map(NamedClass::model).collect());
        functions::register_with(store.connection(), &Known::new(models.clone(), evidence.records.clone()))?;
        let queries = queries::in_order(store.connection(), &queries::load(&project.queries(), "queries")?)?;
        let seal = store.seal(project.limits, stop)?;
        let sealed = Sealed::new(&store, &seal);
        queries::run_all(&sealed, &queries, parameters)?;
        clock.lap("computed the result tables");
        let checks: Vec<Check> = queries::load_checks(&project.queries(), "queries")?;
        let [findings_vi, findings_en] = queries::findings(&sealed, &checks, parameters)?;
        store.keep_findings(&findings_vi, &findings_en)?;
        clock.lap("ran the checks");
        Ok(Workbench { store, seal, queries, recipes, models, evidence, findings_vi, findings_en })
    }

    /// The store for statements of the project and of people: closed, and within limits.
    pub fn sealed(&self) -> Sealed<'_> {
        Sealed::new(&self.store, &self.seal)
    }

    /// The findings in a language.
    pub fn findings(&self, language: Language) -> &[Finding] {
        match language {
            Language::Vi => &self.findings_vi,
            Language::En => &self.findings_en,
        }
    }

    /// The query of this name.
    ///
    /// # Errors
    /// There is none.
    pub fn query(&self, name: &str) -> Result<&Query> {
        self.queries.iter().find(|q| q.name == name).ok_or_else(|| unknown_query(name, &self.queries))
    }
}

/// Reads and checks the datasets of a project.
///
/// # Errors
/// The first thing that cannot be understood; a project whose area the catalogue does not have.
pub fn read(plan: &Plan) -> Result<Dataset> {
    let mut clock = Clock::start();
    let project = &plan.project;
    let dataset = observations::read_all(&project.datasets(), "datasets")?;
    let areas = dataset.tables.iter().filter(|t| t.table.name == "area");
    if !areas.flat_map(|t| t.rows.iter().map(|r| t.text(r, "area"))).any(|a| a == Some(&project.area)) {
        return Err(Error::data("the project's area is not in the catalogue")
            .at("milepost.toml, area")
            .found(&project.area)
            .expected("an `area` of the datasets"));
    }
    clock.lap("read and checked the datasets");
    Ok(dataset)
}

/// The folder of `out/` in which a run builds.
pub const FRESH: &str = ".fresh";

/// Says what a statement did, takes away what was being built, and ends.
fn last_resort(place: Place<'_>) -> LastResort {
    let building = if let Place::File(path) = place { Some(path.to_owned()) } else { None };
    Box::new(move |error| {
        // The error is what matters; what stays is removed by the next run.
        if let Some(file) = &building {
            let _ = std::fs::remove_file(file);
            if let Some(folder) = file.parent().filter(|folder| folder.ends_with(FRESH)) {
                let _ = std::fs::remove_dir_all(folder);
            }
        }
        eprintln!("milepost: {error}");
        std::process::exit(3)
    })
}

/// There is no such query: the error that names those there are.
pub fn unknown_query(name: &str, queries: &[Query]) -> Error {
    let mut known: Vec<&str> = queries.iter().map(|q| q.name.as_str()).collect();
    known.sort_unstable();
    Error::usage("no such query").found(name).expected(known.join(", "))
}

/// Remarks on stderr about what takes time, only while a terminal watches.
pub struct Clock {
    last: Instant,
    watched: bool,
}

impl Clock {
    /// Starts counting.
    pub fn start() -> Clock {
        Clock { last: Instant::now(), watched: std::io::stderr().is_terminal() }
    }

    /// Says what has just been done and how long it took.
    pub fn lap(&mut self, done: &str) {
        if self.watched {
            eprintln!("  {done} ({} ms)", self.last.elapsed().as_millis());
        }
        self.last = Instant::now();
    }
}
