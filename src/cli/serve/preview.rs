//! A project's pages: which are stale, and each made anew when somebody asks for it or nobody asks for anything.

use super::super::asked::Asked;
use super::super::pages;
use super::super::report::INDEX;
use super::Typed;
use super::ground::{Ending, Ground};
use super::listing::{charts_of, path_in, path_of, title_of};
use crate::error::{Error, Result};
use crate::language::Language;
use crate::report::{Around, Member, Notebook, Rendered};
use crate::serve::{Saved, Shown, Site, State};
use crate::store::BUSY;
use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

/// What is shown of a project.
pub struct Preview {
    site: Arc<Site>,
    ground: Ground,
    /// What came of notebooks that stand alone, by their names; those that are missing must be told.
    told: BTreeMap<String, Told>,
    /// What the notebooks list for one page each, by their names.
    sets: BTreeMap<String, Vec<Member>>,
    /// Pages of sets that are kept; those that were asked for last come last.
    kept: VecDeque<String>,
    /// Why nothing could be told anew.
    failed: Option<Error>,
    /// What is wrong in notebooks, by their names, and in what they list, by their names and a slash: until it is made again.
    wrong: BTreeMap<String, Error>,
    /// How many notebooks were told since something was saved.
    count: usize,
}

/// What came of a notebook that stands alone, with the tables that there are.
struct Told {
    notebook: Rc<Notebook>,
    /// Nothing where it failed.
    page: Option<Rendered>,
}

/// How many pages of sets are kept.
const KEPT: usize = 16;

impl Preview {
    /// Of a project of which nothing has been read yet.
    pub fn of(typed: Typed, site: Arc<Site>, ending: Ending) -> Preview {
        Preview {
            site,
            ground: Ground::of(typed, ending),
            told: BTreeMap::new(),
            sets: BTreeMap::new(),
            kept: VecDeque::new(),
            failed: None,
            wrong: BTreeMap::new(),
            count: 0,
        }
    }

    /// The language of what is said.
    pub fn language(&self) -> Language {
        self.ground.language()
    }

    /// The lock of the review before, which the pages are made of too.
    pub fn previous(&self) -> Option<PathBuf> {
        self.ground.previous()
    }

    /// How many notebooks were told since something was saved.
    pub fn count(&self) -> usize {
        self.count
    }

    /// What could not be made.
    pub fn errors(&self) -> impl Iterator<Item = &Error> {
        self.failed.iter().chain(self.wrong.values())
    }

    /// Is it only that another program keeps a file busy?
    pub fn is_kept_waiting(&self) -> bool {
        self.errors().any(|error| error.code() == Some(BUSY))
    }

    /// Makes anew what `saved` asks for, and what failed before, up to the pages: those that are stale are made when somebody
    /// asks for them ([`Preview::on_request`]) or nobody does ([`Preview::go_on`]).
    ///
    /// What fails stays as it was, and is tried again the next time.
    pub fn renew(&mut self, saved: Saved) {
        let tables = self.ground.tables();
        self.failed = self.ground.renew(saved).err();
        let now = self.ground.notebooks();
        if self.ground.tables() != tables {
            self.told.clear();
        }
        if self.failed.is_none() {
            let alone =
                |name: &str| now.iter().any(|notebook| notebook.name() == name && pages::stands_alone(notebook));
            self.told.retain(|_, told| now.contains(&told.notebook));
            self.wrong.retain(|name, _| alone(name));
            self.list_sets();
        }
        let (said, english) = (self.said(), self.language() == Language::En);
        let pages = self.failed.is_none().then(|| self.listed());
        self.count = 0;
        self.site.publish(|state| {
            (state.errors, state.english) = (said, english);
            if let Some(mut pages) = pages {
                // The last good ones stay until they are made anew.
                for (path, page) in &mut pages {
                    if let Some(before) = state.pages.remove(path) {
                        page.html = before.html;
                    }
                }
                (state.pages, state.drawn) = (pages, false);
            }
        });
    }

    /// Asks the notebooks which pages they list. Where one cannot say it, those of before stay.
    fn list_sets(&mut self) {
        let Some(press) = self.ground.press() else { return };
        let mut before = std::mem::take(&mut self.sets);
        for notebook in self.ground.notebooks().iter().filter(|notebook| notebook.each().is_some()) {
            let name = notebook.name();
            match press.members(notebook) {
                Ok(members) => drop(self.sets.insert(name.to_owned(), members)),
                Err(error) => {
                    self.wrong.insert(format!("{name}/"), error);
                    self.sets.extend(before.remove_entry(name));
                }
            }
        }
    }

