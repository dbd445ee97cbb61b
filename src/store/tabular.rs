//! Parquet and JSON files as cells: DuckDB reads them, column by column as text, and the kinds of its columns say what
//! the texts are.

use crate::error::{Error, Result};
use crate::sources::{Batch, Cell, Cells, Merge, Remark, SheetInfo, Visit};
use arrow::array::{Array, StringArray};
use duckdb::Connection;
use jiff::civil::{Date, DateTime};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// A Parquet or JSON file. Its first row holds the names of its columns; record n is row n + 1.
pub struct Tabular {
    connection: Connection,
    columns: Vec<(String, Kind)>,
    from: String,
    name: String,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Number,
    Day,
    Flag,
    Text,
}

impl Tabular {
    /// Opens the file; `name` is how messages call it.
    ///
    /// # Errors
    /// DuckDB cannot read it, or a column holds lists or structs.
    pub fn open(path: &Path, name: &str) -> Result<Tabular> {
        let connection = Connection::open_in_memory_with_flags(super::config()?)?;
        connection.execute_batch("SET memory_limit = '512MB'; SET preserve_insertion_order = true;")?;
        let file = path.display().to_string().replace('\'', "''");
        let is_json =
            path.extension().is_some_and(|e| e.eq_ignore_ascii_case("json") || e.eq_ignore_ascii_case("ndjson"));
        if is_json {
            refuse_deep(path, name)?;
        }
        let from = format!("{}('{file}')", if is_json { "read_json" } else { "read_parquet" });
        let wrong = |e: duckdb::Error| Error::data(format!("DuckDB cannot read the file: {e}")).at(name);
        let mut columns = Vec::new();
        {
            let mut statement = connection.prepare(&format!("DESCRIBE SELECT * FROM {from}")).map_err(wrong)?;
            let mut rows = statement.query([]).map_err(wrong)?;
            while let Some(row) = rows.next().map_err(wrong)? {
                let (column, kind): (String, String) = (row.get(0)?, row.get(1)?);
                if kind.ends_with("[]") || kind.starts_with("STRUCT") || kind.starts_with("MAP") {
                    return Err(Error::data("a column holds lists or records, not single values")
                        .at(format!("{name}, column `{column}`"))
                        .found(kind)
                        .expected("numbers, texts, days, true or false"));
                }
                columns.push((column, Kind::of(&kind)));
            }
        }
        Ok(Tabular { connection, columns, from, name: name.to_owned() })
    }
}

/// Brackets within brackets that a table of records may have.
const DEEPEST: u32 = 64;

/// A reader that follows brackets into brackets runs out of stack where there are very many.
fn refuse_deep(path: &Path, name: &str) -> Result<()> {
    let wrong = |e: std::io::Error| Error::data(format!("cannot read the file: {e}")).at(name);
    let mut file = BufReader::with_capacity(1 << 20, File::open(path).map_err(wrong)?);
    let (mut depth, mut in_text, mut escaped) = (0u32, false, false);
    loop {
        let piece = file.fill_buf().map_err(wrong)?;
        if piece.is_empty() {
            return Ok(());
        }
        for &byte in piece {
            match byte {
                _ if escaped => escaped = false,
                b'\\' if in_text => escaped = true,
                b'"' => in_text = !in_text,
                b'[' | b'{' if !in_text => depth += 1,
                b']' | b'}' if !in_text => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > DEEPEST {
                return Err(Error::data("brackets within brackets beyond reason")
                    .at(name)
                    .found(format!("more than {DEEPEST} levels"))
                    .expected("a list of records, or a record a line"));
            }
        }
        let length = piece.len();
        file.consume(length);
    }
}

impl Kind {
    fn of(kind: &str) -> Kind {
        match kind {
            "BOOLEAN" => Kind::Flag,
            "DATE" => Kind::Day,
            _ if kind.starts_with("TIMESTAMP") => Kind::Day,
            "TINYINT" | "SMALLINT" | "INTEGER" | "BIGINT" | "HUGEINT" | "UTINYINT" | "USMALLINT" | "UINTEGER"
            | "UBIGINT" | "FLOAT" | "DOUBLE" => Kind::Number,
            _ if kind.starts_with("DECIMAL") => Kind::Number,
            _ => Kind::Text,
        }
    }

    fn cell(self, text: &str) -> Cell<'_> {
        match self {
            Kind::Text => Cell::Text(text),
            Kind::Flag => Cell::Flag(text == "true"),
            Kind::Day => match text
                .parse::<Date>()
                .map(|d| d.to_datetime(jiff::civil::Time::midnight()))
                .or_else(|_| text.parse::<DateTime>())
            {
                Ok(moment) => Cell::Moment(moment),
                Err(_) => Cell::Text(text),
            },
            // A binary float holds fifteen digits exactly; a longer number stays text.
            Kind::Number if text.bytes().filter(u8::is_ascii_digit).count() > 15 => Cell::Text(text),
            Kind::Number => text.parse().map_or(Cell::Text(text), |value| Cell::Number { value, percent: false }),
        }
    }
}

impl Cells for Tabular {
    fn sheets(&self) -> Vec<SheetInfo> {
        vec![SheetInfo { name: String::new(), hidden: false }]
    }

    fn merges(&mut self, _: usize) -> Result<Vec<Merge>> {
        Ok(Vec::new())
    }

    fn read(&mut self, _: usize, visit: Visit<'_>) -> Result<()> {
        let mut batch = Batch::default();
        batch.begin_row(1);
        self.columns.iter().for_each(|(name, _)| batch.push(Cell::Text(name)));
        let texts: Vec<String> =
            self.columns.iter().map(|(name, _)| format!("\"{}\"::VARCHAR", name.replace('"', "\"\""))).collect();
        let wrong = |e: duckdb::Error| Error::data(format!("DuckDB cannot read the file on: {e}")).at(&self.name);
        // What a stream breaks off at cannot be told any more: the whole is read once before.
        self.connection
            .query_row(&format!("SELECT count(hash(t)) FROM {} t", self.from), [], |_| Ok(()))
            .map_err(wrong)?;
        let mut statement =
            self.connection.prepare(&format!("SELECT {} FROM {}", texts.join(", "), self.from)).map_err(wrong)?;
        let mut number = 1;
        for records in statement.stream_arrow([]).map_err(wrong)? {
            let columns: Vec<&StringArray> =
                records.columns().iter().filter_map(|c| c.as_any().downcast_ref::<StringArray>()).collect();
            for row in 0..records.num_rows() {
                number += 1;
                batch.begin_row(number);
                for (column, (_, kind)) in columns.iter().zip(&self.columns) {
                    batch.push(if column.is_null(row) { Cell::Empty } else { kind.cell(column.value(row)) });
                }
                if batch.is_full() {
                    if visit(&batch)?.is_break() {
                        return Ok(());
                    }
                    batch.clear();
                }
            }
        }
        if !batch.is_empty() {
            let _ = visit(&batch)?;
        }
        Ok(())
    }

    fn remarks(&self) -> Vec<Remark> {
        Vec::new()
    }
}
