//! What every number must carry: value, interval, how many readings, by which method.

use super::Refusal;
use std::fmt;

/// How sure an interval claims to be: strictly between 0 and 1.
///
/// 95 is refused, not read as 0.95: a level that can be meant in two ways is a mistake waiting.
///
/// ```
/// use milepost::statistics::{Level, Refusal};
/// assert_eq!(Level::new(0.9)?.get(), 0.9);
/// assert_eq!(Level::new(95.0), Err(Refusal::InvalidLevel));
/// # Ok::<(), Refusal>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Level(f64);

impl Level {
    /// Eighty percent: the level at which an interval is judged informative or not.
    pub const EIGHTY: Level = Level(0.8);

    /// A level in (0, 1); anything else is [`Refusal::InvalidLevel`].
    pub fn new(level: f64) -> Result<Level, Refusal> {
        if level > 0.0 && level < 1.0 { Ok(Level(level)) } else { Err(Refusal::InvalidLevel) }
    }

    /// The level as a share, e.g. 0.8.
    pub fn get(self) -> f64 {
        self.0
    }

    /// The probability left outside the interval, on the upper side alone, e.g. 0.1.
    pub fn upper_tail(self) -> f64 {
        (1.0 - self.0) / 2.0
    }
}

/// A method by name and version; the version rises when the same readings would give other numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Method {
    /// Its name, lower case with hyphens, e.g. `rw-drift`.
    pub name: &'static str,
    /// Its version, from 1.
    pub version: u32,
}

impl fmt::Display for Method {
    /// `rw-drift/1`, as it stands in result tables.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.name, self.version)
    }
}

/// A central interval in the unit of the value it belongs to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// How sure.
    pub level: Level,
    /// Lower end.
    pub lower: f64,
    /// Upper end.
    pub upper: f64,
}

impl Interval {
    /// Upper minus lower end.
    pub fn width(&self) -> f64 {
        self.upper - self.lower
    }
}

/// A number that says what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    /// The value, in the unit of the readings (a probability: 0 to 1).
    pub value: f64,
    /// Its interval; `None` where the method has none or an honest one cannot be given (then a remark says why).
    pub interval: Option<Interval>,
    /// Readings (or parts) used.
    pub n: usize,
    /// Readings (or parts) left out because they were missing.
    pub left_out: usize,
    /// By which method.
    pub method: Method,
    /// What must be said beside the number, most important first; empty where nothing must.
    pub remarks: Vec<Refusal>,
}

impl Estimate {
    /// An exact figure: no interval, nothing left out, no remark. A value that is not finite is refused.
    pub(crate) fn exact(value: f64, n: usize, method: Method) -> Result<Estimate, Refusal> {
        if !value.is_finite() {
            return Err(Refusal::NotFinite);
        }
        Ok(Estimate { value, interval: None, n, left_out: 0, method, remarks: Vec::new() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_a_share_strictly_inside_zero_and_one() {
        for wrong in [0.0, 1.0, 95.0, -0.1, f64::NAN, f64::INFINITY] {
            assert_eq!(Level::new(wrong), Err(Refusal::InvalidLevel), "{wrong}");
        }
        assert!((Level::new(0.95).unwrap().upper_tail() - 0.025).abs() < 1e-15);
    }

    #[test]
    fn an_exact_figure_is_finite() {
        let method = Method { name: "test", version: 1 };
        assert_eq!(Estimate::exact(f64::NAN, 1, method), Err(Refusal::NotFinite));
        assert_eq!(Estimate::exact(f64::INFINITY, 1, method), Err(Refusal::NotFinite));
        assert_eq!(Estimate::exact(2.0, 1, method).unwrap().value, 2.0);
    }

    #[test]
    fn a_method_prints_its_version() {
        assert_eq!(Method { name: "rw-drift", version: 1 }.to_string(), "rw-drift/1");
    }
}
