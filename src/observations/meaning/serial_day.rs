//! Days that a workbook keeps as numbers.

use super::trouble::{Code, Trouble};
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// The day of an Excel serial number; its fraction is the time of day and is dropped.
///
/// Excel counts 1 January 1900 as 1 and, as Lotus 1-2-3 did, a 29 February 1900 as 60, which there was not; from 61 on
/// its days are right. Workbooks of the 1904 epoch count 1 January 1904 as 0.
///
/// ```
/// use milepost::observations::meaning::serial_day;
/// assert_eq!(serial_day(46_019.0, false).unwrap().to_string(), "2025-12-28");
/// assert_eq!(serial_day(44_557.5, true).unwrap().to_string(), "2025-12-28");
/// assert!(serial_day(60.0, false).is_err());
/// ```
///
/// # Errors
/// `not-finite`; `no-such-day` for serial 60 of the 1900 epoch; `year-out-of-range` outside of 1900 to 2100.
pub fn serial_day(serial: f64, epoch_1904: bool) -> Result<Date, Trouble> {
    let trouble = |code| Trouble::new(code, &serial.to_string());
    if !serial.is_finite() {
        return Err(trouble(Code::NotFinite));
    }
    let whole = serial.floor();
    let first = if epoch_1904 { 0.0 } else { 1.0 };
    if !(first..=80_000.0).contains(&whole) {
        return Err(trouble(Code::YearOutOfRange));
    }
    let days = whole as i64;
    let (from, days) = match (epoch_1904, days) {
        (true, days) => (date(1904, 1, 1), days),
        (false, 60) => return Err(trouble(Code::NoSuchDay)),
        (false, 1..60) => (date(1899, 12, 31), days),
        (false, days) => (date(1899, 12, 30), days),
    };
    let day = from.checked_add(days.days()).map_err(|_| trouble(Code::YearOutOfRange))?;
    if super::day::YEARS.contains(&day.year()) { Ok(day) } else { Err(trouble(Code::YearOutOfRange)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serials_at_the_edges() {
        for serial in [f64::NAN, f64::INFINITY] {
            assert_eq!(serial_day(serial, false).unwrap_err().code, Code::NotFinite);
        }
        for serial in [-1.0, 0.0, 0.99, 1e9, f64::MAX, f64::MIN] {
            assert_eq!(serial_day(serial, false).unwrap_err().code, Code::YearOutOfRange, "{serial}");
        }
        assert_eq!(serial_day(60.5, false).unwrap_err().code, Code::NoSuchDay);
    }

    #[test]
    fn serials_of_both_epochs() {
        let cases = [(1.0, "1900-01-01"), (59.0, "1900-02-28"), (61.0, "1900-03-01"), (73_415.0, "2100-12-31")];
        for (serial, day) in cases {
            assert_eq!(serial_day(serial, false).unwrap().to_string(), day);
        }
        assert_eq!(serial_day(73_416.0, false).unwrap_err().code, Code::YearOutOfRange);
        assert_eq!(serial_day(0.0, true).unwrap().to_string(), "1904-01-01");
        assert_eq!(serial_day(12_345.678_9, false).unwrap().to_string(), "1933-10-18");
    }
}
