//! `theil-sen`: the straight line with the median of all pairs' slopes, on a scale; single wild readings hardly bend it.
//!
//! Slope b and height median(z) - b median(t) as in [`trend::theil_sen_of`] (Sen 1968). Theil-Sen names no distribution of
//! a new reading, so one is borrowed and stated: Student t on n - 2 degrees of freedom with the spread of a new reading
//! around a least-squares line, s sqrt(1 + 1/n + (t - mean t)^2 / sum (t_i - mean t)^2), s^2 being the squares of what
//! **this** line leaves over n - 2. No line leaves less than the least-squares one, so the interval is never narrower than
//! that of `ols`. A wild reading hardly bends the slope, but may move the height by one place in the order of the readings.
//! What it is worth on real series is for the backtest to say; on the yearly M3 series it does worse than `ols`.

use super::line::{Line, times};
use super::place::place;
use super::{Declared, Fitted, Model};
use crate::statistics::{Level, Method, Refusal, Series, trend};

/// The method.
pub const THEIL_SEN: Method = Method { name: "theil-sen", version: 1 };

/// Straight line by the median slope, at any spacing, up to 4,000 readings ([`Refusal::TooManyReadings`]). Other refusals and
/// downgrades as for [`super::RwDrift`].
///
/// ```
/// use jiff::civil::date;
/// use milepost::statistics::{Declared, Level, Model, Reading, Scale, Series, TheilSen};
/// // One reading was mistyped: the line goes on as the others say.
/// let values = [40.0, 42.0, 44.1, 46.0, 48.0, 74.0, 51.9];
/// let readings = (2015..).zip(values).map(|(y, value)| Reading { date: date(y, 12, 31), value }).collect();
/// let fitted = TheilSen.fit(&Series::new(readings)?, &Declared::on(Scale::Identity))?;
/// assert!((fitted.at(date(2023, 12, 31), Level::EIGHTY)?.value - 56.0).abs() < 0.2);
/// # Ok::<(), milepost::statistics::Refusal>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TheilSen;

impl Model for TheilSen {
    fn method(&self) -> Method {
        THEIL_SEN
    }

    fn least(&self) -> usize {
        3
    }

    fn fit(&self, series: &Series, declared: &Declared) -> Result<Box<dyn Fitted>, Refusal> {
        let placed = place(series, declared, self.least())?;
        let line = trend::theil_sen_of(&times(series)?, &placed.z, Level::EIGHTY)?;
        let line = [line.slope.value, line.intercept];
        Ok(Box::new(Line::through(THEIL_SEN, series, declared, placed, line)?))
    }
}
