//! The eleven linear sets: coefficients, standard deviations, residual standard deviation and R squared.

use super::super::{Intercept, LinearFit, linear, polynomial};
use super::{Set, digits, fewest_digits};

/// Digits reached: coefficients, deviations, residual standard deviation, R squared.
type Digits = [f64; 4];

fn compare(set: &Set, fit: &LinearFit) -> Digits {
    [
        fewest_digits(&fit.coefficients, set.line("certified")),
        fewest_digits(&fit.deviations(), set.line("deviations")),
        digits(fit.residual_sd(), set.line("residual-sd")[0]),
        digits(fit.r_squared.unwrap(), set.line("r-squared")[0]),
    ]
}

fn of_degree(degree: usize, text: &'static str) -> Digits {
    let set = Set::read(text);
    compare(&set, &polynomial(&set.column(1), &set.column(0), degree).unwrap())
}

fn on_columns(intercept: Intercept, text: &'static str) -> Digits {
    let set = Set::read(text);
    let columns: Vec<Vec<f64>> = (1..set.rows[0].len()).map(|column| set.column(column)).collect();
    let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    compare(&set, &linear(&columns, &set.column(0), intercept).unwrap())
}

/// Every figure of every set agrees to the digits stated beside it: coefficients, deviations, residual standard
/// deviation, R squared.
#[test]
fn the_certified_linear_sets() {
    let reached = [
        ("Norris", on_columns(Intercept::Fitted, include_str!("norris.txt")), [14.0, 13.9, 14.0, 14.9]),
        ("Pontius", of_degree(2, include_str!("pontius.txt")), [13.5, 13.7, 13.7, 14.9]),
        ("NoInt1", on_columns(Intercept::Zero, include_str!("noint1.txt")), [14.7, 14.9, 14.9, 14.9]),
        ("NoInt2", on_columns(Intercept::Zero, include_str!("noint2.txt")), [14.9, 14.9, 14.9, 14.9]),
        ("Filip", of_degree(10, include_str!("filip.txt")), [14.0, 14.8, 14.7, 14.9]),
        ("Longley", on_columns(Intercept::Fitted, include_str!("longley.txt")), [14.6, 14.8, 14.9, 14.9]),
        ("Wampler1", of_degree(5, include_str!("wampler1.txt")), [14.9, 14.9, 14.9, 14.9]),
        ("Wampler2", of_degree(5, include_str!("wampler2.txt")), [13.2, 14.9, 14.9, 14.9]),
        ("Wampler3", of_degree(5, include_str!("wampler3.txt")), [14.9, 14.4, 14.8, 14.9]),
        ("Wampler4", of_degree(5, include_str!("wampler4.txt")), [14.9, 14.4, 14.8, 14.9]),
        ("Wampler5", of_degree(5, include_str!("wampler5.txt")), [14.9, 14.4, 14.8, 13.0]),
    ];
    for (name, reached, stated) in reached {
        let enough = reached.iter().zip(stated).all(|(reached, stated)| *reached >= stated);
        assert!(enough, "{name}: {reached:.1?}, not {stated:?}");
    }
}
