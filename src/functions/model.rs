//! The model that a query names, fitted to the readings of one row.
//!
//! `project`, `attainment` and `attainment_year` share it: a model that the statistics offer is known to all of them.

use super::known::Known;
use super::series::{Readings, both_forms};
use crate::statistics::{Declared, Fitted, RW_DRIFT, Refusal, Scale};
use arrow::datatypes::DataType;
use duckdb::vscalar::ArrowFunctionSignature;

/// The method where a query names none.
pub(super) const DEFAULT: &str = RW_DRIFT.name;

/// What the answers of one row rest on, even where they are refusals.
pub(super) struct FittedRow {
    /// How many readings, how many left out, and the series they make or why they make none.
    pub readings: Readings,
    /// Name and version of the model; `None` for a name that stands for nothing.
    pub method: Option<String>,
    fitted: Result<Box<dyn Fitted>, Refusal>,
}

impl FittedRow {
    /// Fits the model of this name on the scale of this text.
    pub(super) fn new(known: &Known, readings: Readings, scale: &str, name: &str) -> FittedRow {
        let model = known.models().by_name(name);
        let fitted = model.and_then(|model| {
            let scale = Scale::read(scale)?;
            model.fit(readings.series.as_ref().map_err(|reason| *reason)?, &Declared::on(scale))
        });
        let method = model.ok().map(|model| model.method().to_string());
        FittedRow { readings, method, fitted }
    }

    /// The fitted model, or why there is none.
    pub(super) fn fitted(&self) -> Result<&dyn Fitted, Refusal> {
        self.fitted.as_deref().map_err(|reason| *reason)
    }
}

/// The overloads of a function of a series: with these parameters after it, and with a method besides.
pub(super) fn with_and_without_method(after: &[DataType], answer: &DataType) -> Vec<ArrowFunctionSignature> {
    let forms =
        [after.to_vec(), [after, &[DataType::Utf8]].concat()].into_iter().flat_map(|after| both_forms(&[], &after));
    forms.map(|parameters| ArrowFunctionSignature::exact(parameters, answer.clone())).collect()
}
