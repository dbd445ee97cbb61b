//! How is a figure written on a chart? With its unit, and with enough decimals not to claim what is not so.

use crate::language::{Language, decimal, percent};

/// A value with its unit: `88,4%`, `2.233 tổ`.
///
/// Whole numbers have no decimals, shares one (two below 1%). More are added where rounding would make the value equal
/// to another that it is not: 89.97% is not printed as the 90% it misses, nor 99.98% as everything.
pub(super) fn figure(value: f64, unit: &str, apart: &[f64], language: Language) -> String {
    with_unit(&number(value, unit, apart, language), unit)
}

/// The number alone.
pub(super) fn number(value: f64, unit: &str, apart: &[f64], language: Language) -> String {
    if value.fract() == 0.0 {
        return decimal(value, 0, language);
    }
    let share = unit == "%";
    let usual = match value.abs() {
        v if v < 1.0 => 2,
        v if share || v >= 100.0 => 1,
        _ => 2,
    };
    let bounds = if share { &[0.0, 100.0][..] } else { &[0.0] };
    let others = || apart.iter().chain(bounds).filter(|other| **other != value);
    let tells = |places: usize| others().all(|o| decimal(*o, places, language) != decimal(value, places, language));
    // A share that three decimals cannot tell from its bound is not worth a row of nines or zeros.
    if share && value > 0.0 && value < 100.0 && !(usual..=3).any(tells) {
        let (sign, end) = if value > 50.0 { (">", 99.99) } else { ("<", 0.01) };
        return format!("{sign}\u{a0}{}", decimal(end, 2, language));
    }
    let places = (usual..=6).find(|p| tells(*p)).unwrap_or(usual);
    decimal(value, places, language)
}

/// A number and its unit, never parted by a line break.
pub(super) fn with_unit(number: &str, unit: &str) -> String {
    match unit.trim() {
        "" => number.to_owned(),
        unit if unit.starts_with('%') => format!("{number}{}", unit.replace(' ', "\u{a0}")),
        unit => format!("{number}\u{a0}{}", unit.replace(' ', "\u{a0}")),
    }
}

/// A part as a share of its whole: `43,5%`.
pub(super) fn share(part: f64, whole: f64, language: Language) -> String {
    figure(100.0 * part / whole, "%", &[], language)
}

/// A level of confidence given as a share: `80%`.
pub(super) fn level(level: f64, language: Language) -> String {
    let value = (level * 1e6).round() / 1e4;
    percent(value, usize::from(value.fract() != 0.0), language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_follow_vietnamese_typography() {
        let vi = Language::Vi;
        assert_eq!(figure(38800.0 / 869.0, "%", &[], vi), "44,6%");
        assert_eq!(figure(0.93, "%", &[], vi), "0,93%");
        assert_eq!(figure(0.93, "% GRDP", &[], vi), "0,93%\u{a0}GRDP");
        assert_eq!(figure(2_422_052.0, "trang", &[], vi), "2.422.052\u{a0}trang");
        assert_eq!(figure(100.0, "%", &[], Language::En), "100%");
        assert_eq!(share(941.0, 2163.0, vi), "43,5%");
        assert_eq!(level(0.8, vi), "80%");
        assert_eq!(level(0.975, vi), "97,5%");
    }

    #[test]
    fn rounding_never_reaches_what_is_not_reached() {
        let vi = Language::Vi;
        assert_eq!(figure(89.97, "%", &[90.0], vi), "89,97%");
        assert_eq!(figure(99.98, "%", &[], vi), "99,98%");
        assert_eq!(figure(0.004, "%", &[], vi), "0,004%");
        assert_eq!(figure(99.999_99, "%", &[], vi), ">\u{a0}99,99%");
        assert_eq!(figure(1e-9, "%", &[], vi), "<\u{a0}0,01%");
        assert_eq!(figure(90.0, "%", &[90.0], vi), "90%");
    }
}
