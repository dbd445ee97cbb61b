//! Values above a table: the day it stands for, the unit that reports, the period.

use super::binding::Miss;
use super::labels::{begins_with, folded};
use super::{Column, Reads};
use crate::catalog::{Decimal, Value};
use crate::language::nfc;
use crate::observations::meaning::{self, Areas, Code, Locale, Qualifier, Reading, Trouble};
use crate::sources::{Batch, Cell};

/// What was found above the table.
#[derive(Debug, Clone, PartialEq)]
pub struct TitleValue {
    /// Values for the fields of the column.
    pub values: Vec<Value>,
    /// The cell it stands in: row as the sheet counts, column from 0.
    pub cell: (u64, usize),
    /// The text as it stands.
    pub found: String,
}

/// Reads the value of a title column in the rows above `top`.
pub fn read(column: &Column, locale: Locale, head: &Batch, top: usize, areas: &Areas) -> Result<TitleValue, Box<Miss>> {
    let miss = |code: &'static str, cell: Option<(u64, usize)>, found: String, suggestion: Option<String>| {
        Box::new(Miss {
            code,
            cell,
            field: column.name.clone(),
            found,
            expected: column.after.iter().chain(&column.labels).cloned().collect::<Vec<_>>().join("; "),
            suggestion,
            matched: 0,
        })
    };
    let introduced = |said: &str| {
        let said = folded(said);
        column.after.iter().chain(&column.labels).map(|l| folded(l)).find(|l| begins_with(&said, l))
    };
    let mut days = Vec::new();
    for row in (0..top).map(|r| head.row(r)) {
        for (c, cell) in row.cells().enumerate() {
            let Cell::Text(said) = cell else { continue };
            if introduced(said).is_some() {
                let rest = said.split_once(':').map_or("", |(_, rest)| rest).trim();
                let (at, said_there) = match (c + 1..row.width()).find(|next| !row.cell(*next).is_empty()) {
                    _ if !rest.is_empty() => (c, Cell::Text(rest)),
                    Some(next) => (next, row.cell(next)),
                    // "Tính đến ngày 28/12/2025" without a colon is read below.
                    None if column.reads == Reads::Day => match meaning::as_of(said) {
                        Ok(Some(_)) => (c, Cell::Text(said)),
                        Ok(None) => return Err(miss("title-missing", Some((row.number, c)), said.to_owned(), None)),
                        Err(t) => return Err(miss(t.code.word(), Some((row.number, c)), t.found, t.suggestion)),
                    },
                    None => return Err(miss("title-missing", Some((row.number, c)), said.to_owned(), None)),
                };
                let values = value(column, locale, said_there, areas)
                    .map_err(|t| miss(t.code.word(), Some((row.number, at)), t.found, t.suggestion))?;
                return Ok(TitleValue { values, cell: (row.number, at), found: shown(row.cell(at)) });
            }
            if column.reads == Reads::Day {
                match meaning::as_of(said) {
                    Ok(Some(day)) => days.push((day, (row.number, c), said.to_owned())),
                    Ok(None) => {}
                    Err(t) => return Err(miss(t.code.word(), Some((row.number, c)), t.found, t.suggestion)),
                }
            }
            if column.reads == Reads::Period
                && let Ok(Some(period)) = meaning::period(said.trim(), None).map(Reading::value)
            {
                let values = vec![Value::Date(period.start), Value::Date(period.end)];
                return Ok(TitleValue { values, cell: (row.number, c), found: said.to_owned() });
            }
        }
    }
    let Some((day, cell, found)) = days.first().cloned() else {
        return Err(miss("title-missing", None, String::new(), None));
    };
    if let Some((_, other, said)) = days.iter().find(|(d, ..)| *d != day) {
        return Err(miss("several-days", Some(*other), said.clone(), Some(found)));
    }
    Ok(TitleValue { values: vec![Value::Date(day)], cell, found })
}

