//! What a project names is inside it: no link, no path that leads out.

use crate::error::{Error, Result};
use std::path::{Component, Path, PathBuf};

/// Lets through what is itself and no link.
///
/// # Errors
/// A link.
pub fn not_linked(path: &Path, name: &str) -> Result<()> {
    let link = path.symlink_metadata().is_ok_and(|about| about.is_symlink());
    if link {
        return Err(Error::data("a link, which may lead out of the project")
            .at(name)
            .found(std::fs::read_link(path).map(|to| to.display().to_string()).unwrap_or_default())
            .hint("put the file itself there"));
    }
    Ok(())
}

/// The path of a file that a folder's declaration names. `name` is how messages call the folder.
///
/// # Errors
/// A path that leads out of the folder, or a link.
///
/// ```
/// use milepost::sources::inside;
/// use std::path::Path;
/// assert!(inside(Path::new("datasets/a"), "datasets/a", "../../../etc/passwd").is_err());
/// assert!(inside(Path::new("datasets/a"), "datasets/a", "/etc/passwd").is_err());
/// assert!(inside(Path::new("datasets/a"), "datasets/a", "2025/figures.csv").is_ok());
/// ```
pub fn inside(folder: &Path, name: &str, file: &str) -> Result<PathBuf> {
    let path = Path::new(file);
    if file.is_empty() || path.components().any(|step| !matches!(step, Component::Normal(_))) {
        return Err(Error::data("a file outside its dataset")
            .at(name)
            .found(file)
            .expected("the name of a file in this folder")
            .hint("put the file there"));
    }
    let (mut whole, mut said) = (folder.to_owned(), name.to_owned());
    for step in path.components() {
        whole.push(step);
        said = format!("{said}/{}", step.as_os_str().to_string_lossy());
        not_linked(&whole, &said)?;
    }
    Ok(whole)
}
