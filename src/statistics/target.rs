//! What is to be reached, by when, and which way is better.

use super::Refusal;
use jiff::civil::Date;

/// Which way an indicator should move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// More is better: coverage, share of procedures online.
    HigherIsBetter,
    /// Less is better: overdue dossiers, poverty rate.
    LowerIsBetter,
}

impl Direction {
    /// +1 when higher is better, -1 when lower is.
    pub fn sign(self) -> f64 {
        match self {
            Direction::HigherIsBetter => 1.0,
            Direction::LowerIsBetter => -1.0,
        }
    }

    /// Reads the catalogue's word: `higher` or `lower`. `none` is [`Refusal::NoDirection`].
    ///
    /// ```
    /// use milepost::statistics::{Direction, Refusal};
    /// assert_eq!(Direction::read("lower"), Ok(Direction::LowerIsBetter));
    /// assert_eq!(Direction::read("none"), Err(Refusal::NoDirection));
    /// assert_eq!(Direction::read("up"), Err(Refusal::UnknownDirection));
    /// ```
    pub fn read(word: &str) -> Result<Direction, Refusal> {
        match word {
            "higher" => Ok(Direction::HigherIsBetter),
            "lower" => Ok(Direction::LowerIsBetter),
            "none" => Err(Refusal::NoDirection),
            _ => Err(Refusal::UnknownDirection),
        }
    }
}

/// How a target is compared with a reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparator {
    /// `>=`
    AtLeast,
    /// `>`
    MoreThan,
    /// `<=`
    AtMost,
    /// `<`
    LessThan,
    /// `=`: a bare printed figure; the indicator's direction says how it is meant.
    Equal,
}

impl Comparator {
    /// Reads the catalogue's word. Targets in words, ranges and ranks are refused by name: a number for them would be
    /// invented.
    ///
    /// ```
    /// use milepost::statistics::{Comparator, Refusal};
    /// assert_eq!(Comparator::read(">="), Ok(Comparator::AtLeast));
    /// assert_eq!(Comparator::read("text"), Err(Refusal::TargetInWords));
    /// ```
    pub fn read(word: &str) -> Result<Comparator, Refusal> {
        match word {
            ">=" => Ok(Comparator::AtLeast),
            ">" => Ok(Comparator::MoreThan),
            "<=" => Ok(Comparator::AtMost),
            "<" => Ok(Comparator::LessThan),
            "=" => Ok(Comparator::Equal),
            "range" => Err(Refusal::TargetIsRange),
            "rank<=" => Err(Refusal::TargetIsRank),
            "text" => Err(Refusal::TargetInWords),
            _ => Err(Refusal::UnknownComparator),
        }
    }

    /// The comparator that "reach this value" means for a direction.
    pub fn reaching(direction: Direction) -> Comparator {
        match direction {
            Direction::HigherIsBetter => Comparator::AtLeast,
            Direction::LowerIsBetter => Comparator::AtMost,
        }
    }

    /// The side of the target that counts as reached; `None` for a bare figure.
    pub fn direction(self) -> Option<Direction> {
        match self {
            Comparator::AtLeast | Comparator::MoreThan => Some(Direction::HigherIsBetter),
            Comparator::AtMost | Comparator::LessThan => Some(Direction::LowerIsBetter),
            Comparator::Equal => None,
        }
    }

    /// Does `value` meet `target`? A bare figure is met by the figure itself only.
    pub fn met(self, value: f64, target: f64) -> bool {
        match self {
            Comparator::AtLeast => value >= target,
            Comparator::MoreThan => value > target,
            Comparator::AtMost => value <= target,
            Comparator::LessThan => value < target,
            Comparator::Equal => value == target,
        }
    }
}

/// A value to be reached by a date.
///
/// ```
/// use jiff::civil::date;
/// use milepost::statistics::{Comparator, Direction, Target};
/// let target = Target { comparator: Comparator::Equal, value: 100.0, date: date(2030, 12, 31) };
/// assert_eq!(target.toward(Direction::HigherIsBetter)?.comparator, Comparator::AtLeast);
/// # Ok::<(), milepost::statistics::Refusal>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Target {
    /// How a reading is compared with it.
    pub comparator: Comparator,
    /// The value, in the indicator's unit.
    pub value: f64,
    /// The day by which it must be met.
    pub date: Date,
}

impl Target {
    /// "Reach this value by then", in the direction that is better.
    pub fn reach(value: f64, date: Date, direction: Direction) -> Target {
        Target { comparator: Comparator::reaching(direction), value, date }
    }

    /// The target as the direction means it: a bare figure becomes "at least" or "at most".
    ///
    /// Errors: [`Refusal::NotFinite`]; [`Refusal::TargetAgainstDirection`] where it asks for at most although higher is
    /// better, or the reverse.
    pub fn toward(self, direction: Direction) -> Result<Target, Refusal> {
        if !self.value.is_finite() {
            return Err(Refusal::NotFinite);
        }
        match self.comparator.direction() {
            None => Ok(Target { comparator: Comparator::reaching(direction), ..self }),
            Some(same) if same == direction => Ok(self),
            Some(_) => Err(Refusal::TargetAgainstDirection),
        }
    }

    /// Does this value meet the target?
    pub fn met_by(&self, value: f64) -> bool {
        self.comparator.met(value, self.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn what_is_no_figure_is_refused_by_name() {
        assert_eq!(Comparator::read("range"), Err(Refusal::TargetIsRange));
        assert_eq!(Comparator::read("rank<="), Err(Refusal::TargetIsRank));
        assert_eq!(Comparator::read("=>"), Err(Refusal::UnknownComparator));
    }

    #[test]
    fn strict_and_loose_sides_differ_on_the_figure_itself() {
        assert!(Comparator::AtLeast.met(95.0, 95.0) && !Comparator::MoreThan.met(95.0, 95.0));
        assert!(Comparator::AtMost.met(5.0, 5.0) && !Comparator::LessThan.met(5.0, 5.0));
        assert!(Comparator::Equal.met(5.0, 5.0) && !Comparator::Equal.met(5.1, 5.0));
    }

    #[test]
    fn a_target_against_its_direction_is_refused() {
        let target = Target { comparator: Comparator::AtMost, value: 5.0, date: date(2030, 1, 1) };
        assert_eq!(target.toward(Direction::HigherIsBetter), Err(Refusal::TargetAgainstDirection));
        assert_eq!(target.toward(Direction::LowerIsBetter), Ok(target));
        let nowhere = Target { value: f64::NAN, ..target };
        assert_eq!(nowhere.toward(Direction::LowerIsBetter), Err(Refusal::NotFinite));
    }
}
