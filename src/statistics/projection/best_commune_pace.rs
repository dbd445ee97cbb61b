//! `best-commune-pace`: what if this area moved as fast as the fastest of its peers has?

use super::Declared;
use super::scenario::{Path, Place, Scenario};
use crate::statistics::{Direction, Method, Reading, Refusal, Scale, Series, years_between};

/// The scenario.
pub const BEST_COMMUNE_PACE: Method = Method { name: "best-commune-pace", version: 1 };

/// Shortest time between a peer's first and latest reading from which a pace is read: a quarter of 90 days. A pace over
/// days is a matter of when someone counted.
const SHORTEST_SPAN: f64 = 90.0 / 365.25;

/// The latest reading of a series carried on at the fastest pace seen among its peers.
///
/// A peer's pace is the change on the scale from its first to its latest reading per year; on the scale, since ten points
/// from 40 are not ten points from 85. Peers with fewer than two readings, less than a quarter between them, a declared
/// break in between or a value outside the bounds are left out and counted. Of equally fast peers the first by name is
/// taken. Errors: [`Refusal::NoReadings`], [`Refusal::NoPeerImproved`], those of [`Scale::forward`] for the series itself.
/// Source: METHODS 4 (scenarios).
///
/// ```
/// use jiff::civil::date;
/// use milepost::statistics::{Declared, Direction, Reading, Scale, Series, best_commune_pace};
/// let at = |year, value| Reading { date: date(year, 1, 1), value };
/// let own = Series::new(vec![at(2024, 40.0)])?;
/// let peers = [("Mai Sơn", Series::new(vec![at(2020, 30.0), at(2024, 62.0)])?)];
/// let peers: Vec<(&str, &Series)> = peers.iter().map(|(name, series)| (*name, series)).collect();
/// let path = best_commune_pace(&own, &Declared::on(Scale::Identity), &peers, Direction::HigherIsBetter)?;
/// assert_eq!((path.peer.as_deref(), path.pace), (Some("Mai Sơn"), 8.0));
/// assert_eq!(path.at(date(2028, 1, 1))?.value, 72.0);
/// # Ok::<(), milepost::statistics::Refusal>(())
/// ```
pub fn best_commune_pace(
    series: &Series,
    declared: &Declared,
    peers: &[(&str, &Series)],
    direction: Direction,
) -> Result<Scenario, Refusal> {
    let scale = declared.scale.checked()?;
    let from = series.last()?;
    let unit = declared.boundary_unit(series, series.printed_unit())?;
    let own = Place::of(from, scale, unit)?;
    let mut best: Option<(f64, &str, [Place; 2])> = None;
    let mut used = 0;
    for (name, peer) in peers {
        let Some((pace, seen)) = pace_on_scale(peer, declared, scale) else { continue };
        used += 1;
        let faster = best.is_none_or(|(fastest, other, _)| {
            let (pace, fastest) = (direction.sign() * pace, direction.sign() * fastest);
            pace > fastest || pace == fastest && *name < other
        });
        if faster {
            best = Some((pace, name, seen));
        }
    }
    let improved = best.filter(|(pace, ..)| direction.sign() * pace > 0.0);
    let (pace, name, seen) = improved.ok_or(Refusal::NoPeerImproved)?;
    Ok(Scenario {
        method: BEST_COMMUNE_PACE,
        from,
        peer: Some(name.to_owned()),
        pace,
        n: used,
        left_out: peers.len() - used,
        moved: own.moved || seen.iter().any(|place| place.moved),
        path: Path::OnScale { scale, from: own, seen },
    })
}

