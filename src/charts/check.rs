//! What cannot be drawn? Refusals that say what was found and what to do.

use crate::error::{Error, Result};

/// Refuses an empty chart.
pub(super) fn some_rows(form: &str, rows: usize) -> Result<()> {
    if rows > 0 {
        return Ok(());
    }
    Err(Error::usage(format!("the chart `{form}` has nothing to draw"))
        .found("no rows")
        .expected("at least one row")
        .hint("check that the query behind the chart returns rows"))
}

/// The greatest figure that can be drawn: a greater one fills the page with its digits.
const MOST: f64 = 1e30;

/// Refuses figures that are not numbers: a missing figure is `None`, never NaN.
pub(super) fn finite(form: &str, name: &str, values: impl IntoIterator<Item = f64>) -> Result<()> {
    match values.into_iter().find(|value| !value.is_finite() || value.abs() > MOST) {
        None => Ok(()),
        Some(value) => Err(Error::data(format!("the chart `{form}` cannot draw a figure of `{name}`"))
            .found(value.to_string())
            .expected("a finite number of at most 30 digits; leave out what is missing")),
    }
}

/// Refuses a unit that is no unit: it stands beside every figure.
pub(super) fn unit_of(form: &str, unit: &str) -> Result<()> {
    let letters = unit.chars().count();
    if letters <= 30 {
        return Ok(());
    }
    Err(Error::data(format!("the unit of the chart `{form}` is too long to stand beside figures"))
        .found(format!("{letters} letters"))
        .expected("at most 30 letters, e.g. `%`, `thủ tục`, `nghìn trang`"))
}

/// Refuses negative counts.
pub(super) fn not_negative(form: &str, name: &str, values: impl IntoIterator<Item = f64>) -> Result<()> {
    let values: Vec<f64> = values.into_iter().collect();
    finite(form, name, values.iter().copied())?;
    match values.into_iter().find(|value| *value < 0.0) {
        None => Ok(()),
        Some(value) => Err(Error::data(format!("the chart `{form}` cannot draw a count of `{name}`"))
            .found(value.to_string())
            .expected("zero or more")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals_say_what_was_found_and_what_to_do() {
        let text = some_rows("overview", 0).unwrap_err().to_string();
        assert!(text.contains("no rows") && text.contains("what to do"), "{text}");
        assert!(finite("overview", "a", [1e30, -1e30]).is_ok() && finite("overview", "a", [-2e30]).is_err());
        assert!(finite("overview", "a", [1.0, f64::NAN]).unwrap_err().to_string().contains("NaN"));
        assert!(not_negative("remaining", "a", [-1.0]).unwrap_err().is_data());
        assert!(unit_of("overview", &"x".repeat(31)).is_err() && unit_of("overview", "nghìn trang").is_ok());
    }
}
