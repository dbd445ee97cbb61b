//! Where on the page does a longitude and latitude lie? Degrees of longitude are as long as at the mean latitude.

use crate::charts::place::Point;

/// A map on the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Flat {
    west: f64,
    north: f64,
    /// Pixels for a degree of latitude, and for one of longitude.
    scale: (f64, f64),
    at: Point,
    /// Where the map ends.
    pub bottom: f64,
}

impl Flat {
    /// All points between `left` and `right` from `top` down, no higher than `tallest`, in the middle.
    pub fn of<'a>(
        points: impl Iterator<Item = &'a (f64, f64)>,
        (left, top, right): (f64, f64, f64),
        tallest: f64,
    ) -> Flat {
        let (mut west, mut east) = (f64::INFINITY, f64::NEG_INFINITY);
        let (mut south, mut north) = (f64::INFINITY, f64::NEG_INFINITY);
        for (longitude, latitude) in points {
            (west, east) = (west.min(*longitude), east.max(*longitude));
            (south, north) = (south.min(*latitude), north.max(*latitude));
        }
        if west > east {
            return Flat { west: 0.0, north: 0.0, scale: (1.0, 1.0), at: (left, top), bottom: top };
        }
        // At the poles a degree of longitude has no length; maps of offices end long before.
        let narrow = ((south + north) / 2.0).to_radians().cos().max(0.01);
        let (wide, high) = (((east - west) * narrow).max(1e-9), (north - south).max(1e-9));
        let scale = ((right - left) / wide).min(tallest / high);
        let at = (left + (right - left - wide * scale) / 2.0, top);
        Flat { west, north, scale: (scale, scale * narrow), at, bottom: top + high * scale }
    }

    /// The whole pixel of a longitude and latitude: neighbours share their boundary to the pixel.
    pub fn at(&self, (longitude, latitude): (f64, f64)) -> Point {
        let x = self.at.0 + (longitude - self.west) * self.scale.1;
        let y = self.at.1 + (self.north - latitude) * self.scale.0;
        (x.round(), y.round())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn north_is_up_and_a_degree_is_narrower_than_it_is_high() {
        let corners = [(103.0, 59.0), (105.0, 61.0)];
        let flat = Flat::of(corners.iter(), (0.0, 0.0, 1000.0), 500.0);
        let (a, b) = (flat.at(corners[0]), flat.at(corners[1]));
        assert_eq!((a.1, b.1), (500.0, 0.0));
        assert!((b.0 - a.0 - 250.0).abs() <= 1.0, "half as wide at 60 degrees: {a:?} {b:?}");
        assert!((a.0 + b.0 - 1000.0).abs() <= 1.0, "in the middle");
    }

    #[test]
    fn no_point_and_one_point_have_a_place() {
        assert_eq!(Flat::of([].iter(), (0.0, 5.0, 10.0), 10.0).bottom, 5.0);
        let flat = Flat::of([(104.0, 21.0)].iter(), (0.0, 0.0, 100.0), 50.0);
        let (x, y) = flat.at((104.0, 21.0));
        assert!((0.0..=100.0).contains(&x) && (0.0..=50.0).contains(&y));
    }
}
