//! What the functions know besides their arguments: the project's reference classes, and the records of its backtests.

use crate::statistics::Models;
use crate::statistics::backtest::Record;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Models by name and records by identifier; the same for every connection that it is registered with.
#[derive(Debug, Clone, Default)]
pub struct Known(Arc<Content>);

#[derive(Debug, Default)]
struct Content {
    models: Models,
    records: BTreeMap<String, Record>,
}

impl Known {
    /// These models and records.
    pub fn new(models: Models, records: BTreeMap<String, Record>) -> Known {
        Known(Arc::new(Content { models, records }))
    }

    pub(super) fn models(&self) -> &Models {
        &self.0.models
    }

    pub(super) fn record(&self, id: &str) -> Option<&Record> {
        self.0.records.get(id)
    }
}
