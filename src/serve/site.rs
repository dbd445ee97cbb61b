//! What is shown: the last good pages and charts, what stands in the way of newer ones, and which state that is.

use super::http::Answer;
use super::live::{Look, own, served, title_of};
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
    pub pages: BTreeMap<String, String>,
    /// Pages that are made when they are asked for: names, by path.
    pub wished: BTreeMap<String, String>,
    /// Charts as SVG, by path.
    pub charts: BTreeMap<String, String>,
    /// What could not be made, as the command line would say it. The pages are the last good ones then.
    pub errors: Vec<String>,
}

impl State {
    fn language(&self) -> Language {
        if self.english { Language::En } else { Language::Vi }
    }
}

/// A page that somebody waits for: its path, and where it is to be sent.
pub type Wanted = (String, Sender<Made>);

/// The page, or what the command line would say of why there is none.
pub type Made = std::result::Result<String, String>;

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
    /// Pages that were made because somebody asked, each with the state that it is of; oldest first.
    kept: Vec<(String, u64, String)>,
}

/// How many of the pages that somebody asked for are kept, to be shown again below an error.
const KEPT: usize = 16;

/// How long a browser may wait: longer than a statement may take that keeps to its limits.
const PATIENCE: Duration = Duration::from_secs(300);

/// How often a browser is told that nothing is new, to learn whether it is still there.
const BEAT: Duration = Duration::from_secs(15);

/// The way to the list of all pages.
const LIST: &str = "/pages";

impl Site {
    /// An empty one. Who makes the pages is asked through `wanted` for those that are made on request.
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

    /// What is shown, looked at.
    pub fn look<T>(&self, at: impl FnOnce(&State) -> T) -> T {
        at(&self.inner().state)
    }

    /// The state that is shown, when it is another than `seen`; else, after some seconds, nothing.
    pub(super) fn newer_than(&self, seen: &str) -> Option<String> {
        let inner = self.inner();
        let same = |inner: &mut Inner| inner.number == 0 || self.version(inner.number) == seen;
        let (inner, _) = self.changed.wait_timeout_while(inner, BEAT, same).unwrap_or_else(PoisonError::into_inner);
        (inner.number > 0).then(|| self.version(inner.number)).filter(|now| now != seen)
    }

    /// What is answered to a request for this path.
    pub(super) fn answer(&self, path: &str) -> Answer {
        let made = |inner: &mut Inner| inner.number == 0;
        let waited = self.changed.wait_timeout_while(self.inner(), PATIENCE, made);
        let (inner, _) = waited.unwrap_or_else(PoisonError::into_inner);
        let path = match path {
            "/" if inner.state.pages.contains_key(REVIEW) => REVIEW,
            "/" => LIST,
            path => path,
        };
        // A folder is its index.
        let indexed = path.strip_suffix('/').map(|folder| format!("{folder}/index.html"));
        let path = indexed.as_deref().unwrap_or(path);
        let language = inner.state.language();
        if let Some(chart) = inner.state.charts.get(path) {
            return Answer { status: 200, kind: "image/svg+xml", body: chart.clone().into_bytes() };
        }
        let number = inner.number;
        let errors = inner.state.errors.clone();
        let (status, page, errors) = if let Some(page) = inner.state.pages.get(path) {
            (200, page.clone(), errors)
        } else if inner.state.wished.contains_key(path) {
            drop(inner);
            self.on_request(path, errors, language)
        } else if inner.state.pages.is_empty() && !errors.is_empty() {
            // Before anything could be made, every path may be one of a page to come.
            (500, own(language, language.say("serve-no-page-yet"), "", &[]), errors)
        } else if path == LIST {
            (200, list(&inner.state, language.say("serve-all-pages"), ""), errors)
        } else {
            (404, list(&inner.state, language.say("serve-no-such-page"), language.say("serve-these-there-are")), errors)
        };
        let version = self.version(number);
        let title = match status {
            500 => language.say("serve-error-title-none"),
            _ => language.say("serve-error-title"),
        };
        match served(&page, &Look { version: &version, errors: &errors, title }) {
            Ok(html) => Answer::page(status, html),
            Err(error) => Answer::text(500, &error.to_string()),
        }
    }

    /// A page that is made when it is asked for: made now, or the last good one below what went wrong.
    fn on_request(&self, path: &str, mut errors: Vec<String>, language: Language) -> (u16, String, Vec<String>) {
        if let Some((of, html)) = self.kept(path)
            && of == self.inner().number
        {
            return (200, html, errors);
        }
        let (send, receive) = channel();
        let sent = self.wanted.lock().unwrap_or_else(PoisonError::into_inner).send((path.to_owned(), send));
        let made = sent.ok().and_then(|()| receive.recv_timeout(PATIENCE).ok());
        match made {
            Some(Ok(html)) => return (200, html, errors),
            Some(Err(error)) if errors.contains(&error) => {}
            Some(Err(error)) => errors.push(error),
            None => errors.push(language.say("serve-takes-too-long").to_owned()),
        }
        match self.kept(path) {
            Some((_, html)) => (200, html, errors),
            None => (500, own(language, language.say("serve-no-page-yet"), "", &[]), errors),
        }
    }

    /// The page that was made on request, with the state that it is of.
    fn kept(&self, path: &str) -> Option<(u64, String)> {
        self.inner().kept.iter().find(|(kept, ..)| kept == path).map(|(_, of, html)| (*of, html.clone()))
    }

    /// Keeps a page that was made on request, as one of the state that is shown.
    pub fn keep(&self, path: &str, html: &str) {
        let mut inner = self.inner();
        let number = inner.number;
        inner.kept.retain(|(kept, ..)| kept != path);
        inner.kept.push((path.to_owned(), number, html.to_owned()));
        if inner.kept.len() > KEPT {
            inner.kept.remove(0);
        }
    }

    fn version(&self, number: u64) -> String {
        format!("{}-{number}", self.begun)
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        // A thread that failed with it in hand has changed nothing by halves: each change is one assignment.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The page that `/` shows, where there is one.
const REVIEW: &str = "/review.html";

/// A page with the ways to all others.
fn list(state: &State, title: &str, sentence: &str) -> String {
    let language = state.language();
    let pages = state.pages.iter().map(|(path, html)| (path.clone(), unescaped(title_of(html))));
    let wished = state.wished.iter().map(|(path, name)| (path.clone(), name.clone()));
    let charts = state.charts.keys().map(|path| (path.clone(), language.say("serve-chart").to_owned()));
    let ways: Vec<(String, String)> = pages.chain(wished).chain(charts).collect();
    own(language, title, sentence, &ways)
}

/// The text of what was escaped for a title.
fn unescaped(text: &str) -> String {
    let signs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&#x2f;", "/"),
        ("&amp;", "&"),
    ];
    signs.iter().fold(text.to_owned(), |text, (escaped, sign)| text.replace(escaped, sign))
}
