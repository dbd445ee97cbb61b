//! Statements that reach for more than the tables.

use crate::place::{HEADER, HEADER_LINES, Place, RULE};
use std::fs;

/// What each attempts, and the statement. `SECRET` and `OUTSIDE` stand for paths beside the project.
const HOSTILE: &[(&str, &str)] = &[
    ("reads a text file", "SELECT content AS a FROM read_text('/etc/passwd')"),
    ("reads a text file beside the project", "SELECT content AS a FROM read_text('SECRET')"),
    ("reads a file as CSV", "SELECT * FROM read_csv('SECRET')"),
    ("reads a file as CSV, guessed", "SELECT * FROM read_csv_auto('SECRET')"),
    ("reads bytes", "SELECT content::VARCHAR AS a FROM read_blob('/etc/passwd')"),
    ("reads Parquet", "SELECT * FROM read_parquet('SECRET')"),
    ("reads JSON", "SELECT * FROM read_json('SECRET')"),
    ("reads another database", "SELECT * FROM read_duckdb('SECRET')"),
    ("looks at a file's shape", "SELECT * FROM sniff_csv('SECRET')"),
    ("lists files", "SELECT file AS a FROM glob('/etc/*')"),
    ("reads a file named as a table", "SELECT * FROM '/etc/passwd'"),
    ("reads a CSV named as a table", "SELECT * FROM 'SECRET'"),
    ("reads a file as a table of another name", "FROM \"SECRET\" AS reading"),
    ("reads an address", "SELECT * FROM 'http://127.0.0.1:9/a.csv'"),
    ("reads a bucket", "SELECT * FROM read_parquet('s3://bucket/a.parquet')"),
    ("adds a file by UNION", "SELECT 'a' AS a UNION ALL SELECT content FROM read_text('/etc/passwd')"),
    ("hides a file in a subquery", "SELECT (SELECT content FROM read_text('SECRET')) AS a"),
    ("hides a file in a WITH", "WITH x AS (SELECT content AS a FROM read_text('SECRET')) SELECT * FROM x"),
    (
        "hides a file behind a join",
        "SELECT r.measure AS a FROM reading r, LATERAL (SELECT * FROM read_text(r.measure))",
    ),
    ("names the schema of a function", "SELECT content AS a FROM system.main.read_text('SECRET')"),
    ("runs a text as SQL", "SELECT * FROM query('SELECT 1 AS a')"),
    ("names a table by a text", "SELECT measure AS a FROM query_table('reading')"),
    ("runs serialised SQL", "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1 AS a'))"),
    ("reads secrets", "SELECT name AS a FROM duckdb_secrets()"),
    ("reads settings", "SELECT value AS a FROM duckdb_settings()"),
    ("reads one setting", "SELECT current_setting('secret_directory') AS a"),
    ("reads the path of the database", "SELECT path AS a FROM duckdb_databases()"),
    ("reads the catalogue's view", "SELECT database_name AS a FROM duckdb_databases"),
    ("reads another schema", "SELECT table_name AS a FROM information_schema.tables"),
    ("reads another catalogue", "SELECT 'x' AS a FROM system.information_schema.tables"),
    ("reads the environment", "SELECT getenv('HOME') AS a"),
    ("asks who it runs for", "SELECT current_user AS a"),
    ("asks the clock", "SELECT now()::VARCHAR AS a"),
    ("rolls dice", "SELECT random()::VARCHAR AS a"),
    ("samples", "SELECT measure AS a FROM reading USING SAMPLE 1"),
    ("sleeps", "SELECT sleep_ms(100000)::VARCHAR AS a"),
    ("writes a log", "SELECT write_log('x') AS a"),
    ("writes a file", "COPY (SELECT 1 AS a) TO 'OUTSIDE'"),
    ("writes a file from a table", "COPY reading TO 'OUTSIDE' (FORMAT csv)"),
    ("reads a file into a table", "COPY observation FROM 'SECRET'"),
    ("exports everything", "EXPORT DATABASE 'OUTSIDE'"),
    ("imports everything", "IMPORT DATABASE 'OUTSIDE'"),
    ("attaches a file", "ATTACH 'OUTSIDE' AS other"),
    ("attaches memory", "ATTACH ':memory:' AS other"),
    ("detaches", "DETACH memory"),
    ("installs an extension", "INSTALL httpfs"),
    ("loads an extension", "LOAD '/tmp/evil.duckdb_extension'"),
    ("sets", "SET enable_external_access = true"),
    ("sets a variable", "SET VARIABLE as_of = DATE '1999-01-01'"),
    ("resets", "RESET lock_configuration"),
    ("uses another schema", "USE main"),
    ("a pragma", "PRAGMA enable_logging"),
    ("calls", "CALL pragma_version()"),
    ("a checkpoint", "FORCE CHECKPOINT"),
    ("makes a table", "CREATE TABLE mine AS SELECT 1 AS a"),
    ("makes a view over another's table", "CREATE OR REPLACE VIEW known.observation AS SELECT 1 AS a"),
    ("makes a macro named like a table", "CREATE MACRO reading() AS TABLE SELECT 1 AS a"),
    ("makes a macro named like a function", "CREATE MACRO sum(x) AS 42"),
    ("makes a secret", "CREATE SECRET s (TYPE s3, KEY_ID 'a', SECRET 'b')"),
    ("makes a type", "CREATE TYPE mood AS ENUM ('a')"),
    ("makes a sequence", "CREATE SEQUENCE s"),
    ("inserts", "INSERT INTO main.observation SELECT * FROM main.observation"),
    ("updates", "UPDATE main.observation SET numerator = 1"),
    ("deletes", "DELETE FROM main.target"),
    ("drops", "DROP TABLE main.finding"),
    ("truncates", "TRUNCATE main.target"),
    ("alters", "ALTER TABLE main.target ADD COLUMN a VARCHAR"),
    ("inserts in a WITH", "WITH x AS (INSERT INTO theme VALUES (1) RETURNING 1) SELECT * FROM x"),
    ("rolls back", "ROLLBACK"),
    ("prepares", "PREPARE p AS SELECT 1"),
    ("executes", "EXECUTE p"),
    ("explains and runs", "EXPLAIN ANALYZE DELETE FROM main.target"),
    ("describes", "DESCRIBE reading"),
    ("two statements", "SELECT 'a' AS a; SELECT 'b' AS a"),
    ("a second that drops", "SELECT 'a' AS a; DROP TABLE main.finding; --"),
    ("a second behind a remark", "SELECT 'a' AS a /* ; */ ; /* -- */ DELETE FROM main.target"),
    ("a second behind a line's remark", "SELECT 'a' AS a -- harmless;\n; DROP TABLE main.target"),
    ("closes a bracket that was never opened", "SELECT 'a' AS a) TO 'OUTSIDE' --"),
    ("nothing but a remark", "-- SELECT 'a' AS a"),
    ("a WITH that hides a table", "WITH observation AS (SELECT 'a' AS a) SELECT * FROM observation"),
    ("a parameter that nobody gives", "SELECT $1::VARCHAR AS a"),
    ("a regular expression without end", "SELECT regexp_matches('a', '((a{1000}){1000}){1000}')::VARCHAR AS a"),
];

