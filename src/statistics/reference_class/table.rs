//! The fitted table of a class: growth on the scale by level, horizon and quantile. This is what a project ships.

use super::super::Refusal;
use super::quantiles::QUANTILES;
use super::rates::{between, enough};

/// One row of the table, as it stands in a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Level of the origin, as a place on the scale.
    pub level: f64,
    /// Years ahead.
    pub horizon: f64,
    /// Effective number of windows behind this level: (sum w)^2 / sum w^2.
    pub effective_size: f64,
    /// Effective number of areas they come from.
    pub effective_areas: f64,
    /// Growth on the scale at the probabilities 0.01, 0.02 .. 0.99.
    pub growth: Vec<f64>,
}

/// Rows over a full grid of levels and horizons, checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    levels: Vec<f64>,
    horizons: Vec<f64>,
    /// By horizon, then by level.
    cells: Vec<Cell>,
}

/// What stands behind a level of a class.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Support {
    /// Effective number of windows.
    pub effective_size: f64,
    /// Effective number of areas they come from.
    pub effective_areas: f64,
}

impl Table {
    /// Takes rows in any order. Errors: [`Refusal::InvalidTable`] where the grid has a hole or a row stands twice, a
    /// number is not finite, a horizon is not positive, or growth falls from one quantile to the next.
    ///
    /// ```
    /// use milepost::statistics::{Refusal, reference_class::{Cell, Table}};
    /// let cell = |level: f64, horizon: f64| {
    ///     let growth = (1..100).map(|i| horizon * f64::from(i) / 100.0).collect();
    ///     Cell { level, horizon, effective_size: 50.0, effective_areas: 20.0, growth }
    /// };
    /// let table = Table::new(vec![cell(1.0, 2.0), cell(0.0, 1.0), cell(1.0, 1.0), cell(0.0, 2.0)])?;
    /// assert_eq!((table.levels(), table.horizons()), (&[0.0, 1.0][..], &[1.0, 2.0][..]));
    /// assert_eq!(table.growth(0.3, 1.5)?[49], 0.75);
    /// assert_eq!(table.growth(0.3, 2.5), Err(Refusal::BeyondBacktest));
    /// assert_eq!(table.growth(1.3, 1.5), Err(Refusal::LevelNeverSeen));
    /// assert_eq!(Table::new(vec![cell(0.0, 1.0), cell(1.0, 2.0)]), Err(Refusal::InvalidTable));
    /// # Ok::<(), Refusal>(())
    /// ```
    pub fn new(mut cells: Vec<Cell>) -> Result<Table, Refusal> {
        cells.sort_by(|a, b| a.horizon.total_cmp(&b.horizon).then(a.level.total_cmp(&b.level)));
        let first = cells.first().ok_or(Refusal::InvalidTable)?.horizon;
        let levels: Vec<f64> = cells.iter().take_while(|c| c.horizon == first).map(|c| c.level).collect();
        let horizons: Vec<f64> = cells.iter().step_by(levels.len().max(1)).map(|c| c.horizon).collect();
        let rising = |list: &[f64]| list.iter().all(|x| x.is_finite()) && list.windows(2).all(|pair| pair[0] < pair[1]);
        let whole = cells.len() == levels.len() * horizons.len() && rising(&levels) && rising(&horizons);
        let fits = |(i, cell): (usize, &Cell)| {
            cell.level == levels[i % levels.len()]
                && cell.horizon == horizons[i / levels.len()]
                && (0.0..=1e9).contains(&cell.effective_size)
                && (0.0..=1e9).contains(&cell.effective_areas)
                && cell.growth.len() == QUANTILES
                && cell.growth.iter().all(|g| g.abs() < 1e6)
                && cell.growth.windows(2).all(|pair| pair[0] <= pair[1])
        };
        if first > 0.0 && whole && cells.iter().enumerate().all(fits) {
            Ok(Table { levels, horizons, cells })
        } else {
            Err(Refusal::InvalidTable)
        }
    }

    /// Growth at the probabilities 0.01 .. 0.99 from a place on the scale, `years` ahead.
    ///
    /// Linear between levels and between horizons. Short of the first horizon the median grows in proportion to time and
    /// the spread around it to its square root. Errors: [`Refusal::NotFinite`],
    /// [`Refusal::TargetDateNotAfterReading`], [`Refusal::BeyondBacktest`], [`Refusal::LevelNeverSeen`],
    /// [`Refusal::TooFewAnalogs`].
    pub fn growth(&self, level: f64, years: f64) -> Result<Vec<f64>, Refusal> {
        if !level.is_finite() || years.is_nan() {
            return Err(Refusal::NotFinite);
        }
        if years <= 0.0 {
            return Err(Refusal::TargetDateNotAfterReading);
        }
        let years = self.by_calendar(years);
        if !enough(self.support(level, years)?.effective_size) {
            return Err(Refusal::TooFewAnalogs);
        }
        let shortest = self.horizons[0];
        if years < shortest {
            let (whole, share) = (self.at(level, 0)?, years / shortest);
            let median = whole[QUANTILES / 2];
            return Ok(whole.iter().map(|g| median * share + (g - median) * share.sqrt()).collect());
        }
        let (left, right, share) = between(&self.horizons, years).ok_or(Refusal::BeyondBacktest)?;
        let (near, far) = (self.at(level, left)?, self.at(level, right)?);
        Ok(near.iter().zip(far).map(|(near, far)| near * (1.0 - share) + far * share).collect())
    }