/// Change per year on the scale over the whole series, and the readings it is seen between; `None` where it does not show
/// one.
fn pace_on_scale(peer: &Series, declared: &Declared, scale: Scale) -> Option<(f64, [Place; 2])> {
    let (first, last) = (peer.first().ok()?, peer.last().ok()?);
    let years = years_between(first.date, last.date);
    if years < SHORTEST_SPAN || declared.breaks.iter().any(|day| first.date < *day && *day <= last.date) {
        return None;
    }
    let unit = declared.boundary_unit(peer, peer.printed_unit()).ok()?;
    let place = |reading: Reading| Place::of(reading, scale, unit).ok();
    let seen = [place(first)?, place(last)?];
    let pace = (seen[1].z - seen[0].z) / years;
    pace.is_finite().then_some((pace, seen))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const SHARE: Scale = Scale::Gompertz { lower: 0.0, upper: 100.0 };

    fn yearly(first: i16, values: &[f64]) -> Series {
        Series::new((first..).zip(values).map(|(y, v)| Reading { date: date(y, 1, 1), value: *v }).collect()).unwrap()
    }

    fn best(own: &Series, peers: &[(&str, &Series)], direction: Direction) -> Result<Scenario, Refusal> {
        best_commune_pace(own, &Declared::on(SHARE), peers, direction)
    }

    #[test]
    fn no_pace_to_take() {
        let own = yearly(2024, &[40.0]);
        let (one, falling, wild) = (yearly(2020, &[30.0]), yearly(2020, &[50.0, 40.0]), yearly(2020, &[50.0, 140.0]));
        let up = Direction::HigherIsBetter;
        assert_eq!(best(&Series::default(), &[("a", &falling)], up), Err(Refusal::NoReadings));
        assert_eq!(best(&own, &[], up), Err(Refusal::NoPeerImproved));
        assert_eq!(best(&own, &[("a", &one), ("b", &falling), ("c", &wild)], up), Err(Refusal::NoPeerImproved));
        assert_eq!(best(&yearly(2024, &[101.0]), &[("b", &falling)], up), Err(Refusal::ValueAboveBound));
        let hasty = [(date(2024, 1, 1), 10.0), (date(2024, 1, 15), 60.0)];
        let hasty = Series::new(hasty.map(|(date, value)| Reading { date, value }).to_vec()).unwrap();
        assert_eq!(best(&own, &[("a", &hasty)], up), Err(Refusal::NoPeerImproved));
        let declared = Declared { breaks: vec![date(2020, 7, 1)], ..Declared::on(SHARE) };
        let rising = yearly(2020, &[30.0, 40.0]);
        assert_eq!(best_commune_pace(&own, &declared, &[("a", &rising)], up), Err(Refusal::NoPeerImproved));
    }

    #[test]
    fn the_fastest_is_named_whatever_the_order_and_the_rest_counted() {
        let own = yearly(2024, &[40.0]);
        let (slow, fast, silent) = (yearly(2020, &[30.0, 33.0]), yearly(2020, &[30.0, 41.0]), yearly(2020, &[30.0]));
        let mut peers = vec![("slow", &slow), ("fast too", &fast), ("fast", &fast), ("silent", &silent)];
        let path = best(&own, &peers, Direction::HigherIsBetter).unwrap();
        assert_eq!((path.peer.as_deref(), path.n, path.left_out), (Some("fast"), 3, 1));
        peers.reverse();
        assert_eq!(best(&own, &peers, Direction::HigherIsBetter).unwrap(), path);
        let down = best(&own, &[("slow", &yearly(2020, &[9.0, 8.0]))], Direction::LowerIsBetter).unwrap();
        assert!(down.at(date(2028, 1, 1)).unwrap().value < 40.0);
    }

    /// By hand: g(p) = -ln(-ln p); from g(0.3) to g(0.41) in 366 days, from 40 on.
    #[test]
    fn the_pace_is_that_of_the_scale_and_stays_within_it() {
        let peer = yearly(2020, &[30.0, 41.0]);
        let path = best(&yearly(2024, &[40.0]), &[("a", &peer)], Direction::HigherIsBetter).unwrap();
        let g = |p: f64| -(-p.ln()).ln();
        let pace = (g(0.41) - g(0.3)) / (366.0 / 365.25);
        assert!((path.pace - pace).abs() < 1e-14);
        let value = path.at(date(2028, 1, 1)).unwrap().value;
        assert!((value - 100.0 * (-(-(g(0.4) + 4.0 * pace)).exp()).exp()).abs() < 1e-10);
        assert!(path.at(date(2200, 1, 1)).unwrap().value <= 100.0);
        let full = best(&yearly(2024, &[100.0]), &[("a", &peer)], Direction::HigherIsBetter).unwrap();
        let remarks = full.at(date(2025, 1, 1)).unwrap().remarks;
        assert_eq!(remarks, vec![Refusal::ScenarioNotForecast, Refusal::BoundaryMoved]);
        // A peer that reached the bound: how fast that was depends on how far it is moved, so that is said too.
        let reached = yearly(2020, &[30.0, 100.0]);
        let path = best(&yearly(2024, &[40.0]), &[("a", &reached)], Direction::HigherIsBetter).unwrap();
        assert_eq!(path.at(date(2025, 1, 1)).unwrap().remarks, remarks);
    }
}
