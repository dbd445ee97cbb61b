//! The communes of Sơn La at their published points with made-up figures, and a made-up province with boundaries.

use super::super::*;
use super::LONG_NAME;
use crate::language::Language;

/// Communes with latitude and longitude, as the project knows them.
fn communes() -> Vec<(String, (f64, f64))> {
    let mut reader = csv::Reader::from_reader(include_str!("../../../datasets/areas/areas.csv").as_bytes());
    let rows = reader.records().map(|row| row.unwrap()).filter(|row| &row[3] == "commune");
    rows.map(|row| (row[2].to_owned(), (row[7].parse().unwrap(), row[8].parse().unwrap()))).collect()
}

/// Made-up figures: 0 and 100 first, then one in nine missing.
fn figure(i: usize) -> Option<f64> {
    match i {
        0 => Some(0.0),
        1 => Some(100.0),
        _ if i % 9 == 4 => None,
        _ => Some(((i * 379) % 1000) as f64 / 10.0),
    }
}

/// The first `count` communes; beyond the 75 of the province made-up neighbours.
pub(in super::super) fn tiles(count: usize, _language: Language) -> Chart {
    let communes = communes();
    let area = |i: usize| {
        let (name, (latitude, longitude)) = &communes[i % communes.len()];
        let beyond = (i / communes.len()) as f64;
        TileArea {
            name: name.clone(),
            point: Some((latitude - 0.6 * beyond, longitude + 0.9 * beyond)),
            value: figure(i),
        }
    };
    Chart::Tiles(Tiles { unit: "%".into(), areas: (0..count).map(area).collect() })
}

/// Communes with names of 60 letters, with figures that fill a tile, and two whose place is not known.
pub(in super::super) fn tiles_of_long_names(count: usize, language: Language) -> Chart {
    let Chart::Tiles(mut form) = tiles(count, language) else { unreachable!("tiles") };
    form.unit = language.of_data("hồ sơ", "dossiers").into();
    for (i, area) in form.areas.iter_mut().enumerate() {
        area.name = format!("{} {}", area.name, LONG_NAME.chars().take(48).collect::<String>().trim());
        area.value = area.value.map(|value| value * 1234.0);
        if i < 2 {
            area.point = None;
        }
    }
    Chart::Tiles(form)
}

/// A corner of the made-up province, moved a little off its grid.
fn corner(x: i32, y: i32) -> (f64, f64) {
    let off = |seed: i32| f64::from((x * 7919 + y * 104_729 + seed * 31).rem_euclid(97)) / 97.0 - 0.5;
    (103.4 + 0.16 * (f64::from(x) + 0.55 * off(1)), 22.0 - 0.15 * (f64::from(y) + 0.55 * off(2)))
}

/// A winding line from one corner to another, the same whichever way it is asked for.
fn border(a: (i32, i32), b: (i32, i32)) -> Ring {
    let (from, to) = (corner(a.0.min(b.0), a.1.min(b.1)), corner(a.0.max(b.0), a.1.max(b.1)));
    let (wide, high) = (to.0 - from.0, to.1 - from.1);
    let point = |i: u32| {
        let share = f64::from(i) / 12.0;
        let off = 0.09 * (share * std::f64::consts::TAU).sin() + 0.03 * (share * 5.0 * std::f64::consts::PI).sin();
        (from.0 + wide * share - high * off, from.1 + high * share + wide * off)
    };
    let mut line: Ring = (0..=12).map(point).collect();
    if a > b {
        line.reverse();
    }
    line
}

fn cell(x: i32, y: i32) -> Ring {
    let corners = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y)];
    let mut ring: Ring = Vec::new();
    for pair in corners.windows(2) {
        ring.pop();
        ring.extend(border(pair[0], pair[1]));
    }
    ring
}

/// `count` made-up areas with the names of communes: one with a hole in which another lies, one with an island, one
/// without a boundary where there are more than five, and one boundary without figures.
pub(in super::super) fn map(count: usize, language: Language) -> Chart {
    let communes = communes();
    let across = (count as f64).sqrt().ceil() as i32;
    let mut areas: Vec<MapArea> = (0..count)
        .map(|i| {
            let (x, y) = (i as i32 % across, i as i32 / across);
            MapArea { name: communes[i % communes.len()].0.clone(), polygons: vec![vec![cell(x, y)]], value: figure(i) }
        })
        .collect();
    if count > 5 {
        let middle = corner(1, 1);
        let inner = |half: f64| -> Ring {
            let (x, y) = ((middle.0 + corner(2, 2).0) / 2.0, (middle.1 + corner(2, 2).1) / 2.0);
            vec![
                (x - half, y - half),
                (x + half, y - half),
                (x + half, y + half),
                (x - half, y + half),
                (x - half, y - half),
            ]
        };
        let around = across as usize + 1;
        areas[around].polygons[0].push(inner(0.025));
        areas[2].polygons = vec![vec![inner(0.025)]];
        areas[3].polygons.push(vec![inner(0.02).into_iter().map(|(x, y)| (x + 0.7, y + 0.38)).collect()]);
        areas[5].polygons = Vec::new();
    }
    let without_figure = if count > 5 {
        vec![language.of_data("Vùng lòng hồ (ví dụ)", "Reservoir (made up)").into()]
    } else {
        vec![]
    };
    Chart::Map(Map { unit: "%".into(), areas, without_figure })
}
