//! Models of one series: what they are told, what they give back. Only a fitted model can project.

mod analogs;
mod basis;
mod best_commune_pace;
pub(super) mod by_hand;
mod damped_holt;
#[cfg(test)]
mod every_model;
mod fitted;
mod growth_curve;
mod independent_sum;
mod line;
mod models;
mod naive;
mod ols;
mod place;
mod predictive;
mod read_out;
mod reconcile;
mod required_pace;
mod rw_drift;
mod scenario;
mod search;
mod spacing;
mod theil_sen;
mod theta;

pub use analogs::Analogs;
pub use basis::Basis;
pub use best_commune_pace::{BEST_COMMUNE_PACE, best_commune_pace};
pub use damped_holt::{DAMPED_HOLT, DampedHolt};
pub use fitted::{Fitted, OnDate};
pub use growth_curve::GrowthCurve;
pub use models::{MODELS, Models, Offered, by_name};
pub use naive::{NAIVE, Naive};
pub use ols::{OLS, Ols};
pub use predictive::Predictive;
pub use reconcile::{Component, Reconciled, SUM_OF_PARTS, reconcile};
pub use required_pace::{REQUIRED_PACE, required_pace};
pub use rw_drift::{RW_DRIFT, RwDrift};
pub use scenario::Scenario;
pub use theil_sen::{THEIL_SEN, TheilSen};
pub use theta::{THETA, Theta};

use super::{Method, Refusal, Scale, Series};
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
pub trait Model: Send + Sync {
    /// Its name and version.
    fn method(&self) -> Method;

    /// Fewest readings it can be fitted to.
    fn least(&self) -> usize;

    /// Fits the model to all readings of a series, or says why it cannot.
    fn fit(&self, series: &Series, declared: &Declared) -> Result<Box<dyn Fitted>, Refusal>;
}
