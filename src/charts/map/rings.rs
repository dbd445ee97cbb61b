//! How is an area drawn whose polygons have holes and islands? Filled, hatched and outlined; and where has it room?

use super::Polygon;
use super::flat::Flat;
use crate::charts::page::Page;
use crate::charts::place::{Frame, Point};
use crate::charts::theme::{HATCH, Ink};

/// Points around an area that are enough to point at it.
const MOST_AROUND: usize = 48;

/// The polygons of one area on the page.
#[derive(Debug, Clone, Default)]
pub(super) struct Shape {
    polygons: Vec<Vec<Vec<Point>>>,
}

impl Shape {
    /// On the page's pixels: points that fall on the pixel before them are left out, and rings that shrink to a line too.
    pub fn of(polygons: &[Polygon], flat: &Flat) -> Shape {
        let ring = |ring: &Vec<(f64, f64)>| {
            let mut points: Vec<Point> = ring.iter().map(|point| flat.at(*point)).collect();
            points.dedup();
            straightened(points)
        };
        let polygon = |polygon: &Polygon| {
            let mut rings = polygon.iter().map(ring);
            let outer = rings.next().filter(|outer| outer.len() >= 4)?;
            Some(std::iter::once(outer).chain(rings.filter(|hole| hole.len() >= 4)).collect())
        };
        Shape { polygons: polygons.iter().filter_map(polygon).collect() }
    }

    /// The outer rings with few enough points for those who point at them.
    pub fn around(&self) -> Vec<Vec<Point>> {
        let thinned = |ring: &Vec<Point>| ring.iter().step_by(ring.len().div_ceil(MOST_AROUND)).copied().collect();
        self.polygons.iter().filter_map(|polygon| polygon.first()).map(thinned).collect()
    }

    fn edges(&self) -> impl Iterator<Item = (Point, Point)> {
        self.polygons.iter().flatten().flat_map(|ring| ring.windows(2).map(|pair| (pair[0], pair[1])))
    }

    /// Filled with a shade, or hatched where there is none.
    pub fn fill(&self, page: &mut Page, shade: Option<Ink>) {
        match shade {
            Some(shade) => self.polygons.iter().for_each(|polygon| page.shape(&bridged(polygon), shade)),
            None => self.hatch(page),
        }
    }

    /// Slanted lines wherever an odd number of rings is crossed (the even-odd rule).
    fn hatch(&self, page: &mut Page) {
        let edges: Vec<(Point, Point)> = self.edges().collect();
        let sums = || edges.iter().map(|(a, _)| a.0 + a.1);
        let (first, last) = (sums().fold(f64::INFINITY, f64::min), sums().fold(f64::NEG_INFINITY, f64::max));
        // Half a pixel off the corners, which all lie on whole pixels.
        let mut sum = (first / 8.0).floor() * 8.0 + 0.5;
        while sum < last {
            let crossing = |&(a, b): &(Point, Point)| {
                let (from, to) = (a.0 + a.1 - sum, b.0 + b.1 - sum);
                ((from < 0.0) != (to < 0.0)).then(|| a.0 + (b.0 - a.0) * from / (from - to))
            };
            let mut crossings: Vec<f64> = edges.iter().filter_map(crossing).collect();
            crossings.sort_by(f64::total_cmp);
            for pair in crossings.chunks_exact(2) {
                page.line(&[(pair[0], sum - pair[0]), (pair[1], sum - pair[1])], 1.0, HATCH);
            }
            sum += 8.0;
        }
    }

    pub fn outline(&self, page: &mut Page, ink: Ink) {
        self.polygons.iter().flatten().for_each(|ring| page.line(ring, 1.0, ink));
    }
}

/// Without the points in the middle of straight runs of pixels.
fn straightened(points: Vec<Point>) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::with_capacity(points.len());
    for point in points {
        if let [.., a, b] = kept[..] {
            let straight = (b.0 - a.0) * (point.1 - b.1) == (b.1 - a.1) * (point.0 - b.0);
            let onwards = (b.0 - a.0) * (point.0 - b.0) + (b.1 - a.1) * (point.1 - b.1) >= 0.0;
            if straight && onwards {
                kept.pop();
            }
        }
        kept.push(point);
    }
    kept
}

/// One line around a polygon and, over bridges of no width, the other way around each of its holes: filled by the rule of
/// even and odd as well as by winding, the holes stay open.
fn bridged(polygon: &[Vec<Point>]) -> Vec<Point> {
    let Some((outer, holes)) = polygon.split_first() else { return Vec::new() };
    let turns = |ring: &[Point], positive: bool| {
        let mut ring = ring.to_vec();
        if (doubled_area(&ring) > 0.0) != positive {
            ring.reverse();
        }
        ring
    };
    let mut line = turns(outer, true);
    let start = line[0];
    for hole in holes {
        line.extend(turns(hole, false));
        line.push(start);
    }
    line
}

fn doubled_area(ring: &[Point]) -> f64 {
    ring.windows(2).map(|pair| pair[0].0 * pair[1].1 - pair[1].0 * pair[0].1).sum()
}

