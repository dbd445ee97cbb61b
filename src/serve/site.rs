//! What is shown: the last good pages and charts, what stands in the way of newer ones, and which state that is.
//!
//! When something was saved, a new state is shown as soon as it is known which pages are stale. A stale page is made when it is asked
//! for, so that the one in front of somebody comes first; the others are made when nobody waits.

use super::http::Answer;
use super::live::{Look, own, served};
use crate::language::Language;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

/// Everything that is shown; paths begin with a slash.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct State {
    /// Language of what the server itself says.
    pub english: bool,
    /// Pages, by path.
    pub pages: BTreeMap<String, Shown>,
    /// Charts as SVG, by path.
    pub charts: BTreeMap<String, String>,
    /// Are all charts there that the pages have?
    pub drawn: bool,
    /// What could not be made, as the command line would say it. The pages are the last good ones then.
    pub errors: Vec<String>,
}

/// A page.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Shown {
    /// What the list of pages calls it.
    pub name: String,
    /// The last good one; empty while there is none.
    pub html: String,
    /// Must it be made anew before it is shown?
    pub stale: bool,
    /// What could not be made of this page alone.
    pub error: Option<String>,
}

impl State {
    fn language(&self) -> Language {
        if self.english { Language::En } else { Language::Vi }
    }

    /// Must what is at this path be made first?
    fn wants(&self, path: &str) -> bool {
        self.pages.get(path).is_some_and(|page| page.stale) || path.starts_with("/charts/") && !self.drawn
    }
}

/// The path of what somebody waits for, and where to say that it is as it can be.
pub type Wanted = (String, Sender<()>);

/// What is shown, for those who ask and for the one who makes it.
pub struct Site {
    inner: Mutex<Inner>,
    changed: Condvar,
    wanted: Mutex<Sender<Wanted>>,
    /// Tells the states of this server from those of one that ran before.
    begun: u128,
}

#[derive(Default)]
struct Inner {
    state: State,
    /// How many states there were; 0: nothing was made yet.
    number: u64,
}

/// How long a browser may wait: longer than a statement may take that keeps to its limits.
const PATIENCE: Duration = Duration::from_secs(300);

/// How often a browser is told that nothing is new, to learn whether it is still there.
const BEAT: Duration = Duration::from_secs(15);

/// The way to the list of all pages.
const LIST: &str = "/pages";

/// The page that `/` shows, where there is one.
const REVIEW: &str = "/review.html";

impl Site {
    /// An empty one. Who makes the pages is asked through `wanted` for those that are stale.
    pub fn new(wanted: Sender<Wanted>) -> Site {
        let begun = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_millis());
        Site { inner: Mutex::default(), changed: Condvar::new(), wanted: Mutex::new(wanted), begun }
    }

    /// Shows this from now on, and has the browsers look.
    pub fn publish(&self, change: impl FnOnce(&mut State)) {
        let mut inner = self.inner();
        change(&mut inner.state);
        inner.number += 1;
        self.changed.notify_all();
    }

    /// Adds what nobody has seen otherwise: no browser needs to look again.
    pub fn complete(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.inner().state);
    }

    /// What is shown, looked at.
    pub fn look<T>(&self, at: impl FnOnce(&State) -> T) -> T {
        at(&self.inner().state)
    }

    /// The state that is shown, when it is another than `seen`; else, after some seconds, nothing.
    pub(super) fn newer_than(&self, seen: &str) -> Option<String> {
        let same = |inner: &mut Inner| inner.number == 0 || self.version(inner.number) == seen;
        let waited = self.changed.wait_timeout_while(self.inner(), BEAT, same);
        let (inner, _) = waited.unwrap_or_else(PoisonError::into_inner);
        (inner.number > 0).then(|| self.version(inner.number)).filter(|now| now != seen)
    }

    /// What is answered to a request for this path.
    pub(super) fn answer(&self, path: &str) -> Answer {
        let nothing = |inner: &mut Inner| inner.number == 0;
        let waited = self.changed.wait_timeout_while(self.inner(), PATIENCE, nothing);
        let (mut inner, _) = waited.unwrap_or_else(PoisonError::into_inner);
        let path = match path {
            "/" if inner.state.pages.contains_key(REVIEW) => REVIEW,
            "/" => LIST,
            path => path,
        };
        // A folder is its index.
        let indexed = path.strip_suffix('/').map(|folder| format!("{folder}/index.html"));
        let path = indexed.as_deref().unwrap_or(path);
        let mut late = false;
        if inner.state.wants(path) {
            drop(inner);
            late = !self.is_made(path);
            inner = self.inner();
        }
        let state = &inner.state;
        let language = state.language();
        if let Some(chart) = state.charts.get(path) {
            return Answer { status: 200, kind: "image/svg+xml", body: chart.clone().into_bytes() };
        }
        let mut errors = state.errors.clone();
        let none_yet = || own(language, language.say("serve-no-page-yet"), "", &[]);
        let (status, page) = if let Some(page) = state.pages.get(path) {
            errors.extend(page.error.clone().filter(|error| !errors.contains(error)));
            errors.extend(late.then(|| language.say("serve-takes-too-long").to_owned()));
            if page.html.is_empty() { (500, none_yet()) } else { (200, page.html.clone()) }
        } else if state.pages.is_empty() && !errors.is_empty() {
            // Before anything could be made, every path may be one of a page to come.
            (500, none_yet())
        } else if path == LIST {
            (200, list(state, language.say("serve-all-pages"), ""))
        } else {
            (404, list(state, language.say("serve-no-such-page"), language.say("serve-these-there-are")))
        };
        let version = self.version(inner.number);
        drop(inner);
        let title = match status {
            500 => language.say("serve-error-title-none"),
            _ => language.say("serve-error-title"),
        };
        match served(&page, &Look { version: &version, errors: &errors, title }) {
            Ok(html) => Answer::page(status, html),
            Err(error) => Answer::text(500, &error.to_string()),
        }
    }

    /// Asks for what is at the path to be made, and waits until it is, or cannot be.
    fn is_made(&self, path: &str) -> bool {
        let (send, receive) = channel();
        let sent = self.wanted.lock().unwrap_or_else(PoisonError::into_inner).send((path.to_owned(), send));
        sent.is_ok() && receive.recv_timeout(PATIENCE).is_ok()
    }

    fn version(&self, number: u64) -> String {
        format!("{}-{number}", self.begun)
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        // A thread that failed with it in hand leaves what was shown before, or what is shown next.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A page with the ways to all others.
fn list(state: &State, title: &str, sentence: &str) -> String {
    let language = state.language();
    let pages = state.pages.iter().map(|(path, page)| (path.clone(), page.name.clone()));
    let charts = state.charts.keys().map(|path| (path.clone(), language.say("serve-chart").to_owned()));
    own(language, title, sentence, &pages.chain(charts).collect::<Vec<_>>())
}
