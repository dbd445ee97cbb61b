//! `milepost report`: a notebook as a page for one value of a parameter, or a page for each with an index.

use super::asked::Asked;
use super::pages::{self, Press};
use super::plan::Plan;
use super::workbench::{Clock, Workbench};
use super::{Outcome, output};
use crate::error::{Error, Result};
use crate::report::{Around, Notebook};
use crate::sources::not_linked;
use crate::store::Place;
use std::fs;
use std::path::{Path, PathBuf};

/// What is asked for.
pub struct Request<'a> {
    /// The notebook, without its ending and language.
    pub notebook: Option<&'a str>,
    /// `NAME=VALUE`.
    pub parameters: &'a [String],
    /// The parameter that has a page for each of its values.
    pub each: Option<&'a str>,
    /// Do the pages hold the trees of their numbers?
    pub trace: bool,
    /// Where to, in place of `out`.
    pub to: Option<&'a Path>,
}

/// The name of the page that leads to those of a set.
pub const INDEX: &str = "index";

/// Makes the pages and says where they are.
pub fn report(plan: &Plan, request: &Request<'_>) -> Result<Outcome> {
    let asked = Asked::read(request.parameters)?;
    let chosen = chosen(plan, request, &asked)?;
    let out = plan.project.out();
    not_linked(&out, "out")?;
    let mut clock = Clock::start();
    let bench = Workbench::prepare(plan, Place::Memory)?;
    let press = Press::over(plan, &bench, request.trace);
    let mut made = Vec::new();
    for notebook in &chosen {
        let pages = match request.each {
            Some(name) => each(&press, notebook, name, &asked)?,
            None => {
                let page = press.page(notebook, &asked, &Around::default())?;
                pages::warn(&page, plan.language);
                vec![(single(notebook, &asked), page.html)]
            }
        };
        clock.lap(&format!("told {}", notebook.file));
        made.extend(pages);
    }
    // Only when everything has been told is anything written.
    let mut first = None;
    for (name, html) in &made {
        let path = placed(&out, name, request, made.len());
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&path, html)
            .map_err(|e| Error::system(format!("cannot write the page: {e}")).at(path.display().to_string()))?;
        first.get_or_insert(path);
    }
    if let Some(path) = first {
        let more = match made.len() - 1 {
            0 => String::new(),
            more => plan.language.say_with("pages-more", &[("pages", &more)]),
        };
        output::say(&format!("{}{more}\n", plan.project.relative(&path)))?;
    }
    Ok(Outcome::Fine)
}

/// The notebooks that are meant: the one that is named, else those that know what is asked.
fn chosen(plan: &Plan, request: &Request<'_>, asked: &Asked) -> Result<Vec<Notebook>> {
    if let Some(name) = request.notebook {
        return Ok(vec![pages::notebook(plan, name)?]);
    }
    let all = pages::notebooks(plan)?;
    let listed = |notebook: &Notebook| notebook.each().map(|(name, _)| name.to_owned());
    let fits = |notebook: &Notebook| match request.each {
        Some(each) => listed(notebook).as_deref() == Some(each) && asked.fits(notebook),
        None if asked.names().next().is_some() => asked.fits(notebook),
        None => notebook.name() == pages::REVIEW,
    };
    let known: Vec<String> =
        all.iter().flat_map(|n| n.parameters.iter().map(move |(name, _)| format!("{name} ({})", n.name()))).collect();
    let chosen: Vec<Notebook> = all.into_iter().filter(fits).collect();
    if chosen.is_empty() {
        let wanted = request.each.map(str::to_owned).into_iter().chain(asked.names().map(str::to_owned));
        return Err(Error::usage("no notebook has such a parameter")
            .at("notebooks")
            .found(wanted.collect::<Vec<_>>().join(", "))
            .expected(if known.is_empty() { "a notebook with parameters".to_owned() } else { known.join(", ") }));
    }
    Ok(chosen)
}

/// A page for each value that the notebook lists, and before them the page that leads to them.
fn each(press: &Press<'_>, notebook: &Notebook, name: &str, asked: &Asked) -> Result<Vec<(String, String)>> {
    if notebook.each().map(|(name, _)| name) != Some(name) {
        return Err(Error::usage("the notebook does not say which pages there are to be")
            .at(&notebook.file)
            .expected(format!("a cell with `:each: {name}` whose first column holds the values")));
    }
    let members = press.members(notebook)?;
    if members.is_empty() {
        return Err(Error::usage(format!("there is nothing to make a page of: no {name} is listed")).at(&notebook.file));
    }
    let folder = notebook.name();
    let mut made = vec![(format!("{folder}/{INDEX}"), press.index(notebook, &Around::default())?)];
    for (at, member) in members.iter().enumerate() {
        let around = Around::among(&members, at, INDEX);
        let page = press.page(notebook, &asked.with(name, &member.value), &around)?;
        made.push((format!("{folder}/{}", member.value), page.html));
    }
    Ok(made)
}

/// The name of one page: that of its notebook, and below it what it was told.
fn single(notebook: &Notebook, asked: &Asked) -> String {
    let values: Vec<String> = asked
        .values()
        .map(|value| {
            value.chars().map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '-' }).collect()
        })
        .collect();
    match values.is_empty() {
        true => pages::file(notebook).to_owned(),
        false => format!("{}/{}", notebook.name(), values.join("_")),
    }
}

/// Where a page goes: into `out`, or where it was asked to: one page into a file, several into a folder.
fn placed(out: &Path, name: &str, request: &Request<'_>, pages: usize) -> PathBuf {
    match request.to {
        Some(to) if pages == 1 && to.extension().is_some_and(|e| e == "html") => to.to_owned(),
        Some(to) => to.join(format!("{name}.html")),
        None => out.join(format!("{name}.html")),
    }
}
