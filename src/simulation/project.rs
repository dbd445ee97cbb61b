//! What makes the folder a project: its project file, declarations, mappings, and a page that says what it is.

use super::mess::HEADING;
use super::province::{AREAS, FORMER};
use crate::error::{Error, Result};
use crate::observations::Recipe;
use crate::sources::sha256;
use serde::Deserialize;

/// Declarations of the four forms, as the real project holds them.
const FORMS: [(&str, &str); 4] = [
    ("online-service", include_str!("../../datasets/online-service/source.toml")),
    ("digitised-record", include_str!("../../datasets/digitised-record/source.toml")),
    ("village-coverage", include_str!("../../datasets/village-coverage/source.toml")),
    ("budget-line", include_str!("../../datasets/budget-line/source.toml")),
];

/// Queries over the four tables, and from the rates of their months to trend, projection and scenario; by file name.
pub const QUERIES: &[(&str, &str)] = &[
    ("online_service_rate.sql", include_str!("../../queries/online_service_rate.sql")),
    ("digitised_record_rate.sql", include_str!("../../queries/digitised_record_rate.sql")),
    ("archive_page_rate.sql", include_str!("../../queries/archive_page_rate.sql")),
    ("procedure_rate.sql", include_str!("../../queries/procedure_rate.sql")),
    ("village_coverage_rate.sql", include_str!("../../queries/village_coverage_rate.sql")),
    ("budget_line_rate.sql", include_str!("../../queries/budget_line_rate.sql")),
    ("budget_line_flow.sql", include_str!("../../queries/budget_line_flow.sql")),
    ("rate_change.sql", include_str!("../../queries/rate_change.sql")),
    // The chain of the real project from here on; only the readings come from elsewhere.
    ("reading.sql", include_str!("queries/reading.sql")),
    ("trend.sql", include_str!("../../queries/trend.sql")),
    ("trend_test.sql", include_str!("../../queries/trend_test.sql")),
    ("promise.sql", include_str!("../../queries/promise.sql")),
    ("progress.sql", include_str!("../../queries/progress.sql")),
    ("projection.sql", include_str!("../../queries/projection.sql")),
    ("attainment.sql", include_str!("../../queries/attainment.sql")),
    ("status.sql", include_str!("../../queries/status.sql")),
    ("scenario.sql", include_str!("../../queries/scenario.sql")),
    ("reconciliation.sql", include_str!("../../queries/reconciliation.sql")),
    ("checks/file-refused.sql", include_str!("../../queries/checks/file-refused.sql")),
    ("checks/rows-set-aside.sql", include_str!("../../queries/checks/rows-set-aside.sql")),
    ("checks/revised-by-another-file.sql", include_str!("../../queries/checks/revised-by-another-file.sql")),
    ("checks/total-row-differs.sql", include_str!("../../queries/checks/total-row-differs.sql")),
    ("checks/correction-expired.sql", include_str!("../../queries/checks/correction-expired.sql")),
    ("checks/left-out-of-latest-statement.sql", include_str!("../../queries/checks/left-out-of-latest-statement.sql")),
    ("checks/mapping-unused.sql", include_str!("../../queries/checks/mapping-unused.sql")),
];

/// The catalogue: what the rates are, and targets that a made-up plan sets for some.
const CATALOG: [(&str, &str); 6] = [
    ("source.toml", include_str!("catalog/source.toml")),
    ("units.csv", include_str!("catalog/units.csv")),
    ("themes.csv", include_str!("catalog/themes.csv")),
    ("indicators.csv", include_str!("catalog/indicators.csv")),
    ("measures.csv", include_str!("catalog/measures.csv")),
    ("targets.csv", include_str!("catalog/targets.csv")),
];

/// The made-up plan that the targets cite by line.
const PLAN: &str = include_str!("catalog/plan.txt");

/// The day on which the units are taken to have returned their forms, before the review of the project.
pub const RETURNED_ON: &str = "2026-01-10";

const PROJECT: &str = r#"# A simulated project: none of its figures is real. Written by `milepost simulate`.
simulated = true
area = "14"
language = "vi"
review_date = "2026-01-15"
milestones = [2026, 2027, 2030]

[name]
vi = "Chuyển đổi số tỉnh Sơn La (số liệu mô phỏng)"
en = "Digital transformation of Sơn La province (simulated figures)"
"#;

/// The recipes of the four forms.
///
/// # Errors
/// A declaration inside this program is not as it should be.
pub fn recipes() -> Result<Vec<Recipe>> {
    #[derive(Deserialize)]
    struct Source {
        recipe: Vec<Recipe>,
    }
    let mut recipes = Vec::new();
    for (dataset, text) in FORMS {
        let source: Source = toml::from_str(text)
            .map_err(|e| Error::data(e.message().to_owned()).at(format!("{dataset}/source.toml")))?;
        recipes.extend(source.recipe.into_iter().map(|recipe| Recipe { dataset: dataset.to_owned(), ..recipe }));
    }
    Ok(recipes)
}

/// A spelling of an area that a dataset explains.
pub struct Alias {
    /// The dataset.
    pub dataset: &'static str,
    /// The spelling.
    pub spelling: String,
    /// The code of the area.
    pub area: String,
}

