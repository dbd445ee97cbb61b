//! What changed between two locks, in words: causes, verdicts, values, findings.

mod machine;
mod names;

pub use machine::machine;
pub use names::Names;

use super::value::status_words;
use crate::language::Language;
use crate::lock::{Cause, Changes, Kind, ResultChange, Row, RowChange};
use std::fmt::Write;

/// The table whose column `status` is the verdict.
const VERDICTS: &str = "status";

/// Rows of one kind that people are shown; machine formats get all.
const SHOWN: usize = 20;

/// The verdicts that changed: rows of the table of verdicts with another status, or new, or gone.
pub fn verdicts(changes: &Changes) -> Vec<&ResultChange> {
    let judged =
        |row: &RowChange| row.is_new() || row.is_gone() || row.cells().iter().any(|(column, ..)| *column == "status");
    changes.results.iter().filter(|change| change.row.table == VERDICTS && judged(&change.row)).collect()
}

/// One thing to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Of what it tells.
    pub what: What,
    /// What changed, in words.
    pub text: String,
    /// Why, in words; empty for a cause itself and where there is nothing to lead back.
    pub because: String,
}

/// Of what a line tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A cause.
    Cause,
    /// A verdict that changed.
    Verdict,
    /// A result table with rows that changed.
    Table,
    /// A finding that came or went.
    Finding,
    /// A chart or page that is not as it was.
    Output,
    /// A table that is too large for its rows to be compared.
    Large,
}

impl What {
    const ALL: [What; 6] = [What::Cause, What::Verdict, What::Table, What::Finding, What::Output, What::Large];

    /// Its code, for machines.
    pub fn code(self) -> &'static str {
        match self {
            What::Cause => "cause",
            What::Verdict => "verdict",
            What::Table => "table",
            What::Finding => "finding",
            What::Output => "output",
            What::Large => "large-table",
        }
    }

    fn heading(self, language: Language) -> &'static str {
        match self {
            What::Cause => language.say("changes-cause-heading"),
            What::Verdict => language.say("changes-verdict-heading"),
            What::Table => language.say("changes-table-heading"),
            What::Finding => language.say("changes-finding-heading"),
            What::Output => language.say("changes-output-heading"),
            What::Large => language.say("changes-large-heading"),
        }
    }
}

/// Everything that changed, a line each: causes first, then what they did.
pub fn lines(changes: &Changes, names: &Names) -> Vec<Line> {
    let language = names.language;
    let plain = |what, text: String| Line { what, text, because: String::new() };
    // Another build of the program is no news unless something changed by it: the same figures give the same page.
    let blamed = |at: usize| changes.results.iter().chain(&changes.findings).any(|change| change.because.contains(&at));
    let told = |(at, cause): &(usize, &Cause)| cause.kind != Kind::Code || blamed(*at);
    let causes = changes.causes.iter().enumerate().filter(told);
    let mut lines: Vec<Line> = causes.map(|(_, cause)| plain(What::Cause, names.cause(cause))).collect();
    let word = |row: &Row| {
        let status = row.get("status").cloned().flatten();
        status.map_or_else(|| language.say("none").to_owned(), |s| status_words(&s, names.language).to_owned())
    };
    lines.extend(verdicts(changes).into_iter().map(|change| {
        let row = &change.row;
        let text = format!("{}: {} → {}", names.series(row), word(&row.before), word(&row.after));
        Line { what: What::Verdict, text, because: names.because(change, changes) }
    }));
    lines.extend(tables(changes, names).into_iter().map(|text| plain(What::Table, text)));
    lines.extend(changes.findings.iter().map(|change| {
        let how = if change.row.is_gone() {
            language.say("changes-finding-gone")
        } else {
            language.say("changes-finding-new")
        };
        let said = change.row.value(language.of_data("what_vi", "what_en")).unwrap_or("–");
        let text = format!("{how} [{}] {said}", change.row.value("code").unwrap_or("–"));
        Line { what: What::Finding, text, because: names.because(change, changes) }
    }));
    lines.extend(changes.outputs.iter().map(|file| plain(What::Output, file.file.clone())));
    lines.extend(changes.unknown.iter().map(|table| plain(What::Large, table.clone())));
    lines
}

/// Everything for people, a paragraph for each kind of line.
pub fn told(changes: &Changes, names: &Names) -> String {
    let language = names.language;
    if changes.is_empty() {
        return format!("{}\n", language.say("changes-none"));
    }
    let all = lines(changes, names);
    let mut out = String::new();
    for what in What::ALL {
        let own: Vec<&Line> = all.iter().filter(|line| line.what == what).collect();
        if own.is_empty() && matches!(what, What::Output | What::Large) {
            continue;
        }
        let _ = writeln!(out, "{}: {}", what.heading(language), own.len());
        for line in own.iter().take(SHOWN) {
            let text = if line.because.is_empty() {
                line.text.clone()
            } else {
                language.say_with("changes-because", &[("what", &line.text), ("cause", &line.because)])
            };
            let _ = writeln!(out, "  {text}");
        }
        if own.len() > SHOWN {
            let rest = own.len() - SHOWN;
            let _ = writeln!(out, "  {}", language.say_with("and-more-in-json", &[("n", &rest)]));
        }
    }
    out
}

/// A line for each result table: how many rows came, went, changed.
fn tables(changes: &Changes, names: &Names) -> Vec<String> {
    let mut counts: Vec<(&str, [usize; 3])> = Vec::new();
    for change in &changes.results {
        let row = &change.row;
        let kind = if row.is_new() {
            0
        } else if row.is_gone() {
            1
        } else {
            2
        };
        if counts.last().is_none_or(|(table, _)| *table != row.table) {
            counts.push((&row.table, [0; 3]));
        }
        if let Some((_, counts)) = counts.last_mut() {
            counts[kind] += 1;
        }
    }
    let line = |(table, [new, gone, changed]): &(&str, [usize; 3])| {
        names
            .language
            .say_with("changes-rows-of-table", &[("table", table), ("changed", changed), ("new", new), ("gone", gone)])
    };
    counts.iter().map(line).collect()
}
