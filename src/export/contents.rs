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

/// Labels and names in a language: `{tag}` in a statement is its tag, and `vi|en` between `«»` is the label of either.
fn spoken(sql: &str, language: Language) -> String {
    let mut out = String::new();
    for (at, part) in sql.replace("{tag}", language.tag()).split(['«', '»']).enumerate() {
        match part.split_once('|').filter(|_| at % 2 == 1) {
            Some((vi, en)) => out.push_str(language.pick(vi, en)),
            None => out.push_str(part),
        }
    }
    out
}

fn asked(connection: &Connection, sql: &str, language: Language) -> Result<ResultTable> {
    ResultTable::query(connection, &spoken(sql, language))
}

fn summary(connection: &Connection, language: Language) -> Result<Contents> {
    let table = asked(
        connection,
        "SELECT o.name_{tag} AS \"«Chỉ tiêu|Indicator»\", m.name_{tag} AS \"«Chuỗi số liệu|Series»\", o.unit AS \"«Đơn vị|Unit»\",
            o.baseline AS \"«Kỳ đầu|Baseline»\", o.baseline_date AS \"«Ngày kỳ đầu|Baseline day»\", o.obs_value AS \"«Hiện tại|Now»\",
            o.time_period AS \"«Ngày|Day»\", o.goal AS \"«Mục tiêu|Target»\", o.target_year AS \"«Năm|Year» [year]\",
            o.status AS \"«Đánh giá|Status» [status]\", o.required_pace AS \"«Cần tăng mỗi năm|Needed a year»\", o.n AS \"«Số kỳ|Readings»\",
            d.short_{tag} AS \"«Nguồn|Source»\", o.locator AS \"«Dòng|Line»\"
         FROM overview o JOIN measure m ON m.measure = o.measure JOIN document d ON d.document = o.document
         WHERE o.ref_area = getvariable('area')
         ORDER BY o.unit = '%' DESC, (SELECT position FROM theme t WHERE t.theme = o.theme), o.indicator, o.measure",
        language,
    )?;
    let shares = (0..table.rows.len()).take_while(|row| table.rows[*row][2].text() == Some("%")).count();
    let drawn = (shares > 0).then(|| Drawn {
        title: language.pick("Hiện tại và mục tiêu gần nhất", "Now, and the nearest target").to_owned(),
        unit: "%".to_owned(),
        names: 1,
        values: vec![5, 7],
        rows: (0, shares),
        most: most(&table, &[5, 7], shares),
    });
    let title = language.pick("Các chỉ tiêu có số liệu và mục tiêu", "Indicators with readings and targets");
    Ok(Contents { name: language.pick("Tổng hợp", "Summary").to_owned(), title: title.to_owned(), table, drawn })
}

