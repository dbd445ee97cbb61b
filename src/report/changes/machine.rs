//! Changes for programs: every row with its causes.

use super::verdicts;
use crate::lock::{Cause, Changes, ResultChange, RowChange};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Everything for machines.
pub fn machine(changes: &Changes) -> Value {
    let row = |row: &RowChange| {
        let cells: Vec<Value> = row
            .cells()
            .into_iter()
            .map(|(column, before, after)| json!({"column": column, "before": before, "after": after}))
            .collect();
        json!({
            "table": row.table, "key": row.key.iter().cloned().collect::<BTreeMap<_, _>>(),
            "change": if row.is_new() { "new" } else if row.is_gone() { "gone" } else { "changed" },
            "cells": cells, "row": if row.is_gone() { &row.before } else { &row.after },
        })
    };
    let cause = |cause: &Cause| {
        json!({
            "kind": cause.kind.code(), "name": cause.name, "before": cause.before, "after": cause.after,
            "row": cause.row.as_ref().map(row),
        })
    };
    let change = |change: &ResultChange| {
        let mut value = row(&change.row);
        value["because"] = json!(change.because);
        value
    };
    json!({
        "causes": changes.causes.iter().map(cause).collect::<Vec<_>>(),
        "verdicts": verdicts(changes).into_iter().map(change).collect::<Vec<_>>(),
        "results": changes.results.iter().map(change).collect::<Vec<_>>(),
        "findings": changes.findings.iter().map(change).collect::<Vec<_>>(),
        "outputs": changes.outputs.iter().map(|file| file.file.as_str()).collect::<Vec<_>>(),
        "large_tables": changes.unknown,
    })
}
