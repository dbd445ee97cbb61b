//! The files that a review is made from: the project file, datasets with their recipes, queries, notebooks.

use crate::error::{Error, Result};
use crate::sources::sha256_of_file;
use std::collections::BTreeMap;
use std::path::Path;

/// Where they stand in a project.
const WHERE: [&str; 4] = ["milepost.toml", "datasets", "queries", "notebooks"];

/// The store of received files is no input by its bytes, which differ from machine to machine: its tables are locked.
const NOT_BY_BYTES: [&str; 2] = ["datasets/received.duckdb", "datasets/received.duckdb.wal"];

/// Every input file of the project at `root`, by its path with forward slashes, with the SHA-256 of its bytes. Hidden files
/// (names that begin with a full stop) are none.
///
/// # Errors
/// A file that cannot be read.
pub fn inputs(root: &Path) -> Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    for place in WHERE {
        let path = root.join(place);
        if path.exists() {
            collect(&path, place, &mut found)?;
        }
    }
    Ok(found)
}

fn collect(path: &Path, name: &str, found: &mut BTreeMap<String, String>) -> Result<()> {
    let wrong = |e: std::io::Error| Error::data(format!("cannot be read: {e}")).at(name);
    if path.is_dir() {
        for entry in std::fs::read_dir(path).map_err(wrong)? {
            let entry = entry.map_err(wrong)?;
            let file = entry.file_name().to_string_lossy().into_owned();
            if !file.starts_with('.') {
                collect(&entry.path(), &format!("{name}/{file}"), found)?;
            }
        }
    } else if !NOT_BY_BYTES.contains(&name) {
        found.insert(name.to_owned(), sha256_of_file(path, name)?.0);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn every_file_but_the_store_and_hidden_ones() {
        let root = tempfile::tempdir().unwrap();
        let write = |name: &str| {
            let path = root.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, name).unwrap();
        };
        ["milepost.toml", "datasets/a/b.csv", "datasets/received.duckdb", "datasets/.DS_Store", "queries/checks/c.sql"]
            .iter()
            .for_each(|name| write(name));
        ["README.md", "out/review.html"].iter().for_each(|name| write(name));
        let found = inputs(root.path()).unwrap();
        let names: Vec<&str> = found.keys().map(String::as_str).collect();
        assert_eq!(names, ["datasets/a/b.csv", "milepost.toml", "queries/checks/c.sql"]);
        assert_eq!(found["milepost.toml"], crate::sources::sha256(b"milepost.toml"));
    }
}
