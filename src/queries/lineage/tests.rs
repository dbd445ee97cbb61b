//! Origins through aliases, joins, WITH, unions, structs and lambdas; and what cannot be told.

use super::*;
use crate::queries::Header;

const HEAD: &str = "-- title.vi: a\n-- title.en: a\n-- question: a\n-- grain: a\n-- key: one row\n";

fn query(name: &str, columns: &str, statement: &str) -> Query {
    let line = |c: &str| format!("-- column {c} | c | c | count | c\n");
    let sql = format!("{HEAD}{}{statement}", columns.split(' ').map(line).collect::<String>());
    let file = format!("{name}.sql");
    Query { name: name.to_owned(), header: Header::read(&sql, &file).expect("a header"), file, sql }
}

fn written(origins: &BTreeSet<Origin>) -> Vec<String> {
    let one = |origin: &Origin| match origin {
        Origin::Column { table, column } => format!("{table}.{column}"),
        Origin::Rows(table) => format!("{table}.*"),
        Origin::Parameter(name) => format!("${name}"),
        Origin::Unknown { reason, .. } => format!("? {reason}"),
    };
    origins.iter().map(one).collect()
}

/// The direct origins of each column of a statement, `column <- origin origin`.
fn origins(columns: &str, statement: &str) -> Vec<String> {
    let connection = Connection::open_in_memory().expect("a database");
    connection.execute_batch("CREATE TABLE t (k INTEGER, a INTEGER, b INTEGER, s STRUCT(x INTEGER)); CREATE TABLE u (k INTEGER, c INTEGER)").expect("tables");
    let lineage = lineage(&connection, &[query("q", columns, statement)]).expect("parsed");
    lineage.queries[0].columns.iter().map(|c| format!("{} <- {}", c.column, written(&c.from).join(" "))).collect()
}

#[test]
fn names_are_followed_to_their_tables() {
    assert_eq!(origins("x y", "SELECT a + b AS x, 1 AS y FROM t"), ["x <- t.a t.b", "y <- "]);
    assert_eq!(origins("x", "SELECT v.a AS x FROM t AS v"), ["x <- t.a"]);
    assert_eq!(origins("x", "WITH w(p, q) AS (SELECT a, b FROM t) SELECT q AS x FROM w"), ["x <- t.b"]);
    assert_eq!(origins("x y", "SELECT a AS x, x + 1 AS y FROM t"), ["x <- t.a", "y <- t.a"]);
    assert_eq!(origins("x", "SELECT a AS x FROM t UNION ALL SELECT c FROM u"), ["x <- t.a u.c"]);
    assert_eq!(origins("x", "SELECT b.c AS x FROM t JOIN u b USING (k)"), ["x <- u.c"]);
    assert_eq!(origins("x", "SELECT k AS x FROM t FULL JOIN u USING (k)"), ["x <- t.k u.k"]);
    assert_eq!(origins("x", "SELECT s.x AS x FROM t"), ["x <- t.s"]);
    assert_eq!(origins("x", "SELECT sum(a) FILTER (b > 0) AS x FROM t"), ["x <- t.a t.b"]);
    assert_eq!(origins("x", "SELECT a AS x FROM t WHERE b > 0 ORDER BY k"), ["x <- t.a"]);
    assert_eq!(origins("x", "SELECT getvariable('area') || a AS x FROM t"), ["x <- t.a $area"]);
}

#[test]
fn stars_structs_and_inner_queries_too() {
    assert_eq!(
        origins("k a b s c", "SELECT * FROM t JOIN u USING (k)"),
        ["k <- t.k", "a <- t.a", "b <- t.b", "s <- t.s", "c <- u.c"]
    );
    assert_eq!(origins("a s", "SELECT * EXCLUDE (k, b) FROM t SEMI JOIN u USING (k)"), ["a <- t.a", "s <- t.s"]);
    assert_eq!(origins("k c", "SELECT * REPLACE (c + k AS c) FROM u"), ["k <- u.k", "c <- u.c u.k"]);
    assert_eq!(
        origins("k x c", "SELECT t.k, unnest(s, recursive := true), c FROM t JOIN u ON true"),
        ["k <- t.k", "x <- t.s", "c <- u.c"]
    );
    assert_eq!(
        origins("x", "WITH w AS (SELECT k, unnest(s, recursive := true) FROM t) SELECT w.x AS x FROM w"),
        ["x <- t.s"]
    );
    assert_eq!(origins("x", "SELECT (SELECT max(c) FROM u WHERE u.k = t.k) AS x FROM t"), ["x <- u.c"]);
    assert_eq!(origins("x", "SELECT EXISTS (SELECT c FROM u) AS x FROM t"), ["x <- "]);
    assert_eq!(origins("x", "SELECT list_transform([a], lambda e: e + b) AS x FROM t"), ["x <- t.a t.b"]);
    assert_eq!(origins("x", "SELECT z.v AS x FROM t, unnest([a, b]) AS z(v)"), ["x <- t.a t.b"]);
    assert_eq!(origins("x", "SELECT l.y AS x FROM t, LATERAL (SELECT t.b AS y) l"), ["x <- t.b"]);
    assert_eq!(origins("x", "SELECT p AS x FROM (VALUES (1, 2)) v(o, p)"), ["x <- "]);
    assert_eq!(
        origins(
            "x",
            "WITH RECURSIVE r AS (SELECT k, a FROM t UNION SELECT u.k, r.a + u.c FROM r JOIN u ON u.k = r.k) SELECT a AS x FROM r"
        ),
        ["x <- t.a u.c"]
    );
}

