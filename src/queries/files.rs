//! The texts of a project that are run: small files of plain names inside its own folders.

use crate::error::{Error, Result};
use crate::sources::not_linked;
use std::path::Path;

/// The most bytes of a text: far more than anybody reads.
const MOST_BYTES: u64 = 1_000_000;

/// What the text of a name is for, and which letters it may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    /// A query: its name is that of a table.
    Query,
    /// A rule: its name is a code.
    Rule,
    /// What a chart shows: its name is that of the chart's form.
    Chart,
    /// A notebook: its name is that of a page.
    Notebook,
    /// A file of tests.
    Test,
}

impl Text {
    fn ending(self) -> &'static str {
        match self {
            Text::Query | Text::Rule | Text::Chart => ".sql",
            Text::Notebook => ".md",
            Text::Test => ".slt",
        }
    }

    fn may_hold(self, letter: char) -> bool {
        letter.is_ascii_alphanumeric()
            || match self {
                Text::Query => letter == '_',
                Text::Rule | Text::Chart => letter == '-',
                Text::Notebook | Text::Test => "-_.".contains(letter),
            }
    }
}

/// The texts of a folder, name and content, in the order of names. `prefix` is how messages call the folder.
///
/// # Errors
/// A folder or file that is a link, for it may lead out of the project; a name that is none; a file too large to be read
/// by people, or not in UTF-8.
pub fn texts(folder: &Path, prefix: &str, what: Text) -> Result<Vec<(String, String)>> {
    not_linked(folder, prefix)?;
    let entries =
        std::fs::read_dir(folder).map_err(|e| Error::query(format!("cannot read the folder: {e}")).at(prefix))?;
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry?;
        let file = entry.file_name().to_string_lossy().into_owned();
        if let Some(name) = file.strip_suffix(what.ending()) {
            found.push((name.to_owned(), text(&entry.path(), name, &format!("{prefix}/{file}"), what)?));
        }
    }
    found.sort();
    Ok(found)
}

fn text(path: &Path, name: &str, file: &str, what: Text) -> Result<String> {
    let expected = match what {
        Text::Query => "letters a-z, digits and _",
        Text::Rule | Text::Chart => "letters a-z, digits and -",
        Text::Notebook => "letters a-z, digits, -, _ and the language: NAME.md, NAME.en.md",
        Text::Test => "letters a-z, digits, - and _",
    };
    if name.is_empty() || name.starts_with(['.', '-']) || !name.chars().all(|letter| what.may_hold(letter)) {
        return Err(Error::query("not a name for such a file").at(file.escape_debug().to_string()).expected(expected));
    }
    not_linked(path, file)?;
    let about = path.metadata()?;
    if !about.is_file() {
        return Err(Error::query("not a file").at(file).expected("a text"));
    }
    if about.len() > MOST_BYTES {
        return Err(Error::query("the file is too large to be read by people")
            .at(format!("{file}:1"))
            .found(format!("{} bytes", about.len()))
            .expected(format!("{MOST_BYTES} bytes at most")));
    }
    let bytes = std::fs::read(path).map_err(|e| Error::query(format!("cannot read the file: {e}")).at(file))?;
    let text = String::from_utf8(bytes).map_err(|e| {
        let line = e.as_bytes()[..e.utf8_error().valid_up_to()].iter().filter(|b| **b == b'\n').count() + 1;
        Error::query("the file is not in UTF-8").at(format!("{file}:{line}")).hint("save it in UTF-8")
    })?;
    if let Some(at) = text.find('\0') {
        let line = text[..at].matches('\n').count() + 1;
        return Err(Error::query("a byte of zero in a text").at(format!("{file}:{line}")));
    }
    Ok(text)
}
