//! The header comment of a query: title, question, grain, columns.
//!
//! ```sql
//! -- title.vi: Tỷ lệ của từng kỳ
//! -- title.en: Rate of each period
//! -- question: What was each indicator on each date?
//! -- grain: one row per series and time period
//! -- key: indicator, measure, ref_area, time_period
//! -- parameter as_of DATE | Ngày xét | Day of the review | what became known later is left out
//! -- column obs_value | Giá trị | Value | % | parts divided, exact to the last bit
//! -- assert within-bounds error: obs_value BETWEEN 0 AND 100
//! -- lint: allow float-sum because the values are whole numbers
//! ```

use super::assertion::{Assertion, assertion};
use super::declared::{ParameterDoc, parameter};
use super::lint::{Allowed, RULES, allowed};
use super::located::header_error;
use crate::error::Result;
use crate::language::Language;

/// What the header says.
#[derive(Debug, Clone, Default)]
pub struct Header {
    /// Title in Vietnamese.
    pub title_vi: String,
    /// Title in English.
    pub title_en: String,
    /// The question that the table answers.
    pub question: String,
    /// What one row is.
    pub grain: String,
    /// The columns that tell its rows apart; none where it is `one row`.
    pub key: Vec<String>,
    /// The columns, in order.
    pub columns: Vec<ColumnDoc>,
    /// What it is told, and must be.
    pub parameters: Vec<ParameterDoc>,
    /// What must hold for its rows.
    pub assertions: Vec<Assertion>,
    /// What `query lint` lets pass, with the reason.
    pub allowed: Vec<Allowed>,
    /// The table of received figures that the rates below are computed from, where they are.
    pub from: Option<String>,
    /// Rates of received figures, each with the columns that enter it: what `explain` follows to the cells.
    pub rates: Vec<Rate>,
}

/// The key of a table that has but one row.
const ONE_ROW: &str = "one row";

/// A rate of received figures: `-- rate filed_online: received_online_full + received_online_part / received`,
/// perhaps with ` | condition`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    /// Its name, in the column `rate`.
    pub name: String,
    /// Columns of the table that its numerator is made of.
    pub numerator: Vec<String>,
    /// Columns of the table that its denominator is made of.
    pub denominator: Vec<String>,
    /// Which rows of the table count at all, as a condition of SQL, where not all do.
    pub condition: Option<String>,
}

/// One column of a result table, as its header declares it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnDoc {
    /// Name in SQL.
    pub name: String,
    /// Label in Vietnamese.
    pub label_vi: String,
    /// Label in English.
    pub label_en: String,
    /// Unit, which is also how people's tables format it: `%`, `points`, `points/year`, `count`, `months`, `years`,
    /// `date`, `text`, `value`, ...
    pub unit: String,
    /// What it means.
    pub about: String,
}

impl ColumnDoc {
    /// The label in a language.
    pub fn label(&self, language: Language) -> &str {
        language.of_data(&self.label_vi, &self.label_en)
    }
}

impl Header {
    /// Reads the comment lines before the statement.
    ///
    /// # Errors
    /// A line that is none of those above, or a missing title, question, grain or column.
    pub fn read(sql: &str, file: &str) -> Result<Header> {
        let mut header = Header::default();
        let mut keyed = None;
        for (number, key, text) in lines(sql) {
            let wrong =
                |what: &str| header_error(what, sql, file, number).found(if text.is_empty() { key } else { text });
            match key {
                "title.vi" => header.title_vi = text.to_owned(),
                "title.en" => header.title_en = text.to_owned(),
                "question" => header.question = text.to_owned(),
                "grain" => header.grain = text.to_owned(),
                "key" => {
                    keyed = Some(number);
                    if text != ONE_ROW {
                        header.key = text.split(',').map(|column| column.trim().to_owned()).collect();
                    }
                }
                "from" => header.from = Some(text.to_owned()),
                "rate" => header.rates.push(
                    rate(text)
                        .ok_or_else(|| wrong("not a rate line").expected("-- rate name: column + column / column"))?,
                ),
                "column" => header.columns.push(column(text).ok_or_else(|| {
                    wrong("not a column line").expected("-- column name | nhãn | label | unit | meaning")
                })?),
                "parameter" => header.parameters.push(read_parameter(sql, file, number, text)?),
                "assert" => header.assertions.push(assertion(text, number).ok_or_else(|| {
                    wrong("not an assertion")
                        .expected("-- assert name [error|warning]: condition, or SELECT of the rows that offend")
                })?),
                "lint" => header.allowed.push(read_allowed(sql, file, number, text)?),
                other => {
                    return Err(header_error("unknown header line", sql, file, number).found(other).expected(
                        "title.vi, title.en, question, grain, key, from, rate, parameter, column, assert, lint",
                    ));
                }
            }
        }
        let missing = [
            ("title.vi", header.title_vi.is_empty()),
            ("title.en", header.title_en.is_empty()),
            ("question", header.question.is_empty()),
            ("grain", header.grain.is_empty()),
            ("key", keyed.is_none()),
            ("column", header.columns.is_empty()),
        ];
        if let (Some(line), Some(unknown)) = (keyed, header.key.iter().find(|key| header.column(key).is_none())) {
            return Err(header_error("the key names what is no column", sql, file, line)
                .found(unknown)
                .expected("columns that the header declares, or `one row`"));
        }
        match missing.iter().find(|(_, m)| *m) {
            Some((key, _)) => Err(header_error(&format!("the header has no `{key}`"), sql, file, 1).hint(
                format!("add a line `-- {key}: ...` (columns: `-- column name | nhãn | label | unit | meaning`; key: the columns that tell rows apart)"),
            )),
            None => Ok(header),
        }
    }

