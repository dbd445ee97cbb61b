//! Models of one series: what they are told, what they give back. Only a fitted model can project.

mod place;
mod rw_drift;
mod student;

pub use rw_drift::{RW_DRIFT, RwDrift};

use super::{Comparator, Estimate, Level, Method, Refusal, Scale, Series};
use jiff::civil::Date;

/// What the catalogue declares about an indicator and a model must respect.
#[derive(Debug, Clone, PartialEq)]
pub struct Declared {
    /// The scale on which change is even; its bounds are the indicator's.
    pub scale: Scale,
    /// The measurement unit (0.1 for a share printed with one decimal); where `None`, read off the printed decimals.
    pub unit: Option<f64>,
    /// First days under a new definition or denominator.
    pub breaks: Vec<Date>,
    /// How many years ahead the method was backtested; `None` where no backtest is declared.
    pub backtested_years: Option<f64>,
}

impl Declared {
    /// Nothing declared but the scale.
    pub fn on(scale: Scale) -> Declared {
        Declared { scale, unit: None, breaks: Vec::new(), backtested_years: None }
    }
}

/// A way to project a series.
pub trait Model {
    /// Its name and version.
    fn method(&self) -> Method;

    /// Fits the model to all readings of a series, or says why it cannot.
    fn fit(&self, series: &Series, declared: &Declared) -> Result<Box<dyn Fitted>, Refusal>;
}

/// A model fitted to one series.
pub trait Fitted {
    /// Name and version of the model.
    fn method(&self) -> Method;

    /// The date of the latest reading: projections begin after it.
    fn origin(&self) -> Date;

    /// Median and central interval at a date, in the unit of the readings.
    ///
    /// Errors: [`Refusal::TargetDateNotAfterReading`], [`Refusal::NotFinite`]. Downgrades stand in `remarks`; where one
    /// of them forbids an interval, it is `None`.
    fn at(&self, date: Date, level: Level) -> Result<Estimate, Refusal>;

    /// Probability, from 0 to 1, that the value at that date (not before it) compares so with `value`.
    ///
    /// Errors: those of [`Fitted::at`], and every reason for which a probability must not be named.
    fn probability(&self, date: Date, comparator: Comparator, value: f64) -> Result<Estimate, Refusal>;
}
