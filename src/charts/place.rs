//! Where can a label stand without covering anything? Along a line, and around a point.

/// A point on the page: right of its left edge, below its top edge.
pub(super) type Point = (f64, f64);

/// A rectangle on the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    pub x0: f64,
    pub y0: f64,
    pub x1: f64,
    pub y1: f64,
}

impl Frame {
    /// From its left, top, right and bottom edges.
    pub fn new(x0: f64, y0: f64, x1: f64, y1: f64) -> Frame {
        Frame { x0, y0, x1, y1 }
    }

    /// A square around a point.
    pub fn around((x, y): Point, half: f64) -> Frame {
        Frame::new(x - half, y - half, x + half, y + half)
    }

    pub fn width(&self) -> f64 {
        self.x1 - self.x0
    }

    pub fn overlaps(&self, other: &Frame) -> bool {
        self.x0 < other.x1 && other.x0 < self.x1 && self.y0 < other.y1 && other.y0 < self.y1
    }

    pub fn holds(&self, other: &Frame) -> bool {
        self.x0 <= other.x0 && self.y0 <= other.y0 && self.x1 >= other.x1 && self.y1 >= other.y1
    }

    /// The point of the rectangle nearest to `(x, y)`.
    pub fn nearest(&self, (x, y): Point) -> Point {
        (x.clamp(self.x0, self.x1), y.clamp(self.y0, self.y1))
    }
}

/// Centres for labels on one line, as near as can be to where they belong, `gap` apart and inside `from..to`.
///
/// `wanted` holds the centre and width of each. `None` where they do not fit side by side.
/// The least total (squared) displacement: pooling of adjacent violators (Ayer and others, 1955).
pub(super) fn spread(wanted: &[(f64, f64)], from: f64, to: f64, gap: f64) -> Option<Vec<f64>> {
    let total: f64 = wanted.iter().map(|w| w.1).sum::<f64>() + gap * wanted.len().saturating_sub(1) as f64;
    if total > to - from {
        return None;
    }
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|&a, &b| wanted[a].0.total_cmp(&wanted[b].0));
    // Without its predecessors' widths every label has one origin; origins must not decrease.
    let mut pools: Vec<(f64, usize)> = Vec::new();
    let mut before = 0.0;
    for &i in &order {
        let (centre, width) = wanted[i];
        let mut pool = (centre - width / 2.0 - before, 1);
        while let Some(last) = pools.pop_if(|last| last.0 > pool.0) {
            let count = last.1 + pool.1;
            pool = ((last.0 * last.1 as f64 + pool.0 * pool.1 as f64) / count as f64, count);
        }
        pools.push(pool);
        before += width + gap;
    }
    let origins = pools.iter().flat_map(|&(origin, count)| std::iter::repeat_n(origin, count));
    let mut centres = vec![0.0; wanted.len()];
    let mut before = 0.0;
    for (&i, origin) in order.iter().zip(origins) {
        centres[i] = origin.clamp(from, to - total) + before + wanted[i].1 / 2.0;
        before += wanted[i].1 + gap;
    }
    Some(centres)
}

/// A label's place, and the line that leads to it where it stands away from its point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    pub frame: Frame,
    pub leader: Option<[Point; 2]>,
    /// Does it stand on a grid line, because there was no other room?
    pub over_grid: bool,
}

/// What is taken on a drawing, and where labels may still stand.
pub(super) struct Space {
    within: Frame,
    grid: Vec<Frame>,
    marks: Vec<Frame>,
    words: Vec<Frame>,
}

/// How far a label may stand from its point without a leader.
const NEAR: f64 = 18.0;
/// Half the width of the widest mark.
const MARK: f64 = 9.0;

impl Space {
    pub fn new(within: Frame) -> Space {
        Space { within, grid: Vec::new(), marks: Vec::new(), words: Vec::new() }
    }

    /// Takes the place of a mark: labels keep off, leaders may cross it.
    pub fn take(&mut self, frame: Frame) {
        self.marks.push(frame);
    }

    /// Takes the place of a grid line: labels keep off, boxes may cover it.
    pub fn take_grid(&mut self, frame: Frame) {
        self.grid.push(frame);
    }

    /// Takes the places along a line.
    pub fn take_line(&mut self, a: Point, b: Point) {
        self.marks.extend(along(a, b).map(|point| Frame::around(point, 2.0)));
    }

    /// Is nothing there, and is it inside?
    pub fn is_free(&self, frame: &Frame) -> bool {
        self.within.holds(frame) && !self.marks.iter().chain(&self.words).any(|taken| taken.overlaps(frame))
    }

