//! Readings: which of several prints of one figure stands, and what each series has moved from its first to its last.

use super::agreement::{Agreement, Cell, row};
use super::projects::{Project, made_up, province, real};
use super::table::{Table, years};
use std::collections::BTreeMap;

const SERIES: [&str; 3] = ["indicator", "measure", "ref_area"];

/// The columns of a reading, as its header declares them.
const READING: &[&str] = &[
    "indicator",
    "measure",
    "ref_area",
    "time_period",
    "time_basis",
    "numerator",
    "denominator",
    "obs_value",
    "obs_status",
    "qualifier",
    "printed",
    "document",
    "section",
    "locator",
    "source_row",
];

/// The day that a figure stands for: that of the reading, or the last of its period.
fn stands_for(figures: &Table, row: usize) -> Option<&str> {
    figures.text(row, "as_of").or_else(|| figures.text(row, "period_end"))
}

/// The value of a figure: the parts divided where there are parts, else what is printed.
fn value(figures: &Table, row: usize) -> Option<f64> {
    match (figures.number(row, "numerator"), figures.number(row, "denominator")) {
        (Some(over), Some(under)) if under > 0.0 => Some(100.0 * over / under),
        (Some(_), Some(_)) => None,
        _ => figures.number(row, "value"),
    }
}

/// The first line of a locator.
fn line(figures: &Table, row: usize) -> u64 {
    figures.id(row, "locator").split('-').next().and_then(|line| line.parse().ok()).expect("a line")
}

/// Of several rows those that are best by one question; all are as good where the question does not tell them apart.
fn best<T: Ord>(rows: Vec<usize>, question: impl Fn(usize) -> T) -> Vec<usize> {
    let most = rows.iter().map(|row| question(*row)).max();
    rows.into_iter().filter(|row| Some(question(*row)) == most).collect()
}

/// The print that stands, found by asking one question after the other of all that are left.
fn chosen(figures: &Table, prints: Vec<usize>, issued: &BTreeMap<String, String>) -> usize {
    use std::cmp::Reverse;
    let text = |row, name| figures.text(row, name).unwrap_or_default();
    let left = best(prints, |row| stands_for(figures, row).map(str::to_owned));
    let left = best(left, |row| text(row, "obs_status") == "A");
    let left = best(left, |row| text(row, "qualifier") == "exact");
    // A document that does not say when it was issued comes after all that do.
    let left = best(left, |row| issued.get(text(row, "document")).cloned());
    let left = best(left, |row| figures.number(row, "numerator").is_some());
    // The rest is only order: by document, line and row.
    let left = best(left, |row| Reverse(text(row, "document").to_owned()));
    let left = best(left, |row| Reverse(line(figures, row)));
    let left = best(left, |row| Reverse(text(row, "source_row").to_owned()));
    assert_eq!(left.len(), 1, "two rows of a file are one");
    left[0]
}

/// The prints that stand: of figures that add up from one starting day the latest, of prints of one figure the best, of
/// periods that end on one day the longest.
fn standing(project: &Project) -> (Table, Vec<usize>) {
    let documents = project.known("document");
    let issued = documents
        .rows()
        .filter_map(|row| Some((documents.id(row, "document").to_owned(), documents.text(row, "issued")?.to_owned())));
    let issued: BTreeMap<String, String> = issued.collect();
    let all = project.known("observation").with("indicator");
    let figures = all.keep(|row| {
        ["A", "P"].contains(&all.id(row, "obs_status")) && value(&all, row).is_some() && stands_for(&all, row).is_some()
    });
    let mut started: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for row in figures.rows() {
        let start = figures.text(row, "period_start");
        let of_one_start = (start.is_some(), start.or_else(|| stands_for(&figures, row)).map(str::to_owned));
        started.entry((figures.key(row, &SERIES), of_one_start)).or_default().push(row);
    }
    let mut ending: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for prints in started.into_values() {
        let print = chosen(&figures, prints, &issued);
        let day = stands_for(&figures, print).map(str::to_owned);
        ending.entry((figures.key(print, &SERIES), day)).or_default().push(print);
    }
    // A figure without a first day is that of a day, the shortest of all.
    let longest = |rows: Vec<usize>| {
        let left = best(rows, |row| figures.text(row, "period_start").map(|start| std::cmp::Reverse(start.to_owned())));
        assert_eq!(left.len(), 1, "one print of each period is left");
        left[0]
    };
    let rows = ending.into_values().map(longest).collect();
    (figures, rows)
}

