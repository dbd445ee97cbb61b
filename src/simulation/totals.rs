//! What the simulated province adds up to: the figures that documents print, and the few that had to be invented.

use super::place::{FOLDER, rows, sourced};
use crate::error::{Error, Result};
use serde::Deserialize;
use serde::de::value::{Error as Unfit, MapDeserializer};
use std::collections::BTreeMap;

/// Đồng that all budget figures are multiples of, so that offices can write them in millions with one decimal.
pub const BUDGET_STEP: i64 = 100_000;

const TABLE: &str = include_str!("../../tests/simulated-province/totals.csv");

/// The figures of the year. Dossiers, procedures, villages: whole numbers of them; funds in đồng.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Totals {
    /// Dossiers received.
    pub received: i64,
    /// Of these, with components digitised.
    pub components_digitised: i64,
    /// Of those received, received online.
    pub received_online: i64,
    /// Of these, end to end.
    pub received_online_full: i64,
    /// Of those received, paid online, before some communes leave the figure out.
    pub paid_online: i64,
    /// Handled, with the result returned.
    pub handled: i64,
    /// Of these, handled online.
    pub handled_online: i64,
    /// Of those handled, late.
    pub late: i64,
    /// Of those handled, with the result digitised.
    pub results_digitised: i64,
    /// Procedures offered online end to end.
    pub procedures_full: i64,
    /// Procedures offered online in part.
    pub procedures_part: i64,
    /// Procedures not offered online.
    pub procedures_none: i64,
    /// Procedures that could be offered end to end, those that are among them.
    pub procedures_eligible: i64,
    /// Villages.
    pub villages: i64,
    /// Of these, without 4G when the communes were merged.
    pub without_4g: i64,
    /// Of those without 4G, covered since.
    pub covered_4g: i64,
    /// Of those without 4G, planned to be covered later.
    pub planned_4g: i64,
    /// Villages without fixed broadband.
    pub without_broadband: i64,
    /// Villages without grid electricity.
    pub without_electricity: i64,
    /// Funds allotted, in đồng.
    pub allotted: i64,
    /// Of these, disbursed.
    pub disbursed: i64,
}

/// A line of the table: where a figure stands, or that it is invented.
#[derive(Deserialize)]
struct Figure {
    figure: String,
    value: i64,
    document: String,
    locator: String,
}

impl Totals {
    /// The totals that go with the program.
    ///
    /// # Errors
    /// A figure that is missing, unknown, without a source, or greater than the whole it is part of.
    pub fn read() -> Result<Totals> {
        Totals::parse(TABLE)
    }

    fn parse(table: &str) -> Result<Totals> {
        let place = format!("{FOLDER}/totals.csv");
        let mut figures = BTreeMap::new();
        for (line, row) in rows::<Figure>(table, &place)? {
            sourced(&row.figure, &row.document, &row.locator, &line)?;
            if row.value < 0 || figures.insert(row.figure.clone(), row.value).is_some() {
                return Err(Error::data(format!("`{}` is negative, or stands there twice", row.figure)).at(line));
            }
        }
        let totals = Totals::deserialize(MapDeserializer::<_, Unfit>::new(figures.into_iter()))
            .map_err(|e| Error::data(e.to_string()).at(&place).expected("each figure once"))?;
        match totals.contradiction() {
            Some(what) => Err(Error::data(what).at(place)),
            None => Ok(totals),
        }
    }

    /// Procedures of all levels.
    pub fn procedures(&self) -> i64 {
        self.procedures_full + self.procedures_part + self.procedures_none
    }

