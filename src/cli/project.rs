//! `milepost project`: where a series will be, whether and when its targets are met, or why that cannot be said.

use super::plan::Plan;
use super::workbench::Workbench;
use super::{Outcome, output, reconciliation, scenario, series};
use crate::error::{Error, Result};
use crate::language::{Language, compare};
use crate::queries::{Parameters, run_text};
use crate::statistics::{
    BEST_COMMUNE_PACE, Comparator, Declared, Level, Model, REQUIRED_PACE, Refusal, Scale, Target, Working,
    attainment_workings,
};
use crate::store::{Cell, Place, ResultTable};
use jiff::civil::date;

/// What is asked.
pub struct Request<'a> {
    /// The indicator.
    pub indicator: &'a str,
    /// Only this area.
    pub area: Option<&'a str>,
    /// Years looked toward; those of the project where there are none.
    pub to: &'a [i16],
    /// The method; each indicator's own where there is none.
    pub method: Option<&'a str>,
    /// Levels of the intervals.
    pub levels: &'a [Level],
    /// Scenarios instead of projections.
    pub scenario: bool,
    /// Print the formulas with the numbers put in.
    pub explain: bool,
}

/// The projections for people; programs get all columns. What is refused for the same reason in every year is said once.
const PROJECTIONS: &str = "
SELECT DISTINCT m.name_vi AS measure, a.name AS area, CASE WHEN s.silent THEN s.years ELSE t.target_year::VARCHAR END AS years, t.method, t.n,
    t.projected, CASE WHEN NOT s.silent THEN t.interval_level END AS interval_level, t.lower, t.upper,
    CASE WHEN NOT s.silent THEN t.coverage END AS coverage, t.reason
FROM projection t JOIN measure m ON m.measure = t.measure JOIN area a ON a.area = t.ref_area
JOIN (SELECT measure, ref_area, count(projected) = 0 AND count(DISTINCT reason) = 1 AS silent,
        string_agg(DISTINCT target_year::VARCHAR, ', ' ORDER BY target_year::VARCHAR) AS years
    FROM projection GROUP BY measure, ref_area) s ON s.measure = t.measure AND s.ref_area = t.ref_area";

/// The targets for people.
const TARGETS: &str = "
SELECT m.name_vi AS measure, a.name AS area, t.target_year, g.printed, d.short_vi AS document, t.projected, t.probability,
    t.coverage, t.reached, t.earliest, t.latest, p.required_pace, t.reason
FROM attainment t JOIN measure m ON m.measure = t.measure JOIN area a ON a.area = t.ref_area
JOIN document d ON d.document = t.document
JOIN target g ON g.indicator = t.indicator AND g.document = t.document AND g.section = t.section AND g.item = t.item
    AND g.level = t.level AND g.ref_area = t.ref_area AND g.year = t.target_year
JOIN progress p ON p.indicator = t.indicator AND p.document = t.document AND p.section = t.section AND p.item = t.item
    AND p.level = t.level AND p.ref_area = t.ref_area AND p.target_year = t.target_year AND p.measure = t.measure";

