//! Changes by their names: which series, which cell, which cause, as people say it.

use super::super::value::{status_words, written};
use crate::language::{Language, time_period};
use crate::lock::{Cause, Changes, How, Kind, Lock, ResultChange, RowChange};
use crate::store::Cell;
use std::collections::BTreeMap;

/// Names of indicators, areas and documents, as the later of two locks has them.
#[derive(Debug, Clone)]
pub struct Names {
    pub(super) language: Language,
    names: BTreeMap<(&'static str, String), String>,
    /// Columns that hold quantities or days, by table: all else is text, whatever it looks like.
    kinds: BTreeMap<(String, String), Kept>,
}

/// What a column holds, where it is not text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kept {
    /// A number that is written with its separators.
    Quantity,
    /// A day.
    Day,
}

impl Kept {
    /// By the column's name and its type in SQL; a year is no quantity.
    fn of(column: &str, kind: &str) -> Option<Kept> {
        let number = ["DECIMAL", "DOUBLE", "FLOAT", "BIGINT", "HUGEINT", "INTEGER"].iter().any(|n| kind.starts_with(n));
        match kind {
            "DATE" => Some(Kept::Day),
            _ if number && !kind.ends_with(']') && !column.ends_with("year") => Some(Kept::Quantity),
            _ => None,
        }
    }
}

impl Names {
    /// Those of both locks.
    pub fn of(before: &Lock, after: &Lock, language: Language) -> Names {
        let (mut names, mut kinds) = (BTreeMap::new(), BTreeMap::new());
        for lock in [before, after] {
            for table in &lock.tables {
                let told = table.head.columns.iter().filter_map(|(name, kind)| Some((name, Kept::of(name, kind)?)));
                kinds.extend(told.map(|(name, kept)| ((table.head.table.clone(), name.clone()), kept)));
            }
            for (table, id, vi, en) in [
                ("indicator", "indicator", "name_vi", "name_en"),
                ("measure", "measure", "name_vi", "name_en"),
                ("area", "area", "name", "name"),
                ("document", "document", "short_vi", "short_en"),
            ] {
                let Some(locked) = lock.table(table) else { continue };
                let at = |column: &str| locked.head.columns.iter().position(|(name, _)| name == column);
                let (Some(id), Some(name)) = (at(id), at(language.of_data(vi, en))) else { continue };
                for row in &locked.rows {
                    let cells = row.cells();
                    if let (Some(id), Some(name)) = (&cells[id], &cells[name]) {
                        names.insert((table, id.clone()), name.clone());
                    }
                }
            }
        }
        Names { language, names, kinds }
    }

    fn name(&self, table: &'static str, id: Option<&str>) -> Option<String> {
        let id = id?;
        Some(self.names.get(&(table, id.to_owned())).cloned().unwrap_or_else(|| id.to_owned()))
    }

    /// Of which series a row tells: indicator, area, year, document.
    pub(super) fn series(&self, row: &RowChange) -> String {
        let year = ["target_year", "year", "time_period", "as_of", "period_end"].iter().find_map(|c| row.value(c));
        let parts = [
            self.name("indicator", row.value("indicator")).or_else(|| self.name("measure", row.value("measure"))),
            row.value("rate").map(str::to_owned),
            self.name("area", row.value("ref_area")),
            year.map(|text| time_period(text, self.language)),
            self.name("document", row.value("document")),
        ];
        let told: Vec<String> = parts.into_iter().flatten().collect();
        if !told.is_empty() {
            return told.join(", ");
        }
        row.key.iter().filter_map(|(_, value)| value.clone()).collect::<Vec<_>>().join(", ")
    }

    fn cell(&self, table: &str, column: &str, value: Option<&str>) -> String {
        let Some(text) = value else { return "–".to_owned() };
        if column == "status" {
            return status_words(text, self.language).to_owned();
        }
        match (self.kinds.get(&(table.to_owned(), column.to_owned())), text.parse::<f64>()) {
            (Some(Kept::Day), _) => time_period(text, self.language),
            (Some(Kept::Quantity), Ok(number)) => {
                let places = text.split_once('.').map_or(0, |(_, digits)| digits.len());
                // What was computed has more digits than tell.
                let format = if places > 6 { "figure".to_owned() } else { format!("number{places}") };
                written(&Cell::Float(number), &format, self.language)
            }
            _ => text.to_owned(),
        }
    }

    fn cells(&self, row: &RowChange) -> String {
        let cell = |(column, before, after): (&str, Option<&str>, Option<&str>)| {
            format!(
                "{} {} → {}",
                self.column(column),
                self.cell(&row.table, column, before),
                self.cell(&row.table, column, after)
            )
        };
        row.cells().into_iter().map(cell).collect::<Vec<_>>().join("; ")
    }

