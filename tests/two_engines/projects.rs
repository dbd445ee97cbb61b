//! The projects whose tables are computed a second time: the repository's own, the simulated province, and one of made-up
//! figures that holds what the other two happen not to have.

use super::common::{Copy, stdout};
use super::made_up;
use super::office::Office;
use super::table::Table;
use duckdb::{AccessMode, Config, Connection};
use polars::prelude::{Column, DataFrame, IntoColumn, NamedFrom, Series};
use std::fs;
use std::path::Path;
use std::sync::{LazyLock, Mutex};

/// A project that has been run: its database, as `run` left it in `out`.
pub struct Project {
    database: Mutex<Connection>,
    day_of_review: String,
}

static REAL: LazyLock<Project> = LazyLock::new(|| {
    let copy = Copy::new();
    stdout(&copy.milepost(&["run"]));
    Project::of("real", &copy.path(""))
});

static PROVINCE: LazyLock<Project> = LazyLock::new(|| {
    let office = Office::in_taken_province();
    stdout(&office.milepost(&["run"]));
    Project::of("province", office.root())
});

static MADE_UP: LazyLock<Project> = LazyLock::new(|| {
    let copy = Copy::new();
    made_up::fill(&copy);
    stdout(&copy.milepost(&["run"]));
    Project::of("made-up", &copy.path(""))
});

/// The repository's own project.
pub fn real() -> &'static Project {
    &REAL
}

/// The simulated province with its files taken in.
pub fn province() -> &'static Project {
    &PROVINCE
}

/// The repository's own project with made-up figures and files beside its own.
pub fn made_up() -> &'static Project {
    &MADE_UP
}

impl Project {
    /// Keeps a copy of the database in the folder of the test binary, over that of the last time.
    fn of(name: &str, root: &Path) -> Project {
        let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("two-engines-{name}.duckdb"));
        fs::copy(root.join("out/milepost.duckdb"), &kept).expect("the database of the run");
        let settings = fs::read_to_string(root.join("milepost.toml")).expect("the project file");
        let settings: toml::Table = settings.parse().expect("the project file");
        let day_of_review = settings["review_date"].as_str().expect("a day").to_owned();
        let config = Config::default().access_mode(AccessMode::ReadOnly).expect("read only");
        let database = Mutex::new(Connection::open_with_flags(&kept, config).expect("the database opens"));
        Project { database, day_of_review }
    }

    /// The day of the review.
    pub fn day_of_review(&self) -> String {
        self.day_of_review.clone()
    }

    /// The level that intervals are shown at, as `milepost` has it unless told otherwise.
    pub fn first_level(&self) -> f64 {
        0.8
    }

    /// The rows that a query read of a table of figures: what was known on the day of the review.
    pub fn known(&self, table: &str) -> Table {
        self.read(&format!("SELECT * FROM known.{table}"))
    }

    /// The rows of a result.
    pub fn result(&self, query: &str) -> Table {
        self.read(&format!("SELECT * FROM main.{query}"))
    }

    /// The rows of a statement: whole numbers, numbers and flags as such, days and all else as text.
    pub fn read(&self, statement: &str) -> Table {
        let database = self.database.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut described = database.prepare(&format!("DESCRIBE {statement}")).expect(statement);
        let columns: Vec<(String, String)> = described
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .expect(statement)
            .map(|column| column.expect("a column"))
            .collect();
        let mut series: Vec<Values> = columns.iter().map(|(_, kind)| Values::of(kind)).collect();
        let casts: Vec<String> =
            columns.iter().zip(&series).map(|((name, _), values)| format!("\"{name}\"::{}", values.cast())).collect();
        // In one go: the order of rows is the engine's, and another one each time.
        let mut read = database.prepare(&format!("SELECT {} FROM ({statement})", casts.join(", "))).expect(statement);
        let mut rows = read.query([]).expect(statement);
        while let Some(row) = rows.next().expect(statement) {
            for (at, values) in series.iter_mut().enumerate() {
                values.push(row, at);
            }
        }
        let series = columns.iter().zip(series).map(|((name, _), values)| values.named(name));
        let series: Vec<Column> = series.collect();
        let height = series.first().map_or(0, Column::len);
        Table::of(DataFrame::new(height, series).expect("a frame"))
    }
}

/// The values of one column.
enum Values {
    Whole(Vec<Option<i64>>),
    Number(Vec<Option<f64>>),
    Flag(Vec<Option<bool>>),
    Text(Vec<Option<String>>),
}

impl Values {
    /// No values yet, of one of DuckDB's kinds.
    fn of(kind: &str) -> Values {
        match kind {
            "BIGINT" | "INTEGER" | "HUGEINT" | "UBIGINT" => Values::Whole(Vec::new()),
            "BOOLEAN" => Values::Flag(Vec::new()),
            kind if kind == "DOUBLE" || kind.starts_with("DECIMAL") => Values::Number(Vec::new()),
            _ => Values::Text(Vec::new()),
        }
    }

    fn cast(&self) -> &'static str {
        match self {
            Values::Whole(_) => "BIGINT",
            Values::Number(_) => "DOUBLE",
            Values::Flag(_) => "BOOLEAN",
            Values::Text(_) => "VARCHAR",
        }
    }

    fn push(&mut self, row: &duckdb::Row, at: usize) {
        match self {
            Values::Whole(values) => values.push(row.get(at).expect("a whole number")),
            Values::Number(values) => values.push(row.get(at).expect("a number")),
            Values::Flag(values) => values.push(row.get(at).expect("a flag")),
            Values::Text(values) => values.push(row.get(at).expect("a text")),
        }
    }

    fn named(self, name: &str) -> Column {
        match self {
            Values::Whole(values) => Series::new(name.into(), values),
            Values::Number(values) => Series::new(name.into(), values),
            Values::Flag(values) => Series::new(name.into(), values),
            Values::Text(values) => Series::new(name.into(), values),
        }
        .into_column()
    }
}
