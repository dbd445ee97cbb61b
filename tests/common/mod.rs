//! What the command-line tests share: a copy of the project in a temporary folder, and running the program on it.
#![allow(dead_code)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A copy of this project's datasets, queries and notebooks.
///
/// It stands in a folder of its own, beside which commands may write.
pub struct Copy {
    _folder: tempfile::TempDir,
    root: PathBuf,
}

impl Copy {
    /// A fresh copy.
    pub fn new() -> Copy {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path().join("project");
        for name in ["datasets", "queries", "notebooks", "tests/slt"] {
            copy_folder(Path::new(name), &root.join(name));
        }
        fs::copy("milepost.toml", root.join("milepost.toml")).expect("the project file");
        Copy { _folder: folder, root }
    }

    /// A file of the copy.
    pub fn path(&self, file: &str) -> PathBuf {
        self.root.join(file)
    }

    /// Replaces the first occurrence of a text in a file.
    pub fn edit(&self, file: &str, old: &str, new: &str) {
        let path = self.path(file);
        let text = fs::read_to_string(&path).expect("a file of the copy");
        assert!(text.contains(old), "{file} has {old:?}");
        fs::write(path, text.replacen(old, new, 1)).expect("written");
    }

    /// Runs milepost on the copy.
    pub fn milepost(&self, arguments: &[&str]) -> Output {
        milepost(&self.root, arguments)
    }
}

/// Runs milepost in a folder.
pub fn milepost(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_milepost"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program starts")
}

/// What a successful run printed.
pub fn stdout(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("text")
}

/// What a failed run said, and its exit code.
pub fn failure(output: &Output) -> (String, Option<i32>) {
    assert!(!output.status.success(), "it should fail");
    (String::from_utf8(output.stderr.clone()).expect("text"), output.status.code())
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy_folder(&path, &target);
        } else if !path.file_name().is_some_and(|n| n.to_string_lossy().starts_with("received.duckdb")) {
            fs::copy(&path, &target).expect("copied");
        }
    }
}