    /// Every page by its path, with its name; stale but for those that were told.
    fn listed(&self) -> BTreeMap<String, Shown> {
        let mut pages = BTreeMap::new();
        let shown = |name: &str, stale| Shown { name: name.to_owned(), stale, ..Shown::default() };
        for notebook in self.ground.notebooks().iter().filter(|notebook| pages::stands_alone(notebook)) {
            pages.insert(path_of(notebook), shown(title_of(notebook), !self.told.contains_key(notebook.name())));
        }
        for (set, members) in &self.sets {
            pages.insert(path_in(set, INDEX), shown(set, true));
            pages.extend(members.iter().map(|member| (path_in(set, &member.value), shown(&member.name, true))));
        }
        pages
    }

    /// Makes what somebody waits for, as far as it can be.
    pub fn on_request(&mut self, path: &str) {
        let notebook = self.stale().find(|notebook| path_of(notebook) == path).cloned();
        if let Some(notebook) = notebook {
            self.tell(&notebook);
        } else if path.starts_with("/charts/") {
            while self.go_on() {}
        } else if let Some(made) = self.of_a_set(path) {
            self.keep(path, made);
        }
    }

    /// Makes one of the pages that are stale and that nobody asked for; false where there is none. Pages of sets wait until
    /// somebody asks.
    pub fn go_on(&mut self) -> bool {
        let next = self.stale().next().cloned();
        match &next {
            Some(notebook) => self.tell(notebook),
            None => {
                // Charts of pages that failed stay as the pages do.
                let charts: BTreeMap<_, _> = self.told.values().flat_map(|t| &t.page).flat_map(charts_of).collect();
                let all = self.wrong.is_empty() && self.ground.press().is_some();
                self.site.complete(|state| {
                    state.drawn = true;
                    if all {
                        state.charts = charts;
                    }
                });
            }
        }
        next.is_some()
    }

    /// Notebooks that stand alone and must be told.
    fn stale(&self) -> impl Iterator<Item = &Rc<Notebook>> {
        let alone = self.ground.notebooks().iter().filter(|notebook| pages::stands_alone(notebook));
        alone.filter(|notebook| self.ground.press().is_some() && !self.told.contains_key(notebook.name()))
    }

    fn tell(&mut self, notebook: &Rc<Notebook>) {
        let Some(press) = self.ground.press() else { return };
        let name = notebook.name().to_owned();
        let others: Vec<String> =
            self.told.values().flat_map(|t| &t.page).flat_map(|p| &p.charts).map(|c| c.name.clone()).collect();
        let told = press.page(notebook, &Asked::default(), &Around::default());
        let told = told.and_then(|page| {
            page.charts.iter().try_for_each(|drawn| pages::told_apart(drawn, &others, notebook)).map(|()| page)
        });
        let before = self.said();
        let page = match told {
            Ok(page) => {
                self.wrong.remove(&name);
                Some(page)
            }
            Err(error) => {
                self.wrong.insert(name.clone(), error);
                None
            }
        };
        self.count += 1;
        let (said, path) = (self.said(), path_of(notebook));
        let changed = said != before;
        let change = |state: &mut State| {
            state.errors = said;
            let Some(shown) = state.pages.get_mut(&path) else { return };
            shown.stale = false;
            if let Some(page) = &page {
                shown.html = page.html.clone();
                state.charts.extend(charts_of(page));
            }
        };
        // Every page shows what is wrong in any: where that has changed, all are to be looked at again.
        if changed {
            self.site.publish(change)
        } else {
            self.site.complete(change)
        }
        self.told.insert(name, Told { notebook: Rc::clone(notebook), page });
    }

    /// The page of a set; nothing where there is none at this path, or nothing to make it of.
    fn of_a_set(&self, path: &str) -> Option<Result<String>> {
        let press = self.ground.press()?;
        for notebook in self.ground.notebooks() {
            let (Some((parameter, _)), Some(members)) = (notebook.each(), self.sets.get(notebook.name())) else {
                continue;
            };
            if path == path_in(notebook.name(), INDEX) {
                return Some(press.index(notebook, &Around::default()));
            }
            let at = members.iter().position(|member| path == path_in(notebook.name(), &member.value));
            if let Some(at) = at {
                let asked = Asked::default().with(parameter, &members[at].value);
                let page = press.page(notebook, &asked, &Around::among(members, at, INDEX));
                return Some(page.map(|page| page.html));
            }
        }
        None
    }

    /// Shows a page of a set, or what is wrong with it; of those that were kept before, the oldest is let go.
    fn keep(&mut self, path: &str, made: Result<String>) {
        self.kept.retain(|kept| kept != path);
        self.kept.push_back(path.to_owned());
        let gone = if self.kept.len() > KEPT { self.kept.pop_front() } else { None };
        self.site.complete(|state| {
            if let Some(page) = gone.and_then(|gone| state.pages.get_mut(&gone)) {
                (page.stale, page.html) = (true, String::new());
            }
            let Some(page) = state.pages.get_mut(path) else { return };
            (page.stale, page.error) = (false, None);
            match made {
                Ok(html) => page.html = html,
                Err(error) => page.error = Some(error.to_string()),
            }
        });
    }

    fn said(&self) -> Vec<String> {
        self.errors().map(Error::to_string).collect()
    }
}
