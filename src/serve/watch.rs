//! Which of a project's files were saved.
//!
//! Modification times and sizes are compared, a few hundred of them in about a millisecond: that works on every disk and with
//! every editor, also with those that put a new file into the place of the old.

use crate::project::Project;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What must be made again after something was saved: each is more than the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Saved {
    /// Notebooks and statements for charts: only pages.
    Pages,
    /// Queries and rules: the tables too.
    Queries,
    /// Datasets, received files, the project file, the review before: everything.
    Data,
}

/// Length and time of modification of each file.
type Seen = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

/// Watches the files that a project's pages are made of.
#[derive(Debug)]
pub struct Watch {
    root: PathBuf,
    /// As it was when changes were told last.
    told: Seen,
    /// As it was at the last look.
    last: Seen,
}

/// Where the files are, below the project's folder.
const FOLDERS: [&str; 3] = ["notebooks", "queries", "datasets"];

impl Watch {
    /// From now on.
    pub fn begin(root: &Path) -> Watch {
        let now = look(root, None);
        Watch { root: root.to_owned(), told: now.clone(), last: now }
    }

    /// What was saved since changes were told last, and is now at rest: the files by their paths in the project, and what they
    /// are. To be asked some times a second: what still changes between two looks is being written. `previous` is a file besides
    /// that counts as data.
    pub fn saved(&mut self, previous: Option<&Path>) -> Option<(Vec<String>, Saved)> {
        let now = look(&self.root, previous);
        if now != self.last {
            self.last = now;
            return None;
        }
        let changed: Vec<&PathBuf> = (now.iter().filter(|(path, seen)| self.told.get(*path) != Some(seen)))
            .map(|(path, _)| path)
            .chain(self.told.keys().filter(|path| !now.contains_key(*path)))
            .collect();
        let what = changed.iter().map(|path| self.what(path)).max()?;
        let names = changed.iter().map(|path| self.named(path)).collect();
        self.told = now;
        Some((names, what))
    }

    fn what(&self, path: &Path) -> Saved {
        let inside = path.strip_prefix(&self.root).unwrap_or(path);
        if inside.starts_with("notebooks") || inside.starts_with("queries/charts") {
            Saved::Pages
        } else if inside.starts_with("queries") {
            Saved::Queries
        } else {
            Saved::Data
        }
    }

    fn named(&self, path: &Path) -> String {
        let inside = path.strip_prefix(&self.root).unwrap_or(path);
        inside.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
    }
}

fn look(root: &Path, previous: Option<&Path>) -> Seen {
    let mut seen = Seen::new();
    note(&root.join(Project::FILE), &mut seen);
    previous.inspect(|path| note(path, &mut seen));
    FOLDERS.iter().for_each(|folder| note(&root.join(folder), &mut seen));
    seen
}

/// Notes a file, or those of a folder. Links are not followed; what editors keep for themselves is no file of the project.
fn note(path: &Path, seen: &mut Seen) {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if name.starts_with('.') || name.ends_with('~') {
        return;
    }
    let Ok(about) = path.symlink_metadata() else { return };
    if !about.is_dir() {
        seen.insert(path.to_owned(), (about.len(), about.modified().ok()));
    } else if let Ok(entries) = fs::read_dir(path) {
        entries.flatten().for_each(|entry| note(&entry.path(), seen));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_what_was_saved_once_and_when_it_is_at_rest() {
        let folder = tempfile::tempdir().unwrap();
        let put = |file: &str, text: &str| {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        put("notebooks/a.md", "a");
        put("out/review.html", "a");
        let mut watch = Watch::begin(folder.path());
        let mut settled = |before: Option<&Path>| {
            assert_eq!(watch.saved(before), None, "it may still be written");
            let told = watch.saved(before);
            assert_eq!(watch.saved(before), None, "it is told once");
            told
        };
        assert_eq!(settled(None), None);
        put("notebooks/a.md", "ab");
        assert_eq!(settled(None), Some((vec!["notebooks/a.md".to_owned()], Saved::Pages)));
        put("notebooks/a.md", "abc");
        put("queries/charts/b.sql", "b");
        put("queries/c.sql", "c");
        let three = ["notebooks/a.md", "queries/c.sql", "queries/charts/b.sql"];
        let (mut names, what) = settled(None).unwrap();
        names.sort();
        assert_eq!((names, what), (three.map(str::to_owned).to_vec(), Saved::Queries));
        fs::remove_file(folder.path().join("queries/charts/b.sql")).unwrap();
        assert_eq!(settled(None), Some((vec!["queries/charts/b.sql".to_owned()], Saved::Pages)));
        put("datasets/x/y.csv", "");
        assert_eq!(settled(None).unwrap().1, Saved::Data);
        put("milepost.toml", "");
        assert_eq!(settled(None).unwrap().1, Saved::Data);
        put("signed.lock", "");
        assert_eq!(settled(Some(&folder.path().join("signed.lock"))).unwrap().1, Saved::Data);
        for mine in ["notebooks/.a.md.swp", "notebooks/a.md~", "out/review.html", "notes.txt"] {
            put(mine, "something else");
        }
        let before = folder.path().join("signed.lock");
        assert_eq!(settled(Some(&before)), None);
    }
}
