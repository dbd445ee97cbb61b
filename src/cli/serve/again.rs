//! What the server does where a statement heeds no limit: it begins again, without that statement.
//!
//! Such a statement cannot be stopped inside the program, and may be filling the memory; every other verb ends then. The server
//! puts itself anew into its place, under the same process and port. What it showed is handed on, with the error; nothing is
//! computed until something is saved.

use super::super::output;
use super::ground::Ending;
use crate::error::Error;
use crate::serve::{Site, State};
use std::env;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process;
use std::sync::Arc;

/// What the server that was here before handed on.
pub struct Before {
    /// Its port.
    pub port: u16,
    /// What it showed.
    pub state: State,
}

/// The variable that names the file in which it is handed on.
const VARIABLE: &str = "MILEPOST_SERVE_AFTER";

/// What was handed on, if anything was. It is taken: the file is gone then.
pub fn before() -> Option<Before> {
    let path = PathBuf::from(env::var_os(VARIABLE)?);
    let text = std::fs::read(&path).ok()?;
    // A file that stays is in the folder that the system empties.
    let _ = std::fs::remove_file(&path);
    let (port, state) = serde_json::from_slice(&text).ok()?;
    Some(Before { port, state })
}

/// Begins again with what `site` shows and the error; where that cannot be done, ends as every other verb.
pub fn instead_of_ending(site: &Arc<Site>, port: u16) -> Ending {
    let site = Arc::clone(site);
    Arc::new(move |error: &Error| {
        output::remark(&error.to_string());
        site.publish(|state| state.errors = vec![error.to_string()]);
        if let Ok(path) = handed_on(&site, port) {
            begin(path);
        }
        process::exit(3)
    })
}

fn handed_on(site: &Site, port: u16) -> io::Result<OsString> {
    let text = site.look(|state| serde_json::to_vec(&(port, state)))?;
    let mut file = tempfile::NamedTempFile::new()?;
    file.write_all(&text)?;
    let (_, path) = file.keep()?;
    Ok(path.into_os_string())
}

/// Comes back only where it failed.
#[cfg(unix)]
fn begin(path: OsString) {
    use std::os::unix::process::CommandExt;
    if let Ok(program) = env::current_exe() {
        let error = process::Command::new(program).args(env::args_os().skip(1)).env(VARIABLE, path).exec();
        output::remark(&error.to_string());
    }
}

/// Elsewhere a process cannot put another into its place.
#[cfg(not(unix))]
fn begin(_: OsString) {}
