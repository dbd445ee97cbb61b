//! `milepost explain`: value, query, rows, file, document and line.

use super::plan::Plan;
use super::tree::Node;
use super::workbench::Workbench;
use super::{Outcome, trace};
use crate::error::{Error, Result};
use crate::language::{Language, decimal, signed, time_period};
use crate::queries::{self, run_text};
use crate::report::{status_words, written};
use crate::statistics;
use crate::store::{Cell, Place, ResultTable};

/// Prints where the values of an indicator come from, and how its targets are judged.
pub fn explain(plan: &Plan, indicator: &str, year: Option<i64>, area: Option<&str>) -> Result<Outcome> {
    let headers = queries::load(&plan.project.queries(), "queries")?;
    if let Some(query) = headers.into_iter().find(|q| q.name == indicator && !q.header.rates.is_empty()) {
        return trace::trace(plan, &query, area);
    }
    let bench = Workbench::prepare(plan, Place::Memory)?;
    let rows = |sql: String| run_text(bench.store.connection(), &sql, "explain");
    let name = quoted(indicator);
    let own = rows(format!("SELECT name_vi, name_en, unit, note FROM indicator WHERE indicator = {name}"))?;
    if own.rows.is_empty() {
        return Err(unknown(&rows("SELECT indicator FROM indicator ORDER BY indicator".to_owned())?, indicator));
    }
    let language = plan.language;
    let mut root = Node::leaf(format!("{indicator}  {}", own.get(0, language.of_data("name_vi", "name_en")).machine()));
    let of = |table: &str| area.map_or(String::new(), |code| format!(" AND {table}.ref_area = {}", quoted(code)));
    let readings = rows(format!(
        "SELECT r.*, a.name AS area, o.published, o.note, o.as_of_basis, d.title, d.file, d.sha256, m.name_vi, m.name_en
         FROM reading r LEFT JOIN observation o USING (source_row) LEFT JOIN document d ON d.document = r.document
         JOIN area a ON a.area = r.ref_area JOIN measure m ON m.measure = r.measure JOIN indicator i ON i.indicator = r.indicator
         WHERE (r.indicator = {name} OR i.component_of = {name}){}
         ORDER BY r.time_period DESC, r.measure, r.ref_area",
        of("r")
    ))?;
    for i in 0..readings.rows.len() {
        root.children.push(reading(&readings, i, &own.get(0, "unit").machine(), language));
    }
    if readings.rows.is_empty() {
        root.children.push(Node::leaf(language.say("explain-no-reading")));
    }
    let condition = year.map_or(String::new(), |y| format!(" AND s.target_year = {y}"));
    let targets = rows(format!(
        "SELECT s.*, p.linear_expected, p.linear_distance, p.linear_months, p.cagr_ratio, p.cagr_status, p.goal, e.method AS model, d.title, d.file, a.name AS area,
             m.name_vi AS measure_vi, m.name_en AS measure_en
         FROM status s
         LEFT JOIN progress p USING (indicator, document, section, item, level, ref_area, target_year, measure)
         LEFT JOIN attainment e USING (indicator, document, section, item, level, ref_area, target_year, measure)
         JOIN document d ON d.document = s.document JOIN area a ON a.area = s.ref_area
         LEFT JOIN measure m ON m.measure = s.measure
         WHERE s.indicator = {name}{condition}{} ORDER BY s.target_year, s.level, s.document, s.measure",
        of("s")
    ))?;
    for i in 0..targets.rows.len() {
        root.children.push(target(&targets, i, language));
    }
    if targets.rows.is_empty() {
        root.children.push(Node::leaf(language.say("explain-no-target")));
    }
    root.print(plan.format)?;
    Ok(Outcome::Fine)
}

fn reading(table: &ResultTable, row: usize, unit: &str, language: Language) -> Node {
    let get = |column: &str| table.get(row, column);
    let text = |column: &str| get(column).machine();
    let name = text(language.of_data("name_vi", "name_en"));
    let value = with_unit(get("obs_value"), unit, language);
    let day = time_period(&text("time_period"), language);
    let basis = match get("as_of_basis").text() {
        Some("implied") => format!(" ({})", language.say("explain-day-implied")),
        _ => String::new(),
    };
    let how = match (get("numerator"), get("denominator")) {
        (Cell::Missing, _) | (_, Cell::Missing) => {
            format!("queries/reading.sql: {}", language.say("explain-as-printed"))
        }
        (n, d) => format!("queries/reading.sql: 100 × {} / {}", plain(n, language), plain(d, language)),
    };
    let reading = language.say("explain-reading");
    let area = text("area");
    let head = format!("{reading} {value}, {day}{basis}, {area}: {name}");
    if *get("document") == Cell::Missing {
        // Added up from the forms that offices sent: the query that does so leads to the cells.
        let further = Node::leaf(format!("milepost explain {} --area {}", text("section"), text("ref_area")));
        return Node::new(head, vec![Node::new(how, vec![further])]);
    }
    let place = place(&text, language);
    let mut source = vec![Node::leaf(format!("{place}: “{}”", text("printed")))];
    if *get("published") != Cell::Missing {
        let label = language.say("explain-rate-as-printed");
        source[0].text.push_str(&format!(", {label} {}%", text("published").replace('.', language.of_data(",", "."))));
    }
    let file = Node::new(text("source_row"), source);
    Node::new(head, vec![Node::new(how, vec![file])])
}

