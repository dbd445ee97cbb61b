//! Arguments as typed.

use crate::charts::{Letters, Size};
use crate::finding::Severity;
use crate::language::Language;
use crate::statistics::Level;
use clap::{Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

/// Indicator statistics: where do we stand, will we get there, and says who?
#[derive(Debug, Parser)]
#[command(name = "milepost", version, arg_required_else_help = true)]
#[command(after_help = "Exit codes: 0 fine, 1 findings at or above --fail-on, 2 a wrong request, 3 cannot continue.")]
pub struct Arguments {
    /// The project's folder (default: the one with milepost.toml here or above)
    #[arg(long, global = true, value_name = "DIR")]
    pub project: Option<PathBuf>,
    /// Only what was known by the end of this day (default: review_date of milepost.toml)
    #[arg(long, global = true, value_name = "YYYY-MM-DD")]
    pub as_of: Option<Date>,
    /// Language of tables, charts and pages (default: language of milepost.toml)
    #[arg(long, global = true, value_enum)]
    pub lang: Option<Language>,
    /// How results are written
    #[arg(long, global = true, value_enum, default_value = "table")]
    pub format: Format,
    /// What to do
    #[command(subcommand)]
    pub verb: Verb,
}

/// How results are written to stdout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people, in their language
    Table,
    /// For machines
    Json,
    /// For machines and spreadsheets
    Csv,
    /// For people, to paste into a document
    Markdown,
    /// A workbook, which `export` writes
    Xlsx,
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Begin: write a small project that runs as it is, with made-up figures to be replaced
    Init {
        /// The new folder
        folder: PathBuf,
    },
    /// Load, check, compute, project, draw, tell: rebuilds out/
    Run {
        /// Also write every chart as PNG
        #[arg(long)]
        png: bool,
        /// Put the trees of all numbers into the pages, so that they show their sources offline (takes several times as long)
        #[arg(long, conflicts_with = "lock")]
        trace: bool,
        /// Write milepost.lock: what the review was made from and what came out, to be committed with it
        #[arg(long)]
        lock: bool,
    },
    /// Rebuild a locked review in a temporary folder and compare: identical, or what differs first (exit code 1)
    Verify {
        /// The lock (default: milepost.lock of the project)
        lock: Option<PathBuf>,
    },
    /// What changed between two states, why, and what it did to the verdicts
    Diff {
        /// A lock's file, a day (what was known by its end), or `now`
        #[arg(default_value = "milepost.lock")]
        before: String,
        /// The same
        #[arg(default_value = "now")]
        after: String,
    },
    /// What each reading of an indicator was, as known on each day on which something became known
    Revisions {
        /// The indicator
        indicator: String,
        /// Only this area
        #[arg(long, value_name = "CODE")]
        area: Option<String>,
    },
    /// Take the files that offices sent: workbooks, text, Parquet, JSON; one transaction, nothing lost
    Ingest {
        /// Files, and folders of files
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Only show which cells would become what; nothing is kept
        #[arg(long)]
        explain: bool,
        /// Read every workbook by a second, independent reader too; where they disagree on a cell, the file is refused
        #[arg(long)]
        twice: bool,
        /// The day on which the files were received (default: today)
        #[arg(long, value_name = "YYYY-MM-DD")]
        received: Option<Date>,
        /// Exit with 1 where there are findings of this severity or worse: error, warning, note
        #[arg(long, value_name = "SEVERITY", value_parser = read_severity)]
        fail_on: Option<Severity>,
    },
    /// Write the blank workbook of a form for an office to fill in
    Template {
        /// The form: a dataset with recipes, such as online-service
        form: String,
        /// Code of the office's area (default: the project's)
        #[arg(long, value_name = "CODE")]
        area: Option<String>,
        /// One workbook for each area below that one
        #[arg(long)]
        each: bool,
        /// Where to write (default: out/templates)
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// Write a whole project of simulated returns, to try everything on
    Simulate {
        /// The new folder
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// How many times as much of everything
        #[arg(long, default_value_t = 1, value_name = "N")]
        scale: u32,
        /// Another province for another seed
        #[arg(long, default_value_t = 2025, value_name = "S")]
        seed: u64,
    },
    /// What does not add up in the published figures, most serious first
    Check {
        /// Exit with 1 where there are findings of this severity or worse: error, warning, note
        #[arg(long, value_name = "SEVERITY", value_parser = read_severity)]
        fail_on: Option<Severity>,
    },
    /// Where each target stands
    Status {
        /// Only targets that something is measured for
        #[arg(long)]
        measured: bool,
    },
    /// The queries that define the tables
    Query {
        /// What to do with them
        #[command(subcommand)]
        what: QueryVerb,
    },
    /// Ask the project's tables: SELECT, DESCRIBE, SUMMARIZE, SHOW, EXPLAIN; nothing can be changed
    Sql {
        /// The statement
        #[arg(required_unless_present = "functions")]
        statement: Option<String>,
        /// Instead: every statistical function with what it takes, what it gives and an example
        #[arg(long, conflicts_with = "statement")]
        functions: bool,
    },
    /// Draw one chart into a file: by the project's SQL for its form, or by any other
    Chart {
        /// The form, such as trajectory, overview or remaining
        form: String,
        /// A file of one SELECT that gives the form's columns, and words in title, subtitle, foot (default:
        /// queries/charts/FORM.sql of the project)
        #[arg(long, value_name = "FILE.sql")]
        query: Option<PathBuf>,
        /// Of which indicator, such as gov.full_online_services: what the SQL reads as getvariable('indicator')
        #[arg(long, value_name = "INDICATOR")]
        indicator: Option<String>,
        /// Of which area, by code (default: the project's)
        #[arg(long, value_name = "CODE")]
        area: Option<String>,
        /// Boundaries for the form map: the rows' column `area` names its feature's property code or area, or its id
        #[arg(long, value_name = "FILE.geojson")]
        boundaries: Option<PathBuf>,
        /// The property of the boundaries that holds the area's code, where it is called otherwise
        #[arg(long, value_name = "PROPERTY", requires = "boundaries")]
        boundary_code: Option<String>,
        /// The title (default: what the rows say)
        #[arg(long, value_name = "TEXT")]
        title: Option<String>,
        /// What stands below the title (default: what the rows say)
        #[arg(long, value_name = "TEXT")]
        subtitle: Option<String>,
        /// A line at the foot, such as the source; may be given several times (default: what the rows say)
        #[arg(long, value_name = "TEXT")]
        foot: Vec<String>,
        /// For a page of text, a slide (16:9) or a full screen (1920 by 1080), whose letters grow with the distance; rows that
        /// cannot be read on a slide stand in columns or make the picture higher, and none is left out
        #[arg(long, value_enum, default_value = "page")]
        size: Size,
        /// The words of an SVG: text, text with the font's letters that it needs inside the file, or outlines
        #[arg(long, value_enum, default_value = "text")]
        letters: Letters,
        /// Where to: FILE.svg or FILE.png
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
    },
    /// A notebook as a page for one value of a parameter, or a page for each with an index
    Report {
        /// The notebook, without .md (default: the annual review; with --param or --each those that have the parameter)
        notebook: Option<String>,
        /// What the notebook is told, such as area=03646; may be given several times
        #[arg(long = "param", value_name = "NAME=VALUE")]
        parameters: Vec<String>,
        /// A page for each value that the notebook lists, such as area, and an index
        #[arg(long, value_name = "NAME")]
        each: Option<String>,
        /// Put the trees of all numbers into the pages, so that they show their sources offline (takes several times as long)
        #[arg(long)]
        trace: bool,
        /// Where to: FILE.html for one page, a folder for several (default: out)
        #[arg(long, value_name = "PLACE")]
        to: Option<PathBuf>,
    },
    /// Show the pages in the browser while they are being written: made again whenever a notebook, query or dataset is saved
    Serve {
        /// The port of 127.0.0.1 (default: 7878, or a free one where that is taken; 0: a free one)
        #[arg(long, value_name = "N")]
        port: Option<u16>,
    },
    /// Write the results as a workbook: a sheet for each theme, the targets, the findings, the sources
    Export {
        /// The workbook (default: out/review.xlsx)
        #[arg(long, value_name = "FILE.xlsx")]
        to: Option<PathBuf>,
    },
    /// Is there a trend, how steep is it, how sure is that?
    Trend {
        /// An indicator, such as gov.online_filing (default: every series)
        indicator: Option<String>,
        /// Only this area, by code
        #[arg(long, value_name = "CODE")]
        area: Option<String>,
        /// How sure the intervals are to be, as a share: 0.95
        #[arg(long, value_name = "LEVEL", default_value = "0.95", value_parser = read_level)]
        level: Level,
        /// The formulas with the numbers put in
        #[arg(long)]
        explain: bool,
    },
    /// Where a series will be, and whether its targets will be met; or why that cannot be said
    Project {
        /// An indicator, such as gov.online_filing
        indicator: String,
        /// Only this area, by code
        #[arg(long, value_name = "CODE")]
        area: Option<String>,
        /// The years looked toward (default: milestones of milepost.toml)
        #[arg(long, value_name = "YEARS", value_delimiter = ',')]
        to: Vec<i16>,
        /// The method, such as rw-drift, theil-sen or analogs(internet-use) (default: the indicator's reference class where
        /// the catalogue declares one, else rw-drift)
        #[arg(long)]
        method: Option<String>,
        /// How sure the intervals are to be, as shares
        #[arg(long, value_name = "LEVELS", value_delimiter = ',', default_value = "0.8,0.95", value_parser = read_level)]
        level: Vec<Level>,
        /// Instead of projections, scenarios: the path that just meets each target, and the pace of the fastest peer; no
        /// forecasts, so without interval and probability
        #[arg(long, conflicts_with_all = ["method", "level"])]
        scenario: bool,
        /// The formulas with the numbers put in
        #[arg(long)]
        explain: bool,
    },
    /// What each method was worth on histories whose ends are known
    Backtest {
        /// A tidy table of histories (name, period, value); default: the project's own series
        file: Option<PathBuf>,
        /// Only these methods
        #[arg(long, value_name = "METHODS", value_delimiter = ',')]
        method: Vec<String>,
        /// The scale: identity, log, logit, gompertz, or with bounds: gompertz(0,1)
        #[arg(long, default_value = "gompertz")]
        scale: String,
        /// How many readings a method is shown
        #[arg(long, value_name = "N", value_delimiter = ',', default_value = "1,2,3,5,8")]
        readings: Vec<usize>,
        /// How many years ahead it must look
        #[arg(long, value_name = "YEARS", value_delimiter = ',', default_value = "1,3,5,10")]
        ahead: Vec<f64>,
        /// Keep the record as a dataset of the project under this name, where `attainment` finds it
        #[arg(long, value_name = "NAME")]
        keep: Option<String>,
        /// Who published the histories, for a record that is kept (default: the name of the file or of the project)
        #[arg(long, requires = "keep")]
        source: Option<String>,
        /// Under which terms, for a record that is kept
        #[arg(long, requires = "keep")]
        licence: Option<String>,
        /// Only this table of the record (default: all for people, the measures for programs)
        #[arg(long, value_enum)]
        table: Option<BacktestTable>,
    },
    /// Reference classes: what happened elsewhere from the same level
    Reference {
        /// What to do with them
        #[command(subcommand)]
        what: ReferenceVerb,
    },
    /// Where a value comes from: value, query, rows, file and document line or cell
    Explain {
        /// A number on a page by its reference (annual-review/full/1/obs_value: click on the number), a query (with --where), an
        /// indicator, such as gov.full_online_services, or a rate of received figures, such as digitised_record_rate; of numbers
        /// on pages several
        #[arg(required = true)]
        what: Vec<String>,
        /// Of a query: the row in which columns have these values
        #[arg(long = "where", value_name = "COLUMN=VALUE,...", value_delimiter = ',')]
        only: Vec<String>,
        /// Of a query: only what this column's value needs (default: the whole row's)
        #[arg(long, value_name = "COLUMN")]
        column: Option<String>,
        /// Every row, however many they are
        #[arg(long)]
        all: bool,
        /// Of an indicator: only targets of this year
        #[arg(long)]
        year: Option<i64>,
        /// Of an indicator or a rate: only this area, by code
        #[arg(long, value_name = "CODE")]
        area: Option<String>,
        /// Of a number on a page: what its notebook was told, such as area=03646
        #[arg(long = "param", value_name = "NAME=VALUE")]
        parameters: Vec<String>,
    },
}

/// A table of a backtest's record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum BacktestTable {
    /// Every measure by method, number of readings and horizon
    Record,
    /// Windows that a method refused, by reason
    Refused,
    /// Probabilities of attainment against what came
    Reliability,
}

