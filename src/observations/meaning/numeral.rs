//! Digits with their marks: the exact number that a declared locale reads in them, or why it reads none.

use super::locale::Locale;
use super::trouble::{Code, Trouble};
use crate::catalog::Decimal;
use unicode_normalization::UnicodeNormalization;

/// An exact number as written: `digits` divided by ten to the power of `places`, trailing noughts kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numeral {
    pub(super) negative: bool,
    pub(super) digits: u128,
    pub(super) places: u32,
}

/// Digits before, and after, the decimal mark that are kept; together they fit into 128 bits.
const KEPT: usize = 18;

impl Numeral {
    /// The number times a whole factor, to six decimals.
    ///
    /// `Err` where it has more of them or is too large.
    pub(super) fn times(self, mut factor: u64) -> Result<Decimal, Code> {
        let Numeral { negative, mut digits, mut places } = self;
        while places > 0 && factor.is_multiple_of(10) && factor > 0 {
            (factor, places) = (factor / 10, places - 1);
        }
        while places > 0 && digits.is_multiple_of(10) {
            (digits, places) = (digits / 10, places - 1);
        }
        let scale = u32::from(Decimal::SCALE);
        let missing = scale.checked_sub(places).ok_or(Code::TooManyDecimals)?;
        let scaled = digits
            .checked_mul(u128::from(factor))
            .and_then(|n| n.checked_mul(10u128.pow(missing)))
            .and_then(|n| i128::try_from(n).ok())
            .ok_or(Code::TooLarge)?;
        Decimal::from_scaled(if negative { -scaled } else { scaled }).ok_or(Code::TooLarge)
    }

    /// The whole number; `None` where it has a decimal mark or is too large.
    pub(super) fn whole(self) -> Option<i64> {
        let value = i64::try_from(self.digits).ok().filter(|_| self.places == 0)?;
        Some(if self.negative { -value } else { value })
    }
}

/// Spaces that may stand between groups of three: the plain one and those that keep a number together.
pub(super) fn soft_space(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{2007}' | '\u{2009}' | '\u{202F}')
}

/// Reads a number written strictly as the locale declares; the text must be trimmed.
pub(super) fn parse(text: &str, locale: Locale) -> Result<Numeral, Code> {
    if let Some(inner) = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        return accounting(inner, locale);
    }
    let (negative, body) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None if locale == Locale::Plain => (false, text),
        None => match text.strip_prefix('\u{2212}') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        },
    };
    unsigned(body, locale).map(|n| Numeral { negative, ..n })
}

/// A number in parentheses is negative where grouping or decimals show that it is an amount: forms number their columns
/// `(1)`, `(2)`, and texts their notes.
fn accounting(inner: &str, locale: Locale) -> Result<Numeral, Code> {
    let plain = inner.bytes().all(|b| b.is_ascii_digit());
    match unsigned(inner, locale) {
        Ok(_) if plain || locale == Locale::Plain => Err(Code::Parentheses),
        Ok(numeral) => Ok(Numeral { negative: true, ..numeral }),
        Err(code) => Err(code),
    }
}

