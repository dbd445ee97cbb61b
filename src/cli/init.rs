//! `milepost init`: a small project to begin from.

use super::{Outcome, output};
use crate::error::Result;
use crate::example;
use crate::language::Language;
use std::path::Path;

/// Writes it and says what to do next.
pub fn init(folder: &Path, language: Language) -> Result<Outcome> {
    let files = example::write(folder)?;
    let folder = folder.display().to_string();
    let (made, next) = (
        language.say_with("init-made", &[("folder", &folder), ("files", &files)]),
        language.say_with("init-next", &[("folder", &folder)]),
    );
    output::say(&format!("{made}\n{next}\n"))?;
    Ok(Outcome::Fine)
}
