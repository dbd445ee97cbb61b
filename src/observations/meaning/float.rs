//! A workbook's binary numbers, as the workbook shows them.

use super::trouble::{Code, Trouble};
use crate::catalog::Decimal;

/// The number that Excel shows for a binary float: fifteen significant digits, so that 68.66499999999999 is 68.665.
///
/// Formulas leave long fractions (4/13 of a hundred is 30.7692307692308), so more than six decimals are rounded to six,
/// half away from nought, on those fifteen digits. What would round to nought without being nought is a trouble.
///
/// ```
/// use milepost::observations::meaning::from_float;
/// assert_eq!(from_float(68.66499999999999).unwrap().to_string(), "68.665");
/// assert_eq!(from_float(30.769230769230766).unwrap().to_string(), "30.769231");
/// assert!(from_float(f64::NAN).is_err());
/// ```
///
/// # Errors
/// `not-finite`, `too-large` from 10^18 on, `too-many-decimals` below half a millionth.
pub fn from_float(value: f64) -> Result<Decimal, Trouble> {
    shifted(value, 0)
}

/// A number that the workbook formats as a percentage, in percent: 0.954 is 95.4. Rounded only after the shift.
///
/// ```
/// use milepost::observations::meaning::percent_from_float;
/// assert_eq!(percent_from_float(0.307692307692308).unwrap().to_string(), "30.769231");
/// ```
///
/// # Errors
/// As [`from_float`].
pub fn percent_from_float(value: f64) -> Result<Decimal, Trouble> {
    shifted(value, 2)
}

/// A count that a workbook keeps as a binary float. Whole floats up to 2^53 are exact and taken as they are.
///
/// ```
/// use milepost::observations::meaning::{Code, whole_from_float};
/// assert_eq!(whole_from_float(1234.0), Ok(1234));
/// assert_eq!(whole_from_float(68.99999999999999), Ok(69));
/// assert_eq!(whole_from_float(68.5).unwrap_err().code, Code::Decimals);
/// ```
///
/// # Errors
/// `decimals` where it is not whole at fifteen digits, `not-finite`, `too-large` beyond 2^53.
pub fn whole_from_float(value: f64) -> Result<i64, Trouble> {
    const LARGEST: f64 = 9_007_199_254_740_992.0;
    let trouble = |code| Trouble::new(code, &value.to_string());
    if !value.is_finite() {
        return Err(trouble(Code::NotFinite));
    }
    if value.abs() > LARGEST {
        return Err(trouble(Code::TooLarge));
    }
    if value.fract() == 0.0 {
        return Ok(value as i64);
    }
    let (negative, digits, exponent) = fifteen(value);
    let whole = match u32::try_from(exponent) {
        Ok(up) => digits.checked_mul(10u64.saturating_pow(up)),
        Err(_) => 10u64
            .checked_pow(exponent.unsigned_abs())
            .filter(|divisor| digits.is_multiple_of(*divisor))
            .map(|divisor| digits / divisor),
    };
    let whole = whole.and_then(|w| i64::try_from(w).ok()).filter(|w| *w != 0).ok_or_else(|| trouble(Code::Decimals))?;
    Ok(if negative { -whole } else { whole })
}

/// Sign, fifteen significant digits, and the power of ten they are multiplied by.
fn fifteen(value: f64) -> (bool, u64, i32) {
    // Correctly rounded from the exact binary value.
    let text = format!("{:.14e}", value.abs());
    let (mantissa, exponent) = text.split_once('e').expect("the format writes an exponent");
    let digits = mantissa.bytes().filter(u8::is_ascii_digit).fold(0, |n, b| n * 10 + u64::from(b - b'0'));
    let exponent: i32 = exponent.parse().expect("the format writes a whole exponent");
    (value < 0.0, digits, exponent - 14)
}

fn shifted(value: f64, shift: i32) -> Result<Decimal, Trouble> {
    let trouble = |code| Trouble::new(code, &value.to_string());
    if !value.is_finite() {
        return Err(trouble(Code::NotFinite));
    }
    if value.fract() == 0.0 && value.abs() < 1e15 {
        return Decimal::from_scaled(value as i128 * 10i128.pow(u32::from(Decimal::SCALE) + shift as u32))
            .ok_or_else(|| trouble(Code::TooLarge));
    }
    let (negative, digits, exponent) = fifteen(value);
    let power = exponent + shift + i32::from(Decimal::SCALE);
    let scaled = match u32::try_from(power) {
        Ok(up) => i128::from(digits).checked_mul(10i128.checked_pow(up).unwrap_or(i128::MAX)).unwrap_or(i128::MAX),
        Err(_) => {
            let divisor = 10i128.checked_pow(power.unsigned_abs()).unwrap_or(i128::MAX);
            (i128::from(digits) + divisor / 2) / divisor
        }
    };
    if scaled == 0 && digits != 0 {
        return Err(trouble(Code::TooManyDecimals));
    }
    Decimal::from_scaled(if negative { -scaled } else { scaled }).ok_or_else(|| trouble(Code::TooLarge))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_at_the_edges() {
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(from_float(value).unwrap_err().code, Code::NotFinite);
            assert_eq!(whole_from_float(value).unwrap_err().code, Code::NotFinite);
        }
        for value in [f64::MAX, 1e18, 1e300, -1e18] {
            assert_eq!(from_float(value).unwrap_err().code, Code::TooLarge, "{value}");
        }
        for value in [f64::MIN_POSITIVE, 5e-324, 1e-7, -4.9e-7] {
            assert_eq!(from_float(value).unwrap_err().code, Code::TooManyDecimals, "{value}");
            assert_eq!(whole_from_float(value).unwrap_err().code, Code::Decimals, "{value}");
        }
        assert_eq!(from_float(-0.0).unwrap().to_string(), "0");
        assert_eq!(from_float(5e-7).unwrap().to_string(), "0.000001");
    }

    #[test]
    fn floats_as_a_workbook_shows_them() {
        let cases = [
            (68.66499999999999, "68.665"),
            (0.1 + 0.2, "0.3"),
            (1.1 * 3.0, "3.3"),
            (-2.5, "-2.5"),
            (197_548_000_000.0, "197548000000"),
            (123_456_789_012_345.6, "123456789012346"),
            (0.1234565, "0.123457"),
            (-0.1234565, "-0.123457"),
        ];
        for (value, shown) in cases {
            assert_eq!(from_float(value).unwrap().to_string(), shown);
        }
        assert_eq!(percent_from_float(0.954).unwrap().to_string(), "95.4");
        assert_eq!(percent_from_float(1.0).unwrap().to_string(), "100");
        assert_eq!(whole_from_float(-9_007_199_254_740_992.0), Ok(-9_007_199_254_740_992));
        assert_eq!(whole_from_float(9_007_199_254_740_994.0).unwrap_err().code, Code::TooLarge);
        assert_eq!(whole_from_float(-68.99999999999999), Ok(-69));
    }
}
