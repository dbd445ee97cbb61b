//! A library: histories of one kind from many areas, out of which a reference class is fitted. Source: METHODS 4b.

use super::super::{Refusal, Scale, Series};
use super::path::{Path, SAME_MOMENT, place, year_of};

/// The readings of one area: when (fractional years) and what.
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    /// The area; histories of one area are left out together when the class is tested.
    pub area: String,
    /// What was measured there, e.g. `3g`: one area may have several histories.
    pub name: String,
    /// Year (e.g. 2024.0) and value, in the unit of the library's scale.
    pub readings: Vec<(f64, f64)>,
}

impl History {
    /// A history from dated readings: years are counted by days over 365.25, so that 2020-01-01 is 2020.0.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use milepost::statistics::{Reading, Series, reference_class::History};
    /// let series = Series::new(vec![Reading { date: date(2020, 1, 1), value: 45.0 }])?;
    /// assert_eq!(History::from_series("VNM", "internet", &series).readings, vec![(2020.0, 45.0)]);
    /// # Ok::<(), milepost::statistics::Refusal>(())
    /// ```
    pub fn from_series(area: &str, name: &str, series: &Series) -> History {
        let readings = series.readings().iter().map(|r| (year_of(r.date), r.value)).collect();
        History { area: area.to_owned(), name: name.to_owned(), readings }
    }
}

/// Histories on one bounded scale, checked and put in order, so that the order in which they came does not matter.
#[derive(Debug, Clone, PartialEq)]
pub struct Library {
    pub(super) scale: Scale,
    pub(super) unit: f64,
    pub(super) areas: Vec<String>,
    pub(super) paths: Vec<Path>,
    left_out: usize,
}

impl Library {
    /// Checks the histories and places them on the scale.
    ///
    /// `scale` must be bounded (shares); `unit` is the measurement unit by half of which readings on a bound are moved.
    /// Readings outside the bounds are left out and counted. Errors: [`Refusal::NoReadings`], [`Refusal::NotFinite`],
    /// [`Refusal::DuplicatedDates`] (two readings of one moment, or one area and name twice), [`Refusal::InvalidUnit`],
    /// [`Refusal::InvalidBounds`] (also for a scale without bounds).
    ///
    /// ```
    /// use milepost::statistics::{Scale, reference_class::{History, Library}};
    /// let share = Scale::for_bounds(Some(0.0), Some(100.0))?;
    /// let history = |area: &str, readings| History { area: area.into(), name: "2g".into(), readings };
    /// let a = history("A", vec![(2001.0, 30.0), (2000.0, 20.0)]);
    /// let b = history("B", vec![(2000.0, 90.0), (2001.0, 104.0)]);
    /// let library = Library::new(share, 0.1, &[a.clone(), b.clone()])?;
    /// assert_eq!((library.readings(), library.left_out()), (3, 1));
    /// assert_eq!(library, Library::new(share, 0.1, &[b, a])?);
    /// # Ok::<(), milepost::statistics::Refusal>(())
    /// ```
    pub fn new(scale: Scale, unit: f64, histories: &[History]) -> Result<Library, Refusal> {
        let (lower, upper) = scale.bounds().ok_or(Refusal::InvalidBounds)?;
        scale.forward(lower + (upper - lower) / 2.0, unit)?;
        let mut sorted: Vec<&History> = histories.iter().collect();
        sorted.sort_by(|a, b| (&a.area, &a.name).cmp(&(&b.area, &b.name)));
        if sorted.windows(2).any(|pair| (&pair[0].area, &pair[0].name) == (&pair[1].area, &pair[1].name)) {
            return Err(Refusal::DuplicatedDates);
        }
        let (mut areas, mut paths, mut left_out) = (Vec::<String>::new(), Vec::new(), 0);
        for history in sorted {
            let (path, outside) = place(scale, unit, history)?;
            left_out += outside;
            if path.years.is_empty() {
                continue;
            }
            if areas.last() != Some(&history.area) {
                areas.push(history.area.clone());
            }
            paths.push(Path { area: areas.len() - 1, ..path });
        }
        if paths.is_empty() {
            return Err(Refusal::NoReadings);
        }
        Ok(Library { scale, unit, areas, paths, left_out })
    }

