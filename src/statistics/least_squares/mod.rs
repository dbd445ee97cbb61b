//! Least squares, linear and non-linear, to the digits that certified values allow.
//!
//! [`linear()`] and [`polynomial`] compute in twice the usual precision, so that even a polynomial of degree ten over
//! nearly collinear powers keeps the digits of its coefficients. [`nonlinear()`] fits any [`Curve`] from several starts and
//! says so where no start leads to a minimum. Both are checked against the Statistical Reference Datasets of NIST
//! (<https://www.itl.nist.gov/div898/strd/>), whose values are certified to eleven digits and more.

mod double;
mod linear;
#[cfg(test)]
mod nist;
mod nonlinear;
mod orthogonal;
mod search;

pub use linear::{Intercept, LinearFit, linear, polynomial};
pub use nonlinear::{Curve, NonlinearFit, nonlinear, scattered};
pub(super) use orthogonal::power_of_two_near;
