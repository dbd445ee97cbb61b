//! Rows of backtests become the chart of what methods promised and held.

use super::rows::Rows;
use crate::charts::{Chart, CoveragePoint, DiagnosedMethod, Diagnostics, ReliabilityPoint};
use crate::error::{Error, Result};
use crate::store::Cell;

/// Columns: method (a name, a legend's entry each), unit (of horizons: `năm`), kind, horizon, level, value, se, forecast, n.
///
/// Kinds: `coverage` (horizon; level and value as shares 0 to 1: what the intervals promised, and what they held; se may be
/// NULL), `reliability` (forecast and value as shares 0 to 1: the mean probability, and what came true). A row of coverage
/// without a value, where the method gave no interval, is left out.
pub(super) fn diagnostics(rows: &Rows<'_>) -> Result<Chart> {
    let mut methods: Vec<DiagnosedMethod> = Vec::new();
    for i in rows.all() {
        let name = rows.text(i, "method")?;
        if !methods.iter().any(|method| method.name == name) {
            methods.push(DiagnosedMethod { name: name.clone(), ..DiagnosedMethod::default() });
        }
        let Some(method) = methods.iter_mut().find(|method| method.name == name) else { continue };
        match rows.text(i, "kind")?.as_str() {
            "coverage" => {
                let Some(covered) = rows.amount(i, "value")? else { continue };
                method.coverage.push(CoveragePoint {
                    horizon: rows.need(i, "horizon", |cell| cell.machine().parse().ok())?,
                    level: rows.number(i, "level")?,
                    covered,
                    error: rows.amount(i, "se")?,
                    count: count(rows, i)?,
                });
            }
            "reliability" => method.reliability.push(ReliabilityPoint {
                forecast: rows.number(i, "forecast")?,
                observed: rows.number(i, "value")?,
                count: count(rows, i)?,
            }),
            other => {
                return Err(Error::query("unknown kind of row in a chart of diagnostics")
                    .at(rows.place)
                    .found(format!("row {}: {other}", i + 1))
                    .expected("coverage, reliability"));
            }
        }
    }
    let horizon_unit = if rows.table.rows.is_empty() { String::new() } else { rows.text(0, "unit")? };
    Ok(Chart::Diagnostics(Diagnostics { horizon_unit, methods }))
}

/// A whole number of forecasts, whatever kind of number the cell holds.
fn count(rows: &Rows<'_>, i: usize) -> Result<u64> {
    let whole = |value: f64| (value >= 0.0 && value.fract() == 0.0 && value < 9e15).then_some(value as u64);
    rows.need(i, "n", |cell: &Cell| cell.number().and_then(whole))
}

#[cfg(test)]
mod tests {
    use super::super::read_for_tests as read;
    use super::*;

    const COLUMNS: [&str; 9] = ["method", "unit", "kind", "horizon", "level", "value", "se", "forecast", "n"];

    fn row(method: &str, kind: &str, figures: [Option<f64>; 6]) -> Vec<Cell> {
        let mut row: Vec<Cell> = [method, "năm", kind].map(|word| Cell::Text(word.to_owned())).into();
        row.extend(figures.map(|figure| match figure {
            Some(whole) if whole.fract() == 0.0 => Cell::Integer(whole as i128),
            Some(value) => Cell::Float(value),
            None => Cell::Missing,
        }));
        row
    }

    #[test]
    fn rows_become_methods_in_their_order() {
        let rows = vec![
            row("Theta", "coverage", [Some(5.0), Some(0.8), Some(0.798), Some(0.017), None, Some(1704.0)]),
            row("Bass", "coverage", [Some(5.0), Some(0.8), None, None, None, Some(1.0)]),
            row("Theta", "reliability", [None, None, Some(0.88), None, Some(0.85), Some(934.0)]),
        ];
        let Ok(Chart::Diagnostics(form)) = read("diagnostics", &COLUMNS, rows) else { panic!("diagnostics") };
        assert_eq!(form.horizon_unit, "năm");
        let [theta, bass] = &form.methods[..] else { panic!("{form:?}") };
        assert_eq!((theta.coverage[0].horizon, theta.coverage[0].count), (5, 1704));
        assert_eq!(theta.reliability, [ReliabilityPoint { forecast: 0.85, observed: 0.88, count: 934 }]);
        assert!(bass.coverage.is_empty(), "what is missing is not zero");
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_its_row_and_column() {
        let told = |row| read("diagnostics", &COLUMNS, vec![row]).unwrap_err().to_string();
        let odd = told(row("a", "cover", [None; 6]));
        assert!(odd.contains("row 1: cover") && odd.contains("reliability"), "{odd}");
        let part = told(row("a", "reliability", [None, None, Some(0.5), None, Some(0.5), Some(2.5)]));
        assert!(part.contains("`n`") && part.contains("row 1: 2.5"), "{part}");
    }
}