fn unsigned(body: &str, locale: Locale) -> Result<Numeral, Code> {
    let point = char::from(locale.point());
    let group = locale.group().map(char::from);
    if !body.starts_with(|c: char| c.is_ascii_digit()) || !body.ends_with(|c: char| c.is_ascii_digit()) {
        return Err(Code::NotNumber);
    }
    let separates = |c: char| group.is_some() && (group == Some(c) || soft_space(c));
    if let Some(other) = body.chars().find(|c| !(c.is_ascii_digit() || *c == point || separates(*c))) {
        let mark = matches!(other, '.' | ',') || soft_space(other);
        return Err(if mark { Code::Grouping } else { Code::NotNumber });
    }
    let (whole, fraction) = body.split_once(point).unwrap_or((body, ""));
    if !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Code::Grouping);
    }
    let mut digits = 0u128;
    let mut count = 0;
    let mut add = |text: &str| {
        for digit in text.bytes() {
            if count > 0 || digit != b'0' {
                count += 1;
            }
            if count <= 2 * KEPT {
                digits = digits * 10 + u128::from(digit - b'0');
            }
        }
        count
    };
    let mut whole_digits = 0;
    match whole.chars().find(|c| separates(*c)) {
        None => whole_digits = add(whole),
        Some(mark) => {
            for (i, part) in whole.split(|c| c == mark || soft_space(mark) && soft_space(c)).enumerate() {
                let fits =
                    if i == 0 { (1..=3).contains(&part.len()) && !part.starts_with('0') } else { part.len() == 3 };
                if !fits || !part.bytes().all(|b| b.is_ascii_digit()) {
                    return Err(Code::Grouping);
                }
                whole_digits = add(part);
            }
        }
    }
    if whole_digits > KEPT {
        return Err(Code::TooLarge);
    }
    // Noughts at the end beyond what is kept change nothing.
    let fraction = if fraction.len() > KEPT { fraction.trim_end_matches('0') } else { fraction };
    if fraction.len() > KEPT {
        return Err(Code::TooManyDecimals);
    }
    add(fraction);
    Ok(Numeral { negative: false, digits, places: fraction.len() as u32 })
}

/// Why the text was not read, given what [`parse`] said of it, and what was perhaps meant.
pub(super) fn explain(text: &str, locale: Locale, code: Code) -> Trouble {
    let trouble = |code| Trouble::new(code, text);
    let text = text.trim();
    let reads = |text: &str| parse(text, locale).ok().map(|n| locale.written(&n));
    if text.chars().any(|c| c.is_numeric() && !c.is_ascii() && !superscript(c)) {
        let plain: String = text.nfkc().collect();
        let reading = reads(plain.trim());
        return match reading {
            Some(meant) => trouble(Code::ForeignDigits).suggest(meant),
            None => trouble(Code::ForeignDigits),
        };
    }
    if code == Code::Parentheses {
        return trouble(code).suggest(format!("-{}", text.trim_matches(['(', ')'])));
    }
    let dash = |c| matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}');
    let number = text.strip_prefix(dash).or_else(|| text.strip_suffix(dash)).unwrap_or("").trim();
    if number.starts_with(|c: char| c.is_ascii_digit())
        && let Some(meant) = reads(number)
    {
        return trouble(Code::Sign).suggest(format!("-{meant}"));
    }
    if let Some(meant) = without_footnote(text).and_then(&reads) {
        return trouble(Code::Footnote).suggest(meant);
    }
    let others: Vec<Numeral> =
        Locale::ALL.into_iter().filter(|l| *l != locale).filter_map(|l| parse(text, l).ok()).collect();
    if let Some(first) = others.first() {
        let agree = others.iter().all(|n| n == first);
        let trouble = trouble(Code::OtherLocale);
        return if agree { trouble.suggest(locale.written(first)) } else { trouble };
    }
    let lookalikes: String = text
        .chars()
        .map(|c| match c {
            'O' | 'o' => '0',
            'l' | 'I' => '1',
            c => c,
        })
        .collect();
    match reads(&lookalikes) {
        Some(meant) => trouble(Code::NotNumber).suggest(meant),
        None => trouble(code),
    }
}

fn superscript(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '\u{2070}'..='\u{2079}')
}

