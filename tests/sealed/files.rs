//! Files of a project that are not what they seem.

use crate::place::{HEADER, Place};
use std::fs;

#[test]
fn a_query_has_a_plain_name() {
    let place = Place::new();
    for name in [
        "a\"; DROP TABLE main.target; --.sql",
        "..\\b.sql",
        "a b.sql",
        "a'b.sql",
        ".hidden.sql",
        "é.sql",
        "a;b.sql",
        ".sql",
    ] {
        place.put(&format!("queries/{name}"), format!("{HEADER}SELECT 'a' AS a\n"));
        let message = place.fails_closed(name, &["check"], "queries/");
        assert!(message.contains("not a name for such a file"), "{message}");
        fs::remove_file(place.path(&format!("queries/{name}"))).expect("removed");
    }
    for taken in ["observation", "indicator", "theme"] {
        place.put(&format!("queries/{taken}.sql"), format!("{HEADER}SELECT 'a' AS a\n"));
        place.fails_closed(taken, &["check"], &format!("queries/{taken}.sql: the query has the name of a table"));
        fs::remove_file(place.path(&format!("queries/{taken}.sql"))).expect("removed");
    }
}

#[test]
fn a_notebook_and_its_cells_have_plain_names() {
    let place = Place::new();
    place.put("notebooks/a\\..\\b.md", "# A\n");
    place.fails_closed("a name with separators", &["run"], "notebooks/");
    fs::remove_file(place.path("notebooks/a\\..\\b.md")).expect("removed");
    for name in ["../../escaped", "/tmp/escaped", "a/b", "a b", "..", "%2e%2e"] {
        let cell = format!(
            "```{{code-cell}} chart\n:name: {name}\n:form: remaining\nSELECT 'a' AS name, 2.0 AS total, 1.0 AS done, false AS emphasised, 'x' AS unit\n```\n"
        );
        place.put("notebooks/hostile.md", cell);
        place.fails_closed(name, &["run"], "notebooks/hostile.md:4: not a name for a cell");
    }
    let cell = "```{code-cell} chart\n:form: ../../escaped\nSELECT 1 AS a\n```\n";
    place.put("notebooks/hostile.md", cell);
    place.fails_closed("a form with a path", &["run"], "notebooks/hostile.md:3: unknown chart form");
}

#[test]
fn a_text_is_small_and_in_utf_8() {
    let place = Place::new();
    let large = format!("{HEADER}SELECT 'a' AS a -- {}\n", "x".repeat(50_000_000));
    for (file, what) in [("queries/hostile.sql", "too large"), ("notebooks/hostile.md", "too large")] {
        place.put(file, &large);
        let message = place.fails_closed(what, &["run"], &format!("{file}:1: "));
        assert!(message.contains(what), "{message}");
        place.put(file, [HEADER.as_bytes(), b"SELECT '\xff\xfe' AS a\n"].concat());
        let message = place.fails_closed("invalid UTF-8", &["run"], &format!("{file}:7: "));
        assert!(message.contains("UTF-8"), "{message}");
        place.put(file, format!("{HEADER}SELECT 'a\0b' AS a\n"));
        place.fails_closed("a byte of zero", &["run"], &format!("{file}:7: "));
        fs::remove_file(place.path(file)).expect("removed");
    }
}

#[cfg(unix)]
#[test]
fn a_link_leads_nowhere() {
    use std::os::unix::fs::symlink;
    let place = Place::new();
    let outside = place.secret().with_file_name("outside");
    fs::create_dir(&outside).expect("a folder");
    fs::write(outside.join("kept.txt"), "kept").expect("written");
    fs::write(outside.join("linked.sql"), format!("{HEADER}SELECT 'a' AS a\n")).expect("written");
    for (link, to) in [
        ("queries/linked.sql", outside.join("linked.sql")),
        ("queries/passwd.sql", "/etc/passwd".into()),
        ("queries/endless.sql", "/dev/zero".into()),
        ("queries/checks/linked.sql", place.secret()),
        ("notebooks/linked.md", place.secret()),
    ] {
        symlink(&to, place.path(link)).expect("a link");
        let message = place.fails_closed(link, &["run"], &format!("{link}: a link"));
        assert!(message.contains("out of the project"), "{message}");
        fs::remove_file(place.path(link)).expect("removed");
    }
    for folder in ["queries", "queries/checks", "notebooks", "out"] {
        let real = place.path(folder);
        let aside = place.secret().with_file_name("aside");
        fs::rename(&real, &aside).expect("moved");
        symlink(if folder == "out" { &outside } else { &aside }, &real).expect("a link");
        place.fails_closed(folder, &["run"], &format!("{folder}: a link"));
        fs::remove_file(&real).expect("removed");
        fs::rename(&aside, &real).expect("moved back");
    }
    // What the datasets hold is read as it lies, and read only there.
    let catalog = "datasets/catalog";
    for file in ["indicators.csv", "source.toml"] {
        let (real, aside) = (place.path(&format!("{catalog}/{file}")), place.secret().with_file_name("aside"));
        fs::rename(&real, &aside).expect("moved");
        symlink("/etc/passwd", &real).expect("a link");
        let message = place.fails_closed(file, &["run"], &format!("{catalog}/{file}: a link"));
        assert!(!message.contains("root:"), "{message}");
        fs::remove_file(&real).expect("removed");
        fs::rename(&aside, &real).expect("moved back");
    }
    let source = place.path(&format!("{catalog}/source.toml"));
    let declared = fs::read_to_string(&source).expect("a declaration");
    for file in ["/etc/passwd", "../../../../../../etc/passwd", "a/../../secret.csv", "./indicators.csv"] {
        fs::write(&source, declared.replace("indicators.csv", file)).expect("written");
        let message = place.fails_closed(file, &["run"], &format!("{catalog}: a file outside its dataset"));
        assert!(message.contains(file) && !message.contains("root:"), "{message}");
    }
    fs::write(&source, declared).expect("written");
    symlink(outside.join("kept.txt"), place.path("milepost.lock")).expect("a link");
    place.fails_closed("a lock that is a link", &["run", "--lock"], "milepost.lock: a link");
}

#[cfg(unix)]
#[test]
fn a_pipe_is_no_query() {
    let place = Place::new();
    let pipe = place.path("queries/pipe.sql");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs");
    assert!(made.success());
    let (message, _) = crate::common::failure(&place.run(&["check"]));
    assert!(message.starts_with("milepost: queries/pipe.sql: not a file"), "{message}");
}
