//! Any text as a day or a period: nothing panics, and what is read reads again in every other form.
#![no_main]

use libfuzzer_sys::fuzz_target;
use milepost_fuzz::language::{Language, date as printed};
use milepost_fuzz::observations::meaning::{Period, Reading, as_of, day, period, says_cumulative, serial_day};

fuzz_target!(|data: &[u8]| {
    if let Some(bytes) = data.first_chunk::<8>() {
        let serial = f64::from_le_bytes(*bytes);
        let _ = (serial_day(serial, false), serial_day(serial, true));
    }
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(Reading::Value(date)) = day(text) {
        assert!((1900..=2100).contains(&date.year()));
        assert_eq!(period(text, None), Ok(Reading::Value(Period { start: date, end: date, to_date: false })));
        for language in [Language::Vi, Language::En] {
            assert_eq!(day(&printed(date, language)), Ok(Reading::Value(date)));
        }
        assert_eq!(as_of(&format!("tính đến ngày {}", printed(date, Language::Vi))), Ok(Some(date)));
    }
    for year in [None, Some(2025)] {
        let Ok(Reading::Value(read)) = period(text, year) else { continue };
        assert!(read.start <= read.end);
        assert!((1900..=2100).contains(&read.start.year()) && (1900..=2100).contains(&read.end.year()));
        assert!(read.to_date || !says_cumulative(text), "a cumulative figure is never taken for a single one");
        if let (Ok(Reading::Value(without)), Some(_)) = (period(text, None), year) {
            assert_eq!(read, without, "a default year changes nothing where a year is written");
        }
    }
    if let Ok(Some(date)) = as_of(text) {
        assert!((1900..=2100).contains(&date.year()));
    }
});
