//! What changed between two locks, in words: causes, verdicts, values, findings.

use super::value::{status_words, written};
use crate::language::{Language, time_period};
use crate::lock::{Cause, Changes, How, Kind, Lock, ResultChange, Row, RowChange};
use crate::store::Cell;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The table whose column `status` is the verdict.
const VERDICTS: &str = "status";

/// Rows of one kind that people are shown; machine formats get all.
const SHOWN: usize = 20;

/// Names of indicators, areas and documents, as the later of two locks has them.
#[derive(Debug, Clone)]
pub struct Names {
    language: Language,
    names: BTreeMap<(&'static str, String), String>,
}

impl Names {
    /// Those of both locks.
    pub fn of(before: &Lock, after: &Lock, language: Language) -> Names {
        let mut names = BTreeMap::new();
        for lock in [before, after] {
            for (table, id, vi, en) in [
                ("indicator", "indicator", "name_vi", "name_en"),
                ("measure", "measure", "name_vi", "name_en"),
                ("area", "area", "name", "name"),
                ("document", "document", "short_vi", "short_en"),
            ] {
                let Some(locked) = lock.table(table) else { continue };
                let at = |column: &str| locked.head.columns.iter().position(|(name, _)| name == column);
                let (Some(id), Some(name)) = (at(id), at(language.pick(vi, en))) else { continue };
                for row in &locked.rows {
                    let cells = row.cells();
                    if let (Some(id), Some(name)) = (&cells[id], &cells[name]) {
                        names.insert((table, id.clone()), name.clone());
                    }
                }
            }
        }
        Names { language, names }
    }

    fn name(&self, table: &'static str, id: Option<&str>) -> Option<String> {
        let id = id?;
        Some(self.names.get(&(table, id.to_owned())).cloned().unwrap_or_else(|| id.to_owned()))
    }

    /// Of which series a row tells: indicator, area, year, document.
    fn series(&self, row: &RowChange) -> String {
        let year = ["target_year", "year", "time_period", "as_of", "period_end"].iter().find_map(|c| row.value(c));
        let parts = [
            self.name("indicator", row.value("indicator")).or_else(|| self.name("measure", row.value("measure"))),
            row.value("rate").map(str::to_owned),
            self.name("area", row.value("ref_area")),
            year.map(|text| time_period(text, self.language)),
            self.name("document", row.value("document")),
        ];
        let told: Vec<String> = parts.into_iter().flatten().collect();
        if !told.is_empty() {
            return told.join(", ");
        }
        row.key.iter().filter_map(|(_, value)| value.clone()).collect::<Vec<_>>().join(", ")
    }

    fn cell(&self, column: &str, value: Option<&str>) -> String {
        match value {
            None => "–".to_owned(),
            Some(word) if column == "status" => status_words(word, self.language).to_owned(),
            Some(text) => match text.parse::<f64>() {
                Ok(number) if number.is_finite() && text.len() < 16 && column != "ref_area" => {
                    let places = text.split_once('.').map_or(0, |(_, digits)| digits.len().min(6));
                    written(&Cell::Float(number), &format!("number{places}"), self.language)
                }
                Ok(number) if number.is_finite() => written(&Cell::Float(number), "figure", self.language),
                _ => time_period(text, self.language),
            },
        }
    }

    fn cells(&self, row: &RowChange) -> String {
        let cell = |(column, before, after): (&str, Option<&str>, Option<&str>)| {
            format!("{} {} → {}", self.column(column), self.cell(column, before), self.cell(column, after))
        };
        row.cells().into_iter().map(cell).collect::<Vec<_>>().join("; ")
    }

