//! Results on stdout, in the format asked for.

use super::args::Format;
use super::plan::Plan;
use crate::error::Result;
use crate::language::Language;
use crate::report::{Label, written};
use crate::store::{Cell, ResultTable};
use serde_json::{Map, Value};
use std::io::{ErrorKind, Write};

/// Prints a table. `labels` are what people read above the columns, with formats; machines get the column names.
///
/// # Errors
/// Only what writing to stdout reports.
pub fn print(table: &ResultTable, labels: &[Label], format: Format, language: Language) -> Result<()> {
    say(&match format {
        Format::Json => format!("{}\n", json(table)),
        Format::Csv => csv_text(table)?,
        Format::Markdown | Format::Xlsx => markdown(&texts(table, labels, language)),
        Format::Table => plain(&texts(table, labels, language)),
    })
}

/// Prints a table whose columns have their labels, with formats, by name.
///
/// # Errors
/// Only what writing to stdout reports.
pub fn print_labelled(table: &ResultTable, label: fn(&str, Language) -> &str, plan: &Plan) -> Result<()> {
    let labels: Vec<Label> = table.columns.iter().map(|column| Label::read(label(column, plan.language))).collect();
    print(table, &labels, plan.format, plan.language)
}

/// Writes to stdout. A reader that has gone (`milepost status | head`) is no error.
///
/// # Errors
/// Any other failure to write.
pub fn say(text: &str) -> Result<()> {
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// Writes a remark to stderr, beside the results.
pub fn remark(text: &str) {
    eprintln!("milepost: {text}");
}

/// An array of objects, one a row.
pub fn json(table: &ResultTable) -> String {
    let rows: Vec<Value> = table
        .rows
        .iter()
        .map(|row| {
            let object: Map<String, Value> = table.columns.iter().cloned().zip(row.iter().map(Cell::json)).collect();
            Value::Object(object)
        })
        .collect();
    format!("{:#}", Value::Array(rows))
}

/// CSV with a header; ISO dates, decimal points, empty where missing.
///
/// # Errors
/// Only what the writer reports.
pub fn csv_text(table: &ResultTable) -> Result<String> {
    let wrong = |e: csv::Error| crate::error::Error::system(e.to_string());
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&table.columns).map_err(wrong)?;
    for row in &table.rows {
        writer.write_record(row.iter().map(Cell::machine)).map_err(wrong)?;
    }
    let bytes = writer.into_inner().map_err(|e| crate::error::Error::system(e.to_string()))?;
    Ok(String::from_utf8(bytes).expect("CSV of text is text"))
}

/// Header and rows as people read them, each with a mark whether it is a number.
struct Texts {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
    number: Vec<bool>,
}

fn texts(table: &ResultTable, labels: &[Label], language: Language) -> Texts {
    let rows: Vec<Vec<String>> = table
        .rows
        .iter()
        .map(|row| row.iter().zip(labels).map(|(cell, label)| written(cell, &label.format, language)).collect())
        .collect();
    let number = labels.iter().enumerate().map(|(i, l)| table.rows.iter().any(|row| l.is_number(&row[i]))).collect();
    Texts { header: labels.iter().map(|l| l.text.clone()).collect(), rows, number }
}

fn markdown(texts: &Texts) -> String {
    let line = |cells: &[String]| {
        format!("| {} |\n", cells.iter().map(|c| c.replace('|', "\\|")).collect::<Vec<_>>().join(" | "))
    };
    let rule: Vec<String> = texts.number.iter().map(|n| if *n { "---:" } else { "---" }.to_owned()).collect();
    let rows: String = texts.rows.iter().map(|row| line(row)).collect();
    format!("{}{}{rows}", line(&texts.header), line(&rule))
}

/// Widest text column of a plain table; longer texts wrap below themselves.
const WIDEST: usize = 44;

fn plain(texts: &Texts) -> String {
    let width = |i: usize| {
        let cells = texts.rows.iter().map(|row| &row[i]).chain([&texts.header[i]]);
        cells.map(|c| c.chars().count()).max().unwrap_or(0).min(WIDEST)
    };
    let widths: Vec<usize> = (0..texts.header.len()).map(width).collect();
    let mut out = String::new();
    let mut line = |cells: &[String]| {
        let wrapped: Vec<Vec<String>> = cells.iter().zip(&widths).map(|(c, w)| wrap(c, *w)).collect();
        for n in 0..wrapped.iter().map(Vec::len).max().unwrap_or(0) {
            let mut text = String::new();
            for (i, lines) in wrapped.iter().enumerate() {
                let cell = lines.get(n).map_or("", String::as_str);
                let pad = " ".repeat(widths[i].saturating_sub(cell.chars().count()));
                text.push_str(&if texts.number[i] { format!("{pad}{cell}  ") } else { format!("{cell}{pad}  ") });
            }
            out.push_str(text.trim_end());
            out.push('\n');
        }
    };
    line(&texts.header);
    line(&widths.iter().map(|w| "-".repeat(*w)).collect::<Vec<_>>());
    texts.rows.iter().for_each(|row| line(row));
    out
}

/// Lines of at most `width` characters, broken at spaces where there are any.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let mut word: Vec<char> = word.chars().collect();
        loop {
            let last = lines.last_mut().expect("there is always a line");
            let gap = usize::from(!last.is_empty());
            if last.chars().count() + gap + word.len() <= width {
                if gap == 1 {
                    last.push(' ');
                }
                last.extend(&word);
                break;
            }
            if !last.is_empty() {
                lines.push(String::new());
            } else {
                last.extend(word.drain(..width.max(1)));
                lines.push(String::new());
            }
        }
    }
    if lines.len() > 1 && lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wraps_at_words_and_breaks_only_what_is_too_long() {
        assert_eq!(wrap("một hai ba", 7), ["một hai", "ba"]);
        assert_eq!(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("", 4), [""]);
    }
}
