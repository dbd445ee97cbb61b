//! Where the boxes of a graph stand: in columns from sources to results, ordered so that few lines cross.
//!
//! After Sugiyama, Tagawa and Toda (1981): columns by the longest way from a source; lines that span several columns have
//! a place of their own in each between, one for all from one source; the order in a column is that of the mean place of the neighbours, swept to and fro.

use super::{Graph, height_of};

/// A box's place on the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// Where everything is.
pub struct Placed {
    /// The boxes, in the order of the graph.
    pub boxes: Vec<Place>,
    /// The points of each line.
    pub lines: Vec<Vec<(f64, f64)>>,
    pub width: f64,
    pub height: f64,
}

/// Free space between boxes of a column, the height that a passing line keeps for itself, and space between columns.
const BETWEEN: f64 = 14.0;
const PASSING: f64 = 2.0;
const GUTTER: f64 = 90.0;
const SWEEPS: usize = 12;

/// What stands in a column: a box, or the lines from one source that pass, by the first of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot {
    Box(usize),
    Line(usize),
}

/// Places boxes of these sizes.
pub fn place(graph: &Graph, sizes: &[(f64, f64)]) -> Placed {
    let level = levels(graph);
    let mut columns: Vec<Vec<Slot>> = vec![Vec::new(); level.iter().max().map_or(0, |l| l + 1)];
    for (i, l) in level.iter().enumerate() {
        columns[*l].push(Slot::Box(i));
    }
    for (i, ((from, _), (to, _))) in graph.lines.iter().enumerate() {
        let passing = Slot::Line(first_of(graph, i));
        for column in columns.iter_mut().take(level[*to]).skip(level[*from] + 1) {
            if !column.contains(&passing) {
                column.push(passing);
            }
        }
    }
    for sweep in 0..SWEEPS {
        let forward = sweep % 2 == 0;
        let order: Vec<usize> =
            if forward { (1..columns.len()).collect() } else { (0..columns.len().saturating_sub(1)).rev().collect() };
        for at in order {
            let beside = if forward { at - 1 } else { at + 1 };
            sort(graph, &level, &mut columns, at, beside);
        }
    }
    settle(graph, &level, &columns, sizes)
}

/// The first line that comes from where this one comes from.
fn first_of(graph: &Graph, line: usize) -> usize {
    graph.lines.iter().position(|(from, _)| *from == graph.lines[line].0).unwrap_or(line)
}

/// The column of each box: after all of its sources; a source stands just before the first that needs it.
fn levels(graph: &Graph) -> Vec<usize> {
    let count = graph.boxes.len();
    let mut level = vec![0; count];
    // A graph without circles settles in as many rounds as it has boxes.
    for _ in 0..count {
        for ((from, _), (to, _)) in &graph.lines {
            level[*to] = level[*to].max((level[*from] + 1).min(count - 1));
        }
    }
    for i in 0..count {
        let is_source = !graph.lines.iter().any(|(_, (to, _))| *to == i);
        let first = graph.lines.iter().filter(|((from, _), _)| *from == i).map(|(_, (to, _))| level[*to]).min();
        if let (true, Some(first)) = (is_source, first) {
            level[i] = first.saturating_sub(1);
        }
    }
    level
}

/// Orders a column by the mean place of what each slot is joined to in the column beside it.
fn sort(graph: &Graph, level: &[usize], columns: &mut [Vec<Slot>], at: usize, beside: usize) {
    let position = |slot: Slot| columns[beside].iter().position(|s| *s == slot);
    // What a line is in the column beside: a box at its end, or the line itself.
    let neighbour = |line: usize| {
        let ((from, from_row), (to, to_row)) = graph.lines[line];
        let end = if beside < at { (from, from_row) } else { (to, to_row) };
        let row = end.1.map_or(0.0, |row| (row as f64 + 1.0) / (graph.boxes[end.0].rows.len() as f64 + 1.0));
        if level[end.0] == beside {
            position(Slot::Box(end.0)).map(|p| p as f64 + row)
        } else {
            position(Slot::Line(first_of(graph, line))).map(|p| p as f64)
        }
    };
    let mean = |slot: Slot, own: usize| {
        let touches = |i: &usize| match slot {
            Slot::Line(line) => first_of(graph, *i) == line && level[graph.lines[*i].1.0] > at,
            Slot::Box(b) => {
                let ((from, _), (to, _)) = graph.lines[*i];
                if beside < at { to == b } else { from == b }
            }
        };
        let places: Vec<f64> = (0..graph.lines.len()).filter(touches).filter_map(neighbour).collect();
        if places.is_empty() { own as f64 } else { places.iter().sum::<f64>() / places.len() as f64 }
    };
    let mut keyed: Vec<(f64, usize, Slot)> =
        columns[at].iter().enumerate().map(|(i, s)| (mean(*s, i), i, *s)).collect();
    keyed.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    columns[at] = keyed.into_iter().map(|(_, _, slot)| slot).collect();
}

/// Gives every slot its pixels: columns side by side, each in the middle of the height.
fn settle(graph: &Graph, level: &[usize], columns: &[Vec<Slot>], sizes: &[(f64, f64)]) -> Placed {
    let tall = |slot: &Slot| match slot {
        Slot::Box(i) => sizes[*i].1,
        Slot::Line(_) => PASSING,
    };
    let heights: Vec<f64> =
        columns.iter().map(|c| c.iter().map(|s| tall(s) + BETWEEN).sum::<f64>() - BETWEEN).collect();
    let height = heights.iter().copied().fold(0.0, f64::max);
    let nothing = Place { x: 0.0, y: 0.0, width: 0.0, height: 0.0 };
    let mut boxes = vec![nothing; sizes.len()];
    let mut passing: Vec<Vec<(usize, f64, f64, f64)>> = vec![Vec::new(); graph.lines.len()];
    let mut x = 0.0;
    for (number, (column, own)) in columns.iter().zip(&heights).enumerate() {
        let is_box = |slot: &Slot| if let Slot::Box(i) = slot { Some(sizes[*i].0) } else { None };
        let wide = column.iter().filter_map(is_box).fold(0.0, f64::max);
        let mut y = (height - own) / 2.0;
        for slot in column {
            match slot {
                Slot::Box(i) => boxes[*i] = Place { x, y, width: sizes[*i].0, height: sizes[*i].1 },
                Slot::Line(i) => passing[*i].push((number, x, x + wide, y + PASSING / 2.0)),
            }
            y += tall(slot) + BETWEEN;
        }
        x += wide + GUTTER;
    }
    let right = |column: usize| {
        let of = boxes.iter().zip(level).filter(|(_, l)| **l == column).map(|(b, _)| b.x + b.width);
        of.fold(0.0, f64::max)
    };
    let lines = graph.lines.iter().enumerate().map(|(i, (from, to))| {
        let (start, end) = (boxes[from.0], boxes[to.0]);
        let y = start.y + height_of(from.1);
        // First straight to the column's edge, where wider boxes end.
        let mut points = vec![(start.x + start.width, y), (right(level[from.0]).max(start.x + start.width), y)];
        let passed = passing[first_of(graph, i)].iter().filter(|(column, ..)| *column < level[to.0]);
        points.extend(passed.flat_map(|(_, begin, end, y)| [(*begin, *y), (*end, *y)]));
        points.push((end.x, end.y + height_of(to.1)));
        points
    });
    let lines = lines.collect();
    Placed { boxes, lines, width: (x - GUTTER).max(0.0), height }
}
