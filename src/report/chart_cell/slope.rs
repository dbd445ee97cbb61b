//! Rows become areas on two dates.

use super::rows::Rows;
use crate::charts::{Chart, Slope, SlopeRow};
use crate::error::{Error, Result};

/// Columns: name, unit, first_date, first, second_date, second, highlighted; unit and dates the same in all rows.
///
/// First and second may be NULL; highlighted is true for areas that must be named.
pub(super) fn slope(rows: &Rows<'_>) -> Result<Chart> {
    if rows.table.rows.is_empty() {
        return Err(Error::query("the chart has no rows").at(rows.place));
    }
    for column in ["unit", "first_date", "second_date"] {
        rows.same(column)?;
    }
    let row = |i| {
        Ok(SlopeRow {
            name: rows.text(i, "name")?,
            first: rows.amount(i, "first")?,
            second: rows.amount(i, "second")?,
            highlighted: rows.flag(i, "highlighted")?,
        })
    };
    Ok(Chart::Slope(Slope {
        unit: rows.text(0, "unit")?,
        dates: (rows.date(0, "first_date")?, rows.date(0, "second_date")?),
        rows: rows.all().map(row).collect::<Result<_>>()?,
    }))
}

#[cfg(test)]
mod tests {
    use super::super::chart;
    use super::*;
    use crate::language::Language;
    use crate::store::{Cell, ResultTable};
    use jiff::civil::date;

    const COLUMNS: [&str; 7] = ["name", "unit", "first_date", "first", "second_date", "second", "highlighted"];

    fn read(rows: Vec<[Cell; 7]>) -> Result<Slope> {
        let rows = rows.into_iter().map(Vec::from).collect();
        let table = ResultTable { columns: COLUMNS.map(str::to_owned).into(), rows };
        match chart("slope", &table, Language::Vi, "areas.md:5")? {
            Chart::Slope(form) => Ok(form),
            other => panic!("{other:?}"),
        }
    }

    fn row(name: &str, first: Option<f64>, second: Option<f64>, month: i8) -> [Cell; 7] {
        let word = |text: &str| Cell::Text(text.to_owned());
        let figure = |value: Option<f64>| value.map_or(Cell::Missing, Cell::Float);
        let days = [date(2025, 8, 25), date(2025, month, 28)].map(Cell::Date);
        let [early, late] = days;
        [word(name), word("%"), early, figure(first), late, figure(second), Cell::Flag(name == "A")]
    }

    #[test]
    fn rows_become_areas_on_two_dates() {
        let form = read(vec![row("A", Some(44.6), Some(88.4), 12), row("B", None, Some(0.0), 12)]).unwrap();
        assert_eq!(form.dates, (date(2025, 8, 25), date(2025, 12, 28)));
        assert!(form.rows[0].highlighted && !form.rows[1].highlighted);
        assert_eq!((form.rows[1].first, form.rows[1].second), (None, Some(0.0)), "what is missing is not zero");
    }

    #[test]
    fn errors_name_place_row_and_column() {
        let two = read(vec![row("A", None, None, 12), row("B", None, None, 11)]).unwrap_err().to_string();
        assert!(
            two.contains("areas.md:5") && two.contains("`second_date`") && two.contains("row 2: 2025-11-28"),
            "{two}"
        );
        let mut wrong = row("A", None, None, 12);
        wrong[6] = Cell::Missing;
        let wrong = read(vec![wrong]).unwrap_err().to_string();
        assert!(wrong.contains("`highlighted`") && wrong.contains("row 1: NULL"), "{wrong}");
        assert!(read(vec![]).unwrap_err().to_string().contains("no rows"));
    }
}
