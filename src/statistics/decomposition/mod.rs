//! A change of a rate, split into what its parts did and how their weights moved.
//!
//! The rate of the whole at each date is the sum of numerators over the sum of denominators; with w a part's share of
//! the denominators and r its own rate, that is sum(w r). Between two dates, with a bar for the mean of the two dates
//! and R for the rate of the whole:
//!
//! | term | of a part | formula |
//! |---|---|---|
//! | within | there at both dates: its own rate moved | mean(w) x (r1 - r0) |
//! | between | there at both dates: its weight moved | (w1 - w0) x (mean(r) - mean(R)) |
//! | entering | there at the second date only | w1 x (r1 - mean(R)) |
//! | leaving | there at the first date only | w0 x (mean(R) - r0) |
//!
//! The terms add up to R1 - R0 exactly, because the weights add up to one at both dates. Means of both dates make it
//! symmetric: told backwards every term changes its sign, and no date is the base. A part that gains weight adds to the
//! change only where its rate is above that of the whole. Sources: Kitagawa, Components of a difference between two
//! rates, Journal of the American Statistical Association 50 (1955), 1168-1194, for within and between; Griliches and
//! Regev, Firm productivity in Israeli industry 1979-1988, Journal of Econometrics 65 (1995), 175-203, for entering and
//! leaving (METHODS 1).

mod figures;
#[cfg(test)]
mod properties;

use super::{Estimate, Method, Missing, Part, Refusal, rate};
use figures::{Figures, Kept, complete};

/// The method.
pub const SHIFT_SHARE: Method = Method { name: "shift-share-midpoint", version: 1 };

/// One part at two dates; `None` where it did not exist. A part that existed and did not report is there, with a
/// missing number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PartAtTwoDates<K> {
    /// What it is called.
    pub part: K,
    /// Its figures at the first date.
    pub before: Option<Part>,
    /// Its figures at the second date.
    pub after: Option<Part>,
}

/// What one part added to the change of the rate of the whole, as a ratio (0.01 is one percentage point).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contribution<K> {
    /// Which part.
    pub part: K,
    /// Because its own rate moved.
    pub within: f64,
    /// Because its weight moved.
    pub between: f64,
    /// Because it is new.
    pub entering: f64,
    /// Because it is gone.
    pub leaving: f64,
}

impl<K> Contribution<K> {
    /// All it added.
    pub fn total(&self) -> f64 {
        self.within + self.between + self.entering + self.leaving
    }
}

/// The change of a rate and what it is made of. Every figure is a ratio (0.01 is one percentage point).
#[derive(Debug, Clone, PartialEq)]
pub struct Decomposition<K> {
    /// The rate at the first date.
    pub before: Estimate,
    /// The rate at the second date.
    pub after: Estimate,
    /// The change between them; `n` counts the parts used, `left_out` those of which a number was missing.
    pub change: Estimate,
    /// What the parts' own rates did.
    pub within: f64,
    /// What the shift of weights among them did.
    pub between: f64,
    /// What the parts that are new did.
    pub entering: f64,
    /// What the parts that are gone did.
    pub leaving: f64,
    /// Part by part, in the order of their names. Parts left out are not among them.
    pub parts: Vec<Contribution<K>>,
}