    /// Finds and takes a place for a label of this size near its point: on one of eight sides, the nearest of ten
    /// distances, off the grid lines if possible; from the second distance on it has a leader.
    pub fn label(&mut self, at: Point, width: f64, height: f64) -> Option<Place> {
        let sides =
            [(1.0, 0.0), (1.0, -1.0), (0.0, -1.0), (-1.0, -1.0), (-1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (-1.0, 1.0)];
        let rings = [false, true].into_iter().flat_map(|over_grid| (0..10).map(move |ring| (over_grid, ring)));
        for (over_grid, ring) in rings {
            let away = 11.0 + 15.0 * f64::from(ring);
            for (dx, dy) in sides {
                let centre = (at.0 + dx * (away + width / 2.0), at.1 + dy * (away + height / 2.0));
                let left = if dx == 0.0 {
                    centre.0 - width / 2.0
                } else {
                    at.0 + dx * away - if dx < 0.0 { width } else { 0.0 }
                };
                let frame = Frame::new(left, centre.1 - height / 2.0, left + width, centre.1 + height / 2.0);
                if let Some(place) = self.try_label(at, frame, over_grid) {
                    return Some(place);
                }
            }
        }
        None
    }

    /// The same, but straight above or below the point only, and close to it.
    pub fn label_close(&mut self, at: Point, width: f64, height: f64) -> Option<Place> {
        [at.1 - 11.0 - height, at.1 + 11.0]
            .into_iter()
            .map(|top| Frame::new(at.0 - width / 2.0, top, at.0 + width / 2.0, top + height))
            .find_map(|frame| self.try_label(at, frame, false))
    }

    fn try_label(&mut self, at: Point, frame: Frame, may_cross: bool) -> Option<Place> {
        let over_grid = self.grid.iter().any(|line| line.overlaps(&frame));
        if !self.is_free(&frame) || over_grid && !may_cross {
            return None;
        }
        let end = frame.nearest(at);
        let far = (end.0 - at.0).hypot(end.1 - at.1);
        // It starts outside the mark.
        let share = MARK / far;
        let start = (at.0 + (end.0 - at.0) * share, at.1 + (end.1 - at.1) * share);
        let leader = (far > NEAR).then_some([start, end]);
        if let Some([a, b]) = leader {
            if along(a, b).any(|point| self.words.iter().any(|word| word.overlaps(&Frame::around(point, 2.0)))) {
                return None;
            }
            self.take_line(a, b);
        }
        self.words.push(frame);
        Some(Place { frame, leader, over_grid })
    }

    /// Finds and takes a place for a box anywhere inside, nearest to `at`.
    pub fn somewhere(&mut self, at: Point, width: f64, height: f64) -> Option<Frame> {
        let steps = |from: f64, to: f64| (0..).map(move |i| from + 12.0 * f64::from(i)).take_while(move |v| *v <= to);
        let within = self.within;
        let mut best: Option<(f64, Frame)> = None;
        for y in steps(within.y0, within.y1 - height) {
            for x in steps(within.x0, within.x1 - width) {
                let frame = Frame::new(x, y, x + width, y + height);
                let far = (x + width / 2.0 - at.0).hypot(y + height / 2.0 - at.1);
                if best.is_none_or(|(nearest, _)| far < nearest) && self.is_free(&frame) {
                    best = Some((far, frame));
                }
            }
        }
        let (_, frame) = best?;
        self.words.push(frame);
        Some(frame)
    }
}

/// Points every four pixels along a line.
fn along(a: Point, b: Point) -> impl Iterator<Item = Point> {
    let steps = ((b.0 - a.0).hypot(b.1 - a.1) / 4.0).ceil().max(1.0);
    (0..=steps as u32).map(move |i| {
        let share = f64::from(i) / steps;
        (a.0 + (b.0 - a.0) * share, a.1 + (b.1 - a.1) * share)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_that_fit_where_they_belong_are_not_moved() {
        assert_eq!(spread(&[(50.0, 20.0), (20.0, 20.0)], 0.0, 100.0, 5.0), Some(vec![50.0, 20.0]));
        assert_eq!(spread(&[], 0.0, 100.0, 5.0), Some(vec![]));
    }

    #[test]
    fn labels_of_the_same_point_part_evenly_and_stay_inside() {
        assert_eq!(spread(&[(50.0, 20.0), (50.0, 20.0)], 0.0, 100.0, 4.0), Some(vec![38.0, 62.0]));
        assert_eq!(spread(&[(99.0, 20.0), (100.0, 20.0)], 0.0, 100.0, 4.0), Some(vec![66.0, 90.0]));
        assert_eq!(spread(&[(1.0, 60.0), (2.0, 60.0)], 0.0, 100.0, 4.0), None);
    }

    #[test]
    fn a_crowd_of_points_never_overlaps() {
        let mut space = Space::new(Frame::new(0.0, 0.0, 600.0, 400.0));
        let points: Vec<Point> = (0..6).map(|i| (280.0 + 13.0 * f64::from(i), 200.0)).collect();
        points.iter().for_each(|point| space.take(Frame::around(*point, 8.0)));
        let places: Vec<Place> = points.iter().filter_map(|point| space.label(*point, 90.0, 18.0)).collect();
        assert_eq!(places.len(), 6);
        for (i, a) in places.iter().enumerate() {
            assert!(places[i + 1..].iter().all(|b| !a.frame.overlaps(&b.frame)));
        }
        assert!(places.iter().any(|place| place.leader.is_some()), "some stand away and are led to");
    }

    #[test]
    fn where_nothing_is_free_nothing_is_placed() {
        let mut space = Space::new(Frame::new(0.0, 0.0, 100.0, 50.0));
        space.take(Frame::new(0.0, 0.0, 100.0, 50.0));
        assert_eq!(space.label((50.0, 25.0), 20.0, 10.0), None);
        assert_eq!(space.somewhere((50.0, 25.0), 20.0, 10.0), None);
    }
}
