//! What the arguments mean for this project.

use super::args::{Arguments, Format, QueryVerb, ReferenceVerb, Verb};
use super::{
    Outcome, backtest, chart, check, diff, explain, export, ingest, init, output, project, provenance, query,
    reference, report, revisions, run, serve, simulate, sql, status, template, trend, verify,
};
use crate::error::{Error, Result};
use crate::language::Language;
use crate::lock::{self, Head};
use crate::project::Project;
use crate::queries::Parameters;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// How sure the intervals of projections are, where nobody asks for another level.
const LEVELS: [f64; 2] = [0.8, 0.95];

/// The same for the pace of a trend.
const TREND_LEVEL: f64 = 0.95;

/// A project, the day, the language, the format, and the verb.
#[derive(Debug)]
pub struct Plan {
    /// The project.
    pub project: Project,
    /// What queries are told.
    pub parameters: Parameters,
    /// Language of what people read.
    pub language: Language,
    /// How results are written.
    pub format: Format,
    verb: Verb,
}

impl Plan {
    /// Finds the project and fills in what was not typed.
    ///
    /// # Errors
    /// No project, or a project file that is wrong.
    pub fn resolve(arguments: Arguments) -> Result<Plan> {
        let project = Project::find(&folder_of(arguments.project.as_deref())?)?;
        let parameters = Parameters {
            as_of: arguments.as_of.unwrap_or(project.review_date),
            area: project.area.clone(),
            milestones: project.milestones.clone(),
            levels: LEVELS.to_vec(),
            trend_level: TREND_LEVEL,
            method: None,
        };
        let language = arguments.lang.unwrap_or(project.language);
        Ok(Plan { project, parameters, language, format: arguments.format, verb: arguments.verb })
    }

    /// The same project, asked what a lock was made for.
    ///
    /// # Errors
    /// A head that this program did not write.
    pub fn as_locked(&self, head: &Head) -> Result<Plan> {
        let wrong =
            |name: &str| Error::data(format!("the lock's head has no `{name}` that can be read")).at(lock::FILE);
        let told = |name: &str| head.parameters.get(name).ok_or_else(|| wrong(name));
        fn list<T: FromStr>(text: &str) -> Option<Vec<T>> {
            text.split(',').map(|part| part.trim().parse().ok()).collect()
        }
        let parameters = Parameters {
            as_of: head.as_of.parse().map_err(|_| wrong("as_of"))?,
            area: told("area")?.clone(),
            milestones: list(told("milestones")?).ok_or_else(|| wrong("milestones"))?,
            levels: list(told("levels")?).ok_or_else(|| wrong("levels"))?,
            trend_level: told("trend_level")?.parse().map_err(|_| wrong("trend_level"))?,
            method: head.parameters.get("method").cloned(),
        };
        let language = Language::read(&head.language).ok_or_else(|| wrong("language"))?;
        let (project, verb) = (self.project.clone(), Verb::Verify { lock: None });
        Ok(Plan { project, parameters, language, format: self.format, verb })
    }

    /// Does what was asked.
    ///
    /// # Errors
    /// Whatever the verb cannot continue with.
    pub fn run(&self) -> Result<Outcome> {
        let outcome = self.carry_out()?;
        // Nobody may take what is printed for real; machine formats carry the rows' status.
        if self.project.simulated && self.for_people() {
            output::say(&format!("\n{}\n", self.language.say("simulated-figures")))?;
        }
        Ok(outcome)
    }

    /// Are results written for people, in their language?
    pub fn for_people(&self) -> bool {
        matches!(self.format, Format::Table | Format::Markdown)
    }

