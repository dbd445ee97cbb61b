//! `milepost chart`: one chart into a file, by the project's own SQL for its form or by any other.

use super::asked;
use super::pages;
use super::plan::Plan;
use super::workbench::Workbench;
use super::{Outcome, output};
use crate::charts::{Caption, Chart, Drawing, Letters, Size};
use crate::error::{Error, Result};
use crate::language::{Language, decimal, time_period};
use crate::queries::{Readable, run_own, run_sealed};
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
    /// Where the picture goes.
    pub size: Size,
    /// How the words of an SVG are written.
    pub letters: Letters,
    /// The file; its ending says what it becomes.
    pub to: &'a Path,
}

/// Draws the chart and says where.
pub fn chart(plan: &Plan, request: &Request<'_>) -> Result<Outcome> {
    let ending = request.to.extension().and_then(|e| e.to_str()).map(str::to_lowercase).unwrap_or_default();
    if !["svg", "png"].contains(&ending.as_str()) {
        return Err(Error::usage("not a picture")
            .found(request.to.display().to_string())
            .expected("FILE.svg or FILE.png"));
    }
    if request.letters != Letters::Text && ending != "svg" {
        return Err(Error::usage("--letters is for SVG: the letters of a PNG are pixels")
            .found(request.to.display().to_string())
            .expected("FILE.svg"));
    }
    if request.boundaries.is_some() && request.form != "map" {
        return Err(Error::usage("only a map is drawn with boundaries").found(request.form).expected("map"));
    }
    let boundaries = request.boundaries.map(|file| boundaries(file, request.boundary_code)).transpose()?;
    let statement = Statement::of(plan, request)?;
    let bench = Workbench::prepare_with(plan, &plan.parameters, Place::Memory)?;
    let connection = bench.store.connection();
    asked::tell(connection, "indicator", request.indicator)?;
    asked::tell(connection, "area", request.area.or(Some(&plan.parameters.area)))?;
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
    let caption = caption(plan, request, &drawn, &rows);
    let drawing = Drawing::new(&drawn, &caption, plan.language, request.size)?;
    let bytes = match ending.as_str() {
        "svg" => drawing.svg(request.letters)?.into_bytes(),
        _ => drawing.png()?,
    };
    let name = request.to.display().to_string();
    fs::write(request.to, bytes).map_err(|e| Error::system(format!("cannot write the chart: {e}")).at(&name))?;
    output::say(&format!("{name}\n"))?;
    if drawing.excess() > 1.0 {
        output::remark(&too_high(drawing.excess(), plan.language));
    }
    Ok(Outcome::Fine)
}

/// That a picture is higher than its size, and why.
fn too_high(excess: f64, language: Language) -> String {
    // Rounded up: a picture that does not fit never reads as one that does.
    let times = decimal((10.0 * excess).ceil() / 10.0, 1, language);
    language.say_with("chart-too-high", &[("times", &times)])
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
        let texts = pages::statements(plan)?;
        let known: Vec<String> = texts.iter().map(|(name, _)| name.clone()).collect();
        let sql = texts.into_iter().find(|(name, _)| name == request.form).map(|(_, sql)| sql);
        let sql = sql.ok_or_else(|| {
            Error::usage("the project has no SQL for a chart of this form")
                .found(request.form)
                .expected(if known.is_empty() { "a file in queries/charts".to_owned() } else { known.join(", ") })
                .hint("give the statement yourself: --query FILE.sql")
        })?;
        Ok(Statement { sql, file: format!("{}/{}.sql", pages::STATEMENTS, request.form), own: true })
    }
}

/// The words around the chart: as asked for, or as the rows bring them along; below them the day of knowledge, and the mark of
/// simulated figures.
fn caption(plan: &Plan, request: &Request<'_>, drawn: &Chart, rows: &ResultTable) -> Caption {
    let language = plan.language;
    let text = |asked: Option<&str>| asked.unwrap_or_default().to_owned();
    let said = Caption { title: text(request.title), subtitle: text(request.subtitle), foot: request.foot.to_vec() };
    let day = time_period(&plan.parameters.as_of.to_string(), language);
    let mut caption = report::captioned(drawn, rows, &day, language, &said);
    if plan.project.simulated {
        let subtitle = [report::simulated_mark(language), &caption.subtitle];
        let subtitle = subtitle.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(". ");
        caption.subtitle = subtitle;
    }
    caption
}
