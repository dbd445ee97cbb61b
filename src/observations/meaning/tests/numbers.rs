//! Numbers printed in a locale read back exactly.

use crate::catalog::Decimal;
use crate::observations::meaning::number::{slow_decimal, slow_whole};
use crate::observations::meaning::quantity::slow_quantity;
use crate::observations::meaning::*;
use proptest::prelude::*;

const SPACES: [&str; 5] = [" ", "\u{A0}", "\u{2007}", "\u{2009}", "\u{202F}"];

/// The number as an office would print it, independently of the code under test.
fn print(scaled: i128, places: usize, group: Option<&str>, point: &str) -> String {
    let text = format!("{:07}", scaled.unsigned_abs());
    let (whole, fraction) = text.split_at(text.len() - 6);
    let whole = match group {
        None => whole.to_owned(),
        Some(group) => whole
            .as_bytes()
            .rchunks(3)
            .rev()
            .map(|chunk| std::str::from_utf8(chunk).unwrap())
            .collect::<Vec<_>>()
            .join(group),
    };
    let sign = if scaled < 0 { "-" } else { "" };
    if places == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}{point}{}", &fraction[..places]) }
}

/// A value of up to eighteen whole digits that has no more than so many decimals.
fn value() -> impl Strategy<Value = (i128, usize)> {
    let digits = (0..=18u32, any::<u64>(), 0..1_000_000i128, 0..=6usize, any::<bool>());
    digits.prop_map(|(size, whole, fraction, places, negative)| {
        let whole = i128::from(whole) % 10i128.pow(size);
        let unit = 10i128.pow(6 - places as u32);
        let scaled = whole * 1_000_000 + fraction / unit * unit;
        (if negative { -scaled } else { scaled }, places)
    })
}

fn marks(locale: Locale, grouped: bool) -> (Option<&'static str>, &'static str) {
    match locale {
        Locale::Vi => (grouped.then_some("."), ","),
        Locale::En => (grouped.then_some(","), "."),
        Locale::Plain => (None, "."),
    }
}

fn locale() -> impl Strategy<Value = Locale> {
    prop::sample::select(&Locale::ALL[..])
}

fn read(text: &str, locale: Locale) -> Option<i128> {
    decimal(text, locale).ok()?.value().map(Decimal::scaled)
}

proptest! {
    #[test]
    fn decimals_read_back((scaled, places) in value(), locale in locale(), grouped: bool) {
        let (group, point) = marks(locale, grouped);
        let text = print(scaled, places, group, point);
        prop_assert_eq!(read(&text, locale), Some(scaled), "{}", &text);
        prop_assert_eq!(read(&format!(" {text}\u{A0}\n"), locale), Some(scaled));
        if scaled < 0 && locale != Locale::Plain {
            prop_assert_eq!(read(&text.replace('-', "\u{2212}"), locale), Some(scaled));
        }
    }

    #[test]
    fn spaces_group_as_marks_do((scaled, places) in value(), space in prop::sample::select(&SPACES[..])) {
        for locale in [Locale::Vi, Locale::En] {
            let text = print(scaled, places, Some(space), marks(locale, true).1);
            prop_assert_eq!(read(&text, locale), Some(scaled), "{:?}", &text);
        }
    }

    #[test]
    fn counts_read_back(count in -999_999_999_999_999_999i64..=999_999_999_999_999_999, locale in locale(), grouped: bool) {
        let (group, point) = marks(locale, grouped);
        let text = print(i128::from(count) * 1_000_000, 0, group, point);
        prop_assert_eq!(whole(&text, locale), Ok(Reading::Value(count)), "{}", text);
        // The same number, written as of another locale, is this number or is refused.
        for other in Locale::ALL {
            if let Ok(Reading::Value(read)) = whole(&text, other) {
                prop_assert_eq!(read, count, "{} {:?}", text, other);
            }
        }
    }

    #[test]
    fn quantities_read_back((scaled, places) in value(), locale in locale(), grouped: bool, spaced: bool) {
        let (group, point) = marks(locale, grouped);
        let text = print(scaled, places, group, point);
        let space = if spaced { " " } else { "" };
        for (tail, factor, percent) in [("", 1, false), ("%", 1, true), ("triệu đồng", 1_000_000, false), ("trang", 1, false)] {
            let text = format!("{text}{space}{tail}");
            let scaled = scaled * factor;
            match quantity(&text, locale) {
                Ok(Reading::Value(q)) => prop_assert_eq!((q.low.scaled(), q.percent), (scaled, percent), "{}", text),
                Err(trouble) => prop_assert!(trouble.code == Code::TooLarge && scaled.abs() >= 10i128.pow(24), "{} {:?}", text, trouble),
                other => prop_assert!(false, "{} {:?}", text, other),
            }
        }
    }

    #[test]
    fn ranges_and_ratios_read_back((a, places) in value(), (b, _) in value(), locale in locale()) {
        let (a, b) = (a.abs().min(b.abs()), a.abs().max(b.abs()));
        let (group, point) = marks(locale, true);
        let (low, high) = (print(a, places.max(6), group, point), print(b, 6, group, point));
        for text in [format!("{low}-{high}"), format!("từ {low} đến {high}%"), format!("{low} – {high} hồ sơ")] {
            let q = quantity(&text, locale).unwrap().value().unwrap();
            prop_assert_eq!((q.low.scaled(), q.high.map(Decimal::scaled)), (a, Some(b)), "{}", text);
        }
        let (part, all) = ratio(&format!("{low}/{high}"), locale).unwrap().value().unwrap();
        prop_assert_eq!((part.scaled(), all.scaled()), (a, b));
    }

    #[test]
    fn the_quick_way_is_the_slow_way(text in "[-+0-9.,% ]{0,24}", locale in locale()) {
        prop_assert_eq!(whole(&text, locale), slow_whole(&text, locale), "{}", text);
        prop_assert_eq!(decimal(&text, locale), slow_decimal(&text, locale), "{}", text);
        prop_assert_eq!(quantity(&text, locale), slow_quantity(&text, locale), "{}", text);
    }

    #[test]
    fn the_quick_way_is_the_slow_way_for_numbers((scaled, places) in value(), written in locale(), read in locale()) {
        let (group, point) = marks(written, true);
        let text = print(scaled, places, group, point);
        prop_assert_eq!(whole(&text, read), slow_whole(&text, read), "{}", text);
        prop_assert_eq!(decimal(&text, read), slow_decimal(&text, read), "{}", text);
        let percent = format!("{text}%");
        prop_assert_eq!(quantity(&percent, read), slow_quantity(&percent, read), "{}", percent);
    }

    /// Fifteen digits go into a binary float and come back.
    #[test]
    fn floats_read_back(digits in -999_999_999_999_999i64..=999_999_999_999_999, places in 0..=6u32) {
        let text = format!("{digits}e-{places}");
        let expected = i128::from(digits) * 10i128.pow(6 - places);
        prop_assert_eq!(from_float(text.parse().unwrap()).unwrap().scaled(), expected);
        if places == 0 {
            prop_assert_eq!(whole_from_float(digits as f64), Ok(digits));
        }
    }
}
