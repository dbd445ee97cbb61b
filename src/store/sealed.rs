//! A store that is sealed: a project's statements run within limits of time, memory and disk.
//!
//! DuckDB counts what its tables and operators hold, but not the rows of a result nor a text that grows within one
//! function, and looks up from its work only now and then. So a second thread watches each statement: it interrupts what
//! passes a limit and, where that is not heeded, has the whole program stopped.

use crate::error::{Error, Result};
use crate::project::{Bytes, Limits};
use duckdb::{Connection, InterruptHandle};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

/// Ends the program with an error, when a statement that has passed a limit cannot be interrupted.
pub type LastResort = Box<dyn Fn(&Error) + Send + Sync>;

/// The limits of a store's statements.
pub struct Seal {
    limits: Limits,
    /// The database and what DuckDB writes before it: what may not fill the disk.
    files: Vec<PathBuf>,
    stop: LastResort,
}

/// A connection whose statements are held to limits.
#[derive(Clone, Copy)]
pub struct Sealed<'a> {
    connection: &'a Connection,
    seal: &'a Seal,
}

/// How often a statement is looked at.
const PERIOD: Duration = Duration::from_millis(20);

/// How long an interrupted statement may take to stop.
const GRACE: Duration = Duration::from_secs(5);

impl Seal {
    pub(super) fn new(limits: Limits, file: Option<&Path>, stop: LastResort) -> Seal {
        let files = file.map(|file| vec![file.to_owned(), super::write_ahead_log(file)]).unwrap_or_default();
        Seal { limits, files, stop }
    }

    /// Looks after one statement until it is over.
    fn watch(&self, over: &Receiver<()>, handle: &InterruptHandle, passed: &OnceLock<Error>, place: &str) {
        let started = Instant::now();
        let before = resident();
        let mut since = None;
        while over.recv_timeout(PERIOD) == Err(RecvTimeoutError::Timeout) {
            let grown = resident().saturating_sub(before);
            if since.is_none()
                && let Some(error) = self.limit_passed(started.elapsed(), grown)
            {
                since = Some(Instant::now());
                let _ = passed.set(error.at(place));
            }
            let (Some(since), Some(error)) = (since, passed.get()) else { continue };
            handle.interrupt();
            if since.elapsed() > GRACE || grown > 2 * self.limits.memory.0 {
                (self.stop)(error);
            }
        }
    }

    /// What is said of the limit that a statement has passed, if any.
    fn limit_passed(&self, elapsed: Duration, grown: u64) -> Option<Error> {
        let Limits { memory, disk, seconds } = self.limits;
        // DuckDB itself keeps to the limit; half as much again is for what it does not count.
        if grown > memory.0 / 2 * 3 {
            return Some(too_much("memory", memory));
        }
        let size: u64 = self.files.iter().filter_map(|file| file.metadata().ok()).map(|file| file.len()).sum();
        if size > disk.0 {
            return Some(too_much("disk", disk));
        }
        (elapsed > Duration::from_secs(seconds.into())).then(|| {
            Error::query(format!("the statement takes longer than {seconds} seconds"))
                .hint("does it recur without end, or join everything with everything? Else raise `seconds` under [limits] in milepost.toml")
        })
    }
}

/// A session of a sealed store with a connection of its own.
pub struct Session<'a> {
    connection: Connection,
    seal: &'a Seal,
}

impl Session<'_> {
    /// Its connection, for statements of the program's own.
    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    /// The same, held to the limits.
    pub fn sealed(&self) -> Sealed<'_> {
        Sealed { connection: &self.connection, seal: self.seal }
    }
}

impl<'a> Sealed<'a> {
    /// A connection of a sealed store.
    pub fn new(store: &'a super::Store, seal: &'a Seal) -> Sealed<'a> {
        Sealed { connection: store.connection(), seal }
    }

    /// Another session of the same store, for statements that run beside those of this one. Variables are its own.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn other_session(&self) -> Result<Session<'a>> {
        let connection = self.connection.try_clone()?;
        connection.execute_batch(super::known::SEARCH_PATH)?;
        Ok(Session { connection, seal: self.seal })
    }

    /// The connection, for statements of the program's own.
    pub fn connection(&self) -> &'a Connection {
        self.connection
    }

    /// Runs what a project asks for, within the limits. `place` is where it asks, for messages.
    ///
    /// # Errors
    /// Those of `work`; a limit that was passed.
    pub fn held<T>(&self, place: &str, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let (done, over) = channel::<()>();
        let passed = OnceLock::new();
        let handle = self.connection.interrupt_handle();
        let result = thread::scope(|scope| {
            let (seal, handle, passed) = (self.seal, &handle, &passed);
            thread::Builder::new().spawn_scoped(scope, move || seal.watch(&over, handle, passed, place))?;
            let result = work(self.connection);
            drop(done);
            result
        });
        result.map_err(|error| match passed.into_inner() {
            Some(limit) => limit,
            None if error.to_string().contains("Out of Memory") => {
                too_much("memory", self.seal.limits.memory).at(place)
            }
            None => error,
        })
    }
}

fn too_much(what: &str, limit: Bytes) -> Error {
    Error::query(format!("the statement needs more {what} than {limit}"))
        .hint(format!("does it make more rows than are meant? Else raise `{what}` under [limits] in milepost.toml"))
}

/// Bytes of memory that the program occupies; 0 where the system does not say.
fn resident() -> u64 {
    // Pages of four kilobytes; a system with larger ones is held to a limit that is looser, not tighter.
    let pages = std::fs::read_to_string("/proc/self/statm").ok();
    pages.and_then(|text| text.split(' ').nth(1)?.parse::<u64>().ok()).unwrap_or(0) * 4096
}
