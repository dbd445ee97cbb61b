//! Made-up histories for the tests of this and of what builds on it.

use super::{History, Library, Options};
use crate::statistics::Scale;

/// Percent.
pub(in crate::statistics) const SHARE: Scale = Scale::Gompertz { lower: 0.0, upper: 100.0 };

/// Options under which small libraries answer.
pub(in crate::statistics) const OPTIONS: Options =
    Options { bandwidth: 0.8, recency: 30.0, window: 2.0, blended: false };

/// One history by its readings: year and value.
pub(super) fn history(area: &str, name: &str, readings: &[(f64, f64)]) -> History {
    History { area: area.into(), name: name.into(), readings: readings.to_vec() }
}

/// Areas of one reading a year, each placed on the scale by a rule of area and year.
pub(super) fn placed(areas: u32, years: u32, place: impl Fn(u32, u32) -> f64) -> Vec<History> {
    let readings = |i: u32| {
        let at = |t: u32| (2000.0 + f64::from(t), SHARE.inverse(place(i, t)));
        (0..years).map(at).collect::<Vec<_>>()
    };
    (0..areas).map(|i| history(&format!("{i:03}"), "x", &readings(i))).collect()
}

/// Areas that climb evenly on the scale, each at its own pace, from the same level; one reading a year.
pub(in crate::statistics) fn climbing(areas: u32, years: u32, pace: impl Fn(u32) -> f64) -> Vec<History> {
    placed(areas, years, |i, t| -1.0 + pace(i) * f64::from(t))
}

/// The library of these histories, known to a hundredth of a percent.
pub(in crate::statistics) fn library(histories: &[History]) -> Library {
    Library::new(SHARE, 0.01, histories).unwrap()
}
