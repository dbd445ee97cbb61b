//! `milepost reference`: fitting reference classes, and showing what they are made of and how they did.

use super::plan::{Plan, today};
use super::workbench::Workbench;
use super::{Outcome, output};
use crate::error::{Error, Result};
use crate::evidence::{self, NamedClass, Origin, Provenance};
use crate::language::Language;
use crate::queries::run_text;
use crate::statistics::Scale;
use crate::statistics::reference_class::{History, Library};
use crate::store::Place;
use std::path::Path;

/// What a class is called and where its histories come from, as typed.
pub struct Told<'a> {
    /// Its name.
    pub name: &'a str,
    /// Who published the histories.
    pub source: &'a str,
    /// Under which terms.
    pub licence: &'a str,
    /// What they are, in Vietnamese; the source's own words where nobody says.
    pub what_vi: Option<&'a str>,
    /// The same in English.
    pub what_en: Option<&'a str>,
    /// Replace a class of that name.
    pub replace: bool,
}

/// Shares in percent, known to a hundredth: what reference classes are made of.
const SCALE: Scale = Scale::Gompertz { lower: 0.0, upper: 100.0 };
const UNIT: f64 = 0.01;

/// Fits a class, backtests it, writes it as a dataset of the project, and prints its record.
pub fn build(plan: &Plan, library: &Path, told: &Told<'_>) -> Result<Outcome> {
    evidence::check_identifier(told.name)?;
    let file = library.display().to_string();
    let read = evidence::read_histories(library, &file)?;
    let folder = plan.project.datasets().join(format!("reference-{}", told.name));
    if folder.exists() && !told.replace {
        return Err(Error::usage(plan.language.say("reference-class-exists"))
            .at(plan.project.relative(&folder))
            .found(told.name)
            .hint("another name, or --replace to build it anew"));
    }
    within_bounds(&read, &file)?;
    let histories: Vec<History> =
        read.all.iter().map(|one| History::from_series(&one.name, &one.kind, &one.series)).collect();
    let refused = |reason: crate::statistics::Refusal| Error::data(reason.sentence(plan.language)).at(&file);
    let fitted =
        Library::new(SCALE, UNIT, &histories).and_then(|library| library.fit(told.name, None)).map_err(refused)?;
    let origin = Origin {
        class: told.name.to_owned(),
        what_vi: told.what_vi.unwrap_or(told.source).to_owned(),
        what_en: told.what_en.unwrap_or(told.source).to_owned(),
        publisher: told.source.to_owned(),
        licence: told.licence.to_owned(),
        library_sha256: read.sha256,
        note: None,
    };
    let class = NamedClass { origin, fitted };
    let provenance = Provenance {
        publisher: told.source.to_owned(),
        made: today().to_string(),
        licence: told.licence.to_owned(),
        note: "Fitted by `milepost reference build`: quantiles of growth, no history. Level and growth stand on the Gompertz scale -ln(-ln(value / 100)).".to_owned(),
    };
    let mut tables = evidence::class_tables(&class);
    tables.extend(evidence::record_tables(told.name, &class.fitted.record));
    evidence::write_dataset(&folder, &provenance, &tables)?;
    if plan.for_people() {
        output::say(&format!("{}\n\n", plan.project.relative(&folder)))?;
    }
    show(plan, told.name)
}

/// Readings outside the bounds are no shares: left out, they would leave a class that never saw its own best or worst.
fn within_bounds(read: &evidence::Histories, file: &str) -> Result<()> {
    for one in &read.all {
        if let Some(reading) = one.series.readings().iter().find(|r| !(0.0..=100.0).contains(&r.value)) {
            return Err(Error::data("a reference class is made of shares in percent")
                .at(format!("{file}: {} {}, {}", one.name, one.kind, reading.date))
                .found(reading.value.to_string())
                .expected("0 to 100"));
        }
    }
    Ok(())
}

/// Every class of the project: what it is made of, how far it reaches, which indicators may use it.
pub fn list(plan: &Plan) -> Result<Outcome> {
    let bench = Workbench::prepare(plan, Place::Memory)?;
    let what = plan.language.of_data("what_vi", "what_en");
    print(
        plan,
        &bench,
        &format!(
            "SELECT c.class, c.{what} AS what, c.publisher, c.areas, c.readings, floor(c.first_year) AS first_year, floor(c.last_year) AS last_year,
                (SELECT max(horizon) FROM reference_growth g WHERE g.class = c.class) AS years_ahead,
                (SELECT string_agg(indicator, ', ' ORDER BY indicator) FROM reference_use u WHERE u.class = c.class) AS indicators
            FROM reference_class c ORDER BY c.class"
        ),
    )?;
    Ok(Outcome::Fine)
}

