//! A line of a calculation: symbol, formula, the formula with the numbers put in, value, and a few words.
//!
//! What a statistician would write down to check a figure by hand. Models and tests write their own lines from the very
//! numbers they use; the language is chosen when a line is printed.

use super::{Interval, Level, Refusal, figure};
use crate::language::{Key, Language, Put, date};
use jiff::civil::Date;
use std::borrow::Cow;

/// Lists longer than this show their ends only.
const LONGEST_LIST: usize = 12;

/// One line of a calculation.
///
/// ```
/// use jiff::civil::date;
/// use milepost::language::Language;
/// use milepost::statistics::{Declared, Level, Model, Reading, RwDrift, Scale, Series};
/// let readings = [(2021, 10.0), (2022, 13.0), (2024, 16.5)];
/// let readings = readings.map(|(year, value)| Reading { date: date(year, 12, 31), value });
/// let fitted = RwDrift.fit(&Series::new(readings.to_vec())?, &Declared::on(Scale::Identity))?;
/// let lines = fitted.workings(2.0, Level::EIGHTY)?;
/// let drift = lines.iter().find(|line| line.symbol() == "μ").expect("the drift has its line");
/// assert_eq!(
///     drift.line(Language::En),
///     "μ = (z_n − z_1) / (t_n − t_1) = (16.5 − 10) / 3.00068 = 2.16617  (drift per year on the scale)"
/// );
/// # Ok::<(), milepost::statistics::Refusal>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Working {
    symbol: Cow<'static, str>,
    formula: Cow<'static, str>,
    numbers: Numbers,
    value: Value,
    words: Option<Words>,
}

/// What a line comes to.
#[derive(Debug, Clone, PartialEq)]
enum Value {
    None,
    One(f64),
    Ends([f64; 2]),
    List(Vec<f64>),
}

/// A text with a place `{}` for each thing shown, the same in both languages.
#[derive(Debug, Clone, PartialEq, Default)]
struct Numbers {
    text: Cow<'static, str>,
    shown: Vec<Shown>,
}

/// A message with each thing shown by its name.
#[derive(Debug, Clone, PartialEq)]
struct Words {
    message: Key,
    shown: Vec<(&'static str, Shown)>,
}

/// What is put into a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shown {
    /// A number.
    Figure(f64),
    /// A day.
    Day(Date),
    /// Numbers, each a term of a sum.
    Sum(Vec<f64>),
    /// A name that is the same in both languages.
    Name(String),
    /// Words of the language.
    Words(Key),
}

impl From<f64> for Shown {
    fn from(value: f64) -> Shown {
        Shown::Figure(value)
    }
}

impl From<usize> for Shown {
    fn from(value: usize) -> Shown {
        Shown::Figure(value as f64)
    }
}

impl From<Date> for Shown {
    fn from(day: Date) -> Shown {
        Shown::Day(day)
    }
}

impl Working {
    /// A line for a symbol, without anything yet.
    pub(super) fn of(symbol: impl Into<Cow<'static, str>>) -> Working {
        Working {
            symbol: symbol.into(),
            formula: Cow::Borrowed(""),
            numbers: Numbers::default(),
            value: Value::None,
            words: None,
        }
    }

    /// The formula in symbols.
    pub(super) fn formula(self, formula: impl Into<Cow<'static, str>>) -> Working {
        Working { formula: formula.into(), ..self }
    }

    /// The formula with numbers at each `{}`. Where one of them has left the range of floats on its way here, though the
    /// value has not, the formula stands alone.
    pub(super) fn numbers(self, text: impl Into<Cow<'static, str>>, shown: impl IntoIterator<Item = Shown>) -> Working {
        let numbers = Numbers { text: text.into(), shown: shown.into_iter().collect() };
        let finite = |shown: &Shown| match shown {
            Shown::Figure(value) => value.is_finite(),
            Shown::Sum(terms) => terms.iter().all(|t| t.is_finite()),
            Shown::Day(_) | Shown::Name(_) | Shown::Words(_) => true,
        };
        if numbers.shown.iter().all(finite) { Working { numbers, ..self } } else { self }
    }

    /// As [`Working::numbers`], numbers only.
    pub(super) fn with<const N: usize>(self, text: impl Into<Cow<'static, str>>, figures: [f64; N]) -> Working {
        self.numbers(text, figures.map(Shown::Figure))
    }

