//! Each rule finds what it is for, and keeps still where nothing is wrong.

use super::*;
use crate::queries::Header;

const HEAD: &str = "-- title.vi: a\n-- title.en: a\n-- question: a\n-- grain: a\n-- key: one row\n";
const TABLES: &str = "CREATE TABLE t (k INTEGER, a INTEGER, b INTEGER, f DOUBLE, d DECIMAL(18, 6), coverage DOUBLE);
    CREATE TABLE unit (unit VARCHAR); INSERT INTO unit VALUES ('đồng');
    CREATE TABLE rates (k INTEGER, level DOUBLE);";

/// The findings of a statement with one column `x`, as `rule line:column`, after some header lines.
fn found_in(lines: &str, statement: &str) -> Vec<String> {
    let connection = Connection::open_in_memory().expect("a database");
    connection.execute_batch(TABLES).expect("tables");
    let column = if lines.contains("-- column") { "" } else { "-- column x | x | x | count | x\n" };
    let read = |name: &str, sql: String| {
        let file = format!("{name}.sql");
        Query { name: name.to_owned(), header: Header::read(&sql, &file).expect("a header"), file, sql }
    };
    let rates = read(
        "rates",
        format!("{HEAD}-- column k | k | k | id | k\n-- column level | l | l | % | l\nSELECT k, f AS level FROM t"),
    );
    let query = read("q", format!("{HEAD}{lines}{column}{statement}"));
    let before = query.sql.matches('\n').count() - statement.matches('\n').count();
    let lints = lint(&connection, &[rates, query], &[], Some("q")).expect("parsed");
    lints
        .iter()
        .map(|l| {
            let place = l.excerpt.place();
            let mut parts = place.split(':').skip(1).map(|p| p.parse::<usize>().expect("a number"));
            let (line, column) = (parts.next().expect("a line"), parts.next().expect("a column"));
            assert!(
                !l.excerpt.drawn(false).is_empty()
                    && !l.what.text(Language::Vi).is_empty()
                    && !l.hint.text(Language::En).is_empty()
            );
            if line > before { format!("{} {}:{column}", l.rule, line - before) } else { format!("{} header", l.rule) }
        })
        .collect()
}

fn found(statement: &str) -> Vec<String> {
    found_in("", statement)
}

const NOTHING: Vec<String> = Vec::new();

#[test]
fn divisions_say_what_a_zero_gives() {
    assert_eq!(found("SELECT 100 * a / b AS x FROM t"), ["division-by-zero 1:16"]);
    assert_eq!(found("SELECT a // b AS x FROM t"), ["division-by-zero 1:10"]);
    assert_eq!(found("SELECT sum(a) / sum(b) AS x FROM t WHERE b > 0"), ["division-by-zero 1:15"]);
    assert_eq!(found("SELECT CASE WHEN a > 0 THEN a / b END AS x FROM t"), ["division-by-zero 1:31"]);
    assert_eq!(found("SELECT CASE WHEN b > 0 OR a > 0 THEN a / b END AS x FROM t"), ["division-by-zero 1:40"]);
    assert_eq!(found("SELECT CASE WHEN b >= 0 THEN a / b END AS x FROM t"), ["division-by-zero 1:32"]);
    assert_eq!(found("SELECT a AS x FROM t WHERE b > 0 AND a / b > 2"), ["division-by-zero 1:40"]);
    assert_eq!(found("SELECT a / nullif(b, 1) AS x FROM t"), ["division-by-zero 1:10"]);
    for fine in [
        "a / nullif(b, 0)",
        "a / 365.25",
        "a / (2 * 50)::DOUBLE",
        "a / greatest(b, 1)",
        "CASE WHEN b > 0 THEN a / b END",
        "CASE WHEN 0 < b AND a > 0 THEN a / b::DOUBLE END",
        "CASE WHEN b = 0 THEN NULL ELSE a / b END",
        "CASE WHEN NOT (b = 0) THEN a / t.b END",
        "CASE WHEN b IS NULL OR b = 0 THEN NULL WHEN a > 0 THEN a / b END",
        "a / exp(b)",
    ] {
        assert_eq!(found(&format!("SELECT {fine} AS x FROM t")), NOTHING, "{fine}");
    }
    assert_eq!(found("SELECT a / b AS x FROM t WHERE b <> 0 AND a > 1"), NOTHING);
    assert_eq!(found("SELECT sum(a) / sum(b) AS x FROM t HAVING sum(b) > 0"), NOTHING);
    assert_eq!(found("SELECT max(a / b) FILTER (b > 0) AS x FROM t"), NOTHING);
}

