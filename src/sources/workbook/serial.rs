//! Serial numbers of days, as spreadsheets keep dates.

use jiff::civil::{Date, DateTime};
use jiff::{Span, civil};

/// Which day a workbook counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Epoch {
    /// 1 is 1 January 1900, and 60 the 29 February that 1900 did not have.
    #[default]
    Windows1900,
    /// 0 is 1 January 1904.
    Macintosh1904,
}

const LAST: Date = civil::date(9999, 12, 31);

/// The moment of a serial number, to the millisecond; none where it is no date: negative, beyond the year 9999,
/// and in the epoch of 1900 also 0 (written when a formula points to an empty cell) and 60 (29 February 1900).
pub fn moment(serial: f64, epoch: Epoch) -> Option<DateTime> {
    const DAY: f64 = 86_400_000.0;
    if !(0.0..3_000_000.0).contains(&serial) {
        return None;
    }
    // Rounded as a whole, so that 44197.99999999999 is the next midnight.
    let milliseconds = (serial * DAY).round() as i64;
    let (day, rest) = (milliseconds / DAY as i64, milliseconds % DAY as i64);
    let origin = match (epoch, day) {
        (Epoch::Windows1900, 0 | 60) => return None,
        (Epoch::Windows1900, 1..60) => civil::date(1899, 12, 31),
        (Epoch::Windows1900, _) => civil::date(1899, 12, 30),
        (Epoch::Macintosh1904, _) => civil::date(1904, 1, 1),
    };
    let date = origin.checked_add(Span::new().days(day)).ok().filter(|date| *date <= LAST)?;
    let part = |unit: i64, of: i64| i8::try_from(rest / unit % of).expect("less than 60");
    let nanoseconds = i32::try_from(rest % 1000 * 1_000_000).expect("less than a second");
    Some(date.at(part(3_600_000, 24), part(60_000, 60), part(1000, 60), nanoseconds))
}

/// The moment of an ISO 8601 text such as `2025-12-28` or `2025-12-28T07:30:00`; none where it is another text.
pub fn iso(text: &str) -> Option<DateTime> {
    let text = text.trim();
    text.strip_suffix('Z').unwrap_or(text).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(serial: f64, epoch: Epoch) -> String {
        moment(serial, epoch).map_or("none".into(), |m| m.to_string())
    }

    #[test]
    fn around_the_day_that_never_was() {
        use Epoch::{Macintosh1904, Windows1900};
        for (serial, expected) in [
            (-1.0, "none"),
            (0.0, "none"),
            (0.5, "none"),
            (1.0, "1900-01-01T00:00:00"),
            (59.0, "1900-02-28T00:00:00"),
            (60.0, "none"),
            (60.5, "none"),
            (61.0, "1900-03-01T00:00:00"),
            (44197.0, "2021-01-01T00:00:00"),
            (44197.520833333333, "2021-01-01T12:30:00"),
            (44197.999999999, "2021-01-02T00:00:00"),
            (2958465.0, "9999-12-31T00:00:00"),
            (2958466.0, "none"),
            (1e300, "none"),
            (f64::NAN, "none"),
        ] {
            assert_eq!(shown(serial, Windows1900), expected, "{serial}");
        }
        assert_eq!(shown(0.0, Macintosh1904), "1904-01-01T00:00:00");
        assert_eq!(shown(42735.0, Macintosh1904), "2021-01-01T00:00:00");
        assert_eq!(shown(2957004.0, Macintosh1904), "none");
    }

    #[test]
    fn iso_texts() {
        assert_eq!(iso("2025-12-28").unwrap().to_string(), "2025-12-28T00:00:00");
        assert_eq!(iso("2025-12-28T07:30:00Z").unwrap().to_string(), "2025-12-28T07:30:00");
        assert_eq!(iso("07:30:00"), None);
        assert_eq!(iso("28/12/2025"), None);
    }
}
