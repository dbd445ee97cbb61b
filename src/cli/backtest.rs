//! `milepost backtest`: what each method was worth on histories whose ends are known.

use super::args::BacktestTable;
use super::plan::Plan;
use super::workbench::Workbench;
use super::{Outcome, output};
use crate::error::{Error, Result};
use crate::evidence::{self, Fields, Provenance};
use crate::language::Language;
use crate::queries::run_text;
use crate::statistics::backtest::{self, Forecaster, Goals, History, Origins, Projecting, ReadingsUsed, Record};
use crate::statistics::{Declared, Direction, MODELS, Model, NAIVE, RW_DRIFT, Reading, Refusal, Scale, Series};
use crate::store::{Cell, Place, ResultTable};
use std::path::{Path, PathBuf};

/// What to test, on what.
pub struct Request<'a> {
    /// A tidy table of histories; the project's own series where there is none.
    pub file: Option<&'a Path>,
    /// Only these methods, besides the baselines; all where empty.
    pub methods: &'a [String],
    /// The scale.
    pub scale: &'a str,
    /// Numbers of readings.
    pub readings: &'a [usize],
    /// Horizons in years.
    pub ahead: &'a [f64],
    /// Under which name to keep the record.
    pub keep: Option<&'a str>,
    /// Who published the histories, for a record that is kept.
    pub source: Option<&'a str>,
    /// Under which terms.
    pub licence: Option<&'a str>,
    /// Which of its tables to print.
    pub table: Option<BacktestTable>,
}

/// Tests, prints, and keeps the record where asked.
pub fn backtest(plan: &Plan, request: &Request<'_>) -> Result<Outcome> {
    let bench = Workbench::prepare(plan, Place::Memory)?;
    let (name, publisher, histories) = match request.file {
        Some(path) => from_file(path)?,
        None => own_series(plan, &bench)?,
    };
    let scale = Scale::read(request.scale).map_err(|reason| refused(reason, plan.language).found(request.scale))?;
    let declared = Declared::on(scale);
    let models = entrants(plan, &bench, request.methods)?;
    not_its_own(&bench, request, plan.language)?;
    if let Some(id) = request.keep {
        not_taken(&bench, id, plan.language)?;
    }
    let forecasters: Vec<Projecting<'_>> =
        models.iter().map(|(name, model)| Projecting::new(*model, declared.clone()).named(name.clone())).collect();
    let forecasters: Vec<&dyn Forecaster> = forecasters.iter().map(|f| f as &dyn Forecaster).collect();
    let tested = backtest::Plan {
        readings: request.readings.iter().map(|n| ReadingsUsed::Last(*n)).collect(),
        horizons: request.ahead.to_vec(),
        origins: Origins::Rolling { least: 1 },
        goals: goals(&declared),
        ..backtest::Plan::new(declared)
    };
    let record = backtest::backtest(&name, &histories, &forecasters, &tested)
        .map_err(|reason| refused(reason, plan.language))?;
    print(plan, &record, request.table)?;
    if plan.for_people() && record.rows.iter().all(|row| row.windows == 0) {
        let most = histories.iter().map(|history| history.series.len()).max().unwrap_or(0);
        output::say(&format!("{}\n", plan.language.say_with("backtest-nothing-tried", &[("most", &most)])))?;
    }
    if let Some(id) = request.keep {
        let folder = keep(plan, id, request, &publisher, &record)?;
        if plan.for_people() {
            output::say(&format!("\n{}\n", plan.project.relative(&folder)))?;
        }
    }
    Ok(Outcome::Fine)
}

fn goals(declared: &Declared) -> Goals {
    match declared.scale.bounds() {
        Some(_) => backtest::Plan::new(declared.clone()).goals,
        None => Goals { direction: Direction::HigherIsBetter, steps: Vec::new(), levels: Vec::new() },
    }
}

fn refused(reason: Refusal, language: Language) -> Error {
    Error::usage(reason.sentence(language))
}

/// The name of the record, who published the histories, and the histories of a tidy table.
fn from_file(path: &Path) -> Result<(String, String, Vec<History>)> {
    let file = path.file_name().map_or_else(|| path.display().to_string(), |f| f.to_string_lossy().into_owned());
    let read = evidence::read_histories(path, &path.display().to_string())?;
    let histories = read.all.into_iter().filter(|told| !told.series.is_empty()).map(|told| {
        let id = if told.kind.is_empty() { told.name } else { format!("{}, {}", told.name, told.kind) };
        History::new(id, told.series)
    });
    let name = format!("{file} ({})", &read.sha256[..12]);
    Ok((name, file, histories.collect()))
}

