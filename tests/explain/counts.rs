//! Counts and sums of lines: targets, findings, tasks, plans, money, people.

use super::formulas::{Answer, Asked};
use super::leaves::{Found, Leaves, Line, nodes};
use super::readings::{day, figure};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

fn targets<'a>(asked: &Asked<'a>) -> Vec<&'a Line> {
    asked.leaves.named("targets")
}

fn different(lines: &[&Line], column: &str) -> Answer {
    Answer::of(lines.iter().filter_map(|line| line.text(column)).collect::<BTreeSet<_>>().len())
}

/// All targets.
pub fn all_targets(asked: &Asked<'_>) -> Found<Answer> {
    Ok(Answer::of(targets(asked).len()))
}

/// The documents that state them.
pub fn documents(asked: &Asked<'_>) -> Found<Answer> {
    Ok(different(&targets(asked), "document"))
}

/// The indicators that they promise.
pub fn indicators(asked: &Asked<'_>) -> Found<Answer> {
    Ok(different(&targets(asked), "indicator"))
}

/// Targets of the level of government that the column is called by; the whole country is the level `central`.
pub fn of_level(asked: &Asked<'_>) -> Found<Answer> {
    let level = if asked.column == "national" { "central" } else { asked.column };
    Ok(Answer::of(targets(asked).iter().filter(|target| target.is("level", level)).count()))
}

/// The day after the last day of the area that targets of the former city are for.
pub fn city_ended(asked: &Asked<'_>) -> Found<Answer> {
    let cities: BTreeSet<&str> =
        targets(asked).into_iter().filter(|t| t.is("level", "city")).filter_map(|t| t.text("ref_area")).collect();
    let areas = asked.leaves.named("areas").into_iter();
    let ends = areas.filter(|area| area.text("area").is_some_and(|code| cities.contains(code)));
    let last = ends.map(|area| area.day("valid_to")).collect::<Found<Vec<_>>>()?.into_iter().max();
    last.and_then(|day| day.tomorrow().ok()).map(Answer::Day).ok_or_else(|| "no area of the city".to_owned())
}

/// The findings that the tree names, each with a line below it, as far as they are about data.
fn findings<'a>(asked: &Asked<'a>) -> Found<Vec<&'a Value>> {
    let rows = nodes(asked.tree).into_iter().filter(|n| n["kind"] == "row" && n["data"]["table"] == "finding");
    let rows: Vec<&Value> = rows.collect();
    if rows.iter().any(|row| !nodes(row).iter().any(|below| below["kind"] == "line")) {
        return Err("a finding without its line".to_owned());
    }
    let of_data = |row: &Value| {
        row["source_row"].as_str().is_some_and(|place| place.starts_with("datasets/"))
            && !["correction-expired", "mapping-unused"].iter().any(|code| row["code"] == *code)
    };
    Ok(rows.into_iter().map(|row| &row["data"]["row"]).filter(|row| of_data(row)).collect())
}

/// All findings.
pub fn all_findings(asked: &Asked<'_>) -> Found<Answer> {
    Ok(Answer::of(findings(asked)?.len()))
}

/// Findings as grave as the column says.
pub fn of_severity(asked: &Asked<'_>) -> Found<Answer> {
    let severity = asked.column.trim_end_matches('s');
    Ok(Answer::of(findings(asked)?.iter().filter(|finding| finding["severity"] == severity).count()))
}

/// Findings by the row's rule.
pub fn of_rule(asked: &Asked<'_>) -> Found<Answer> {
    let rule = asked.label("Quy tắc")?;
    Ok(Answer::of(findings(asked)?.iter().filter(|finding| finding["rule_vi"] == rule).count()))
}

/// Communes of the row's state, and all of them.
fn plans(asked: &Asked<'_>) -> Found<(usize, usize)> {
    let issued = match asked.label("Tình trạng")? {
        "Đã ban hành" => "true",
        "Chưa ban hành" => "false",
        other => return Err(format!("no formula says what {other} means")),
    };
    let lines = asked.leaves.named("plan_issued");
    Ok((lines.iter().filter(|line| line.is("issued", issued)).count(), lines.len()))
}

/// How many communes have, or have not, issued a plan.
pub fn communes(asked: &Asked<'_>) -> Found<Answer> {
    Ok(Answer::of(plans(asked)?.0))
}

/// Their share in all communes.
pub fn share_of_communes(asked: &Asked<'_>) -> Found<Answer> {
    let (some, all) = plans(asked)?;
    Ok(Answer::Number(100.0 * some as f64 / all as f64))
}

/// Tasks of the row's appendix and kind, of one status where the column names one.
pub fn tasks(asked: &Asked<'_>) -> Found<Answer> {
    let appendix = asked.label("Phụ lục của báo cáo")?.trim_start_matches("Phụ lục ");
    let starred = if asked.label("Loại")? == "bổ sung" { "true" } else { "false" };
    let status = match asked.column {
        "Đã hoàn thành" => Some("done"),
        "Đang thực hiện" => Some("in_progress"),
        _ => None,
    };
    let of_kind = |line: &&Line| line.is("appendix", appendix) && line.is("starred", starred);
    let tasks = asked.leaves.named("tasks").into_iter().filter(of_kind);
    Ok(Answer::of(tasks.filter(|line| status.is_none_or(|status| line.is("status", status))).count()))
}

/// Targets that the row's document states.
pub fn targets_of_document(asked: &Asked<'_>) -> Found<Answer> {
    let document = asked.leaves.only("documents")?.told("document")?;
    Ok(Answer::of(targets(asked).iter().filter(|target| target.is("document", document)).count()))
}

