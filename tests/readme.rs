//! The README is true: its commands run, and it names every verb there is and none that is not.

mod common;
#[path = "common/server.rs"]
mod server;

use common::{Copy, milepost, stdout};
use server::Server;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The lines of the README's shell blocks, without remarks.
fn commands() -> Vec<String> {
    let text = fs::read_to_string("README.md").expect("the README");
    let blocks = text.split("```sh\n").skip(1).map(|b| b.split("```").next().unwrap_or_default().to_owned());
    blocks
        .flat_map(|b| {
            b.lines().map(|l| l.split("  #").next().unwrap_or_default().trim().to_owned()).collect::<Vec<_>>()
        })
        .filter(|l| !l.is_empty())
        .collect()
}

/// Words of a command line; double quotes hold words together.
fn words(line: &str) -> Vec<String> {
    line.split('"')
        .enumerate()
        .flat_map(
            |(i, part)| {
                if i % 2 == 1 { vec![part.to_owned()] } else { part.split_whitespace().map(str::to_owned).collect() }
            },
        )
        .collect()
}

#[test]
fn every_command_runs() {
    let copy = Copy::new();
    let mut ran = 0;
    for line in commands() {
        // The two commands of xtask build and call cargo; the project's own checks run them.
        if line == "cargo xtask run" || line == "cargo xtask test" {
            continue;
        }
        let arguments =
            line.strip_prefix("cargo run -- ").unwrap_or_else(|| panic!("not a command of milepost: {line}"));
        let arguments = words(arguments);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        if arguments.contains(&"serve") {
            // It does not end by itself: it serves a page.
            assert_eq!(Server::start(&copy.path(""), &arguments).get("/").status, 200, "{line}");
        } else {
            let output = copy.milepost(&arguments);
            assert!(!stdout(&output).trim().is_empty(), "{line} prints something");
        }
        ran += 1;
    }
    assert!(ran >= 12, "{ran} commands");
    assert!(copy.path("out/review.html").is_file());
}

#[test]
fn verbs_and_readme_agree() {
    let help = stdout(&milepost(Path::new("."), &["--help"]));
    let list = help.split("Commands:\n").nth(1).and_then(|t| t.split("\n\n").next()).expect("the list of verbs");
    let verbs: BTreeSet<String> = list
        .lines()
        .filter(|l| l.starts_with("  ") && !l.starts_with("   "))
        .filter_map(|l| l.split_whitespace().next().map(str::to_owned))
        .filter(|v| v != "help")
        .collect();
    let shown: BTreeSet<String> = commands()
        .iter()
        .filter_map(|l| l.strip_prefix("cargo run -- ").map(str::to_owned))
        .filter_map(|l| l.split_whitespace().find(|w| !w.starts_with("--") && !w.contains('/')).map(str::to_owned))
        .collect();
    assert_eq!(verbs, shown, "the README shows each verb");
}

#[test]
fn every_sql_function_is_in_the_readme() {
    let text = fs::read_to_string("README.md").expect("the README");
    for function in milepost::functions::documented() {
        assert!(text.contains(&format!("`{}(", function.name)), "{}", function.name);
    }
}
