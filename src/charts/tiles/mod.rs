//! How high is the figure in each area, and how do neighbours compare?

mod assign;
mod layout;
mod tile;

use super::figure::figure;
use super::marks::{Sign, legend};
use super::page::Page;
use super::place::Frame;
use super::shades::Classes;
use super::theme::{BODY, SMALL};
use super::{Form, areas, finite, some_rows, text, unit_of, words};
use crate::error::{Error, Result};
use crate::language::Language;
use layout::Layout;
use tile::{GAP, Label};

/// Areas as square tiles of one size, placed on a grid as near to where they lie as can be: small communes are seen as well
/// as large ones, and every name can be read.
///
/// The total of squared distances between the areas' points and their tiles is the least possible on the grid. Shades say
/// the figures a second time.
///
/// ```
/// use milepost::charts::{Caption, Chart, TileArea, Tiles, draw_svg};
/// use milepost::language::Language;
///
/// let area = |name: &str, point, value| TileArea { name: name.into(), point: Some(point), value };
/// let chart = Chart::Tiles(Tiles {
///     unit: "%".into(),
///     areas: vec![
///         area("Tô Hiệu", (21.3273, 103.921), Some(96.4)),
///         area("Chiềng An", (21.3856, 103.895), Some(71.0)),
///         area("Mường Lèo", (20.8929, 103.351), None),
///     ],
/// });
/// let svg = draw_svg(&chart, &Caption::default(), Language::Vi)?;
/// assert!(svg.contains("96,4%") && svg.contains("Bắc ở phía trên.") && svg.contains("Chưa có số liệu: 1/3"));
/// # Ok::<(), milepost::error::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tiles {
    /// Unit of all figures.
    pub unit: String,
    /// The areas, 1 to 150, in any order.
    pub areas: Vec<TileArea>,
}

/// One area.
#[derive(Debug, Clone, PartialEq)]
pub struct TileArea {
    /// Its name, short if it has a short one; wrapped between words.
    pub name: String,
    /// Latitude and longitude in degrees; without them the tile stands below the others.
    pub point: Option<(f64, f64)>,
    /// Its figure; `None` is hatched and said.
    pub value: Option<f64>,
}

/// Room for the line below the tiles.
const BELOW: f64 = 32.0;
/// The most tiles that can still be read on one page.
const MOST: usize = 150;

impl Form for Tiles {
    fn check(&self) -> Result<()> {
        some_rows("tiles", self.areas.len())?;
        unit_of("tiles", &self.unit)?;
        if self.areas.len() > MOST {
            return Err(Error::usage("the chart `tiles` has too many areas to be read")
                .found(format!("{} areas", self.areas.len()))
                .expected(format!("at most {MOST}"))
                .hint("draw the areas of one part of the country at a time"));
        }
        for area in &self.areas {
            finite("tiles", &area.name, area.value)?;
            if let Some((latitude, longitude)) = area.point
                && !((-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude))
            {
                return Err(Error::data(format!("the chart `tiles` cannot place `{}`", area.name))
                    .found(format!("latitude {latitude}, longitude {longitude}"))
                    .expected("degrees: latitude from -90 to 90, longitude from -180 to 180")
                    .hint("check whether latitude and longitude are exchanged"));
            }
        }
        Ok(())
    }

    fn draw(&self, page: &mut Page, top: f64, language: Language) -> f64 {
        let classes = Classes::of(&self.areas.iter().filter_map(|area| area.value).collect::<Vec<_>>());
        let missing = areas::missing(self.figures(), language);
        let mut signs = classes.legend(&self.unit, language);
        signs.extend(missing.map(|missing| (Sign::Missing, missing)));
        let mut y = legend(page, top, &signs);
        let high = page.floor.map(|floor| floor - y - BELOW);
        let layout = Layout::of(&self.areas, &self.unit, (page.room(), high), language);
        let side = layout.side;
        let mut below = Vec::new();
        let mut tile = |page: &mut Page, area: &TileArea, (x, y): (f64, f64)| {
            let label = Label::of(area, &self.unit, side, language).unwrap_or_else(|| {
                let drawn = TileArea { name: text::name(&area.name), ..area.clone() };
                below.push(format!("({}) {}", below.len() + 1, self.said(&drawn, language)));
                Label::number(below.len())
            });
            let frame = Frame::new(x, y, x + side - GAP, y + side - GAP);
            label.draw(page, frame, area.value.map(|value| classes.ink(value)));
            page.spot(frame, &self.said(area, language));
        };
        let left = ((page.left + page.right - layout.columns as f64 * side + GAP) / 2.0).round();
        let mut placed: Vec<(usize, usize, usize)> = layout
            .places
            .iter()
            .enumerate()
            .filter_map(|(i, place)| place.map(|(column, row)| (row, column, i)))
            .collect();
        placed.sort_unstable();
        for (row, column, i) in placed {
            tile(page, &self.areas[i], (left + column as f64 * side, y + row as f64 * side));
        }
        y += layout.rows as f64 * side;
        let lost: Vec<&TileArea> = self.areas.iter().filter(|area| area.point.is_none()).collect();
        if !lost.is_empty() {
            let heading = format!("{}: {}/{}", words::WITHOUT_PLACE.get(language), lost.len(), self.areas.len());
            y = page.paragraph(page.left, y + 8.0, page.room(), &heading, BODY.bold()) + 4.0;
            let columns = ((page.room()) / side).floor() as usize;
            for (i, area) in lost.iter().enumerate() {
                tile(page, area, (page.left + (i % columns) as f64 * side, y + (i / columns) as f64 * side));
            }
            y += lost.len().div_ceil(columns) as f64 * side;
        }
        y += 8.0;
        for line in &below {
            y = page.paragraph(page.left, y, page.room(), line, SMALL);
        }
        let note = format!("{} {}", words::NORTH.get(language), words::TILE_IS.get(language));
        page.paragraph(page.left, y, page.room(), &note, SMALL)
    }

    fn describe(&self, language: Language) -> Vec<String> {
        let mut told = areas::told(self.figures(), &self.unit, language);
        told.push(self.areas.iter().map(|area| self.said(area, language)).collect::<Vec<_>>().join("; "));
        told
    }
}

impl Tiles {
    fn figures(&self) -> impl Iterator<Item = (&str, Option<f64>)> + Clone {
        self.areas.iter().map(|area| (area.name.as_str(), area.value))
    }

    fn said(&self, area: &TileArea, language: Language) -> String {
        let value = area.value.map(|value| figure(value, &self.unit, &[], language));
        format!("{}: {}", area.name, value.unwrap_or_else(|| words::NO_READING.get(language).to_lowercase()))
    }
}
