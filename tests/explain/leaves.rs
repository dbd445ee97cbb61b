//! The lines that a tree ends at, read from the files themselves: nothing that the tree says of them is taken.

use jiff::civil::Date;
use serde_json::Value;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// What was found, or why it could not be.
pub type Found<T> = Result<T, String>;

/// Every node of a tree, from the root on.
pub fn nodes(tree: &Value) -> Vec<&Value> {
    let below = tree["from"].as_array().expect("a list");
    std::iter::once(tree).chain(below.iter().flat_map(nodes)).collect()
}

/// One row of a file of datasets, as it is written there.
#[derive(Debug)]
pub struct Line {
    /// `datasets/X/Y.csv:LINE`.
    pub place: String,
    fields: HashMap<String, String>,
}

impl Line {
    /// What stands in a column; nothing where it is blank.
    pub fn text(&self, column: &str) -> Option<&str> {
        self.fields.get(column).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// What stands in a column, which must be filled.
    pub fn told(&self, column: &str) -> Found<&str> {
        self.text(column).ok_or_else(|| format!("{}: {column} is blank or missing", self.place))
    }

    /// Does this stand in the column?
    pub fn is(&self, column: &str, text: &str) -> bool {
        self.text(column) == Some(text)
    }

    /// A number of the file, which must be there.
    pub fn number(&self, column: &str) -> Found<f64> {
        self.told(column)?.parse().map_err(|e| format!("{}: {column}: {e}", self.place))
    }

    /// A day of the file, which must be there.
    pub fn day(&self, column: &str) -> Found<Date> {
        self.told(column)?.parse().map_err(|e| format!("{}: {column}: {e}", self.place))
    }
}

/// The rows of one file by their lines.
type Rows = HashMap<u64, Rc<Line>>;

/// The files of a project's datasets, each read once.
pub struct Files {
    /// The project's folder.
    pub root: PathBuf,
    read: RefCell<HashMap<String, Rows>>,
}

impl Files {
    /// Of the project in a folder.
    pub fn of(root: &Path) -> Files {
        Files { root: root.to_owned(), read: RefCell::default() }
    }

    /// The row at a place `datasets/X/Y.csv:LINE`.
    fn line(&self, place: &str) -> Rc<Line> {
        let (file, number) = place.rsplit_once(':').expect("file and line");
        let mut read = self.read.borrow_mut();
        let rows = read.entry(file.to_owned()).or_insert_with(|| rows(&self.root, file));
        rows.get(&number.parse().expect("a line")).unwrap_or_else(|| panic!("{place}: there is no such row")).clone()
    }
}

fn rows(root: &Path, file: &str) -> Rows {
    let mut reader = csv::Reader::from_path(root.join(file)).expect("the file");
    let header = reader.headers().expect("a header").clone();
    let records = reader.records().map(|record| record.expect("a row"));
    records
        .map(|record| {
            let number = record.position().expect("a place").line();
            let fields = header.iter().zip(&record).map(|(c, v)| (c.to_owned(), v.to_owned())).collect();
            (number, Rc::new(Line { place: format!("{file}:{number}"), fields }))
        })
        .collect()
}

/// The lines below a number, each once, in the order of their places.
pub struct Leaves {
    lines: BTreeMap<String, Rc<Line>>,
}

impl Leaves {
    /// Of one tree.
    pub fn of(tree: &Value, files: &Files) -> Leaves {
        let ends = nodes(tree).into_iter().filter(|node| node["kind"] == "line");
        let places = ends.map(|node| node["data"]["source_row"].as_str().expect("an address").to_owned());
        Leaves { lines: places.map(|place| (place.clone(), files.line(&place))).collect() }
    }

    /// Those of files with this name, in any dataset.
    pub fn named(&self, file: &str) -> Vec<&Line> {
        let ending = format!("/{file}.csv");
        let lines = self.lines.values().map(Rc::as_ref);
        lines.filter(|line| line.place.rsplit_once(':').is_some_and(|(path, _)| path.ends_with(&ending))).collect()
    }

    /// The only one of files with this name.
    pub fn only(&self, file: &str) -> Found<&Line> {
        match self.named(file)[..] {
            [one] => Ok(one),
            ref several => Err(format!("one line of {file} was expected, there are {}", several.len())),
        }
    }

    /// Their places, to be told where a number does not come out.
    pub fn places(&self) -> String {
        let (all, most) = (self.lines.len(), 40);
        let some: Vec<&str> = self.lines.keys().take(most).map(String::as_str).collect();
        let more = if all > most { format!(" and {} more", all - most) } else { String::new() };
        format!("{}{more}", some.join(", "))
    }
}
