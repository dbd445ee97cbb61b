//! Numbers of twice the usual precision: the unevaluated sum of two floats, 106 bits and more.
//!
//! Source: T. J. Dekker, "A floating-point technique for extending the available precision", Numerische Mathematik 18
//! (1971), 224-242; D. E. Knuth, The Art of Computer Programming 2, section 4.2.2, for the sum without a branch. The error
//! of a product comes from one fused multiply-add.

use std::ops::{Add, Div, Mul, Neg, Sub};

/// A number as `high + low`, where `low` is at most half a unit in the last place of `high`.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Double {
    high: f64,
    low: f64,
}

impl Double {
    pub(super) const ZERO: Double = Double { high: 0.0, low: 0.0 };
    pub(super) const ONE: Double = Double { high: 1.0, low: 0.0 };

    /// Rounded to the usual precision.
    pub(super) fn round(self) -> f64 {
        self.high + self.low
    }

    /// Times a power of two, which loses nothing.
    pub(super) fn scaled(self, power_of_two: f64) -> Double {
        Double { high: self.high * power_of_two, low: self.low * power_of_two }
    }

    /// Square root; zero for what is not positive.
    pub(super) fn sqrt(self) -> Double {
        if self.high <= 0.0 {
            return Double::ZERO;
        }
        let root = Double::from(self.high.sqrt());
        // One Newton step doubles the digits of the first guess.
        root + (self - root * root) / (root + root)
    }
}

impl From<f64> for Double {
    fn from(high: f64) -> Double {
        Double { high, low: 0.0 }
    }
}

/// The sum of two floats and its rounding error, exactly.
fn two_sum(a: f64, b: f64) -> Double {
    let high = a + b;
    let b_rounded = high - a;
    Double { high, low: (a - (high - b_rounded)) + (b - b_rounded) }
}

/// The same, where `a` is the larger or the sum is known to be near.
fn quick_two_sum(a: f64, b: f64) -> Double {
    let high = a + b;
    Double { high, low: b - (high - a) }
}

impl Add for Double {
    type Output = Double;
    fn add(self, other: Double) -> Double {
        let high = two_sum(self.high, other.high);
        let low = two_sum(self.low, other.low);
        let near = quick_two_sum(high.high, high.low + low.high);
        quick_two_sum(near.high, near.low + low.low)
    }
}

impl Neg for Double {
    type Output = Double;
    fn neg(self) -> Double {
        Double { high: -self.high, low: -self.low }
    }
}

impl Sub for Double {
    type Output = Double;
    fn sub(self, other: Double) -> Double {
        self + -other
    }
}

impl Mul for Double {
    type Output = Double;
    fn mul(self, other: Double) -> Double {
        let high = self.high * other.high;
        let error = self.high.mul_add(other.high, -high);
        quick_two_sum(high, error + (self.high * other.low + self.low * other.high))
    }
}

impl Div for Double {
    type Output = Double;
    fn div(self, other: Double) -> Double {
        let first = self.high / other.high;
        let rest = self - other * Double::from(first);
        let second = rest.high / other.high;
        let rest = rest - other * Double::from(second);
        quick_two_sum(first, second) + Double::from(rest.high / other.high)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_float_would_lose_is_kept() {
        let one = Double::ONE;
        let tiny = Double::from(1e-25);
        assert_eq!((one + tiny - one).round(), 1e-25);
        // (1 + 2^-52)^2 = 1 + 2^-51 + 2^-104.
        let above = Double::from(1.0 + f64::EPSILON);
        let rest = above * above - one - Double::from(2.0 * f64::EPSILON);
        assert_eq!(rest.round(), f64::EPSILON * f64::EPSILON);
    }

    #[test]
    fn quotients_and_roots_go_back() {
        for (a, b) in [(1.0, 3.0), (-2.0, 7e9), (5e-100, 3e100)] {
            let quotient = Double::from(a) / Double::from(b);
            let back = (quotient * Double::from(b) - Double::from(a)).round();
            assert!(back.abs() <= 1e-30 * a.abs(), "{a} / {b}: {back}");
        }
        let root = Double::from(2.0).sqrt();
        assert!((root * root - Double::from(2.0)).round().abs() < 1e-30);
        assert_eq!(Double::ZERO.sqrt(), Double::ZERO);
        assert_eq!(Double::from(-1.0).sqrt(), Double::ZERO);
    }
}