#[test]
fn the_print_that_is_the_reading() {
    for (project, least) in [(real(), 22), (made_up(), 150)] {
        let (figures, rows) = standing(project);
        let again: Vec<Vec<Cell>> = rows
            .into_iter()
            .map(|row| {
                let text = |name| figures.text(row, name);
                row![
                    text("indicator"),
                    text("measure"),
                    text("ref_area"),
                    stands_for(&figures, row),
                    text("as_of_basis").unwrap_or("printed"),
                    figures.number(row, "numerator"),
                    figures.number(row, "denominator"),
                    value(&figures, row),
                    text("obs_status"),
                    text("qualifier"),
                    text("printed"),
                    text("document"),
                    text("section"),
                    text("locator"),
                    text("source_row"),
                ]
            })
            .collect();
        Agreement { query: "reading", columns: READING, left_out: &[], near: &[] }.holds(project, &again, least);
    }
}

/// First, last, change and pace of the readings since the latest break within a series.
#[test]
fn changes_between_readings() {
    for (project, least) in [(real(), 19), (province(), 450), (made_up(), 35)] {
        let readings = project.result("reading");
        let breaks = project.known("series_break");
        let own = breaks.keep(|row| breaks.text(row, "from_measure") == breaks.text(row, "to_measure"));
        let review = project.day_of_review();
        let mut again: Vec<Vec<Cell>> = Vec::new();
        let mut dated: Vec<Vec<Cell>> = Vec::new();
        for series in readings.groups(&SERIES) {
            let measure = series.id(0, "measure");
            let broken = own.only("to_measure", measure);
            let broken = broken.keep(|row| broken.id(row, "break_date") <= review.as_str()).ends("break_date");
            let series =
                series.keep(|row| broken.as_ref().is_none_or(|(_, day)| series.id(row, "time_period") >= day.as_str()));
            let mut rows: Vec<usize> = series.rows().collect();
            rows.sort_by_key(|row| series.id(*row, "time_period"));
            let (Some(first), Some(last)) = (rows.first(), rows.last()) else { continue };
            let at = |row: usize| (series.id(row, "time_period"), series.number(row, "obs_value").expect("a value"));
            let ((from, before), (to, now)) = (at(*first), at(*last));
            let several = rows.len() > 1;
            again.push(row![
                series.id(0, "indicator"),
                measure,
                series.id(0, "ref_area"),
                rows.len(),
                from,
                before,
                to,
                now,
                several.then_some(now - before),
                several.then(|| (now - before) / years(from, to)),
            ]);
            dated.extend(rows.iter().map(|row| row![measure, series.id(0, "ref_area"), at(*row).0, at(*row).1]));
        }
        let columns = &[
            "indicator",
            "measure",
            "ref_area",
            "n",
            "first_period",
            "first_value",
            "time_period",
            "obs_value",
            "change",
            "pace",
        ];
        let left_out = &["scale", "periods", "readings"];
        Agreement { query: "trend", columns, left_out, near: &[] }.holds(project, &again, least);
        // The lists, reading by reading.
        let lists = project
            .read("SELECT measure, ref_area, unnest(periods) AS period, unnest(readings) AS reading FROM main.trend");
        let agreement = Agreement {
            query: "trend",
            columns: &["measure", "ref_area", "period", "reading"],
            left_out: &[],
            near: &[],
        };
        agreement.compare(&lists, &["measure", "ref_area", "period"], &dated, least).expect("the lists agree");
    }
}

/// In the simulated province every month of the whole and of every commune is a reading.
#[test]
fn readings_of_the_simulated_province() {
    let mut again: Vec<Vec<Cell>> = Vec::new();
    for query in ["online_service_rate", "digitised_record_rate"] {
        let rates = province().result(query).with("obs_value");
        for row in rates.rows() {
            let (level, area) = (rates.id(row, "level"), rates.id(row, "ref_area"));
            let (rate, day) = (rates.id(row, "rate"), rates.id(row, "period_end"));
            // The province's own offices are a part of the whole, not an area beside the communes.
            if level == "month" || level == "area-month" && area != super::received::OWN {
                let parts = ["numerator", "denominator"].map(|part| rates.whole(row, part).expect("a part"));
                again.push(row![
                    format!("simulated.{rate}"),
                    format!("simulated.{rate}"),
                    area,
                    day,
                    "printed",
                    parts[0],
                    parts[1],
                    rates.number(row, "obs_value"),
                    rates.text(row, "obs_status"),
                    "exact",
                    format!("{}/{}", parts[0], parts[1]),
                    None::<&str>,
                    query,
                    None::<&str>,
                    format!("{query}:{rate}:{area}:{day}"),
                ]);
            }
        }
    }
    Agreement { query: "reading", columns: READING, left_out: &[], near: &[] }.holds(province(), &again, 5000);
}
