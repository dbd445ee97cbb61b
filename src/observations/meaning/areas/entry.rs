//! One area of the official lists, present or former.

use jiff::civil::Date;

/// An area that a cell may name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaEntry {
    /// Official code, leading noughts kept: `00123`. A former commune may have the code of a present one.
    pub code: String,
    /// Full name with its type: `Phường An Hòa`.
    pub name: String,
    /// Name without its type; where it is empty, it is taken from `name`.
    pub short_name: String,
    /// Type of area, in the catalogue's words: `country`, `province`, `city`, `commune`.
    pub kind: String,
    /// First day; none where it is not known.
    pub valid_from: Option<Date>,
    /// Last day; none while it exists.
    pub valid_to: Option<Date>,
    /// Code of the area that a former one went into.
    pub successor: Option<String>,
    /// Code of the area it belongs to.
    pub parent: Option<String>,
    /// Full name of the district that a former one belonged to.
    pub district: Option<String>,
}

impl AreaEntry {
    /// Has it ceased?
    pub fn is_former(&self) -> bool {
        self.valid_to.is_some()
    }

    pub(super) fn existed(&self, on: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= on) && self.valid_to.is_none_or(|to| on <= to)
    }
}