/// The same of the project's own series.
fn own_series(plan: &Plan, bench: &Workbench) -> Result<(String, String, Vec<History>)> {
    bench.query("trend")?;
    const SERIES: &str = "SELECT measure || ', ' || ref_area AS id, unnest(periods) AS date, unnest(readings) AS value FROM trend ORDER BY 1, 2";
    let table = run_text(bench.store.connection(), SERIES, "backtest")?;
    let mut histories: Vec<(String, Vec<Reading>)> = Vec::new();
    for row in 0..table.rows.len() {
        let (id, date, value) = (table.get(row, "id"), table.get(row, "date").date(), table.get(row, "value").number());
        let (Some(id), Some(date), Some(value)) = (id.text(), date, value) else { continue };
        match histories.last_mut() {
            Some((last, readings)) if last == id => readings.push(Reading { date, value }),
            _ => histories.push((id.to_owned(), vec![Reading { date, value }])),
        }
    }
    let name = plan.language.of_data(&plan.project.name.vi, &plan.project.name.en).to_owned();
    let series = histories.into_iter().map(|(id, readings)| {
        Series::new(readings).map(|series| History::new(id, series)).map_err(|reason| refused(reason, plan.language))
    });
    Ok((name.clone(), name, series.collect::<Result<_>>()?))
}

/// The methods asked for, or every one; the two baselines are always tested.
fn entrants<'a>(plan: &Plan, bench: &'a Workbench, methods: &[String]) -> Result<Vec<(String, &'a dyn Model)>> {
    let baselines = [NAIVE.name, RW_DRIFT.name];
    let named = |name: &str| {
        let model = bench.models.by_name(name).map_err(|reason| refused(reason, plan.language).found(name))?;
        Ok((model.method().to_string(), model))
    };
    if methods.is_empty() {
        let names = MODELS.iter().map(|offered| offered.name()).filter(|name| !baselines.contains(name));
        return names.map(named).collect();
    }
    methods.iter().map(String::as_str).filter(|name| !baselines.contains(name)).map(named).collect()
}

/// A class that is tried on the very table it was made from shows nothing.
fn not_its_own(bench: &Workbench, request: &Request<'_>, language: Language) -> Result<()> {
    let Some(path) = request.file else { return Ok(()) };
    let (hash, _) = crate::sources::sha256_of_file(path, &path.display().to_string())?;
    let asked = |class: &evidence::NamedClass| {
        let name = format!("analogs({})", class.origin.class);
        request.methods.iter().any(|method| method.split('/').next() == Some(&name))
    };
    match bench.evidence.classes.iter().find(|class| asked(class) && class.origin.library_sha256 == hash) {
        Some(class) => Err(Error::usage(language.say("backtest-of-its-own-table"))
            .found(&class.origin.class)
            .hint("its own record, on areas left out, is shown by `milepost reference show`")),
        None => Ok(()),
    }
}

/// The record of a class bears its name; no other may.
fn not_taken(bench: &Workbench, id: &str, language: Language) -> Result<()> {
    if bench.evidence.classes.iter().any(|class| class.origin.class == id) {
        return Err(Error::usage(language.say("backtest-name-taken"))
            .found(id)
            .expected("another name for the record"));
    }
    Ok(())
}

/// Writes the record as a dataset; the folder.
fn keep(plan: &Plan, id: &str, request: &Request<'_>, publisher: &str, record: &Record) -> Result<PathBuf> {
    evidence::check_identifier(id)?;
    let folder = plan.project.datasets().join(format!("backtest-{id}"));
    let provenance = Provenance {
        publisher: request.source.unwrap_or(publisher).to_owned(),
        made: super::plan::today().to_string(),
        licence: request.licence.unwrap_or("as that of the histories").to_owned(),
        note: "Made by `milepost backtest`; no history stands in it.".to_owned(),
    };
    evidence::write_dataset(&folder, &provenance, &evidence::record_tables(id, record))?;
    Ok(folder)
}

