//! A dataset: a folder with data files and a `source.toml` that says what they are and where they come from.

use super::recipe::Recipe;
use super::rules;
use super::typed::{self, TypedRow, TypedTable};
use crate::catalog::{ALL, Table, Value, table};
use crate::error::{Error, Result};
use crate::sources::{self, inside, not_linked};
use jiff::civil::Date;
use serde::Deserialize;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Where a dataset comes from: the content of its `source.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Name of the dataset: its folder's name.
    #[serde(skip)]
    pub name: String,
    /// Who publishes what it holds.
    pub publisher: String,
    /// The document its rows come from, where it is one.
    pub document: Option<String>,
    /// When it was taken.
    pub accessed: String,
    /// Under which terms.
    pub licence: String,
    /// What a reader should know.
    #[serde(default)]
    pub note: String,
    /// Its data files.
    #[serde(default, rename = "table")]
    pub tables: Vec<File>,
    /// How the files that offices send become rows of its tables.
    #[serde(default, rename = "recipe")]
    pub recipes: Vec<Recipe>,
}

/// One data file of a dataset.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// File name in the dataset's folder.
    pub file: String,
    /// The table whose rows it holds.
    pub holds: String,
    /// SHA-256 of the file as it was read; not in the file itself.
    #[serde(skip)]
    pub sha256: String,
}

/// All rows of a project, by table, in the order of [`ALL`], each validated.
#[derive(Debug)]
pub struct Dataset {
    /// Where rows come from, in order of name.
    pub sources: Vec<Source>,
    /// One entry for each table of the catalogue, in its order.
    pub tables: Vec<TypedTable>,
}

/// An area: code, name, the code of the area it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Area {
    /// Official code.
    pub code: String,
    /// Full name.
    pub name: String,
    /// Code of the area that it belongs to.
    pub parent: Option<String>,
}

impl Dataset {
    /// The areas that exist on a day, in the order of their codes.
    pub fn areas(&self, on: Date) -> Vec<Area> {
        let mut areas = Vec::new();
        for table in self.tables.iter().filter(|t| t.table.name == "area") {
            for row in &table.rows {
                let day = |column| match table.get(row, column) {
                    Value::Date(day) => Some(*day),
                    _ => None,
                };
                let text = |column| table.text(row, column).map(str::to_owned);
                if day("valid_from").is_none_or(|from| from <= on) && day("valid_to").is_none_or(|to| on <= to) {
                    areas.push(Area {
                        code: text("area").unwrap_or_default(),
                        name: text("name").unwrap_or_default(),
                        parent: text("parent"),
                    });
                }
            }
        }
        areas.sort();
        areas
    }
}

/// Reads every dataset below `folder`; `prefix` is how messages call that folder.
///
/// # Errors
/// The first row that cannot be understood or that contradicts the catalogue; nothing is half read.
pub fn read_all(folder: &Path, prefix: &str) -> Result<Dataset> {
    let mut sources = Vec::new();
    let mut tables: Vec<TypedTable> = ALL.iter().map(TypedTable::new).collect();
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .map_err(|e| Error::data(format!("cannot read the folder: {e}")).at(prefix))?
        .filter_map(|entry| entry.ok())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let mut files = Vec::new();
    for name in names {
        let folder = folder.join(&name);
        let place = format!("{prefix}/{name}");
        not_linked(&folder, &place)?;
        let mut source = read_source(&folder.join("source.toml"), &format!("{place}/source.toml"))?;
        source.name = name;
        for (nth, file) in source.tables.iter().enumerate() {
            let table = held_table(file, &place)?;
            let path = inside(&folder, &place, &file.file)?;
            files.push(Place { source: sources.len(), nth, table, path, address: format!("{place}/{}", file.file) });
        }
        sources.push(source);
    }
    for (file, read) in files.iter().zip(read_side_by_side(&files, &sources)) {
        let (rows, sha256) = read?;
        sources[file.source].tables[file.nth].sha256 = sha256;
        let index = ALL.iter().position(|t| t.name == file.table.name).expect("table() found it in ALL");
        tables[index].extend(rows);
    }
    rules::check(&tables, &sources)?;
    Ok(Dataset { sources, tables })
}

/// A data file to be read: which of its dataset's, and where.
struct Place {
    source: usize,
    nth: usize,
    table: &'static Table,
    path: PathBuf,
    address: String,
}

/// The rows of a file and its SHA-256.
type Read = Result<(Vec<TypedRow>, String)>;

/// What each file holds, in the order of the files: which one fails does not hang on who is faster.
fn read_side_by_side(files: &[Place], sources: &[Source]) -> Vec<Read> {
    let next = AtomicUsize::new(0);
    let read = |file: &Place| {
        let source = &sources[file.source];
        let (sheet, sha256) = sources::open(&file.path, &file.address)?;
        Ok((typed::read(file.table, &sheet, &file.address, &source.name, source.document.as_deref())?, sha256))
    };
    let reading = || -> Vec<(usize, Read)> {
        let taken = std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed)).take_while(|at| *at < files.len());
        taken.map(|at| (at, read(&files[at]))).collect()
    };
    let threads = thread::available_parallelism().map_or(1, usize::from).min(files.len());
    let mut all: Vec<_> = thread::scope(|scope| {
        let readers: Vec<_> = (0..threads).map(|_| scope.spawn(reading)).collect();
        readers.into_iter().flat_map(|reader| reader.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    });
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, read)| read).collect()
}

fn held_table(file: &File, place: &str) -> Result<&'static Table> {
    table(&file.holds).ok_or_else(|| {
        Error::data(format!("file {} holds an unknown table", file.file))
            .at(format!("{place}/source.toml"))
            .found(file.holds.clone())
            .expected(ALL.iter().map(|t| t.name).collect::<Vec<_>>().join(", "))
    })
}

fn read_source(path: &Path, place: &str) -> Result<Source> {
    not_linked(path, place)?;
    let text = std::fs::read_to_string(path).map_err(|e| {
        Error::data(format!("a dataset needs a source.toml: {e}"))
            .at(place)
            .expected("publisher, accessed, licence, and [[table]] entries with file and holds, or [[recipe]] entries")
    })?;
    toml::from_str(&text).map_err(|e| {
        let line = e.span().map_or(1, |s| text[..s.start.min(text.len())].matches('\n').count() + 1);
        Error::data(e.message().to_owned()).at(format!("{place}:{line}"))
    })
}
