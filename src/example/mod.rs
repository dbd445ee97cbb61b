//! A small project to begin from: one indicator with two targets and six readings, all made up, which runs as it is.
//!
//! Its queries are those of this repository. Every file says that its figures are an example.

use crate::error::{Error, Result};
use crate::project::Project;
use crate::sources::sha256;
use std::path::Path;

/// The files that stand as they are: path and content.
const FILES: [(&str, &str); 14] = [
    (Project::FILE, include_str!("files/milepost.toml")),
    ("README.md", include_str!("files/README.md")),
    ("datasets/catalog/source.toml", include_str!("files/catalog/source.toml")),
    ("datasets/catalog/areas.csv", include_str!("files/catalog/areas.csv")),
    ("datasets/catalog/units.csv", include_str!("files/catalog/units.csv")),
    ("datasets/catalog/themes.csv", include_str!("files/catalog/themes.csv")),
    ("datasets/catalog/indicators.csv", include_str!("files/catalog/indicators.csv")),
    ("datasets/catalog/measures.csv", include_str!("files/catalog/measures.csv")),
    ("datasets/catalog/targets.csv", include_str!("files/catalog/targets.csv")),
    ("datasets/filed-online/source.toml", include_str!("files/rate/source.toml")),
    ("datasets/filed-online/observations.csv", include_str!("files/rate/observations.csv")),
    ("notebooks/annual-review.md", include_str!("files/notebooks/annual-review.md")),
    ("notebooks/annual-review.en.md", include_str!("files/notebooks/annual-review.en.md")),
    ("tests/slt/reading.slt", include_str!("files/reading.slt")),
];

/// Queries of this repository, from readings to the status of each target and what is drawn of it; and a rule.
const QUERIES: [(&str, &str); 9] = [
    ("reading.sql", include_str!("../../queries/reading.sql")),
    ("trend.sql", include_str!("../../queries/trend.sql")),
    ("promise.sql", include_str!("../../queries/promise.sql")),
    ("progress.sql", include_str!("../../queries/progress.sql")),
    ("projection.sql", include_str!("../../queries/projection.sql")),
    ("attainment.sql", include_str!("../../queries/attainment.sql")),
    ("status.sql", include_str!("../../queries/status.sql")),
    ("trajectory.sql", include_str!("../../queries/trajectory.sql")),
    ("checks/rate-mismatch.sql", include_str!("../../queries/checks/rate-mismatch.sql")),
];

/// The made-up documents, whose lines the figures and targets name.
const REPORT: &str = include_str!("files/report.txt");
const PLAN: &str = include_str!("files/plan.txt");

/// Writes the project into a folder that is new or empty; how many files it has.
///
/// # Errors
/// A folder that holds something, or lies inside a project; what the machine does not write.
pub fn write(folder: &Path) -> Result<usize> {
    let name = folder.display().to_string();
    let whole = std::path::absolute(folder).map_err(|e| Error::system(e.to_string()).at(&name))?;
    let inside = whole.ancestors().find_map(|above| above.canonicalize().ok()).unwrap_or_else(|| whole.clone());
    if let Some(root) = inside.ancestors().find(|above| above.join(Project::FILE).exists()) {
        return Err(Error::usage("a project is not begun inside another")
            .at(name)
            .found(format!("the project {}", root.display()))
            .hint("name a new folder outside it"));
    }
    if whole.exists() && std::fs::read_dir(&whole).map_err(|e| Error::usage(e.to_string()).at(&name))?.next().is_some()
    {
        return Err(Error::usage("the folder is not empty").at(name).hint("name a new folder"));
    }
    let files = files();
    for (path, text) in &files {
        let path = whole.join(path);
        let written = path.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| std::fs::write(&path, text));
        written.map_err(|e| Error::system(e.to_string()).at(path.display().to_string()))?;
    }
    Ok(files.len())
}

/// Every file of the project: path and content.
pub fn files() -> Vec<(String, String)> {
    let own = FILES.map(|(path, text)| (path.to_owned(), text.to_owned()));
    let queries = QUERIES.map(|(name, sql)| (format!("queries/{name}"), sql.to_owned()));
    let mut files: Vec<(String, String)> = own.into_iter().chain(queries).collect();
    files.push(("datasets/catalog/documents.csv".to_owned(), documents()));
    files.push(("documents/report.txt".to_owned(), REPORT.to_owned()));
    files.push(("documents/plan.txt".to_owned(), PLAN.to_owned()));
    files
}

/// The catalogue's table of documents, with the hashes of their texts.
fn documents() -> String {
    let mut table = "document,short_vi,short_en,file,number,title,issuer,issued,level,sha256,note\n".to_owned();
    let documents = [
        ("example-plan", "Kế hoạch giả định,Made-up plan", "plan.txt", "2024-12-31", PLAN),
        ("example-report", "Báo cáo giả định,Made-up report", "report.txt", "2026-01-15", REPORT),
    ];
    for (name, short, file, issued, text) in documents {
        table.push_str(&format!(
            "{name},{short},{file},,Văn bản giả định để thử công cụ,milepost init,{issued},province,{},giả định – made up\n",
            sha256(text.as_bytes())
        ));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_its_own_says_that_it_is_made_up() {
        for (path, text) in files().iter().filter(|(path, _)| !path.starts_with("queries/")) {
            let text = text.to_lowercase();
            let says = ["giả định", "made up", "made-up", "invented"].iter().any(|word| text.contains(word));
            // The table of units holds nothing else; the folder's source.toml speaks for them.
            assert!(says || path.ends_with("units.csv"), "{path}");
        }
        assert!(FILES[0].1.contains("simulated = true"));
    }

    #[test]
    fn nothing_is_written_over_or_into_a_project() {
        let folder = tempfile::tempdir().unwrap();
        let new = folder.path().join("new");
        assert_eq!(write(&new).unwrap(), files().len());
        assert!(write(&new).unwrap_err().is_usage());
        assert!(write(&new.join("below")).unwrap_err().to_string().contains("inside another"));
        std::fs::write(folder.path().join("mine.txt"), "x").unwrap();
        assert!(write(folder.path()).unwrap_err().to_string().contains("not empty"));
    }
}
