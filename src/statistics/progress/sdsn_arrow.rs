//! `sdsn-arrow`: linear change per year over the linear change per year needed from base to target.
//!
//! The trend arrows of the Sustainable Development Report (Sachs, Lafortune, Fuller: annual editions of the SDSN), on
//! the indicator itself (METHODS 2). The ratio is that of `linear-path`; the limits are stricter: the full pace is
//! asked for.

use super::standing::Standing;
use super::{Progress, Status};
use crate::statistics::{Direction, Method, Series, Target};

/// The method.
pub const SDSN_ARROW: Method = Method { name: "sdsn-arrow", version: 1 };

/// Change per year since the base over the change per year needed from base to target.
///
/// Below 0 `decreasing`, below 0.5 `stagnating`, below 1 `moderately-improving`, from 1 on (or where the target is met)
/// `on-track-or-maintaining`; see [`Progress::class`]. `observed` and `required` are changes per year in the
/// indicator's unit. The awkward cases are those of [`linear_path`](super::linear_path()).
///
/// ```
/// use jiff::civil::date;
/// use milepost::statistics::{Class, Direction, Reading, Series, Target, sdsn_arrow};
/// let series = Series::new(vec![
///     Reading { date: date(2020, 1, 1), value: 45.0 },
///     Reading { date: date(2024, 1, 1), value: 69.5 },
/// ])?;
/// let target = Target::reach(95.0, date(2028, 1, 1), Direction::HigherIsBetter);
/// let progress = sdsn_arrow(&series, &target, Direction::HigherIsBetter);
/// assert_eq!((progress.ratio, progress.class()), (Some(0.98), Some(Class::ModeratelyImproving)));
/// # Ok::<(), milepost::statistics::Refusal>(())
/// ```
pub fn sdsn_arrow(series: &Series, target: &Target, direction: Direction) -> Progress {
    Standing::answer(SDSN_ARROW, (series, target, direction), |standing, progress| {
        progress.observed = Some((standing.latest.value - standing.base.value) / standing.years_gone());
        if standing.climbs() {
            let ratio = standing.straight_ratio();
            progress.required = Some(standing.way() / standing.years_in_all());
            progress.ratio = Some(ratio);
            if standing.open() {
                progress.status = Some(class_of(ratio));
            }
        }
        Ok(())
    })
}

/// The class of a ratio of paces.
pub(super) fn class_of(ratio: f64) -> Status {
    Status::of_thresholds(ratio, [1.0, 0.5, 0.0])
}

#[cfg(test)]
mod tests {
    use super::super::standing::straight_ratio;
    use super::*;
    use crate::statistics::{Class, Reading};
    use jiff::civil::date;

    fn arrow(values: &[(i16, f64)], target: f64, year: i16) -> Progress {
        let readings = values.iter().map(|(y, v)| Reading { date: date(*y, 1, 1), value: *v }).collect();
        let target = Target::reach(target, date(year, 1, 1), Direction::HigherIsBetter);
        sdsn_arrow(&Series::new(readings).unwrap(), &target, Direction::HigherIsBetter)
    }

    #[test]
    fn classes_include_their_lower_limit() {
        use Status::*;
        for (ratio, status) in [
            (1.0, OnTrack),
            (0.999, Moderate),
            (0.5, Moderate),
            (0.499, Limited),
            (0.0, Limited),
            (-1e-9, Deterioration),
        ] {
            assert_eq!(class_of(ratio), status, "{ratio}");
        }
    }

    /// golden_progress.json, `sdsn_vnm` (45 in 2015, 84.15 in 2024, target 95 in 2030), `sdsn_slow` and `sdsn_slower`
    /// (40 to 48 and to 44 in 4 years, target 80 in 10), over whole years.
    #[test]
    fn golden_ratios() {
        for (made, gone, way, in_all, ratio, class) in [
            (84.15 - 45.0, 9.0, 50.0, 15.0, 1.3050000000000002, Status::OnTrack),
            (8.0, 4.0, 40.0, 10.0, 0.5, Status::Moderate),
            (4.0, 4.0, 40.0, 10.0, 0.25, Status::Limited),
        ] {
            let found = straight_ratio(made, gone, way, in_all);
            assert!((found - ratio).abs() < 1e-14, "{found}");
            assert_eq!(class_of(found), class);
        }
    }

    /// The same through dates: 4.35 a year observed, 3.3333 needed.
    #[test]
    fn golden_values_through_dates() {
        let viet_nam = arrow(&[(2015, 45.0), (2024, 84.15)], 95.0, 2030);
        assert!((viet_nam.observed.unwrap() - 4.35).abs() < 5e-4);
        assert!((viet_nam.required.unwrap() - 10.0 / 3.0).abs() < 5e-4);
        assert!((viet_nam.ratio.unwrap() - 1.305).abs() < 5e-4);
        assert_eq!(viet_nam.class(), Some(Class::OnTrackOrMaintaining));
        let slower = arrow(&[(2016, 40.0), (2020, 44.0)], 80.0, 2026);
        assert_eq!(slower.class(), Some(Class::Stagnating));
    }
}
