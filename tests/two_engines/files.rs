//! Findings in the offices' files: refused, set aside, revised, no longer whole.

use super::findings::{Found, agree};
use super::projects::{made_up, province};
use super::table::Table;
use std::collections::BTreeSet;

/// Files that were refused and not replaced, rows that were set aside, totals that do not add up.
#[test]
fn findings_in_files() {
    for (project, least) in [(province(), 22), (made_up(), 3)] {
        let (files, parts, troubles) =
            (project.known("ledger_file"), project.known("ledger_part"), project.known("ledger_trouble"));
        let review = project.day_of_review();
        let stem = |file: &str| file.rsplit_once('.').map_or(file.to_owned(), |(stem, _)| stem.to_owned());
        let file_of = |id: Option<i64>| files.rows().find(|row| files.whole(*row, "file_id") == id);
        let known = |row: usize| files.id(row, "received_on") <= review.as_str();
        let stands = |row: usize| known(row) && files.text(row, "replaced_on").is_none_or(|day| day > review.as_str());
        let mut again = Found::default();
        let mut refused = BTreeSet::new();
        for row in files.rows().filter(|row| files.id(*row, "outcome") == "refused" && known(*row)) {
            let (file, id) = (files.id(row, "file"), files.whole(row, "file_id"));
            let told = troubles.rows().any(|trouble| troubles.whole(trouble, "file_id") == id);
            let again = files
                .rows()
                .any(|other| files.whole(other, "file_id") > id && stem(files.id(other, "file")) == stem(file));
            if told && !again {
                refused.insert(file);
            }
        }
        refused.iter().for_each(|file| again.add("file-refused", "error", file));
        for row in parts.rows().filter(|row| parts.whole(*row, "set_aside") > Some(0)) {
            let file = file_of(parts.whole(row, "file_id")).expect("its file");
            if stands(file) {
                let sheet = parts.text(row, "sheet").unwrap_or_default();
                again.add("rows-set-aside", "error", &format!("{}!{sheet}", files.id(file, "file")));
            }
        }
        for row in troubles.rows().filter(|row| troubles.id(*row, "code") == "total-differs") {
            let file = file_of(troubles.whole(row, "file_id")).expect("its file");
            if stands(file) {
                let (sheet, cell) = (troubles.text(row, "sheet").unwrap_or_default(), troubles.id(row, "cell"));
                again.add("total-row-differs", "warning", &format!("{}!{sheet}!{cell}", files.id(file, "file")));
            }
        }
        for (form, line, name) in [
            ("village_coverage", &["ref_area"][..], &["village"][..]),
            ("budget_line", &["ref_area", "office", "year"], &["task", "funds"]),
        ] {
            left_out_of_latest(&with_year(&project.known(form)), line, name, &mut again);
        }
        let corrections = project.result("correction");
        for row in corrections.rows().filter(|row| corrections.id(*row, "state") != "applied") {
            again.add("correction-expired", "warning", corrections.id(row, "source_row"));
        }
        // A figure that another file than the next of the same name has revised, told once for each two files.
        let revisions = project.known("ledger_revision").only("kind", "revised");
        let mut pairs = BTreeSet::new();
        for row in revisions.rows() {
            let before = parts.rows().find(|part| parts.whole(*part, "part") == revisions.whole(row, "before_part"));
            let old = before.and_then(|part| file_of(parts.whole(part, "file_id")));
            let new = file_of(revisions.whole(row, "file_id"));
            let (Some(old), Some(new)) = (old, new) else { continue };
            let in_its_place = files.whole(old, "replaced_by") == files.whole(new, "file_id");
            if !in_its_place && files.whole(new, "replaced_by").is_none() && known(new) {
                pairs.insert((files.id(new, "file"), files.id(old, "file")));
            }
        }
        pairs.iter().for_each(|(new, _)| again.add("revised-by-another-file", "warning", new));
        // What was written down for a recipe, in whose files nothing needs it any more.
        let mappings =
            project.read("SELECT source_row, is_used, array_to_string(recipes, '|') AS recipes FROM main.mapping");
        for row in mappings.rows().filter(|row| mappings.flag(*row, "is_used") == Some(false)) {
            let recipes: Vec<&str> = mappings.id(row, "recipes").split('|').collect();
            let read = parts.rows().filter(|part| recipes.contains(&parts.text(*part, "recipe").unwrap_or_default()));
            let mut of_files = read.filter_map(|part| file_of(parts.whole(part, "file_id")));
            if of_files.any(|file| files.whole(file, "replaced_by").is_none()) {
                again.add("mapping-unused", "note", mappings.id(row, "source_row"));
            }
        }
        let codes = [
            "file-refused",
            "rows-set-aside",
            "total-row-differs",
            "left-out-of-latest-statement",
            "correction-expired",
            "revised-by-another-file",
            "mapping-unused",
        ];
        agree(project, &codes, &again, least);
    }
}

/// The rows with the year of their day.
fn with_year(rows: &Table) -> Table {
    use polars::prelude::{IntoColumn, NamedFrom, Series};
    let years: Vec<&str> = rows.rows().map(|row| &rows.id(row, "as_of")[..4]).collect();
    rows.and("year", Series::new("year".into(), years).into_column())
}

/// Lines of an earlier statement that the sender's latest no longer has; told once a sender, and of funds once a year.
fn left_out_of_latest(rows: &Table, sender: &[&str], line: &[&str], found: &mut Found) {
    for statements in rows.groups(sender) {
        let (_, latest) = statements.ends("as_of").expect("a day");
        let key = |row: usize| line.iter().map(|name| statements.id(row, name).to_lowercase()).collect::<Vec<_>>();
        let still: BTreeSet<_> =
            statements.rows().filter(|row| statements.id(*row, "as_of") == latest).map(key).collect();
        let source = statements.only("as_of", &latest).id(0, "source").to_owned();
        if statements.rows().any(|row| !still.contains(&key(row))) {
            found.add("left-out-of-latest-statement", "warning", &source);
        }
    }
}
