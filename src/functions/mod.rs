//! The statistics as SQL functions, so that a query, the command line and a notebook give the same numbers.
//!
//! Each function takes and returns whole columns; lists hold a series. What cannot be said comes back as a code in a
//! `reason` field, never as an error that stops the query: `reason_text` turns codes into sentences. Where several
//! reasons hold they are separated by a comma and a blank, the most important first.
//!
//! An argument that is NULL gives NULL, as everywhere in SQL (DuckDB answers so itself where the argument is constant).
//! Elements of a list that are NULL are left out and counted in `left_out`. That is why bounds, which an indicator may
//! lack, are passed as a list: `default_scale([lower, upper])`.

mod analogs;
mod answer;
mod attainment;
mod attainment_year;
mod best_commune_path;
mod cagr_without_target;
mod columns;
mod decompose;
mod default_scale;
mod earned;
mod flattened;
mod funnel_limits;
mod holm;
mod known;
mod mann_kendall;
mod model;
mod named_series;
mod ols_trend;
mod pace;
mod progress;
mod project;
mod projections;
mod rate_as_printed;
mod reason_text;
mod reconcile;
mod required_path;
mod scenario_path;
mod series;
mod side_by_side;
mod theil_sen;
mod vietnamese_order;

use crate::error::Result;
use duckdb::Connection;
use flattened::Flattened;

pub use known::Known;

/// What a function is, for help pages and for the test that runs every example.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FunctionDoc {
    /// Its name in SQL.
    pub name: &'static str,
    /// Parameters with types, and what comes back.
    pub signature: &'static str,
    /// What it computes, with units and the awkward cases.
    pub what: &'static str,
    /// A query that runs as it stands.
    pub example: &'static str,
}

/// Registers every function of [`documented`] with the database of this connection.
///
/// Errors: whatever DuckDB says; registering twice is harmless.
///
/// ```
/// let connection = duckdb::Connection::open_in_memory()?;
/// milepost::functions::register(&connection)?;
/// let needed: f64 = connection.query_row(
///     "SELECT required_pace(DATE '2024-01-01', 84.15, DATE '2030-01-01', 95.0)",
///     [],
///     |row| row.get(0),
/// )?;
/// assert_eq!((needed * 100.0).round(), 181.0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn register(connection: &Connection) -> Result<()> {
    register_with(connection, &Known::default())
}

/// The same, with the reference classes and the records of a project.
///
/// Errors: as [`register`].
pub fn register_with(connection: &Connection, known: &Known) -> Result<()> {
    connection.register_scalar_function::<pace::Pace>(pace::PACE.name)?;
    connection.register_scalar_function::<pace::RequiredPace>(pace::REQUIRED_PACE.name)?;
    connection.register_scalar_function::<progress::LinearPath>(progress::LINEAR_PATH.name)?;
    connection.register_scalar_function::<progress::CagrRatio>(progress::CAGR_RATIO.name)?;
    connection.register_scalar_function::<Flattened<side_by_side::SideBySide>>(side_by_side::DOC.name)?;
    connection
        .register_scalar_function::<Flattened<cagr_without_target::CagrWithoutTarget>>(cagr_without_target::DOC.name)?;
    connection.register_scalar_function::<Flattened<decompose::Decompose>>(decompose::DOC.name)?;
    connection.register_scalar_function::<Flattened<mann_kendall::MannKendallOf>>(mann_kendall::DOC.name)?;
    connection.register_scalar_function::<Flattened<theil_sen::TheilSenOf>>(theil_sen::DOC.name)?;
    connection.register_scalar_function::<Flattened<ols_trend::OlsTrendOf>>(ols_trend::DOC.name)?;
    connection.register_scalar_function::<Flattened<holm::Holm>>(holm::DOC.name)?;
    connection.register_scalar_function::<rate_as_printed::RateAsPrinted>(rate_as_printed::DOC.name)?;
    connection.register_scalar_function::<funnel_limits::FunnelLimitsOf>(funnel_limits::DOC.name)?;
    connection.register_scalar_function_with_state::<Flattened<project::Project>>(project::DOC.name, known)?;
    connection.register_scalar_function::<Flattened<default_scale::DefaultScale>>(default_scale::DOC.name)?;
    connection.register_scalar_function_with_state::<Flattened<attainment::Attain>>(attainment::DOC.name, known)?;
    connection.register_scalar_function_with_state::<Flattened<attainment_year::AttainmentYear>>(
        attainment_year::DOC.name,
        known,
    )?;
    connection.register_scalar_function_with_state::<Flattened<analogs::AnalogsOf>>(analogs::DOC.name, known)?;
    connection.register_scalar_function::<Flattened<required_path::RequiredPath>>(required_path::DOC.name)?;
    connection
        .register_scalar_function::<Flattened<best_commune_path::BestCommunePath>>(best_commune_path::DOC.name)?;
    connection.register_scalar_function_with_state::<Flattened<reconcile::Reconcile>>(reconcile::DOC.name, known)?;
    connection.register_scalar_function_with_state::<earned::EarnedBy>(earned::DOC.name, known)?;
    connection.register_scalar_function::<reason_text::ReasonText>(reason_text::DOC.name)?;
    connection.register_scalar_function::<vietnamese_order::VietnameseOrder>(vietnamese_order::DOC.name)?;
    Ok(())
}

