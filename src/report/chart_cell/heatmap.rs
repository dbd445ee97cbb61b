//! Rows become a map of areas and months: areas in the order in which the rows name them.

use super::rows::Rows;
use crate::charts::{Chart, Heatmap, HeatmapRow};
use crate::error::{Error, Result};
use jiff::civil::Date;

/// Columns: name, unit, month, value; month is any day of the month, value may be NULL.
///
/// An area without a row for a month has no figure for it; a month between the first and the last without any row is
/// missing everywhere. Two rows for one area and month are refused.
pub(super) fn heatmap(rows: &Rows<'_>) -> Result<Chart> {
    let mut areas: Vec<String> = Vec::new();
    let mut cells: Vec<(usize, Date, Option<f64>)> = Vec::new();
    for i in rows.all() {
        let name = rows.text(i, "name")?;
        let area = areas.iter().position(|area| *area == name).unwrap_or(areas.len());
        if area == areas.len() {
            areas.push(name);
        }
        let month = rows.date(i, "month")?.first_of_month();
        if cells.iter().any(|cell| (cell.0, cell.1) == (area, month)) {
            return Err(Error::query("the chart has two rows for one cell")
                .at(rows.place)
                .found(format!("row {}: `name` {}, `month` {}", i + 1, areas[area], month.strftime("%Y-%m")))
                .expected("one row for each area and month"));
        }
        cells.push((area, month, rows.amount(i, "value")?));
    }
    let months = months(&cells);
    let mut table = vec![vec![None; months.len()]; areas.len()];
    for (area, month, value) in cells {
        if let Some(at) = months.iter().position(|other| *other == month) {
            table[area][at] = value;
        }
    }
    let unit = if areas.is_empty() { String::new() } else { rows.text(0, "unit")? };
    let rows = areas.into_iter().zip(table).map(|(name, values)| HeatmapRow { name, values }).collect();
    Ok(Chart::Heatmap(Heatmap { unit, months, rows }))
}

/// Every month from the first to the last.
fn months(cells: &[(usize, Date, Option<f64>)]) -> Vec<Date> {
    let all = cells.iter().map(|cell| cell.1);
    let Some((first, last)) = all.clone().min().zip(all.max()) else { return Vec::new() };
    first.series(jiff::Span::new().months(1)).take_while(|month| *month <= last).collect()
}

#[cfg(test)]
mod tests {
    use super::super::chart;
    use super::*;
    use crate::language::Language;
    use crate::store::{Cell, ResultTable};
    use jiff::civil::date;

    fn read(rows: Vec<(&str, Cell, Cell)>) -> Result<Heatmap> {
        let rows = rows
            .into_iter()
            .map(|(name, month, value)| vec![Cell::Text(name.to_owned()), Cell::Text("%".to_owned()), month, value]);
        let table =
            ResultTable { columns: ["name", "unit", "month", "value"].map(str::to_owned).into(), rows: rows.collect() };
        match chart("heatmap", &table, Language::En, "areas.md:1")? {
            Chart::Heatmap(form) => Ok(form),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn gaps_are_missing_and_never_zero() {
        let day = |month, day| Cell::Date(date(2025, month, day));
        let form = read(vec![
            ("B", day(4, 30), Cell::Float(61.5)),
            ("A", day(1, 1), Cell::Missing),
            ("A", day(2, 1), Cell::Float(0.0)),
        ])
        .unwrap();
        assert_eq!(form.months, [1, 2, 3, 4].map(|month| date(2025, month, 1)));
        assert_eq!((form.rows[0].name.as_str(), &form.rows[0].values[..]), ("B", &[None, None, None, Some(61.5)][..]));
        assert_eq!(form.rows[1].values, [None, Some(0.0), None, None]);
        let empty = read(vec![]).unwrap();
        assert!(empty.rows.is_empty() && empty.months.is_empty(), "the form refuses it");
    }

    #[test]
    fn errors_name_place_row_and_column() {
        let day = |day| Cell::Date(date(2025, 1, day));
        let twice = read(vec![("A", day(1), Cell::Missing), ("A", day(31), Cell::Float(1.0))]).unwrap_err().to_string();
        assert!(twice.contains("areas.md:1") && twice.contains("row 2: `name` A, `month` 2025-01"), "{twice}");
        let wrong = read(vec![("A", Cell::Text("May".to_owned()), Cell::Missing)]).unwrap_err().to_string();
        assert!(wrong.contains("`month`") && wrong.contains("row 1: May"), "{wrong}");
        let wrong = read(vec![("A", day(1), Cell::Text("x".to_owned()))]).unwrap_err().to_string();
        assert!(wrong.contains("`value`") && wrong.contains("row 1: x"), "{wrong}");
    }
}
