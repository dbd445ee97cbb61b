//! `decompose`: which parts moved a rate, by their own change and by their weight.

use super::FunctionDoc;
use super::answer::{codes, counts, doubles, lists, structs, texts, type_of};
use super::columns::{self, Outcome, answers, list_of};
use crate::statistics::decomposition::{Contribution, Decomposition, PartAtTwoDates, SHIFT_SHARE, decompose};
use crate::statistics::{Missing, Part, Refusal};
use arrow::array::{ArrayRef, RecordBatch};
use arrow::datatypes::DataType;
use duckdb::vscalar::{ArrowFunctionSignature, VArrowScalar};
use std::borrow::Cow;

pub(super) const DOC: FunctionDoc = FunctionDoc {
    name: "decompose",
    signature: "decompose(parts VARCHAR[], numerators_before DOUBLE[], denominators_before DOUBLE[], numerators_after \
                DOUBLE[], denominators_after DOUBLE[]) -> STRUCT(before DOUBLE, after DOUBLE, change DOUBLE, within DOUBLE, \
                between DOUBLE, entering DOUBLE, leaving DOUBLE, n INTEGER, left_out INTEGER, method VARCHAR, reason \
                VARCHAR, parts STRUCT(part VARCHAR, within DOUBLE, between DOUBLE, entering DOUBLE, leaving DOUBLE, total \
                DOUBLE)[])",
    what: "Splits the change of the rate sum(numerators) / sum(denominators) into the parts' own changes (within), the shift \
           of their weights (between), and parts that are new or gone; the terms of all parts add up to the change. All \
           figures are ratios: 0.01 is one percentage point. Parts come back in the order of their names. A part that did \
           not exist at a date has denominator 0 there; one of which a number is NULL did not report: it is left out at \
           both dates and counted, and reason says missing-part.",
    example: "SELECT unnest(decompose(list(a), list(n0), list(d0), list(n1), list(d1))) \
              FROM (VALUES ('An Hòa', 40, 100, 70, 120), ('Tân Phú', 30, 80, 30, 60)) t(a, n0, d0, n1, d1)",
};

pub(super) struct Decompose;

impl VArrowScalar for Decompose {
    type State = ();

    fn invoke(_: &(), batch: RecordBatch) -> Outcome<ArrayRef> {
        let names = columns::text_lists(&batch, 0)?;
        let [n0, d0, n1, d1] = [1, 2, 3, 4].map(|column| columns::double_lists(&batch, column));
        let figures = [n0?, d0?, n1?, d1?];
        let rows = answers(&batch, |row| {
            let names = names.row(row).collect::<Vec<_>>();
            split(&names, figures.each_ref().map(|column| column.row(row).collect::<Vec<_>>()))
        });
        Ok(splits(&rows))
    }

    fn signatures() -> Vec<ArrowFunctionSignature> {
        let numbers = list_of(DataType::Float64);
        let parameters = [vec![list_of(DataType::Utf8)], vec![numbers; 4]].concat();
        vec![ArrowFunctionSignature::exact(parameters, type_of(splits))]
    }
}

/// The answer for one row: its parts by name; one without a name cannot be followed from one date to the other.
fn split<'a>(names: &[Option<&'a str>], figures: [Vec<Option<f64>>; 4]) -> Split<'a> {
    if figures.iter().any(|column| column.len() != names.len()) {
        return Split { left_out: 0, answer: Err(Refusal::UnequalLists) };
    }
    let incomplete = |i: &usize| names[*i].is_none() || figures.iter().any(|column| column[*i].is_none());
    let part = |numerator, denominator| Some(Part { numerator, denominator });
    let [n0, d0, n1, d1] = &figures;
    let named = names.iter().enumerate().filter_map(|(i, name)| {
        Some(PartAtTwoDates { part: (*name)?, before: part(n0[i], d0[i]), after: part(n1[i], d1[i]) })
    });
    Split {
        left_out: (0..names.len()).filter(incomplete).count(),
        answer: decompose(&named.collect::<Vec<_>>(), Missing::LeaveOut),
    }
}

