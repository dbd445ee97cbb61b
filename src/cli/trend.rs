//! `milepost trend`: is there a trend in each series, how steep, how sure?

use super::plan::Plan;
use super::workbench::Workbench;
use super::{Outcome, output, series};
use crate::error::Result;
use crate::language::Language;
use crate::queries::{Parameters, run_text};
use crate::statistics::Level;
use crate::statistics::trend;
use crate::store::Place;

/// The table for people; programs get all columns of the query `trend_test`.
const PEOPLE: &str = "
SELECT i.name_vi AS name, m.name_vi AS measure, a.name AS area, t.n, t.first_period, t.time_period, t.slope, t.slope_lower,
    t.slope_upper, t.p, t.p_holm, t.significant, t.test, t.reason
FROM trend_test t JOIN indicator i ON i.indicator = t.indicator JOIN measure m ON m.measure = t.measure JOIN area a ON a.area = t.ref_area";

/// Prints the tests of all series, or of one indicator's, or of one area's.
pub fn trend(plan: &Plan, indicator: Option<&str>, area: Option<&str>, level: Level, explain: bool) -> Result<Outcome> {
    let parameters = Parameters { trend_level: level.get(), ..plan.parameters.clone() };
    let bench = Workbench::prepare_with(plan, &parameters, Place::Memory)?;
    bench.query("trend_test")?;
    let chosen = series::condition(&bench, plan.language, indicator, area)?;
    if explain {
        for one in series::of(&bench, plan.language, &chosen)? {
            let told = trend::workings(&one.series, level);
            output::say(&series::told(&one, &told, plan.language))?;
        }
        return Ok(Outcome::Fine);
    }
    let people = plan.for_people();
    let sql = if people { PEOPLE.to_owned() } else { "SELECT t.* FROM trend_test t".to_owned() };
    let sql = match plan.language {
        Language::Vi => sql,
        Language::En => sql.replace(".name_vi AS", ".name_en AS"),
    };
    let order =
        if people { "ORDER BY vietnamese_order(name), measure, area" } else { "ORDER BY indicator, measure, ref_area" };
    let table = run_text(bench.store.connection(), &format!("{sql} WHERE {chosen} {order}"), "trend")?;
    output::print_labelled(&table, label, plan)?;
    Ok(Outcome::Fine)
}

fn label(column: &str, language: Language) -> &str {
    match column {
        "name" => language.say("column-indicator"),
        "measure" => language.say("column-series"),
        "area" => language.say("column-area"),
        "n" => language.say("column-readings"),
        "first_period" => language.say("column-first-period"),
        "time_period" => language.say("column-last-period"),
        "slope" => language.say("column-pace-a-year"),
        "slope_lower" => language.say("column-from-points"),
        "slope_upper" => language.say("column-to-points"),
        "p" => language.say("column-p"),
        "p_holm" => language.say("column-p-by-holm"),
        "significant" => language.say("column-significant-at-5-percent"),
        "test" => language.say("column-test"),
        "reason" => language.say("column-reason"),
        other => other,
    }
}
