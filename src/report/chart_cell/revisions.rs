//! Rows of vintages become the chart of what was known when.

use super::rows::Rows;
use crate::charts::{Chart, RevisedPeriod, Revisions};
use crate::error::Result;

/// Columns: name (what is measured), unit, period (the time period in words, a line each), known_from (the day on which the
/// figure became known), value (NULL where a figure was withdrawn).
pub(super) fn revisions(rows: &Rows<'_>) -> Result<Chart> {
    let mut periods: Vec<RevisedPeriod> = Vec::new();
    for i in rows.all() {
        let name = rows.text(i, "period")?;
        let vintage = (rows.date(i, "known_from")?, rows.amount(i, "value")?);
        match periods.iter_mut().find(|period| period.name == name) {
            Some(period) => period.vintages.push(vintage),
            None => periods.push(RevisedPeriod { name, vintages: vec![vintage] }),
        }
    }
    let first = |column| if rows.table.rows.is_empty() { Ok(String::new()) } else { rows.text(0, column) };
    Ok(Chart::Revisions(Revisions { name: first("name")?, unit: first("unit")?, periods }))
}

#[cfg(test)]
mod tests {
    use super::super::read_for_tests as read;
    use super::*;
    use crate::store::Cell;
    use jiff::civil::date;

    #[test]
    fn vintages_of_one_period_are_one_line() {
        let word = |word: &str| Cell::Text(word.to_owned());
        let row = |period: &str, month, value| {
            vec![word("Hồ sơ"), word("%"), word(period), Cell::Date(date(2025, month, 1)), value]
        };
        let columns = ["name", "unit", "period", "known_from", "value"];
        let rows =
            vec![row("2023", 4, Cell::Float(44.6)), row("2024", 4, Cell::Integer(50)), row("2023", 7, Cell::Missing)];
        let Ok(Chart::Revisions(form)) = read("revisions", &columns, rows) else { panic!("revisions") };
        assert_eq!((form.name.as_str(), form.unit.as_str(), form.periods.len()), ("Hồ sơ", "%", 2));
        assert_eq!(form.periods[0].vintages, [(date(2025, 4, 1), Some(44.6)), (date(2025, 7, 1), None)]);
        let mut bad = row("2023", 4, Cell::Integer(1));
        bad[3] = word("soon");
        let told = read("revisions", &columns, vec![bad]).unwrap_err().to_string();
        assert!(told.contains("`known_from`") && told.contains("row 1: soon"), "{told}");
    }
}
