//! `milepost serve`: the pages in the browser while they are being written.
//!
//! One thread computes and tells (the one that runs [`serve`]); others talk with the browsers and show what was last published.

mod again;
mod ground;
mod listing;
mod preview;

use super::args::Arguments;
use super::plan::folder_of;
use super::{Outcome, output};
use crate::error::Result;
use crate::language::Language;
use crate::project::Project;
use crate::serve::{Door, Saved, Site, Watch};
use crate::store::RECEIVED;
use jiff::civil::Date;
use preview::Preview;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

/// What was typed that stays when the project file is read anew.
#[derive(Debug, Clone)]
pub struct Typed {
    /// The project's folder, where its file is.
    pub root: PathBuf,
    /// The day, in place of the project's.
    pub as_of: Option<Date>,
    /// The language, in place of the project's.
    pub lang: Option<Language>,
}

impl Typed {
    /// Of the arguments.
    ///
    /// # Errors
    /// There is no project file. What is in it does not matter yet.
    pub fn of(arguments: &Arguments) -> Result<Typed> {
        let folder = folder_of(arguments.project.as_deref())?;
        let root = Project::root_of(&folder)?.to_owned();
        Ok(Typed { root, as_of: arguments.as_of, lang: arguments.lang })
    }

    /// The language that was typed, else that of the project file, where it can be read.
    fn language(&self) -> Language {
        let of_project = || Project::find(&self.root).map(|project| project.language).unwrap_or_default();
        self.lang.unwrap_or_else(of_project)
    }
}

/// How often files are looked at. A change is taken when it has been at rest for one look.
const LOOK: Duration = Duration::from_millis(60);

/// How long to wait until what another program keeps busy is tried again.
const BUSY: Duration = Duration::from_secs(1);

/// How many of the files that were saved a remark names.
const NAMED: usize = 3;

/// Serves until it is stopped.
///
/// What is wrong in the project is shown in the pages; the server goes on.
///
/// # Errors
/// The port cannot be had.
pub fn serve(typed: &Typed, port: Option<u16>) -> Result<Outcome> {
    let before = again::before();
    let language = typed.language();
    let door = Door::open(before.as_ref().map(|before| before.port).or(port))?;
    let port = door.port();
    let (send, wanted) = channel();
    let site = Arc::new(Site::new(send));
    let mut preview = Preview::of(typed.clone(), Arc::clone(&site), again::instead_of_ending(&site, port));
    let mut watch = Watch::begin(&typed.root);
    door.let_in(Arc::clone(&site), language)?;
    let mut work = None;
    match before {
        // Where a statement could not be stopped: it would not be the second time either, until something is mended.
        Some(before) => site.publish(|state| *state = before.state),
        None => {
            let address = format!("http://127.0.0.1:{port}/");
            let pages = format!("{address}pages");
            let at = language.say_with("serve-at", &[("address", &address), ("pages", &pages)]);
            output::say(&format!("{at}\n"))?;
            work = Some(Work::begin(language.say("serve-begun").to_owned()));
            preview.renew(Saved::Data);
        }
    }
    let (mut looked, mut tried) = (Instant::now(), Instant::now());
    loop {
        // Those who wait come first; then what was saved; then pages that nobody waits for.
        let patience = if work.is_some() { Duration::ZERO } else { LOOK };
        if let Ok((path, reply)) = wanted.recv_timeout(patience) {
            preview.on_request(&path);
            // Who has gone meanwhile does not want it any more.
            let _ = reply.send(());
            continue;
        }
        if looked.elapsed() >= LOOK {
            looked = Instant::now();
            if let Some((names, what)) = watch.saved(preview.previous().as_deref()) {
                work = Some(Work::begin(listed(&names, preview.language())));
                preview.renew(what);
                tried = Instant::now();
            } else if preview.is_kept_waiting() && tried.elapsed() > BUSY {
                preview.renew(Saved::Pages);
                work = (!preview.is_kept_waiting()).then(|| Work::begin(RECEIVED.to_owned()));
                tried = Instant::now();
            }
        }
        if work.is_some()
            && !preview.go_on()
            && let Some(work) = work.take()
        {
            work.remark(&preview);
        }
    }
}

/// What is being made anew.
struct Work {
    saved: String,
    begun: Instant,
}

impl Work {
    /// Because this was saved.
    fn begin(saved: String) -> Work {
        Work { saved, begun: Instant::now() }
    }

    /// Remarks what came of it.
    fn remark(&self, preview: &Preview) {
        let language = preview.language();
        let ms = self.begun.elapsed().as_millis().to_string();
        let (saved, pages) = (&self.saved, preview.count());
        if preview.errors().next().is_none() {
            output::remark(&language.say_with("serve-renewed", &[("saved", saved), ("pages", &pages), ("ms", &ms)]));
        } else {
            output::remark(&language.say_with("serve-not-renewed", &[("saved", saved)]));
            preview.errors().for_each(|error| output::remark(&error.to_string()));
        }
    }
}

/// The names of files, as a remark has them.
fn listed(names: &[String], language: Language) -> String {
    let named = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(NAMED) {
        0 => named,
        more => format!("{named} {}", language.say_with("serve-and-more", &[("n", &more)])),
    }
}