/// The answer of one row.
struct Split<'a> {
    /// Parts without a name or without one of their figures.
    left_out: usize,
    answer: Result<Decomposition<&'a str>, Refusal>,
}

impl Split<'_> {
    fn figure(&self, figure: impl FnOnce(&Decomposition<&str>) -> f64) -> Option<f64> {
        self.answer.as_ref().ok().map(figure)
    }

    fn reason(&self) -> Option<Cow<'static, str>> {
        match &self.answer {
            Ok(_) if self.left_out > 0 => codes(&[Refusal::MissingPart]),
            Ok(split) => codes(&split.change.remarks),
            Err(reason) => codes(&[*reason]),
        }
    }
}

fn splits(rows: &[Option<Split>]) -> ArrayRef {
    let parts = |split: &Split| split.answer.as_ref().ok().map(|split| split.parts.len());
    let lengths: Vec<Option<usize>> = rows.iter().map(|row| row.as_ref().and_then(parts)).collect();
    let all = rows.iter().flatten().filter_map(|split| split.answer.as_ref().ok()).flat_map(|split| &split.parts);
    let fields = vec![
        ("before", doubles(rows, |s| s.figure(|d| d.before.value))),
        ("after", doubles(rows, |s| s.figure(|d| d.after.value))),
        ("change", doubles(rows, |s| s.figure(|d| d.change.value))),
        ("within", doubles(rows, |s| s.figure(|d| d.within))),
        ("between", doubles(rows, |s| s.figure(|d| d.between))),
        ("entering", doubles(rows, |s| s.figure(|d| d.entering))),
        ("leaving", doubles(rows, |s| s.figure(|d| d.leaving))),
        ("n", counts(rows, |s| s.answer.as_ref().map_or(0, |d| d.change.n))),
        ("left_out", counts(rows, |s| s.left_out)),
        ("method", texts(rows, |_| Some(SHIFT_SHARE.to_string()))),
        ("reason", texts(rows, Split::reason)),
        ("parts", lists(contributions(&all.map(Some).collect::<Vec<_>>()), &lengths)),
    ];
    structs(rows, fields)
}

fn contributions(parts: &[Option<&Contribution<&str>>]) -> ArrayRef {
    let fields = vec![
        ("part", texts(parts, |c| Some(c.part))),
        ("within", doubles(parts, |c| Some(c.within))),
        ("between", doubles(parts, |c| Some(c.between))),
        ("entering", doubles(parts, |c| Some(c.entering))),
        ("leaving", doubles(parts, |c| Some(c.leaving))),
        ("total", doubles(parts, |c| Some(c.total()))),
    ];
    structs(parts, fields)
}

#[cfg(test)]
mod tests {
    use crate::functions::tests::{database, first_row, rows};

    fn split(arguments: &str, fields: &str) -> String {
        first_row(&database(), &format!("SELECT {fields} FROM (SELECT decompose({arguments}) AS a)"))
    }

    #[test]
    fn null_in_null_out_down_to_the_fields() {
        let connection = database();
        assert_eq!(first_row(&connection, "SELECT decompose(NULL, [1], [2], [1], [2]) IS NULL"), "true");
        let column = "SELECT a IS NULL, a.change, a.n, a.parts FROM (SELECT i, decompose(['x'], [1], [2], n, [2]) AS a \
                      FROM (VALUES (1, [2.0]), (2, NULL), (3, [1.0])) t(i, n)) ORDER BY i";
        assert_eq!(
            rows(&connection, column),
            [
                "false|0.5|1|[{'part': x, 'within': 0.5, 'between': 0.0, 'entering': 0.0, 'leaving': 0.0, 'total': 0.5}]",
                "true|NULL|NULL|NULL",
                "false|0.0|1|[{'part': x, 'within': 0.0, 'between': 0.0, 'entering': 0.0, 'leaving': 0.0, 'total': 0.0}]"
            ]
        );
    }

