//! Where does each tile stand? On a grid as near to the real shape as the names leave room for.

use super::assign::assign;
use super::{TileArea, tile::Label};
use crate::language::Language;

/// Free places for each tile, so that the outline of the whole can be seen.
const AIR: f64 = 1.35;
/// The largest and the smallest tile.
const LARGEST: f64 = 110.0;
const SMALLEST: f64 = 66.0;

/// Tiles on a grid.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layout {
    /// Width and height of a tile with its gap.
    pub side: f64,
    /// Column and row of each area, from the north-west; `None` without a point.
    pub places: Vec<Option<(usize, usize)>>,
    pub columns: usize,
    pub rows: usize,
}

impl Layout {
    /// The grid for these areas; every name and figure stands in its tile unless even the largest has no room for it.
    pub fn of(areas: &[TileArea], unit: &str, (page, tallest): (f64, Option<f64>), language: Language) -> Layout {
        // Order of the rows must not matter: areas are placed from north to south, west to east, then by name.
        let mut order: Vec<usize> = (0..areas.len()).filter(|i| areas[*i].point.is_some()).collect();
        let point = |i: usize| areas[i].point.unwrap_or_default();
        order.sort_by(|&a, &b| {
            let (a_at, b_at) = (point(a), point(b));
            b_at.0.total_cmp(&a_at.0).then(a_at.1.total_cmp(&b_at.1)).then(areas[a].name.cmp(&areas[b].name))
        });
        let plane = project(&order.iter().map(|i| point(*i)).collect::<Vec<_>>());
        let wide = extent(plane.iter().map(|p| p.0));
        let high = extent(plane.iter().map(|p| p.1));
        let aspect = if high.1 > 0.0 { (wide.1 / high.1).clamp(0.25, 6.0) } else { 6.0 };
        let cells = if order.len() > 4 { AIR * order.len() as f64 } else { order.len() as f64 };
        let rows_of = |columns: usize| ((cells / columns as f64).ceil() as usize).max(1);
        let side_of = |columns: usize| (page / columns.max(1) as f64).floor().min(LARGEST);
        let wanted = ((cells * aspect).sqrt().round().max(1.0) as usize).min((page / SMALLEST) as usize);
        let mut columns = wanted;
        let fits = |side| areas.iter().all(|area| Label::of(area, unit, side, language).is_some());
        let hopeless = !fits(LARGEST);
        let most = areas.iter().filter(|area| Label::of(area, unit, LARGEST, language).is_some());
        let most: Vec<&TileArea> = most.collect();
        let good = |side| {
            if hopeless { most.iter().all(|area| Label::of(area, unit, side, language).is_some()) } else { fits(side) }
        };
        while columns > 1 && side_of(columns) < LARGEST && !good(side_of(columns)) {
            columns -= 1;
        }
        let mut side = side_of(columns);
        if let Some(tallest) = tallest {
            // More columns than the shape of the whole asks for, rather than tiles that run off the picture.
            let lower = |columns: usize| side_of(columns).min((tallest / rows_of(columns) as f64).floor());
            let flatter = (wanted..=wanted + wanted / 2).max_by(|a, b| lower(*a).total_cmp(&lower(*b)).then(b.cmp(a)));
            if let Some(flatter) = flatter.filter(|columns| good(lower(*columns))) {
                (columns, side) = (flatter, lower(flatter));
            }
        }
        let rows = rows_of(columns);
        let share = |value: f64, (from, span): (f64, f64)| if span > 0.0 { (value - from) / span } else { 0.5 };
        let wanted = plane
            .iter()
            .map(|(x, y)| (share(*x, wide) * (columns - 1) as f64, (1.0 - share(*y, high)) * (rows - 1) as f64));
        let costs: Vec<Vec<i64>> = wanted
            .map(|(x, y)| {
                let cost = |cell: usize| {
                    let (dx, dy) = (x - (cell % columns) as f64, y - (cell / columns) as f64);
                    ((dx * dx + dy * dy) * 1e6).round() as i64
                };
                (0..columns * rows).map(cost).collect()
            })
            .collect();
        let mut places = vec![None; areas.len()];
        for (&area, cell) in order.iter().zip(assign(&costs)) {
            places[area] = Some((cell % columns, cell / columns));
        }
        Layout { side, places, columns, rows }.trimmed()
    }

    /// Without empty columns and rows at its edges.
    fn trimmed(mut self) -> Layout {
        let ends = |all: Vec<usize>| (all.iter().min().copied().unwrap_or(0), all.iter().max().copied());
        let (left, right) = ends(self.places.iter().flatten().map(|place| place.0).collect());
        let (top, bottom) = ends(self.places.iter().flatten().map(|place| place.1).collect());
        self.places.iter_mut().flatten().for_each(|place| *place = (place.0 - left, place.1 - top));
        self.columns = right.map_or(0, |right| right - left + 1);
        self.rows = bottom.map_or(0, |bottom| bottom - top + 1);
        self
    }
}

/// Latitudes and longitudes on a plane, equally long in both directions at the mean latitude.
fn project(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mean = points.iter().map(|point| point.0).sum::<f64>() / points.len().max(1) as f64;
    let narrow = mean.to_radians().cos();
    points.iter().map(|(latitude, longitude)| (longitude * narrow, *latitude)).collect()
}

/// The least value, and how far the greatest lies from it.
fn extent(values: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let low = values.clone().fold(f64::INFINITY, f64::min);
    (low, values.fold(f64::NEG_INFINITY, f64::max) - low)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Room on a page that is as high as its content.
    const PAGE: (f64, Option<f64>) = (912.0, None);

    fn area(name: &str, latitude: f64, longitude: f64) -> TileArea {
        TileArea { name: name.into(), point: Some((latitude, longitude)), value: Some(1.0) }
    }

    #[test]
    fn tiles_stand_as_their_areas_lie() {
        let corners =
            [area("tb", 22.0, 103.0), area("đb", 22.0, 104.0), area("tn", 21.0, 103.0), area("đn", 21.0, 104.0)];
        let layout = Layout::of(&corners, "%", PAGE, Language::Vi);
        assert_eq!(layout.places, [(0, 0), (1, 0), (0, 1), (1, 1)].map(Some));
    }

    #[test]
    fn areas_of_one_point_take_tiles_of_their_own_and_order_does_not_matter() {
        let mut areas: Vec<TileArea> = (0..9).map(|i| area(&format!("xã {i}"), 21.0, 104.0)).collect();
        let first = Layout::of(&areas, "%", PAGE, Language::Vi);
        let mut taken: Vec<_> = first.places.iter().flatten().collect();
        taken.sort_unstable();
        taken.dedup();
        assert_eq!(taken.len(), 9);
        areas.reverse();
        let mut second = Layout::of(&areas, "%", PAGE, Language::Vi);
        second.places.reverse();
        assert_eq!(first, second);
    }

    #[test]
    fn an_area_without_a_point_has_no_place() {
        let lost = TileArea { name: "a".into(), point: None, value: None };
        let layout = Layout::of(&[lost], "%", PAGE, Language::Vi);
        assert_eq!((layout.places, layout.columns, layout.rows), (vec![None], 0, 0));
    }
}