#[test]
fn what_cannot_be_told_is_said() {
    assert_eq!(origins("x", "SELECT nowhere AS x FROM t"), ["x <- ? no table here has a column nowhere"]);
    assert_eq!(
        origins("x", "SELECT z.a AS x FROM missing z"),
        ["x <- ? the columns of the table missing are not known"]
    );
    assert!(origins("k a", "SELECT COLUMNS('k|a') FROM t")[0].contains("? COLUMNS(...)"));
    assert_eq!(
        origins("x y", "SELECT a AS x FROM t")[1],
        "y <- ? the statement and its header do not have the same columns"
    );
}

#[test]
fn sources_lead_through_queries_to_datasets() {
    let connection = Connection::open_in_memory().expect("a database");
    connection.execute_batch("CREATE TABLE t (a INTEGER, b INTEGER)").expect("a table");
    let queries = [query("p", "x y", "SELECT a AS x, b AS y FROM t"), query("q", "z", "SELECT x * 2 AS z FROM p")];
    let lineage = lineage(&connection, &queries).expect("parsed");
    assert_eq!(written(&lineage.of("q", "z").expect("a column").from), ["p.x"]);
    assert_eq!(written(&lineage.sources("q", "z")), ["t.a"]);
    assert_eq!(lineage.queries[1].reads, ["p"]);
}

/// What the first column of a statement is made of, and the equalities by which its rows are found; places in the text left out.
fn footing(statement: &str) -> (Vec<String>, Vec<String>) {
    let connection = Connection::open_in_memory().expect("a database");
    connection
        .execute_batch(
            "CREATE TABLE t (k INTEGER, a INTEGER, b VARCHAR); CREATE TABLE u (k INTEGER, c INTEGER, d DATE)",
        )
        .expect("tables");
    let footing = Footing::of(&connection, statement, "a.sql", 1).expect("parsed");
    let made = footing.made_of(&[0]);
    let made = made.iter().map(|(reading, columns)| {
        let columns = columns.clone().expect("told").into_iter().collect::<Vec<_>>().join(" ");
        format!("{}({columns})", reading.table())
    });
    let equal = footing.equalities.iter().map(|equality| {
        let with = match &equality.with {
            Side::Values(values) => format!("{values:?}"),
            Side::Parameter(name) => format!("${name}"),
            Side::Column(reading, column) => format!("{}.{column}", reading.table()),
            Side::Result(position) => format!("#{position}"),
        };
        format!("{}.{} = {with}", equality.reading.table(), equality.column)
    });
    (made.collect(), equal.collect())
}

#[test]
fn a_count_stands_on_what_chooses_its_rows() {
    let (made, equal) = footing("SELECT count(*) AS n FROM t JOIN u ON u.k = t.k WHERE t.b = 'x'");
    assert_eq!(made, ["t(b k)", "u(k)"]);
    assert_eq!(equal, ["t.b = {\"x\"}", "t.k = u.k", "u.k = t.k"]);
    // What is looked up stands on its own column; what only finds it is told by the equalities.
    let (made, equal) =
        footing("SELECT (SELECT c FROM u WHERE u.k = t.k AND d = getvariable('day')::DATE) AS x, t.a FROM t");
    assert_eq!(made, ["u(c)"]);
    assert_eq!(equal, ["t.a = #1", "u.c = #0", "u.d = $day", "u.k = t.k"]);
    assert_eq!(footing("SELECT EXISTS (SELECT 1 FROM u WHERE c > 1) AS x FROM t").0, ["u(c)"]);
    assert_eq!(footing("SELECT count(*) AS n FROM u").0, ["u()"]);
    let grouped = "WITH w AS (SELECT k FROM u WHERE c > 1 GROUP BY k) SELECT count(*) AS n FROM w";
    assert_eq!(footing(grouped).0, ["u(c k)"]);
    assert_eq!(footing("SELECT max(c) AS n FROM u WHERE k IN (1, 2)").1, ["u.k = {\"1\", \"2\"}"]);
}

#[test]
fn a_table_read_twice_is_two_readings() {
    let (made, _) = footing("SELECT x.c - y.c AS n FROM u x JOIN u y USING (k) WHERE x.d IS NULL");
    assert_eq!(made, ["u(c)", "u(c)"]);
    let twice = "WITH w AS (SELECT k, c FROM u WHERE k = 1) SELECT x.c - y.c AS n FROM w x, w y WHERE y.c = 2";
    let (made, equal) = footing(twice);
    assert_eq!(made, ["u(c)", "u(c)"]);
    // What holds inside the WITH query holds of both.
    assert_eq!(equal, ["u.k = {\"1\"}", "u.c = {\"2\"}", "u.k = {\"1\"}"]);
}