/// Every file of the project but the returned ones and the list of mistakes: path and content.
pub fn files(scale: u32, seed: u64, aliases: &[Alias]) -> Vec<(String, String)> {
    let mut files = vec![
        ("milepost.toml".to_owned(), PROJECT.to_owned()),
        ("README.md".to_owned(), readme(scale, seed)),
        ("datasets/areas/areas.csv".to_owned(), AREAS.to_owned()),
        ("datasets/areas/former_communes.csv".to_owned(), FORMER.to_owned()),
        ("datasets/areas/source.toml".to_owned(), include_str!("../../datasets/areas/source.toml").to_owned()),
    ];
    files.extend(CATALOG.map(|(name, text)| (format!("datasets/catalog/{name}"), text.to_owned())));
    files.push(("datasets/catalog/documents.csv".to_owned(), documents()));
    files.push(("plan.txt".to_owned(), PLAN.to_owned()));
    for (dataset, source) in FORMS {
        files.push((format!("datasets/{dataset}/source.toml"), source.to_owned()));
        let spellings: String =
            aliases.iter().filter(|a| a.dataset == dataset).map(|a| format!("{},{}\n", a.spelling, a.area)).collect();
        if !spellings.is_empty() {
            files.push((format!("datasets/{dataset}/areas.csv"), format!("spelling,area\n{spellings}")));
        }
    }
    files.push((
        "datasets/online-service/excluded.csv".to_owned(),
        format!("recipe,label,why\nonline-service,{HEADING},\"a heading of rows, without figures\"\n"),
    ));
    for (name, text) in [
        ("annual-review.md", include_str!("notebooks/annual-review.md")),
        ("annual-review.en.md", include_str!("notebooks/annual-review.en.md")),
    ] {
        files.push((format!("notebooks/{name}"), text.to_owned()));
    }
    files.extend(QUERIES.iter().map(|(name, sql)| (format!("queries/{name}"), (*sql).to_owned())));
    files
}

/// The made-up plan as a document: the program's own text, so that its hash is that of the file.
fn documents() -> String {
    format!(
        "document,short_vi,short_en,file,number,title,issuer,issued,level,sha256,note\n\
         simulated-plan,Kế hoạch giả định (mô phỏng),Made-up plan (simulated),plan.txt,,\
         Kế hoạch giả định để thử công cụ – mô phỏng,milepost simulate,2025-12-31,province,{},mô phỏng – simulated\n",
        sha256(PLAN.as_bytes())
    )
}

fn readme(scale: u32, seed: u64) -> String {
    format!(
        "\
# Tỉnh Sơn La – SỐ LIỆU MÔ PHỎNG, KHÔNG PHẢI SỐ LIỆU THẬT
# Sơn La province – SIMULATED FIGURES, NOT REAL ONES

Toàn bộ số liệu trong thư mục này do chương trình tạo ra (`milepost simulate --scale {scale} --seed {seed}`). Không có
biểu nào do một cơ quan lập. Chỉ tên, mã đơn vị hành chính và các tổng số của tỉnh là thật; tên bản, thủ tục, nhiệm vụ,
cách chia theo xã, tháng, lĩnh vực đều là giả định.

Everything here was made up by the program (`milepost simulate --scale {scale} --seed {seed}`). No office drew up any of
these forms. Only the names and codes of the communes and the province's totals are real; villages, procedures, tasks and
how the totals spread over communes, months and fields are invented.

| what | where |
|---|---|
| the forms as the units returned them | `received/` |
| a library of histories, one a commune, to build a reference class from | `library.csv` |
| a made-up plan with targets, and what its rates are called | `plan.txt`, `datasets/catalog/` |
| every mistake planted in them: file, sheet, cell, code | `planted.csv` |
| spellings and headings that need an explanation | `datasets/*/areas.csv`, `datasets/*/excluded.csv` |

    milepost ingest received --received {RETURNED_ON}
    milepost run
    milepost trend simulated.filed_online --area 14
    milepost project simulated.filed_online --area 14
    milepost project simulated.filed_online --area 03646 --scenario
    milepost query list

The rows that are accepted add up to {scale} times the totals that the province's report for 2025 prints: 228,769 dossiers
received, of which 217,339 with components digitised; 218,073 handled, of which 208,037 with the result digitised; 2,163
procedures (941 end to end, 908 in part, 314 not online; 1,065 could be end to end); 15,125,234 archive pages, of which
6,047,286 digitised; 2,233 villages, of which 69 without 4G after the merger, 26 of them covered by 10/11/2025 and 23
planned by 31/12/2025, and 449 without fixed broadband; 197,548 million đồng allotted, of which 30.77% disbursed.
"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_declarations_hold_five_recipes() {
        let recipes = recipes().unwrap();
        let names: Vec<&str> = recipes.iter().map(|r| r.name.as_str()).collect();
        assert_eq!(
            names,
            ["online-service", "procedure-register", "digitised-record", "village-coverage", "budget-line"]
        );
        assert_eq!(recipes[1].dataset, "online-service");
    }

    #[test]
    fn every_page_says_that_it_is_simulated() {
        let files = files(1, 1, &[]);
        let of = |name: &str| &files.iter().find(|f| f.0 == name).unwrap().1;
        assert!(of("milepost.toml").contains("simulated = true"));
        assert!(of("README.md").contains("SIMULATED FIGURES, NOT REAL ONES"));
    }
}
