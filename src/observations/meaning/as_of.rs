//! What a title says of time: the reporting day, and whether figures are cumulative.

use super::day::{self, shown};
use super::trouble::{Code, Trouble};
use super::words::{after_word, fold};
use jiff::civil::Date;

/// Words after which a title names its reporting day.
const UNTIL: [&str; 4] = ["đến", "tới", "thời điểm", "tại ngày"];

/// Finds the reporting day in a line of a title: `tính đến hết ngày 28/12/2025`, `(Số liệu tính đến ngày 30/9/2025)`,
/// `đến 10/11/2025`, `đến hết tháng 10/2025`. `None` where there is none; the end of a span (`từ ngày ... đến ngày
/// ...`) is a period's, not a reporting day.
///
/// ```
/// use milepost::observations::meaning::as_of;
/// let day = as_of("Biểu 02: kết quả tính đến hết ngày 28/12/2025").unwrap();
/// assert_eq!(day.unwrap().to_string(), "2025-12-28");
/// assert_eq!(as_of("Kế hoạch đến năm 2030"), Ok(None));
/// ```
///
/// # Errors
/// `several-days` where the line names different days; `no-such-day`, `no-year`, `two-digit-year` and the like where
/// what stands after `đến ngày` is a day that cannot be read.
pub fn as_of(text: &str) -> Result<Option<Date>, Trouble> {
    let folded = fold(text);
    let mut found: Vec<Date> = Vec::new();
    for word in UNTIL {
        for (at, _) in folded.match_indices(word) {
            let (before, after) = (&folded[..at], &folded[at..]);
            let Some(after) = after_word(after, word) else { continue };
            if before.ends_with(char::is_alphanumeric) || ends_a_span(before) {
                continue;
            }
            if let Some(date) = first_day(after)? {
                found.push(date);
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    match found[..] {
        [] => Ok(None),
        [date] => Ok(Some(date)),
        _ => {
            let days: Vec<String> = found.into_iter().map(shown).collect();
            Err(Trouble::new(Code::SeveralDays, text).suggest(days.join(" | ")))
        }
    }
}

/// Does the text say that its figures run on since some day: `lũy kế`, `cộng dồn`, `từ đầu năm`?
///
/// ```
/// use milepost::observations::meaning::says_cumulative;
/// assert!(says_cumulative("Luỹ kế từ đầu năm"));
/// assert!(!says_cumulative("Trong kỳ"));
/// ```
pub fn says_cumulative(text: &str) -> bool {
    let folded = fold(text);
    ["lũy kế", "lũy tiến", "cộng dồn", "từ đầu năm", "year to date", "cumulative"].iter().any(|word| {
        folded.match_indices(word).any(|(at, _)| {
            !folded[..at].ends_with(char::is_alphanumeric)
                && !folded[at + word.len()..].starts_with(char::is_alphanumeric)
        })
    })
}

/// Is the last thing before it `từ` and a day or month? Then it ends a span. `từ đầu năm` begins no span of its own.
fn ends_a_span(before: &str) -> bool {
    let since = before.rfind("từ ").filter(|at| !before[..*at].ends_with(char::is_alphanumeric));
    since.is_some_and(|at| {
        let from = before[at + "từ ".len()..].trim_start();
        let from = after_word(from, "ngày").or(after_word(from, "tháng")).unwrap_or(from);
        from.starts_with(|c: char| c.is_ascii_digit())
            && from
                .split([' ', '/', '-', '.'])
                .all(|w| w.bytes().all(|b| b.is_ascii_digit()) || matches!(w, "tháng" | "năm"))
    })
}

/// The day that a text begins with, after the words that may stand before it.
fn first_day(after: &str) -> Result<Option<Date>, Trouble> {
    let mut text = after;
    let mut announced = false;
    for word in ["hết", "cuối", "ngày"] {
        if let Some(rest) = after_word(text, word) {
            (text, announced) = (rest, word == "ngày");
        }
    }
    if let Some(month) = after_word(text, "tháng") {
        return Ok(end_of_month(month));
    }
    // The longest beginning that is a day: `28 tháng 12 năm 2025`, else digits and their marks.
    let words = text.char_indices().filter(|(_, c)| matches!(c, ' ' | ')' | ';' | ':' | ']'));
    let ends: Vec<usize> = words.map(|(i, _)| i).chain([text.len()]).take(7).collect();
    for end in ends.into_iter().rev() {
        let part = text[..end].trim_end_matches([' ', '.', ',', ')', ';', ':', ']']);
        if let Some(parts) = day::written(part) {
            return match parts.date(part) {
                Ok(date) => Ok(Some(date)),
                // `đến 3/4 số xã`: a share, unless the title calls it a day.
                Err(trouble) if trouble.code == Code::NoYear && !announced => Ok(None),
                Err(trouble) => Err(trouble),
            };
        }
    }
    Ok(None)
}

/// `10/2025`, `10 năm 2025`.
fn end_of_month(text: &str) -> Option<Date> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (month, rest) = text.split_at(end);
    let rest = rest.trim_start_matches([' ', '/', '-', '.', ',']);
    let year = after_word(rest, "năm").unwrap_or(rest);
    let end = year.find(|c: char| !c.is_ascii_digit()).unwrap_or(year.len());
    let year: i16 = year[..end].parse().ok().filter(|y| day::YEARS.contains(y))?;
    Some(Date::new(year, month.parse().ok()?, 1).ok()?.last_of_month())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(text: &str) -> String {
        match as_of(text) {
            Ok(None) => "none".to_owned(),
            Ok(Some(date)) => date.to_string(),
            Err(t) => format!("{} {}", t.code.word(), t.suggestion.unwrap_or_default()).trim().to_owned(),
        }
    }

    #[test]
    fn lines_without_a_reporting_day() {
        let texts = [
            "",
            "đến",
            "đến ngày",
            "Kế hoạch đến năm 2030",
            "đạt đến 30.000 hồ sơ",
            "đến 3/4 số xã",
            "Liên quan đến 95,4% hồ sơ",
            "Từ ngày 01/7/2025 đến ngày 30/9/2025",
            "Quyết định số 12/QĐ-UBND ngày 28/12/2025",
        ];
        for text in texts {
            assert_eq!(says(text), "none", "{text:?}");
        }
    }

    #[test]
    fn finds_the_reporting_day() {
        let cases = [
            ("tính đến hết ngày 28/12/2025", "2025-12-28"),
            ("(Số liệu tính đến ngày 30/9/2025)", "2025-09-30"),
            ("đến 10/11/2025", "2025-11-10"),
            ("tính đến ngày 28 tháng 12 năm 2025", "2025-12-28"),
            ("Tính đến 28.12.2025.", "2025-12-28"),
            ("TÍNH ĐẾN HẾT NGÀY 28/12/2025 TỈNH SƠN LA CÓ 75 XÃ", "2025-12-28"),
            ("Lũy kế từ đầu năm đến hết ngày 28/12/2025", "2025-12-28"),
            ("đến hết tháng 10/2025", "2025-10-31"),
            ("đến tháng 2 năm 2024", "2024-02-29"),
            ("tại thời điểm 30/9/2025", "2025-09-30"),
            ("đến 10/11/2025, riêng chi ngân sách đến 10/11/2025", "2025-11-10"),
        ];
        for (text, expected) in cases {
            assert_eq!(says(text), expected, "{text:?}");
        }
    }

    #[test]
    fn unclear_days_are_troubles() {
        assert_eq!(says("đến 10/11/2025; đến 28/12/2025"), "several-days 10/11/2025 | 28/12/2025");
        assert_eq!(says("đến ngày 30/02/2025"), "no-such-day");
        assert_eq!(says("đến ngày 12/28/2025"), "month-first 28/12/2025");
        assert_eq!(says("đến ngày 28/12/25"), "two-digit-year 28/12/2025");
        assert_eq!(says("đến ngày 28/12"), "no-year");
    }
}