/// Reads a value out of the name of a file or sheet: all of it, or what follows the words of `after`.
pub fn read_name(column: &Column, locale: Locale, name: &str, areas: &Areas) -> Result<TitleValue, Box<Miss>> {
    let miss = |code: &'static str, suggestion: Option<String>| {
        Box::new(Miss {
            field: column.name.clone(),
            found: name.to_owned(),
            expected: column.after.clone().unwrap_or_default(),
            suggestion,
            ..Miss::plain(code)
        })
    };
    let text = match &column.after {
        None => name,
        Some(words) => {
            let words = nfc(words);
            name.split_once(words.as_str()).map(|(_, rest)| rest).ok_or_else(|| miss("title-missing", None))?
        }
    };
    let values = value(column, locale, Cell::Text(text), areas).map_err(|t| miss(t.code.word(), t.suggestion))?;
    Ok(TitleValue { values, cell: (0, 0), found: name.to_owned() })
}

fn shown(cell: Cell<'_>) -> String {
    match cell {
        Cell::Text(text) => text.to_owned(),
        Cell::Moment(moment) => moment.date().to_string(),
        Cell::Number { value, .. } => format!("{value}"),
        _ => String::new(),
    }
}

/// The value that a recipe gives a column.
pub fn constant(column: &Column, locale: Locale, areas: &Areas) -> Result<Vec<Value>, Trouble> {
    value(column, locale, Cell::Text(column.value.as_deref().unwrap_or_default()), areas)
}

fn value(column: &Column, locale: Locale, cell: Cell<'_>, areas: &Areas) -> Result<Vec<Value>, Trouble> {
    let text = match cell {
        Cell::Moment(moment) if column.reads == Reads::Day => return Ok(vec![Value::Date(moment.date())]),
        // A number of the file is written in no locale.
        Cell::Number { value, percent: false }
            if matches!(column.reads, Reads::Count | Reads::Number | Reads::Money) =>
        {
            let value = meaning::from_float(value)?;
            return figure(column, value, &shown(cell)).map(|v| vec![v]);
        }
        cell => shown(cell),
    };
    let text = text.trim();
    let missing = || vec![Value::Missing; column.fields().len()];
    Ok(match column.reads {
        Reads::Day => match meaning::as_of(text)? {
            Some(day) => vec![Value::Date(day)],
            None => meaning::day(text)?.value().map_or_else(missing, |day| vec![Value::Date(day)]),
        },
        Reads::Period => meaning::period(text, None)?
            .value()
            .map_or_else(missing, |p| vec![Value::Date(p.start), Value::Date(p.end)]),
        Reads::Area => areas.read(text, None)?.value().map_or_else(missing, |a| vec![Value::Text(a.code.to_owned())]),
        Reads::Count => meaning::whole(text, locale)?.value().map_or_else(missing, |n| vec![Value::Integer(n)]),
        Reads::Number | Reads::Percent | Reads::Money => match meaning::quantity(text, locale)?.value() {
            None => missing(),
            Some(q) if q.qualifier != Qualifier::Exact || q.high.is_some() => {
                return Err(Trouble { code: Code::NotExact, found: text.to_owned(), suggestion: None });
            }
            Some(q) => vec![figure(column, q.low, text)?],
        },
        Reads::Ratio => meaning::ratio(text, locale)?
            .value()
            .map_or_else(missing, |(over, under)| vec![Value::Number(over), Value::Number(under)]),
        Reads::Flag => {
            let said = folded(text);
            let words = [("có", true), ("x", true), ("yes", true), ("không", false), ("no", false)];
            match words.iter().find(|(word, _)| folded(word) == said) {
                Some((_, flag)) => vec![Value::Flag(*flag)],
                None => return Err(Trouble { code: Code::Unclear, found: text.to_owned(), suggestion: None }),
            }
        }
        Reads::Choice => {
            let said = folded(text);
            match column.choices.iter().find(|(_, spellings)| spellings.iter().any(|s| folded(s) == said)) {
                Some((word, _)) => vec![Value::Text(word.clone())],
                None => return Err(Trouble { code: Code::Unclear, found: text.to_owned(), suggestion: None }),
            }
        }
        Reads::Text => vec![Value::Text(nfc(text))],
    })
}

fn figure(column: &Column, value: Decimal, text: &str) -> Result<Value, Trouble> {
    if !matches!(column.reads, Reads::Count | Reads::Money) {
        return Ok(Value::Number(value));
    }
    let whole = (value.scaled() % 1_000_000 == 0).then(|| i64::try_from(value.scaled() / 1_000_000).ok()).flatten();
    whole.map(Value::Integer).ok_or_else(|| Trouble { code: Code::Decimals, found: text.to_owned(), suggestion: None })
}
