//! Backtests as a whole: degenerate histories, golden numbers, the rule of earning, properties.

mod degenerate;
mod earned;
mod golden;
mod properties;

use super::{History, Plan, Record, RecordRow, WindowSet};
use crate::statistics::{Declared, Reading, Scale, Series};
use jiff::civil::date;

const SHARE: Scale = Scale::Gompertz { lower: 0.0, upper: 100.0 };

/// One value at the end of every year.
fn yearly(id: &str, first: i16, values: &[f64]) -> History {
    let readings = (first..).zip(values).map(|(y, v)| Reading { date: date(y, 12, 31), value: *v });
    History::new(id, Series::new(readings.collect()).unwrap())
}

/// A plan for shares measured to a hundredth of a point.
fn plan() -> Plan {
    Plan::new(Declared { unit: Some(0.01), ..Declared::on(SHARE) })
}

fn row<'a>(record: &'a Record, method: &str, readings: usize, horizon: f64, set: WindowSet) -> &'a RecordRow {
    let asked = |row: &&RecordRow| {
        row.method == method && row.readings == Some(readings) && row.horizon == horizon && row.set == set
    };
    record.rows.iter().find(asked).unwrap()
}
