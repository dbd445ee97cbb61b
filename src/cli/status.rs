//! `milepost status`: where each target stands.

use super::args::Format;
use super::plan::Plan;
use super::workbench::Workbench;
use super::{Outcome, output};
use crate::error::Result;
use crate::language::{Language, compare};
use crate::queries::run_text;
use crate::report::Label;
use crate::store::{Place, ResultTable};

/// Every target with the fields that other programs read.
const MACHINE: &str = "
SELECT s.indicator, i.name_vi AS name, s.ref_area, s.level, s.document, s.target_year, s.comparator, s.low, s.high, s.unit,
    s.obs_value, s.time_period, s.n, s.status, s.method, s.required_pace, s.projected, s.lower, s.upper, s.probability, s.coverage, s.projection_method,
    s.reason, s.section, s.item, s.printed, s.measured_as, s.measure, s.source_document, s.linear_status, s.pace
FROM status s JOIN indicator i ON i.indicator = s.indicator";

/// The same for people.
const PEOPLE: &str = "
SELECT i.name_vi AS name, a.name AS area, s.target_year, s.printed, s.obs_value, s.time_period, s.source_document, s.n,
    s.status, s.required_pace, s.projected, s.lower, s.upper, s.probability, s.coverage, s.reason
FROM status s JOIN indicator i ON i.indicator = s.indicator JOIN area a ON a.area = s.ref_area";

/// Columns that people see only where a target has a projection.
const PROJECTED: [&str; 5] = ["projected", "lower", "upper", "probability", "coverage"];

/// Prints the targets, in Vietnamese order of names, then by area and year.
pub fn status(plan: &Plan, measured: bool) -> Result<Outcome> {
    let bench = Workbench::prepare(plan, Place::Memory)?;
    let people = matches!(plan.format, Format::Table | Format::Markdown);
    let own_names = |sql: &str| match plan.language {
        Language::Vi => sql.to_owned(),
        Language::En => sql.replace("i.name_vi AS name", "i.name_en AS name"),
    };
    let condition = if measured { " WHERE s.n > 0" } else { "" };
    let sql = format!("{}{condition}", own_names(if people { PEOPLE } else { MACHINE }));
    let mut table = run_text(bench.store.connection(), &sql, "status")?;
    in_order_of_names(&mut table);
    if people {
        table.without_empty(&PROJECTED);
    }
    output::print(&table, &labels(&table, plan.language), plan.format, plan.language)?;
    Ok(Outcome::Fine)
}

fn in_order_of_names(table: &mut ResultTable) {
    let at = |column: &str| table.position(column);
    let (name, year) = (at("name").unwrap_or(0), at("target_year").unwrap_or(0));
    let area = at("ref_area").or(at("area")).unwrap_or(0);
    table.rows.sort_by(|a, b| {
        let text = |row: &[crate::store::Cell], i: usize| row[i].machine();
        compare(&text(a, name), &text(b, name))
            .then_with(|| text(a, area).cmp(&text(b, area)))
            .then_with(|| text(a, year).cmp(&text(b, year)))
    });
}

fn labels(table: &ResultTable, language: Language) -> Vec<Label> {
    let label = |column: &str| {
        Label::read(match column {
            "name" => language.say("column-indicator"),
            "area" => language.say("column-area"),
            "target_year" => language.say("column-target-year"),
            "printed" => language.say("column-target"),
            "obs_value" => language.say("column-now"),
            "time_period" => language.say("column-day"),
            "source_document" => language.say("column-source"),
            "n" => language.say("column-readings"),
            "status" => language.say("column-status"),
            "required_pace" => language.say("column-needed-a-year"),
            "projected" => language.say("column-projected"),
            "lower" => language.say("column-from"),
            "upper" => language.say("column-to"),
            "probability" => language.say("column-probability"),
            "coverage" => language.say("column-backtested-coverage-90"),
            "reason" => language.say("column-about-projection"),
            other => other,
        })
    };
    table.columns.iter().map(|c| label(c)).collect()
}
