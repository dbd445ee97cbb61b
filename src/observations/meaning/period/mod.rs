//! Periods: months, quarters, years, the first so many months of a year, and spans from a day to a day.

mod written;

use crate::observations::meaning::as_of::says_cumulative;
use crate::observations::meaning::missing::{Missing, Reading};
use crate::observations::meaning::trouble::{Code, Trouble};
use crate::observations::meaning::words::{after_word, fold};
use jiff::civil::Date;
use written::{Reader, Refusal};

/// The days that a figure is about, first and last included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
    /// Is it a running total since `start` (`9 tháng năm 2025`, `lũy kế`), whose next figure will include this one?
    /// Such a figure must not be mixed with those of single periods.
    pub to_date: bool,
}

/// Reads a period: `Quý III/2025`, `6 tháng đầu năm 2025`, `Tháng 9/2025`, `09/2025`, `2025-09`, `Năm 2025`, a day, or
/// `từ 01/07/2025 đến 30/09/2025`. `default_year` is the year of a text that names none, where the caller knows it.
///
/// ```
/// use milepost::observations::meaning::period;
/// let read = |text| period(text, Some(2025)).unwrap().value().unwrap();
/// let quarter = read("Quý III");
/// assert_eq!((quarter.start.to_string(), quarter.end.to_string()), ("2025-07-01".into(), "2025-09-30".into()));
/// assert!(read("9 tháng năm 2024").to_date);
/// assert!(!read("Tháng 9/2025").to_date);
/// ```
///
/// # Errors
/// A [`Trouble`] for what is no period, has no year where no default is given, or is cumulative without saying since
/// when (`lũy kế tháng 9/2025`).
pub fn period(text: &str, default_year: Option<i16>) -> Result<Reading<Period>, Trouble> {
    if let Some(missing) = Missing::read(text) {
        return Ok(Reading::Missing(missing));
    }
    let trouble = |code| Trouble::new(code, text);
    if text.len() > 200 {
        return Err(trouble(Code::NotPeriod));
    }
    let folded = fold(text);
    let mut named = folded.as_str();
    for word in ["kỳ báo cáo", "kỳ", "giai đoạn"] {
        named = after_word(named, word).map_or(named, |rest| rest.trim_start_matches([':', ' ']));
    }
    let cumulative = says_cumulative(text);
    for word in ["số liệu", "lũy kế", "cộng dồn"] {
        named = after_word(named, word).unwrap_or(named);
    }
    let reader = Reader { default_year };
    match reader.read(named, cumulative) {
        Ok(period) if period.start <= period.end => Ok(Reading::Value(period)),
        Ok(_) => Err(trouble(Code::FallingRange)),
        Err(Refusal { code, meant: None }) => Err(trouble(code)),
        Err(Refusal { code, meant: Some(meant) }) => Err(trouble(code).suggest(meant)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(text: &str, year: Option<i16>) -> String {
        match period(text, year) {
            Ok(Reading::Value(p)) => format!("{}..{}{}", p.start, p.end, if p.to_date { " to date" } else { "" }),
            Ok(Reading::Missing(missing)) => missing.word().to_owned(),
            Err(t) => format!("{} {}", t.code.word(), t.suggestion.unwrap_or_default()).trim().to_owned(),
        }
    }

    #[test]
    fn what_is_no_period() {
        let cases = [
            ("", "blank"),
            ("…", "not-available"),
            ("Quý", "not-period"),
            ("Tháng", "not-period"),
            ("Năm", "no-year"),
            ("Quý V/2025", "not-period"),
            ("Quý 5/2025", "no-such-day"),
            ("Tháng 13/2025", "no-such-day"),
            ("0 tháng năm 2025", "no-such-day"),
            ("13/2025", "no-such-day"),
            ("Quý III", "no-year"),
            ("Quý III/25", "two-digit-year 2025"),
            ("9/25", "two-digit-year 9/2025"),
            ("1899", "year-out-of-range"),
            ("20255", "not-period"),
            ("30/02/2025", "no-such-day"),
            ("từ 30/09/2025 đến 01/07/2025", "falling-range"),
            ("2025-2021", "falling-range"),
            ("lũy kế tháng 9/2025", "unclear-start lũy kế từ đầu năm đến 30/09/2025"),
            ("lũy kế đến 30/9/2025", "unclear-start lũy kế từ đầu năm đến 30/09/2025"),
            ("lũy kế đến hết năm 2025", "unclear-start lũy kế từ đầu năm đến 31/12/2025"),
            ("lũy kế từ đầu năm", "not-period"),
            ("từ đầu năm 2024 đến 30/9/2025", "not-period"),
            ("Tổng số", "not-period"),
        ];
        for (text, expected) in cases {
            assert_eq!(says(text, None), expected, "{text:?}");
        }
    }

    #[test]
    fn every_kind_of_period() {
        let cases = [
            ("Quý III/2025", "2025-07-01..2025-09-30"),
            ("Quý 3 năm 2025", "2025-07-01..2025-09-30"),
            ("QUÝ III NĂM 2025", "2025-07-01..2025-09-30"),
            ("Qúy III - 2025", "2025-07-01..2025-09-30"),
            ("Q3/2025", "2025-07-01..2025-09-30"),
            ("2025-Q3", "2025-07-01..2025-09-30"),
            ("Tháng 9/2025", "2025-09-01..2025-09-30"),
            ("tháng 2 năm 2024", "2024-02-01..2024-02-29"),
            ("T9/2025", "2025-09-01..2025-09-30"),
            ("09/2025", "2025-09-01..2025-09-30"),
            ("2025-09", "2025-09-01..2025-09-30"),
            ("Năm 2025", "2025-01-01..2025-12-31"),
            ("cả năm 2025", "2025-01-01..2025-12-31"),
            ("2025", "2025-01-01..2025-12-31"),
            ("2021-2025", "2021-01-01..2025-12-31"),
            ("Giai đoạn 2021 - 2025", "2021-01-01..2025-12-31"),
            ("6 tháng đầu năm 2025", "2025-01-01..2025-06-30 to date"),
            ("Sáu tháng đầu năm 2025", "2025-01-01..2025-06-30 to date"),
            ("6 tháng cuối năm 2025", "2025-07-01..2025-12-31"),
            ("9 tháng năm 2025", "2025-01-01..2025-09-30 to date"),
            ("9 tháng/2025", "2025-01-01..2025-09-30 to date"),
            ("12 tháng năm 2025", "2025-01-01..2025-12-31 to date"),
            ("lũy kế 9 tháng năm 2025", "2025-01-01..2025-09-30 to date"),
            ("Luỹ kế năm 2025", "2025-01-01..2025-12-31 to date"),
            ("Lũy kế từ đầu năm đến 30/9/2025", "2025-01-01..2025-09-30 to date"),
            ("từ đầu năm 2025 đến hết tháng 9", "2025-01-01..2025-09-30 to date"),
            ("từ đầu năm đến hết ngày 28/12/2025", "2025-01-01..2025-12-28 to date"),
            ("28/12/2025", "2025-12-28..2025-12-28"),
            ("28 - 12 - 2025", "2025-12-28..2025-12-28"),
            ("từ 01/07/2025 đến 30/09/2025", "2025-07-01..2025-09-30"),
            ("Từ ngày 01/07/2025 đến hết ngày 30/09/2025", "2025-07-01..2025-09-30"),
            ("từ tháng 7 đến tháng 9/2025", "2025-07-01..2025-09-30"),
            ("01/07/2025 - 30/09/2025", "2025-07-01..2025-09-30"),
            ("lũy kế từ 01/01/2025 đến 30/09/2025", "2025-01-01..2025-09-30 to date"),
            ("Kỳ báo cáo: Tháng 9/2025", "2025-09-01..2025-09-30"),
        ];
        for (text, expected) in cases {
            assert_eq!(says(text, None), expected, "{text:?}");
        }
        assert_eq!(says("Tháng 9", Some(2025)), "2025-09-01..2025-09-30");
        assert_eq!(says("6 tháng đầu năm", Some(2025)), "2025-01-01..2025-06-30 to date");
        assert_eq!(says("lũy kế từ đầu năm đến tháng 9", Some(2025)), "2025-01-01..2025-09-30 to date");
    }
}
