//! Histories in a tidy table: a name, a period, a value; one row a reading.
//!
//! Where one area has several histories (2G, 3G and 4G), a column tells them apart.

use crate::error::{Error, Result};
use crate::sources::{self, Sheet};
use crate::statistics::{Reading, Series};
use jiff::civil::{Date, date};
use std::collections::BTreeMap;
use std::path::Path;

/// Header labels for the name of a history, its period and its value, the preferred first.
const NAMES: [&str; 5] = ["name", "area", "ref_area", "country", "iso3"];
const PERIODS: [&str; 4] = ["period", "time_period", "date", "year"];
const VALUES: [&str; 2] = ["value", "obs_value"];

/// Header labels for what tells the histories of one area apart, where a table has such a column.
const KINDS: [&str; 4] = ["kind", "series", "indicator", "measure"];

/// What data portals write for a figure that is not there.
const MISSING: [&str; 5] = ["", "NA", "..", "-", "–"];

/// The histories of one file.
#[derive(Debug, Clone)]
pub struct Histories {
    /// In order of name and kind.
    pub all: Vec<Told>,
    /// SHA-256 of the file.
    pub sha256: String,
}

/// One history.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// Whose it is: an area.
    pub name: String,
    /// Which of that area's histories; empty where the table does not tell them apart.
    pub kind: String,
    /// Its readings, oldest first; missing ones are counted.
    pub series: Series,
}

/// Reads a tidy table: columns for the name (`name`, `area`, `ref_area`, `country` or `iso3`), the period (`period`,
/// `time_period`, `date` or `year`) and the `value` (or `obs_value`), and perhaps one that tells the histories of an area
/// apart (`kind`, `series`, `indicator` or `measure`); other columns are left alone. `file` is how messages call it.
///
/// A period is a day (2025-06-30), a month (2025-06: its last day) or a year (2025: 31 December). An empty value, `NA`,
/// `..` or a dash is missing: counted, never zero.
///
/// # Errors
/// A file that cannot be read, a missing column, a period or value that cannot be understood, two values of one name and
/// day; each with its line.
pub fn read_histories(path: &Path, file: &str) -> Result<Histories> {
    if !path.is_file() {
        return Err(Error::usage("no such file")
            .found(file)
            .expected("a tidy table: CSV, or a workbook's first sheet"));
    }
    let (sheet, sha256) = sources::open(path, file)?;
    Ok(Histories { all: told(&sheet, file)?, sha256 })
}

/// The readings of one name, each with its value where there is one, and where it stands.
type Rows = BTreeMap<Date, (Option<f64>, String)>;

fn told(sheet: &Sheet, file: &str) -> Result<Vec<Told>> {
    let column = |labels: &[&str]| {
        let position = labels.iter().find_map(|label| sheet.header.iter().position(|l| l.trim() == *label));
        position.ok_or_else(|| {
            Error::data("a column is missing").at(format!("{file}:1")).found(sheet.header.join(", ")).expected(format!(
                "a tidy table: one of {}, one of {}, and {}",
                NAMES.join("/"),
                PERIODS.join("/"),
                VALUES.join("/")
            ))
        })
    };
    let (name, period, value) = (column(&NAMES)?, column(&PERIODS)?, column(&VALUES)?);
    let kind = KINDS.iter().find_map(|label| sheet.header.iter().position(|l| l.trim() == *label));
    let mut histories: BTreeMap<(String, String), Rows> = BTreeMap::new();
    for row in &sheet.rows {
        let cell = |position: usize| row.cells.get(position).map_or("", |c| c.trim());
        let wrong = |what: &str, column: usize, expected: &str| {
            Error::data(what)
                .at(format!("{}, column `{}`", row.address, sheet.header[column].trim()))
                .found(cell(column))
                .expected(expected)
        };
        if cell(name).is_empty() {
            return Err(wrong("the name is empty", name, "the name of a history on every row"));
        }
        let day = last_day(cell(period))
            .ok_or_else(|| wrong("not a period", period, "a year (2025), a month (2025-06) or a day (2025-06-30)"))?;
        let figure = if MISSING.contains(&cell(value)) {
            None
        } else {
            let number = cell(value).parse::<f64>().ok().filter(|v| v.is_finite());
            Some(number.ok_or_else(|| wrong("not a number", value, "a number with a decimal point, or nothing"))?)
        };
        let key = (cell(name).to_owned(), kind.map_or("", cell).to_owned());
        let rows = histories.entry(key).or_default();
        if let Some((_, first)) = rows.insert(day, (figure, row.address.clone())) {
            return Err(Error::data("two values of one history for one day")
                .at(&row.address)
                .found(format!("{}, {day}", cell(name)))
                .expected(format!("one value: {first} has the same name and period")));
        }
    }
    if histories.is_empty() {
        return Err(Error::data("the table has no rows").at(file).expected("one row for each reading"));
    }
    Ok(histories.into_iter().map(|((name, kind), rows)| Told { name, kind, series: one(rows) }).collect())
}

