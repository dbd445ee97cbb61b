//! How high is the figure in each area, on the map as it is?

mod flat;
mod rings;

use super::figure::figure;
use super::marks::{Sign, legend};
use super::page::{Anchor, Page};
use super::place::{Frame, Point};
use super::shades::Classes;
use super::theme::{BODY, LINE, PAPER, SMALL, Style, TEXT};
use super::{Form, areas, finite, some_rows, text, unit_of, words};
use crate::error::{Error, Result};
use crate::language::Language;
use flat::Flat;
use rings::{Shape, roomy};

/// Areas with their boundaries, each in the shade of its figure.
///
/// Longitudes are drawn as long as they are at the mean latitude (equirectangular projection); holes are left open. An area
/// carries name and figure where it has room for them; what finds no room is said below the map. Large areas take the eye:
/// where they are not what matters, [`Tiles`](super::Tiles) is fairer.
///
/// ```
/// use milepost::charts::{Caption, Chart, Map, MapArea, draw_svg};
/// use milepost::language::Language;
///
/// let square = |west: f64| vec![vec![(west, 21.0), (west + 1.0, 21.0), (west + 1.0, 22.0), (west, 22.0), (west, 21.0)]];
/// let area = |name: &str, west, value| MapArea { name: name.into(), polygons: vec![square(west)], value };
/// let chart = Chart::Map(Map {
///     unit: "%".into(),
///     areas: vec![area("Phù Yên", 104.0, Some(62.5)), area("Bắc Yên", 103.0, None)],
///     without_figure: vec!["Mộc Châu".into()],
/// });
/// let svg = draw_svg(&chart, &Caption::default(), Language::Vi)?;
/// assert!(svg.contains("62,5%") && svg.contains("Có ranh giới nhưng không có trong số liệu: Mộc\u{a0}Châu"));
/// # Ok::<(), milepost::error::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Map {
    /// Unit of all figures.
    pub unit: String,
    /// The areas, in any order.
    pub areas: Vec<MapArea>,
    /// Names of boundaries that belong to none of the areas; said below the map, not drawn.
    pub without_figure: Vec<String>,
}

/// A closed line of longitudes and latitudes in degrees; the last point is the first.
pub type Ring = Vec<(f64, f64)>;

/// An outer ring, and the rings of its holes.
pub type Polygon = Vec<Ring>;

/// One area.
#[derive(Debug, Clone, PartialEq)]
pub struct MapArea {
    /// Its name.
    pub name: String,
    /// Its polygons; none where its boundary is not known: then it is said below the map.
    pub polygons: Vec<Polygon>,
    /// Its figure; `None` is hatched and said.
    pub value: Option<f64>,
}

/// The most areas and points that are drawn.
const MOST_AREAS: usize = 1000;
const MOST_POINTS: usize = 1_000_000;
/// The highest map: from here on it is as wide as its height allows.
const TALLEST: f64 = 820.0;
/// The least height where that of the page is given, and room for the line below.
const LEAST: f64 = 330.0;
const BELOW: f64 = 30.0;
const NAME: Style = Style { ink: TEXT, ..SMALL };
const PITCH: f64 = 16.0;

impl Form for Map {
    fn check(&self) -> Result<()> {
        some_rows("map", self.areas.len())?;
        unit_of("map", &self.unit)?;
        let points: usize = self.rings().map(|(_, ring)| ring.len()).sum();
        if self.areas.len() > MOST_AREAS || points > MOST_POINTS {
            return Err(Error::usage("the chart `map` has too much to draw")
                .found(format!("{} areas, {points} points", self.areas.len()))
                .expected(format!("at most {MOST_AREAS} areas and {MOST_POINTS} points"))
                .hint("simplify the boundaries, or draw a part of them"));
        }
        for area in &self.areas {
            finite("map", &area.name, area.value)?;
        }
        for (name, ring) in self.rings() {
            let wrong = |(longitude, latitude): &&(f64, f64)| {
                !((-180.0..=180.0).contains(longitude) && (-90.0..=90.0).contains(latitude))
            };
            if let Some((longitude, latitude)) = ring.iter().find(wrong) {
                return Err(Error::data(format!("the chart `map` cannot draw the boundary of `{name}`"))
                    .found(format!("longitude {longitude}, latitude {latitude}"))
                    .expected("degrees: longitude from -180 to 180, latitude from -90 to 90")
                    .hint("boundaries in metres must first be transformed to degrees (WGS 84, EPSG:4326)"));
            }
            if ring.len() < 4 || ring.first() != ring.last() {
                return Err(Error::data(format!("the chart `map` cannot draw the boundary of `{name}`"))
                    .found(format!("a ring of {} points that is not closed", ring.len()))
                    .expected("rings of four points or more, the last equal to the first"));
            }
        }
        Ok(())
    }