/// Splits the change of a rate into its parts' own changes and the shift of their weights.
///
/// A part of which a number is missing at either date is refused or left out at both, as `missing` says, so that the
/// same parts are compared. A denominator of zero is no weight: a part that has one at a single date enters or leaves.
///
/// Errors: [`Refusal::NoReadings`] for no parts, [`Refusal::DuplicatedPart`], [`Refusal::MissingPart`],
/// [`Refusal::NegativePart`], [`Refusal::NumeratorWithoutDenominator`], [`Refusal::ZeroDenominator`] where the whole
/// has no denominator at a date, [`Refusal::NotFinite`].
///
/// ```
/// use milepost::statistics::decomposition::{PartAtTwoDates, decompose};
/// use milepost::statistics::{Missing, Part};
/// let part = |numerator: f64, denominator: f64| {
///     Some(Part { numerator: Some(numerator), denominator: Some(denominator) })
/// };
/// // Neither commune moved, yet the rate of the whole rose by 15 points: people moved to the better one.
/// let split = decompose(
///     &[
///         PartAtTwoDates { part: "A", before: part(20.0, 100.0), after: part(10.0, 50.0) },
///         PartAtTwoDates { part: "B", before: part(60.0, 100.0), after: part(210.0, 350.0) },
///     ],
///     Missing::Refuse,
/// )?;
/// assert_eq!((split.before.value, split.after.value), (0.4, 0.55));
/// assert_eq!(split.within, 0.0);
/// assert!((split.between - 0.15).abs() < 1e-15);
/// # Ok::<(), milepost::statistics::Refusal>(())
/// ```
pub fn decompose<K: Ord + Clone>(parts: &[PartAtTwoDates<K>], missing: Missing) -> Result<Decomposition<K>, Refusal> {
    let (kept, left_out) = complete(parts, missing)?;
    let whole = |date: fn(&Kept<K>) -> Figures| -> Result<(Estimate, f64), Refusal> {
        let figures: Vec<Part> = kept.iter().map(|kept| date(kept).part()).collect();
        let sum = sum(kept.iter().map(|kept| date(kept).denominator));
        let rate = rate(&figures, Missing::Refuse)?;
        if sum.is_finite() { Ok((Estimate { left_out, ..rate }, sum)) } else { Err(Refusal::NotFinite) }
    };
    let (before, weights_before) = whole(|kept| kept.before)?;
    let (after, weights_after) = whole(|kept| kept.after)?;
    let mean_rate = (before.value + after.value) / 2.0;
    let mut contributions = Vec::with_capacity(kept.len());
    for Kept { part, before, after } in &kept {
        contributions.push(contribution(
            (*part).clone(),
            before.weight_and_rate(weights_before),
            after.weight_and_rate(weights_after),
            mean_rate,
        ));
    }
    let change = Estimate::exact(after.value - before.value, kept.len(), SHIFT_SHARE)?;
    let total = |term: fn(&Contribution<K>) -> f64| sum(contributions.iter().map(term));
    let [within, between] = [total(|c| c.within), total(|c| c.between)];
    let [entering, leaving] = [total(|c| c.entering), total(|c| c.leaving)];
    if ![within, between, entering, leaving].into_iter().all(f64::is_finite) {
        return Err(Refusal::NotFinite);
    }
    let change = Estimate { left_out, ..change };
    Ok(Decomposition { before, after, change, within, between, entering, leaving, parts: contributions })
}

/// What one part added, from its weight and rate at the two dates.
fn contribution<K>(part: K, before: Option<(f64, f64)>, after: Option<(f64, f64)>, mean: f64) -> Contribution<K> {
    let mut added = Contribution { part, within: 0.0, between: 0.0, entering: 0.0, leaving: 0.0 };
    match (before, after) {
        (Some((w0, r0)), Some((w1, r1))) => {
            added.within = (w0 + w1) / 2.0 * (r1 - r0);
            added.between = (w1 - w0) * ((r0 + r1) / 2.0 - mean);
        }
        (None, Some((w1, r1))) => added.entering = w1 * (r1 - mean),
        (Some((w0, r0)), None) => added.leaving = w0 * (mean - r0),
        (None, None) => {}
    }
    added
}