/// Figures whose dataset says that it was taken from the row's document.
pub fn figures_of_document(asked: &Asked<'_>) -> Found<Answer> {
    let document = asked.leaves.only("documents")?.told("document")?;
    let mut count = 0;
    for line in asked.leaves.named("observations") {
        let folder = line.place.rsplit_once('/').ok_or("a folder")?.0;
        let text =
            fs::read_to_string(asked.project.root.join(folder).join("source.toml")).map_err(|e| e.to_string())?;
        let source: toml::Table = text.parse().map_err(|e| format!("{folder}/source.toml: {e}"))?;
        count += usize::from(source.get("document").and_then(|of| of.as_str()) == Some(document));
    }
    Ok(Answer::of(count))
}

/// Figures of this measure, in the order of their days.
fn of_measure<'a>(leaves: &'a Leaves, measure: &str) -> Found<Vec<&'a Line>> {
    let mut lines = leaves.named("observations");
    lines.retain(|line| line.is("measure", measure));
    lines.sort_by_key(|line| (day(line).ok(), line.place.clone()));
    if lines.is_empty() { Err(format!("no line of {measure}")) } else { Ok(lines) }
}

/// The day of the latest statement of the budget.
pub fn budget_day(asked: &Asked<'_>) -> Found<Answer> {
    let stated = of_measure(asked.leaves, "budget.sti_dt.allocated")?;
    day(stated[stated.len() - 1]).map(Answer::Day)
}

/// The money of the latest statement; of the first where the column says so.
pub fn budget_amount(asked: &Asked<'_>) -> Found<Answer> {
    let stated = of_measure(asked.leaves, "budget.sti_dt.allocated")?;
    let at = if asked.column.starts_with("first_") { 0 } else { stated.len() - 1 };
    stated[at].number("value").map(Answer::Count)
}

/// The percentage printed with that statement: of all spending, or of what was disbursed.
pub fn budget_share(asked: &Asked<'_>) -> Found<Answer> {
    let measure = if asked.column == "disbursed_share" { "disbursed" } else { "share_of_total" };
    let stated = of_measure(asked.leaves, "budget.sti_dt.allocated")?;
    let at = if asked.column.starts_with("first_") { 0 } else { stated.len() - 1 };
    let on = day(stated[at])?;
    let printed = of_measure(asked.leaves, &format!("budget.sti_dt.{measure}"))?;
    let same = printed.into_iter().find(|line| day(line) == Ok(on)).ok_or("no percentage of that day")?;
    figure(same).map(Answer::Number)
}

/// What is known of villages that had no 4G: the latest count, or the one that is only planned.
fn villages<'a>(asked: &Asked<'a>) -> Found<&'a Line> {
    let planned = asked.column.starts_with("planned");
    let mut lines = of_measure(asked.leaves, "villages.covered_4g")?;
    lines.retain(|line| line.is("obs_status", "F") == planned);
    lines.pop().ok_or_else(|| "no such count".to_owned())
}

/// Its day.
pub fn villages_day(asked: &Asked<'_>) -> Found<Answer> {
    day(villages(asked)?).map(Answer::Day)
}

/// Villages covered.
pub fn villages_covered(asked: &Asked<'_>) -> Found<Answer> {
    villages(asked)?.number("numerator").map(Answer::Count)
}

/// Villages that had no 4G.
pub fn villages_total(asked: &Asked<'_>) -> Found<Answer> {
    villages(asked)?.number("denominator").map(Answer::Count)
}

/// The share covered.
pub fn villages_share(asked: &Asked<'_>) -> Found<Answer> {
    figure(villages(asked)?).map(Answer::Number)
}

/// Villages that no operator plans to cover.
pub fn villages_without_plan(asked: &Asked<'_>) -> Found<Answer> {
    let lines = of_measure(asked.leaves, "villages.without_4g.no_operator_plan")?;
    let most =
        lines.iter().map(|line| line.number("numerator")).collect::<Found<Vec<_>>>()?.into_iter().reduce(f64::max);
    most.map(Answer::Count).ok_or_else(|| "no such count".to_owned())
}

/// People in the classes that are part of the whole: "a class that the report names twice counts once".
pub fn listed(asked: &Asked<'_>) -> Found<Answer> {
    let whole = "training.participants";
    let measures = asked.leaves.named("measures").into_iter().filter(|measure| measure.is("part_of", whole));
    let parts: BTreeSet<&str> = measures.filter_map(|measure| measure.text("measure")).collect();
    let lines = asked.leaves.named("observations").into_iter();
    let classes: BTreeSet<(&str, &str)> = lines
        .filter(|line| line.text("measure").is_some_and(|measure| parts.contains(measure)))
        .map(|line| Ok((line.told("measure")?, line.told("value")?)))
        .collect::<Found<_>>()?;
    let people = classes.into_iter().map(|(_, people)| people.parse::<f64>().map_err(|e| e.to_string()));
    Ok(Answer::Count(people.sum::<Found<f64>>()?))
}

/// The same with the two that are told beside them.
pub fn all_listed(asked: &Asked<'_>) -> Found<Answer> {
    let Answer::Count(mut people) = listed(asked)? else { return Err("a count".to_owned()) };
    for beside in ["training.participants.police_mobiedu", "training.participants.dost_ai"] {
        let [line] = of_measure(asked.leaves, beside)?[..] else { return Err(format!("one line of {beside}")) };
        people += line.number("value")?;
    }
    Ok(Answer::Count(people))
}
