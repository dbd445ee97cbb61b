//! Days: the day first, then the month, then a year of four digits; or ISO.

use super::missing::{Missing, Reading};
use super::serial_day::serial_day;
use super::trouble::{Code, Trouble};
use super::words::{after_word, fold};
use jiff::civil::Date;

/// Years that figures may speak of.
pub(super) const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Reads a day: `28/12/2025`, `28-12-2025`, `28.12.2025`, `ngày 28 tháng 12 năm 2025`, `28 tháng 12, 2025`,
/// `2025-12-28`, `28-Thg12-2025`, `28 December 2025`.
///
/// Of three numbers the first is the day, whatever they are: `3/4/2025` is 3 April, `12/28/2025` is a trouble. A time
/// after the day is dropped.
///
/// ```
/// use milepost::observations::meaning::{Code, day};
/// assert_eq!(day("8/2/2025").unwrap().value().unwrap().to_string(), "2025-02-08");
/// let trouble = day("12/28/2025").unwrap_err();
/// assert_eq!((trouble.code, trouble.suggestion.as_deref()), (Code::MonthFirst, Some("28/12/2025")));
/// ```
///
/// # Errors
/// A [`Trouble`] for what is no day, is not in the calendar, lacks its year or shortens it to two digits.
pub fn day(text: &str) -> Result<Reading<Date>, Trouble> {
    match quick(text.as_bytes()) {
        Some(date) => Ok(Reading::Value(date)),
        None => slow_day(text),
    }
}

/// `28/12/2025`, `8/2/2025` and `2025-12-28` in plain ASCII, as they come by the million; `None` leaves the cell to the
/// slow and careful way.
fn quick(text: &[u8]) -> Option<Date> {
    let number = |digits: &[u8], most: usize| {
        let ascii = (1..=most).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit);
        ascii.then(|| digits.iter().fold(0i16, |n, b| n * 10 + i16::from(b - b'0')))
    };
    match text {
        [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] => {
            civil(number(&[*y1, *y2, *y3, *y4], 4)?, number(&[*m1, *m2], 2)?, number(&[*d1, *d2], 2)?)
        }
        [rest @ .., b'/', y1, y2, y3, y4] => {
            let stroke = rest.iter().position(|b| *b == b'/')?;
            let (day, month) = (&rest[..stroke], &rest[stroke + 1..]);
            civil(number(&[*y1, *y2, *y3, *y4], 4)?, number(month, 2)?, number(day, 2)?)
        }
        _ => None,
    }
}

fn civil(year: i16, month: i16, day: i16) -> Option<Date> {
    let fits = YEARS.contains(&year) && month <= 12 && day <= 31;
    fits.then(|| Date::new(year, month as i8, day as i8).ok())?
}

pub(super) fn slow_day(text: &str) -> Result<Reading<Date>, Trouble> {
    if let Some(missing) = Missing::read(text) {
        return Ok(Reading::Missing(missing));
    }
    if text.len() > 100 {
        return Err(Trouble::new(Code::NotDay, text));
    }
    let folded = fold(text);
    match written(&folded) {
        Some(parts) => parts.date(text).map(Reading::Value),
        None => Err(unread(text, &folded)),
    }
}

/// Day, month and year as digits stand in the cell.
pub(super) struct Parts<'a> {
    day: &'a str,
    month: u8,
    year: &'a str,
    /// Three bare numbers, of which a stranger may have put the month first.
    bare: bool,
}

impl Parts<'_> {
    pub(super) fn date(&self, text: &str) -> Result<Date, Trouble> {
        let trouble = |code| Trouble::new(code, text);
        let day: u8 = self.day.parse().map_err(|_| trouble(Code::NotDay))?;
        match self.year.len() {
            0 => return Err(trouble(Code::NoYear)),
            2 => {
                let year = full_year(self.year).ok_or_else(|| trouble(Code::NotDay))?;
                let meant = calendar(day, self.month, year);
                let trouble = trouble(Code::TwoDigitYear);
                return Err(meant.map_or(trouble.clone(), |date| trouble.suggest(shown(date))));
            }
            4 => {}
            _ => return Err(trouble(Code::NotDay)),
        }
        let year: i16 = self.year.parse().map_err(|_| trouble(Code::NotDay))?;
        if !YEARS.contains(&year) {
            return Err(trouble(Code::YearOutOfRange));
        }
        if let Some(date) = calendar(day, self.month, year) {
            return Ok(date);
        }
        match calendar(self.month, day, year).filter(|_| self.bare) {
            Some(meant) => Err(trouble(Code::MonthFirst).suggest(shown(meant))),
            None => Err(trouble(Code::NoSuchDay)),
        }
    }
}