fn one(rows: Rows) -> Series {
    let missing = rows.values().filter(|(value, _)| value.is_none()).count();
    let readings = rows.into_iter().filter_map(|(date, (value, _))| Some(Reading { date, value: value? })).collect();
    Series::new(readings).expect("finite values by distinct days in order").leaving_out(missing)
}

/// The last day of a year, month or day.
fn last_day(text: &str) -> Option<Date> {
    let whole = |digits: &str, length: usize| {
        (digits.len() == length && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse::<i16>().ok())?
    };
    match text.split('-').collect::<Vec<_>>()[..] {
        [year] => Some(date(whole(year, 4).filter(|y| *y > 0)?, 12, 31)),
        [year, month] => {
            Some(Date::new(whole(year, 4)?, i8::try_from(whole(month, 2)?).ok()?, 1).ok()?.last_of_month())
        }
        [year, month, day] => {
            Date::new(whole(year, 4)?, i8::try_from(whole(month, 2)?).ok()?, i8::try_from(whole(day, 2)?).ok()?).ok()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn read(text: &str) -> Result<Histories> {
        let mut file = tempfile::Builder::new().suffix(".csv").tempfile().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        read_histories(file.path(), "library.csv")
    }

    #[test]
    fn what_cannot_be_understood_names_its_line() {
        for (text, says) in [
            ("name,value\nA,1\n", "library.csv:1: a column is missing"),
            ("name,year,value\n", "library.csv: the table has no rows"),
            ("name;year;value\nA;2020;1,5\n", "library.csv:1: the cells are parted by semicolons, not by commas"),
            ("name,year,value\nA,2020,1\n,2021,2\n", "library.csv:3, column `name`: the name is empty"),
            ("name,year,value\nA,20,1\n", "library.csv:2, column `year`: not a period"),
            ("name,period,value\nA,2020-13,1\n", "library.csv:2, column `period`: not a period"),
            ("name,year,value\nA,2020,\"1,5\"\n", "library.csv:2, column `value`: not a number"),
            ("name,year,value\nA,2020,inf\n", "library.csv:2, column `value`: not a number"),
            ("name,year,value\nA,2020,1\nA,2020,1\n", "library.csv:3: two values of one history for one day"),
        ] {
            let error = read(text).unwrap_err().to_string();
            assert!(error.starts_with(says), "{text:?}: {error}");
        }
    }

    #[test]
    fn missing_is_counted_and_order_is_that_of_the_days() {
        let text = "iso3,name,year,value,nature\nLAO,Laos,2021,62,x\nLAO,Laos,2019,..,x\nLAO,Laos,2020,54,x\nVNM,Vietnam,2020,,x\n";
        let histories = read(text).unwrap().all;
        assert_eq!(histories.len(), 2);
        let Told { name, kind, series } = &histories[0];
        assert_eq!((name.as_str(), kind.as_str(), series.len(), series.left_out()), ("Laos", "", 2, 1));
        assert_eq!(series.first().unwrap(), Reading { date: date(2020, 12, 31), value: 54.0 });
        assert_eq!((histories[1].series.len(), histories[1].series.left_out()), (0, 1));
    }

    #[test]
    fn a_column_may_tell_the_histories_of_an_area_apart() {
        let histories = read("area,kind,date,value\nA,3G,2020,1\nA,2G,2020,2\nA,2G,2021,3\n").unwrap().all;
        let told: Vec<_> = histories.iter().map(|t| (t.name.as_str(), t.kind.as_str(), t.series.len())).collect();
        assert_eq!(told, [("A", "2G", 2), ("A", "3G", 1)]);
    }

    #[test]
    fn periods_end_on_their_last_day() {
        assert_eq!(last_day("2024"), Some(date(2024, 12, 31)));
        assert_eq!(last_day("2024-02"), Some(date(2024, 2, 29)));
        assert_eq!(last_day("2024-02-10"), Some(date(2024, 2, 10)));
        for wrong in ["", "0000", "24", "2024-2", "2024-02-30", "2024-00", "2024-02-10-1", "+024", "năm 2024"] {
            assert_eq!(last_day(wrong), None, "{wrong}");
        }
    }
}
