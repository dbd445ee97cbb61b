//! Rules: a query that selects what does not add up, with a message in both languages.
//!
//! ```sql
//! -- check: rate-mismatch
//! -- name.vi: Tỷ lệ không khớp
//! -- name.en: Rate does not follow from its parts
//! -- severity: error
//! -- what.vi: Công bố {published}% nhưng {numerator}/{denominator} = {rounded}%
//! -- what.en: Published {published}% but {numerator}/{denominator} = {rounded}%
//! -- why.vi: ...
//! -- why.en: ...
//! -- hint.vi: ...
//! -- hint.en: ...
//! SELECT document, section, locator, source_row, published, numerator, ... FROM ...
//! ```
//! `{column}` is replaced by the row's value, written in the language; `{name}` takes `name_vi` or `name_en`.
//! A column `severity` overrides the header's, row by row.

use super::declared::{self, ParameterDoc};
use super::header::{lines, read_allowed, read_parameter};
use super::lint::Allowed;
use super::located::header_error;
use super::parameters::Parameters;
use super::run::run_sealed;
use super::sealed::Readable;
use super::tree::parsed;
use crate::error::{Error, Result};
use crate::finding::{Finding, Severity};
use crate::language::{Language, count, decimal, percent, time_period};
use crate::store::{Cell, ResultTable, Sealed};
use duckdb::Connection;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// One rule.
#[derive(Debug, Clone)]
pub struct Check {
    /// Stable code of its findings; the file has the same name.
    pub code: String,
    /// How messages call the file.
    pub file: String,
    severity: Severity,
    name: Message,
    what: Message,
    why: Message,
    hint: Message,
    /// The whole text, header included.
    pub sql: String,
    /// What it is told, and must be.
    pub parameters: Vec<ParameterDoc>,
    /// What `query lint` lets pass, with the reason.
    pub allowed: Vec<Allowed>,
}

#[derive(Debug, Clone, Default)]
struct Message {
    vi: String,
    en: String,
}

/// The columns that say where a finding is.
const PLACE: [&str; 4] = ["document", "section", "locator", "source_row"];

impl Check {
    /// Reads a rule from its file's text.
    ///
    /// # Errors
    /// A header line that is missing or unknown.
    pub fn read(name: String, sql: &str, file: &str) -> Result<Check> {
        let mut check = Check {
            code: String::new(),
            file: file.to_owned(),
            severity: Severity::Warning,
            name: Message::default(),
            what: Message::default(),
            why: Message::default(),
            hint: Message::default(),
            sql: sql.to_owned(),
            parameters: Vec::new(),
            allowed: Vec::new(),
        };
        for (number, key, text) in lines(sql) {
            let wrong = |what: &str| header_error(what, sql, file, number);
            let text = text.to_owned();
            match key {
                "check" => check.code = text,
                "severity" => {
                    check.severity = Severity::read(&text)
                        .ok_or_else(|| wrong("unknown severity").found(&text).expected("error, warning or note"))?;
                }
                "name.vi" => check.name.vi = text,
                "name.en" => check.name.en = text,
                "what.vi" => check.what.vi = text,
                "what.en" => check.what.en = text,
                "why.vi" => check.why.vi = text,
                "why.en" => check.why.en = text,
                "hint.vi" => check.hint.vi = text,
                "hint.en" => check.hint.en = text,
                "parameter" => check.parameters.push(read_parameter(sql, file, number, &text)?),
                "lint" => check.allowed.push(read_allowed(sql, file, number, &text)?),
                other => {
                    return Err(wrong("unknown header line")
                        .found(other)
                        .expected("check, severity, name, what, why and hint (.vi, .en), parameter, lint"));
                }
            }
        }
        let messages = [&check.name, &check.what, &check.why, &check.hint];
        if messages.iter().any(|m| m.vi.is_empty() || m.en.is_empty()) {
            return Err(header_error("a rule needs name, what, why and hint in both languages", sql, file, 1));
        }
        if check.code != name {
            return Err(header_error("a rule's code is its file's name", sql, file, 1)
                .found(check.code)
                .expected(name));
        }
        Ok(check)
    }

    fn finding(
        &self,
        table: &ResultTable,
        row: usize,
        severity: Severity,
        documents: &ResultTable,
        language: Language,
    ) -> Result<Finding> {
        let text = |m: &Message| filled(language.of_data(&m.vi, &m.en), table, row, language, &self.file);
        Ok(Finding {
            code: self.code.clone(),
            rule: language.of_data(&self.name.vi, &self.name.en).to_owned(),
            severity,
            place: place(table, row, documents, language),
            source_row: table.get(row, "source_row").machine(),
            what: text(&self.what)?,
            why: text(&self.why)?,
            hint: text(&self.hint)?,
        })
    }

    /// Why what it finds matters, in a language.
    pub fn why(&self, language: Language) -> &str {
        language.of_data(&self.why.vi, &self.why.en)
    }
}