fn filled(statement: &str, place: &Place) -> String {
    let outside = place.secret().with_file_name("written");
    statement
        .replace("SECRET", &place.secret().display().to_string())
        .replace("OUTSIDE", &outside.display().to_string())
}

#[test]
fn no_query_reaches_more_than_the_tables() {
    assert!(HOSTILE.len() >= 40);
    let place = Place::new();
    for (what, statement) in HOSTILE {
        place.put("queries/hostile.sql", format!("{HEADER}{}\n", filled(statement, &place)));
        place.fails_closed(what, &["check"], "queries/hostile.sql:");
    }
    let at = format!("queries/hostile.sql:{}:8: this may not stand", HEADER_LINES + 1);
    place.put("queries/hostile.sql", format!("{HEADER}SELECT random() AS a\n"));
    place.fails_closed("the place is told to the letter", &["run"], &at);
}

#[test]
fn no_cell_of_a_notebook_does_either() {
    let place = Place::new();
    for (what, statement) in HOSTILE {
        place.put("notebooks/hostile.md", format!("# A\n\n```{{code-cell}} sql\n{}\n```\n", filled(statement, &place)));
        place.fails_closed(what, &["run"], "notebooks/hostile.md:4");
    }
}

#[test]
fn no_rule_does_either() {
    let place = Place::new();
    for (what, statement) in HOSTILE.iter().step_by(7) {
        place.put("queries/checks/hostile.sql", format!("{RULE}{}\n", filled(statement, &place)));
        place.fails_closed(what, &["check"], "queries/checks/hostile.sql:1");
    }
}

