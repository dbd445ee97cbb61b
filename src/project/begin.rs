//! Beginning a project: files that go with the program, and a folder of its own to write them into.

use super::Project;
use crate::error::{Error, Result};
use std::path::Path;

/// Files of the project: path below its folder, with forward slashes, and content.
pub type Files = Vec<(String, String)>;

/// Files of this repository that go with the program: the folder they lie in, and their paths below it. Gives an array of
/// path and content, both `&'static str`.
macro_rules! embedded {
    ($folder:literal, [$($path:literal),* $(,)?]) => {
        [$(($path, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/", $folder, "/", $path)))),*]
    };
}
pub(crate) use embedded;

/// Is there room for a project? The folder must be new or empty, and not lie in another project.
///
/// # Errors
/// It is not so, or the machine does not say.
pub fn vacant(folder: &Path) -> Result<()> {
    let name = folder.display().to_string();
    let whole = std::path::absolute(folder).map_err(|e| system(folder, &e))?;
    let inside = whole.ancestors().find_map(|above| above.canonicalize().ok()).unwrap_or_else(|| whole.clone());
    if let Some(root) = inside.ancestors().find(|above| above.join(Project::FILE).exists()) {
        return Err(Error::usage("a project is not begun inside another")
            .at(name)
            .found(format!("the project {}", root.display()))
            .hint("name a new folder outside it"));
    }
    if whole.exists() && std::fs::read_dir(&whole).map_err(|e| system(folder, &e))?.next().is_some() {
        return Err(Error::usage("the folder is not empty")
            .at(name)
            .hint("name a new folder, or empty this one first"));
    }
    Ok(())
}

/// Writes the files; the project file last, so that a folder without it is one that was not finished.
///
/// # Errors
/// What the machine does not write.
pub fn write(folder: &Path, mut files: Files) -> Result<()> {
    files.sort_by_key(|(path, _)| path == Project::FILE);
    for (path, content) in files {
        let path = folder.join(path);
        let made = path.parent().map_or(Ok(()), std::fs::create_dir_all);
        made.and_then(|()| std::fs::write(&path, content)).map_err(|e| system(&path, &e))?;
    }
    Ok(())
}

/// The files of `embedded!`, as files of a project.
pub fn owned(files: &[(&str, &str)]) -> Files {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn system(path: &Path, error: &std::io::Error) -> Error {
    Error::system(error.to_string()).at(path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_written_over_or_into_a_project() {
        let folder = tempfile::tempdir().unwrap();
        let new = folder.path().join("new");
        vacant(&new).unwrap();
        assert!(!new.exists(), "asking makes nothing");
        write(&new, owned(&[(Project::FILE, ""), ("a/b.txt", "b")])).unwrap();
        assert_eq!(std::fs::read_to_string(new.join("a/b.txt")).unwrap(), "b");
        assert!(vacant(&new).unwrap_err().is_usage());
        assert!(vacant(&new.join("below/it")).unwrap_err().to_string().contains("inside another"));
        std::fs::write(folder.path().join("mine.txt"), "x").unwrap();
        assert!(vacant(folder.path()).unwrap_err().to_string().contains("the folder is not empty"));
    }
}
