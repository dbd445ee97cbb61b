//! The stamp inside a returned form: which form and version it is and for whom, on a sheet that offices never see.

use super::labels::folded;
use crate::sources::{Batch, Cell};
use std::collections::BTreeMap;

/// What a form says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormStamp {
    /// The form: the dataset it is returned to.
    pub form: String,
    /// Version of each recipe, by its name.
    pub versions: BTreeMap<String, u32>,
    /// Code of the area whose office it was written for.
    pub area: String,
    /// Are its figures simulated?
    pub simulated: bool,
}

impl FormStamp {
    /// The very hidden sheet that holds the stamp: a key and a value a row.
    pub const SHEET: &'static str = "milepost";

    /// Reads the stamp from the cells of its sheet; `None` where they are not a whole stamp.
    ///
    /// ```
    /// use milepost::observations::FormStamp;
    /// use milepost::sources::{Batch, Cell};
    /// let mut rows = Batch::default();
    /// let lines = [("form", "budget-line"), ("recipe:budget-line", "1"), ("area", "00123"), ("simulated", "false")];
    /// for ((key, value), number) in lines.into_iter().zip(1..) {
    ///     rows.begin_row(number);
    ///     rows.push(Cell::Text(key));
    ///     rows.push(Cell::Text(value));
    /// }
    /// let stamp = FormStamp::read(&rows).unwrap();
    /// assert_eq!((stamp.form.as_str(), stamp.versions["budget-line"], stamp.simulated), ("budget-line", 1, false));
    /// ```
    pub fn read(rows: &Batch) -> Option<FormStamp> {
        let mut values = BTreeMap::new();
        for row in rows.rows() {
            if let (Cell::Text(key), Cell::Text(value)) = (row.cell(0), row.cell(1)) {
                values.insert(key.trim(), value.trim());
            }
        }
        let version = |(key, value): (&&str, &&str)| {
            key.strip_prefix("recipe:").map(|name| value.parse().ok().map(|version| (name.to_owned(), version)))
        };
        let versions: Option<BTreeMap<String, u32>> = values.iter().filter_map(version).collect();
        Some(FormStamp {
            form: (*values.get("form")?).to_owned(),
            versions: versions.filter(|v| !v.is_empty())?,
            area: (*values.get("area")?).to_owned(),
            simulated: values.get("simulated")?.parse().ok()?,
        })
    }
}

/// The sheet of a marked return that lists what is to be looked at again; never read.
pub const REVIEW_SHEET: &str = "Cần xem lại";

/// What stands on every sheet and in every text file whose figures are simulated.
pub const SIMULATED: &str = "SỐ LIỆU MÔ PHỎNG – KHÔNG PHẢI SỐ LIỆU THẬT";

/// Do the first rows of a sheet say that its figures are simulated?
pub fn says_simulated(head: &Batch) -> bool {
    let mark = folded("số liệu mô phỏng");
    head.rows().flat_map(|r| r.cells()).any(|c| matches!(c, Cell::Text(text) if folded(text).contains(&mark)))
}
