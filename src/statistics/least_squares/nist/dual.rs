//! A value with its derivatives by each parameter, so that each certified model is written down once.

use std::ops::{Add, Div, Mul, Neg, Sub};

/// Parameters of the largest model (ENSO).
pub(super) const PARAMETERS: usize = 9;

/// A value and its derivatives.
#[derive(Clone, Copy)]
pub(super) struct Dual {
    pub(super) value: f64,
    pub(super) by: [f64; PARAMETERS],
}

impl Dual {
    /// The `index`th parameter itself.
    pub(super) fn parameter(value: f64, index: usize) -> Dual {
        let mut by = [0.0; PARAMETERS];
        by[index] = 1.0;
        Dual { value, by }
    }

    /// A function of this, by its value and its slope here.
    fn map(self, value: f64, slope: f64) -> Dual {
        Dual { value, by: self.by.map(|d| d * slope) }
    }

    /// A function of this and another, by its value and its slopes along both.
    fn with(self, slope: f64, other: Dual, other_slope: f64, value: f64) -> Dual {
        Dual { value, by: std::array::from_fn(|i| self.by[i] * slope + other.by[i] * other_slope) }
    }

    pub(super) fn exp(self) -> Dual {
        self.map(self.value.exp(), self.value.exp())
    }

    pub(super) fn ln(self) -> Dual {
        self.map(self.value.ln(), 1.0 / self.value)
    }

    pub(super) fn sin(self) -> Dual {
        self.map(self.value.sin(), self.value.cos())
    }

    pub(super) fn cos(self) -> Dual {
        self.map(self.value.cos(), -self.value.sin())
    }

    pub(super) fn atan(self) -> Dual {
        self.map(self.value.atan(), 1.0 / (1.0 + self.value * self.value))
    }

    pub(super) fn squared(self) -> Dual {
        self * self
    }

    /// This to the power of another; NaN for a base that is not positive.
    pub(super) fn to_the(self, power: impl Into<Dual>) -> Dual {
        (self.ln() * power.into()).exp()
    }
}

impl From<f64> for Dual {
    fn from(value: f64) -> Dual {
        Dual { value, by: [0.0; PARAMETERS] }
    }
}

impl<T: Into<Dual>> Add<T> for Dual {
    type Output = Dual;
    fn add(self, other: T) -> Dual {
        let other = other.into();
        self.with(1.0, other, 1.0, self.value + other.value)
    }
}

impl Neg for Dual {
    type Output = Dual;
    fn neg(self) -> Dual {
        self.map(-self.value, -1.0)
    }
}

impl<T: Into<Dual>> Sub<T> for Dual {
    type Output = Dual;
    fn sub(self, other: T) -> Dual {
        self + -other.into()
    }
}

impl<T: Into<Dual>> Mul<T> for Dual {
    type Output = Dual;
    fn mul(self, other: T) -> Dual {
        let other = other.into();
        self.with(other.value, other, self.value, self.value * other.value)
    }
}

impl<T: Into<Dual>> Div<T> for Dual {
    type Output = Dual;
    fn div(self, other: T) -> Dual {
        let other = other.into();
        let value = self.value / other.value;
        self.with(1.0 / other.value, other, -value / other.value, value)
    }
}
