//! Rows of areas become a tile map.

use super::rows::Rows;
use crate::charts::{Chart, TileArea, Tiles};
use crate::error::Result;
use crate::store::Cell;

/// Columns: name (short if there is a short one), latitude and longitude (both NULL where the place is not known), value
/// (NULL where there is no figure), unit.
pub(super) fn tiles(rows: &Rows<'_>) -> Result<Chart> {
    let area = |i| {
        let degrees = |column| rows.optional(i, column, Cell::number);
        let point = degrees("latitude")?.zip(degrees("longitude")?);
        Ok(TileArea { name: rows.text(i, "name")?, point, value: rows.amount(i, "value")? })
    };
    let unit = if rows.table.rows.is_empty() { String::new() } else { rows.text(0, "unit")? };
    Ok(Chart::Tiles(Tiles { unit, areas: rows.all().map(area).collect::<Result<_>>()? }))
}

#[cfg(test)]
mod tests {
    use super::super::read_for_tests as read;
    use super::*;

    #[test]
    fn an_area_without_a_point_or_a_figure_is_kept() {
        let word = |word: &str| Cell::Text(word.to_owned());
        let columns = ["name", "latitude", "longitude", "value", "unit"];
        let rows = vec![
            vec![word("Tô Hiệu"), Cell::Float(21.3273), Cell::Float(103.921), Cell::Missing, word("%")],
            vec![word("Chiềng An"), Cell::Missing, Cell::Missing, Cell::Integer(0), word("%")],
        ];
        let Ok(Chart::Tiles(form)) = read("tiles", &columns, rows) else { panic!("tiles") };
        assert_eq!((form.areas[0].point, form.areas[0].value), (Some((21.3273, 103.921)), None));
        assert_eq!(
            (form.areas[1].point, form.areas[1].value),
            (None, Some(0.0)),
            "missing is never zero, zero never missing"
        );
        let told = read("tiles", &columns[..4], vec![vec![word("a"), word("north"), word("east"), Cell::Missing]]);
        let told = told.unwrap_err().to_string();
        assert!(told.contains("`unit`"), "{told}");
    }
}