/// The make-up of one class, then its record beside `naive` and `rw-drift` on the same windows.
///
/// # Errors
/// There is no such class.
pub fn show(plan: &Plan, name: &str) -> Result<Outcome> {
    let bench = Workbench::prepare(plan, Place::Memory)?;
    if !bench.evidence.classes.iter().any(|class| class.origin.class == name) {
        let known: Vec<&str> = bench.evidence.classes.iter().map(|class| class.origin.class.as_str()).collect();
        return Err(Error::usage(plan.language.say("reference-class-unknown")).found(name).expected(known.join(", ")));
    }
    if plan.for_people() {
        let what = plan.language.of_data("what_vi", "what_en");
        let make_up = format!(
            "SELECT {what} AS what, publisher, licence, areas, histories, readings, left_out, windows, floor(first_year) AS first_year, floor(last_year) AS last_year, bandwidth,
                recency, \"window\", blended FROM reference_class WHERE class = '{name}'"
        );
        print(plan, &bench, &make_up)?;
        output::say("\n")?;
    }
    let reason = plan.language.tag();
    let columns = if plan.for_people() {
        format!("method, readings, horizon, windows, series, mae, bias, interval_score_90, crps, coverage_80, coverage_90, coverage_90_se,
            coverage_95, skill, skill_se, brier, brier_naive, CASE WHEN NOT starts_with(method, 'naive') THEN coalesce(reason_text(earned(backtest, method, coalesce(readings, 1000), horizon).reason, '{reason}'), '{}') END AS earned", plan.language.say("yes"))
    } else {
        "*, earned(backtest, method, coalesce(readings, 1000), horizon).earned AS earned".to_owned()
    };
    print(
        plan,
        &bench,
        &format!(
            "SELECT {columns} FROM backtest_record WHERE backtest = '{name}' AND windows_of = 'own' ORDER BY readings, horizon, method"
        ),
    )?;
    Ok(Outcome::Fine)
}

fn print(plan: &Plan, bench: &Workbench, sql: &str) -> Result<()> {
    let table = run_text(bench.store.connection(), sql, "reference")?;
    output::print_labelled(&table, label, plan)
}

fn label(column: &str, language: Language) -> &str {
    match column {
        "class" => language.say("column-reference-class"),
        "what" => language.say("column-what-it-is"),
        "publisher" => language.say("column-source"),
        "licence" => language.say("column-licence"),
        "areas" => language.say("column-areas"),
        "histories" => language.say("column-histories"),
        "readings" => language.say("column-readings"),
        "left_out" => language.say("column-left-out"),
        "windows" => language.say("column-windows"),
        "series" => language.say("column-series-tried"),
        "first_year" => language.say("column-from-year"),
        "last_year" => language.say("column-to-year"),
        "years_ahead" => language.say("column-farthest-horizon"),
        "indicators" => language.say("column-used-for"),
        "bandwidth" => language.say("column-bandwidth"),
        "recency" => language.say("column-recency-years"),
        "window" => language.say("column-window-years"),
        "blended" => language.say("column-shorter-ones-blended"),
        "method" => language.say("column-method"),
        "horizon" => language.say("column-horizon"),
        "mae" => language.say("column-mae"),
        "bias" => language.say("column-bias"),
        "interval_score_90" => language.say("column-interval-score-90-percent"),
        "crps" => language.say("column-crps"),
        "coverage_80" => language.say("column-coverage-80-percent"),
        "coverage_90" => language.say("column-coverage-90-percent"),
        "coverage_90_se" => language.say("column-standard-error"),
        "coverage_95" => language.say("column-coverage-95-percent"),
        "skill" => language.say("column-better-than-naive-by"),
        "skill_se" => language.say("column-standard-error-of-skill"),
        "brier" => language.say("column-brier"),
        "brier_naive" => language.say("column-naives-brier"),
        "earned" => language.say("column-probability-earned"),
        other => other,
    }
}