/// The text before a footnote mark: `1.234(1)`, `1.234*`, `1.234¹`, `1.234 [2]`.
pub(super) fn without_footnote(text: &str) -> Option<&str> {
    let stars = text.trim_end_matches(|c| c == '*' || superscript(c));
    if stars.len() < text.len() {
        return Some(stars.trim_end());
    }
    let (before, inner) = match text.strip_suffix(')') {
        Some(rest) => rest.rsplit_once('(')?,
        None => text.strip_suffix(']')?.rsplit_once('[')?,
    };
    let mark = inner.bytes().all(|b| b.is_ascii_digit()) && inner.len() <= 2 || inner.chars().all(|c| c == '*');
    (mark && !inner.is_empty()).then(|| before.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(text: &str, locale: Locale) -> Result<(i128, u32), Code> {
        parse(text, locale).map(|n| (if n.negative { -(n.digits as i128) } else { n.digits as i128 }, n.places))
    }

    #[test]
    fn reads_nothing_in_scraps() {
        for text in
            ["", "-", "+", ".", ",", " ", "()", "(", "-.", "1.", "1,", ".5", ",5", "--1", "1-", "1e3", "0x1", "- 1"]
        {
            for locale in Locale::ALL {
                assert!(parse(text, locale).is_err(), "{text:?} {locale:?}");
            }
        }
    }

    #[test]
    fn groups_are_strict() {
        assert_eq!(says("1.234.567,89", Locale::Vi), Ok((123_456_789, 2)));
        assert_eq!(says("1,234,567.89", Locale::En), Ok((123_456_789, 2)));
        assert_eq!(says("1234567.89", Locale::Plain), Ok((123_456_789, 2)));
        assert_eq!(says("1234567,89", Locale::Vi), Ok((123_456_789, 2)));
        assert_eq!(says("1 234\u{A0}567", Locale::Vi), Ok((1_234_567, 0)));
        assert_eq!(says("\u{2212}12\u{202F}345", Locale::En), Ok((-12_345, 0)));
        let bad =
            ["12.34", "1.5", "0.954", "1234.567", "1.234.56", "1.2345", "1,234.5", "1.234 567", "1..234", "000.000"];
        for text in bad {
            assert_eq!(says(text, Locale::Vi), Err(Code::Grouping), "{text}");
        }
        assert_eq!(says("1  234", Locale::Vi), Err(Code::Grouping));
        assert_eq!(says("1,234", Locale::Plain), Err(Code::Grouping));
    }

    #[test]
    fn large_and_long() {
        assert_eq!(says(&"9".repeat(18), Locale::Vi), Ok((999_999_999_999_999_999, 0)));
        assert_eq!(says(&"9".repeat(19), Locale::Vi), Err(Code::TooLarge));
        assert_eq!(says(&"9".repeat(5000), Locale::Vi), Err(Code::TooLarge));
        assert_eq!(says(&format!("{}7", "0".repeat(5000)), Locale::Vi), Ok((7, 0)));
        assert_eq!(says(&format!("0,{}", "1".repeat(19)), Locale::Vi), Err(Code::TooManyDecimals));
        assert_eq!(says(&format!("0,5{}", "0".repeat(500)), Locale::Vi), Ok((5, 1)));
    }

    #[test]
    fn parentheses_mean_minus_only_for_amounts() {
        assert_eq!(says("(1.234)", Locale::Vi), Ok((-1234, 0)));
        assert_eq!(says("(0,5)", Locale::Vi), Ok((-5, 1)));
        assert_eq!(says("(12)", Locale::Vi), Err(Code::Parentheses));
        assert_eq!(says("(2025)", Locale::Vi), Err(Code::Parentheses));
        assert!(says("(-1.234)", Locale::Vi).is_err());
    }

    #[test]
    fn times_is_exact() {
        let n = parse("197.548", Locale::Vi).unwrap();
        assert_eq!(n.times(1_000_000).unwrap().to_string(), "197548000000");
        let n = parse("0,123456789", Locale::Vi).unwrap();
        assert_eq!(n.times(1_000_000_000).unwrap().to_string(), "123456789");
        assert_eq!(n.times(1), Err(Code::TooManyDecimals));
        assert_eq!(parse(&"9".repeat(18), Locale::Vi).unwrap().times(1_000_000_000), Err(Code::TooLarge));
        assert_eq!(Decimal::from_scaled(-500_000).unwrap().to_string(), "-0.5");
        assert_eq!(Decimal::from_scaled(10i128.pow(24)), None);
    }
}
