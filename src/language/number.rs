//! Numbers, shares, money and dates as people read them.

use super::Language;
use jiff::civil::Date;

/// A number with a fixed count of decimals, grouped in threes.
///
/// Rounds half away from zero on the decimal text of the value, so that 2.675 prints as 2.68.
///
/// ```
/// use milepost::language::{Language, decimal};
/// assert_eq!(decimal(1234567.891, 2, Language::Vi), "1.234.567,89");
/// assert_eq!(decimal(2.675, 2, Language::En), "2.68");
/// assert_eq!(decimal(-0.04, 1, Language::En), "0.0");
/// ```
pub fn decimal(value: f64, places: usize, language: Language) -> String {
    let text = round_half_up(value, places);
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) if rest.bytes().any(|b| (b'1'..=b'9').contains(&b)) => ("\u{2212}", rest),
        Some(rest) => ("", rest),
        None => ("", text.as_str()),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let (thousands, point) = match language {
        Language::Vi => ('.', ','),
        Language::En => (',', '.'),
    };
    let mut out = String::from(sign);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(thousands);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(point);
        out.push_str(fraction);
    }
    out
}

/// Rounds the shortest decimal text of `value`, not its binary expansion.
fn round_half_up(value: f64, places: usize) -> String {
    let shortest = format!("{value}");
    let after = shortest.split_once('.').map_or(0, |(_, f)| f.len());
    if after <= places || shortest.contains('e') {
        return format!("{value:.places$}");
    }
    let (whole, fraction) = shortest.split_once('.').unwrap_or((&shortest, ""));
    let up = fraction.as_bytes()[places] >= b'5';
    let kept = format!("{whole}{}", &fraction[..places]);
    let Ok(mut digits) = kept.parse::<i128>() else { return format!("{value:.places$}") };
    let negative = value < 0.0;
    digits = digits.abs() + i128::from(up);
    let padded = format!("{digits:0>width$}", width = places + 1);
    let (whole, fraction) = padded.split_at(padded.len() - places);
    let sign = if negative { "-" } else { "" };
    if places == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

/// A share already in 0..100, with its sign: `88,4%`.
///
/// ```
/// use milepost::language::{Language, percent};
/// assert_eq!(percent(88.357, 1, Language::Vi), "88,4%");
/// ```
pub fn percent(value: f64, places: usize, language: Language) -> String {
    format!("{}%", decimal(value, places, language))
}

/// A change with its sign always shown: `+5,8` or `−0,3`.
pub fn signed(value: f64, places: usize, language: Language) -> String {
    let text = decimal(value, places, language);
    if value > 0.0 { format!("+{text}") } else { text }
}

/// A whole number, grouped: `1.065`.
pub fn count(value: i128, language: Language) -> String {
    let digits = value.unsigned_abs().to_string();
    let separator = match language {
        Language::Vi => '.',
        Language::En => ',',
    };
    let mut out = String::from(if value < 0 { "\u{2212}" } else { "" });
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// Whole đồng in the unit an office would print: tỷ đồng from a thousand million on, else triệu đồng, else đồng.
///
/// ```
/// use milepost::language::{Language, money};
/// assert_eq!(money(197_548_000_000, Language::Vi), "197,548 tỷ đồng");
/// assert_eq!(money(200_000_000, Language::En), "200 million đồng");
/// ```
pub fn money(dong: i128, language: Language) -> String {
    let (unit, name) = match dong.unsigned_abs() {
        v if v >= 1_000_000_000 => (1_000_000_000, language.say("money-billion")),
        v if v >= 1_000_000 => (1_000_000, language.say("money-million")),
        _ => (1, language.say("money-dong")),
    };
    let whole = dong / unit;
    let rest = (dong % unit).unsigned_abs();
    let mut fraction = if unit == 1 { String::new() } else { format!("{rest:0>w$}", w = unit.ilog10() as usize) };
    fraction.truncate(fraction.trim_end_matches('0').len());
    let mut text = count(whole, language);
    if !fraction.is_empty() {
        text.push(if language == Language::Vi { ',' } else { '.' });
        text.push_str(&fraction);
    }
    format!("{text} {name}")
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day: `28/12/2025`, or `28 December 2025`.
pub fn date(date: Date, language: Language) -> String {
    match language {
        Language::Vi => format!("{:02}/{:02}/{}", date.day(), date.month(), date.year()),
        Language::En => format!("{} {} {}", date.day(), MONTHS[usize::from(date.month() as u8) - 1], date.year()),
    }
}

/// A month of the year where there is little room: `T9`, `Sep`.
///
/// ```
/// use milepost::language::{Language, month};
/// assert_eq!((month(9, Language::Vi).as_str(), month(9, Language::En).as_str()), ("T9", "Sep"));
/// ```
pub fn month(number: i8, language: Language) -> String {
    match language {
        Language::Vi => format!("T{number}"),
        Language::En => MONTHS[usize::from(number.unsigned_abs()).saturating_sub(1) % 12][..3].to_owned(),
    }
}

/// An ISO date, month or year as people write it; anything else comes back unchanged.
///
/// ```
/// use milepost::language::{Language, time_period};
/// assert_eq!(time_period("2025-12-28", Language::Vi), "28/12/2025");
/// assert_eq!(time_period("2025-10", Language::Vi), "10/2025");
/// assert_eq!(time_period("2030", Language::Vi), "2030");
/// ```
pub fn time_period(text: &str, language: Language) -> String {
    if let Ok(day) = text.parse::<Date>() {
        return date(day, language);
    }
    match text.split_once('-') {
        Some((year, month)) if year.len() == 4 && month.len() == 2 => match language {
            Language::Vi => format!("{month}/{year}"),
            Language::En => match month.parse::<usize>() {
                Ok(m @ 1..=12) => format!("{} {year}", MONTHS[m - 1]),
                _ => text.to_owned(),
            },
        },
        _ => text.to_owned(),
    }
}
