//! The written forms of periods.

use super::Period;
use crate::observations::meaning::day::{self, YEARS, full_year};
use crate::observations::meaning::trouble::Code;
use crate::observations::meaning::words::after_word;
use jiff::civil::Date;

/// What is wrong, and what was perhaps meant.
pub(super) struct Refusal {
    pub(super) code: Code,
    pub(super) meant: Option<String>,
}

impl From<Code> for Refusal {
    fn from(code: Code) -> Self {
        Refusal { code, meant: None }
    }
}

/// Reads the written forms; the year is for those that name none.
#[derive(Clone, Copy)]
pub(super) struct Reader {
    pub(super) default_year: Option<i16>,
}

type Span = Result<Period, Refusal>;

impl Reader {
    pub(super) fn read(self, text: &str, cumulative: bool) -> Span {
        if let Some(rest) = after_word(text, "từ đầu năm") {
            return self.since_january(rest);
        }
        // `28 - 12 - 2025` is a day, not a span.
        if day::written(text).is_none()
            && let Some((start, end)) = ends(text)
        {
            let end = self.single(until(end))?;
            // `từ tháng 7 đến tháng 9/2025` names the year once, at the end.
            let start = Reader { default_year: Some(end.start.year()) }.single(start)?;
            return Ok(Period { start: start.start, end: end.end, to_date: cumulative });
        }
        let running = after_word(text, "đến").filter(|_| cumulative);
        let period = self.single(running.map_or(text, until))?;
        let year = period.end == period.end.last_of_year() && period.start == period.start.first_of_year();
        if cumulative && !period.to_date && (!year || running.is_some()) {
            let meant = format!("lũy kế từ đầu năm đến {}", day::shown(period.end));
            return Err(Refusal { code: Code::UnclearStart, meant: Some(meant) });
        }
        Ok(Period { to_date: cumulative || period.to_date, ..period })
    }

    /// What follows `từ đầu năm`: perhaps the year, then up to when.
    fn since_january(self, rest: &str) -> Span {
        let named = rest.split(' ').next().filter(|word| word.len() == 4).and_then(|word| whole_year(word).ok());
        let rest = if named.is_some() { rest[4..].trim_start() } else { rest };
        let end = after_word(rest, "đến").or(after_word(rest, "tới")).ok_or(Code::NotPeriod)?;
        let end = Reader { default_year: named.or(self.default_year) }.single(until(end))?;
        if named.is_some_and(|year| year != end.end.year()) {
            return Err(Code::NotPeriod.into());
        }
        Ok(Period { start: end.end.first_of_year(), end: end.end, to_date: true })
    }

    /// One period that is not given by its two ends.
    fn single(self, text: &str) -> Span {
        let text = text.trim();
        if let Some(parts) = day::written(text) {
            // Without a year two numbers are rather a month and a short year, or nothing clear.
            return match parts.date(text) {
                Ok(day) => Ok(Period { start: day, end: day, to_date: false }),
                Err(t) => Err(match short_month(text).filter(|_| t.code == Code::NoYear) {
                    Some(meant) => Refusal { code: Code::TwoDigitYear, meant: Some(meant) },
                    None => Refusal { code: t.code, meant: t.suggestion },
                }),
            };
        }
        if let Some(rest) = after_word(text, "quý").or_else(|| short(text, 'q')) {
            return self.quarter(rest);
        }
        if let Some(rest) = after_word(text, "tháng").or_else(|| short(text, 't')) {
            let (month, rest) = word(rest);
            let month = number(month)?;
            return months(self.year(rest)?, month, month);
        }
        if let Some(rest) = after_word(text, "cả năm").or(after_word(text, "năm")) {
            return months(self.year(rest)?, 1, 12);
        }
        if let Some((count, rest)) = text.split_once(" tháng").or_else(|| text.split_once("tháng")) {
            return self.several_months(number(count.trim())?, rest.trim_start());
        }
        self.digits(text)
    }

    fn quarter(self, rest: &str) -> Span {
        let (quarter, rest) = word(rest.trim_start_matches('.'));
        let quarter = match quarter {
            "i" => 1,
            "ii" => 2,
            "iii" => 3,
            "iv" => 4,
            other => number(other)?,
        };
        if !(1..=4).contains(&quarter) {
            return Err(Code::NoSuchDay.into());
        }
        months(self.year(rest)?, quarter * 3 - 2, quarter * 3)
    }

    /// `6 tháng đầu năm 2025`, `9 tháng 2025`: the first months, a running total; `6 tháng cuối năm`: the last ones.
    fn several_months(self, count: i8, rest: &str) -> Span {
        if !(1..=12).contains(&count) {
            return Err(Code::NoSuchDay.into());
        }
        if let Some(rest) = after_word(rest, "cuối") {
            return months(self.year(rest)?, 13 - count, 12);
        }
        let rest = after_word(rest, "đầu").unwrap_or(rest);
        months(self.year(rest)?, 1, count).map(|period| Period { to_date: true, ..period })
    }

