//! A library fitted into a class, and tried on itself and on others.

use super::super::Refusal;
use super::super::backtest::Record;
use super::choice::choose;
use super::fitted::{FittedClass, MakeUp};
use super::learned::Learned;
use super::library::Library;
use super::options::Options;
use super::pool;
use super::quantiles::{Quantiles, SCORES};
use super::rates::place_in;
use super::record::record;
use super::steps::Steps;
use super::table::{Cell, Table};
use super::trials::{FOLDS, HORIZONS, Trials};

impl Library {
    /// Fits the class of this name: options as given, or chosen by the library's own backtest.
    ///
    /// The rows of its record are those of the method `analogs(NAME)/1`, as [`crate::statistics::Analogs`] prints it.
    ///
    /// Errors: [`Refusal::SharesNotPercent`] where a library of percent holds nothing above 1; [`Refusal::ClassTooSmall`]
    /// with fewer than ten areas, or where not even the shortest horizon has a record of thirty windows;
    /// [`Refusal::InvalidOptions`].
    ///
    /// ```
    /// use milepost::statistics::{Scale, reference_class::{History, Library, Options}};
    /// // Forty areas that climb at even but different paces.
    /// let share = Scale::Gompertz { lower: 0.0, upper: 100.0 };
    /// let area = |i: i32| {
    ///     let place = |t: i32| -1.0 + (0.05 + 0.005 * f64::from(i)) * f64::from(t);
    ///     let readings = (0..16).map(|t| (2000.0 + f64::from(t), share.inverse(place(t)))).collect();
    ///     History { area: format!("area {i}"), name: "coverage".into(), readings }
    /// };
    /// let library = Library::new(share, 0.01, &(0..40).map(area).collect::<Vec<_>>())?;
    /// let class = library.fit("made-up", Some(Options { bandwidth: 0.8, recency: 30.0, window: 2.0, blended: false }))?;
    /// let ahead = class.predict(20.0, 3.0)?;
    /// // From 20 the slowest reaches 25.0 in three years, the fastest 46.2.
    /// assert!(ahead.quantile(0.05)? > 25.0 && ahead.quantile(0.95)? < 46.2);
    /// assert!(ahead.at_least(25.0) > 0.95 && ahead.at_least(46.2) < 0.05);
    /// # Ok::<(), milepost::statistics::Refusal>(())
    /// ```
    pub fn fit(&self, name: &str, options: Option<Options>) -> Result<FittedClass, Refusal> {
        if self.looks_like_shares() {
            return Err(Refusal::SharesNotPercent);
        }
        self.fit_known(name, options)
    }

    /// Is this a library of percent in which nothing lies above 1? Such a class has no record (it begins at 2 percent), so
    /// nothing is lost by asking whether shares from 0 to 1 were meant.
    fn looks_like_shares(&self) -> bool {
        let highest = self.paths.iter().flat_map(|path| &path.values).copied().fold(0.0, f64::max);
        self.scale.bounds() == Some((0.0, 100.0)) && highest > 0.0 && highest <= 1.0
    }

    /// The class of what was known at some moment, however little had begun by then.
    fn fit_known(&self, name: &str, options: Option<Options>) -> Result<FittedClass, Refusal> {
        if self.areas.len() < FOLDS {
            return Err(Refusal::ClassTooSmall);
        }
        let options = match options {
            Some(options) => options.checked()?,
            None => choose(self)?,
        };
        let steps = Steps::new(self, options)?;
        let trials = Trials::new(self, self, options)?;
        let learned = Learned::from(self, &trials)?;
        let known = steps.known(f64::INFINITY, |_| false);
        // The table stands at the horizons that have a record, and only there.
        let recorded: Vec<usize> = (0..HORIZONS.len()).filter(|h| learned.spread.records(*h)).collect();
        let mut cells = Vec::new();
        for level in steps.levels() {
            let paths = known.paths_anyhow(*level, &HORIZONS);
            for h in &recorded {
                let (Some(fan), Some(width)) = (paths[*h], learned.spread.at(*h, *level)) else { continue };
                let growth = SCORES.iter().map(|score| place_in(&fan, width.at(*score)) - level).collect();
                let effective_size = known.effective_size(*level, HORIZONS[*h]);
                let effective_areas = steps.effective_areas(*level, HORIZONS[*h]);
                cells.push(Cell { level: *level, horizon: HORIZONS[*h], effective_size, effective_areas, growth });
            }
        }
        if cells.is_empty() {
            return Err(Refusal::ClassTooSmall);
        }
        let (first_year, last_year) = self.years();
        let make_up = MakeUp {
            areas: self.areas.len(),
            histories: self.histories(),
            readings: self.readings(),
            left_out: self.left_out(),
            windows: steps.windows(),
            first_year,
            last_year,
            scale: self.scale,
            unit: self.unit,
            options,
        };
        let memory = recorded.iter().map(|h| learned.memory[*h]).collect();
        let drift_weights = pool::weights(&learned.tallies, &recorded);
        let record = record(name, self, &learned, &trials, None)?;
        Ok(FittedClass { make_up, table: Table::new(cells)?, memory, drift_weights, record })
    }

