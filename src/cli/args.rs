//! Arguments as typed.

use crate::finding::Severity;
use crate::language::Language;
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
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Load, check, compute, project, draw, tell: rebuilds out/
    Run {
        /// Also write every chart as PNG
        #[arg(long)]
        png: bool,
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
    /// Run a statement over the project's tables (a copy in memory: nothing it does is kept)
    Sql {
        /// The statement
        statement: String,
    },
    /// Where a value comes from: value, query, rows, file and document line or cell
    Explain {
        /// An indicator, such as gov.full_online_services, or a rate of received figures, such as digitised_record_rate
        indicator: String,
        /// Only targets of this year
        #[arg(long)]
        year: Option<i64>,
        /// Only this area, by code
        #[arg(long, value_name = "CODE")]
        area: Option<String>,
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
}

fn read_severity(text: &str) -> Result<Severity, String> {
    Severity::read(text).ok_or_else(|| "one of: error, warning, note".to_owned())
}
