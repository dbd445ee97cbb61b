//! Projects that offices send files to: the simulated province, taken in once for all tests that only look at it, and
//! small ones with a recipe of their own.
#![allow(dead_code)]

use super::common::milepost;
use duckdb::Connection;
use serde_json::Value;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Output;
use std::sync::LazyLock;

/// The day that files are received on unless a test says otherwise.
pub const DAY: &str = "2026-01-10";

/// A project in a temporary folder.
pub struct Office {
    folder: tempfile::TempDir,
}

/// The simulated province before and after its files were taken in. The folder is that of the test binary and is written
/// anew each time, so that nothing piles up.
static PROVINCE: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("province-{}", env!("CARGO_CRATE_NAME")));
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the folder of the last time");
    }
    fs::create_dir_all(&folder).expect("a folder");
    let done = milepost(&folder, &["simulate", "--out", "fresh"]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    folder
});

static TAKEN: LazyLock<PathBuf> = LazyLock::new(|| {
    let taken = PROVINCE.join("taken");
    copy_folder(&PROVINCE.join("fresh"), &taken);
    let done = milepost(&taken, &["ingest", "received", "--received", DAY]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    taken
});

/// The simulated province with all its files taken in. To look at, not to change.
pub fn taken_province() -> &'static Path {
    &TAKEN
}

/// The simulated province before any file was taken in. To look at, not to change.
pub fn fresh_province() -> &'static Path {
    PROVINCE.join("fresh").leak()
}

impl Office {
    /// A copy of the simulated province with its files taken in.
    pub fn in_taken_province() -> Office {
        Office::copy_of(&TAKEN)
    }

    /// A copy of the simulated province before any file was taken in.
    pub fn in_fresh_province() -> Office {
        Office::copy_of(&PROVINCE.join("fresh"))
    }

    /// A project of its own with the areas of the province and one dataset, `own`, whose recipes these are.
    pub fn with(recipes: &str) -> Office {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let office = Office { folder };
        copy_folder(Path::new("datasets/areas"), &office.path("datasets/areas"));
        for check in ["correction-expired", "file-refused", "mapping-unused", "rows-set-aside", "total-row-differs"] {
            let text = fs::read_to_string(format!("queries/checks/{check}.sql")).expect("a check of the project");
            office.write(&format!("queries/checks/{check}.sql"), &text);
        }
        office.write(
            "milepost.toml",
            "area = \"14\"\nlanguage = \"en\"\nreview_date = \"2026-12-31\"\nmilestones = [2030]\n[name]\nvi = \"Thử\"\nen = \"Trial\"\n",
        );
        let head = "publisher = \"UBND xã\"\naccessed = \"2026-01-01\"\nlicence = \"not published\"\n";
        office.write("datasets/own/source.toml", format!("{head}{recipes}"));
        fs::create_dir_all(office.path("in")).expect("a folder");
        office
    }

    fn copy_of(from: &Path) -> Office {
        let folder = tempfile::tempdir().expect("a temporary folder");
        copy_folder(from, folder.path());
        Office { folder }
    }

