//! What is kept: the DuckDB file, its tables with their constraints, loaded in one transaction.

mod load;
mod result;
mod schema;

pub use result::{Cell, ResultTable};

use crate::error::{Error, Result};
use crate::observations::Dataset;
use duckdb::{AccessMode, Config, Connection};
use std::path::{Path, PathBuf};

/// An open database of a project.
pub struct Store {
    connection: Connection,
}

impl Store {
    /// A new database file at `path` holding the datasets; an older file there is replaced.
    ///
    /// All rows go in by one transaction: on an error nothing is kept.
    ///
    /// # Errors
    /// What DuckDB refuses: a constraint, a full disk.
    pub fn build(path: &Path, dataset: &Dataset) -> Result<Store> {
        for leftover in [path.to_owned(), write_ahead_log(path)] {
            if leftover.exists() {
                std::fs::remove_file(&leftover)?;
            }
        }
        let store = Store { connection: Connection::open_with_flags(path, config()?)? };
        store.connection.execute_batch("BEGIN TRANSACTION")?;
        schema::create(&store.connection)?;
        load::load(&store.connection, dataset)?;
        store.connection.execute_batch("COMMIT")?;
        Ok(store)
    }

    /// Opens the database of an earlier run for reading only, closed to files and network.
    ///
    /// # Errors
    /// There is none yet.
    pub fn open(path: &Path) -> Result<Store> {
        if !path.is_file() {
            return Err(Error::usage("there is no database yet").at(path.display().to_string()).hint("run `milepost run` first"));
        }
        let config = config()?.access_mode(AccessMode::ReadOnly)?;
        let store = Store { connection: Connection::open_with_flags(path, config)? };
        store.connection.execute_batch("SET lock_configuration = true")?;
        Ok(store)
    }

    /// The connection, for registering functions and running queries.
    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Writes everything to the file and lets go of it.
    ///
    /// # Errors
    /// What DuckDB reports.
    pub fn close(self) -> Result<()> {
        self.connection.execute_batch("CHECKPOINT")?;
        self.connection.close().map_err(|(_, error)| error.into())
    }
}

/// No files, no network, no extensions to fetch: a query reaches nothing but the tables.
fn config() -> Result<Config> {
    Ok(Config::default()
        .enable_external_access(false)?
        .enable_autoload_extension(false)?
        .with("autoinstall_known_extensions", "false")?)
}

fn write_ahead_log(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".wal");
    PathBuf::from(name)
}