    #[test]
    fn what_cannot_be_split_says_why() {
        let fields = "a.change, a.n, a.left_out, a.reason, a.parts IS NULL";
        for (arguments, answer) in [
            ("[]::VARCHAR[], [], [], [], []", "NULL|0|0|no-readings|true"),
            ("['x'], [1, 2], [2], [1], [2]", "NULL|0|0|unequal-lists|true"),
            ("['x', 'x'], [1, 2], [2, 2], [1, 1], [2, 2]", "NULL|0|0|duplicated-part|true"),
            ("['x'], [-1], [2], [1], [2]", "NULL|0|0|negative-part|true"),
            ("['x'], [0], [0], [1], [2]", "NULL|0|0|zero-denominator|true"),
            ("['x'], [NULL], [2], [1], [2]", "NULL|0|1|missing-part|true"),
            ("['x', 'y'], [1, NULL], [2, 2], [2, 2], [2, 2]", "0.5|1|1|missing-part|false"),
            ("['x', NULL], [1, 1], [2, 2], [2, 2], [2, 2]", "0.5|1|1|missing-part|false"),
        ] {
            assert_eq!(split(arguments, fields), answer, "{arguments}");
        }
    }

    /// By hand: A and B keep their 20% and 60% while people move to B, 40% to 55%: all of it between. C is new in the
    /// second case: the weights of A and B fall to 0.4, that of C is 0.2, the mean rate is 0.44.
    #[test]
    fn weights_alone_move_a_rate() {
        let fields = "round(a.before, 9), round(a.after, 9), round(a.within, 9), round(a.between, 9), \
                      round(a.entering, 9), round(a.leaving, 9), a.method";
        assert_eq!(
            split("['B', 'A'], [60, 20], [100, 100], [210, 10], [350, 50]", fields),
            "0.4|0.55|0.0|0.15|0.0|0.0|shift-share-midpoint/1"
        );
        assert_eq!(
            split("['A', 'B', 'C'], [20, 60, 0], [100, 100, 0], [20, 60, 40], [100, 100, 50]", fields),
            "0.4|0.48|0.0|0.008|0.072|0.0|shift-share-midpoint/1"
        );
    }

    #[test]
    fn a_hundred_thousand_wild_tables_add_up() {
        let query = "WITH wild AS (SELECT i, range(i % 7) AS r FROM range(100000) t(i)), answers AS (\
                     SELECT unnest(decompose([('part ' || j) FOR j IN r], \
                     [CASE hash(i, j) % 9 WHEN 0 THEN NULL WHEN 1 THEN 1e308 WHEN 2 THEN -1 ELSE hash(i, j) % 99 END FOR j IN r], \
                     [CASE hash(j, i) % 9 WHEN 0 THEN 'inf'::DOUBLE WHEN 1 THEN 0 ELSE 100 + hash(i, j) % 99 END FOR j IN r], \
                     [hash(i, j, 2) % 99 FOR j IN r], [100 + hash(i, j, 3) % 99 FOR j IN r])) FROM wild) \
                     SELECT count(*), count(change) > 1000, count(*) FILTER (change IS NULL AND reason IS NULL), \
                     count(*) FILTER (NOT isfinite(change) OR NOT isfinite(within) OR NOT isfinite(between)), \
                     count(*) FILTER (abs(change - within - between - entering - leaving) > 1e-12 * greatest(1, abs(before))), \
                     count(*) FILTER (abs(change - list_sum([p.total FOR p IN parts])) > 1e-12 * greatest(1, abs(before))) \
                     FROM answers";
        assert_eq!(first_row(&database(), query), "100000|true|0|0|0|0");
    }
}