    /// What was known at a moment: only the readings made by then. Errors: [`Refusal::NoReadings`].
    pub fn until(&self, year: f64) -> Result<Library, Refusal> {
        let mut areas = Vec::<String>::new();
        let mut paths = Vec::new();
        for path in &self.paths {
            let known = path.years.partition_point(|t| *t <= year + SAME_MOMENT);
            if known == 0 {
                continue;
            }
            let area = &self.areas[path.area];
            if areas.last() != Some(area) {
                areas.push(area.clone());
            }
            let first = |list: &[f64]| list[..known].to_vec();
            let (years, values, places) = (first(&path.years), first(&path.values), first(&path.places));
            paths.push(Path { area: areas.len() - 1, years, values, places });
        }
        if paths.is_empty() {
            return Err(Refusal::NoReadings);
        }
        Ok(Library { areas, paths, ..self.clone() })
    }

    /// The names of the areas, in order.
    pub fn areas(&self) -> &[String] {
        &self.areas
    }

    /// How many histories have a reading.
    pub fn histories(&self) -> usize {
        self.paths.len()
    }

    /// How many readings are used.
    pub fn readings(&self) -> usize {
        self.paths.iter().map(|path| path.years.len()).sum()
    }

    /// How many readings were left out because they lay outside the bounds.
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// The scale on which growth is compared.
    pub fn scale(&self) -> Scale {
        self.scale
    }

    /// The measurement unit, by half of which readings on a bound are moved.
    pub fn unit(&self) -> f64 {
        self.unit
    }

    /// The years of the oldest and the newest reading.
    pub fn years(&self) -> (f64, f64) {
        let firsts = self.paths.iter().filter_map(|path| path.years.first());
        let lasts = self.paths.iter().filter_map(|path| path.years.last());
        (firsts.fold(f64::INFINITY, |a, b| a.min(*b)), lasts.fold(f64::NEG_INFINITY, |a, b| a.max(*b)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::made_up::{SHARE, history};
    use super::*;

    #[test]
    fn what_is_no_library_is_refused() {
        let refused = |histories: &[History]| Library::new(SHARE, 0.1, histories).unwrap_err();
        assert_eq!(refused(&[]), Refusal::NoReadings);
        assert_eq!(refused(&[history("A", "x", &[])]), Refusal::NoReadings);
        assert_eq!(refused(&[history("A", "x", &[(2000.0, 120.0)])]), Refusal::NoReadings);
        assert_eq!(refused(&[history("A", "x", &[(2000.0, f64::NAN)])]), Refusal::NotFinite);
        assert_eq!(refused(&[history("A", "x", &[(f64::INFINITY, 1.0)])]), Refusal::NotFinite);
        assert_eq!(refused(&[history("A", "x", &[(2000.0, 1.0), (2000.01, 2.0)])]), Refusal::DuplicatedDates);
        let twice = [history("A", "x", &[(2000.0, 1.0)]), history("A", "x", &[(2001.0, 1.0)])];
        assert_eq!(refused(&twice), Refusal::DuplicatedDates);
        let one = [history("A", "x", &[(2000.0, 1.0)])];
        assert_eq!(Library::new(Scale::Identity, 0.1, &one), Err(Refusal::InvalidBounds));
        assert_eq!(Library::new(SHARE, 0.0, &one), Err(Refusal::InvalidUnit));
        let full = [history("A", "x", &[(2000.0, 100.0)])];
        assert_eq!(Library::new(SHARE, 1e-20, &full), Err(Refusal::InvalidUnit));
    }

    #[test]
    fn two_histories_of_one_area_are_one_area() {
        let library = Library::new(
            SHARE,
            0.1,
            &[
                history("B", "2g", &[(2001.0, 1.0)]),
                history("A", "3g", &[(2000.0, 1.0)]),
                history("A", "2g", &[(2003.0, 1.0)]),
            ],
        )
        .unwrap();
        assert_eq!((library.areas(), library.histories()), (&["A".to_owned(), "B".to_owned()][..], 3));
        assert_eq!(library.years(), (2000.0, 2003.0));
        let known = library.until(2001.0).unwrap();
        assert_eq!((known.histories(), known.readings(), known.years()), (2, 2, (2000.0, 2001.0)));
        assert_eq!(library.until(1999.0), Err(Refusal::NoReadings));
    }
}
