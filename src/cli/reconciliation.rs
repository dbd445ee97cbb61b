//! Below the projections of `milepost project`: does the projection of a whole agree with the sum of its parts'?

use super::output;
use super::plan::Plan;
use super::workbench::Workbench;
use crate::error::Result;
use crate::language::Language;
use crate::queries::run_text;

/// The table for people; `query run reconciliation` has all columns. A reason that holds in every year is said once.
const HELD: &str = "
SELECT DISTINCT a.name AS area, CASE WHEN s.silent THEN s.years ELSE t.target_year::VARCHAR END AS years, t.parts, t.whole, t.whole_lower, t.whole_upper,
    t.sum, t.difference, t.independent_lower, t.independent_upper, t.together_lower, t.together_upper, t.reason
FROM reconciliation t JOIN area a ON a.area = t.ref_area
JOIN (SELECT measure, ref_area, count(whole) = 0 AND count(DISTINCT reason) = 1 AS silent,
        string_agg(DISTINCT target_year::VARCHAR, ', ' ORDER BY target_year::VARCHAR) AS years
    FROM reconciliation GROUP BY measure, ref_area) s ON s.measure = t.measure AND s.ref_area = t.ref_area";

/// Prints the comparison where the series chosen have parts with series; nothing where they have none.
///
/// # Errors
/// What DuckDB reports.
pub fn below(plan: &Plan, bench: &Workbench, chosen: &str) -> Result<()> {
    // A project of its own making need not have the query.
    if !bench.queries.iter().any(|query| query.name == "reconciliation") {
        return Ok(());
    }
    let table = run_text(bench.store.connection(), &format!("{HELD} WHERE {chosen} ORDER BY area, years"), "project")?;
    if table.rows.is_empty() {
        return Ok(());
    }
    output::say(&format!("\n{}\n", plan.language.say_with("reconciliation-what", &[])))?;
    output::print_labelled(&table, label, plan)
}

fn label(column: &str, language: Language) -> &str {
    match column {
        "area" => language.say("column-area"),
        "years" => language.say("column-year"),
        "parts" => language.say("column-parts"),
        "whole" => language.say("column-whole"),
        "whole_lower" => language.say("column-from"),
        "whole_upper" => language.say("column-to"),
        "independent_lower" => language.say("column-if-independent-from"),
        "together_lower" => language.say("column-if-together-from"),
        "independent_upper" | "together_upper" => language.say("column-same-up-to"),
        "sum" => language.say("column-sum-of-parts"),
        "difference" => language.say("column-difference"),
        "reason" => language.say("column-reason"),
        other => other,
    }
}
