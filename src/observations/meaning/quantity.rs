//! A number with all that may stand around it: bounds, ranges, percent sign, unit.

use super::locale::Locale;
use super::missing::{Missing, Reading};
use super::number::quick_decimal;
use super::numeral::{self, Numeral, soft_space};
use super::qualifier::Qualifier;
use super::trouble::{Code, Trouble};
use super::unit::{Unit, is_known, unit};
use super::words::{after_word, as_shown, fold, tidy};
use crate::catalog::Decimal;

/// A stated quantity, exact and in base units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// The number, or the beginning of a range, already multiplied by the unit's factor: `197.548 triệu đồng` is
    /// 197548000000.
    pub low: Decimal,
    /// The end of a range; not smaller than `low`.
    pub high: Option<Decimal>,
    /// How firmly it is stated.
    pub qualifier: Qualifier,
    /// Is it in percent? `95,4%` is 95.4, not 0.954.
    pub percent: bool,
    /// The unit as written, with the factor that has been applied.
    pub unit: Option<Unit>,
}

/// Reads a number with its unit, percent sign, bound or range.
///
/// ```
/// use milepost::observations::meaning::{Locale, Qualifier, quantity};
/// let read = |text| quantity(text, Locale::Vi).unwrap().value().unwrap();
/// assert_eq!(read("197.548 triệu đồng").low.to_string(), "197548000000");
/// let share = read("từ 30 đến 40%");
/// assert_eq!((share.low.to_string(), share.high.unwrap().to_string(), share.percent), ("30".into(), "40".into(), true));
/// assert_eq!(read("trên 95%").qualifier, Qualifier::MoreThan);
/// ```
///
/// # Errors
/// A [`Trouble`] for whatever is not one quantity in this locale; among others for `từ 30%` (at least, or a range that
/// lacks its end) and for compound amounts such as `2 tỷ 500 triệu`.
pub fn quantity(text: &str, locale: Locale) -> Result<Reading<Quantity>, Trouble> {
    let number = text.strip_suffix('%');
    if let Some(low) = quick_decimal(number.unwrap_or(text), locale) {
        let (qualifier, percent) = (Qualifier::Exact, number.is_some());
        return Ok(Reading::Value(Quantity { low, high: None, qualifier, percent, unit: None }));
    }
    slow_quantity(text, locale)
}

pub(super) fn slow_quantity(text: &str, locale: Locale) -> Result<Reading<Quantity>, Trouble> {
    if let Some(missing) = Missing::read(text) {
        return Ok(Reading::Missing(missing));
    }
    let refuse = |code| Trouble::new(code, text);
    if text.len() > 500 {
        return Err(refuse(Code::NotNumber));
    }
    if apart(text) {
        return Err(refuse(Code::SeveralNumbers));
    }
    let (shown, folded) = (tidy(text), fold(text));
    let (qualifier, stated) = Qualifier::split(&folded);
    let part = |part: &str| Part::read(part, locale, |tail| as_shown(&shown, &folded, tail));
    let Some((low, high)) = ends(stated) else {
        if after_word(stated, "từ").is_some_and(|rest| part(rest).is_ok()) {
            return Err(refuse(Code::Unclear).suggest(format!("{} trở lên", shown.trim())));
        }
        let single = part(stated).map_err(|code| explain(text, locale, code))?;
        let low = single.value().map_err(refuse)?;
        let Part { percent, unit, .. } = single;
        return Ok(Reading::Value(Quantity { low, high: None, qualifier, percent, unit }));
    };
    if !matches!(qualifier, Qualifier::Exact | Qualifier::About) {
        return Err(refuse(Code::Unclear));
    }
    let either = |end: &str| part(end).map_err(|code| explain(text, locale, code));
    let (mut low, high) = (either(low)?, either(high)?);
    // `30-40%` and `1,5 - 2 tỷ đồng` name the unit once, at the end.
    if !low.percent && low.unit.is_none() {
        (low.percent, low.unit) = (high.percent, high.unit.clone());
    }
    let name = |part: &Part| part.unit.as_ref().map(|u| u.name.clone());
    let bare = |part: &Part| part.unit.as_ref().is_some_and(|u| u.name.is_empty());
    if low.percent != high.percent || name(&low) != name(&high) && !(bare(&low) && high.unit.is_some()) {
        return Err(refuse(Code::UnitsDiffer));
    }
    let (from, to) = (low.value().map_err(refuse)?, high.value().map_err(refuse)?);
    if from > to {
        return Err(refuse(Code::FallingRange));
    }
    let Part { percent, unit, .. } = high;
    Ok(Reading::Value(Quantity { low: from, high: Some(to), qualifier, percent, unit }))
}

