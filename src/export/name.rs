//! Names of sheets: at most 31 letters, none of those that formulas need, no two alike.

use std::collections::BTreeSet;

/// The most letters of a sheet's name.
const MOST: usize = 31;

/// Letters that no sheet's name may hold.
const REFUSED: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];

/// The names that are taken, without regard to capitals.
#[derive(Debug, Default)]
pub struct Names(BTreeSet<String>);

impl Names {
    /// The wanted name, or the nearest that a sheet may have.
    pub fn free(&mut self, wanted: &str) -> String {
        let clean: String =
            wanted.chars().map(|c| if REFUSED.contains(&c) || c.is_control() { ' ' } else { c }).collect();
        let clean = clean.trim().trim_matches('\'').trim().to_owned();
        let clean = if clean.is_empty() { "–".to_owned() } else { clean };
        let cut = |room: usize| clean.chars().take(room).collect::<String>().trim_end().to_owned();
        let mut name = cut(MOST);
        let mut number = 2;
        // `History` belongs to Excel.
        while name.eq_ignore_ascii_case("history") || !self.0.insert(name.to_lowercase()) {
            let suffix = format!(" ({number})");
            name = cut(MOST - suffix.chars().count()) + &suffix;
            number += 1;
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_what_a_sheet_may_have() {
        let mut names = Names::default();
        assert_eq!(names.free("Chính quyền số"), "Chính quyền số");
        assert_eq!(names.free("CHÍNH quyền số"), "CHÍNH quyền số (2)");
        assert_eq!(names.free("a/b:[c]*?\\d"), "a b  c    d");
        assert_eq!(names.free("'quoted'"), "quoted");
        assert_eq!(names.free(""), "–");
        assert_eq!(names.free("History"), "History (2)");
        let long = "x".repeat(40);
        assert_eq!(names.free(&long).chars().count(), 31);
        assert_eq!(names.free(&long), format!("{} (2)", "x".repeat(27)));
    }
}