/// What to do with reference classes.
#[derive(Debug, Subcommand)]
pub enum ReferenceVerb {
    /// Fit a class to a tidy table of histories (name, period, value) and backtest it out of area and out of time
    Build {
        /// The table
        library: PathBuf,
        /// Its name: lower case with hyphens
        #[arg(long)]
        name: String,
        /// Who published the histories, and where
        #[arg(long)]
        source: String,
        /// Under which terms
        #[arg(long)]
        licence: String,
        /// What the histories are, in Vietnamese
        #[arg(long, value_name = "TEXT")]
        what_vi: Option<String>,
        /// What the histories are, in English
        #[arg(long, value_name = "TEXT")]
        what_en: Option<String>,
        /// Replace the class of that name, where there is one
        #[arg(long)]
        replace: bool,
    },
    /// Every class of the project, which indicators may use it, and how it did
    List,
    /// The make-up and the record of one class
    Show {
        /// Its name
        name: String,
    },
}

/// What to do with queries.
#[derive(Debug, Subcommand)]
pub enum QueryVerb {
    /// Every query and check with its question
    List,
    /// The text of one query
    Show {
        /// Its name
        name: String,
    },
    /// The result table of one query
    Run {
        /// Its name
        name: String,
    },
    /// What makes the numbers of a query wrong or unstable: exit code 1 where there is anything
    Lint {
        /// The query or check (default: all)
        name: Option<String>,
    },
    /// What is made of what, down to the datasets: a tree, or a drawing
    Graph {
        /// A query, or one of its columns such as status.probability (default: all that no other query reads)
        name: Option<String>,
        /// Column by column
        #[arg(long)]
        columns: bool,
        /// Draw it into this SVG file
        #[arg(long, value_name = "FILE.svg")]
        to: Option<PathBuf>,
    },
    /// The assertions beside queries and tests/slt/*.slt, over fresh tables: exit code 1 where one does not hold
    Test,
}

fn read_level(text: &str) -> Result<Level, String> {
    let share = text.parse().ok().and_then(|level| Level::new(level).ok());
    share.ok_or_else(|| "a share between 0 and 1, such as 0.8".to_owned())
}

fn read_severity(text: &str) -> Result<Severity, String> {
    Severity::read(text).ok_or_else(|| "one of: error, warning, note".to_owned())
}
