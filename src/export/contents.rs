//! What stands on each sheet: SQL over the tables that every project has, and what a chart is drawn of.

use crate::error::Result;
use crate::language::Language;
use crate::store::ResultTable;
use duckdb::Connection;

/// A sheet before it is written.
pub struct Contents {
    /// Its name, as one would wish it.
    pub name: String,
    /// What stands above the table.
    pub title: String,
    /// The rows; columns are labelled as in notebooks.
    pub table: ResultTable,
    /// Where there is something to draw.
    pub drawn: Option<Drawn>,
}

/// A chart of Excel's own: of rows that follow each other.
pub struct Drawn {
    /// Its title.
    pub title: String,
    /// The unit of its values.
    pub unit: String,
    /// The column of names, and the columns of values.
    pub names: usize,
    /// The columns whose values are drawn, side by side.
    pub values: Vec<usize>,
    /// The first row, and how many.
    pub rows: (usize, usize),
    /// The greatest value.
    pub most: f64,
}

/// The greatest of these columns' values in the first rows.
fn most(table: &ResultTable, columns: &[usize], rows: usize) -> f64 {
    let values = table.rows.iter().take(rows).flat_map(|row| columns.iter().filter_map(|at| row[*at].number()));
    values.fold(0.0, f64::max)
}

impl Contents {
    /// Every sheet that has rows, in order: the summary, the themes, targets, findings, sources.
    pub fn all(connection: &Connection, language: Language) -> Result<Vec<Contents>> {
        let made = ResultTable::query(connection, "SELECT DISTINCT table_name FROM duckdb_tables() ORDER BY 1")?;
        let is_there = |table: &str| made.rows.iter().any(|row| row[0].text() == Some(table));
        let mut sheets = Vec::new();
        let mut add = |sheet: Contents| {
            if !sheet.table.rows.is_empty() {
                sheets.push(sheet);
            }
        };
        if is_there("overview") {
            add(summary(connection, language)?);
        }
        if is_there("reading") {
            let tag = language.tag();
            let themes = ResultTable::query(
                connection,
                &format!("SELECT theme, name_{tag} AS name FROM theme ORDER BY position"),
            )?;
            for row in 0..themes.rows.len() {
                let text = |column| themes.get(row, column).machine();
                add(theme(connection, language, &text("theme"), &text("name"))?);
            }
        }
        if is_there("status") {
            add(targets(connection, language)?);
        }
        add(findings(connection, language)?);
        add(documents(connection, language)?);
        add(files(connection, language)?);
        Ok(sheets)
    }
}

/// What stands above a column, with the format of its values.
fn label(column: &str, language: Language) -> &str {
    match column {
        "indicator" => language.say("sheet-indicator"),
        "series" => language.say("sheet-series"),
        "unit" => language.say("sheet-unit"),
        "baseline" => language.say("sheet-baseline"),
        "baseline_day" => language.say("sheet-baseline-day"),
        "now" => language.say("sheet-now"),
        "day" => language.say("sheet-day"),
        "target" => language.say("sheet-target"),
        "target_year" => language.say("sheet-target-year"),
        "status" => language.say("sheet-status"),
        "needed" => language.say("sheet-needed"),
        "readings" => language.say("sheet-readings"),
        "source" => language.say("sheet-source"),
        "line" => language.say("sheet-line"),
        "area" => language.say("sheet-area"),
        "period" => language.say("sheet-period"),
        "numerator" => language.say("sheet-numerator"),
        "denominator" => language.say("sheet-denominator"),
        "value" => language.say("sheet-value"),
        "obs_status" => language.say("sheet-obs-status"),
        "section" => language.say("sheet-section"),
        "data_row" => language.say("sheet-data-row"),
        "printed" => language.say("sheet-printed"),
        "comparator" => language.say("sheet-comparator"),
        "low" => language.say("sheet-low"),
        "high" => language.say("sheet-high"),
        "projected" => language.say("sheet-projected"),
        "lower" => language.say("sheet-lower"),
        "upper" => language.say("sheet-upper"),
        "probability" => language.say("sheet-probability"),
        "method" => language.say("sheet-method"),
        "reason" => language.say("sheet-reason"),
        "document" => language.say("sheet-document"),
        "severity" => language.say("sheet-severity"),
        "rule" => language.say("sheet-rule"),
        "finding" => language.say("sheet-finding"),
        "place" => language.say("sheet-place"),
        "why" => language.say("sheet-why"),
        "to_do" => language.say("sheet-to-do"),
        "code" => language.say("sheet-code"),
        "title" => language.say("sheet-title"),
        "number" => language.say("sheet-number"),
        "issuer" => language.say("sheet-issuer"),
        "issued" => language.say("sheet-issued"),
        "file" => language.say("sheet-file"),
        "dataset" => language.say("sheet-dataset"),
        "sha256" => "SHA-256",
        other => other,
    }
}

/// The rows of a statement in which `{tag}` is the language's tag, with the labels of that language above them.
fn asked(connection: &Connection, sql: &str, language: Language) -> Result<ResultTable> {
    let table = ResultTable::query(connection, &sql.replace("{tag}", language.tag()))?;
    let columns = table.columns.iter().map(|column| label(column, language).to_owned()).collect();
    Ok(ResultTable { columns, ..table })
}