/// Prints the projections of an indicator's series, then for people its targets and whether the parts agree with the whole.
pub fn project(plan: &Plan, request: &Request<'_>) -> Result<Outcome> {
    if let Some(method) = request.method {
        no_scenario(plan.language, method)?;
    }
    let mut parameters = plan.parameters.clone();
    if !request.to.is_empty() {
        parameters.milestones = request.to.to_vec();
    }
    if let Some(year) = parameters.milestones.iter().find(|year| !(1900..=2200).contains(*year)) {
        return Err(Error::usage("not a year to look toward").found(year.to_string()).expected("1900 to 2200"));
    }
    parameters.levels = request.levels.iter().map(|level| level.get()).collect();
    parameters.method = request.method.map(str::to_owned);
    let bench = Workbench::prepare_with(plan, &parameters, Place::Memory)?;
    if let Some(method) = request.method {
        known(&bench, plan.language, method)?;
    }
    let needed: &[&str] = if request.scenario { &["scenario"] } else { &["projection", "attainment", "progress"] };
    for query in needed {
        bench.query(query)?;
    }
    let chosen = series::condition(&bench, plan.language, Some(request.indicator), request.area)?;
    if request.scenario {
        return scenario::scenario(plan, &bench, &chosen, request.explain);
    }
    if request.explain {
        return explain(plan, &bench, request, &parameters, &chosen);
    }
    if !plan.for_people() {
        let order = "ORDER BY measure, ref_area, target_year, interval_level";
        return show(plan, &bench, &format!("SELECT t.* FROM projection t WHERE {chosen} {order}"))
            .map(|()| Outcome::Fine);
    }
    let in_language = |sql: &str| match plan.language {
        Language::Vi => sql.to_owned(),
        Language::En => sql.replace("name_vi AS", "name_en AS").replace("short_vi AS", "short_en AS"),
    };
    show(
        plan,
        &bench,
        &format!("{} WHERE {chosen} ORDER BY measure, area, years, interval_level", in_language(PROJECTIONS)),
    )?;
    let measured = chosen.replace(
        "t.indicator = ",
        "(SELECT r.indicator FROM trend r WHERE r.measure = t.measure AND r.ref_area = t.ref_area) = ",
    );
    let targets =
        format!("{} WHERE {measured} ORDER BY measure, area, target_year, document, printed", in_language(TARGETS));
    if !run_text(bench.store.connection(), &targets, "project")?.rows.is_empty() {
        output::say("\n")?;
        show(plan, &bench, &targets)?;
    }
    reconciliation::below(plan, &bench, &chosen)?;
    Ok(Outcome::Fine)
}

/// A scenario is asked for by its own word: nobody may take it for a projection.
fn no_scenario(language: Language, method: &str) -> Result<()> {
    let name = method.split('/').next().unwrap_or(method);
    if ![REQUIRED_PACE.name, BEST_COMMUNE_PACE.name].contains(&name) {
        return Ok(());
    }
    let what = language.say("scenario-is-no-method");
    Err(Error::usage(what).found(method).expected("--scenario"))
}

/// The method must be one that there is.
fn known(bench: &Workbench, language: Language, method: &str) -> Result<()> {
    match bench.models.by_name(method) {
        Ok(_) => Ok(()),
        Err(reason) => {
            let mut names: Vec<&str> = bench.models.names().collect();
            names.sort_by(|a, b| compare(a, b));
            Err(Error::usage(reason.sentence(language)).found(method).expected(names.join(", ")))
        }
    }
}

fn show(plan: &Plan, bench: &Workbench, sql: &str) -> Result<()> {
    let table = run_text(bench.store.connection(), sql, "project")?;
    output::print_labelled(&table, label, plan)
}

/// The calculation of every series, for each year and level, and for each of its targets.
fn explain(
    plan: &Plan,
    bench: &Workbench,
    request: &Request<'_>,
    parameters: &Parameters,
    chosen: &str,
) -> Result<Outcome> {
    for named in series::of(bench, plan.language, chosen)? {
        let asked = asked(bench, &named)?;
        let model = bench.models.by_name(&asked).map_err(|reason| Error::usage(reason.sentence(plan.language)))?;
        let told = workings(bench, &named, model, request.levels, parameters, plan.language)?;
        output::say(&series::told(&named, &told, plan.language))?;
    }
    Ok(Outcome::Fine)
}

/// The method by which the query `projection` projected the series.
fn asked(bench: &Workbench, named: &series::Named) -> Result<String> {
    let sql = format!("SELECT any_value(method) AS method FROM projection t WHERE {}", named.rows());
    Ok(run_text(bench.store.connection(), &sql, "project")?.get(0, "method").machine())
}

