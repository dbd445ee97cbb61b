//! What changed between two locks, and why.
//!
//! Causes are what differs on the way in: rows of the datasets, received files, queries, rules, parameters, the program.
//! Every changed row of a result is led back to them through the tables that its query reads, as far as the rows there
//! changed too: a query's own edit is a cause of its rows, a row above is one where it is of the same series (indicator,
//! area, ...). Where no row above is of the same series, all that changed above are; where nothing changed above, the
//! parameters that the query is told are, then the evidence that its functions use, then the program.

mod cause;
mod rows;

pub use cause::{Cause, Kind, causes};
pub use rows::{Row, RowChange};

use super::compare::{FileDifference, files};
use super::{Lock, LockedTable, Made};
use rows::changed_rows;
use std::collections::{BTreeMap, BTreeSet};

/// Columns by which rows of different tables are of one series.
const SERIES: [&str; 13] = [
    "indicator",
    "measure",
    "ref_area",
    "rate",
    "document",
    "section",
    "item",
    "level",
    "target_year",
    "year",
    "office",
    "class",
    "history",
];

/// All that changed between two locks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// What differs on the way in.
    pub causes: Vec<Cause>,
    /// Rows of results that changed, table by table in the order of computing, each with its causes.
    pub results: Vec<ResultChange>,
    /// Findings that came or went, with their causes.
    pub findings: Vec<ResultChange>,
    /// Charts and pages that are not as they were.
    pub outputs: Vec<FileDifference>,
    /// Tables known to differ of which rows are not kept.
    pub unknown: Vec<String>,
}

/// A changed row of a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultChange {
    /// The row.
    pub row: RowChange,
    /// Which of the causes, by their position.
    pub because: Vec<usize>,
}

impl Changes {
    /// What changed from one lock to another.
    pub fn between(before: &Lock, after: &Lock) -> Changes {
        let causes = causes(before, after);
        let mut traced = Traced {
            causes: &causes,
            of: BTreeMap::new(),
            unseen: BTreeMap::new(),
            results: Vec::new(),
            findings: Vec::new(),
        };
        for (position, cause) in causes.iter().enumerate() {
            if let Some(row) = &cause.row {
                traced.of.entry(cause.name.clone()).or_default().push((row.clone(), BTreeSet::from([position])));
            } else if after.table(&cause.name).is_some_and(|table| !matches!(table.head.made, Made::Query)) {
                traced.unseen.entry(cause.name.clone()).or_default().insert(position);
            }
        }
        let gone = before.tables.iter().filter(|table| after.table(&table.head.table).is_none());
        for table in after.tables.iter().chain(gone) {
            traced.trace(before.table(&table.head.table), after.table(&table.head.table), table);
        }
        let differ = |table: &&LockedTable| {
            !table.head.kept && before.table(&table.head.table).is_none_or(|b| b.head.sha256 != table.head.sha256)
        };
        let unknown = after.tables.iter().filter(differ).map(|table| table.head.table.clone()).collect();
        let Traced { results, findings, .. } = traced;
        // A state that was only computed has no charts and pages to compare.
        let drawn = !before.outputs.is_empty() && !after.outputs.is_empty();
        let outputs = if drawn { files(&before.outputs, &after.outputs) } else { Vec::new() };
        Changes { results, findings, outputs, unknown, causes }
    }

    /// Nothing at all?
    pub fn is_empty(&self) -> bool {
        self.causes.is_empty() && self.results.is_empty() && self.findings.is_empty() && self.outputs.is_empty()
    }
}

/// Changed rows by table, each with the causes it is led back to.
struct Traced<'a> {
    causes: &'a [Cause],
    of: BTreeMap<String, Vec<(RowChange, BTreeSet<usize>)>>,
    /// Causes of which only the table is known.
    unseen: BTreeMap<String, BTreeSet<usize>>,
    results: Vec<ResultChange>,
    findings: Vec<ResultChange>,
}

impl Traced<'_> {
    fn trace(&mut self, before: Option<&LockedTable>, after: Option<&LockedTable>, table: &LockedTable) {
        if matches!(table.head.made, Made::Dataset | Made::Received) {
            return;
        }
        for row in changed_rows(before, after) {
            let because = self.because(table, &row);
            self.of.entry(table.head.table.clone()).or_default().push((row.clone(), because.clone()));
            let change = ResultChange { row, because: because.into_iter().collect() };
            if table.head.made == Made::Rules { self.findings.push(change) } else { self.results.push(change) }
        }
    }

    /// The causes of a changed row.
    fn because(&self, table: &LockedTable, row: &RowChange) -> BTreeSet<usize> {
        let name = &table.head.table;
        let own = |cause: &Cause| match cause.kind {
            Kind::Query => cause.name == *name,
            Kind::Rule => table.head.made == Made::Rules && row.value("code") == Some(&cause.name),
            Kind::Parameter | Kind::Method => cause.row.is_none() && table.head.told.contains(&cause.name),
            _ => false,
        };
        let mut because: BTreeSet<usize> = self.positions(own);
        let above = || table.head.reads.iter().filter_map(|read| self.of.get(read)).flatten();
        let same = above().filter(|(other, _)| of_one_series(row, other));
        because.extend(same.flat_map(|(_, causes)| causes));
        because.extend(table.head.reads.iter().filter_map(|read| self.unseen.get(read)).flatten());
        if because.is_empty() {
            because.extend(above().flat_map(|(_, causes)| causes));
        }
        for last in [Kind::Method, Kind::Recipe, Kind::Parameter, Kind::Code] {
            if because.is_empty() {
                because = self.positions(|cause| cause.kind == last);
            }
        }
        because
    }

    fn positions(&self, which: impl Fn(&Cause) -> bool) -> BTreeSet<usize> {
        (0..self.causes.len()).filter(|i| which(&self.causes[*i])).collect()
    }
}

/// Do two rows tell of one series? They share at least one column of [`SERIES`], and differ in none that both fill. Where both
/// name a measure, the indicator is not asked: one measure may answer several.
fn of_one_series(a: &RowChange, b: &RowChange) -> bool {
    // What a finding says of a row names that row.
    if let (Some(x), Some(y)) = (a.value("source_row"), b.value("source_row"))
        && x == y
    {
        return true;
    }
    let both = |column: &str| Some((a.value(column)?, b.value(column)?));
    let measured = both("measure").is_some();
    let mut shared =
        SERIES.iter().filter(|column| !(measured && **column == "indicator")).filter_map(|c| both(c)).peekable();
    shared.peek().is_some() && shared.all(|(x, y)| x == y)
}