    /// What this library, calibrated on itself, would have said of other histories of the kind, out of area and before it
    /// happened: for instance two earlier mobile generations of a third; of readings from the year `since` on, or of all.
    ///
    /// Of its own histories (`targets` the library itself) it says what stands in [`FittedClass::record`]. Errors: those
    /// of [`Library::fit`].
    pub fn record_on(
        &self,
        name: &str,
        targets: &Library,
        options: Options,
        since: Option<f64>,
    ) -> Result<Record, Refusal> {
        if self.areas.len() < FOLDS {
            return Err(Refusal::ClassTooSmall);
        }
        let options = options.checked()?;
        let learned = Learned::from(self, &Trials::new(self, self, options)?)?;
        record(name, targets, &learned, &Trials::new(self, targets, options)?, since)
    }

    /// What was to be expected from `level` at a moment in the past, by what the library had shown by then.
    ///
    /// The class is fitted anew on the readings made by `year`, so nothing in it knows more; to ask several times, fit
    /// `library.until(year)?` once. Errors: those of [`Library::fit`] and [`FittedClass::predict`].
    pub fn analogs(&self, level: f64, year: f64, years: f64, options: Options) -> Result<Quantiles, Refusal> {
        if !year.is_finite() {
            return Err(Refusal::NotFinite);
        }
        self.until(year)?.fit_known("", Some(options))?.predict(level, years)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::backtest::{RecordRow, WindowSet};
    use super::super::library::History;
    use super::super::made_up::{OPTIONS, SHARE, climbing, library};
    use super::*;
    use crate::statistics::Scale;

    #[test]
    fn a_class_takes_ten_areas_and_thirty_windows() {
        let refused = |areas, years| library(&climbing(areas, years, |_| 0.1)).fit("x", Some(OPTIONS)).map(|_| ());
        assert_eq!(refused(9, 30), Err(Refusal::ClassTooSmall));
        assert_eq!(refused(40, 1), Err(Refusal::ClassTooSmall));
        // Thirty-three areas in ten folds: seven folds have thirty others, so 21 cases are answered, not thirty.
        assert_eq!(refused(33, 3), Err(Refusal::ClassTooSmall));
        assert_eq!(refused(60, 8), Ok(()));
        let wrong = Options { bandwidth: f64::NAN, ..OPTIONS };
        assert_eq!(library(&climbing(60, 8, |_| 0.1)).fit("x", Some(wrong)), Err(Refusal::InvalidOptions));
    }

    #[test]
    fn shares_where_percent_were_meant_are_told_what_to_do() {
        let times = |factor: f64| {
            let mut histories = climbing(60, 8, |_| 0.1);
            histories.iter_mut().flat_map(|h| &mut h.readings).for_each(|(_, value)| *value *= factor);
            histories
        };
        let fitted = |library: &Library| library.fit("x", Some(OPTIONS)).map(|_| ());
        assert_eq!(fitted(&library(&times(0.01))), Err(Refusal::SharesNotPercent));
        let nothing = library(&times(0.0)).fit("x", None);
        assert_eq!(nothing, Err(Refusal::ClassTooSmall), "nothing is no share of anything");
        let declared = Library::new(Scale::Gompertz { lower: 0.0, upper: 1.0 }, 1e-4, &times(0.01));
        assert_eq!(fitted(&declared.unwrap()), Ok(()), "shares, and declared as such");
        // At an early moment little had begun: that is too small a class, not another unit.
        let mut late = times(1.0);
        late.iter_mut().for_each(|history| history.readings[0].1 = 0.5);
        assert_eq!(library(&late).analogs(0.5, 2000.0, 1.0, OPTIONS), Err(Refusal::ClassTooSmall));
    }

    #[test]
    fn where_all_climb_alike_the_forecast_is_sure() {
        let class = library(&climbing(60, 16, |_| 0.1)).fit("x", Some(OPTIONS)).unwrap();
        for years in [0.5, 1.0, 2.5, 5.0] {
            let ahead = class.predict(20.0, years).unwrap();
            let place = SHARE.forward(20.0, 0.01).unwrap().z + 0.1 * years;
            for p in [0.05, 0.5, 0.95] {
                assert!((ahead.quantile(p).unwrap() - SHARE.inverse(place)).abs() < 1e-3, "{years} {p}");
            }
        }
        let rows = || class.record.rows.iter().filter(|row| row.set == WindowSet::Own);
        let ours: Vec<_> = rows().filter(|row| row.method == "analogs(x)/1" && row.horizon < 10.0).collect();
        assert!(ours.len() > 5 && ours.iter().all(|row| row.mae.unwrap() < 1e-3 && row.naive_mae.unwrap() > 1.0));
        assert!(rows().all(|row| row.readings >= Some(3) || row.method != "rw-drift/1"));
        let earned = class.record.earned("analogs(x)/1", 4, 2.5).unwrap();
        assert_eq!((earned.readings, earned.horizon, earned.series), (Some(3), 3.0, 60));
    }

    #[test]
    fn the_past_knows_nothing_of_the_future() {
        let histories = climbing(60, 20, |i| 0.05 + 0.002 * f64::from(i));
        let shorter: Vec<History> =
            histories.iter().map(|h| History { readings: h.readings[..11].to_vec(), ..h.clone() }).collect();
        let then = library(&histories).analogs(30.0, 2010.0, 3.0, OPTIONS).unwrap();
        assert_eq!(then, library(&shorter).fit("x", Some(OPTIONS)).unwrap().predict(30.0, 3.0).unwrap());
        let never = library(&histories).analogs(30.0, f64::NAN, 3.0, OPTIONS);
        assert_eq!(never, Err(Refusal::NotFinite));
    }

    #[test]
    fn the_order_of_histories_does_not_matter() {
        let mut histories = climbing(40, 10, |i| 0.05 + 0.003 * f64::from(i * 7 % 40));
        let fitted = library(&histories).fit("x", Some(OPTIONS)).unwrap();
        histories.reverse();
        for history in &mut histories {
            history.readings.reverse();
        }
        assert_eq!(library(&histories).fit("x", Some(OPTIONS)).unwrap(), fitted);
    }

    #[test]
    fn other_histories_are_scored_out_of_their_area() {
        let library = library(&climbing(60, 14, |_| 0.1));
        let target = Library::new(SHARE, 0.01, &climbing(60, 14, |_| 0.2)).unwrap();
        let on = |since| library.record_on("x", &target, OPTIONS, since).unwrap();
        let ours = |record: &Record| {
            let row =
                |row: &&RecordRow| row.method == "analogs(x)/1" && row.horizon == 3.0 && row.set == WindowSet::Own;
            record.rows.iter().find(row).unwrap().clone()
        };
        let (all, late) = (ours(&on(None)), ours(&on(Some(2005.0))));
        // The library climbs by 0.1, the target by 0.2: the forecast falls short, and no interval covers it.
        assert!(all.bias.unwrap() < -2.0 && all.coverage_90.unwrap() < 0.05);
        assert!(all.windows >= 30 && all.series == 60 && late.windows < all.windows && late.series == 60);
        assert_eq!(on(Some(3000.0)).rows, []);
    }

    #[test]
    fn a_library_on_itself_is_its_own_record() {
        let library = library(&climbing(40, 12, |i| 0.05 + 0.003 * f64::from(i * 7 % 40)));
        let fitted = library.fit("x", Some(OPTIONS)).unwrap();
        assert_eq!(library.record_on("x", &library, OPTIONS, None), Ok(fitted.record));
    }
}
