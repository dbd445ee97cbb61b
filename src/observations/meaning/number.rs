//! Counts and plain decimals: the two kinds of cells that come by the million.

use super::locale::Locale;
use super::missing::{Missing, Reading};
use super::numeral::{self, Numeral};
use super::qualifier::Qualifier;
use super::quantity::quantity;
use super::trouble::{Code, Trouble};
use crate::catalog::Decimal;

/// Reads a count: a whole number without unit, percent sign or decimals. Leading noughts are fine.
///
/// A plain ASCII cell costs no allocation.
///
/// ```
/// use milepost::observations::meaning::{Code, Locale, Missing, Reading, whole};
/// assert_eq!(whole("12.345", Locale::Vi), Ok(Reading::Value(12_345)));
/// assert_eq!(whole("…", Locale::Vi), Ok(Reading::Missing(Missing::NotAvailable)));
/// // Exactly three decimals by declaration; most likely a thousand written the English way.
/// let trouble = whole("1,000", Locale::Vi).unwrap_err();
/// assert_eq!((trouble.code, trouble.suggestion.as_deref()), (Code::Decimals, Some("1.000")));
/// ```
///
/// # Errors
/// A [`Trouble`] for whatever is not a count in this locale.
pub fn whole(text: &str, locale: Locale) -> Result<Reading<i64>, Trouble> {
    if let Some(quick) = scan(text.as_bytes(), locale)
        && quick.places == 0
    {
        return Ok(Reading::Value(if quick.negative { -quick.digits } else { quick.digits }));
    }
    slow_whole(text, locale)
}

/// Reads a plain decimal: no unit, no percent sign, at most six decimals.
///
/// ```
/// use milepost::observations::meaning::{Locale, Reading, decimal};
/// let Reading::Value(value) = decimal("1.234,5", Locale::Vi).unwrap() else { unreachable!() };
/// assert_eq!(value.to_string(), "1234.5");
/// assert_eq!(decimal("1,234.5", Locale::Vi).unwrap_err().suggestion.as_deref(), Some("1.234,5"));
/// ```
///
/// # Errors
/// A [`Trouble`] for whatever is not a number in this locale.
pub fn decimal(text: &str, locale: Locale) -> Result<Reading<Decimal>, Trouble> {
    match quick_decimal(text, locale) {
        Some(value) => Ok(Reading::Value(value)),
        None => slow_decimal(text, locale),
    }
}

/// A plain ASCII number, read at once; `None` leaves the cell to the slow and careful way.
pub(super) fn quick_decimal(text: &str, locale: Locale) -> Option<Decimal> {
    let Quick { negative, digits, places } = scan(text.as_bytes(), locale)?;
    if places == 0 {
        return Some(Decimal::whole(if negative { -digits } else { digits }));
    }
    let missing = u32::from(Decimal::SCALE).checked_sub(places)?;
    let scaled = i128::from(digits) * 10i128.pow(missing);
    Decimal::from_scaled(if negative { -scaled } else { scaled })
}

/// What the quick scan found: at most eighteen digits in all.
struct Quick {
    negative: bool,
    digits: i64,
    places: u32,
}

/// One pass over plain ASCII digits with this locale's own marks; `None` leaves the cell to the slow and careful way.
#[inline]
fn scan(text: &[u8], locale: Locale) -> Option<Quick> {
    let (negative, body) = match text {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, text),
    };
    if body.is_empty() || body.len() > 23 {
        return None;
    }
    let (group, point) = (locale.group(), locale.point());
    let (mut digits, mut count) = (0i64, 0u32);
    // Digits since the last group mark, and since the decimal mark.
    let (mut run, mut grouped, mut places) = (0u32, false, None::<u32>);
    for &byte in body {
        let digit = byte.wrapping_sub(b'0');
        if digit < 10 {
            if count == 18 {
                return None;
            }
            digits = digits * 10 + i64::from(digit);
            (count, run) = (count + 1, run + 1);
            if let Some(places) = &mut places {
                *places += 1;
            }
        } else if byte == point {
            if places.is_some() || run == 0 || grouped && run != 3 {
                return None;
            }
            places = Some(0);
        } else if Some(byte) == group {
            let fits = if grouped { run == 3 } else { (1..=3).contains(&run) && body[0] != b'0' };
            if places.is_some() || !fits {
                return None;
            }
            (grouped, run) = (true, 0);
        } else {
            return None;
        }
    }
    match places {
        Some(0) => None,
        None if run == 0 || grouped && run != 3 => None,
        places => Some(Quick { negative, digits, places: places.unwrap_or(0) }),
    }
}

pub(super) fn slow_whole(text: &str, locale: Locale) -> Result<Reading<i64>, Trouble> {
    let numeral = match slow(text, locale)? {
        Reading::Value(numeral) => numeral,
        Reading::Missing(missing) => return Ok(Reading::Missing(missing)),
    };
    if let Some(value) = numeral.whole() {
        // Nobody counts below nought in parentheses; a count in them is a part of another, or a note.
        return match text.contains('(') {
            true => Err(Trouble::new(Code::Parentheses, text).suggest(locale.written(&numeral))),
            false => Ok(Reading::Value(value)),
        };
    }
    let trouble = Trouble::new(Code::Decimals, text);
    let others = Locale::ALL.into_iter().filter(|l| *l != locale);
    let meant = others.filter_map(|l| numeral::parse(text.trim(), l).ok()).find(|n| n.places == 0);
    Err(match meant {
        Some(meant) => trouble.suggest(locale.written(&meant)),
        None => trouble,
    })
}

