//! What is merely wrong in the data: a finding has a stable code, a place, what was seen, why it matters.

use serde::Serialize;

/// How serious a finding is; the order is the order of printing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A figure or a promise that cannot be right as printed.
    Error,
    /// Two statements that do not agree, or a figure that needs an explanation before it is used.
    Warning,
    /// Worth knowing when reading the figure.
    Note,
}

impl Severity {
    /// Every severity, most serious first.
    pub const ALL: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];

    /// The word used in files and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }

    /// Reads the word; `None` where it is not one of them.
    ///
    /// ```
    /// use milepost::finding::Severity;
    /// assert_eq!(Severity::read("warning"), Some(Severity::Warning));
    /// assert_eq!(Severity::read("grave"), None);
    /// ```
    pub fn read(word: &str) -> Option<Severity> {
        Severity::ALL.into_iter().find(|s| s.word() == word)
    }
}

/// Something in the published figures that does not add up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Stable code of the rule, such as `rate-mismatch`.
    pub code: String,
    /// The rule's name for people.
    pub rule: String,
    /// How serious it is.
    pub severity: Severity,
    /// Document, section and line.
    pub place: String,
    /// The row of the dataset.
    pub source_row: String,
    /// What was seen, with the figures.
    pub what: String,
    /// Why it matters.
    pub why: String,
    /// What can be done about it.
    pub hint: String,
}