    fn column<'a>(&self, column: &'a str) -> &'a str {
        match column {
            "numerator" => self.language.say("changes-column-numerator"),
            "denominator" => self.language.say("changes-column-denominator"),
            "value" | "obs_value" => self.language.say("changes-column-value"),
            "low" => self.language.say("changes-column-target"),
            "high" => self.language.say("changes-column-upper-target"),
            "published" => self.language.say("changes-column-printed-rate"),
            "status" => self.language.say("changes-column-verdict"),
            other => other,
        }
    }

    /// A cause in words.
    pub(super) fn cause(&self, cause: &Cause) -> String {
        let language = self.language;
        let kind = match cause.kind {
            Kind::NewReading => language.say("changes-new-reading"),
            Kind::Revision => language.say("changes-revision"),
            Kind::Withdrawal => language.say("changes-withdrawn-reading"),
            Kind::Target => language.say("changes-column-target"),
            Kind::Catalogue => language.say("changes-catalogue"),
            Kind::Recipe => language.say("changes-how-received-files-are-read"),
            Kind::Query => language.say("changes-query"),
            Kind::Rule => language.say("changes-rule"),
            Kind::Method => language.say("changes-method"),
            Kind::Parameter => language.say("changes-parameter"),
            Kind::Code => language.say("changes-program"),
        };
        let how = match cause.how {
            How::New => language.say("changes-added"),
            How::Gone => language.say("changes-removed"),
            How::Changed => language.say("changes-changed"),
        };
        match &cause.row {
            None => match (&cause.before, &cause.after) {
                (None, None) => format!("{kind} `{}` ({how})", cause.name),
                (before, after) => {
                    let text = |value: &Option<String>| value.as_deref().map_or("–".to_owned(), short);
                    format!("{kind}: {} {} → {}", cause.name, text(before), text(after))
                }
            },
            Some(row) => {
                let figures = matches!(cause.kind, Kind::NewReading | Kind::Revision | Kind::Withdrawal);
                let what = if row.is_new() || row.is_gone() {
                    let said = ["numerator", "denominator", "value", "obs_value", "printed", "file"];
                    let cells = said.iter().filter_map(|c| {
                        Some(format!("{} {}", self.column(c), self.cell(&row.table, c, Some(row.value(c)?))))
                    });
                    let cells = cells.collect::<Vec<_>>().join(", ");
                    if figures { cells } else { format!("{how} {cells}").trim_end().to_owned() }
                } else {
                    self.cells(row)
                };
                let place = row.value("source_row").map_or_else(String::new, |place| format!(" ({place})"));
                let table = if cause.kind == Kind::Catalogue || cause.kind == Kind::Method {
                    format!(" {}", cause.name)
                } else {
                    String::new()
                };
                let series = self.series(row);
                let series = if series.is_empty() { series } else { format!(", {series}") };
                format!("{kind}{table}{series}: {what}{place}")
            }
        }
    }

    pub(super) fn because(&self, change: &ResultChange, changes: &Changes) -> String {
        let causes: Vec<String> = change.because.iter().take(3).map(|i| self.cause(&changes.causes[*i])).collect();
        let more = change.because.len().saturating_sub(3);
        let causes = causes.join("; ");
        if more == 0 {
            return causes;
        }
        self.language.say_with("changes-more-causes", &[("causes", &causes), ("more", &more)])
    }
}

fn short(text: &str) -> String {
    let hash = text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit());
    if hash { text.chars().take(12).collect() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_its_column_holds_as_a_quantity_is_written_as_one() {
        let kinds = [("year", "BIGINT"), ("item", "VARCHAR"), ("n", "BIGINT"), ("low", "DECIMAL(24,6)")];
        let kinds = kinds.into_iter().chain([("obs_value", "DOUBLE"), ("as_of", "DATE"), ("readings", "DOUBLE[]")]);
        let of = |(column, kind): (&str, &str)| Some((("t".to_owned(), column.to_owned()), Kept::of(column, kind)?));
        let names = Names { language: Language::Vi, names: BTreeMap::new(), kinds: kinds.filter_map(of).collect() };
        for (column, text, said) in [
            ("year", "2030", "2030"),
            ("item", "1.6", "1.6"),
            ("item", "2030-12", "2030-12"),
            ("n", "228769", "228.769"),
            ("low", "44.6", "44,6"),
            ("obs_value", "88.35680751173709", "88,3568"),
            ("as_of", "2025-12-28", "28/12/2025"),
            ("readings", "[1.5, 2.5]", "[1.5, 2.5]"),
            ("elsewhere", "1234", "1234"),
        ] {
            assert_eq!(names.cell("t", column, Some(text)), said, "{column}");
        }
        assert_eq!(names.cell("t", "n", None), "–");
    }
}