    fn carry_out(&self) -> Result<Outcome> {
        if self.format == Format::Xlsx && !matches!(self.verb, Verb::Export { .. }) {
            return Err(Error::usage("only an export is a workbook")
                .found("--format xlsx")
                .expected("table, json, csv or markdown; or the verb export"));
        }
        match &self.verb {
            Verb::Init { folder } => init::init(folder, self.language),
            Verb::Run { png, trace, lock } => run::run(self, run::Wanted { png: *png, trace: *trace, lock: *lock }),
            Verb::Verify { lock } => verify::verify(self, lock.as_deref()),
            Verb::Diff { before, after } => diff::diff(self, before, after),
            Verb::Revisions { indicator, area } => revisions::revisions(self, indicator, area.as_deref()),
            Verb::Ingest { files, explain, twice, received, fail_on } => {
                let received_on = received.unwrap_or_else(today);
                ingest::ingest(
                    self,
                    &ingest::Request { paths: files, received_on, explain: *explain, twice: *twice, fail_on: *fail_on },
                )
            }
            Verb::Template { form, area, each, out } => {
                template::template(self, form, area.as_deref(), *each, out.as_deref())
            }
            Verb::Simulate { out, scale, seed } => simulate::simulate(out, *scale, *seed, self.language),
            Verb::Check { fail_on } => check::check(self, *fail_on),
            Verb::Status { measured } => status::status(self, *measured),
            Verb::Chart {
                form,
                query,
                indicator,
                area,
                boundaries,
                boundary_code,
                title,
                subtitle,
                foot,
                size,
                letters,
                to,
            } => chart::chart(
                self,
                &chart::Request {
                    form,
                    query: query.as_deref(),
                    indicator: indicator.as_deref(),
                    area: area.as_deref(),
                    boundaries: boundaries.as_deref(),
                    boundary_code: boundary_code.as_deref(),
                    title: title.as_deref(),
                    subtitle: subtitle.as_deref(),
                    foot,
                    size: *size,
                    letters: *letters,
                    to,
                },
            ),
            Verb::Report { notebook, parameters, each, trace, to } => report::report(
                self,
                &report::Request {
                    notebook: notebook.as_deref(),
                    parameters,
                    each: each.as_deref(),
                    trace: *trace,
                    to: to.as_deref(),
                },
            ),
            Verb::Serve { port } => {
                let typed = serve::Typed {
                    root: self.project.root.clone(),
                    as_of: Some(self.parameters.as_of),
                    lang: Some(self.language),
                };
                serve::serve(&typed, *port)
            }
            Verb::Export { to } => export::export(self, to.as_deref()),
            Verb::Query { what: QueryVerb::List } => query::list(self),
            Verb::Query { what: QueryVerb::Show { name } } => query::show(self, name),
            Verb::Query { what: QueryVerb::Run { name } } => query::run(self, name),
            Verb::Query { what: QueryVerb::Lint { name } } => query::lint(self, name.as_deref()),
            Verb::Query { what: QueryVerb::Test } => query::test(self),
            Verb::Query { what: QueryVerb::Graph { name, columns, to } } => {
                query::graph(self, &query::GraphRequest { name: name.as_deref(), columns: *columns, to: to.as_deref() })
            }
            Verb::Sql { statement: Some(statement), .. } => sql::sql(self, statement),
            Verb::Sql { statement: None, .. } => sql::functions(self),
            Verb::Trend { indicator, area, level, explain } => {
                trend::trend(self, indicator.as_deref(), area.as_deref(), *level, *explain)
            }
            Verb::Project { indicator, area, to, method, level, scenario, explain } => project::project(
                self,
                &project::Request {
                    indicator,
                    area: area.as_deref(),
                    to,
                    method: method.as_deref(),
                    levels: level,
                    scenario: *scenario,
                    explain: *explain,
                },
            ),
            Verb::Backtest { file, method, scale, readings, ahead, keep, source, licence, table } => {
                backtest::backtest(
                    self,
                    &backtest::Request {
                        file: file.as_deref(),
                        methods: method,
                        scale,
                        readings,
                        ahead,
                        keep: keep.as_deref(),
                        source: source.as_deref(),
                        licence: licence.as_deref(),
                        table: *table,
                    },
                )
            }
            Verb::Reference {
                what: ReferenceVerb::Build { library, name, source, licence, what_vi, what_en, replace },
            } => {
                let told = reference::Told {
                    name,
                    source,
                    licence,
                    what_vi: what_vi.as_deref(),
                    what_en: what_en.as_deref(),
                    replace: *replace,
                };
                reference::build(self, library, &told)
            }
            Verb::Reference { what: ReferenceVerb::List } => reference::list(self),
            Verb::Reference { what: ReferenceVerb::Show { name } } => reference::show(self, name),
            Verb::Explain { what, all, parameters, .. } if what.len() > 1 || what[0].contains('/') => {
                provenance::numbers(self, what, parameters, *all)
            }
            Verb::Explain { what, only, column, all, .. } if !only.is_empty() || column.is_some() => {
                provenance::value(self, &what[0], only, column.as_deref(), *all)
            }
            Verb::Explain { what, year, area, .. } => explain::explain(self, &what[0], *year, area.as_deref()),
        }
    }
}

/// The folder that was named, or else the one where the program was called.
///
/// # Errors
/// There is no such folder.
pub fn folder_of(named: Option<&Path>) -> Result<PathBuf> {
    let folder = match named {
        Some(folder) => std::path::absolute(folder)?,
        None => std::path::absolute(std::env::current_dir()?)?,
    };
    if !folder.is_dir() {
        return Err(Error::usage("no such folder").at(folder.display().to_string()));
    }
    Ok(folder)
}

/// The day in Việt Nam, where the offices are.
pub fn today() -> jiff::civil::Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(7))).date()
}
