//! Rows of counts become squares.

use super::rows::Rows;
use crate::charts::{Chart, Part, Waffle, WaffleGroup};
use crate::error::Result;

/// Columns: name (the group), part, value (a whole number, NULL where there is none), unit; rows of one group need not
/// follow each other.
pub(super) fn waffle(rows: &Rows<'_>) -> Result<Chart> {
    let mut groups: Vec<WaffleGroup> = Vec::new();
    for i in rows.all() {
        let name = rows.text(i, "name")?;
        let part = Part { name: rows.text(i, "part")?, value: rows.amount(i, "value")? };
        match groups.iter_mut().find(|group| group.name == name) {
            Some(group) => group.parts.push(part),
            None => groups.push(WaffleGroup { name, parts: vec![part] }),
        }
    }
    let unit = if rows.table.rows.is_empty() { String::new() } else { rows.text(0, "unit")? };
    Ok(Chart::Waffle(Waffle { unit, groups }))
}

#[cfg(test)]
mod tests {
    use super::super::read_for_tests as read;
    use super::*;
    use crate::store::Cell;

    #[test]
    fn rows_become_groups_in_their_order() {
        let word = |word: &str| Cell::Text(word.to_owned());
        let row = |group: &str, part: &str, value| vec![word(group), word(part), value, word("nhiệm vụ")];
        let rows = vec![
            row("Sở Nội vụ", "Xong", Cell::Integer(31)),
            row("Sở Y tế", "Xong", Cell::Missing),
            row("Sở Nội vụ", "Quá hạn", Cell::Integer(6)),
        ];
        let Ok(Chart::Waffle(form)) = read("waffle", &["name", "part", "value", "unit"], rows) else {
            panic!("a waffle")
        };
        assert_eq!((form.unit.as_str(), form.groups.len(), form.groups[0].parts.len()), ("nhiệm vụ", 2, 2));
        assert_eq!(form.groups[1].parts[0].value, None, "what is missing is not zero");
        let told = read("waffle", &["name", "part", "value", "unit"], vec![row("a", "b", word("many"))]);
        let told = told.unwrap_err().to_string();
        assert!(told.contains("`value`") && told.contains("row 1: many"), "{told}");
    }
}
