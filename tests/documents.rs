//! Every printed figure of the datasets stands in its document, at its line.
//!
//! The documents are not part of the project. Where `MILEPOST_DOCUMENTS` names their folders (separated as in PATH), each
//! dataset row is looked up; elsewhere the test says that it was skipped.

use milepost::observations::{TypedRow, TypedTable, read_all};
use milepost::sources::{Document, sha256};
use std::collections::BTreeMap;
use std::env;
use std::io::Write;
use std::path::{Path, PathBuf};

#[test]
fn every_printed_figure_is_at_its_locator() {
    let Some(folders) = env::var_os("MILEPOST_DOCUMENTS") else {
        say("skipped: MILEPOST_DOCUMENTS does not name the folders of the documents");
        return;
    };
    let folders: Vec<PathBuf> = env::split_paths(&folders).collect();
    let dataset = read_all(Path::new("datasets"), "datasets").expect("the datasets load");
    let table = |name: &str| dataset.tables.iter().find(|t| t.table.name == name).expect("a table of the catalogue");
    let mut documents = BTreeMap::new();
    let catalogue = table("document");
    for row in &catalogue.rows {
        let text = |column| catalogue.text(row, column).expect("a text");
        let (document, bytes) = Document::open(&folders, text("file")).expect("the document is there");
        assert_eq!(sha256(&bytes), text("sha256"), "{} is the text that was transcribed", text("file"));
        documents.insert(text("document").to_owned(), document);
    }
    let mut looked_up = 0;
    let mut missing = Vec::new();
    for name in ["target", "observation", "name_listed", "task", "plan_issued"] {
        let table = table(name);
        for row in &table.rows {
            let Some(printed) = table.text(row, "printed") else { continue };
            let document = document_of(table, row);
            let (first, last) =
                milepost::catalog::line_range(table.text(row, "locator").expect("a locator")).expect("lines");
            looked_up += 1;
            if !documents[&document].holds(first, last, printed) {
                missing.push(format!("{}: {printed:?} is not at {document} {first}-{last}", row.address));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
    assert!(looked_up > 650, "{looked_up} figures looked up");
    say(&format!("{looked_up} printed figures found at their lines"));
}

/// Past the test runner, which keeps what a passing test prints to itself.
fn say(text: &str) {
    writeln!(std::io::stderr(), "documents: {text}").expect("standard error");
}

fn document_of(table: &TypedTable, row: &TypedRow) -> String {
    let own = table.table.columns.iter().any(|c| c.name == "document").then(|| table.text(row, "document")).flatten();
    own.or(row.document.as_deref()).expect("a document").to_owned()
}