/// A sum that does not depend on the order in which its terms come.
fn sum(terms: impl Iterator<Item = f64>) -> f64 {
    let mut terms: Vec<f64> = terms.collect();
    terms.sort_by(f64::total_cmp);
    terms.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(numerator: f64, denominator: f64) -> Option<Part> {
        Some(Part { numerator: Some(numerator), denominator: Some(denominator) })
    }

    fn two(part: u32, before: Option<Part>, after: Option<Part>) -> PartAtTwoDates<u32> {
        PartAtTwoDates { part, before, after }
    }

    #[test]
    fn what_cannot_be_split_says_why() {
        let refusal = |parts: &[PartAtTwoDates<u32>]| decompose(parts, Missing::LeaveOut).unwrap_err();
        let there = two(1, part(1.0, 10.0), part(2.0, 10.0));
        assert_eq!(refusal(&[]), Refusal::NoReadings);
        assert_eq!(refusal(&[there, there]), Refusal::DuplicatedPart);
        assert_eq!(refusal(&[two(1, part(-1.0, 10.0), part(2.0, 10.0))]), Refusal::NegativePart);
        assert_eq!(refusal(&[two(1, part(f64::NAN, 10.0), part(2.0, 10.0))]), Refusal::NotFinite);
        assert_eq!(refusal(&[two(1, part(1.0, f64::INFINITY), part(2.0, 10.0))]), Refusal::NotFinite);
        assert_eq!(refusal(&[there, two(2, part(3.0, 0.0), part(2.0, 10.0))]), Refusal::NumeratorWithoutDenominator);
        assert_eq!(refusal(&[two(1, part(0.0, 0.0), part(2.0, 10.0))]), Refusal::ZeroDenominator);
        assert_eq!(refusal(&[two(1, None, part(2.0, 10.0))]), Refusal::ZeroDenominator);
        assert_eq!(
            refusal(&[two(1, part(1.0, 1e308), None), two(2, part(1.0, 1e308), part(1.0, 1.0))]),
            Refusal::NotFinite
        );
        let silent = Some(Part { numerator: None, denominator: Some(10.0) });
        assert_eq!(refusal(&[two(1, silent, part(2.0, 10.0))]), Refusal::MissingPart);
    }

    #[test]
    fn a_missing_number_is_never_zero_and_takes_its_part_out_at_both_dates() {
        let silent = Some(Part { numerator: None, denominator: Some(50.0) });
        let parts = [two(1, part(1.0, 10.0), part(2.0, 10.0)), two(2, silent, part(50.0, 50.0))];
        assert_eq!(decompose(&parts, Missing::Refuse), Err(Refusal::MissingPart));
        let split = decompose(&parts, Missing::LeaveOut).unwrap();
        assert_eq!((split.before.value, split.after.value), (0.1, 0.2));
        assert_eq!((split.change.n, split.change.left_out, split.parts.len()), (1, 1, 1));
        assert_eq!((split.before.left_out, split.after.left_out), (1, 1));
        assert_eq!((split.within, split.entering), (0.1, 0.0));
    }

    /// By hand. Before: 30/100 and 10/100, the whole 0.2. After: 40/100, 20/60 and a new one with 36/80: 96/240 = 0.4.
    /// Mean rate 0.3. Part 1: within (1/2 + 5/12)/2 x 0.1, between (5/12 - 1/2) x (0.35 - 0.3). Part 2: within
    /// (1/2 + 1/4)/2 x (1/3 - 0.1), between -1/4 x (13/60 - 0.3). Part 3: entering 1/3 x (0.45 - 0.3).
    #[test]
    fn a_worked_example() {
        let parts = [
            two(3, None, part(36.0, 80.0)),
            two(1, part(30.0, 100.0), part(40.0, 100.0)),
            two(2, part(10.0, 100.0), part(20.0, 60.0)),
        ];
        let split = decompose(&parts, Missing::Refuse).unwrap();
        let expected = [(1, 11.0 / 240.0, -1.0 / 240.0, 0.0), (2, 7.0 / 80.0, 1.0 / 48.0, 0.0), (3, 0.0, 0.0, 0.05)];
        for (found, (part, within, between, entering)) in split.parts.iter().zip(expected) {
            assert_eq!(found.part, part);
            assert!((found.within - within).abs() < 1e-15, "{found:?}");
            assert!((found.between - between).abs() < 1e-15, "{found:?}");
            assert!((found.entering - entering).abs() < 1e-15, "{found:?}");
        }
        assert!((split.change.value - 0.2).abs() < 1e-15);
        assert!((split.within + split.between + split.entering + split.leaving - 0.2).abs() < 1e-15);
    }

    #[test]
    fn a_denominator_that_falls_to_zero_leaves() {
        let parts = [two(1, part(5.0, 10.0), part(5.0, 10.0)), two(2, part(1.0, 10.0), part(0.0, 0.0))];
        let split = decompose(&parts, Missing::Refuse).unwrap();
        // 0.3 to 0.5: the weaker half is gone (0.5 x (0.4 - 0.1)), the better one weighs more (0.5 x (0.5 - 0.4)).
        assert!((split.leaving - 0.15).abs() < 1e-15 && (split.between - 0.05).abs() < 1e-15);
        assert_eq!((split.within, split.entering), (0.0, 0.0));
        let empty = two(3, part(0.0, 0.0), None);
        let with_empty = decompose(&[parts[0], parts[1], empty], Missing::Refuse).unwrap();
        assert_eq!(with_empty.parts[2].total(), 0.0);
        assert_eq!(with_empty.leaving, split.leaving);
    }
}
