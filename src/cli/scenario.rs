//! `milepost project --scenario`: where a series would have to be, and where it would be at the pace of the fastest.

use super::plan::Plan;
use super::series::{self, Named};
use super::workbench::Workbench;
use super::{Outcome, output};
use crate::error::{Error, Result};
use crate::language::Language;
use crate::queries::run_text;
use crate::statistics::{
    Comparator, Declared, Direction, Refusal, Scale, Scenario, Target, Working, best_commune_pace, required_pace,
};
use crate::store::ResultTable;
use jiff::civil::{Date, date};

/// The scenarios for people; programs get all columns of the query `scenario`. A reason that holds on all days is said once.
const PEOPLE: &str = "
SELECT DISTINCT m.name_vi AS measure, a.name AS area, t.method,
    CASE WHEN t.goal IS NOT NULL THEN t.comparator || ' ' || rtrim(rtrim(t.goal::DECIMAL(24, 6)::VARCHAR, '0'), '.') || ' (' || t.target_year || ')' END AS goal,
    d.short_vi AS document, CASE WHEN NOT s.silent THEN t.day END AS day, t.value,
    CASE WHEN starts_with(t.method, 'required-pace') THEN t.pace END AS pace, p.name AS peer, t.n, t.reason
FROM scenario t JOIN measure m ON m.measure = t.measure JOIN area a ON a.area = t.ref_area
LEFT JOIN document d ON d.document = t.document LEFT JOIN area p ON p.area = t.peer
JOIN (SELECT measure, ref_area, method, target_year, goal, comparator, count(value) = 0 AND count(DISTINCT reason) = 1 AS silent
    FROM scenario GROUP BY ALL) s ON s.measure = t.measure AND s.ref_area = t.ref_area AND s.method = t.method
    AND s.target_year IS NOT DISTINCT FROM t.target_year AND s.goal IS NOT DISTINCT FROM t.goal AND s.comparator IS NOT DISTINCT FROM t.comparator";

/// Prints the scenarios of the series chosen, or how each comes about.
///
/// # Errors
/// What DuckDB reports.
pub fn scenario(plan: &Plan, bench: &Workbench, chosen: &str, explain: bool) -> Result<Outcome> {
    if explain {
        for named in series::of(bench, plan.language, chosen)? {
            let told = workings(bench, &named, plan.language)?;
            output::say(&series::told(&named, &told, plan.language))?;
        }
        return Ok(Outcome::Fine);
    }
    let people = match plan.language {
        Language::Vi => PEOPLE.to_owned(),
        Language::En => PEOPLE.replace("name_vi AS", "name_en AS").replace("short_vi AS", "short_en AS"),
    };
    let sql = if plan.for_people() {
        format!("{people} WHERE {chosen} ORDER BY measure, area, t.method DESC, goal, document, day")
    } else {
        format!(
            "SELECT t.* FROM scenario t WHERE {chosen} ORDER BY measure, ref_area, method DESC, target_year, goal, day"
        )
    };
    let table = run_text(bench.store.connection(), &sql, "project")?;
    if table.rows.is_empty() && plan.for_people() {
        output::say(&format!("{}\n", plan.language.say("scenario-none")))?;
        return Ok(Outcome::Fine);
    }
    output::print_labelled(&table, label, plan)?;
    Ok(Outcome::Fine)
}

/// How every row of the query `scenario` about a series comes about.
fn workings(bench: &Workbench, named: &Named, language: Language) -> Result<Vec<Working>> {
    let sql = format!(
        "SELECT t.day, t.target_year, t.goal, t.comparator, t.peer, p.name AS peer_name, i.direction, t.reason FROM scenario t
         JOIN indicator i ON i.indicator = t.indicator LEFT JOIN area p ON p.area = t.peer
         WHERE {} ORDER BY t.method DESC, t.target_year, t.goal, t.comparator, t.day",
        named.rows()
    );
    let table = run_text(bench.store.connection(), &sql, "project")?;
    let scale =
        Scale::read(&named.scale).map_err(|reason| Error::data(reason.sentence(language)).at(&named.measure))?;
    let mut lines = Vec::new();
    for row in 0..table.rows.len() {
        let Some(day) = table.get(row, "day").date() else { continue };
        lines.push(Working::heading(day, None));
        let told = path(bench, named, &table, row, scale, language)?;
        match told.and_then(|path| path.workings(day)) {
            Ok(told) => lines.extend(told),
            Err(reason) => lines.push(Working::refused(reason)),
        }
    }
    Ok(lines)
}

/// The scenario of one row: toward its target, or at the pace of the peer that the query found.
fn path(
    bench: &Workbench,
    named: &Named,
    table: &ResultTable,
    row: usize,
    scale: Scale,
    language: Language,
) -> Result<std::result::Result<Scenario, Refusal>> {
    let text = |column: &str| table.get(row, column).machine();
    let declared = Declared::on(scale);
    if let (Some(goal), Some(due)) = (table.get(row, "goal").number(), due(table, row)) {
        let target = |comparator| Target { comparator, value: goal, date: due };
        let path =
            Comparator::read(&text("comparator")).and_then(|c| required_pace(&named.series, &declared, &target(c)));
        return Ok(path);
    }
    let peer = text("peer");
    if peer.is_empty() {
        let reasons = text("reason");
        let reason = reasons.split(", ").find_map(Refusal::from_code).unwrap_or(Refusal::NoPeerImproved);
        return Ok(Err(reason));
    }
    let peers = series::of(bench, language, &series::rows(&named.measure, &peer))?;
    let name = text("peer_name");
    let peers: Vec<_> = peers.iter().map(|peer| (name.as_str(), &peer.series)).collect();
    Ok(Direction::read(&text("direction"))
        .and_then(|direction| best_commune_pace(&named.series, &declared, &peers, direction)))
}

/// The last day of the target's year.
fn due(table: &ResultTable, row: usize) -> Option<Date> {
    Some(date(table.get(row, "target_year").machine().parse().ok()?, 12, 31))
}

fn label(column: &str, language: Language) -> &str {
    match column {
        "measure" => language.say("column-series"),
        "area" => language.say("column-area"),
        "method" => language.say("column-scenario"),
        "goal" => language.say("column-target"),
        "document" => language.say("column-document"),
        "day" => language.say("column-day"),
        "value" => language.say("column-value"),
        "pace" => language.say("column-needed-a-year"),
        "peer" => language.say("column-at-the-pace-of"),
        "n" => language.say("column-readings-or-peers"),
        "reason" => language.say("column-reason"),
        other => other,
    }
}
