//! `milepost check`: findings, most serious first.

use super::args::Format;
use super::pages;
use super::plan::Plan;
use super::workbench::Workbench;
use super::{Outcome, output};
use crate::error::Result;
use crate::finding::{Finding, Severity};
use crate::language::Language;
use crate::report::Label;
use crate::store::{Cell, Place, ResultTable};

/// Prints the findings; says by its outcome whether one is as bad as `fail_on`.
pub fn check(plan: &Plan, fail_on: Option<Severity>) -> Result<Outcome> {
    let bench = Workbench::prepare(plan, Place::Memory)?;
    let mut findings = bench.findings(plan.language).to_vec();
    // What is wrong with the pages themselves stands with the rest, by its severity.
    findings.extend(pages::findings(plan, &bench)?);
    findings.sort_by_key(|finding| finding.severity);
    let findings = &findings;
    if plan.format == Format::Table {
        output::say(&listed(findings, plan.language))?;
    } else {
        let (table, labels) = tabled(findings);
        output::print(&table, &labels, plan.format, plan.language)?;
    }
    let bad = fail_on.is_some_and(|limit| findings.iter().any(|f| f.severity <= limit));
    Ok(if bad { Outcome::Findings } else { Outcome::Fine })
}

/// A severity's word for people.
pub fn severity(severity: Severity, language: Language) -> &'static str {
    match severity {
        Severity::Error => language.say("severity-error"),
        Severity::Warning => language.say("severity-warning"),
        Severity::Note => language.say("severity-note"),
    }
}

/// `3 warnings`.
pub fn counted(severity: Severity, n: usize, language: Language) -> String {
    match severity {
        Severity::Error => language.say_with("errors", &[("n", &n)]),
        Severity::Warning => language.say_with("warnings", &[("n", &n)]),
        Severity::Note => language.say_with("notes", &[("n", &n)]),
    }
}

fn listed(findings: &[Finding], language: Language) -> String {
    let mut out = String::new();
    for f in findings {
        let indent = |text: &str| output::wrap(text, 108).join("\n    ");
        out.push_str(&format!(
            "{} [{}] {}{}\n    {}\n    {}\n    → {}\n\n",
            severity(f.severity, language),
            f.code,
            f.place,
            if f.source_row == f.place { String::new() } else { format!(" ({})", f.source_row) },
            indent(&f.what),
            indent(&format!("{}.", f.why)),
            indent(&f.hint)
        ));
    }
    let counts: Vec<String> = Severity::ALL
        .iter()
        .map(|s| counted(*s, findings.iter().filter(|f| f.severity == *s).count(), language))
        .collect();
    out.push_str(&format!("{}: {}\n", language.say("in-all"), counts.join(", ")));
    out
}

fn tabled(findings: &[Finding]) -> (ResultTable, Vec<Label>) {
    let columns =
        ["code", "severity", "place", "what", "why", "hint", "rule", "source_row"].map(str::to_owned).to_vec();
    let labels = columns.iter().map(|c| Label::read(c)).collect();
    let rows = findings
        .iter()
        .map(|f| {
            [&f.code, f.severity.word(), &f.place, &f.what, &f.why, &f.hint, &f.rule, &f.source_row]
                .map(|t| Cell::Text(t.to_owned()))
                .to_vec()
        })
        .collect();
    (ResultTable { columns, rows }, labels)
}
