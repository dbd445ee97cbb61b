//! `milepost chart`: one chart into a file, by the project's own SQL for its form or by any other.

use super::plan::Plan;
use super::workbench::Workbench;
use super::{Outcome, output};
use crate::charts::{Caption, draw_png, draw_svg};
use crate::error::{Error, Result};
use crate::language::time_period;
use crate::queries::{self, Parameters, Readable, Text, run_own, run_sealed};
use crate::report;
use crate::sources::geojson::boundaries;
use crate::store::{Place, ResultTable};
use std::fs;
use std::path::Path;

/// What is asked for.
pub struct Request<'a> {
    /// The form: `trajectory`.
    pub form: &'a str,
    /// A file of one SELECT; without it, `queries/charts/FORM.sql`.
    pub query: Option<&'a Path>,
    /// What the project's SQL reads as `getvariable('indicator')`.
    pub indicator: Option<&'a str>,
    /// The area, where it is not the project's.
    pub area: Option<&'a str>,
    /// Boundaries of the areas of a map, where the rows do not bring them along.
    pub boundaries: Option<&'a Path>,
    /// The property of a boundary that holds its area's code.
    pub boundary_code: Option<&'a str>,
    /// Words around the chart, in place of those that the rows bring along.
    pub title: Option<&'a str>,
    /// The same below the title.
    pub subtitle: Option<&'a str>,
    /// The same at the foot, a line each.
    pub foot: &'a [String],
    /// The file; its ending says what it becomes.
    pub to: &'a Path,
}

/// Pixels of a PNG for each of the page.
const SCALE: f64 = 2.0;

/// Draws the chart and says where.
pub fn chart(plan: &Plan, request: &Request<'_>) -> Result<Outcome> {
    let ending = request.to.extension().and_then(|e| e.to_str()).map(str::to_lowercase).unwrap_or_default();
    if !["svg", "png"].contains(&ending.as_str()) {
        return Err(Error::usage("not a picture")
            .found(request.to.display().to_string())
            .expected("FILE.svg or FILE.png"));
    }
    if request.boundaries.is_some() && request.form != "map" {
        return Err(Error::usage("only a map is drawn with boundaries").found(request.form).expected("map"));
    }
    let boundaries = request.boundaries.map(|file| boundaries(file, request.boundary_code)).transpose()?;
    let statement = Statement::of(plan, request)?;
    let area = request.area.unwrap_or(&plan.parameters.area).to_owned();
    let parameters = Parameters { area, ..plan.parameters.clone() };
    let bench = Workbench::prepare_with(plan, &parameters, Place::Memory)?;
    let connection = bench.store.connection();
    Parameters::set_indicator(connection, request.indicator)?;
    let rows = match statement.own {
        true => run_sealed(&bench.sealed(), &Readable::of(connection, [])?, &statement.sql, &statement.file)?,
        false => run_own(&bench.sealed(), &statement.sql, &statement.file)?,
    };
    if rows.rows.is_empty() {
        let asked: Vec<&str> = [request.indicator, request.area].into_iter().flatten().collect();
        return Err(Error::usage("the chart has nothing to draw: its statement gives no rows")
            .at(&statement.file)
            .found(if asked.is_empty() { "no rows".to_owned() } else { asked.join(", ") })
            .hint("`milepost status --format csv` lists the indicators and areas that have figures"));
    }
    let drawn = match &boundaries {
        Some(all) => report::map_of_boundaries(&rows, all, plan.language, &statement.file)?,
        None => report::chart(request.form, &rows, plan.language, &statement.file)?,
    };
    let caption = caption(plan, request, &rows);
    let bytes = match ending.as_str() {
        "svg" => draw_svg(&drawn, &caption, plan.language)?.into_bytes(),
        _ => draw_png(&drawn, &caption, plan.language, SCALE)?,
    };
    let name = request.to.display().to_string();
    fs::write(request.to, bytes).map_err(|e| Error::system(format!("cannot write the chart: {e}")).at(&name))?;
    output::say(&format!("{name}\n"))?;
    Ok(Outcome::Fine)
}

/// A statement and whose it is.
struct Statement {
    sql: String,
    file: String,
    /// Is it the project's, and so held to what the project's SQL may do?
    own: bool,
}

impl Statement {
    fn of(plan: &Plan, request: &Request<'_>) -> Result<Statement> {
        if let Some(path) = request.query {
            let file = path.display().to_string();
            let sql =
                fs::read_to_string(path).map_err(|e| Error::usage(format!("cannot read the query: {e}")).at(&file))?;
            return Ok(Statement { sql, file, own: false });
        }
        let folder = plan.project.queries().join("charts");
        let texts = if folder.is_dir() { queries::texts(&folder, "queries/charts", Text::Chart)? } else { Vec::new() };
        let known: Vec<String> = texts.iter().map(|(name, _)| name.clone()).collect();
        let sql = texts.into_iter().find(|(name, _)| name == request.form).map(|(_, sql)| sql);
        let sql = sql.ok_or_else(|| {
            Error::usage("the project has no SQL for a chart of this form")
                .found(request.form)
                .expected(if known.is_empty() { "a file in queries/charts".to_owned() } else { known.join(", ") })
                .hint("give the statement yourself: --query FILE.sql")
        })?;
        Ok(Statement { sql, file: format!("queries/charts/{}.sql", request.form), own: true })
    }
}

/// The words around the chart: as asked for, or from the first row's `title`, `subtitle` and `foot` (or `title_vi`, `title_en`
/// and so on; lines of the foot apart by ` | `); below them the day of knowledge, and the mark of simulated figures.
fn caption(plan: &Plan, request: &Request<'_>, rows: &ResultTable) -> Caption {
    let language = plan.language;
    let of_rows = |name: &str| {
        let own = format!("{name}_{}", language.tag());
        let text = |column: &str| rows.position(column).and_then(|_| rows.get(0, column).text().map(str::to_owned));
        text(&own).or_else(|| text(name)).unwrap_or_default()
    };
    let of = |asked: Option<&str>, name: &str| asked.map_or_else(|| of_rows(name), str::to_owned);
    let mut foot: Vec<String> = match request.foot {
        [] => of_rows("foot").split(" | ").filter(|line| !line.is_empty()).map(str::to_owned).collect(),
        lines => lines.to_vec(),
    };
    let day = time_period(&plan.parameters.as_of.to_string(), language);
    foot.push(language.say_with("by-what-was-known", &[("day", &day)]));
    let mark = plan.project.simulated.then(|| report::simulated_mark(language));
    let subtitle = [mark.map(str::to_owned).unwrap_or_default(), of(request.subtitle, "subtitle")];
    let subtitle = subtitle.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(". ");
    Caption { title: of(request.title, "title"), subtitle, foot }
}