/// Looks for what is wrong with the first number of the cell, then with the cell.
fn explain(text: &str, locale: Locale, code: Code) -> Trouble {
    let text = text.trim();
    if let Some(before) = numeral::without_footnote(text)
        && matches!(quantity(before, locale), Ok(Reading::Value(_)))
    {
        return Trouble::new(Code::Footnote, text).suggest(before);
    }
    let start = text.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let number = text[start..start + number_end(&text[start..])].trim_end();
    match numeral::parse(number, locale) {
        Err(code) if !number.is_empty() => {
            let trouble = numeral::explain(number, locale, code);
            let whole = trouble.suggestion.map(|meant| text.replacen(number, &meant, 1));
            Trouble { suggestion: whole, ..Trouble::new(trouble.code, text) }
        }
        _ => numeral::explain(text, locale, code),
    }
}

/// One number with what follows it.
struct Part {
    numeral: Numeral,
    percent: bool,
    unit: Option<Unit>,
}

impl Part {
    /// `shown` gives the end of the cell in its own case, so that an unknown unit is kept as written.
    fn read(text: &str, locale: Locale, shown: impl Fn(&str) -> String) -> Result<Part, Code> {
        let end = number_end(text);
        let (number, rest) = text.split_at(end);
        let numeral = numeral::parse(number.trim_end(), locale)?;
        let glued = !number.ends_with(' ') && !rest.starts_with(' ');
        let rest = rest.trim_start();
        let (percent, glued, rest) = match rest.strip_prefix('%').or(after_word(rest, "phần trăm")) {
            Some(after) => (true, !after.starts_with(' '), after.trim_start()),
            None => (false, glued, rest),
        };
        if rest.is_empty() {
            return Ok(Part { numeral, percent, unit: None });
        }
        // The unit of the last part stands at the end of the cell; elsewhere it is known anyway or kept folded.
        let unit = unit(&shown(rest)).or_else(|| unit(rest)).ok_or(Code::NotNumber)?;
        let multiplied_percent = percent && unit.factor > 1;
        if unit.name == "%" || multiplied_percent || glued && !is_known(&unit) {
            return Err(Code::NotNumber);
        }
        Ok(Part { numeral, percent, unit: Some(unit) })
    }

    fn value(&self) -> Result<Decimal, Code> {
        self.numeral.times(self.unit.as_ref().map_or(1, |u| u.factor))
    }
}

/// Where the number at the start of a text ends: after its digits, marks and the spaces between them.
fn number_end(text: &str) -> usize {
    if text.starts_with('(') {
        return text.find(')').map_or(0, |at| at + 1);
    }
    let sign = |i: usize, c: char| i == 0 && matches!(c, '-' | '+' | '\u{2212}');
    text.char_indices()
        .find(|(i, c)| !(c.is_ascii_digit() || matches!(c, '.' | ',' | ' ') || sign(*i, *c)))
        .map_or(text.len(), |(i, _)| i)
}

/// The two ends of a range: `từ A đến B`, `A đến B`, `A - B`. A hyphen splits only where it is the only one, after a
/// number or its unit and before a digit.
fn ends(text: &str) -> Option<(&str, &str)> {
    let inner = after_word(text, "từ").or(after_word(text, "from")).unwrap_or(text);
    for word in [" đến ", " tới ", " to "] {
        if let Some((low, high)) = inner.split_once(word) {
            return Some((low.trim(), high.trim()));
        }
    }
    let dash = |c| matches!(c, '-' | '\u{2013}' | '\u{2014}');
    let (low, high) = inner.split_once(dash)?;
    let (low, high) = (low.trim(), high.trim());
    let fits = low.starts_with(|c: char| c.is_ascii_digit()) && high.starts_with(|c: char| c.is_ascii_digit());
    (fits && !high.contains(dash)).then_some((low, high))
}

