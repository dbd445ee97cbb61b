//! The pages that are looked at, made once by the program: in both languages of the repository's own project, of the project
//! that `init` writes and of a notebook that holds what is hard to show; in one language of a simulated province.

use super::common::{Copy, milepost, stdout};
use super::office::taken_province;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::thread;

/// A page in its place.
#[derive(Debug, Clone)]
pub struct Page {
    /// Whose it is: `real`, `province`, `example`, `witness`.
    pub project: &'static str,
    /// `vi` or `en`.
    pub language: &'static str,
    /// The file.
    pub file: PathBuf,
}

impl Page {
    /// Its address.
    pub fn address(&self) -> String {
        format!("file://{}", self.file.display())
    }

    /// Does it hold the trees of its numbers?
    pub fn traced(&self) -> bool {
        matches!(self.project, "example" | "witness")
    }

    /// Is it to be looked at where both languages are alike?
    pub fn once(&self) -> bool {
        self.project != "real" || self.language == "vi"
    }

    /// Are its figures made up? Then it says so.
    pub fn simulated(&self) -> bool {
        self.project != "real"
    }
}

impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let folder = FOLDER.join(format!("{}-{}", self.project, self.language));
        let file = self.file.strip_prefix(folder).unwrap_or(&self.file);
        write!(f, "{} {} {}", self.project, self.language, file.display())
    }
}

static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages"));

static PAGES: LazyLock<Vec<Page>> = LazyLock::new(|| {
    let _ = fs::remove_dir_all(&*FOLDER);
    // The repository's own project takes as long as all else.
    let own = thread::spawn(|| {
        let copy = Copy::new();
        let mut pages = made("real", "vi", &copy.path(""), &["run"]);
        pages.extend(made("real", "en", &copy.path(""), &["run", "--lang", "en"]));
        pages
    });
    let mut pages = small();
    pages.extend(made("province", "vi", taken_province(), &["run"]));
    pages.splice(0..0, own.join().expect("the project's pages"));
    pages
});

/// Every page. A folder of many is looked at by its first, middle and last.
pub fn pages() -> &'static [Page] {
    &PAGES
}

/// The pages of the notebook `witness.md`.
pub fn witness() -> Vec<&'static Page> {
    pages().iter().filter(|page| page.project == "witness").collect()
}

/// The example that `init` writes, with the trees of its numbers; and its place taken by the witness notebook.
fn small() -> Vec<Page> {
    let folder = FOLDER.join("small");
    fs::create_dir_all(&folder).expect("a folder");
    stdout(&milepost(&folder, &["init", "example"]));
    let example = folder.join("example");
    let both = |project| {
        ["vi", "en"]
            .into_iter()
            .flat_map(|language| made(project, language, &example, &["run", "--trace", "--lang", language]))
            .collect()
    };
    let mut pages: Vec<Page> = both("example");
    for notebook in ["annual-review.md", "annual-review.en.md"] {
        fs::write(example.join("notebooks").join(notebook), include_str!("witness.md")).expect("written");
    }
    pages.extend(both("witness"));
    pages
}

/// Runs a project and keeps what pages it wrote.
fn made(project: &'static str, language: &'static str, root: &Path, arguments: &[&str]) -> Vec<Page> {
    stdout(&milepost(root, arguments));
    let folder = FOLDER.join(format!("{project}-{language}"));
    let mut files = Vec::new();
    keep(&root.join("out"), &folder, &mut files);
    assert!(!files.is_empty(), "{project}: no page was written");
    files.into_iter().map(|file| Page { project, language, file }).collect()
}

fn keep(from: &Path, to: &Path, into: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(from).expect("a folder").map(|e| e.expect("an entry").path()).collect();
    entries.sort();
    let (folders, files): (Vec<_>, Vec<_>) = entries.into_iter().partition(|path| path.is_dir());
    let mut kept = Vec::new();
    for file in files.iter().filter(|file| file.extension().is_some_and(|e| e == "html")) {
        fs::create_dir_all(to).expect("a folder");
        let target = to.join(file.file_name().expect("a name"));
        fs::copy(file, &target).expect("copied");
        kept.push(target);
    }
    const MANY: usize = 12;
    if kept.len() > MANY {
        kept = [0, kept.len() / 2, kept.len() - 1].map(|at| kept[at].clone()).to_vec();
    }
    into.extend(kept);
    for folder in folders {
        keep(&folder, &to.join(folder.file_name().expect("a name")), into);
    }
}
