//! Numbers of the review, drawn by lot, recomputed from the lines that `explain` ends at and from nothing else.

use super::common::{Copy, stdout};
use super::ends::loose;
use super::formulas::{Asked, Project, formula};
use super::leaves::{Files, Leaves};
use super::page::{Number, drawn, numbers};
use jiff::civil::Date;
use serde_json::Value;
use std::fs;
use std::sync::LazyLock;

/// How many numbers are drawn.
const DRAWN: usize = 50;

/// A copy of the project with its pages, made once.
static REVIEW: LazyLock<Copy> = LazyLock::new(|| {
    let copy = Copy::new();
    stdout(&copy.milepost(&["run"]));
    copy
});

fn on_the_review() -> Vec<Number> {
    numbers(&fs::read_to_string(REVIEW.path("out/review.html")).expect("the review"))
}

#[test]
fn every_number_of_the_review_has_a_formula() {
    let all = on_the_review();
    assert!(all.len() > 200, "{} numbers", all.len());
    let without: Vec<String> = (all.iter().filter(|number| formula(&number.place, &number.column).is_none()))
        .map(|number| format!("{}: “{}” of “{}”", number.reference, number.column, number.place))
        .collect();
    assert!(
        without.is_empty(),
        "write how to recompute these numbers by hand, and name it in tests/explain/formulas.rs:\n{}",
        without.join("\n")
    );
}

/// Explains numbers in one call: all rows, however many.
fn explained(some: &[Number]) -> Vec<Value> {
    let references = some.iter().map(|number| number.reference.as_str());
    let arguments: Vec<&str> = ["explain", "--all", "--format", "json"].into_iter().chain(references).collect();
    let trees: Vec<Value> = serde_json::from_str(&stdout(&REVIEW.milepost(&arguments))).expect("trees");
    assert_eq!(trees.len(), some.len());
    trees
}

/// What does not come out of the lines below it, or ends before it reaches them.
fn wrong(some: &[Number], trees: &[Value]) -> Vec<String> {
    let files = Files::of(&REVIEW.path(""));
    let project = Project::of(&files);
    let mut wrong = Vec::new();
    for (number, tree) in some.iter().zip(trees) {
        let reference = &number.reference;
        assert_eq!(tree["data"]["reference"], **reference);
        wrong.extend(loose(tree).into_iter().map(|end| format!("{reference} ends at {end}")));
        let leaves = Leaves::of(tree, &files);
        let asked = Asked { project: &project, tree, leaves: &leaves, column: &number.column };
        let value = &tree["data"]["value"];
        match formula(&number.place, &number.column).expect("a formula")(&asked) {
            Ok(answer) if answer.is(value) => {}
            other => wrong.push(format!("{reference} is {value}; by hand {other:?} from {}", leaves.places())),
        }
    }
    wrong
}

/// A value that is a little off: by a day, by a millionth.
fn off(value: &Value) -> Value {
    match value.as_str() {
        Some(day) => day.parse::<Date>().expect("a day").tomorrow().expect("a day").to_string().into(),
        None => value.as_f64().map(|number| number + number.abs().max(1.0) / 1e6).into(),
    }
}

/// Of the numbers that were drawn each ends at lines, and the lines give it, and nothing near it. Where `MILEPOST_DRAW` is a
/// number, so many are drawn instead: 1000 are all, and take minutes.
#[test]
fn drawn_numbers_are_recomputed_from_the_lines_they_end_at() {
    let how_many =
        std::env::var("MILEPOST_DRAW").map_or(DRAWN, |text| text.parse().expect("MILEPOST_DRAW is a number"));
    let some = drawn(&on_the_review(), |number| number.reference.clone(), how_many);
    let references: Vec<&str> = some.iter().map(|number| number.reference.as_str()).collect();
    for some in some.chunks(DRAWN) {
        let mut trees = explained(some);
        let wrong_ones = wrong(some, &trees);
        assert!(wrong_ones.is_empty(), "{}\ndrawn were {}", wrong_ones.join("\n"), references.join(" "));
        for tree in &mut trees {
            tree["data"]["value"] = off(&tree["data"]["value"]);
        }
        assert_eq!(wrong(some, &trees).len(), some.len(), "a value that is a little off is seen");
    }
}
