//! `milepost revisions`: what each reading of an indicator was, as known on each day on which something became known.

use super::plan::Plan;
use super::workbench::Workbench;
use super::{Outcome, output};
use crate::error::{Error, Result};
use crate::language::{Language, date, time_period};
use crate::queries::run_text;
use crate::report::{Label, written};
use crate::store::{Cell, Place, ResultTable};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A reading: series by name and area, and the period it stands for; names first, so that they order.
type Period = (String, String, String);

/// A figure as it was known: its value, numerator and denominator.
type Figure = [Cell; 3];

/// The readings by period, each with what was known of it by day.
type Triangle = BTreeMap<Period, BTreeMap<Date, Figure>>;

/// Prints the triangle: a row for each period, a column for each day; a value that was revised is marked.
pub fn revisions(plan: &Plan, indicator: &str, area: Option<&str>) -> Result<Outcome> {
    let now = Workbench::prepare(plan, Place::Memory)?;
    now.query("reading")?;
    let mut days = now.store.known_days()?;
    days.retain(|day| *day <= plan.parameters.as_of);
    let mut triangle = Triangle::new();
    for day in &days {
        let mut parameters = plan.parameters.clone();
        parameters.as_of = *day;
        known(plan, &Workbench::prepare_with(plan, &parameters, Place::Memory)?, indicator, area, *day, &mut triangle)?;
    }
    if triangle.is_empty() {
        return Err(none(plan, &now, indicator, area)?);
    }
    let table = if plan.for_people() { wide(&triangle, plan.language) } else { long(indicator, &triangle) };
    let labels: Vec<Label> = table.columns.iter().map(|column| Label::read(column)).collect();
    output::print(&table, &labels, plan.format, plan.language)?;
    if plan.for_people() {
        output::say(&format!("{}\n", plan.language.say("revisions-foot")))?;
    }
    Ok(Outcome::Fine)
}

/// Adds what was known of the indicator on a day.
fn known(
    plan: &Plan,
    bench: &Workbench,
    indicator: &str,
    area: Option<&str>,
    day: Date,
    triangle: &mut Triangle,
) -> Result<()> {
    let name = plan.language.of_data("m.name_vi", "m.name_en");
    let of = |column: &str, value: &str| format!("{column} = '{}'", value.replace('\'', "''"));
    let within = area.map_or_else(String::new, |area| format!(" AND {}", of("r.ref_area", area)));
    let (measure, area) = if plan.for_people() { (name, "a.name") } else { ("r.measure", "r.ref_area") };
    let sql = format!(
        "SELECT {measure} AS measure, {area} AS area, r.time_period, r.obs_value, r.numerator, r.denominator
         FROM reading r LEFT JOIN measure m ON m.measure = r.measure LEFT JOIN area a ON a.area = r.ref_area
         WHERE {}{within} ORDER BY ALL",
        of("r.indicator", indicator)
    );
    let table = run_text(bench.store.connection(), &sql, "revisions")?;
    for row in 0..table.rows.len() {
        let text = |column| table.get(row, column).machine();
        let figure = ["obs_value", "numerator", "denominator"].map(|column| table.get(row, column).clone());
        triangle.entry((text("measure"), text("area"), text("time_period"))).or_default().insert(day, figure);
    }
    Ok(())
}

/// Why there is no reading: no such indicator or area, or nothing measured.
fn none(plan: &Plan, bench: &Workbench, indicator: &str, area: Option<&str>) -> Result<Error> {
    let sql = format!("SELECT 1 FROM indicator WHERE indicator = '{}'", indicator.replace('\'', "''"));
    let there = !run_text(bench.store.connection(), &sql, "revisions")?.rows.is_empty();
    let what =
        if there { plan.language.say("indicator-without-reading") } else { plan.language.say("indicator-unknown") };
    let asked = area.map_or_else(|| indicator.to_owned(), |area| format!("{indicator}, {area}"));
    Ok(Error::usage(what)
        .found(asked)
        .hint("milepost status --format csv lists the indicators; --as-of may hide readings"))
}

/// For people: a column for each day on which something of this became known or changed.
fn wide(triangle: &Triangle, language: Language) -> ResultTable {
    let days = telling(triangle);
    let head =
        [language.say("column-series"), language.say("column-area"), language.say("column-period")].map(str::to_owned);
    let columns = head.into_iter().chain(days.iter().map(|day| date(*day, language))).collect();
    let rows = triangle.iter().map(|((measure, area, period), known)| {
        let mut row = [measure.clone(), area.clone(), time_period(period, language)].map(Cell::Text).to_vec();
        let mut before: Option<&Figure> = None;
        for day in &days {
            row.push(match known.get(day) {
                None => Cell::Missing,
                Some(figure) => {
                    let mark = if before.is_some_and(|before| before != figure) { "*" } else { "" };
                    before = Some(figure);
                    Cell::Text(format!("{}{mark}", written(&figure[0], "number2", language)))
                }
            });
        }
        row
    });
    ResultTable { columns, rows: rows.collect() }
}

/// The days on which something is not as it was on the day before.
fn telling(triangle: &Triangle) -> Vec<Date> {
    let mut days: Vec<Date> = triangle.values().flat_map(BTreeMap::keys).copied().collect();
    days.sort_unstable();
    days.dedup();
    let on = |day: &Date| triangle.values().map(|known| known.get(day)).collect::<Vec<_>>();
    let mut before = Vec::new();
    days.retain(|day| {
        let now = on(day);
        let differs = now != before;
        before = now;
        differs
    });
    days
}

/// For machines: a row for each period and day.
fn long(indicator: &str, triangle: &Triangle) -> ResultTable {
    let columns = [
        "indicator",
        "measure",
        "ref_area",
        "time_period",
        "known_on",
        "obs_value",
        "numerator",
        "denominator",
        "revised",
    ];
    let mut rows = Vec::new();
    for ((measure, area, period), known) in triangle {
        let mut before: Option<&Figure> = None;
        for (day, figure) in known {
            let text = [indicator, measure, area, period].map(|text| Cell::Text(text.to_owned()));
            let mut row = text.to_vec();
            row.push(Cell::Date(*day));
            row.extend(figure.clone());
            row.push(Cell::Flag(before.is_some_and(|before| before != figure)));
            before = Some(figure);
            rows.push(row);
        }
    }
    ResultTable { columns: columns.map(str::to_owned).to_vec(), rows }
}
