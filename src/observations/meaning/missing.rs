//! Kinds of missing, kept apart: none of them is ever zero.

use super::words::fold;
use crate::language::Language;

/// What a cell was read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading<T> {
    /// A value.
    Value(T),
    /// Nothing, for a reason.
    Missing(Missing),
}

impl<T> Reading<T> {
    /// The value, where there is one.
    pub fn value(self) -> Option<T> {
        match self {
            Reading::Value(value) => Some(value),
            Reading::Missing(_) => None,
        }
    }

    /// The same reading with another value in it.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Reading<U> {
        match self {
            Reading::Value(value) => Reading::Value(change(value)),
            Reading::Missing(missing) => Reading::Missing(missing),
        }
    }
}

/// Why there is no figure.
///
/// The yearbooks of Viet Nam's statistical offices explain their signs in the preface: `-` where no such thing
/// occurred, `...` where it occurred but no figure could be collected (Quảng Trị Statistical Yearbook 2021, preface).
/// Report forms put an `x` into cells that are not to be filled in.
///
/// ```
/// use milepost::observations::meaning::Missing;
/// assert_eq!(Missing::read(" – "), Some(Missing::Nil));
/// assert_eq!(Missing::read("Đang cập nhật"), Some(Missing::NotAvailable));
/// assert_eq!(Missing::read("0"), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Missing {
    /// Nothing is written, or only the dotted line of a form.
    Blank,
    /// There is a figure, but not here: `...`, `đang cập nhật`, `chưa có số liệu`, `N/A`.
    NotAvailable,
    /// There can be no figure: `x`, `không áp dụng`.
    NotApplicable,
    /// What is counted did not occur: `-`, `không phát sinh`. Whether that may be added up as nought is for the reader
    /// of the figure to decide, not for the reader of the cell.
    Nil,
    /// There is a figure, but it is not told: `mật`, `không công bố`.
    Suppressed,
}

const NOT_AVAILABLE: &[&str] = &[
    "n/a",
    "na",
    "n.a",
    "#n/a",
    "đang cập nhật",
    "đang tổng hợp",
    "đang rà soát",
    "chưa cập nhật",
    "chưa tổng hợp",
    "chưa thống kê",
    "chưa báo cáo",
    "chưa có",
    "chưa có số liệu",
    "chưa có dữ liệu",
    "chưa có báo cáo",
    "chưa rõ",
    "không có số liệu",
    "không có dữ liệu",
    "không có báo cáo",
    "không thu thập được",
    "không rõ",
    "not available",
    "no data",
    "pending",
];
const NOT_APPLICABLE: &[&str] = &[
    "x",
    "×",
    "không áp dụng",
    "không thuộc đối tượng",
    "không thuộc phạm vi",
    "không phải báo cáo",
    "not applicable",
];
const NIL: &[&str] = &["không phát sinh", "không có phát sinh", "chưa phát sinh", "không có", "none", "nil"];
const SUPPRESSED: &[&str] = &["mật", "bảo mật", "bí mật", "không công bố", "confidential", "suppressed"];

impl Missing {
    /// Every kind.
    pub const ALL: [Missing; 5] =
        [Missing::Blank, Missing::NotAvailable, Missing::NotApplicable, Missing::Nil, Missing::Suppressed];

    /// The stable word for tables and files.
    pub fn word(self) -> &'static str {
        match self {
            Missing::Blank => "blank",
            Missing::NotAvailable => "not-available",
            Missing::NotApplicable => "not-applicable",
            Missing::Nil => "nil",
            Missing::Suppressed => "suppressed",
        }
    }

    /// What it says, for people.
    pub fn says(self, language: Language) -> &'static str {
        match self {
            Missing::Blank => language.say("missing-blank"),
            Missing::NotAvailable => language.say("missing-not-available"),
            Missing::NotApplicable => language.say("missing-not-applicable"),
            Missing::Nil => language.say("missing-nil"),
            Missing::Suppressed => language.say("missing-suppressed"),
        }
    }

    /// The kind of missing that a cell's text says; `None` where it says something else.
    pub fn read(text: &str) -> Option<Missing> {
        // The marks that come by the million.
        match text {
            "-" | "–" => return Some(Missing::Nil),
            "…" | "..." => return Some(Missing::NotAvailable),
            _ => {}
        }
        let first = text.bytes().find(|b| !b.is_ascii_whitespace());
        match first {
            None => return Some(Missing::Blank),
            Some(b'0'..=b'9') => return None,
            Some(_) => {}
        }
        // The longest of the words below has some twenty letters, and marks are shorter than a form's dotted line.
        if text.len() > 400 {
            return None;
        }
        let folded = fold(text);
        let inner = folded.strip_prefix('(').and_then(|t| t.strip_suffix(')')).unwrap_or(&folded).trim();
        if inner.is_empty() {
            return if folded.is_empty() { Some(Missing::Blank) } else { None };
        }
        if let Some(mark) = mark(inner) {
            return Some(mark);
        }
        let word = inner.trim_end_matches(['.', '…', ' ']);
        [
            (NOT_AVAILABLE, Missing::NotAvailable),
            (NOT_APPLICABLE, Missing::NotApplicable),
            (NIL, Missing::Nil),
            (SUPPRESSED, Missing::Suppressed),
        ]
        .into_iter()
        .find_map(|(words, missing)| words.contains(&word).then_some(missing))
    }
}

fn mark(text: &str) -> Option<Missing> {
    let dash = |c| matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}');
    if text.chars().all(|c| dash(c) || c == ' ') {
        return Some(Missing::Nil);
    }
    if text.chars().all(|c| c == '_') {
        return Some(Missing::Blank);
    }
    let dots = text.chars().try_fold(0, |dots, c| match c {
        '.' => Some(dots + 1),
        '…' => Some(dots + 3),
        _ => None,
    })?;
    match dots {
        2..=5 => Some(Missing::NotAvailable),
        // A dotted line to write upon.
        6.. => Some(Missing::Blank),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_each_kind_apart() {
        for text in ["", " ", "\u{A0}", "\u{FEFF}", "............", "……", "____"] {
            assert_eq!(Missing::read(text), Some(Missing::Blank), "{text:?}");
        }
        for text in ["...", "…", "..", " … ", "đang cập nhật...", "(chưa có số liệu)", "N/A", "n.a.", "ĐANG CẬP NHẬT"]
        {
            assert_eq!(Missing::read(text), Some(Missing::NotAvailable), "{text:?}");
        }
        for text in ["x", "X", "(x)", "Không áp dụng"] {
            assert_eq!(Missing::read(text), Some(Missing::NotApplicable), "{text:?}");
        }
        for text in ["-", "–", "—", "−", "--", "(-)", "Không phát sinh"] {
            assert_eq!(Missing::read(text), Some(Missing::Nil), "{text:?}");
        }
        assert_eq!(Missing::read("Mật"), Some(Missing::Suppressed));
    }

    #[test]
    fn takes_no_figure_for_missing() {
        for text in ["0", "-0", "-1", ".", "0,0", "không", "()", "xx", "có", "- 5"] {
            assert_eq!(Missing::read(text), None, "{text:?}");
        }
    }

    #[test]
    fn words_are_stable_and_distinct() {
        let words: std::collections::HashSet<_> = Missing::ALL.map(Missing::word).into_iter().collect();
        assert_eq!(words.len(), Missing::ALL.len());
    }
}