    /// `2025`, `09/2025`, `2025-09`, `2025-q3`, `2021-2025`.
    fn digits(self, text: &str) -> Span {
        let Some((first, second)) = text.split_once(['/', '-', '.']) else {
            return months(whole_year(text)?, 1, 12);
        };
        let (first, second) = (first.trim(), second.trim());
        let digits = |t: &str, n| t.len() == n && t.bytes().all(|b| b.is_ascii_digit());
        if digits(first, 4) && digits(second, 4) && text.contains('-') {
            let (start, end) = (months(whole_year(first)?, 1, 12)?, months(whole_year(second)?, 1, 12)?);
            return Ok(Period { start: start.start, end: end.end, to_date: false });
        }
        if digits(first, 4) && text.contains('-') {
            if let Some(quarter) = second.strip_prefix('q') {
                return Reader { default_year: Some(whole_year(first)?) }.quarter(quarter);
            }
            if digits(second, 2) {
                return months(whole_year(first)?, number(second)?, number(second)?);
            }
        }
        let month = first.len() <= 2 && (digits(second, 4) || digits(second, 2));
        if !month {
            return Err(Code::NotPeriod.into());
        }
        months(whole_year(second)?, number(first)?, number(first)?)
    }

    /// The year in what is left of the text, or the default where nothing is left.
    fn year(self, rest: &str) -> Result<i16, Refusal> {
        let rest = rest.trim_start_matches([' ', '/', '-', '.', ',']);
        let rest = after_word(rest, "năm").unwrap_or(rest);
        match rest {
            "" => self.default_year.ok_or(Refusal::from(Code::NoYear)),
            year => whole_year(year),
        }
    }
}

/// `từ A đến B`, `A - B`; a hyphen with spaces only, since days and years have hyphens of their own.
fn ends(text: &str) -> Option<(&str, &str)> {
    match after_word(text, "từ") {
        Some(rest) => rest.split_once(" đến ").or_else(|| rest.split_once(" tới ")),
        None => text.split_once(" đến ").or_else(|| text.split_once(" - ")).or_else(|| text.split_once(" – ")).filter(
            // `Quý III - 2025` and `Tháng 9 - 2025` are no spans: a bare year after the hyphen belongs to what is
            // before.
            |(start, end)| whole_year(end.trim()).is_err() || whole_year(start.trim()).is_ok(),
        ),
    }
}

fn until(end: &str) -> &str {
    let end = end.trim_start();
    let end = after_word(end, "hết").or(after_word(end, "cuối")).unwrap_or(end);
    after_word(end, "ngày").unwrap_or(end)
}

/// `q3`, `t9`: a letter, and then at once a number.
fn short(text: &str, letter: char) -> Option<&str> {
    text.strip_prefix(letter).map(|t| t.trim_start_matches('.')).filter(|t| t.starts_with(|c: char| c.is_ascii_digit()))
}

/// `9/25` is perhaps September 2025.
fn short_month(text: &str) -> Option<String> {
    let (month, year) = text.split_once('/')?;
    let fits = year.len() == 2 && number(month).is_ok_and(|m| (1..=12).contains(&m));
    fits.then(|| full_year(year).map(|year| format!("{month}/{year}")))?
}

/// The first word, letters or digits only, and the rest.
fn word(text: &str) -> (&str, &str) {
    let text = text.trim_start();
    text.split_at(text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len()))
}

fn number(word: &str) -> Result<i8, Refusal> {
    const WORDS: [&str; 12] =
        ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai"];
    if (1..=2).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit()) {
        return word.parse().map_err(|_| Code::NotPeriod.into());
    }
    WORDS.iter().position(|w| *w == word).map(|n| n as i8 + 1).ok_or(Code::NotPeriod.into())
}

fn whole_year(text: &str) -> Result<i16, Refusal> {
    if !text.bytes().all(|b| b.is_ascii_digit()) || !matches!(text.len(), 2 | 4) {
        return Err(Code::NotPeriod.into());
    }
    if text.len() == 2 {
        return Err(Refusal { code: Code::TwoDigitYear, meant: full_year(text).map(|y| y.to_string()) });
    }
    let year = text.parse().map_err(|_| Code::NotPeriod)?;
    if YEARS.contains(&year) { Ok(year) } else { Err(Code::YearOutOfRange.into()) }
}

fn months(year: i16, first: i8, last: i8) -> Span {
    let start = Date::new(year, first, 1).map_err(|_| Code::NoSuchDay)?;
    let end = Date::new(year, last, 1).map_err(|_| Code::NoSuchDay)?.last_of_month();
    Ok(Period { start, end, to_date: false })
}
