//! Two numbers in one cell: so many out of so many.

use super::locale::Locale;
use super::missing::{Missing, Reading};
use super::numeral;
use super::quantity::apart;
use super::trouble::{Code, Trouble};
use super::unit::unit;
use super::words::tidy;
use crate::catalog::Decimal;

/// Reads numerator and denominator from one cell: `217.339/228.769 hồ sơ`, `02/13`.
///
/// In a column of ratios `9/2025` is nine out of 2025; the column's declaration decides, and a column of periods reads
/// it as a month. A denominator of nought, or below the numerator, is read as it stands: whether it can be is a rule's
/// matter.
///
/// ```
/// use milepost::observations::meaning::{Locale, ratio};
/// let (part, all) = ratio("217.339/228.769", Locale::Vi).unwrap().value().unwrap();
/// assert_eq!((part.to_string(), all.to_string()), ("217339".into(), "228769".into()));
/// assert!(ratio("3/4/2025", Locale::Vi).is_err());
/// ```
///
/// # Errors
/// A [`Trouble`] where there are not two unsigned numbers in this locale, or where their unit is a multiple: nobody
/// says whether `1/2 tỷ` multiplies both.
pub fn ratio(text: &str, locale: Locale) -> Result<Reading<(Decimal, Decimal)>, Trouble> {
    if let Some(missing) = Missing::read(text) {
        return Ok(Reading::Missing(missing));
    }
    let refuse = |code| Trouble::new(code, text);
    if text.len() > 200 {
        return Err(refuse(Code::NotRatio));
    }
    if apart(text) {
        return Err(refuse(Code::SeveralNumbers));
    }
    let tidied = tidy(text);
    let (part, rest) = tidied.split_once(['/', '\u{2044}', '\u{2215}']).ok_or_else(|| refuse(Code::NotRatio))?;
    let digit_or_mark = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ');
    let rest = rest.trim_start();
    let end = rest.find(|c| !digit_or_mark(c)).unwrap_or(rest.len());
    let (all, after) = rest.split_at(end);
    if !after.is_empty() {
        let unit = unit(after).filter(|_| all.ends_with(' ')).ok_or_else(|| footnote(text, locale))?;
        if unit.factor != 1 || unit.name == "%" {
            return Err(refuse(Code::HasUnit));
        }
    }
    let number = |side: &str| {
        let side = side.trim();
        if !side.starts_with(|c: char| c.is_ascii_digit()) {
            return Err(refuse(Code::NotRatio));
        }
        let read = numeral::parse(side, locale).and_then(|n| n.times(1));
        read.map_err(|code| Trouble { found: text.trim().to_owned(), ..numeral::explain(side, locale, code) })
    };
    Ok(Reading::Value((number(part)?, number(all)?)))
}

fn footnote(text: &str, locale: Locale) -> Trouble {
    match numeral::without_footnote(text.trim()) {
        Some(before) if ratio(before, locale).is_ok() => Trouble::new(Code::Footnote, text).suggest(before),
        _ => Trouble::new(Code::NotRatio, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(text: &str) -> String {
        match ratio(text, Locale::Vi) {
            Ok(Reading::Value((part, all))) => format!("{part}:{all}"),
            Ok(Reading::Missing(missing)) => missing.word().to_owned(),
            Err(t) => format!("{} {}", t.code.word(), t.suggestion.unwrap_or_default()).trim().to_owned(),
        }
    }

    #[test]
    fn reads_ratios_and_nothing_else() {
        let cases = [
            ("", "blank"),
            ("…", "not-available"),
            ("/", "not-ratio"),
            ("5/", "not-ratio"),
            ("/5", "not-ratio"),
            ("5", "not-ratio"),
            ("3/4/2025", "not-ratio"),
            ("-3/4", "not-ratio"),
            ("0/0", "0:0"),
            ("02/13", "2:13"),
            ("217.339/228.769", "217339:228769"),
            ("217.339 / 228.769 hồ sơ", "217339:228769"),
            ("217,339/228.769", "217.339:228769"),
            ("1.5/2", "other-locale 1,5"),
            ("1/2 tỷ", "has-unit"),
            ("26/69(1)", "footnote 26/69"),
            ("26/69 (37,7%)", "not-ratio"),
        ];
        for (text, expected) in cases {
            assert_eq!(says(text), expected, "{text:?}");
        }
    }
}
