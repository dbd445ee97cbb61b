//! What is made of what? Boxes from left to right, with lines from each source to what is made of it.
//!
//! Unlike the forms of a review it has no fixed width: it is as wide and as high as its boxes need, so that nothing is cut
//! and nothing lies on anything else; a line that passes a column of boxes has its own place between them.

mod layout;

use super::font::FAMILY;
use super::text::{clean, width};
use super::theme::{BODY, Ink, LINE, NOW, PAPER, QUIET, SMALL, SOFT, TARGET, TEXT, TITLE, TRACK};
use crate::language::Language;
use layout::{Place, place};

/// What a box stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BoxKind {
    /// A table of a dataset.
    Dataset,
    /// The result of a query.
    Query,
    /// What a run is told.
    Told,
    /// What cannot be told.
    Unknown,
}

/// One box: a title, and rows that lines may lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraphBox {
    /// What it stands for.
    pub kind: BoxKind,
    /// Its title.
    pub title: String,
    /// Its rows; none where only whole boxes are joined.
    pub rows: Vec<String>,
}

/// One end of a line: a box, and one of its rows where it has any.
pub type End = (usize, Option<usize>);

/// Boxes and the lines between them, each from a source to what is made of it; without circles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Graph {
    /// The boxes.
    pub boxes: Vec<GraphBox>,
    /// The lines.
    pub lines: Vec<(End, End)>,
}

/// Height of a title and of a row, and what is left free around text and picture, in pixels.
const HEAD: f64 = 26.0;
const ROW: f64 = 18.0;
const PAD: f64 = 9.0;
const MARGIN: f64 = 24.0;
const TOP: f64 = 84.0;

/// The graph as one SVG. The same graph gives the same text.
///
/// ```
/// use milepost::charts::{BoxKind, Graph, GraphBox, draw_graph};
/// use milepost::language::Language;
/// let named = |kind, title: &str| GraphBox { kind, title: title.into(), rows: Vec::new() };
/// let graph = Graph {
///     boxes: vec![named(BoxKind::Dataset, "observation"), named(BoxKind::Query, "reading")],
///     lines: vec![((0, None), (1, None))],
/// };
/// let svg = draw_graph(&graph, "reading", Language::En);
/// assert!(svg.starts_with("<svg ") && svg.contains(">observation</text>"));
/// ```
pub fn draw_graph(graph: &Graph, title: &str, language: Language) -> String {
    let sizes: Vec<(f64, f64)> = graph.boxes.iter().map(size).collect();
    let placed = place(graph, &sizes);
    let mut marks = String::new();
    for line in &placed.lines {
        marks.push_str(&path(line));
    }
    for (one, at) in graph.boxes.iter().zip(&placed.boxes) {
        marks.push_str(&drawn(one, *at));
    }
    let legend = legend(language);
    let wide = (placed.width + 2.0 * MARGIN)
        .max(width(title, TITLE) + 2.0 * MARGIN)
        .max(legend.iter().map(|(_, words)| width(words, SMALL) + 44.0).sum::<f64>() + 2.0 * MARGIN);
    let high = placed.height + TOP + MARGIN;
    let mut head = text(MARGIN, 34.0, &clean(title), TITLE.size, true, TEXT);
    let mut x = MARGIN;
    for (kind, words) in &legend {
        head.push_str(&frame(*kind, Place { x, y: 50.0, width: 18.0, height: 14.0 }));
        head.push_str(&text(x + 24.0, 62.0, words, SMALL.size, false, QUIET));
        x += width(words, SMALL) + 44.0;
    }
    let tag = language.tag();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" role=\"img\" lang=\"{tag}\" \
         font-family=\"'{FAMILY}', 'Segoe UI', Arial, sans-serif\">\n<title>{}</title>\n<rect width=\"{w}\" height=\"{h}\" fill=\"{}\"/>\n\
         {head}<g transform=\"translate({MARGIN} {TOP})\">\n{marks}</g>\n</svg>\n",
        escape(&clean(title)),
        colour(PAPER),
        w = wide.ceil(),
        h = high.ceil(),
    )
}

fn legend(language: Language) -> [(BoxKind, &'static str); 4] {
    [
        (BoxKind::Dataset, language.say("graph-legend-dataset")),
        (BoxKind::Query, language.say("graph-legend-query")),
        (BoxKind::Told, language.say("graph-legend-parameter")),
        (BoxKind::Unknown, language.say("graph-legend-unknown")),
    ]
}

fn size(one: &GraphBox) -> (f64, f64) {
    let rows = one.rows.iter().map(|r| width(&clean(r), SMALL)).fold(0.0, f64::max);
    let wide = width(&clean(&one.title), BODY.bold()).max(rows) + 2.0 * PAD;
    let below = if one.rows.is_empty() { 0.0 } else { 6.0 };
    (wide.ceil(), HEAD + below + ROW * one.rows.len() as f64)
}

/// Where a line meets a box: the middle of its row or of its title, below the box's top.
fn height_of(row: Option<usize>) -> f64 {
    row.map_or(HEAD / 2.0, |row| HEAD + ROW * (row as f64 + 0.5))
}

fn drawn(one: &GraphBox, at: Place) -> String {
    let mut out = frame(one.kind, at);
    out.push_str(&text(
        at.x + PAD,
        at.y + 18.0,
        &clean(&one.title),
        BODY.size,
        true,
        if one.kind == BoxKind::Unknown { TARGET } else { TEXT },
    ));
    for (i, row) in one.rows.iter().enumerate() {
        let baseline = at.y + height_of(Some(i)) + 4.5;
        out.push_str(&text(at.x + PAD, baseline, &clean(row), SMALL.size, false, QUIET));
    }
    out
}

/// Datasets are grey with square corners, queries white with round ones; what is told is dotted, what is unknown dashed.
fn frame(kind: BoxKind, at: Place) -> String {
    let (fill, stroke, round, dash) = match kind {
        BoxKind::Dataset => (TRACK, LINE, 0, ""),
        BoxKind::Query => (PAPER, NOW, 7, ""),
        BoxKind::Told => (PAPER, LINE, 0, " stroke-dasharray=\"1.5 3\""),
        BoxKind::Unknown => (PAPER, TARGET, 0, " stroke-dasharray=\"6 4\""),
    };
    let Place { x, y, width, height } = at;
    format!(
        "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"{round}\" fill=\"{}\" stroke=\"{}\" stroke-width=\"1.3\"{dash}/>\n",
        colour(fill),
        colour(stroke)
    )
}

/// A line through points: curved between columns, straight across them.
fn path(points: &[(f64, f64)]) -> String {
    let mut d = points.first().map_or(String::new(), |(x, y)| format!("M{x:.1} {y:.1}"));
    for pair in points.windows(2) {
        let ((x, y), (to_x, to_y)) = (pair[0], pair[1]);
        let half = (to_x - x) / 2.0;
        d.push_str(&format!("C{:.1} {y:.1} {:.1} {to_y:.1} {to_x:.1} {to_y:.1}", x + half, to_x - half));
    }
    format!("<path d=\"{d}\" fill=\"none\" stroke=\"{}\" stroke-width=\"1.3\"/>\n", colour(SOFT))
}

fn text(x: f64, baseline: f64, words: &str, size: f64, bold: bool, ink: Ink) -> String {
    let weight = if bold { " font-weight=\"700\"" } else { "" };
    format!(
        "<text x=\"{x:.1}\" y=\"{baseline:.1}\" font-size=\"{size}\"{weight} fill=\"{}\">{}</text>\n",
        colour(ink),
        escape(words)
    )
}

fn colour(Ink(r, g, b): Ink) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests;
