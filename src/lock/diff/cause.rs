//! What can make a figure change: everything that differs on the way in.

use super::rows::{RowChange, changed_rows};
use crate::lock::compare::{How, files};
use crate::lock::{Lock, LockedTable, Made};

/// Something that differs between two locks and can change figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// Of which kind.
    pub kind: Kind,
    /// What differs: the row of a table, or nothing.
    pub row: Option<RowChange>,
    /// What differs by its name: a query, a parameter, a file; the table of the row.
    pub name: String,
    /// Is it new, gone or another?
    pub how: How,
    /// What it was, where that is a word: a parameter, a version.
    pub before: Option<String>,
    /// What it is.
    pub after: Option<String>,
}

/// Kinds of causes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A figure that was not there.
    NewReading,
    /// A figure that was there and is another.
    Revision,
    /// A figure that is no longer there.
    Withdrawal,
    /// A target that is new, gone or another.
    Target,
    /// What a name, a bound, an area, a document is.
    Catalogue,
    /// How received files are read, or corrected.
    Recipe,
    /// An edited query.
    Query,
    /// An edited rule.
    Rule,
    /// By which method, with which reference class or record, figures are projected.
    Method,
    /// Another day, other years looked toward.
    Parameter,
    /// Another build of the program, or another engine.
    Code,
}

/// Tables of figures.
const FIGURES: [&str; 6] = ["observation", "history", "name_listed", "task", "plan_issued", "population"];

/// Tables that say where rows come from: they differ whenever a file does.
const PROVENANCE: [&str; 2] = ["source", "source_file"];

/// All causes, those of rows in the order of their tables.
pub fn causes(before: &Lock, after: &Lock) -> Vec<Cause> {
    let mut causes = rows(before, after);
    let plain =
        |kind, name: &str, how| Cause { kind, row: None, name: name.to_owned(), how, before: None, after: None };
    for file in files(&before.inputs, &after.inputs) {
        let name = file.file.as_str();
        if let Some(rule) = name.strip_prefix("queries/checks/").and_then(|rest| rest.strip_suffix(".sql")) {
            causes.push(plain(Kind::Rule, rule, file.how));
        } else if let Some(query) = name.strip_prefix("queries/").and_then(|rest| rest.strip_suffix(".sql")) {
            causes.push(plain(Kind::Query, query, file.how));
        } else if RECIPES.iter().any(|end| name.ends_with(end)) {
            causes.push(plain(Kind::Recipe, name, file.how));
        }
    }
    let (a, b) = (&before.head, &after.head);
    let mut differing = |kind, name: &str, a: Option<&str>, b: Option<&str>| {
        if a != b {
            let [before, after] = [a, b].map(|text| text.map(str::to_owned));
            let how = How::of(before.is_some(), after.is_some());
            causes.push(Cause { kind, row: None, name: name.to_owned(), how, before, after });
        }
    };
    differing(Kind::Parameter, "as_of", Some(&a.as_of), Some(&b.as_of));
    for name in a.parameters.keys().chain(b.parameters.keys().filter(|name| !a.parameters.contains_key(*name))) {
        let kind = if name == "method" { Kind::Method } else { Kind::Parameter };
        let told = |lock: &Lock| lock.head.parameters.get(name).cloned();
        differing(kind, name, told(before).as_deref(), told(after).as_deref());
    }
    differing(Kind::Code, "milepost", Some(&a.milepost), Some(&b.milepost));
    differing(Kind::Code, "code", Some(&a.code), Some(&b.code));
    differing(Kind::Code, "engine", Some(&a.engine), Some(&b.engine));
    causes
}

/// Files of a dataset that say how received files are read.
const RECIPES: [&str; 4] = ["/source.toml", "/areas.csv", "/excluded.csv", "/corrections.csv"];

fn rows(before: &Lock, after: &Lock) -> Vec<Cause> {
    let tables = after.tables.iter().chain(before.tables.iter().filter(|t| after.table(&t.head.table).is_none()));
    let given = tables.filter(|table| matches!(table.head.made, Made::Dataset | Made::Received));
    let mut causes = Vec::new();
    for table in given {
        let name = &table.head.table;
        if PROVENANCE.contains(&name.as_str()) {
            continue;
        }
        let (a, b) = (before.table(name), after.table(name));
        let told = |lock: Option<&LockedTable>| lock.is_none_or(|table| table.head.kept);
        if a.map(|t| &t.head.sha256) != b.map(|t| &t.head.sha256) && !(told(a) && told(b)) {
            let (kind, how) = (kind(name, table.head.made, How::Changed), How::Changed);
            causes.push(Cause { kind, row: None, name: name.clone(), how, before: None, after: None });
            continue;
        }
        for row in changed_rows(a, b) {
            let how = How::of(!row.is_new(), !row.is_gone());
            let kind = kind(name, table.head.made, how);
            causes.push(Cause { kind, row: Some(row), name: name.clone(), how, before: None, after: None });
        }
    }
    causes
}

fn kind(table: &str, made: Made, how: How) -> Kind {
    match table {
        _ if made == Made::Received || FIGURES.contains(&table) => match how {
            How::New => Kind::NewReading,
            How::Gone => Kind::Withdrawal,
            How::Changed => Kind::Revision,
        },
        "target" => Kind::Target,
        _ if table.starts_with("reference_") || table.starts_with("backtest") => Kind::Method,
        _ => Kind::Catalogue,
    }
}

impl Kind {
    /// Its code, for machines.
    pub fn code(self) -> &'static str {
        match self {
            Kind::NewReading => "new-reading",
            Kind::Revision => "revision",
            Kind::Withdrawal => "withdrawal",
            Kind::Target => "target",
            Kind::Catalogue => "catalogue",
            Kind::Recipe => "recipe",
            Kind::Query => "query",
            Kind::Rule => "rule",
            Kind::Method => "method",
            Kind::Parameter => "parameter",
            Kind::Code => "code",
        }
    }
}
