//! Rows become panels: one for each method, in the order in which the rows name them.

use super::rows::Rows;
use super::{bounds, fan_point, sentences};
use crate::charts::{Chart, MethodPanel, Methods};
use crate::error::{Error, Result};
use crate::language::Language;
use crate::store::Cell;

/// Columns: name, unit, lower_bound, upper_bound, the same in all rows; panel, kind, date, value, lower, upper, level,
/// text.
///
/// | kind | a row is | uses |
/// |---|---|---|
/// | `reading` | a reading the method used | date, value |
/// | `outcome` | what was read later | date, value |
/// | `fan` | its forecast for a day, with an interval of one level | date, value, lower, upper, level |
/// | `refusal` | why it refuses, or what limits its forecast | text: a sentence, or codes of refusals parted by commas |
///
/// A reading, outcome or forecast without a value is missing: it is not drawn, and its panel is.
pub(super) fn methods(rows: &Rows<'_>, language: Language) -> Result<Chart> {
    if rows.table.rows.is_empty() {
        return Err(Error::query("the chart has no rows").at(rows.place).hint("is the series' name right?"));
    }
    let mut panels: Vec<MethodPanel> = Vec::new();
    for i in rows.all() {
        let title = rows.text(i, "panel")?;
        let at = panels.iter().position(|panel| panel.title == title).unwrap_or(panels.len());
        if at == panels.len() {
            panels.push(MethodPanel { title, ..MethodPanel::default() });
        }
        let panel = &mut panels[at];
        let kind = rows.text(i, "kind")?;
        let is_missing = rows.amount(i, "value")?.is_none();
        let point = || Ok::<_, Error>((rows.date(i, "date")?, rows.number(i, "value")?));
        match kind.as_str() {
            "reading" | "outcome" | "fan" if is_missing => {}
            "reading" => panel.readings.push(point()?),
            "outcome" => panel.outcomes.push(point()?),
            "fan" => panel.fan.push(fan_point(rows, i)?),
            "refusal" => {
                let told = |cell: &Cell| cell.text().filter(|t| !t.trim().is_empty()).map(|t| sentences(t, language));
                let why = rows.need(i, "text", told)?;
                panel.refusal = Some(panel.refusal.take().map_or(why.clone(), |first| format!("{first} {why}")));
            }
            other => {
                return Err(Error::query("unknown kind of row in a chart of methods")
                    .at(rows.place)
                    .found(other)
                    .expected("reading, outcome, fan, refusal"));
            }
        }
    }
    Ok(Chart::Methods(Methods {
        name: rows.text(0, "name")?,
        unit: rows.text(0, "unit")?,
        panels,
        bounds: bounds(rows)?,
    }))
}

#[cfg(test)]
mod tests {
    use super::super::chart;
    use super::*;
    use crate::statistics::Refusal;
    use crate::store::ResultTable;
    use jiff::civil::date;

    const COLUMNS: [&str; 12] = [
        "name",
        "unit",
        "lower_bound",
        "upper_bound",
        "panel",
        "kind",
        "date",
        "value",
        "lower",
        "upper",
        "level",
        "text",
    ];

    /// A row of a panel: kind, year, the figures value, lower, upper and level, and a text.
    fn row(panel: &str, kind: &str, year: Option<i16>, figures: [Option<f64>; 4], text: Option<&str>) -> Vec<Cell> {
        let word = |word: &str| Cell::Text(word.to_owned());
        let mut row = vec![word("Internet"), word("%"), Cell::Integer(0), Cell::Integer(100), word(panel), word(kind)];
        row.push(year.map_or(Cell::Missing, |year| Cell::Date(date(year, 12, 31))));
        row.extend(figures.map(|figure| figure.map_or(Cell::Missing, Cell::Float)));
        row.push(text.map_or(Cell::Missing, word));
        row
    }

    fn read(rows: Vec<Vec<Cell>>) -> Result<Methods> {
        let table = ResultTable { columns: COLUMNS.map(str::to_owned).into(), rows };
        match chart("methods", &table, Language::En, "methods.md:1")? {
            Chart::Methods(form) => Ok(form),
            other => panic!("{other:?}"),
        }
    }

    const NONE: [Option<f64>; 4] = [None; 4];

    #[test]
    fn what_cannot_be_read_is_refused_with_its_place() {
        let told = |rows| read(rows).unwrap_err().to_string();
        assert!(told(vec![]).contains("no rows") && told(vec![]).contains("methods.md:1"));
        let wrong = told(vec![row("a", "guess", Some(2020), [Some(1.0), None, None, None], None)]);
        assert!(wrong.contains("guess") && wrong.contains("outcome"), "{wrong}");
        assert!(told(vec![row("a", "reading", None, [Some(1.0), None, None, None], None)]).contains("`date`"));
        assert!(told(vec![row("a", "refusal", None, NONE, None)]).contains("`text`"));
        assert!(told(vec![row("a", "refusal", None, NONE, Some(" "))]).contains("`text`"), "a reason is never empty");
        let bare = row("a", "fan", Some(2030), [Some(1.0), None, None, Some(0.8)], None);
        assert!(told(vec![bare]).contains("`lower`"), "a median without its interval");
    }

    #[test]
    fn rows_become_panels_in_their_order() {
        let value = |value| [Some(value), None, None, None];
        let form = read(vec![
            row("Theta", "reading", Some(2019), value(60.0), None),
            row("Bass", "refusal", None, NONE, Some("no-readings, one-reading")),
            row("Theta", "fan", Some(2024), [Some(80.0), Some(70.0), Some(90.0), Some(0.8)], None),
            row("Theta", "outcome", Some(2024), value(84.0), None),
            row("Theta", "outcome", Some(2025), NONE, None),
            row("Bass", "reading", Some(2019), NONE, None),
            row("Theta", "refusal", None, NONE, Some("Not tested yet, so no probability.")),
        ])
        .unwrap();
        assert_eq!((form.name.as_str(), form.unit.as_str(), form.bounds), ("Internet", "%", Some((0.0, 100.0))));
        let [theta, bass] = &form.panels[..] else { panic!("{:?}", form.panels) };
        assert_eq!((theta.title.as_str(), bass.title.as_str()), ("Theta", "Bass"));
        assert_eq!(theta.readings, [(date(2019, 12, 31), 60.0)]);
        assert_eq!(theta.outcomes, [(date(2024, 12, 31), 84.0)], "what is missing is not zero");
        assert_eq!((theta.fan[0].lower, theta.fan[0].upper, theta.fan[0].level), (70.0, 90.0, 0.8));
        assert_eq!(theta.refusal.as_deref(), Some("Not tested yet, so no probability."));
        assert!(bass.readings.is_empty() && bass.fan.is_empty());
        let both = [Refusal::NoReadings, Refusal::OneReading].map(|reason| reason.sentence(Language::En));
        assert_eq!(bass.refusal.as_ref(), Some(&both.join(" ")));
    }
}
