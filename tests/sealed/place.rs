//! A small project beside which a secret lies, and what must hold after something hostile was run in it.

use crate::common::{failure, milepost, stdout};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

/// A text on the machine that no project may get at.
pub const SECRET: &str = "quite-a-secret";

/// A header of one column, so that a hostile statement is all that can be wrong.
pub const HEADER: &str =
    "-- title.vi: a\n-- title.en: a\n-- question: a\n-- grain: a\n-- key: one row\n-- column a | a | a | text | a\n";

/// Its lines: the statement of a query begins on the next.
pub const HEADER_LINES: usize = 6;

/// A header of a rule.
pub const RULE: &str = "-- check: hostile\n-- name.vi: a\n-- name.en: a\n-- severity: note\n-- what.vi: a\n-- what.en: a\n-- why.vi: a\n-- why.en: a\n-- hint.vi: a\n-- hint.en: a\n";

/// The example project, run once, in a folder with a secret.
pub struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    pub fn new() -> Place {
        let place = Place { folder: tempfile::tempdir().expect("a temporary folder") };
        fs::write(place.folder.path().join("secret.csv"), format!("a\n{SECRET}\n")).expect("written");
        stdout(&milepost(place.folder.path(), &["init", "project"]));
        stdout(&place.run(&["run"]));
        place
    }

    /// A file of the project.
    pub fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join("project").join(file)
    }

    /// The secret's path as SQL may write it.
    pub fn secret(&self) -> PathBuf {
        self.folder.path().join("secret.csv")
    }

    /// Puts a file into the project.
    pub fn put(&self, file: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(file), bytes).expect("written");
    }

    /// Runs milepost in the project.
    pub fn run(&self, arguments: &[&str]) -> Output {
        milepost(&self.path(""), arguments)
    }

    /// Every file outside and inside, with its bytes: what may not change.
    pub fn state(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut state = BTreeMap::new();
        collect(self.folder.path(), &mut state);
        state
    }

    /// Runs the project and holds the failure to what closed means; gives the message.
    pub fn fails_closed(&self, what: &str, arguments: &[&str], names: &str) -> String {
        let before = self.state();
        let output = self.run(arguments);
        assert!(!output.status.success(), "{what}: it must not succeed: {}", String::from_utf8_lossy(&output.stdout));
        let (message, code) = failure(&output);
        assert_eq!(code, Some(3), "{what}: {message}");
        assert!(message.starts_with(&format!("milepost: {names}")), "{what}: not at {names}: {message}");
        assert!(!message.contains(SECRET) && !message.contains("root:"), "{what}: {message}");
        assert!(message.len() < 3000, "{what}: a message of {} bytes", message.len());
        let after = self.state();
        let changed: Vec<_> =
            after.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes)).map(|(p, _)| p).collect();
        assert!(changed.is_empty() && after.len() == before.len(), "{what} changed {changed:?}");
        message
    }
}

fn collect(folder: &Path, into: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_symlink() {
            into.insert(
                path.clone(),
                fs::read_link(&path).expect("a link").to_string_lossy().into_owned().into_bytes(),
            );
        } else if path.is_dir() {
            into.insert(path.clone(), Vec::new());
            collect(&path, into);
        } else {
            into.insert(path.clone(), fs::read(&path).expect("a file"));
        }
    }
}
