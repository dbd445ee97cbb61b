//! What must hold of a decomposition whatever the parts.

use super::{Contribution, PartAtTwoDates, decompose};
use crate::statistics::{Missing, Part};
use proptest::prelude::*;

fn two(part: u32, before: Option<Part>, after: Option<Part>) -> PartAtTwoDates<u32> {
    PartAtTwoDates { part, before, after }
}

/// Counts of a part: absent, or numerator up to denominator.
fn figures() -> impl Strategy<Value = Option<Part>> {
    prop::option::weighted(0.85, (0.0..1.0_f64, prop_oneof![1 => Just(0.0), 9 => 1.0..1e6_f64])).prop_map(|figures| {
        figures.map(|(share, denominator)| Part {
            numerator: Some((share * denominator).floor()),
            denominator: Some(denominator.floor()),
        })
    })
}

fn parts() -> impl Strategy<Value = Vec<PartAtTwoDates<u32>>> {
    prop::collection::vec((figures(), figures()), 1..80).prop_map(|figures| {
        figures.into_iter().zip(0..).map(|((before, after), part)| two(part, before, after)).collect()
    })
}

/// Absent, silent, or any two numbers at all.
fn any_figures() -> impl Strategy<Value = Option<Part>> {
    let number = || prop::option::weighted(0.9, prop::num::f64::ANY.prop_map(f64::abs));
    prop::option::of((number(), number()))
        .prop_map(|figures| figures.map(|(numerator, denominator)| Part { numerator, denominator }))
}

proptest! {
    #[test]
    fn the_terms_add_up_to_the_change(parts in parts()) {
        if let Ok(split) = decompose(&parts, Missing::Refuse) {
            let (change, size) = (split.change.value, split.before.value.abs().max(split.after.value.abs()));
            let terms = split.within + split.between + split.entering + split.leaving;
            let by_part: f64 = split.parts.iter().map(Contribution::total).sum();
            prop_assert!((terms - change).abs() <= 1e-12 * size, "{} {}", terms, change);
            prop_assert!((by_part - change).abs() <= 1e-12 * size, "{} {}", by_part, change);
        }
    }

    #[test]
    fn order_changes_nothing_and_backwards_changes_signs(mut parts in parts(), turn in 0_usize..80) {
        let split = decompose(&parts, Missing::Refuse);
        let turn = turn % parts.len();
        parts.rotate_left(turn);
        parts.reverse();
        prop_assert_eq!(&split, &decompose(&parts, Missing::Refuse));
        for part in &mut parts {
            std::mem::swap(&mut part.before, &mut part.after);
        }
        let back = decompose(&parts, Missing::Refuse);
        prop_assert_eq!(split.is_ok(), back.is_ok());
        if let (Ok(split), Ok(back)) = (split, back) {
            prop_assert!((split.within + back.within).abs() < 1e-13);
            prop_assert!((split.between + back.between).abs() < 1e-13);
            prop_assert!((split.entering + back.leaving).abs() < 1e-13);
        }
    }

    #[test]
    fn nothing_is_nan(
        figures in prop::collection::vec((any_figures(), any_figures()), 1..8),
    ) {
        let parts: Vec<PartAtTwoDates<u32>> =
            figures.into_iter().zip(0..).map(|((before, after), id)| two(id, before, after)).collect();
        if let Ok(split) = decompose(&parts, Missing::LeaveOut) {
            let terms = [split.within, split.between, split.entering, split.leaving, split.change.value];
            prop_assert!(terms.into_iter().all(f64::is_finite), "{:?}", split);
            prop_assert!(split.parts.iter().all(|c| c.total().is_finite()), "{:?}", split);
        }
    }
}
