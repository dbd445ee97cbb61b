//! What an ingest did, for people and for machines.

use super::keep::{Fate, Taken};
use crate::cli::args::Format;
use crate::cli::output;
use crate::cli::plan::Plan;
use crate::error::Result;
use crate::language::{Language, count, nfc};
use crate::observations::{UNREADABLE, problem};
use crate::report::Label;
use crate::store::{Received, ResultTable};

/// How many troubles of one file people are shown; the table of reasons has them all.
const SHOWN: usize = 12;

/// Prints what became of each file.
pub fn print(plan: &Plan, received: &Received, taken: &[Taken]) -> Result<()> {
    let table = files(received, taken)?;
    if plan.format != Format::Table {
        let labels: Vec<Label> = table.columns.iter().map(|c| Label::read(c)).collect();
        return output::print(&table, &labels, plan.format, plan.language);
    }
    let mut out = String::new();
    for t in taken {
        if t.fate == Fate::Taken {
            revisions(&mut out, received, t, plan.language)?;
        }
        troubles(&mut out, received, t, plan.language)?;
    }
    out.push_str(&closing(&table, taken, plan));
    output::say(&out)
}

/// One row a file: what became of it and how its rows add up.
fn files(received: &Received, taken: &[Taken]) -> Result<ResultTable> {
    let list = |fate: Fate| {
        let ids: Vec<String> =
            taken.iter().filter(|t| t.fate == fate).filter_map(|t| t.file_id).map(|n| n.to_string()).collect();
        if ids.is_empty() { "-1".to_owned() } else { ids.join(", ") }
    };
    received.query(&format!(
        "SELECT f.file_id, f.file, CASE WHEN f.file_id IN ({}) AND f.file_id NOT IN ({}) THEN 'unchanged' ELSE f.outcome END AS outcome,
            string_agg(p.recipe, ' ' ORDER BY p.part) AS recipes, coalesce(sum(p.rows_read), 0)::BIGINT AS rows_read, coalesce(sum(p.accepted), 0)::BIGINT AS accepted,
            coalesce(sum(p.set_aside), 0)::BIGINT AS set_aside, coalesce(sum(p.excluded), 0)::BIGINT AS excluded, coalesce(sum(p.records), 0)::BIGINT AS records,
            (SELECT count(*) FROM ledger_revision r WHERE r.file_id = f.file_id) AS revised,
            (SELECT count(*) FROM ledger_trouble t WHERE t.file_id = f.file_id) AS findings, f.sha256
         FROM ledger_file f LEFT JOIN ledger_part p USING (file_id)
         WHERE f.file_id IN ({}, {}, {}) GROUP BY ALL ORDER BY f.file, f.file_id",
        list(Fate::Unchanged),
        list(Fate::Taken),
        list(Fate::Unchanged),
        list(Fate::Taken),
        list(Fate::Refused)
    ))
}

fn troubles(out: &mut String, received: &Received, taken: &Taken, language: Language) -> Result<()> {
    let Some(id) = taken.file_id else { return Ok(()) };
    // A file that was there before has told its troubles then; they stay in the table of reasons.
    if taken.fate == Fate::Unchanged {
        return Ok(());
    }
    let table = received.query(&format!(
        "SELECT sheet, cell, field, severity, code, found, expected, suggestion FROM ledger_trouble WHERE file_id = {id} ORDER BY position"
    ))?;
    if table.rows.is_empty() {
        return Ok(());
    }
    let fate = match taken.fate {
        Fate::Refused => format!(": {}", language.say("ingest-file-refused")),
        _ => String::new(),
    };
    out.push_str(&format!("{}{fate}\n", taken.job.name));
    for row in 0..table.rows.len().min(SHOWN) {
        out.push_str(&format!("  {}\n", trouble(&table, row, language)));
    }
    if table.rows.len() > SHOWN {
        let more = count((table.rows.len() - SHOWN) as i128, language);
        out.push_str(&format!("  {}\n", language.say_with("ingest-more-troubles", &[("n", &more)])));
    }
    Ok(())
}

