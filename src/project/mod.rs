//! The project file: where things are, whose figures they are, in which language, as of which day.

pub mod begin;

use crate::error::{Error, Result};
use crate::language::Language;
use jiff::civil::Date;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// A folder with a `milepost.toml`.
#[derive(Debug, Clone)]
pub struct Project {
    /// The folder.
    pub root: PathBuf,
    /// Name shown on the review, in both languages.
    pub name: Name,
    /// Code of the area the project is about.
    pub area: String,
    /// Language of reports unless asked otherwise.
    pub language: Language,
    /// What was known by the end of this day goes into the review.
    pub review_date: Date,
    /// The years looked toward.
    pub milestones: Vec<i16>,
    /// The lock of the review signed before this one, with which the review compares itself.
    pub previous: Option<PathBuf>,
    /// Are all its figures simulated? Then every table, chart and page says so.
    pub simulated: bool,
    /// What one statement of the project's SQL may use up.
    pub limits: Limits,
}

/// What one statement of a project's SQL may use up: the table `[limits]` of the project file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Memory: `memory = "2GB"`.
    pub memory: Bytes,
    /// Size of the database on the disk: `disk = "10GB"`.
    pub disk: Bytes,
    /// Seconds: `seconds = 120`.
    pub seconds: u32,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { memory: Bytes(2 * GIGABYTE), disk: Bytes(10 * GIGABYTE), seconds: 120 }
    }
}

/// A number of bytes, written `512MB` or `2GB`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct Bytes(pub u64);

const MEGABYTE: u64 = 1_000_000;
const GIGABYTE: u64 = 1_000 * MEGABYTE;

impl TryFrom<String> for Bytes {
    type Error = String;

    fn try_from(text: String) -> std::result::Result<Bytes, String> {
        let units = [("GB", GIGABYTE), ("MB", MEGABYTE)];
        let number = |(unit, size)| text.strip_suffix(unit)?.trim().parse::<u64>().ok()?.checked_mul(size);
        let bytes = units.into_iter().find_map(number).filter(|bytes| *bytes >= 100 * MEGABYTE);
        bytes.map(Bytes).ok_or_else(|| format!("`{text}` is no size of 100MB or more, such as 512MB or 2GB"))
    }
}

impl std::fmt::Display for Bytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            bytes if bytes.is_multiple_of(GIGABYTE) => write!(f, "{}GB", bytes / GIGABYTE),
            bytes => write!(f, "{}MB", bytes / MEGABYTE),
        }
    }
}

/// A name in both languages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Name {
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: Name,
    area: String,
    #[serde(default)]
    language: Language,
    review_date: String,
    milestones: Vec<i16>,
    previous: Option<String>,
    #[serde(default)]
    simulated: bool,
    #[serde(default)]
    limits: Limits,
}

impl Project {
    /// Name of the project file.
    pub const FILE: &'static str = "milepost.toml";

    /// Opens the project in `folder`, or in the nearest folder above it that has a project file.
    ///
    /// # Errors
    /// No project file, or one that is not as described in the README.
    pub fn find(folder: &Path) -> Result<Project> {
        let root = Self::root_of(folder)?;
        let text = std::fs::read_to_string(root.join(Self::FILE))
            .map_err(|e| Error::data(format!("cannot read the project file: {e}")).at(Self::FILE))?;
        Self::parse(root, &text)
    }

    /// The nearest folder with a project file: this or one above.
    ///
    /// # Errors
    /// There is none.
    pub fn root_of(folder: &Path) -> Result<&Path> {
        folder.ancestors().find(|f| f.join(Self::FILE).is_file()).ok_or_else(|| {
            Error::usage(format!("no {} in {} or above it", Self::FILE, folder.display()))
                .hint("go to a project's folder, or name it with --project DIR")
        })
    }

    /// The project in `root` whose project file says `text`.
    ///
    /// # Errors
    /// A text that is not as described in the README.
    pub fn parse(root: &Path, text: &str) -> Result<Project> {
        let file: File = toml::from_str(text).map_err(|e| {
            Error::data(e.message().to_owned())
                .at(place_of(text, e.span()))
                .expected("name.vi, name.en, area, language, review_date, milestones, previous, simulated, limits")
        })?;
        let review_date = file.review_date.parse().map_err(|_| {
            Error::data("review_date is not a day")
                .at(Self::FILE)
                .found(file.review_date.clone())
                .expected("an ISO date such as 2026-11-22")
        })?;
        Ok(Project {
            root: root.to_owned(),
            name: file.name,
            area: file.area,
            language: file.language,
            review_date,
            milestones: file.milestones,
            previous: file.previous.map(|path| root.join(path)),
            simulated: file.simulated,
            limits: file.limits,
        })
    }

    /// The folder of datasets.
    pub fn datasets(&self) -> PathBuf {
        self.root.join("datasets")
    }

    /// The store of the files that offices have sent.
    pub fn received(&self) -> PathBuf {
        self.datasets().join("received.duckdb")
    }

    /// The folder of queries.
    pub fn queries(&self) -> PathBuf {
        self.root.join("queries")
    }

    /// The folder of notebooks.
    pub fn notebooks(&self) -> PathBuf {
        self.root.join("notebooks")
    }

    /// The folder that `run` rebuilds.
    pub fn out(&self) -> PathBuf {
        self.root.join("out")
    }

    /// A path as it is named in messages: relative to the project, with forward slashes.
    pub fn relative(&self, path: &Path) -> String {
        let relative = path.strip_prefix(&self.root).unwrap_or(path);
        relative.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
    }
}

/// `milepost.toml:LINE` for a byte range of the file's text.
fn place_of(text: &str, span: Option<std::ops::Range<usize>>) -> String {
    let line = span.map_or(1, |s| text[..s.start.min(text.len())].matches('\n').count() + 1);
    format!("{}:{line}", Project::FILE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_line_of_a_wrong_setting() {
        let error = Project::parse(Path::new("."), "area = \"14\"\nmilestone = [2030]\n").unwrap_err();
        assert!(error.is_data());
        assert!(error.to_string().starts_with("milepost.toml:2: unknown field `milestone`"), "{error}");
    }

    #[test]
    fn limits_are_sizes_and_seconds() {
        let rest = "area = \"1\"\nreview_date = \"2026-01-01\"\nmilestones = []\nname = { vi = \"a\", en = \"a\" }\n";
        let read = |limits: &str| Project::parse(Path::new("."), &format!("{rest}[limits]\n{limits}\n"));
        let limits = read("memory = \"512MB\"").unwrap().limits;
        assert_eq!(
            (limits.memory.to_string(), limits.disk.to_string(), limits.seconds),
            ("512MB".into(), "10GB".into(), 120)
        );
        for (wrong, line) in [("seconds = 3\nmemory = \"2 apples\"", 7), ("rows = 3", 6), ("memory = \"1MB\"", 6)] {
            let error = read(wrong).unwrap_err().to_string();
            assert!(error.starts_with(&format!("milepost.toml:{line}: ")), "{error}");
        }
    }
}