fn theme(connection: &Connection, language: Language, theme: &str, name: &str) -> Result<Contents> {
    let theme = theme.replace('\'', "''");
    let table = asked(
        connection,
        &format!(
            "SELECT m.name_{{tag}} AS \"«Chuỗi số liệu|Series»\", a.name AS \"«Địa bàn|Area»\", r.time_period AS \"«Kỳ|Time period»\",
                r.numerator::DOUBLE AS \"«Tử số|Numerator»\", r.denominator::DOUBLE AS \"«Mẫu số|Denominator»\",
                r.obs_value AS \"«Giá trị|Value»\", i.unit AS \"«Đơn vị|Unit»\", r.obs_status AS \"«Trạng thái số liệu|Observation status»\",
                d.short_{{tag}} AS \"«Nguồn|Source»\", r.section AS \"«Mục|Section»\", r.locator AS \"«Dòng|Line»\",
                r.source_row AS \"«Dòng dữ liệu|Data row»\"
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
        "SELECT i.name_{tag} AS \"«Chỉ tiêu|Indicator»\", a.name AS \"«Địa bàn|Area»\", s.target_year AS \"«Năm|Year» [year]\",
            s.printed AS \"«Mục tiêu (nguyên văn)|Target (as printed)»\", s.comparator AS \"«So sánh|Comparator»\", s.low::DOUBLE AS \"«Mức|Low»\",
            s.high::DOUBLE AS \"«Đến|High»\", s.unit AS \"«Đơn vị|Unit»\", s.obs_value AS \"«Hiện tại|Now»\", s.time_period AS \"«Ngày|Day»\",
            s.status AS \"«Đánh giá|Status» [status]\", s.required_pace AS \"«Cần tăng mỗi năm|Needed a year»\",
            s.projected AS \"«Dự báo|Projected»\", s.lower AS \"«Cận dưới|Lower»\", s.upper AS \"«Cận trên|Upper»\",
            s.probability AS \"«Xác suất đạt|Probability»\", s.projection_method AS \"«Phương pháp|Method»\",
            reason_text(s.reason, '{tag}') AS \"«Lý do|Reason»\", d.short_{tag} AS \"«Văn bản|Document»\", s.section AS \"«Mục|Section»\",
            s.locator AS \"«Dòng|Line»\"
         FROM status s JOIN indicator i ON i.indicator = s.indicator JOIN area a ON a.area = s.ref_area JOIN document d ON d.document = s.document
         ORDER BY (SELECT position FROM theme t WHERE t.theme = i.theme), s.indicator, s.level, s.ref_area, s.target_year, s.document, s.section, s.item, s.measure",
        language,
    )?;
    let title = language.pick("Mọi mục tiêu và tình trạng", "Every target and where it stands");
    Ok(Contents {
        name: language.pick("Mục tiêu", "Targets").to_owned(), title: title.to_owned(), table, drawn: None
    })
}

fn findings(connection: &Connection, language: Language) -> Result<Contents> {
    let table = asked(
        connection,
        "SELECT severity AS \"«Mức|Severity»\", rule_{tag} AS \"«Quy tắc|Rule»\", what_{tag} AS \"«Phát hiện|Finding»\", place_{tag} AS \"«Ở đâu|Where»\",
            why_{tag} AS \"«Vì sao đáng chú ý|Why it matters»\", hint_{tag} AS \"«Nên làm gì|What to do»\", source_row AS \"«Dòng dữ liệu|Data row»\"
         FROM finding ORDER BY position",
        language,
    )?;
    let title = language.pick("Những chỗ chưa khớp", "What does not agree");
    Ok(Contents {
        name: language.pick("Phát hiện", "Findings").to_owned(),
        title: title.to_owned(),
        table,
        drawn: None,
    })
}

fn documents(connection: &Connection, language: Language) -> Result<Contents> {
    let table = asked(
        connection,
        "SELECT document AS \"«Mã|Code»\", title AS \"«Tên|Title»\", number AS \"«Số hiệu|Number»\", issuer AS \"«Cơ quan ban hành|Issuer»\",
            issued AS \"«Ngày ban hành|Issued»\", file AS \"«Tệp|File»\", sha256 AS \"SHA-256\" FROM document ORDER BY document",
        language,
    )?;
    let title = language.pick("Các văn bản và nguồn số liệu", "Documents and sources");
    Ok(Contents { name: language.pick("Nguồn", "Sources").to_owned(), title: title.to_owned(), table, drawn: None })
}

fn files(connection: &Connection, language: Language) -> Result<Contents> {
    let table = asked(
        connection,
        "SELECT source AS \"«Bộ dữ liệu|Dataset»\", file AS \"«Tệp|File»\", sha256 AS \"SHA-256\" FROM source_file ORDER BY source, file",
        language,
    )?;
    let title = language.pick("Các tệp dữ liệu đã đọc", "Data files that were read");
    Ok(Contents {
        name: language.pick("Tệp dữ liệu", "Data files").to_owned(),
        title: title.to_owned(),
        table,
        drawn: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_of_one_language() {
        let sql = "SELECT name_{tag} AS \"«Tên|Name»\" FROM t WHERE a || b";
        assert_eq!(spoken(sql, Language::Vi), "SELECT name_vi AS \"Tên\" FROM t WHERE a || b");
        assert_eq!(spoken(sql, Language::En), "SELECT name_en AS \"Name\" FROM t WHERE a || b");
    }
}