/// `Hồ sơ!F12, received: “12.34”: not written in the number style declared; is it “12,34”?`
pub fn trouble(table: &ResultTable, row: usize, language: Language) -> String {
    let text = |column: &str| table.get(row, column).machine();
    let place = [text("sheet"), text("cell")].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join("!");
    let place = [place, text("field")].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", ");
    let mut line = if place.is_empty() { String::new() } else { format!("{place}: ") };
    let (code, found) = (text("code"), text("found"));
    // What cannot be read at all tells its own story.
    if UNREADABLE.contains(&code.as_str()) {
        // The reader's own words are English; where the failure has a name, it is told in the user's language.
        let story = found.lines().map(str::trim).collect::<Vec<_>>().join("; ");
        let story =
            if language == Language::En || code == "cannot-read" { format!(": {story}") } else { String::new() };
        return nfc(&format!("{line}{}{story}", problem(&code, language)));
    }
    if !found.is_empty() {
        line.push_str(&format!("“{}”: ", found.split_whitespace().collect::<Vec<_>>().join(" ")));
    }
    line.push_str(&problem(&code, language));
    let (expected, suggestion) = (text("expected"), text("suggestion"));
    if !expected.is_empty() {
        line.push_str(&format!("; {} “{expected}”", language.say("ingest-expected")));
    }
    if !suggestion.is_empty() {
        let said = match code.as_str() {
            "duplicate-key" => language.say_with("ingest-see-cell", &[("suggestion", &suggestion)]),
            "total-differs" => language.say_with("ingest-rows-sum-to", &[("suggestion", &suggestion)]),
            "several-days" => language.say_with("ingest-unlike", &[("suggestion", &suggestion)]),
            _ => language.say_with("perhaps-meant", &[("suggestion", &suggestion)]),
        };
        line.push_str(&format!("; {said}"));
    }
    nfc(&line)
}

fn revisions(out: &mut String, received: &Received, taken: &Taken, language: Language) -> Result<()> {
    let Some(id) = taken.file_id else { return Ok(()) };
    let revisions = received.revisions(id)?;
    if revisions.is_empty() {
        return Ok(());
    }
    let n = count(revisions.len() as i128, language);
    let said = language.say_with("ingest-figures-differ", &[("figures", &revisions.len()), ("n", &n)]);
    out.push_str(&format!("{}: {said}\n", taken.job.name));
    let written = |value: &Option<String>| value.clone().unwrap_or_else(|| "–".to_owned());
    for r in revisions.iter().take(SHOWN) {
        out.push_str(&match r.kind.as_str() {
            "withdrawn" => {
                format!("  {}: {}\n", r.row_key, language.say("ingest-no-longer-in-the-file"))
            }
            _ => format!("  {}; {}: {} → {}\n", r.row_key, r.field, written(&r.before), written(&r.after)),
        });
    }
    if revisions.len() > SHOWN {
        out.push_str(&format!("  … ({})\n", language.say("ingest-see-the-table-ledger-revision")));
    }
    Ok(())
}

/// How many files, and how their rows add up.
fn closing(table: &ResultTable, taken: &[Taken], plan: &Plan) -> String {
    let language = plan.language;
    let files = |fate: Fate| count(taken.iter().filter(|t| t.fate == fate).count() as i128, language);
    let sum = |column: &str| {
        let rows = (0..table.rows.len()).filter(|r| table.get(*r, "outcome").text() == Some("taken"));
        count(rows.filter_map(|r| table.get(r, column).whole()).sum(), language)
    };
    let mut line = language.say_with(
        "ingest-summary",
        &[
            ("taken", &files(Fate::Taken)),
            ("unchanged", &files(Fate::Unchanged)),
            ("refused", &files(Fate::Refused)),
            ("read", &sum("rows_read")),
            ("accepted", &sum("accepted")),
            ("aside", &sum("set_aside")),
            ("excluded", &sum("excluded")),
        ],
    );
    line.push('\n');
    let folder = super::returns::folder(plan);
    if folder.is_dir() {
        let said = language.say("ingest-marked-in");
        line.push_str(&format!("{said}: {}\n", plan.project.relative(&folder)));
    }
    line
}
