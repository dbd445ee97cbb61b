//! What makes the folder a project: its project file, catalogue, forms, queries, notebooks, mappings, and a page that says
//! what it is.

use super::mess::HEADING;
use super::outbox::CORRECTED;
use super::province::{AREAS, FORMER};
use super::setting::{Corrected, Setting};
use super::write::Simulation;
use crate::error::{Error, Result};
use crate::observations::Recipe;
use crate::project::begin::{self, Files, embedded};
use serde::Deserialize;

/// Declarations of the four forms, as the real project holds them.
const FORMS: [(&str, &str); 4] = [
    ("online-service", include_str!("../../datasets/online-service/source.toml")),
    ("digitised-record", include_str!("../../datasets/digitised-record/source.toml")),
    ("village-coverage", include_str!("../../datasets/village-coverage/source.toml")),
    ("budget-line", include_str!("../../datasets/budget-line/source.toml")),
];

/// Queries of this repository: over the four tables, and from the rates of their months to trend, projection and scenario.
/// Only the readings come from elsewhere.
pub const QUERIES: &[(&str, &str)] = &embedded!(
    "queries",
    [
        "online_service_rate.sql",
        "digitised_record_rate.sql",
        "archive_page_rate.sql",
        "procedure_rate.sql",
        "village_coverage_rate.sql",
        "budget_line_rate.sql",
        "budget_line_flow.sql",
        "rate_change.sql",
        "trend.sql",
        "trend_test.sql",
        "promise.sql",
        "progress.sql",
        "projection.sql",
        "attainment.sql",
        "status.sql",
        "scenario.sql",
        "reconciliation.sql",
        "overview.sql",
        "trajectory.sql",
        "headline.sql",
        "archive_office.sql",
        "budget.sql",
        "method_example.sql",
        "procedure_level.sql",
        "villages_4g.sql",
        "charts/budget.sql",
        "charts/composition.sql",
        "charts/coverage-steps.sql",
        "charts/diagnostics.sql",
        "charts/heatmap.sql",
        "charts/map.sql",
        "charts/methods.sql",
        "charts/milestones.sql",
        "charts/overview.sql",
        "charts/ranking.sql",
        "charts/remaining.sql",
        "charts/revisions.sql",
        "charts/slope.sql",
        "charts/tiles.sql",
        "charts/trajectory.sql",
        "charts/waffle.sql",
        "checks/file-refused.sql",
        "checks/rows-set-aside.sql",
        "checks/revised-by-another-file.sql",
        "checks/total-row-differs.sql",
        "checks/correction-expired.sql",
        "checks/left-out-of-latest-statement.sql",
        "checks/mapping-unused.sql",
    ]
);

/// The files that stand as they are: the project file, the catalogue of the rates with the targets of a made-up plan, the plan
/// itself, notebooks, and the query of the readings.
pub const FILES: &[(&str, &str)] = &embedded!(
    "tests/simulated-province/project",
    [
        "milepost.toml",
        "plan.txt",
        "datasets/catalog/source.toml",
        "datasets/catalog/documents.csv",
        "datasets/catalog/units.csv",
        "datasets/catalog/themes.csv",
        "datasets/catalog/indicators.csv",
        "datasets/catalog/measures.csv",
        "datasets/catalog/targets.csv",
        "notebooks/annual-review.md",
        "notebooks/annual-review.en.md",
        "queries/reading.sql",
    ]
);

/// Notebooks of this repository that are of no one place: the raw figures by theme, data quality, communes, indicators, and
/// every form of chart.
pub const NOTEBOOKS: &[(&str, &str)] = &embedded!(
    "notebooks",
    [
        "budget.md",
        "budget.en.md",
        "commune.md",
        "commune.en.md",
        "coverage-4g.md",
        "coverage-4g.en.md",
        "data-quality.md",
        "data-quality.en.md",
        "digitised-records.md",
        "digitised-records.en.md",
        "gallery.md",
        "gallery.en.md",
        "indicator.md",
        "indicator.en.md",
        "online-services.md",
        "online-services.en.md",
    ]
);

/// The project file.
pub const PROJECT: &str = FILES[0].1;
/// The page that says what the project is, with `{scale}`, `{seed}`, `{returned}` and `{corrected}` to fill in.
const README: &str = include_str!("../../tests/simulated-province/project/README.md");

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

/// Every file of the project but the returned ones and the list of mistakes.
pub fn files(simulation: &Simulation, setting: &Setting, aliases: &[Alias]) -> Files {
    let mut files = begin::owned(FILES);
    let page = README.replace("{scale}", &simulation.scale.to_string()).replace("{seed}", &simulation.seed.to_string());
    let later = |again: &Corrected| format!("    milepost ingest {CORRECTED}/{0} --received {0}\n", again.day);
    let later: String = setting.corrected.iter().map(later).collect();
    let page = page.replace("{returned}", &setting.days.returned.to_string()).replace("{corrected}\n", &later);
    files.extend([
        ("README.md".to_owned(), page),
        ("datasets/areas/areas.csv".to_owned(), AREAS.to_owned()),
        ("datasets/areas/former_communes.csv".to_owned(), FORMER.to_owned()),
        ("datasets/areas/source.toml".to_owned(), include_str!("../../datasets/areas/source.toml").to_owned()),
    ]);
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
    files.extend(QUERIES.iter().map(|(name, sql)| (format!("queries/{name}"), (*sql).to_owned())));
    files.extend(NOTEBOOKS.iter().map(|(name, text)| (format!("notebooks/{name}"), (*text).to_owned())));
    files
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::sha256;

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
        let files = files(&Simulation { scale: 3, seed: 5 }, &Setting::read().unwrap(), &[]);
        let of = |name: &str| &files.iter().find(|f| f.0 == name).unwrap().1;
        assert!(of("milepost.toml").contains("simulated = true"));
        let page = of("README.md");
        assert!(page.contains("SIMULATED FIGURES, NOT REAL ONES") && !page.contains('{'));
        assert!(page.contains("--scale 3 --seed 5") && page.contains("--received 2026-01-10"));
        assert!(page.contains("milepost ingest corrected/2026-01-14 --received 2026-01-14\n"), "{page}");
    }

    #[test]
    fn the_hash_of_the_plan_is_that_of_its_text() {
        let text = |name: &str| FILES.iter().find(|(path, _)| *path == name).unwrap().1;
        assert!(text("datasets/catalog/documents.csv").contains(&sha256(text("plan.txt").as_bytes())));
    }
}