#[test]
fn what_depends_on_order_has_one() {
    assert_eq!(found("SELECT list(a) AS x FROM t"), ["order-missing 1:8"]);
    assert_eq!(found("SELECT string_agg(DISTINCT a::VARCHAR, ',') AS x FROM t"), ["order-missing 1:8"]);
    assert_eq!(found("SELECT first(a) AS x FROM t"), ["order-missing 1:8"]);
    assert_eq!(found("SELECT any_value(a) AS x FROM t"), ["order-missing 1:8"]);
    assert_eq!(found("SELECT row_number() OVER (PARTITION BY a) AS x FROM t"), ["order-missing 1:8"]);
    assert_eq!(found("SELECT a AS x FROM t LIMIT 1"), ["order-missing 1:28"]);
    assert_eq!(found("SELECT DISTINCT ON (a) b AS x FROM t"), ["order-missing 1:21"]);
    assert_eq!(found("SELECT a AS x FROM (SELECT a FROM t LIMIT 3)"), ["order-missing 1:43"]);
    assert_eq!(found("SELECT list(a ORDER BY k) AS x FROM t"), NOTHING);
    assert_eq!(found("SELECT list_sort(list(a)) AS x FROM t"), NOTHING);
    assert_eq!(found("SELECT lag(a) OVER w AS x FROM t WINDOW w AS (ORDER BY k)"), NOTHING);
    assert_eq!(found("SELECT a AS x FROM t ORDER BY k LIMIT 1"), NOTHING);
    assert_eq!(found("SELECT max(a) AS x FROM t"), NOTHING);
}

#[test]
fn rates_are_not_averaged() {
    assert_eq!(found("SELECT avg(r.level::DECIMAL(18, 6)) AS x FROM rates r"), ["mean-of-rates 1:8"]);
    assert_eq!(found("SELECT avg(filing_rate) AS x FROM (SELECT d AS filing_rate FROM t)"), ["mean-of-rates 1:8"]);
    assert_eq!(found("SELECT avg(d) AS x FROM t"), NOTHING);
    assert_eq!(found("SELECT max(level) AS x FROM rates"), NOTHING);
    assert_eq!(found("SELECT avg(separate) AS x FROM (SELECT d AS separate FROM t)"), NOTHING);
}

#[test]
fn results_name_their_columns() {
    assert_eq!(found("SELECT * FROM (SELECT a AS x FROM t)"), ["star 1:8"]);
    assert_eq!(found("SELECT a AS x FROM t UNION ALL SELECT * FROM (SELECT b FROM t)"), ["star 1:39"]);
    assert_eq!(found("WITH q AS (SELECT * FROM t) SELECT a AS x FROM q"), NOTHING);
    assert_eq!(found("SELECT a AS x, b FROM t"), ["undeclared-column 1:16"]);
    let two = "-- column x | x | x | count | x\n-- column y | y | y | count | y\n";
    assert_eq!(found_in(two, "SELECT a AS x FROM t"), ["undeclared-column header"]);
    assert_eq!(found_in("-- column x | x | x | furlong | x\n", "SELECT a AS x FROM t"), ["unknown-unit header"]);
    assert_eq!(found_in("-- column x | x | x | đồng | x\n", "SELECT a AS x FROM t"), NOTHING);
}

#[test]
fn chance_and_clocks_are_found() {
    for call in ["random()", "now()", "current_date", "uuid()", "today()", "current_timestamp"] {
        assert_eq!(found(&format!("SELECT {call} AS x FROM t")), ["non-deterministic 1:8"], "{call}");
    }
    assert_eq!(found("SELECT a AS x FROM t USING SAMPLE 3").len(), 1);
    let told = "-- parameter as_of DATE | a | a | a\n";
    assert_eq!(found_in(told, "SELECT getvariable('as_of') AS x"), NOTHING);
}

#[test]
fn floats_are_added_in_an_order() {
    assert_eq!(found("SELECT sum(f) AS x FROM t"), ["float-sum 1:8"]);
    assert_eq!(found("SELECT avg(b::DOUBLE) AS x FROM t GROUP BY a HAVING count(*) > 1"), ["float-sum 1:8"]);
    assert_eq!(
        found("WITH q AS (SELECT f / 2 AS g, a FROM t), r AS (SELECT sum(g) AS x FROM q GROUP BY a) SELECT x FROM r"),
        ["float-sum 1:55"]
    );
    assert_eq!(found("SELECT sum(f) OVER (PARTITION BY a) AS x FROM t"), ["float-sum 1:8"]);
    for fine in ["sum(d)", "sum(a)", "fsum(f)", "sum(f ORDER BY k)", "max(f)", "sum(f::DECIMAL(18, 6))"] {
        assert_eq!(found(&format!("SELECT {fine} AS x FROM t")), NOTHING, "{fine}");
    }
}

#[test]
fn a_rule_is_allowed_with_a_reason_and_only_where_needed() {
    let allow = "-- lint: allow float-sum because the figures are whole\n";
    assert_eq!(found_in(allow, "SELECT sum(f) AS x FROM t"), NOTHING);
    assert_eq!(found_in(allow, "SELECT sum(f) AS x, a / b FROM t"), ["division-by-zero 1:23"]);
    assert_eq!(found_in(allow, "SELECT sum(a) AS x FROM t"), ["unused-allow header"]);
    assert_eq!(
        found_in("-- parameter area VARCHAR | a | a | a\n", "SELECT a AS x FROM t"),
        ["unused-parameter header"]
    );
}
