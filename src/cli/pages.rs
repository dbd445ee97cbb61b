//! Notebooks as pages: which there are, what each is told, how its file is called.

use super::asked::Asked;
use super::output;
use super::plan::Plan;
use super::workbench::Workbench;
use crate::error::{Error, Result};
use crate::finding::{Finding, Severity};
use crate::language::{Language, time_period};
use crate::queries::{self, Text};
use crate::report::{self, Around, Drawn, Member, Notebook, Page, Rendered, Typed};

/// The notebook whose page is `review.html`.
pub const REVIEW: &str = "annual-review";

/// Where pages are made.
pub struct Press<'a> {
    plan: &'a Plan,
    bench: &'a Workbench,
    as_of: String,
    /// Do pages hold the trees of their numbers?
    traced: bool,
}

impl<'a> Press<'a> {
    /// Over what was computed.
    pub fn over(plan: &'a Plan, bench: &'a Workbench, traced: bool) -> Press<'a> {
        let as_of = time_period(&plan.parameters.as_of.to_string(), plan.language);
        Press { plan, bench, as_of, traced }
    }

    /// The page of a notebook that is told this.
    ///
    /// # Errors
    /// What it cannot be told; a cell that fails, with file and line.
    pub fn page(&self, notebook: &Notebook, asked: &Asked, around: &Around) -> Result<Rendered> {
        self.told(notebook, asked, |page| report::render(notebook, &self.bench.sealed(), page), around)
    }

    /// The numbers typed by hand into a notebook that need not be told anything.
    ///
    /// # Errors
    /// As [`Press::page`].
    pub fn typed(&self, notebook: &Notebook) -> Result<Vec<Typed>> {
        let made = |page: &Page<'_>| report::typed_numbers(notebook, &self.bench.sealed(), page.language);
        self.told(notebook, &Asked::default(), made, &Around::default())
    }

    /// What the notebook lists for one page each.
    ///
    /// # Errors
    /// As [`Press::page`]; a value that cannot be the name of a file.
    pub fn members(&self, notebook: &Notebook) -> Result<Vec<Member>> {
        report::members(notebook, &self.bench.sealed())
    }

    /// The page that leads to the others of a set.
    ///
    /// # Errors
    /// As [`Press::page`].
    pub fn index(&self, notebook: &Notebook, around: &Around) -> Result<String> {
        let page = |page: &Page<'_>| report::index(notebook, &self.bench.sealed(), page);
        self.with_page(&Asked::default(), page, around)
    }

    fn told<T>(
        &self,
        notebook: &Notebook,
        asked: &Asked,
        make: impl Fn(&Page<'_>) -> Result<T>,
        around: &Around,
    ) -> Result<T> {
        let connection = self.bench.store.connection();
        let made = asked.tell(connection, notebook).and_then(|()| self.with_page(asked, make, around));
        // Taken back whatever came of it: the next page is not of this one's area. What failed first is what is told.
        let taken_back = Asked::untell(connection, notebook, &self.plan.parameters);
        let made = made?;
        taken_back?;
        Ok(made)
    }

    fn with_page<T>(&self, asked: &Asked, make: impl Fn(&Page<'_>) -> Result<T>, around: &Around) -> Result<T> {
        let plan = self.plan;
        make(&Page {
            project: plan.language.of_data(&plan.project.name.vi, &plan.project.name.en),
            as_of: &self.as_of,
            language: plan.language,
            simulated: plan.project.simulated,
            queries: &self.bench.queries,
            traced: self.traced,
            asked: &asked.words(),
            around,
        })
    }
}

/// Every notebook of the plan's language, in the order of names.
///
/// # Errors
/// There is none, or one that cannot be read.
pub fn notebooks(plan: &Plan) -> Result<Vec<Notebook>> {
    let mut found = Vec::new();
    let statements = statements(plan)?;
    for (stem, text) in queries::texts(&plan.project.notebooks(), "notebooks", Text::Notebook)? {
        let of = if stem.ends_with(".en") { Language::En } else { Language::Vi };
        if of == plan.language {
            let notebook = Notebook::parse(&text, &format!("notebooks/{stem}.md"))?;
            found.push(notebook.with_queries(&statements, STATEMENTS)?);
        }
    }
    if found.is_empty() {
        return Err(Error::query(format!("there is no notebook in the language `{}`", plan.language.tag()))
            .at("notebooks")
            .expected("NAME.md for Vietnamese, NAME.en.md for English"));
    }
    Ok(found)
}

/// The folder of the statements for charts.
pub const STATEMENTS: &str = "queries/charts";

/// The statements for charts, by their forms' names.
///
/// # Errors
/// A file that is not a text of people's.
pub fn statements(plan: &Plan) -> Result<Vec<(String, String)>> {
    let folder = plan.project.queries().join("charts");
    if folder.is_dir() { queries::texts(&folder, STATEMENTS, Text::Chart) } else { Ok(Vec::new()) }
}

/// The notebook of this name.
///
/// # Errors
/// There is none; the error names those there are.
pub fn notebook(plan: &Plan, name: &str) -> Result<Notebook> {
    let mut all = notebooks(plan)?;
    match all.iter().position(|notebook| notebook.name() == name) {
        Some(at) => Ok(all.swap_remove(at)),
        None => {
            let known: Vec<&str> = all.iter().map(Notebook::name).collect();
            Err(Error::usage("no such notebook").at("notebooks").found(name).expected(known.join(", ")))
        }
    }
}

/// Can it be made a page without being told anything?
pub fn stands_alone(notebook: &Notebook) -> bool {
    notebook.parameters.iter().all(|(_, default)| default.is_some())
}

/// The file of its page in `out`, without the ending: `annual-review` becomes `review`.
pub fn file(notebook: &Notebook) -> &str {
    if notebook.name() == REVIEW { "review" } else { notebook.name() }
}

/// The findings of all pages that stand alone: numbers typed by hand.
///
/// # Errors
/// As [`Press::page`].
pub fn findings(plan: &Plan, bench: &Workbench) -> Result<Vec<Finding>> {
    let mut found = Vec::new();
    // A project may have tables and no page.
    if !plan.project.notebooks().is_dir() {
        return Ok(found);
    }
    let press = Press::over(plan, bench, false);
    for notebook in notebooks(plan)?.iter().filter(|notebook| stands_alone(notebook)) {
        let typed = press.typed(notebook)?;
        found.extend(typed.iter().map(|typed| finding(typed, plan.language)));
    }
    Ok(found)
}

/// Says on stderr where a number is typed by hand: the page is made all the same.
pub fn warn(rendered: &Rendered, language: Language) {
    for typed in &rendered.typed {
        let Finding { place, what, hint, .. } = finding(typed, language);
        output::remark(&format!("{place}: {what}. {hint}"));
    }
}

/// A number typed by hand as a finding.
pub fn finding(typed: &Typed, language: Language) -> Finding {
    Finding {
        code: "typed-number".to_owned(),
        rule: language.say("typed-number-rule").to_owned(),
        severity: Severity::Warning,
        place: typed.place.clone(),
        source_row: typed.place.clone(),
        what: language.say_with("typed-number-what", &[("number", &typed.number)]),
        why: language.say("typed-number-why").to_owned(),
        hint: language.say_with("typed-number-hint", &[("bound", &typed.bound)]),
    }
}

/// The charts of a page that another page has drawn under the same name.
///
/// # Errors
/// There is one.
pub fn told_apart(drawn: &Drawn, before: &[String], notebook: &Notebook) -> Result<()> {
    if before.contains(&drawn.name) {
        return Err(Error::query("two charts have one name, and would be one file")
            .at(&notebook.file)
            .found(&drawn.name)
            .expected("a `:name:` of its own for each chart of all notebooks"));
    }
    Ok(())
}