    /// The title in a language.
    pub fn title(&self, language: Language) -> &str {
        language.of_data(&self.title_vi, &self.title_en)
    }

    /// The declared column of this name.
    pub fn column(&self, name: &str) -> Option<&ColumnDoc> {
        self.columns.iter().find(|c| c.name == name)
    }
}

/// Header lines as (line number, key, text); the header ends at the first line that is no `-- key: text` comment.
pub fn lines(sql: &str) -> impl Iterator<Item = (usize, &str, &str)> {
    sql.lines().enumerate().take_while(|(_, line)| line.starts_with("-- ")).map(|(i, line)| {
        let line = &line[3..];
        let (key, text) = match line.split_once(' ') {
            Some((key @ ("column" | "rate" | "parameter" | "assert"), rest)) => (key, rest),
            _ => match line.strip_prefix("assert:") {
                Some(_) => ("assert", &line["assert".len()..]),
                None => line.split_once(':').unwrap_or((line, "")),
            },
        };
        (i + 1, key.trim(), text.trim())
    })
}

/// A parameter line.
///
/// # Errors
/// A line that is none.
pub fn read_parameter(sql: &str, file: &str, line: usize, text: &str) -> Result<ParameterDoc> {
    parameter(text, line).ok_or_else(|| {
        header_error("not a parameter line", sql, file, line)
            .found(text)
            .expected("-- parameter name TYPE [= default] | nhãn | label | meaning")
    })
}

/// A line that lets a lint pass.
///
/// # Errors
/// A line that names no rule or gives no reason.
pub fn read_allowed(sql: &str, file: &str, line: usize, text: &str) -> Result<Allowed> {
    allowed(text, line).ok_or_else(|| {
        header_error("a lint is allowed by its rule and a reason", sql, file, line)
            .found(text)
            .expected(format!("-- lint: allow RULE because ...; rules: {}", RULES.join(", ")))
    })
}

fn rate(text: &str) -> Option<Rate> {
    let (name, parts) = text.split_once(':')?;
    let (parts, condition) = match parts.split_once('|') {
        Some((parts, condition)) => (parts, Some(condition.trim().to_owned())),
        None => (parts, None),
    };
    let (over, under) = parts.split_once('/')?;
    let names = |side: &str| -> Option<Vec<String>> {
        let names: Vec<String> = side.split('+').map(|n| n.trim().to_owned()).collect();
        names.iter().all(|n| !n.is_empty()).then_some(names)
    };
    Some(Rate { name: name.trim().to_owned(), numerator: names(over)?, denominator: names(under)?, condition })
}

fn column(text: &str) -> Option<ColumnDoc> {
    let fields: Vec<&str> = text.split('|').map(str::trim).collect();
    let [name, label_vi, label_en, unit, about] = fields.as_slice() else { return None };
    let all = [name, label_vi, label_en, unit, about];
    if all.iter().any(|f| f.is_empty()) {
        return None;
    }
    let [name, label_vi, label_en, unit, about] = all.map(|f| (*f).to_owned());
    Some(ColumnDoc { name, label_vi, label_en, unit, about })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_line_that_is_wrong() {
        let error = Header::read("-- title.vi: a\n-- column x | y\nSELECT 1", "queries/a.sql").unwrap_err();
        assert!(error.to_string().starts_with("queries/a.sql:2: not a column line"), "{error}");
        assert!(error.to_string().contains("2 │ -- column x | y"), "{error}");
        let error = Header::read("SELECT 1", "queries/a.sql").unwrap_err();
        assert!(error.to_string().starts_with("queries/a.sql:1: the header has no `title.vi`"), "{error}");
    }
    #[test]
    fn hostile_headers_are_errors() {
        let fine = "-- title.vi: a\n-- title.en: a\n-- question: a\n-- grain: a\n-- key: one row\n-- column x | a | a | text | a\n";
        assert!(Header::read(fine, "a.sql").is_ok());
        let lines = [
            "-- ",
            "-- :",
            "-- đ",
            "-- parameter",
            "-- parameter ",
            "-- parameter x",
            "-- assert",
            "-- assert ",
            "-- assert:",
            "-- assert a b c: d",
            "-- assert a note: b",
            "-- assert a error:",
            "-- lint",
            "-- lint:",
            "-- lint: allow",
            "-- lint: allow nothing because x",
            "-- lint: allow star",
            "-- lint: allow star because ",
            "-- column",
            "-- rate",
            "-- rate a: b",
            "-- key",
            "-- key: y",
            "-- \0\u{1b}[31m",
            "-- column \u{301} | | | |",
            "-- parameter a INTEGER = ' | b | c | d |",
        ];
        for line in lines {
            for text in [format!("{fine}{line}\nSELECT 1"), format!("{fine}{line}"), format!("{line}\r\n{fine}")] {
                let error = Header::read(&text, "a.sql").expect_err(line).to_string();
                assert!(
                    error.starts_with("a.sql:") && !error.contains('\u{1b}') || line.contains('\u{1b}'),
                    "{line}: {error}"
                );
            }
        }
    }
}