/// Every function, in the order in which a reader meets them.
pub fn documented() -> &'static [FunctionDoc] {
    &[
        rate_as_printed::DOC,
        funnel_limits::DOC,
        pace::PACE,
        pace::REQUIRED_PACE,
        progress::LINEAR_PATH,
        progress::CAGR_RATIO,
        cagr_without_target::DOC,
        side_by_side::DOC,
        decompose::DOC,
        mann_kendall::DOC,
        theil_sen::DOC,
        ols_trend::DOC,
        holm::DOC,
        default_scale::DOC,
        project::DOC,
        attainment::DOC,
        attainment_year::DOC,
        analogs::DOC,
        earned::DOC,
        required_path::DOC,
        best_commune_path::DOC,
        reconcile::DOC,
        reason_text::DOC,
        vietnamese_order::DOC,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// A database with the functions, for the tests of this module.
    pub(super) fn database() -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        register(&connection).unwrap();
        connection
    }

    /// The first row of a query as one text: fields separated by `|`, NULL as `NULL`.
    pub(super) fn first_row(connection: &Connection, query: &str) -> String {
        rows(connection, query).into_iter().next().unwrap_or_default()
    }

    /// Every row of a query as text.
    pub(super) fn rows(connection: &Connection, query: &str) -> Vec<String> {
        let as_text = format!("SELECT coalesce(COLUMNS(*)::VARCHAR, 'NULL') FROM ({query})");
        let mut statement = connection.prepare(&as_text).unwrap_or_else(|e| panic!("{query}: {e}"));
        let mut rows = statement.query([]).unwrap_or_else(|e| panic!("{query}: {e}"));
        let mut out = Vec::new();
        while let Some(row) = rows.next().unwrap_or_else(|e| panic!("{query}: {e}")) {
            let columns = row.as_ref().column_count();
            let cells: Vec<String> = (0..columns).map(|i| row.get(i).unwrap()).collect();
            out.push(cells.join("|"));
        }
        out
    }

    /// 100,000 series as a table `wild`: of every length from none to eleven, with gaps, NULL, NaN, values on bounds and
    /// from subnormal to the largest there is.
    pub(super) const WILD: &str = "WITH wild AS (\
        SELECT i, [(DATE '2000-01-01' + (j * (1 + i % 400))::INTEGER) FOR j IN range(i % 12)] AS dates, \
        [CASE hash(i, j) % (8 + i % 99) WHEN 0 THEN NULL WHEN 1 THEN 1e308 WHEN 2 THEN -1e308 WHEN 3 THEN 5e-324 \
        WHEN 4 THEN 0 WHEN 5 THEN 100 WHEN 6 THEN 'nan'::DOUBLE ELSE hash(i, j, 1) % 100000 / 1000 END \
        FOR j IN range(i % 12)] AS values FROM range(100000) t(i))";

    #[test]
    fn every_example_runs_and_answers() {
        let connection = database();
        for doc in documented() {
            let answer = first_row(&connection, doc.example);
            assert!(!answer.is_empty() && !answer.split('|').all(|cell| cell == "NULL"), "{}: {answer}", doc.name);
            assert!(doc.example.contains(doc.name) && doc.signature.starts_with(doc.name), "{}", doc.name);
        }
    }

    #[test]
    fn what_is_registered_is_documented() {
        let names = |connection: &Connection| -> BTreeSet<String> {
            rows(connection, "SELECT DISTINCT function_name FROM duckdb_functions()").into_iter().collect()
        };
        let plain = Connection::open_in_memory().unwrap();
        let ours: BTreeSet<String> = names(&database()).difference(&names(&plain)).cloned().collect();
        assert_eq!(ours, documented().iter().map(|doc| doc.name.to_owned()).collect());
    }

    #[test]
    fn registering_twice_is_harmless_and_other_connections_see_the_functions() {
        let connection = database();
        register(&connection).unwrap();
        let other = connection.try_clone().unwrap();
        assert_eq!(first_row(&other, "SELECT reason_text('zero-base', 'en') IS NOT NULL"), "true");
        register(&other).unwrap();
    }
}
