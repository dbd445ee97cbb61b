//! Reads a formula with the numbers put in as a person with a calculator would, and how far rounding may put it off.

use crate::statistics::student;
use statrs::distribution::{ContinuousCDF, Normal};

/// A number read or computed, and how far it may be off because six digits were shown.
#[derive(Debug, Clone, Copy)]
pub struct Number {
    pub value: f64,
    pub error: f64,
}

/// Half a unit of the sixth digit, as a share of the number.
const ROUNDING: f64 = 5e-6;

impl Number {
    /// The result of a function with this slope there.
    fn through(self, value: f64, slope: f64) -> Number {
        let error = if self.error == 0.0 || slope == 0.0 { 0.0 } else { self.error * slope.abs() };
        Number { value, error: error + 1e-14 * value.abs() }
    }
}

/// What is left to read.
pub struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    /// The numbers of a text: one, an interval `[a; b]` or `a ± b`, or a list; `None` where letters stand in it.
    pub fn list(text: &str) -> Option<Vec<Number>> {
        let text = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
        let mut reader = Reader { rest: text };
        let mut numbers = vec![reader.sum()?];
        if reader.takes("±") {
            let (centre, reach) = (numbers[0], reader.sum()?);
            let error = centre.error + reach.error;
            let at = |sign: f64| Number { value: centre.value + sign * reach.value, error };
            numbers = vec![at(-1.0), at(1.0)];
        }
        while reader.takes(";") {
            numbers.push(reader.sum()?);
        }
        reader.rest.trim().is_empty().then_some(numbers)
    }

    fn takes(&mut self, token: &str) -> bool {
        match self.rest.trim_start().strip_prefix(token) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn sum(&mut self) -> Option<Number> {
        let mut sum = self.product()?;
        loop {
            let sign = if self.takes("+") {
                1.0
            } else if self.takes("−") {
                -1.0
            } else {
                return Some(sum);
            };
            let next = self.product()?;
            sum = Number { value: sum.value + sign * next.value, error: sum.error + next.error };
        }
    }

    fn product(&mut self) -> Option<Number> {
        let mut product = self.signed()?;
        loop {
            let (a, b) = if self.takes("×") {
                (product, self.signed()?)
            } else if self.takes("/") {
                let below = self.signed()?;
                (product, below.through(1.0 / below.value, below.value.powi(-2)))
            } else {
                return Some(product);
            };
            let error = a.error * b.value.abs() + b.error * a.value.abs() + a.error * b.error;
            product = Number { value: a.value * b.value, error };
        }
    }

    fn signed(&mut self) -> Option<Number> {
        if self.takes("−") {
            let number = self.signed()?;
            return Some(Number { value: -number.value, ..number });
        }
        let base = self.atom()?;
        if self.takes("²") {
            return Some(base.through(base.value.powi(2), 2.0 * base.value));
        }
        if self.takes("^") {
            let power = self.signed()?;
            let value = base.value.powf(power.value);
            let by_power = power.error * (value * base.value.abs().max(1e-300).ln()).abs();
            let by_base = base.error * (power.value * value / base.value).abs();
            // Powers of ten are written, not rounded.
            let error = if base.value == 10.0 { 0.0 } else { by_power + by_base };
            return Some(Number { value, error });
        }
        Some(base)
    }

    fn atom(&mut self) -> Option<Number> {
        if self.takes("√") {
            let number = self.atom()?;
            let root = number.value.sqrt();
            return Some(number.through(root, 0.5 / root));
        }
        if self.takes("F_") {
            let freedom = self.digits()?.value;
            if self.takes("⁻¹") {
                let p = self.inside()?.value;
                return Some(Number { value: student::upper_quantile(freedom, 1.0 - p).ok()?, error: 0.0 });
            }
            let t = self.inside()?;
            let value = student::below(freedom, t.value).ok()?;
            return Some(t.through(value, 2.0 * value.min(1.0 - value).max(1e-4)));
        }
        if self.takes("Φ") {
            let z = self.inside()?;
            let value = Normal::standard().cdf(z.value);
            return Some(z.through(value, 0.4));
        }
        if self.takes("ln") {
            let number = self.inside()?;
            return Some(number.through(number.value.ln(), 1.0 / number.value));
        }
        if self.takes("exp") {
            let number = self.inside()?;
            return Some(number.through(number.value.exp(), number.value.exp()));
        }
        if self.takes("min") {
            return self.pair(f64::min);
        }
        if self.takes("max") {
            return self.pair(f64::max);
        }
        if self.takes("|") {
            let number = self.sum()?;
            return self.takes("|").then_some(Number { value: number.value.abs(), ..number });
        }
        if self.rest.trim_start().starts_with('(') { self.inside() } else { self.digits() }
    }

    fn inside(&mut self) -> Option<Number> {
        let number = if self.takes("(") { self.sum()? } else { return None };
        self.takes(")").then_some(number)
    }

    fn pair(&mut self, of: fn(f64, f64) -> f64) -> Option<Number> {
        let a = if self.takes("(") { self.sum()? } else { return None };
        let b = if self.takes(";") { self.sum()? } else { return None };
        self.takes(")").then_some(Number { value: of(a.value, b.value), error: a.error.max(b.error) })
    }

    fn digits(&mut self) -> Option<Number> {
        let text = self.rest.trim_start();
        let end = text.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).unwrap_or(text.len());
        let value: f64 = text[..end].replace(',', "").parse().ok()?;
        self.rest = &text[end..];
        Some(Number { value, error: ROUNDING * value.abs() })
    }
}

#[test]
fn a_calculator() {
    for (text, value) in [
        ("1 + 2 × 3", 7.0),
        ("−(2 − 5)² / 3", -3.0),
        ("√(9 + 16) × 1,000", 5000.0),
        ("2^10 − |−4|", 1020.0),
        ("−ln(−ln(100 × exp(−exp(−0.5)) / 100))", 0.5),
        ("min(5; max(−1; 3))", 3.0),
        ("2 × 10^−3", 0.002),
        ("F_3⁻¹((1 + 0.8) / 2)", 1.637_744_353_696_209),
        ("1 − Φ(0)", 0.5),
    ] {
        let read = Reader::list(text).unwrap();
        assert!((read[0].value - value).abs() < 1e-9 * value.abs(), "{text}: {read:?}");
    }
    assert!(Reader::list("z_n + μ·h").is_none() && Reader::list("1; …; 3").is_none());
    assert_eq!(Reader::list("2 ± 3 × 2").unwrap().iter().map(|n| n.value).collect::<Vec<_>>(), [-4.0, 8.0]);
}
