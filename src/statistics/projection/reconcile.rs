//! A province's own projection beside the sum of its communes'; the two are shown, never averaged away.

use super::basis::INFORMATIVE_WIDTH;
use super::independent_sum::independent_interval;
use super::{Fitted, Predictive};
use crate::statistics::{Estimate, Interval, Level, Method, Refusal};
use jiff::civil::Date;

/// The weighted sum of parts.
pub const SUM_OF_PARTS: Method = Method { name: "sum-of-parts", version: 1 };

/// The sum less the projection of the whole.
const DIFFERENCE: Method = Method { name: "sum-of-parts-less-whole", version: 1 };

/// A part of a whole: a commune of a province.
#[derive(Clone, Copy)]
pub struct Component<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its denominator (households, procedures), which is its weight in the rate of the whole; `None` is missing.
    pub denominator: Option<f64>,
    /// Its projection; `None` where none could be made.
    pub fitted: Option<&'a dyn Fitted>,
}

/// A projection of the whole held against its parts at one date.
#[derive(Debug, Clone, PartialEq)]
pub struct Reconciled {
    /// The whole by its own series.
    pub whole: Estimate,
    /// Sum of weight x projected value over the parts, without an interval of its own: that depends on how the parts move
    /// together, which nobody has told. `n` counts parts.
    pub sum: Estimate,
    /// `sum` less `whole`.
    pub difference: Estimate,
    /// Name and weight of each part (weights add up to 1), in the order of names.
    pub weights: Vec<(String, f64)>,
    /// Interval of the sum if the parts are independent: the narrow end. `None` where a part has none.
    pub independent: Option<Interval>,
    /// Interval of the sum if all parts are high or low together (comonotone): the wide end. `None` where a part has none.
    pub together: Option<Interval>,
}