fn workings(
    bench: &Workbench,
    named: &series::Named,
    model: &dyn Model,
    levels: &[Level],
    parameters: &Parameters,
    language: Language,
) -> Result<Vec<Working>> {
    let scale =
        Scale::read(&named.scale).map_err(|reason| Error::data(reason.sentence(language)).at(&named.measure))?;
    let mut lines = Vec::new();
    let refused = |reason: Refusal| vec![Working::refused(reason)];
    let fitted = match model.fit(&named.series, &Declared::on(scale)) {
        Ok(fitted) => fitted,
        Err(reason) => return Ok(refused(reason)),
    };
    for year in &parameters.milestones {
        let day = date(*year, 12, 31);
        for level in levels {
            let told = fitted.horizon(day).and_then(|years| fitted.workings(years, *level));
            lines.push(Working::heading(day, Some(*level)));
            lines.extend(told.unwrap_or_else(refused));
        }
    }
    for goal in goals(bench, named)? {
        lines.push(Working::heading(goal.target.date, None));
        if goal.named {
            lines.extend(attainment_workings(fitted.as_ref(), &goal.target).unwrap_or_else(refused));
        } else {
            lines.extend(goal.reasons.iter().copied().map(Working::refused));
        }
    }
    Ok(lines)
}

/// A target that a series answers, and what the query `attainment` says of it.
struct Goal {
    target: Target,
    /// Is a probability named?
    named: bool,
    /// If not, why.
    reasons: Vec<Refusal>,
}

/// The targets of a series, with the verdict of the query: what may be named is decided there and nowhere else.
fn goals(bench: &Workbench, named: &series::Named) -> Result<Vec<Goal>> {
    let sql = format!(
        "SELECT DISTINCT p.target_date, p.goal, CASE WHEN p.comparator IN ('=', 'range')
                THEN CASE p.direction WHEN 'lower' THEN '<=' ELSE '>=' END ELSE p.comparator END AS comparator,
            t.probability IS NOT NULL AS named, t.reason
        FROM attainment t JOIN promise p ON p.indicator = t.indicator AND p.document = t.document AND p.section = t.section
            AND p.item = t.item AND p.level = t.level AND p.ref_area = t.ref_area AND p.target_year = t.target_year
            AND p.measure = t.measure
        WHERE {} ORDER BY ALL",
        named.rows()
    );
    let table: ResultTable = run_text(bench.store.connection(), &sql, "project")?;
    let goal = |row: usize| {
        let comparator = Comparator::read(&table.get(row, "comparator").machine()).ok()?;
        let (date, value) = (table.get(row, "target_date").date()?, table.get(row, "goal").number()?);
        let reasons = table.get(row, "reason").machine();
        Some(Goal {
            target: Target { comparator, value, date },
            named: *table.get(row, "named") == Cell::Flag(true),
            reasons: reasons.split(", ").filter_map(Refusal::from_code).collect(),
        })
    };
    Ok((0..table.rows.len()).filter_map(goal).collect())
}

fn label(column: &str, language: Language) -> &str {
    match column {
        "measure" => language.say("column-series"),
        "area" => language.say("column-area"),
        "years" => language.say("column-year"),
        "target_year" => language.say("column-target-year"),
        "method" => language.say("column-method"),
        "n" => language.say("column-readings"),
        "projected" => language.say("column-projected"),
        "interval_level" => language.say("column-level"),
        "lower" => language.say("column-from"),
        "upper" => language.say("column-to"),
        "coverage" => language.say("column-backtested-coverage-90"),
        "printed" => language.say("column-target"),
        "document" => language.say("column-document"),
        "probability" => language.say("column-probability"),
        "reached" => language.say("column-expected-day"),
        "earliest" => language.say("column-earliest"),
        "latest" => language.say("column-latest-day"),
        "required_pace" => language.say("column-needed-a-year"),
        "reason" => language.say("column-reason"),
        other => other,
    }
}
