//! Rows become areas held against the whole.

use super::rows::Rows;
use crate::charts::{Chart, Ranking, RankingRow};
use crate::error::{Error, Result};

/// Columns: name, unit, value, denominator, low_95, high_95, low_998, high_998, whole, whole_name; unit, whole and whole_name
/// the same in all rows.
///
/// The limits are those of `funnel_limits(denominator, whole, 0.95)` and of 0.998, in the unit of value. Value, denominator
/// and whole may be NULL; so may a pair of limits, but not one of a pair.
pub(super) fn ranking(rows: &Rows<'_>) -> Result<Chart> {
    if rows.table.rows.is_empty() {
        return Err(Error::query("the chart has no rows").at(rows.place));
    }
    for column in ["unit", "whole", "whole_name"] {
        rows.same(column)?;
    }
    let row = |i| {
        Ok(RankingRow {
            name: rows.text(i, "name")?,
            value: rows.amount(i, "value")?,
            denominator: rows.amount(i, "denominator")?,
            limits_95: limits(rows, i, ["low_95", "high_95"])?,
            limits_998: limits(rows, i, ["low_998", "high_998"])?,
        })
    };
    Ok(Chart::Ranking(Ranking {
        unit: rows.text(0, "unit")?,
        whole: rows.amount(0, "whole")?,
        whole_name: rows.text(0, "whole_name")?,
        rows: rows.all().map(row).collect::<Result<_>>()?,
    }))
}

/// Both limits, or none.
fn limits(rows: &Rows<'_>, i: usize, [low, high]: [&str; 2]) -> Result<Option<(f64, f64)>> {
    match (rows.amount(i, low)?, rows.amount(i, high)?) {
        (None, None) => Ok(None),
        (Some(_), None) => rows.number(i, high).map(|_| None),
        (None, Some(_)) => rows.number(i, low).map(|_| None),
        (Some(low), Some(high)) => Ok(Some((low, high))),
    }
}

#[cfg(test)]
mod tests {
    use super::super::chart;
    use super::*;
    use crate::language::Language;
    use crate::store::{Cell, ResultTable};

    const COLUMNS: [&str; 10] =
        ["name", "unit", "value", "denominator", "low_95", "high_95", "low_998", "high_998", "whole", "whole_name"];

    fn read(rows: Vec<Vec<Cell>>) -> Result<Ranking> {
        let table = ResultTable { columns: COLUMNS.map(str::to_owned).into(), rows };
        match chart("ranking", &table, Language::Vi, "areas.md:3")? {
            Chart::Ranking(form) => Ok(form),
            other => panic!("{other:?}"),
        }
    }

    fn row(name: &str, figures: [Option<f64>; 6], whole: f64) -> Vec<Cell> {
        let word = |text: &str| Cell::Text(text.to_owned());
        let figures = figures.map(|figure| figure.map_or(Cell::Missing, Cell::Float));
        let mut row = vec![word(name), word("%")];
        row.extend(figures);
        row.extend([Cell::Float(whole), word("Tỉnh Sơn La")]);
        row
    }

    #[test]
    fn rows_become_areas_with_their_limits() {
        let all = [70.0, 20.0, 70.4, 100.0, 58.5, 100.0].map(Some);
        let form = read(vec![row("A", all, 88.4), row("B", [None; 6], 88.4)]).unwrap();
        assert_eq!((form.whole, form.whole_name.as_str(), form.unit.as_str()), (Some(88.4), "Tỉnh Sơn La", "%"));
        let limits = (Some((70.4, 100.0)), Some((58.5, 100.0)));
        assert_eq!((form.rows[0].limits_95, form.rows[0].limits_998), limits);
        assert_eq!((form.rows[0].value, form.rows[0].denominator), (Some(70.0), Some(20.0)));
        assert_eq!((form.rows[1].value, form.rows[1].limits_95), (None, None), "what is missing is not zero");
    }

    #[test]
    fn errors_name_place_row_and_column() {
        let half = [Some(70.0), Some(20.0), Some(70.4), None, None, None];
        let told = read(vec![row("A", [None; 6], 88.4), row("B", half, 88.4)]).unwrap_err().to_string();
        assert!(told.contains("areas.md:3") && told.contains("`high_95`") && told.contains("row 2: NULL"), "{told}");
        let two = read(vec![row("A", [None; 6], 88.4), row("B", [None; 6], 90.0)]).unwrap_err().to_string();
        assert!(two.contains("`whole`") && two.contains("row 2: 90"), "{two}");
        assert!(read(vec![]).unwrap_err().to_string().contains("no rows"));
    }
}