    fn column<'a>(&self, column: &'a str) -> &'a str {
        let (vi, en) = match column {
            "numerator" => ("tử số", "numerator"),
            "denominator" => ("mẫu số", "denominator"),
            "value" | "obs_value" => ("giá trị", "value"),
            "low" => ("mục tiêu", "target"),
            "high" => ("mục tiêu trên", "upper target"),
            "published" => ("tỷ lệ in", "printed rate"),
            "status" => ("kết luận", "verdict"),
            other => (other, other),
        };
        self.language.pick(vi, en)
    }

    /// A cause in words.
    fn cause(&self, cause: &Cause) -> String {
        let pick = |vi, en| self.language.pick(vi, en);
        let kind = match cause.kind {
            Kind::NewReading => pick("số liệu mới", "new reading"),
            Kind::Revision => pick("số liệu được sửa", "revision"),
            Kind::Withdrawal => pick("số liệu bị rút", "withdrawn reading"),
            Kind::Target => pick("mục tiêu", "target"),
            Kind::Catalogue => pick("danh mục", "catalogue"),
            Kind::Recipe => pick("cách đọc tệp nhận được", "how received files are read"),
            Kind::Query => pick("truy vấn", "query"),
            Kind::Rule => pick("quy tắc kiểm tra", "rule"),
            Kind::Method => pick("phương pháp", "method"),
            Kind::Parameter => pick("tham số", "parameter"),
            Kind::Code => pick("chương trình", "program"),
        };
        let how = match cause.how {
            How::New => pick("thêm", "added"),
            How::Gone => pick("bỏ", "removed"),
            How::Changed => pick("đổi", "changed"),
        };
        match &cause.row {
            None => match (&cause.before, &cause.after) {
                (None, None) => format!("{kind} `{}` ({how})", cause.name),
                (before, after) => {
                    let text = |value: &Option<String>| value.as_deref().map_or("–".to_owned(), short);
                    format!("{kind}: {} {} → {}", cause.name, text(before), text(after))
                }
            },
            Some(row) => {
                let figures = matches!(cause.kind, Kind::NewReading | Kind::Revision | Kind::Withdrawal);
                let what = if row.is_new() || row.is_gone() {
                    let said = ["numerator", "denominator", "value", "obs_value", "printed", "file"];
                    let cells = said
                        .iter()
                        .filter_map(|c| Some(format!("{} {}", self.column(c), self.cell(c, Some(row.value(c)?)))));
                    let cells = cells.collect::<Vec<_>>().join(", ");
                    if figures { cells } else { format!("{how} {cells}").trim_end().to_owned() }
                } else {
                    self.cells(row)
                };
                let place = row.value("source_row").map_or_else(String::new, |place| format!(" ({place})"));
                let table = if cause.kind == Kind::Catalogue || cause.kind == Kind::Method {
                    format!(" {}", cause.name)
                } else {
                    String::new()
                };
                let series = self.series(row);
                let series = if series.is_empty() { series } else { format!(", {series}") };
                format!("{kind}{table}{series}: {what}{place}")
            }
        }
    }

    fn because(&self, change: &ResultChange, changes: &Changes) -> String {
        let causes: Vec<String> = change.because.iter().take(3).map(|i| self.cause(&changes.causes[*i])).collect();
        let more = change.because.len().saturating_sub(3);
        let more = match self.language {
            _ if more == 0 => String::new(),
            Language::Vi => format!("; và {more} nguyên nhân nữa"),
            Language::En => format!("; and {more} more causes"),
        };
        format!("{}{more}", causes.join("; "))
    }
}

fn short(text: &str) -> String {
    let hash = text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit());
    if hash { text.chars().take(12).collect() } else { text.to_owned() }
}

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
        let (vi, en) = match self {
            What::Cause => ("Nguyên nhân", "Causes"),
            What::Verdict => ("Kết luận đã đổi", "Verdicts that changed"),
            What::Table => ("Bảng có hàng đã đổi", "Tables with changed rows"),
            What::Finding => ("Phát hiện mới hoặc hết", "Findings that came or went"),
            What::Output => ("Biểu đồ và trang đã đổi", "Charts and pages that changed"),
            What::Large => (
                "Bảng lớn đã đổi (khóa không giữ từng hàng)",
                "Large tables that changed (a lock keeps no rows of theirs)",
            ),
        };
        language.pick(vi, en)
    }
}