    /// The project's folder.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// A file of the project.
    pub fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }

    /// Writes a file of the project.
    pub fn write(&self, file: &str, content: impl AsRef<[u8]>) {
        let path = self.path(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, content).expect("written");
    }

    /// Runs milepost in the project.
    pub fn milepost(&self, arguments: &[&str]) -> Output {
        milepost(self.root(), arguments)
    }

    /// Takes files in, received on [`DAY`]; what was said.
    pub fn ingest(&self, files: &[&str]) -> String {
        self.ingest_on(DAY, files)
    }

    /// Takes files in, received on a day; what was said.
    pub fn ingest_on(&self, day: &str, files: &[&str]) -> String {
        super::common::stdout(&self.milepost(&[&["ingest", "--received", day, "--lang", "en"], files].concat()))
    }

    /// Takes a text file in that is written first.
    pub fn send(&self, file: &str, content: impl AsRef<[u8]>) -> String {
        self.write(&format!("in/{file}"), content);
        self.ingest(&[&format!("in/{file}")])
    }

    /// The rows of a statement over what is known.
    pub fn rows(&self, statement: &str) -> Vec<Value> {
        rows(self.root(), &["sql", statement])
    }

    /// The rows of a statement, each as its values side by side: `A|12|`.
    pub fn lines(&self, statement: &str) -> Vec<String> {
        lines(self.root(), statement)
    }

    /// Everything found in the files, as `code cell field`, in order; `?` where there is no cell.
    pub fn troubles(&self) -> Vec<String> {
        self.lines(
            "SELECT concat_ws(' ', t.code, coalesce(nullif(t.cell, ''), '?'), nullif(t.field, '')) FROM ledger_trouble t ORDER BY t.file_id, t.position",
        )
    }

    /// Codes of the findings of `milepost check`.
    pub fn findings(&self) -> Vec<String> {
        let found = rows(self.root(), &["check"]);
        found.iter().map(|f| f["code"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// Every row of every table of the store of received files; nothing where there is none.
    pub fn content(&self) -> Vec<String> {
        content(&self.path("datasets/received.duckdb"))
    }
}

/// The rows that a command prints as JSON.
pub fn rows(project: &Path, arguments: &[&str]) -> Vec<Value> {
    let text = super::common::stdout(&milepost(project, &[arguments, &["--format", "json"]].concat()));
    serde_json::from_str(&text).expect("an array of objects")
}

/// The rows of a statement, each as its values side by side, empty where there is none.
pub fn lines(project: &Path, statement: &str) -> Vec<String> {
    let text = super::common::stdout(&milepost(project, &["sql", statement, "--format", "csv"]));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let records = reader.records().map(|r| r.expect("a row"));
    records.map(|r| r.iter().collect::<Vec<_>>().join("|")).collect()
}

/// Every row of every table of a store of received files, as text and in order.
pub fn content(store: &Path) -> Vec<String> {
    if !store.exists() {
        return Vec::new();
    }
    let connection = Connection::open(store).expect("the store opens");
    let gather = |sql: &str| -> Vec<String> {
        let mut statement = connection.prepare(sql).expect("a statement");
        let rows = statement.query_map([], |row| row.get(0)).expect("rows");
        rows.map(|r| r.expect("a row")).collect()
    };
    let tables = gather("SELECT table_name FROM duckdb_tables() ORDER BY table_name");
    tables
        .iter()
        .flat_map(|t| gather(&format!("SELECT '{t} ' || r::VARCHAR FROM \"{t}\" r ORDER BY r::VARCHAR")))
        .collect()
}

/// Changes the text of one part of a workbook, `xl/worksheets/sheet1.xml`, and leaves everything else as it is.
pub fn edit_part(workbook: &Path, part: &str, change: impl Fn(&str) -> String) {
    let mut from = zip::ZipArchive::new(fs::File::open(workbook).expect("a workbook")).expect("a zip archive");
    let mut to = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for i in 0..from.len() {
        let mut entry = from.by_index(i).expect("an entry");
        let name = entry.name().expect("a name").into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("read");
        if name == part {
            bytes = change(std::str::from_utf8(&bytes).expect("XML")).into_bytes();
        }
        to.start_file(name, zip::write::SimpleFileOptions::default()).expect("begun");
        to.write_all(&bytes).expect("written");
    }
    fs::write(workbook, to.finish().expect("ended").into_inner()).expect("written");
}

/// Puts another number into a cell of a sheet's XML that holds a number.
pub fn with_number(xml: &str, cell: &str, number: &str) -> String {
    let start = xml.find(&format!("<c r=\"{cell}\"")).expect("the cell is there");
    let open = start + xml[start..].find("<v>").expect("it has a value") + 3;
    let close = open + xml[open..].find("</v>").expect("its end");
    format!("{}{number}{}", &xml[..open], &xml[close..])
}

/// Takes a row out of a sheet's XML.
pub fn without_row(xml: &str, row: u32) -> String {
    let start = xml.find(&format!("<row r=\"{row}\"")).expect("the row is there");
    let end = start + xml[start..].find("</row>").expect("its end") + "</row>".len();
    format!("{}{}", &xml[..start], &xml[end..])
}

/// Copies a folder with everything in it.
pub fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy_folder(&path, &target);
        } else {
            fs::copy(&path, &target).expect("copied");
        }
    }
}
