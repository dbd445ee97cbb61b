//! Values as people read them: a column's label may end in its format, `Hiện tại [%1]`.

use crate::language::{Language, count, date, decimal, money, percent, signed, time_period, turns_direction};
use crate::statistics::{Refusal, Status, figure};
use crate::store::Cell;

/// A column's label and how its values are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// What stands above the column.
    pub text: String,
    /// `%1`, `number2`, `points1`, `count`, `figure` (six digits), `p` (a p-value), `money`, `date`, `period`, `status`, `reason`, or empty.
    pub format: String,
}

impl Label {
    /// Splits `Hiện tại [%1]` into its text and format.
    ///
    /// ```
    /// let label = milepost::report::Label::read("Hiện tại [%1]");
    /// assert_eq!((label.text.as_str(), label.format.as_str()), ("Hiện tại", "%1"));
    /// ```
    pub fn read(column: &str) -> Label {
        match column.strip_suffix(']').and_then(|c| c.rsplit_once('[')) {
            Some((text, format)) => Label { text: text.trim().to_owned(), format: format.to_owned() },
            None => Label { text: column.to_owned(), format: String::new() },
        }
    }

    /// Are its values numbers, to be set flush right?
    pub fn is_number(&self, cell: &Cell) -> bool {
        cell.number().is_some() && !matches!(self.format.as_str(), "status" | "reason" | "period")
    }
}

/// A text as people read it: nothing in it turns its neighbours around or commands a terminal.
fn readable(text: &str) -> String {
    text.chars().filter(|c| !turns_direction(*c) && (!c.is_control() || matches!(c, '\n' | '\t'))).collect()
}

/// A value as people read it; a missing one is a dash, never zero.
///
/// ```
/// use milepost::{language::Language, report::written, store::Cell};
/// assert_eq!(written(&Cell::Float(88.357), "%1", Language::Vi), "88,4%");
/// assert_eq!(written(&Cell::Missing, "%1", Language::Vi), "–");
/// assert_eq!(written(&Cell::Float(1e-5), "p", Language::Vi), "< 0,001");
/// assert_eq!(written(&Cell::Float(0.0176), "p", Language::En), "0.018");
/// assert_eq!(written(&Cell::Text("on-track".into()), "status", Language::En), "on track");
/// ```
pub fn written(cell: &Cell, format: &str, language: Language) -> String {
    let places = format.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().unwrap_or(1);
    match (cell, format.trim_end_matches(|c: char| c.is_ascii_digit())) {
        (Cell::Missing, _) => "–".to_owned(),
        (Cell::Text(word), "status") => status_words(word, language).to_owned(),
        (Cell::Text(codes), "reason") => sentences(codes, language),
        (Cell::Text(text), "period") => time_period(text, language),
        (Cell::Text(text), _) => readable(text),
        (Cell::Date(day), _) => date(*day, language),
        (Cell::Flag(yes), _) => if *yes { language.say("yes") } else { language.say("no") }.to_owned(),
        (_, "money") => cell.machine().parse().map_or_else(|_| cell.machine(), |dong| money(dong, language)),
        (Cell::Integer(n), "" | "count") => count(*n, language),
        (_, kind) => {
            let Some(value) = cell.number() else { return cell.machine() };
            match kind {
                "%" => percent(value, places, language),
                "points" => signed(value, places, language),
                "figure" => figure(value, language),
                "p" => chance(value, language),
                "count" => decimal(value, 0, language),
                "year" => format!("{value:.0}"),
                _ => decimal(value, places, language),
            }
        }
    }
}

/// A p-value to three decimals. One that is smaller than they can show is not zero.
fn chance(p: f64, language: Language) -> String {
    const LEAST: f64 = 0.001;
    if p < LEAST { format!("< {}", decimal(LEAST, 3, language)) } else { decimal(p, 3, language) }
}

/// Codes of refusals, separated by commas, as sentences.
fn sentences(codes: &str, language: Language) -> String {
    let sentence = |code: &str| Refusal::from_code(code).map_or_else(|| code.to_owned(), |r| r.sentence(language));
    codes.split(',').map(|code| sentence(code.trim())).collect::<Vec<_>>().join(" ")
}

/// The words of a status, as tables and charts say them.
pub fn status_words(word: &str, language: Language) -> &str {
    if let Some(class) = Status::ALL.into_iter().find(|s| s.code() == word) {
        return class.name(language);
    }
    match word {
        "one-reading" => language.say("status-one-reading"),
        "too-short" => language.say("status-too-short"),
        "no-data" => language.say("status-no-data"),
        "in-words" => language.say("status-target-in-words"),
        "not-classified" => language.say("status-not-classified"),
        other => other,
    }
}

/// A value as exactly as it is known, with the language's separators: for those who follow it to its source.
pub fn exact(cell: &Cell, language: Language) -> String {
    match cell {
        Cell::Missing => "–".to_owned(),
        Cell::Float(value) => figure(*value, language),
        Cell::Decimal(text) if language == Language::Vi => text.replace('.', ","),
        Cell::Integer(n) if n.abs() >= 10_000 => count(*n, language),
        other => other.machine(),
    }
}
