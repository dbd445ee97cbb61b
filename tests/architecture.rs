//! The module table of the architecture page is true.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const FOR_ALL: [&str; 3] = ["error", "finding", "language"];

/// Module -> modules it may use, as the page's second table says.
fn allowed() -> BTreeMap<String, BTreeSet<String>> {
    let page = fs::read_to_string("src/ARCHITECTURE.md").expect("the architecture page");
    let table = page.split("| module | may use |").nth(1).expect("the table of modules");
    let mut allowed = BTreeMap::new();
    for line in table.lines().skip(2).take_while(|l| l.starts_with('|')) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let uses = cells[2].split(',').map(|m| m.trim().to_owned()).filter(|m| m != "-").collect();
        allowed.insert(cells[1].trim_matches('`').to_owned(), uses);
    }
    allowed
}

fn rust_files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            rust_files(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            into.push(path);
        }
    }
}

/// The modules that a file of this crate names after `crate::`.
fn used(path: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(path).expect("a source");
    let code = text.lines().filter(|l| !l.trim_start().starts_with("//"));
    code.flat_map(|line| line.split("crate::").skip(1).map(str::to_owned).collect::<Vec<_>>())
        .map(|rest| rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect::<String>())
        .filter(|module| !module.is_empty())
        .collect()
}

#[test]
fn modules_use_only_what_the_table_allows() {
    let allowed = allowed();
    let mut files = Vec::new();
    rust_files(Path::new("src"), &mut files);
    let mut seen = BTreeSet::new();
    let mut wrong = Vec::new();
    let mut really: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in &files {
        let inside = file.strip_prefix("src").expect("a file of src");
        let first = inside.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
        let module = first.trim_end_matches(".rs").to_owned();
        if module == "main" || module == "lib" {
            continue;
        }
        seen.insert(module.clone());
        let may = allowed.get(&module).unwrap_or_else(|| panic!("{module} is not in the table"));
        for other in used(file) {
            really.entry(module.clone()).or_default().insert(other.clone());
            let fine = other == module
                || may.contains(&other)
                || FOR_ALL.contains(&other.as_str()) && !FOR_ALL.contains(&module.as_str());
            if !fine {
                wrong.push(format!("{} uses {other}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    for (module, uses) in &allowed {
        for other in uses {
            assert!(really.get(module).is_some_and(|r| r.contains(other)), "{module} may use {other} and does not");
        }
    }
    assert_eq!(seen, allowed.keys().cloned().collect(), "the table names exactly the modules there are");
}

#[test]
fn only_cli_prints_and_only_by_one_function() {
    let mut files = Vec::new();
    rust_files(Path::new("src"), &mut files);
    for file in &files {
        let text = fs::read_to_string(file).expect("a source");
        for line in text.lines().filter(|l| !l.trim_start().starts_with("//")) {
            if file.starts_with("src/cli") && line.contains("eprint") {
                continue;
            }
            for word in ["println!", "print!(", "dbg!"] {
                assert!(!line.contains(word), "{} prints: {line}", file.display());
            }
        }
    }
}

#[test]
fn only_the_store_opens_databases() {
    let mut files = Vec::new();
    rust_files(Path::new("src"), &mut files);
    for file in files.iter().filter(|f| !f.starts_with("src/store") && !f.ends_with("tests.rs")) {
        let text = fs::read_to_string(file).expect("a source");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let opens = code.lines().any(|l| !l.trim_start().starts_with("//") && l.contains("Connection::open"));
        assert!(!opens, "{} opens a database", file.display());
    }
}

#[test]
fn the_sources_know_nothing_of_one_place() {
    let mut files = Vec::new();
    rust_files(Path::new("src"), &mut files);
    // The simulation is of one province by its nature.
    let may = ["src/charts", "src/statistics", "src/simulation"];
    let is_test = |f: &Path| f.components().any(|c| c.as_os_str() == "tests") || f.ends_with("tests.rs");
    for file in files.iter().filter(|f| !may.iter().any(|m| f.starts_with(m)) && !is_test(f)) {
        let text = fs::read_to_string(file).expect("a source");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for line in code.lines().filter(|l| !l.trim_start().starts_with("//")) {
            for word in ["Sơn La", "plan-52", "strategy-2035", "procedures.full_online"] {
                assert!(!line.contains(word), "{} names {word}: {line}", file.display());
            }
        }
    }
}

#[test]
fn rules_know_no_document_place_or_figure() {
    for entry in fs::read_dir("queries/checks").expect("the rules") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("a rule");
        for word in [
            "report-2025",
            "plan-52",
            "city-plan",
            "strategy-2035",
            "commune-plan",
            "portal-2026",
            "Sơn La",
            "procedures.",
            "gov.",
        ] {
            assert!(!text.contains(word), "{} names {word}", path.display());
        }
        assert!(!text.contains("2025") && !text.contains("2030"), "{} names a year", path.display());
    }
}
