//! Rates as ratios of sums, and whether a published percentage agrees with its parts.

use super::{Estimate, Method, Refusal};

/// Sum of numerators over sum of denominators (METHODS 1).
const RATIO_OF_SUMS: Method = Method { name: "ratio-of-sums", version: 1 };

/// Numerator and denominator of one area or period; `None` is missing, never zero.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    /// What counts.
    pub numerator: Option<f64>,
    /// Out of how much.
    pub denominator: Option<f64>,
}

/// What to do with a part of which a number is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// Refuse the rate: the default choice for anything published.
    Refuse,
    /// Leave the whole part out, numerator and denominator, and count it.
    LeaveOut,
}

/// The rate of several parts: sum of numerators / sum of denominators, as a ratio (not times 100).
///
/// Never a mean of rates. Errors: [`Refusal::NoReadings`] for no parts, [`Refusal::MissingPart`],
/// [`Refusal::NegativePart`], [`Refusal::NotFinite`], [`Refusal::ZeroDenominator`]. Source: METHODS 1.
///
/// ```
/// use milepost::statistics::{Missing, Part, Refusal, rate};
/// let a = Part { numerator: Some(1.0), denominator: Some(10.0) };
/// let b = Part { numerator: Some(80.0), denominator: Some(90.0) };
/// let silent = Part { numerator: None, denominator: Some(50.0) };
/// assert_eq!(rate(&[a, b], Missing::Refuse)?.value, 0.81);
/// assert_eq!(rate(&[a, b, silent], Missing::Refuse), Err(Refusal::MissingPart));
/// let partial = rate(&[a, b, silent], Missing::LeaveOut)?;
/// assert_eq!((partial.value, partial.n, partial.left_out), (0.81, 2, 1));
/// # Ok::<(), Refusal>(())
/// ```
pub fn rate(parts: &[Part], missing: Missing) -> Result<Estimate, Refusal> {
    if parts.is_empty() {
        return Err(Refusal::NoReadings);
    }
    let (mut numerators, mut denominators, mut n, mut left_out) = (0.0, 0.0, 0, 0);
    for part in parts {
        match (part.numerator, part.denominator) {
            (Some(numerator), Some(denominator)) => {
                if !(numerator.is_finite() && denominator.is_finite()) {
                    return Err(Refusal::NotFinite);
                }
                if numerator < 0.0 || denominator < 0.0 {
                    return Err(Refusal::NegativePart);
                }
                numerators += numerator;
                denominators += denominator;
                n += 1;
            }
            _ if missing == Missing::Refuse => return Err(Refusal::MissingPart),
            _ => left_out += 1,
        }
    }
    if n == 0 {
        return Err(Refusal::MissingPart);
    }
    if denominators == 0.0 {
        return Err(Refusal::ZeroDenominator);
    }
    // Finite parts may add up to more than there is a number for.
    if !denominators.is_finite() {
        return Err(Refusal::NotFinite);
    }
    let estimate = Estimate::exact(numerators / denominators, n, RATIO_OF_SUMS)?;
    Ok(Estimate { left_out, ..estimate })
}

/// A published percentage held against its parts, at its own printed precision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateCheck {
    /// The percentage rounded half up at the printed number of decimals.
    pub rounded: String,
    /// Is that what was published?
    pub agrees: bool,
    /// Is what was published the percentage cut off instead of rounded? (True for both where the two coincide.)
    pub truncated: bool,
}

/// Does a published percentage equal 100 x numerator / denominator, rounded half up at the decimals it was printed with?
///
/// Exact integer arithmetic throughout. `printed` is a decimal number with a point, e.g. `44.64`, `95`. Errors:
/// [`Refusal::ZeroDenominator`], [`Refusal::NegativePart`], [`Refusal::NotANumber`] (more than 9 decimals included),
/// [`Refusal::TooLarge`]. Source: METHODS 1.
///
/// ```
/// use milepost::statistics::agrees_with_printed;
/// let check = agrees_with_printed(388, 869, "44.64")?;
/// assert_eq!((check.rounded.as_str(), check.agrees, check.truncated), ("44.65", false, true));
/// assert!(agrees_with_printed(941, 1065, "88.4")?.agrees);
/// # Ok::<(), milepost::statistics::Refusal>(())
/// ```
pub fn agrees_with_printed(numerator: i128, denominator: i128, printed: &str) -> Result<RateCheck, Refusal> {
    if denominator == 0 {
        return Err(Refusal::ZeroDenominator);
    }
    if numerator < 0 || denominator < 0 {
        return Err(Refusal::NegativePart);
    }
    let (published, decimals) = read_decimal(printed)?;
    let scaled = numerator.checked_mul(100 * 10_i128.pow(decimals)).ok_or(Refusal::TooLarge)?;
    let (cut_off, rest) = (scaled / denominator, scaled % denominator);
    // Half or more: rest >= denominator - rest, which cannot overflow where 2 * rest could.
    let rounded = cut_off + i128::from(rest >= denominator - rest);
    Ok(RateCheck {
        rounded: decimal_text(rounded, decimals as usize),
        agrees: published == rounded,
        truncated: published == cut_off,
    })
}