/// Prints one table of the record, or for people all that have rows.
fn print(plan: &Plan, record: &Record, table: Option<BacktestTable>) -> Result<()> {
    let people = plan.for_people();
    let tables = evidence::record_tables("", record);
    let shown = |wanted: BacktestTable| match table {
        Some(table) => table == wanted,
        None => wanted == BacktestTable::Record || people,
    };
    for (wanted, name) in [
        (BacktestTable::Record, "backtest_record"),
        (BacktestTable::Refused, "backtest_refused"),
        (BacktestTable::Reliability, "backtest_reliability"),
    ] {
        let Some((_, rows)) = tables.iter().find(|(of, rows)| *of == name && !rows.is_empty()) else { continue };
        if shown(wanted) {
            let result = result_table(record, wanted, rows, people, plan.language);
            output::print_labelled(&result, label, plan)?;
            if people {
                output::say("\n")?;
            }
        }
    }
    Ok(())
}

/// Columns of the record that people see; programs get all.
const PEOPLE: [&str; 16] = [
    "method",
    "readings",
    "horizon",
    "windows",
    "series",
    "left_out",
    "mae",
    "bias",
    "mase",
    "mase_left_out",
    "interval_score_90",
    "crps",
    "coverage_90",
    "coverage_90_se",
    "skill",
    "brier",
];

fn result_table(record: &Record, of: BacktestTable, rows: &[Fields], people: bool, language: Language) -> ResultTable {
    let of_record = of == BacktestTable::Record;
    let wanted = |column: &str| column != "backtest" && (!people || !of_record || PEOPLE.contains(&column));
    let mut columns: Vec<String> =
        rows[0].iter().map(|(c, _)| (*c).to_owned()).filter(|column| wanted(column)).collect();
    if of_record {
        columns.push("earned".to_owned());
    }
    // A method that answered nothing is told by its refusals.
    let answered = |row: &Fields| text_of(row, "windows_of") == "own" && text_of(row, "windows") != "0";
    let own = |row: &&Fields| !of_record || !people || answered(row);
    let cells = |row: &Fields| -> Vec<Cell> {
        let cell = |column: &String| match column.as_str() {
            "earned" => Cell::Text(earned(record, row, language, people)),
            "reason" if people => Cell::Text(
                Refusal::from_code(text_of(row, "reason")).map_or_else(String::new, |reason| reason.sentence(language)),
            ),
            name => match text_of(row, name) {
                "" => Cell::Missing,
                text => match (text.parse(), text.parse::<f64>()) {
                    (Ok(count), _) => Cell::Integer(count),
                    (_, Ok(_)) => Cell::Decimal(text.to_owned()),
                    _ => Cell::Text(text.to_owned()),
                },
            },
        };
        columns.iter().map(cell).collect()
    };
    let rows = rows.iter().filter(own).map(cells).collect();
    ResultTable { columns, rows }
}

fn text_of<'a>(row: &'a Fields, column: &str) -> &'a str {
    row.iter().find(|(name, _)| *name == column).map_or("", |(_, text)| text)
}

/// May a probability be named there? `yes`, or the reason why not.
fn earned(record: &Record, row: &Fields, language: Language, people: bool) -> String {
    let (Ok(horizon), readings) = (text_of(row, "horizon").parse(), text_of(row, "readings")) else {
        return String::new();
    };
    match record.earned(text_of(row, "method"), readings.parse().unwrap_or(usize::MAX), horizon) {
        Ok(_) if people => language.say("yes").to_owned(),
        Ok(_) => "yes".to_owned(),
        Err(reason) if people => reason.sentence(language),
        Err(reason) => reason.code().to_owned(),
    }
}

fn label(column: &str, language: Language) -> &str {
    match column {
        "method" => language.say("column-method"),
        "readings" => language.say("column-readings"),
        "horizon" => language.say("column-years-ahead"),
        "windows" => language.say("column-windows-tried"),
        "series" => language.say("column-series-tried"),
        "left_out" => language.say("column-unanswered"),
        "mae" => language.say("column-mae"),
        "bias" => language.say("column-bias"),
        "mase" => language.say("column-mase"),
        "mase_left_out" => language.say("column-not-in-mase-steps-below-half"),
        "interval_score_90" => language.say("column-interval-score-90-percent"),
        "crps" => language.say("column-crps"),
        "coverage_90" => language.say("column-coverage-of-90"),
        "coverage_90_se" => language.say("column-standard-error"),
        "skill" => language.say("column-better-than-naive-by"),
        "brier" => language.say("column-brier"),
        "earned" => language.say("column-probability-earned"),
        "reason" => language.say("column-refusal"),
        "at_least" => language.say("column-probability-from"),
        "times" => language.say("column-times"),
        "forecast" => language.say("column-mean-said"),
        "observed" => language.say("column-came-true"),
        other => other,
    }
}