pub(super) fn slow_decimal(text: &str, locale: Locale) -> Result<Reading<Decimal>, Trouble> {
    match slow(text, locale)? {
        Reading::Value(numeral) => numeral.times(1).map(Reading::Value).map_err(|code| Trouble::new(code, text)),
        Reading::Missing(missing) => Ok(Reading::Missing(missing)),
    }
}

fn slow(text: &str, locale: Locale) -> Result<Reading<Numeral>, Trouble> {
    if let Some(missing) = Missing::read(text) {
        return Ok(Reading::Missing(missing));
    }
    let trimmed = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}'));
    numeral::parse(trimmed, locale).map(Reading::Value).map_err(|code| refuse(text, trimmed, locale, code))
}

/// A cell that holds a quantity, but not a bare number, is told apart from one that holds none.
fn refuse(text: &str, trimmed: &str, locale: Locale, code: Code) -> Trouble {
    let Ok(Reading::Value(quantity)) = quantity(trimmed, locale) else { return numeral::explain(text, locale, code) };
    if quantity.qualifier != Qualifier::Exact || quantity.high.is_some() {
        Trouble::new(Code::NotExact, text)
    } else if quantity.percent {
        Trouble::new(Code::Percent, text)
    } else {
        Trouble::new(Code::HasUnit, text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str, locale: Locale) -> Result<i64, (Code, Option<String>)> {
        whole(text, locale).map(|r| r.value().unwrap_or(-999)).map_err(|t| (t.code, t.suggestion))
    }

    #[test]
    fn counts_at_the_edges() {
        assert_eq!(count("", Locale::Vi), Ok(-999));
        assert_eq!(count("-", Locale::Vi), Ok(-999));
        assert_eq!(count("0", Locale::Vi), Ok(0));
        assert_eq!(count("-0", Locale::Vi), Ok(0));
        assert_eq!(count("01", Locale::Vi), Ok(1));
        assert_eq!(count(" 1.234 ", Locale::Vi), Ok(1234));
        assert_eq!(count("+5", Locale::Vi), Ok(5));
        assert_eq!(count("999.999.999.999.999.999", Locale::Vi), Ok(999_999_999_999_999_999));
        assert_eq!(count("1.000.000.000.000.000.000", Locale::Vi), Err((Code::TooLarge, None)));
    }

    #[test]
    fn other_locales_are_suggested_and_never_read() {
        let cases = [
            ("1,234.5", Locale::Vi, Code::OtherLocale, Some("1.234,5")),
            ("1.234,5", Locale::En, Code::OtherLocale, Some("1,234.5")),
            ("12.34", Locale::Vi, Code::OtherLocale, Some("12,34")),
            ("1.5", Locale::Vi, Code::OtherLocale, Some("1,5")),
            ("0.954", Locale::Vi, Code::OtherLocale, Some("0,954")),
            ("1,234,567", Locale::Vi, Code::OtherLocale, Some("1.234.567")),
            ("1,234", Locale::Vi, Code::Decimals, Some("1.234")),
            ("1,23", Locale::Vi, Code::Decimals, None),
            ("1.234", Locale::En, Code::Decimals, Some("1,234")),
            ("1,234", Locale::Plain, Code::OtherLocale, None),
            ("1.234,5", Locale::Plain, Code::OtherLocale, Some("1234.5")),
            ("1.234.56", Locale::Vi, Code::Grouping, None),
        ];
        for (text, locale, code, meant) in cases {
            assert_eq!(count(text, locale), Err((code, meant.map(str::to_owned))), "{text} {locale:?}");
        }
    }

    #[test]
    fn marks_around_a_number_are_troubles() {
        let cases = [
            ("1.234(1)", Code::Footnote, Some("1.234")),
            ("1.234*", Code::Footnote, Some("1.234")),
            ("1.234¹", Code::Footnote, Some("1.234")),
            ("12 (*)", Code::Footnote, Some("12")),
            ("–5", Code::Sign, Some("-5")),
            ("- 5", Code::Sign, Some("-5")),
            ("(12)", Code::Parentheses, Some("-12")),
            ("(1.234)", Code::Parentheses, Some("-1.234")),
            ("１２", Code::ForeignDigits, Some("12")),
            ("٣", Code::ForeignDigits, None),
            ("1O5", Code::NotNumber, Some("105")),
            ("95%", Code::Percent, None),
            ("12 trang", Code::HasUnit, None),
            ("trên 12", Code::NotExact, None),
            ("5-10", Code::NotExact, None),
            ("#DIV/0!", Code::NotNumber, None),
            ("1,23E+04", Code::NotNumber, None),
        ];
        for (text, code, meant) in cases {
            assert_eq!(count(text, Locale::Vi), Err((code, meant.map(str::to_owned))), "{text}");
        }
    }

    #[test]
    fn decimals_keep_their_places() {
        let value = |text, locale| decimal(text, locale).unwrap().value().unwrap().to_string();
        assert_eq!(value("1,234", Locale::Vi), "1.234");
        assert_eq!(value("-0,000001", Locale::Vi), "-0.000001");
        assert_eq!(value("123456789012345678,123456", Locale::Vi), "123456789012345678.123456");
        assert_eq!(value("12,50", Locale::Vi), "12.5");
        assert_eq!(value("12,5000000000", Locale::Vi), "12.5");
        assert_eq!(decimal("0,1234567", Locale::Vi).unwrap_err().code, Code::TooManyDecimals);
        assert_eq!(decimal("95,4%", Locale::Vi).unwrap_err().code, Code::Percent);
    }
}
