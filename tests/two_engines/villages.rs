//! Villages with 4G, fixed broadband and electricity, from each commune's latest statement.

use super::agreement::{Agreement, Cell, row};
use super::projects::{made_up, province};
use super::received::{OWN, names, rate};
use super::table::Table;

/// What a village says to a rate: is it counted, and does it have it? Nothing where it does not say.
struct Said {
    counted: Option<bool>,
    has: Option<bool>,
}

/// Has the village 4G? One operator is enough; none has it only where each says so.
fn any_4g(villages: &Table, row: usize) -> Option<bool> {
    let operators = ["viettel_4g", "vnpt_4g", "mobifone_4g"].map(|operator| villages.flag(row, operator));
    if operators.contains(&Some(true)) {
        Some(true)
    } else if operators.contains(&None) {
        None
    } else {
        Some(false)
    }
}

fn said(rate: &str, villages: &Table, row: usize) -> Said {
    match rate {
        // Out of the villages that had no 4G: those that got it on some day, and those that have none.
        "covered" => {
            let came = villages.text(row, "covered_on");
            let counted = if came.is_some() { Some(true) } else { any_4g(villages, row).map(|has| !has) };
            Said { counted, has: Some(came.is_some_and(|came| came <= villages.id(row, "as_of"))) }
        }
        "any_4g" => Said { counted: Some(true), has: any_4g(villages, row) },
        _ => Said { counted: Some(true), has: villages.flag(row, rate) },
    }
}

#[test]
fn rates_of_villages() {
    for (project, least) in [(province(), 300), (made_up(), 16)] {
        let names = names(project);
        let latest =
            Table::stacked(&project.known("village_coverage").latest("as_of", &["ref_area"])).expect("villages");
        let mut again: Vec<Vec<Cell>> = Vec::new();
        for name in ["covered", "any_4g", "fixed_broadband", "electricity"] {
            for (level, by) in [("all", &[][..]), ("area", &["ref_area"])] {
                for villages in latest.groups(by) {
                    let says = |what: &dyn Fn(usize, Said) -> bool| {
                        let villages = villages.keep(|row| what(row, said(name, &villages, row)));
                        villages.len() as i64
                    };
                    let over = says(&|_, said| said.counted == Some(true) && said.has == Some(true));
                    let under = says(&|_, said| said.counted == Some(true) && said.has.is_some());
                    let left_out =
                        says(&|_, said| said.counted.is_none() || said.counted == Some(true) && said.has.is_none());
                    // Planned is said of villages that are known to be without.
                    let planned = says(&|row, said| {
                        said.counted == Some(true)
                            && said.has == Some(false)
                            && villages.text(row, "planned_on").is_some()
                    });
                    let is_4g = name == "covered" || name == "any_4g";
                    let area = if by.is_empty() { OWN } else { villages.id(0, "ref_area") };
                    again.push(row![
                        name,
                        level,
                        area,
                        names.get(area).cloned(),
                        villages.ends("as_of").map(|ends| ends.1),
                        over,
                        under,
                        rate(Some(over), Some(under)),
                        is_4g.then_some(planned),
                        left_out,
                        villages.listed("obs_status"),
                    ]);
                }
            }
        }
        let columns = &[
            "rate",
            "level",
            "ref_area",
            "name",
            "as_of",
            "numerator",
            "denominator",
            "obs_value",
            "planned",
            "rows_left_out",
            "obs_status",
        ];
        Agreement { query: "village_coverage_rate", columns, left_out: &[], near: &[] }.holds(project, &again, least);
    }
}
