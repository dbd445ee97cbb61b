//! Exact decimals: figures are kept as printed, never through a binary float.

use std::fmt;

/// A decimal number with up to six decimals, exact up to 10^18.
///
/// ```
/// use milepost::catalog::Decimal;
/// let money: Decimal = "197548000000".parse().unwrap();
/// assert_eq!(money.to_string(), "197548000000");
/// assert_eq!("44.64".parse::<Decimal>().unwrap().to_string(), "44.64");
/// assert!("1,5".parse::<Decimal>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(i128);

/// Why a text is not a decimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotDecimal;

impl Decimal {
    /// Decimals kept after the point.
    pub const SCALE: u8 = 6;
    /// Digits kept in all; the precision of the column in DuckDB.
    pub const PRECISION: u8 = 24;
    const UNIT: i128 = 1_000_000;

    /// The value times 10^6.
    pub fn scaled(self) -> i128 {
        self.0
    }

    /// The value that is a million times as large as this; `None` where it has more digits than are kept.
    pub fn from_scaled(scaled: i128) -> Option<Decimal> {
        (scaled.unsigned_abs() < 10u128.pow(u32::from(Self::PRECISION))).then_some(Decimal(scaled))
    }

    /// A whole number.
    pub fn whole(value: i64) -> Decimal {
        Decimal(i128::from(value) * Self::UNIT)
    }

    /// The nearest binary float, for estimation only.
    pub fn to_f64(self) -> f64 {
        // The decimal text is parsed, so that 88.4 becomes the float nearest to 88.4.
        self.to_string().parse().expect("a decimal prints as a number")
    }
}

impl std::str::FromStr for Decimal {
    type Err = NotDecimal;

    fn from_str(text: &str) -> Result<Self, NotDecimal> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        let too_long =
            whole.len() > usize::from(Self::PRECISION - Self::SCALE) || fraction.len() > usize::from(Self::SCALE);
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) || digits.ends_with('.') || too_long {
            return Err(NotDecimal);
        }
        let padded = format!("{whole}{fraction:0<width$}", width = usize::from(Self::SCALE));
        let value: i128 = padded.parse().map_err(|_| NotDecimal)?;
        Ok(Decimal(if negative { -value } else { value }))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, fraction) =
            (self.0.unsigned_abs() / Self::UNIT as u128, self.0.unsigned_abs() % Self::UNIT as u128);
        let sign = if self.0 < 0 { "-" } else { "" };
        let digits = format!("{fraction:06}");
        match digits.trim_end_matches('0') {
            "" => write!(f, "{sign}{whole}"),
            fraction => write!(f, "{sign}{whole}.{fraction}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_is_not_a_plain_decimal() {
        for text in ["", "-", ".", "1.", ".5", "1e3", "1,5", "1 000", "+1", "NaN", "1.1234567", &"9".repeat(19)] {
            assert_eq!(text.parse::<Decimal>(), Err(NotDecimal), "{text:?}");
        }
    }

    #[test]
    fn keeps_every_digit() {
        for text in ["0", "-0.5", "123456789012345678.123456", "5717527000"] {
            assert_eq!(text.parse::<Decimal>().unwrap().to_string(), text);
        }
        assert_eq!("1.0".parse::<Decimal>().unwrap(), Decimal::whole(1));
        assert_eq!("88.4".parse::<Decimal>().unwrap().to_f64(), 88.4);
    }
}