fn target(table: &ResultTable, row: usize, language: Language) -> Node {
    let get = |column: &str| table.get(row, column);
    let text = |column: &str| get(column).machine();
    let status = status_words(&text("status"), language).to_owned();
    let word = language.say("explain-target");
    let mut head = format!("{word} {} ({}, {}): {status}", text("target_year"), text("area"), text("printed"));
    if *get("measure") != Cell::Missing {
        head.push_str(&format!(" [{}]", text(language.of_data("measure_vi", "measure_en"))));
    }
    let mut children = vec![Node::new(
        text("source_row"),
        vec![Node::leaf(format!("{}: “{}”", place(&text, language), text("printed")))],
    )];
    let number = |column: &str| get(column).number();
    if let (Some(goal), Some(now), Some(need)) = (number("goal"), number("obs_value"), number("required_pace")) {
        let words = language.say("explain-needed-a-year");
        children.push(Node::leaf(format!(
            "queries/progress.sql: {words} ({} − {}) / {} = {}",
            decimal(goal, 2, language),
            decimal(now, 2, language),
            decimal(years_left(get("time_period"), get("target_year")).unwrap_or(f64::NAN), 3, language),
            signed(need, 2, language)
        )));
    }
    if let (Some(expected), Some(distance), Some(months)) =
        (number("linear_expected"), number("linear_distance"), number("linear_months"))
    {
        children.push(Node::leaf(format!(
            "linear-path: {}",
            language.say_with(
                "explain-straight-path",
                &[
                    ("expected", &decimal(expected, 2, language)),
                    ("distance", &signed(distance, 2, language)),
                    ("months", &signed(months, 1, language)),
                    ("status", &status_words(&text("linear_status"), language)),
                ]
            )
        )));
    }
    if let Some(ratio) = number("cagr_ratio") {
        let class = text("cagr_status");
        let class = status_words(&class, language);
        children.push(Node::leaf(format!("cagr-ratio: R = {} → {class}", decimal(ratio, 3, language))));
    }
    if let Some(projected) = number("projected") {
        children.push(Node::leaf(projection(projected, number("lower").zip(number("upper")), &text, language)));
    }
    if let reason @ Cell::Text(_) = get("reason") {
        let why = match number("projected") {
            None => language.say("explain-no-projection-because"),
            Some(_) => language.say("explain-remark-on-projection"),
        };
        children.push(Node::leaf(format!("{why}: {}", written(reason, "reason", language))));
    }
    Node::new(head, children)
}

/// `dự báo 92,40, khoảng 80% từ 85,10 đến 96,30 (rw-drift/1, 5 kỳ)`.
fn projection(value: f64, interval: Option<(f64, f64)>, text: &dyn Fn(&str) -> String, language: Language) -> String {
    let number = |v| decimal(v, 2, language);
    let interval = match interval {
        Some((lower, upper)) => {
            language.say_with("explain-interval-80", &[("lower", &number(lower)), ("upper", &number(upper))])
        }
        None => language.say("explain-no-interval").to_owned(),
    };
    let readings: usize = text("n").parse().unwrap_or_default();
    let said = language.say_with(
        "explain-projection",
        &[("value", &number(value)), ("interval", &interval), ("method", &text("model")), ("readings", &readings)],
    );
    format!("queries/attainment.sql: {said}")
}

fn place(text: &dyn Fn(&str) -> String, language: Language) -> String {
    let (section, line) = (language.say("section"), language.say("line"));
    format!(
        "{} ({}), {section} {}, {line} {} [{}]",
        text("document"),
        text("title"),
        text("section"),
        text("locator"),
        text("file")
    )
}

/// Years from a reading to the end of the target's year.
fn years_left(reading: &Cell, year: &Cell) -> Option<f64> {
    let end = jiff::civil::Date::new(i16::try_from(year.number()? as i64).ok()?, 12, 31).ok()?;
    Some(statistics::years_between(reading.date()?, end))
}

/// `88,36%`, `12 đơn vị`.
fn with_unit(cell: &Cell, unit: &str, language: Language) -> String {
    let number = cell.number().map_or_else(|| cell.machine(), |v| decimal(v, 2, language));
    if unit.starts_with('%') { format!("{number}{unit}") } else { format!("{number} {unit}") }
}

fn plain(cell: &Cell, language: Language) -> String {
    cell.number().map_or_else(|| cell.machine(), |v| decimal(v, 0, language))
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn unknown(known: &ResultTable, asked: &str) -> Error {
    let names: Vec<String> = known.rows.iter().map(|row| row[0].machine()).collect();
    let tail = asked.rsplit('.').next().unwrap_or(asked);
    let near: Vec<&str> = names.iter().map(String::as_str).filter(|n| n.contains(tail)).collect();
    let expected = if near.is_empty() { names.join(", ") } else { near.join(", ") };
    Error::usage("no such indicator").found(asked).expected(expected)
}
