//! A computed number as people write it: six significant digits, no more than a reader can check.

use crate::language::{Language, decimal};

/// Significant digits.
const DIGITS: i32 = 6;

/// A number with up to six significant digits, as people write it in this language.
///
/// Whole numbers below 10^15 keep all their digits. Numbers from 10^15 on, or below a millionth, are written with a power of
/// ten. What is no number is a dash.
///
/// ```
/// use milepost::{language::Language, statistics::figure};
/// assert_eq!(figure(0.170_329_9, Language::Vi), "0,17033");
/// assert_eq!(figure(-12_345.678, Language::En), "−12,345.7");
/// assert_eq!(figure(3.2e-9, Language::Vi), "3,2 × 10^−9");
/// assert_eq!(figure(2.0, Language::Vi), "2");
/// ```
pub fn figure(value: f64, language: Language) -> String {
    if value.is_nan() {
        return "–".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "∞".to_owned() } else { "\u{2212}∞".to_owned() };
    }
    let exponent = exponent(value);
    if value != 0.0 && !(-6..15).contains(&exponent) {
        let text = format!("{value:.*e}", DIGITS as usize - 1);
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let mantissa = mantissa.parse().unwrap_or(value);
        return format!("{} × 10^{}", figure(mantissa, language), exponent.replace('-', "\u{2212}"));
    }
    let places = (DIGITS - 1 - exponent).max(0) as usize;
    let text = decimal(value, places, language);
    if places == 0 {
        return text;
    }
    text.trim_end_matches('0').trim_end_matches([',', '.']).to_owned()
}

/// The power of ten of its first digit.
fn exponent(value: f64) -> i32 {
    format!("{value:e}").split_once('e').and_then(|(_, exponent)| exponent.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_number_is_not_written_as_one() {
        assert_eq!(figure(f64::NAN, Language::Vi), "–");
        assert_eq!(figure(f64::INFINITY, Language::Vi), "∞");
        assert_eq!(figure(f64::NEG_INFINITY, Language::En), "−∞");
    }

    #[test]
    fn six_digits_without_trailing_zeros() {
        for (value, vi, en) in [
            (0.0, "0", "0"),
            (-0.0, "0", "0"),
            (1.0, "1", "1"),
            (120.0, "120", "120"),
            (1_234_567.0, "1.234.567", "1,234,567"),
            (0.999_999_96, "1", "1"),
            (99_999.96, "100.000", "100,000"),
            (-0.000_012_345_678, "−0,0000123457", "−0.0000123457"),
            (1e-300, "1 × 10^−300", "1 × 10^−300"),
            (2_432_902_008_176_640_000.0, "2,4329 × 10^18", "2.4329 × 10^18"),
            (f64::MAX, "1,79769 × 10^308", "1.79769 × 10^308"),
            (5e-324, "4,94066 × 10^−324", "4.94066 × 10^−324"),
        ] {
            assert_eq!(figure(value, Language::Vi), vi);
            assert_eq!(figure(value, Language::En), en);
        }
    }
}