/// Digits of a decimal text as one integer, and how many stand after the point.
fn read_decimal(text: &str) -> Result<(i128, u32), Refusal> {
    let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let point_without_digits = fraction.is_empty() && text.contains('.');
    if whole.is_empty() || point_without_digits || fraction.len() > 9 || !digits(whole) || !digits(fraction) {
        return Err(Refusal::NotANumber);
    }
    let value = format!("{whole}{fraction}").parse().map_err(|_| Refusal::TooLarge)?;
    Ok((value, fraction.len() as u32))
}

/// The reverse of [`read_decimal`].
fn decimal_text(value: i128, decimals: usize) -> String {
    let padded = format!("{value:0>width$}", width = decimals + 1);
    let (whole, fraction) = padded.split_at(padded.len() - decimals);
    if decimals == 0 { whole.to_owned() } else { format!("{whole}.{fraction}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(numerator: f64, denominator: f64) -> Part {
        Part { numerator: Some(numerator), denominator: Some(denominator) }
    }

    #[test]
    fn nothing_missing_and_zero_are_three_different_things() {
        let silent = Part { numerator: None, denominator: None };
        assert_eq!(rate(&[], Missing::LeaveOut), Err(Refusal::NoReadings));
        assert_eq!(rate(&[silent], Missing::LeaveOut), Err(Refusal::MissingPart));
        assert_eq!(rate(&[part(0.0, 0.0)], Missing::Refuse), Err(Refusal::ZeroDenominator));
        assert_eq!(rate(&[part(0.0, 10.0)], Missing::Refuse).unwrap().value, 0.0);
        assert_eq!(rate(&[part(0.0, 0.0), part(1.0, 2.0)], Missing::Refuse).unwrap().value, 0.5);
        assert_eq!(rate(&[part(-1.0, 10.0)], Missing::Refuse), Err(Refusal::NegativePart));
        assert_eq!(rate(&[part(f64::NAN, 10.0)], Missing::Refuse), Err(Refusal::NotFinite));
        assert_eq!(rate(&[part(1.0, f64::INFINITY)], Missing::Refuse), Err(Refusal::NotFinite));
        assert_eq!(rate(&[part(1.0, f64::MAX), part(1.0, f64::MAX)], Missing::Refuse), Err(Refusal::NotFinite));
    }

    #[test]
    fn a_published_figure_that_cannot_be_checked_says_why() {
        assert_eq!(agrees_with_printed(1, 0, "5"), Err(Refusal::ZeroDenominator));
        assert_eq!(agrees_with_printed(-1, 2, "5"), Err(Refusal::NegativePart));
        assert_eq!(agrees_with_printed(i128::MAX, 2, "5"), Err(Refusal::TooLarge));
        for text in ["", " ", ".", "5.", ".5", "44,64", "44.64%", "-5", "4 4", "1e2", "0.0123456789"] {
            assert_eq!(agrees_with_printed(1, 2, text), Err(Refusal::NotANumber), "{text}");
        }
    }

    /// Two published percentages (METHODS 1): 388 of 869 printed as 44.64%, a finding; 941 of 1065 as 88.4%, fine.
    #[test]
    fn figures_of_published_reports() {
        let check = |a, b, text| {
            let c = agrees_with_printed(a, b, text).unwrap();
            (c.rounded, c.agrees, c.truncated)
        };
        assert_eq!(check(388, 869, "44.64"), ("44.65".to_owned(), false, true));
        assert_eq!(check(941, 1065, "88.4"), ("88.4".to_owned(), true, false));
        assert_eq!(check(941, 1065, "88.35"), ("88.36".to_owned(), false, true));
        assert_eq!(check(19, 20, "95"), ("95".to_owned(), true, true));
        assert_eq!(check(19, 20, "95.00"), ("95.00".to_owned(), true, true));
    }

    #[test]
    fn halves_go_up_exactly() {
        let rounded = |a, b, text| agrees_with_printed(a, b, text).unwrap().rounded;
        assert_eq!(rounded(1, 8, "12.5"), "12.5");
        assert_eq!(rounded(1, 8, "12"), "13");
        assert_eq!(rounded(1, 200, "0"), "1");
        assert_eq!(rounded(1, 2000, "0.0"), "0.1");
        assert_eq!(rounded(0, 7, "0.00"), "0.00");
        assert_eq!(rounded(3, 2, "150.0"), "150.0");
        // Counts in dong: beyond what a double can count.
        assert_eq!(rounded(90_071_992_547_409_921, 180_143_985_094_819_842, "50.0"), "50.0");
    }
}
