//! `milepost init`: a small project to begin from.

use super::{Outcome, output};
use crate::error::Result;
use crate::example;
use crate::language::Language;
use std::path::Path;

/// Writes it and says what to do next.
pub fn init(folder: &Path, language: Language) -> Result<Outcome> {
    let files = example::write(folder)?;
    let words = language.pick(
        "Dự án mẫu trong {folder}: {files} tệp, mọi số liệu là giả định.\nTiếp theo: milepost --project {folder} run\n",
        "An example project in {folder}: {files} files, every figure made up.\nNext: milepost --project {folder} run\n",
    );
    output::say(&words.replace("{folder}", &folder.display().to_string()).replace("{files}", &files.to_string()))?;
    Ok(Outcome::Fine)
}