    /// What cannot be, if anything: a part is never greater than its whole.
    fn contradiction(&self) -> Option<String> {
        let parts = [
            ("components_digitised", self.components_digitised, self.received),
            ("received_online", self.received_online, self.received),
            ("received_online_full", self.received_online_full, self.received_online),
            ("paid_online", self.paid_online, self.received),
            ("handled", self.handled, self.received),
            ("handled_online", self.handled_online, self.handled),
            ("late", self.late, self.handled),
            ("results_digitised", self.results_digitised, self.handled),
            ("procedures_full", self.procedures_full, self.procedures_eligible),
            ("procedures_eligible", self.procedures_eligible, self.procedures()),
            ("without_4g", self.without_4g, self.villages),
            ("covered_4g and planned_4g", self.covered_4g + self.planned_4g, self.without_4g),
            ("without_broadband", self.without_broadband, self.villages),
            ("without_electricity", self.without_electricity, self.villages),
            ("disbursed", self.disbursed, self.allotted),
        ];
        let greater = parts.into_iter().find(|(_, part, whole)| part > whole);
        let uneven = [("allotted", self.allotted), ("disbursed", self.disbursed)];
        let uneven = uneven.into_iter().find(|(_, dong)| dong % BUDGET_STEP != 0);
        greater
            .map(|(name, part, whole)| format!("`{name}` is {part}, more than the {whole} it is part of"))
            .or_else(|| uneven.map(|(name, dong)| format!("`{name}` is {dong}, no multiple of {BUDGET_STEP} đồng")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Language, count};
    use crate::simulation::place::Office;

    /// Rows of a document's transcribed table that have this line.
    fn transcribed(document: &str, line: &str) -> Vec<csv::StringRecord> {
        let table = std::fs::read_to_string(format!("datasets/{document}/observations.csv")).unwrap();
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let place = reader.headers().unwrap().iter().position(|name| name == "locator").unwrap();
        reader.records().map(|row| row.unwrap()).filter(|row| &row[place] == line).collect()
    }

    /// Does one of the rows have this text as its numerator, denominator or value?
    fn prints(rows: &[csv::StringRecord], text: &str) -> bool {
        rows.iter().any(|row| (7..10).any(|cell| &row[cell] == text))
    }

    /// Half up at the decimals of `printed`, in whole numbers.
    fn is_percentage(printed: &str, part: i64, whole: i64) -> bool {
        let places = printed.split_once('.').map_or(0, |(_, decimals)| decimals.len() as u32);
        let digits: i64 = printed.replace('.', "").parse().unwrap();
        (200 * 10_i64.pow(places) * part + whole) / (2 * whole) == digits
    }

    #[test]
    fn every_figure_is_that_of_its_line() {
        let mut reader = csv::Reader::from_reader(TABLE.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.unwrap()).collect();
        let value = |name: &str| -> i64 { rows.iter().find(|row| &row[0] == name).unwrap()[1].parse().unwrap() };
        let mut found = 0;
        for row in rows.iter().filter(|row| &row[3] != "invented") {
            let (figure, lines, printed) = (&row[0], transcribed(&row[3], &row[4]), &row[5]);
            let says = match (printed.split_once("% of "), printed.split_once(" with ")) {
                (Some((share, whole)), _) => prints(&lines, share) && is_percentage(share, value(figure), value(whole)),
                (_, Some((sum, other))) => prints(&lines, sum) && sum == (value(figure) + value(other)).to_string(),
                _ => printed.is_empty() && prints(&lines, &row[1]),
            };
            assert!(says, "{figure}");
            found += 1;
        }
        assert_eq!((found, rows.len()), (17, 21));
    }

    #[test]
    fn offices_have_the_pages_of_their_lines_and_add_up_to_the_printed_sum() {
        let offices = Office::read().unwrap();
        for office in &offices {
            let (pages, digitised) = (office.pages.to_string(), office.digitised.to_string());
            let lines = transcribed(&office.document, &office.locator);
            assert!(lines.iter().any(|row| row[7] == digitised && row[8] == pages), "{}", office.name);
        }
        let pages: i64 = offices.iter().map(|office| office.pages).sum();
        let digitised: i64 = offices.iter().map(|office| office.digitised).sum();
        assert!(prints(&transcribed("report-2025", "1235-1237"), &pages.to_string()));
        assert!(prints(&transcribed("report-2025", "1235-1237"), &digitised.to_string()));
    }

    /// The page of the project names the totals; what it says is text, so that people can write it.
    #[test]
    fn the_page_of_the_project_tells_the_same() {
        let page = include_str!("../../tests/simulated-province/project/README.md").replace('\n', " ");
        let t = Totals::read().unwrap();
        let n = |n: i64| count(n.into(), Language::En);
        for said in [
            format!("{} dossiers received, of which {} with", n(t.received), n(t.components_digitised)),
            format!("{} handled, of which {} with", n(t.handled), n(t.results_digitised)),
            format!("{} procedures ({} end to end", n(t.procedures()), n(t.procedures_full)),
            format!("{} in part, {} not online", n(t.procedures_part), n(t.procedures_none)),
            format!("{} could be end to end", n(t.procedures_eligible)),
            format!("{} villages, of which {} without 4G", n(t.villages), n(t.without_4g)),
            format!("{} of them covered by 10/11/2025 and {} planned", n(t.covered_4g), n(t.planned_4g)),
            format!("{} without fixed broadband", n(t.without_broadband)),
            format!("{} million đồng allotted", n(t.allotted / 1_000_000)),
        ] {
            assert!(page.contains(&said), "{said}");
        }
    }

    #[test]
    fn refuses_what_cannot_be() {
        let wrong = |from: &str, to: &str| {
            assert!(TABLE.contains(from), "{from}");
            Totals::parse(&TABLE.replacen(from, to, 1)).unwrap_err().to_string()
        };
        let at = |line: &str| format!("tests/simulated-province/totals.csv{line}: ");
        let said = wrong("late,2612,dossiers,invented,,", "late,2612,dossiers,,,");
        assert!(said.starts_with(&(at(":9") + "`late` does not say where it stands")), "{said}");
        assert!(wrong("late,2612", "late,-1").starts_with(&at(":9")));
        assert!(wrong("late,2612", "late,many").starts_with(&at(":9")));
        assert!(wrong("late,2612", "early,2612").starts_with(&(at("") + "unknown field `early`")));
        assert!(wrong("late,2612", "late,218074").contains("`late` is 218074, more than the 218073"));
        assert!(wrong("allotted,197548000000", "allotted,197548000001").contains("no multiple of 100000"));
    }
}