fn calendar(day: u8, month: u8, year: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// `25` is taken for 2025 and `89` for 1989: in suggestions only.
pub(super) fn full_year(two_digits: &str) -> Option<i16> {
    let year: i16 = two_digits.parse().ok()?;
    Some(if year <= 50 { 2000 + year } else { 1900 + year })
}

pub(super) fn shown(date: Date) -> String {
    format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
}

fn digits(text: &str, most: usize) -> bool {
    !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit())
}

/// The parts of a day in any of its written forms; the whole of a folded text must be used.
pub(super) fn written(folded: &str) -> Option<Parts<'_>> {
    let text = without_time(folded);
    let text = after_word(text, "ngày").map_or(text, |rest| rest.trim_start_matches([':', ' ']));
    numeric(text).or_else(|| in_words(text)).or_else(|| named_month(text))
}

/// `28/12/2025` and the like, or ISO.
fn numeric(text: &str) -> Option<Parts<'_>> {
    let mark = text.chars().find(|c| matches!(c, '/' | '-' | '.'))?;
    let mut parts = text.split(mark).map(str::trim);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next().unwrap_or(""));
    if parts.next().is_some() || !digits(second, 2) || !(third.is_empty() || digits(third, 4)) {
        return None;
    }
    let month = second.parse().ok()?;
    // Without a year only a stroke makes a day and month of two numbers, and nothing may follow it.
    if third.is_empty() {
        let only = mark == '/' && digits(first, 2) && !text.ends_with(mark);
        return only.then_some(Parts { day: first, month, year: "", bare: true });
    }
    if mark == '-' && digits(first, 4) && first.len() == 4 && second.len() == 2 && third.len() == 2 {
        return Some(Parts { day: third, month, year: first, bare: false });
    }
    (digits(first, 2) && matches!(third.len(), 2 | 4)).then_some(Parts { day: first, month, year: third, bare: true })
}

/// `28 tháng 12 năm 2025`, `28 tháng 12, 2025`, `28 tháng 12/2025`.
fn in_words(text: &str) -> Option<Parts<'_>> {
    let (day, rest) = text.split_once("tháng")?;
    let rest = rest.trim_start();
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (month, rest) = rest.split_at(end);
    let rest = rest.trim_start_matches([' ', ',', '/', '-', '.']);
    let year = after_word(rest, "năm").unwrap_or(rest).trim_end_matches('.');
    let fits = digits(day.trim(), 2) && digits(month, 2) && (year.is_empty() || digits(year, 4));
    fits.then(|| Some(Parts { day: day.trim(), month: month.parse().ok()?, year, bare: false }))?
}

/// `28-thg12-2025` as Excel writes it in Vietnamese, `28 december 2025`, `december 28, 2025`, `28-dec-2025`.
fn named_month(text: &str) -> Option<Parts<'_>> {
    let mut parts = text.split([' ', '-', ',', '/']).filter(|p| !p.is_empty());
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next().unwrap_or(""));
    if parts.next().is_some() || !(year.is_empty() || digits(year, 4)) {
        return None;
    }
    let month = |word: &str| {
        let name = word.trim_end_matches('.');
        let vietnamese = name.strip_prefix("thg").filter(|m| digits(m, 2)).and_then(|m| m.parse().ok());
        let english = |long: &str| name == long || name.len() == 3 && long.starts_with(name);
        vietnamese.or_else(|| MONTHS.iter().position(|long| english(long)).map(|m| m as u8 + 1))
    };
    let (day, month) = match month(second) {
        Some(month) => (first, month),
        None => (second, month(first)?),
    };
    digits(day, 2).then_some(Parts { day, month, year, bare: false })
}

/// Drops a time of day after the day: `28/12/2025 16:17`, `2025-12-28T00:00:00`.
fn without_time(text: &str) -> &str {
    let Some(at) = text.find(':') else { return text };
    let Some(start) = text[..at].rfind([' ', 't']) else { return text };
    let time = text[start + 1..].trim_end_matches("am").trim_end_matches("pm").trim_end();
    let mut parts = time.split(':');
    let within =
        |part: Option<&str>, limit: u8| part.is_some_and(|p| digits(p, 2) && p.parse::<u8>().is_ok_and(|n| n < limit));
    let (hour, minute) = (within(parts.next(), 24), within(parts.next(), 60));
    let second = match parts.next() {
        None => true,
        Some(part) => {
            let (whole, fraction) = part.split_once('.').unwrap_or((part, "0"));
            within(Some(whole), 60) && digits(fraction, 9)
        }
    };
    if hour && minute && second && parts.next().is_none() { text[..start].trim_end() } else { text }
}

