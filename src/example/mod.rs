//! A small project to begin from: one indicator with two targets and six readings, all made up, which runs as it is.
//!
//! Its queries are those of this repository. Every file says that its figures are an example.

use crate::error::Result;
use crate::project::begin::{self, Files, embedded};
use std::path::Path;

/// The files that stand as they are, the made-up documents among them, whose lines the figures and targets name.
const FILES: &[(&str, &str)] = &embedded!(
    "src/example/files",
    [
        "milepost.toml",
        "README.md",
        "datasets/catalog/source.toml",
        "datasets/catalog/areas.csv",
        "datasets/catalog/documents.csv",
        "datasets/catalog/units.csv",
        "datasets/catalog/themes.csv",
        "datasets/catalog/indicators.csv",
        "datasets/catalog/measures.csv",
        "datasets/catalog/targets.csv",
        "datasets/filed-online/source.toml",
        "datasets/filed-online/observations.csv",
        "documents/plan.txt",
        "documents/report.txt",
        "notebooks/annual-review.md",
        "notebooks/annual-review.en.md",
        "tests/slt/reading.slt",
    ]
);

/// Queries of this repository, from readings to the status of each target and what is drawn of it; and a rule.
const QUERIES: &[(&str, &str)] = &embedded!(
    "queries",
    [
        "reading.sql",
        "trend.sql",
        "promise.sql",
        "progress.sql",
        "projection.sql",
        "attainment.sql",
        "status.sql",
        "trajectory.sql",
        "checks/rate-mismatch.sql",
    ]
);

/// Writes the project into a folder that is new or empty; how many files it has.
///
/// # Errors
/// A folder that holds something, or lies inside a project; what the machine does not write.
pub fn write(folder: &Path) -> Result<usize> {
    begin::vacant(folder)?;
    let files = files();
    let number = files.len();
    begin::write(folder, files)?;
    Ok(number)
}

/// Every file of the project: path and content.
pub fn files() -> Files {
    let queries = QUERIES.iter().map(|(name, sql)| (format!("queries/{name}"), (*sql).to_owned()));
    begin::owned(FILES).into_iter().chain(queries).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::sha256;

    #[test]
    fn every_file_of_its_own_says_that_it_is_made_up() {
        for (path, text) in FILES {
            let text = text.to_lowercase();
            let says = ["giả định", "made up", "made-up", "invented"].iter().any(|word| text.contains(word));
            // The table of units holds nothing else; the folder's source.toml speaks for them.
            assert!(says || path.ends_with("units.csv"), "{path}");
        }
        assert!(FILES[0].1.contains("simulated = true"));
    }

    #[test]
    fn the_hashes_of_the_documents_are_those_of_their_texts() {
        let text = |name: &str| FILES.iter().find(|(path, _)| *path == name).expect("a file").1;
        let table = text("datasets/catalog/documents.csv");
        for line in table.lines().skip(1) {
            let file = line.split(',').nth(3).unwrap();
            assert!(line.contains(&sha256(text(&format!("documents/{file}")).as_bytes())), "{file}");
        }
        assert_eq!(table.lines().count(), 3);
    }

    #[test]
    fn it_is_written_into_a_folder_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let new = folder.path().join("new");
        assert_eq!(write(&new).unwrap(), files().len());
        assert!(new.join("queries/reading.sql").is_file());
        assert!(write(&new).unwrap_err().is_usage());
    }
}
