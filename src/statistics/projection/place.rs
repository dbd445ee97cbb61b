//! Placing a series on its scale: what every model does first, and what it must refuse before it begins.

use super::Declared;
use super::by_hand::Bound;
use crate::statistics::{Reading, Refusal, Scale, Series, years_between};

/// Share of the declared range taken as the measurement unit where the values do not show one: 0.01 point of 0..100.
const FALLBACK_UNIT: f64 = 1e-4;

/// Coarsest measurement unit read off whole numbers: one point of 0..100.
const COARSEST_UNIT: f64 = 1e-2;

/// A series on its scale.
#[derive(Debug)]
pub(super) struct PlacedSeries {
    /// The oldest reading, as it was read.
    pub first: Reading,
    /// The latest reading, as it was read.
    pub latest: Reading,
    /// The readings on the scale, oldest first.
    pub z: Vec<f64>,
    /// Years between neighbours; one fewer than `z`.
    pub years: Vec<f64>,
    /// The measurement unit by which boundary values are moved.
    pub unit: f64,
    /// How many readings were moved off the lower bound, and off the upper.
    pub on_bounds: [usize; 2],
    /// The spread that rounding alone gives to readings: unit / sqrt(12), and at least that of the arithmetic.
    pub rounding: f64,
}

impl PlacedSeries {
    /// Was a reading moved off a bound?
    pub(super) fn moved(&self) -> bool {
        self.on_bounds != [0, 0]
    }

    /// The places counted from the first one.
    pub(super) fn counted_from_first(&self) -> Vec<f64> {
        self.z.iter().map(|z| z - self.z[0]).collect()
    }
}

/// Places the readings on the declared scale.
///
/// Errors: [`Refusal::NoReadings`], [`Refusal::DeclaredBreak`], fewer readings than `least` by name ([`too_few`]),
/// [`Refusal::ConstantSeries`], and those of [`Scale::forward`].
pub(super) fn place(series: &Series, declared: &Declared, least: usize) -> Result<PlacedSeries, Refusal> {
    let scale = declared.scale.checked()?;
    let readings = series.readings();
    let (first, last) = (series.first()?, series.last()?);
    if declared.breaks.iter().any(|day| first.date < *day && *day <= last.date) {
        return Err(Refusal::DeclaredBreak);
    }
    if readings.len() < least {
        return Err(too_few(least));
    }
    let printed = series.printed_unit();
    let unit = declared.boundary_unit(series, printed)?;
    let (mut z, mut moved) = (Vec::with_capacity(readings.len()), Vec::new());
    for reading in readings {
        let (inside, off) = scale.inside(reading.value, unit)?;
        z.push(scale.place(inside));
        if off {
            moved.push(Bound::left_by(reading.value, inside));
        }
    }
    if readings.iter().all(|r| r.value == first.value) {
        return Err(Refusal::ConstantSeries);
    }
    Ok(PlacedSeries {
        first,
        latest: last,
        z,
        years: readings.windows(2).map(|pair| years_between(pair[0].date, pair[1].date)).collect(),
        unit,
        on_bounds: Bound::BOTH.map(|bound| moved.iter().filter(|off| **off == bound).count()),
        rounding: declared.rounding_spread(series, printed),
    })
}

/// The reason that names how many readings a model needs.
fn too_few(least: usize) -> Refusal {
    match least {
        0..=3 => Refusal::TooFewReadings,
        4..=6 => Refusal::TooFewForTheta,
        7..=8 => Refusal::TooFewForCurve,
        _ => Refusal::TooFewForHolt,
    }
}

impl Declared {
    /// The unit by which a boundary value is moved: declared, else read off the decimals (within a range that makes
    /// sense for the bounds), else a ten-thousandth of the range.
    pub(super) fn boundary_unit(&self, series: &Series, printed: Option<f64>) -> Result<f64, Refusal> {
        if let Some(unit) = self.unit {
            return if unit > 0.0 && unit.is_finite() { Ok(unit) } else { Err(Refusal::InvalidUnit) };
        }
        match (self.scale.bounds(), printed) {
            (Some((lowest, highest)), printed) => {
                let range = highest - lowest;
                Ok(printed.unwrap_or(FALLBACK_UNIT * range).min(COARSEST_UNIT * range))
            }
            (None, Some(unit)) => Ok(unit),
            // Zero on the log scale is moved by half a unit; where the values show none, there is nothing to move it by.
            (None, None) if self.scale == Scale::Log && series.readings().iter().any(|r| r.value == 0.0) => {
                Err(Refusal::ValueBelowBound)
            }
            (None, None) => Ok(f64::MIN_POSITIVE),
        }
    }

    /// The spread that rounding alone gives to readings: unit / sqrt(12), and at least that of the arithmetic.
    fn rounding_spread(&self, series: &Series, printed: Option<f64>) -> f64 {
        let unit = self.unit.or(printed).unwrap_or(0.0);
        let size = series.readings().iter().map(|r| r.value.abs()).fold(0.0, f64::max);
        (unit / 12_f64.sqrt()).max(1e-12 * size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::Reading;
    use jiff::civil::date;

    const SHARE: Scale = Scale::Gompertz { lower: 0.0, upper: 100.0 };

    fn unit(scale: Scale, values: &[f64]) -> Result<f64, Refusal> {
        let readings = (2000..).zip(values).map(|(y, v)| Reading { date: date(y, 1, 1), value: *v }).collect();
        let series = Series::new(readings).unwrap();
        Declared::on(scale).boundary_unit(&series, series.printed_unit())
    }

    #[test]
    fn the_boundary_unit_is_sensible_for_the_bounds() {
        assert_eq!(unit(SHARE, &[88.4, 100.0]), Ok(0.1));
        assert_eq!(unit(SHARE, &[88.0, 100.0]), Ok(1.0));
        assert_eq!(unit(SHARE, &[100.0 * 941.0 / 1065.0, 100.0]), Ok(0.01));
        // Shares as ratios, all printed as 0 or 1: one is not a unit of 0..1.
        assert_eq!(unit(Scale::Gompertz { lower: 0.0, upper: 1.0 }, &[0.0, 1.0]), Ok(0.01));
        assert_eq!(unit(Scale::Log, &[0.0, 12.0]), Ok(1.0));
        assert_eq!(unit(Scale::Log, &[0.0, 1.0 / 3.0]), Err(Refusal::ValueBelowBound));
        assert!(unit(Scale::Log, &[0.1, 1.0 / 3.0]).is_ok());
    }

    #[test]
    fn fewer_than_the_least_are_refused() {
        let two = Series::with_missing([(date(2020, 1, 1), Some(1.0)), (date(2021, 1, 1), Some(2.0))]).unwrap();
        assert_eq!(place(&two, &Declared::on(SHARE), 3).unwrap_err(), Refusal::TooFewReadings);
        assert_eq!(place(&two, &Declared::on(SHARE), 2).unwrap().years, vec![366.0 / 365.25]);
    }
}
