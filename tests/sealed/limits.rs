//! Statements that would fill the memory or never end, within the limits of the project file.

use crate::place::{HEADER, Place};
use std::time::Instant;

/// What each attempts, the statement, and which limits may stop it.
const ENDLESS: &[(&str, &str, &[&str])] = &[
    (
        "a row for every number",
        "SELECT range::VARCHAR AS a FROM range(1000000000000000)",
        &["memory", "seconds", "disk"],
    ),
    (
        "texts that do not compress",
        "SELECT sha256(range::VARCHAR) AS a FROM range(1000000000000000)",
        &["memory", "seconds", "disk"],
    ),
    (
        "a recursion without end",
        "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT max(n)::VARCHAR AS a FROM r",
        &["seconds", "memory"],
    ),
    (
        "a recursion that doubles",
        "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n FROM r, range(10)) SELECT n::VARCHAR AS a FROM r",
        &["memory", "seconds"],
    ),
    (
        "everything joined with everything",
        "SELECT count(*)::VARCHAR AS a FROM range(100000000) x, range(100000000) y WHERE x.range <> y.range",
        &["seconds", "memory"],
    ),
    ("a text that grows", "SELECT repeat('x', 500000000) || range AS a FROM range(2000)", &["memory", "seconds"]),
    (
        "a list that grows",
        "SELECT len(list_transform(range(2000000000), lambda x: x::VARCHAR))::VARCHAR AS a",
        &["memory", "seconds"],
    ),
    (
        "a comparison that heeds no interruption",
        "SELECT levenshtein(repeat('a', 300000), repeat('b', 300000))::VARCHAR AS a",
        &["seconds"],
    ),
];

fn limited() -> Place {
    let place = Place::new();
    let text = std::fs::read_to_string(place.path("milepost.toml")).expect("the project file");
    place.put(
        "milepost.toml",
        text.replace("2GB", "200MB").replace("10GB", "300MB").replace("seconds = 120", "seconds = 2"),
    );
    place
}

fn named(message: &str, limits: &[&str]) -> bool {
    limits.iter().any(|limit| match *limit {
        "seconds" => message.contains("takes longer than 2 seconds"),
        "memory" => message.contains("needs more memory than 200MB"),
        _ => message.contains("needs more disk than 300MB"),
    })
}

#[test]
fn a_query_that_would_never_end_is_stopped() {
    let place = limited();
    for (what, statement, limits) in ENDLESS {
        place.put("queries/hostile.sql", format!("{HEADER}{statement}\n"));
        let began = Instant::now();
        let message = place.fails_closed(what, &["run"], "queries/hostile.sql:7: ");
        assert!(named(&message, limits), "{what}: {message}");
        assert!(began.elapsed().as_secs() < 60, "{what}: {:?}", began.elapsed());
    }
}

#[test]
fn so_is_a_cell() {
    let place = limited();
    for (what, statement, limits) in ENDLESS {
        place.put("notebooks/hostile.md", format!("```{{code-cell}} sql\n{statement}\n```\n"));
        let message = place.fails_closed(what, &["run"], "notebooks/hostile.md:2: ");
        assert!(named(&message, limits) || message.contains("cells"), "{what}: {message}");
    }
}

#[test]
fn what_is_nested_without_end_is_refused() {
    let place = limited();
    let nested: [(&str, String); 7] = [
        ("brackets", format!("SELECT {}1{} AS a", "(".repeat(100_000), ")".repeat(100_000))),
        ("subqueries", format!("SELECT * FROM {}range(1){}", "(SELECT * FROM ".repeat(5_000), ")".repeat(5_000))),
        ("subqueries, fewer", format!("SELECT * FROM {}range(1){}", "(SELECT * FROM ".repeat(300), ")".repeat(300))),
        ("sums", format!("SELECT {}1 AS a", "1+".repeat(100_000))),
        ("lists", format!("SELECT {}{} AS a", "[".repeat(50_000), "]".repeat(50_000))),
        ("cases", format!("SELECT {}1{} AS a", "CASE WHEN true THEN ".repeat(20_000), " END".repeat(20_000))),
        ("unions", format!("SELECT 1 AS a{}", " UNION ALL SELECT 1".repeat(20_000))),
    ];
    for (what, statement) in nested {
        place.put("queries/hostile.sql", format!("{HEADER}{statement}\n"));
        place.fails_closed(what, &["run"], "queries/hostile.sql:");
    }
}

#[test]
fn a_limit_that_is_none_is_refused() {
    let place = Place::new();
    for wrong in ["seconds = \"much\"", "memory = \"all\"", "memory = 5", "rows = 3"] {
        let text = std::fs::read_to_string(place.path("milepost.toml")).expect("the project file");
        place.put(
            "milepost.toml",
            text.split("[limits]").next().unwrap_or_default().to_owned() + "[limits]\n" + wrong + "\n",
        );
        place.fails_closed(wrong, &["run"], "milepost.toml:");
    }
}