/// What the rules find, in Vietnamese and in English, both in the same order: most serious first, then by document and
/// line.
///
/// # Errors
/// A rule that fails, or that lacks a column its messages name.
pub fn findings(sealed: &Sealed<'_>, checks: &[Check], parameters: &Parameters) -> Result<[Vec<Finding>; 2]> {
    let connection = sealed.connection();
    let mut found: Vec<(Place, [Finding; 2])> = Vec::new();
    for check in checks {
        let tree = parsed(connection, &check.sql, &check.file)?;
        declared::hold(&tree, &check.parameters, &check.sql, &check.file)?;
    }
    set_defaults(connection, checks)?;
    let documents = ResultTable::query(connection, "SELECT document, short_vi, short_en FROM document")?;
    for (check, table) in checks.iter().zip(side_by_side(sealed, checks, parameters)?) {
        let table = table?;
        if let Some(missing) = PLACE.iter().find(|c| table.position(c).is_none()) {
            return Err(Error::query(format!("the rule selects no column `{missing}`")).at(&check.file));
        }
        for row in 0..table.rows.len() {
            let severity = table.get(row, "severity").text().and_then(Severity::read).unwrap_or(check.severity);
            let locator = table.get(row, "locator").machine();
            let line = locator.split('-').next().and_then(|l| l.parse().ok()).unwrap_or(0);
            let place = (severity, table.get(row, "document").machine(), line, check.code.clone(), table.text_of(row));
            let both = [
                check.finding(&table, row, severity, &documents, Language::Vi)?,
                check.finding(&table, row, severity, &documents, Language::En)?,
            ];
            found.push((place, both));
        }
    }
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    let (mut vi, mut en) = (Vec::new(), Vec::new());
    for (_, [one, other]) in found {
        vi.push(one);
        en.push(other);
    }
    Ok([vi, en])
}

fn set_defaults(connection: &Connection, checks: &[Check]) -> Result<()> {
    declared::set_defaults(connection, checks.iter().map(|c| (c.parameters.as_slice(), &*c.sql, &*c.file)))
}

/// What each rule selects, in the order of the rules: two sessions of the store share them, for none waits for another.
fn side_by_side(sealed: &Sealed<'_>, checks: &[Check], parameters: &Parameters) -> Result<Vec<Result<ResultTable>>> {
    let readable = Readable::of(sealed.connection(), [])?;
    let other = sealed.other_session()?;
    parameters.set(other.connection())?;
    set_defaults(other.connection(), checks)?;
    let next = AtomicUsize::new(0);
    let run = |sealed: &Sealed<'_>| -> Vec<(usize, Result<ResultTable>)> {
        let taken = std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed)).take_while(|at| *at < checks.len());
        taken.map(|at| (at, run_sealed(sealed, &readable, &checks[at].sql, &checks[at].file))).collect()
    };
    let mut all = thread::scope(|scope| {
        let run = &run;
        let there = scope.spawn(move || run(&other.sealed()));
        let mut all = run(sealed);
        all.extend(there.join().unwrap_or_else(|panic| resume_unwind(panic)));
        all
    });
    all.sort_by_key(|(at, _)| *at);
    Ok(all.into_iter().map(|(_, table)| table).collect())
}

/// What findings are ordered by: severity, document, line, rule, and the row's own text, since a query need not give its
/// rows in any order.
type Place = (Severity, String, usize, String, String);

/// `Báo cáo của UBND tỉnh (2026), mục 4, dòng 259–261`.
fn place(table: &ResultTable, row: usize, documents: &ResultTable, language: Language) -> String {
    let get = |column| table.get(row, column).machine();
    let document = get("document");
    // What was received stands in a file, not in a document.
    if document.is_empty() {
        return get("source_row");
    }
    let short = (0..documents.rows.len())
        .find(|i| documents.get(*i, "document").machine() == document)
        .map_or(document, |i| documents.get(i, language.of_data("short_vi", "short_en")).machine());
    let section = get("section");
    let (word, line) = (language.say("section"), language.say("line"));
    let section = if section.starts_with("Phụ lục") { section } else { format!("{word}\u{a0}{section}") };
    format!("{short}, {section}, {line}\u{a0}{}", get("locator").replace('-', "–"))
}

fn filled(template: &str, table: &ResultTable, row: usize, language: Language, file: &str) -> Result<String> {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').ok_or_else(|| Error::query("an open { in a message").at(file))?;
        let (name, suffix) = name.split_once(':').unwrap_or((name, ""));
        let own = format!("{name}_{}", language.tag());
        let column = [name, &own].into_iter().find(|c| table.position(c).is_some()).ok_or_else(|| {
            Error::query(format!("a message names {{{name}}}, which the rule does not select")).at(file)
        })?;
        out.push_str(before);
        out.push_str(&written(table.get(row, column), suffix, language));
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

/// A value as a message writes it; `%` after a colon makes it a percentage.
fn written(cell: &Cell, suffix: &str, language: Language) -> String {
    let number = |value: f64| {
        let places = format!("{value}").split_once('.').map_or(0, |(_, f)| f.len()).min(2);
        if suffix == "%" { percent(value, places, language) } else { decimal(value, places, language) }
    };
    if let Some(whole) = whole(cell).filter(|_| suffix.is_empty()) {
        return count(whole, language);
    }
    match cell {
        Cell::Date(day) => time_period(&day.to_string(), language),
        Cell::Missing => language.say("none").to_owned(),
        Cell::Text(text) if suffix == "%" => match language {
            Language::Vi => format!("{}%", text.replace('.', ",")),
            Language::En => format!("{text}%"),
        },
        other => other.number().map_or_else(|| other.machine(), number),
    }
}

/// A whole number, however large, without a detour through a float.
fn whole(cell: &Cell) -> Option<i128> {
    match cell {
        Cell::Integer(n) => Some(*n),
        Cell::Decimal(text) => text.parse().ok(),
        _ => None,
    }
}
