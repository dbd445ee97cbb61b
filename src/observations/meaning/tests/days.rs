//! Days and periods printed in any supported form read back.

use crate::observations::meaning::day::slow_day;
use crate::observations::meaning::*;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;

fn any_day() -> impl Strategy<Value = Date> {
    (0..73_414i64)
        .prop_map(|days| date(1900, 1, 1).checked_add(days.days()).unwrap())
        .prop_filter("in range", |d| d.year() <= 2100)
}

proptest! {
    #[test]
    fn days_read_back(date in any_day()) {
        let (d, m, y) = (date.day(), date.month(), date.year());
        let english = crate::language::date(date, crate::language::Language::En);
        let texts = [
            format!("{d:02}/{m:02}/{y}"),
            format!("{d}/{m}/{y}"),
            format!("{d}-{m}-{y}"),
            format!("{d:02}.{m:02}.{y}"),
            format!("ngày {d} tháng {m} năm {y}"),
            format!("Ngày {d:02} tháng {m:02} năm {y}"),
            format!("{d} tháng {m}, {y}"),
            format!("{d}-Thg{m}-{y}"),
            format!("{y}-{m:02}-{d:02}"),
            format!("{y}-{m:02}-{d:02} 00:00:00"),
            english,
        ];
        for text in texts {
            prop_assert_eq!(day(&text), Ok(Reading::Value(date)), "{}", text);
            prop_assert_eq!(period(&text, None), Ok(Reading::Value(Period { start: date, end: date, to_date: false })), "{}", text);
            prop_assert_eq!(as_of(&format!("(Số liệu tính đến ngày {text})")), Ok(Some(date)), "{}", text);
        }
        let serial = (date - jiff::civil::date(1899, 12, 30)).get_days();
        if serial > 60 {
            prop_assert_eq!(serial_day(f64::from(serial), false), Ok(date));
        }
        // No day is read from two-digit years or from the month first.
        let short_year = format!("{d}/{m}/{:02}", y % 100);
        prop_assert!(day(&short_year).is_err());
        if d > 12 {
            prop_assert_eq!(day(&format!("{m}/{d}/{y}")).unwrap_err().code, Code::MonthFirst);
        }
    }

    #[test]
    fn the_quick_way_is_the_slow_way(text in "0{0,3}[0-9]{1,2}[-/.]0{0,2}[0-9]{1,2}[-/.](19|20|)[0-9]{2}|[0-9]{1,4}[-/.][0-9]{1,3}[-/.][0-9]{1,4}") {
        prop_assert_eq!(day(&text), slow_day(&text), "{}", text);
    }

    #[test]
    fn periods_read_back(year in 1900..=2100i16, month in 1..=12i8) {
        let first = date(year, month, 1);
        let quarter = (month + 2) / 3;
        let roman = ["I", "II", "III", "IV"][usize::from(quarter as u8) - 1];
        let months = Period { start: first, end: first.last_of_month(), to_date: false };
        let texts = [
            format!("Tháng {month}/{year}"),
            format!("tháng {month:02} năm {year}"),
            format!("T{month}/{year}"),
            format!("{month:02}/{year}"),
            format!("{year}-{month:02}"),
        ];
        for text in texts {
            prop_assert_eq!(period(&text, None), Ok(Reading::Value(months)), "{}", text);
        }
        let start = date(year, quarter * 3 - 2, 1);
        let quarters = Period { start, end: date(year, quarter * 3, 1).last_of_month(), to_date: false };
        for text in [format!("Quý {roman}/{year}"), format!("Quý {quarter} năm {year}"), format!("Q{quarter}/{year}")] {
            prop_assert_eq!(period(&text, None), Ok(Reading::Value(quarters)), "{}", text);
        }
        let to_date = Period { start: date(year, 1, 1), end: first.last_of_month(), to_date: true };
        for text in [format!("{month} tháng đầu năm {year}"), format!("{month} tháng năm {year}")] {
            prop_assert_eq!(period(&text, None), Ok(Reading::Value(to_date)), "{}", text);
        }
        let read = period(&format!("Tháng {month}"), Some(year));
        prop_assert_eq!(read, Ok(Reading::Value(months)));
    }
}