/// Everything that changed, a line each: causes first, then what they did.
pub fn lines(changes: &Changes, names: &Names) -> Vec<Line> {
    let pick = |vi, en| names.language.pick(vi, en);
    let plain = |what, text: String| Line { what, text, because: String::new() };
    // Another build of the program is no news unless something changed by it: the same figures give the same page.
    let blamed = |at: usize| changes.results.iter().chain(&changes.findings).any(|change| change.because.contains(&at));
    let told = |(at, cause): &(usize, &Cause)| cause.kind != Kind::Code || blamed(*at);
    let causes = changes.causes.iter().enumerate().filter(told);
    let mut lines: Vec<Line> = causes.map(|(_, cause)| plain(What::Cause, names.cause(cause))).collect();
    let word = |row: &Row| {
        let status = row.get("status").cloned().flatten();
        status.map_or_else(|| pick("không có", "none").to_owned(), |s| status_words(&s, names.language).to_owned())
    };
    lines.extend(verdicts(changes).into_iter().map(|change| {
        let row = &change.row;
        let text = format!("{}: {} → {}", names.series(row), word(&row.before), word(&row.after));
        Line { what: What::Verdict, text, because: names.because(change, changes) }
    }));
    lines.extend(tables(changes, names).into_iter().map(|text| plain(What::Table, text)));
    lines.extend(changes.findings.iter().map(|change| {
        let how = if change.row.is_gone() { pick("hết", "gone") } else { pick("mới", "new") };
        let said = change.row.value(pick("what_vi", "what_en")).unwrap_or("–");
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
        return language.pick("không có gì thay đổi\n", "nothing changed\n").to_owned();
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
            let because = match (line.because.is_empty(), language) {
                (true, _) => String::new(),
                (false, Language::Vi) => format!(", vì {}", line.because),
                (false, Language::En) => format!(", because: {}", line.because),
            };
            let _ = writeln!(out, "  {}{because}", line.text);
        }
        if own.len() > SHOWN {
            let rest = own.len() - SHOWN;
            let _ = match language {
                Language::Vi => writeln!(out, "  … và {rest} nữa (--format json cho tất cả)"),
                Language::En => writeln!(out, "  … and {rest} more (--format json gives all)"),
            };
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
    let line = |(table, [new, gone, changed]): &(&str, [usize; 3])| match names.language {
        Language::Vi => format!("{table}: {changed} hàng đổi, {new} thêm, {gone} bớt"),
        Language::En => format!("{table}: {changed} rows changed, {new} new, {gone} gone"),
    };
    counts.iter().map(line).collect()
}

/// Everything for machines.
pub fn machine(changes: &Changes) -> Value {
    let row = |row: &RowChange| {
        let cells: Vec<Value> = row
            .cells()
            .into_iter()
            .map(|(column, before, after)| json!({"column": column, "before": before, "after": after}))
            .collect();
        json!({
            "table": row.table, "key": row.key.iter().cloned().collect::<BTreeMap<_, _>>(),
            "change": if row.is_new() { "new" } else if row.is_gone() { "gone" } else { "changed" },
            "cells": cells, "row": if row.is_gone() { &row.before } else { &row.after },
        })
    };
    let cause = |cause: &Cause| {
        json!({
            "kind": cause.kind.code(), "name": cause.name, "before": cause.before, "after": cause.after,
            "row": cause.row.as_ref().map(row),
        })
    };
    let change = |change: &ResultChange| {
        let mut value = row(&change.row);
        value["because"] = json!(change.because);
        value
    };
    json!({
        "causes": changes.causes.iter().map(cause).collect::<Vec<_>>(),
        "verdicts": verdicts(changes).into_iter().map(change).collect::<Vec<_>>(),
        "results": changes.results.iter().map(change).collect::<Vec<_>>(),
        "findings": changes.findings.iter().map(change).collect::<Vec<_>>(),
        "outputs": changes.outputs.iter().map(|file| file.file.as_str()).collect::<Vec<_>>(),
        "large_tables": changes.unknown,
    })
}