fn unread(text: &str, folded: &str) -> Trouble {
    let trouble = Trouble::new(Code::NotDay, text);
    let number = |range: std::ops::Range<usize>| folded.get(range).and_then(|d| d.parse::<i16>().ok());
    let meant = match folded.len() {
        _ if !digits(folded, 8) => year_first(folded),
        // Serial numbers from 1954 to 2100; shorter ones are no days that anyone reports.
        5 => folded.parse().ok().filter(|s| *s >= 20_000.0).and_then(|s| serial_day(s, false).ok()),
        8 => number(0..4)
            .filter(|y| YEARS.contains(y))
            .and_then(|y| calendar(number(6..8)? as u8, number(4..6)? as u8, y)),
        _ => None,
    };
    meant.map_or(trouble.clone(), |date| trouble.suggest(shown(date)))
}

/// `2025/12/28` and the like: no form that is written here, but there is little doubt what it means.
fn year_first(folded: &str) -> Option<Date> {
    let parts: Vec<&str> = folded.split(['/', '.', '-']).collect();
    let [year, month, day] = parts[..] else { return None };
    let known = digits(year, 4) && digits(month, 2) && digits(day, 2);
    let year = year.parse().ok().filter(|y| known && YEARS.contains(y))?;
    calendar(day.parse().ok()?, month.parse().ok()?, year)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(text: &str) -> String {
        match day(text) {
            Ok(Reading::Value(date)) => date.to_string(),
            Ok(Reading::Missing(missing)) => missing.word().to_owned(),
            Err(t) => format!("{} {}", t.code.word(), t.suggestion.unwrap_or_default()).trim().to_owned(),
        }
    }

    #[test]
    fn what_is_no_day() {
        let cases = [
            ("", "blank"),
            ("…", "not-available"),
            ("-", "nil"),
            ("/", "not-day"),
            ("//", "not-day"),
            ("1/2/", "not-day"),
            ("0002/2/2025", "not-day"),
            ("0/0/0", "not-day"),
            ("00/00/2025", "no-such-day"),
            ("29/02/2025", "no-such-day"),
            ("31/04/2025", "no-such-day"),
            ("31/13/2025", "no-such-day"),
            ("2025-13-01", "no-such-day"),
            ("ngày 12 tháng 28 năm 2025", "no-such-day"),
            ("12/28/2025", "month-first 28/12/2025"),
            ("28/12/25", "two-digit-year 28/12/2025"),
            ("18-Thg10-33", "two-digit-year 18/10/2033"),
            ("28/12", "no-year"),
            ("28/12/1899", "year-out-of-range"),
            ("28/12/2101", "year-out-of-range"),
            ("2025/12/28", "not-day 28/12/2025"),
            ("20251228", "not-day 28/12/2025"),
            ("46019", "not-day 28/12/2025"),
            ("1.234.567", "not-day"),
            ("28/12-2025", "not-day"),
            ("28/12/2025 25:00", "not-day"),
            ("28/12/202５", "not-day"),
            ("tháng 12 năm 2025", "not-day"),
        ];
        for (text, expected) in cases {
            assert_eq!(says(text), expected, "{text:?}");
        }
    }

    #[test]
    fn every_form_of_one_day() {
        let texts = [
            "28/12/2025",
            "28-12-2025",
            "28.12.2025",
            " 28 / 12 / 2025 ",
            "ngày 28/12/2025",
            "Ngày 28 tháng 12 năm 2025",
            "ngày 28 tháng 12, 2025",
            "28 tháng 12/2025",
            "NGA\u{300}Y 28 THÁNG 12 NĂM 2025",
            "2025-12-28",
            "2025-12-28 00:00:00",
            "2025-12-28T16:17:01.5",
            "28/12/2025 16:17",
            "28-Thg12-2025",
            "28 December 2025",
            "28-Dec-2025",
            "December 28, 2025",
        ];
        for text in texts {
            assert_eq!(says(text), "2025-12-28", "{text:?}");
        }
        assert_eq!(says("3/4/2025"), "2025-04-03");
    }
}