/// Projects the parts and sums them with their denominators as weights, beside the whole.
///
/// The denominators are taken as they are now; where they are expected to shift, pass those of the date. The value of the
/// sum is the weighted sum of medians, exact if the parts move together. Remarks of the sum: why there is no interval
/// ([`Refusal::ResidualBelowRounding`], [`Refusal::ThreeReadings`] of any part), what holds for any part, and
/// [`Refusal::NotInformative`] where that is so of the sum at its wide end, whatever its parts. Errors:
/// [`Refusal::NoReadings`] for no parts, [`Refusal::DuplicatedPart`], [`Refusal::MissingPartProjection`],
/// [`Refusal::MissingPart`] or [`Refusal::NegativePart`] for denominators, [`Refusal::ZeroDenominator`], those of
/// [`Fitted::at`]. Source: METHODS 1 (rate of a whole), 4; issue of reconciliation: Hyndman and Athanasopoulos (2021), ch. 11.
///
/// ```
/// use jiff::civil::date;
/// use milepost::statistics::*;
/// let fit = |values: [f64; 4]| {
///     let readings = (2021..).zip(values).map(|(y, value)| Reading { date: date(y, 12, 31), value }).collect();
///     RwDrift.fit(&Series::new(readings)?, &Declared::on(Scale::for_bounds(Some(0.0), Some(100.0))?))
/// };
/// let (a, b, whole) = (fit([40.0, 47.0, 52.0, 58.0])?, fit([60.0, 66.0, 71.0, 78.0])?, fit([45.0, 52.0, 56.0, 63.0])?);
/// let parts = [
///     Component { name: "A", denominator: Some(3000.0), fitted: Some(a.as_ref()) },
///     Component { name: "B", denominator: Some(1000.0), fitted: Some(b.as_ref()) },
/// ];
/// let held = reconcile(whole.as_ref(), &parts, date(2026, 12, 31), Level::EIGHTY)?;
/// assert_eq!(held.weights, [("A".to_owned(), 0.75), ("B".to_owned(), 0.25)]);
/// let (narrow, wide) = (held.independent.expect("four readings each"), held.together.expect("four readings each"));
/// assert!(narrow.width() < wide.width());
/// # Ok::<(), Refusal>(())
/// ```
pub fn reconcile(whole: &dyn Fitted, parts: &[Component<'_>], date: Date, level: Level) -> Result<Reconciled, Refusal> {
    let whole = whole.at(date, level)?;
    let parts = weighted(parts)?;
    let (mut value, mut left_out, mut remarks) = (0.0, 0, Vec::new());
    let (mut lower, mut upper, mut honest) = (0.0, 0.0, true);
    let mut width = 0.0;
    let mut distributions: Vec<(f64, Predictive)> = Vec::with_capacity(parts.len());
    for (_, weight, fitted) in &parts {
        let basis = fitted.basis();
        let estimate = fitted.at(date, level)?;
        value += weight * estimate.value;
        left_out += estimate.left_out;
        remarks.extend(basis.no_interval.or(basis.no_probability));
        // A part that says little may still weigh little: the sum is judged by itself.
        remarks.extend(estimate.remarks.into_iter().filter(|remark| *remark != Refusal::NotInformative));
        match estimate.interval {
            Some(interval) if basis.no_probability.is_none() => {
                lower += weight * interval.lower;
                upper += weight * interval.upper;
            }
            _ => honest = false,
        }
        let predictive = fitted.predictive(fitted.horizon(date)?)?;
        if honest && let Some((lowest, highest)) = basis.scale.bounds() {
            width += weight * predictive.interval(Level::EIGHTY)?.width() / (highest - lowest);
        }
        distributions.push((*weight, predictive));
    }
    if honest && width > INFORMATIVE_WIDTH {
        remarks.push(Refusal::NotInformative);
    }
    remarks.sort_by_key(|reason| reason.code());
    remarks.dedup();
    let sum = Estimate { left_out, remarks, ..Estimate::exact(value, parts.len(), SUM_OF_PARTS)? };
    let difference = Estimate::exact(sum.value - whole.value, parts.len() + 1, DIFFERENCE)?;
    Ok(Reconciled {
        whole,
        sum,
        difference,
        independent: if honest { Some(independent_interval(&distributions, level)?) } else { None },
        together: honest.then_some(Interval { level, lower, upper }),
        weights: parts.into_iter().map(|(name, weight, _)| (name.to_owned(), weight)).collect(),
    })
}

/// Parts that weigh something, by name, with their share of all denominators.
fn weighted<'a>(parts: &[Component<'a>]) -> Result<Vec<(&'a str, f64, &'a dyn Fitted)>, Refusal> {
    if parts.is_empty() {
        return Err(Refusal::NoReadings);
    }
    let mut found = Vec::with_capacity(parts.len());
    for part in parts {
        let denominator = part.denominator.ok_or(Refusal::MissingPart)?;
        if !denominator.is_finite() {
            return Err(Refusal::NotFinite);
        }
        if denominator < 0.0 {
            return Err(Refusal::NegativePart);
        }
        // What weighs nothing changes nothing, so it need not be projected.
        if denominator > 0.0 {
            found.push((part.name, denominator, part.fitted.ok_or(Refusal::MissingPartProjection)?));
        }
    }
    // By name, so that the order in which parts come changes no bit.
    found.sort_by_key(|(name, _, _)| *name);
    if found.windows(2).any(|pair| pair[0].0 == pair[1].0) {
        return Err(Refusal::DuplicatedPart);
    }
    let largest = found.iter().map(|(_, denominator, _)| *denominator).fold(0.0, f64::max);
    if largest == 0.0 {
        return Err(Refusal::ZeroDenominator);
    }
    let total: f64 = found.iter().map(|(_, denominator, _)| denominator / largest).sum();
    Ok(found.into_iter().map(|(name, denominator, fitted)| (name, denominator / largest / total, fitted)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::{Declared, Model, Reading, RwDrift, Scale, Series};
    use jiff::civil::date;

    const SHARE: Scale = Scale::Gompertz { lower: 0.0, upper: 100.0 };
    const DAY: Date = date(2030, 12, 31);

    fn fit(values: &[f64]) -> Box<dyn Fitted> {
        let readings = (2015..).zip(values).map(|(y, v)| Reading { date: date(y, 12, 31), value: *v }).collect();
        RwDrift.fit(&Series::new(readings).unwrap(), &Declared::on(SHARE)).unwrap()
    }

    fn part<'a>(name: &'a str, denominator: f64, fitted: &'a dyn Fitted) -> Component<'a> {
        Component { name, denominator: Some(denominator), fitted: Some(fitted) }
    }

    const A: [f64; 5] = [40.0, 47.0, 52.5, 58.0, 61.0];
    const B: [f64; 5] = [60.0, 66.0, 71.0, 78.0, 79.5];

    #[test]
    fn parts_that_do_not_add_up() {
        let (a, b) = (fit(&A), fit(&B));
        let held = |parts: &[Component<'_>]| reconcile(a.as_ref(), parts, DAY, Level::EIGHTY).unwrap_err();
        assert_eq!(held(&[]), Refusal::NoReadings);
        let (one, other) = (part("a", 1.0, a.as_ref()), part("b", 1.0, b.as_ref()));
        assert_eq!(held(&[one, Component { fitted: None, ..other }]), Refusal::MissingPartProjection);
        assert_eq!(held(&[one, Component { denominator: None, ..other }]), Refusal::MissingPart);
        assert_eq!(held(&[one, part("b", -1.0, b.as_ref())]), Refusal::NegativePart);
        assert_eq!(held(&[one, part("b", f64::NAN, b.as_ref())]), Refusal::NotFinite);
        assert_eq!(held(&[one, other, one]), Refusal::DuplicatedPart);
        assert_eq!(held(&[part("a", 0.0, a.as_ref())]), Refusal::ZeroDenominator);
        let past = reconcile(a.as_ref(), &[one], date(2019, 12, 31), Level::EIGHTY);
        assert_eq!(past, Err(Refusal::TargetDateNotAfterReading));
    }

    #[test]
    fn a_whole_of_one_part_differs_by_nothing() {
        let a = fit(&A);
        let held = reconcile(a.as_ref(), &[part("a", 7e300, a.as_ref())], DAY, Level::EIGHTY).unwrap();
        assert_eq!(held.difference.value, 0.0);
        assert_eq!(held.together, held.whole.interval);
        let (own, narrow) = (held.whole.interval.unwrap(), held.independent.unwrap());
        assert!((own.width() / narrow.width() - 1.0).abs() < 2e-3);
    }

    #[test]
    fn values_sum_by_their_weights_and_order_changes_nothing() {
        let (a, b, whole) = (fit(&A), fit(&B), fit(&[45.0, 52.0, 56.0, 63.0, 66.0]));
        let parts = [part("b", 1000.0, b.as_ref()), part("a", 3000.0, a.as_ref()), part("none", 0.0, a.as_ref())];
        let held = reconcile(whole.as_ref(), &parts, DAY, Level::EIGHTY).unwrap();
        let value = |fitted: &dyn Fitted| fitted.at(DAY, Level::EIGHTY).unwrap();
        let expected = 0.75 * value(a.as_ref()).value + 0.25 * value(b.as_ref()).value;
        assert!((held.sum.value - expected).abs() < 1e-12);
        assert!((held.difference.value - (expected - value(whole.as_ref()).value)).abs() < 1e-12);
        assert_eq!((held.sum.n, held.weights.len()), (2, 2));
        let (narrow, wide) = (held.independent.unwrap(), held.together.unwrap());
        assert!(wide.lower < narrow.lower && narrow.upper < wide.upper);
        let mut turned = parts;
        turned.reverse();
        assert_eq!(reconcile(whole.as_ref(), &turned, DAY, Level::EIGHTY).unwrap(), held);
    }

    /// Many like parts: their chances cancel, but what is skewed stays off the sum of medians.
    #[test]
    fn independent_skewed_parts_centre_on_their_mean_not_their_median() {
        let a = fit(&B);
        let names: Vec<String> = (0..50).map(|i| format!("part {i:02}")).collect();
        let parts: Vec<Component<'_>> = names.iter().map(|name| part(name, 1.0, a.as_ref())).collect();
        let held = reconcile(a.as_ref(), &parts, DAY, Level::EIGHTY).unwrap();
        let narrow = held.independent.unwrap();
        let distribution = a.predictive(a.horizon(DAY).unwrap()).unwrap();
        let mean =
            (0..2000).map(|i| distribution.quantile((f64::from(i) + 0.5) / 2000.0).unwrap() / 2000.0).sum::<f64>();
        assert!(narrow.lower < mean && mean < narrow.upper, "{mean} {narrow:?}");
        assert!(
            narrow.upper < held.sum.value,
            "the skew pulls the sum below the medians: {narrow:?} {}",
            held.sum.value
        );
    }

    #[test]
    fn a_part_that_says_little_is_not_the_sum() {
        let (a, wild) = (fit(&A), fit(&[50.0, 20.0, 70.0, 30.0, 60.0]));
        let remarks = |weight: f64| {
            let parts = [part("a", 1.0, a.as_ref()), part("wild", weight, wild.as_ref())];
            reconcile(a.as_ref(), &parts, DAY, Level::EIGHTY).unwrap().sum.remarks
        };
        assert_eq!(remarks(0.01), vec![]);
        assert_eq!(remarks(100.0), vec![Refusal::NotInformative]);
    }

    #[test]
    fn a_part_without_an_honest_interval_leaves_none_to_the_sum() {
        let (a, three) = (fit(&A), fit(&[50.0, 58.0, 61.0]));
        let parts = [part("a", 1.0, a.as_ref()), part("b", 1.0, three.as_ref())];
        let held = reconcile(a.as_ref(), &parts, DAY, Level::EIGHTY).unwrap();
        assert_eq!((held.independent, held.together), (None, None));
        assert!(held.sum.remarks.contains(&Refusal::ThreeReadings));
    }
}
