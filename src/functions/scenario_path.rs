//! What `required_path` and `best_commune_path` answer with: a path of a scenario, a point a day.

use super::answer::{codes, dates, doubles, known_counts, lists, structs, texts};
use super::columns::{Lists, day};
use crate::statistics::{Estimate, Method, Refusal, Scenario};
use arrow::array::ArrayRef;
use arrow::array::types::Date32Type;
use std::borrow::Cow;

/// One point of a path.
pub(super) struct Point {
    days: i32,
    method: Method,
    made_of: Option<MadeOf>,
    value: Result<Estimate, Refusal>,
}

/// What a path was made from, where there is one.
#[derive(Clone)]
struct MadeOf {
    peer: Option<String>,
    pace: f64,
    n: usize,
    left_out: usize,
}

/// The points of a scenario on the days of one row; `None` for a day that is NULL.
pub(super) fn points(
    scenario: &Result<Scenario, Refusal>,
    method: Method,
    days: &Lists<arrow::array::PrimitiveArray<Date32Type>>,
    row: usize,
) -> Vec<Option<Point>> {
    let made_of = scenario.as_ref().ok().map(|path| MadeOf {
        peer: path.peer.clone(),
        pace: path.pace,
        n: path.n,
        left_out: path.left_out,
    });
    let point = |days: i32| {
        let value = scenario.as_ref().map_err(|reason| *reason).and_then(|path| path.at(day(days)?));
        Point { days, method, made_of: made_of.clone(), value }
    };
    days.row(row).map(|days| days.map(point)).collect()
}

/// The column; with the name of the peer where a path takes another's pace.
pub(super) fn paths(rows: &[Option<Vec<Option<Point>>>], with_peer: bool) -> ArrayRef {
    let lengths: Vec<Option<usize>> = rows.iter().map(|row| row.as_ref().map(Vec::len)).collect();
    let all: Vec<Option<&Point>> = rows.iter().flatten().flatten().map(Option::as_ref).collect();
    let all = &all[..];
    let made_of = |point: &&Point| point.made_of.clone();
    let mut fields = vec![
        ("date", dates(all, |point| Some(point.days))),
        ("value", doubles(all, |point| Some(point.value.as_ref().ok()?.value))),
    ];
    if with_peer {
        fields.push(("peer", texts(all, |point| point.made_of.as_ref()?.peer.as_ref())));
    }
    fields.extend([
        ("pace", doubles(all, |point| Some(made_of(point)?.pace))),
        ("n", known_counts(all, |point| Some(made_of(point)?.n))),
        ("left_out", known_counts(all, |point| Some(made_of(point)?.left_out))),
        ("method", texts(all, |point| Some(point.method.to_string()))),
        ("reason", texts(all, |point| reason(point))),
    ]);
    lists(structs(all, fields), &lengths)
}

fn reason(point: &Point) -> Option<Cow<'static, str>> {
    match &point.value {
        Ok(value) => codes(&value.remarks),
        Err(reason) => codes(&[*reason]),
    }
}
