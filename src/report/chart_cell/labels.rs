//! What the columns of a chart's rows are called, for those who look at the figures behind it.

use crate::language::{Key, Language};
use crate::store::ResultTable;

/// Columns that draw axes and boundaries and say nothing of figures.
const ASIDE: [&str; 3] = ["boundary", "lower_bound", "upper_bound"];

/// Columns of the forms in both languages, with the format of their values where they have one.
const LABELS: &[(&str, Key)] = &[
    ("name", Key::of("behind-name")),
    ("unit", Key::of("behind-unit")),
    ("baseline", Key::of("behind-baseline")),
    ("baseline_date", Key::of("behind-baseline-date")),
    ("obs_value", Key::of("behind-obs-value")),
    ("time_period", Key::of("behind-time-period")),
    ("goal", Key::of("behind-goal")),
    ("target_text", Key::of("behind-target-text")),
    ("status", Key::of("behind-status")),
    ("source", Key::of("behind-source")),
    ("kind", Key::of("behind-kind")),
    ("date", Key::of("behind-date")),
    ("value", Key::of("behind-value")),
    ("high", Key::of("behind-high")),
    ("lower", Key::of("behind-lower")),
    ("upper", Key::of("behind-upper")),
    ("level", Key::of("behind-level")),
    ("text", Key::of("behind-text")),
    ("bar", Key::of("behind-bar")),
    ("part", Key::of("behind-part")),
    ("total", Key::of("behind-total")),
    ("done", Key::of("behind-done")),
    ("as_of", Key::of("behind-as-of")),
    ("covered", Key::of("behind-covered")),
    ("label", Key::of("behind-label")),
    ("amount", Key::of("behind-amount")),
    ("share", Key::of("behind-share")),
    ("panel", Key::of("behind-panel")),
    ("disbursed_amount", Key::of("behind-disbursed-amount")),
    ("disbursed_share", Key::of("behind-disbursed-share")),
    ("target_share", Key::of("behind-target-share")),
    ("without_plan", Key::of("behind-without-plan")),
    ("planned", Key::of("behind-planned")),
    ("emphasised", Key::of("behind-emphasised")),
    ("month", Key::of("behind-month")),
    ("note", Key::of("behind-note")),
    ("milestone", Key::of("behind-milestone")),
    ("probability", Key::of("behind-probability")),
    ("coverage", Key::of("behind-coverage")),
    ("reason", Key::of("behind-reason")),
    ("denominator", Key::of("behind-denominator")),
    ("low_95", Key::of("behind-low-95")),
    ("high_95", Key::of("behind-high-95")),
    ("low_998", Key::of("behind-low-998")),
    ("high_998", Key::of("behind-high-998")),
    ("whole", Key::of("behind-whole")),
    ("whole_name", Key::of("behind-whole-name")),
    ("first", Key::of("behind-first")),
    ("first_date", Key::of("behind-first-date")),
    ("second", Key::of("behind-second")),
    ("second_date", Key::of("behind-second-date")),
    ("highlighted", Key::of("behind-highlighted")),
    ("method", Key::of("behind-method")),
    ("horizon", Key::of("behind-horizon")),
    ("se", Key::of("behind-se")),
    ("forecast", Key::of("behind-forecast")),
    ("n", Key::of("behind-n")),
    ("area", Key::of("behind-area")),
    ("period", Key::of("behind-period")),
    ("known_from", Key::of("behind-known-from")),
    ("latitude", Key::of("behind-latitude")),
    ("longitude", Key::of("behind-longitude")),
];

/// The rows under labels for people, each with its number among the columns of the rows; a column that no form knows keeps its
/// name, those of the other language and those that only draw axes are left out.
pub fn labelled(table: &ResultTable, language: Language) -> (ResultTable, Vec<usize>) {
    let other = language.of_data("_en", "_vi");
    let base = |column: &str| column.strip_suffix(language.of_data("_vi", "_en")).unwrap_or(column).to_owned();
    let kept: Vec<usize> = (0..table.columns.len())
        .filter(|at| !ASIDE.contains(&table.columns[*at].as_str()) && !table.columns[*at].ends_with(other))
        .collect();
    let label = |column: &String| {
        let known = LABELS.iter().find(|(name, _)| *name == base(column));
        known.map_or_else(|| column.clone(), |(_, label)| label.told(language).to_owned())
    };
    let columns = kept.iter().map(|at| label(&table.columns[*at])).collect();
    let rows = table.rows.iter().map(|row| kept.iter().map(|at| row[*at].clone()).collect()).collect();
    (ResultTable { columns, rows }, kept)
}