    /// What stands behind a place on the scale, `years` ahead: the least of the horizons it is read from.
    ///
    /// Errors: [`Refusal::LevelNeverSeen`], [`Refusal::BeyondBacktest`].
    pub fn support(&self, level: f64, years: f64) -> Result<Support, Refusal> {
        let (left, right, share) = between(&self.levels, level).ok_or(Refusal::LevelNeverSeen)?;
        let years = self.by_calendar(years).max(self.horizons[0]);
        let (near, far, _) = between(&self.horizons, years).ok_or(Refusal::BeyondBacktest)?;
        let mix = |horizon: usize, of: fn(&Cell) -> f64| {
            let row = |place: usize| of(&self.cells[horizon * self.levels.len() + place]);
            row(left) * (1.0 - share) + row(right) * share
        };
        let least = |of: fn(&Cell) -> f64| mix(near, of).min(mix(far, of));
        Ok(Support { effective_size: least(|c| c.effective_size), effective_areas: least(|c| c.effective_areas) })
    }

    /// A horizon of "ten years" by the calendar may count a day more by days over 365.25: the longest is meant.
    pub(super) fn by_calendar(&self, years: f64) -> f64 {
        if years <= self.longest() + super::path::SAME_MOMENT { years.min(self.longest()) } else { years }
    }

    fn at(&self, level: f64, horizon: usize) -> Result<Vec<f64>, Refusal> {
        let (left, right, share) = between(&self.levels, level).ok_or(Refusal::LevelNeverSeen)?;
        let row = |place: usize| &self.cells[horizon * self.levels.len() + place].growth;
        Ok(row(left).iter().zip(row(right)).map(|(a, b)| a * (1.0 - share) + b * share).collect())
    }

    /// The rows, by horizon and then by level.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The levels of the grid, ascending.
    pub fn levels(&self) -> &[f64] {
        &self.levels
    }

    /// The horizons of the grid, ascending, in years.
    pub fn horizons(&self) -> &[f64] {
        &self.horizons
    }

    /// The longest horizon, in years.
    pub fn longest(&self) -> f64 {
        self.horizons[self.horizons.len() - 1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cell(level: f64, horizon: f64, effective_size: f64) -> Cell {
        let growth = (1..100).map(|i| horizon * (1.0 + f64::from(i - 50) / 100.0)).collect();
        Cell { level, horizon, effective_size, effective_areas: 9.0, growth }
    }

    #[test]
    fn what_is_no_table_is_refused() {
        let fine = cell(0.0, 1.0, 40.0);
        let wrong = [
            vec![],
            vec![fine.clone(), fine.clone()],
            vec![Cell { level: f64::NAN, ..fine.clone() }],
            vec![Cell { horizon: f64::INFINITY, ..fine.clone() }],
            vec![Cell { horizon: 0.0, ..fine.clone() }],
            vec![Cell { effective_size: f64::NAN, ..fine.clone() }],
            vec![Cell { effective_areas: -1.0, ..fine.clone() }],
            vec![Cell { growth: vec![0.0; 98], ..fine.clone() }],
            vec![Cell { growth: vec![f64::NAN; 99], ..fine.clone() }],
            vec![Cell { growth: fine.growth.iter().rev().copied().collect(), ..fine.clone() }],
            vec![fine.clone(), cell(1.0, 1.0, 40.0), cell(0.0, 2.0, 40.0)],
        ];
        for cells in wrong {
            assert_eq!(Table::new(cells), Err(Refusal::InvalidTable));
        }
        assert!(Table::new(vec![fine]).is_ok());
    }

    #[test]
    fn what_cannot_be_looked_up_is_refused() {
        let table = Table::new(vec![cell(0.0, 1.0, 40.0), cell(1.0, 1.0, 20.0)]).unwrap();
        assert_eq!(table.growth(f64::NAN, 1.0), Err(Refusal::NotFinite));
        assert_eq!(table.growth(0.0, f64::NAN), Err(Refusal::NotFinite));
        assert_eq!(table.growth(0.0, 0.0), Err(Refusal::TargetDateNotAfterReading));
        assert_eq!(table.growth(0.0, f64::INFINITY), Err(Refusal::BeyondBacktest));
        assert_eq!(table.growth(0.0, 1.1), Err(Refusal::BeyondBacktest));
        assert_eq!(table.growth(-0.1, 1.0), Err(Refusal::LevelNeverSeen));
        assert_eq!(table.growth(0.6, 1.0), Err(Refusal::TooFewAnalogs));
        assert!(table.growth(0.5, 1.0).is_ok());
    }

    /// From a level halfway and a horizon halfway the growth is the mean; a quarter of the first horizon has a quarter
    /// of the median and half of the spread. By hand.
    #[test]
    fn between_rows_by_hand() {
        let table = Table::new(vec![cell(0.0, 1.0, 40.0), cell(0.0, 3.0, 40.0)]).unwrap();
        let halfway = table.growth(0.0, 2.0).unwrap();
        assert!((halfway[49] - 2.0).abs() < 1e-12 && (halfway[89] - 2.8).abs() < 1e-12);
        let quarter = table.growth(0.0, 0.25).unwrap();
        assert!((quarter[49] - 0.25).abs() < 1e-12 && (quarter[89] - 0.45).abs() < 1e-12);
        assert_eq!(table.growth(0.0, 3.01).unwrap(), table.growth(0.0, 3.0).unwrap());
    }

    proptest! {
        #[test]
        fn growth_never_falls(level in 0.0..2.0f64, years in 0.001..3.0f64, size in 30.0..90.0f64) {
            let cells = [0.0, 0.7, 2.0].iter().flat_map(|l| [1.0, 3.0].map(|h| cell(*l, h, size))).collect();
            let growth = Table::new(cells).unwrap().growth(level, years).unwrap();
            prop_assert!(growth.windows(2).all(|pair| pair[0] <= pair[1]));
            prop_assert!(growth.iter().all(|g| g.is_finite()));
        }
    }
}
