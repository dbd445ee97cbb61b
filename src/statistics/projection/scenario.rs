//! Scenarios: paths that would have to be taken, or could be; not forecasts, so neither interval nor probability.

use crate::statistics::{Estimate, Method, Reading, Refusal, Scale, years_between};
use jiff::civil::Date;

/// A path from the latest reading on, and what it was made from.
///
/// Not a [`super::Fitted`] model on purpose: a scenario answers "what if", so nothing can ask it how sure it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// Which scenario.
    pub method: Method,
    /// The latest reading, from which it starts.
    pub from: Reading,
    /// Whose pace it takes, where it takes another's.
    pub peer: Option<String>,
    /// Change per year: in the unit of the readings for a straight path, on the scale for a peer's pace.
    pub pace: f64,
    /// Readings (or peers) it was made from.
    pub n: usize,
    /// Readings (or peers) left out.
    pub left_out: usize,
    pub(super) moved: bool,
    pub(super) path: Path,
}

/// The shape of a scenario.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Path {
    /// Straight to a value on a date, and there it stays.
    Straight { to: f64, on: Date },
    /// An even pace on a scale.
    OnScale { scale: Scale, from: f64 },
}

impl Scenario {
    /// The value of the path at a date: no interval, and the remark that this is no forecast.
    ///
    /// On the day of the latest reading it is that reading. Errors: [`Refusal::TargetDateNotAfterReading`] before it,
    /// [`Refusal::NotFinite`].
    pub fn at(&self, date: Date) -> Result<Estimate, Refusal> {
        let years = years_between(self.from.date, date);
        if years < 0.0 {
            return Err(Refusal::TargetDateNotAfterReading);
        }
        let value = match self.path {
            _ if years == 0.0 => self.from.value,
            Path::Straight { to, on } if date >= on => to,
            Path::Straight { .. } => self.from.value + self.pace * years,
            Path::OnScale { scale, from } => scale.inverse(from + self.pace * years),
        };
        let mut remarks = vec![Refusal::ScenarioNotForecast];
        if self.moved {
            remarks.push(Refusal::BoundaryMoved);
        }
        Ok(Estimate { left_out: self.left_out, remarks, ..Estimate::exact(value, self.n, self.method)? })
    }
}