/// The place for a label of this size that lies farthest inside the area, if it has one that is `free`.
pub(super) fn roomy(shape: &Shape, width: f64, height: f64, free: impl Fn(&Frame) -> bool) -> Option<Frame> {
    let edges: Vec<(Point, Point)> = shape.edges().collect();
    let ends = |of: fn(Point) -> f64| {
        let all = || edges.iter().map(|(a, _)| of(*a));
        (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max))
    };
    let ((left, right), (top, bottom)) = (ends(|p| p.0), ends(|p| p.1));
    let steps = |from: f64, to: f64| {
        let step = ((to - from) / 20.0).max(3.0);
        (0..=20).map(move |i| from + step * f64::from(i)).take_while(move |at| *at <= to)
    };
    let mut best: Option<(f64, Frame)> = None;
    for y in steps(top + height / 2.0, bottom - height / 2.0) {
        for x in steps(left + width / 2.0, right - width / 2.0) {
            let frame = Frame::new(x - width / 2.0, y - height / 2.0, x + width / 2.0, y + height / 2.0);
            if !inside(&edges, (x, y)) || !free(&frame) {
                continue;
            }
            // Nearer to a boundary than the best so far: no need to look at the others.
            let least = best.map_or(1.0, |(farthest, _)| farthest);
            let far = edges.iter().try_fold(f64::INFINITY, |far: f64, edge| {
                let far = far.min(away(&frame, *edge));
                (far > least).then_some(far)
            });
            if let Some(far) = far {
                best = Some((far, frame));
            }
        }
    }
    best.map(|(_, frame)| frame)
}

/// Is the point inside by the rule of even and odd?
fn inside(edges: &[(Point, Point)], (x, y): Point) -> bool {
    let crosses =
        |&&(a, b): &&(Point, Point)| (a.1 > y) != (b.1 > y) && x < a.0 + (y - a.1) / (b.1 - a.1) * (b.0 - a.0);
    edges.iter().filter(crosses).count() % 2 == 1
}

/// How far an edge keeps from a label: 0 where it touches or crosses it.
fn away(frame: &Frame, (a, b): (Point, Point)) -> f64 {
    let length = (b.0 - a.0).hypot(b.1 - a.1);
    let steps = (length / 4.0).ceil().max(1.0) as u32;
    (0..=steps)
        .map(|i| {
            let share = f64::from(i) / f64::from(steps);
            let point = (a.0 + (b.0 - a.0) * share, a.1 + (b.1 - a.1) * share);
            let near = frame.nearest(point);
            (near.0 - point.0).hypot(near.1 - point.1)
        })
        .fold(f64::INFINITY, f64::min)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: f64, y: f64, side: f64) -> Vec<Point> {
        vec![(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)]
    }

    #[test]
    fn a_hole_is_left_open_whichever_way_its_ring_runs() {
        let outer = square(0.0, 0.0, 100.0);
        let mut hole = square(40.0, 40.0, 20.0);
        for _ in 0..2 {
            let line = bridged(&[outer.clone(), hole.clone()]);
            assert_eq!(doubled_area(&line).abs(), 2.0 * (10_000.0 - 400.0));
            hole.reverse();
        }
    }

    #[test]
    fn hatching_keeps_off_holes() {
        let shape = Shape { polygons: vec![vec![square(0.0, 0.0, 100.0), square(20.0, 20.0, 60.0)]] };
        let mut page = Page::default();
        shape.fill(&mut page, None);
        assert!(page.marks.len() > 20);
        for mark in &page.marks {
            let crate::charts::page::Mark::Stroke(points, ..) = mark else { panic!("lines only") };
            let middle = ((points[0].0 + points[1].0) / 2.0, (points[0].1 + points[1].1) / 2.0);
            assert!(!(20.5..79.5).contains(&middle.0) || !(20.5..79.5).contains(&middle.1), "{middle:?}");
        }
    }

    #[test]
    fn a_label_stands_inside_and_not_in_a_hole() {
        let ring = Shape { polygons: vec![vec![square(0.0, 0.0, 200.0), square(60.0, 60.0, 80.0)]] };
        let frame = roomy(&ring, 50.0, 30.0, |_| true).unwrap();
        assert!(!frame.overlaps(&Frame::new(60.0, 60.0, 140.0, 140.0)));
        assert!(Frame::new(0.0, 0.0, 200.0, 200.0).holds(&frame));
        assert_eq!(roomy(&ring, 150.0, 100.0, |_| true), None);
        assert_eq!(roomy(&Shape::default(), 5.0, 5.0, |_| true), None);
    }

    #[test]
    fn straight_runs_keep_their_ends_and_spikes_their_tips() {
        let line = vec![(0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (2.0, 1.0)];
        assert_eq!(straightened(line), [(0.0, 0.0), (2.0, 0.0), (2.0, 1.0)]);
        let spike = vec![(0.0, 0.0), (5.0, 0.0), (2.0, 0.0)];
        assert_eq!(straightened(spike.clone()), spike);
    }
}