    fn draw(&self, page: &mut Page, top: f64, language: Language) -> f64 {
        let classes = Classes::of(&self.areas.iter().filter_map(|area| area.value).collect::<Vec<_>>());
        let mut signs = classes.legend(&self.unit, language);
        signs.extend(areas::missing(self.figures(), language).map(|missing| (Sign::Missing, missing)));
        let y = legend(page, top, &signs);
        let flat = Flat::of(
            self.rings().flat_map(|(_, ring)| ring),
            (page.left, y, page.right),
            page.height_from(y, BELOW, TALLEST, page.share(LEAST)),
        );
        let shapes: Vec<Shape> = self.areas.iter().map(|area| Shape::of(&area.polygons, &flat)).collect();
        for (area, shape) in self.areas.iter().zip(&shapes) {
            shape.fill(page, area.value.map(|value| classes.ink(value)));
        }
        // Boundaries lie above all shades: a neighbour's shade never covers half of one.
        for shape in &shapes {
            shape.outline(page, LINE);
        }
        for (area, shape) in self.areas.iter().zip(&shapes).filter(|(area, _)| !area.polygons.is_empty()) {
            page.spot_in(shape.around(), &self.said(area, language));
        }
        let mut left_over = Vec::new();
        let mut taken: Vec<Frame> = Vec::new();
        for (area, shape) in self.areas.iter().zip(&shapes).filter(|(area, _)| !area.polygons.is_empty()) {
            if !self.label(page, area, shape, &mut taken, &classes, language) {
                left_over.push(self.drawn(area, language));
            }
        }
        self.below(page, flat.bottom + 10.0, &left_over, language)
    }

    fn describe(&self, language: Language) -> Vec<String> {
        let mut told = areas::told(self.figures(), &self.unit, language);
        told.push(self.areas.iter().map(|area| self.said(area, language)).collect::<Vec<_>>().join("; "));
        let lists = [(words::NO_BOUNDARY, self.unbounded()), (words::NO_AREA, self.without_figure.clone())];
        told.extend(lists.into_iter().filter(|list| !list.1.is_empty()).map(|list| listed(list.0, &list.1, language)));
        told
    }
}

impl Map {
    fn figures(&self) -> impl Iterator<Item = (&str, Option<f64>)> + Clone {
        self.areas.iter().map(|area| (area.name.as_str(), area.value))
    }

    fn rings(&self) -> impl Iterator<Item = (&str, &Ring)> {
        self.areas.iter().flat_map(|area| area.polygons.iter().flatten().map(|ring| (area.name.as_str(), ring)))
    }

    /// Names and figures of areas whose boundary is not known.
    fn unbounded(&self) -> Vec<String> {
        self.areas.iter().filter(|area| area.polygons.is_empty()).map(|area| area.name.clone()).collect()
    }

    fn said(&self, area: &MapArea, language: Language) -> String {
        let value = area.value.map(|value| figure(value, &self.unit, &[], language));
        format!("{}: {}", area.name, value.unwrap_or_else(|| words::NO_READING.get(language).to_lowercase()))
    }

    /// The same with a name of no more letters than a name has.
    fn drawn(&self, area: &MapArea, language: Language) -> String {
        self.said(&MapArea { name: text::name(&area.name), polygons: Vec::new(), value: area.value }, language)
    }

    /// Name and figure inside the area; false where there is no room for both.
    fn label(
        &self,
        page: &mut Page,
        area: &MapArea,
        shape: &Shape,
        taken: &mut Vec<Frame>,
        classes: &Classes,
        language: Language,
    ) -> bool {
        let value = area.value.map_or_else(|| "–".to_owned(), |value| figure(value, &self.unit, &[], language));
        let words: Vec<String> = text::clean(&area.name).split(' ').map(str::to_owned).collect();
        let whole = text::width(&text::clean(&area.name), NAME);
        // The name on one line, on two, or a word a line: whatever finds room first.
        for parts in 1..=words.len().min(4) {
            let longest = words.iter().map(|word| text::width(word, NAME)).fold(0.0, f64::max);
            let lines = text::wrap(&area.name, NAME, (whole / parts as f64 * 1.15).max(longest + 0.5));
            let width = text::widest(&lines, NAME).max(text::width(&value, NAME.bold())) + 4.0;
            let height = (lines.len() + 1) as f64 * PITCH;
            let free = |frame: &Frame| !taken.iter().any(|other| other.overlaps(frame));
            let Some(frame) = roomy(shape, width, height, free) else { continue };
            taken.push(frame);
            let ink = area.value.map_or(TEXT, |value| classes.ink(value).readable_on());
            if area.value.is_none() {
                page.block(Frame::new(frame.x0, frame.y0, frame.x1, frame.y1), PAPER);
            }
            let middle: Point = ((frame.x0 + frame.x1) / 2.0, frame.y0 + 12.5);
            for (i, line) in lines.iter().enumerate() {
                page.words(middle.0, middle.1 + i as f64 * PITCH, Anchor::Middle, line, NAME.ink(ink));
            }
            let last = middle.1 + lines.len() as f64 * PITCH;
            page.words(middle.0, last, Anchor::Middle, &value, NAME.bold().ink(ink));
            return true;
        }
        false
    }

    /// What the map itself could not say.
    fn below(&self, page: &mut Page, top: f64, left_over: &[String], language: Language) -> f64 {
        let unbounded: Vec<String> =
            self.areas.iter().filter(|area| area.polygons.is_empty()).map(|area| self.drawn(area, language)).collect();
        let without: Vec<String> = self.without_figure.iter().map(|name| text::name(name)).collect();
        let lists = [
            (words::NO_ROOM, left_over),
            (words::NO_BOUNDARY, unbounded.as_slice()),
            (words::NO_AREA, without.as_slice()),
        ];
        let mut y = top;
        for (word, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
            y = page.paragraph(page.left, y, page.room(), &listed(word, list, language), BODY) + 4.0;
        }
        page.paragraph(page.left, y, page.room(), words::NORTH.get(language), SMALL)
    }
}

/// A list after its heading; a name and its figure stay on one line.
fn listed(word: words::Word, list: &[String], language: Language) -> String {
    let kept = |item: &String| if item.chars().count() < 50 { item.replace(' ', "\u{a0}") } else { item.clone() };
    format!("{}: {}", word.get(language), list.iter().map(kept).collect::<Vec<_>>().join("; "))
}
