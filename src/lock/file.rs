//! The text of a lock: JSON, one value a line.

use super::table::TableHead;
use super::{Canonical, Head, Lock, LockedTable};
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Its name, beside the project file.
pub const FILE: &str = "milepost.lock";

/// The form of this text; raised when it changes.
const FORM: u32 = 1;

#[derive(Serialize, Deserialize)]
struct First {
    lock: u32,
    #[serde(flatten)]
    head: BTreeMap<String, serde_json::Value>,
}

/// A line for a file that went in or came out.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum FileLine {
    Input { input: String, sha256: String },
    Output { output: String, sha256: String },
}

impl Lock {
    /// The text, the same for the same lock.
    pub fn text(&self) -> Result<String> {
        let json = |value: serde_json::Result<String>| value.map_err(|e| Error::system(e.to_string()));
        let mut text = String::new();
        let mut line = |value: String| {
            text.push_str(&value);
            text.push('\n');
        };
        let head = serde_json::to_value(&self.head).map_err(|e| Error::system(e.to_string()))?;
        let head = head.as_object().cloned().unwrap_or_default().into_iter().collect();
        line(json(serde_json::to_string(&First { lock: FORM, head }))?);
        for (input, sha256) in self.inputs.clone() {
            line(json(serde_json::to_string(&FileLine::Input { input, sha256 }))?);
        }
        for table in &self.tables {
            line(json(serde_json::to_string(&table.head))?);
            table.rows.iter().for_each(|row| line(row.text().to_owned()));
        }
        for (output, sha256) in self.outputs.clone() {
            line(json(serde_json::to_string(&FileLine::Output { output, sha256 }))?);
        }
        Ok(text)
    }

    /// Reads a text; `name` is how messages call the file.
    ///
    /// # Errors
    /// The line that is not as this program writes it; a table whose rows are not those its hash was taken of.
    pub fn read(text: &str, name: &str) -> Result<Lock> {
        let wrong = |number: usize, what: &str, found: &str| {
            let found: String = found.chars().take(80).collect();
            Error::data(what.to_owned()).at(format!("{name}:{number}")).found(found).hint(
                "a lock is not edited by hand: take it from version control again, or write it anew with `milepost run --lock`",
            )
        };
        let mut lines = (1..).zip(text.lines());
        let (_, first) = lines.next().ok_or_else(|| wrong(1, "the lock is empty", ""))?;
        let first: First = serde_json::from_str(first).map_err(|_| wrong(1, "this is no lock of milepost", first))?;
        if first.lock != FORM {
            return Err(wrong(
                1,
                "the lock has a form that this version of milepost does not know",
                &first.lock.to_string(),
            ));
        }
        let head: Head = serde_json::from_value(serde_json::Value::Object(first.head.into_iter().collect()))
            .map_err(|e| wrong(1, &format!("the lock's head is incomplete: {e}"), ""))?;
        let mut lock = Lock { head, inputs: BTreeMap::new(), tables: Vec::new(), outputs: BTreeMap::new() };
        while let Some((number, line)) = lines.next() {
            if let Ok(head) = serde_json::from_str::<TableHead>(line) {
                let mut rows = Vec::new();
                for _ in 0..if head.kept { head.rows } else { 0 } {
                    let (number, line) = lines
                        .next()
                        .ok_or_else(|| wrong(number, "the lock ends before this table's rows do", &head.table))?;
                    rows.push(Canonical::read(line).ok_or_else(|| wrong(number, "this is no row of a table", line))?);
                }
                let table = LockedTable { head, rows };
                if !table.is_whole() {
                    return Err(wrong(
                        number,
                        "these rows are not those that the table's hash was taken of",
                        &table.head.table,
                    ));
                }
                lock.tables.push(table);
                continue;
            }
            match serde_json::from_str::<FileLine>(line) {
                Ok(FileLine::Input { input, sha256 }) => drop(lock.inputs.insert(input, sha256)),
                Ok(FileLine::Output { output, sha256 }) => drop(lock.outputs.insert(output, sha256)),
                Err(_) => return Err(wrong(number, "this is no line of a lock", line)),
            }
        }
        Ok(lock)
    }

    /// The table of this name.
    pub fn table(&self, name: &str) -> Option<&LockedTable> {
        self.tables.iter().find(|table| table.head.table == name)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::lock::Made;

    /// A lock of two small tables.
    pub(in crate::lock) fn lock() -> Lock {
        let connection = duckdb::Connection::open_in_memory().unwrap();
        connection
            .execute_batch(
                "CREATE TABLE a AS SELECT i AS id, CASE WHEN i <> 2 THEN i / 3 END AS third, [i] AS l FROM range(5) t(i);
                 CREATE TABLE b (x VARCHAR)",
            )
            .unwrap();
        let table = |name, key: &[String]| {
            LockedTable::of(&connection, &format!("FROM {name}"), name, Made::Query, key, &[]).unwrap()
        };
        let head = Head {
            milepost: "0.1.0".into(),
            code: "c".into(),
            engine: "DuckDB".into(),
            as_of: "2025-12-31".into(),
            language: "vi".into(),
            parameters: [("area".to_owned(), "14".to_owned())].into(),
        };
        Lock {
            head,
            inputs: [("milepost.toml".to_owned(), "00".to_owned())].into(),
            tables: vec![table("a", &["id".to_owned()]), table("b", &[])],
            outputs: [("review.html".to_owned(), "11".to_owned())].into(),
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let lock = lock();
        let text = lock.text().unwrap();
        assert_eq!(Lock::read(&text, FILE).unwrap(), lock);
        assert_eq!(lock.table("a").unwrap().rows.len(), 5);
        assert!(text.contains("\n[\"2\",null,\"[2]\"]\n"), "{text}");
    }

    #[test]
    fn what_was_edited_is_refused_with_its_line() {
        let text = lock().text().unwrap();
        let refused = |text: &str| Lock::read(text, FILE).unwrap_err().to_string();
        assert!(refused("").starts_with("milepost.lock:1: the lock is empty"));
        assert!(refused("{}\n").starts_with("milepost.lock:1: this is no lock"));
        assert!(refused(&text.replace("{\"lock\":1", "{\"lock\":9")).contains("does not know"));
        let edited = refused(&text.replace("[\"2\",null", "[\"2\",\"0\""));
        assert!(edited.starts_with("milepost.lock:3: these rows are not those"), "{edited}");
        let cut: String = text.lines().take(6).map(|line| format!("{line}\n")).collect();
        assert!(refused(&cut).starts_with("milepost.lock:3: the lock ends"), "{}", refused(&cut));
        assert!(refused(&format!("{text}nonsense\n")).contains("this is no line of a lock"));
    }
}