/// Do two digits stand apart by more than one soft space? Then they belong to two numbers, as on two lines of a cell.
pub(super) fn apart(text: &str) -> bool {
    let mut gap: Option<(usize, bool)> = None;
    for c in text.chars() {
        if c.is_ascii_digit() {
            if gap.is_some_and(|(width, soft)| width > 1 || width == 1 && !soft) {
                return true;
            }
            gap = Some((0, true));
        } else if c.is_whitespace() {
            gap = gap.map(|(width, soft)| (width + 1, soft && soft_space(c)));
        } else {
            gap = None;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(text: &str) -> String {
        says_in(text, Locale::Vi)
    }

    fn says_in(text: &str, locale: Locale) -> String {
        match quantity(text, locale) {
            Ok(Reading::Missing(missing)) => missing.word().to_owned(),
            Err(trouble) => {
                format!("{} {}", trouble.code.word(), trouble.suggestion.unwrap_or_default()).trim().to_owned()
            }
            Ok(Reading::Value(q)) => {
                let high = q.high.map(|h| format!("..{h}")).unwrap_or_default();
                let unit = q.unit.map(|u| format!(" [{} x{}]", u.name, u.factor)).unwrap_or_default();
                format!("{} {}{high}{}{unit}", q.qualifier.word(), q.low, if q.percent { "%" } else { "" })
            }
        }
    }

    #[test]
    fn nothing_is_read_where_nothing_is() {
        assert_eq!(says(""), "blank");
        assert_eq!(says("…"), "not-available");
        assert_eq!(says("-"), "nil");
        let texts =
            ["%", "trên", "đồng", "từ", "từ đến", "- -5", "5-", "--5", "5 đến", "đến 5", "()", "(%", "#REF!", "không"];
        for text in texts {
            assert!(quantity(text, Locale::Vi).is_err(), "{text}");
        }
    }

    #[test]
    fn reads_what_offices_write() {
        let cases = [
            ("95,4%", "exact 95.4%"),
            ("95,4 %", "exact 95.4%"),
            ("-0,5%", "exact -0.5%"),
            ("197.548 triệu đồng", "exact 197548000000 [đồng x1000000]"),
            ("197.548 tr.đ", "exact 197548000000 [đồng x1000000]"),
            ("1,5 tỷ", "exact 1500000000 [ x1000000000]"),
            ("1,5tỷ", "exact 1500000000 [ x1000000000]"),
            ("0,123456789 tỷ đồng", "exact 123456789 [đồng x1000000000]"),
            ("12.345 trang", "exact 12345 [trang x1]"),
            ("5 MW", "exact 5 [MW x1]"),
            ("khoảng 1.200 hồ sơ", "about 1200 [hồ sơ x1]"),
            ("Gần 200 triệu đồng", "about 200000000 [đồng x1000000]"),
            ("trên 95%", "more-than 95%"),
            (">95%", "more-than 95%"),
            ("≥ 95%", "at-least 95%"),
            ("từ 95% trở lên", "at-least 95%"),
            ("không quá 5 ngày", "at-most 5 [ngày x1]"),
            ("dưới 10", "less-than 10"),
            ("Đạt 100%", "exact 100%"),
            ("1 234 567", "exact 1234567"),
            ("1\u{A0}234 hồ sơ", "exact 1234 [hồ sơ x1]"),
            ("(1.234)", "exact -1234"),
            ("95,4% hồ sơ", "exact 95.4% [hồ sơ x1]"),
        ];
        for (text, expected) in cases {
            assert_eq!(says(text), expected, "{text}");
        }
        assert_eq!(says_in("1,234.5 km", Locale::En), "exact 1234.5 [km x1]");
        assert_eq!(says_in("at least 95.4%", Locale::En), "at-least 95.4%");
    }

    #[test]
    fn reads_ranges() {
        let cases = [
            ("từ 30 đến 40%", "exact 30..40%"),
            ("30-40%", "exact 30..40%"),
            ("30% – 40%", "exact 30..40%"),
            ("5-10", "exact 5..10"),
            ("khoảng 5 - 10 hồ sơ", "about 5..10 [hồ sơ x1]"),
            ("1,5 - 2 tỷ đồng", "exact 1500000000..2000000000 [đồng x1000000000]"),
            ("500 triệu - 2 tỷ đồng", "exact 500000000..2000000000 [đồng x1000000000]"),
            ("40-30%", "falling-range"),
            ("30% - 40", "units-differ"),
            ("5 km - 10 ha", "units-differ"),
            ("trên 30-40%", "unclear"),
            ("từ 30%", "unclear từ 30% trở lên"),
        ];
        for (text, expected) in cases {
            assert_eq!(says(text), expected, "{text}");
        }
    }

    #[test]
    fn troubles_say_what_was_meant() {
        let cases = [
            ("95.4%", "grouping"),
            ("5-10-2025", "not-number"),
            ("3/4", "not-number"),
            ("2 tỷ 500 triệu", "not-number"),
            ("5 hồ sơ (1)", "footnote 5 hồ sơ"),
            ("1.234\n567", "several-numbers"),
            ("12  345", "several-numbers"),
            ("12abc", "not-number"),
            ("999999999999999999 tỷ đồng", "too-large"),
            ("0,1234567%", "too-many-decimals"),
        ];
        for (text, expected) in cases {
            let expected = match text {
                "95.4%" => "other-locale 95,4%",
                _ => expected,
            };
            assert_eq!(says(text), expected, "{text}");
        }
    }
}