fn summary(connection: &Connection, language: Language) -> Result<Contents> {
    let table = asked(
        connection,
        "SELECT o.name_{tag} AS indicator, m.name_{tag} AS series, o.unit AS unit,
            o.baseline AS baseline, o.baseline_date AS baseline_day, o.obs_value AS now,
            o.time_period AS day, o.goal AS target, o.target_year AS target_year,
            o.status AS status, o.required_pace AS needed, o.n AS readings,
            d.short_{tag} AS source, o.locator AS line
         FROM overview o JOIN measure m ON m.measure = o.measure LEFT JOIN document d ON d.document = o.document
         WHERE o.ref_area = getvariable('area')
         ORDER BY o.unit = '%' DESC, (SELECT position FROM theme t WHERE t.theme = o.theme), o.indicator, o.measure",
        language,
    )?;
    let shares = (0..table.rows.len()).take_while(|row| table.rows[*row][2].text() == Some("%")).count();
    let drawn = (shares > 0).then(|| Drawn {
        title: language.say("sheet-chart-now-and-target").to_owned(),
        unit: "%".to_owned(),
        names: 1,
        values: vec![5, 7],
        rows: (0, shares),
        most: most(&table, &[5, 7], shares),
    });
    let title = language.say("sheet-title-summary");
    Ok(Contents { name: language.say("sheet-name-summary").to_owned(), title: title.to_owned(), table, drawn })
}

fn theme(connection: &Connection, language: Language, theme: &str, name: &str) -> Result<Contents> {
    let theme = theme.replace('\'', "''");
    let table = asked(
        connection,
        &format!(
            "SELECT m.name_{{tag}} AS series, a.name AS area, r.time_period AS period,
                r.numerator::DOUBLE AS numerator, r.denominator::DOUBLE AS denominator,
                r.obs_value AS value, i.unit AS unit, r.obs_status AS obs_status,
                d.short_{{tag}} AS source, r.section AS section, r.locator AS line,
                r.source_row AS data_row
             FROM reading r JOIN measure m ON m.measure = r.measure JOIN indicator i ON i.indicator = r.indicator
             JOIN area a ON a.area = r.ref_area LEFT JOIN document d ON d.document = r.document
             WHERE i.theme = '{theme}'
             ORDER BY i.unit = '%' DESC, r.measure, r.ref_area, r.time_period"
        ),
        language,
    )?;
    let shares = (0..table.rows.len()).take_while(|row| table.rows[*row][6].text() == Some("%")).count();
    let drawn = (shares > 0 && shares <= MOST_DRAWN).then(|| Drawn {
        title: name.to_owned(),
        unit: "%".to_owned(),
        names: 0,
        values: vec![5],
        rows: (0, shares),
        most: most(&table, &[5], shares),
    });
    Ok(Contents { name: name.to_owned(), title: name.to_owned(), table, drawn })
}

/// The most bars of a chart that can be told apart.
const MOST_DRAWN: usize = 40;

fn targets(connection: &Connection, language: Language) -> Result<Contents> {
    let table = asked(
        connection,
        "SELECT i.name_{tag} AS indicator, a.name AS area, s.target_year AS target_year,
            s.printed AS printed, s.comparator AS comparator, s.low::DOUBLE AS low,
            s.high::DOUBLE AS high, s.unit AS unit, s.obs_value AS now, s.time_period AS day,
            s.status AS status, s.required_pace AS needed,
            s.projected AS projected, s.lower AS lower, s.upper AS upper,
            s.probability AS probability, s.projection_method AS method,
            reason_text(s.reason, '{tag}') AS reason, d.short_{tag} AS document, s.section AS section,
            s.locator AS line
         FROM status s JOIN indicator i ON i.indicator = s.indicator JOIN area a ON a.area = s.ref_area JOIN document d ON d.document = s.document
         ORDER BY (SELECT position FROM theme t WHERE t.theme = i.theme), s.indicator, s.level, s.ref_area, s.target_year, s.document, s.section, s.item, s.measure",
        language,
    )?;
    let title = language.say("sheet-title-targets");
    Ok(Contents { name: language.say("sheet-name-targets").to_owned(), title: title.to_owned(), table, drawn: None })
}

fn findings(connection: &Connection, language: Language) -> Result<Contents> {
    let table = asked(
        connection,
        "SELECT severity AS severity, rule_{tag} AS rule, what_{tag} AS finding, place_{tag} AS place,
            why_{tag} AS why, hint_{tag} AS to_do, source_row AS data_row
         FROM finding ORDER BY position",
        language,
    )?;
    let title = language.say("sheet-title-findings");
    Ok(Contents { name: language.say("sheet-name-findings").to_owned(), title: title.to_owned(), table, drawn: None })
}

fn documents(connection: &Connection, language: Language) -> Result<Contents> {
    let table = asked(
        connection,
        "SELECT document AS code, title AS title, number AS number, issuer AS issuer,
            issued AS issued, file AS file, sha256 FROM document ORDER BY document",
        language,
    )?;
    let title = language.say("sheet-title-sources");
    Ok(Contents { name: language.say("sheet-name-sources").to_owned(), title: title.to_owned(), table, drawn: None })
}

fn files(connection: &Connection, language: Language) -> Result<Contents> {
    let table = asked(
        connection,
        "SELECT source AS dataset, file AS file, sha256 FROM source_file ORDER BY source, file",
        language,
    )?;
    let title = language.say("sheet-title-files");
    Ok(Contents { name: language.say("sheet-name-files").to_owned(), title: title.to_owned(), table, drawn: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_a_label_of_its_language() {
        let connection = Connection::open_in_memory().unwrap();
        let sql = "SELECT 'x' AS title, 'y' AS name_vi, 'z' AS name_en, '{tag}' AS target_year";
        let vi = asked(&connection, sql, Language::Vi).unwrap();
        assert_eq!(vi.columns, ["Tên", "name_vi", "name_en", "Năm [year]"]);
        assert_eq!(vi.rows[0][3].text(), Some("vi"));
        assert_eq!(asked(&connection, sql, Language::En).unwrap().columns[3], "Year [year]");
    }
}
