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
    let said = plan.language.pick(
        "Dự báo của toàn địa bàn và tổng dự báo của các đơn vị (tổng các trung vị: là giữa khi các đơn vị cùng chiều; khi độc lập thì giữa
nằm lệch đi), khoảng theo mức đầu tiên:",
        "The projection of the whole and the sum of its parts’ (of their medians: the middle if they move together, while for
independent ones the middle lies elsewhere), intervals at the first level:",
    );
    output::say(&format!("\n{said}\n"))?;
    output::print_labelled(&table, label, plan)
}

fn label(column: &str, language: Language) -> &str {
    let (vi, en) = match column {
        "area" => ("Địa bàn", "Area"),
        "years" => ("Năm", "Year"),
        "parts" => ("Số đơn vị [count]", "Parts [count]"),
        "whole" => ("Toàn bộ [number1]", "Whole [number1]"),
        "whole_lower" => ("Từ [number1]", "From [number1]"),
        "whole_upper" => ("Đến [number1]", "To [number1]"),
        "independent_lower" => ("Nếu độc lập: từ [number1]", "If independent: from [number1]"),
        "together_lower" => ("Nếu cùng chiều: từ [number1]", "If together: from [number1]"),
        "independent_upper" | "together_upper" => ("đến [number1]", "to [number1]"),
        "sum" => ("Tổng các đơn vị [number1]", "Sum of parts [number1]"),
        "difference" => ("Chênh lệch [points1]", "Difference [points1]"),
        "reason" => ("Lý do, lưu ý [reason]", "Reason, remarks [reason]"),
        other => (other, other),
    };
    language.pick(vi, en)
}