/// What people type may ask the engine, and changes nothing.
#[test]
fn what_a_person_types_is_read_only() {
    let place = Place::new();
    let asks = [
        "describes",
        "asks the clock",
        "reads another schema",
        "samples",
        "rolls dice",
        "reads the catalogue's view",
        "asks who it runs for",
        "writes a log",
        "runs a text as SQL",
        "names a table by a text",
        "reads settings",
        "reads one setting",
        "reads another catalogue",
        "a WITH that hides a table",
        "reads the path of the database",
        "runs serialised SQL",
        "sleeps",
    ];
    for (what, statement) in HOSTILE.iter().filter(|(what, _)| !asks.contains(what)).step_by(3) {
        place.fails_closed(what, &["sql", &filled(statement, &place)], "sql:");
    }
    for fine in
        ["FROM reading", "DESCRIBE reading", "SUMMARIZE reading", "SHOW TABLES", "EXPLAIN FROM reading", "SELECT now()"]
    {
        assert!(place.run(&["sql", fine]).status.success(), "{fine}");
    }
}

/// The condition of a rate goes into a statement of `explain`.
#[test]
fn no_rate_of_a_header_does_either() {
    let place = Place::new();
    let conditions = [
        ("closes its bracket", "numerator > 0) OR (true"),
        ("adds a table", "numerator > 0) UNION ALL SELECT * FROM read_text('/etc/passwd') WHERE (true"),
        ("reads a file in a subquery", "(SELECT count(*) FROM read_text('/etc/passwd')) > 0"),
        ("a remark", "numerator > 0 --"),
        ("another statement", "numerator > 0; DROP TABLE main.target"),
        ("quotes that end elsewhere", "'a' = E'\\') OR (true' "),
    ];
    for (what, condition) in conditions {
        let rate = format!("-- from: observation\n-- rate x: numerator / denominator | {condition}\n");
        place
            .put("queries/hostile.sql", HEADER.replace("-- column", &format!("{rate}-- column")) + "SELECT 'a' AS a\n");
        place.fails_closed(what, &["check"], "queries/hostile.sql:7: the condition of a rate");
    }
    for (what, lines) in [
        ("a table that is none", "-- from: read_text('/etc/passwd')\n"),
        ("a table of the engine", "-- from: duckdb_databases\n"),
        ("a column that is none", "-- from: observation\n-- rate x: (SELECT 1) / denominator\n"),
    ] {
        place.put(
            "queries/hostile.sql",
            HEADER.replace("-- column", &format!("{lines}-- column")) + "SELECT 'a' AS a\n",
        );
        place.fails_closed(what, &["check"], "queries/hostile.sql:");
    }
    fs::remove_file(place.path("queries/hostile.sql")).expect("removed");
    assert!(place.run(&["check"]).status.success());
}
