//! A node of the tree that leads from a value to its lines and cells.

use serde_json::{Value, json};

/// What something is, in a line, and what it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Origin {
    /// What it is: `shown` (a chart or table), `value`, `statement`, `rows`, `row`, `choice` (tables that only choose rows),
    /// `more`, `working`, `line` (of a dataset's file), `document`, `record`
    /// (of a received file) or `cell`.
    pub kind: &'static str,
    /// The line for people.
    pub text: String,
    /// The same for machines.
    pub data: Value,
    /// What it comes from.
    pub from: Vec<Origin>,
}

impl Origin {
    /// A node that nothing stands below yet.
    pub fn new(kind: &'static str, text: impl Into<String>, data: Value) -> Origin {
        Origin { kind, text: text.into(), data, from: Vec::new() }
    }

    /// The tree as nested objects.
    pub fn json(&self) -> Value {
        let from: Vec<Value> = self.from.iter().map(Origin::json).collect();
        json!({ "kind": self.kind, "text": self.text, "data": self.data, "from": from })
    }
}