    /// What it comes to.
    pub(super) fn gives(self, value: f64) -> Working {
        Working { value: Value::One(value), ..self }
    }

    /// The interval it comes to.
    pub(super) fn reaches(self, interval: Interval) -> Working {
        Working { value: Value::Ends([interval.lower, interval.upper]), ..self }
    }

    /// The numbers it comes to, one for each reading.
    pub(super) fn lists(self, values: impl IntoIterator<Item = f64>) -> Working {
        Working { value: Value::List(values.into_iter().collect()), ..self }
    }

    /// A few words: a message into which nothing is put.
    pub(super) fn words(self, message: Key) -> Working {
        self.saying(message, [])
    }

    /// A few words: a message, with what is shown in it by name.
    pub(super) fn saying<const N: usize>(self, message: Key, shown: [(&'static str, Shown); N]) -> Working {
        Working { words: Some(Words { message, shown: shown.into() }), ..self }
    }

    /// Words alone.
    pub(super) fn note<const N: usize>(message: Key, shown: [(&'static str, Shown); N]) -> Working {
        Working::of("").saying(message, shown)
    }

    /// The sentence of a reason: why a line is not there, or what must be said beside those that are.
    pub fn refused(reason: Refusal) -> Working {
        Working::of("").words(reason.message())
    }

    /// What the lines below are about: a day, and how sure their interval claims to be.
    pub fn heading(day: Date, level: Option<Level>) -> Working {
        match level {
            Some(level) => Working::note(
                Key::of("working-heading-interval"),
                [("day", day.into()), ("level", Shown::percent(level))],
            ),
            None => Working::note(Key::of("working-heading-day"), [("day", day.into())]),
        }
    }

    /// Its symbol, e.g. `μ`; empty for a line of words.
    pub fn symbol(&self) -> &str {
        &self.symbol
    }

    /// What it comes to, unrounded: one number, two for an interval, several for a list, none for words.
    pub fn values(&self) -> &[f64] {
        match &self.value {
            Value::None => &[],
            Value::One(value) => std::slice::from_ref(value),
            Value::Ends(ends) => ends,
            Value::List(values) => values,
        }
    }

    /// The line as text: `symbol = formula = numbers = value  (words)`, what is missing left out; words alone as they are.
    pub fn line(&self, language: Language) -> String {
        let value = match &self.value {
            Value::None => String::new(),
            Value::One(value) => figure(*value, language),
            Value::Ends([lower, upper]) => format!("[{}; {}]", figure(*lower, language), figure(*upper, language)),
            Value::List(values) => list(values, "; ", language),
        };
        let numbers = self.numbers.text(language);
        let words = self.words.as_ref().map_or_else(String::new, |words| words.text(language));
        let numbers = if numbers == value { String::new() } else { numbers };
        let parts = [self.symbol.to_string(), self.formula.to_string(), numbers, value];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        match (parts.is_empty(), words.is_empty()) {
            (true, _) => words,
            (false, true) => parts.join(" = "),
            (false, false) => format!("{}  ({words})", parts.join(" = ")),
        }
    }
}

impl Shown {
    /// A level in percent, without the last bit that multiplying leaves.
    pub(super) fn percent(level: Level) -> Shown {
        Shown::Figure((level.get() * 1e10).round() / 1e8)
    }

    /// As it is written in a language.
    fn text(&self, language: Language) -> String {
        match self {
            Shown::Figure(value) => figure(*value, language),
            Shown::Day(day) => date(*day, language),
            Shown::Sum(terms) => list(terms, " + ", language),
            Shown::Name(name) => name.clone(),
            Shown::Words(words) => words.told(language).to_owned(),
        }
    }
}

impl Numbers {
    /// The text with everything put in; a number that would read as part of its neighbours gets brackets.
    fn text(&self, language: Language) -> String {
        let mut pieces = self.text.split("{}");
        let mut text = pieces.next().unwrap_or_default().to_owned();
        for (shown, after) in self.shown.iter().zip(pieces) {
            let put = shown.text(language);
            let bracket = matches!(shown, Shown::Figure(_)) && needs_brackets(&text, &put, after);
            text += &if bracket { format!("({put})") } else { put };
            text += after;
        }
        text
    }
}

impl Words {
    /// The message with everything put in, and of each figure `NAME-count`, on which the plural may hang.
    fn text(&self, language: Language) -> String {
        if self.shown.is_empty() {
            return self.message.told(language).to_owned();
        }
        let texts: Vec<(&str, String)> = self.shown.iter().map(|(name, shown)| (*name, shown.text(language))).collect();
        let counts = self.shown.iter().filter_map(|(name, shown)| match shown {
            Shown::Figure(value) => Some((format!("{name}-count"), *value)),
            _ => None,
        });
        let counts = counts.collect::<Vec<_>>();
        let put = texts.iter().map(|(name, text)| (*name, text as &dyn Put));
        let put = put.chain(counts.iter().map(|(name, count)| (name.as_str(), count as &dyn Put)));
        self.message.told_with(language, &put.collect::<Vec<_>>())
    }
}

/// A negative number after an operator, or before a power; a number with a power of ten beside any.
fn needs_brackets(before: &str, put: &str, after: &str) -> bool {
    let begins = before.trim_end().chars().last().is_none_or(|c| matches!(c, '(' | '[' | ';' | '=' | '|'));
    let powered = after.starts_with(['²', '^']);
    if put.contains('×') {
        !begins || powered || after.starts_with(" /")
    } else {
        put.starts_with('\u{2212}') && (!begins || powered)
    }
}

/// Numbers one after the other; of a long list the first and the last.
fn list(values: &[f64], between: &str, language: Language) -> String {
    let written = |values: &[f64]| -> String {
        let texts: Vec<String> = values.iter().map(|v| figure(*v, language)).collect();
        texts.join(between)
    };
    if values.len() <= LONGEST_LIST {
        return written(values);
    }
    let end = LONGEST_LIST / 4;
    format!("{}{between}…{between}{}", written(&values[..end]), written(&values[values.len() - end..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn numbers_that_left_the_floats_leave_the_formula_alone() {
        let left_out = Working::of("x").formula("a / b").with("{} / {}", [1.0, f64::INFINITY]).gives(0.0);
        assert_eq!(left_out.line(Language::En), "x = a / b = 0");
    }

    #[test]
    fn brackets_where_a_sign_would_stand_beside_another() {
        let line =
            |text: &'static str, figures: [f64; 2]| Working::of("x").with(text, figures).gives(7.5).line(Language::En);
        assert_eq!(line("{} − {}", [-1.0, -2.0]), "x = −1 − (−2) = 7.5");
        assert_eq!(line("({})² × {}", [-1.0, 2.0]), "x = (−1)² × 2 = 7.5");
        assert_eq!(line("{}² / {}", [-1.0, 1e-20]), "x = (−1)² / (1 × 10^−20) = 7.5");
        assert_eq!(line("[{}; {}]", [-1.0, -2.0]), "x = [−1; −2] = 7.5");
    }

    #[test]
    fn what_stands_twice_or_not_at_all_is_left_out() {
        assert_eq!(Working::of("x").formula("y").with("{}", [2.0]).gives(2.0).line(Language::Vi), "x = y = 2");
        assert_eq!(
            Working::refused(Refusal::OneReading).line(Language::Vi),
            Refusal::OneReading.sentence(Language::Vi)
        );
        assert!(Working::refused(Refusal::OneReading).values().is_empty());
    }

    #[test]
    fn long_lists_show_their_ends() {
        let whole = Working::of("t_i").lists((0..12).map(f64::from)).line(Language::Vi);
        assert_eq!(whole, "t_i = 0; 1; 2; 3; 4; 5; 6; 7; 8; 9; 10; 11");
        let long = Working::of("t_i").lists((0..13).map(f64::from)).line(Language::Vi);
        assert_eq!(long, "t_i = 0; 1; 2; …; 10; 11; 12");
    }

    #[test]
    fn headings_name_the_day_and_the_level() {
        let day = date(2030, 12, 31);
        let eighty = Working::heading(day, Some(Level::EIGHTY));
        assert_eq!(eighty.line(Language::Vi), "Đến 31/12/2030, khoảng 80%:");
        assert_eq!(eighty.line(Language::En), "By 31 December 2030, 80% interval:");
        assert_eq!(Working::heading(day, None).line(Language::Vi), "Đến 31/12/2030:");
    }
}
