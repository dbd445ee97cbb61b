//! Any text as a number: nothing panics, readings agree with each other, and no digit is lost or invented.
#![no_main]

use libfuzzer_sys::fuzz_target;
use milepost_fuzz::catalog::Decimal;
use milepost_fuzz::language::Language;
use milepost_fuzz::observations::meaning::{
    Locale, Qualifier, Reading, decimal, declared_unit, from_float, percent_from_float, quantity, ratio, unit, whole,
    whole_from_float,
};

fuzz_target!(|data: &[u8]| {
    if let Some(bytes) = data.first_chunk::<8>() {
        floats(f64::from_le_bytes(*bytes));
    }
    let Ok(text) = std::str::from_utf8(data) else { return };
    for locale in Locale::ALL {
        numbers(text, locale);
    }
    // Two locales never read two different counts in one text.
    let counts: Vec<i64> = Locale::ALL.into_iter().filter_map(|l| whole(text, l).ok()?.value()).collect();
    assert!(counts.windows(2).all(|pair| pair[0] == pair[1]), "{counts:?}");
    let _ = (unit(text), declared_unit(text));
});

fn numbers(text: &str, locale: Locale) {
    let (count, number, stated) = (whole(text, locale), decimal(text, locale), quantity(text, locale));
    if let Ok(Reading::Value(count)) = count {
        assert_eq!(number, Ok(Reading::Value(Decimal::whole(count))), "every count is a number");
        assert_eq!(significant(&count.to_string()), significant(text));
    }
    if let Ok(Reading::Value(number)) = number {
        assert_eq!(significant(&number.scaled().to_string()), significant(text), "no digit lost or invented");
        let Ok(Reading::Value(stated)) = &stated else { panic!("every number is a quantity: {stated:?}") };
        assert_eq!((stated.low, stated.high, stated.percent), (number, None, false));
        assert_eq!((stated.qualifier, &stated.unit), (Qualifier::Exact, &None));
    }
    if let Ok(Reading::Missing(missing)) = count {
        assert_eq!(number, Ok(Reading::Missing(missing)));
        assert_eq!(stated, Ok(Reading::Missing(missing)));
    }
    if let Ok(Reading::Value(stated)) = &stated {
        assert!(stated.high.is_none_or(|high| stated.low <= high));
    }
    if let Ok(Reading::Value((part, all))) = ratio(text, locale) {
        assert!(part.scaled() >= 0 && all.scaled() >= 0);
    }
    for trouble in [count.err(), number.err(), stated.err()].into_iter().flatten() {
        assert!(trouble.says(Language::Vi).len() > trouble.found.len());
    }
}

/// The digits of a number without the noughts at its ends.
fn significant(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').to_owned()
}

fn floats(value: f64) {
    if let Ok(number) = from_float(value) {
        // Rounded by half a millionth, or in the fifteenth digit.
        assert!((number.to_f64() - value).abs() <= 5.1e-7 + value.abs() * 1e-14, "{number} {value}");
    }
    if let Ok(count) = whole_from_float(value) {
        assert!((count as f64 - value).abs() <= value.abs() * 1e-14, "{count} {value}");
    }
    let _ = percent_from_float(value);
}
