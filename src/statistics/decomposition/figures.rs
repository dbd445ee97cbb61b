//! The figures of the parts at both dates: which can be compared, and which are left out.

use super::PartAtTwoDates;
use crate::statistics::{Missing, Part, Refusal};

/// Numerator and denominator, both there; nothing over nothing where the part did not exist.
#[derive(Clone, Copy)]
pub(super) struct Figures {
    pub numerator: f64,
    pub denominator: f64,
}

impl Figures {
    /// What a part has at a date, or `None` where a number is missing.
    fn of(part: Option<Part>) -> Result<Option<Figures>, Refusal> {
        let Some(part) = part else { return Ok(Some(Figures { numerator: 0.0, denominator: 0.0 })) };
        let (Some(numerator), Some(denominator)) = (part.numerator, part.denominator) else { return Ok(None) };
        if !(numerator.is_finite() && denominator.is_finite()) {
            Err(Refusal::NotFinite)
        } else if numerator < 0.0 || denominator < 0.0 {
            Err(Refusal::NegativePart)
        } else if denominator == 0.0 && numerator > 0.0 {
            Err(Refusal::NumeratorWithoutDenominator)
        } else {
            Ok(Some(Figures { numerator, denominator }))
        }
    }

    /// The same, for [`rate`](super::rate()).
    pub fn part(self) -> Part {
        Part { numerator: Some(self.numerator), denominator: Some(self.denominator) }
    }

    /// Share of all denominators, and own rate; `None` without a denominator.
    pub fn weight_and_rate(self, denominators: f64) -> Option<(f64, f64)> {
        (self.denominator > 0.0).then(|| (self.denominator / denominators, self.numerator / self.denominator))
    }
}

/// A part whose figures are there at both dates.
pub(super) struct Kept<'a, K> {
    pub part: &'a K,
    pub before: Figures,
    pub after: Figures,
}

/// The parts whose figures are there at both dates, by name, and how many are not.
pub(super) fn complete<K: Ord>(
    parts: &[PartAtTwoDates<K>],
    missing: Missing,
) -> Result<(Vec<Kept<'_, K>>, usize), Refusal> {
    if parts.is_empty() {
        return Err(Refusal::NoReadings);
    }
    let mut named: Vec<&PartAtTwoDates<K>> = parts.iter().collect();
    named.sort_by(|a, b| a.part.cmp(&b.part));
    if named.windows(2).any(|pair| pair[0].part == pair[1].part) {
        return Err(Refusal::DuplicatedPart);
    }
    let (mut kept, mut left_out) = (Vec::new(), 0);
    for PartAtTwoDates { part, before, after } in named {
        match (Figures::of(*before)?, Figures::of(*after)?) {
            (Some(before), Some(after)) => kept.push(Kept { part, before, after }),
            _ if missing == Missing::Refuse => return Err(Refusal::MissingPart),
            _ => left_out += 1,
        }
    }
    if kept.is_empty() { Err(Refusal::MissingPart) } else { Ok((kept, left_out)) }
}
