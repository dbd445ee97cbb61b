//! Rows become indicators at their milestones: indicators in the order in which the rows name them.

use super::rows::Rows;
use super::{mark, sentences};
use crate::charts::{Chart, Coverage, Milestone, MilestoneRow, Milestones, Outlook};
use crate::error::{Error, Result};
use crate::language::Language;
use crate::report::value::status_words;
use crate::store::Cell;
use std::collections::BTreeSet;

/// The level of the intervals whose coverage the backtests record.
const LEVEL: f64 = 0.9;

/// Columns: name, note, milestone, target_text, status, probability, coverage, reason; a row for each indicator and milestone.
///
/// | column | what |
/// |---|---|
/// | note | what stands below the name, from the indicator's first row; may be NULL |
/// | milestone | a year or a text; the columns stand in its order |
/// | target_text | the target as printed; NULL: no target |
/// | status | a code such as `on-track`; anything unknown is drawn as not enough data |
/// | probability | of attainment, 0 to 1; may be NULL |
/// | coverage | share of 90% intervals that held in the backtest, 0 to 1; may be NULL; drawn beside a probability |
/// | reason | why there is no probability, or what must be said beside it: a sentence or codes parted by commas; may be NULL |
///
/// An indicator without a row for a milestone has no target then. Two rows for one indicator and milestone are refused.
pub(super) fn milestones(rows: &Rows<'_>, language: Language) -> Result<Chart> {
    let name_of = |i| rows.need(i, "milestone", |cell| (*cell != Cell::Missing).then(|| cell.machine()));
    let names: BTreeSet<String> = rows.all().map(name_of).collect::<Result<_>>()?;
    let names: Vec<String> = names.into_iter().collect();
    let mut indicators: Vec<MilestoneRow> = Vec::new();
    let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
    for i in rows.all() {
        let (name, milestone) = (rows.text(i, "name")?, name_of(i)?);
        if !seen.insert((name.clone(), milestone.clone())) {
            return Err(Error::query("the chart has two rows for one indicator and milestone")
                .at(rows.place)
                .found(format!("row {}: `name` {name}, `milestone` {milestone}", i + 1))
                .expected("one row for each"));
        }
        let at = indicators.iter().position(|row| row.name == name).unwrap_or(indicators.len());
        if at == indicators.len() {
            let note = rows.optional(i, "note", |cell| cell.text().map(str::to_owned))?;
            indicators.push(MilestoneRow { name, note, milestones: vec![None; names.len()] });
        }
        if let Some(place) = names.iter().position(|other| *other == milestone) {
            indicators[at].milestones[place] = read(rows, i, language)?;
        }
    }
    Ok(Chart::Milestones(Milestones { names, rows: indicators }))
}

/// One target; `None` where there is none.
fn read(rows: &Rows<'_>, i: usize, language: Language) -> Result<Option<Milestone>> {
    let Some(target_text) = rows.optional(i, "target_text", |cell| cell.text().map(str::to_owned))? else {
        return Ok(None);
    };
    let status = rows.text(i, "status")?;
    let why = rows.optional(i, "reason", |cell| cell.text().map(|text| sentences(text, language)))?;
    let coverage = rows.amount(i, "coverage")?.map(|held| Coverage { level: LEVEL, held });
    let outlook = match rows.amount(i, "probability")? {
        Some(share) => Outlook::Probability { share, coverage, remark: why },
        None => Outlook::Reason(why.unwrap_or_default()),
    };
    let status_text = status_words(&status, language).to_owned();
    Ok(Some(Milestone { target_text, status: mark(&status), status_text, outlook }))
}

#[cfg(test)]
mod tests {
    use super::super::chart;
    use super::*;
    use crate::charts::StatusMark;
    use crate::statistics::Refusal;
    use crate::store::ResultTable;

    const COLUMNS: [&str; 8] =
        ["name", "note", "milestone", "target_text", "status", "probability", "coverage", "reason"];

    fn read(rows: Vec<[Cell; 8]>) -> Result<Milestones> {
        let table =
            ResultTable { columns: COLUMNS.map(str::to_owned).into(), rows: rows.into_iter().map(Vec::from).collect() };
        match chart("milestones", &table, Language::En, "goals.md:7")? {
            Chart::Milestones(form) => Ok(form),
            other => panic!("{other:?}"),
        }
    }

    fn row(name: &str, year: i128, target: Option<&str>, chance: [Option<f64>; 2], reason: Option<&str>) -> [Cell; 8] {
        let word = |text: Option<&str>| text.map_or(Cell::Missing, |text| Cell::Text(text.to_owned()));
        let [probability, coverage] = chance.map(|share| share.map_or(Cell::Missing, Cell::Float));
        let status = word(target.map(|_| "on-track"));
        [
            word(Some(name)),
            Cell::Missing,
            Cell::Integer(year),
            word(target),
            status,
            probability,
            coverage,
            word(reason),
        ]
    }

    #[test]
    fn rows_become_indicators_at_milestones_in_order() {
        let form = read(vec![
            row("B", 2035, Some("100%"), [None, Some(0.9)], Some("one-reading")),
            row("B", 2030, Some("≥ 90%"), [Some(0.84), Some(0.91)], None),
            row("A", 2045, None, [None, None], None),
            row("A", 2030, Some("5"), [Some(0.5), None], Some("Only 4 readings.")),
        ])
        .unwrap();
        assert_eq!(form.names, ["2030", "2035", "2045"]);
        let [b, a] = &form.rows[..] else { panic!("{:?}", form.rows) };
        assert_eq!((b.name.as_str(), a.name.as_str()), ("B", "A"));
        let coverage = Some(Coverage { level: 0.9, held: 0.91 });
        let likely = b.milestones[0].as_ref().unwrap();
        assert_eq!(likely.outlook, Outlook::Probability { share: 0.84, coverage, remark: None });
        assert_eq!(likely.status, StatusMark::OnTrack);
        let why = Refusal::OneReading.sentence(Language::En);
        assert_eq!(b.milestones[1].as_ref().unwrap().outlook, Outlook::Reason(why));
        let said = Some("Only 4 readings.".to_owned());
        let outlook = &a.milestones[0].as_ref().unwrap().outlook;
        assert_eq!(*outlook, Outlook::Probability { share: 0.5, coverage: None, remark: said });
        assert!(b.milestones[2].is_none() && a.milestones[1].is_none() && a.milestones[2].is_none());
    }

    #[test]
    fn errors_name_place_row_and_column() {
        let twice = vec![row("A", 2030, None, [None; 2], None), row("A", 2030, None, [None; 2], None)];
        let twice = read(twice).unwrap_err().to_string();
        assert!(twice.contains("goals.md:7") && twice.contains("row 2: `name` A, `milestone` 2030"), "{twice}");
        let mut wrong = row("A", 2030, Some("5"), [None; 2], None);
        wrong[5] = Cell::Text("likely".to_owned());
        let wrong = read(vec![wrong]).unwrap_err().to_string();
        assert!(wrong.contains("`probability`") && wrong.contains("row 1: likely"), "{wrong}");
        let mut none = row("A", 2030, Some("5"), [None; 2], None);
        none[4] = Cell::Missing;
        assert!(read(vec![none]).unwrap_err().to_string().contains("`status`"));
    }
}
