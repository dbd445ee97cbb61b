//! Rows and boundaries become a map.

use super::rows::Rows;
use crate::charts::{Chart, Map, MapArea};
use crate::error::Result;
use crate::language::Language;
use crate::sources::geojson::{self, Boundary};
use crate::store::{Cell, ResultTable};

/// Columns: name, value (NULL where there is no figure), unit, boundary (the geometry as GeoJSON text, a Polygon or
/// MultiPolygon in degrees; NULL where it is not known).
pub(super) fn map(rows: &Rows<'_>) -> Result<Chart> {
    let area = |i| {
        let text = rows.optional(i, "boundary", |cell| cell.text().map(str::to_owned));
        let text = text.map_err(|e| e.hint("or draw it by `milepost chart map --boundaries FILE.geojson`"))?;
        let place = format!("{}, row {}, column `boundary`", rows.place, i + 1);
        let polygons = text.map(|text| geojson::polygons(&text, &place)).transpose()?;
        Ok(MapArea {
            name: rows.text(i, "name")?,
            value: rows.amount(i, "value")?,
            polygons: polygons.unwrap_or_default(),
        })
    };
    let areas = rows.all().map(area).collect::<Result<_>>()?;
    Ok(Chart::Map(Map { unit: unit(rows)?, areas, without_figure: Vec::new() }))
}

/// The map of rows with boundaries from elsewhere: columns area (the code in the boundaries), name, value, unit.
///
/// # Errors
/// A missing column, a cell that cannot be drawn; `place` says where the rows come from.
pub fn map_of_boundaries(
    table: &ResultTable,
    boundaries: &[Boundary],
    language: Language,
    place: &str,
) -> Result<Chart> {
    let rows = Rows { table, place, language };
    let mut used = vec![false; boundaries.len()];
    let mut areas = Vec::new();
    for i in rows.all() {
        let code = rows.need(i, "area", |cell| if *cell == Cell::Missing { None } else { Some(cell.machine()) })?;
        let found = boundaries.iter().position(|boundary| boundary.code == code);
        found.into_iter().for_each(|at| used[at] = true);
        let polygons = found.map(|at| boundaries[at].polygons.clone()).unwrap_or_default();
        areas.push(MapArea { name: rows.text(i, "name")?, value: rows.amount(i, "value")?, polygons });
    }
    let without = boundaries.iter().zip(&used).filter(|(_, used)| !**used);
    let without_figure = without.map(|(boundary, _)| boundary.name.clone()).collect();
    Ok(Chart::Map(Map { unit: unit(&rows)?, areas, without_figure }))
}

fn unit(rows: &Rows<'_>) -> Result<String> {
    if rows.table.rows.is_empty() { Ok(String::new()) } else { rows.text(0, "unit") }
}

#[cfg(test)]
mod tests {
    use super::super::read_for_tests as read;
    use super::*;

    const SQUARE: &str = "{\"type\": \"Polygon\", \"coordinates\": [[[103,21],[104,21],[104,22],[103,21]]]}";

    fn word(word: &str) -> Cell {
        Cell::Text(word.to_owned())
    }

    #[test]
    fn a_row_brings_its_boundary_or_says_that_there_is_none() {
        let rows = vec![
            vec![word("Phù Yên"), Cell::Float(62.5), word("%"), word(SQUARE)],
            vec![word("Bắc Yên"), Cell::Missing, word("%"), Cell::Missing],
        ];
        let Ok(Chart::Map(form)) = read("map", &["name", "value", "unit", "boundary"], rows) else { panic!("a map") };
        assert_eq!(form.areas[0].polygons[0][0].len(), 4);
        assert!(form.areas[1].polygons.is_empty() && form.areas[1].value.is_none());
        let rows = vec![vec![word("Phù Yên"), Cell::Integer(1), word("%"), word("{\"type\": \"Point\"}")]];
        let told = read("map", &["name", "value", "unit", "boundary"], rows).unwrap_err().to_string();
        assert!(told.contains("row 1, column `boundary`") && told.contains("`Point`"), "{told}");
    }

    #[test]
    fn boundaries_and_rows_meet_by_code_and_what_is_left_is_said() {
        let boundary =
            |code: &str, name: &str| Boundary { code: code.into(), name: name.into(), polygons: vec![vec![]] };
        let columns = ["area", "name", "value", "unit"].map(str::to_owned);
        let row = |code: &str, name: &str| vec![word(code), word(name), Cell::Integer(5), word("%")];
        let table = ResultTable { columns: columns.into(), rows: vec![row("1", "A"), row("2", "B")] };
        let all = [boundary("2", "B"), boundary("3", "Mộc Châu")];
        let Ok(Chart::Map(form)) = map_of_boundaries(&table, &all, Language::Vi, "a.sql") else { panic!("a map") };
        assert_eq!(form.areas.iter().map(|area| area.polygons.len()).collect::<Vec<_>>(), [0, 1]);
        assert_eq!(form.without_figure, ["Mộc Châu"]);
    }
}
